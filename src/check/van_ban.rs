//! What the rules of the form look at: the tree, and what its author typed.

use crate::{
    calendar::{Ky, PartialDate},
    catalogue::{CATALOGUE, Loai, Mau},
    outline::{Kieu, Marker},
    plan::{Bang, Plan, Val},
    source::{Sources, Span},
    text::Text,
    van_ban::{Block, VanBan},
};
use chrono::NaiveDate;

/// A composed document with the plan that it came from.
pub struct VanBanContext<'a> {
    /// The tree.
    pub van_ban: &'a VanBan,
    /// The plan: every key typed, every string with its place.
    pub plan: &'a Plan,
    /// The files that places name.
    pub sources: &'a Sources,
    /// The marker of each block of the body.
    markers: Vec<Option<(Text, Marker)>>,
}

impl<'a> VanBanContext<'a> {
    /// What the rules look at.
    pub fn new(van_ban: &'a VanBan, plan: &'a Plan, sources: &'a Sources) -> Self {
        let markers = van_ban.than.iter().map(Block::marker).collect();
        Self { van_ban, plan, sources, markers }
    }

    /// The blocks of the body, each with its marker (`1.`, `Điều 2.`) where it has one.
    pub fn than(&self) -> impl DoubleEndedIterator<Item = (&'a Block, Option<&(Text, Marker)>)> {
        self.van_ban.than.iter().zip(self.markers.iter().map(Option::as_ref))
    }

    /// The markers of the body, in order.
    pub fn markers(&self) -> impl Iterator<Item = &(Text, Marker)> {
        self.markers.iter().flatten()
    }

    /// The kind.
    pub fn loai(&self) -> &'static Loai {
        self.plan.loai
    }

    /// The form.
    pub fn mau(&self) -> &'static Mau {
        CATALOGUE.mau(self.plan.loai)
    }

    /// The period, where the plan has one.
    pub fn ky(&self) -> Option<Ky> {
        self.plan.ky
    }

    /// What is known of the date of issue.
    pub fn ngay_ban_hanh(&self) -> Option<PartialDate> {
        match self.plan.root.get("ngay_ban_hanh") {
            Some(Val::Ngay(date)) => Some(*date),
            _ => None,
        }
    }

    /// The earliest day on which it may have been issued, else the first day of its period.
    pub fn first_day(&self) -> Option<NaiveDate> {
        let issued = self.ngay_ban_hanh().map(|date| date.first_day());
        issued.or_else(|| self.plan.ky.map(|ky| ky.first_day()))
    }

    /// The issuing office.
    pub fn co_quan(&self) -> &'a Bang {
        self.plan.root.table("co_quan")
    }

    /// The text under a key of the office.
    pub fn text_of_office(&self, key: &str) -> String {
        self.plan.text(self.co_quan(), key).unwrap_or_default().as_str().to_owned()
    }

    /// The text under a key of the plan.
    pub fn text(&self, key: &str) -> Option<Text> {
        self.plan.text(&self.plan.root, key)
    }

    /// The texts of a list of the plan, in its order.
    pub fn texts(&self, key: &str) -> Vec<Text> {
        self.plan.texts(&self.plan.root, key)
    }

    /// Where the value of a key stands, else the plan's first byte.
    pub fn place(&self, key: &str) -> Span {
        self.plan.root.item(key).map_or_else(|| Span::new(self.plan.file, 0..0), |item| item.span)
    }

    /// Whether a place lies in a file of the author's, not in a shipped one.
    pub fn is_own(&self, span: Span) -> bool {
        !CATALOGUE.is_shipped(span)
    }
}

impl Block {
    /// All its runs as one text, with the origin of every byte; ties are U+00A0.
    pub fn joined(&self) -> Text {
        let mut text = Text::default();
        self.runs.iter().for_each(|run| text.append(&run.text));
        text
    }

    /// Its marker (`1.`, `Điều 2.`), of a body block that has one; a tie in it is a plain space.
    pub fn marker(&self) -> Option<(Text, Marker)> {
        let plain = |c: char| if c == '\u{A0}' { " ".to_owned() } else { c.to_string() };
        let first = self.runs.first().filter(|_| self.kieu != Kieu::Doan.name()).map(|run| &run.text)?;
        let tied = first.as_str().contains('\u{A0}');
        let mut shown = first.as_str().trim_end().to_owned() + " ";
        if tied {
            shown = shown.replace('\u{A0}', " ");
        }
        let marker = Marker::at_start(&shown)?;
        (marker.kieu.name() == self.kieu)
            .then(|| (if tied { first.map_chars(plain) } else { first.clone() }, marker))
    }

    /// The longest stretch of it that its author wrote, else of any.
    pub fn place_to_mend(&self) -> Option<Span> {
        let pieces = self.runs.iter().flat_map(|run| run.text.pieces());
        pieces
            .max_by_key(|piece| (!CATALOGUE.is_shipped(piece.from), piece.from.len()))
            .map(|piece| piece.from)
    }
}
