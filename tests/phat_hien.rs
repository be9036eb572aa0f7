//! Findings: each mistake once, at the place that is to be mended.

use crate::support::plans::{OFFICE, TYPESETTER, composed, composed_with, located, plan_with};
use vanban::Composed;

/// What the pages of a plan say of it.
fn on_pages(plan: &str, office: &str) -> Vec<String> {
    let mut composed = composed_with(plan, office);
    let Composed { van_ban: Some(van_ban), .. } = &composed else { panic!("{:?}", composed.findings) };
    let mut found = composed.findings.clone();
    TYPESETTER.typeset(van_ban, &mut found);
    composed.findings = found;
    located(&composed)
}

#[test]
fn a_wrong_period_is_said_once() {
    let plan = plan_with(
        "ky = \"2026-13\"\ntrich_yeu = \"Tháng {{ ky.thang }}\"\nnoi_dung = \"Năm {{ ky.nam }}, {{ ky.quy }}.\"",
    );
    let found = located(&composed(&plan));
    assert!(found.len() == 1 && found[0].starts_with("plan.toml:1:6 ky-sai"), "{found:?}");
    let found = located(&composed(&plan_with("-ky\ntrich_yeu = \"Tháng {{ ky.thang }}\"")));
    assert!(found.len() == 1 && found[0].contains("thieu-ky"), "{found:?}");
    // A period of another sort has no month: that is a hole's own mistake.
    let found = located(&composed(&plan_with("ky = \"2026\"\ntrich_yeu = \"Tháng {{ ky.thang }}\"")));
    assert!(found.len() == 1 && found[0].contains("cho-trong-la"), "{found:?}");
}

#[test]
fn odd_characters_are_shown_where_the_first_stands() {
    let plan = plan_with("trich_yeu = \"Trồng cây\"\nluu = \"VT\u{A0}1\"\nnoi_dung = \"Mo\u{302}t.\"");
    let found = located(&composed(&plan));
    assert!(found.len() == 1 && found[0].starts_with("plan.toml:2:10 ky-tu-la"), "{found:?}");
}

#[test]
fn a_word_wider_than_its_column_is_refused() {
    let wide = "Ủy_ban_nhân_dân_và_các_tổ_chức_chính_trị_xã_hội_ở_xã";
    let found = on_pages(&plan_with(&format!("noi_nhan = [\"Các thôn\", {wide:?}]")), OFFICE);
    assert!(found.len() == 1 && found[0].starts_with("plan.toml:1:26 tran-o"), "{found:?}");
    let office = OFFICE.replace("xã An Bình", wide);
    let found = on_pages(&plan_with(""), &office);
    assert!(found.len() == 1 && found[0].starts_with("vanban.toml:3:28 tran-o"), "{found:?}");
    let office = OFFICE.replace("TM. Ủy ban nhân dân", &format!("TM. {wide}"));
    let found = on_pages(&plan_with(""), &office);
    assert!(found.len() == 1 && found[0].starts_with("vanban.toml:7:15 tran-o"), "{found:?}");
}

#[test]
fn a_long_place_is_blamed_and_not_the_number_beside_it() {
    let place = "Thành phố có tên gọi rất dài ở một nơi xa xôi";
    let found =
        on_pages(&plan_with(""), &OFFICE.replace("dia_danh = \"An Bình\"", &format!("dia_danh = {place:?}")));
    assert!(!found.is_empty() && found.iter().all(|f| f.starts_with("vanban.toml:5:13 tran-o")), "{found:?}");
}

#[test]
fn names_of_ours_are_those_that_there_are() {
    let found = located(&composed(&plan_with("ban = \"dien tu\"")));
    assert!(
        found.len() == 1
            && found[0].contains("sai-kieu: `ban` không thể là \"dien tu\" / có phải \"dien-tu\"?"),
        "{found:?}"
    );
    assert!(located(&composed(&plan_with("ban = \"giay\""))).is_empty());
    // As on the mark itself, with tones where they stood before.
    let found = located(&composed(&plan_with("do_khan = \"HOẢ TỐC\"")));
    assert!(
        found.len() == 1 && found[0].contains("dau-la") && found[0].contains("có phải \"hoa-toc\"?"),
        "{found:?}"
    );
}

#[test]
fn a_whole_body_may_do_without_the_khuon_of_its_kind() {
    let plan = "loai = \"bien-ban\"\ntrich_yeu = \"Họp thôn\"\nnguoi_ky = []\nnoi_nhan = []\nluu = \"VT\"\nnoi_dung = \"Họp lúc 8 giờ.\"\n";
    let hints = |plan: &str| -> Vec<String> {
        let composed = composed(plan);
        composed
            .findings
            .iter()
            .flat_map(|finding| finding.hints.clone())
            .filter(|h| h.contains("khuon = "))
            .collect()
    };
    assert_eq!(hints(plan).len(), 1, "said once, though several keys are missing");
    assert!(hints(&format!("khuon = \"bien-ban\"\n{plan}")).is_empty());
    assert!(hints(&format!("khuon = \"-\"\n{plan}")).is_empty());
}

#[test]
fn a_day_that_toml_refuses_is_said_in_words() {
    for (typed, says) in [("2026-13-01", "ngày không có thật"), ("2026-02-05T27:00:00", "giờ không có thật")]
    {
        let found = located(&composed(&plan_with(&format!("thoi_gian_ky = {typed}"))));
        assert!(found.len() == 1 && found[0].starts_with("plan.toml:1:16 toml-sai"), "{found:?}");
        assert!(found[0].contains(says) && !found[0].contains("expected"), "{found:?}");
    }
}

#[test]
fn bullets_of_other_fonts_are_told_what_to_type() {
    for bullet in ["➢", "\u{F0B7}"] {
        let found = on_pages(&plan_with(&format!("noi_dung = \"Gồm:\\n{bullet} Trồng cây.\"")), OFFICE);
        assert!(found.len() == 1 && found[0].contains("ky-tu-khong-in-duoc"), "{found:?}");
    }
    let plan = plan_with("noi_dung = \"Các thôn gồm\\na. Thôn Một;\\nii) Thôn Hai.\"");
    assert!(
        !located(&composed(&plan)).iter().any(|found| found.contains("dong-ngat")),
        "numbers are no words"
    );
}

#[test]
fn words_tied_in_the_name_of_a_body_stay_within_its_cell() {
    let office = OFFICE.replace("xã An Bình", "Phường Xuân Trường - Đà Lạt");
    let found = on_pages(&plan_with(""), &office);
    assert!(!found.iter().any(|found| found.contains("ke-ngang-sai")), "{found:?}");
}
