//! Words of the period before: months, quarters, halves, years, weeks; and what only looks like them.

use crate::support::plans::{composed, plan_with};

/// Lines of a plan, and the rule that speaks of them.
const CASES: &[(&str, Option<&str>)] = &[
    ("trich_yeu = \"Công tác tháng 02 năm 2026\"", Some("ky-cu")),
    ("trich_yeu = \"Công tác tháng 3 năm 2025\"", Some("ky-cu")),
    ("trich_yeu = \"Kết quả tháng 02 và nhiệm vụ tháng 3 năm 2026\"", None),
    ("trich_yeu = \"Đánh giá kết quả tháng 02 năm 2026\"", None),
    ("trich_yeu = \"Công tác tháng 3\"\nnoi_dung = \"Việc của tháng {{ ky.thang }}.\"", Some("ky-go-tay")),
    ("trich_yeu = \"Công tác tháng {{ ky.thang }}\"\nnoi_dung = \"Việc của tháng {{ ky.thang }}.\"", None),
    ("noi_dung = \"I. NHIỆM VỤ THÁNG 02\\nTrồng cây.\\nII. THỰC HIỆN\\nChăm cây.\"", Some("ky-cu")),
    ("ngay_ban_hanh = 2026-01-30", Some("ngay-ban-hanh-cu")),
    ("ngay_ban_hanh = 2026-02-25", None),
    ("ky = \"2026-Q2\"\ntrich_yeu = \"Công tác quý I năm 2026\"\nngay_ban_hanh = 2026-03-25", Some("ky-cu")),
    ("ky = \"2026\"\ntrich_yeu = \"Công tác năm 2025\"\nngay_ban_hanh = 2026-01-05", Some("ky-cu")),
    (
        "ky = \"2026-H2\"\ntrich_yeu = \"Công tác 6 tháng đầu năm 2026\"\nngay_ban_hanh = 2026-07-02",
        Some("ky-cu"),
    ),
    (
        "ky = \"2026-H2\"\ntrich_yeu = \"Công tác 06 tháng đầu năm\"\nngay_ban_hanh = 2026-07-02",
        Some("ky-cu"),
    ),
    (
        "ky = \"2026-H2\"\ntrich_yeu = \"Công tác 6 tháng cuối năm 2025\"\nngay_ban_hanh = 2026-07-02",
        Some("ky-cu"),
    ),
    ("ky = \"2026-H2\"\ntrich_yeu = \"Công tác 6 tháng cuối năm 2026\"\nngay_ban_hanh = 2026-07-02", None),
    (
        "ky = \"2026-H2\"\ntrich_yeu = \"Tình hình 6 tháng đầu năm và nhiệm vụ nửa cuối năm 2026\"\nngay_ban_hanh = 2026-07-02",
        None,
    ),
    // What lies ahead, and a school year.
    ("ky = \"2026-H1\"\ntrich_yeu = \"Nhiệm vụ 6 tháng cuối năm\"\nngay_ban_hanh = 2026-06-02", None),
    ("ky = \"2026-H2\"\ntrich_yeu = \"Dạy bù 6 tháng đầu năm học\"\nngay_ban_hanh = 2026-07-02", None),
    ("ky = \"2026-W24\"\ntrich_yeu = \"Lịch tuần 23 năm 2026\"\nngay_ban_hanh = 2026-06-05", Some("ky-cu")),
    ("ky = \"2026-W24\"\ntrich_yeu = \"Lịch tuần thứ 23\"\nngay_ban_hanh = 2026-06-05", Some("ky-cu")),
    ("ky = \"2026-W24\"\ntrich_yeu = \"Lịch tuần 24\"\nngay_ban_hanh = 2026-06-05", None),
    (
        "ky = \"2026-W24\"\ntrich_yeu = \"Lịch từ ngày 01/6 đến ngày 07/6/2026\"\nngay_ban_hanh = 2026-06-05",
        Some("ky-cu"),
    ),
    ("ky = \"2026-W24\"\ntrich_yeu = \"Lịch tuần 23 (08/6 - 14/6/2026)\"\nngay_ban_hanh = 2026-06-05", None),
    (
        "ky = \"2026-W24\"\ntrich_yeu = \"Lịch tuần {{ ky.tuan }}\"\nnoi_dung = \"I. LỊCH TỪ 08/6 ĐẾN 14/6/2026\\nTuần {{ ky.tuan }} trồng cây.\"\nngay_ban_hanh = 2026-06-05",
        Some("ky-go-tay"),
    ),
    ("ky = \"2026-W24\"\ntrich_yeu = \"Phát 1 tuần 23 buổi\"\nngay_ban_hanh = 2026-06-05", None),
    ("ky = \"2026-W02\"\ntrich_yeu = \"Lịch tuần 1 tháng 01\"\nngay_ban_hanh = 2026-01-02", None),
];

#[test]
fn last_months_words_are_said() {
    for (lines, rule) in CASES {
        let found = composed(&plan_with(lines)).findings;
        let is = |id: &&str| found.iter().any(|finding| finding.rule.id == *id);
        let said = ["ky-cu", "ky-go-tay", "ngay-ban-hanh-cu"].into_iter().find(is);
        assert_eq!(said, *rule, "{lines}");
    }
}
