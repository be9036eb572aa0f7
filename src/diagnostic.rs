//! Findings: the only carrier of an author's mistakes.

use crate::{
    fold::slug,
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

/// An edit that mends a finding: bytes of a source and what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes to replace; empty to insert.
    pub span: Span,
    /// What to write there, as the file spells it (TOML escapes included).
    pub text: String,
}

/// A rule that plan or office declines, and why.
#[derive(Debug, Clone)]
pub struct Silence {
    /// The rule.
    pub rule: &'static Rule,
    /// The reason, as written.
    pub reason: String,
    /// Where it is written.
    pub span: Span,
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
    /// The edit that mends it, where one is safe.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding of `rule` at `span`.
    pub fn new(rule: &'static Rule, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self {
            rule,
            // A tie of the tree is a plain space to who reads.
            message: message.into().replace('\u{A0}', " "),
            span: span.into(),
            label: String::new(),
            also: Vec::new(),
            hints: Vec::new(),
            page: None,
            fix: None,
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

    /// Adds the edit that mends it.
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, text: text.into() });
        self
    }
}

/// The findings of one run. What a plan declines with a reason is kept apart and counts nothing.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    silences: Vec<Silence>,
    silenced: Vec<Diagnostic>,
}

impl Findings {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let declined = |silence: &Silence| silence.rule.id == diagnostic.rule.id;
        if diagnostic.rule.severity < Severity::Fault && self.silences.iter().any(declined) {
            self.silenced.push(diagnostic);
        } else {
            self.list.push(diagnostic);
        }
    }

    /// Adds each of them.
    pub fn push_all(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// Adds all of another run.
    pub fn extend(&mut self, other: Findings) {
        other.silences.into_iter().for_each(|silence| self.silence(silence));
        self.silenced.extend(other.silenced);
        other.list.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// Declines a rule from here on, and what it has found so far. A fault cannot be declined.
    pub fn silence(&mut self, silence: Silence) {
        self.silences.push(silence);
        for diagnostic in std::mem::take(&mut self.list) {
            self.push(diagnostic);
        }
    }

    /// What is declined, each with how many findings it kept back.
    pub fn silences(&self) -> impl Iterator<Item = (&Silence, usize)> {
        let count = |silence: &Silence| self.silenced.iter().filter(|d| d.rule.id == silence.rule.id).count();
        self.silences.iter().map(move |silence| (silence, count(silence)))
    }

    /// The findings that were kept back, each with why.
    pub fn silenced(&self) -> impl Iterator<Item = (&Diagnostic, &Silence)> {
        self.silenced.iter().filter_map(|finding| {
            let silence = self.silences.iter().find(|silence| silence.rule.id == finding.rule.id)?;
            Some((finding, silence))
        })
    }

    /// What is declined, and no finding.
    pub fn only_silences(self) -> Self {
        Self { silences: self.silences, ..Self::default() }
    }

    /// All but those of one rule.
    pub fn without(mut self, rule: &Rule) -> Self {
        self.list.retain(|diagnostic| diagnostic.rule.id != rule.id);
        self
    }

    /// All but those on lines on which `others` found something.
    pub fn on_other_lines(mut self, others: &Findings, sources: &Sources) -> Self {
        let line = |span: Span| (span.file, sources.get(span.file).place(span.range().start).line);
        let taken: Vec<_> = others.list.iter().filter_map(|d| d.span.map(line)).collect();
        self.list.retain(|d| d.span.is_none_or(|span| !taken.contains(&line(span))));
        self
    }

    /// The gravest severity found.
    pub fn worst(&self) -> Option<Severity> {
        self.list.iter().map(|d| d.rule.severity).max()
    }

    /// Whether no right page is possible.
    pub fn has_fault(&self) -> bool {
        self.worst() == Some(Severity::Fault)
    }

    /// How many have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.rule.severity == severity).count()
    }

    /// All, sorted by place; what has no place comes first.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|a, b| {
            let key = |d: &Diagnostic| d.span.map(|s| (s.file, s.start, s.end));
            key(a).cmp(&key(b)).then_with(|| a.rule.id.cmp(b.rule.id))
        });
        self.list.dedup_by(|a, b| a.span == b.span && a.rule.id == b.rule.id && a.message == b.message);
        self.list
    }

    /// All, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
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

/// The known name that is most like `name`, if one is like it at all; first of all one that differs in case,
/// marks and spaces alone (`Hỏa tốc`: `hoa-toc`).
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = slug(name);
    let score = |k: &str| match !plain.is_empty() && plain == slug(k) {
        true => 1.0,
        false => strsim::normalized_damerau_levenshtein(name, k),
    };
    let scored = known.into_iter().map(|k| (score(k), k));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= 0.5).then_some(best.1)
}
