//! Runs: pieces of text with their style.

use super::super::symbols;
use crate::{metrics::width_em, outline::Run};
use std::borrow::Cow;
use typst::foundations::{Array, IntoValue, array};

/// What the style of a piece that is kept whole has more.
const WHOLE: u8 = 4;

/// Runs in lines of `room` em: what is wider is not kept whole. Pieces of one style are one: fewer to lay out
/// and to draw, and no letter moves by it.
pub(super) fn runs(runs: &[Run], room: f64) -> Array {
    pieces_of(runs, room.to_bits())
}

/// Documents of a batch share what they ask.
#[comemo::memoize]
fn pieces_of(runs: &[Run], room: u64) -> Array {
    let room = f64::from_bits(room);
    let mut joined: Vec<(Cow<'_, str>, u8)> = Vec::new();
    for (text, style) in runs.iter().flat_map(|run| pieces(run, room)) {
        match joined.last_mut() {
            Some((before, same)) if *same == style && style < WHOLE => before.to_mut().push_str(text),
            _ => joined.push((Cow::Borrowed(text), style)),
        }
    }
    joined.into_iter().map(|(text, style)| array![&*text, style].into_value()).collect()
}

/// The pieces of a run; of the whole text each is 0, 1 bold, 2 italic, 3 both, and 4 more is kept whole.
fn pieces(run: &Run, room: f64) -> impl Iterator<Item = (&str, u8)> {
    let style = u8::from(run.bold) + 2 * u8::from(run.italic);
    symbols::pieces(run.text.as_str()).into_iter().map(move |(text, whole)| {
        let whole = whole && width_em(text, run.bold, run.italic) <= room;
        (text, style + WHOLE * u8::from(whole))
    })
}
