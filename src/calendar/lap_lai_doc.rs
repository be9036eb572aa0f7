//! Reads the words of a recurrence.

use super::lap_lai::{Khi, LapLai, Thu, Vong};
use crate::encoding::normalised;
use chrono::{NaiveDate, Weekday};

/// Reads a recurrence, blind to case; `hàng` and `mỗi` are `hằng`.
pub(super) fn parse(text: &str) -> Option<LapLai> {
    let text = normalised(text).to_lowercase().replace(',', " , ");
    let words = text.split_whitespace().map(|word| match word {
        "hàng" | "mỗi" => "hằng",
        _ => word,
    });
    let words: Vec<&str> = words.collect();
    // The time of day does not change the day.
    let words = match words.as_slice() {
        ["vào", rest @ ..] => rest,
        words => words,
    };
    let words = match words {
        ["sáng" | "chiều" | "tối", rest @ ..] => rest,
        words => words,
    };
    let (khi, vong) = round(words)?;
    let khi = when(khi, &vong)?;
    Some(LapLai { khi, vong })
}

/// The last words, which say how often, and those before them.
fn round<'a, 'b>(words: &'b [&'a str]) -> Option<(&'b [&'a str], Vong)> {
    match words {
        [rest @ .., "âm", "lịch", "hằng", "năm"] | [rest @ .., "âm", "lịch"] => {
            Some((rest, Vong::NamAm))
        }
        [rest @ .., "hằng", "tuần"] => Some((rest, Vong::Tuan)),
        [rest @ .., "hằng", "tháng"] => Some((rest, Vong::Thang)),
        [rest @ .., "hằng", "quý"] => Some((rest, Vong::Quy(None))),
        [rest @ .., "tháng", "đầu", "quý"] => Some((rest, Vong::Quy(Some(1)))),
        [rest @ .., "tháng", "giữa", "quý"] => Some((rest, Vong::Quy(Some(2)))),
        [rest @ .., "tháng", "cuối", "quý"] => Some((rest, Vong::Quy(Some(3)))),
        [rest @ .., "hằng", "năm"] => {
            let Some(at) = rest.iter().position(|word| *word == "tháng") else {
                return Some((rest, Vong::Nam(Vec::new())));
            };
            let months = rest[at + 1..].split(|word| matches!(*word, "," | "và"));
            let months = months.map(|month| match month {
                [month] => number(month, 12),
                _ => None,
            });
            Some((&rest[..at], Vong::Nam(months.collect::<Option<_>>()?)))
        }
        _ => None,
    }
}

/// The first words, which say when; not every day goes with every round.
fn when(words: &[&str], vong: &Vong) -> Option<Khi> {
    let monthly = match vong {
        Vong::Thang | Vong::Quy(Some(_)) => true,
        Vong::Nam(months) => !months.is_empty(),
        _ => false,
    };
    let framed = monthly || matches!(vong, Vong::Quy(None) | Vong::Nam(_));
    match words {
        [] if *vong != Vong::NamAm => Some(Khi::Loi),
        ["ngày", "làm", "việc", thu @ ..] if framed => Some(Khi::LamViec(ordinal(thu, 23)?)),
        ["ngày", day] if day.contains('/') => {
            let (ngay, thang) = day.split_once('/')?;
            day_and_month(ngay, thang, vong)
        }
        ["ngày", ngay, "tháng", thang] => day_and_month(ngay, thang, vong),
        // `ngày 19 tháng 5 hằng năm`: the round took the month.
        ["ngày", ngay] if matches!(vong, Vong::Nam(months) if months.len() == 1) => {
            let Vong::Nam(months) = vong else { return None };
            day_and_month(ngay, &months[0].to_string(), vong)
        }
        ["ngày", ngay] if monthly => {
            number(ngay, 31).map(Thu::So).or_else(|| ordinal(&words[1..], 31)).map(Khi::Ngay)
        }
        ["ngày", thu @ ..] if monthly => Some(Khi::Ngay(ordinal(thu, 31)?)),
        ["tuần", number] if monthly => week(number).map(Khi::Tuan),
        ["tuần", thu @ ..] if monthly => Some(Khi::Tuan(ordinal(thu, 5)?)),
        _ if *vong == Vong::Tuan => weekdays(words).map(Khi::MoiThu),
        _ if framed => {
            let (day, thu) = weekday(words)?;
            Some(Khi::ThuTrongKy(day, ordinal(thu, 5)?))
        }
        _ => None,
    }
}

