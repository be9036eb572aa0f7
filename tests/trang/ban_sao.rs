//! Copies: Phụ lục I, Phần II.

use super::*;
use crate::support::plans::{OFFICE, TYPESETTER, composed, located, pdf_with, plan_with};
use vanban::{build, export};

const COPY: &str = "hinh_thuc = \"sao-y\", so = 5, ngay = 2026-03-09, noi_nhan = [\"Đảng ủy xã\"], \
    nguoi_ky = { quyen_han = [\"TL. Chủ tịch\"], chuc_vu = \"Chánh Văn phòng\", ho_ten = \"Lê Mẫu\" }";

/// A document with a copy of these keys beside or in place of the usual ones.
fn copied(lines: &str, copy: &str) -> Pdf {
    document(&format!("ban_sao = {{ {copy} }}\n{lines}"))
}

/// The rule over the whole width of the text on a page.
fn whole_rule(page: &Page) -> Option<&Rule> {
    let area = Area::usual();
    page.rules.iter().find(|rule| (rule.length() - area.width()).abs() < 0.2)
}

/// The lines below the rule, those of one height from left to right.
fn block(page: &Page) -> Vec<&str> {
    let rule = whole_rule(page).expect("a rule over the whole width");
    page.lines.iter().filter(|line| line.y > rule.y).map(|line| line.text.as_str()).collect()
}

/// PL I, Phần II, II.2.a và II.3; PL III, mẫu 3.1
#[test]
fn block_stands_under_a_rule_over_the_whole_width() {
    let page = copied("", COPY).pages.pop().expect("a page");
    assert_eq!(
        block(&page),
        [
            "ỦY BAN NHÂN DÂN",
            "SAO Y",
            "XÃ AN BÌNH",
            "Số: 05/SY-UBND",
            "An Bình, ngày 09 tháng 3 năm 2026",
            "Nơi nhận:",
            "TL. CHỦ TỊCH",
            "- Đảng ủy xã;",
            "CHÁNH VĂN PHÒNG",
            "- Lưu: VT.",
            "Lê Mẫu",
        ]
    );
    let rule = whole_rule(&page).expect("a rule");
    let original = page.lines.iter().filter(|line| line.y < rule.y).map(|line| line.y).fold(0.0, f64::max);
    let gap = rule.y - original;
    assert_within(
        "straight after the last part",
        gap,
        [descent(14.0), own("cach_ban_sao") * MM_PER_PT + 6.0],
    );
}

/// PL I, Phần II, II.2.b và c: the words bold capitals of 13 to 14, the rest as in the document.
#[test]
fn cells_of_the_block_are_drawn_as_those_of_the_document() {
    let page = copied("", COPY).pages.pop().expect("a page");
    assert_style(page.line("SAO Y"), part("hinh_thuc_sao"), usual_sizes()["hinh_thuc_sao"]);
    let rule = whole_rule(&page).expect("a rule").y;
    let twice = |text: &str| {
        let found = page.lines.iter().filter(|line| line.text == text).collect::<Vec<_>>();
        assert!(found.len() == 2 && found[0].y < rule && found[1].y > rule, "{text}");
        [found[0], found[1]]
    };
    for text in ["ỦY BAN NHÂN DÂN", "XÃ AN BÌNH", "Nơi nhận:", "- Lưu: VT."] {
        let [document, copy] = twice(text);
        assert_near(text, copy.centre(), document.centre());
        assert_eq!((style(copy), copy.runs[0].size), (style(document), document.runs[0].size), "{text}");
    }
    let number = page.line("Số: 05/SY");
    let date = page.lines.iter().rfind(|line| line.text.starts_with("An Bình, ngày")).expect("a date");
    assert_near("one baseline", number.y, date.y);
    assert_near("under the words", date.centre(), page.line("SAO Y").centre());
    assert_eq!(style(date), (false, true));
    let body = twice("XÃ AN BÌNH")[1];
    let under = page.rules.iter().find(|rule| rule.y > body.y).expect("a rule under the name");
    assert_within("share", under.length() / twice("ỦY BAN NHÂN DÂN")[1].width(), share("co_quan"));
}

/// PL III, Mục I: the abbreviations of the three sorts.
#[test]
fn each_sort_has_its_words_and_its_symbol() {
    for (sort, words, symbol) in
        [("sao-y", "SAO Y", "SY"), ("sao-luc", "SAO LỤC", "SL"), ("trich-sao", "TRÍCH SAO", "TrS")]
    {
        let page = copied("", &COPY.replace("sao-y", sort)).pages.pop().expect("a page");
        assert_eq!(page.line(words).text, words);
        assert_eq!(page.line("Số: 05/").text, format!("Số: 05/{symbol}-UBND"));
    }
}

