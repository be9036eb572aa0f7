//! Dates and times in the words of a document.

use crate::{
    calendar::{Moment, described, slashed, weekday_name},
    check::{Passage, Reading, THOI_GIAN, Written, linked, pattern, tables_with_a_time},
    diagnostic::{Diagnostic, Findings},
    plan::Val,
};
use chrono::{Datelike, Months, NaiveDate, Weekday};

rules! {
    /// A day that no calendar has.
    NGAY_TRONG_LOI_SAI: "ngay-trong-loi-sai", Error, "PL I, Phần I, II.4.b", "Ngày nêu trong lời văn phải có thật.",
        "ghi_chu = [\"Nộp báo cáo trước ngày 31/6/2024\"]", "ghi_chu = [\"Nộp báo cáo trước ngày 30/6/2024\"]" => prose(unreal);
    /// Zeros before days and months.
    NGAY_THANG_SO_KHONG: "ngay-thang-so-khong", Warning, "PL I, Phần I, II.4.b", "Số chỉ ngày nhỏ hơn 10 và tháng 1, 2 ghi thêm số 0 phía trước; tháng khác thì không.",
        "ghi_chu = [\"Nộp báo cáo trước ngày 5 tháng 06 năm 2024\"]", "ghi_chu = [\"Nộp báo cáo trước ngày 05 tháng 6 năm 2024\"]" => prose(padding);
    /// A weekday that is not that of its date.
    THU_KHONG_KHOP: "thu-khong-khop", Warning, "", "Thứ trong tuần phải là thứ của ngày ghi cạnh nó.",
        "ghi_chu = [\"Giao ban thứ Hai, ngày 7/5/2024\"]", "ghi_chu = [\"Giao ban thứ Ba, ngày 7/5/2024\"]" => chu(weekdays);
    /// An end before its beginning.
    KET_THUC_TRUOC: "ket-thuc-truoc-bat-dau", Warning, "", "Thời gian kết thúc không đứng trước thời gian bắt đầu.",
        "ghi_chu = [\"Đợt kiểm tra từ ngày 20/5 đến ngày 10/5/2024\"]", "ghi_chu = [\"Đợt kiểm tra từ ngày 10/5 đến ngày 20/5/2024\"]" => prose(backwards);
    /// A meeting on a day off.
    HOP_NGAY_NGHI: "hop-ngay-nghi", Warning, "", "Cuộc họp rơi vào ngày nghỉ; đúng ý thì viết neu_nghi = \"giu\".",
        "hoi_nghi = [{ ten = \"Họp giao ban\", thoi_gian = 2024-05-11 }]", "hoi_nghi = [{ ten = \"Họp giao ban\", thoi_gian = 2024-05-10 }]" => chu(on_a_day_off);
    /// A meeting outside the period.
    HOP_NGOAI_KY: "hop-ngoai-ky", Warning, "", "Cuộc họp nằm trong kỳ của kế hoạch.",
        "hoi_nghi = [{ ten = \"Họp giao ban\", thoi_gian = 2024-04-10 }]", "hoi_nghi = [{ ten = \"Họp giao ban\", thoi_gian = 2024-05-10 }]" => chu(outside_the_period);
}

fn unreal(passage: &Passage, findings: &mut Findings) {
    for written in passage.dates.iter().filter(|written| !written.is_real()) {
        let first = NaiveDate::from_ymd_opt(written.year.unwrap_or(2024), written.month, 1);
        let last = first.and_then(|first| (first + Months::new(1)).pred_opt());
        let why = match last {
            Some(last) => format!("tháng {} có {} ngày", written.month, last.day()),
            None => "một năm có 12 tháng".to_owned(),
        };
        let message = format!("không có ngày `{}`", &passage.as_str()[written.range.clone()]);
        let found = passage.finding(&NGAY_TRONG_LOI_SAI, written.range.clone(), message);
        findings.push_all(found.map(|found| found.label(why)));
    }
}

fn padding(passage: &Passage, findings: &mut Findings) {
    findings.push_all(passage.dates.iter().filter_map(|written| padded(passage, written)));
}

/// A date in full words whose zeros are not those of the decree.
fn padded(passage: &Passage, written: &Written) -> Option<Diagnostic> {
    let text = &passage.as_str()[written.range.clone()];
    let year = written.year.filter(|_| written.in_words && written.is_real())?;
    let numbers: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let day = format!("{:02}", written.day);
    let month = if written.month < 3 { format!("{:02}", written.month) } else { written.month.to_string() };
    if numbers.first() == Some(&day.as_str()) && numbers.get(1) == Some(&month.as_str()) || passage.is_upper()
    {
        return None;
    }
    let right = format!("{day} tháng {month} năm {year}");
    let message = format!("`{text}` viết số 0 chưa đúng chỗ");
    let found = passage.mended(&NGAY_THANG_SO_KHONG, written.range.clone(), &right, message)?;
    Some(found.label(format!("viết `{right}`")))
}

