//! Tables of programs: TOML with an array of tables, and JSON lines.

use super::{Cell, Column, MOST_CELLS, Row, Table, Value, broken, key_of, too_large};
use crate::{
    diagnostic::{Diagnostic, Findings},
    encoding::decode,
    rules,
    source::{FileId, Source, Sources, Span},
    toml_tree::{self, Node, Value as Toml},
};
use chrono::NaiveDate;
use serde_json::Value as Json;
use std::ops::Range;

/// Collects records whose columns may come in any order.
struct Builder {
    table: Table,
    cells: usize,
}

impl Builder {
    fn new(file: FileId) -> Self {
        Self { table: Table { file, columns: Vec::new(), rows: Vec::new() }, cells: 0 }
    }

    /// Adds a row; a column that is new stands at the end.
    fn row(&mut self, fields: Vec<(String, Cell)>) {
        let mut row = Row::default();
        for (name, cell) in fields {
            let key = key_of(&name);
            let index = self.table.column(&key).unwrap_or_else(|| {
                let span = Span::new(self.table.file, cell.span());
                self.table.columns.push(Column { name, key, span });
                self.table.columns.len() - 1
            });
            while row.cells.len() <= index {
                row.cells.push(Cell::EMPTY);
            }
            row.cells[index] = cell;
        }
        self.cells += row.cells.len();
        self.table.rows.push(row);
    }
}

/// The text of a file, among the sources.
fn source(name: &str, bytes: Vec<u8>, sources: &mut Sources, findings: &mut Findings) -> Option<FileId> {
    match decode(bytes) {
        Ok((text, _)) => Some(sources.add(Source::new(name, text))),
        Err(_) => {
            findings.push(broken(name, "tệp không phải chữ Unicode", "lưu lại bằng mã UTF-8"));
            None
        }
    }
}

