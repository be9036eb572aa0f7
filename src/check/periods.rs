//! Periods that a text names: `tháng 5 năm 2024`, `quý II/2026`, `6 tháng cuối năm`, `tuần 23`,
//! `từ ngày 01/6 đến ngày 07/6/2026`.

use super::{
    dates::Written,
    passage::Passage,
    patterns::{Pattern, pattern},
};
use crate::calendar::Ky;
use chrono::NaiveDate;
use std::ops::Range;

pattern!(MONTH, r"(?i)\btháng\s*(\d{1,2})\b(?:\s*(?:/|năm\s)\s*(\d{4})\b)?", ["háng", "HÁNG"]);
pattern!(QUARTER, r"(?i)\bquý\s+(IV|I{1,3}|[1-4])\b(?:\s*(?:/|năm\s)\s*(\d{4})\b)?", ["uý", "UÝ"]);
pattern!(
    HALF,
    r"(?i)\b(?:(?:0?6|sáu)\s+tháng|nửa)\s+(đầu|cuối)\s+năm\b(?:\s+(\d{4})\b)?",
    ["ầu ", "uối ", "ẦU ", "UỐI "]
);
pattern!(YEAR, r"(?i)\bnăm\s+(\d{4})\b", ["ăm ", "ĂM "]);
pattern!(WEEK, r"(?i)\btuần\s+(?:thứ\s+)?(\d{1,2})\b(?:\s*(?:/|năm\s)\s*(\d{4})\b)?", ["uần", "UẦN"]);
pattern!(UNTIL, r"(?i)^\s*(?:đến|tới|[-–])\s*(?:hết\s*)?(?:ngày\s*)?$", ["đến", "tới", "ĐẾN", "-", "–"]);

/// A period that a passage names.
pub(crate) struct Mention {
    /// All of it: `tháng 5 năm 2024`.
    pub range: Range<usize>,
    /// What changes with the period: its number, the year, `đầu` or `cuối`, its first day.
    pub number: Range<usize>,
    /// The period.
    pub period: Ky,
    /// The hole that gives what changes.
    pub hole: &'static str,
    /// Whether it is told from the one a year before or after; else the plan's year was taken.
    is_whole: bool,
}

/// The hole that gives the number of a period.
fn hole(ky: Ky) -> &'static str {
    match ky {
        Ky::Thang { .. } => "{{ ky.thang }}",
        Ky::Quy { .. } => "{{ ky.quy }}",
        Ky::NuaNam { .. } => "{{ 'đầu' if ky.nua_nam == 1 else 'cuối' }}",
        Ky::Nam { .. } => "{{ ky.nam }}",
        Ky::Tuan { .. } => "{{ ky.tuan }}",
    }
}

/// The periods of the plan's own sort that a passage names.
pub(crate) fn mentions(passage: &Passage, ky: Ky) -> Vec<Mention> {
    let pattern: &Pattern = match ky {
        Ky::Thang { .. } => &MONTH,
        Ky::Quy { .. } => &QUARTER,
        Ky::NuaNam { .. } => &HALF,
        Ky::Nam { .. } => &YEAR,
        Ky::Tuan { .. } => &WEEK,
    };
    let text = passage.as_str();
    let mut found: Vec<Mention> =
        pattern.captures_iter(text).filter_map(|groups| by_number(passage, ky, &groups)).collect();
    if matches!(ky, Ky::Tuan { .. }) {
        found.extend(passage.dates.windows(2).filter_map(|pair| by_days(text, ky, &pair[0], &pair[1])));
    }
    found
}

/// A period that is named by its number.
fn by_number(passage: &Passage, ky: Ky, groups: &regex::Captures<'_>) -> Option<Mention> {
    let text = passage.as_str();
    let (all, number) = (groups.get(0)?, groups.get(1)?);
    let of_a_date =
        passage.dates.iter().any(|date| date.range.start < all.start() && all.start() < date.range.end);
    // `03 tháng 6`, `02 tuần` may be a time that passes.
    let counted = text[..all.start()].trim_end().ends_with(|c: char| c.is_ascii_digit());
    let other = match ky {
        // `6 tháng đầu năm học`
        Ky::NuaNam { .. } => text[all.end()..].trim_start().starts_with("học"),
        Ky::Tuan { .. } => is_no_week(&text[..all.start()], &text[all.end()..]),
        _ => false,
    };
    if of_a_date || counted || other {
        return None;
    }
    let year = groups.get(2).and_then(|year| year.as_str().parse().ok());
    let period = period(ky, number.as_str(), year)?;
    // A half that names no year is one of this year.
    let is_whole = year.is_some() || matches!(ky, Ky::NuaNam { .. });
    Some(Mention { range: all.range(), number: number.range(), period, hole: hole(ky), is_whole })
}

