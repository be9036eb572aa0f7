//! Appendices (III.1; mẫu 2.1, 2.2) and texts that a decision issues (mẫu 1.3).

use super::*;
use crate::support::{
    plans::{TYPESETTER, composed, pdf, plan_with},
    raster,
};
use vanban::export;

const BODY: &str = "noi_dung = \"I. MỤC ĐÍCH\\n1. Trồng cây theo Phụ lục I, Phụ lục II kèm theo.\\n2. Chăm sóc cây đã trồng.\"";

fn with_appendices(lines: &str) -> String {
    format!(
        "{}\n[[phu_luc]]\nten = \"Danh sách các thôn\"\nnoi_dung = \"I. THÔN THƯỢNG\\nTrồng 50 cây.\"\n\
         [[phu_luc]]\nten = \"Số cây\"\nnoi_dung = \"{{{{ bang(\\\"cay\\\") }}}}\"\nngang = true\n\
         [bang.cay]\ncot = [{{ ten = \"Thôn\" }}, {{ ten = \"Số cây\", dang = \"so\" }}]\nhang = [[\"Thượng\", 1500]]\n",
        plan_with(&format!("{BODY}\n{lines}"))
    )
}

/// III.1.a to c: Roman numbers, label, title and the words that lead back, each in its type, centred.
#[test]
fn label_title_and_words_are_as_the_clause_says() {
    let pdf = Pdf::read(pdf(&with_appendices("")));
    let (page, area, sizes) = (&pdf.pages[1], Area::usual(), usual_sizes());
    let (label, title) = (page.line("Phụ lục I"), page.line("DANH SÁCH CÁC THÔN"));
    let back = page.line("(Kèm theo");
    assert_eq!(label.text, "Phụ lục I");
    assert_style(label, part("phu_luc"), sizes["phu_luc"]);
    assert_style(title, part("ten_phu_luc"), sizes["ten_phu_luc"]);
    assert_style(back, part("chi_dan"), sizes["chi_dan"]);
    assert!(back.text.starts_with("(Kèm theo Kế hoạch số 07/KH-UBND ngày 05"), "{}", back.text);
    assert!(pdf.text().contains("xã An Bình)"));
    for line in [label, title, back] {
        assert_near(&line.text, line.centre(), area.centre());
    }
    assert!(label.y < title.y && title.y < back.y);
    assert_near("the top of the page", label.y - ascent(sizes["phu_luc"]), area.top);
    assert_eq!(pdf.pages[2].line("Phụ lục").text, "Phụ lục II");
    assert!(pdf.pages[2].width > pdf.pages[2].height, "landscape as asked");
}

/// III.1.a: a single appendix has no number.
#[test]
fn one_appendix_has_no_number() {
    let plan = plan_with("noi_dung = \"1. Trồng cây theo Phụ lục kèm theo.\\n2. Chăm sóc cây.\"");
    let pdf = Pdf::read(pdf(&format!("{plan}\n[[phu_luc]]\nnoi_dung = \"Trồng 50 cây.\"\n")));
    assert_eq!(pdf.pages[1].line("Phụ lục").text, "Phụ lục");
    assert!(pdf.text().ends_with("Trồng 50 cây./."), "{}", pdf.text());
}

/// III.1.đ: each is numbered by itself, its first page without a number as the document's.
#[test]
fn pages_of_each_appendix_are_numbered_by_themselves() {
    let long: String = (0..90).map(|i| format!("Dòng thứ {i} của phụ lục.\\n")).collect();
    let plan = plan_with("noi_dung = \"1. Trồng cây theo Phụ lục I và Phụ lục II.\\n2. Chăm sóc cây.\"");
    let appendix = format!("\n[[phu_luc]]\nnoi_dung = \"{long}\"\n");
    let pdf = Pdf::read(pdf(&format!("{plan}{appendix}{appendix}")));
    let top = Area::usual().top;
    let number = |page: &Page| page.lines.iter().find(|line| line.y < top).map(|line| line.text.clone());
    let numbers: Vec<Option<String>> = pdf.pages.iter().map(number).collect();
    let each = [None, Some("2".to_owned()), Some("3".to_owned())];
    assert_eq!(numbers[1..4], each, "{numbers:?}");
    assert_eq!(numbers[4..7], each, "{numbers:?}");
}

/// III.1.c: the places for number and date stay unfilled in an electronic file.
#[test]
fn an_electronic_file_leaves_number_and_date_blank() {
    let pdf = Pdf::read(pdf(&with_appendices("ban = \"dien-tu\"")));
    let back = pdf.pages[1].line("(Kèm theo");
    assert!(!back.text.contains("07/KH") && !back.text.contains("2026"), "{}", back.text);
    assert!(
        pdf.pages[1].lines.iter().all(|line| !line.text.starts_with("Số:")),
        "signed with the document alone"
    );
}

