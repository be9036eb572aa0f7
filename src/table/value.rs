//! What a cell holds, and how it prints.

use crate::calendar::slashed;
use chrono::{NaiveDateTime, Timelike};
use std::ops::Range;

/// The bytes of a cell that is taken whole; a spreadsheet's own limit is 32,767 letters.
const MOST_BYTES: usize = 100_000;

/// A cell: what it holds, and its bytes of the table's source.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    start: u32,
    end: u32,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Letters.
    Text(Box<str>),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A day, perhaps with a time.
    Date(NaiveDateTime),
    /// Several texts.
    List(Vec<Box<str>>),
    /// What a spreadsheet shows for a formula that failed, as `#N/A`.
    Failed(Box<str>),
    /// A formula that was stored without its value.
    NoValue,
    /// Letters beyond measure: how many bytes, and the first of them.
    Long(usize, Box<str>),
}

impl Cell {
    /// A cell that no file has.
    pub(super) const EMPTY: Self = Self { value: Value::Empty, start: 0, end: 0 };

    /// A cell at these bytes; files are smaller than 4 GiB.
    pub(super) fn new(value: Value, at: Range<usize>) -> Self {
        let byte = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self { value, start: byte(at.start), end: byte(at.end) }
    }

    /// Its bytes of the source.
    pub fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.value == Value::Empty
    }
}

impl Value {
    /// Letters of a file; nothing where there is only space.
    pub(super) fn text(text: &str) -> Self {
        if text.trim().is_empty() {
            return Self::Empty;
        }
        if text.len() > MOST_BYTES {
            return Self::Long(text.len(), text.chars().take(80).collect::<String>().into());
        }
        Self::Text(text.into())
    }

    /// How it prints: numbers with a decimal comma, days as officials write them in a text.
    pub fn printed(&self) -> String {
        match self {
            Self::Empty | Self::NoValue => String::new(),
            Self::Text(text) | Self::Failed(text) | Self::Long(_, text) => text.to_string(),
            Self::Number(number) => decimal(*number),
            Self::Flag(flag) => if *flag { "có" } else { "không" }.to_owned(),
            Self::Date(date) => written(date),
            Self::List(items) => items.join("; "),
        }
    }

    /// Whether it is a number, or a day: what stands at the right of a printed table.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }
}

/// A number as written in Vietnamese: `3,66`, `5`.
fn decimal(number: f64) -> String {
    // A spreadsheet shows 15 digits; what lies beyond is noise of the binary form.
    let short: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    short.to_string().replace('.', ",")
}

/// `5/3/2026`, with a time `5/3/2026 07:30`.
fn written(date: &NaiveDateTime) -> String {
    let day = slashed(date.date());
    let midnight = date.num_seconds_from_midnight() == 0;
    if midnight { day } else { format!("{day} {:02}:{:02}", date.hour(), date.minute()) }
}
