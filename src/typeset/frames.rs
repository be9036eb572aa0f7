//! Reads laid-out pages: which line of which block stands where, and what left its place.

use super::columns::Columns;
use crate::{
    catalogue::{CATALOGUE, nowhere},
    diagnostic::{Diagnostic, Findings},
    rules,
    source::Span,
    van_ban::{Block, VanBan},
};
use typst::{
    foundations::Value,
    introspection::{MetadataElem, Tag},
    layout::{Frame, FrameItem, Point},
};
use typst_layout::PagedDocument;

/// A line of text of one block on a page.
#[derive(Debug, Clone)]
pub struct Line {
    /// The page, from 0.
    pub page: usize,
    /// The block; `None` for what no block prints (the page number).
    pub block: Option<usize>,
    /// Left and right end, pt from the left edge.
    pub x: (f64, f64),
    /// Baseline, pt from the upper edge.
    pub y: f64,
    /// The text.
    pub text: String,
    /// Whether a letter has no glyph.
    pub missing: bool,
}

/// Lines closer than this are one, pt.
const SAME_LINE: f64 = 0.5;

/// All lines, in the order in which Typst laid them out.
pub fn lines(document: &PagedDocument) -> Vec<Line> {
    let mut walk = Walk { page: 0, size: 0.0, block: None, interrupted: None, lines: Vec::new() };
    for (page, laid) in document.pages().iter().enumerate() {
        walk.page = page;
        walk.frame(&laid.frame, Point::zero());
    }
    walk.lines
}

/// What is smaller than this share of the letters before it, and near them, is raised among them.
const RAISED: f64 = 0.75;

struct Walk {
    page: usize,
    /// The size of the last letters on a line, pt.
    size: f64,
    block: Option<usize>,
    /// The block that the head of the page stands within.
    interrupted: Option<usize>,
    lines: Vec<Line>,
}

impl Walk {
    fn frame(&mut self, frame: &Frame, origin: Point) {
        for (point, item) in frame.items() {
            let at = origin + *point;
            match item {
                FrameItem::Group(group) => {
                    let shift = Point::new(group.transform.tx, group.transform.ty);
                    self.frame(&group.frame, at + shift);
                }
                FrameItem::Tag(Tag::Start(content, _)) => {
                    if let Some(metadata) = content.to_packed::<MetadataElem>() {
                        self.mark(&metadata.value);
                    }
                    // A cell has its number as its label.
                    let cell = content.label().and_then(|label| label.resolve().as_str().parse().ok());
                    self.block = cell.or(self.block);
                }
                FrameItem::Text(item) => {
                    let (x, y) = (at.x.to_pt(), at.y.to_pt());
                    let end = x + printed_width(item);
                    let missing = item.glyphs.iter().any(|glyph| glyph.id == 0);
                    self.text(item.text.as_str(), (x, end), y, item.size.to_pt(), missing);
                }
                _ => {}
            }
        }
    }

    /// A block begins, or the head of a page begins or ends within one.
    fn mark(&mut self, value: &Value) {
        match value {
            Value::Int(id) => self.block = usize::try_from(*id).ok(),
            Value::Str(name) if name.as_str() == "dau-trang" => self.interrupted = self.block.take(),
            _ => self.block = self.interrupted.take(),
        }
    }

    fn text(&mut self, text: &str, x: (f64, f64), y: f64, size: f64, missing: bool) {
        // The number of a footnote is smaller and raised.
        let raised = size < RAISED * self.size;
        let same = if raised { self.size } else { SAME_LINE };
        self.size = if raised { self.size } else { size };
        match self.lines.last_mut() {
            Some(line) if line.page == self.page && line.block == self.block && (line.y - y).abs() < same => {
                line.x = (line.x.0.min(x.0), line.x.1.max(x.1));
                line.text += text;
                line.missing |= missing;
            }
            _ => self.lines.push(Line {
                page: self.page,
                block: self.block,
                x,
                y,
                text: text.to_owned(),
                missing,
            }),
        }
    }
}

