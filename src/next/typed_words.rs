//! Months, quarters, weeks and dates of a period that someone typed into a text.
//!
//! A text rightly names other periods: ranges (`2021-2025`, `22/9/1944-22/9/2024`), dates of documents
//! (`Nghị quyết số 08-NQ/HU ngày 25/4/2023`), years of laws. These are left alone.

use crate::calendar::Ky;
use chrono::{Datelike, NaiveDate};

/// The words of `text` that name the period `from`, where the document is of `to`.
pub(super) fn stale(text: &str, from: Ky, to: Ky) -> Vec<String> {
    let tokens = tokens(text);
    let reader = Reader { text, tokens: &tokens, from, to };
    let mut found: Vec<String> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.at(at) {
            Some((len, stale)) => {
                let word = &text[tokens[at].start..tokens[at + len - 1].end];
                if stale && !found.iter().any(|known| known == word) {
                    found.push(word.to_owned());
                }
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

/// A number, a word in lower case, or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    start: usize,
    end: usize,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Number(u32),
    Word(String),
    Sign(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let start = text.len() - rest.len();
        let same = |d: char| if c.is_ascii_digit() { d.is_ascii_digit() } else { d.is_alphabetic() };
        let long = c.is_ascii_digit() || c.is_alphabetic();
        let len = if long { rest.find(|d| !same(d)).unwrap_or(rest.len()) } else { c.len_utf8() };
        let word = &rest[..len];
        let what = match word.parse() {
            Ok(number) if c.is_ascii_digit() => What::Number(number),
            _ if c.is_alphabetic() => What::Word(word.to_lowercase()),
            _ => What::Sign(c),
        };
        if !c.is_whitespace() {
            tokens.push(Token { start, end: start + len, what });
        }
        rest = &rest[len..];
    }
    tokens
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    from: Ky,
    to: Ky,
}

/// How many tokens something takes, and whether it names the old period.
type Found = Option<(usize, bool)>;

impl Reader<'_> {
    fn at(&self, at: usize) -> Found {
        self.full_date(at).or_else(|| self.slashed(at)).or_else(|| self.named(at))
    }

    fn number(&self, at: usize) -> Option<u32> {
        match self.tokens.get(at)?.what {
            What::Number(number) => Some(number),
            _ => None,
        }
    }

    fn word(&self, at: usize) -> &str {
        match self.tokens.get(at).map(|token| &token.what) {
            Some(What::Word(word)) => word,
            _ => "",
        }
    }

    fn sign(&self, at: usize, wanted: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.what == What::Sign(wanted))
    }

    fn year(&self, at: usize) -> Option<i32> {
        let token = self.tokens.get(at)?;
        let four = token.end - token.start == 4;
        self.number(at).filter(|_| four).map(|number| number as i32)
    }

    /// `ngày 25 tháng 5 năm 2024`.
    fn full_date(&self, at: usize) -> Found {
        if self.word(at) != "ngày" || self.word(at + 2) != "tháng" || self.word(at + 4) != "năm" {
            return None;
        }
        let day = NaiveDate::from_ymd_opt(self.year(at + 5)?, self.number(at + 3)?, self.number(at + 1)?)?;
        Some((6, self.from.contains(day) && !self.cites(at)))
    }

    /// `25/5/2024`, `5/2024`, `trước 25/5`.
    fn slashed(&self, at: usize) -> Found {
        let first = self.number(at)?;
        if !self.sign(at + 1, '/') {
            return self.range_of_years(at);
        }
        let second = self.number(at + 2)?;
        if self.sign(at + 3, '/') {
            let day = NaiveDate::from_ymd_opt(self.year(at + 4)?, second, first);
            let stale = day.is_some_and(|day| self.from.contains(day));
            return Some((5, stale && !self.in_range(at, 5) && !self.cites(at)));
        }
        if let Some(year) = self.year(at + 2) {
            return Some((3, self.is_old_month(first, Some(year)) && !self.in_range(at, 3)));
        }
        let before = |back: usize| at.checked_sub(back).map_or("", |i| self.word(i));
        let word = if before(1) == "ngày" { before(2) } else { before(1) };
        let deadline = matches!(word, "trước" | "đến" | "từ" | "hết" | "xong");
        Some((3, deadline && first <= 31 && self.is_old_month(second, None)))
    }

    /// `2021-2025`, `2023 - 2024`: passed over as a whole.
    fn range_of_years(&self, at: usize) -> Found {
        self.year(at)?;
        let dash = self.is_dash(at + 1) && self.year(at + 2).is_some();
        dash.then_some((3, false))
    }

    /// `tháng 5`, `tháng Năm`, `quý II`, `tuần 23`, `năm 2024`.
    fn named(&self, at: usize) -> Found {
        match self.word(at) {
            "tháng" => {
                let (thang, len) = self.month(at + 1)?;
                let (year, more) = self.year_after(at + 1 + len);
                let stale = self.is_old_month(thang, year) && !self.in_range(at, 1 + len + more);
                Some((1 + len + more, stale))
            }
            "quý" => {
                let quy = self.number(at + 1).or_else(|| roman(self.word(at + 1)))?;
                let (year, more) = self.year_after(at + 2);
                let stale = matches!(self.from, Ky::Quy { nam, quy: old } if old == quy && year.unwrap_or(nam) == nam);
                Some((2 + more, stale))
            }
            "tuần" => {
                let tuan = self.number(at + 1)?;
                let stale = matches!(self.from, Ky::Tuan { tuan: old, .. } if old == tuan);
                Some((2, stale))
            }
            "năm" => {
                let year = self.year(at + 1)?;
                let old = self.from.first_day().year() == year && self.to.first_day().year() != year;
                Some((2, old && !self.in_range(at, 2) && !self.is_law(at)))
            }
            _ => None,
        }
    }

    /// A month in figures or in words, and how many tokens it takes.
    fn month(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(number) = self.number(at).filter(|number| (1..=12).contains(number)) {
            return Some((number, 1));
        }
        let number = match self.word(at) {
            "giêng" => 1,
            "hai" => 2,
            "ba" => 3,
            "tư" => 4,
            // `tháng năm 2024` has no month.
            "năm" if self.year(at + 1).is_none() => 5,
            "sáu" => 6,
            "bảy" => 7,
            "tám" => 8,
            "chín" => 9,
            "mười" => match self.word(at + 1) {
                "một" => return Some((11, 2)),
                "hai" => return Some((12, 2)),
                _ => 10,
            },
            "chạp" => 12,
            _ => return None,
        };
        Some((number, 1))
    }

    /// ` năm 2024` or `/2024` after a month or a quarter.
    fn year_after(&self, at: usize) -> (Option<i32>, usize) {
        let named = self.word(at) == "năm" || self.sign(at, '/');
        match self.year(at + 1).filter(|_| named) {
            Some(year) => (Some(year), 2),
            None => (None, 0),
        }
    }

    /// Whether the month lies in the old period and not in the new one.
    fn is_old_month(&self, thang: u32, year: Option<i32>) -> bool {
        let within = |ky: Ky| {
            let nam = year.unwrap_or(ky.first_day().year());
            let month = (1..=12).contains(&thang).then_some(Ky::Thang { nam, thang });
            month
                .is_some_and(|month| month.first_day() <= ky.last_day() && month.last_day() >= ky.first_day())
        };
        // In the plan of a year months come again.
        let recurs = matches!(self.from, Ky::Nam { .. }) && year.is_none();
        within(self.from) && !within(self.to) && !recurs
    }

    fn is_dash(&self, at: usize) -> bool {
        ['-', '–', '—'].into_iter().any(|dash| self.sign(at, dash)) || self.word(at) == "đến"
    }

    /// Whether a dash or `đến` joins it to another number.
    fn in_range(&self, at: usize, len: usize) -> bool {
        let number = |at: usize| self.number(at).is_some();
        let after = self.is_dash(at + len) && (number(at + len + 1) || number(at + len + 2));
        let before = at >= 2 && self.is_dash(at - 1) && number(at - 2);
        after || before
    }

    /// Whether it dates a document: a number stands before it in the same sentence.
    fn cites(&self, at: usize) -> bool {
        let before = &self.text[..self.tokens[at].start];
        let sentence = before.rsplit(['.', ';']).next().unwrap_or(before).to_lowercase();
        sentence.rfind("số ").is_some_and(|i| {
            let rest = &sentence[i + "số ".len()..];
            rest.starts_with(|c: char| c.is_ascii_digit()) && rest.split_whitespace().count() <= 12
        })
    }

    /// Whether it is the year of a law.
    fn is_law(&self, at: usize) -> bool {
        let from = at.saturating_sub(8);
        (from..at).any(|i| matches!(self.word(i), "luật" | "lệnh" | "pháp"))
    }
}