/// What is not known of number and date stays blank; another body copies under its own name.
#[test]
fn blanks_and_other_bodies() {
    let copy = COPY.replace("so = 5, ngay = 2026-03-09", "ngay = \"2026\", co_quan = [\"Trường Tiểu học An Bình\"], viet_tat = \"THAB\", dia_danh = \"Bình Mẫu\", luu = \"VT, TH\"");
    let page = copied("", &copy).pages.pop().expect("a page");
    let lines = block(&page);
    assert!(lines.contains(&"TRƯỜNG TIỂU HỌC AN BÌNH"), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("Số:") && line.ends_with("/SY-THAB")), "{lines:?}");
    assert!(
        lines.iter().any(|line| line.starts_with("Bình Mẫu, ngày") && line.ends_with("năm 2026")),
        "{lines:?}"
    );
    assert!(lines.contains(&"- Lưu: VT, TH."), "{lines:?}");
}

/// PL I, Phần II, II.2.a: where it does not fit it stands on a page of its own, whole.
#[test]
fn block_is_whole_wherever_the_document_ends() {
    let mut alone = 0;
    for paragraphs in 1..26 {
        let body = key("noi_dung", &[words(34).as_str()].repeat(paragraphs).join("\n"));
        let pdf = copied(&body, COPY);
        let with_rule: Vec<usize> =
            (0..pdf.pages.len()).filter(|i| whole_rule(&pdf.pages[*i]).is_some()).collect();
        assert_eq!(with_rule, [pdf.pages.len() - 1], "{paragraphs}");
        let page = pdf.pages.last().expect("a page");
        assert_eq!(block(page).len(), 11, "{paragraphs}");
        assert!(
            page.lines.iter().all(|line| line.y + descent(14.0) < Area::usual().bottom + 0.1),
            "{paragraphs}"
        );
        alone += usize::from(!page.lines.iter().any(|line| line.text == "Trần Văn Mẫu"));
    }
    assert!(alone > 0, "no document of these ends too low for the block");
}

/// PL I, Phần II, I.3: at the upper right of page 1, in the margin, 10 pt, black; no block.
#[test]
fn electronic_copies_have_a_line_in_the_upper_margin() {
    let electronic = "hinh_thuc = \"sao-y\", ban = \"dien-tu\", thoi_gian = 2026-03-09T14:05:09";
    for lines in ["", "luu_hanh = \"luu-hanh-noi-bo\""] {
        let pdf = copied(&format!("{lines}\n{}", key("noi_dung", &words(900))), electronic);
        assert!(pdf.pages.len() > 1);
        let (page, area) = (&pdf.pages[0], Area::usual());
        let line = page.line("Sao y;");
        assert_eq!(line.text, "Sao y; Ủy ban nhân dân xã An Bình; 09/03/2026; 14:05:09 +07:00");
        assert_style(line, part("chu_ky_so"), usual_sizes()["chu_ky_so"]);
        assert!(line.runs.iter().all(|run| run.black));
        assert_near("right edge", line.x1, area.right);
        assert_within("within the upper margin", line.y, [5.0, area.top]);
        if let Some(mark) = page.lines.iter().find(|line| line.text.starts_with("LƯU HÀNH")) {
            assert!(line.y < mark.y - 5.0, "above cell 11: {} and {}", line.y, mark.y);
        }
        for page in &pdf.pages {
            assert!(whole_rule(page).is_none() && !page.lines.iter().any(|line| line.text == "SAO Y"));
        }
        assert!(!pdf.pages[1].lines.iter().any(|line| line.text.starts_with("Sao y;")));
    }
}

/// The time is that of Vietnam (ISO 8601), also where it was given in another zone.
#[test]
fn the_time_of_signing_is_that_of_vietnam() {
    let line = |copy: &str| copied("", copy).pages[0].line("Sao lục;").text.clone();
    let sort = "hinh_thuc = \"sao-luc\", ban = \"dien-tu\"";
    assert!(
        line(&format!("{sort}, thoi_gian = 2026-03-09T20:05:09Z")).ends_with("10/03/2026; 03:05:09 +07:00")
    );
    let known = line(&format!("{sort}, ngay = 2026-03-09"));
    assert!(known.contains("09/03/2026;") && known.ends_with("+07:00"), "{known}");
    let squeezed: String = line(sort).chars().filter(|c| !c.is_whitespace()).collect();
    assert_eq!(squeezed, "Saolục;ỦybannhândânxãAnBình;//;::+07:00");
}

