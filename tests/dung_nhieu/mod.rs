//! Many plans: only what changed is made, and only that is touched; watching.

mod bi_ngat;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};
use vanban::{
    Format, Typesetter,
    incremental::{Builder, Leftover, Outcome, leftovers, orders},
    typeset::Fonts,
    watch::Watch,
};

const OFFICE: &str = "[co_quan]\nten = [\"Ủy ban nhân dân\", \"xã An Bình\"]\nviet_tat = \"UBND\"\ndia_danh = \"An Bình\"\n\
[nguoi_ky.chu_tich]\nchuc_vu = \"Chủ tịch\"\nho_ten = \"Trần Văn Mẫu\"\n";

/// A plan that says `words`; without a finding.
fn plan(words: &str) -> String {
    format!(
        "loai = \"bao-cao\"\nso = 7\nngay_ban_hanh = 2026-04-02\ntrich_yeu = \"Kết quả trồng cây\"\nnguoi_ky = \"chu_tich\"\n\
         noi_nhan = [\"Các thôn\"]\nluu = \"VT\"\nnoi_dung = \"{words}\"\n"
    )
}

/// An office with plans in a folder and one below it.
fn office(plans: usize) -> tempfile::TempDir {
    let root = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    write(root.path(), "vanban.toml", OFFICE);
    for i in 0..plans {
        let name = if i % 5 == 4 { format!("quy/{i:03}.toml") } else { format!("{i:03}.toml") };
        write(root.path(), &name, &plan(&format!("Đã trồng {i} cây")));
    }
    root
}

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn typesetter() -> Typesetter {
    Typesetter::new(Fonts::shipped())
}

fn builder(typesetter: &Typesetter) -> Builder<'_> {
    Builder { typesetter, format: Format::Pdf, force: false, every_finding: false, manifests: true }
}

/// The names of the plans that a run made, and how many it left as they were.
fn run(builder: &Builder<'_>, root: &Path) -> (Vec<String>, usize) {
    let orders = orders(&[root.to_owned()], None, builder.format.ending()).expect("plans");
    let (mut made, mut current) = (Vec::new(), 0);
    let ran = builder.run(&orders.list, 2, |order, outcome| match outcome {
        Outcome::Made(_) => made.push(order.plan.file_stem().expect("a name").to_string_lossy().into_owned()),
        Outcome::Current(_) => current += 1,
        Outcome::Failed(error) => panic!("{error}"),
        Outcome::Panicked(message) => panic!("{message}"),
    });
    ran.expect("the manifests are written");
    (made, current)
}

/// What stands in a folder and below: names, bytes and times.
fn state(root: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut state = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let time = fs::metadata(&path).and_then(|data| data.modified()).expect("a time");
                state.insert(path.clone(), (fs::read(&path).expect("a file"), time));
            }
        }
    }
    state
}

#[test]
fn building_again_does_nothing_and_one_edit_builds_one() {
    let root = office(20);
    let typesetter = typesetter();
    let builder = builder(&typesetter);
    assert_eq!(run(&builder, root.path()).0.len(), 20);
    let before = state(root.path());
    assert_eq!(run(&builder, root.path()), (vec![], 20));
    assert!(state(root.path()) == before, "bytes or times changed");

    write(root.path(), "007.toml", &plan("Đã trồng thêm 12 cây"));
    assert_eq!(run(&builder, root.path()), (vec!["007".to_owned()], 19));
    let after = state(root.path());
    let changed: Vec<_> = after.iter().filter(|(path, held)| before.get(*path) != Some(held)).collect();
    let names: Vec<_> =
        changed.iter().map(|(path, _)| path.file_name().expect("a name").to_owned()).collect();
    assert_eq!(names, ["manifest.jsonl", "007.pdf", "007.toml"]);

    // As it was before, but at another time: only the PDF differs, and it comes out as it was.
    write(root.path(), "007.toml", &plan("Đã trồng 7 cây"));
    assert_eq!(run(&builder, root.path()).0, ["007"]);
    let again = state(root.path());
    assert!(again.iter().all(|(path, (bytes, _))| before[path].0 == *bytes));
}

