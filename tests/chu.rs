//! Every letter of the fonts goes through to what a reader copies out of the finished PDF.

use crate::support::{
    pdf::{extracted, extracted_from_fonts},
    plans::{pdf, plan_with},
};
use vanban::{Fonts, encoding::normalised};

/// The letters that the fonts have and that print as themselves.
fn letters() -> Vec<char> {
    let fonts = Fonts::shipped();
    let all = ('\u{21}'..='\u{FFFF}').filter(|c| fonts.has(*c));
    all.filter(|c| normalised(&c.to_string()) == c.to_string() && !c.is_whitespace()).collect()
}

/// Marks that join the letter before them are kept apart from it by the reader's own rules.
fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Letters that share a glyph with another (`∆` and `Δ`): from the font alone a reader cannot tell.
fn shares_a_glyph(c: char, letters: &[char]) -> bool {
    let face = ttf_parser::Face::parse(include_bytes!("../fonts/Tinos-Regular.ttf"), 0).expect("a font");
    let glyph = face.glyph_index(c);
    glyph.is_some() && letters.iter().any(|d| *d != c && face.glyph_index(*d) == glyph)
}

/// A document of lines of letters, each behind an `x`, so that no line is a marker.
fn lines_of(letters: &[char]) -> (Vec<String>, Vec<u8>) {
    let line = |chunk: &[char]| chunk.iter().map(|c| format!("x{c}")).collect::<String>().replace('\'', "’");
    let lines: Vec<String> = letters.chunks(15).map(line).collect();
    let body = lines.join("\n");
    let bytes = pdf(&plan_with(&format!("noi_dong = false\nnoi_dung = '''\n{body}\nhết.\n'''")));
    (lines, bytes)
}

fn assert_holds(text: &str, lines: &[String]) {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for line in lines {
        assert!(squeezed.contains(line.as_str()), "{line}\nnot in\n{squeezed}");
    }
}

#[test]
fn every_letter_comes_out_as_it_went_in() {
    let letters: Vec<char> = letters().into_iter().filter(|c| !is_combining(*c)).collect();
    assert!(letters.len() > 500, "{}", letters.len());
    let (lines, bytes) = lines_of(&letters);
    assert_holds(&extracted(bytes), &lines);
    let own: Vec<char> = letters.iter().copied().filter(|c| !shares_a_glyph(*c, &letters)).collect();
    assert!(own.len() > 500, "{}", own.len());
    let (lines, bytes) = lines_of(&own);
    assert_holds(&extracted_from_fonts(bytes), &lines);
}