pattern!(
    WEEKDAY,
    r"(?i)\bthứ\s+(hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])\b|\b(chủ\s+nhật)\b",
    ["hứ ", "HỨ ", "hủ ", "HỦ "]
);

fn weekdays(reading: &Reading<'_>, findings: &mut Findings) {
    for passage in reading.prose().filter(|passage| !passage.dates.is_empty()) {
        let mut taken = Vec::new();
        for groups in WEEKDAY.captures_iter(passage.as_str()) {
            findings.push_all(mismatch(reading, passage, &groups, &mut taken));
        }
    }
}

/// A weekday beside a date that has another; a date belongs to the first weekday that stands beside it.
fn mismatch(
    reading: &Reading<'_>,
    passage: &Passage,
    groups: &regex::Captures<'_>,
    taken: &mut Vec<usize>,
) -> Option<Diagnostic> {
    let text = passage.as_str();
    let (all, word) = (groups.get(0)?, groups.get(1).or_else(|| groups.get(2))?.as_str());
    if !means_a_day(&text[..all.start()], word) {
        return None;
    }
    let i = passage.dates.iter().position(|date| {
        let ahead = text.get(all.end()..date.range.start).is_some_and(links);
        let behind = text.get(date.range.end..all.start()).is_some_and(|between| between.trim() == "(");
        (ahead || behind) && !taken.contains(&date.range.start)
    })?;
    let written = &passage.dates[i];
    taken.push(written.range.start);
    let later = passage.dates[i..].iter().find_map(|date| date.year);
    let date = written.date(later.or(reading.year())?)?;
    // Without a year of its own a date may be of the year that begins.
    let other = written.year.is_none() && later.is_none();
    let may_be = other.then(|| written.date(date.year() + 1)).flatten();
    let said = weekday(word);
    if said == date.weekday() || may_be.is_some_and(|date| said == date.weekday()) {
        return None;
    }
    let day = &text[written.range.clone()];
    let message =
        format!("`{}` không khớp: {} là {}", all.as_str(), slashed(date), weekday_name(date.weekday()));
    let label = format!("kiểm tra thứ và ngày {day}");
    passage.finding(&THU_KHONG_KHOP, all.range(), message).map(|found| found.label(label))
}

/// What may stand between a weekday and its date.
fn links(between: &str) -> bool {
    let between = between.trim().trim_start_matches([',', '(']).trim();
    between.is_empty() || between.to_lowercase() == "ngày"
}

/// Whether `thứ hai` is a weekday and not the second of something.
fn means_a_day(before: &str, word: &str) -> bool {
    if !word.starts_with(char::is_lowercase) || word.to_lowercase().starts_with("chủ") {
        return true;
    }
    let word = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    let times = ["", "sáng", "trưa", "chiều", "tối", "ngày", "vào", "từ", "đến", "và", "hết", "trước"];
    times.contains(&word.as_str())
}

fn weekday(word: &str) -> Weekday {
    match word.to_lowercase().as_str() {
        "hai" | "2" => Weekday::Mon,
        "ba" | "3" => Weekday::Tue,
        "tư" | "4" => Weekday::Wed,
        "năm" | "5" => Weekday::Thu,
        "sáu" | "6" => Weekday::Fri,
        "bảy" | "bẩy" | "7" => Weekday::Sat,
        _ => Weekday::Sun,
    }
}

pattern!(
    YEARS,
    r"(?i)(năm học|giai đoạn|nhiệm kỳ|thời kỳ)\s+(\d{4})\s*[-–]\s*(\d{4})\b",
    ["ăm học", "iai đoạn", "hiệm kỳ", "hời kỳ", "GIAI ĐOẠN", "NĂM HỌC", "NHIỆM KỲ"]
);

fn backwards(passage: &Passage, findings: &mut Findings) {
    findings.push_all(passage.dates.windows(2).filter_map(|pair| ends_before(passage, &pair[0], &pair[1])));
    findings.push_all(YEARS.captures_iter(passage.as_str()).filter_map(|groups| years(passage, &groups)));
    findings.push_all(HOURS.captures_iter(passage.as_str()).filter_map(|groups| hours(passage, &groups)));
}

/// `từ ngày 20/5 đến ngày 10/5/2026`.
fn ends_before(passage: &Passage, from: &Written, to: &Written) -> Option<Diagnostic> {
    let text = passage.as_str();
    let year = to.year.or(from.year)?;
    let (begin, end) = (from.date(year)?, to.date(year)?);
    // From December into January the first year may be left out.
    let over_new_year = from.year.is_none() && from.month >= to.month + 6;
    if !linked(text, from, to) || over_new_year || begin <= end {
        return None;
    }
    let (first, last) = (&text[from.range.clone()], &text[to.range.clone()]);
    let message = format!("kết thúc `{last}` trước khi bắt đầu `{first}`");
    let found = passage.finding(&KET_THUC_TRUOC, from.range.start..to.range.end, message);
    found.map(|found| found.label("kiểm tra hai ngày này"))
}

