//! Filters in the holes of a plan: what they print, and where their mistakes are.

use crate::support::plans::{composed, composed_with_khuon, located, plan_with};

#[test]
fn holes_take_filters() {
    let body = "noi_dung = '''1. Chi {{ \"1250000\" | tien }} ({{ 1250000 | tien_chu }}).\n2. Trước {{ ngay_ban_hanh | ngay }}, {{ ngay_ban_hanh | thu }}.'''";
    let van_ban = composed(&plan_with(body)).van_ban.expect("a document");
    assert_eq!(van_ban.than[0].text(), "1. Chi 1.250.000 đồng (Một triệu hai trăm năm mươi nghìn đồng).");
    assert!(van_ban.than[1].text().replace('\u{A0}', " ").contains("ngày 05 tháng 02 năm 2026, thứ Năm"));
}

#[test]
fn a_date_of_which_little_is_known_stays_so() {
    let plan = plan_with("ngay_ban_hanh = \"2026\"\nnoi_dung = \"1. Năm {{ ngay_ban_hanh }}.\"");
    assert_eq!(composed(&plan).van_ban.expect("a document").than[0].text(), "1. Năm 2026./.");
}

/// A khuon of one paragraph `loi` and one date `ngay_hop`.
fn khuon(words: &str) -> String {
    let key = |name: &str, kind: &str| format!("[khoa.{name}]\nkieu = \"{kind}\"\nnhan = \"{name}\"\n");
    format!("+++\nmo_ta = \"Thử\"\n{}{}+++\n{words}\n", key("loi", "doan"), key("ngay_hop", "ngay"))
}

#[test]
fn upper_and_lower_keep_the_emphasis_of_a_paragraph() {
    let plan = plan_with("-noi_dung\nkhuon = \"thu\"\nloi = \"Giữ **Vệ sinh** xã {{ co_quan.dia_danh }}\"");
    let composed = composed_with_khuon(&plan, "thu", &khuon("{{ loi | upper }}.\n{{ loi | lower }}"));
    let van_ban = composed.van_ban.expect("a document");
    let runs = |i: usize| {
        let runs = van_ban.than[i].runs.iter();
        runs.map(|run| (run.text.as_str().replace('\u{A0}', " "), run.bold)).collect::<Vec<_>>()
    };
    let of = |text: &str, bold| (text.to_owned(), bold);
    assert_eq!(runs(0), [of("GIỮ ", false), of("VỆ SINH", true), of(" XÃ AN BÌNH.", false)]);
    assert_eq!(runs(1)[..2], [of("giữ ", false), of("vệ sinh", true)]);
}

#[test]
fn a_date_written_in_full_keeps_its_place() {
    let plan = plan_with("-noi_dung\nkhuon = \"thu\"\nngay_hop = 2026-03-05");
    let composed = composed_with_khuon(&plan, "thu", &khuon("Họp {{ ngay_hop | ngay }}, {{ ngay_hop }}."));
    let van_ban = composed.van_ban.as_ref().expect("a document");
    assert_eq!(van_ban.than[0].text(), "Họp ngày 05 tháng 3 năm 2026, 5/3/2026./.");
    let text = &van_ban.than[0].runs[0].text;
    let place = |what: &str| {
        let (span, _) = text.origin(text.as_str().find(what).expect(what)).expect("an origin");
        (composed.sources.locate(span), composed.sources.get(span.file).slice(span.range()).to_owned())
    };
    assert!(place("05").0.starts_with("plan.toml:2:"), "{:?}", place("05"));
    assert_eq!(place("05").1, "2026-03-05");
    assert_eq!(place("5/3").1, "2026-03-05");
}

#[test]
fn mistakes_name_their_hole() {
    for (line, place, says) in [
        (
            "luu = \"VT {{ 'năm' | tien }}\"",
            "plan.toml:1:22 cho-trong-sai",
            "bộ lọc `tien` không nhận giá trị này /  / `năm` không phải là số",
        ),
        ("luu = \"VT {{ 5 | tienn }}\"", "plan.toml:1:18 cho-trong-sai", "có phải `tien`?"),
        ("luu = \"VT {{ '2026' | ngay }}\"", "plan.toml:1:23 cho-trong-sai", "chưa đủ ngày, tháng, năm"),
    ] {
        let found = located(&composed(&plan_with(line)));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(place) && found[0].contains(says), "{found:?}");
    }
}
