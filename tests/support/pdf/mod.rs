//! Reads a finished PDF back, without asking Typst, and says what stands where on its pages.
//!
//! Positions and lengths are millimetres, font sizes and line thicknesses are points. The origin
//! is the top left corner of the page; `x` grows to the right and `y` grows downward. Text is taken to run from left to right;
//! rotated text comes out as one line for every glyph.

#![allow(dead_code, reason = "every test binary uses another part of this module")]

mod content;
mod font;
mod lines;
mod structure;

use hayro::hayro_syntax;

/// What a PDF file says.
#[derive(Debug)]
pub struct Pdf {
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The metadata of the file.
    pub info: Info,
    /// The outline, depth-first.
    pub bookmarks: Vec<Bookmark>,
    /// The structure tree, depth-first and therefore in reading order. The root of the tree is
    /// not an element and not listed; its children have depth 0.
    pub tags: Vec<Tag>,
}

/// What is drawn on one page.
#[derive(Debug)]
pub struct Page {
    /// mm.
    pub width: f64,
    /// mm.
    pub height: f64,
    /// The text, from top to bottom and then from left to right.
    pub lines: Vec<Line>,
    /// The horizontal lines, from top to bottom and then from left to right.
    pub rules: Vec<Rule>,
    /// The pictures, in the order of drawing: a later one lies over an earlier one.
    pub pictures: Vec<Picture>,
}

/// A picture made of pixels.
#[derive(Debug)]
pub struct Picture {
    /// Left edge, mm from the left edge of the page.
    pub x0: f64,
    /// Right edge, mm from the left edge of the page.
    pub x1: f64,
    /// Upper edge, mm from the top edge of the page.
    pub y0: f64,
    /// Lower edge, mm from the top edge of the page.
    pub y1: f64,
    /// Whether what lies below shows through.
    pub transparent: bool,
}

/// Text that shares a baseline and has no gap wider than about 6 mm; two columns with a common
/// baseline are two lines. White space at either end is left out.
#[derive(Debug)]
pub struct Line {
    /// The text a reader copies; a gap without any space character reads as one space.
    pub text: String,
    /// Origin of the first glyph, mm from the left edge of the page.
    pub x0: f64,
    /// End of the advance of the last glyph, mm from the left edge of the page.
    pub x1: f64,
    /// Baseline, mm from the top edge of the page.
    pub y: f64,
    /// The pieces of one style, from left to right.
    pub runs: Vec<Run>,
}

/// A piece of a line in one font, size and colour.
#[derive(Debug)]
pub struct Run {
    /// The text, including the spaces at its ends.
    pub text: String,
    /// Origin of the first glyph, mm from the left edge of the page.
    pub x0: f64,
    /// End of the advance of the last glyph, mm from the left edge of the page.
    pub x1: f64,
    /// Font size, pt.
    pub size: f64,
    /// PostScript name of the font, without the prefix that marks a subset.
    pub font: String,
    /// Whether the text is filled with opaque black.
    pub black: bool,
}

/// A horizontal line, drawn either as a stroke or as a flat filled box. The edges of a stroked box
/// count, too; a dashed stroke is one line, and the caps of a stroke are left out.
#[derive(Debug)]
pub struct Rule {
    /// Left end, mm from the left edge of the page.
    pub x0: f64,
    /// Right end, mm from the left edge of the page.
    pub x1: f64,
    /// Middle of the stroke, mm from the top edge of the page.
    pub y: f64,
    /// pt.
    pub thickness: f64,
}

/// Metadata of the file.
#[derive(Debug)]
pub struct Info {
    /// Title in the document information dictionary.
    pub title: Option<String>,
    /// Author in the document information dictionary; several authors are joined with `, `.
    pub author: Option<String>,
    /// Creation date in the document information dictionary, as `2026-07-27T09:30:00+07:00`.
    pub creation_date: Option<String>,
    /// Language of the document.
    pub lang: Option<String>,
    /// Whether the file says that it is tagged.
    pub marked: bool,
    /// Part and conformance level of PDF/A that the XMP metadata claim, such as `2A`.
    pub pdfa: Option<String>,
    /// Part of PDF/UA that the XMP metadata claim, such as `1`.
    pub pdfua: Option<String>,
    /// Version of the PDF format, such as `1.7`.
    pub version: String,
}

