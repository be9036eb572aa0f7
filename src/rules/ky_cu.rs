//! What last month's plan left behind: its month or year where this period's belongs.

use crate::{
    calendar::{PartialDate, slashed},
    check::{LOI_VAN, Passage, Reading, Role, is_previous, mentions},
    diagnostic::{Diagnostic, Findings},
};
use chrono::{Days, Months, NaiveDate};

rules! {
    /// The previous period where this one belongs.
    KY_CU: "ky-cu", Warning, "", "Trích yếu, đề mục và tên cuộc họp nêu kỳ của kế hoạch này, không phải kỳ trước.",
        "trich_yeu = \"Công tác tháng 4 năm 2024\"", "trich_yeu = \"Công tác tháng 5 năm 2024\"" => chu(previous);
    /// A period typed by hand that a hole gives elsewhere.
    KY_GO_TAY: "ky-go-tay", Warning, "", "Tháng gõ tay sẽ cũ ở kỳ sau; nơi khác trong cùng kế hoạch đã dùng chỗ trống.",
        "trich_yeu = \"Công tác tháng 5\"\nghi_chu = [\"Giao ban tháng {{ ky.thang }}\"]", "trich_yeu = \"Công tác tháng {{ ky.thang }}\"\nghi_chu = [\"Giao ban tháng {{ ky.thang }}\"]" => chu(by_hand);
    /// A date of issue from before the period before.
    NGAY_BAN_HANH_CU: "ngay-ban-hanh-cu", Warning, "", "Ngày ban hành không phải ngày của kế hoạch kỳ trước.",
        "ngay_ban_hanh = 2024-04-02", "ngay_ban_hanh = 2024-04-29" => chu(issued_long_before);
}

// Passages that name the period of the plan: trích yếu, headings, meetings.
fn naming<'b>(reading: &'b Reading<'b>) -> impl Iterator<Item = &'b Passage> {
    reading
        .prose()
        .filter(|passage| passage.role == Role::Title || passage.is_heading || reading.is_meeting(passage))
}

fn previous(reading: &Reading<'_>, findings: &mut Findings) {
    let Some(ky) = reading.context.ky() else { return };
    for passage in naming(reading) {
        let mentions = mentions(passage, ky);
        if mentions.is_empty() || mentions.iter().any(|mention| mention.period == ky) || looks_back(passage) {
            continue;
        }
        for mention in mentions.iter().filter(|mention| is_previous(mention, ky)) {
            let text = &passage.as_str()[mention.range.clone()];
            let message = format!("`{text}` là kỳ trước của kế hoạch này");
            let typed = !passage.came_through_hole(mention.number.clone());
            let found = passage.finding(&KY_CU, mention.range.clone(), message).filter(|_| typed);
            findings.push_all(found.map(|found| found.label(format!("viết {}", mention.hole))));
        }
    }
}

/// Whether it says that it looks back on a period that is over.
fn looks_back(passage: &Passage) -> bool {
    let lower = passage.as_str().to_lowercase();
    LOI_VAN.ky_cu.nhin_lai.iter().any(|word| lower.contains(word))
}

fn by_hand(reading: &Reading<'_>, findings: &mut Findings) {
    let Some(ky) = reading.context.ky() else { return };
    let current = |passage: &Passage| {
        mentions(passage, ky).into_iter().filter(|mention| mention.period == ky).collect::<Vec<_>>()
    };
    let through = |passage: &Passage| {
        current(passage).iter().any(|mention| passage.came_through_hole(mention.number.clone()))
    };
    if !reading.prose().any(through) {
        return;
    }
    for passage in naming(reading) {
        for mention in current(passage) {
            if !passage.came_through_hole(mention.number.clone()) {
                let text = &passage.as_str()[mention.range.clone()];
                let message = format!("`{text}` gõ tay: kỳ sau sẽ cũ");
                let found = passage.finding(&KY_GO_TAY, mention.number.clone(), message);
                findings.push_all(
                    found.map(|found| found.label(format!("viết {}, như ở chỗ khác", mention.hole))),
                );
            }
        }
    }
}

fn issued_long_before(reading: &Reading<'_>, findings: &mut Findings) {
    let (Some(ky), Some(issued)) = (reading.context.ky(), reading.context.ngay_ban_hanh()) else { return };
    let before = ky.previous();
    let days = (before.last_day() - before.first_day()).num_days().unsigned_abs();
    // The plan of the period before was issued in its first days, or earlier.
    let first_days = before.first_day() + Days::new(days / 8);
    if last_day(issued) < first_days {
        let message = format!("ngày ban hành {} ở trước kỳ này từ lâu", issued.known());
        let label = format!("kỳ bắt đầu ngày {}", slashed(ky.first_day()));
        findings.push(
            Diagnostic::new(&NGAY_BAN_HANH_CU, reading.context.place("ngay_ban_hanh"), message).label(label),
        );
    }
}

/// The last day of what is known of a date.
fn last_day(date: PartialDate) -> NaiveDate {
    let first = date.first_day();
    let months = match date {
        PartialDate { ngay: Some(_), .. } => return first,
        PartialDate { thang: Some(_), .. } => 1,
        _ => 12,
    };
    (first + Months::new(months)).pred_opt().unwrap_or(first)
}
