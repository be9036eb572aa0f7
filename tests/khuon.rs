//! An office's own khuon: used like a shipped one, checked like one, its mistakes with their places.

use crate::support::plans::{OFFICE, composed, composed_with_khuon, located, plan_with};
use vanban::{Fonts, Typesetter, build};

/// A khuon with keys and sections of its own.
const KHUON: &str = "+++
mo_ta = \"Lịch tiếp dân\"
[khoa.buoi]
kieu = \"danh-sach\"
nhan = \"các buổi\"
phan_tu = { kieu = \"doan\", nhan = \"một buổi\" }
[[muc]]
ten = \"buoi\"
tieu_de = \"Các buổi tiếp dân\"
+++
I. {{ muc.buoi }}
{% for b in buoi %}
{{ loop.index }}. {{ b | hoa_dau }}
{% endfor %}
";

const PLAN: &str =
    "-noi_dung\nkhuon = \"lich-tiep-dan\"\nbuoi = [\"sáng **thứ Hai**\", \"{{ luu | lower }} chiều\"]";

fn texts(plan: &str, khuon: &str) -> Vec<String> {
    let composed = composed_with_khuon(&plan_with(plan), "lich-tiep-dan", khuon);
    let van_ban = composed.van_ban.as_ref().unwrap_or_else(|| panic!("{:?}", located(&composed)));
    assert_eq!(located(&composed), [""; 0]);
    van_ban.than.iter().map(|block| block.text().replace('\u{A0}', " ")).collect()
}

/// The findings of [`PLAN`] with `wrong` in place of `right` in [`KHUON`].
fn with(right: &str, wrong: &str) -> Vec<String> {
    assert!(KHUON.contains(right), "{right}");
    let khuon = KHUON.replace(right, wrong);
    let composed = composed_with_khuon(&plan_with(PLAN), "lich-tiep-dan", &khuon);
    assert!(composed.van_ban.is_none(), "{wrong}");
    located(&composed)
}

fn assert_one(found: &[String], place: &str, says: &str) {
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(place) && found[0].contains(says), "{found:?}");
}

#[test]
fn a_new_one_has_its_own_keys() {
    let want = ["I. CÁC BUỔI TIẾP DÂN", "1. Sáng thứ Hai", "2. Vt chiều./."];
    assert_eq!(texts(PLAN, KHUON), want);
    let plan = plan_with(&format!("{PLAN}\nbuois = 5\n"));
    let found = located(&composed_with_khuon(&plan, "lich-tiep-dan", KHUON));
    assert_one(&found, "plan.toml:3:1 khoa-la", "có phải `buoi`?");
    let plan = plan_with(&PLAN.replace("\"sáng **thứ Hai**\"", "5"));
    assert_one(
        &located(&composed_with_khuon(&plan, "lich-tiep-dan", KHUON)),
        "plan.toml:2:9 sai-kieu",
        "`buoi[1]`",
    );
}

#[test]
fn it_takes_the_place_of_a_shipped_one() {
    let plan = PLAN.replace("lich-tiep-dan", "chuong-trinh-thang");
    let composed = composed_with_khuon(&plan_with(&plan), "chuong-trinh-thang", KHUON);
    assert_eq!(located(&composed), [""; 0]);
    assert_eq!(composed.van_ban.expect("a document").than[0].text(), "I. CÁC BUỔI TIẾP DÂN");
}

#[test]
fn files_of_windows_and_decomposed_letters_are_read() {
    let khuon = format!("\u{FEFF}{}", KHUON.replace('\n', "\r\n").replace("Các", "Ca\u{301}c"));
    let composed = composed_with_khuon(&plan_with(PLAN), "lich-tiep-dan", &khuon);
    assert_eq!(composed.van_ban.as_ref().expect("a document").than[0].text(), "I. CÁC BUỔI TIẾP DÂN");
    assert_one(&located(&composed), "khuon/lich-tiep-dan.j2:1:1 tep-la", "CRLF");
}

