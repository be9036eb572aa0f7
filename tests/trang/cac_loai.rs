//! Every shipped example: what holds on the pages of any kind of document.

use super::*;
use crate::support::{
    pdf::{Run, extracted},
    plans::TYPESETTER,
    raster,
};
use std::path::PathBuf;
use vanban::{Built, build, catalogue::Loai, export, metrics};

/// The shipped example of each kind, with its PDF.
fn examples() -> Vec<(PathBuf, Vec<u8>)> {
    let files = std::fs::read_dir("data/examples").expect("examples");
    let mut paths: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    paths.retain(|path| {
        path.extension().is_some_and(|ending| ending == "toml") && !path.ends_with("vanban.toml")
    });
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), finished(&path))).collect()
}

fn finished(path: &std::path::Path) -> Vec<u8> {
    let Built { pages, mut findings, .. } = build(path, &TYPESETTER).expect("a plan");
    let pages = pages.unwrap_or_else(|| panic!("{}: {findings:?}", path.display()));
    let pdf = export::pdf(&pages, &mut findings).expect("a PDF");
    assert!(findings.worst().is_none(), "{}: {findings:?}", path.display());
    pdf
}

#[test]
fn every_kind_keeps_to_its_margins() {
    let area = Area::usual();
    for (path, bytes) in examples() {
        for Placed { line, .. } in text_lines(&Pdf::read(bytes), area) {
            let what = format!("{}: {:?}", path.display(), line.text);
            let size = line.runs[0].size;
            assert_within(&what, line.x0, [area.left - 0.1, area.right]);
            assert_within(&what, line.x1, [area.left, area.right + 0.1]);
            assert!(line.y + descent(size) <= area.bottom + 0.1, "{what}");
        }
    }
}

#[test]
fn every_kind_is_set_in_tinos() {
    for (path, bytes) in examples() {
        let pdf = Pdf::read(bytes);
        let runs = pdf.pages.iter().flat_map(|page| &page.lines).flat_map(|line| &line.runs);
        for run in runs {
            assert!(
                run.font.starts_with("Tinos-"),
                "{}: {:?} is set in {}",
                path.display(),
                run.text,
                run.font
            );
        }
    }
}

#[test]
fn every_kind_has_its_title_first_and_skips_no_level() {
    for (path, bytes) in examples() {
        let levels: Vec<usize> = Pdf::read(bytes).tags.iter().filter_map(heading_level).collect();
        let first = levels.first().is_none_or(|level| *level == 1);
        let no_gap = levels.windows(2).all(|pair| pair[1] <= pair[0] + 1);
        assert!(first && no_gap, "{}: {levels:?}", path.display());
    }
}

#[test]
fn every_kind_is_pdf_a_2a_and_pdf_ua_1_with_plain_spaces() {
    for (path, bytes) in examples() {
        let info = Pdf::read(bytes.clone()).info;
        let claims = (info.pdfa.as_deref(), info.pdfua.as_deref());
        assert_eq!(claims, (Some("2A"), Some("1")), "{}", path.display());
        assert!(!extracted(bytes).contains('\u{a0}'), "{}", path.display());
    }
}

/// How wide the spaces of a line are, as a multiple of those of its type.
fn stretch(line: &Line) -> f64 {
    let em = |run: &Run, text: &str| metrics::width_em(text, run.bold(), run.italic()) * run.size * MM_PER_PT;
    let natural: f64 = line.runs.iter().map(|run| em(run, &run.text)).sum();
    let spaces: f64 = line.runs.iter().map(|run| em(run, &" ".repeat(run.text.matches(' ').count()))).sum();
    (line.width() - natural + spaces) / spaces
}

#[test]
fn no_line_of_any_kind_is_stretched_threefold() {
    for (path, bytes) in examples() {
        for Placed { line, .. } in text_lines(&Pdf::read(bytes), Area::usual()) {
            let wide = stretch(line);
            assert!(
                wide < 3.0 || !line.text.contains(' '),
                "{}: {wide:.1} times {:?}",
                path.display(),
                line.text
            );
        }
    }
}

/// The first page of one example of each form, so that a change of its looks is meant.
#[test]
fn each_form_looks_as_its_picture_shows() {
    let mut seen = std::collections::BTreeSet::new();
    for loai in Loai::all().iter().filter(|loai| seen.insert(&loai.mau)) {
        let bytes = finished(&PathBuf::from(format!("data/examples/{}.toml", loai.id)));
        let picture = PathBuf::from(format!("tests/ref/mau-{}.png", loai.mau));
        raster::compare(&picture, &raster::render_grey(bytes, 0, 0.33), 40, 20);
    }
}
