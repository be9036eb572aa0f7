//! The parts that only some forms have: cells 5b, 9a, 10, 11 and 13.

use super::*;
use crate::support::plans::{OFFICE, PLAN, composed, composed_with, located, pdf_with, plan_with};
use vanban::metrics;

/// A công văn with these lines put in.
fn cong_van(lines: &str) -> Page {
    let addressed = if lines.contains("kinh_gui") {
        ""
    } else {
        "kinh_gui = [\"Sở Tài chính\", \"Sở Xây dựng\"]\n"
    };
    first_page(&format!("loai = \"cong-van\"\ndon_vi_soan_thao = \"KT\"\n{addressed}{lines}"))
}

/// PL I, Phần I, II.5.b: after "V/v", upright, not bold, centred 6 pt below number and symbol.
#[test]
fn vv_is_centred_below_the_number() {
    let page = cong_van("trich_yeu = \"trồng cây\"");
    let (so, vv) = (page.line("Số:"), page.line("V/v trồng cây"));
    assert_near("centre", vv.centre(), so.centre());
    assert!(!vv.runs[0].bold() && !vv.runs[0].italic());
    assert_within("size", vv.runs[0].size, STANDARD.thanh_phan["vv"].co);
    let gap = (vv.y - so.y) / MM_PER_PT
        - descent(so.runs[0].size) / MM_PER_PT
        - ascent(vv.runs[0].size) / MM_PER_PT;
    assert!((gap - STANDARD.bo_cuc["cach_vv"]).abs() < 0.6, "{gap} pt");
}

/// PL I, Phần I, II.9.d: one addressee on the line of the words, several below, dashes under the colon.
#[test]
fn addressees_stand_under_the_colon() {
    let page = cong_van("");
    let (words, first, last) =
        (page.line("Kính gửi:"), page.line("- Sở Tài chính;"), page.line("- Sở Xây dựng."));
    assert_near("dashes", first.x0, last.x0);
    assert_within("under the colon", first.x0, [words.x1 - 3.0, words.x1]);
    let one = cong_van("kinh_gui = \"Sở Nội vụ\"");
    assert_eq!(one.line("Kính gửi:").text, "Kính gửi: Sở Nội vụ");
    assert_eq!(one.line("- Như trên").text, "- Như trên;");
}

/// PL I, Phần I, III.4: under a rule over the whole width of the text, at the foot of page 1.
#[test]
fn address_stands_under_a_rule_over_the_whole_width() {
    let page = cong_van("dia_chi = \"Địa chỉ: thôn Trung, xã An Bình\"");
    let area = Area::usual();
    let line = page.line("Địa chỉ:");
    assert_within("size", line.runs[0].size, STANDARD.thanh_phan["dia_chi"].co);
    let whole = |rule: &&Rule| (rule.length() - (area.right - area.left)).abs() < 0.2;
    let rule = page.rules.iter().find(whole).expect("a rule over the whole width");
    assert!(rule.y < line.y && line.y < area.bottom && page.line("Trần Văn Mẫu").y < rule.y);
}

/// PL I, Phần I, III.2: frames of 20, 40 and 30 by 8 mm, upper case, bold, 13 to 14.
#[test]
fn marks_stand_in_frames_of_their_size() {
    for (name, words) in [("khan", "KHẨN"), ("thuong-khan", "THƯỢNG KHẨN"), ("hoa-toc", "HỎA TỐC")]
    {
        let page = cong_van(&format!("do_khan = \"{name}\""));
        let (line, mark) = (page.line(words), &STANDARD.dau[name]);
        assert!(line.runs[0].bold() && !line.runs[0].black);
        assert_within("size", line.runs[0].size, STANDARD.thanh_phan["dau"].co);
        let edges: Vec<&Rule> =
            page.rules.iter().filter(|rule| (rule.length() - mark.rong_mm).abs() < 0.3).collect();
        assert_eq!(edges.len(), 2, "{name}: upper and lower edge");
        assert_near("height", (edges[0].y - edges[1].y).abs(), mark.cao_mm);
        assert_near("centred", line.centre(), edges[0].centre());
    }
    let page = cong_van("luu_hanh = \"luu-hanh-noi-bo\"");
    assert!(page.line("LƯU HÀNH NỘI BỘ").y < Area::usual().top, "cell 11 lies in the upper margin");
}

