//! The rules: each is raised by its own wrong example alone, and not by its right one.

use super::{read, root};
use crate::support::plans::{OFFICE, TYPESETTER, composed_with, located};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};
use vanban::{
    Composed, LayoutFile, Sources,
    check::clauses::{self, TrangThai},
    export,
    rules::{RULES, Rule, page},
    source::Source,
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
    "chu-sai-phong",
    "cot-la",
    "don-vi-khong-con",
    "khuon-sai",
    "ky-den-sai",
    "layout-sai",
    "layout-thua",
    "ma-hoa-sai",
    "phong-chu-sai",
    "tep-la",
    "tran-o",
    "xuat-pdf",
];

/// How an example writes a change of the layout: `layout/<file>: a => b`.
const LAYOUT: &str = "layout/";

/// [`PLAN`] with the lines of an example in place of those with the same key; `-key` takes one out.
fn plan_with(example: &str) -> String {
    let key = |line: &str| line.trim_start_matches('-').split([' ', '=']).next().unwrap_or("").to_owned();
    let of_plan = || example.lines().filter(|line| !line.starts_with(LAYOUT));
    let replaced: Vec<String> = of_plan().map(key).collect();
    let kept = PLAN.lines().filter(|line| !replaced.contains(&key(line)));
    let removal = |line: &&str| line.starts_with('-') && !line.starts_with("- ");
    let added = of_plan().filter(|line| !removal(line));
    added.chain(kept).collect::<Vec<_>>().join("\n") + "\n"
}

/// The layout files of an example: the shipped ones, changed.
fn layout_with(example: &str, sources: &mut Sources) -> Vec<LayoutFile> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for line in example.lines().filter_map(|line| line.strip_prefix(LAYOUT)) {
        let (name, change) = line.split_once(": ").expect("`<file>: a => b`");
        let (before, after) = change.split_once(" => ").expect("`a => b`");
        let text = texts.entry(name.to_owned()).or_insert_with(|| read(&format!("templates/layout/{name}")));
        if text.contains(before) {
            *text = text.replacen(before, &after.replace("\\n", "\n"), 1);
        }
        assert!(
            text.contains(after.split("\\n").next().unwrap_or(after)),
            "templates/layout/{name} has no `{before}`"
        );
    }
    let file = |(name, text): (String, String)| {
        let file = sources.add(Source::new(format!("layout/{name}"), text));
        LayoutFile { name, file, text: sources.get(file).text.clone() }
    };
    texts.into_iter().map(file).collect()
}

/// What an example comes to on its whole way to a PDF.
pub(super) fn made(example: &str) -> Composed {
    let mut made = composed_with(&plan_with(example), OFFICE);
    if let Some(van_ban) = &mut made.van_ban {
        van_ban.layout = layout_with(example, &mut made.sources);
        if let Some(pages) = TYPESETTER.typeset(van_ban, &mut made.findings) {
            export::pdf(&pages, &mut made.findings);
        }
    }
    made
}

/// The rules that an example raises.
fn raised(example: &str) -> BTreeSet<&'static str> {
    made(example).findings.iter().map(|finding| finding.rule.id).collect()
}

/// What every rule's wrong example comes to, by the rule's id.
static WRONG: LazyLock<BTreeMap<&str, Composed>> =
    LazyLock::new(|| with_example().map(|rule| (rule.id, made(rule.wrong))).collect());

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

/// Rules of the register, which a plan alone cannot break: `tests/cap_so/` raises them.
const OF_REGISTER: &[&str] = &[
    "khong-lay-so",
    "ngay-cap-so-khac-ke-hoach",
    "so-da-cap",
    "so-khac-so-dang-ky",
    "so-nhay-quang",
    "thieu-so-dang-ky",
    "van-ban-mat-chua-co-so",
];

fn with_example() -> impl Iterator<Item = &'static Rule> {
    let of_tables = |id: &str| OF_TABLES.contains(&id) || id.starts_with("o-");
    let of_register = |id: &str| OF_REGISTER.contains(&id) || id.starts_with("so-dang-ky-");
    let elsewhere = move |id: &str| WITHOUT_EXAMPLE.contains(&id) || of_tables(id) || of_register(id);
    RULES.iter().copied().filter(move |rule| !elsewhere(rule.id))
}

#[test]
fn the_plan_of_the_examples_is_clean() {
    assert_eq!(raised(""), BTreeSet::new());
}