/// A document made as an electronic file is copied as one, unless the copy says otherwise.
#[test]
fn copies_follow_the_document() {
    let sort = "hinh_thuc = \"sao-y\"";
    assert!(
        copied("ban = \"dien-tu\"", sort).pages[0].lines.iter().any(|line| line.text.starts_with("Sao y;"))
    );
    let paper = copied("ban = \"dien-tu\"", &format!("ban = \"giay\", {COPY}"));
    assert!(whole_rule(&paper.pages[0]).is_some());
}

/// Điều 3, khoản 12: an excerpt has the parts that are wanted, and what they stand in.
#[test]
fn excerpts_have_their_parts_alone() {
    let body =
        key("noi_dung", "I. MỘT\n1. Việc một.\n2. Việc hai.\nII. HAI\n1. Việc ba.\nIII. BA\nLời cuối.");
    let copy = COPY.replace("sao-y", "trich-sao") + ", trich = [\"I.2\", \"III\"]";
    let page = copied(&body, &copy).pages.swap_remove(0);
    for text in ["I. MỘT", "2. Việc hai.", "III. BA", "Lời cuối./."] {
        page.line(text);
    }
    assert!(!page.lines.iter().any(|line| line.text.contains("Việc một") || line.text.starts_with("II. ")));
}

/// The same: what goes with the document is no part of an excerpt, though its text speaks of it.
#[test]
fn excerpts_leave_appendices_out() {
    let body = "noi_dung = \"I. MỘT\\n1. Theo Phụ lục kèm theo{{ chu_thich('x') }}.\\nII. HAI\\n1. Việc hai.\"\nchu_thich.x = \"Một.\"";
    let appendix = "phu_luc = [{ ten = \"Danh sách\", noi_dung = \"1. Thôn Trung.\" }]";
    for part in ["I", "II"] {
        let copy = COPY.replace("sao-y", "trich-sao") + &format!(", trich = [{part:?}]");
        let plan = plan_with(&format!("{body}\n{appendix}\nban_sao = {{ {copy} }}"));
        assert!(located(&composed(&plan)).is_empty(), "{:?}", located(&composed(&plan)));
        assert_eq!(copied(&format!("{body}\n{appendix}"), &copy).pages.len(), 1, "{part}");
    }
}

#[test]
fn what_a_copy_lacks_is_said() {
    let found = |copy: &str| located(&composed(&plan_with(&format!("ban_sao = {{ {copy} }}"))));
    let both = found("hinh_thuc = \"sao-y\", co_quan = \"Trường\"");
    assert!(
        both.len() == 3 && both.iter().all(|f| f.starts_with("plan.toml:1:11 ban-sao-thieu")),
        "{both:?}"
    );
    let sort = found(&COPY.replace("sao-y", "sao-i"));
    assert!(sort.len() == 1 && sort[0].contains("có phải \"sao-y\"?"), "{sort:?}");
    assert!(found("so = 5")[0].contains("thiếu khóa `ban_sao.hinh_thuc`"));
    let part = found(&(COPY.to_owned() + ", trich = [\"I\"]"));
    assert!(part.len() == 1 && part[0].contains("trich-sai: chỉ trích sao"), "{part:?}");
    let part = found(&(COPY.replace("sao-y", "trich-sao") + ", trich = [\"I\", \"IX\"]"));
    assert!(part.len() == 1 && part[0].contains("trich-sai: văn bản không có phần `IX`"), "{part:?}");
    let early = found(&COPY.replace("2026-03-09", "2026-02-04"));
    assert!(early.len() == 1 && early[0].contains("ban-sao-som"), "{early:?}");
    let signer = found(&COPY.replace("ho_ten = \"Lê Mẫu\"", "ho_tn = \"Lê Mẫu\""));
    assert!(
        signer.iter().any(|f| f.contains("khoa-la: không có khóa `ban_sao.nguoi_ky[1].ho_tn`")),
        "{signer:?}"
    );
}

/// A signer of the office copies by name; his picture stands on no paper.
#[test]
fn a_signer_of_the_office_signs_by_hand() {
    let office = OFFICE.replace("ho_ten =", "anh_chu_ky = \"khong-co.png\"\nho_ten =");
    let plan = plan_with(
        "ban = \"giay\"\nban_sao = { hinh_thuc = \"sao-y\", noi_nhan = [\"Đảng ủy xã\"], nguoi_ky = \"chu_tich\" }",
    );
    let page = Pdf::read(pdf_with(&plan, &office)).pages.swap_remove(0);
    assert_eq!(page.lines.iter().filter(|line| line.text == "Trần Văn Mẫu").count(), 2);
}

