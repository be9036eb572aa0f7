//! The comments that `next` writes and reads again: what it took out, what a person must look at.
//!
//! Every one begins with `# vanban:`. What must be known a month later stands in them: how often a task was
//! kept, which meeting waits for its month, which word was to be looked at.

use super::{inline, layout::comments};
use crate::{
    diagnostic::Diagnostic,
    edit::{Edits, line_at},
    rules,
    source::{FileId, Span},
    toml_tree::Table,
};
use std::ops::Range;

/// How they begin.
pub const PREFIX: &str = "# vanban:";

/// How a line begins that was taken out.
const TAKEN: &str = "# vanban:| ";

/// What the words begin with, after the prefix.
const REVIEW: &str = "xem lại";
const KEPT: &str = "giữ lần ";
const WAITING: &str = "chưa đến kỳ";
const MADE: &str = "lập cho kỳ ";

/// The first line of a file that `next` made; `hash` is that of all that follows.
pub(super) fn header(ky: &str, rest: &str) -> String {
    format!("{PREFIX} {MADE}{ky}, mã {}; người sửa rồi thì lệnh next không ghi đè\n", hash(rest))
}

/// Whether a file stands as `next` made it; `false` where a person has edited it, or written it.
pub fn is_as_made(text: &str) -> bool {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let made = first.trim_end().strip_prefix(PREFIX).and_then(|words| words.trim_start().strip_prefix(MADE));
    made.is_some_and(|words| words.contains(&format!("mã {};", hash(rest))))
}

/// Sixteen digits that change with the text; line ends do not count.
fn hash(text: &str) -> String {
    let plain = text.replace("\r\n", "\n");
    format!("{:016x}", typst::utils::hash128(plain.as_bytes()) as u64)
}

/// The mark above what a person must look at.
pub(super) fn review(words: &str) -> String {
    format!("{PREFIX} {REVIEW}: {words}")
}

/// The mark above a word that was typed by hand; read again by the next step.
pub(super) fn review_typed(word: &str, words: &str) -> String {
    format!("{PREFIX} {REVIEW} “{word}”: {words}")
}

/// The mark above a task that was kept `times` months; from the third on to be looked at.
pub(super) fn kept(times: u32) -> String {
    if times < 3 {
        format!("{PREFIX} {KEPT}{times}")
    } else {
        review(&format!("{KEPT}{times}, còn làm thì để nguyên"))
    }
}

/// Lines that are taken out, as comments below the words that say why.
pub(super) fn taken_out(why: &str, lines: &str) -> String {
    let body = lines.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("{TAKEN}{line}\n"));
    format!("{PREFIX} bỏ ra, {why}:\n{}", body.collect::<String>())
}

/// The same for what waits for its month.
pub(super) fn waiting(next: Option<String>, lines: &str) -> String {
    let body = lines.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("{TAKEN}{line}\n"));
    let next = next.map_or_else(String::new, |ky| format!(", lần tới {ky}"));
    format!("{PREFIX} {WAITING}{next}:\n{}", body.collect::<String>())
}

/// One that stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its lines, or from the white space before it to the end of the line's words.
    pub range: Range<usize>,
    /// What it says.
    pub says: Says,
}

/// What a mark says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Says {
    /// How often a task was kept.
    Kept(u32),
    /// A word that was to be looked at, and what was said of it.
    Typed(String, String),
    /// Lines that wait for their month, comment signs taken off.
    Waiting(String),
    /// Words that matter no more.
    Past,
}

/// The marks of a file, in its order.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    let ours = comments(text).into_iter().filter(|comment| text[comment.clone()].starts_with(PREFIX));
    for comment in ours {
        let words = text[comment.clone()].trim_end();
        let range = whole(text, &comment);
        if let Some(line) = words.strip_prefix(TAKEN).or_else(|| words.strip_prefix(TAKEN.trim_end())) {
            match found.last_mut() {
                Some(Mark { range: above, says }) if above.end == range.start => {
                    above.end = range.end;
                    if let Says::Waiting(lines) = says {
                        *lines += line;
                        *lines += "\n";
                    }
                }
                _ => found.push(Mark { range, says: Says::Past }),
            }
        } else {
            found.push(Mark { range, says: read(words[PREFIX.len()..].trim()) });
        }
    }
    found
}

fn read(words: &str) -> Says {
    if words.starts_with(WAITING) {
        return Says::Waiting(String::new());
    }
    let typed =
        words.strip_prefix(REVIEW).and_then(|rest| rest.trim_start().strip_prefix('“')?.split_once('”'));
    if let Some((word, rest)) = typed {
        return Says::Typed(word.to_owned(), rest.trim_start_matches([':', ' ']).to_owned());
    }
    let after = words.find(KEPT).map(|at| &words[at + KEPT.len()..]);
    let digits = after.map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
    digits.and_then(|digits| digits.parse().ok()).map_or(Says::Past, Says::Kept)
}

