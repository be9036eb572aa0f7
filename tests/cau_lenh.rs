//! The command line as people use it: the sessions of `README.md`, `README.vi.md`,
//! `docs/mot-thang.md` and `tests/cli/`.
//!
//! Every page runs in a folder of its own, made anew: the examples, the plans of `tests/cli/plans`, and
//! each block of TOML in the page whose first line is a comment with a file's name. A block of text is
//! what `an-binh/2026-03.txt` must hold in the end. Nothing is written in the repository, save by
//! `TRYCMD=overwrite`, which puts the real output into the pages.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const VANBAN: &str = env!("CARGO_BIN_EXE_vanban");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder to copy") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to);
        } else if entry.path().extension().is_some_and(|ending| ending == "toml" || ending == "csv") {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

/// The texts of a page's blocks in one language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let after = page.split(&format!("\n```{language}\n")).skip(1).collect::<Vec<_>>();
    after.into_iter().map(|block| block.split("```").next().unwrap_or_default()).collect()
}

/// The folder in which the commands of a page run.
fn prepare(page: &str, folder: &Path) {
    copy_folder(&root().join("data/examples"), &folder.join("data/examples"));
    copy_folder(&root().join("tests/cli/plans"), folder);
    let plan = fs::read_to_string(folder.join("an-binh/2026-03.toml")).expect("a plan");
    let windows = format!("\u{FEFF}{}", plan.replace('\n', "\r\n"));
    fs::write(folder.join("an-binh/windows.toml"), windows).expect("a file");
    fs::write(folder.join("an-binh/hong.toml"), b"loai = \"chuong-trinh\"\nluu = \"V\xFF\"\n")
        .expect("a file");
    for text in blocks(page, "toml") {
        let name = text.lines().next().and_then(|line| line.strip_prefix("# "));
        if let Some(name) = name.filter(|name| name.ends_with(".toml")) {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
    }
}

fn pages() -> Vec<PathBuf> {
    let sessions = fs::read_dir(root().join("tests/cli")).expect("the sessions");
    let sessions = sessions.map(|entry| entry.expect("an entry").path());
    let mut pages: Vec<PathBuf> =
        sessions.filter(|path| path.extension().is_some_and(|e| e == "md")).collect();
    pages.extend(["README.md", "README.vi.md", "docs/mot-thang.md"].map(|page| root().join(page)));
    pages
}

#[test]
fn every_session_is_true() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
    let sessions = trycmd::TestCases::new();
    sessions.register_bin("vanban", Path::new(VANBAN)).env("COLUMNS", "100").env("NO_COLOR", "1");
    let copies: Vec<(PathBuf, PathBuf)> = pages()
        .into_iter()
        .map(|page| (folder.path().join(page.file_name().expect("a name")), page))
        .collect();
    for (copy, page) in &copies {
        let text = fs::read_to_string(page).expect("a page");
        prepare(&text, &copy.with_extension("in"));
        // A folder of this name makes trycmd work on a copy of the one above, and compare these files.
        let wanted = copy.with_extension("out");
        fs::create_dir_all(wanted.join("an-binh")).expect("a folder");
        for words in blocks(&text, "text") {
            fs::write(wanted.join("an-binh/2026-03.txt"), words).expect("a file");
        }
        fs::write(copy, text).expect("a copy");
        sessions.case(copy);
    }
    sessions.run();
    if std::env::var_os("TRYCMD").is_some_and(|mode| mode == "overwrite") {
        for (copy, page) in &copies {
            fs::copy(copy, page).expect("a page to refresh");
        }
    }
}

/// Runs the program in a folder with the plans; its exit code, and the files that are new there.
fn run(arguments: &[&str]) -> (Option<i32>, Vec<String>) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
    prepare("", folder.path());
    let names = || {
        let entries = fs::read_dir(folder.path().join("an-binh")).expect("the folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
    };
    let before: Vec<String> = names().collect();
    let output =
        Command::new(VANBAN).args(arguments).current_dir(folder.path()).output().expect("vanban runs");
    let mut new: Vec<String> = names().filter(|name| !before.contains(name)).collect();
    new.sort();
    (output.status.code(), new)
}

#[test]
fn what_each_run_leaves_behind() {
    let none: [&str; 0] = [];
    for (arguments, code, files) in [
        (&["build", "an-binh/2026-03.toml"][..], 0, &["2026-03.pdf"][..]),
        (&["build", "an-binh/canh-bao.toml"], 0, &["canh-bao.pdf"]),
        (&["build", "an-binh/loi.toml"], 1, &["loi.pdf"]),
        (&["build", "an-binh/sai.toml"], 1, &none),
        (&["build", "an-binh/khong-co.toml"], 2, &none),
        (&["build", "an-binh/sai.toml", "an-binh/loi.toml"], 1, &[".vanban", "loi.pdf"]),
        (&["build", "an-binh/2026-03.toml", "--format", "png"], 0, &["2026-03.png"]),
    ] {
        let (exit, new) = run(arguments);
        assert_eq!(
            (exit, new),
            (Some(code), files.iter().map(|name| (*name).to_owned()).collect()),
            "{arguments:?}"
        );
    }
}

#[test]
fn a_plan_gives_the_same_bytes_in_every_run() {
    let bytes = || {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
        prepare("", folder.path());
        let output = Command::new(VANBAN)
            .args(["build", "data/examples/kien-thuy/2024-05.toml"])
            .current_dir(folder.path())
            .output();
        assert!(output.expect("vanban runs").status.success());
        fs::read(folder.path().join("data/examples/kien-thuy/2024-05.pdf")).expect("the PDF")
    };
    assert!(bytes() == bytes(), "two processes wrote different bytes");
}

/// Whoever begins with `new` in an empty folder begins with a document that is right.
#[test]
fn a_new_plan_of_every_kind_builds_without_a_finding() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
    let vanban = |arguments: &[&str]| {
        let output = Command::new(VANBAN).args(arguments).current_dir(folder.path()).output();
        let output = output.expect("vanban runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(output.status.success() && output.stderr.is_empty(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let kinds = vanban::catalogue::Loai::all();
    for loai in kinds {
        let plan = format!("{0}/{0}.toml", loai.id);
        let said = vanban(&["new", &loai.id, "-o", &plan]);
        assert!(said.ends_with(&format!("dựng thử: vanban build {plan}\n")), "{said}");
        assert!(folder.path().join(&loai.id).join("vanban.toml").is_file(), "{}", loai.id);
    }
    let said = vanban(&["build", "."]);
    assert!(said.ends_with(&format!("{0} kế hoạch: dựng {0}, không đổi 0\n", kinds.len())), "{said}");
}
