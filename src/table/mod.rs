//! Tables of people: CSV, Excel, OpenDocument, TOML and JSON lines become named columns and rows of cells.
//!
//! A table is one [`Source`](crate::source::Source), and a cell a span of it, so that a finding points at
//! `communes.xlsx!B17` or `communes.csv:17:4`. What a hostile file may cost is bounded: bytes, unpacked
//! bytes, cells, the length of a cell.

mod archive;
mod communes;
mod delimited;
mod header;
mod odd;
mod records;
mod sheet;
mod value;

use crate::{
    diagnostic::{Diagnostic, Findings},
    error::Error,
    rules,
    source::{FileId, Sources, Span},
    text::Text,
};
pub use communes::{COMMUNES, communes};
pub(crate) use delimited::delimiter;
pub use header::{Column, key_of};
pub use odd::Odd;
use std::path::Path;
pub use value::{Cell, Value};

/// The bytes of a file that is read at all.
const MOST_BYTES: u64 = 256 << 20;
/// The cells of a table that is read at all.
const MOST_CELLS: usize = 5_000_000;

/// A table.
#[derive(Debug)]
pub struct Table {
    /// The source that the spans of its cells count in.
    pub file: FileId,
    /// Its columns, from left to right.
    pub columns: Vec<Column>,
    /// Its rows, without the head and without those that are empty.
    pub rows: Vec<Row>,
}

/// A row: a cell for each column, fewer where the last are empty.
#[derive(Debug, Default)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
    /// Where a cell stands that belongs to no column.
    pub beyond: Option<Span>,
}

/// Which part of a file is the table.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The sheet; without it the first that is not hidden.
    pub sheet: Option<&'a str>,
    /// The row of the head, from 1; without it the first that looks like one.
    pub head: Option<usize>,
}

/// What was read of a file before the head is known.
struct Records {
    file: FileId,
    /// The number of each row as people count (a line of the file, a row of the sheet), and its cells.
    rows: Vec<(usize, Row)>,
}

/// Reads the table at `path`.
///
/// # Errors
/// When the file cannot be read; that it holds no table is a finding.
pub fn open(
    path: &Path,
    wanted: Wanted<'_>,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Result<Option<Table>, Error> {
    let fail = |error| Error::reading(path, error);
    let name = path.display().to_string().replace('\\', "/");
    if std::fs::metadata(path).map_err(fail)?.len() > MOST_BYTES {
        findings.push(too_large(&name, "tệp lớn hơn 256 MB"));
        return Ok(None);
    }
    let bytes = std::fs::read(path).map_err(fail)?;
    Ok(read(&name, bytes, wanted, sources, findings))
}

/// Reads a table from bytes; its form is known by the file's name and first bytes.
pub fn read(
    name: &str,
    bytes: Vec<u8>,
    wanted: Wanted<'_>,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Table> {
    let ending = name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase());
    let records = match (bytes.as_slice(), ending.as_str()) {
        ([b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..], _) | (_, "xlsx" | "xlsm" | "xls" | "ods") => {
            sheet::read(name, bytes, wanted.sheet, sources, findings)?
        }
        (_, "toml") => return records::toml(name, bytes, sources, findings),
        (_, "jsonl" | "ndjson" | "json") => return records::json_lines(name, bytes, sources, findings),
        _ => delimited::read(name, &bytes, sources, findings)?,
    };
    header::table(records, wanted.head, sources, findings)
}

impl Table {
    /// The cell of a row under a column; an empty one where the row is shorter.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        static EMPTY: Cell = Cell::EMPTY;
        self.rows.get(row).and_then(|row| row.cells.get(column)).unwrap_or(&EMPTY)
    }

    /// The place of a cell; one that the file does not have is where its row ends.
    pub fn span(&self, row: usize, column: usize) -> Span {
        let cells = self.rows.get(row).map_or(&[][..], |row| &row.cells);
        let cell = cells.get(column).filter(|cell| cell.span() != (0..0)).or(cells.last());
        Span::new(self.file, cell.map_or(0..0, Cell::span))
    }

    /// What a cell prints, with its place: NFC, plain spaces, `\n` between its lines.
    pub fn text(&self, row: usize, column: usize) -> Text {
        let printed = self.cell(row, column).value.printed();
        let text = Text::new(printed, self.span(row, column));
        crate::encoding::normalise(&text, &mut crate::encoding::Oddities::default())
    }

    /// What is odd about a cell, so that it had better be mended than printed.
    pub fn odd(&self, row: usize, column: usize) -> Option<Odd> {
        let name = self.columns.get(column).map_or("", |column| column.key.as_str());
        odd::odd(&self.cell(row, column).value, name)
    }

    /// The same as a finding; `tidy` passes over what can be mended without asking.
    pub(crate) fn oddity(&self, row: usize, column: usize, tidy: bool) -> Option<Diagnostic> {
        let odd = self.odd(row, column).filter(|odd| !(tidy && odd.can_be_tidied()))?;
        let (message, label) = odd.words();
        Some(Diagnostic::new(odd.rule(), self.span(row, column), message).label(label))
    }

    /// The finding about a row with more cells than the table has columns.
    pub(crate) fn beyond(&self, row: usize) -> Option<Diagnostic> {
        let place = self.rows.get(row)?.beyond?;
        let message = format!("hàng này có nhiều hơn {} ô, là số cột của bảng", self.columns.len());
        let label = "ô có dấu phân cách bên trong thì đặt cả ô trong dấu nháy kép";
        Some(Diagnostic::new(&rules::HANG_THUA, place, message).label(label))
    }

    /// The column of a key.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// The place of a row's first cell, for what concerns the whole row.
    pub fn row_span(&self, row: usize) -> Span {
        self.span(
            row,
            self.rows.get(row).map_or(0, |row| row.cells.iter().position(|c| !c.is_empty()).unwrap_or(0)),
        )
    }
}

/// A file that would cost too much.
fn too_large(name: &str, what: &str) -> Diagnostic {
    let message = format!("bảng {name} quá lớn để đọc: {what}");
    Diagnostic::new(&rules::BANG_QUA_LON, None, message)
        .hint("tách thành nhiều tệp, hoặc xóa các hàng và cột trống có định dạng")
}

/// A file that holds no table.
fn broken(name: &str, what: &str, hint: &str) -> Diagnostic {
    Diagnostic::new(&rules::BANG_HONG, None, format!("không đọc được bảng {name}: {what}")).hint(hint)
}

#[cfg(test)]
mod tests;
