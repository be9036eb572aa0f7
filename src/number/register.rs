//! The register of outgoing documents: a CSV with the columns of Phụ lục IV, which Excel may have saved.

use super::{
    document::Document,
    series::{DaySo, Named, named},
};
use crate::{
    calendar::{PartialDate, padded},
    diagnostic::{Diagnostic, Findings},
    edit::{Edits, encode_like, line_at},
    encoding::decode,
    rules,
    source::{Sources, Span},
    standard::STANDARD,
    table::{self, Table, Wanted, key_of},
};
use chrono::{Datelike, NaiveDate};

/// The columns that a row cannot be read without.
const NEEDED: [&str; 5] = ["so_ky_hieu", "ngay", "ten", "day_so", "tep"];
/// How a new register begins: the mark by which Excel knows Unicode.
const MARK: &str = "\u{FEFF}";

/// The register as it was read.
#[derive(Debug)]
pub(super) struct Register {
    bytes: Vec<u8>,
    text: String,
    table: Option<Table>,
    /// Its rows, in the order of the file.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number in the table.
    at: usize,
    /// The number.
    pub so: u32,
    /// Whether it stands between two numbers, as `05a` does.
    pub between: bool,
    /// The symbol, behind the slash.
    pub ky_hieu: String,
    pub ngay: NaiveDate,
    /// Kind and trích yếu.
    pub ten: String,
    /// The name of its series.
    pub day_so: String,
    /// The plan.
    pub tep: String,
    /// Where number and symbol stand.
    pub span: Span,
    /// Where the day stands.
    pub ngay_span: Span,
}

impl Row {
    /// Number and symbol.
    pub(super) fn so_ky_hieu(&self) -> String {
        so_ky_hieu(self.so, &self.ky_hieu)
    }

    /// Whether it is of a year and a series.
    pub(super) fn is_of(&self, nam: i32, day_so: &DaySo) -> bool {
        self.ngay.year() == nam && day_so.has(&self.day_so, &self.ky_hieu)
    }
}

/// Number and symbol as printed (PL I, Phần I, II.3.c).
pub(super) fn so_ky_hieu(so: u32, ky_hieu: &str) -> String {
    format!("{so:02}/{ky_hieu}")
}

