//! The calendar file: read back by a reader of its own, strictly as RFC 5545 has it.

use crate::support::plans::{OFFICE, composed, composed_with, plan_with};
use std::collections::BTreeMap;
use vanban::{VanBan, ics::ics};

/// A component: its properties as `NAME;PARAMETERS` and value, and what is in it.
#[derive(Debug, Default)]
struct Component {
    properties: Vec<(String, String)>,
    inner: Vec<(String, Component)>,
}

impl Component {
    fn get(&self, name: &str) -> &str {
        let mut found = self.properties.iter().filter(|(key, _)| key == name);
        let value = found.next().unwrap_or_else(|| panic!("no {name} in {self:?}"));
        assert!(found.next().is_none(), "two of {name}");
        &value.1
    }

    fn events(&self) -> Vec<&Component> {
        self.inner.iter().filter(|(name, _)| name == "VEVENT").map(|(_, event)| event).collect()
    }
}

/// Reads a file; panics at whatever the standard does not allow.
fn read(bytes: &[u8]) -> Component {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    assert!(text.ends_with("\r\n") && text.matches('\n').count() == text.matches("\r\n").count());
    // A line has 75 bytes at most; the writer counts without the blank that continues one.
    text.split("\r\n").for_each(|line| assert!(line.len() <= 76, "{} bytes: {line}", line.len()));
    let whole = text.replace("\r\n ", "");
    let mut open: Vec<(String, Component)> = vec![(String::new(), Component::default())];
    for line in whole.split_terminator("\r\n") {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no colon: {line}"));
        match name {
            "BEGIN" => open.push((value.to_owned(), Component::default())),
            "END" => {
                let (begun, component) = open.pop().expect("begun");
                assert_eq!(begun, value);
                open.last_mut().expect("an outer one").1.inner.push((begun, component));
            }
            _ => {
                let value =
                    value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
                open.last_mut().expect("an outer one").1.properties.push((name.to_owned(), value));
            }
        }
    }
    let (_, mut root) = open.pop().expect("the file");
    assert!(open.is_empty() && root.inner.len() == 1);
    let (name, calendar) = root.inner.pop().expect("one");
    assert_eq!(name, "VCALENDAR");
    calendar
}

fn calendar(van_ban: &VanBan) -> Component {
    let calendar = read(&ics(van_ban));
    assert_eq!((calendar.get("VERSION"), calendar.get("CALSCALE")), ("2.0", "GREGORIAN"));
    assert!(calendar.get("PRODID").starts_with("-//vanban//"));
    let (name, zone) = &calendar.inner[0];
    assert_eq!((name.as_str(), zone.get("TZID")), ("VTIMEZONE", "Asia/Ho_Chi_Minh"));
    assert_eq!((zone.inner[0].0.as_str(), zone.inner[0].1.get("TZOFFSETTO")), ("STANDARD", "+0700"));
    let mut uids = BTreeMap::new();
    for event in calendar.events() {
        assert!(uids.insert(event.get("UID").to_owned(), ()).is_none(), "two events of one UID");
        assert!(event.get("DTSTAMP").ends_with("T000000Z"));
    }
    calendar
}

fn meetings(rows: &str) -> Component {
    let plan = plan_with(&format!(
        "-noi_dung\nloai = \"chuong-trinh\"\nkhuon = \"chuong-trinh-thang\"\nky = \"2026-03\"\nngay_ban_hanh = \"2026\"\nhoi_nghi = [{rows}]"
    ));
    let composed = composed(&plan);
    calendar(&composed.van_ban.unwrap_or_else(|| panic!("no document: {:?}", composed.findings)))
}

/// The properties of an event, but those that say what and not when.
fn when(event: &Component) -> Vec<String> {
    let silent = |key: &str| ["UID", "DTSTAMP", "SUMMARY", "DESCRIPTION"].contains(&key);
    event
        .properties
        .iter()
        .filter(|(key, _)| !silent(key))
        .map(|(key, value)| format!("{key}:{value}"))
        .collect()
}

