//! The finished document as the rules of words read it: paragraph by paragraph, every byte with its place.

use super::{
    VanBanContext,
    passage::{Passage, Role},
};
use crate::{
    encoding::legacy::{self, Legacy},
    plan::{Bang, Val},
    source::Span,
};
use chrono::Datelike;
use std::sync::Arc;

/// A document's passages.
pub struct Reading<'a> {
    /// The document with its plan.
    pub context: &'a VanBanContext<'a>,
    /// Every paragraph and line, in reading order.
    pub passages: Vec<Arc<Passage>>,
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
            context.van_ban.blocks().map(|block| Passage::of(block, context.sources)).collect();
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
    pub fn prose(&self) -> impl Iterator<Item = &Passage> {
        self.passages.iter().map(|passage| &**passage).filter(|passage| passage.is_prose())
    }

    /// The body.
    pub fn body(&self) -> impl Iterator<Item = &Passage> {
        self.prose().filter(|passage| passage.role == Role::Body)
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
    pub fn is_meeting(&self, passage: &Passage) -> bool {
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
