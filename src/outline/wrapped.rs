//! Text pasted from a PDF: every line broken at one length, perhaps a blank line after each.

use super::marker::{Kieu, Marker};
use crate::{
    metrics,
    text::{Text, Woven, atom_index},
};
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

/// Longer lines, in letters, were typed as paragraphs, not wrapped.
const LONGEST: usize = 110;
/// Shorter lines are a list or a poem.
const SHORTEST_FULL: usize = 40;
/// Of the longest line: shorter ones say nothing about where lines were broken.
const LONG: f64 = 0.7;
/// Of the longest line: the next word had room, so a line that ends its sentence ends its paragraph too.
/// First lines of paragraphs are indented, and so shorter.
const ROOMY: f64 = 0.95;
/// Of the longest line: there was room to spare, whatever the line ends with (a heading).
const SHORT: f64 = 0.92;

/// Whether a line ends with a mark that may end a paragraph.
pub(crate) fn is_finished(line: &str) -> bool {
    line.trim_end().ends_with(['.', ';', ':', '!', '?', '…', ','])
}

/// Joins wrapped lines; the count of line breaks that were taken out.
pub fn join(text: &Woven, joining: Joining) -> (Woven, usize) {
    let lines = non_empty_lines(text.as_str());
    let letters = lines.iter().map(|line| line.text.chars().count()).max().unwrap_or(0);
    let likely = lines.len() >= 3 && (SHORTEST_FULL..=LONGEST).contains(&letters);
    if joining == Joining::Never || joining == Joining::Guess && !likely {
        return (text.clone(), 0);
    }
    let page = Page::of(lines);
    if joining == Joining::Guess && !page.looks_wrapped() {
        return (text.clone(), 0);
    }
    let mut joined = Text::default();
    let mut count = 0;
    let mut numbers = HashMap::new();
    for (i, line) in page.lines.iter().enumerate() {
        if let Some(before) = i.checked_sub(1).map(|before| &page.lines[before]) {
            let new = page.begins_paragraph(before, line, &numbers);
            count += usize::from(!new);
            if let Some((span, via)) = text.text().origin(before.end) {
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
    /// Whether an empty line stands above it.
    apart: bool,
}

/// Lines as they were pasted.
struct Page<'a> {
    lines: Vec<Line<'a>>,
    /// The longest line that was broken within a sentence, em.
    full: f64,
    /// Whether empty lines part paragraphs, rather than all lines.
    parted: bool,
}

impl<'a> Page<'a> {
    fn of(lines: Vec<Line<'a>>) -> Self {
        let widest = |lines: &mut dyn Iterator<Item = &Line<'a>>| {
            lines.map(|line| width(line.text)).fold(0.0, f64::max)
        };
        let full = match widest(&mut broken(&lines)) {
            0.0 => widest(&mut lines.iter()),
            full => full,
        };
        let apart = lines.iter().filter(|line| line.apart).count();
        let parted = apart * 2 < lines.len();
        Self { lines, full, parted }
    }

    /// In wrapped text many of the long lines end within a sentence.
    fn looks_wrapped(&self) -> bool {
        let long = |line: &&Line<'_>| width(line.text) >= self.full * LONG;
        let within = broken(&self.lines).filter(long).count();
        within >= 2 && within * 4 >= self.lines.iter().filter(long).count()
    }

    /// Whether `line` opens a paragraph after `before`.
    fn begins_paragraph(&self, before: &Line<'_>, line: &Line<'_>, numbers: &HashMap<&str, usize>) -> bool {
        if is_value(before.text) || is_value(line.text) {
            return true;
        }
        let titles = (is_title(before.text), is_title(line.text));
        let finished = is_finished(before.text) || titles.0;
        let room = self.room(before.text, line.text);
        let parted = self.parted && line.apart;
        match Marker::at_start(line.text) {
            Some(Marker { kieu, number: Some(number), .. }) => {
                let last = numbers.get(kieu.name()).copied().unwrap_or(0);
                finished || number == last + 1 || (number == 1 && kieu != Kieu::SoCap)
            }
            Some(_) => finished || parted || room < ROOMY,
            None if line.text.starts_with(char::is_lowercase) => false,
            None if titles == (true, true) => parted || room < ROOMY,
            None => titles.0 || titles.1 || parted || room < SHORT || finished && room < ROOMY,
        }
    }

    /// How much of the longest line `before` would fill with the first word of `line` behind it.
    fn room(&self, before: &str, line: &str) -> f64 {
        let word = line.split(' ').next().unwrap_or_default();
        width(&format!("{before} {word}")) / self.full
    }
}

/// Lines that end within a sentence: the next one goes on in small letters.
fn broken<'l, 'a>(lines: &'l [Line<'a>]) -> impl Iterator<Item = &'l Line<'a>> {
    let goes_on = |line: &Line<'_>| {
        let lower = line.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        lower && Marker::at_start(line.text).is_none()
    };
    let pairs = lines.windows(2).filter(move |pair| !is_finished(pair[0].text) && goes_on(&pair[1]));
    pairs.map(|pair| &pair[0])
}

