//! Text pasted from a PDF: every line broken at one length, perhaps a blank line after each.

use super::marker::{Kieu, Marker};
use crate::text::{Text, Woven};
use std::collections::HashMap;

/// What to do with lines that look wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joining {
    /// Join if they look so.
    Guess,
    /// Join (`noi_dong = true`).
    Always,
    /// Leave alone (`noi_dong = false`).
    Never,
}

/// Longer lines were typed as paragraphs, not wrapped.
const LONGEST: usize = 110;
/// Shorter lines are a list or a poem.
const SHORTEST_FULL: usize = 40;

/// Whether a line ends with a mark that may end a paragraph.
pub(super) fn is_finished(line: &str) -> bool {
    line.trim_end().ends_with(['.', ';', ':', '!', '?', '…', ','])
}

/// Joins wrapped lines; the count of line breaks that were taken out.
pub fn join(text: &Woven, joining: Joining) -> (Woven, usize) {
    let lines = non_empty_lines(text.as_str());
    let join = match joining {
        Joining::Never => false,
        Joining::Always => true,
        Joining::Guess => looks_wrapped(&lines),
    };
    if !join {
        return (text.clone(), 0);
    }
    let full = lines.iter().map(|line| line.text.chars().count()).max().unwrap_or(0);
    let mut joined = Text::default();
    let mut count = 0;
    let mut numbers = HashMap::new();
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            let new = begins_paragraph(&lines[i - 1], line, full, &numbers);
            count += usize::from(!new);
            let gap = lines[i - 1].end..line.start;
            if let Some((span, via)) = text.text().origin(gap.start) {
                joined.push(if new { "\n" } else { " " }, span, via);
            }
        }
        if let Some(Marker { kieu, number: Some(number), .. }) = Marker::at_start(line.text) {
            numbers.insert(kieu.name(), number);
        }
        joined.append_range(text.text(), line.start..line.end, None);
    }
    (text.with_text(joined), count)
}

struct Line<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

fn non_empty_lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            lines.push(Line { text: trimmed, start, end: start + trimmed.len() });
        }
        at += line.len();
    }
    lines
}

/// Wrapped text has no long line, and most of its breaks stand within a sentence.
fn looks_wrapped(lines: &[Line<'_>]) -> bool {
    let lengths = lines.iter().map(|line| line.text.chars().count());
    let full = lengths.max().unwrap_or(0);
    if lines.len() < 3 || !(SHORTEST_FULL..=LONGEST).contains(&full) {
        return false;
    }
    let within = lines.windows(2).filter(|pair| {
        let long = pair[0].text.chars().count() * 10 >= full * 6;
        let goes_on = pair[1].text.chars().next().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
        long && !is_finished(pair[0].text) && goes_on && Marker::at_start(pair[1].text).is_none()
    });
    let within = within.count();
    within >= 2 && within * 3 >= lines.len()
}

/// Whether `line` opens a paragraph after `before`.
fn begins_paragraph(before: &Line<'_>, line: &Line<'_>, full: usize, numbers: &HashMap<&str, usize>) -> bool {
    let finished = is_finished(before.text) || is_title(before.text);
    match Marker::at_start(line.text) {
        Some(Marker { kieu, number: Some(number), .. }) => {
            let last = numbers.get(kieu.name()).copied().unwrap_or(0);
            finished || number == last + 1 || (number == 1 && kieu != Kieu::SoCap)
        }
        Some(_) => finished,
        None => {
            let short = before.text.chars().count() * 10 < full * 8;
            let title = is_title(line.text) || is_title(before.text);
            (finished && short || title) && !line.text.starts_with(char::is_lowercase)
        }
    }
}

/// A line of capitals.
fn is_title(line: &str) -> bool {
    line.chars().any(char::is_uppercase) && !line.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn joined(text: &str, joining: Joining) -> (String, usize) {
        let woven = Woven::plain(Text::new(text, Span::new(FileId(0), 0..text.len())));
        let (woven, count) = join(&woven, joining);
        (woven.as_str().to_owned(), count)
    }

    const PASTED: &str = "I. NHIỆM VỤ\n\n1. Đẩy mạnh công tác thu ngân sách nhà nước, thu từ\n\nđấu giá quyền sử dụng đất và thu tiền thuê đất trong\n\nnăm 2024. Tổng hợp quyết toán ngân sách của năm\n\n2023 và báo cáo.\n\n2. Tập trung chỉ đạo phòng trừ sâu bệnh cuối vụ:\n\n- Xã Một chuẩn bị.\n";

    #[test]
    fn joins_what_a_pdf_broke() {
        let (text, count) = joined(PASTED, Joining::Guess);
        assert_eq!(count, 3);
        let starts: Vec<&str> = text.lines().map(|l| l.split(' ').next().unwrap_or("")).collect();
        assert_eq!(starts, ["I.", "1.", "2.", "-"], "2023 opens no paragraph");
    }

    #[test]
    fn leaves_typed_paragraphs_alone() {
        let typed = "1. Việc thứ nhất;\n2. Việc thứ hai;\n3. Việc thứ ba.\n";
        assert_eq!(joined(typed, Joining::Guess), (typed.to_owned(), 0));
        assert_eq!(joined(PASTED, Joining::Never).1, 0);
    }
}
