//! Footnotes in the data file: the note itself in place of its sign.

use super::layout_data::one;
use crate::{text::atom_index, van_ban::Block};
use serde_json::{Value, json};

/// The style of a piece that is a note.
const NOTE: u8 = 8;

/// Puts the notes into the runs that call them.
pub(super) fn put(value: &mut Value, notes: &[Block]) {
    match value {
        Value::Array(items) => {
            if items.iter().any(calls) {
                *items = items.drain(..).flat_map(|piece| parts(piece, notes)).collect();
            }
            items.iter_mut().for_each(|item| put(item, notes));
        }
        Value::Object(map) => map.values_mut().for_each(|item| put(item, notes)),
        _ => {}
    }
}

/// The text of a piece, and its style.
fn piece(value: &Value) -> Option<(&str, &Value)> {
    let [text, style] = value.as_array()?.as_slice() else { return None };
    Some((text.as_str()?, style))
}

fn calls(value: &Value) -> bool {
    piece(value).is_some_and(|(text, _)| text.contains(|c| atom_index(c).is_some()))
}

/// A piece as its text, its notes, and its text behind them.
fn parts(value: Value, notes: &[Block]) -> Vec<Value> {
    let Some((text, style)) = piece(&value).filter(|_| calls(&value)) else { return vec![value] };
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let Some(note) = atom_index(c).and_then(|index| notes.get(index)) else { continue };
        parts.push(json!([text[start..at], style]));
        parts.push(json!([one(note), NOTE]));
        start = at + c.len_utf8();
    }
    parts.push(json!([text[start..], style]));
    parts.retain(|part| part[0].as_str() != Some(""));
    parts
}
