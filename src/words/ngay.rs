//! Dates as officials write them; everything here takes a day and gives text.

use crate::calendar::{NoDate, PartialDate};
use chrono::{Datelike, NaiveDate, Weekday};

/// Reads `2026-03-05`, `5/3/2026`, or either behind "Ngày" or "8 giờ 05, ngày" (how a meeting's date prints).
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    let text = text.trim();
    let dated =
        text.split_once(" giờ ").and_then(|(_, rest)| rest.split_once(", ")).map_or(text, |(_, date)| date);
    let bare = dated.strip_prefix("Ngày ").or_else(|| dated.strip_prefix("ngày ")).unwrap_or(dated);
    match PartialDate::parse(bare) {
        Ok(date) if date.ngay.is_some() => Ok(date.first_day()),
        Ok(_) => Err(format!("`{text}` chưa đủ ngày, tháng, năm")),
        Err(NoDate::Day) => Err(format!("không có ngày `{text}`")),
        Err(NoDate::Form) => Err(format!("`{text}` không phải là ngày: viết 2026-03-05 hoặc 5/3/2026")),
    }
}

/// "thứ Hai", "Chủ nhật" (Phụ lục II, V.8.c).
pub(super) fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => "thứ Hai",
        Weekday::Tue => "thứ Ba",
        Weekday::Wed => "thứ Tư",
        Weekday::Thu => "thứ Năm",
        Weekday::Fri => "thứ Sáu",
        Weekday::Sat => "thứ Bảy",
        Weekday::Sun => "Chủ nhật",
    }
}

/// "08h05" of "8 giờ 05, ngày 5/3/2026"; nothing where no time is named.
pub(super) fn hour(text: &str) -> String {
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let time = text.trim().split_once(',').and_then(|(time, _)| time.split_once(" giờ "));
    let time = time.filter(|(hour, minute)| digits(hour) && digits(minute));
    time.map_or_else(String::new, |(hour, minute)| format!("{hour:0>2}h{minute:0>2}"))
}

/// "tháng Năm" (Phụ lục II, V.8.c), of a date, of a period's month, or of a number from 1 to 12.
pub(super) fn month(text: &str) -> Result<String, String> {
    const MONTHS: [&str; 12] =
        ["Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai"];
    let number: u32 = match text.trim().parse() {
        Ok(number) => number,
        Err(_) => day(text)?.month(),
    };
    let name = number.checked_sub(1).and_then(|i| MONTHS.get(i as usize));
    name.map(|name| format!("tháng {name}")).ok_or_else(|| format!("không có tháng {number}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{in_full, slashed};

    #[test]
    fn days_are_written() {
        let of = |text: &str| day(text).expect(text);
        assert_eq!(in_full(of("Ngày 12/1/2026")), "ngày 12 tháng 01 năm 2026");
        assert_eq!(of("ngày 12 tháng 01 năm 2026"), of("12/1/2026"));
        assert_eq!(slashed(of("2026-03-05")), "5/3/2026");
        assert_eq!(weekday(of("2026-03-05")), "thứ Năm");
        assert_eq!(weekday(of("8/3/2026")), "Chủ nhật");
        assert_eq!(weekday(of("14 giờ 00, ngày 6/3/2026")), "thứ Sáu");
        for (text, want) in [("8 giờ 05, ngày 5/3/2026", "08h05"), ("Ngày 5/3/2026", ""), ("Cả tuần", "")]
        {
            assert_eq!(hour(text), want, "{text}");
        }
        assert_eq!(month("2026-12-01").as_deref(), Ok("tháng Mười Hai"));
        assert_eq!(month("4").as_deref(), Ok("tháng Tư"));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for wrong in ["", "2026", "2026-03", "30/2/2026", "Tuần 3", "Ngày 4,5/5/2024"] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
        assert!(month("13").is_err() && month("0").is_err() && month("Giêng").is_err());
    }
}
