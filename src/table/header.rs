//! The head of a table: which row it is, and the names by which holes call its columns.

use super::{Records, Row, Table, Value, broken};
use crate::{
    diagnostic::{Diagnostic, Findings},
    fold::without_marks,
    rules,
    source::{Sources, Span, column_letters},
};
use std::collections::BTreeSet;

/// How far down the head is looked for.
const TOP: usize = 50;

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its head, as typed.
    pub name: String,
    /// What holes call it: without marks and capitals, `_` between its words.
    pub key: String,
    /// Where its head stands.
    pub span: Span,
}

/// The name by which a hole calls a column: `Tên xã` is `ten_xa`.
pub fn key_of(name: &str) -> String {
    let plain = without_marks(name);
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let key = words.collect::<Vec<_>>().join("_");
    if key.starts_with(|c: char| c.is_ascii_digit()) { format!("cot_{key}") } else { key }
}

/// The records below the head as a table.
pub(super) fn table(
    records: Records,
    head: Option<usize>,
    sources: &Sources,
    findings: &mut Findings,
) -> Option<Table> {
    let file = records.file;
    let name = &sources.get(file).name;
    let mut rows = records.rows;
    rows.retain(|(_, row)| row.cells.iter().any(|cell| !cell.is_empty()));
    let at = match head {
        Some(number) => rows.iter().position(|(row, _)| *row == number),
        None => guess(&rows),
    };
    let Some(at) = at else {
        let what =
            head.map_or("không có hàng nào".to_owned(), |row| format!("hàng {row} trống hoặc không có"));
        findings.push(broken(name, &what, "hàng đầu của bảng phải là tên các cột"));
        return None;
    };
    let mut below = rows.split_off(at);
    let (number, first) = below.remove(0);
    let columns = columns(&first, file);
    if at > 0 && head.is_none() {
        let place = columns.iter().map(|column| column.span).find(|span| !span.is_empty());
        let message = format!("lấy hàng {number} của {name} làm tên các cột, bỏ qua {at} hàng phía trên");
        findings.push(Diagnostic::new(&rules::BANG_DAU, place, message));
    }
    let width = columns.len();
    let mut rows: Vec<Row> = below.into_iter().map(|(_, row)| row).collect();
    for row in &mut rows {
        row.beyond = row
            .cells
            .iter()
            .skip(width)
            .find(|cell| !cell.is_empty())
            .map(|cell| Span::new(file, cell.span()));
        row.cells.truncate(width);
    }
    Some(Table { file, columns, rows })
}

/// The first row that is as wide as a head is: titles above it fill one cell or two.
fn guess(rows: &[(usize, Row)]) -> Option<usize> {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let top = || rows.iter().take(TOP).map(|(_, row)| row);
    let widest = top().map(filled).max()?;
    let text = |row: &Row| {
        row.cells.iter().all(|c| matches!(c.value, Value::Text(_) | Value::Empty | Value::Number(_)))
    };
    top().position(|row| filled(row) * 5 >= widest * 3 && text(row))
}

/// The columns of a head; one without a name has its letter, one of a name already taken a number.
fn columns(head: &Row, file: crate::source::FileId) -> Vec<Column> {
    let last = head.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let mut taken = BTreeSet::new();
    let column = |(index, cell): (usize, &super::Cell)| {
        let name = cell.value.printed().split_whitespace().collect::<Vec<_>>().join(" ");
        let key = Some(key_of(&name)).filter(|key| !key.is_empty());
        let key = key.unwrap_or_else(|| format!("cot_{}", column_letters(index as u32).to_lowercase()));
        let mut own = key.clone();
        let mut count = 2;
        while !taken.insert(own.clone()) {
            own = format!("{key}_{count}");
            count += 1;
        }
        Column { name, key: own, span: Span::new(file, cell.span()) }
    };
    head.cells.iter().take(last).enumerate().map(column).collect()
}
