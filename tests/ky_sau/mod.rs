//! From month to month: the two offices of the examples go round by `next` alone.

mod bat_ky;

use crate::support::plans::{OFFICE, composed_with};
use vanban::{
    Inputs, VanBan,
    calendar::{Ky, Moment},
    next::{Rolled, Viec, roll},
};

const KIEN_THUY: [&str; 2] = [
    include_str!("../../data/examples/kien-thuy/2024-05.toml"),
    include_str!("../../data/examples/kien-thuy/vanban.toml"),
];
const XA_KIEN_THUY: [&str; 2] = [
    include_str!("../../data/examples/xa-kien-thuy/2026-01.toml"),
    include_str!("../../data/examples/xa-kien-thuy/vanban.toml"),
];

fn ky(text: &str) -> Ky {
    Ky::parse(text).expect("a period")
}

fn rolled_bytes(plan: &[u8], office: &str, to: Option<&str>) -> Rolled {
    let office = Some(("vanban.toml".to_owned(), office.as_bytes().to_vec()));
    roll(&Inputs { plan: ("plan.toml".into(), plan.to_vec()), office, ..Inputs::default() }, to.map(ky))
}

fn rolled(plan: &str, office: &str, to: Option<&str>) -> Rolled {
    rolled_bytes(plan.as_bytes(), office, to)
}

/// The next plan; panics with what stands in its way.
fn next(plan: &str, office: &str, to: Option<&str>) -> String {
    let rolled = rolled(plan, office, to);
    let bytes = rolled.bytes.unwrap_or_else(|| panic!("no plan: {:?}", rolled.findings));
    String::from_utf8(bytes).expect("text")
}

/// What was done, as `what: name: detail`.
fn report(rolled: &Rolled, viec: Viec) -> Vec<String> {
    let entries = rolled.report.iter().filter(|entry| entry.viec == viec);
    entries.map(|entry| format!("{}: {}", entry.ten, entry.chi_tiet)).collect()
}

/// The document; what it finds are marks of `next` and what holds of every month.
fn document(plan: &str, office: &str, allowed: &[&str]) -> VanBan {
    let composed = composed_with(plan, office);
    for finding in composed.findings.iter() {
        let known = allowed.contains(&finding.rule.id) || finding.rule.id == "tl-ten-co-quan";
        assert!(known, "{}: {}\n{plan}", finding.rule.id, finding.message);
    }
    composed.van_ban.expect("a document")
}

/// The days of the event `ma`, as `3/6 25/6`.
fn days(van_ban: &VanBan, ma: &str) -> String {
    let su_kien = van_ban.lich.su_kien.iter().filter(|su_kien| su_kien.ma == ma);
    let day = |moment: &Moment| moment.day.format("%-d/%-m").to_string();
    su_kien.flat_map(|su_kien| su_kien.luc.iter().map(day)).collect::<Vec<_>>().join(" ")
}

/// Rolls through the months of the table and holds their days against it.
fn goes_round(example: [&str; 2], columns: &[&str], table: &[(&str, &[&str])], allowed: &[&str]) -> String {
    let [plan, office] = example;
    let mut plan = plan.to_owned();
    for (month, wanted) in table {
        plan = next(&plan, office, None);
        let van_ban = document(&plan, office, allowed);
        assert!(plan.contains(&format!("ky = \"{month}\"")), "{month}");
        let found: Vec<String> = columns.iter().map(|ma| days(&van_ban, ma)).collect();
        assert_eq!(&found, wanted, "{month}\n{plan}");
        let (nam, thang) = month.split_once('-').expect("a month");
        let title = format!("Công tác tháng {} năm {nam}", thang.trim_start_matches('0'));
        assert!(van_ban.info.tieu_de.ends_with(&title), "{}", van_ban.info.tieu_de);
        assert!(plan.contains(&format!("ngay_ban_hanh = \"{nam}\"")), "{month}");
    }
    plan
}

