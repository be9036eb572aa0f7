//! What the rules of the page look at: lines and strokes with their places, beside the tree.

use crate::{
    metrics::MM_PER_PT,
    source::Span,
    standard::STANDARD,
    typeset::{Drawing, Line, Stroke, drawing},
    van_ban::{Block, VanBan},
};
use std::collections::BTreeSet;
use typst_layout::PagedDocument;

/// A laid-out document. Lengths are in pt from the upper left corner of a page; pages count from 0.
pub struct Laid<'a> {
    /// The tree.
    pub van_ban: &'a VanBan,
    /// Width and height of each page.
    pub pages: Vec<(f64, f64)>,
    /// The lines of text of the document itself, in the order of the layout: not those of what goes
    /// with it, nor those of pages that are turned for a table.
    pub lines: Vec<Line>,
    /// The lines of all pages.
    pub all_lines: Vec<Line>,
    /// Lines and frames.
    pub strokes: Vec<Stroke>,
    blocks: Vec<Option<&'a Block>>,
    body: Vec<bool>,
    of_block: Vec<Vec<usize>>,
    own: Vec<bool>,
    left: f64,
    right: Option<f64>,
}

impl<'a> Laid<'a> {
    /// Reads the pages.
    pub fn new(document: &PagedDocument, van_ban: &'a VanBan) -> Self {
        let Drawing { lines: all_lines, mut strokes } = drawing(document);
        let size = |page: &typst_layout::Page| (page.frame.width().to_pt(), page.frame.height().to_pt());
        let mut blocks = Vec::new();
        for block in van_ban.blocks() {
            blocks.resize(blocks.len().max(block.id + 1), None);
            blocks[block.id] = Some(block);
        }
        let mut body = vec![false; blocks.len()];
        van_ban.than.iter().flat_map(Block::own).for_each(|block| body[block.id] = true);
        let sizes: Vec<(f64, f64)> = document.pages().iter().map(size).collect();
        let own = own_pages(&sizes, &all_lines, van_ban);
        let lines: Vec<Line> = all_lines.iter().filter(|line| own[line.page]).cloned().collect();
        strokes.retain(|stroke| own[stroke.page]);
        let mut of_block = vec![Vec::new(); blocks.len()];
        for (i, line) in lines.iter().enumerate() {
            if let Some(list) = line.block.and_then(|id| of_block.get_mut(id)) {
                list.push(i);
            }
        }
        let mut laid = Self {
            van_ban,
            pages: sizes,
            lines,
            all_lines,
            own,
            strokes,
            blocks,
            body,
            of_block,
            left: 0.0,
            right: None,
        };
        laid.left = laid.measured_left();
        laid.right = laid.measured_right();
        laid
    }

