//! Gives the program a name of its own, `VANBAN_PROGRAM`: what its sources, data, templates, fonts and
//! dependencies come to. The manifest of outputs holds it, so that another program builds anew.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

/// All that the program is made of.
const PARTS: [&str; 6] = ["Cargo.lock", "build.rs", "data", "fonts", "src", "templates"];

fn main() {
    let mut hasher = DefaultHasher::new();
    for part in PARTS {
        println!("cargo:rerun-if-changed={part}");
        for path in files(Path::new(part)) {
            let bytes = fs::read(&path).unwrap_or_default();
            (path.to_string_lossy().replace('\\', "/"), bytes).hash(&mut hasher);
        }
    }
    println!("cargo:rustc-env=VANBAN_PROGRAM={:016x}", hasher.finish());
}

/// The files of a part, in the order of their names.
fn files(part: &Path) -> Vec<PathBuf> {
    if part.is_file() {
        return vec![part.to_owned()];
    }
    let entries = fs::read_dir(part).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<PathBuf> = entries.collect();
    paths.sort();
    paths.iter().flat_map(|path| files(path)).collect()
}
