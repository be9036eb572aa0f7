//! The finished document as the rules of words read it: paragraph by paragraph, every byte with its place.

use super::{
    VanBanContext,
    dates::{Written, dates},
    words::{Folded, folded},
};
use crate::{
    catalogue::CATALOGUE,
    diagnostic::Diagnostic,
    encoding::legacy::{self, Legacy},
    plan::{Bang, Val},
    rules::Rule,
    source::{Sources, Span},
    text::Text,
    van_ban::Block,
};
use chrono::Datelike;
use std::{cell::OnceCell, ops::Range};

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

/// A paragraph or line.
#[derive(Debug)]
pub struct Passage<'a> {
    /// Its block.
    pub block: &'a Block,
    /// Its text, ties as the plain spaces that were typed.
    pub text: Text,
    /// What it is.
    pub role: Role,
    /// The dates in it, in order; none of a name.
    pub dates: Vec<Written>,
    folded: OnceCell<Vec<Folded>>,
    sources: &'a Sources,
}

/// A document's passages.
pub struct Reading<'a> {
    /// The document with its plan.
    pub context: &'a VanBanContext<'a>,
    /// Every paragraph and line, in reading order.
    pub passages: Vec<Passage<'a>>,
    /// Strings in an old encoding; no other rule looks at their words.
    pub old: Vec<(Span, Legacy)>,
    /// The strings of meetings: of tables that hold a time.
    meetings: Vec<Span>,
}

impl<'a> Reading<'a> {
    /// Reads a document.
    pub fn new(context: &'a VanBanContext<'a>) -> Self {
        let spans = context.plan.leaves.iter().map(|leaf| leaf.span);
        let old: Vec<(Span, Legacy)> =
            spans.filter_map(|span| Some((span, legacy::detect(context.sources.text(span))?))).collect();
        let mut passages: Vec<_> =
            context.van_ban.blocks().map(|block| Passage::new(block, context.sources)).collect();
        passages.retain(|passage| !old.iter().any(|(span, _)| passage.comes_from(*span)));
        let mut meetings = Vec::new();
        tables_with_a_time(&context.plan.root, &mut |table| {
            let words =
                table.items.iter().filter(|item| matches!(item.val, Val::Text(_) | Val::ThoiGian(..)));
            meetings.extend(words.map(|item| item.span));
        });
        Self { context, passages, old, meetings }
    }

    /// What is words of the document, no names and symbols.
    pub fn prose(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.passages.iter().filter(|passage| passage.role != Role::Name)
    }

    /// The body.
    pub fn body(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.passages.iter().filter(|passage| passage.role == Role::Body)
    }

    /// The year that dates without one are of.
    pub fn year(&self) -> Option<i32> {
        self.context.first_day().map(|day| day.year())
    }

    /// The last year that the document may be of: that of its issue, else the one after its period's.
    pub fn latest_year(&self) -> Option<i32> {
        let issued = self.context.ngay_ban_hanh().map(|date| date.nam);
        issued.or_else(|| self.context.ky().map(|ky| ky.last_day().year() + 1))
    }

    /// Whether a passage tells of a meeting.
    pub fn is_meeting(&self, passage: &Passage<'_>) -> bool {
        self.meetings.iter().any(|span| passage.comes_from(*span))
    }
}

/// How a khuon calls the time at which something is held; `thoi_han` is when it is due.
pub const THOI_GIAN: &str = "thoi_gian";

/// Calls `visit` for every table that says when something is held.
pub fn tables_with_a_time<'b>(table: &'b Bang, visit: &mut impl FnMut(&'b Bang)) {
    if matches!(table.get(THOI_GIAN), Some(Val::ThoiGian(..))) {
        visit(table);
    }
    for item in &table.items {
        match &item.val {
            Val::Bang(inner) => tables_with_a_time(inner, visit),
            Val::List(list) => list.iter().for_each(|item| {
                if let Val::Bang(inner) = &item.val {
                    tables_with_a_time(inner, visit);
                }
            }),
            _ => {}
        }
    }
}

impl<'a> Passage<'a> {
    fn new(block: &'a Block, sources: &'a Sources) -> Self {
        let mut text = Text::default();
        block.runs.iter().for_each(|run| untied(&run.text, &mut text));
        let role = role(block.kieu);
        let dates = if role == Role::Name { Vec::new() } else { dates(text.as_str()) };
        Self { block, text, role, dates, folded: OnceCell::new(), sources }
    }

    /// Whether any of it was written within `span`.
    fn comes_from(&self, span: Span) -> bool {
        let within =
            |inner: Span| inner.file == span.file && span.start <= inner.start && inner.end <= span.end;
        self.text.pieces().iter().any(|piece| within(piece.from))
    }

    /// Its words, folded.
    pub(crate) fn folded(&self) -> &[Folded] {
        self.folded.get_or_init(|| folded(self.as_str()))
    }

    /// What it prints.
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// Whether it prints no small letter.
    pub fn is_upper(&self) -> bool {
        !self.as_str().chars().any(char::is_lowercase)
    }

    /// The bytes behind its marker (`1.`, `-`).
    pub fn words_start(&self) -> usize {
        self.block.marker().map_or(0, |(so, _)| so.as_str().len() + 1).min(self.as_str().len())
    }

    /// Where the bytes `range` were written, if an author wrote them.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let part = self.text.slice(range);
        let mut own =
            part.pieces().iter().map(|piece| piece.from).filter(|span| !CATALOGUE.is_shipped(*span));
        let first = own.next()?;
        let last = own.rfind(|span| span.file == first.file && span.end >= first.end).unwrap_or(first);
        Some(Span { end: last.end, ..first })
    }

    /// Whether any of `range` came through a hole.
    pub fn came_through_hole(&self, range: Range<usize>) -> bool {
        let part = self.text.slice(range);
        let mut at = 0;
        part.pieces().iter().any(|piece| {
            let printed = &part.as_str()[at..at + piece.len as usize];
            at += printed.len();
            // A number of the period has the hole itself as its origin.
            piece.via.is_some() || self.sources.text(piece.from) != printed
        })
    }

    /// Where `range` was typed as it prints: no hole, no escape, no words of a khuon.
    pub fn typed(&self, range: Range<usize>) -> Option<Span> {
        let part = self.text.slice(range);
        let [piece] = part.pieces() else { return None };
        let source = self.sources.text(piece.from);
        // A single letter may have been typed as an escape, which goes as a whole.
        let escape = source.starts_with('\\') && part.as_str().chars().count() == 1;
        let same = source == part.as_str() || escape;
        (same && piece.via.is_none() && !CATALOGUE.is_shipped(piece.from)).then_some(piece.from)
    }

    /// Where the spaces `range` were typed, as spaces of any sort.
    pub fn typed_spaces(&self, range: Range<usize>) -> Option<Span> {
        let part = self.text.slice(range.clone());
        let own = |piece: &crate::text::Piece| piece.via.is_none() && !CATALOGUE.is_shipped(piece.from);
        let span = self.span(range).filter(|_| part.pieces().iter().all(own))?;
        let blank = |c: char| c.is_whitespace() && c != '\n' && c != '\r';
        self.sources.text(span).chars().all(blank).then_some(span)
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

/// Adds `text` to `out`, ties as plain spaces.
fn untied(text: &Text, out: &mut Text) {
    let mut at = 0;
    for piece in text.pieces() {
        let end = at + piece.len as usize;
        let string = &text.as_str()[at..end];
        out.push(if string == "\u{A0}" { " " } else { string }, piece.from, piece.via);
        at = end;
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
