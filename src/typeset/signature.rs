//! Keeps lines of text with the signature: no signature stands alone on a page.
//!
//! Most documents need nothing. Where the signature block stands on a page with fewer than two
//! lines of text, the layout runs once more with the text parted at a measured line.

use super::frames::{Line, lines};
use crate::{
    bang_bieu::BangBieu,
    standard::STANDARD,
    text::atom_index,
    van_ban::{Block, VanBan},
};
use std::collections::{BTreeMap, BTreeSet};
use typst_layout::PagedDocument;

/// Where the text goes on on the signature's page: before byte `at` of a block's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Split {
    /// The block's number.
    pub block: usize,
    /// The byte of its joined runs; 0 for the whole block.
    pub at: usize,
}

/// What a page may begin with: a line of a paragraph, or a row of a table.
#[derive(Debug, Clone, Copy)]
struct Unit<'a> {
    page: usize,
    place: Place<'a>,
    /// The letters of a line.
    letters: usize,
}

/// What a unit belongs to.
#[derive(Debug, Clone, Copy)]
enum Place<'a> {
    Text(&'a Block),
    Row(&'a BangBieu, usize),
}

impl Place<'_> {
    /// The number of the paragraph, or of the row's first cell.
    fn block(self) -> usize {
        match self {
            Self::Text(block) => block.id,
            Self::Row(bang, row) => bang.hang[row].o.first().map_or(0, |o| o.khoi.id),
        }
    }
}

/// The split that the pages need, if any.
pub(super) fn split(document: &PagedDocument, van_ban: &VanBan) -> Option<Split> {
    let lines = lines(document);
    let page = lines.iter().find(|line| line.block == Some(van_ban.noi_nhan.id))?.page;
    if page == 0 {
        return None;
    }
    let body = units(&lines, van_ban);
    let wanted = STANDARD.bo_cuc["dong_cung_chu_ky"] as usize;
    let there = body.iter().filter(|unit| unit.page == page).count();
    if there >= wanted {
        return None;
    }
    let keep = (wanted..=body.len()).find(|keep| may_part(&body, body.len() - keep))?;
    let first = body.len() - keep;
    (first > 0).then(|| split_at(&body, first))
}

/// The lines and rows of the body, in reading order; a row is one however many lines its cells have.
fn units<'a>(lines: &[Line], van_ban: &'a VanBan) -> Vec<Unit<'a>> {
    let mut places = BTreeMap::new();
    for block in &van_ban.than {
        let Some(bang) = &block.bang else {
            places.insert(block.id, Place::Text(block));
            continue;
        };
        places.extend(bang.ghi_chu.iter().map(|note| (note.id, Place::Text(note))));
        let rows = bang.hang.iter().enumerate();
        let cells = rows.flat_map(|(row, hang)| hang.o.iter().map(move |o| (o.khoi.id, row)));
        places.extend(cells.map(|(id, row)| (id, Place::Row(bang, row))));
    }
    let mut seen = BTreeSet::new();
    let mut units = Vec::new();
    for line in lines {
        let Some(place) = line.block.and_then(|id| places.get(&id)) else { continue };
        if matches!(place, Place::Text(_)) || seen.insert(place.block()) {
            let letters = line.text.chars().filter(|c| !c.is_whitespace()).count();
            units.push(Unit { page: line.page, place: *place, letters });
        }
    }
    units
}

/// Whether the text may go on on a new page with unit `first`.
fn may_part(body: &[Unit<'_>], first: usize) -> bool {
    let wanted = STANDARD.bo_cuc["dong_cung_chu_ky"] as usize;
    // The first row stays with what stands over it.
    if let Place::Row(bang, row) = body[first].place {
        return row > 0 && bang.may_part(row);
    }
    // A caption stays with its picture, which has no line.
    if matches!(body[first].place, Place::Text(block) if block.kieu == "ten_hinh") {
        return false;
    }
    let same = |unit: &&Unit<'_>| unit.place.block() == body[first].place.block();
    let before = body[..first].iter().rev().take_while(same).count();
    let after = body[first..].iter().take_while(same).count();
    let within = before > 0;
    let after_heading = first > 0
        && !within
        && matches!(body[first - 1].place, Place::Text(block) if block.heading.is_some());
    !after_heading && (!within || (before >= wanted && after >= wanted))
}

/// The byte at which a line begins: as many letters into its block as stand on the lines before.
fn split_at(body: &[Unit<'_>], first: usize) -> Split {
    let block = body[first].place.block();
    let Place::Text(paragraph) = body[first].place else { return Split { block, at: 0 } };
    let before = body[..first].iter().filter(|unit| unit.place.block() == block);
    let count: usize = before.map(|unit| unit.letters).sum();
    let text: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
    // The number of a footnote may have several digits.
    let width = |c: char| atom_index(c).map_or(1, |note| (note + 1).to_string().len());
    let mut met = 0;
    let visible = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let at = visible.filter(|(_, c)| {
        met += width(*c);
        met > count
    });
    let at = at.map(|(at, _)| at).next().unwrap_or(text.len());
    Split { block, at: if count == 0 { 0 } else { at } }
}
