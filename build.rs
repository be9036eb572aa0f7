//! Lists the example plans that the program carries, and nothing that builds leave beside them.

#![expect(clippy::print_stdout, reason = "so a build script speaks to cargo")]

use std::{env, fs, path::Path};

const FOLDER: &str = "data/examples";

fn main() {
    let entries = fs::read_dir(FOLDER).expect("the folder of the examples");
    let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"));
    let mut plans: Vec<String> = names.filter(|name| name.ends_with(".toml")).collect();
    plans.sort();
    let row = |name: &String| {
        format!("({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{FOLDER}/{name}\"))),\n")
    };
    let table = format!("&[\n{}]\n", plans.iter().map(row).collect::<String>());
    let output = env::var("OUT_DIR").expect("cargo names a folder");
    fs::write(Path::new(&output).join("examples.rs"), table).expect("the list is written");
    // Not the folder: what a build leaves in it would compile the program anew. A kind without an
    // example is found by a test; its row of the kinds makes this run.
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=data/loai.toml");
    for name in &plans {
        println!("cargo::rerun-if-changed={FOLDER}/{name}");
    }
}
