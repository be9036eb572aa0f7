//! Pictures within the text, and page breaks.

use super::*;
use crate::support::plans::{OFFICE, TYPESETTER, composed, located, plan_with};
use std::path::Path;
use vanban::{Built, Severity, build, export};

/// A PNG file without transparency.
fn png(path: &Path, width: u32, height: u32) {
    let file = std::fs::File::create(path).expect("a file");
    let mut encoder = png::Encoder::new(file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&vec![128; (width * height) as usize]).expect("an image");
}

/// What a plan comes to beside which the picture `so-do.png` of these pixels lies.
fn built(lines: &str, (width, height): (u32, u32)) -> Built {
    built_with(lines, |path| png(path, width, height))
}

/// The same with a picture that `draw` writes.
fn built_with(lines: &str, draw: impl FnOnce(&Path)) -> Built {
    let root = tempfile::tempdir().expect("a folder");
    let path = |name: &str| root.path().join(name);
    draw(&path("so-do.png"));
    std::fs::write(path("vanban.toml"), OFFICE).expect("written");
    std::fs::write(path("a.toml"), plan_with(lines)).expect("written");
    build(&path("a.toml"), &TYPESETTER).expect("a run")
}

fn pdf(lines: &str, size: (u32, u32)) -> Pdf {
    let Built { pages, mut findings, .. } = built(lines, size);
    let pages = pages.unwrap_or_else(|| panic!("{findings:?}"));
    assert!(findings.worst() <= Some(Severity::Warning), "{findings:?}");
    Pdf::read(export::pdf(&pages, &mut findings).expect("a PDF"))
}

const CALLED: &str = "noi_dung = \"1. Trước hình.\\n{{ hinh('so-do') }}\\n2. Sau hình.\"";
const NAMED: &str =
    "hinh.so-do = { tep = \"so-do.png\", mo_ta = \"Sơ đồ các thôn\", ten = \"Hình 1. **Sơ đồ**\" }";

#[test]
fn a_picture_stands_in_its_place_over_its_caption() {
    for (more, size, width) in
        [("", (300, 200), 105.8), (", rong = 80", (300, 200), 80.0), ("", (2000, 500), 165.0)]
    {
        let named = NAMED.replace(" }", &format!("{more} }}"));
        let page = pdf(&format!("{CALLED}\n{named}"), size).pages.swap_remove(0);
        let [picture] = page.pictures.as_slice() else { panic!("{:?}", page.pictures) };
        let (before, caption, after) = (page.line("1. Trước"), page.line("Hình 1."), page.line("2. Sau"));
        assert!(before.y < picture.y0 && picture.y1 < caption.y && caption.y < after.y, "{picture:?}");
        assert_near("width", picture.x1 - picture.x0, width);
        assert_near("not distorted", picture.y1 - picture.y0, width * f64::from(size.1) / f64::from(size.0));
        let centre = (picture.x0 + picture.x1) / 2.0;
        assert_near("picture", centre, Area::usual().centre());
        assert_near("caption", caption.centre(), Area::usual().centre());
        assert_eq!((caption.runs[0].bold(), caption.runs[0].italic()), (false, true));
        assert!(caption.runs.iter().any(|run| run.bold() && run.text.contains("Sơ đồ")));
    }
}

#[test]
fn a_picture_has_its_alternative_text_and_stays_with_its_caption() {
    let mut turned = 0;
    for count in 0..30 {
        let text = format!("{}{{{{ hinh('so-do') }}}}\\n2. Sau hình.", "1. Một dòng.\\n".repeat(count));
        let pdf = pdf(&format!("noi_dung = \"{text}\"\n{NAMED}"), (300, 200));
        let told: Vec<&str> = pdf.tags.iter().filter_map(|tag| tag.alt.as_deref()).collect();
        assert_eq!(told, ["Sơ đồ các thôn"]);
        let has = |page: &&Page| !page.pictures.is_empty();
        let page = pdf.pages.iter().find(has).expect("the picture");
        let picture = &page.pictures[0];
        assert!(picture.y1 < page.line("Hình 1.").y && picture.y1 < Area::usual().bottom, "{count}");
        turned += usize::from(pdf.pages.first().is_some_and(|page| page.pictures.is_empty()));
    }
    assert!(turned > 0, "no picture of these comes to the end of its page");
}

#[test]
fn a_tall_picture_leaves_room_on_its_page() {
    let page = pdf(&format!("{CALLED}\n{NAMED}"), (300, 3000)).pages;
    let picture = page.iter().find_map(|page| page.pictures.first()).expect("the picture");
    let height = Area::usual().bottom - Area::usual().top;
    assert_within("height", picture.y1 - picture.y0, [0.5 * height, own("hinh_cao") * height + 1.0]);
}

