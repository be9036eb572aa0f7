//! The texts that a file holds, each with its pages: the document's own, and what goes with it.

use super::{pt, sai_so};
use crate::{
    kem_theo::KemTheo,
    standard::{STANDARD, TrinhBay},
    typeset::Line,
    van_ban::{Block, VanBan},
};
use std::{collections::BTreeSet, ops::Range};

/// A text with its pages, and where it stands on them. Lengths are in pt; pages count from 0.
pub struct Part<'a> {
    /// Its text.
    pub than: &'a [Block],
    /// What goes with the document; `None` for the document itself.
    pub kem_theo: Option<&'a KemTheo>,
    /// Its pages, numbered by themselves.
    pub pages: Range<usize>,
    /// Width and height of its first page; a page that is turned for a table has others.
    pub size: (f64, f64),
    /// Where text begins, from the left edge: where most lines of justified text do, else the recipients.
    pub left: f64,
    /// Where justified text ends, from the left edge, if most of its lines end in one place.
    pub right: Option<f64>,
    /// How near to the lower edge a line of its text comes, if it has any.
    pub bottom: Option<f64>,
    margin: f64,
}

/// Where a text begins: its first page, what it is, its paragraphs.
type Start<'a> = (usize, Option<&'a KemTheo>, &'a [Block]);

impl<'a> Part<'a> {
    /// The texts that have pages, in their order.
    pub(super) fn all(sizes: &[(f64, f64)], lines: &[Line], van_ban: &'a VanBan) -> Vec<Self> {
        let first = |blocks: &mut dyn Iterator<Item = &'a Block>| {
            let ids: BTreeSet<usize> = blocks.map(|block| block.id).collect();
            let of_it = |line: &&Line| line.block.is_some_and(|id| ids.contains(&id));
            lines.iter().filter(of_it).map(|line| line.page).min()
        };
        let own = first(&mut [&van_ban.quoc_hieu, &van_ban.noi_nhan].into_iter().chain(&van_ban.than));
        let own = own.map(|page| (page, None, van_ban.than.as_slice()));
        let behind = van_ban.kem_theo.iter().filter_map(|part| {
            first(&mut part.blocks()).map(|page| (page, Some(part), part.than.as_slice()))
        });
        let mut starts: Vec<Start<'a>> = own.into_iter().chain(behind).collect();
        starts.sort_by_key(|(page, ..)| *page);
        let ends: Vec<usize> = starts.iter().skip(1).map(|(page, ..)| *page).chain([sizes.len()]).collect();
        let part = |((page, kem_theo, than), end): (Start<'a>, usize)| {
            let size = sizes.get(page).copied().unwrap_or_default();
            Self {
                than,
                kem_theo,
                pages: page..end.max(page),
                size,
                left: 0.0,
                right: None,
                bottom: None,
                margin: size.0 - pt(van_ban.trinh_bay.le_mm["le_phai"]),
            }
        };
        starts.into_iter().zip(ends).map(part).collect()
    }

    /// Measures it: `lines_of` gives the lines of a block.
    pub(super) fn measure<'l, L: Iterator<Item = &'l Line>>(
        &mut self,
        trinh_bay: &TrinhBay,
        recipients: Option<f64>,
        lines_of: impl Fn(&Block) -> L,
    ) {
        let later: Vec<f64> =
            self.justified().flat_map(|block| lines_of(block).skip(1)).map(|line| line.x.0).collect();
        self.left = median(later).or(recipients).unwrap_or_else(|| pt(trinh_bay.le_mm["le_trai"]));
        let mut ends = Vec::new();
        for block in self.justified() {
            let lines: Vec<&Line> = lines_of(block).collect();
            ends.extend(full(&lines).map(|line| line.x.1));
        }
        self.right = agreed(&ends);
        let below = STANDARD.dong_don["duoi"];
        let end = |line: &Line| self.size.1 - line.y - below * line.size();
        let text = self.than.iter().flat_map(&lines_of).map(end);
        self.bottom = text.min_by(f64::total_cmp);
    }

    fn justified(&self) -> impl Iterator<Item = &'a Block> + use<'a> {
        self.than.iter().filter(|block| is_justified(block))
    }

    /// Where its text ends at the right.
    pub fn right_edge(&self) -> f64 {
        self.right.unwrap_or(self.margin)
    }

    /// The middle of its text.
    pub fn middle(&self) -> f64 {
        (self.left + self.right_edge()) / 2.0
    }

    /// Its first words, for a finding that is about no block.
    pub fn anywhere(&self) -> Option<crate::source::Span> {
        self.than.first().and_then(Block::place_to_mend)
    }
}

/// Of the lines of a paragraph, those that fill their width and could be stretched.
pub(super) fn full<'l>(lines: &[&'l Line]) -> impl Iterator<Item = &'l Line> {
    let count = lines.len().saturating_sub(1);
    lines[..count].iter().copied().filter(|line| line.text.trim().contains([' ', '\u{A0}']))
}

/// Whether a paragraph is drawn justified.
pub(super) fn is_justified(block: &Block) -> bool {
    block.canh.as_deref() == Some("deu") && !block.runs.iter().any(|run| run.text.as_str().contains('\n'))
}

/// Fewer lines than these do not say where text ends.
const FEW: usize = 3;

/// Where most lines end, if they agree.
fn agreed(ends: &[f64]) -> Option<f64> {
    if ends.len() < FEW {
        return None;
    }
    let count = ends.len();
    let middle = median(ends.to_vec())?;
    let agreed = ends.iter().filter(|end| (**end - middle).abs() < sai_so("pt")).count();
    (agreed * 3 > count * 2).then_some(middle)
}

/// The middle one.
pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
