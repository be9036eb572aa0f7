//! Registers as people leave them: saved by Excel, cut off, with rows that contradict each other.

use super::{HEAD, Office};
use std::fs;

/// A row with number and day; the plan is named by the number.
fn row(so: &str, ngay: &str) -> String {
    format!("{so}/KH-UBND,{ngay},Kế hoạch {so},Trần Văn Mẫu,Các thôn,VT,,,,,loại Kế hoạch,{so}.toml\n")
}

/// What a new plan is told with these rows in the register, and whether the register was left alone.
fn with(rows: &str) -> String {
    let office = Office::new("loai");
    let register = format!("{HEAD}\n{rows}");
    office.write("so-dang-ky.csv", &register);
    let said = office.take("moi.toml", "", "2026-03-09");
    let now = office.read("so-dang-ky.csv");
    assert!(now.starts_with(&register), "what stood there is changed:\n{now}");
    assert_eq!(now != register, said.contains("CapSo"), "{said}\n{now}");
    said
}

#[test]
fn rows_that_cannot_be_read_stop_and_are_named() {
    for (rows, wanted) in [
        (row("01", "02/3"), "so-dang-ky-hong@so-dang-ky.csv:2:12"),
        (row("01", "31/4/2026"), "so-dang-ky-hong@so-dang-ky.csv:2:12"),
        (row("x", "02/3/2026"), "so-dang-ky-hong@so-dang-ky.csv:2:1"),
        (row("01", "02/3/2026").replace("loại Kế hoạch", "sổ hai"), "so-dang-ky-hong@so-dang-ky.csv:2:63"),
        // A last line that was cut off.
        (row("01", "02/3/2026") + "02/KH-UB", "so-dang-ky-hong@so-dang-ky.csv:3:1"),
        (row("01", "02/3/2026") + "02/KH-UBND,03/3/2026,\"Kế hoạch", "bang-hong@so-dang-ky.csv:3:22"),
    ] {
        assert_eq!(with(&rows), wanted, "{rows}");
    }
}

#[test]
fn rows_that_contradict_each_other_are_said_and_the_next_number_is_above_all() {
    for (rows, wanted) in [
        ([("01", "02/3/2026"), ("01", "03/3/2026")], "02/KH-UBND CapSo so-dang-ky-trung@so-dang-ky.csv:3:1"),
        (
            [("01", "02/3/2026"), ("04", "03/3/2026")],
            "05/KH-UBND CapSo so-dang-ky-thieu-so@so-dang-ky.csv:3:1",
        ),
        ([("02", "02/3/2026"), ("01", "02/3/2026")], "03/KH-UBND CapSo so-dang-ky-thu-tu@so-dang-ky.csv:3:1"),
        (
            [("01", "03/3/2026"), ("02", "02/3/2026")],
            "03/KH-UBND CapSo so-dang-ky-thu-tu@so-dang-ky.csv:3:12",
        ),
        // A number between two, of last year, of another series: nothing to say.
        ([("01", "02/3/2026"), ("01a", "03/3/2026")], "02/KH-UBND CapSo"),
        ([("07", "02/3/2025"), ("01", "02/3/2026")], "02/KH-UBND CapSo"),
    ] {
        assert_eq!(with(&rows.map(|(so, ngay)| row(so, ngay)).concat()), wanted, "{rows:?}");
    }
    let other =
        row("05", "02/3/2026").replace("KH-UBND", "QĐ-UBND").replace("loại Kế hoạch", "loại Quyết định");
    assert_eq!(with(&other), "01/KH-UBND CapSo");
    let two = row("01", "02/3/2026") + &row("02", "02/3/2026").replace("02.toml", "01.toml");
    assert_eq!(with(&two), "03/KH-UBND CapSo so-dang-ky-trung@so-dang-ky.csv:3:1");
}

#[test]
fn the_cut_of_the_series_is_kept_for_the_year() {
    let cut = |name: &str| row("01", "02/3/2026").replace("loại Kế hoạch", name);
    assert_eq!(with(&cut("chung")), "so-dang-ky-doi-cach-chia@so-dang-ky.csv:2:1");
    assert_eq!(with(&cut("cơ quan UBND")), "so-dang-ky-doi-cach-chia@so-dang-ky.csv:2:1");
    assert_eq!(with(&cut("chung").replace("2026", "2025")), "01/KH-UBND CapSo");
    // Another series that gave this number with this symbol.
    assert_eq!(with(&cut("\"riêng Ban Chỉ đạo, loại Kế hoạch\"")), "so-da-cap@so-dang-ky.csv:2:1");
}

#[test]
fn a_row_by_hand_counts() {
    let by_hand = "01/KH-UBND,02/3/2026,Kế hoạch cũ,,,,,,,\n";
    assert_eq!(with(by_hand), "02/KH-UBND CapSo");
    assert_eq!(with(&by_hand.replace("KH-UBND", "QĐ-UBND")), "01/KH-UBND CapSo");
    // The plan's own row, written by hand.
    let office = Office::new("loai");
    office.write(
        "so-dang-ky.csv",
        &format!("{HEAD}\n01/KH-UBND,02/3/2026,Kế hoạch Trồng cây quý I năm 2026,,,,,,,\n"),
    );
    assert_eq!(office.take("a.toml", "so = 1\nngay_ban_hanh = 2026-03-02", "2026-03-02"), "01/KH-UBND DaCo");
}

