//! A paragraph or line of the finished document, as the rules of words read it.

use super::{
    dates::{Written, dates},
    words::{Folded, folded},
};
use crate::{
    catalogue::CATALOGUE,
    diagnostic::{Diagnostic, Findings},
    rules::{Check, RULES, Rule},
    source::{Sources, Span},
    syllable::Placement,
    text::{Piece, Text},
    van_ban::Block,
};
use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Cells of names, numbers and symbols: their letters are looked at, their words are not.
    Name,
    /// Trích yếu, under the kind's name or under the number.
    Title,
    /// The body.
    Body,
    /// Kính gửi and Nơi nhận.
    Recipients,
}

/// A paragraph or line. It holds all that rules see of it, and no more: documents of a batch share those
/// that are the same in each, and what was once found in them.
#[derive(Debug)]
pub struct Passage {
    /// Its text, ties as the plain spaces that were typed.
    pub text: Text,
    /// What it is in the tree.
    pub kieu: &'static str,
    /// What it is.
    pub role: Role,
    /// Whether it is a heading.
    pub is_heading: bool,
    /// The dates in it, in order; none of a name.
    pub dates: Vec<Written>,
    /// The bytes behind its marker (`1.`, `-`).
    pub words_start: usize,
    /// What was typed for each piece of the text, where it prints otherwise.
    typed: Vec<Option<Box<str>>>,
    folded: OnceLock<Vec<Folded>>,
    found: OnceLock<Vec<Diagnostic>>,
    /// Its abbreviations; these three are what rules of the whole document ask each passage.
    pub(crate) shorts: OnceLock<Vec<Range<usize>>>,
    /// The abbreviations that it writes out.
    pub(crate) written_out: OnceLock<Vec<Range<usize>>>,
    /// Its words whose tone has two places, and which it has.
    pub(crate) tones: OnceLock<Vec<(Range<usize>, Placement)>>,
}

/// A part of a passage that comes from one place.
struct Part<'a> {
    printed: &'a str,
    typed: &'a str,
    from: Span,
    via: Option<Span>,
}

impl Passage {
    /// The passage that a block is.
    pub(super) fn of(block: &Block, sources: &Sources) -> Arc<Self> {
        let mut text = Text::default();
        block.runs.iter().for_each(|run| untied(&run.text, &mut text));
        let typed = printed(&text).map(|(piece, printed)| {
            let typed = sources.text(piece.from);
            (typed != printed).then(|| typed.into())
        });
        let typed = typed.collect();
        let words_start = block.marker().map_or(0, |(so, _)| so.as_str().len() + 1).min(text.as_str().len());
        shared(text, typed, block.kieu, block.heading.is_some(), words_start)
    }

    /// Whether it is words of the document, no name and no symbol.
    pub fn is_prose(&self) -> bool {
        self.role != Role::Name
    }

    /// Whether it is prose that is not in capitals throughout.
    pub fn is_cased(&self) -> bool {
        self.is_prose() && !self.is_upper()
    }

    /// Whether any of it was written within `span`.
    pub(super) fn comes_from(&self, span: Span) -> bool {
        let within =
            |inner: Span| inner.file == span.file && span.start <= inner.start && inner.end <= span.end;
        self.text.pieces().iter().any(|piece| within(piece.from))
    }

    /// Its words, folded.
    pub(crate) fn folded(&self) -> &[Folded] {
        self.folded.get_or_init(|| folded(self.as_str()))
    }

    /// What the rules that look at one passage alone find.
    pub(super) fn found(&self) -> &[Diagnostic] {
        self.found.get_or_init(|| {
            let mut findings = Findings::default();
            for rule in RULES.iter() {
                if let Check::Doan(looks_at, check) = rule.check
                    && looks_at(self)
                {
                    check(self, &mut findings);
                }
            }
            findings.iter().cloned().collect()
        })
    }

    /// What it prints.
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// Whether it prints no small letter.
    pub fn is_upper(&self) -> bool {
        !self.as_str().chars().any(char::is_lowercase)
    }

