//! What the house promises: invariants of the repository itself, each held by one test.

mod du_lieu;
mod hong;
mod ke_hoach;
mod ma_nguon;
mod quy_tac;
mod so_do;
mod tai_lieu;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file, named from the root.
fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file below a folder, named from the root with `/`, sorted; what builds leave is not there.
fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(path) = open.pop() {
        let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
        if matches!(name.as_str(), ".git" | "target") {
            continue;
        }
        if path.is_file() {
            found.push(name);
        } else {
            let entries = fs::read_dir(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
            open.extend(entries.map(|entry| entry.expect("an entry of a folder").path()));
        }
    }
    found.sort();
    found
}

/// Every file below a folder with this ending, and its text.
fn texts(folder: &str, ending: &str) -> Vec<(String, String)> {
    let named = files(folder).into_iter().filter(|name| name.ends_with(ending));
    named.map(|name| (name.clone(), read(&name))).collect()
}

/// Lines of Rust that are no comment, each with its number.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(i, line)| (i + 1, line));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}
