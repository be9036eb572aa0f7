//! `build` is killed: what stands is old or new, and the next run ends it.

use super::{OFFICE, plan, state};
use crate::support::kill::killed_after;
use std::{collections::BTreeMap, fs, path::Path, process::Command};

const PLANS: usize = 10;

fn build(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    command.args(["build", "."]).current_dir(folder).env("NO_COLOR", "1");
    command
}

/// Writes every plan with these words.
fn save(folder: &Path, words: &str) {
    for i in 0..PLANS {
        fs::write(folder.join(format!("{i}.toml")), plan(&format!("{words} {i} cây."))).expect("a plan");
    }
}

/// The PDFs of a folder by name.
fn pdfs(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = state(folder).into_iter();
    let pdfs = files.filter(|(path, _)| path.extension().is_some_and(|ending| ending == "pdf"));
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    pdfs.map(|(path, (bytes, _))| (name(&path), bytes)).collect()
}

#[test]
fn killed_at_any_moment_build_leaves_old_or_new_and_the_next_ends_it() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("vanban.toml"), OFFICE).expect("an office");
    let words = ["Đã trồng", "Sẽ trồng"];
    let wanted = words.map(|words| {
        save(folder, words);
        let started = std::time::Instant::now();
        assert!(build(folder).output().expect("vanban runs").status.success());
        (pdfs(folder), started.elapsed())
    });
    assert!(wanted[0].0.len() == PLANS && wanted[0].0 != wanted[1].0);
    let (mut cut_short, rounds) = (0, 14);
    for round in 0..rounds {
        let new = round % 2;
        save(folder, words[new]);
        // From the first moments to some time after a run would have ended.
        let wait = wanted[1].1.mul_f64(f64::from(u32::try_from(round).expect("few")) / 10.0);
        killed_after(&mut build(folder), wait);
        let found = pdfs(folder);
        for (name, bytes) in &found {
            let known = wanted.iter().any(|(pdfs, _)| pdfs[name] == *bytes);
            assert!(known, "{name} is neither old nor new: {} bytes", bytes.len());
        }
        assert_eq!(found.len(), PLANS, "none is gone");
        cut_short += usize::from(found != wanted[new].0);
        let manifest = fs::read_to_string(folder.join(".vanban/manifest.jsonl")).expect("the manifest");
        for line in manifest.lines() {
            serde_json::from_str::<serde_json::Value>(line).expect("a whole line");
        }
    }
    assert!(cut_short > 0, "no run was killed in time");
    let last = (rounds - 1) % 2;
    assert!(build(folder).output().expect("vanban runs").status.success());
    assert!(pdfs(folder) == wanted[last].0, "the next run ends it");
    let left: Vec<_> =
        state(folder).into_keys().filter(|path| path.to_string_lossy().contains(".vanban-")).collect();
    assert!(left.is_empty(), "what was half-written is swept away: {left:?}");
    let before = state(folder);
    assert!(build(folder).output().expect("vanban runs").status.success());
    assert!(state(folder) == before, "and then there is nothing to do");
}
