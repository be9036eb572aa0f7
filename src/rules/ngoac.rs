//! Quotes and brackets that are opened and not closed, or closed and not opened.

use crate::{
    check::{Passage, Reading, Role, words},
    diagnostic::Findings,
};

rules! {
    /// A quote or bracket left open.
    NGOAC_KHONG_DONG: "ngoac-khong-dong", Warning, "", "Dấu ngoặc, dấu nháy mở ra thì có dấu đóng.",
        "ghi_chu = [\"Phong trào “Đền ơn đáp nghĩa (đợt 1)\"]", "ghi_chu = [\"Phong trào “Đền ơn đáp nghĩa” (đợt 1)\"]" => chu(left_open);
}

/// An opening sign: its passage, its byte.
type Open<'b> = (&'b Passage<'b>, usize);

fn left_open(reading: &Reading<'_>, findings: &mut Findings) {
    for passage in reading.prose() {
        brackets(passage, findings);
        straight_quotes(passage, findings);
    }
    for role in [Role::Title, Role::Body, Role::Recipients] {
        curly_quotes(reading.prose().filter(|passage| passage.role == role), findings);
    }
}

/// Brackets close in their paragraph; `a)` and `1)` open none.
fn brackets(passage: &Passage<'_>, findings: &mut Findings) {
    let text = passage.as_str();
    for (opening, closing) in [('(', ')'), ('[', ']')] {
        let mut open = Vec::new();
        for (at, c) in text.char_indices() {
            if c == opening {
                open.push(at);
            } else if c == closing && open.pop().is_none() && !is_marker(&text[..at]) {
                let found = passage.finding(&NGOAC_KHONG_DONG, at..at + 1, format!("`{c}` không có dấu mở"));
                findings.push_all(found.map(|found| found.label(format!("bỏ, hoặc viết `{opening}` ở đầu"))));
            }
        }
        for at in open {
            let found =
                passage.finding(&NGOAC_KHONG_DONG, at..at + 1, format!("`{opening}` không có dấu đóng"));
            findings.push_all(found.map(|found| found.label(format!("viết `{closing}` ở cuối"))));
        }
    }
}

/// Whether a `)` behind this text closes a marker: a number or a letter alone.
fn is_marker(before: &str) -> bool {
    let label = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let number = label.chars().all(|c| c.is_ascii_digit()) || label.chars().all(|c| "ivxIVX".contains(c));
    !label.is_empty() && label.chars().count() <= 3 && (label.chars().count() == 1 || number)
}

/// Straight quotes come in pairs; behind a digit one is a measure.
fn straight_quotes(passage: &Passage<'_>, findings: &mut Findings) {
    let text = passage.as_str();
    let quote = |at: usize| !text[..at].ends_with(|c: char| c.is_ascii_digit());
    let places = words::straight_quotes(text);
    let Some(last) = places.last().copied().filter(|_| !places.len().is_multiple_of(2)) else { return };
    if places.iter().all(|at| quote(*at)) {
        let found = passage.finding(&NGOAC_KHONG_DONG, last..last + 1, "dấu nháy `\"` lẻ một dấu");
        findings.push_all(found.map(|found| found.label("thiếu dấu mở hoặc dấu đóng")));
    }
}

/// Curly quotes may close in a later paragraph, as those around a provision do.
fn curly_quotes<'b>(passages: impl Iterator<Item = &'b Passage<'b>>, findings: &mut Findings) {
    let mut open: Vec<Open<'_>> = Vec::new();
    for passage in passages {
        for (at, c) in passage.as_str().char_indices() {
            if c == '“' {
                open.push((passage, at));
            } else if c == '”' && open.pop().is_none() {
                let found = passage.finding(&NGOAC_KHONG_DONG, at..at + c.len_utf8(), "`”` không có dấu mở");
                findings.push_all(found.map(|found| found.label("bỏ, hoặc viết `“` ở đầu")));
            }
        }
    }
    for (passage, at) in open {
        let found = passage.finding(&NGOAC_KHONG_DONG, at..at + '“'.len_utf8(), "`“` không có dấu đóng");
        findings.push_all(found.map(|found| found.label("viết `”` ở cuối đoạn trích")));
    }
}