#[test]
fn a_register_that_says_other_than_the_plan_is_named() {
    let office = Office::new("loai");
    office.take("a.toml", "", "2026-03-02");
    let plan = office.read("a.toml");
    office.write("a.toml", &plan.replace("Trồng cây", "Trồng rừng"));
    assert_eq!(office.number("a.toml", "2026-03-02"), "01/KH-UBND DaCo so-dang-ky-lech@so-dang-ky.csv:2:1");
    office.write("a.toml", &plan.replace("2026-03-02", "2026-03-03"));
    let said = office.number("a.toml", "2026-03-02");
    assert!(said.starts_with("01/KH-UBND DaCo so-dang-ky-lech@a.toml:"), "{said}");
    assert_eq!(office.rows().len(), 1);
}

/// The register as Excel saves it in another way, with the encoding it should come back in.
#[test]
fn excel_may_have_saved_it() {
    let plain = format!("{HEAD}\n{}", row("01", "02/3/2026"));
    let semicolons = plain
        .replace("\"Số, ký hiệu văn bản\"", "Số, ký hiệu văn bản")
        .replace("\"Đơn vị, người nhận bản lưu\"", "Đơn vị, người nhận bản lưu");
    let semicolons = semicolons
        .replace("Số, ký hiệu", "Số# ký hiệu")
        .replace("Đơn vị, người", "Đơn vị# người")
        .replace(',', ";")
        .replace('#', ",");
    let utf8 = |text: &str| text.as_bytes().to_vec();
    let marked = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r\n")).into_bytes();
    let utf16 = |text: &str| -> Vec<u8> {
        format!("\u{FEFF}{}", text.replace('\n', "\r\n")).encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let said = |semicolon: bool, text: &str| format!("{}sep=;\n{text}", if semicolon { "" } else { "x" });
    let titled = format!("SỔ ĐĂNG KÝ VĂN BẢN ĐI,,,,,,,,,,,\nNăm: 2026,,,,,,,,,,,\n{plain}");
    let tabs = plain
        .replace("\"Số, ký hiệu văn bản\"", "Số# ký hiệu văn bản")
        .replace("\"Đơn vị, người nhận bản lưu\"", "Đơn vị# người nhận bản lưu")
        .replace(',', "\t")
        .replace('#', ",");
    for (name, bytes, delimiter) in [
        ("as it was", utf8(&plain), ','),
        ("without the last line end", utf8(plain.trim_end()), ','),
        ("CSV UTF-8", marked(&plain), ','),
        ("semicolons", marked(&semicolons), ';'),
        ("sep=;", utf8(&said(true, &semicolons)), ';'),
        ("Unicode text", utf16(&tabs), '\t'),
        ("with a title", utf8(&titled), ','),
        ("with empty rows", marked(&format!("{plain},,,,,,,,,,,\n,,,,,,,,,,,\n")), ','),
    ] {
        let office = Office::new("loai");
        fs::write(office.at("so-dang-ky.csv"), &bytes).expect("a register");
        assert_eq!(office.take("a.toml", "", "2026-03-09"), "02/KH-UBND CapSo", "{name}");
        let now = fs::read(office.at("so-dang-ky.csv")).expect("the register");
        assert!(now.starts_with(&bytes), "{name}: what stood there is changed");
        let (text, _) = vanban::encoding::decode(now.clone()).expect("text");
        let last = text.lines().last().expect("a row");
        assert!(last.starts_with(&format!("02/KH-UBND{delimiter}09/3/2026{delimiter}")), "{name}: {last}");
        assert_eq!(
            text.contains("\r\n"),
            text.replace("\r\n", "").find('\n').is_none() && text.contains('\r'),
            "{name}: line ends"
        );
        assert_eq!(office.take("b.toml", "", "2026-03-09"), "03/KH-UBND CapSo", "{name}");
    }
}

#[test]
fn a_register_that_cannot_be_written_again_is_not_touched() {
    let (cp1258, _, lossy) = encoding_rs::WINDOWS_1258.encode("So,Ngay\n1,Kê hoach\n");
    assert!(!lossy);
    for (bytes, rule) in [
        (cp1258.into_owned(), "so-dang-ky-hong"),
        (b"PK\x03\x04 a spreadsheet by another name".to_vec(), "bang-hong"),
        ("Số,Ngày\n1,2\n".into(), "so-dang-ky-hong@so-dang-ky.csv:1:1"),
    ] {
        let office = Office::new("loai");
        fs::write(office.at("so-dang-ky.csv"), &bytes).expect("a register");
        let said = office.take("a.toml", "", "2026-03-09");
        assert!(said.starts_with(rule), "{said}");
        assert_eq!(fs::read(office.at("so-dang-ky.csv")).expect("the register"), bytes);
    }
    let office = Office::new("loai");
    office.write("vanban.toml", &(super::office_with("loai") + "tep = \"so.xlsx\"\n"));
    assert_eq!(office.take("a.toml", "", "2026-03-09"), "so-dang-ky-hong@vanban.toml:12:7");
    // One that is empty is as none.
    let office = Office::new("loai");
    fs::write(office.at("so-dang-ky.csv"), "\u{FEFF}\r\n").expect("a register");
    assert_eq!(office.take("a.toml", "", "2026-03-09"), "01/KH-UBND CapSo");
}
