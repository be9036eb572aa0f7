//! How real documents differ from the samples: each trait in words of the tests' own.

use super::*;
use crate::support::plans::{OFFICE, pdf_with, plan_with};

/// Lines of the body of a plan.
fn lines_of(pdf: &Pdf) -> Vec<&str> {
    body(pdf, Area::usual()).iter().map(|at| at.line.text.as_str()).collect()
}

/// Decision: a mark that the author typed is never doubled.
#[test]
fn what_the_form_writes_is_not_doubled() {
    let letter = "loai = \"cong-van\"\ndon_vi_soan_thao = \"KT\"\nkinh_gui = \"Sở Tài chính\"";
    for typed in ["trồng cây", "V/v trồng cây", "V/V: trồng cây", "Về việc trồng cây"] {
        let page = first_page(&format!("{letter}\n{}", key("trich_yeu", typed)));
        assert_eq!(page.line("V/v").text, "V/v trồng cây", "{typed}");
    }
    for (luu, printed) in [
        ("VT", "- Lưu: VT, KT."),
        ("VT, KT(bnt)", "- Lưu: VT, KT(bnt)."),
        ("VT, KTTH", "- Lưu: VT, KTTH, KT."),
        ("VT, KT.", "- Lưu: VT, KT."),
    ] {
        let page = first_page(&format!("{letter}\ntrich_yeu = \"trồng cây\"\n{}", key("luu", luu)));
        assert_eq!(page.line("- Lưu:").text, printed);
    }
}

/// A trích yếu of six lines under the number: its lines centred there, the letter below all of it.
#[test]
fn a_long_trich_yeu_of_a_letter_stands_under_its_number() {
    let about = "góp ý dự thảo kế hoạch sửa đổi, bổ sung một số nội dung của kế hoạch trồng, chăm sóc và bảo vệ cây \
        xanh trên các tuyến đường trục thôn, liên thôn và nơi công cộng của xã trong giai đoạn tới";
    let letter = "loai = \"cong-van\"\ndon_vi_soan_thao = \"KT\"\nkinh_gui = \"Sở Tài chính\"";
    let page = first_page(&format!("{letter}\n{}", key("trich_yeu", about)));
    let (so, first) = (page.line("Số:"), page.line("V/v"));
    let addressed = page.line("Kính gửi:");
    let block: Vec<&Line> = page
        .lines
        .iter()
        .filter(|line| line.y >= first.y && line.y < addressed.y && line.x0 < so.x1)
        .collect();
    assert!(block.len() >= 5, "{block:?}");
    let printed = block.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    assert_eq!(printed, format!("V/v {about}"));
    block.iter().for_each(|line| assert_near(&line.text, line.centre(), so.centre()));
    let right = page.line("CỘNG HÒA").x0;
    assert!(block.iter().all(|line| line.x1 < right), "within its column");
}

/// Numbers of documents are not parted at the end of a line, dashes between words begin none.
#[test]
fn symbols_stay_whole_and_no_line_begins_with_a_dash() {
    let text = "Quyết định số 2269/QĐ-TTg về kinh tế - xã hội giai đoạn 2026 - 2030, Công văn 1105/UBND-NC; "
        .repeat(40);
    for shift in 0..6 {
        let pdf = document(&key("noi_dung", &format!("{}{text}", "Nay ".repeat(shift))));
        let lines = lines_of(&pdf);
        let count = |what: &str| lines.iter().map(|line| line.matches(what).count()).sum::<usize>();
        assert_eq!((count("2269/QĐ-TTg"), count("1105/UBND-NC"), count("2026 - 2030")), (40, 40, 40));
        assert!(lines.iter().all(|line| !line.starts_with("- ")), "{lines:#?}");
        assert!(body_text(&pdf, Area::usual()).contains("kinh tế - xã hội giai đoạn"));
    }
}

