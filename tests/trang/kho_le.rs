//! Paper, margins, page number, type.

use super::*;

/// A plan with every part and a body of two pages.
fn full() -> String {
    let lines = [
        "co_quan = { chu_quan = [\"UBND xã An Bình\"], ten = [\"Phòng Văn hóa - Xã hội\"], viet_tat = \"VHXH\" }"
            .to_owned(),
        "can_cu = [\"Căn cứ Nghị quyết số 12/NQ-HĐND\", \"Theo đề nghị của Văn phòng\"]".to_owned(),
        key("noi_dung", &format!("I. MỤC ĐÍCH\n{}", [words(70).as_str(); 9].join("\n"))),
        "nguoi_ky = { quyen_han = [\"KT. Trưởng phòng\"], chuc_vu = \"Phó Trưởng phòng\", ho_ten = \"Lê Mẫu\" }"
            .to_owned(),
    ];
    lines.join("\n")
}

/// The full plan with a line of `[trinh_bay]`.
fn laid_out(choice: &str) -> Pdf {
    let pdf = document(&format!("trinh_bay = {{ {choice} }}\n{}", full()));
    assert_eq!(pdf.pages.len(), 2);
    pdf
}

/// Each margin at both ends of its range.
fn chosen_margins() -> impl Iterator<Item = (&'static str, f64)> {
    STANDARD.le.iter().flat_map(|(name, range)| range.khoang.map(|mm| (name.as_str(), mm)))
}

/// The number on a page, where there is one.
fn page_number(page: &Page, area: Area) -> Option<&Line> {
    page.lines.iter().find(|line| line.y < area.top)
}

/// PL I, Phần I, I.1 và I.2
#[test]
fn paper_is_a4_upright() {
    for page in &laid_out("").pages {
        assert_near("width", page.width, STANDARD.trang["rong_mm"]);
        assert_near("height", page.height, STANDARD.trang["cao_mm"]);
        assert!(page.height > page.width);
    }
}

/// PL I, Phần I, I.3
#[test]
fn no_text_stands_in_the_margins() {
    for (margin, mm) in chosen_margins() {
        let (pdf, area) = (laid_out(&format!("{margin} = {mm}")), Area::chosen(margin, mm));
        for Placed { line, .. } in text_lines(&pdf, area) {
            let what = format!("{margin} = {mm}: {:?}", line.text);
            let size = line.runs[0].size;
            assert_within(&what, line.x0, [area.left - 0.1, area.right]);
            assert_within(&what, line.x1, [area.left, area.right + 0.1]);
            assert_within(&what, line.y, [area.top + ascent(size) - 0.1, area.bottom - descent(size) + 0.1]);
        }
    }
}

/// PL I, Phần I, I.3
#[test]
fn chosen_margins_are_followed() {
    for (margin, mm) in chosen_margins() {
        let (pdf, area) = (laid_out(&format!("{margin} = {mm}")), Area::chosen(margin, mm));
        let sizes = usual_sizes();
        let first = pdf.pages[0].line("CỘNG HÒA");
        assert_near("upper edge", first.y - ascent(sizes["quoc_hieu"]), area.top);
        let body = body(&pdf, area);
        assert_near("left edge", body.iter().map(|at| at.line.x0).fold(f64::MAX, f64::min), area.left);
        assert_near("right edge", body.iter().map(|at| at.line.x1).fold(0.0, f64::max), area.right);
        let last = pdf.pages[0].lines.last().expect("a line");
        let free = area.bottom - last.y - descent(sizes["than"]);
        // No more is left free than two lines that would not stand alone, and a space between paragraphs.
        let most = 2.0 * pitch(sizes["than"]) + STANDARD.than.cach_doan_mac_dinh * MM_PER_PT;
        assert_within("free above the lower margin", free, [-0.1, most]);
    }
}

