//! Widths of text in the document's type, kerning and ligatures off, as the layout sets it.

use crate::typeset::shipped_fonts;
use std::{collections::HashMap, sync::LazyLock};

/// Millimetres in a point.
pub const MM_PER_PT: f64 = 25.4 / 72.0;

/// The widths of the characters of a face, em.
struct Face {
    bold: bool,
    italic: bool,
    widths: HashMap<char, f64>,
}

static FACES: LazyLock<Vec<Face>> = LazyLock::new(|| shipped_fonts().iter().filter_map(face).collect());

fn face(font: &typst::text::Font) -> Option<Face> {
    let info = font.info();
    let ttf = ttf_parser::Face::parse(font.data(), font.index()).ok()?;
    let em = f64::from(ttf.units_per_em());
    let width = |code| {
        let c = char::from_u32(code)?;
        let advance = ttf.glyph_hor_advance(ttf.glyph_index(c)?)?;
        Some((c, f64::from(advance) / em))
    };
    Some(Face {
        bold: info.variant.weight.to_number() >= 600,
        italic: info.variant.style != typst::text::FontStyle::Normal,
        widths: info.coverage.iter().filter_map(width).collect(),
    })
}

/// The width of a text in em.
pub fn width_em(text: &str, bold: bool, italic: bool) -> f64 {
    let face = FACES.iter().find(|face| face.bold == bold && face.italic == italic);
    let width = |c: char| face.and_then(|face| face.widths.get(&c)).copied().unwrap_or(0.5);
    text.chars().map(width).sum()
}

/// The width in em of the longest line of text in the shipped type; `None` where it has a letter of another font.
pub fn longest_line_em<'a>(pieces: impl IntoIterator<Item = (&'a str, bool, bool)>) -> Option<f64> {
    let (mut longest, mut line) = (0.0, 0.0);
    for (text, bold, italic) in pieces {
        let face = FACES.iter().find(|face| face.bold == bold && face.italic == italic)?;
        for c in text.chars() {
            line = if c == '\n' { 0.0 } else { line + face.widths.get(&c)? };
            longest = f64::max(longest, line);
        }
    }
    Some(longest)
}

/// The width of a bold text at the body's size, mm.
pub fn bold_width_mm(text: &str) -> f64 {
    let size = crate::standard::STANDARD.thanh_phan["than"].co[1];
    width_em(text, true, false) * size * MM_PER_PT
}