/// III.1.d and mẫu 2.2: a file of its own has number, symbol and time of signing at its top right.
#[test]
fn a_file_of_its_own_has_the_line_of_signing() {
    let plan = with_appendices("ban = \"dien-tu\"\nthoi_gian_ky = 2026-02-05T14:30:45")
        .replace("ten = \"Danh sách", "tep_rieng = true\nten = \"Danh sách");
    let vanban::Composed { van_ban, mut findings, .. } = composed(&plan);
    let van_ban = van_ban.unwrap_or_else(|| panic!("{findings:?}"));
    let pages = TYPESETTER.typeset(&van_ban, &mut findings).expect("pages");
    let names: Vec<&str> = pages.kem_theo.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["phu-luc-1"]);
    let main = Pdf::read(export::pdf(&pages, &mut findings).expect("a PDF"));
    assert_eq!(main.pages.len(), 2, "the document and the second appendix");
    let own = Pdf::read(export::pdf(&pages.kem_theo[0].1, &mut findings).expect("a PDF"));
    let (page, area) = (&own.pages[0], Area::usual());
    let line = page.line("Số:");
    assert_eq!(line.text, "Số: 07/KH-UBND; 05/02/2026; 14:30:45 +07:00");
    assert_style(line, part("chu_ky_so"), usual_sizes()["chu_ky_so"]);
    assert_near("right", line.x1, area.right);
    assert!(line.y < area.top, "in the upper margin");
    assert_near("the label at the top", page.line("Phụ lục I").y - ascent(14.0), area.top);
    assert_eq!(own.info.title.as_deref(), Some("Phụ lục I DANH SÁCH CÁC THÔN"));
    assert_eq!((own.info.pdfa.as_deref(), own.info.pdfua.as_deref()), (Some("2A"), Some("1")));
}

/// A decision that issues a regulation, with more lines for the decision and for what it issues.
fn decision(lines: &str, issued: &str) -> String {
    let plan = plan_with(&format!(
        "loai = \"quyet-dinh\"\ntrich_yeu = \"Ban hành Quy chế trồng cây\"\ntham_quyen = \"Chủ tịch Ủy ban nhân dân xã\"\n\
         can_cu = [\"Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025\"]\n\
         noi_dung = \"Điều 1. Ban hành kèm theo Quyết định này Quy chế trồng cây.\\nĐiều 2. Các thôn chịu trách nhiệm thi hành Quyết định này.\"\n{lines}"
    ));
    format!(
        "{plan}\n[[kem_theo]]\nloai = \"quy-che\"\ntrich_yeu = \"Trồng và chăm sóc cây\"\n{issued}\n\
         noi_dung = \"Chương I\\nQUY ĐỊNH CHUNG\\nĐiều 1. Phạm vi\\nQuy chế này áp dụng trên địa bàn xã.\"\n"
    )
}

/// Mẫu 1.3: cells 1 and 2, kind, trích yếu, the words that lead back to the decision, a rule under them.
#[test]
fn a_text_issued_with_a_decision_has_its_own_head() {
    let pdf = Pdf::read(pdf(&decision("", "")));
    let page = &pdf.pages[1];
    has_the_head_of_an_issued_text(page);
    page.line("(Kèm theo Quyết định số 07/QĐ-UBND");
    assert!(page.lines.iter().all(|line| !line.text.starts_with("Số:") && !line.text.contains(", ngày")));
    let levels: Vec<usize> = pdf.tags.iter().filter_map(heading_level).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 2, "{levels:?}");
    assert!(pdf.bookmarks.iter().any(|mark| mark.title == "QUY CHẾ Trồng và chăm sóc cây" && mark.page == 1));
}

#[track_caller]
fn has_the_head_of_an_issued_text(page: &Page) {
    let sizes = usual_sizes();
    for (text, name) in [
        ("CỘNG HÒA", "quoc_hieu"),
        ("Độc lập", "tieu_ngu"),
        ("XÃ AN BÌNH", "co_quan"),
        ("QUY CHẾ", "ten_loai"),
        ("Trồng và chăm sóc", "trich_yeu"),
        ("(Kèm theo Quyết định số", "chi_dan"),
    ] {
        assert_style(page.line(text), part(name), sizes[name]);
    }
    let back: Vec<&Line> = page.lines.iter().filter(|line| style_of(line) == (false, true)).collect();
    let last = back.last().expect("a line");
    rule_under(page, last);
    assert!(page.line("Chương I").y > last.y);
}

/// Mẫu 1.3, electronic, in the decision's own file: signed with it, so nothing stands at its top right
/// (II.8.b), and the places for number and date stay unfilled.
#[test]
fn an_issued_text_of_an_electronic_file_is_signed_with_it() {
    let pdf = Pdf::read(pdf(&decision("ban = \"dien-tu\"\nthoi_gian_ky = 2026-02-05T14:30:45", "")));
    assert_eq!(pdf.pages.len(), 2);
    let page = &pdf.pages[1];
    has_the_head_of_an_issued_text(page);
    assert!(page.lines.iter().all(|line| !line.text.starts_with("Số:")));
    let back = page.line("(Kèm theo");
    assert!(!back.text.contains("07/") && !back.text.contains("2026"), "{}", back.text);
    assert_near("at the top of its page", page.line("CỘNG HÒA").y - ascent(13.0), Area::usual().top);
}

