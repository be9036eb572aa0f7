//! One step: from the text of a plan to the text of the next period's.

use super::{
    layout::Layout,
    marks::{self, Says},
    office,
    read::{self, Read},
    report::{Entry, Viec},
};
use crate::{
    build::Inputs,
    calendar::{Ky, Lan, LapLai, LichNghi},
    diagnostic::Findings,
    edit::{Edits, line_at},
    plan::Plan,
    schema::{Keys, Kind},
    source::{FileId, Source},
    toml_tree::{self, Node, Table, Value},
};
use std::{collections::BTreeMap, ops::Range};

/// The text of the period after `from`, with what was done; or the plan as read, whose findings stop it.
pub(super) fn step(text: &str, inputs: &Inputs, from: Ky) -> Result<(String, Vec<Entry>), Box<Read>> {
    let to = from.next();
    let mut before = read::with_text(inputs, text);
    let ended = before.plan.as_ref().and_then(|plan| office::ended(plan, to));
    ended.into_iter().for_each(|found| before.findings.push(found));
    let (clean, memory) = match (&before.plan, &before.table) {
        (Some(plan), Some((_, table))) if !before.is_broken() => cleared(text, plan, table, to),
        _ => return Err(Box::new(before)),
    };
    let now = read::with_text(inputs, &clean);
    let (Some(plan), Some((_, table))) = (&now.plan, &now.table) else { return Err(Box::new(now)) };
    if now.is_broken() {
        return Err(Box::new(now));
    }
    let mut work = Work::new(&clean, plan, table, memory, (from, to));
    work.number_and_date();
    work.rows();
    work.typed();
    Ok(work.finish())
}

/// What marks said, by the places in the cleaned text.
type Memory = Vec<(usize, Says)>;

/// The text with the new period, without the marks; what is due stands in it again.
fn cleared(text: &str, plan: &Plan, table: &Table, to: Ky) -> (String, Memory) {
    let lich = plan.lich_nghi();
    let found = marks::marks(text);
    let due = |lines: &str| {
        recurrence(lines, &plan.keys).is_none_or(|lap_lai| lap_lai.within(to, &lich) != Lan::Khong)
    };
    let mut edits = marks::cleaned(text, &found, table, due);
    if let Some(node) = table.get("ky") {
        let range = node.span.range();
        let quoted = matches!(node.value, Value::Text(_)) && range.len() >= 2;
        let inner = if quoted { range.start + 1..range.end - 1 } else { range };
        edits.push(inner, to.to_string());
    }
    let (clean, moved) = edits.apply_and_map(text);
    let kept = found.into_iter().filter(|mark| matches!(mark.says, Says::Kept(_) | Says::Typed(..)));
    (clean, kept.map(|mark| (moved.at(mark.range.start), mark.says)).collect())
}

/// How the table or item in `lines` recurs.
fn recurrence(lines: &str, keys: &Keys) -> Option<LapLai> {
    let lines = if lines.trim_start().starts_with('{') { format!("x = {lines}") } else { lines.to_owned() };
    let (table, _) = toml_tree::parse(FileId(0), &lines, &mut Findings::default());
    let mut names = Vec::new();
    let mut open: Vec<&Keys> = vec![keys];
    while let Some(keys) = open.pop() {
        names.extend(keys.iter().filter(|(_, key)| key.kieu == Kind::LapLai).map(|(name, _)| name.as_str()));
        open.extend(keys.values().map(|key| &*key.phan_tu.as_deref().unwrap_or(key).khoa));
    }
    let mut tables = vec![&table];
    while let Some(table) = tables.pop() {
        for entry in &table.entries {
            match &entry.node.value {
                Value::Text(text) if names.contains(&entry.key.as_str()) => {
                    return LapLai::parse(text.as_str());
                }
                Value::Table(inner) => tables.push(inner),
                Value::List(items) => tables.extend(items.iter().filter_map(|item| match &item.value {
                    Value::Table(inner) => Some(inner),
                    _ => None,
                })),
                _ => {}
            }
        }
    }
    None
}

