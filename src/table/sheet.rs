//! Spreadsheets: XLSX, XLS and ODS, read by calamine.
//!
//! The sheet becomes a source of its own, a line for each row, in which cells keep their names (`B17`).

use super::{
    Cell, MOST_CELLS, Records, Row, Value,
    archive::{self, Refused},
    broken, too_large,
};
use crate::{
    diagnostic::{Diagnostic, Findings, nearest},
    fold::same_name,
    rules,
    source::{CellStart, Source, Sources},
};
use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Xls, Xlsx};
use std::{collections::BTreeMap, io::Cursor, panic::AssertUnwindSafe};

/// The cells of a sheet by row and column, from 0.
type Cells = BTreeMap<(u32, u32), Value>;

/// What stands between two cells of a row in the text of its source.
const BETWEEN: &str = " | ";

/// Why a file gives no cells.
enum Problem {
    /// The file is no spreadsheet, or a broken one.
    Broken,
    /// It has a password.
    Password,
    /// It would cost too much.
    TooLarge(&'static str),
    /// It has no sheet of this name; those that it has.
    NoSheet(Vec<String>),
}

/// A sheet, and what else the file holds.
struct Sheet {
    name: String,
    others: Vec<String>,
    cells: Cells,
}

/// Reads a sheet.
pub(super) fn read(
    name: &str,
    bytes: Vec<u8>,
    wanted: Option<&str>,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Records> {
    // calamine panics on some broken files.
    let parsed = std::panic::catch_unwind(AssertUnwindSafe(|| parse(bytes, wanted)));
    let sheet = match parsed.unwrap_or(Err(Problem::Broken)) {
        Ok(sheet) => sheet,
        Err(problem) => {
            findings.push(finding(name, wanted.unwrap_or_default(), problem));
            return None;
        }
    };
    if wanted.is_none() && !sheet.others.is_empty() {
        let others = sheet.others.join(", ");
        let message = format!("{name} có nhiều trang tính: lấy `{}`; còn có: {others}", sheet.name);
        findings.push(
            Diagnostic::new(&rules::NHIEU_TRANG_TINH, None, message).hint("chọn trang khác bằng --sheet"),
        );
    }
    let alone = sheet.others.is_empty();
    let name = if alone { name.to_owned() } else { format!("{name}!{}", sheet.name) };
    let read = records(&name, &sheet.cells, sources);
    if read.is_none() {
        findings.push(too_large(&name, "có hơn 5 triệu ô"));
    }
    read
}

fn finding(name: &str, wanted: &str, problem: Problem) -> Diagnostic {
    match problem {
        Problem::Broken => broken(
            name,
            "tệp hỏng hoặc không phải bảng tính",
            "mở bằng Excel hoặc LibreOffice rồi lưu thành .xlsx",
        ),
        Problem::Password => broken(name, "tệp có mật khẩu", "bỏ mật khẩu rồi lưu lại"),
        Problem::TooLarge(what) => too_large(name, what),
        Problem::NoSheet(sheets) => {
            let message = format!("{name} không có trang tính `{wanted}`");
            let near = nearest(wanted, sheets.iter().map(String::as_str));
            let label = near.map_or_else(String::new, |near| format!("có phải `{near}`? "));
            let hint = format!("{label}các trang tính: {}", sheets.join(", "));
            Diagnostic::new(&rules::TRANG_TINH_LA, None, message).hint(hint)
        }
    }
}

fn parse(bytes: Vec<u8>, wanted: Option<&str>) -> Result<Sheet, Problem> {
    let old = bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    let checked = if old { Ok(false) } else { archive::check(&bytes) };
    let open_document = checked.map_err(|refused| match refused {
        Refused::Broken => Problem::Broken,
        Refused::Unpacks => Problem::TooLarge("bung ra hơn 256 MB"),
        Refused::Cells => Problem::TooLarge("lặp lại hơn 5 triệu ô"),
    })?;
    // A new spreadsheet with a password is wrapped in an old container.
    let wrapped: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted = old && bytes.windows(wrapped.len()).any(|part| part == wrapped);
    let reader = Cursor::new(bytes);
    if old {
        let mut book = Xls::new(reader).map_err(|error| match error {
            calamine::XlsError::Password => Problem::Password,
            _ if encrypted => Problem::Password,
            _ => Problem::Broken,
        })?;
        let (name, others) = choose(&book, wanted)?;
        let range = book.worksheet_range(&name).map_err(|_| Problem::Broken)?;
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        return Ok(Sheet { cells: merge(of_range(&range)?, &merged), name, others });
    }
    if open_document {
        let mut book = Ods::new(reader).map_err(|error| match error {
            calamine::OdsError::Password => Problem::Password,
            _ => Problem::Broken,
        })?;
        let (name, others) = choose(&book, wanted)?;
        let range = book.worksheet_range(&name).map_err(|_| Problem::Broken)?;
        return Ok(Sheet { cells: of_range(&range)?, name, others });
    }
    let mut book = Xlsx::new(reader).map_err(|error| match error {
        calamine::XlsxError::Password => Problem::Password,
        _ => Problem::Broken,
    })?;
    let (name, others) = choose(&book, wanted)?;
    let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
    Ok(Sheet { cells: merge(streamed(&mut book, &name)?, &merged), name, others })
}

/// The sheet to read and the visible others: the one wanted, else the first that is not hidden.
fn choose<R: Reader<Cursor<Vec<u8>>>>(
    book: &R,
    wanted: Option<&str>,
) -> Result<(String, Vec<String>), Problem> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let visible = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible;
    let chosen = match wanted {
        Some(wanted) => sheets.clone().find(|sheet| same_name(&sheet.name) == same_name(wanted)),
        None => sheets.clone().find(visible).or_else(|| sheets.clone().next()),
    };
    let names = |list: Vec<&calamine::Sheet>| list.into_iter().map(|sheet| sheet.name.clone()).collect();
    let Some(chosen) = chosen else { return Err(Problem::NoSheet(names(sheets.collect()))) };
    let others = sheets.filter(visible).filter(|sheet| sheet.name != chosen.name).collect();
    Ok((chosen.name.clone(), names(others)))
}

/// The cells of an XLSX sheet one by one: a sheet with two far cells is not a square between them.
fn streamed(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<Cells, Problem> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|_| Problem::Broken)?;
    let mut cells = Cells::new();
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|_| Problem::Broken)? {
        let value = match cell.value {
            DataRef::Empty if cell.formula.is_some() => Value::NoValue,
            DataRef::SharedString(text) => Value::text(text),
            other => of_data(&Data::from(other)),
        };
        keep(&mut cells, cell.pos, value)?;
    }
    Ok(cells)
}

