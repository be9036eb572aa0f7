//! The rules: each is raised by its own wrong example alone, and not by its right one.

use crate::support::plans::{OFFICE, composed_with};
use std::collections::BTreeSet;
use vanban::{
    Composed, Fonts, Typesetter, export,
    rules::{RULES, Rule},
};

/// The plan that the examples of the rules are lines of; one key a line.
const PLAN: &str = r#"
loai = "chuong-trinh"
khuon = "chuong-trinh-thang"
ky = "2024-05"
so = 5
ngay_ban_hanh = 2024-05-03
trich_yeu = "Công tác"
nguoi_ky = "chu_tich"
noi_nhan = ["Các phòng, ban"]
luu = "VT"
nhiem_vu = [{ noi_dung = "Đẩy mạnh công tác thu ngân sách" }]
"#;

/// Rules whose example is no line of a plan: a picture, bytes, a whole file, a khuon, a full page, a step.
const WITHOUT_EXAMPLE: &[&str] = &[
    "anh-khong-trong-suot",
    "anh-sai",
    "cot-la",
    "don-vi-khong-con",
    "khuon-sai",
    "ky-den-sai",
    "layout-sai",
    "ma-hoa-sai",
    "tep-la",
    "tran-o",
    "xuat-pdf",
];

/// [`PLAN`] with the lines of an example in place of those with the same key; `-key` takes one out.
fn plan_with(example: &str) -> String {
    let key = |line: &str| line.trim_start_matches('-').split([' ', '=']).next().unwrap_or("").to_owned();
    let replaced: Vec<String> = example.lines().map(key).collect();
    let kept = PLAN.lines().filter(|line| !replaced.contains(&key(line)));
    let removal = |line: &&str| line.starts_with('-') && !line.starts_with("- ");
    let added = example.lines().filter(|line| !removal(line));
    added.chain(kept).collect::<Vec<_>>().join("\n") + "\n"
}

/// The rules that a plan raises on its whole way to a PDF.
fn raised(plan: &str) -> BTreeSet<&'static str> {
    let Composed { van_ban, mut findings, .. } = composed_with(plan, OFFICE);
    if let Some(van_ban) = van_ban {
        let typesetter = Typesetter::new(Fonts::shipped());
        if let Some(pages) = typesetter.typeset(&van_ban, &mut findings) {
            export::pdf(&pages, &mut findings);
        }
    }
    findings.iter().map(|finding| finding.rule.id).collect()
}

/// Rules of tables, whose examples are tables: `src/table/tests.rs` raises them.
const OF_TABLES: &[&str] = &[
    "bang-dau-cot",
    "bang-hong",
    "bang-qua-lon",
    "cot-trung-khoa",
    "hang-thua-o",
    "khong-co-hang",
    "loc-la",
    "nhieu-trang-tinh",
    "ten-tep-sai",
    "ten-tep-trung",
    "trang-tinh-la",
];

fn with_example() -> impl Iterator<Item = &'static Rule> {
    let of_tables = |id: &str| OF_TABLES.contains(&id) || id.starts_with("o-");
    RULES.iter().copied().filter(move |rule| !WITHOUT_EXAMPLE.contains(&rule.id) && !of_tables(rule.id))
}

#[test]
fn the_plan_of_the_examples_is_clean() {
    assert_eq!(raised(PLAN), BTreeSet::new());
}

#[test]
fn every_rule_is_raised_by_its_wrong_example_alone() {
    let mut problems = Vec::new();
    for rule in with_example() {
        let found = raised(&plan_with(rule.wrong));
        let alone = found == BTreeSet::from([rule.id]);
        if !alone {
            problems.push(format!("{}: `{}` raises {found:?}", rule.id, rule.wrong));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn no_rule_is_raised_by_its_right_example() {
    let mut problems = Vec::new();
    for rule in with_example() {
        let found = raised(&plan_with(rule.right));
        if !found.is_empty() {
            problems.push(format!("{}: `{}` raises {found:?}", rule.id, rule.right));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn rules_have_names_of_their_own_and_say_something() {
    let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len(), "two rules share an id");
    for rule in RULES.iter() {
        assert!(rule.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.id);
        assert!(rule.says.ends_with('.'), "{}: `{}` is no sentence", rule.id, rule.says);
    }
    assert!(WITHOUT_EXAMPLE.iter().all(|id| ids.contains(id)), "a rule is gone: shorten the list");
}
