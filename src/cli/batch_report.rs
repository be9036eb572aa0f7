//! What a batch says while it runs, and the sum at its end.

use super::Exit;
use crate::{
    batch::{Batch, Planned, memory},
    diagnostic::{Diagnostic, Severity, Tally},
    error::Error,
    incremental::{Made, Outcome},
    output::manifest::Entry,
    report,
    rules::Rule,
    source::{Sources, Span},
};
use anstream::{eprint, eprintln, println};
use indicatif::{HumanBytes, ProgressBar, ProgressState, ProgressStyle};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Files in a row that cannot be written before a run gives up: the disk is full, not one file in use.
const GIVES_UP: usize = 3;

/// Documents from which on their speed is said.
const SPEAKS: usize = 100;

/// Prints and adds up.
pub(super) struct Report<'a> {
    batch: &'a Batch,
    json: bool,
    bar: ProgressBar,
    total: usize,
    heard: usize,
    made: usize,
    current: usize,
    failed: usize,
    left_out: usize,
    bytes: u64,
    findings: Tally,
    /// Documents in which each rule found something.
    by_rule: BTreeMap<&'static str, (&'static Rule, usize)>,
    /// Findings of the plan, which come again with each document.
    said: BTreeSet<(&'static str, Option<Span>, String)>,
    unwritten: usize,
    broken: bool,
}