#[test]
fn whatever_an_output_is_made_from_makes_it_anew() {
    let root = office(3);
    let typesetter = typesetter();
    let mut builder = builder(&typesetter);
    run(&builder, root.path());
    write(root.path(), "vanban.toml", &OFFICE.replace("Mẫu", "Mới"));
    assert_eq!(run(&builder, root.path()).0.len(), 3, "the office");
    write(root.path(), "khuon/rieng.j2", "+++\n+++\nI. MỘT\n");
    assert_eq!(run(&builder, root.path()).0.len(), 3, "a khuon that was not there");
    write(root.path(), "000.pdf", "changed by hand");
    assert_eq!(run(&builder, root.path()).0, ["000"], "an output changed by hand");
    fs::remove_file(root.path().join("001.pdf")).expect("removed");
    assert_eq!(run(&builder, root.path()).0, ["001"], "an output that is gone");
    builder.format = Format::Txt;
    assert_eq!(run(&builder, root.path()).0.len(), 3, "another format");
    assert_eq!(run(&builder, root.path()).0.len(), 0);
    builder.format = Format::Pdf;
    assert_eq!(run(&builder, root.path()).0.len(), 0, "the first format still stands");
    builder.force = true;
    assert_eq!(run(&builder, root.path()).0.len(), 3, "forced");
}

#[test]
fn the_manifest_is_the_same_wherever_and_however_it_came_to_be() {
    let text = |root: &Path| fs::read_to_string(root.join(".vanban/manifest.jsonl")).expect("the manifest");
    let typesetter = typesetter();
    let (one, other) = (office(8), office(8));
    run(&builder(&typesetter), one.path());
    for name in ["005", "001"] {
        let plan = other.path().join(format!("{name}.toml"));
        let orders = orders(&[plan], None, "pdf").expect("a plan");
        builder(&typesetter).run(&orders.list, 1, |_, _| {}).expect("made");
    }
    run(&builder(&typesetter), other.path());
    // Two folders of the same depth below the same ones: even where no nearer office stands is the same.
    assert_eq!(text(one.path()), text(other.path()));
}

#[test]
fn leftovers_are_named_and_never_removed() {
    let root = office(2);
    let typesetter = typesetter();
    let long = "Đã trồng cây ở các thôn. ".repeat(400);
    write(root.path(), "dai.toml", &plan(&long));
    let mut builder = builder(&typesetter);
    builder.format = Format::Png;
    run(&builder, root.path());
    assert!(root.path().join("dai-3.png").exists(), "three pages or more");
    fs::remove_file(root.path().join("000.toml")).expect("removed");
    write(root.path(), "dai.toml", &plan("Đã trồng xong."));
    for _ in 0..2 {
        run(&builder, root.path());
        let left = leftovers([&root.path().to_owned()]).expect("the manifest");
        let names: Vec<(String, bool)> = left
            .iter()
            .map(|Leftover { file, plan_is_gone, .. }| {
                (file.file_name().expect("a name").to_string_lossy().into_owned(), *plan_is_gone)
            })
            .collect();
        assert_eq!(names[0], ("000.png".to_owned(), true));
        assert!(names[1..].contains(&("dai-3.png".to_owned(), false)), "{names:?}");
        assert!(left.iter().all(|left| left.file.exists()), "nothing is removed");
    }
    for left in leftovers([&root.path().to_owned()]).expect("the manifest") {
        fs::remove_file(left.file).expect("removed by a person");
    }
    assert_eq!(leftovers([&root.path().to_owned()]).expect("the manifest"), []);
}

