//! Lists the example plans that the program carries, and nothing that builds leave beside them.
//!
//! Gives the program a name of its own, `VANBAN_PROGRAM`: what its sources, data, templates, fonts and
//! dependencies come to. The manifest of outputs holds it, so that another program builds anew.

use std::{
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

/// All that the program is made of.
const PARTS: [&str; 6] = ["Cargo.lock", "build.rs", "data", "fonts", "src", "templates"];

/// Where builds of the examples leave their outputs, which are no part of the program.
const EXAMPLES: &str = "data/examples";

fn main() {
    let mut hasher = DefaultHasher::new();
    for part in PARTS.iter().filter(|part| **part != "data") {
        println!("cargo::rerun-if-changed={part}");
    }
    for path in PARTS.iter().flat_map(|part| files(Path::new(part))) {
        let name = path.to_string_lossy().replace('\\', "/");
        // Of the data each file and not the folder: what a build leaves would compile the program anew.
        println!("cargo::rerun-if-changed={name}");
        (name, fs::read(&path).unwrap_or_default()).hash(&mut hasher);
    }
    println!("cargo::rustc-env=VANBAN_PROGRAM={:016x}", hasher.finish());
    list_examples();
}

/// The files of a part, in the order of their names.
fn files(part: &Path) -> Vec<PathBuf> {
    if part.is_file() {
        let left = part.starts_with(EXAMPLES) && part.extension().is_none_or(|ending| ending != "toml");
        return if left { Vec::new() } else { vec![part.to_owned()] };
    }
    let entries = fs::read_dir(part).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<PathBuf> = entries.collect();
    paths.sort();
    paths.iter().flat_map(|path| files(path)).collect()
}

/// Writes the table of the example plans, which `src/examples.rs` includes.
fn list_examples() {
    let entries = fs::read_dir(EXAMPLES).expect("the folder of the examples");
    let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"));
    let mut plans: Vec<String> = names.filter(|name| name.ends_with(".toml")).collect();
    plans.sort();
    let row = |name: &String| {
        format!("({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{EXAMPLES}/{name}\"))),\n")
    };
    let table = format!("&[\n{}]\n", plans.iter().map(row).collect::<String>());
    let output = env::var("OUT_DIR").expect("cargo names a folder");
    fs::write(Path::new(&output).join("examples.rs"), table).expect("the list is written");
}