/// The width of a run without the space at its end, which may stand in the margin.
fn printed_width(item: &typst::text::TextItem) -> f64 {
    let blank = item
        .glyphs
        .iter()
        .rev()
        .take_while(|glyph| item.text.get(glyph.range()).is_some_and(|text| text.trim().is_empty()));
    let blank: f64 = blank.map(|glyph| glyph.x_advance.at(item.size).to_pt()).sum();
    item.width().to_pt() - blank
}

/// What left the text area or its one line is a fault.
pub(super) fn check(document: &PagedDocument, van_ban: &VanBan, findings: &mut Findings) {
    let pt = |mm: f64| mm / crate::metrics::MM_PER_PT;
    let le = &van_ban.trinh_bay.le_mm;
    let left = pt(le["le_trai"]);
    let blocks: Vec<&Block> = van_ban.blocks().collect();
    let single = [&van_ban.quoc_hieu, &van_ban.tieu_ngu, &van_ban.so_ky_hieu];
    let single: Vec<&Block> = single.into_iter().chain(&van_ban.dia_danh_thoi_gian).collect();
    let mut reported = std::collections::BTreeSet::new();
    let mut heights: std::collections::BTreeMap<usize, f64> = Default::default();
    let lines = lines(document);
    let columns = Columns::of(&lines, van_ban);
    for line in lines {
        let Some(block) = line.block.and_then(|id| blocks.get(id)) else { continue };
        let frame = &document.pages()[line.page].frame;
        let right = frame.width().to_pt() - pt(le["le_phai"]);
        let bottom = frame.height().to_pt() - pt(le["le_duoi"]);
        let outside =
            line.x.0 < left - SAME_LINE || line.x.1 > right + SAME_LINE || line.y > bottom + SAME_LINE;
        let first = *heights.entry(block.id).or_insert(line.y);
        let second = single.iter().any(|b| b.id == block.id) && line.y > first + SAME_LINE;
        // The columns are those of a page of the document itself, not of one turned for a table.
        let beside = columns.are_of(right - left) && columns.overflows(block, &line, SAME_LINE);
        if outside || second || beside || line.missing {
            // What takes the room is to be mended, not what has none.
            let greedy = columns.greedy(block).filter(|_| !line.missing).and_then(|id| van_ban.block(id));
            if reported.insert(greedy.unwrap_or(block).id) {
                findings.push(overflow(block, greedy, &line, second));
            }
        }
    }
}

/// The longest stretch of a block that its author wrote.
fn place_to_mend(block: &Block) -> Span {
    let pieces = block.runs.iter().flat_map(|run| run.text.pieces());
    let longest = pieces.max_by_key(|piece| (!CATALOGUE.is_shipped(piece.from), piece.from.len()));
    longest.map_or_else(nowhere, |piece| piece.from)
}

fn overflow(block: &Block, greedy: Option<&Block>, line: &Line, second: bool) -> Diagnostic {
    let span = place_to_mend(greedy.unwrap_or(block));
    let message = if line.missing {
        format!("có chữ không in được trong `{}`", block.text())
    } else if let Some(greedy) = greedy {
        format!("`{}` dài quá: `{}` bên trái không còn đủ chỗ", greedy.text(), block.text())
    } else if second {
        format!("`{}` phải nằm trên một dòng nhưng ô không đủ chỗ", block.text())
    } else {
        format!("`{}` tràn khỏi ô hoặc lề", line.text.trim())
    };
    let label = if block.canh.is_some() {
        "thêm dấu cách vào chuỗi quá dài để ngắt dòng được"
    } else {
        "rút ngắn, hoặc chọn bộ cỡ chữ nhỏ hơn: [trinh_bay] co_chu = \"12/13/13\""
    };
    Diagnostic::new(&rules::TRAN_O, span, message).label(label).on_page(line.page + 1)
}
