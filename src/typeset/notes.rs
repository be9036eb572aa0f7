//! Footnotes in the data: the note itself in place of its sign.

use super::layout_data::one;
use crate::{text::atom_index, van_ban::Block};
use typst::foundations::{Array, Dict, IntoValue, Value, array};

/// The style of a piece that is a note.
const NOTE: u8 = 8;

/// The same with the notes in the runs that call them.
pub(super) fn placed(data: Dict, notes: &[Block]) -> Dict {
    if notes.is_empty() {
        return data;
    }
    data.into_iter().map(|(key, value)| (key, put(value, notes))).collect()
}

fn put(value: Value, notes: &[Block]) -> Value {
    match value {
        Value::Array(items) if items.iter().any(calls) => {
            items.into_iter().flat_map(|piece| parts(piece, notes)).collect::<Array>().into_value()
        }
        Value::Array(items) => items.into_iter().map(|item| put(item, notes)).collect::<Array>().into_value(),
        Value::Dict(dict) => placed(dict, notes).into_value(),
        value => value,
    }
}

/// The text of a piece, and its style.
fn piece(value: &Value) -> Option<(&str, &Value)> {
    let Value::Array(pair) = value else { return None };
    let [Value::Str(text), style] = pair.as_slice() else { return None };
    Some((text.as_str(), style))
}

fn calls(value: &Value) -> bool {
    piece(value).is_some_and(|(text, _)| text.contains(|c| atom_index(c).is_some()))
}

/// A piece as its text, its notes, and its text behind them.
fn parts(value: Value, notes: &[Block]) -> Vec<Value> {
    let Some((text, style)) = piece(&value).filter(|_| calls(&value)) else { return vec![value] };
    let of_text = |text: &str| (!text.is_empty()).then(|| array![text, style.clone()].into_value());
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let Some(note) = atom_index(c).and_then(|index| notes.get(index)) else { continue };
        parts.extend(of_text(&text[start..at]));
        parts.push(array![one(note), NOTE].into_value());
        start = at + c.len_utf8();
    }
    parts.extend(of_text(&text[start..]));
    parts
}
