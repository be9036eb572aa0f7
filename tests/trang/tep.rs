//! The file itself: what it claims, its outline, its tags, its text.

use super::*;
use crate::support::{
    pdf::{extracted, extracted_from_fonts},
    plans::{pdf, plan_with},
};
use unicode_normalization::is_nfc;

const OUTLINE: &str =
    "I. Mục đích\n1. Trồng cây\nLời văn.\n2. Chăm sóc cây\nLời văn.\nII. Tổ chức thực hiện\nLời văn.";

#[test]
fn file_is_pdf_a_2a_and_pdf_ua_1_in_vietnamese() {
    let info = document("").info;
    assert_eq!(info.pdfa.as_deref(), Some("2A"));
    assert_eq!(info.pdfua.as_deref(), Some("1"));
    assert!(info.marked);
    assert_eq!(info.lang.as_deref().and_then(|lang| lang.split('-').next()), Some("vi"));
}

#[test]
fn title_is_kind_and_trich_yeu_and_author_the_office() {
    let info = document("").info;
    assert_eq!(info.title.as_deref(), Some("Kế hoạch Trồng cây quý I năm 2026"));
    assert_eq!(info.author.as_deref(), Some("Ủy ban nhân dân xã An Bình"));
}

#[test]
fn date_is_that_of_issue_else_of_what_is_known_else_of_the_period() {
    for (lines, day) in [
        ("ngay_ban_hanh = 2026-02-05", "2026-02-05"),
        ("ngay_ban_hanh = \"2026-05\"", "2026-05-01"),
        ("ngay_ban_hanh = \"2027\"", "2027-01-01"),
        ("-ngay_ban_hanh", "2026-03-01"),
        ("-ngay_ban_hanh\nky = \"2026-Q3\"\ntrich_yeu = \"Trồng cây\"", "2026-07-01"),
        ("-ngay_ban_hanh\n-ky\ntrich_yeu = \"Trồng cây\"", STANDARD.ngay.as_str()),
    ] {
        let date = document(lines).info.creation_date.expect("a date");
        assert_eq!(date.split('T').next(), Some(day), "{lines}");
    }
}

