//! The pages for people: complete, equal in both languages, true about the source.

use super::{files, read, texts};
use vanban::catalogue::{CATALOGUE, Loai};

/// The headings of a page by depth, and its blocks of code; headings within blocks are none.
fn shape(page: &str) -> (Vec<usize>, Vec<String>) {
    let (mut headings, mut blocks) = (Vec::new(), Vec::new());
    let mut block: Option<String> = None;
    for line in page.lines() {
        match &mut block {
            Some(text) if line == "```" => {
                blocks.push(std::mem::take(text));
                block = None;
            }
            Some(text) => *text += &format!("{line}\n"),
            None if line.starts_with("```") => block = Some(format!("{line}\n")),
            None if line.starts_with('#') => headings.push(line.chars().take_while(|c| *c == '#').count()),
            None => {}
        }
    }
    assert!(block.is_none(), "a block is not closed");
    (headings, blocks)
}

#[test]
fn the_two_readmes_are_equal() {
    let (english, vietnamese) = (shape(&read("README.md")), shape(&read("README.vi.md")));
    assert_eq!(english.0, vietnamese.0, "headings by depth");
    assert_eq!(english.1, vietnamese.1, "blocks of code");
}

#[test]
fn the_readmes_name_every_kind_key_and_khuon() {
    for page in ["README.md", "README.vi.md"] {
        let text = read(page);
        let mut missing: Vec<&str> = Loai::all().iter().map(|loai| loai.id.as_str()).collect();
        missing.retain(|id| !text.contains(&format!("\n{id} ")));
        assert!(missing.is_empty(), "{page}: `vanban kinds` lists {missing:?}; TRYCMD=overwrite writes them");
        let keys = &CATALOGUE.keys;
        let mut missing: Vec<&str> =
            keys.ke_hoach.keys().chain(keys.van_phong.keys()).map(String::as_str).collect();
        missing.extend(CATALOGUE.khuon_names());
        missing.retain(|name| !text.contains(&format!("`{name}`")));
        assert!(missing.is_empty(), "{page} does not name {missing:?}");
    }
}

#[test]
fn changelog_has_the_version() {
    let heading = format!("## {} ", env!("CARGO_PKG_VERSION"));
    assert!(read("CHANGELOG.md").lines().any(|line| format!("{line} ").starts_with(&heading)), "{heading}");
}

#[test]
fn the_pages_keep_their_length() {
    for (page, most) in [("ARCHITECTURE.md", 200), ("CONTRIBUTING.md", 160)] {
        let lines = read(page).lines().count();
        assert!(lines <= most, "{page} has {lines} lines");
    }
}

#[test]
fn architecture_names_every_module() {
    let page = read("ARCHITECTURE.md");
    for name in files("src").into_iter().filter(|name| name.ends_with(".rs")) {
        let module = name.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
        if !matches!(module, "lib" | "main") {
            assert!(page.contains(&format!("`{module}`")), "ARCHITECTURE.md has no line for `{module}`");
        }
    }
}

#[test]
fn architecture_names_only_tests_that_exist() {
    let sources = texts("tests", ".rs").into_iter().chain(texts("src", ".rs"));
    let sources: String = sources.map(|(_, text)| text).collect();
    let page = read("ARCHITECTURE.md");
    let (_, invariants) = page.split_once("\n## Invariants\n").expect("the section");
    let (invariants, _) = invariants.split_once("\n## ").expect("a section after it");
    let rows: Vec<&str> = invariants.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() > 10, "a row for each invariant");
    for row in rows {
        let tests = row.trim_end_matches(" |").rsplit(" | ").next().unwrap_or_default();
        for name in tests.split('`').skip(1).step_by(2) {
            let function = name.rsplit("::").next().unwrap_or(name);
            assert!(sources.contains(&format!("fn {function}(")), "no test `{name}`: {row}");
        }
    }
}

#[test]
fn comments_refer_to_sections_that_exist() {
    let page = read("ARCHITECTURE.md");
    for (name, text) in texts("src", ".rs") {
        // As in `(ARCHITECTURE.md, "Deterministic")`.
        for (at, mark) in text.match_indices("ARCHITECTURE.md, \"") {
            let title = text[at + mark.len()..].split('"').next().unwrap_or_default();
            assert!(page.contains(&format!("\n## {title}\n")), "{name}: no section \"{title}\"");
        }
    }
}