#[test]
fn the_district_goes_from_may_2024_to_june_2025() {
    let table: &[(&str, &[&str])] = &[
        ("2024-06", &["3/6", "25/6"]),
        ("2024-07", &["1/7", "25/7"]),
        // A Sunday: the Friday before.
        ("2024-08", &["5/8", "23/8"]),
        // Quốc khánh on Monday and Tuesday: the Wednesday after.
        ("2024-09", &["4/9", "25/9"]),
        ("2024-10", &["7/10", "25/10"]),
        ("2024-11", &["4/11", "25/11"]),
        ("2024-12", &["2/12", "25/12"]),
        // A Saturday, with which the days of Tết begin.
        ("2025-01", &["6/1", "24/1"]),
        ("2025-02", &["3/2", "25/2"]),
        ("2025-03", &["3/3", "25/3"]),
        // Giỗ Tổ on the first Monday.
        ("2025-04", &["8/4", "25/4"]),
        ("2025-05", &["5/5", "23/5"]),
        ("2025-06", &["2/6", "25/6"]),
    ];
    let allowed = ["hop-ngay-nghi", "con-cho-xem-lai", "tl-ten-co-quan"];
    let last = goes_round(KIEN_THUY, &["chao-co", "phien-thuong-ky"], table, &allowed);
    assert!(!last.contains("Hội diễn Ca – Múa"), "one meeting was of May");
    assert!(!last.contains("80 năm ngày thành lập"), "kept until September 2024");
    assert_eq!(last.matches("giữ lần 13").count(), 10, "ten tasks go on");
    // After that there are no districts.
    let stopped = rolled(&last, KIEN_THUY[1], None);
    let found = stopped.findings.sorted();
    let found = found.iter().find(|found| found.rule.id == "don-vi-khong-con").expect("it stops");
    assert!(stopped.bytes.is_none());
    assert!(found.hints[0].contains("5 đơn vị: Xã Kiến Thụy, "), "{:?}", found.hints);
    assert!(rolled(KIEN_THUY[0], KIEN_THUY[1], Some("2026-01")).bytes.is_none());
}

#[test]
fn the_commune_goes_through_2026() {
    let table: &[(&str, &[&str])] = &[
        // Tết from 16 to 20 February: the Thursday in it is made up on Monday 23.
        ("2026-02", &["2/2", "5/2 12/2 23/2 26/2", "25/2", "27/2", ""]),
        ("2026-03", &["2/3", "5/3 12/3 19/3 26/3", "25/3", "31/3", ""]),
        ("2026-04", &["6/4", "2/4 9/4 16/4 23/4 4/5", "24/4", "29/4", "26/4"]),
        ("2026-05", &["4/5", "7/5 14/5 21/5 28/5", "25/5", "29/5", ""]),
        ("2026-06", &["1/6", "4/6 11/6 18/6 25/6", "25/6", "30/6", ""]),
        ("2026-07", &["6/7", "2/7 9/7 16/7 23/7 30/7", "24/7", "31/7", ""]),
        // Monday 31/8 is off, for Saturday 22/8.
        ("2026-08", &["3/8", "6/8 13/8 20/8 27/8", "25/8", "28/8", ""]),
        ("2026-09", &["7/9", "3/9 10/9 17/9 24/9", "25/9", "30/9", ""]),
        ("2026-10", &["5/10", "1/10 8/10 15/10 22/10 29/10", "23/10", "30/10", ""]),
        ("2026-11", &["2/11", "5/11 12/11 19/11 26/11", "25/11", "30/11", ""]),
        ("2026-12", &["7/12", "3/12 10/12 17/12 24/12 31/12", "25/12", "31/12", ""]),
    ];
    let columns = ["chao-co", "tiep-cong-dan", "phien-thuong-ky", "kiem-ke", "gio-to"];
    let last = goes_round(XA_KIEN_THUY, &columns, table, &["con-cho-xem-lai"]);
    document(XA_KIEN_THUY[0], XA_KIEN_THUY[1], &[]);
    // What is of the quarter stands in its last month, and waits in a comment in the others.
    let has = |month: &str| {
        let plan = next(XA_KIEN_THUY[0], XA_KIEN_THUY[1], Some(month));
        document(&plan, XA_KIEN_THUY[1], &["con-cho-xem-lai"]).plain_text().contains("Sơ kết quý")
    };
    assert_eq!(["2026-02", "2026-03", "2026-04", "2026-06"].map(has), [false, true, false, true]);
    assert!(last.contains("\n# vanban:| ten = \"Dâng hương"), "Giỗ Tổ waits for 2027");
    assert!(last.contains("# vanban: chưa đến kỳ, lần tới 2027-04:"));
    // A time of day stays.
    assert!(last.contains("thoi_gian = 2026-12-07T07:00:00"));
    assert!(!last.contains("Tổng kết công tác dân số") && !last.contains("trụ sở, tài sản công"));
}

