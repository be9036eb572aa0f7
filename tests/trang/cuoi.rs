//! The foot: recipients and signature, cells 7 and 9b.

use super::*;
use vanban::metrics;

/// The last page of a plan with these lines.
fn last_page(lines: &str) -> Page {
    document(lines).pages.pop().expect("a page")
}

/// The only signer, with these lines of authority.
fn signer(quyen_han: &[&str], chuc_vu: &str, ho_ten: &str) -> String {
    format!("nguoi_ky = {{ quyen_han = {quyen_han:?}, chuc_vu = {chuc_vu:?}, ho_ten = {ho_ten:?} }}")
}

/// The lines of the recipients' column from `Nơi nhận:` on, and those of the signature.
fn columns(page: &Page) -> (Vec<&Line>, Vec<&Line>) {
    let top = page.line("Nơi nhận:").y;
    let middle = signature_column()[0];
    let foot = page.lines.iter().filter(|line| line.y > top - NEAR);
    foot.partition(|line| line.x0 < middle - NEAR)
}

/// The two ends of the signature's column.
fn signature_column() -> [f64; 2] {
    let area = Area::usual();
    [area.left + own("cot_noi_nhan") * area.width(), area.right]
}

/// PL I, Phần I, II.9.d
#[test]
fn noi_nhan_is_bold_italic_and_level_with_the_authority() {
    for set in STANDARD.bo_co.keys() {
        for quyen_han in [&[][..], &["TM. Ủy ban nhân dân"], &["TM. Ủy ban nhân dân", "KT. Chủ tịch"]]
        {
            let lines = signer(quyen_han, "Phó Chủ tịch", "Trần Văn Mẫu");
            let page = last_page(&format!("trinh_bay = {{ co_chu = {set:?} }}\n{lines}"));
            let (left, right) = columns(&page);
            assert_eq!(left[0].text, "Nơi nhận:");
            assert_eq!(style(left[0]), (true, true));
            assert_near("left edge", left[0].x0, Area::usual().left);
            assert_near("baseline", left[0].y, right[0].y);
        }
    }
}

/// PL I, Phần I, II.9.d
#[test]
fn recipients_are_dashed_and_end_with_semicolons_and_a_stop() {
    let page = last_page("noi_nhan = [\"Như trên\", \"Các thôn\"]\nluu = \"VT, VP\"");
    let (left, _) = columns(&page);
    let items: Vec<&str> = left[1..].iter().map(|line| line.text.as_str()).collect();
    assert_eq!(items, ["- Như trên;", "- Các thôn;", "- Lưu: VT, VP."]);
    for line in &left[1..] {
        assert_style(line, part("noi_nhan_muc"), usual_sizes()["noi_nhan_muc"]);
        assert_near("left edge", line.x0, Area::usual().left);
    }
}

/// PL I, Phần I, II.9.d
#[test]
fn typed_dashes_and_marks_of_recipients_are_not_doubled() {
    let page =
        last_page("noi_nhan = [\"- Như trên;\", \"Các thôn;\", \"- Các trường.\", \"Hội,\"]\nluu = \"VT.\"");
    let (left, _) = columns(&page);
    let items: Vec<&str> = left[1..].iter().map(|line| line.text.as_str()).collect();
    assert_eq!(items, ["- Như trên;", "- Các thôn;", "- Các trường;", "- Hội;", "- Lưu: VT."]);
}

/// PL I, Phần I, II.9.d
#[test]
fn long_recipients_wrap_under_their_first_letter() {
    let long = "Các phòng, ban, đơn vị sự nghiệp công lập trực thuộc Ủy ban nhân dân xã";
    let page = last_page(&format!("noi_nhan = [{long:?}, \"Các thôn\"]"));
    let (left, _) = columns(&page);
    let item: Vec<_> = left[1..].iter().take_while(|line| !line.text.starts_with("- Các thôn")).collect();
    assert!(item.len() > 1, "the item wraps");
    let dash = metrics::width_em("- ", false, false) * usual_sizes()["noi_nhan_muc"] * MM_PER_PT;
    for line in &item[1..] {
        assert_near(&line.text, line.x0, item[0].x0 + dash);
        assert!(line.x1 < signature_column()[0] + NEAR);
    }
}