/// The whole line of a comment that has it for itself, else the comment with the white space before it.
fn whole(text: &str, comment: &Range<usize>) -> Range<usize> {
    let line = line_at(text, comment.start);
    if text[line.start..comment.start].trim().is_empty() {
        return line;
    }
    let before = text[..comment.start].trim_end_matches([' ', '\t']).len();
    before..text[..comment.end].trim_end().len()
}

/// A file without the marks, save those that wait: `due` says of their lines whether they come back.
pub(super) fn cleaned(text: &str, marks: &[Mark], table: &Table, due: impl Fn(&str) -> bool) -> Edits {
    let mut edits = Edits::default();
    for Mark { range, says } in marks {
        match says {
            Says::Waiting(lines) if due(lines) => {
                // An item of a list goes back into the list above it.
                if inline::put_back(text, table, range.start, lines, &mut edits) {
                    edits.remove(with_blank(text, range));
                } else {
                    edits.push(range.clone(), lines.clone());
                }
            }
            Says::Waiting(_) => {}
            _ => drop(edits.remove(with_blank(text, range))),
        }
    }
    edits
}

/// Lines that go, with the blank line after them where one stands before them too.
fn with_blank(text: &str, range: &Range<usize>) -> Range<usize> {
    let blank_before = text[..range.start].ends_with("\n\n") || text[..range.start].ends_with("\n\r\n");
    let after = &text[range.end..];
    let blank = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n'));
    match blank {
        Some(rest) if blank_before && text[..range.end].ends_with('\n') => {
            range.start..text.len() - rest.len()
        }
        _ => range.clone(),
    }
}

/// The finding of a plan that a person has not looked through: the first mark, and how many there are.
pub(crate) fn remaining(file: FileId, text: &str) -> Option<Diagnostic> {
    let sign = format!("{PREFIX} {REVIEW}");
    if !text.contains(&sign) {
        return None;
    }
    let left = comments(text).into_iter().filter(|comment| text[comment.clone()].starts_with(&sign));
    let left: Vec<Range<usize>> = left.collect();
    let first = left.first()?.clone();
    let message = format!("còn {} chỗ cần xem lại sau lệnh next", left.len());
    let found = Diagnostic::new(&rules::CON_XEM_LAI, Span::new(file, first), message);
    Some(found.label("xem xong thì xóa dòng này").hint(format!("các chỗ ấy là những dòng `{sign}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_as_they_were_written() {
        let waits = "[[hoi_nghi]]\nten = \"Giỗ Tổ\"\n";
        let text = format!(
            "{}\na = \"{PREFIX} {KEPT}9\" {PREFIX} {KEPT}2\n{}\n{}\n{}\n{}\nb = 1\n",
            header("2024-06", "").trim_end(),
            kept(3),
            review_typed("tháng 5", "gõ tay"),
            taken_out("không lặp lại", "[[x]]\ny = 1\n\n"),
            waiting(Some("2025-04".into()), waits).trim_end(),
        );
        let says: Vec<Says> = marks(&text).into_iter().map(|mark| mark.says).collect();
        let typed = Says::Typed("tháng 5".into(), "gõ tay".into());
        let want = [Says::Past, Says::Kept(2), Says::Kept(3), typed, Says::Past, Says::Waiting(waits.into())];
        assert_eq!(says, want);
        let back = cleaned(&text, &marks(&text), &Table::default(), |_| true).apply(&text);
        assert_eq!(back, format!("a = \"{PREFIX} {KEPT}9\"\n\n{waits}b = 1\n"));
        let waiting = cleaned(&text, &marks(&text), &Table::default(), |_| false).apply(&text);
        assert!(waiting.contains("# vanban:| [[hoi_nghi]]\n") && !waiting.contains("[[x]]"), "{waiting}");
    }

    #[test]
    fn a_file_knows_whether_a_person_edited_it() {
        let rest = "ky = \"2024-06\"\nb = 1\n";
        let made = header("2024-06", rest) + rest;
        assert!(is_as_made(&made));
        assert!(is_as_made(&made.replace('\n', "\r\n")), "line ends are no edit");
        assert!(!is_as_made(&made.replace("b = 1", "b = 2")));
        assert!(!is_as_made(rest));
        assert!(!is_as_made(""));
    }

    #[test]
    fn what_is_left_to_look_at_is_a_finding() {
        let text = format!("{}\na = 1\n{}\nb = 1\n", kept(3), review("x"));
        let found = remaining(FileId(0), &text).expect("two marks");
        assert_eq!(
            (found.message.as_str(), found.span.map(|s| s.start)),
            ("còn 2 chỗ cần xem lại sau lệnh next", Some(0))
        );
        assert!(remaining(FileId(0), &format!("a = '{PREFIX} {REVIEW}'\n{}", kept(2))).is_none());
    }
}
