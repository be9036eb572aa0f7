//! Renders a template into text whose every byte knows where it was written.

use super::{
    Syntax,
    context::{Context, Scope},
    job::{Job, Mode, Printed},
};
use crate::text::{Atom, Field, Text, Woven, atom_index};
use minijinja::{Error, ErrorKind, OutputSpanKind};
use std::{ops::Range, sync::Arc};

/// Why a template could not be rendered: what kind, and where in the template.
#[derive(Debug)]
pub struct WeaveError {
    /// minijinja's kind.
    pub kind: ErrorKind,
    /// What minijinja or one of our filters said.
    pub detail: String,
    /// The bytes of the template.
    pub range: Range<usize>,
}

impl WeaveError {
    /// minijinja's error about `source`.
    pub fn new(error: &Error, source: &str) -> Self {
        let detail = error.detail().unwrap_or_default().to_owned();
        let line = || line_range(source, error.line().unwrap_or(0));
        let range = error.range().filter(|r| r.start < r.end.min(source.len())).unwrap_or_else(line);
        Self { kind: error.kind(), detail, range: whole_letters(source, range) }
    }
}

/// The bytes of a line (from 1) without those around its words; all bytes where there is none.
fn line_range(source: &str, line: usize) -> Range<usize> {
    let mut at = 0;
    for (i, text) in source.split_inclusive('\n').enumerate() {
        if i + 1 == line && !text.trim().is_empty() {
            let start = at + text.len() - text.trim_start().len();
            return start..start + text.trim().len();
        }
        at += text.len();
    }
    0..source.len()
}

/// Renders `template` with `context`.
pub fn weave(
    syntax: Syntax,
    job: &Arc<Job>,
    template: &Text,
    context: &Context,
    mode: Mode,
) -> Result<Woven, WeaveError> {
    let source = template.as_str();
    // Most words of the form stand as they are.
    if syntax == Syntax::Hole && !source.contains("{{") {
        return Ok(Woven::plain(template.clone()));
    }
    job.begin(mode);
    let compiled = syntax.compiled(source).map_err(|error| WeaveError::new(&error, source))?;
    let rendered =
        compiled.template().and_then(|template| template.render_with_spans(Scope::value(context, job)));
    let (output, spans) = rendered.map_err(|error| WeaveError::new(&error, source))?;
    let mut atoms: Vec<Option<Printed>> = job.take_atoms().into_iter().map(Some).collect();
    let mut done: Vec<Option<Atom>> = atoms.iter().map(|_| None).collect();
    let mut text = Text::default();
    for span in &spans {
        let (range, source) = (span.output_range(), span.source_range());
        if span.kind() == OutputSpanKind::Raw && range.len() == source.len() {
            text.append_range(template, source, None);
            continue;
        }
        let expression = template.slice(source);
        let Some(place) = expression.span() else { continue };
        for c in output[range].chars() {
            text.push(c.encode_utf8(&mut [0; 4]), place, None);
            let Some(index) = atom_index(c).filter(|i| *i < atoms.len()) else { continue };
            if let Some(printed) = atoms[index].take() {
                done[index] = Some(finish(printed, place, mode));
            }
        }
    }
    let atoms = done.into_iter().map(|atom| atom.unwrap_or_else(nothing)).collect();
    Ok(Woven::new(text, atoms))
}

/// The range widened to whole characters: minijinja may point into one.
fn whole_letters(text: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start.min(text.len()), range.end.min(text.len()));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end.max(start)
}

/// The atom with its origin: in a hole, also the hole; and there its line breaks are spaces.
fn finish(printed: Printed, place: crate::source::Span, mode: Mode) -> Atom {
    match (printed, mode) {
        (Printed::Known(atom), _) if atom.field.called().is_some() || atom.field == Field::Note => {
            let id = atom.content.printed().into_owned();
            Atom { field: atom.field, content: Arc::new(Woven::plain(Text::new(id, place))) }
        }
        (Printed::Known(atom), Mode::Words) => atom,
        (Printed::Known(atom), Mode::Hole) => {
            let flat = one_line(&atom.content.flat());
            let mut text = Text::default();
            text.append_range(&flat, 0..flat.as_str().len(), Some(place));
            Atom { field: Field::Line, content: Arc::new(Woven::plain(text)) }
        }
        (Printed::Computed(string), _) => {
            let text = Text::new(string.replace('\n', " "), place);
            Atom { field: Field::Line, content: Arc::new(Woven::plain(text)) }
        }
    }
}

/// An atom that a template made and then did not print.
fn nothing() -> Atom {
    Atom { field: Field::Line, content: Arc::default() }
}

/// The same text with spaces for line breaks, byte for byte.
pub fn one_line(text: &Text) -> Text {
    if !text.as_str().contains('\n') {
        return text.clone();
    }
    text.map_chars(|c| if c == '\n' { " ".to_owned() } else { c.to_string() })
}