/// The shipped examples build without a finding.
#[test]
fn examples_of_copies_build() {
    let folder = std::fs::read_dir("data/examples/ban-sao").expect("examples");
    let mut count = 0;
    for path in folder
        .map(|entry| entry.expect("an entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
    {
        let built = build(&path, &TYPESETTER).expect("a plan");
        let mut findings = built.findings;
        let pages = built.pages.unwrap_or_else(|| panic!("{}: {findings:?}", path.display()));
        assert!(export::pdf(&pages, &mut findings).is_some());
        assert_eq!(findings.iter().count(), 0, "{}: {findings:?}", path.display());
        count += 1;
    }
    assert_eq!(count, 3);
}

/// PL I, Phần II, II.2.a: straight after the last part, which may be an appendix.
#[test]
fn block_stands_behind_the_last_appendix() {
    let pdf = copied(
        "noi_dung = \"1. Theo Phụ lục kèm theo.\\n2. Việc hai.\"\nphu_luc = [{ ten = \"Danh sách\", noi_dung = \"1. Thôn Trung.\" }]",
        COPY,
    );
    assert_eq!(pdf.pages.len(), 2);
    assert!(whole_rule(&pdf.pages[0]).is_none());
    let last = &pdf.pages[1];
    assert!(last.line("1. Thôn Trung").y < whole_rule(last).expect("a rule").y);
    assert!(block(last).contains(&"SAO Y"));
}

/// The same where that appendix lies on its side, and where the whole document does: two signatures are
/// higher than a page that lies, so the block goes on to a page of its own.
#[test]
fn block_stands_behind_a_landscape_part() {
    let table =
        "\n[bang.x]\ncot = [{ ten = \"Thôn\" }, { ten = \"Số cây\" }]\nhang = [[\"Trung\", \"50\"]]\n";
    let appendix = "noi_dung = \"1. Theo Phụ lục kèm theo.\\n2. Việc hai.\"\nphu_luc = [{ ten = \"Danh sách\", ngang = true, noi_dung = \"{{ bang('x') }}\" }]";
    let whole = "noi_dung = \"Kết quả như sau:\\n{{ bang('x') }}\"\nngang = true";
    for (lines, pages) in [(appendix, 2), (whole, 2)] {
        let plan = plan_with(&format!("ban_sao = {{ {COPY} }}\n{lines}"));
        assert_eq!(located(&composed(&format!("{plan}{table}"))), [""; 0]);
        let pdf = Pdf::read(pdf_with(&format!("{plan}{table}"), OFFICE));
        assert_eq!(pdf.pages.len(), pages);
        let last = pdf.pages.last().expect("a page");
        assert!(last.width > last.height);
        let area =
            STANDARD.trang["cao_mm"] - STANDARD.le["le_trai"].mac_dinh - STANDARD.le["le_phai"].mac_dinh;
        let rule = last.rules.iter().rfind(|rule| (rule.length() - area).abs() < 0.2).expect("a rule");
        let above = last.lines.iter().filter(|line| line.y < rule.y).count();
        assert_eq!(above > 1, lines == appendix, "behind the appendix, or on a page of its own");
        assert!(rule.y < last.line("SAO Y").y);
        assert_near(
            "level",
            last.line("Số: 05/SY").y,
            last.lines.iter().rfind(|l| l.text.starts_with("An Bình, ngày")).expect("a date").y,
        );
        assert!(
            last.lines
                .iter()
                .all(|line| line.y < STANDARD.trang["rong_mm"] - STANDARD.le["le_duoi"].mac_dinh)
        );
    }
}

/// An electronic copy of a document with an appendix in its own file: the line stands on the document.
#[test]
fn an_electronic_copy_speaks_on_the_first_page_alone() {
    let pdf = copied(
        "noi_dung = \"1. Theo Phụ lục kèm theo.\\n2. Việc hai.\"\nphu_luc = [{ ten = \"Danh sách\", noi_dung = \"1. Thôn Trung.\" }]",
        "hinh_thuc = \"sao-y\", ban = \"dien-tu\"",
    );
    let says = |page: &Page| page.lines.iter().any(|line| line.text.starts_with("Sao y;"));
    assert_eq!(pdf.pages.iter().map(says).collect::<Vec<_>>(), [true, false]);
}