/// PL I, Phần I, II.7.đ
#[test]
fn authority_and_office_are_bold_capitals_centred_over_the_name() {
    let page = last_page(&signer(&["TM. Ủy ban nhân dân", "KT. Chủ tịch"], "Phó Chủ tịch", "Lê Mẫu"));
    let (_, right) = columns(&page);
    let printed: Vec<&str> = right.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(printed, ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Mẫu"]);
    let [from, to] = signature_column();
    for line in right {
        assert_eq!(style(line), (true, false));
        assert_near(&line.text, line.centre(), (from + to) / 2.0);
    }
}

/// PL I, Phần I, V.7
#[test]
fn lines_of_authority_and_office_are_single_spaced() {
    let long = "Phó Trưởng Ban Quản lý các dự án đầu tư";
    let page = last_page(&signer(&["TM. Ủy ban nhân dân", "KT. Chủ tịch"], long, "Lê Mẫu"));
    let (_, right) = columns(&page);
    assert_single_spaced(&right[..right.len() - 1]);
}

/// PL I, Phần I, II.7.d
#[test]
fn room_to_sign_stands_above_the_name() {
    let size = usual_sizes()["chu_ky"];
    for quyen_han in [&[][..], &["TM. Ủy ban nhân dân", "KT. Chủ tịch"]] {
        let page = last_page(&signer(quyen_han, "Phó Chủ tịch", "Lê Mẫu"));
        let (office, name) = (page.line("PHÓ CHỦ TỊCH"), page.line("Lê Mẫu"));
        let room = name.y - ascent(size) - office.y - descent(size);
        assert!(room >= own("cho_ky_mm") - 0.1, "{room:.1} mm");
        assert!(room <= own("cho_ky_mm") + pitch(size), "{room:.1} mm");
    }
}

/// PL I, Phần I, II.7.đ
#[test]
fn names_of_four_syllables_stand_on_one_line() {
    for name in ["Lê Mẫu", "Nguyễn Thị Phương Nghiêng", "Nghiêm Thương Trường Nghĩa"] {
        let page = last_page(&signer(&[], "Chủ tịch", name));
        let (_, right) = columns(&page);
        assert_eq!(right.last().map(|line| line.text.as_str()), Some(name));
    }
}

/// PL I, Phần I, IV.2
#[test]
fn long_offices_wrap_centred_within_their_column() {
    let office = "Phó Giám đốc phụ trách Trung tâm Phục vụ hành chính công và Chuyển đổi số";
    let page = last_page(&signer(&["TUQ. Chủ tịch"], office, "Lê Mẫu"));
    let (_, right) = columns(&page);
    assert!(right.len() > 3);
    let [from, to] = signature_column();
    for line in right {
        assert_near(&line.text, line.centre(), (from + to) / 2.0);
        assert_within(&line.text, line.width(), [0.0, to - from]);
    }
}

/// PL I, Phần I, II.7 và IV.2
#[test]
fn two_signers_stand_side_by_side_above_the_recipients() {
    let signers = [("Chủ tịch", "Lê Mẫu"), ("Bí thư", "Trần Mẫu")]
        .map(|(office, name)| format!("{{ chuc_vu = {office:?}, ho_ten = {name:?} }}"));
    let page = last_page(&format!("nguoi_ky = [{}]", signers.join(", ")));
    let area = Area::usual();
    for (left, right) in [("CHỦ TỊCH", "BÍ THƯ"), ("Lê Mẫu", "Trần Mẫu")] {
        let (left, right) = (page.line(left), page.line(right));
        assert_near("baseline", left.y, right.y);
        assert_near("middle between them", (left.centre() + right.centre()) / 2.0, area.centre());
        assert!(left.x1 < area.centre() && right.x0 > area.centre(), "each in its half");
    }
    assert!(page.line("Nơi nhận:").y > page.line("Lê Mẫu").y);
}

/// PL I, Phần I, II.9.d
#[test]
fn many_recipients_stay_beside_one_signature() {
    let list: Vec<String> = (1..=12).map(|i| format!("Đơn vị thứ {i} {}", words(3 * (i % 5)))).collect();
    let pdf = document(&format!("noi_nhan = {list:?}"));
    let (left, right) = columns(&pdf.pages[0]);
    assert_eq!(pdf.pages.len(), 1);
    assert_eq!(left.iter().filter(|line| line.text.starts_with("- ")).count(), 13);
    assert_eq!(right.len(), 3);
}

/// Two signers, the office of the second longer than half the page.
fn unequal_signers() -> String {
    let signer = |quyen_han: &str, ho_ten: &str| {
        format!("{{ quyen_han = [{quyen_han:?}], chuc_vu = \"Chủ tịch\", ho_ten = {ho_ten:?} }}")
    };
    let second = "TM. Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam";
    format!("nguoi_ky = [{}, {}]", signer("TM. Ủy ban nhân dân", "Lê Mẫu"), signer(second, "Trần Mẫu"))
}

/// PL I, Phần I, IV.2
#[test]
fn names_of_two_signers_are_level() {
    let page = last_page(&unequal_signers());
    assert_near("baseline", page.line("Lê Mẫu").y, page.line("Trần Mẫu").y);
}

/// PL I, Phần I, II.7.đ
#[test]
fn long_offices_break_evenly() {
    let office = "Phó Trưởng Ban Quản lý các dự án đầu tư";
    let page = last_page(&signer(&["KT. Trưởng ban"], office, "Lê Mẫu"));
    let (_, right) = columns(&page);
    assert_eq!(right.len(), 4);
    assert_balanced(right[1..3].iter());
}

/// PL I, Phần I, II.6.e
#[test]
fn foot_stands_no_nearer_to_the_text_than_a_paragraph() {
    for choice in ["", "gian_dong = 1.5", "cach_doan = 24", "gian_dong = 1.5, cach_doan = 24"] {
        let pdf = document(&format!("trinh_bay = {{ {choice} }}\nnoi_dung = \"Một.\\nHai.\""));
        let lines = [pdf.pages[0].line("Một."), pdf.pages[0].line("Hai./."), pdf.pages[0].line("TM. ỦY BAN")];
        let [paragraph, foot] = [lines[1].y - lines[0].y, lines[2].y - lines[1].y];
        assert!(foot > paragraph - NEAR, "{choice}: {foot:.1} mm, between paragraphs {paragraph:.1} mm");
    }
}

/// PL I, Phần I, IV.2
#[test]
fn columns_of_two_signers_keep_apart() {
    let text = words(40);
    for start in 0..20 {
        let authority = text.split(' ').skip(start).take(12).collect::<Vec<_>>().join(" ");
        let signer =
            format!("{{ quyen_han = [\"TM. {authority}\"], chuc_vu = \"Chủ tịch\", ho_ten = \"Lê Mẫu\" }}");
        let page = last_page(&format!("nguoi_ky = [{signer}, {signer}]"));
        let (first, names) = (page.line("TM. "), page.lines.iter().filter(|line| line.text == "Lê Mẫu"));
        let centres: Vec<f64> = names.map(Line::centre).collect();
        // Both columns are alike and centred over their names.
        let width = 2.0 * (centres[0] - first.x0);
        let gap = centres[1] - centres[0] - width;
        assert_within(&first.text, gap, [own("khe_mm"), Area::usual().width()]);
    }
}
