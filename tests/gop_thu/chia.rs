//! Shares of a list that several machines make, and the archive of all files.

use super::{Desk, HUE, TO_ALL};
use std::{fs, io::Read, path::Path};

/// Copies a folder with all below it over another.
fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the folder").map(|entry| entry.expect("an entry")) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy_all(&from, &to);
        } else {
            fs::copy(from, to).expect("copied");
        }
    }
}

#[test]
fn shares_of_several_machines_are_brought_together_and_nothing_is_made_again() {
    let whole = Desk::new(TO_ALL, ("none.csv", b"x\n"));
    assert_eq!(whole.run(&HUE).code, Some(0));
    let wanted = whole.files("ra");
    let together = Desk::new(TO_ALL, ("none.csv", b"x\n"));
    let mut made = 0;
    for share in ["1/3", "2/3", "3/3"] {
        let machine = Desk::new(TO_ALL, ("none.csv", b"x\n"));
        let ran = machine.run(&[&HUE[..], &["--shard", share]].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let files = machine.files("ra").len();
        assert!(files > 0 && files < wanted.len(), "{share}: {files} of {}", wanted.len());
        made += files;
        copy_all(&machine.at("ra"), &together.at("ra"));
    }
    assert_eq!(made, wanted.len(), "every row is of one share");
    let all = format!("{made} hàng: dựng 0, không đổi {made}");
    let again = together.run(&[&HUE[..], &["--shard", "2/3"]].concat());
    assert!(again.out.contains("dựng 0, "), "a share knows its own: {}", again.out);
    for _ in 0..2 {
        let ran = together.run(&HUE);
        assert!(ran.out.starts_with(&all), "{}", ran.out);
        assert!(together.files("ra") == wanted, "other files than those of one machine");
    }
}

/// The names and bytes of an archive, in its order.
fn unpacked(path: &Path) -> Vec<(String, Vec<u8>)> {
    let file = fs::File::open(path).expect("the archive");
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    let mut files = Vec::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        files.push((file.name().expect("a name of letters").into_owned(), bytes));
    }
    files
}

#[test]
fn an_archive_has_all_files_in_the_order_of_the_list() {
    let rows = "3,xã Đắk Đrông,xã,7,2026-03-02,,4\n1,phường A Lưới 1,phường,8,2026-03-02,,\n";
    let desk = Desk::letters(rows);
    let names = ["--data", "xa.csv", "--as", "xa", "-o", "ra/{{ xa.cap }}/{{ xa.ten }}", "--accents"];
    let zipped = |name: &str, more: &[&str]| {
        let ran = desk.run(&[&names[..], &["--zip", name], more].concat());
        (ran.code, ran.err, ran.out)
    };
    assert_eq!(zipped("nen/a.zip", &[]).0, Some(0));
    let (code, err, out) = zipped("b.zip", &["--jobs", "1", "--force"]);
    assert_eq!((code, out.contains("b.zip: 2 tệp")), (Some(0), true), "{err}{out}");
    let files = unpacked(&desk.at("b.zip"));
    let wanted = ["xã/xã Đắk Đrông.pdf", "phường/phường A Lưới 1.pdf"];
    assert_eq!(files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), wanted);
    for (name, bytes) in &files {
        assert_eq!(&fs::read(desk.at("ra").join(name)).expect("the file"), bytes, "{name}");
    }
    let bytes = |name: &str| fs::read(desk.at(name)).expect("the archive");
    assert!(
        bytes("nen/a.zip") == bytes("b.zip"),
        "of files that stood and of files made again, at another time"
    );
}

#[test]
fn an_archive_stands_whole_or_not_at_all() {
    let desk = Desk::letters("1,xã A,xã,7,2026-03-02,,4\n2,,xã,8,2026-03-02,,4\n");
    fs::create_dir(desk.at("ra.zip")).expect("a folder where the archive would be");
    let ran = desk.run_letters(&["--zip", "ra.zip"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("ra.zip") && !ran.err.contains("panicked"), "{}", ran.err);
    let left: Vec<String> =
        super::files(&desk.at(".")).into_keys().filter(|n| n.starts_with(".vanban-")).collect();
    assert_eq!(left, [""; 0]);
    let ran = desk.run_letters(&["--zip", "du.zip", "--fail-fast"]);
    assert_eq!((ran.code, desk.at("du.zip").exists()), (Some(1), false), "a run that stops makes none");
    let ran = desk.run_letters(&["--zip", "du.zip"]);
    assert_eq!(ran.code, Some(1), "a row is left out: {}", ran.err);
    assert_eq!(unpacked(&desk.at("du.zip")).len(), 1);
}