#[test]
fn a_broken_head_has_its_place_and_nothing_else_is_said() {
    let file = "khuon/lich-tiep-dan.j2";
    for (right, wrong, place, says) in [
        ("+++\nmo_ta", "mo_ta", "1:1", "giữa hai dòng `+++`"),
        ("+++\nI. ", "I. ", "1:1", "chưa đóng"),
        ("mo_ta = \"Lịch tiếp dân\"", "mo_ta = Lịch", "2:9", "dấu nháy"),
        ("mo_ta = \"Lịch tiếp dân\"", "", "2:1", "thiếu khóa `mo_ta`"),
        ("nhan = \"các buổi\"", "nhann = \"các buổi\"", "5:1", "có phải `nhan`?"),
        ("kieu = \"doan\"", "kieu = \"doann\"", "6:20", "có phải `doan`?"),
        ("ten = \"buoi\"", "ten = 5", "8:7", "sai kiểu"),
    ] {
        let found = with(right, wrong);
        assert_one(&found, &format!("{file}:{place} khuon-sai"), says);
    }
}

#[test]
fn keys_that_cannot_be_are_found() {
    let found = with("phan_tu = { kieu = \"doan\", nhan = \"một buổi\" }", "");
    assert_one(&found, "khuon/lich-tiep-dan.j2:3:7 khuon-sai", "chưa khai báo phần tử");
    let found = with("[[muc]]", "[khoa.noi_nhan]\nkieu = \"dong\"\nnhan = \"nơi nhận\"\n[[muc]]");
    assert_one(&found, "khuon/lich-tiep-dan.j2:7:7 khuon-sai", "mọi kế hoạch");
}

#[test]
fn broken_words_have_their_places() {
    let file = "khuon/lich-tiep-dan.j2";
    for (right, wrong, place, says) in [
        ("{% endfor %}", "", "13:36", "{% endfor %}"),
        ("{% for b in buoi %}", "{% for b trong buoi %}", "12:10", "cú pháp"),
        ("hoa_dau", "hoadau", "13:26", "có phải `hoa_dau`?"),
        ("muc.buoi", "mucc.buoi", "11:7", "có phải `muc`?"),
        ("muc.buoi", "muc.buoii", "11:7", "`muc.buoii`"),
        ("{{ b | hoa_dau }}", "{% if b is none %}{{ buoii }}{% endif %}{{ b }}", "13:40", "có phải `buoi`?"),
        ("{{ b | hoa_dau }}", "{{ b | tien }}", "13:26", "không phải là số"),
    ] {
        let found = with(right, wrong);
        assert_one(&found, &format!("{file}:{place} khuon-sai"), says);
    }
}

#[test]
fn private_characters_and_bytes_that_are_no_text_are_refused() {
    let found = with("I. {{", "I. x\u{F0001}{{");
    assert_one(&found, "khuon/lich-tiep-dan.j2:11:5 ky-tu-khong-in-duoc", "U+F0001");
    let found = with("Các buổi", "Các \u{F0001}buổi");
    assert_one(&found, "khuon/lich-tiep-dan.j2:9:16 ky-tu-khong-in-duoc", "U+F0001");
}

#[test]
fn unknown_ones_are_told_of_the_offices_own() {
    let plan = plan_with(&PLAN.replace("lich-tiep-dan", "lich-tiep-da"));
    let found = located(&composed_with_khuon(&plan, "lich-tiep-dan", KHUON));
    let unknown = found.iter().find(|f| f.contains("khuon-la")).expect("a finding");
    assert!(unknown.contains("có phải `lich-tiep-dan`?"), "{unknown}");
    assert!(unknown.contains("chuong-trinh-thang, ") && unknown.contains(", lich-tiep-dan"), "{unknown}");
    assert!(located(&composed(&plan)).iter().any(|f| f.contains("khuon-la")));
}