/// Who decides, in three lines: one text, single spaced.
#[test]
fn an_authority_of_three_lines_is_one_text() {
    let lines = ["Trưởng ban Chỉ đạo", "Xây dựng nông thôn mới", "xã An Bình"];
    let plan = "loai = \"quyet-dinh\"\ncan_cu = [\"Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017\"]";
    let page = first_page(&format!("{plan}\ntham_quyen = {lines:?}"));
    let found: Vec<&Line> = lines
        .iter()
        .map(|text| {
            let text = text.to_uppercase();
            page.lines.iter().rfind(|line| line.text == text).unwrap_or_else(|| panic!("{text}"))
        })
        .collect();
    assert_single_spaced(&found);
    for line in found {
        assert_eq!(style(line), (true, false));
        assert_near(&line.text, line.centre(), Area::usual().centre());
    }
}

/// Four who sign stand two by two, five three and two, fewer where a name is long; no name is parted.
#[test]
fn many_signers_stand_in_rows() {
    let short = ["Lê Mẫu", "Phan Thị Nghiêng", "Võ Văn Phương", "Trần Mẫu", "Đỗ Mẫu", "Hồ Mẫu", "Vũ Mẫu"];
    let long = ["Nguyễn Đình Nghiêm Trường", "Lê Mẫu", "Võ Mẫu", "Trần Mẫu", "Đỗ Mẫu", "Hồ Mẫu", "Vũ Mẫu"];
    for (names, count, rows) in [
        (short, 3, vec![3]),
        (short, 4, vec![2, 2]),
        (short, 5, vec![3, 2]),
        (short, 7, vec![3, 3, 1]),
        (long, 2, vec![2]),
        (long, 3, vec![2, 1]),
        (long, 4, vec![2, 2]),
    ] {
        let signers =
            names[..count].iter().map(|name| format!("{{ chuc_vu = \"Thành viên\", ho_ten = {name:?} }}"));
        let pdf = document(&format!("nguoi_ky = [{}]", signers.collect::<Vec<_>>().join(", ")));
        let page = &pdf.pages[0];
        let mut heights: Vec<f64> = names[..count].iter().map(|name| page.line(name).y).collect();
        heights.dedup_by(|a, b| (*a - *b).abs() < NEAR);
        assert_eq!(heights.len(), rows.len(), "{count}");
        let in_row =
            |y: &f64| names[..count].iter().filter(|name| (page.line(name).y - y).abs() < NEAR).count();
        assert_eq!(heights.iter().map(in_row).collect::<Vec<_>>(), rows);
        assert!(page.line("Nơi nhận:").y > *heights.last().expect("a row"));
    }
}

/// The authorities that officials sign by, up to three lines, each line as typed, in capitals.
#[test]
fn authorities_of_every_sort() {
    for (lines, office) in [
        (&[][..], "Giám đốc"),
        (&["TM. Ủy ban nhân dân"], "Chủ tịch"),
        (&["TM. Ủy ban nhân dân", "KT. Chủ tịch"], "Phó Chủ tịch"),
        (&["TL. Chủ tịch", "KT. Chánh Văn phòng"], "Phó Chánh Văn phòng"),
        (&["TUQ. Chủ tịch"], "Trưởng phòng Kinh tế"),
        (&["Q. Giám đốc"], "Phó Giám đốc"),
        (&["TM. Ban Chỉ đạo", "KT. Trưởng ban", "Phó Trưởng ban Thường trực"], "Phó Chủ tịch xã"),
    ] {
        let pdf = document(&format!(
            "nguoi_ky = {{ quyen_han = {lines:?}, chuc_vu = {office:?}, ho_ten = \"Lê Mẫu\" }}"
        ));
        let page = &pdf.pages[0];
        let tops: Vec<f64> =
            lines.iter().chain([&office]).map(|text| page.line(&text.to_uppercase()).y).collect();
        assert!(tops.is_sorted(), "{lines:?} {office}");
        assert_near("level with the recipients", tops[0], page.line("Nơi nhận:").y);
    }
}

/// A trích yếu of more than five hundred letters is printed whole, its lines even.
#[test]
fn a_very_long_trich_yeu_is_whole() {
    let about = words(120).trim_end_matches('.').to_owned();
    assert!(about.chars().count() > 500);
    let page = first_page(&key("trich_yeu", &about));
    let (kind, section) = (page.line("KẾ HOẠCH"), page.line("I. MỤC ĐÍCH"));
    let lines: Vec<&Line> = page.lines.iter().filter(|line| line.y > kind.y && line.y < section.y).collect();
    assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" "), about);
    assert_balanced(lines.iter());
    let rule = rule_under(&page, lines[lines.len() - 1]);
    assert!(rule.y < section.y);
}

