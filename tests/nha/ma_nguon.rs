//! The source: who may do what, how long a file may be, what must not stand in it.

use super::{code, files, read, texts};

/// The only modules that touch files; all else works on bytes that it is given.
const TOUCH_FILES: &[&str] = &[
    "src/batch/memory.rs",
    "src/build.rs",
    "src/incremental/orders.rs",
    "src/output/lock.rs",
    "src/output/manifest.rs",
    "src/output/mod.rs",
    "src/reads.rs",
    "src/table/mod.rs",
    "src/typeset/fonts.rs",
];

#[test]
fn only_named_modules_touch_files() {
    for (name, text) in texts("src", ".rs") {
        let touching = code(&text).find(|(_, line)| line.contains("fs::") || line.contains("File::"));
        match touching {
            Some((line, _)) => assert!(TOUCH_FILES.contains(&name.as_str()), "{name}:{line} touches files"),
            None => {
                assert!(!TOUCH_FILES.contains(&name.as_str()), "{name} touches no files: shorten the list")
            }
        }
    }
}

/// The one module that may ask for the day: a number is taken on a day.
const CLOCK: &str = "src/cli/number.rs";

#[test]
fn only_the_command_line_prints_and_only_number_reads_the_clock() {
    for (name, text) in texts("src", ".rs") {
        for (number, line) in code(&text) {
            let prints = ["print!(", "println!("].iter().any(|word| line.contains(word));
            assert!(!prints || name.starts_with("src/cli/"), "{name}:{number} prints");
            let reads = ["Local::now", "Utc::now", "SystemTime", "Instant::", "env::var", "thread_rng"];
            let reads = reads.iter().find(|word| line.contains(**word) && name != CLOCK);
            assert!(reads.is_none(), "{name}:{number} makes the output depend on {reads:?}");
        }
    }
}

#[test]
fn no_figure_of_the_decree_is_written_in_rust() {
    for (name, text) in texts("src", ".rs") {
        for (number, line) in code(&text) {
            let length = ["mm", "pt", "cm"].iter().find(|unit| has_length(line, unit));
            assert!(length.is_none(), "{name}:{number}: a length in {length:?} belongs to data/nd30.toml");
        }
    }
}

/// Whether a digit stands straight before `unit`, and no letter after it.
fn has_length(line: &str, unit: &str) -> bool {
    let mut places = line.match_indices(unit);
    places.any(|(at, _)| {
        let after = line[at + unit.len()..].chars().next();
        line[..at].ends_with(|c: char| c.is_ascii_digit()) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[test]
fn no_file_is_longer_than_400_lines() {
    let endings = [".rs", ".typ", ".j2", ".sh"];
    for name in files("").into_iter().filter(|name| endings.iter().any(|end| name.ends_with(end))) {
        let lines = read(&name).lines().count();
        assert!(lines <= 400, "{name} has {lines} lines; a good file has 100 to 250");
    }
}

#[test]
fn one_comemo() {
    // With two versions of comemo `evict` empties a cache that Typst does not use: memory grows.
    let versions = read("Cargo.lock").matches("name = \"comemo\"\n").count();
    assert_eq!(versions, 1, "cargo tree -d -i comemo");
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let manifest = read("Cargo.toml");
    for section in ["[dependencies]", "[dev-dependencies]"] {
        let (_, after) = manifest.split_once(section).expect("the section");
        let mut before = "";
        for line in after.lines().skip(1).take_while(|line| !line.starts_with('[')) {
            let silent = line.contains(" = ") && !line.starts_with('#') && !before.starts_with('#');
            assert!(!silent, "no comment above: {line}");
            before = line;
        }
    }
}

#[test]
fn the_project_speaks_of_itself_alone() {
    // Written in two halves, so that this file does not hold them either.
    let halves =
        [("/wo", "rk/"), ("/tm", "p/"), ("/ro", "ot/"), ("/ho", "me/"), ("../sha", "red"), ("C:\\Use", "rs")];
    for name in files("") {
        let Ok(text) = std::fs::read_to_string(super::root().join(&name)) else { continue };
        for (number, line) in text.lines().enumerate().map(|(i, line)| (i + 1, line)) {
            let found = halves.map(|(a, b)| format!("{a}{b}")).into_iter().find(|path| line.contains(path));
            assert!(found.is_none(), "{name}:{number} holds the path of one machine: {found:?}");
        }
    }
}