/// The changes of one step, as they are found.
pub(super) struct Work<'a> {
    /// The cleaned text.
    pub text: &'a str,
    pub layout: Layout<'a>,
    /// The plan, typed; its period is the new one already.
    pub plan: &'a Plan,
    pub table: &'a Table,
    pub lich: LichNghi,
    /// The old period and the new one.
    pub from: Ky,
    pub to: Ky,
    /// What marks said, by their place.
    pub memory: Memory,
    /// How many of the counts at a place were taken.
    pub taken: BTreeMap<usize, usize>,
    pub edits: Edits,
    /// What is not to be looked through for typed periods: dates that were set, what went out.
    pub settled: Vec<Range<usize>>,
    done: Vec<(Viec, String, String, usize)>,
}

impl<'a> Work<'a> {
    fn new(text: &'a str, plan: &'a Plan, table: &'a Table, memory: Memory, (from, to): (Ky, Ky)) -> Self {
        Self {
            text,
            layout: Layout::new(text),
            plan,
            table,
            lich: plan.lich_nghi(),
            from,
            to,
            memory,
            taken: BTreeMap::new(),
            edits: Edits::default(),
            settled: Vec::new(),
            done: vec![],
        }
    }

    /// Says what was done at a place of the text.
    pub(super) fn say(&mut self, viec: Viec, ten: &str, chi_tiet: impl Into<String>, at: usize) {
        self.done.push((viec, ten.to_owned(), chi_tiet.into(), at));
    }

    /// Puts a comment on a line of its own above a place.
    pub(super) fn mark(&mut self, at: usize, comment: &str) {
        let line = self.layout.line_above(at);
        let words = self.text[line..].trim_start_matches([' ', '\t']);
        let indent = &self.text[line..self.text.len() - words.len()];
        self.edits.insert(line, format!("{indent}{comment}\n"));
    }

    /// The same, and says so.
    pub(super) fn review(&mut self, ten: &str, why: &str, at: usize) {
        self.mark(at, &marks::review(why));
        self.say(Viec::XemLai, ten, why, at);
    }

    /// The number goes; of the date of issue the year of the new period stays.
    fn number_and_date(&mut self) {
        let to = self.to;
        if let Some(entry) = self.table.entry("ky") {
            self.say(Viec::Dat, "ky", format!("{} → {to}", self.from), entry.key_span.range().start);
        }
        if let Some(entry) = self.table.entry("so") {
            let range = entry.key_span.range().start..entry.node.span.range().end;
            let line = line_at(self.text, range.start).start..line_at(self.text, range.end).end;
            let rest = &self.text[range.end..line.end];
            let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            let alone = rest.trim().is_empty();
            self.edits.remove(if alone { line } else { range.start..range.end + blank });
            let was = self.text[entry.node.span.range()].to_owned();
            self.say(Viec::Dat, "so", format!("{was} → để trống"), range.start);
        }
        let Some(node) = self.table.get("ngay_ban_hanh") else { return };
        let nam = format!("{:04}", to.nam());
        let (range, was) = (node.span.range(), &self.text[node.span.range()]);
        let year = if matches!(node.value, Value::Integer(_)) { nam.clone() } else { format!("\"{nam}\"") };
        if !is_year(node, &nam) {
            let detail = format!("{was} → {year}");
            self.edits.push(range.clone(), year);
            self.say(Viec::Dat, "ngay_ban_hanh", detail, range.start);
        }
    }

    /// The new text, and what was done by its lines.
    fn finish(self) -> (String, Vec<Entry>) {
        let (text, moved) = self.edits.apply_and_map(self.text);
        let source = Source::new("", text.as_str());
        let entry = |(viec, ten, detail, at): (Viec, String, String, usize)| {
            Entry::new(viec, &ten, detail, source.place(moved.at(at)).line)
        };
        let mut entries: Vec<Entry> = self.done.into_iter().map(entry).collect();
        entries.sort_by_key(|entry| (entry.viec, entry.dong));
        (text, entries)
    }
}

/// Whether a date of issue says the year alone already, or calls that of the period.
fn is_year(node: &Node, nam: &str) -> bool {
    match &node.value {
        Value::Text(text) => {
            let bare: String = text.as_str().chars().filter(|c| !c.is_whitespace()).collect();
            bare == nam || bare == "{{ky.nam}}"
        }
        Value::Integer(number) => number.to_string() == nam,
        _ => false,
    }
}