/// The same in a file of its own: number, symbol and time of signing above the head, 10 pt, in the margin.
#[test]
fn an_issued_text_in_a_file_of_its_own_has_the_line_of_signing() {
    for (signed, says) in [
        ("thoi_gian_ky = 2026-02-05T14:30:45", "Số: 07/QĐ-UBND; 05/02/2026; 14:30:45 +07:00"),
        ("thoi_gian_ky = 2026-02-05", "Số: 07/QĐ-UBND; 05/02/2026; : : +07:00"),
        ("", "Số: 07/QĐ-UBND; / / ; : : +07:00"),
    ] {
        let plan = decision(&format!("ban = \"dien-tu\"\n{signed}"), "tep_rieng = true");
        let [main, own] = files(&plan).try_into().unwrap_or_else(|_| panic!("two files"));
        assert_eq!((main.0.as_str(), own.0.as_str()), ("", "-quy-che"));
        assert_eq!(main.1.pages.len(), 1, "the decision alone");
        let (page, area) = (&own.1.pages[0], Area::usual());
        has_the_head_of_an_issued_text(page);
        let line = page.line("Số:");
        let words: Vec<&str> = line.text.split_whitespace().collect();
        assert_eq!(words.join(" "), says);
        assert_style(line, part("chu_ky_so"), usual_sizes()["chu_ky_so"]);
        assert_near("right", line.x1, area.right);
        assert!(line.y < area.top, "in the upper margin");
        assert_near("the head at the top", page.line("CỘNG HÒA").y - ascent(13.0), area.top);
        assert_eq!(own.1.info.title.as_deref(), Some("QUY CHẾ Trồng và chăm sóc cây"));
        assert_eq!((own.1.info.pdfa.as_deref(), own.1.info.pdfua.as_deref()), (Some("2A"), Some("1")));
    }
}

/// On paper a file of its own has no such line: the words that lead back say all.
#[test]
fn a_file_of_its_own_on_paper_says_where_it_belongs() {
    let own = files(&decision("ban = \"giay\"", "tep_rieng = true")).remove(1).1;
    let page = &own.pages[0];
    page.line("(Kèm theo Quyết định số 07/QĐ-UBND ngày 05 tháng 02 năm 2026");
    assert!(page.lines.iter().all(|line| !line.text.starts_with("Số:")));
}

/// The files of a plan: what their names have behind the plan's, and what they hold.
fn files(plan: &str) -> Vec<(String, Pdf)> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("vanban.toml"), crate::support::plans::OFFICE).expect("written");
    let path = folder.path().join("a.toml");
    std::fs::write(&path, plan).expect("written");
    let mut built = vanban::build(&path, &TYPESETTER).expect("a run");
    let files = built.export(vanban::Format::Pdf);
    assert_eq!(built.findings.iter().count(), 0, "{:?}", built.findings);
    files.into_iter().map(|file| (file.end, Pdf::read(file.bytes))).collect()
}

fn style_of(line: &Line) -> (bool, bool) {
    (line.runs[0].bold(), line.runs[0].italic())
}

/// The examples of tables, appendices, issued texts and pictures build without a finding.
#[test]
fn every_example_is_clean() {
    let folders = ["bang", "phu-luc", "hinh"].map(|name| std::path::Path::new("data/examples").join(name));
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("examples"));
    let plans: Vec<_> = files.map(|entry| entry.expect("an entry").path()).collect();
    let plans: Vec<_> =
        plans.iter().filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    assert!(plans.len() >= 9, "{plans:?}");
    for plan in plans {
        let mut built = vanban::build(plan, &TYPESETTER).expect("the files are there");
        let files = built.export(vanban::Format::Pdf);
        assert!(!files.is_empty(), "{}: {:?}", plan.display(), built.findings);
        assert_eq!(built.findings.iter().count(), 0, "{}: {:?}", plan.display(), built.findings);
    }
}

/// A week's plan, a report with sums, an appendix on its side, a regulation: a change of their looks is meant.
#[test]
fn tables_and_appendices_look_as_their_pictures_show() {
    for (plan, page, name) in [
        ("bang/lich-tuan", 0, "bang-lich-tuan"),
        ("bang/bao-cao", 0, "bang-bao-cao"),
        ("phu-luc/ke-hoach", 2, "phu-luc-ngang"),
        ("phu-luc/quyet-dinh", 1, "kem-theo-quy-che"),
        ("hinh/bao-cao", 0, "hinh-bao-cao"),
    ] {
        let path = format!("data/examples/{plan}.toml");
        let mut built = vanban::build(path.as_ref(), &TYPESETTER).expect("the files are there");
        let file = built.export(vanban::Format::Pdf).into_iter().next().expect("a PDF");
        let picture = format!("tests/ref/{name}.png");
        raster::compare(picture.as_ref(), &raster::render_grey(file.bytes, page, 0.33), 40, 20);
    }
}
