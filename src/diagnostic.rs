//! Findings: the only carrier of an author's mistakes.

use crate::{
    rules::Rule,
    source::{Sources, Span},
};
use serde::{Deserialize, Serialize};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something that was done and that the author may want to know; counts nothing.
    Note,
    /// Likely a slip, or practice against the letter.
    Warning,
    /// The decree is broken; the file is written all the same.
    Error,
    /// No right page is possible; no file is written.
    Fault,
}

impl Severity {
    /// The gravest first.
    pub const ALL: [Self; 4] = [Self::Fault, Self::Error, Self::Warning, Self::Note];

    /// The word shown to the user.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "ghi chú",
            Self::Warning => "cảnh báo",
            Self::Error => "lỗi",
            Self::Fault => "lỗi nặng",
        }
    }
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule that it comes from: id, severity, clause.
    pub rule: &'static Rule,
    /// What is wrong, in lower case without a final stop.
    pub message: String,
    /// Where; `None` for a finding about a whole file that could not be read.
    pub span: Option<Span>,
    /// What to type instead, at the place.
    pub label: String,
    /// Other places that belong to it, each with a word.
    pub also: Vec<(Span, String)>,
    /// What to do.
    pub hints: Vec<String>,
    /// The page (from 1) on which it shows.
    pub page: Option<usize>,
}

impl Diagnostic {
    /// A finding of `rule` at `span`.
    pub fn new(rule: &'static Rule, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            span: span.into(),
            label: String::new(),
            also: Vec::new(),
            hints: Vec::new(),
            page: None,
        }
    }

    /// Says at the place what to type.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds another place.
    pub fn also(mut self, span: Option<Span>, word: impl Into<String>) -> Self {
        self.also.extend(span.map(|span| (span, word.into())));
        self
    }

    /// Says on which page it shows.
    pub fn on_page(mut self, page: usize) -> Self {
        self.page = Some(page);
        self
    }
}

/// The findings of one run.
#[derive(Debug, Clone, Default)]
pub struct Findings(Vec<Diagnostic>);

impl Findings {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another run.
    pub fn extend(&mut self, other: Findings) {
        self.0.extend(other.0);
    }

    /// All but those of one rule.
    pub fn without(mut self, rule: &Rule) -> Self {
        self.0.retain(|diagnostic| diagnostic.rule.id != rule.id);
        self
    }

    /// All but those on lines on which `others` found something.
    pub fn on_other_lines(mut self, others: &Findings, sources: &Sources) -> Self {
        let line = |span: Span| (span.file, sources.get(span.file).place(span.range().start).line);
        let taken: Vec<_> = others.0.iter().filter_map(|d| d.span.map(line)).collect();
        self.0.retain(|d| d.span.is_none_or(|span| !taken.contains(&line(span))));
        self
    }

    /// The gravest severity found.
    pub fn worst(&self) -> Option<Severity> {
        self.0.iter().map(|d| d.rule.severity).max()
    }

    /// Whether no right page is possible.
    pub fn has_fault(&self) -> bool {
        self.worst() == Some(Severity::Fault)
    }

    /// How many have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.rule.severity == severity).count()
    }

    /// All, sorted by place; what has no place comes first.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort_by(|a, b| {
            let key = |d: &Diagnostic| d.span.map(|s| (s.file, s.start, s.end));
            key(a).cmp(&key(b)).then_with(|| a.rule.id.cmp(b.rule.id))
        });
        self.0.dedup_by(|a, b| a.span == b.span && a.rule.id == b.rule.id && a.message == b.message);
        self.0
    }

    /// All, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Faults.
    pub fault: usize,
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Notes.
    pub note: usize,
}

impl Tally {
    /// Counts findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut tally = Self::default();
        for diagnostic in findings {
            *tally.slot(diagnostic.rule.severity) += 1;
        }
        tally
    }

    /// How many have this severity.
    pub fn count(mut self, severity: Severity) -> usize {
        *self.slot(severity)
    }

    /// The gravest severity counted.
    pub fn worst(self) -> Option<Severity> {
        Severity::ALL.into_iter().find(|severity| self.count(*severity) > 0)
    }

    /// Both together.
    pub fn plus(mut self, other: Self) -> Self {
        for severity in Severity::ALL {
            *self.slot(severity) += other.count(severity);
        }
        self
    }

    fn slot(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Fault => &mut self.fault,
            Severity::Error => &mut self.error,
            Severity::Warning => &mut self.warning,
            Severity::Note => &mut self.note,
        }
    }
}

impl std::fmt::Display for Tally {
    /// As `1 lỗi, 2 cảnh báo`; nothing where nothing was counted.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let counted = Severity::ALL.map(|severity| (self.count(severity), severity.word()));
        let parts = counted.iter().filter(|(count, _)| *count > 0);
        f.write_str(&parts.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", "))
    }
}

/// The known name that is most like `name`, if one is like it at all.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored = known.into_iter().map(|k| (strsim::normalized_damerau_levenshtein(name, k), k));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= 0.5).then_some(best.1)
}