fn of_range(range: &calamine::Range<Data>) -> Result<Cells, Problem> {
    let (row, column) = range.start().unwrap_or_default();
    let mut cells = Cells::new();
    for (down, right, data) in range.used_cells() {
        keep(&mut cells, (row + down as u32, column + right as u32), of_data(data))?;
    }
    Ok(cells)
}

fn keep(cells: &mut Cells, at: (u32, u32), value: Value) -> Result<(), Problem> {
    if value != Value::Empty {
        cells.insert(at, value);
    }
    if cells.len() > MOST_CELLS { Err(Problem::TooLarge("có hơn 5 triệu ô")) } else { Ok(()) }
}

fn of_data(data: &Data) -> Value {
    match data {
        Data::Int(number) => Value::Number(*number as f64),
        Data::Float(number) => Value::Number(*number),
        Data::String(text) | Data::DurationIso(text) => Value::text(text),
        Data::Bool(flag) => Value::Flag(*flag),
        Data::DateTime(date) => day(date),
        Data::DateTimeIso(text) => iso(text),
        Data::Error(error) => Value::Failed(error.to_string().into()),
        Data::Empty => Value::Empty,
    }
}

/// A day of a spreadsheet: days since its epoch.
fn day(date: &ExcelDateTime) -> Value {
    let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
    let found = chrono::NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    let found = found.and_then(|found| found.and_hms_opt(hour.into(), minute.into(), 0));
    found.filter(|_| date.is_datetime()).map_or(Value::Number(date.as_f64()), Value::Date)
}

/// A day of an OpenDocument sheet: `2026-03-05` or `2026-03-05T07:30:00`.
fn iso(text: &str) -> Value {
    let day = text.parse().map(|day: chrono::NaiveDate| day.and_time(chrono::NaiveTime::MIN));
    day.or_else(|_| text.parse()).map_or_else(|_| Value::text(text), Value::Date)
}

/// A merged cell says the same in all its rows and columns.
fn merge(mut cells: Cells, merged: &[Dimensions]) -> Cells {
    let Some(last) = cells.keys().map(|(row, _)| *row).max() else { return cells };
    for area in merged {
        let Some(value) = cells.get(&area.start).cloned() else { continue };
        // Across, the title of a table is one cell; down, a province stands for each of its communes.
        if area.start.1 != area.end.1 {
            continue;
        }
        for row in area.start.0 + 1..=area.end.0.min(last) {
            cells.entry((row, area.start.1)).or_insert_with(|| value.clone());
        }
    }
    cells
}

/// The rows as a source that people can read, and the cells as places in it.
fn records(name: &str, cells: &Cells, sources: &mut Sources) -> Option<Records> {
    let mut text = String::new();
    let mut starts = Vec::new();
    let mut rows: Vec<(usize, Row)> = Vec::new();
    let first = cells.keys().map(|(_, column)| *column).min().unwrap_or(0);
    let mut at: Option<u32> = None;
    for ((row, column), value) in cells {
        if at != Some(*row) {
            text += if at.is_some() { "\n" } else { "" };
            rows.push((*row as usize + 1, Row::default()));
            at = Some(*row);
        }
        let (_, last) = rows.last_mut()?;
        while last.cells.len() <= (column - first) as usize {
            text += if last.cells.is_empty() { "" } else { BETWEEN };
            let byte = u32::try_from(text.len()).unwrap_or(u32::MAX);
            starts.push(CellStart { byte, row: *row, column: first + last.cells.len() as u32 });
            last.cells.push(Cell::new(Value::Empty, text.len()..text.len()));
        }
        // One far cell makes a row long.
        if starts.len() > MOST_CELLS {
            return None;
        }
        let start = text.len();
        text.extend(value.printed().chars().map(|c| if c.is_control() { ' ' } else { c }));
        if let Some(cell) = last.cells.last_mut() {
            *cell = Cell::new(value.clone(), start..text.len());
        }
    }
    let file = sources.add(Source::sheet(name, text, starts));
    Some(Records { file, rows })
}