/// Reads the array of tables of a TOML file.
pub(super) fn toml(
    name: &str,
    bytes: Vec<u8>,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Table> {
    let file = source(name, bytes, sources, findings)?;
    let text = sources.get(file).text.clone();
    let mut wrong = Findings::default();
    let (root, _) = toml_tree::parse(file, &text, &mut wrong);
    let lists: Vec<&[Node]> = root.entries.iter().filter_map(|entry| records_of(&entry.node)).collect();
    let [list] = lists.as_slice() else {
        if !wrong.has_fault() {
            let hint = "viết mỗi hàng là một bảng cùng tên, ví dụ [[xa]], rồi ten = \"…\"";
            wrong.push(broken(name, "cần đúng một danh sách các bảng", hint));
        }
        findings.extend(wrong);
        return None;
    };
    let mut builder = Builder::new(file);
    for node in *list {
        let Toml::Table(table) = &node.value else { continue };
        let mut fields = Vec::new();
        for entry in &table.entries {
            match of_toml(&entry.node) {
                Some(value) => fields.push((entry.key.clone(), Cell::new(value, inner(&entry.node, &text)))),
                None => wrong.push(not_a_cell(entry.node.span, &entry.key)),
            }
        }
        builder.row(fields);
    }
    let fine = !wrong.has_fault();
    findings.extend(wrong);
    fine.then_some(builder.table)
}

/// The tables of a list of tables.
fn records_of(node: &Node) -> Option<&[Node]> {
    let Toml::List(list) = &node.value else { return None };
    let tables = !list.is_empty() && list.iter().all(|item| matches!(item.value, Toml::Table(_)));
    tables.then_some(list)
}

/// The bytes of a value; of a string those between its quotes.
fn inner(node: &Node, text: &str) -> Range<usize> {
    let all = node.span.range();
    let Toml::Text(string) = &node.value else { return all };
    let at = text[all.clone()].find(string.as_str());
    at.map_or(all.clone(), |at| all.start + at..all.start + at + string.as_str().len())
}

fn of_toml(node: &Node) -> Option<Value> {
    Some(match &node.value {
        Toml::Text(text) => Value::text(text.as_str()),
        Toml::Integer(number) => Value::Number(*number as f64),
        Toml::Float(number) => Value::Number(*number),
        Toml::Bool(flag) => Value::Flag(*flag),
        Toml::Datetime(moment) => {
            let day = moment.date.and_then(|date| {
                NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
            });
            let time = moment.time.map_or((0, 0), |time| (u32::from(time.hour), u32::from(time.minute)));
            let moment = day.and_then(|day| day.and_hms_opt(time.0, time.1, 0));
            moment.map_or_else(|| Value::text(&node_text(node)), Value::Date)
        }
        Toml::List(items) => {
            let texts = items.iter().map(|item| of_toml(item).map(|value| value.printed().into()));
            Value::List(texts.collect::<Option<_>>()?)
        }
        Toml::Table(_) => return None,
    })
}

/// A time of day alone, which has no value of its own.
fn node_text(node: &Node) -> String {
    if let Toml::Datetime(moment) = &node.value { moment.to_string() } else { String::new() }
}

fn not_a_cell(span: Span, key: &str) -> Diagnostic {
    let message = format!("ô `{key}` là một bảng: ô chỉ có thể là chữ, số, ngày, đúng/sai hoặc danh sách");
    Diagnostic::new(&rules::BANG_HONG, span, message)
}

/// Reads one JSON object a line.
pub(super) fn json_lines(
    name: &str,
    bytes: Vec<u8>,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Table> {
    let file = source(name, bytes, sources, findings)?;
    let text = sources.get(file).text.clone();
    let mut builder = Builder::new(file);
    let mut wrong = Findings::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        if line.trim().is_empty() {
            continue;
        }
        let Ok(Json::Object(object)) = serde_json::from_str(line) else {
            let message = "dòng này không phải một đối tượng JSON";
            let label = "viết mỗi hàng trên một dòng: {\"ten\": \"…\", \"ma\": \"…\"}";
            let place = Span::new(file, start..start + line.len());
            wrong.push(Diagnostic::new(&rules::BANG_HONG, place, message).label(label));
            continue;
        };
        let mut fields: Vec<(usize, String, Cell)> = Vec::new();
        for (key, value) in &object {
            let place = place_in(line, key, value);
            match of_json(value) {
                Some(of) => fields.push((
                    place.start,
                    key.clone(),
                    Cell::new(of, start + place.start..start + place.end),
                )),
                None => wrong.push(not_a_cell(Span::new(file, start + place.start..start + place.end), key)),
            }
        }
        fields.sort_by_key(|(place, ..)| *place);
        builder.row(fields.into_iter().map(|(_, key, cell)| (key, cell)).collect());
        if builder.cells > MOST_CELLS {
            findings.push(too_large(name, "có hơn 5 triệu ô"));
            return None;
        }
    }
    let fine = !wrong.has_fault();
    findings.extend(wrong);
    fine.then_some(builder.table)
}

/// The bytes of a value in its line: a plain string's letters, else what follows its key.
fn place_in(line: &str, key: &str, value: &Json) -> Range<usize> {
    let Some(after) = line.find(&format!("\"{key}\"")).map(|at| at + key.len() + 2) else {
        return 0..line.len();
    };
    let printed = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    line[after..].find(&printed).map_or(after..line.len(), |at| after + at..after + at + printed.len())
}

fn of_json(value: &Json) -> Option<Value> {
    Some(match value {
        Json::Null => Value::Empty,
        Json::Bool(flag) => Value::Flag(*flag),
        Json::Number(number) => Value::Number(number.as_f64()?),
        Json::String(text) => Value::text(text),
        Json::Array(items) => {
            let texts = items.iter().map(|item| of_json(item).map(|value| value.printed().into()));
            Value::List(texts.collect::<Option<_>>()?)
        }
        Json::Object(_) => return None,
    })
}