    /// The parts of the bytes `range`, each with what was typed for it.
    fn parts(&self, range: Range<usize>) -> impl Iterator<Item = Part<'_>> {
        let mut at = 0;
        self.text.pieces().iter().zip(&self.typed).filter_map(move |(piece, typed)| {
            let start = at;
            at += piece.len as usize;
            let within = range.start.max(start)..range.end.min(at);
            if within.is_empty() {
                return None;
            }
            let printed = &self.as_str()[within.clone()];
            let inner = within.start - start..within.end - start;
            let from = piece.span(inner.clone());
            let typed = typed.as_deref().map_or(printed, |typed| {
                // What differs in its length comes from its place as a whole.
                if from == piece.from { typed } else { typed.get(inner).unwrap_or(typed) }
            });
            Some(Part { printed, typed, from, via: piece.via })
        })
    }

    /// Where the bytes `range` were written, if an author wrote them.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let mut own = self.parts(range).map(|part| part.from).filter(|span| !CATALOGUE.is_shipped(*span));
        let first = own.next()?;
        let last = own.filter(|span| span.file == first.file && span.end >= first.end).last();
        Some(Span { end: last.unwrap_or(first).end, ..first })
    }

    /// Whether any of `range` came through a hole.
    pub fn came_through_hole(&self, range: Range<usize>) -> bool {
        // A number of the period has the hole itself as its origin.
        self.parts(range).any(|part| part.via.is_some() || part.typed != part.printed)
    }

    /// Where `range` was typed as it prints: no hole, no escape, no words of a khuon.
    fn typed(&self, range: Range<usize>) -> Option<Span> {
        let mut parts = self.parts(range);
        let part = parts.next().filter(|_| parts.next().is_none())?;
        // A single letter may have been typed as an escape, which goes as a whole.
        let escape = part.typed.starts_with('\\') && part.printed.chars().count() == 1;
        let same = part.typed == part.printed || escape;
        (same && part.via.is_none() && !CATALOGUE.is_shipped(part.from)).then_some(part.from)
    }

    /// Where the spaces `range` were typed, as spaces of any sort.
    pub fn typed_spaces(&self, range: Range<usize>) -> Option<Span> {
        let blank = |c: char| c.is_whitespace() && c != '\n' && c != '\r';
        let own = |part: &Part<'_>| {
            part.via.is_none() && !CATALOGUE.is_shipped(part.from) && part.typed.chars().all(blank)
        };
        let parts: Vec<Part<'_>> = self.parts(range.clone()).collect();
        // A hole that printed nothing may stand between them.
        let whole = |span: &Span| parts.iter().map(|part| part.from.len()).sum::<usize>() == span.len();
        self.span(range).filter(whole).filter(|_| parts.iter().all(own))
    }

    /// A finding about the bytes `range`; `None` where no author wrote them.
    pub fn finding(
        &self,
        rule: &'static Rule,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Option<Diagnostic> {
        self.span(range).map(|span| Diagnostic::new(rule, span, message))
    }

    /// The same, mended by `new`, where it was typed as it prints and `new` can stand in any string.
    pub fn mended(
        &self,
        rule: &'static Rule,
        range: Range<usize>,
        new: &str,
        message: impl Into<String>,
    ) -> Option<Diagnostic> {
        let found = self.finding(rule, range.clone(), message)?;
        let plain = !new.contains(['"', '\'', '\\', '{', '}']) && !new.chars().any(char::is_control);
        Some(match self.typed(range).filter(|_| plain) {
            Some(span) => found.fix(span, new),
            None => found,
        })
    }
}

/// The passage of these words, the same one for the same words at the same places.
#[comemo::memoize]
fn shared(
    text: Text,
    typed: Vec<Option<Box<str>>>,
    kieu: &'static str,
    is_heading: bool,
    words_start: usize,
) -> Arc<Passage> {
    let role = role(kieu);
    let dates = if role == Role::Name { Vec::new() } else { dates(text.as_str()) };
    Arc::new(Passage {
        text,
        kieu,
        role,
        is_heading,
        dates,
        words_start,
        typed,
        folded: OnceLock::new(),
        found: OnceLock::new(),
        shorts: OnceLock::new(),
        written_out: OnceLock::new(),
        tones: OnceLock::new(),
    })
}

/// Each piece of a text with what it prints.
fn printed(text: &Text) -> impl Iterator<Item = (&Piece, &str)> {
    let mut at = 0;
    text.pieces().iter().map(move |piece| {
        let start = at;
        at += piece.len as usize;
        (piece, &text.as_str()[start..at])
    })
}

/// Adds `text` to `out`, ties as plain spaces.
fn untied(text: &Text, out: &mut Text) {
    for (piece, string) in printed(text) {
        out.push(if string == "\u{A0}" { " " } else { string }, piece.from, piece.via);
    }
}

/// What a block is, by the part of `data/nd30.toml` that it is.
fn role(kieu: &str) -> Role {
    match kieu {
        "trich_yeu" | "vv" => Role::Title,
        "kinh_gui" | "noi_nhan" | "noi_nhan_muc" => Role::Recipients,
        "phan" | "chuong" | "muc" | "tieu_muc" | "dieu" | "la_ma" | "so" | "so_cap" | "so_cheo"
        | "so_ngoac" | "diem" | "gach" | "cong" | "sao" | "doan" | "can_cu" => Role::Body,
        _ => Role::Name,
    }
}
