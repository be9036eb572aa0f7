//! Plans for tests: a commune of today, with lines replaced or added.

use std::sync::LazyLock;

use vanban::{Composed, Fonts, Inputs, KhuonFile, Typesetter, export, read_and_compose};

/// Shared by all tests: its fonts are read once.
pub static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(|| Typesetter::new(Fonts::shipped()));

/// An office file.
pub const OFFICE: &str = r#"
[co_quan]
ten = ["Ủy ban nhân dân", "xã An Bình"]
viet_tat = "UBND"
dia_danh = "An Bình"
[nguoi_ky.chu_tich]
quyen_han = ["TM. Ủy ban nhân dân"]
chuc_vu = "Chủ tịch"
ho_ten = "Trần Văn Mẫu"
"#;

/// A plan without a finding; its keys are one to a line.
pub const PLAN: &str = r#"
loai = "ke-hoach"
ky = "2026-03"
so = 7
ngay_ban_hanh = 2026-02-05
trich_yeu = "Trồng cây quý I năm {{ ky.nam }}"
noi_dung = "I. MỤC ĐÍCH\n1. Trồng cây trên địa bàn xã.\n2. Chăm sóc cây đã trồng.\n"
noi_nhan = ["Các thôn", "Các trường học"]
luu = "VT"
nguoi_ky = "chu_tich"
"#;

/// [`PLAN`] with top-level lines put in place of those with the same key; `-key` takes one out.
pub fn plan_with(lines: &str) -> String {
    let key = |line: &str| line.trim_start_matches('-').split(['=', ' ']).next().unwrap_or("").to_owned();
    let replaced: Vec<String> = lines.lines().map(key).collect();
    let kept = PLAN.lines().filter(|line| !replaced.contains(&key(line)));
    let added = lines.lines().filter(|line| !line.starts_with('-') || line.starts_with("- "));
    added.chain(kept).collect::<Vec<_>>().join("\n") + "\n"
}

/// Composes a plan text with [`OFFICE`].
pub fn composed(plan: &str) -> Composed {
    composed_with(plan, OFFICE)
}

/// Composes a plan text with an office text.
pub fn composed_with(plan: &str, office: &str) -> Composed {
    read_and_compose(inputs(plan, office))
}

/// Composes a plan text with [`OFFICE`] and a khuon of that office: its id, its text.
pub fn composed_with_khuon(plan: &str, id: &str, khuon: &str) -> Composed {
    let name = format!("khuon/{id}.j2");
    let khuon = vec![KhuonFile { id: id.to_owned(), name, bytes: khuon.as_bytes().to_vec() }];
    read_and_compose(Inputs { khuon, ..inputs(plan, OFFICE) })
}

/// The files of a plan text and an office text.
pub fn inputs(plan: &str, office: &str) -> Inputs {
    let office = ("vanban.toml".to_owned(), office.as_bytes().to_vec());
    let plan = ("plan.toml".to_owned(), plan.as_bytes().to_vec());
    Inputs { plan, office: Some(office), ..Inputs::default() }
}

/// The finished PDF of a plan text; panics with its findings where there is none.
pub fn pdf(plan: &str) -> Vec<u8> {
    pdf_with(plan, OFFICE)
}

/// The finished PDF of a plan and an office text.
pub fn pdf_with(plan: &str, office: &str) -> Vec<u8> {
    let Composed { van_ban, mut findings, .. } = composed_with(plan, office);
    let van_ban = van_ban.unwrap_or_else(|| panic!("no document: {findings:?}"));
    let pages = TYPESETTER.typeset(&van_ban, &mut findings);
    let pages = pages.unwrap_or_else(|| panic!("no pages: {findings:?}"));
    export::pdf(&pages, &mut findings).unwrap_or_else(|| panic!("no PDF: {findings:?}"))
}

/// Every finding as `file:line:column rule: message / label / hints`, by place.
pub fn located(composed: &Composed) -> Vec<String> {
    let place = |d: &vanban::Diagnostic| d.span.map(|span| composed.sources.locate(span)).unwrap_or_default();
    let line = |d: &vanban::Diagnostic| {
        format!("{} {}: {} / {} / {}", place(d), d.rule.id, d.message, d.label, d.hints.join("; "))
    };
    composed.findings.clone().sorted().iter().map(line).collect()
}