#[test]
fn the_meetings_of_may_are_a_calendar() {
    let plan = include_str!("../data/examples/kien-thuy/2024-05.toml");
    let office = include_str!("../data/examples/kien-thuy/vanban.toml");
    let of = |plan: &str| calendar(&composed_with(plan, office).van_ban.expect("a document"));
    let may = of(plan);
    let events = may.events();
    // What has no day is in no calendar.
    assert_eq!(events.len(), 3);
    assert_eq!(when(events[0]), ["DTEND;VALUE=DATE:20240506", "DTSTART;VALUE=DATE:20240504"]);
    assert_eq!(when(events[1]), ["DTEND;VALUE=DATE:20240507", "DTSTART;VALUE=DATE:20240506"]);
    assert_eq!(events[1].get("SUMMARY"), "Chào cờ Tổ quốc, hát Quốc ca và sinh hoạt dưới cờ tháng 5/2024");
    assert_eq!(events[1].get("DESCRIPTION"), "đơn vị chuẩn bị nội dung: Văn phòng HĐND và UBND huyện");
    assert_eq!(events[1].get("DTSTAMP"), "20240101T000000Z");
    let uids: Vec<&str> = events.iter().map(|event| event.get("UID")).collect();
    let office = "chuong-trinh.2024-05@uy-ban-nhan-dan-huyen-kien-thuy.vanban";
    assert_eq!(uids, ["hoi-nghi-1", "chao-co", "phien-thuong-ky"].map(|ma| format!("{ma}.{office}")));
    // An edited plan updates its events.
    let later = of(&plan.replace("thoi_gian = 2024-05-25", "thoi_gian = 2024-05-24T14:00:00"));
    assert_eq!(later.events()[2].get("UID"), uids[2]);
    assert_eq!(when(later.events()[2]), ["DTSTART;TZID=Asia/Ho_Chi_Minh:20240524T140000"]);
}

#[test]
fn what_recurs_every_week_is_a_series() {
    let weekly = "lap_lai = \"thứ Năm hằng tuần\", ma = \"giao-ban\"";
    let rule = "RRULE:FREQ=WEEKLY;UNTIL=20260331;BYDAY=TH";
    let one = |time: &str| {
        let calendar = meetings(&format!("{{ ten = \"Giao ban\", thoi_gian = {time}, {weekly} }}"));
        calendar.events().iter().map(|event| when(event)).collect::<Vec<_>>()
    };
    // In words, from its first day, as a list.
    for time in
        ["\"Chiều thứ Năm hằng tuần\"", "2026-03-05", "[2026-03-05, 2026-03-12, 2026-03-19, 2026-03-26]"]
    {
        assert_eq!(one(time), [["DTSTART;VALUE=DATE:20260305", rule]], "{time}");
    }
    // With a time of day its end is one of Greenwich.
    let timed = [
        "DTSTART;TZID=Asia/Ho_Chi_Minh:20260312T140000",
        "RRULE:FREQ=WEEKLY;UNTIL=20260331T165959Z;BYDAY=TH",
    ];
    assert_eq!(one("2026-03-12T14:00:00"), [timed]);
    // A day that was moved is left out and stands by itself.
    let moved = one("[2026-03-05, 2026-03-13, 2026-03-19, 2026-03-26]");
    assert_eq!(moved[0], ["DTSTART;VALUE=DATE:20260305", rule, "EXDATE;VALUE=DATE:20260312"]);
    assert_eq!(moved[1], ["DTEND;VALUE=DATE:20260314", "DTSTART;VALUE=DATE:20260313"]);
}

#[test]
fn any_words_come_back_as_they_were() {
    let calendar = meetings(
        "{ ten = \"Họp; bàn việc A, B \\\\ và việc rất dài mà một dòng của tệp lịch không chứa hết được phải ngắt ra\", thoi_gian = 2026-03-05 }",
    );
    assert_eq!(
        calendar.events()[0].get("SUMMARY"),
        "Họp; bàn việc A, B \\ và việc rất dài mà một dòng của tệp lịch không chứa hết được phải ngắt ra"
    );
}

#[test]
fn an_invitation_is_an_event_and_a_report_is_an_empty_calendar() {
    let invitation = composed_with(
        include_str!("../data/examples/giay-moi.toml"),
        include_str!("../data/examples/vanban.toml"),
    );
    let invited = calendar(&invitation.van_ban.expect("a document"));
    assert_eq!(invited.events().len(), 1);
    assert!(invited.events()[0].get("DESCRIPTION").contains("địa điểm: "));
    let report = composed_with(&plan_with("loai = \"bao-cao\""), OFFICE).van_ban.expect("a document");
    assert!(calendar(&report).events().is_empty());
}