/// Whether `tuần 2` between these words is no week of a year: `mỗi tuần 2 buổi`, `tuần 2 tháng 5`, `tuần 2/5`.
fn is_no_week(before: &str, after: &str) -> bool {
    let before = before.trim_end().to_lowercase();
    let each = ["mỗi", "một", "hằng", "hàng", "từng"].iter().any(|word| before.ends_with(word));
    let next = after.trim_start().to_lowercase();
    let counted = ["tháng", "lần", "buổi", "ngày", "giờ", "tiết", "của tháng", "/"];
    each || counted.iter().any(|word| next.starts_with(word))
}

/// A week that is named by its days.
fn by_days(text: &str, ky: Ky, from: &Written, to: &Written) -> Option<Mention> {
    if !linked(text, from, to) {
        return None;
    }
    let year = to.year.or(from.year).unwrap_or_else(|| ky.nam());
    let (begin, end) = (from.date(year)?, to.date(year)?);
    let period = Ky::week_of(begin);
    period.contains(end).then(|| Mention {
        range: from.range.start..to.range.end,
        number: from.range.clone(),
        period,
        hole: "{{ ky.tu_ngay }}, {{ ky.den_ngay }}",
        is_whole: true,
    })
}

/// Whether two dates are the first and the last day of a span: `từ ngày 01/6 đến ngày 07/6`.
pub(crate) fn linked(text: &str, from: &Written, to: &Written) -> bool {
    text.get(from.range.end..to.range.start).is_some_and(|between| UNTIL.is_match(between))
}

/// The period of a number, of the plan's sort; without a year, of the plan's year.
fn period(ky: Ky, number: &str, year: Option<i32>) -> Option<Ky> {
    let nam = year.unwrap_or_else(|| ky.nam());
    let count = || match number.to_uppercase().as_str() {
        "I" | "ĐẦU" => Some(1),
        "II" | "CUỐI" => Some(2),
        "III" => Some(3),
        "IV" => Some(4),
        digits => digits.parse::<u32>().ok(),
    };
    Some(match ky {
        Ky::Thang { .. } => Ky::Thang { nam, thang: count().filter(|n| (1..=12).contains(n))? },
        Ky::Quy { .. } => Ky::Quy { nam, quy: count()? },
        Ky::NuaNam { .. } => Ky::NuaNam { nam, nua: count()? },
        Ky::Nam { .. } => Ky::Nam { nam: number.parse().ok()? },
        Ky::Tuan { .. } => {
            let tuan = count()?;
            NaiveDate::from_isoywd_opt(nam, tuan, chrono::Weekday::Mon)?;
            Ky::Tuan { nam, tuan }
        }
    })
}

/// Whether a mention is of the period before, or of the same one a year before.
pub(crate) fn is_previous(mention: &Mention, ky: Ky) -> bool {
    let before = ky.previous();
    let year_before = match ky {
        Ky::Thang { nam, thang } => Ky::Thang { nam: nam - 1, thang },
        Ky::Quy { nam, quy } => Ky::Quy { nam: nam - 1, quy },
        Ky::NuaNam { nam, nua } => Ky::NuaNam { nam: nam - 1, nua },
        Ky::Nam { .. } | Ky::Tuan { .. } => before,
    };
    match (mention.period, before) {
        (period, _) if mention.is_whole => period == before || period == year_before,
        // Without a year, December is that of the year before.
        (Ky::Thang { thang, .. }, Ky::Thang { thang: last, .. }) => thang == last,
        (Ky::Quy { quy, .. }, Ky::Quy { quy: last, .. }) => quy == last,
        (Ky::Tuan { tuan, .. }, Ky::Tuan { tuan: last, .. }) => tuan == last,
        (period, before) => period == before,
    }
}
