//! What is odd about a cell: what a spreadsheet, an old font or a hurried hand left in it.

use super::Value;
use crate::{
    calendar::slashed,
    encoding::legacy,
    rules::{self, Rule},
};
use chrono::NaiveDate;
use unicode_normalization::is_nfc;

/// Why a cell had better be mended than printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Odd {
    /// Letters of TCVN3 or VNI, for which there is no font any more.
    OldLetters,
    /// Letters with their marks apart.
    Decomposed,
    /// Space at an end, two in a row, or one that is no plain space.
    Spaces,
    /// `1.0` where `1` is meant; the number meant.
    Decimals(String),
    /// A day that the spreadsheet gives as a number; the day meant.
    DayAsNumber(String),
    /// A formula that failed, or has no value.
    Formula,
    /// More letters than a cell may have; how many bytes.
    Long(usize),
}

impl Odd {
    /// The rule that it breaks.
    pub fn rule(&self) -> &'static Rule {
        match self {
            Self::OldLetters => &rules::O_MA_CU,
            Self::Decomposed => &rules::O_TACH_DAU,
            Self::Spaces => &rules::O_KHOANG_TRANG,
            Self::Decimals(_) => &rules::O_SO_LE,
            Self::DayAsNumber(_) => &rules::O_NGAY_SO,
            Self::Formula => &rules::O_CONG_THUC,
            Self::Long(_) => &rules::O_QUA_DAI,
        }
    }

    /// Whether it can be mended without asking: what is meant is beyond doubt.
    pub fn can_be_tidied(&self) -> bool {
        matches!(self, Self::Decomposed | Self::Spaces | Self::Decimals(_))
    }

    /// What is wrong, and what to type.
    pub fn words(&self) -> (String, String) {
        let (message, label) = match self {
            Self::OldLetters => {
                ("ô này gõ bằng phông TCVN3 (ABC) hoặc VNI", "chuyển sang Unicode rồi lưu lại")
            }
            Self::Decomposed => ("ô này có chữ bị tách dấu (Unicode tổ hợp)", "gõ lại bằng Unicode dựng sẵn"),
            Self::Spaces => ("ô này thừa khoảng trắng", "bỏ khoảng trắng thừa"),
            Self::Decimals(meant) => {
                return ("số nguyên mang đuôi thập phân".to_owned(), format!("viết {meant}"));
            }
            Self::DayAsNumber(day) => {
                return (
                    "ngày bị lưu thành số".to_owned(),
                    format!("định dạng ô là ngày; số này là ngày {day}"),
                );
            }
            Self::Formula => {
                ("công thức ở ô này không có giá trị", "mở bằng Excel, sửa công thức, rồi lưu lại")
            }
            Self::Long(bytes) => {
                return (
                    format!("ô này dài {bytes} byte"),
                    "rút ngắn, hoặc đóng dấu nháy kép còn mở".to_owned(),
                );
            }
        };
        (message.to_owned(), label.to_owned())
    }
}

/// What is odd about a value under a column of this key.
pub(super) fn odd(value: &Value, key: &str) -> Option<Odd> {
    match value {
        Value::Failed(_) | Value::NoValue => Some(Odd::Formula),
        Value::Long(bytes, _) => Some(Odd::Long(*bytes)),
        Value::Number(number) => day_as_number(*number, key),
        Value::Text(text) => of_text(text, key),
        Value::List(items) => items.iter().find_map(|item| of_text(item, key)),
        Value::Empty | Value::Flag(_) | Value::Date(_) => None,
    }
}

fn of_text(text: &str, key: &str) -> Option<Odd> {
    if legacy::detect(text).is_some() {
        return Some(Odd::OldLetters);
    }
    if !is_nfc(text) {
        return Some(Odd::Decomposed);
    }
    let odd_space = |c: char| {
        c != ' '
            && c != '\n'
            && (c.is_whitespace()
                || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}'))
    };
    let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    if lines
        .any(|line| line.trim() != line || line.is_empty() || line.contains("  ") || line.contains(odd_space))
    {
        return Some(Odd::Spaces);
    }
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if let Some((whole, zeros)) = text.split_once('.') {
        // `1.000` is a thousand.
        let decimals = digits(whole) && (zeros == "0" || zeros == "00");
        return decimals.then(|| Odd::Decimals(whole.to_owned()));
    }
    if digits(text) { day_as_number(text.parse().ok()?, key) } else { None }
}

/// A number that stands where a day is meant, and is one as spreadsheets count.
fn day_as_number(number: f64, key: &str) -> Option<Odd> {
    let says_day = key.split('_').any(|word| matches!(word, "ngay" | "date"));
    // From 1954 to 2091, within which no number of a document falls in such a column.
    let fits = number.fract() == 0.0 && (20_000.0..70_000.0).contains(&number);
    let day =
        NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(number.max(0.0) as u64))?;
    (says_day && fits).then(|| Odd::DayAsNumber(slashed(day)))
}
