//! Runs in the data file: pieces of text with their style.

use super::super::symbols;
use crate::{metrics::width_em, outline::Run};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

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
            (text, style + 4 * u8::from(whole))
        })
    }
}

impl Serialize for Runs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.runs.iter().flat_map(|run| self.pieces(run)))
    }
}