/// `ngày 19/5`: a day that there is in some year.
fn day_and_month(ngay: &str, thang: &str, vong: &Vong) -> Option<Khi> {
    let (ngay, thang) = (number(ngay, 31)?, number(thang, 12)?);
    let there_is = match vong {
        Vong::NamAm => ngay <= 30,
        // A leap year has them all.
        Vong::Nam(_) => NaiveDate::from_ymd_opt(2024, thang, ngay).is_some(),
        _ => false,
    };
    there_is.then_some(Khi::NgayThang(ngay, thang))
}

fn week(word: &str) -> Option<Thu> {
    number(word, 5).map(Thu::So).or_else(|| ordinal(&[word], 5))
}

/// `đầu tiên`, `thứ ba`, `cuối cùng`.
fn ordinal(words: &[&str], most: u32) -> Option<Thu> {
    match words {
        ["đầu"] | ["đầu", "tiên"] => Some(Thu::So(1)),
        ["cuối"] | ["cuối", "cùng"] => Some(Thu::Cuoi),
        ["thứ", "nhất"] => Some(Thu::So(1)),
        ["thứ", "nhì" | "hai"] => Some(Thu::So(2)),
        ["thứ", "ba"] => Some(Thu::So(3)),
        ["thứ", "tư"] => Some(Thu::So(4)),
        ["thứ", "năm"] => Some(Thu::So(5)),
        ["thứ", number] => self::number(number, most).map(Thu::So),
        _ => None,
    }
}

/// A weekday, and the words after it.
fn weekday<'a, 'b>(words: &'b [&'a str]) -> Option<(Weekday, &'b [&'a str])> {
    let (day, rest) = match words {
        ["chủ", "nhật", rest @ ..] | ["cn", rest @ ..] => (Weekday::Sun, rest),
        ["thứ", day, rest @ ..] => {
            let day = match *day {
                "hai" | "2" => Weekday::Mon,
                "ba" | "3" => Weekday::Tue,
                "tư" | "4" => Weekday::Wed,
                "năm" | "5" => Weekday::Thu,
                "sáu" | "6" => Weekday::Fri,
                "bảy" | "7" => Weekday::Sat,
                _ => return None,
            };
            (day, rest)
        }
        _ => return None,
    };
    Some((day, rest))
}

/// `thứ Ba, thứ Năm`, `thứ Hai và thứ Sáu`.
fn weekdays(words: &[&str]) -> Option<Vec<Weekday>> {
    let parts = words.split(|word| matches!(*word, "," | "và")).filter(|part| !part.is_empty());
    let days = parts.map(|part| match weekday(part)? {
        (day, []) => Some(day),
        _ => None,
    });
    let mut days = days.collect::<Option<Vec<Weekday>>>()?;
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    (!days.is_empty()).then_some(days)
}

fn number(word: &str, most: u32) -> Option<u32> {
    let plain = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|number| plain && (1..=most).contains(number))
}

#[cfg(test)]
mod tests {
    use crate::calendar::{FORMS, Ky, Lan, LapLai, LichNghi, NeuNghi, slashed};

    /// The days on which `text` falls in `ky`; `lời` where the plan says it, `không` where it does not.
    fn falls(text: &str, ky: &str) -> String {
        let lap_lai = LapLai::parse(text).unwrap_or_else(|| panic!("{text} is not understood"));
        match lap_lai.within(Ky::parse(ky).expect("a period"), &LichNghi::default()) {
            Lan::Ngay(days) => days.into_iter().map(slashed).collect::<Vec<_>>().join(" "),
            Lan::Loi => "lời".to_owned(),
            Lan::Khong => "không".to_owned(),
        }
    }

