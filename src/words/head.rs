//! The head of a khuon: TOML between two lines `+++` that declares keys and sections.

use crate::{
    diagnostic::{Diagnostic, Findings},
    rules,
    schema::{Key, Keys, Kind},
    source::{FileId, Span},
    toml_messages,
    toml_tree::{self, Value},
};
use serde::Deserialize;
use std::ops::Range;

/// The line around the head.
const FENCE: &str = "+++";

/// A section of a khuon.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its name: `muc.<ten>` in the template, `[tieu_de] <ten>` in a plan.
    pub ten: String,
    /// Its heading, unless the plan has another; its place counts within the file.
    pub tieu_de: toml::Spanned<String>,
}

/// What a head declares.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    /// What the khuon is for.
    pub mo_ta: String,
    /// Its keys.
    #[serde(default)]
    pub khoa: Keys,
    /// Its sections.
    #[serde(default)]
    pub muc: Vec<Section>,
    /// Its tables are read as a plan's are, with their places: see [`Head::tables`].
    #[serde(default)]
    #[expect(dead_code, reason = "declared so that serde lets it stand")]
    bang: serde::de::IgnoredAny,
    /// The tables that it declares, under the key of a plan.
    #[serde(skip)]
    pub tables: toml_tree::Table,
}

/// The key under which a plan or a khuon declares tables.
pub(crate) const TABLES: &str = "bang";

/// The key under which a plan declares pictures.
pub(crate) const PICTURES: &str = "hinh";

/// The key under which a plan has footnotes.
pub(crate) const NOTES: &str = "chu_thich";

/// The bytes of the head, and the first of the template.
pub(super) fn split(text: &str) -> Result<(Range<usize>, usize), &'static str> {
    let mut at = 0;
    let mut start = None;
    for line in text.split_inclusive('\n') {
        let fence = line.trim_end() == FENCE;
        match start {
            None if !fence => return Err("khuôn phải mở đầu bằng phần khai báo giữa hai dòng `+++`"),
            None => start = Some(line.len()),
            Some(start) if fence => return Ok((start..at, at + line.len())),
            Some(_) => {}
        }
        at += line.len();
    }
    Err("phần khai báo chưa đóng bằng một dòng `+++`")
}

/// Reads the head; its mistakes are findings of the file. The keys `taken` keep their type.
pub(super) fn read(
    file: FileId,
    text: &str,
    range: Range<usize>,
    taken: &Keys,
    findings: &mut Findings,
) -> Option<Head> {
    // Blank before it, so that every place counts within the file.
    let head = " ".repeat(range.start) + &text[range.clone()];
    let mut broken = Findings::default();
    let (table, _) = toml_tree::parse(file, &head, &mut broken);
    if broken.has_fault() {
        for finding in broken.iter().cloned() {
            let toml = finding.rule.id == rules::TOML_SAI.id;
            findings
                .push(Diagnostic { rule: if toml { &rules::KHUON_SAI } else { finding.rule }, ..finding });
        }
        return None;
    }
    match toml::from_str::<Head>(&head) {
        Ok(read) => {
            let declared = table.get("khoa").map(|node| &node.value);
            let mut wrong = Findings::default();
            wrong_keys(&read.khoa, declared, &mut wrong);
            clashes(&read.khoa, declared, taken, &mut wrong);
            let fine = !wrong.has_fault();
            findings.extend(wrong);
            let tables = table.entry(TABLES).cloned().into_iter().collect();
            fine.then_some(Head { tables: toml_tree::Table { entries: tables }, ..read })
        }
        Err(error) => {
            let span = error.span().filter(|span| span.start >= range.start).unwrap_or(range);
            let mut finding = toml_messages::of_schema(error.message());
            finding.span = Some(Span::new(file, span));
            findings.push(finding);
            None
        }
    }
}

/// A list needs the type of its items, and a table of tables that of its tables.
fn wrong_keys(keys: &Keys, declared: Option<&Value>, findings: &mut Findings) {
    let Some(Value::Table(declared)) = declared else { return };
    for (name, key) in keys {
        let Some(entry) = declared.entry(name) else { continue };
        let Value::Table(inner) = &entry.node.value else { continue };
        if matches!(key.kieu, Kind::DanhSach | Kind::BangTheoTen) && key.phan_tu.is_none() {
            let message = format!("khóa `{name}` là danh sách nhưng chưa khai báo phần tử");
            let label = "viết thêm: phan_tu = { kieu = \"doan\", nhan = \"…\" }";
            findings.push(Diagnostic::new(&rules::KHUON_SAI, entry.key_span, message).label(label));
        }
        wrong_keys(&key.khoa, inner.get("khoa").map(|node| &node.value), findings);
        let items = inner.get("phan_tu").map(|node| &node.value);
        if let (Some(item), Some(Value::Table(table))) = (&key.phan_tu, items) {
            wrong_keys(&item.khoa, table.get("khoa").map(|node| &node.value), findings);
        }
    }
}

/// Keys that the program reads itself keep the type that they have in every plan.
fn clashes(keys: &Keys, declared: Option<&Value>, taken: &Keys, findings: &mut Findings) {
    let Some(Value::Table(declared)) = declared else { return };
    let other = |name: &String, key: &Key| taken.get(name).is_some_and(|plan| plan.kieu != key.kieu);
    for (name, _) in keys.iter().filter(|(name, key)| other(name, key)) {
        if let Some(entry) = declared.entry(name) {
            let message = format!("khóa `{name}` đã là khóa của mọi kế hoạch, với kiểu khác");
            let finding = Diagnostic::new(&rules::KHUON_SAI, entry.key_span, message);
            findings.push(finding.label("đặt tên khác cho khóa này"));
        }
    }
}
