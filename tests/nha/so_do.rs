//! Every figure of `data/nd30.toml` that a page shows is broken here by a changed layout, and a rule of
//! the page sees it. A figure without a breakage needs a reason.

use super::{
    hong::{Breakage, breakages},
    quy_tac::made,
    read,
};
use std::collections::{BTreeMap, BTreeSet};
use vanban::{Composed, van_ban::Block};

/// Figures that no layout can break, or that are nobody's but ours: how a path begins, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("van_ban", "names the decree"),
    ("ngay", "names the decree"),
    ("doi_chieu", "names the decree"),
    (
        "phong_chu.",
        "the program has no other font: `rules::trang_chu` tests letters that were changed by hand",
    ),
    ("so_trang.mep_tren_mm", "ours: anywhere in the margin is right"),
    ("than.thut_dong_mac_dinh_mm", "what is taken of a range"),
    ("than.cach_doan_mac_dinh", "what is taken of a range"),
    ("than.gian_dong_mac_dinh", "what is taken of a range"),
    ("le.le_tren.mac_dinh", "what is taken of a range"),
    ("le.le_duoi.mac_dinh", "what is taken of a range"),
    ("le.le_trai.mac_dinh", "what is taken of a range"),
    ("le.le_phai.mac_dinh", "what is taken of a range"),
    ("bo_co.12/13/13.", "the other set, by the same keys as the first"),
    ("thanh_phan.ten_hinh.", "a picture's caption is ours, and words of it may be set apart"),
    ("thanh_phan.trich_yeu.dam", "words of it may be set apart"),
    ("thanh_phan.trich_yeu.nghieng", "words of it may be set apart"),
    ("thanh_phan.than.dam", "words of it may be set apart"),
    ("thanh_phan.than.nghieng", "words of it may be set apart"),
    ("thanh_phan.so_trang.dam", "the clause gives the size alone"),
    ("thanh_phan.so_trang.nghieng", "the clause gives the size alone"),
    ("ke.ve", "ours"),
    ("ke.net", "ours"),
    ("ke.cach", "ours"),
    ("chu_thich.", "ours"),
    ("bo_cuc.", "ours; two of them are broken below all the same"),
    ("do_dai.", "of the register, not of the page"),
    ("so_dang_ky.", "of the register, not of the page"),
    ("sai_so.", "how exact a measure is"),
    ("bang.", "ours; three of them are broken below all the same"),
    ("doan.giua.", "only a khuon writes it: as `doan.phan`"),
    ("doan.la_ma.canh", "a heading is never stretched: at the left it is where it would be"),
];

/// What the tree decides before any layout: upper case, a heading on a line of its own.
const OF_THE_TREE: &[&str] = &["hoa", "tieu_de_rieng"];

/// The blocks of a sort: a part of the figures, or a sort of paragraph.
pub(super) fn blocks<'v>(composed: &'v Composed, kieu: &'v str) -> impl Iterator<Item = &'v Block> {
    let sort = move |block: &&Block| block.kieu == kieu || (kieu == "than" && block.kieu == "doan");
    composed.van_ban.iter().flat_map(|van_ban| van_ban.blocks()).filter(sort)
}

/// Whether a rule speaks of a block of the sort.
fn speaks(composed: &Composed, rule: &str, kieu: &str) -> bool {
    let places: Vec<_> = blocks(composed, kieu).map(Block::place_to_mend).collect();
    composed.findings.iter().any(|found| found.rule.id == rule && places.contains(&found.span))
}

pub(super) fn is_excepted(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or_default();
    let of_tree = path.starts_with("doan.") && OF_THE_TREE.contains(&last);
    of_tree || last == "dieu_khoan" || EXCEPTIONS.iter().any(|(start, _)| path.starts_with(start))
}

/// The paths of all figures.
fn paths() -> Vec<String> {
    fn walk(value: &toml::Value, path: &str, found: &mut Vec<String>) {
        let toml::Value::Table(table) = value else {
            found.push(path.to_owned());
            return;
        };
        for (key, value) in table {
            let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            walk(value, &inner, found);
        }
    }
    let value: toml::Value = toml::from_str(&read("data/nd30.toml")).expect("the figures are TOML");
    let mut found = Vec::new();
    walk(&value, "", &mut found);
    found
}

#[test]
fn every_figure_is_broken_and_seen() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut whole: BTreeMap<String, Composed> = BTreeMap::new();
    let mut problems = Vec::new();
    for Breakage { path, plan, change, rule, kieu } in breakages() {
        let raised = |made: &Composed| match &kieu {
            Some(kieu) => speaks(made, rule, kieu),
            None => made.findings.iter().any(|found| found.rule.id == rule),
        };
        let broken = made(&format!("{plan}\n{change}"));
        if !raised(&broken) {
            let found: BTreeSet<&str> = broken.findings.iter().map(|found| found.rule.id).collect();
            problems.push(format!("{path}: {rule} is silent, {found:?}: {change}"));
        }
        if raised(whole.entry(plan.clone()).or_insert_with(|| made(&plan))) {
            problems.push(format!("{path}: {rule} without a breakage"));
        }
        seen.insert(path);
    }
    let unbroken = paths().into_iter().filter(|path| !is_excepted(path) && !seen.contains(path));
    problems.extend(unbroken.map(|path| format!("{path}: nothing breaks it, and no reason is given")));
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
