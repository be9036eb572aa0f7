//! Which columns a plan calls, and which of them it cannot be without.
//!
//! An empty cell is wrong where words stand around its hole, or where its key must say something. It is
//! the author's intent in a hole alone (an item of a list, a key that may be missing), beside `default` or
//! `if`, and under a condition.

use crate::{
    plan::{Leaf, Plan},
    text::Text,
    words::Syntax,
};
use std::collections::{BTreeMap, BTreeSet};

/// The columns that are called, by key; whether each is needed.
#[derive(Debug, Default)]
pub(super) struct Uses {
    needed: BTreeMap<String, bool>,
}

impl Uses {
    /// Of a plan, its conditions and the names of its files; columns stand under a name of their own.
    pub(super) fn of(plan: &Plan, names: Option<&Text>, under: Option<&str>) -> Self {
        let mut uses = Self::default();
        for leaf in &plan.leaves {
            uses.leaf(leaf, under);
        }
        for condition in &plan.conditions {
            uses.call(condition.as_str(), false, under);
        }
        for hole in names.into_iter().flat_map(|text| holes(text.as_str())) {
            uses.call(hole.expression, !is_guarded(hole.expression), under);
        }
        uses
    }

    /// Of the names of files alone.
    pub(super) fn of_names(names: &Text, under: Option<&str>) -> Self {
        let mut uses = Self::default();
        holes(names.as_str()).iter().for_each(|hole| uses.call(hole.expression, true, under));
        uses
    }

    /// Adds a column that is called without being printed.
    pub(super) fn add(&mut self, key: &str) {
        self.needed.entry(key.to_owned()).or_insert(false);
    }

    /// Whether a column is called, and if so, whether it is needed.
    pub(super) fn column(&self, key: &str) -> Option<bool> {
        self.needed.get(key).copied()
    }

    fn leaf(&mut self, leaf: &Leaf, under: Option<&str>) {
        let text = leaf.template.as_str();
        for hole in holes(text) {
            let alone = text.trim().len() == hole.len && !leaf.needed;
            let needed = !leaf.guarded && !alone && !hole.in_block && !is_guarded(hole.expression);
            self.call(hole.expression, needed, under);
        }
        for line in text.lines().map(str::trim).filter(|line| line.starts_with("{%")) {
            let inner = line.trim_start_matches("{%").trim_end_matches("%}").trim();
            for word in ["if ", "elif "] {
                inner.strip_prefix(word).into_iter().for_each(|condition| self.call(condition, false, under));
            }
            if let Some((_, list)) = inner.strip_prefix("for ").and_then(|rest| rest.split_once(" in ")) {
                self.call(list, false, under);
            }
        }
    }

    fn call(&mut self, expression: &str, needed: bool, under: Option<&str>) {
        let Ok(expression) = Syntax::Hole.environment().compile_expression(expression) else { return };
        let called: BTreeSet<String> = expression.undeclared_variables(true).into_iter().collect();
        for name in called {
            let mut parts = name.split('.');
            let key = match under {
                Some(under) if parts.next() == Some(under) => parts.next(),
                Some(_) => None,
                None => parts.next(),
            };
            if let Some(key) = key {
                *self.needed.entry(key.to_owned()).or_insert(false) |= needed;
            }
        }
    }
}

/// A hole of a text.
struct Hole<'a> {
    expression: &'a str,
    /// Its bytes, braces included.
    len: usize,
    /// Whether it stands between `{% … %}` lines.
    in_block: bool,
}

fn holes(text: &str) -> Vec<Hole<'_>> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let block = line.trim();
        let opens = ["{% if ", "{% for ", "{%- if ", "{%- for "].iter().any(|open| block.starts_with(open));
        let closes = block.starts_with("{%") && block.contains("end");
        depth = (depth + usize::from(opens)).saturating_sub(usize::from(closes && !opens));
        let mut from = 0;
        while let Some(start) = line[from..].find("{{").map(|i| from + i) {
            // A hole may run over several lines.
            let Some(end) = text[at + start..].find("}}").map(|i| start + i + 2) else { break };
            let expression = &text[at + start + 2..at + end - 2];
            found.push(Hole { expression, len: end - start, in_block: depth > 0 });
            if end >= line.len() {
                break;
            }
            from = end;
        }
        at += line.len();
    }
    found
}

/// Whether an expression says itself what to print for an empty cell.
fn is_guarded(expression: &str) -> bool {
    let words: Vec<&str> = expression.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    words.iter().any(|word| matches!(*word, "default" | "if" | "or"))
}
