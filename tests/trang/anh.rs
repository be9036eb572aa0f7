//! Pictures of signature and seal: cells 7c and 8.

use super::*;
use crate::support::{
    pdf::Picture,
    plans::{OFFICE, PLAN, TYPESETTER, plan_with},
};
use std::path::Path;
use vanban::{Built, build, export};

/// True diameter of the test's seal, mm.
const SEAL: f64 = 36.0;

/// A PNG file of one colour, half transparent or without transparency.
fn png(path: &Path, width: u32, height: u32, transparent: bool) {
    let file = std::fs::File::create(path).expect("a file");
    let mut encoder = png::Encoder::new(file, width, height);
    encoder.set_color(if transparent { png::ColorType::Rgba } else { png::ColorType::Rgb });
    encoder.set_depth(png::BitDepth::Eight);
    let pixel: &[u8] = if transparent { &[20, 40, 200, 128] } else { &[20, 40, 200] };
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&pixel.repeat((width * height) as usize)).expect("an image");
}

/// What a plan comes to whose office has a signature of these pixels and a seal.
fn built(lines: &str, (width, height): (u32, u32), transparent: bool) -> Built {
    let root = tempfile::tempdir().expect("a folder");
    let path = |name: &str| root.path().join(name);
    png(&path("ky.png"), width, height, transparent);
    png(&path("dau.png"), 300, 300, transparent);
    let office = OFFICE
        .replace("dia_danh =", &format!("anh_dau = \"dau.png\"\nduong_kinh_dau = {SEAL}\ndia_danh ="))
        .replace("ho_ten =", "anh_chu_ky = \"ky.png\"\nho_ten =");
    std::fs::write(path("vanban.toml"), office).expect("written");
    let plan = if lines.is_empty() { PLAN.to_owned() } else { plan_with(lines) };
    std::fs::write(path("a.toml"), plan).expect("written");
    build(&path("a.toml"), &TYPESETTER).expect("a run")
}

fn pdf(lines: &str, size: (u32, u32)) -> Pdf {
    let Built { pages, mut findings, .. } = built(lines, size, true);
    let pages = pages.unwrap_or_else(|| panic!("{findings:?}"));
    assert_eq!(findings.iter().count(), 0, "{findings:?}");
    Pdf::read(export::pdf(&pages, &mut findings).expect("a PDF"))
}

/// The pictures of signature and seal on the last page.
fn pictures(pdf: &Pdf) -> [&Picture; 2] {
    let page = pdf.pages.last().expect("a page");
    let found: Vec<&Picture> = page.pictures.iter().collect();
    found.try_into().unwrap_or_else(|found| panic!("{found:?}"))
}

/// PL I, Phần I, II.7.d: the signature in the middle between office and name, transparent.
#[test]
fn signature_stands_centred_between_office_and_name() {
    for size in [(400, 200), (200, 400), (900, 100)] {
        let pdf = pdf("", size);
        let page = pdf.pages.last().expect("a page");
        let [signature, _] = pictures(&pdf);
        let (office, name) = (page.line("CHỦ TỊCH"), page.line("Trần Văn Mẫu"));
        assert!(signature.transparent);
        assert_near("middle", (signature.x0 + signature.x1) / 2.0, name.centre());
        assert!(signature.y0 > office.y && signature.y1 < name.y, "{signature:?}");
        let (pixels, shape) = (f64::from(size.0) / f64::from(size.1), signature.x1 - signature.x0);
        assert_near("not distorted", shape, pixels * (signature.y1 - signature.y0));
        assert!(signature.x1 < Area::usual().right + NEAR, "{size:?}: within the column");
    }
}

/// PL I, Phần I, II.8.a: the seal in its true size over about a third of the signature, from its left.
#[test]
fn seal_covers_a_third_of_the_signature_from_its_left() {
    for size in [(400, 200), (600, 250), (300, 300)] {
        let pdf = pdf("", size);
        let [signature, seal] = pictures(&pdf);
        assert!(seal.transparent);
        assert_near("true width", seal.x1 - seal.x0, SEAL);
        assert_near("true height", seal.y1 - seal.y0, SEAL);
        let covered = (seal.x1 - signature.x0) / (signature.x1 - signature.x0);
        assert_within("share of the signature", covered, [0.28, 0.38]);
        assert!(seal.x0 < signature.x0, "from its left");
        assert_near("at its height", (seal.y0 + seal.y1) / 2.0, (signature.y0 + signature.y1) / 2.0);
        assert!(seal.x0 > Area::usual().left, "on the page");
    }
}

/// Who cannot see them hears what they are.
#[test]
fn pictures_have_alternative_texts() {
    let pdf = pdf("", (400, 200));
    let told: Vec<&str> = pdf.tags.iter().filter_map(|tag| tag.alt.as_deref()).collect();
    assert_eq!(told, ["Chữ ký của Trần Văn Mẫu", "Dấu của Ủy ban nhân dân"]);
}

/// PL I, Phần I, II.7.d và II.8.a: pictures are of electronic files; paper is signed by hand.
#[test]
fn paper_has_room_to_sign_and_no_picture() {
    let paper = pdf("ban = \"giay\"", (400, 200));
    assert!(paper.pages.iter().all(|page| page.pictures.is_empty()));
    let electronic = pdf("ban = \"dien-tu\"", (400, 200));
    assert_eq!(electronic.pages.iter().map(|page| page.pictures.len()).sum::<usize>(), 2);
    let name = |pdf: &Pdf| pdf.pages[0].line("Trần Văn Mẫu").y;
    assert_near("room to sign", name(&paper), name(&electronic));
}

/// A picture that hides what lies below it is an error of its own.
#[test]
fn pictures_without_transparency_are_reported() {
    let Built { findings, sources, pages, .. } = built("", (40, 20), false);
    assert!(pages.is_some(), "{findings:?}");
    let place = |d: &vanban::Diagnostic| d.span.map(|span| sources.locate(span)).unwrap_or_default();
    let found: Vec<(&str, String)> = findings.iter().map(|d| (d.rule.id, place(d))).collect();
    let lines = [":11:", ":5:"];
    assert_eq!(found.len(), lines.len(), "{found:?}");
    for ((id, place), line) in found.iter().zip(lines) {
        assert!(*id == "anh-khong-trong-suot" && place.contains(&format!("vanban.toml{line}")), "{found:?}");
    }
}
