//! An office's own layout files, beside its office file: in place of shipped ones, and wrong.

use crate::support::plans::{OFFICE, PLAN};
use std::fs;
use vanban::{Built, Fonts, Typesetter, build, rules, standard::STANDARD};

/// A plan built in a folder whose `layout/dau.typ` holds the shipped one, changed.
fn built(change: impl Fn(&str) -> String) -> Built {
    built_with(&[("dau.typ", &change(include_str!("../templates/layout/dau.typ")))])
}

/// A plan built in a folder with these files in `layout/`.
fn built_with(files: &[(&str, &str)]) -> Built {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("layout")).expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join("layout").join(name), text).expect("a layout file");
    }
    fs::write(folder.path().join("vanban.toml"), OFFICE).expect("an office file");
    let plan = folder.path().join("plan.toml");
    fs::write(&plan, PLAN).expect("a plan");
    build(&plan, &Typesetter::new(Fonts::shipped())).expect("files that can be read")
}

/// Where the kind's name stands, pt from the upper edge.
fn title_y(built: &Built) -> f64 {
    let pages = built.pages.as_ref().unwrap_or_else(|| panic!("{:?}", built.findings));
    let lines = &pages.drawing.lines;
    lines.iter().find(|line| line.text == "KẾ HOẠCH").expect("the title").y
}

#[test]
fn own_layout_takes_the_place_of_the_shipped_one() {
    let shipped = built(str::to_owned);
    let own = built(|text| {
        text.replace("v(nd30.bo_cuc.cach_ten_loai * 1pt)", "v(nd30.bo_cuc.cach_ten_loai * 2pt)")
    });
    let moved = title_y(&own) - title_y(&shipped);
    assert!((moved - STANDARD.bo_cuc["cach_ten_loai"]).abs() < 0.01, "moved by {moved} pt");
}

/// With a file of the office's Typst reads the document from its file, as it does by itself.
#[test]
fn the_document_as_a_file_makes_the_pages_of_its_value() {
    let drawn = |built: Built| format!("{:?}", built.pages.expect("pages").drawing);
    assert_eq!(drawn(built_with(&[])), drawn(built(str::to_owned)));
}

#[test]
fn mistakes_in_own_layout_have_their_place() {
    let built = built(|text| text.replace("nd30.ke.ve", "nd30.khong-co"));
    assert!(built.pages.is_none());
    let found = built.findings.iter().next().expect("a finding");
    assert_eq!(found.rule.id, rules::LAYOUT_SAI.id);
    let place = built.sources.locate(found.span.expect("a place"));
    assert!(place.contains("layout/dau.typ:"), "{place}");
}

/// The one finding of a build: its rule, its place, its message and its label.
#[track_caller]
fn only_finding(built: &Built) -> String {
    let found: Vec<_> = built.findings.iter().collect();
    let [found] = found.as_slice() else { panic!("{:?}", built.findings) };
    let place = found.span.map(|span| built.sources.locate(span)).unwrap_or_default();
    let place = place.rsplit(['/', '\\']).next().unwrap_or_default();
    format!("{place} {}: {} / {}", found.rule.id, found.message, found.label)
}

#[test]
fn an_own_file_that_lacks_what_others_call_is_named() {
    let built = built_with(&[("dau.typ", "#let o1 = none\n")]);
    assert!(built.pages.is_none());
    let found = built.findings.iter().next().expect("a finding");
    let place = built.sources.locate(found.span.expect("a place"));
    assert!(found.rule.id == rules::LAYOUT_SAI.id && place.ends_with("layout/dau.typ:1:1"), "{place}");
    assert!(found.message.contains('`') && found.label.contains("thiếu một tên"), "{found:?}");
}

#[test]
fn a_file_that_nothing_takes_is_said() {
    let said = only_finding(&built_with(&[("khug.typ", "#let x = 1\n")]));
    assert!(
        said.starts_with("khug.typ:1:1 layout-thua: ") && said.ends_with("có phải `khung.typ`?"),
        "{said}"
    );
    let shipped = include_str!("../templates/layout/noi.typ");
    let own = format!("#import \"them.typ\": x\n{shipped}");
    let built = built_with(&[("noi.typ", &own), ("them.typ", "#let x = 1\n")]);
    assert_eq!(built.findings.iter().count(), 0, "{:?}", built.findings);
}
