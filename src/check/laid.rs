//! What the rules of the page look at: lines and strokes with their places, beside the tree.

use super::part::{Part, full, is_justified, median};
use crate::{
    metrics::MM_PER_PT,
    source::Span,
    standard::STANDARD,
    typeset::{Line, Pages, Stroke},
    van_ban::{Block, VanBan},
};

/// A laid-out file. Lengths are in pt from the upper left corner of a page; pages count from 0.
pub struct Laid<'a> {
    /// The tree.
    pub van_ban: &'a VanBan,
    /// Width and height of each page.
    pub pages: Vec<(f64, f64)>,
    /// The lines of text, in the order of the layout.
    pub lines: &'a [Line],
    /// Lines and frames.
    pub strokes: &'a [Stroke],
    /// The page and the upper edge of each picture.
    pub pictures: &'a [(usize, f64)],
    /// The document's text and those that go with it, where they have pages in this file.
    pub parts: Vec<Part<'a>>,
    blocks: Vec<Option<&'a Block>>,
    body: Vec<bool>,
    of_block: Vec<Vec<usize>>,
}

impl<'a> Laid<'a> {
    /// Reads the pages.
    pub fn new(file: &'a Pages, van_ban: &'a VanBan) -> Self {
        let (lines, strokes, pictures) =
            (&*file.drawing.lines, &*file.drawing.strokes, &*file.drawing.pictures);
        let size = |page: &typst_layout::Page| (page.frame.width().to_pt(), page.frame.height().to_pt());
        let pages: Vec<(f64, f64)> = file.document.pages().iter().map(size).collect();
        let mut blocks = Vec::new();
        for block in van_ban.blocks() {
            blocks.resize(blocks.len().max(block.id + 1), None);
            blocks[block.id] = Some(block);
        }
        let mut body = vec![false; blocks.len()];
        van_ban.than.iter().flat_map(Block::own).for_each(|block| body[block.id] = true);
        let mut of_block = vec![Vec::new(); blocks.len()];
        for (i, line) in lines.iter().enumerate() {
            if let Some(list) = line.block.and_then(|id| of_block.get_mut(id)) {
                list.push(i);
            }
        }
        let parts = Part::all(&pages, lines, van_ban);
        let mut laid = Self { van_ban, pages, lines, strokes, pictures, parts, blocks, body, of_block };
        let mut parts = std::mem::take(&mut laid.parts);
        let recipients = laid.lines_of(&van_ban.noi_nhan).next().map(|line| line.x.0);
        for part in &mut parts {
            let recipients = recipients.filter(|_| part.kem_theo.is_none());
            part.measure(&van_ban.trinh_bay, recipients, |block| laid.lines_of(block));
        }
        laid.parts = parts;
        laid
    }

    /// The block that a line belongs to.
    pub fn block(&self, line: &Line) -> Option<&'a Block> {
        line.block.and_then(|id| self.block_of(id))
    }

    /// The block of this number.
    pub fn block_of(&self, id: usize) -> Option<&'a Block> {
        self.blocks.get(id).copied().flatten()
    }

    /// The lines of a block; a table has none of its own.
    pub fn lines_of<'l>(&'l self, block: &Block) -> impl Iterator<Item = &'l Line> + Clone + use<'l, 'a> {
        let list = self.of_block.get(block.id).filter(|_| block.bang.is_none());
        list.into_iter().flatten().map(|&i| &self.lines[i])
    }

    /// The lines of a page.
    pub fn lines_on(&self, page: usize) -> &[Line] {
        let start = self.lines.partition_point(|line| line.page < page);
        let end = self.lines.partition_point(|line| line.page <= page);
        &self.lines[start..end]
    }

    /// The document's own text, in the file that holds it.
    pub fn main(&self) -> Option<&Part<'a>> {
        self.parts.iter().find(|part| part.kem_theo.is_none())
    }

    /// The text that a page belongs to.
    pub fn part_of(&self, page: usize) -> Option<&Part<'a>> {
        self.parts.iter().find(|part| part.pages.contains(&page))
    }

    /// Whether a page is turned for a table.
    pub fn is_turned(&self, page: usize) -> bool {
        self.part_of(page).is_some_and(|part| (part.size.0 - self.pages[page].0).abs() > 1.0)
    }

    /// The last page of the document itself that is not turned.
    pub fn last_page(&self) -> usize {
        let mut pages = self.main().map_or(0..0, |part| part.pages.clone());
        pages.rfind(|page| !self.is_turned(*page)).unwrap_or(0)
    }

    /// Whether a line is one of the document's own text.
    pub fn is_body(&self, line: &Line) -> bool {
        line.block.and_then(|id| self.body.get(id)).copied().unwrap_or(false)
    }

    /// Lines of a text that go on on the next one, and so fill their width, and could be stretched.
    pub fn justified_lines<'l>(&'l self, part: &Part<'a>) -> impl Iterator<Item = &'l Line> {
        part.than.iter().filter(|block| is_justified(block)).flat_map(|block| {
            let lines: Vec<&Line> = self.lines_of(block).collect();
            full(&lines).collect::<Vec<_>>()
        })
    }

    /// The distance of two lines of one paragraph that most of the text has.
    pub fn pitch(&self) -> Option<f64> {
        median(self.pitches().map(|(_, pitch)| pitch).collect())
    }

    /// Each line of a text that follows another of its paragraph, and how far below it stands.
    pub fn pitches(&self) -> impl Iterator<Item = (&Line, f64)> {
        self.parts.iter().flat_map(|part| part.than).flat_map(|block| {
            let pairs = self.lines_of(block).zip(self.lines_of(block).skip(1));
            pairs.filter(|(a, b)| a.page == b.page).map(|(a, b)| (b, b.y - a.y))
        })
    }

    /// The place of a finding that is about no block: the first words of the first text.
    pub fn anywhere(&self) -> Option<Span> {
        let first = self.parts.first().and_then(Part::anywhere);
        first.or_else(|| self.van_ban.noi_nhan.place_to_mend())
    }
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