/// A photograph: its pixels stay a JPEG in the file, its shape stays.
#[test]
fn a_jpeg_is_a_picture_too() {
    let jpeg = std::fs::read("data/examples/hinh/duong-cay.jpg").expect("a picture");
    let plan = format!("{CALLED}\n{}", NAMED.replace(" }", ", rong = 80 }"));
    let Built { pages, mut findings, .. } =
        built_with(&plan, |path| std::fs::write(path, &jpeg).expect("written"));
    let bytes = export::pdf(&pages.unwrap_or_else(|| panic!("{findings:?}")), &mut findings).expect("a PDF");
    assert_eq!(findings.iter().count(), 0, "{findings:?}");
    assert!(bytes.windows(jpeg.len()).any(|part| part == jpeg), "the picture as it is");
    let page = Pdf::read(bytes).pages.swap_remove(0);
    let [picture] = page.pictures.as_slice() else { panic!("{:?}", page.pictures) };
    assert_near("width", picture.x1 - picture.x0, 80.0);
    assert_near("not distorted", picture.y1 - picture.y0, 45.0);
}

/// A file that begins as a picture and is none: said where the plan names it.
#[test]
fn a_broken_picture_is_said_where_it_is_named() {
    let jpeg = std::fs::read("data/examples/hinh/duong-cay.jpg").expect("a picture");
    for bytes in [&jpeg[..200], b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"GIF89a", b""] {
        let Built { pages, findings, sources, .. } =
            built_with(&format!("{CALLED}\n{NAMED}"), |path| std::fs::write(path, bytes).expect("written"));
        assert!(pages.is_none());
        let found: Vec<&vanban::Diagnostic> = findings.iter().collect();
        let [found] = found.as_slice() else { panic!("{findings:?}") };
        assert_eq!(found.rule.id, "anh-sai", "{findings:?}");
        let place = found.span.map(|span| sources.locate(span)).unwrap_or_default();
        assert!(place.ends_with("a.toml:2:23"), "{place}");
        assert!(found.message.contains("so-do.png"), "{}", found.message);
    }
}

#[test]
fn what_is_wrong_with_pictures_is_said() {
    let found = |lines: &str| located(&composed(&plan_with(lines)));
    let unknown = found(
        "noi_dung = \"1. Một.\\n{{ hinh('so-d') }}\"\nhinh.so-do = { tep = \"a.png\", mo_ta = \"Sơ đồ\" }",
    );
    assert!(
        unknown.iter().any(|f| f.starts_with("plan.toml:1:25 hinh-la") && f.contains("có phải \"so-do\"?")),
        "{unknown:?}"
    );
    let unused = found("hinh.x = { tep = \"a.png\", mo_ta = \"Sơ đồ\" }");
    assert!(unused.len() == 1 && unused[0].contains("hinh-khong-dung"), "{unused:?}");
    let lacking = found("noi_dung = \"1. Một.\\n{{ hinh('x') }}\"\nhinh.x = { tep = \"a.png\" }");
    assert!(lacking.len() == 1 && lacking[0].contains("thiếu khóa `hinh.x.mo_ta`"), "{lacking:?}");
    let within =
        found("noi_dung = \"1. Xem {{ hinh('x') }} này.\"\nhinh.x = { tep = \"a.png\", mo_ta = \"Sơ đồ\" }");
    assert!(within.iter().any(|f| f.contains("hình `x` đứng lẫn trong chữ")), "{within:?}");
    let elsewhere = found("luu = \"VT {{ sang_trang() }}\"");
    assert!(elsewhere.iter().any(|f| f.contains("`luu` không chứa chỗ sang trang được")), "{elsewhere:?}");
    let Built { findings, pages, .. } =
        built(&format!("{CALLED}\n{}", NAMED.replace("so-do.png", "khong-co.png")), (3, 2));
    assert!(pages.is_none() && findings.iter().any(|d| d.rule.id == "anh-sai"), "{findings:?}");
}

#[test]
fn a_page_begins_where_the_author_wants_it() {
    let pdf = document(
        "noi_dung = \"1. Trang một.\\n{{ sang_trang() }}\\n2. Trang hai.\\n3. Cũng vậy.\\n{{ sang_trang() }}\"",
    );
    assert_eq!(pdf.pages.len(), 2);
    pdf.pages[0].line("1. Trang một.");
    let first = pdf.pages[1].line("2. Trang hai.");
    assert_near("at the head of its page", first.y, Area::usual().top + ascent(14.0));
    assert_eq!(pdf.pages[1].line("3. Cũng vậy").text, "3. Cũng vậy./.");
    pdf.pages[1].line("Trần Văn Mẫu");
}
