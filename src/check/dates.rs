//! Dates as texts write them: `22/7/2025`, `ngày 05 tháng 3 năm 2026`, `ngày 4/5`.

use super::patterns::pattern;
use chrono::NaiveDate;
use std::ops::Range;

/// A date as a text writes it; it may not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its bytes, without `ngày`.
    pub range: Range<usize>,
    /// The day.
    pub day: u32,
    /// The month.
    pub month: u32,
    /// The year, where it says one.
    pub year: Option<i32>,
    /// Whether it is written `ngày … tháng …`.
    pub in_words: bool,
}

impl Written {
    /// The day, if there is one; where it says no year, that of `year`.
    pub fn date(&self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year.unwrap_or(year), self.month, self.day)
    }

    /// Whether a calendar has it; 29/2 may be right without a year.
    pub fn is_real(&self) -> bool {
        self.date(2024).is_some()
    }
}

pattern!(
    IN_WORDS,
    r"(?:ngày|Ngày|NGÀY)\s*(\d{1,2})\s*(?:tháng|THÁNG)\s*(\d{1,2})\b(?:\s*,?\s*(?:năm|NĂM)\s*(\d{4})\b)?",
    ["tháng", "THÁNG"]
);
pattern!(SLASHED, r"(\d{1,2})/(\d{1,2})/(\d{4})|(\d{1,2})-(\d{1,2})-(\d{4})", ["/", "-"]);
// How a span of days goes on behind its first: `08/6 - 14/6/2026`.
pattern!(TO_A_DAY, r"^\s*(?:đến|tới|[-–])\s*(?:ngày\s*)?\d{1,2}/\d{1,2}/\d{4}\b", ["đến", "tới", "-", "–"]);
pattern!(SHORT, r"(\d{1,2})/(\d{1,2})", ["/"]);

/// The dates of a text, in order.
pub(crate) fn dates(text: &str) -> Vec<Written> {
    let mut found: Vec<Written> = Vec::new();
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return found;
    }
    for (pattern, in_words) in [(&IN_WORDS, true), (&SLASHED, false), (&SHORT, false)] {
        for groups in pattern.captures_iter(text) {
            let parts: Vec<regex::Match<'_>> = groups.iter().skip(1).flatten().collect();
            let [day, month, year @ ..] = parts.as_slice() else { continue };
            let number = |part: &regex::Match<'_>| part.as_str().parse().unwrap_or(0);
            let written = Written {
                range: day.start()..year.first().map_or(month.end(), regex::Match::end),
                day: number(day),
                month: number(month),
                year: year.first().and_then(|year| year.as_str().parse().ok()),
                in_words,
            };
            let plausible = written.year.is_none_or(|year| (1800..2200).contains(&year));
            let (start, end) = (written.range.start, written.range.end);
            let free = found.iter().all(|other| other.range.end <= start || end <= other.range.start);
            let said = !year.is_empty()
                || in_words
                || follows_a_day(&text[..start])
                || (written.is_real() && TO_A_DAY.is_match(&text[end..]));
            if plausible && free && said && (in_words || stands_alone(text, &written.range)) {
                found.push(written);
            }
        }
    }
    found.sort_by_key(|written| written.range.start);
    found
}

/// Whether a text ends with a word behind which `4/5` is a day: `ngày`, `từ`, `đến`, a weekday.
fn follows_a_day(before: &str) -> bool {
    let lower = before.trim_end().trim_end_matches(',').to_lowercase();
    let mut words = lower.rsplit([' ', '\n', '(']);
    let (last, other) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    matches!(last, "ngày" | "từ" | "đến") || other == "thứ" || (other == "chủ" && last == "nhật")
}

/// Whether what stands around the bytes makes them no part of a longer number or code.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_');
    let mut after = text[range.end..].chars();
    let (next, second) = (after.next(), after.next());
    let goes_on = match next {
        Some('.' | ',') => second.is_some_and(|c| c.is_ascii_digit()),
        // A code goes on with letters, a span of days with another day.
        Some('-') => second.is_some_and(char::is_alphabetic),
        Some(c) => joins(c),
        None => false,
    };
    !goes_on && !text[..range.start].chars().next_back().is_some_and(joins)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        dates(text).iter().map(|date| &text[date.range.clone()]).collect()
    }

    #[test]
    fn dates_are_found_and_numbers_are_none() {
        for (text, want) in [
            ("ngày 22/7/2025, 03/01/2025", vec!["22/7/2025", "03/01/2025"]),
            ("(22/9/1944-22/9/2024)", vec!["22/9/1944", "22/9/2024"]),
            ("ngày05 tháng 02 năm 2025", vec!["05 tháng 02 năm 2025"]),
            ("Ngày 4,5/5/2024.", vec!["5/5/2024"]),
            ("từ ngày 10/5 đến ngày 14/6/2026", vec!["10/5", "14/6/2026"]),
            ("thứ Năm, 02/5; Thứ 2 (11/11/2019)", vec!["02/5", "11/11/2019"]),
            ("ngày 30 tháng 4", vec!["30 tháng 4"]),
            ("Tuần 24 (08/6 - 14/6/2026)", vec!["08/6", "14/6/2026"]),
            ("số 12/2024/QĐ-UBND, 1/500, 3/4, 8.5.1/2024, bậc 5/9", vec![]),
            ("23/7/1944-QH, 31/12/20244, năm 2024", vec![]),
            ("đến 12/2025", vec![]),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }
}