/// PL I, Phần I, I.7
#[test]
fn page_numbers_stand_in_the_middle_of_the_top_margin() {
    for (margin, mm) in chosen_margins() {
        let (pdf, area) = (laid_out(&format!("{margin} = {mm}")), Area::chosen(margin, mm));
        let number = page_number(&pdf.pages[1], area).expect("a number on page 2");
        assert_eq!(number.text, "2");
        assert_near("centre", number.centre(), area.centre());
        let size = usual_sizes()["so_trang"];
        assert_style(number, part("so_trang"), size);
        assert_near("upper edge", number.y - ascent(size), STANDARD.so_trang["mep_tren_mm"]);
        assert!(number.y + descent(size) < area.top);
    }
}

/// PL I, Phần I, I.7
#[test]
fn page_1_shows_no_number_and_the_others_count_on() {
    let body = key("noi_dung", &[words(90).as_str(); 30].join("\n"));
    let (pdf, area) = (document(&body), Area::usual());
    let numbers: Vec<_> = pdf.pages.iter().map(|page| page_number(page, area)).collect();
    assert!(numbers.len() > 3 && numbers[0].is_none());
    for (index, number) in numbers.iter().enumerate().skip(1) {
        assert_eq!(number.map(|line| line.text.as_str()), Some((index + 1).to_string().as_str()));
    }
}

/// PL I, Phần I, I.4
#[test]
fn every_letter_is_tinos_and_black() {
    let pdf = laid_out("");
    let runs = pdf.pages.iter().flat_map(|page| &page.lines).flat_map(|line| &line.runs);
    for run in runs {
        assert!(run.font.starts_with("Tinos-"), "{:?} is set in {}", run.text, run.font);
        assert!(run.black, "{:?} is not black", run.text);
    }
}

/// Every part: its size in a set of sizes, its style, how a line of it begins in [`full`].
const PARTS: [(&str, &str, &str); 15] = [
    ("quoc_hieu", "quoc_hieu", "CỘNG HÒA"),
    ("tieu_ngu", "tieu_ngu", "Độc lập"),
    ("chu_quan", "chu_quan", "UBND XÃ"),
    ("co_quan", "co_quan", "PHÒNG VĂN HÓA"),
    ("so_ky_hieu", "so_ky_hieu", "Số: "),
    ("dia_danh", "dia_danh", "An Bình, ngày"),
    ("ten_loai", "ten_loai", "KẾ HOẠCH"),
    ("trich_yeu", "trich_yeu", "Trồng cây quý"),
    ("than", "can_cu", "Căn cứ"),
    ("than", "than", "Các thôn phối hợp"),
    ("chu_ky", "quyen_han", "KT. "),
    ("chu_ky", "quyen_han", "PHÓ TRƯỞNG PHÒNG"),
    ("chu_ky", "ho_ten", "Lê Mẫu"),
    ("noi_nhan", "noi_nhan", "Nơi nhận"),
    ("noi_nhan_muc", "noi_nhan_muc", "- "),
];

/// PL I, Phần I, V, ghi chú 1
#[test]
fn every_part_has_the_size_of_the_chosen_set() {
    for (set, sizes) in &STANDARD.bo_co {
        let pdf = laid_out(&format!("co_chu = {set:?}"));
        for (size, style, start) in PARTS {
            let page = pdf.pages.iter().find(|page| page.lines.iter().any(|l| l.text.starts_with(start)));
            let line = page.unwrap_or_else(|| panic!("{start:?} stands nowhere")).line(start);
            assert_style(line, part(style), sizes[size]);
        }
        let number = page_number(&pdf.pages[1], Area::usual()).expect("a number on page 2");
        assert_style(number, part("so_trang"), sizes["so_trang"]);
    }
}

/// PL I, Phần I, V, ghi chú 1
#[test]
fn sizes_rise_and_fall_together() {
    for (set, sizes) in &STANDARD.bo_co {
        assert_eq!(sizes["tieu_ngu"], sizes["quoc_hieu"] + 1.0, "{set}");
        assert_eq!(sizes["dia_danh"], sizes["tieu_ngu"], "{set}");
        assert_eq!(set, &format!("{}/{}/{}", sizes["quoc_hieu"], sizes["tieu_ngu"], sizes["dia_danh"]));
    }
}
