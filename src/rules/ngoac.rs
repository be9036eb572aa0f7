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

/// A sign: its passage, the passage's number, its byte.
type Sign<'b> = (&'b Passage, usize, usize);

fn left_open(reading: &Reading<'_>, findings: &mut Findings) {
    for passage in reading.prose() {
        straight_quotes(passage, findings);
    }
    for role in [Role::Title, Role::Body, Role::Recipients] {
        let of_role = reading.prose().filter(|passage| passage.role == role).enumerate();
        // Most paragraphs have no sign, and each is looked for in all of them at once.
        let signed = |passage: &Passage| SIGNS.iter().any(|sign| passage.as_str().contains(*sign));
        let signed: Vec<(usize, &Passage)> = of_role.filter(|(_, passage)| signed(passage)).collect();
        for pair in [('(', ')'), ('[', ']')] {
            brackets(&signed, pair, findings);
        }
        curly_quotes(&signed, findings);
    }
}

const SIGNS: [char; 6] = ['(', ')', '[', ']', '“', '”'];

/// How many paragraphs on a bracket may close: text that was pasted breaks its lines anywhere.
const NEAR: usize = 3;

/// Brackets close in their paragraph or soon after; `a)` and `1)` open none.
fn brackets(passages: &[(usize, &Passage)], (opening, closing): (char, char), findings: &mut Findings) {
    let mut open: Vec<Sign<'_>> = Vec::new();
    let mut left: Vec<Sign<'_>> = Vec::new();
    for &(number, passage) in passages {
        let text = passage.as_str();
        for (at, c) in text.match_indices([opening, closing]) {
            if c.starts_with(opening) {
                open.push((passage, number, at));
            } else {
                let marker = is_marker(&text[..at]);
                let near = open
                    .last()
                    .is_some_and(|(_, opened, _)| *opened == number || (opened + NEAR >= number && !marker));
                if near {
                    open.pop();
                } else if !marker {
                    let message = format!("`{c}` không có dấu mở");
                    let found = passage.finding(&NGOAC_KHONG_DONG, at..at + 1, message);
                    findings
                        .push_all(found.map(|found| found.label(format!("bỏ, hoặc viết `{opening}` ở đầu"))));
                }
            }
        }
        // What was opened long ago closes no more.
        let old = open.iter().take_while(|(_, opened, _)| opened + NEAR <= number).count();
        left.extend(open.drain(..old));
    }
    for (passage, _, at) in left.into_iter().chain(open) {
        let message = format!("`{opening}` không có dấu đóng");
        let found = passage.finding(&NGOAC_KHONG_DONG, at..at + 1, message);
        findings.push_all(found.map(|found| found.label(format!("viết `{closing}` ở cuối"))));
    }
}

/// Whether a `)` behind this text closes a marker: a number or a letter alone.
fn is_marker(before: &str) -> bool {
    let label = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let number = label.chars().all(|c| c.is_ascii_digit()) || label.chars().all(|c| "ivxIVX".contains(c));
    // `a1)` is what an amendment puts between `a)` and `b)`.
    let mut letters = label.chars();
    let inserted = letters.next().is_some_and(char::is_lowercase) && letters.all(|c| c.is_ascii_digit());
    !label.is_empty() && label.chars().count() <= 3 && (number || inserted || label.chars().count() == 1)
}

/// Straight quotes come in pairs; behind a digit one is a measure.
fn straight_quotes(passage: &Passage, findings: &mut Findings) {
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
fn curly_quotes(passages: &[(usize, &Passage)], findings: &mut Findings) {
    let mut open: Vec<(&Passage, usize)> = Vec::new();
    for &(_, passage) in passages {
        for (at, c) in passage.as_str().match_indices(['“', '”']) {
            if c == "“" {
                open.push((passage, at));
            } else if open.pop().is_none() {
                let found = passage.finding(&NGOAC_KHONG_DONG, at..at + c.len(), "`”` không có dấu mở");
                findings.push_all(found.map(|found| found.label("bỏ, hoặc viết `“` ở đầu")));
            }
        }
    }
    for (passage, at) in open {
        let found = passage.finding(&NGOAC_KHONG_DONG, at..at + '“'.len_utf8(), "`“` không có dấu đóng");
        findings.push_all(found.map(|found| found.label("viết `”` ở cuối đoạn trích")));
    }
}
