//! CSV: text with `,`, `;` or tabs between its cells, as spreadsheets and systems write it.

use super::{Cell, MOST_CELLS, Records, Row, Value, broken, too_large};
use crate::{
    diagnostic::{Diagnostic, Findings},
    encoding::{NotText, decode},
    rules,
    source::{Source, Sources, Span},
};
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What may stand between two cells; of equally good ones the first.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// The records by which the delimiter is known.
const SAMPLE: usize = 20;

/// Reads text with delimiters.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Records> {
    let Some(text) = text(bytes) else {
        let hint = "mở bằng Excel rồi lưu lại dạng CSV UTF-8";
        findings.push(broken(name, "tệp không phải chữ Unicode hay Windows-1258", hint));
        return None;
    };
    let (start, delimiter) = start(&text);
    let file = sources.add(Source::new(name, text));
    let text = sources.get(file).text.clone();
    let mut rows = Vec::new();
    let mut left = MOST_CELLS;
    let mut line = Lines::default();
    for record in records(&text[start..], delimiter) {
        let Ok((at, fields)) = record else { continue };
        let mut ranges = Fields { text: &text, at: start + at, delimiter };
        let number = line.number(&text, start + at);
        let cells = fields.iter().map(|field| {
            let range = ranges.next().unwrap_or(start + at..start + at);
            Cell::new(Value::text(&String::from_utf8_lossy(field)), range)
        });
        let cells: Vec<Cell> = cells.collect();
        let Some(after) = left.checked_sub(cells.len()) else {
            findings.push(too_large(name, "có hơn 5 triệu ô"));
            return None;
        };
        left = after;
        rows.push((number, Row { cells, beyond: None }));
    }
    if let Some(quote) = unclosed(&text, &rows) {
        let message = "dấu nháy kép mở ở đây không có dấu đóng, cả phần sau của bảng thành một ô";
        let label = "đóng ô bằng dấu nháy kép; dấu nháy trong ô thì viết hai lần";
        findings.push(Diagnostic::new(&rules::BANG_HONG, Span::new(file, quote), message).label(label));
        return None;
    }
    Some(Records { file, rows })
}

/// What stands between the cells of a text.
pub(crate) fn delimiter(text: &str) -> u8 {
    start(text).1
}

/// The records, each with its first byte.
fn records(text: &str, delimiter: u8) -> impl Iterator<Item = Result<(usize, csv::ByteRecord), csv::Error>> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    reader.into_byte_records().map(move |record| {
        let record = record?;
        let at = record.position().map_or(0, |position| position.byte() as usize).min(text.len());
        // Line breaks before a record belong to none.
        let breaks = text.as_bytes()[at..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        Ok((at + breaks, record))
    })
}

/// Where the first record begins, and what stands between cells. Excel may say so itself: `sep=;`.
fn start(text: &str) -> (usize, u8) {
    let first = text.lines().next().unwrap_or_default();
    if let [said] = first.strip_prefix("sep=").unwrap_or_default().as_bytes() {
        return (first.len(), *said);
    }
    let score = |delimiter: &u8| {
        let widths: Vec<usize> = records(text, *delimiter)
            .take(SAMPLE)
            .filter_map(|r| r.ok())
            .map(|(_, record)| record.len())
            .collect();
        let head = widths.first().copied().unwrap_or(0);
        let alike = widths.iter().filter(|width| **width == head).count();
        if head < 2 { (0, 0) } else { (alike * 100 / widths.len(), head) }
    };
    // The first of equals wins: `max_by_key` gives the last.
    (0, DELIMITERS.into_iter().rev().max_by_key(score).unwrap_or(b','))
}

/// UTF-8 and UTF-16 in any form, else Windows-1258 with its tones put into their letters.
fn text(bytes: &[u8]) -> Option<String> {
    if let Some(text) = unmarked_utf16(bytes) {
        return Some(text);
    }
    match decode(bytes.to_vec()) {
        Ok((text, _)) => Some(text),
        Err(NotText { .. }) => windows_1258(bytes),
    }
}

/// UTF-16 without its mark: every other byte of plain letters is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<String> {
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if marked || bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let encoding = if zeros(1) * 4 > bytes.len() {
        encoding_rs::UTF_16LE
    } else if zeros(0) * 4 > bytes.len() {
        encoding_rs::UTF_16BE
    } else {
        return None;
    };
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

/// Vietnamese Windows-1258: tones are letters of their own, which must follow a vowel.
fn windows_1258(bytes: &[u8]) -> Option<String> {
    let text = encoding_rs::WINDOWS_1258.decode_without_bom_handling_and_without_replacement(bytes)?;
    let text: String = text.nfc().collect();
    let high = text.chars().filter(|c| !c.is_ascii()).count();
    let stray = text.chars().filter(|c| is_combining_mark(*c) || ('\u{80}'..'\u{C0}').contains(c)).count();
    (stray * 20 <= high).then_some(text)
}

/// The bytes of the fields of a record, quotes left out.
struct Fields<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
}

impl Iterator for Fields<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        let ends = |b: u8| b == self.delimiter || b == b'\r' || b == b'\n';
        let (mut start, mut at) = (self.at, self.at);
        let mut end = None;
        if bytes.get(at) == Some(&b'"') {
            start += 1;
            at += 1;
            while at < bytes.len() && !(bytes[at] == b'"' && bytes.get(at + 1) != Some(&b'"')) {
                at += if bytes[at] == b'"' { 2 } else { 1 };
            }
            end = Some(at.min(bytes.len()));
        }
        while at < bytes.len() && !ends(bytes[at]) {
            at += 1;
        }
        let end = end.unwrap_or(at);
        self.at = if bytes.get(at) == Some(&self.delimiter) { at + 1 } else { at };
        Some(start.min(end)..end)
    }
}

/// The quote that opens the last cell, where nothing closes it.
fn unclosed(text: &str, rows: &[(usize, Row)]) -> Option<Range<usize>> {
    let last = rows.last()?.1.cells.last()?.span();
    let quote = last.start.checked_sub(1)?;
    let opens = text.as_bytes().get(quote) == Some(&b'"') && last.end == text.len();
    opens.then_some(quote..last.start)
}

/// Counts lines up to a byte, never one twice.
#[derive(Default)]
struct Lines {
    at: usize,
    passed: usize,
}

impl Lines {
    fn number(&mut self, text: &str, at: usize) -> usize {
        self.passed += text.as_bytes()[self.at..at].iter().filter(|b| **b == b'\n').count();
        self.at = at;
        self.passed + 1
    }
}