/// A line's width in the document's type, em: PDFs of offices are set in it.
fn width(line: &str) -> f64 {
    metrics::width_em(line, false, false)
}

/// A hole alone on its line: a table, a picture, or a paragraph of its own.
fn is_value(line: &str) -> bool {
    let mut letters = line.chars();
    letters.next().is_some_and(|c| atom_index(c).is_some()) && letters.next().is_none()
}

fn non_empty_lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut at, mut apart) = (0, false);
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            lines.push(Line { text: trimmed, start, end: start + trimmed.len(), apart });
        }
        apart = trimmed.is_empty();
        at += line.len();
    }
    lines
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

    /// Most of its lines are short or finished; empty lines part paragraphs.
    const PARTED: &str = "Ngày 28 tháng 5, tại Phòng họp số 2, lãnh đạo xã đã chủ trì cuộc họp của Ban\nChỉ huy phòng thủ dân sự; dự họp có các thôn.\n\n1. Về kết quả\nTrong tháng 5 có 03 đợt mưa lớn kèm lốc, làm 12 căn nhà tốc mái và 35,7 ha lúa\nbị ngập; xã đã kịp thời khắc phục, không để người dân nào thiếu đói, thiếu nhà.\n\nCác thôn đã nộp báo cáo.\n2. Về nhiệm vụ\n- Rà soát các hồ chứa trên địa bàn, trong đó chú trọng các hồ: Đồng Mô, Suối\nHai, Đầm Vạc.\n- Tham mưu phương án theo cấp độ rủi ro thiên tai đã quy định tại Quyết định số\n18/2021/QĐ-TTg.\n";

    #[test]
    fn paragraphs_are_told_by_their_last_lines() {
        let (text, count) = joined(PARTED, Joining::Guess);
        assert_eq!(count, 4, "{text}");
        let starts: Vec<String> = text.lines().map(|line| line.chars().take(12).collect()).collect();
        let expected = [
            "Ngày 28 thán",
            "1. Về kết qu",
            "Trong tháng ",
            "Các thôn đã ",
            "2. Về nhiệm ",
            "- Rà soát cá",
            "- Tham mưu p",
        ];
        assert_eq!(starts, expected);
    }

    #[test]
    fn a_hole_alone_on_its_line_stays_alone() {
        let pasted = PARTED.replace("2. Về nhiệm vụ", "\u{F0000}");
        let (text, _) = joined(&pasted, Joining::Always);
        assert!(text.contains("\n\u{F0000}\n"), "{text}");
    }

    #[test]
    fn leaves_typed_paragraphs_alone() {
        let typed = "1. Việc thứ nhất;\n2. Việc thứ hai;\n3. Việc thứ ba.\n";
        assert_eq!(joined(typed, Joining::Guess), (typed.to_owned(), 0));
        assert_eq!(joined(PASTED, Joining::Never).1, 0);
    }
}
