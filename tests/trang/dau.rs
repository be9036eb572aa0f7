//! The head: cells 1 to 4.

use super::*;

/// Lines for an office of these names.
fn office(chu_quan: &[&str], ten: &[&str]) -> String {
    format!("co_quan = {{ chu_quan = {chu_quan:?}, ten = {ten:?} }}")
}

/// PL I, Phần I, II.1.a
#[test]
fn quoc_hieu_stands_on_one_line() {
    for set in STANDARD.bo_co.keys() {
        for narrowest in ["", ", le_trai = 35, le_phai = 20"] {
            let page = first_page(&format!("trinh_bay = {{ co_chu = {set:?}{narrowest} }}"));
            let line = page.line("CỘNG HÒA");
            assert_eq!(line.text, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
            assert_eq!(style(line), (true, false));
        }
    }
}

/// PL I, Phần I, II.1.b và II.1.c
#[test]
fn tieu_ngu_is_centred_under_quoc_hieu() {
    for (set, sizes) in &STANDARD.bo_co {
        let page = first_page(&format!("trinh_bay = {{ co_chu = {set:?} }}"));
        let (quoc_hieu, tieu_ngu) = (page.line("CỘNG HÒA"), page.line("Độc lập"));
        assert_eq!(tieu_ngu.text, "Độc lập - Tự do - Hạnh phúc");
        assert_near("centre", tieu_ngu.centre(), quoc_hieu.centre());
        // Single spacing, no blank line: the larger type decides.
        let single = [pitch(sizes["quoc_hieu"]), pitch(sizes["tieu_ngu"])];
        assert_within("from line to line", tieu_ngu.y - quoc_hieu.y, single);
    }
}

/// PL I, Phần I, II.1.b
#[test]
fn rule_under_tieu_ngu_is_as_long_as_its_text() {
    let page = first_page("");
    let line = page.line("Độc lập");
    let rule = rule_under(&page, line);
    let [min, max] = share("tieu_ngu");
    assert_within("share of the text", rule.length() / line.width(), [min - 0.03, max + 0.03]);
    assert_near("centre", rule.centre(), line.centre());
}

/// PL I, Phần I, II.2.b
#[test]
fn chu_quan_is_upright_and_co_quan_bold_in_capitals() {
    let page = first_page(&office(&["UBND xã An Bình"], &["Phòng Văn hóa - Xã hội"]));
    let (chu_quan, co_quan) = (page.line("UBND XÃ AN BÌNH"), page.line("PHÒNG VĂN HÓA - XÃ HỘI"));
    assert_eq!(style(chu_quan), (false, false));
    assert_eq!(style(co_quan), (true, false));
    assert_near("centre", chu_quan.centre(), co_quan.centre());
    assert!(chu_quan.y < co_quan.y);
}

/// PL I, Phần I, II.2.b
#[test]
fn rule_under_co_quan_is_a_third_to_half_of_its_line() {
    let long = "Ban Quản lý các dự án đầu tư xây dựng công trình dân dụng và công nghiệp";
    for ten in [&["Ủy ban nhân dân", "xã An Bình"][..], &["Sở Nội vụ"], &[long]] {
        let page = first_page(&office(&[], ten));
        let lines = cell_2(&page);
        let last = lines.last().expect("a name");
        let longest = lines.iter().map(|line| line.width()).fold(0.0, f64::max);
        let rule = rule_under(&page, last);
        assert_within("share of the longest line", rule.length() / longest, share("co_quan"));
        assert_near("centre", rule.centre(), last.centre());
    }
}

/// The lines of cell 2.
fn cell_2(page: &Page) -> Vec<&Line> {
    let (left_of, above) = (page.line("CỘNG HÒA").x0, page.line("Số:").y);
    page.lines.iter().filter(|line| line.x1 < left_of && line.y < above).collect()
}

/// PL I, Phần I, II.2.b
#[test]
fn lines_of_the_names_are_single_spaced() {
    let long = "Ban Quản lý các dự án đầu tư xây dựng công trình dân dụng và công nghiệp";
    for ten in [&["Ủy ban nhân dân", "xã An Bình"][..], &[long]] {
        assert_single_spaced(&cell_2(&first_page(&office(&["UBND tỉnh", "Bình Minh"], ten))));
    }
}

/// PL I, Phần I, IV.2
#[test]
fn cells_1_and_2_begin_level() {
    for set in STANDARD.bo_co.keys() {
        for chu_quan in [&[][..], &["UBND tỉnh Bình Minh"]] {
            let lines = format!("trinh_bay = {{ co_chu = {set:?} }}\n{}", office(chu_quan, &["Sở Nội vụ"]));
            let page = first_page(&lines);
            assert_near("first baseline", cell_2(&page)[0].y, page.line("CỘNG HÒA").y);
        }
    }
}

/// PL I, Phần I, II.2.b
#[test]
fn long_names_wrap_centred_and_evenly() {
    let long = "Ban Quản lý các dự án đầu tư xây dựng công trình dân dụng và công nghiệp tỉnh Bình Minh";
    let page = first_page(&office(&["Ủy ban nhân dân tỉnh Bình Minh Đông Nam Bắc"], &[long]));
    let lines = cell_2(&page);
    assert!(lines.len() > 3);
    for line in &lines {
        assert_near(&line.text, line.centre(), lines[0].centre());
    }
    assert_balanced(lines.iter().filter(|line| style(line).0));
}

/// PL I, Phần I, II.3.c
#[test]
fn so_takes_a_zero_below_ten() {
    for (so, printed) in
        [(5, "Số: 05/KH-UBND"), (7, "Số: 07/KH-UBND"), (12, "Số: 12/KH-UBND"), (105, "Số: 105/KH-UBND")]
    {
        assert_eq!(first_page(&format!("so = {so}")).line("Số").text, printed);
    }
}

/// PL I, Phần I, II.3.c
#[test]
fn so_ky_hieu_is_one_line_centred_under_co_quan() {
    for set in STANDARD.bo_co.keys() {
        let page = first_page(&format!("ky_hieu = \"CTr-BCĐCCHC\"\ntrinh_bay = {{ co_chu = {set:?} }}"));
        let line = page.line("Số:");
        assert_eq!(line.text, "Số: 07/CTr-BCĐCCHC");
        assert_near("centre", line.centre(), page.line("ỦY BAN").centre());
        assert_style(line, part("so_ky_hieu"), STANDARD.bo_co[set]["so_ky_hieu"]);
    }
}

/// PL I, Phần I, II.3.c
#[test]
fn draft_leaves_room_for_its_number() {
    let page = first_page("-so");
    let line = page.line("Số:");
    assert!(line.text.starts_with("Số: ") && line.text.ends_with("/KH-UBND"), "{:?}", line.text);
    let room = line.width() - first_page("so = 12").line("Số:").width();
    assert!(room > 0.0, "as much room as two figures need");
    assert_near("centre", line.centre(), page.line("ỦY BAN").centre());
}

/// PL I, Phần I, II.4.b và II.4.c
#[test]
fn date_takes_a_zero_below_ten_and_in_january_and_february() {
    for (date, printed) in [
        ("2026-01-05", "An Bình, ngày 05 tháng 01 năm 2026"),
        ("2026-02-10", "An Bình, ngày 10 tháng 02 năm 2026"),
        ("2026-03-09", "An Bình, ngày 09 tháng 3 năm 2026"),
        ("2026-09-30", "An Bình, ngày 30 tháng 9 năm 2026"),
        ("2026-10-01", "An Bình, ngày 01 tháng 10 năm 2026"),
        ("2026-12-31", "An Bình, ngày 31 tháng 12 năm 2026"),
    ] {
        assert_eq!(first_page(&format!("ngay_ban_hanh = {date}")).line("An Bình").text, printed);
    }
}

/// PL I, Phần I, II.4.c
#[test]
fn unknown_parts_of_the_date_are_blanks() {
    for (line, pieces) in [
        ("ngay_ban_hanh = \"2026-05\"", ["ngày", "tháng 5 năm 2026"]),
        ("ngay_ban_hanh = \"2026\"", ["ngày", "năm 2026"]),
        ("-ngay_ban_hanh", ["ngày", "năm"]),
    ] {
        let page = first_page(line);
        let date = page.line("An Bình, ngày");
        let at: Vec<usize> = pieces.iter().filter_map(|piece| date.text.rfind(piece)).collect();
        assert!(at.len() == 2 && at[1] > at[0], "{:?}", date.text);
        let blank =
            &date.text[at[0] + "ngày".len()..].split_once(char::is_alphabetic).map(|(blank, _)| blank.len());
        assert!(*blank >= Some(3), "{:?}", date.text);
        assert!(
            !date.text.contains(|c: char| c.is_ascii_digit()) || date.text.contains("2026"),
            "{:?}",
            date.text
        );
    }
}

/// PL I, Phần I, II.4.c và IV.2
#[test]
fn date_is_level_with_so_and_centred_under_quoc_hieu() {
    for set in STANDARD.bo_co.keys() {
        let page = first_page(&format!("trinh_bay = {{ co_chu = {set:?} }}"));
        let (date, so) = (page.line("An Bình, ngày"), page.line("Số:"));
        assert_eq!(style(date), (false, true));
        assert_near("baseline", date.y, so.y);
        assert_near("centre", date.centre(), page.line("CỘNG HÒA").centre());
    }
}

/// PL I, Phần I, II.4.a và II.4.c
#[test]
fn long_place_stands_on_one_line_centred_under_quoc_hieu() {
    for set in STANDARD.bo_co.keys() {
        let page = first_page(&format!(
            "co_quan = {{ dia_danh = \"Thành phố Hồ Chí Minh\" }}\n\
             trinh_bay = {{ co_chu = {set:?}, le_trai = 35, le_phai = 20 }}"
        ));
        let date = page.line("Thành phố");
        assert_eq!(date.text, "Thành phố Hồ Chí Minh, ngày 05 tháng 02 năm 2026");
        assert_near("centre", date.centre(), page.line("CỘNG HÒA").centre());
        assert!(page.line("Số:").x1 < date.x0);
    }
}

/// PL I, Phần I, II.1.b, II.2.b và II.5.b
#[test]
fn head_has_three_rules_and_no_page_another() {
    let pdf = document(&key("noi_dung", &[words(90).as_str(); 9].join("\n")));
    let rules: Vec<usize> = pdf.pages.iter().map(|page| page.rules.len()).collect();
    assert_eq!(rules, [3, 0]);
    let thickness = STANDARD.ke["net"].as_float().expect("a thickness");
    assert!(pdf.pages[0].rules.iter().all(|rule| (rule.thickness - thickness).abs() < 0.01));
}