#[test]
fn june_says_what_was_done() {
    let may = rolled(KIEN_THUY[0], KIEN_THUY[1], None);
    let june = String::from_utf8(may.bytes.clone().expect("a plan")).expect("text");
    assert_eq!(
        report(&may, Viec::DoiNgay),
        [
            "Chào cờ Tổ quốc, hát Quốc ca và sinh hoạt dưới cờ tháng 6/2024: 6/5/2024 → 3/6/2024",
            "UBND huyện họp phiên thường kỳ tháng 6/2024: 25/5/2024 → 25/6/2024",
        ]
    );
    let out = report(&may, Viec::BoRa);
    assert_eq!(out.len(), 2);
    assert!(out.iter().all(|entry| entry.ends_with("không có lap_lai")), "{out:?}");
    assert_eq!(report(&may, Viec::Giu).len(), 11);
    assert_eq!(report(&may, Viec::XemLai), Vec::<String>::new(), "the sample types no month by hand");
    for entry in &may.report {
        let line = june.lines().nth(entry.dong.expect("a line") - 1).expect("it is there");
        let shows = match entry.viec {
            Viec::DoiNgay => line.starts_with("thoi_gian = 2024-06-"),
            Viec::Giu => line == "[[nhiem_vu]]",
            Viec::BoRa => line == "# vanban: bỏ ra, không có lap_lai:",
            _ => line.starts_with(&entry.ten),
        };
        assert!(shows, "{entry:?}: {line}");
    }
    assert!(june.starts_with("# vanban: lập cho kỳ 2024-06, mã "));
    assert!(vanban::next::is_as_made(&june));
    // All else is the author's, in his order.
    let mut before = KIEN_THUY[0].lines();
    let mut changed = Vec::new();
    for line in june.lines().filter(|line| !line.starts_with("# vanban:")) {
        match before.clone().position(|old| old == line) {
            Some(at) => drop(before.nth(at)),
            None => changed.push(line),
        }
    }
    assert_eq!(changed, ["ky = \"2024-06\"", "thoi_gian = 2024-06-03", "thoi_gian = 2024-06-25"]);
}

#[test]
fn july_replaces_the_comments_of_june() {
    let june = next(KIEN_THUY[0], KIEN_THUY[1], None);
    let july = next(&june, KIEN_THUY[1], None);
    assert!(june.contains("Hội diễn Ca – Múa") && !july.contains("Hội diễn Ca – Múa"));
    assert_eq!((june.matches("giữ lần 1\n").count(), july.matches("giữ lần 2\n").count()), (10, 10));
    assert_eq!(july.matches("# vanban: lập cho kỳ").count(), 1);
    let august = rolled(&july, KIEN_THUY[1], None);
    assert_eq!(report(&august, Viec::XemLai).len(), 10, "kept for the third time");
    // Whoever has looked takes the mark away; the count begins anew.
    let looked = july.replace("# vanban: giữ lần 2\n", "");
    assert!(next(&looked, KIEN_THUY[1], None).contains("# vanban: giữ lần 1\n"));
}

#[test]
fn several_months_at_once_are_as_many_steps() {
    for ([plan, office], to) in [(KIEN_THUY, "2025-03"), (XA_KIEN_THUY, "2026-12")] {
        let mut stepped = plan.to_owned();
        while !stepped.contains(&format!("ky = \"{to}\"")) {
            stepped = next(&stepped, office, None);
        }
        assert_eq!(next(plan, office, Some(to)), stepped);
        let start =
            plan.lines().find_map(|line| line.strip_prefix("ky = ")).expect("a period").trim_matches('"');
        let set = report(&rolled(plan, office, Some(to)), Viec::Dat);
        assert!(set.contains(&format!("ky: {start} → {to}")), "{set:?}");
    }
}

