//! What became of plans, as `build` and `watch` print it.

use super::Exit;
use crate::{
    diagnostic::{Severity, Tally},
    error::Error,
    incremental::{Made, Order, Outcome},
    output::manifest::Entry,
    report,
};
use anstream::{eprint, eprintln, println};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Prints outcomes and adds them up.
#[derive(Default)]
pub(super) struct Reporter {
    /// Whether it prints JSON, a line for each plan.
    json: bool,
    made: usize,
    current: usize,
    without: usize,
    findings: Tally,
    broken: bool,
}

impl Reporter {
    /// One that prints text, or JSON.
    pub(super) fn new(json: bool) -> Self {
        Self { json, ..Self::default() }
    }

    /// Prints what became of a plan.
    pub(super) fn hear(&mut self, order: &Order, outcome: Outcome) {
        match outcome {
            Outcome::Made(made) => self.made(order, *made),
            Outcome::Current(entry) => self.current(order, &entry),
            Outcome::Failed(error) => {
                self.without += 1;
                self.fail(&error.to_string());
            }
            Outcome::Panicked(message) => {
                self.without += 1;
                let plan = order.plan.display();
                self.fail(&format!("{plan}: chương trình hỏng giữa chừng, xin báo lại: {message}"));
            }
        }
    }

    /// Says that a file could not be read or written.
    pub(super) fn failed(&mut self, error: &Error) {
        self.fail(&error.to_string());
    }

    fn fail(&mut self, message: &str) {
        eprintln!("lỗi: {message}");
        self.broken = true;
    }

    /// A line that adds up a run of several plans.
    pub(super) fn sum(&self) {
        let all = self.made + self.current + self.without;
        let mut parts = vec![format!("dựng {}", self.made), format!("không đổi {}", self.current)];
        parts.extend((self.without > 0).then(|| format!("chưa dựng được {}", self.without)));
        if !self.json {
            println!("{all} kế hoạch: {}{}", parts.join(", "), tail(self.findings));
        }
    }

    /// How the run ends.
    pub(super) fn exit(&self) -> Exit {
        match self.findings.worst() {
            _ if self.broken => Exit::Broken,
            worst if worst >= Some(Severity::Error) => Exit::Findings,
            _ => Exit::Fine,
        }
    }

    fn made(&mut self, order: &Order, made: Made) {
        let pages = made.pages();
        let paths: Vec<PathBuf> = made.files.into_iter().map(|(path, _)| path).collect();
        let sources = made.built.sources;
        let findings = made.built.findings.sorted();
        let tally = Tally::of(&findings);
        if self.json {
            let list: Vec<_> = findings.iter().map(|d| report::json(d, &sources)).collect();
            let names: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
            let plan = order.plan.display().to_string();
            println!("{}", json!({"ke_hoach": plan, "tep": names, "trang": pages, "phat_hien": list}));
        } else {
            findings.iter().for_each(|diagnostic| eprint!("{}", report::snippet(diagnostic, &sources, true)));
            if paths.is_empty() {
                let kept = if order.target.exists() { "; giữ nguyên bản trước" } else { "" };
                eprintln!("{}: chưa dựng được{}{kept}", order.plan.display(), tail(tally));
            } else {
                println!("{}: {pages} trang{}", named(&paths), tail(tally));
            }
        }
        self.findings = self.findings.plus(tally);
        *(if paths.is_empty() { &mut self.without } else { &mut self.made }) += 1;
    }

    /// Of what stands as it was, only errors are worth a line; all findings count.
    fn current(&mut self, order: &Order, entry: &Entry) {
        let paths: Vec<PathBuf> = entry.files.iter().map(|file| order.folder().join(&file.name)).collect();
        if self.json {
            let names: Vec<_> = paths.iter().map(|path| shown(path)).collect();
            let plan = order.plan.display().to_string();
            println!(
                "{}",
                json!({"ke_hoach": plan, "tep": names, "trang": entry.pages, "phat_hien": [], "khong_doi": true})
            );
        } else if entry.findings.worst() >= Some(Severity::Error) {
            let (tail, plan) = (tail(entry.findings), order.plan.display());
            println!("{}: không đổi{tail}; xem: vanban check {plan}", named(&paths));
        }
        self.findings = self.findings.plus(entry.findings);
        self.current += 1;
    }
}

fn tail(findings: Tally) -> String {
    let sum = findings.to_string();
    if sum.is_empty() { sum } else { format!("; {sum}") }
}

fn named(paths: &[PathBuf]) -> String {
    match paths {
        [first, .., last] => format!("{} … {}", shown(first), shown(last)),
        [one] => shown(one),
        [] => String::new(),
    }
}

/// A path in this folder without the `./`.
fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}
