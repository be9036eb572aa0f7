//! The meetings of a document as a calendar file (RFC 5545).
//!
//! An event keeps its UID as long as office, plan and `ma` (or the place in the plan) stay, so that an
//! edited plan updates what was imported. Times are those of Vietnam, which has had no other since 1975.

use crate::{calendar::Moment, van_ban::VanBan};
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta, Weekday};
use icalendar::{Calendar, Component, Event, Property};

/// What a document sets a time for.
#[derive(Debug, Clone, Default)]
pub struct Lich {
    /// The office's name, for letters only.
    pub co_quan: String,
    /// The office's name.
    pub ten: String,
    /// The kind and the period.
    pub ke_hoach: String,
    /// The last day of the period.
    pub cuoi_ky: Option<NaiveDate>,
    /// The events, in the order of the plan.
    pub su_kien: Vec<SuKien>,
}

/// A meeting.
#[derive(Debug, Clone)]
pub struct SuKien {
    /// What the plan calls it, or its place there.
    pub ma: String,
    /// Its name.
    pub ten: String,
    /// What else the plan says of it: what it is called, and the text.
    pub ghi_chu: Vec<(String, String)>,
    /// When.
    pub luc: Vec<Moment>,
    /// The weekdays of what recurs every week.
    pub thu: Vec<Weekday>,
    /// The days of the period on which these fall.
    pub hang_tuan: Vec<NaiveDate>,
}

const ZONE: &str = "Asia/Ho_Chi_Minh";

/// The crate has no component for a time zone: this one stands before the first event.
const VTIMEZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\nBEGIN:STANDARD\r\n\
    DTSTART:19750613T000000\r\nTZNAME:+07\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0700\r\n\
    END:STANDARD\r\nEND:VTIMEZONE\r\n";

/// The calendar of a document; one without events is a calendar too.
pub fn ics(van_ban: &VanBan) -> Vec<u8> {
    let lich = &van_ban.lich;
    let stamp = van_ban.info.ngay.format("%Y%m%dT000000Z").to_string();
    let mut calendar = Calendar::empty();
    let product = format!("-//vanban//{}//VI", env!("CARGO_PKG_VERSION"));
    for (key, value) in
        [("VERSION", "2.0"), ("PRODID", &product), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")]
    {
        calendar.append_property(Property::new(key, value));
    }
    // The crate writes these two as they are.
    let name = escaped(&format!("{} - {}", van_ban.info.tieu_de, lich.ten));
    calendar.append_property(Property::new("X-WR-CALNAME", name));
    calendar.append_property(Property::new("X-WR-TIMEZONE", ZONE));
    for su_kien in &lich.su_kien {
        for event in events(lich, su_kien, &stamp) {
            calendar.push(event);
        }
    }
    let text = calendar.to_string();
    let at = text.find("BEGIN:VEVENT").or_else(|| text.find("END:VCALENDAR")).unwrap_or(text.len());
    format!("{}{VTIMEZONE}{}", &text[..at], &text[at..]).into_bytes()
}

/// A row's events: a series by the week, or a run of days each.
fn events(lich: &Lich, su_kien: &SuKien, stamp: &str) -> Vec<Event> {
    let (series, single) = parted(su_kien);
    let mut events = Vec::new();
    if let Some((first, skipped)) = series {
        let mut event = begun(lich, su_kien, stamp, 1, first);
        event.append_property(Property::new("RRULE", rule(&su_kien.thu, lich.cuoi_ky, first)));
        for day in skipped {
            event.append_multi_property(date("EXDATE", Moment { day, time: first.time }));
        }
        events.push(event.done());
    }
    for run in runs(&single) {
        let (first, last) = (run[0], run[run.len() - 1]);
        let mut event = begun(lich, su_kien, stamp, events.len() + 1, first);
        if first.time.is_none() {
            // The day after the last.
            event.append_property(date("DTEND", Moment { day: last.day + Days::new(1), time: None }));
        }
        events.push(event.done());
    }
    events
}

/// An event with its names; the first of a row has the row's own UID.
fn begun(lich: &Lich, su_kien: &SuKien, stamp: &str, number: usize, first: Moment) -> Event {
    let number = if number > 1 { format!("-{number}") } else { String::new() };
    let mut event = Event::new();
    event
        .uid(&format!("{}{number}.{}@{}.vanban", su_kien.ma, lich.ke_hoach, lich.co_quan))
        .summary(&su_kien.ten)
        .append_property(Property::new("DTSTAMP", stamp))
        .append_property(date("DTSTART", first));
    if !su_kien.ghi_chu.is_empty() {
        let lines: Vec<String> =
            su_kien.ghi_chu.iter().map(|(nhan, text)| format!("{nhan}: {text}")).collect();
        event.description(&lines.join("\n"));
    }
    event
}

/// The first of a weekly series, and the days that it leaves out.
type Series = (Moment, Vec<NaiveDate>);

/// The first of a weekly series with the days that it leaves out, and the moments that are no part of it.
fn parted(su_kien: &SuKien) -> (Option<Series>, Vec<Moment>) {
    let mut luc = su_kien.luc.clone();
    luc.sort_by_key(|moment| (moment.day, moment.time));
    let time = luc.first().and_then(|moment| moment.time);
    let of_series = |moment: &Moment| su_kien.hang_tuan.contains(&moment.day) && moment.time == time;
    let Some(first) = luc.iter().copied().find(of_series).filter(|_| !su_kien.thu.is_empty()) else {
        return (None, luc);
    };
    // One date is where the series begins.
    let alone = luc.len() == 1;
    let held = |day: &NaiveDate| alone || luc.iter().any(|moment| of_series(moment) && moment.day == *day);
    let skipped = su_kien.hang_tuan.iter().copied().filter(|day| *day >= first.day && !held(day)).collect();
    let single = luc.iter().copied().filter(|moment| !of_series(moment)).collect();
    (Some((first, skipped)), single)
}

/// Moments by runs of whole days; one with a time is its own.
fn runs(moments: &[Moment]) -> Vec<Vec<Moment>> {
    let mut runs: Vec<Vec<Moment>> = Vec::new();
    for moment in moments {
        let follows = |last: &Moment| {
            last.time.is_none() && moment.time.is_none() && last.day + Days::new(1) == moment.day
        };
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(follows) => run.push(*moment),
            _ => runs.push(vec![*moment]),
        }
    }
    runs
}

/// Every week on these days, to the end of the period.
fn rule(thu: &[Weekday], last: Option<NaiveDate>, first: Moment) -> String {
    let days: Vec<&str> = thu
        .iter()
        .map(|day| ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][day.num_days_from_monday() as usize])
        .collect();
    let until = last.map(|last| match first.time {
        None => format!(";UNTIL={}", last.format("%Y%m%d")),
        // In the time of Greenwich, as the rule is for times of a zone.
        Some(_) => {
            let end = last.and_time(NaiveTime::MIN) + TimeDelta::hours(24 - 7) - TimeDelta::seconds(1);
            format!(";UNTIL={}", end.format("%Y%m%dT%H%M%SZ"))
        }
    });
    format!("FREQ=WEEKLY{};BYDAY={}", until.unwrap_or_default(), days.join(","))
}

/// A day, or a time of Vietnam.
fn date(key: &str, moment: Moment) -> Property {
    match moment.time {
        None => {
            Property::new(key, moment.day.format("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done()
        }
        Some(time) => {
            let at = moment.day.and_time(time).format("%Y%m%dT%H%M%S").to_string();
            Property::new(key, at).add_parameter("TZID", ZONE).done()
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;").replace('\n', "\\n")
}
