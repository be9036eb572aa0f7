//! Dates as officials write them, short and in full.

use super::Moment;
use chrono::{Datelike, NaiveDate};

/// Moments as officials write them in a text: `Ngày 6/5/2024`, `Ngày 4,5/5/2024`, `14 giờ 00, ngày 6/5/2024`.
pub fn in_words(moments: &[Moment]) -> String {
    let days: Vec<NaiveDate> = moments.iter().map(|m| m.day).collect();
    match moments {
        [Moment { day, time: Some(time) }] => {
            format!("{} giờ {}, ngày {}", time.format("%-H"), time.format("%M"), slashed(*day))
        }
        _ if moments.iter().any(|m| m.time.is_some()) => {
            moments.iter().map(|m| in_words(&[*m])).collect::<Vec<_>>().join("; ")
        }
        _ => format!("Ngày {}", days_slashed(&days)),
    }
}

/// `6/5/2024`.
pub fn slashed(day: NaiveDate) -> String {
    format!("{}/{}/{}", day.day(), day.month(), day.year())
}

/// `06/5/2024`: short, with the zeros of Phụ lục I, Phần I, II.4.b.
pub fn padded(day: NaiveDate) -> String {
    let zero = if day.month() < 3 { "0" } else { "" };
    format!("{:02}/{zero}{}/{}", day.day(), day.month(), day.year())
}

/// "ngày 05 tháng 3 năm 2026": zeros as Phụ lục I, Phần I, II.4.b has them.
pub fn in_full(day: NaiveDate) -> String {
    format!("ngày {:02} {}", day.day(), month_in_full(day))
}

fn month_in_full(day: NaiveDate) -> String {
    let month = day.month();
    let month = if month < 3 { format!("{month:02}") } else { month.to_string() };
    format!("tháng {month} năm {}", day.year())
}

/// Moments written in full, as in a giấy mời: `14 giờ 00, ngày 06 tháng 5 năm 2024`,
/// `ngày 04, 05 tháng 5 năm 2024`.
pub fn in_full_words(moments: &[Moment]) -> String {
    let one = |moment: &Moment| {
        let time = moment.time.map(|time| format!("{} giờ {}, ", time.format("%-H"), time.format("%M")));
        time.unwrap_or_default() + &in_full(moment.day)
    };
    let of_month = |moment: &Moment| (moment.day.year(), moment.day.month(), moment.time);
    let one_month = moments.windows(2).all(|pair| of_month(&pair[0]) == of_month(&pair[1]));
    match moments {
        [first, _, ..] if one_month && first.time.is_none() => {
            let days: Vec<String> = moments.iter().map(|m| format!("{:02}", m.day.day())).collect();
            format!("ngày {} {}", days.join(", "), month_in_full(first.day))
        }
        _ => moments.iter().map(one).collect::<Vec<_>>().join("; "),
    }
}

/// `3/5/2024` for "ngày 03 tháng 5 năm 2024".
pub(super) fn of_words(text: &str) -> Option<String> {
    let bare = text.strip_prefix("ngày ").or_else(|| text.strip_prefix("Ngày ")).unwrap_or(text);
    let (day, rest) = bare.split_once(" tháng ")?;
    let (month, year) = rest.split_once(" năm ")?;
    Some([day, month, year].map(str::trim).join("/"))
}

/// Days of one month share it (`4,5/5/2024`), of one year the year (`30/4, 1/5/2024`).
fn days_slashed(days: &[NaiveDate]) -> String {
    let same = |key: fn(&NaiveDate) -> (i32, u32)| days.windows(2).all(|w| key(&w[0]) == key(&w[1]));
    let Some(last) = days.last() else { return String::new() };
    if same(|d| (d.year(), d.month())) {
        let list: Vec<String> = days.iter().map(|d| d.day().to_string()).collect();
        format!("{}/{}/{}", list.join(","), last.month(), last.year())
    } else if same(|d| (d.year(), 0)) {
        let list: Vec<String> = days.iter().map(|d| format!("{}/{}", d.day(), d.month())).collect();
        format!("{}/{}", list.join(", "), last.year())
    } else {
        days.iter().map(|d| slashed(*d)).collect::<Vec<_>>().join(", ")
    }
}