    #[test]
    fn every_form_falls_where_a_clerk_expects_it() {
        for (text, ky, days) in [
            ("ngày 25 hằng tháng", "2024-06", "25/6/2024"),
            ("Ngày 25 hàng tháng", "2024-Q3", "25/7/2024 25/8/2024 25/9/2024"),
            ("ngày 31 hằng tháng", "2024-02", "29/2/2024"),
            ("ngày cuối cùng hằng tháng", "2025-02", "28/2/2025"),
            ("thứ Hai đầu tiên hằng tháng", "2024-06", "3/6/2024"),
            ("thứ hai đầu tiên mỗi tháng", "2024-09", "2/9/2024"),
            ("thứ Năm thứ hai hằng tháng", "2024-08", "8/8/2024"),
            ("thứ Sáu cuối cùng hằng tháng", "2024-05", "31/5/2024"),
            ("Chủ nhật thứ năm hằng tháng", "2024-05", "không"),
            ("Chiều thứ 5 hàng tuần", "2024-06", "6/6/2024 13/6/2024 20/6/2024 27/6/2024"),
            ("thứ Ba, thứ Sáu hằng tuần", "2024-W23", "4/6/2024 7/6/2024"),
            ("thứ Sáu và thứ Ba hằng tuần", "2024-W23", "4/6/2024 7/6/2024"),
            ("ngày làm việc cuối cùng hằng tháng", "2024-08", "30/8/2024"),
            ("ngày làm việc đầu tiên hằng tháng", "2024-05", "2/5/2024"),
            ("ngày làm việc thứ 3 hằng tháng", "2024-06", "5/6/2024"),
            ("ngày làm việc đầu tiên hằng quý", "2025-01", "2/1/2025"),
            ("ngày làm việc đầu tiên hằng quý", "2025-02", "không"),
            ("tuần 3 hằng tháng", "2024-06", "lời"),
            ("tuần cuối hằng tháng", "2024-06", "lời"),
            ("tháng cuối quý", "2024-06", "lời"),
            ("tháng cuối quý", "2024-07", "không"),
            ("ngày 25 tháng cuối quý", "2024-Q2", "25/6/2024"),
            ("thứ Hai đầu tiên tháng đầu quý", "2024-07", "1/7/2024"),
            ("tuần 2 tháng 6, 12 hằng năm", "2024-12", "lời"),
            ("tuần 2 tháng 6, 12 hằng năm", "2024-11", "không"),
            ("ngày 19/5 hằng năm", "2024-05", "19/5/2024"),
            ("ngày 19 tháng 5 hằng năm", "2024", "19/5/2024"),
            ("ngày 10/3 âm lịch", "2025-04", "7/4/2025"),
            ("ngày 10/3 âm lịch", "2025-03", "không"),
            ("ngày 23/12 âm lịch hằng năm", "2025-01", "22/1/2025"),
            ("hằng tháng", "2024-06", "lời"),
        ] {
            assert_eq!(falls(text, ky), days, "{text} in {ky}");
        }
    }

    #[test]
    fn the_forms_that_a_message_lists_are_understood() {
        for form in FORMS {
            assert!(LapLai::parse(form).is_some(), "{form}");
        }
    }

    #[test]
    fn what_is_no_recurrence_is_refused() {
        for wrong in [
            "",
            "hằng ngày",
            "ngày 25",
            "ngày 32 hằng tháng",
            "ngày 0 hằng tháng",
            "ngày 25 hằng tuần",
            "ngày 25 hằng quý",
            "thứ Tám hằng tuần",
            "thứ Hai hằng tháng",
            "thứ Hai đầu tiên",
            "tuần 6 hằng tháng",
            "ngày 30/2 hằng năm",
            "ngày 31/3 âm lịch",
            "âm lịch",
            "tháng 13 hằng năm",
            "25 hằng tháng",
        ] {
            assert_eq!(LapLai::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_off_are_left_as_asked() {
        let lich = LichNghi::default();
        for (neu_nghi, day, meant) in [
            ("truoc", "2024-08-25", "2024-08-23"),
            ("truoc", "2025-01-25", "2025-01-24"),
            ("truoc", "2025-05-25", "2025-05-23"),
            ("truoc", "2024-06-25", "2024-06-25"),
            ("sau", "2024-09-02", "2024-09-04"),
            ("sau", "2025-04-07", "2025-04-08"),
            ("sau", "2024-04-28", "2024-05-02"),
            ("giu", "2024-08-25", "2024-08-25"),
        ] {
            let neu_nghi = NeuNghi::parse(neu_nghi).expect("one of the three");
            let day = day.parse().expect("a day");
            assert_eq!(neu_nghi.settle(day, &lich).to_string(), meant);
        }
        assert_eq!(NeuNghi::parse("trước"), None);
    }
}