/// An entry of the outline.
#[derive(Debug, PartialEq)]
pub struct Bookmark {
    /// Depth in the outline, from 0.
    pub level: usize,
    /// The text of the entry.
    pub title: String,
    /// Index into [`Pdf::pages`].
    pub page: usize,
}

/// An element of the structure tree.
#[derive(Debug, PartialEq)]
pub struct Tag {
    /// The structure type as written, such as `Document`, `H1`, `P` or `Table`.
    pub kind: String,
    /// Depth in the structure tree, from 0.
    pub depth: usize,
    /// The text of the element's own marked content, in order, without spaces at its ends; a line
    /// break reads as one space.
    pub text: String,
    /// The text of the element and of everything below it, in reading order and in the same form.
    pub full_text: String,
    /// Alternative description.
    pub alt: Option<String>,
}

impl Pdf {
    /// Reads the bytes of a PDF file.
    pub fn read(bytes: Vec<u8>) -> Pdf {
        let file = open(bytes);
        let contents: Vec<_> = file.pages().iter().map(content::read).collect();
        let tags = structure::tags(&file, &contents);
        let pages = file.pages().iter().zip(contents).map(|(page, c)| Page::new(page, c));
        Pdf {
            pages: pages.collect(),
            info: structure::info(&file),
            bookmarks: structure::bookmarks(&file),
            tags,
        }
    }

    /// All text, page after page, with the lines joined by `\n`.
    pub fn text(&self) -> String {
        let lines = self.pages.iter().flat_map(|page| &page.lines);
        lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

impl Page {
    fn new(page: &hayro_syntax::page::Page<'_>, content: content::Content) -> Page {
        let area = page.intersected_crop_box();
        Page {
            width: area.width() * content::MM_PER_PT,
            height: area.height() * content::MM_PER_PT,
            lines: lines::lines(&content.glyphs),
            rules: content.rules,
            pictures: content.pictures,
        }
    }

    /// The first line that starts with the given text.
    #[track_caller]
    pub fn line(&self, starts_with: &str) -> &Line {
        let found = self.lines.iter().find(|line| line.text.starts_with(starts_with));
        found.unwrap_or_else(|| {
            let lines: Vec<_> = self.lines.iter().map(Line::describe).collect();
            panic!("no line starts with {starts_with:?} among\n{}", lines.join("\n"))
        })
    }
}

impl Line {
    /// Middle between both ends, mm from the left edge of the page.
    pub fn centre(&self) -> f64 {
        (self.x0 + self.x1) / 2.0
    }

    /// mm.
    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    fn describe(&self) -> String {
        format!("  x {:6.2}–{:6.2}  y {:6.2}  {:?}", self.x0, self.x1, self.y, self.text)
    }
}

impl Run {
    /// Whether the font is a bold one, by its name.
    pub fn bold(&self) -> bool {
        self.font.contains("Bold")
    }

    /// Whether the font is an italic one, by its name.
    pub fn italic(&self) -> bool {
        self.font.contains("Italic") || self.font.contains("Oblique")
    }
}

impl Rule {
    /// mm.
    pub fn length(&self) -> f64 {
        self.x1 - self.x0
    }

    /// Middle between both ends, mm from the left edge of the page.
    pub fn centre(&self) -> f64 {
        (self.x0 + self.x1) / 2.0
    }
}

/// The text that a viewer copies, in the order of the content streams: the characters that the
/// fonts give their glyphs, except where the file overrides them with `ActualText`.
pub fn extracted(bytes: Vec<u8>) -> String {
    in_content_order(bytes, |glyph| &glyph.text)
}

/// The text that a viewer copies if it does not know `ActualText`.
pub fn extracted_from_fonts(bytes: Vec<u8>) -> String {
    in_content_order(bytes, |glyph| &glyph.mapped)
}

fn in_content_order(bytes: Vec<u8>, text: fn(&content::Glyph) -> &str) -> String {
    let file = open(bytes);
    let pages = file.pages().iter().map(|page| {
        let glyphs = content::read(page).glyphs;
        lines::flow(glyphs.iter(), "\n", text)
    });
    pages.collect::<Vec<_>>().join("\n")
}

fn open(bytes: Vec<u8>) -> hayro_syntax::Pdf {
    hayro_syntax::Pdf::new(bytes).expect("the bytes are a PDF file")
}
