//! Runs in the data file: pieces of text with their style.

use super::super::symbols;
use crate::{metrics::width_em, outline::Run};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// What the style of a piece that is kept whole has more.
const WHOLE: u8 = 4;

/// Runs in lines of so many em: what is wider is not kept whole.
pub(super) struct Runs<'a> {
    runs: Cow<'a, [Run]>,
    room: f64,
}

impl<'a> Runs<'a> {
    /// In lines of any width.
    pub(super) fn of(runs: impl Into<Cow<'a, [Run]>>) -> Self {
        Self::within(runs, f64::INFINITY)
    }

    /// In lines of so many em.
    pub(super) fn within(runs: impl Into<Cow<'a, [Run]>>, room: f64) -> Self {
        Self { runs: runs.into(), room }
    }

    /// The pieces of a run; of the whole text each is 0, 1 bold, 2 italic, 3 both, and 4 more is kept whole.
    fn pieces<'r>(&self, run: &'r Run) -> impl Iterator<Item = (&'r str, u8)> + use<'r> {
        let (style, room) = (u8::from(run.bold) + 2 * u8::from(run.italic), self.room);
        symbols::pieces(run.text.as_str()).into_iter().map(move |(text, whole)| {
            let whole = whole && width_em(text, run.bold, run.italic) <= room;
            (text, style + WHOLE * u8::from(whole))
        })
    }
}

impl Serialize for Runs<'_> {
    /// Pieces of one style are one: fewer to lay out and to draw, and no letter moves by it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut joined: Vec<(Cow<'_, str>, u8)> = Vec::new();
        for (text, style) in self.runs.iter().flat_map(|run| self.pieces(run)) {
            match joined.last_mut() {
                Some((before, same)) if *same == style && style < WHOLE => before.to_mut().push_str(text),
                _ => joined.push((Cow::Borrowed(text), style)),
            }
        }
        serializer.collect_seq(joined)
    }
}
