//! Filters in the holes of a plan: what they print, and where their mistakes are.

use crate::support::plans::{composed, located, plan_with};

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