#[test]
fn a_plan_with_nothing_to_change_comes_back_byte_for_byte() {
    let utf16: Vec<u8> = format!("\u{FEFF}{}", KIEN_THUY[0].replace('\n', "\r\n"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [KIEN_THUY[0].as_bytes().to_vec(), utf16.clone()] {
        let same = rolled_bytes(&bytes, KIEN_THUY[1], Some("2024-05"));
        assert_eq!(same.bytes, Some(bytes));
        assert!(same.report.is_empty());
    }
    // In another encoding the next plan is the same text, in that encoding.
    let june = rolled_bytes(&utf16, KIEN_THUY[1], None).bytes.expect("a plan");
    let (text, odd) = vanban::encoding::decode(june).expect("text");
    assert!(odd.utf16 && odd.crlf == text.matches('\n').count());
    assert_eq!(text.replace("\r\n", "\n"), next(KIEN_THUY[0], KIEN_THUY[1], None));
}

/// A plan whose lines are put after the first table.
fn plan(ky: &str, lines: &str) -> String {
    format!(
        "loai = \"chuong-trinh\"\nkhuon = \"chuong-trinh-thang\"\nky = \"{ky}\"\nso = 5 # số\n\
         ngay_ban_hanh = 2024-05-03\ntrich_yeu = \"Công tác\"\nnguoi_ky = \"chu_tich\"\nluu = \"VT\"\n\
         noi_nhan = [\"Các thôn\"]\n{lines}"
    )
}

#[test]
fn periods_of_every_sort_follow_each_other() {
    for (from, to, meets, date) in [
        ("2024-Q2", "2024-Q3", "ngày 25 tháng cuối quý", "2024-09-25"),
        ("2024-H1", "2024-H2", "ngày 15 tháng 11 hằng năm", "2024-11-15"),
        ("2024", "2025", "ngày 10/3 âm lịch", "2025-04-07"),
        ("2024-W52", "2025-W01", "thứ Năm hằng tuần", "2025-01-02"),
    ] {
        let rows = format!("[[hoi_nghi]]\nten = \"Họp\"\nthoi_gian = 2024-01-08\nlap_lai = \"{meets}\"\n");
        let made = next(&plan(from, &rows), OFFICE, None);
        assert!(made.contains(&format!("ky = \"{to}\"")), "{made}");
        assert!(made.contains(&format!("thoi_gian = {date}\n")), "{from}: {made}");
        assert!(made.contains("\n# số\n") && !made.contains("so = 5"), "the number goes, its comment stays");
        assert!(made.contains(&format!("ngay_ban_hanh = \"{}\"", &to[..4])));
    }
}

#[test]
fn a_person_is_told_where_to_look() {
    let rows = "nhiem_vu = [{ noi_dung = \"Xong trong tháng 5; quyết toán 2023\" }, { noi_dung = \"Chỉ một lần\", mot_lan = true }]\n\
        hoi_nghi = [\n  { ten = \"Họp\", thoi_gian = 2024-05-26, lap_lai = \"ngày 1 hằng tháng\" }, # sau\n  { ten = \"Một lần\", thoi_gian = \"Tuần 2\" },\n]\n\
        # của tôi\n";
    let done = rolled(&plan("2024-05", rows), OFFICE, None);
    let made = String::from_utf8(done.bytes.clone().expect("a plan")).expect("text");
    let wanted = "# vanban: giữ lần 1\n# vanban: xem lại “tháng 5”: gõ tay, của kỳ trước; viết {{ ky.thang }} thì tự đổi theo kỳ\n\
        nhiem_vu = [{ noi_dung = \"Xong trong tháng 5; quyết toán 2023\" }, ]\n\
        # vanban: bỏ ra, chỉ làm một lần (mot_lan = true):\n# vanban:| { noi_dung = \"Chỉ một lần\", mot_lan = true }\n\
        hoi_nghi = [\n  # vanban: xem lại: 1/6/2024 (thứ Bảy) là ngày nghỉ; đặt neu_nghi hoặc sửa ngày\n\
        \x20 { ten = \"Họp\", thoi_gian = 2024-06-01, lap_lai = \"ngày 1 hằng tháng\" }, # sau\n]\n\
        # vanban: bỏ ra, không có lap_lai:\n# vanban:| { ten = \"Một lần\", thoi_gian = \"Tuần 2\" }\n# của tôi\n";
    assert!(made.ends_with(wanted), "{made}");
    assert_eq!(report(&done, Viec::XemLai).len(), 2);
    // A word that nobody looked at is asked about again; one that was is not.
    let july = next(&made, OFFICE, None);
    assert!(july.contains("xem lại “tháng 5”"), "{july}");
    let looked: String =
        made.lines().filter(|line| !line.contains("“tháng 5”")).map(|line| format!("{line}\n")).collect();
    assert!(!next(&looked, OFFICE, None).contains("“tháng 5”"));
}

#[test]
fn an_office_adds_days_off() {
    let rows = "[[hoi_nghi]]\nten = \"Chào cờ\"\nthoi_gian = 2027-02-01\nlap_lai = \"thứ Hai đầu tiên hằng tháng\"\nneu_nghi = \"sau\"\n";
    let plan = plan("2027-02", rows);
    let office = format!("{OFFICE}[[ngay_nghi]]\nnghi = [2027-03-01]\nvan_ban = [\"Thông báo mẫu\"]\n");
    assert!(next(&plan, OFFICE, None).contains("thoi_gian = 2027-03-01\n"));
    assert!(next(&plan, &office, None).contains("thoi_gian = 2027-03-02\n"));
    // Of a year that nobody has announced, a day beside Quốc khánh is to be looked at.
    let september =
        rolled(&plan.replace("thứ Hai đầu tiên", "ngày 2").replace("2027-02", "2027-08"), OFFICE, None);
    let asked = report(&september, Viec::XemLai);
    assert!(asked[0].contains("lịch nghỉ 2027 chưa có thông báo: 2/9/2027"), "{asked:?}");
}

#[test]
fn what_waits_in_a_list_comes_back_into_it() {
    let rows = "hoi_nghi = [{ ten = \"Quý\", thoi_gian = 2024-06-25, lap_lai = \"ngày 25 tháng cuối quý\" }, { ten = \"Họp\", thoi_gian = \"Tuần 1\", lap_lai = \"tuần 1 hằng tháng\" }]\n";
    let july = next(&plan("2024-06", rows), OFFICE, None);
    assert!(
        july.contains(
            "\nhoi_nghi = [{ ten = \"Họp\", thoi_gian = \"Tuần 1\", lap_lai = \"tuần 1 hằng tháng\" }]\n"
        ),
        "{july}"
    );
    let september = next(&july, OFFICE, Some("2024-09"));
    assert!(september.contains("{ ten = \"Quý\", thoi_gian = 2024-09-25,"), "{september}");
    assert!(!september.contains("chưa đến kỳ"));
}

#[test]
fn what_cannot_go_on_says_why() {
    let found = |plan: &str, to: Option<&str>| {
        let rolled = rolled(plan, OFFICE, to);
        assert!(rolled.bytes.is_none());
        rolled.findings.sorted().iter().map(|found| found.rule.id).collect::<Vec<_>>()
    };
    let fine = plan("2024-05", "");
    assert_eq!(found(&fine.replace("ky = \"2024-05\"\n", ""), None), ["thieu-ky"]);
    assert_eq!(found(&fine, Some("2024-04")), ["ky-den-sai"]);
    assert_eq!(found(&fine, Some("2024-Q3")), ["ky-den-sai"]);
    let wrong = "hoi_nghi = [{ ten = \"Họp\", thoi_gian = \"x\", lap_lai = \"mai\", neu_nghi = \"mốt\" }]\n";
    assert_eq!(found(&plan("2024-05", wrong), None), ["lap-lai-sai", "neu-nghi-sai"]);
    assert!(found("loai = ", None).contains(&"toml-sai"));
}