/// Numbers that went out so: sections from II on, one missing, `3/Điều`, a dash before a quotation.
#[test]
fn numbers_are_printed_as_typed() {
    let text = "II. HAI\n1. Việc một.\nIV. BỐN\n2. Việc hai.\n2. Việc hai nữa.\n3/Điều 9. Sửa\n-“a) Lời trích”\n- Hết";
    let pdf = document(&key("noi_dung", text));
    let lines = lines_of(&pdf);
    let wanted = [
        "II. HAI",
        "1. Việc một.",
        "IV. BỐN",
        "2. Việc hai.",
        "2. Việc hai nữa.",
        "3/ Điều 9. Sửa",
        "- “a) Lời trích”",
        "- Hết./.",
    ];
    assert_eq!(lines, wanted);
}

/// Two equal bodies in cell 2, and an office holder as the issuing body.
#[test]
fn two_bodies_and_an_office_holder_issue() {
    let office = OFFICE.replace(
        "[\"Ủy ban nhân dân\", \"xã An Bình\"]",
        "[\"Đoàn Thanh niên -\", \"Hội Nông dân\", \"xã An Bình\"]",
    );
    let page = Pdf::read(pdf_with(&plan_with("ky_hieu = \"KHPH-ĐTN-HND\""), &office)).pages.swap_remove(0);
    let names = ["ĐOÀN THANH NIÊN -", "HỘI NÔNG DÂN", "XÃ AN BÌNH"].map(|text| page.line(text));
    assert_single_spaced(&names);
    names.iter().for_each(|line| assert_eq!(style(line), (true, false)));
    assert_eq!(page.line("Số:").text, "Số: 07/KHPH-ĐTN-HND");
    let office =
        OFFICE.replace("\"Ủy ban nhân dân\", \"xã An Bình\"", "\"Chủ tịch Ủy ban nhân dân\", \"xã An Bình\"");
    let page = Pdf::read(pdf_with(&plan_with("ky_hieu = \"QĐ-CTUBND\""), &office)).pages.swap_remove(0);
    let names = ["CHỦ TỊCH", "ỦY BAN NHÂN DÂN", "XÃ AN BÌNH"].map(|text| page.line(text));
    assert_single_spaced(&names);
}

/// PL III, mẫu 1.6: whom a công điện goes to stands a little in under long words, with room.
#[test]
fn addressees_of_a_telegram_have_room() {
    let far = "Chủ tịch Ủy ban nhân dân các xã, phường ven sông và ven biển trên địa bàn tỉnh";
    let plan = "loai = \"cong-dien\"\nnguoi_dien = \"Chủ tịch Ủy ban nhân dân xã\"";
    let page = first_page(&format!("{plan}\nkinh_gui = [{far:?}, \"Các thôn\"]"));
    let (words, item) = (page.line("Chủ tịch Ủy ban nhân dân xã điện:"), page.line("- Chủ tịch"));
    assert_near("in", item.x0 - words.x0, own("thut_kinh_gui_mm"));
    assert!(item.width() > Area::usual().width() / 2.0, "{:.0} mm", item.width());
}

/// More than ten recipients, each line whole, the last the file copy.
#[test]
fn recipients_are_all_there() {
    let list: Vec<String> = (1..=24)
        .map(|i| format!("Cơ quan, đơn vị thứ {i} thuộc Ủy ban nhân dân xã An Bình (để báo cáo)"))
        .collect();
    let pdf = document(&format!("noi_nhan = {list:?}"));
    let column = |line: &&Line| line.x0 < Area::usual().left + 5.0;
    let lines = pdf.pages.iter().flat_map(|page| page.lines.iter().filter(column));
    let text = lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    for item in &list {
        assert!(text.contains(&format!("- {item};")), "{item}");
    }
    assert!(pdf.text().contains("- Lưu: VT."));
}