    /// The block that a line belongs to.
    pub fn block(&self, line: &Line) -> Option<&'a Block> {
        line.block.and_then(|id| self.blocks.get(id).copied().flatten())
    }

    /// The block of this number.
    pub fn block_of(&self, id: usize) -> Option<&'a Block> {
        self.blocks.get(id).copied().flatten()
    }

    /// The lines of a block; a table has none of its own.
    pub fn lines_of(&self, block: &Block) -> impl Iterator<Item = &Line> + Clone {
        let list = self.of_block.get(block.id).filter(|_| block.bang.is_none());
        list.into_iter().flatten().map(|&i| &self.lines[i])
    }

    /// Whether a page is one of the document itself.
    pub fn is_own(&self, page: usize) -> bool {
        self.own.get(page).copied().unwrap_or(false)
    }

    /// The last page of the document itself.
    pub fn last_page(&self) -> usize {
        self.own.iter().rposition(|own| *own).unwrap_or(0)
    }

    /// Whether a line is one of the body.
    pub fn is_body(&self, line: &Line) -> bool {
        line.block.and_then(|id| self.body.get(id)).copied().unwrap_or(false)
    }

    /// Lines of the body that go on on the next one, and so fill their width: where justified text ends.
    fn full_lines(&self) -> impl Iterator<Item = &Line> {
        let than = self.van_ban.than.iter().filter(|block| is_justified(block));
        than.flat_map(|block| {
            let count = self.lines_of(block).count();
            self.lines_of(block).take(count.saturating_sub(1))
        })
    }

    /// The lines that fill their measure, the last ones of paragraphs left out, and that could be stretched.
    pub fn justified_lines(&self) -> impl Iterator<Item = &Line> {
        self.full_lines().filter(|line| line.text.trim().contains([' ', '\u{A0}']))
    }

    /// Where text begins, from the left edge: where most lines of the body do, else the recipients.
    pub fn left(&self) -> f64 {
        self.left
    }

    /// Where justified text ends, from the left edge, if most of its lines end in one place.
    pub fn right(&self) -> Option<f64> {
        self.right
    }

    fn measured_left(&self) -> f64 {
        let than = self.van_ban.than.iter().filter(|block| is_justified(block));
        let later = than.flat_map(|block| self.lines_of(block).skip(1)).map(|line| line.x.0);
        let recipients = self.lines_of(&self.van_ban.noi_nhan).next().map(|line| line.x.0);
        median(later.collect()).or(recipients).unwrap_or_else(|| pt(self.van_ban.trinh_bay.le_mm["le_trai"]))
    }

    fn measured_right(&self) -> Option<f64> {
        let ends: Vec<f64> = self.justified_lines().map(|line| line.x.1).collect();
        let middle = median(ends.clone())?;
        // Few lines prove nothing.
        if ends.len() < FEW {
            return None;
        }
        let agreed = ends.iter().filter(|end| (**end - middle).abs() < sai_so("pt")).count();
        (agreed * 3 > ends.len() * 2).then_some(middle)
    }

    /// The middle of the text area.
    pub fn middle(&self) -> f64 {
        let width = self.pages.first().map_or(0.0, |page| page.0);
        let right = self.right().unwrap_or_else(|| width - pt(self.van_ban.trinh_bay.le_mm["le_phai"]));
        (self.left() + right) / 2.0
    }

    /// The distance of two lines of one paragraph that most of the body has.
    pub fn pitch(&self) -> Option<f64> {
        median(self.pitches().map(|(_, pitch)| pitch).collect())
    }

    /// Each line of the body that follows another of its paragraph, and how far below it stands.
    pub fn pitches(&self) -> impl Iterator<Item = (&Line, f64)> {
        self.van_ban.than.iter().flat_map(|block| {
            let pairs = self.lines_of(block).zip(self.lines_of(block).skip(1));
            pairs.filter(|(a, b)| a.page == b.page).map(|(a, b)| (b, b.y - a.y))
        })
    }

    /// The place of a finding that is about no block: the first word of the body.
    pub fn anywhere(&self) -> Option<Span> {
        self.van_ban.than.first().or(Some(&self.van_ban.noi_nhan)).and_then(Block::place_to_mend)
    }
}

/// Fewer lines than these do not say where text ends.
const FEW: usize = 3;

/// Which pages are the document's own: before the first of what goes with it, and not turned.
fn own_pages(sizes: &[(f64, f64)], lines: &[Line], van_ban: &VanBan) -> Vec<bool> {
    let behind: BTreeSet<usize> =
        van_ban.kem_theo.iter().flat_map(|part| part.blocks().map(|block| block.id)).collect();
    let first = lines.iter().filter(|line| line.block.is_some_and(|id| behind.contains(&id)));
    let first = first.map(|line| line.page).min().unwrap_or(sizes.len());
    let turned = |size: &(f64, f64)| sizes.first().is_some_and(|page| (page.0 - size.0).abs() > 1.0);
    sizes.iter().enumerate().map(|(page, size)| page < first && !turned(size)).collect()
}

/// Whether a paragraph is drawn justified.
fn is_justified(block: &Block) -> bool {
    block.canh.as_deref() == Some("deu") && !block.runs.iter().any(|run| run.text.as_str().contains('\n'))
}

/// The middle one.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Points of so many millimetres.
pub fn pt(mm: f64) -> f64 {
    mm / MM_PER_PT
}

/// Millimetres of so many points.
pub fn mm(pt: f64) -> f64 {
    pt * MM_PER_PT
}

/// How far apart two figures of `data/nd30.toml` may be measured and yet be one.
pub fn sai_so(name: &str) -> f64 {
    STANDARD.sai_so.get(name).copied().unwrap_or_default()
}