/// PL I, Phần I, II.7.đ: another office stands above the name.
#[test]
fn another_office_stands_above_the_name() {
    let office = OFFICE.replace("ho_ten =", "chuc_vu_khac = [\"Giám đốc Sở Nội vụ\"]\nho_ten =");
    let pages = Pdf::read(pdf_with(PLAN, &office)).pages;
    let (other, name) = (pages[0].line("GIÁM ĐỐC SỞ NỘI VỤ"), pages[0].line("Trần Văn Mẫu"));
    assert!(other.runs[0].bold() && other.y < name.y && name.y - other.y < 10.0);
    assert_near("centre", other.centre(), name.centre());
}

/// PL I, Phần I, II.9: a group of recipients has its name on a line, its members below, or what
/// they receive it for behind each.
#[test]
fn groups_of_recipients_stand_under_their_names() {
    let groups = "noi_nhan = [\"Các thôn\", { de = \"báo cáo\", noi = [\"Đảng ủy xã\", \"HĐND xã;\"] }, \
        { nhom = \"Bản giấy:\", noi = [\"Bộ phận lưu trữ có tên gọi dài hơn bề ngang của cột nơi nhận\"] }, \
        { nhom = \"Văn phòng\", de = \"biết\", noi = [\"Lãnh đạo\", \"Bộ phận một cửa\"] }]";
    let page = first_page(groups);
    let items =
        page.lines.iter().filter(|line| line.text.starts_with(['-', '+']) && line.runs[0].size < 12.0);
    let items: Vec<&str> = items.map(|line| line.text.as_str()).collect();
    let first: Vec<&str> = items.iter().take(4).copied().collect();
    assert_eq!(
        first,
        ["- Các thôn;", "- Đảng ủy xã (để báo cáo);", "- HĐND xã (để báo cáo);", "- Bản giấy:"]
    );
    let rest: Vec<&str> = items.iter().skip(5).copied().collect();
    assert_eq!(rest, ["- Văn phòng (để biết):", "+ Lãnh đạo;", "+ Bộ phận một cửa;", "- Lưu: VT."]);
    let (name, member) = (page.line("- Văn phòng"), page.line("+ Lãnh đạo"));
    let dash = metrics::width_em("- ", false, false) * name.runs[0].size * MM_PER_PT;
    assert_near("in under the name", member.x0, name.x0 + dash);
    let long = page.line("+ Bộ phận lưu trữ");
    let next = page.lines.iter().find(|line| line.y > long.y + 1.0 && line.runs[0].size < 12.0);
    let sign = metrics::width_em("+ ", false, false) * name.runs[0].size * MM_PER_PT;
    assert_near("wraps under its first letter", next.map_or(0.0, |line| line.x0), long.x0 + sign);
}

/// What is wrong in a group is said with its place.
#[test]
fn a_group_without_members_is_refused() {
    let plan = plan_with("noi_nhan = [{ nhom = \"Văn phòng\" }, { noi = [\"A\"], ten = \"B\" }]");
    let found = located(&composed(&plan));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("thieu-khoa: thiếu khóa `noi_nhan[1].noi`"), "{found:?}");
    assert!(found[1].contains("khoa-la: không có khóa `noi_nhan[2].ten`"), "{found:?}");
}

/// What stands above the name is a block like any other: it is read, checked and copied.
#[test]
fn another_office_is_part_of_the_text() {
    let office = OFFICE.replace("ho_ten =", "chuc_vu_khac = [\"Giám đốc Sở Nội vụ\"]\nho_ten =");
    let composed = composed_with(PLAN, &office);
    let text = composed.van_ban.expect("a document").plain_text();
    assert!(text.contains("CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\nTrần Văn Mẫu\n"), "{text}");
}