#[test]
fn it_is_found_beside_the_office_file() {
    let root = tempfile::tempdir().expect("a folder");
    let path = |name: &str| root.path().join(name);
    for folder in ["khuon", "2026", "khuon/la.j2"] {
        std::fs::create_dir(path(folder)).expect("a folder");
    }
    std::fs::write(path("vanban.toml"), OFFICE).expect("written");
    std::fs::write(path("khuon/lich-tiep-dan.j2"), KHUON.replace("muc.buoi", "x")).expect("written");
    std::fs::write(path("khuon/khac.j2"), b"\xFF\xFE\x00").expect("written");
    std::fs::write(path("khuon/doc.txt"), "không phải khuôn").expect("written");
    std::fs::write(path("2026/a.toml"), plan_with(PLAN)).expect("written");
    let typesetter = Typesetter::new(Fonts::shipped());
    let built = build(&path("2026/a.toml"), &typesetter).expect("a run");
    let span = built.findings.iter().next().and_then(|d| d.span).expect("a finding");
    let place = built.sources.locate(span);
    assert!(place.ends_with("/khuon/lich-tiep-dan.j2:11:7"), "{place}");
    std::fs::write(path("khuon/lich-tiep-dan.j2"), KHUON).expect("written");
    assert!(build(&path("2026/a.toml"), &typesetter).expect("a run").pages.is_some());
}

/// A khuon with a table: rows are lines, values part no cell, the plan may declare the columns anew.
const TABLE: &str = "+++
mo_ta = \"Lịch tiếp dân\"
[khoa.buoi]
kieu = \"danh-sach\"
nhan = \"các buổi\"
phan_tu = { kieu = \"dong\", nhan = \"một buổi\" }
[bang.buoi]
bo_cot_trong = true
cot = [{ ten = \"TT\", dang = \"stt\" }, { ten = \"Buổi\" }, { ten = \"Ghi chú\" }]
+++
Lịch như sau:
{{ bang(\"buoi\") }}
{% for b in buoi %}
{% if loop.index == 2 %}
|# Nhóm hai
{% endif %}
| {{ b }} | |
{% endfor %}
|= Cộng | {{ buoi | length }} |
";

#[test]
fn a_table_takes_the_rows_that_the_khuon_writes() {
    let text = |plan: &str| {
        let composed = composed_with_khuon(&plan_with(plan), "lich-tiep-dan", TABLE);
        assert_eq!(located(&composed), [""; 0]);
        composed.van_ban.expect("a document").plain_text()
    };
    let plan = "-noi_dung\nkhuon = \"lich-tiep-dan\"\nbuoi = [\"sáng | chiều\", \"|# tối\"]";
    let text_of_khuon = text(plan);
    let rows = "TT\tBuổi\n1\tsáng | chiều\nNhóm hai\n2\t|# tối\nCộng\t2\n";
    assert!(text_of_khuon.contains(rows), "{text_of_khuon}");
    let own =
        format!("{plan}\nbang = {{ buoi = {{ cot = [{{ ten = \"Các buổi\" }}, {{ ten = \"X\" }}] }} }}");
    assert!(text(&own).contains("Các buổi\nsáng | chiều\n"), "{}", text(&own));
}

#[test]
fn mistakes_in_the_table_of_a_khuon_have_their_place() {
    let found = |right: &str, wrong: &str| {
        assert!(TABLE.contains(right), "{right}");
        let plan = plan_with("-noi_dung\nkhuon = \"lich-tiep-dan\"\nbuoi = [\"sáng\"]");
        located(&composed_with_khuon(&plan, "lich-tiep-dan", &TABLE.replace(right, wrong)))
    };
    assert_one(
        &found("bo_cot_trong", "bo_cot_tron"),
        "khuon/lich-tiep-dan.j2:8:1 khoa-la",
        "có phải `bo_cot_trong`?",
    );
    assert_one(
        &found("| {{ b }} | |", "| {{ b }} |"),
        "khuon/lich-tiep-dan.j2:17:1 so-o-khong-khop",
        "cần 2",
    );
    assert_one(
        &found("bang(\"buoi\")", "bang(\"buois\")"),
        "khuon/lich-tiep-dan.j2:12:",
        "không có bảng `buois`",
    );
}