fn roman(word: &str) -> Option<u32> {
    ["i", "ii", "iii", "iv"].iter().position(|roman| *roman == word).map(|i| i as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, from: &str) -> Vec<String> {
        let from = Ky::parse(from).expect("a period");
        stale(text, from, from.next())
    }

    #[test]
    fn typed_periods_are_found() {
        for (text, from, words) in [
            ("Công tác tháng 5 năm 2024", "2024-05", &["tháng 5 năm 2024"][..]),
            (
                "Họp tháng 5/2024, tháng 05 và tháng Năm",
                "2024-05",
                &["tháng 5/2024", "tháng 05", "tháng Năm"],
            ),
            ("trong tháng 5", "2024-05", &["tháng 5"]),
            ("xong ngày 25/5/2024; báo cáo 5/2024", "2024-05", &["25/5/2024", "5/2024"]),
            ("nộp trước ngày 20/5, đến 25/5", "2024-05", &["20/5", "25/5"]),
            ("ngày 25 tháng 5 năm 2024", "2024-05", &["ngày 25 tháng 5 năm 2024"]),
            ("tháng mười hai", "2024-12", &["tháng mười hai"]),
            ("kế hoạch năm 2024", "2024-12", &["năm 2024"]),
            ("quý II, quý 2/2024 và tháng 5", "2024-Q2", &["quý II", "quý 2/2024", "tháng 5"]),
            ("lịch tuần 23", "2024-W23", &["tuần 23"]),
        ] {
            assert_eq!(found(text, from), words, "{text}");
        }
    }

    #[test]
    fn what_a_text_rightly_names_is_left_alone() {
        for (text, from) in [
            ("Tổng hợp quyết toán ngân sách năm 2023", "2024-05"),
            ("giai đoạn 2021-2025, 2023 - 2025; năm học 2023-2024", "2024-12"),
            ("kỷ niệm 80 năm (22/9/1944-22/9/2024)", "2024-09"),
            ("Nghị quyết số 08-NQ/HU này 25/4/2023 của BTV Huyện ủy", "2023-04"),
            ("Quyết định số 12/QĐ-UBND ngày 03 tháng 5 năm 2024", "2024-05"),
            ("tỷ lệ 1/500; chào mừng 30/4 và 1/5", "2024-05"),
            ("tháng 6, tháng 5 năm 2023", "2024-05"),
            ("Luật Đất đai năm 2024", "2024-12"),
            ("đầu tư công năm 2024", "2024-05"),
            ("từ 5/2024 đến 12/2024", "2024-05"),
            ("tháng 5: tổ chức ngày hội", "2024"),
            ("việc tháng 6", "2024-W23"),
            ("tháng năm 2024", "2024-05"),
        ] {
            assert_eq!(found(text, from), Vec::<String>::new(), "{text}");
        }
    }
}