impl Register {
    /// Reads the register of this name; `None` where it cannot be gone on with, which is a finding.
    pub(super) fn read(
        name: &str,
        bytes: Vec<u8>,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Option<Self> {
        let decoded = decode(bytes.clone()).map(|(text, _)| text);
        if decoded.as_ref().is_ok_and(|text| text.trim().is_empty()) {
            return Some(Self { bytes, text: String::new(), table: None, rows: Vec::new() });
        }
        let mut found = Findings::default();
        let table = table::read(name, bytes.clone(), Wanted::default(), sources, &mut found);
        // Titles above the head are as on the cover of the decree's register.
        findings.extend(found.without(&rules::BANG_DAU));
        let table = table?;
        let text = match decoded {
            Ok(text) if text == *sources.get(table.file).text => text,
            // What is written must be as it was: only text that can be written again.
            _ => {
                let message = format!("sổ {name} không lưu bằng mã Unicode, không ghi thêm được");
                let found = Diagnostic::new(&rules::SO_HONG, Span::new(table.file, 0..0), message);
                findings.push(found.hint("mở bằng Excel rồi lưu lại dạng CSV UTF-8"));
                return None;
            }
        };
        let columns = columns(&table, findings)?;
        let read: Vec<Option<Row>> =
            (0..table.rows.len()).map(|at| row(&table, at, &columns, findings)).collect();
        let rows = read.into_iter().collect::<Option<Vec<Row>>>()?;
        Some(Self { bytes, text, table: Some(table), rows })
    }

    /// The bytes of the register with a row more: behind the row `after`, else at the end.
    pub(super) fn with(&self, document: &Document, so: u32, ngay: NaiveDate, after: Option<&Row>) -> Vec<u8> {
        let heads = || STANDARD.so_dang_ky.cot.iter().map(|cot| cot.ten.as_str());
        let Some(table) = &self.table else {
            let line = |cells: &[String]| csv_line(cells, b',').replace('\n', "\r\n");
            let head: Vec<String> = heads().map(str::to_owned).collect();
            let keys: Vec<String> = heads().map(key_of).collect();
            return format!("{MARK}{}{}", line(&head), line(&cells(&keys, document, so, ngay))).into_bytes();
        };
        let keys: Vec<String> = table.columns.iter().map(|column| column.key.clone()).collect();
        let line = csv_line(&cells(&keys, document, so, ngay), table::delimiter(&self.text));
        let at = after.map_or(self.text.len(), |row| {
            let last = table.rows[row.at].cells.last().map_or(0, |cell| cell.span().end);
            line_at(&self.text, last).end
        });
        let open = !self.text[..at].ends_with('\n');
        let mut edits = Edits::default();
        edits.insert(at, if open { format!("\n{line}") } else { line });
        encode_like(&self.bytes, &edits.apply(&self.text))
    }
}

/// Where the columns stand that a row needs, in the order of [`NEEDED`].
fn columns(table: &Table, findings: &mut Findings) -> Option<[usize; 5]> {
    let head = |ma: &str| STANDARD.so_dang_ky.cot.iter().find(|cot| cot.ma == ma).map_or("", |cot| &cot.ten);
    let found = NEEDED.map(|ma| table.column(&key_of(head(ma))));
    let missing: Vec<String> = NEEDED
        .iter()
        .zip(&found)
        .filter(|(_, found)| found.is_none())
        .map(|(ma, _)| format!("`{}`", head(ma)))
        .collect();
    if !missing.is_empty() {
        let place = table.columns.first().map_or(Span::new(table.file, 0..0), |column| column.span);
        let message = format!("sổ đăng ký thiếu cột {}", missing.join(", "));
        let found = Diagnostic::new(&rules::SO_HONG, place, message);
        findings.push(found.label("hàng này là tên các cột: viết thêm vào cuối hàng"));
        return None;
    }
    Some(found.map(Option::unwrap_or_default))
}

/// A row, typed; what cannot be read is a finding.
fn row(table: &Table, at: usize, columns: &[usize; 5], findings: &mut Findings) -> Option<Row> {
    let [so_ky_hieu, ngay, ten, day_so, tep] = *columns;
    let text = |column| table.text(at, column).as_str().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut broken = |column, message: String, label: &str| {
        findings.push(Diagnostic::new(&rules::SO_HONG, table.span(at, column), message).label(label));
    };
    let printed = text(so_ky_hieu);
    let number = number(&printed);
    if number.is_none() {
        broken(so_ky_hieu, format!("không đọc được số, ký hiệu `{printed}`"), "viết như 05/QĐ-UBND");
    }
    let day = PartialDate::parse(&text(ngay)).ok().filter(|date| date.ngay.is_some());
    if day.is_none() {
        broken(ngay, format!("không đọc được ngày `{}`", text(ngay)), "viết cả năm, như 03/5/2024");
    }
    let known = !matches!(named(&text(day_so)), Named::Unknown);
    if !known {
        let label = "viết như `loại Chương trình`, `cơ quan …`, `chung`, `riêng …`, hoặc để trống";
        broken(day_so, format!("không có dãy số `{}`", text(day_so)), label);
    }
    let ((so, between, ky_hieu), day) = number.zip(day).filter(|_| known)?;
    Some(Row {
        at,
        so,
        between,
        ky_hieu,
        ngay: day.first_day(),
        ten: text(ten),
        day_so: text(day_so),
        tep: text(tep),
        span: table.span(at, so_ky_hieu),
        ngay_span: table.span(at, ngay),
    })
}

/// `05/CTr-UBND`, or `05a/CTr-UBND` for a number between two.
fn number(text: &str) -> Option<(u32, bool, String)> {
    let (number, ky_hieu) = text.split_once('/')?;
    let digits = number.trim().trim_end_matches(|c: char| c.is_lowercase());
    let between = digits.len() < number.trim().len();
    let so: u32 = digits.parse().ok().filter(|so| *so > 0)?;
    let ky_hieu = ky_hieu.trim();
    (!ky_hieu.is_empty()).then(|| (so, between, ky_hieu.to_owned()))
}

/// The cells of a row under the columns of these keys.
fn cells(keys: &[String], document: &Document, so: u32, ngay: NaiveDate) -> Vec<String> {
    let cot = &STANDARD.so_dang_ky.cot;
    let cell = |key: &String| match cot.iter().find(|cot| key_of(&cot.ten) == *key)?.ma.as_str() {
        "so_ky_hieu" => Some(so_ky_hieu(so, &document.ky_hieu)),
        "ngay" => Some(padded(ngay)),
        "ten" => Some(document.ten.clone()),
        "nguoi_ky" => Some(harmless(&document.nguoi_ky)),
        "noi_nhan" => Some(harmless(&document.noi_nhan)),
        "luu" => Some(harmless(&document.luu)),
        "day_so" => Some(document.day_so.name.clone()),
        "tep" => Some(document.tep.clone()),
        // A person writes these: copies, day of sending, who received it, notes.
        _ => None,
    };
    keys.iter().map(|key| cell(key).unwrap_or_default()).collect()
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() }
}

/// A line of CSV, with its end.
fn csv_line(cells: &[String], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let _written = writer.write_record(cells);
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_offices_write_them() {
        for (text, wanted) in [
            ("05/CTr-UBND", Some((5, false, "CTr-UBND"))),
            ("5 / CTr-UBND", Some((5, false, "CTr-UBND"))),
            ("05a/CTr-UBND", Some((5, true, "CTr-UBND"))),
            ("1234/UBND-VP", Some((1234, false, "UBND-VP"))),
            ("00/CTr-UBND", None),
            ("05/", None),
            ("CTr-UBND", None),
            ("05", None),
            ("99999999999/X", None),
        ] {
            let wanted = wanted.map(|(so, between, ky_hieu)| (so, between, ky_hieu.to_owned()));
            assert_eq!(number(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_cell_is_no_formula_and_a_line_is_one_record() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("Các thôn"), "Các thôn");
        let cells = ["a;b".to_owned(), "\"c\"".to_owned(), String::new()];
        assert_eq!(csv_line(&cells, b';'), "\"a;b\";\"\"\"c\"\"\";\n");
    }
}