/// `giai đoạn 2025-2021`; `năm học 2025-2027`.
fn years(passage: &Passage, groups: &regex::Captures<'_>) -> Option<Diagnostic> {
    let all = groups.get(0)?;
    let (from, to): (i32, i32) = (groups[2].parse().ok()?, groups[3].parse().ok()?);
    let of_school = groups[1].to_lowercase() == "năm học";
    let why = if to < from {
        "kết thúc trước khi bắt đầu"
    } else if of_school && to != from + 1 {
        "một năm học gồm hai năm liền nhau"
    } else {
        return None;
    };
    passage.finding(&KET_THUC_TRUOC, all.range(), format!("`{}`: {why}", all.as_str()))
}

pattern!(
    HOURS,
    r"(?i)\btừ\s+(?:lúc\s+)?(\d{1,2})\s*(?:giờ|h|g|:)\s*(\d{2})?(?:\s*phút|')?\s*(?:đến|tới|[-–])\s*(?:lúc\s+)?(\d{1,2})\s*(?:giờ|h|g|:)\s*(\d{2})?(?:\s*phút\b|')?",
    ["từ ", "Từ ", "TỪ "]
);

/// `từ 8 giờ đến 7 giờ`. What goes into the night, or on a clock of twelve hours, may be right.
fn hours(passage: &Passage, groups: &regex::Captures<'_>) -> Option<Diagnostic> {
    let all = groups.get(0)?;
    let number = |group: usize| groups.get(group).map_or(Some(0), |part| part.as_str().parse::<u32>().ok());
    let (from, to) = ((number(1)?, number(2)?), (number(3)?, number(4)?));
    let one_half = [5..=12, 13..=24].iter().any(|half| half.contains(&from.0) && half.contains(&to.0));
    let next = passage.as_str()[all.end()..].trim_start().to_lowercase();
    let goes_on = ["chiều", "tối", "đêm", "sáng", "ngày", "hôm", "thứ", "trưa"];
    if to >= from || !one_half || goes_on.iter().any(|word| next.starts_with(word)) {
        return None;
    }
    let message = format!("`{}`: kết thúc trước khi bắt đầu", all.as_str().trim_end());
    let found =
        passage.finding(&KET_THUC_TRUOC, all.start()..all.start() + all.as_str().trim_end().len(), message);
    found.map(|found| found.label("kiểm tra hai giờ này"))
}

/// Every time of a meeting that is a day, with where it was written and the meeting's other keys.
fn moments<'a>(
    reading: &'a Reading<'a>,
    mut visit: impl FnMut(&'a crate::plan::Bang, crate::source::Span, &[Moment]),
) {
    tables_with_a_time(&reading.context.plan.root, &mut |table| {
        if let Some((item, Val::ThoiGian(_, moments))) = table.item(THOI_GIAN).map(|item| (item, &item.val)) {
            visit(table, item.span, moments);
        }
    });
}

fn on_a_day_off(reading: &Reading<'_>, findings: &mut Findings) {
    let lich = reading.context.plan.lich_nghi();
    moments(reading, |table, span, moments| {
        let kept = reading.context.plan.text(table, "neu_nghi");
        if kept.is_some_and(|kept| kept.as_str().trim() == "giu") {
            return;
        }
        for day in moments.iter().map(|moment| moment.day) {
            if let Some(off) = lich.day_off(day) {
                let message = format!("họp vào ngày nghỉ: {}", described(day, &off));
                let found = Diagnostic::new(&HOP_NGAY_NGHI, span, message);
                findings.push(found.hint("đúng ý thì viết neu_nghi = \"giu\" bên cạnh"));
            }
        }
    });
}

fn outside_the_period(reading: &Reading<'_>, findings: &mut Findings) {
    let Some(ky) = reading.context.ky() else { return };
    let (first, last) = (ky.first_day(), ky.last_day());
    moments(reading, |table, span, moments| {
        // What recurs may give way to a day off, beyond the period.
        if table.get("lap_lai").is_some() {
            return;
        }
        for moment in moments.iter().filter(|moment| !(first..=last).contains(&moment.day)) {
            let message = format!("ngày {} nằm ngoài kỳ", slashed(moment.day));
            let label = format!("kỳ này từ {} đến {}", slashed(first), slashed(last));
            findings.push(Diagnostic::new(&HOP_NGOAI_KY, span, message).label(label));
        }
    });
}
