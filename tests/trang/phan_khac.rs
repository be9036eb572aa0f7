//! The parts that only some forms have: cells 5b, 9a, 10, 11 and 13.

use super::*;
use crate::support::plans::{OFFICE, PLAN, pdf_with};

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
