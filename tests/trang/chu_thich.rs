//! Footnotes.

use super::*;
use crate::support::plans::{composed, located, plan_with};

const NOTES: &str = "chu_thich = { mot = \"Theo **báo cáo** của Trưởng các thôn.\", hai = \"Số liệu đến ngày 28 tháng 02 năm 2026.\" }";
const TEXT: &str = "noi_dung = \"1. Đã trồng 1.250 cây{{ chu_thich('mot') }} trên địa bàn xã.\\n2. Tỷ lệ sống đạt 96%{{ chu_thich('hai') }}.\"";

#[test]
fn notes_stand_at_the_foot_of_the_page_that_calls_them() {
    let page = first_page(&format!("{TEXT}\n{NOTES}"));
    let (one, two) = (page.line("1. Đã trồng"), page.line("2. Tỷ lệ"));
    assert!(one.text.starts_with("1. Đã trồng 1.250 cây"), "{:?}", one.text);
    assert!(two.text.ends_with("./."), "{:?}", two.text);
    let (first, second) = (page.line("Theo báo cáo"), page.line("Số liệu"));
    let name = page.line("Trần Văn Mẫu");
    assert!(name.y < first.y && first.y < second.y && second.y + descent(11.0) < Area::usual().bottom + 0.1);
    let run = |line: &Line, text: &str| line.runs.iter().any(|run| run.text.contains(text) && run.bold());
    assert!(run(first, "báo cáo"), "{:?}", first.runs);
    let body = first.runs.iter().find(|run| run.text.contains("của")).expect("the note");
    assert_within("size", body.size, part("chu_thich").co);
    let rule = page.rules.iter().find(|rule| rule.y > name.y && rule.y < first.y).expect("a rule over them");
    assert_near("rule", rule.length(), STANDARD.chu_thich["rong_ke"] * Area::usual().width());
}

#[test]
fn calls_are_small_and_raised() {
    let page = first_page(&format!("{TEXT}\n{NOTES}"));
    let line = page.line("1. Đã trồng");
    let raised = |other: &&Line| other.text == "1" && other.y < line.y && line.y - other.y < 4.0;
    let own = line.runs.iter().any(|run| run.text.trim() == "1" && run.size < 11.0);
    assert!(own || page.lines.iter().any(|other| raised(&other)), "{:?}", line.runs);
}

#[test]
fn a_document_with_notes_is_pdf_a_and_is_read_in_order() {
    let pdf = document(&format!("{TEXT}\n{NOTES}"));
    assert_eq!((pdf.info.pdfa.as_deref(), pdf.info.pdfua.as_deref()), (Some("2A"), Some("1")));
    let composed = composed(&plan_with(&format!("{TEXT}\n{NOTES}")));
    let text = composed.van_ban.expect("a document").plain_text();
    assert!(text.contains("1. Đã trồng 1.250 cây[1] trên địa bàn xã."), "{text}");
    assert!(text.contains("96%[2]./.") && text.contains("Theo báo cáo của Trưởng các thôn."), "{text}");
}

#[test]
fn the_signature_keeps_two_lines_wherever_notes_stand() {
    for count in 16..34 {
        let text = format!(
            "{}{}{{{{ chu_thich('mot') }}}} {}",
            "1. Một dòng.\\n".repeat(count),
            words(30),
            words(30)
        );
        let pdf = document(&format!("noi_dung = \"{text}\"\nchu_thich.mot = \"Theo báo cáo.\""));
        let last = pdf.pages.last().expect("a page");
        let above = last.line("Nơi nhận:").y;
        let lines = last.lines.iter().filter(|line| line.y < above && line.y > Area::usual().top).count();
        assert!(lines >= 2, "{count}: {lines}");
        let printed = pdf.text().replace('\n', " ");
        assert_eq!(printed.matches("1. Một dòng.").count(), count, "{count}");
    }
}

#[test]
fn what_is_wrong_with_notes_is_said() {
    let found = |lines: &str| located(&composed(&plan_with(lines)));
    let unknown = found(&format!("{}\n{NOTES}", TEXT.replace("'mot'", "'mott'")));
    assert!(
        unknown.iter().any(|f| f.contains("chu-thich-la: không có chú thích `mott` / có phải \"mot\"?")),
        "{unknown:?}"
    );
    let unused = found("chu_thich.x = \"Một.\"");
    assert!(unused.len() == 1 && unused[0].contains("chu-thich-khong-dung"), "{unused:?}");
    let wrong = found("chu_thich.x = 5");
    assert!(wrong.len() == 1 && wrong[0].contains("sai-kieu"), "{wrong:?}");
}