impl<'a> Report<'a> {
    /// One for `total` documents.
    pub(super) fn new(batch: &'a Batch, json: bool, total: usize) -> Self {
        let bar = if json { ProgressBar::hidden() } else { ProgressBar::new(total as u64) };
        let style = "{bar:30} {pos}/{len} văn bản, {speed} văn bản/giây, còn {eta}";
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style.with_key("speed", whole_speed));
        }
        Self {
            batch,
            json,
            bar,
            total,
            heard: 0,
            made: 0,
            current: 0,
            failed: 0,
            left_out: 0,
            bytes: 0,
            findings: Tally::default(),
            by_rule: BTreeMap::new(),
            said: BTreeSet::new(),
            unwritten: 0,
            broken: false,
        }
    }

    /// Says that a row is left out, and why.
    pub(super) fn left_out(&mut self, row: &Planned) {
        self.left_out += 1;
        let list = row.findings.clone().sorted();
        if self.json {
            let list: Vec<_> = list.iter().map(|d| report::json(d, self.batch.sources())).collect();
            println!("{}", json!({"su_kien": "bo-qua", "hang": self.batch.place(row), "phat_hien": list}));
        } else {
            self.print(&list, self.batch.sources());
        }
        self.count(&list);
    }

    /// The end of a run that makes nothing.
    pub(super) fn checked(self, wanted: bool) -> Exit {
        let all = self.total + self.left_out;
        let tail = tail(self.findings);
        if self.json {
            let sum = json!({"su_kien": "tong", "hang": all, "dung_duoc": self.total, "bo_qua": self.left_out, "dung": 0, "bo_nho_byte": memory::peak()});
            println!("{sum}");
        } else if wanted {
            println!(
                "{all} hàng: dựng được {}, bỏ qua {}{tail}; chưa ghi tệp nào (--dry-run)",
                self.total, self.left_out
            );
        } else {
            println!("{all} hàng: có {} hàng lỗi, chưa ghi tệp nào (--fail-fast)", self.left_out);
        }
        if self.left_out > 0 { Exit::Findings } else { Exit::Fine }
    }

    /// Hears what became of a row; whether it went well.
    pub(super) fn hear(&mut self, row: &Planned, outcome: Outcome) -> bool {
        self.heard += 1;
        let well = match outcome {
            Outcome::Made(made) => self.made(row, *made),
            Outcome::Current(entry) => self.current(row, &entry),
            Outcome::Failed(error) => self.fail(row, &error),
            Outcome::Panicked(message) => {
                self.failed += 1;
                self.broken = true;
                self.event(row, json!({"su_kien": "hong", "noi_dung": message}));
                let place = self.batch.place(row);
                self.aloud(|| {
                    eprintln!("lỗi: {place}: chương trình hỏng giữa chừng, xin báo lại: {message}")
                });
                false
            }
        };
        self.bar.inc(1);
        self.step();
        well
    }

    /// Whether nothing more can be written.
    pub(super) fn gives_up(&self) -> bool {
        self.unwritten >= GIVES_UP
    }

    /// Whether every row was reached.
    pub(super) fn is_through(&self) -> bool {
        self.heard == self.total
    }

    /// The end of a run: what was made, at what speed; the exit code.
    pub(super) fn sum(self) -> Exit {
        let seconds = self.bar.elapsed().as_secs_f64().max(0.001);
        let speed = (self.made + self.current) as f64 / seconds;
        self.bar.finish_and_clear();
        let peak = memory::peak();
        let not_reached = self.total - self.heard;
        if self.json {
            let rules: BTreeMap<_, _> = self.by_rule.iter().map(|(id, (_, count))| (*id, *count)).collect();
            println!(
                "{}",
                json!({
                    "su_kien": "tong", "hang": self.total + self.left_out, "dung": self.made, "khong_doi": self.current,
                    "loi": self.failed, "bo_qua": self.left_out, "chua_toi": not_reached, "theo_quy_tac": rules,
                    "byte": self.bytes, "giay": seconds, "van_ban_moi_giay": speed, "bo_nho_byte": peak,
                })
            );
        } else {
            let mut parts = vec![format!("dựng {}", self.made), format!("không đổi {}", self.current)];
            for (count, word) in
                [(self.failed, "chưa dựng được"), (self.left_out, "bỏ qua"), (not_reached, "chưa tới")]
            {
                parts.extend((count > 0).then(|| format!("{word} {count}")));
            }
            println!("{} hàng: {}{}", self.total + self.left_out, parts.join(", "), tail(self.findings));
            for (rule, count) in self.by_rule.values() {
                println!("  {}[{}]: {count} văn bản", rule.severity.word(), rule.id);
            }
            // A few documents say nothing about speed.
            if self.heard < SPEAKS {
                return self.exit();
            }
            let memory =
                peak.map_or_else(String::new, |peak| format!(", bộ nhớ cao nhất {}", HumanBytes(peak)));
            println!("{speed:.0} văn bản/giây, {}{memory}", HumanBytes(self.bytes));
        }
        self.exit()
    }

    fn exit(&self) -> Exit {
        match self.findings.worst() {
            _ if self.broken => Exit::Broken,
            worst if worst >= Some(Severity::Error) || self.failed + self.left_out > 0 => Exit::Findings,
            _ => Exit::Fine,
        }
    }

    fn made(&mut self, row: &Planned, made: Made) -> bool {
        let pages = made.pages();
        let list = made.built.findings.sorted();
        let files: Vec<String> = made.files.iter().map(|(path, _)| shown(path)).collect();
        self.bytes += made.files.iter().map(|(_, written)| written.length).sum::<u64>();
        if self.json {
            let list: Vec<_> = list.iter().map(|d| report::json(d, &made.built.sources)).collect();
            self.event(row, json!({"su_kien": "dung", "tep": files, "trang": pages, "phat_hien": list}));
        } else {
            self.say_of(row, &list, &made.built.sources);
        }
        self.count(&list);
        let well = !files.is_empty();
        *(if well { &mut self.made } else { &mut self.failed }) += 1;
        self.unwritten = 0;
        if !well && !self.json {
            let place = self.batch.place(row);
            self.aloud(|| eprintln!("{place}: chưa dựng được{}\n", tail(Tally::of(&list))));
        }
        well
    }

    /// What stands as it was counts with what was found when it was made.
    fn current(&mut self, row: &Planned, entry: &Entry) -> bool {
        self.current += 1;
        self.bytes += entry.files.iter().map(|file| file.length).sum::<u64>();
        self.findings = self.findings.plus(entry.findings);
        let target = row.target.as_deref().map(shown).unwrap_or_default();
        self.event(row, json!({"su_kien": "khong-doi", "tep": [target], "trang": entry.pages}));
        true
    }

    fn fail(&mut self, row: &Planned, error: &Error) -> bool {
        self.failed += 1;
        self.unwritten += 1;
        self.broken = true;
        self.event(row, json!({"su_kien": "khong-ghi-duoc", "noi_dung": error.to_string()}));
        self.aloud(|| eprintln!("lỗi: {error}"));
        if self.gives_up() {
            self.aloud(|| eprintln!("lỗi: {GIVES_UP} tệp liền nhau không ghi được, dừng ở đây; chạy lại thì dựng tiếp phần còn thiếu"));
        }
        false
    }

    /// Prints findings of a document; those of the plan once for all documents.
    fn say_of(&mut self, row: &Planned, list: &[Diagnostic], sources: &Sources) {
        let is_new = |d: &&Diagnostic| {
            let of_row = d.span.is_some_and(|span| self.batch.is_of_table(span));
            of_row || self.said.insert((d.rule.id, d.span, d.message.clone()))
        };
        let new: Vec<Diagnostic> = list.iter().filter(is_new).cloned().collect();
        if new.is_empty() {
            return;
        }
        let place = self.batch.place(row);
        let target = row.target.as_deref().map(shown).unwrap_or_default();
        self.aloud(|| eprintln!("{place} → {target}"));
        self.print(&new, sources);
    }

    fn print(&self, list: &[Diagnostic], sources: &Sources) {
        self.aloud(|| list.iter().for_each(|d| eprint!("{}", report::snippet(d, sources, true))));
    }

    /// Prints without tearing the bar; only in text.
    fn aloud(&self, print: impl FnOnce()) {
        if !self.json {
            self.bar.suspend(print);
        }
    }

    fn event(&self, row: &Planned, mut event: serde_json::Value) {
        if self.json {
            event["hang"] = self.batch.place(row).into();
            println!("{event}");
        }
    }

    fn count(&mut self, list: &[Diagnostic]) {
        self.findings = self.findings.plus(Tally::of(list));
        let rules: BTreeMap<&str, &'static Rule> = list.iter().map(|d| (d.rule.id, d.rule)).collect();
        for (id, rule) in rules {
            self.by_rule.entry(id).or_insert((rule, 0)).1 += 1;
        }
    }

    /// In a log, a line for each tenth of a long run.
    fn step(&self) {
        let tenth = self.total / 10;
        if !self.json && self.bar.is_hidden() && tenth >= 10 && self.heard.is_multiple_of(tenth) {
            eprintln!("{}/{} văn bản", self.heard, self.total);
        }
    }
}

/// Documents a second, without decimals.
fn whole_speed(state: &ProgressState, out: &mut dyn std::fmt::Write) {
    // A bar that cannot be drawn is no reason to end.
    let _drawn = write!(out, "{:.0}", state.per_sec());
}

fn tail(findings: Tally) -> String {
    let sum = findings.to_string();
    if sum.is_empty() { sum } else { format!("; {sum}") }
}

fn shown(path: &std::path::Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string().replace('\\', "/")
}
