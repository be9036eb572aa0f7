//! The row of a table that a document is made for: what its columns give to the holes of the plan.

use crate::{
    text::{Field, Text, Woven},
    words::{Context, Job},
};
use minijinja::Value;
use std::{collections::BTreeMap, sync::Arc};

/// A row as holes see it.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The name under which all columns stand, `xa` in `{{ xa.ten }}`; without it each by its own.
    pub under: Option<String>,
    /// The columns by name.
    pub cells: Vec<(String, RowValue)>,
}

/// What a column gives.
#[derive(Debug, Clone)]
pub enum RowValue {
    /// Text; its line breaks part it where it stands alone in a list.
    Text(Text),
    /// Several texts.
    List(Vec<Text>),
    /// Yes or no.
    Flag(bool),
}

impl Row {
    /// What holes and conditions may call. A value is text, never an outline.
    pub(crate) fn names(&self, job: &Job) -> Context {
        let text = |text: &Text| job.register(Arc::new(Woven::plain(text.clone())), Field::Line);
        let value = |cell: &RowValue| match cell {
            RowValue::Text(one) => text(one),
            RowValue::List(list) => list.iter().map(text).collect(),
            RowValue::Flag(flag) => Value::from(*flag),
        };
        let columns: BTreeMap<String, Value> =
            self.cells.iter().map(|(name, cell)| (name.clone(), value(cell))).collect();
        match &self.under {
            None => Context::from(columns),
            Some(under) => Context::from([(under.clone(), Value::from(columns))]),
        }
    }
}

impl RowValue {
    /// What it says, for comparing.
    pub(crate) fn content(&self) -> String {
        match self {
            Self::Text(text) => text.as_str().to_owned(),
            Self::List(list) => list.iter().map(|text| format!("{}\u{1E}", text.as_str())).collect(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}
