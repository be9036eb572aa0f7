//! Puts glyphs together to lines and to running text.

use super::content::{Glyph, MM_PER_PT};
use super::{Line, Run};

/// Glyphs on the same baseline differ in `y` by no more than this, mm.
const SAME_BASELINE: f64 = 0.2;

/// A wider gap than this separates two lines on the same baseline, mm.
const COLUMN_GAP: f64 = 6.0;

/// A wider gap than this separates two words, em.
const WORD_GAP: f64 = 0.15;

/// The lines of a page, from top to bottom and then from left to right.
pub fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut sorted: Vec<&Glyph> = glyphs.iter().collect();
    sorted.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines = Vec::new();
    while let Some(first) = sorted.first() {
        let end = sorted.partition_point(|glyph| glyph.y - first.y <= SAME_BASELINE);
        let mut baseline: Vec<_> = sorted.drain(..end).collect();
        baseline.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let columns = baseline.chunk_by(|left, right| !is_column_gap(left, right));
        lines.extend(columns.filter_map(line));
    }
    lines
}

fn line(glyphs: &[&Glyph]) -> Option<Line> {
    let glyphs = trimmed(glyphs);
    let (first, last) = (glyphs.first()?, glyphs.last()?);
    Some(Line {
        text: joined(glyphs),
        x0: first.x0,
        x1: last.x1,
        y: first.y,
        runs: glyphs.chunk_by(|a, b| same_style(a, b)).map(run).collect(),
    })
}

/// Leaves out the white space at both ends.
fn trimmed<'b, 'g>(mut glyphs: &'b [&'g Glyph]) -> &'b [&'g Glyph] {
    while let [first, rest @ ..] = glyphs
        && is_space(first)
    {
        glyphs = rest;
    }
    while let [rest @ .., last] = glyphs
        && is_space(last)
    {
        glyphs = rest;
    }
    glyphs
}

fn is_space(glyph: &Glyph) -> bool {
    glyph.mapped.chars().all(char::is_whitespace)
}

fn run(glyphs: &[&Glyph]) -> Run {
    let (first, last) = (glyphs[0], glyphs[glyphs.len() - 1]);
    Run {
        text: joined(glyphs),
        x0: first.x0,
        x1: last.x1,
        size: first.size,
        font: first.font.to_string(),
        black: first.black,
    }
}

fn same_style(a: &Glyph, b: &Glyph) -> bool {
    a.font == b.font && (a.size - b.size).abs() < 0.01 && a.black == b.black
}

fn joined(glyphs: &[&Glyph]) -> String {
    flow(glyphs.iter().copied(), " ", |glyph| &glyph.text)
}

/// Strings glyphs together in their order. A gap without white space reads as a space, and a
/// jump to another line reads as the given separator.
pub fn flow<'g>(
    glyphs: impl IntoIterator<Item = &'g Glyph>,
    separator: &str,
    text: fn(&Glyph) -> &str,
) -> String {
    let mut result = String::new();
    let mut previous: Option<&Glyph> = None;
    for glyph in glyphs {
        if let Some(previous) = previous {
            if is_line_break(previous, glyph) {
                if separator == "\n" || !joins(&result) {
                    result.push_str(separator);
                }
            } else if is_word_gap(previous, glyph) && !joins(&result) && !is_space(glyph) {
                result.push(' ');
            }
        }
        result.push_str(text(glyph));
        previous = Some(glyph);
    }
    result
}

/// Whether text needs no space before more text: it has one, or it ends in a soft hyphen.
fn joins(text: &str) -> bool {
    text.is_empty() || text.ends_with(|end: char| end.is_whitespace() || end == '\u{ad}')
}

fn is_line_break(left: &Glyph, right: &Glyph) -> bool {
    let other_baseline = (left.y - right.y).abs() > SAME_BASELINE;
    other_baseline || right.x0 < left.x0 - SAME_BASELINE || is_column_gap(left, right)
}

/// Within one text object, gaps come from justification and tracking, however wide they are.
fn is_column_gap(left: &Glyph, right: &Glyph) -> bool {
    left.object != right.object && right.x0 - left.x1 > COLUMN_GAP
}

fn is_word_gap(left: &Glyph, right: &Glyph) -> bool {
    left.object != right.object && right.x0 - left.x1 > WORD_GAP * left.size * MM_PER_PT
}
