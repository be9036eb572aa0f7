//! The shipped example: builds without a finding, and prints the words of its plan in order.

use super::*;
use crate::support::{plans::TYPESETTER, raster};
use std::path::Path;
use vanban::{Built, build, export, rules};

const EXAMPLE: &str = "data/examples/kien-thuy/2024-05.toml";

/// The example's PDF; panics where there is a finding but that its authority is written as it is, and that
/// it meets on days off.
fn example() -> Vec<u8> {
    let Built { pages, mut findings, .. } = build(Path::new(EXAMPLE), &TYPESETTER).expect("a plan");
    let pdf = export::pdf(&pages.expect("pages"), &mut findings).expect("a PDF");
    let known = [rules::TL_TEN_CO_QUAN.id, rules::HOP_NGAY_NGHI.id];
    assert!(findings.iter().all(|finding| known.contains(&finding.rule.id)), "{findings:?}");
    pdf
}

/// The plan itself, the holes for its period filled.
fn plan() -> toml::Table {
    let text = std::fs::read_to_string(EXAMPLE).expect("the example");
    let text = text.replace("{{ ky.thang }}", "5").replace("{{ ky.nam }}", "2024");
    text.parse().expect("TOML")
}

/// The items of a list of the plan: strings, or one key of tables.
fn items<'t>(plan: &'t toml::Table, list: &str, key: &str) -> Vec<&'t str> {
    let list = plan[list].as_array().expect("a list");
    list.iter().map(|item| item.as_str().unwrap_or_else(|| item[key].as_str().expect("a string"))).collect()
}

/// Items with their numbers.
fn numbered(items: &[&str]) -> Vec<String> {
    items.iter().zip(1..).map(|(item, number)| format!("{number}. {item}")).collect()
}

/// The paragraphs of the body that the plan must give.
fn wanted() -> Vec<String> {
    let plan = plan();
    let times = ["Ngày 4,5/5/2024", "Ngày 6/5/2024", "Tuần 3 tháng 5/2024", "Ngày 25/5/2024"];
    let meetings = numbered(&items(&plan, "hoi_nghi", "ten"));
    let offices = items(&plan, "hoi_nghi", "chuan_bi").into_iter();
    let mut body = vec!["I. NHIỆM VỤ TRỌNG TÂM".to_owned()];
    body.extend(numbered(&items(&plan, "nhiem_vu", "noi_dung")));
    body.push("II. DỰ KIẾN MỘT SỐ HỘI NGHỊ TRONG THÁNG".to_owned());
    for ((meeting, office), time) in meetings.into_iter().zip(offices).zip(times) {
        body.push(format!("{meeting}:"));
        body.push(format!("- {office} chuẩn bị nội dung."));
        body.push(format!("- Thời gian: {time}."));
    }
    body.extend(items(&plan, "ghi_chu", "").iter().map(|note| format!("* {note}")));
    body.push("III. TỔ CHỨC THỰC HIỆN".to_owned());
    body.extend(numbered(&items(&plan, "to_chuc_thuc_hien", "")));
    let last = body.last_mut().expect("a paragraph");
    *last = last.trim_end_matches('.').to_owned() + "./.";
    body
}

#[test]
fn example_has_three_pages() {
    assert_eq!(Pdf::read(example()).pages.len(), 3);
}

#[test]
fn example_prints_every_word_of_its_plan_in_order() {
    let (pdf, wanted) = (Pdf::read(example()), wanted());
    let body = body(&pdf, Area::usual());
    let paragraphs = paragraphs(&body, Area::usual());
    let printed =
        paragraphs.iter().map(|lines| lines.iter().map(|at| at.line.text.as_str()).collect::<Vec<_>>());
    let printed: Vec<String> = printed.map(|lines| lines.join(" ")).collect();
    assert_eq!(printed, wanted);
}

#[test]
fn example_has_the_head_and_the_foot_of_its_office() {
    let pdf = Pdf::read(example());
    let (first, last) = (&pdf.pages[0], &pdf.pages[2]);
    for text in ["ỦY BAN NHÂN DÂN", "HUYỆN KIẾN THỤY", "CHƯƠNG TRÌNH", "Công tác tháng 5 năm 2024"]
    {
        assert_eq!(first.line(text).text, text);
    }
    let date: Vec<&str> = first.line("Kiến Thụy").text.split_whitespace().collect();
    assert_eq!(date, ["Kiến", "Thụy,", "ngày", "tháng", "năm", "2024"]);
    let so: Vec<&str> = first.line("Số:").text.split_whitespace().collect();
    assert_eq!(so, ["Số:", "/CTr-UBND"]);
    let plan = plan();
    let recipients = items(&plan, "noi_nhan", "").into_iter().map(|item| format!("- {item};"));
    let foot = ["Nơi nhận:", "- Lưu: VT.", "TL. ỦY BAN NHÂN DÂN", "CHÁNH VĂN PHÒNG", "Đào Văn Tuân"];
    for text in recipients.chain(foot.map(str::to_owned)) {
        assert_eq!(last.line(&text).text, text);
    }
}

/// A change of looks is meant and seen: the pictures are small, and `VANBAN_BLESS=1` draws them anew.
#[test]
fn example_looks_as_its_pictures_show() {
    const PX_PER_PT: f32 = 0.33;
    let bytes = example();
    for page in 0..3 {
        let picture = format!("tests/ref/kien-thuy-2024-05-{}.png", page + 1);
        let got = raster::render_grey(bytes.clone(), page, PX_PER_PT);
        raster::compare(Path::new(&picture), &got, 40, 20);
    }
}