#[test]
fn findings_of_what_is_not_made_still_count() {
    let root = office(1);
    let typesetter = typesetter();
    let mut builder = builder(&typesetter);
    write(root.path(), "loi.toml", &plan("Đã trồng cây").replace("\"Các thôn\"", "\"Các\\nthôn\""));
    let tally = |builder: &Builder<'_>| {
        let orders = orders(&[root.path().join("loi.toml")], None, "pdf").expect("a plan");
        let mut found = None;
        builder
            .run(&orders.list, 1, |_, outcome| {
                found = Some(match outcome {
                    Outcome::Current(entry) => ("as it was", entry.findings.error),
                    Outcome::Made(made) => {
                        ("made", vanban::diagnostic::Tally::of(made.built.findings.iter()).error)
                    }
                    _ => panic!("failed"),
                });
            })
            .expect("made");
        found.expect("an outcome")
    };
    assert_eq!(tally(&builder), ("made", 1));
    assert_eq!(tally(&builder), ("as it was", 1));
    builder.every_finding = true;
    assert_eq!(tally(&builder), ("made", 1));
}

/// What a look of a watch says of each plan that it built.
fn look(watch: &mut Watch<'_>) -> Vec<(String, bool)> {
    let mut said = Vec::new();
    let looked = watch.refresh(|order, outcome| {
        let name = order.plan.file_stem().expect("a name").to_string_lossy().into_owned();
        said.push((name, matches!(outcome, Outcome::Made(made) if !made.files.is_empty())));
    });
    looked.expect("folders that can be read");
    said
}

#[test]
fn watching_builds_what_was_saved_and_keeps_the_last_good_file() {
    let root = office(2);
    let typesetter = typesetter();
    let (plan_file, pdf) = (root.path().join("000.toml"), root.path().join("000.pdf"));
    let pdf_now = || fs::read(&pdf).expect("the PDF");
    let single = Builder { manifests: false, ..builder(&typesetter) };
    let mut watch = Watch::new(single, vec![plan_file.clone()], None);
    assert_eq!(look(&mut watch), [("000".to_owned(), true)]);
    assert_eq!(look(&mut watch), [], "nothing was saved");
    let first = pdf_now();

    // Saved by renaming: away for a moment, then another file in its place.
    let text = fs::read_to_string(&plan_file).expect("the plan");
    fs::rename(&plan_file, root.path().join("000.toml~")).expect("moved");
    assert_eq!(look(&mut watch), [], "it will come back");
    write(root.path(), ".moi", &text.replace("trồng 0", "trồng 10"));
    fs::rename(root.path().join(".moi"), &plan_file).expect("moved");
    assert_eq!(look(&mut watch), [("000".to_owned(), true)]);
    let second = pdf_now();
    assert!(first != second);

    write(root.path(), "000.toml", "loai = \"bao-cao\"\nso = [");
    assert_eq!(look(&mut watch), [("000".to_owned(), false)]);
    assert!(pdf_now() == second, "the last good PDF stays");
    write(root.path(), "000.toml", &text);
    assert_eq!(look(&mut watch), [("000".to_owned(), true)]);
    assert!(pdf_now() == first);

    // Saved without a change, or a file that the plan does not read: nothing.
    write(root.path(), "000.toml", &text);
    write(root.path(), "001.toml", "loai = ");
    assert_eq!(look(&mut watch), []);
    // An office file that takes the place of another; the office file itself.
    write(root.path(), "vanban.toml", &OFFICE.replace("Mẫu", "Mới"));
    assert_eq!(look(&mut watch), [("000".to_owned(), true)]);
    fs::remove_file(root.path().join("vanban.toml")).expect("removed");
    assert_eq!(look(&mut watch), [("000".to_owned(), false)], "no office");
    write(root.path(), "vanban.toml", OFFICE);
    assert_eq!(look(&mut watch), [("000".to_owned(), true)]);
}

#[test]
fn watching_a_folder_sees_plans_come_and_go() {
    let root = office(2);
    let typesetter = typesetter();
    let mut watch = Watch::new(builder(&typesetter), vec![root.path().to_owned()], None);
    assert_eq!(look(&mut watch).len(), 2);
    write(root.path(), "them/x.toml", &plan("Đã trồng cây"));
    assert_eq!(look(&mut watch), [("x".to_owned(), true)]);
    assert!(watch.folders().contains(&root.path().join("them")));
    fs::remove_file(root.path().join("them/x.toml")).expect("removed");
    assert_eq!(look(&mut watch), []);
    assert!(root.path().join("them/x.pdf").exists());
}