#[test]
fn every_rule_is_raised_by_its_wrong_example_alone() {
    let mut problems = Vec::new();
    for rule in with_example() {
        let found: BTreeSet<&str> = WRONG[rule.id].findings.iter().map(|finding| finding.rule.id).collect();
        let alone = found == BTreeSet::from([rule.id]);
        if !alone {
            problems.push(format!("{}: `{}` raises {found:?}", rule.id, rule.wrong));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// Where and how each rule speaks of its wrong example: a page of its own, kept. A message that changed is
/// read before it is blessed.
#[test]
fn the_messages_are_as_kept() {
    let mut text = String::new();
    for rule in with_example() {
        text += &format!("{}\n", rule.id);
        let lines = located(&WRONG[rule.id]);
        text.extend(lines.iter().map(|line| format!("  {}\n", line.replace('\n', "⏎"))));
    }
    if std::env::var_os("VANBAN_BLESS").is_some_and(|value| value == "1") {
        std::fs::write(root().join(MESSAGES), &text).expect("the page can be written");
    }
    let kept = read(MESSAGES);
    let changed: Vec<String> = text
        .lines()
        .zip(kept.lines())
        .filter(|(new, old)| new != old)
        .map(|(new, _)| new.to_owned())
        .collect();
    assert!(text == kept, "{MESSAGES}: VANBAN_BLESS=1 writes it anew\n{}", changed.join("\n"));
}

const MESSAGES: &str = "tests/ref/phat-hien.txt";

#[test]
fn no_rule_is_raised_by_its_right_example() {
    let mut problems = Vec::new();
    for rule in with_example() {
        let found = raised(rule.right);
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

#[test]
fn every_clause_has_a_status_and_every_rule_a_clause() {
    let known: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    let mut named = BTreeSet::new();
    for clause in clauses::all() {
        let checked = matches!(clause.trang_thai, TrangThai::Kiem | TrangThai::CapSo);
        assert_eq!(
            checked,
            !clause.quy_tac.is_empty(),
            "{}: `kiem` and `cap-so` have rules, and nothing else has",
            clause.ma
        );
        for id in &clause.quy_tac {
            assert!(known.contains(id.as_str()), "{}: no rule `{id}`", clause.ma);
            named.insert(id.as_str());
        }
    }
    let without: Vec<&str> = RULES
        .iter()
        .filter(|rule| !rule.clause.is_empty() && !named.contains(rule.id))
        .map(|rule| rule.id)
        .collect();
    assert!(without.is_empty(), "data/dieu-khoan.toml names no clause for {without:?}");
}

/// The sections of a part, and the letters of each.
type Sections = &'static [(&'static str, &'static str)];

/// The clauses of the annexes that say how a document looks, as the decree divides them: sections, and the
/// letters of each.
const CLAUSES: &[(&str, Sections)] = &[
    (
        "PL I, Phần I, ",
        &[
            ("I.1", ""),
            ("I.2", ""),
            ("I.3", ""),
            ("I.4", ""),
            ("I.5", ""),
            ("I.6", ""),
            ("I.7", ""),
            ("II.1", "abc"),
            ("II.2", "ab"),
            ("II.3", "abc"),
            ("II.4", "abc"),
            ("II.5", "ab"),
            ("II.6", "abcdđe"),
            ("II.7", "abcdđ"),
            ("II.8", "ab"),
            ("II.9", "abcd"),
            ("III.1", "abcdđ"),
            ("III.2", "abc"),
            ("III.3", ""),
            ("III.4", ""),
            ("IV.1", ""),
            ("IV.2", ""),
            ("V", ""),
        ],
    ),
    (
        "PL I, Phần II, ",
        &[
            ("I.1", ""),
            ("I.2", "abcd"),
            ("I.3", "abc"),
            ("II.1", "abcdđeg"),
            ("II.2", "abcd"),
            ("II.3", "ab"),
        ],
    ),
    (
        "PL II, ",
        &[
            ("I", ""),
            ("II.1", ""),
            ("II.2", ""),
            ("III.1", ""),
            ("III.2", ""),
            ("IV.1", ""),
            ("IV.2", ""),
            ("V.1", ""),
            ("V.2", ""),
            ("V.3", ""),
            ("V.4", ""),
            ("V.5", ""),
            ("V.6", ""),
            ("V.7", ""),
            ("V.8", "abc"),
            ("V.9", ""),
            ("V.10", ""),
        ],
    ),
    (
        "PL III, ",
        &[
            ("I", ""),
            ("mẫu 1.1", ""),
            ("mẫu 1.2", ""),
            ("mẫu 1.3", ""),
            ("mẫu 1.4", ""),
            ("mẫu 1.5", ""),
            ("mẫu 1.6", ""),
            ("mẫu 1.7", ""),
            ("mẫu 1.8", ""),
            ("mẫu 1.9", ""),
            ("mẫu 1.10", ""),
            ("mẫu 2.1", ""),
            ("mẫu 2.2", ""),
            ("mẫu 3.1", ""),
            ("mẫu 3.2", ""),
        ],
    ),
];

#[test]
fn the_clauses_of_the_annexes_are_whole_and_in_order() {
    let mut wanted: Vec<String> = Vec::new();
    for (part, sections) in CLAUSES {
        for (section, letters) in *sections {
            match *letters {
                "" => wanted.push(format!("{part}{section}")),
                letters => wanted.extend(letters.chars().map(|letter| format!("{part}{section}.{letter}"))),
            }
        }
    }
    let listed: Vec<&str> = clauses::all().iter().map(|clause| clause.ma.as_str()).collect();
    let of_annexes = |ma: &&str| CLAUSES.iter().any(|(part, _)| ma.starts_with(part));
    assert_eq!(listed.iter().copied().filter(of_annexes).collect::<Vec<_>>(), wanted);
    let different: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(different.len(), listed.len(), "a clause stands twice");
    let order = ["Điều", "PL I,", "PL II,", "PL III,", "PL IV,", "PL VI,"];
    let place = |ma: &str| order.iter().position(|start| ma.starts_with(start));
    assert!(listed.iter().all(|ma| place(ma).is_some()) && listed.iter().map(|ma| place(ma)).is_sorted());
    assert!(listed.contains(&"Điều 3.12"), "excerpts");
}

#[test]
fn the_page_of_rules_is_what_the_rules_say() {
    let path = super::root().join("docs/rules.md");
    if std::env::var_os("VANBAN_BLESS").is_some_and(|value| value == "1") {
        std::fs::write(&path, page::all()).expect("docs/rules.md");
    }
    assert!(read("docs/rules.md") == page::all(), "docs/rules.md: VANBAN_BLESS=1 writes it anew");
}