#[test]
fn bookmarks_are_the_title_and_the_headings() {
    let chapter = "Chương I\nThi hành\nLời văn.";
    let pdf = document(&key("noi_dung", &format!("{OUTLINE}\n{chapter}")));
    let found: Vec<_> = pdf.bookmarks.iter().map(|b| (b.level, b.title.as_str(), b.page)).collect();
    let wanted = [
        (0, "KẾ HOẠCH Trồng cây quý I năm 2026", 0),
        (1, "I. MỤC ĐÍCH", 0),
        (2, "1. Trồng cây", 0),
        (2, "2. Chăm sóc cây", 0),
        (1, "II. TỔ CHỨC THỰC HIỆN", 0),
        (1, "Chương I THI HÀNH", 0),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn headings_begin_with_the_title_and_skip_no_level() {
    let chapters = "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nLời văn.\nChương II\nTHI HÀNH\nĐiều 2. Hiệu lực\nLời văn.";
    let deep = "Điều 1. Phạm vi\na) Cây xanh\nLời văn.\nPhần II\nTHI HÀNH\n1. Hiệu lực\nLời văn.";
    for text in [OUTLINE, chapters, deep] {
        let pdf = document(&key("noi_dung", text));
        let levels: Vec<usize> = pdf.tags.iter().filter_map(heading_level).collect();
        assert!(levels.len() > 3 && levels[0] == 1, "{levels:?}");
        assert!(levels[1..].iter().all(|level| *level > 1), "one title: {levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    }
}

#[test]
fn tags_are_in_reading_order_and_hold_every_word() {
    let (lines, area) = (key("noi_dung", &[words(90).as_str(); 9].join("\n")), Area::usual());
    let pdf =
        document(&format!("{lines}\nco_quan = {{ chu_quan = [\"UBND tỉnh\"], ten = [\"Sở Nội vụ\"] }}"));
    let tags = &pdf.tags;
    assert_eq!((tags[0].kind.as_str(), tags[0].depth), ("Document", 0));
    let text = &tags[0].full_text;
    let head = [
        "UBND TỈNH",
        "SỞ NỘI VỤ",
        "CỘNG HÒA",
        "Độc lập",
        "Số: 07",
        "An Bình, ngày",
        "KẾ HOẠCH",
        "Trồng cây quý",
    ];
    let foot =
        ["Các thôn phối hợp", "./.", "Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN", "CHỦ TỊCH", "Trần Văn Mẫu"];
    let places: Vec<_> = head.iter().chain(&foot).map(|start| text.find(start).ok_or(start)).collect();
    assert!(places.iter().all(Result::is_ok) && places.is_sorted(), "{places:?}");
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let printed: usize = text_lines(&pdf, area).iter().map(|at| letters(&at.line.text)).sum();
    assert_eq!(letters(text), printed, "page numbers are artifacts, all else is tagged");
}

#[test]
fn each_signature_is_read_as_a_whole() {
    let signer = |office: &str, name: &str| format!("{{ chuc_vu = {office:?}, ho_ten = {name:?} }}");
    let signers = [signer("Chủ tịch", "Lê Mẫu"), signer("Bí thư", "Trần Mẫu")].join(", ");
    let pdf = document(&format!("nguoi_ky = [{signers}]"));
    assert!(pdf.tags[0].full_text.contains("CHỦ TỊCH Lê Mẫu BÍ THƯ Trần Mẫu"), "{}", pdf.tags[0].full_text);
}

#[test]
fn each_paragraph_is_one_tag() {
    let pdf = document(&key("noi_dung", "I. Mục đích\nLời văn một.\n1. Lời văn hai.\na) Lời văn **ba**."));
    let tags: Vec<_> = pdf.tags.iter().map(|tag| (tag.kind.as_str(), tag.full_text.as_str())).collect();
    for wanted in
        [("H2", "I. MỤC ĐÍCH"), ("P", "Lời văn một."), ("P", "1. Lời văn hai."), ("P", "a) Lời văn ba./.")]
    {
        assert!(tags.contains(&wanted), "{wanted:?} is not among {tags:?}");
    }
}

/// A plan with ties, marks and pasted oddities.
fn odd() -> String {
    let ties = "Ngày 25 tháng 5, tại Điều 3 và xã **Minh Tân**, ông Lê Văn An nhận 80 năm.";
    let pasted = "Ho\u{300}a\u{a0}bi\u{300}nh";
    plan_with(&format!("noi_dung = \"{ties}\\n{pasted} {}\"", words(60)))
}

/// PL I, Phần I, I.4
#[test]
fn text_is_composed_and_has_plain_spaces() {
    let bytes = pdf(&odd());
    for text in [extracted(bytes.clone()), extracted_from_fonts(bytes)] {
        assert!(is_nfc(&text));
        assert!(text.contains("Hòa bình"), "{text}");
        assert!(text.contains("Ngày 25 tháng 5"), "{text}");
        let plain = |c: char| !c.is_whitespace() || matches!(c, ' ' | '\n');
        assert!(
            text.chars().all(|c| plain(c) && !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}')),
            "{text:?}"
        );
    }
}

#[test]
fn bookmarks_and_metadata_have_plain_spaces() {
    let pdf =
        document("noi_dung = \"I. Nhiệm vụ tháng 5 năm 2026\\nLời văn.\"\ntrich_yeu = \"Tháng 5 năm 2026\"");
    let titles = pdf.bookmarks.iter().map(|bookmark| bookmark.title.as_str());
    for text in titles.chain(pdf.info.title.as_deref()) {
        assert!(!text.contains('\u{a0}'), "{text:?}");
        assert!(text.contains("háng 5 năm 2026") || text.contains("THÁNG 5 NĂM 2026"), "{text:?}");
    }
}

#[test]
fn same_plan_gives_the_same_bytes() {
    let first = pdf(&odd());
    assert!(first == pdf(&odd()), "twice");
    pdf(&plan_with(""));
    assert!(first == pdf(&odd()), "after another document");
}

#[test]
fn threads_give_the_same_bytes() {
    let alone = pdf(&odd());
    let others = std::thread::scope(|scope| {
        let threads = [(); 4].map(|()| scope.spawn(|| pdf(&odd())));
        threads.map(|thread| thread.join().expect("the thread ends"))
    });
    assert!(others.iter().all(|bytes| *bytes == alone));
}
