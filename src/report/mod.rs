//! How findings look: with the source line and a caret, on one line, as JSON, as SARIF.

mod sarif;

use crate::{
    diagnostic::{Diagnostic, Findings, Severity, Tally},
    source::{Source, Sources, Span},
};
use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};
pub use sarif::{Log, sarif};
use serde_json::{Value, json};

/// One finding with its line, for a terminal; `colour` for one that shows it.
pub fn snippet(diagnostic: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let title = level(diagnostic.rule.severity)
        .with_name(diagnostic.rule.severity.word())
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.rule.id);
    let mut group = title.elements(snippets(diagnostic, sources));
    for (word, text) in notes(diagnostic) {
        group = group.element(Level::NOTE.with_name(word).message(text));
    }
    without_lines(&renderer.render(&[group])) + "\n\n"
}

/// Marks the end of a place that names itself: the renderer puts its own line and column behind it.
const NAMED: char = '\u{1}';

/// What was rendered, without line and column behind a place that names itself.
fn without_lines(rendered: &str) -> String {
    let mut parts = rendered.split(NAMED);
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        clean += part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    }
    clean
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error | Severity::Fault => Level::ERROR,
    }
}

/// The place itself, then the other places of the same file and of others.
fn snippets<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Element<'a>> {
    let Some(span) = diagnostic.span else { return Vec::new() };
    let mut elements = shown(sources, span, &diagnostic.label, AnnotationKind::Primary);
    for (span, word) in &diagnostic.also {
        elements.extend(shown(sources, *span, word, AnnotationKind::Context));
    }
    elements
}

/// The bytes of a file beyond which its lines are shown alone, and the letters shown on each side of a place.
const LONG: usize = 50_000;
const AROUND: usize = 60;

fn shown<'a>(sources: &'a Sources, span: Span, label: &'a str, kind: AnnotationKind) -> Vec<Element<'a>> {
    let source = sources.get(span.file);
    if source.text.len() > LONG || source.cell(0).is_some() {
        return of_table(source, span.range(), label, kind);
    }
    let mut range = span.range();
    // A long string is shown by its first line.
    if let Some(end) = source.slice(range.clone()).find('\n') {
        range.end = range.start + end;
    }
    let label = Some(label).filter(|label| !label.is_empty());
    let annotation = kind.span(range).label(label.map(std::borrow::Cow::Borrowed));
    vec![Snippet::source(&*source.text).path(source.name.as_str()).annotation(annotation).into()]
}

/// A place in a sheet or in a large file: its name, and what stands around it in its line.
fn of_table<'a>(
    source: &'a Source,
    range: std::ops::Range<usize>,
    label: &'a str,
    kind: AnnotationKind,
) -> Vec<Element<'a>> {
    let (before, after) = (source.slice(0..range.start), source.slice(range.start..source.text.len()));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let left =
        before[start..].char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| start + at);
    let shown = source.slice(range.clone()).lines().next().unwrap_or_default();
    let shown = shown.char_indices().nth(AROUND).map_or(shown.len(), |(at, _)| at);
    let line = after.lines().next().unwrap_or_default();
    let right =
        line[shown.min(line.len())..].char_indices().nth(AROUND).map_or(line.len(), |(at, _)| shown + at);
    let text = source.slice(left..before.len() + right);
    let at = before.len() - left;
    let label = Some(label).filter(|label| !label.is_empty());
    let annotation = kind.span(at..at + shown).label(label.map(std::borrow::Cow::Borrowed));
    let place = format!("{}{NAMED}", source.locate(range.start));
    let line = source.place(range.start).line;
    vec![Snippet::source(text).path(place).line_start(line).annotation(annotation).into()]
}

/// What stands below: hints, page, clause.
fn notes(diagnostic: &Diagnostic) -> Vec<(&'static str, String)> {
    let hints = diagnostic.hints.iter().filter(|hint| !hint.is_empty()).cloned();
    let mut notes: Vec<_> = hints.map(|hint| ("gợi ý", hint)).collect();
    notes.extend(diagnostic.page.map(|page| ("trang", page.to_string())));
    if !diagnostic.rule.clause.is_empty() {
        notes.push(("quy định", diagnostic.rule.authority()));
    }
    notes
}

/// One finding on one line, as editors read it: `file:line:column: word[rule]: message`.
pub fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = diagnostic.span.map(|span| sources.locate(span) + ": ").unwrap_or_default();
    let rule = diagnostic.rule;
    let label = Some(&diagnostic.label).filter(|label| !label.is_empty());
    let label = label.map(|label| format!(" ({label})")).unwrap_or_default();
    format!("{place}{}[{}]: {}{label}", rule.severity.word(), rule.id, diagnostic.message)
}

/// The rules that a plan declines, each with its reason and how many findings it kept back.
pub fn silences(findings: &Findings) -> Vec<Value> {
    let one = |(silence, count): (&crate::diagnostic::Silence, usize)| json!({"quy_tac": silence.rule.id, "ly_do": silence.reason, "so_lan": count});
    findings.silences().map(one).collect()
}

/// One finding for a program.
pub fn json(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let place = |span: Span| {
        let source = sources.get(span.file);
        let (start, end) = (source.place(span.range().start), source.place(span.range().end));
        let mut place = json!({
            "tep": source.name,
            "dong": start.line,
            "cot": start.column,
            "den_dong": end.line,
            "den_cot": end.column,
        });
        if let Some(cell) = source.cell(span.range().start) {
            place["o"] = cell.into();
        }
        place
    };
    json!({
        "quy_tac": diagnostic.rule.id,
        "muc_do": diagnostic.rule.severity.word(),
        "dieu_khoan": diagnostic.rule.clause,
        "noi_dung": diagnostic.message,
        "cho": diagnostic.span.map(place),
        "sua": diagnostic.label,
        "goi_y": diagnostic.hints,
        "trang": diagnostic.page,
        "thay": diagnostic.fix.as_ref().map(|fix| json!({"cho": place(fix.span), "bang": fix.text})),
        "cho_khac": diagnostic.also.iter().map(|(span, word)| json!({"cho": place(*span), "loi": word})).collect::<Vec<_>>(),
    })
}

/// How many findings of each severity, in words; empty where there are none.
pub fn sum(findings: &[Diagnostic]) -> String {
    Tally::of(findings).to_string()
}
