//! Keeps lines of text with the signature: no signature stands alone on a page.
//!
//! Most documents need nothing. Where the signature block stands on a page with fewer than two
//! lines of text, the layout runs once more with the text parted at a measured line. In a batch the next
//! document most often wants the same: it is parted at once, and its pages are asked whether it had to be.

use super::{Laid, frames::Line};
use crate::{
    bang_bieu::BangBieu,
    check::{pt, sai_so},
    standard::STANDARD,
    text::atom_index,
    van_ban::{Block, VanBan},
};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Its upper and lower edge; of a row, those of its first line. In pt from the upper edge.
    edges: (f64, f64),
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

impl Unit<'_> {
    /// Whether it does not have to stand with what follows: it is no heading and not centred.
    fn may_end_a_page(&self) -> bool {
        matches!(self.place, Place::Text(block) if block.heading.is_none() && block.canh.as_deref() != Some("giua"))
    }
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
pub(super) fn split(lines: &[Line], van_ban: &VanBan) -> Option<Split> {
    let page = page_of_signature(lines, van_ban).filter(|page| *page > 0)?;
    let body = units(lines, van_ban);
    let there = body.iter().filter(|unit| unit.page == page).count();
    let first = if there < wanted() { parting(&body)? } else { return None };
    Some(split_at(&body, first))
}

/// How many lines of text stand with the signature.
fn wanted() -> usize {
    STANDARD.bo_cuc["dong_cung_chu_ky"] as usize
}

fn page_of_signature(lines: &[Line], van_ban: &VanBan) -> Option<usize> {
    Some(lines.iter().find(|line| line.block == Some(van_ban.noi_nhan.id))?.page)
}

/// The unit with which the signature's page begins, if one can.
fn parting(body: &[Unit<'_>]) -> Option<usize> {
    let keep = (wanted()..=body.len()).find(|keep| may_part(body, body.len() - keep))?;
    Some(body.len() - keep).filter(|first| *first > 0)
}

/// Whether [`confirms`] can tell: a whole paragraph goes over, and nothing but plain paragraphs and the foot
/// decides where pages end.
pub(super) fn can_confirm(van_ban: &VanBan, split: Split) -> bool {
    let plain = |block: &Block| block.bang.is_none() && block.hinh.is_none();
    let below = !van_ban.dia_chi.is_empty() || van_ban.xac_nhan.is_some() || van_ban.ban_sao.is_some();
    let own = !van_ban.layout.is_empty();
    split.at == 0 && !below && !own && van_ban.chu_thich.is_empty() && van_ban.than.iter().all(plain)
}

/// Whether a layout parted at `split` shows that the text has to be parted there: what stands with the
/// signature would have had room on the page before, and the signature none. What cannot be told for
/// sure is denied.
pub(super) fn confirms(laid: &Laid, van_ban: &VanBan, split: Split) -> bool {
    let lines = &laid.drawing.lines;
    let Some(page) = page_of_signature(lines, van_ban).filter(|page| *page > 0) else { return false };
    let body = units(lines, van_ban);
    let Some(first) = parting(&body).filter(|first| split_at(&body, *first) == split) else { return false };
    let (before, after) = body.split_at(first);
    let Some((above, (top, last))) = before.last().zip(after.first().zip(after.last())) else { return false };
    let begins = after.iter().all(|unit| unit.page == page && unit.may_end_a_page());
    let foot = lines.iter().filter(|line| line.page == page && line.block > Some(last.place.block()));
    let foot: Vec<(f64, f64)> = foot.map(edges).collect();
    let foot_top = foot.iter().map(|edges| edges.0).fold(f64::INFINITY, f64::min);
    let foot_end = foot.iter().map(|edges| edges.1).fold(0.0, f64::max);
    let trinh_bay = &van_ban.trinh_bay;
    let height = laid.document.pages()[page].frame.height().to_pt();
    let end = height - pt(trinh_bay.le_mm["le_duoi"]);
    // The space between two paragraphs on one page is none at least, and this at most.
    let line = STANDARD.single_line() * trinh_bay.co["than"] * trinh_bay.gian_dong;
    let space = trinh_bay.cach_doan + line;
    let room = end - above.edges.1;
    let fits = space + last.edges.1 - top.edges.0 < room;
    let overflows = foot_end - top.edges.0 > room + sai_so("pt");
    // A higher foot may break.
    let whole = foot_end - foot_top < height / 2.0;
    begins && above.page + 1 == page && fits && overflows && whole
}

/// The upper and lower edge of a line, pt.
fn edges(line: &Line) -> (f64, f64) {
    let [above, below] = ["tren", "duoi"].map(|part| STANDARD.dong_don[part] * line.size());
    (line.y - above, line.y + below)
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
            units.push(Unit { page: line.page, edges: edges(line), place: *place, letters });
        }
    }
    units
}

/// Whether the text may go on on a new page with unit `first`.
fn may_part(body: &[Unit<'_>], first: usize) -> bool {
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
    !after_heading && (!within || (before >= wanted() && after >= wanted()))
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
