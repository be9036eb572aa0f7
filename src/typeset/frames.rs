//! Reads laid-out pages: which line of which block stands where, in which letters, and what is drawn.

use std::sync::LazyLock;
use typst::{
    ecow::EcoString,
    foundations::Value,
    introspection::{MetadataElem, Tag},
    layout::{Frame, FrameItem, Point, Transform},
    text::{FontStyle, TextItem},
    visualize::{Color, FixedStroke, Geometry, Paint, Shape},
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
    /// How wide the blank behind its last letter is, pt: room for a hand.
    pub room: f64,
    /// Baseline, pt from the upper edge.
    pub y: f64,
    /// The text.
    pub text: String,
    /// Whether a letter has no glyph.
    pub missing: bool,
    /// The letters that it is set in, from left to right.
    pub letters: Vec<Letters>,
}

impl Line {
    /// The size of its largest letters, pt.
    pub fn size(&self) -> f64 {
        self.letters.iter().map(|letters| letters.size).fold(0.0, f64::max)
    }
}

/// A stretch of a line in one type.
#[derive(Debug, Clone)]
pub struct Letters {
    /// The text.
    pub text: EcoString,
    /// Size, pt.
    pub size: f64,
    /// The font's family.
    pub family: EcoString,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Colour as `#rrggbb`; empty for what is no plain colour.
    pub colour: EcoString,
    /// Whether it is smaller than what stands before it, as the number of a footnote.
    pub raised: bool,
}

/// A line or a frame that is drawn.
#[derive(Debug, Clone)]
pub struct Stroke {
    /// The page, from 0.
    pub page: usize,
    /// Its upper left corner, pt.
    pub from: (f64, f64),
    /// Its lower right corner, pt; level with the first for a horizontal line.
    pub to: (f64, f64),
    /// Colour as `#rrggbb`.
    pub colour: EcoString,
}

/// What stands on the pages of a document.
#[derive(Debug, Default)]
pub struct Drawing {
    /// The lines of text, in the order in which Typst laid them out.
    pub lines: Vec<Line>,
    /// What is drawn, in the same order.
    pub strokes: Vec<Stroke>,
    /// The page and the upper edge of each picture, in the same order.
    pub pictures: Vec<(usize, f64)>,
}

/// Lines closer than this are one, pt.
const SAME_LINE: f64 = 0.5;

/// All lines and strokes.
pub(super) fn drawing(document: &PagedDocument) -> Drawing {
    let mut walk = Walk { page: 0, size: 0.0, block: None, interrupted: None, drawing: Drawing::default() };
    for (page, laid) in document.pages().iter().enumerate() {
        walk.page = page;
        walk.frame(&laid.frame, Transform::identity());
    }
    walk.drawing
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
    drawing: Drawing,
}

impl Walk {
    fn frame(&mut self, frame: &Frame, outer: Transform) {
        for (point, item) in frame.items() {
            let here = outer.pre_concat(Transform::translate(point.x, point.y));
            match item {
                FrameItem::Group(group) => self.frame(&group.frame, here.pre_concat(group.transform)),
                FrameItem::Tag(Tag::Start(content, _)) => {
                    if let Some(metadata) = content.to_packed::<MetadataElem>() {
                        self.mark(&metadata.value);
                    }
                    // A cell has its number as its label.
                    let cell = content.label().and_then(|label| label.resolve().as_str().parse().ok());
                    self.block = cell.or(self.block);
                }
                FrameItem::Text(item) => self.text(item, Point::zero().transform(here)),
                FrameItem::Shape(shape, _) => self.shape(shape, here),
                FrameItem::Image(..) => {
                    self.drawing.pictures.push((self.page, Point::zero().transform(here).y.to_pt()));
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

    fn text(&mut self, item: &TextItem, at: Point) {
        let (start, y) = (at.x.to_pt(), at.y.to_pt());
        let width = item.width().to_pt();
        let (end, x) = (start + width, (start, start + (width - blank_end(item))));
        let missing = item.glyphs.iter().any(|glyph| glyph.id == 0);
        let (page, block, size) = (self.page, self.block, item.size.to_pt());
        // The number of a footnote is smaller than the letters before it, and raised.
        let small = size < RAISED * self.size;
        let near = if small { self.size } else { SAME_LINE };
        let same = |line: &Line| line.page == page && line.block == block && (line.y - y).abs() < near;
        let last = self.drawing.lines.last_mut().filter(|line| same(line));
        let raised = small && last.is_some();
        self.size = if raised { self.size } else { size };
        let letters = Letters { raised, ..letters(item) };
        match last {
            Some(line) => {
                line.x = (line.x.0.min(x.0), line.x.1.max(x.1));
                line.room = (end - line.x.1).max(0.0);
                line.text += item.text.as_str();
                line.missing |= missing;
                line.letters.push(letters);
            }
            None => {
                let (text, letters) = (item.text.to_string(), vec![letters]);
                self.drawing.lines.push(Line { page, block, x, room: end - x.1, y, text, missing, letters });
            }
        }
    }

    fn shape(&mut self, shape: &Shape, here: Transform) {
        let Some(stroke) = &shape.stroke else { return };
        let end = match &shape.geometry {
            Geometry::Line(end) => *end,
            Geometry::Rect(size) => size.to_point(),
            Geometry::Curve(_) => return,
        };
        let corner = |point: Point| {
            let point = point.transform(here);
            (point.x.to_pt(), point.y.to_pt())
        };
        let (a, b) = (corner(Point::zero()), corner(end));
        let (from, to) = ((a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1)));
        let FixedStroke { paint, .. } = stroke;
        self.drawing.strokes.push(Stroke { page: self.page, from, to, colour: colour(paint) });
    }
}

fn letters(item: &TextItem) -> Letters {
    let info = item.font.info();
    Letters {
        text: item.text.clone(),
        size: item.size.to_pt(),
        family: info.family.as_str().into(),
        bold: info.variant.weight.to_number() >= 600,
        italic: info.variant.style != FontStyle::Normal,
        colour: colour(&item.fill),
        raised: false,
    }
}

static BLACK: LazyLock<EcoString> = LazyLock::new(|| Color::BLACK.to_hex());

/// A plain colour as `#rrggbb`.
fn colour(paint: &Paint) -> EcoString {
    match paint {
        // As nearly all text is.
        Paint::Solid(colour) if *colour == Color::BLACK => BLACK.clone(),
        Paint::Solid(colour) => colour.to_hex(),
        _ => EcoString::new(),
    }
}

/// The width of the space at the end of a run, which may stand in the margin.
fn blank_end(item: &TextItem) -> f64 {
    let blank = item
        .glyphs
        .iter()
        .rev()
        .take_while(|glyph| item.text.get(glyph.range()).is_some_and(|text| text.trim().is_empty()));
    blank.map(|glyph| glyph.x_advance.at(item.size).to_pt()).sum()
}
