//! What `check` must not say: findings about what is right.

use crate::support::plans::{OFFICE, TYPESETTER};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use vanban::build;

/// The rules that a plan breaks, on its whole way to pages.
fn ids(plan: &Path) -> BTreeSet<&'static str> {
    let built = build(plan, &TYPESETTER).expect("files that can be read");
    built.findings.iter().map(|finding| finding.rule.id).collect()
}

/// A copy of a folder; its plans in order.
fn copied(from: &Path, to: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(to).expect("a folder");
    let mut plans = Vec::new();
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let copy = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            plans.extend(copied(&path, &copy));
        } else {
            fs::copy(&path, &copy).expect("a file");
            let is_plan = copy.extension().is_some_and(|end| end == "toml") && !copy.ends_with("vanban.toml");
            plans.extend(is_plan.then_some(copy));
        }
    }
    plans.sort();
    plans
}

/// A plan without some of its top-level keys.
fn without(plan: &str, keys: &[&str]) -> String {
    let end = plan.find("\n[").unwrap_or(plan.len());
    let of_key = |line: &&str| keys.iter().any(|key| line.starts_with(&format!("{key} =")));
    let kept: Vec<&str> = plan[..end].split('\n').filter(|line| !of_key(line)).collect();
    kept.join("\n") + &plan[end..]
}

/// A draft leaves room for what a hand fills in: nothing of its page is wrong for that.
#[test]
fn a_draft_of_any_kind_says_no_more_than_the_document() {
    let folder = tempfile::tempdir().expect("a folder");
    let plans = copied(Path::new("data/examples"), folder.path());
    assert!(plans.len() > 30, "{} plans", plans.len());
    for plan in plans {
        let text = fs::read_to_string(&plan).expect("an example");
        let whole = ids(&plan);
        for keys in [["ngay_ban_hanh", "ngay_ban_hanh"], ["so", "ngay_ban_hanh"]] {
            fs::write(&plan, without(&text, &keys)).expect("a draft");
            let draft = ids(&plan);
            assert!(draft.is_subset(&whole), "{} without {keys:?}: {draft:?}", plan.display());
        }
    }
}

/// A body that is a table alone, whose rows a file holds, is printed.
#[test]
fn a_body_that_is_a_table_alone_is_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("vanban.toml"), OFFICE).expect("an office file");
    fs::write(folder.path().join("cay.csv"), "Thôn,Số cây\nThượng,1500\n").expect("a table");
    let plan = folder.path().join("ke-hoach.toml");
    let text = "loai = \"ke-hoach\"\nso = 7\nngay_ban_hanh = 2026-02-05\ntrich_yeu = \"Trồng cây\"\n\
                noi_dung = \"{{ bang('cay') }}\"\nnoi_nhan = [\"Các thôn\"]\nluu = \"VT\"\nnguoi_ky = \"chu_tich\"\n\
                [bang.cay]\ntep = \"cay.csv\"\ncot = [{ ten = \"Thôn\" }, { ten = \"Số cây\" }]\n";
    fs::write(&plan, text).expect("a plan");
    assert_eq!(ids(&plan), BTreeSet::new());
}

/// A signature stands with a picture, where one is above it; else it is said to stand alone.
#[test]
fn a_signature_with_a_picture_is_not_alone_and_one_behind_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("vanban.toml"), OFFICE).expect("an office file");
    let sides = [(400, 300), (400, 700)].map(|(width, height)| {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Grayscale);
        let mut writer = encoder.write_header().expect("a picture");
        writer.write_image_data(&vec![200; (width * height) as usize]).expect("a picture");
        writer.finish().expect("a picture");
        bytes
    });
    fs::write(folder.path().join("thap.png"), &sides[0]).expect("a picture");
    let plan = folder.path().join("ke-hoach.toml");
    let of = |body: &str| {
        let text = format!(
            "loai = \"ke-hoach\"\nso = 7\nngay_ban_hanh = 2026-02-05\ntrich_yeu = \"Trồng cây\"\n\
             noi_dung = '''\n{body}\n'''\nnoi_nhan = [\"Các thôn\"]\nluu = \"VT\"\nnguoi_ky = \"chu_tich\"\n\
             [hinh.cay]\ntep = \"thap.png\"\nmo_ta = \"Cây\"\n"
        );
        fs::write(&plan, text).expect("a plan");
        ids(&plan).contains("chu-ky-don-doc")
    };
    let picture = "{{ hinh('cay') }}";
    assert!(!of(&format!("Trồng cây.\n{picture}")), "all on one page");
    assert!(
        !of(&format!("Trồng cây.\n{{{{ sang_trang() }}}}\n{picture}")),
        "the picture stands above the signature"
    );
}
