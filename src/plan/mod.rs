//! A plan, read: office and plan file merged, holes filled, every value of its type.
//!
//! The way: `intern` holds the TOML tree against the [`schema`](crate::schema) and gives every
//! string a number; `fill` fills the holes; `resolve` reads typed keys, also from strings.

mod conditions;
mod fill;
mod intern;
mod lich;
mod resolve;
mod row;
mod spread;
mod value;

use crate::{
    calendar::Ky,
    catalogue::{Catalogue, Loai},
    diagnostic::{Diagnostic, Findings, nearest},
    own_khuon::OwnKhuon,
    rules,
    schema::Keys,
    scope,
    source::{FileId, Sources, Span},
    table,
    text::{Text, Woven},
    toml_tree::{Node, Table, Value as Toml},
    words::{Context, Job, Khuon, Mode, Syntax, weave},
};
use fill::Given;
pub use row::{Row, RowValue};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};
pub use value::{Bang, Item, Leaf, Val};

/// The files of one document, parsed.
#[derive(Debug)]
pub struct Files<'a> {
    /// The plan.
    pub plan: (FileId, &'a Table),
    /// The office file, where one was found.
    pub office: Option<(FileId, &'a Table)>,
    /// The office's own khuon.
    pub khuon: &'a OwnKhuon,
    /// The row of a table that the document is made for.
    pub row: Option<&'a Row>,
    /// The keys that the plan may have, once known: they are the same for every row.
    pub keys: &'a OnceLock<Arc<Keys>>,
}

/// One plan, ready for composing.
#[derive(Debug)]
pub struct Plan {
    /// Every key, typed; the office's tables lie under the plan's.
    pub root: Bang,
    /// The signers of the office file, by name.
    pub signers: Bang,
    /// The strings.
    pub leaves: Vec<Leaf>,
    /// Knows the strings for minijinja.
    pub job: Arc<Job>,
    /// The kind.
    pub loai: &'static Loai,
    /// The keys that a plan of this kind and khuon may have.
    pub keys: Arc<Keys>,
    /// The words template, where the plan names one.
    pub khuon: Option<Arc<Khuon>>,
    /// The period, where the plan has one.
    pub ky: Option<Ky>,
    /// The plan's file.
    pub file: FileId,
    /// The conditions of its tables, as typed.
    pub conditions: Vec<Text>,
    /// The files that its tables take rows from, by the table's name, once read.
    pub tables: BTreeMap<String, table::Table>,
}

impl Plan {
    /// Reads the files; `None` where no document can come of them. Every mistake is a finding.
    pub fn read(
        files: &Files<'_>,
        catalogue: &Catalogue,
        sources: &Sources,
        findings: &mut Findings,
    ) -> Option<Self> {
        let (file, table) = files.plan;
        let loai = find_loai(file, table, findings);
        let khuon = match early(table, "khuon") {
            Some((_, NO_KHUON)) => None,
            Some((node, id)) => find_khuon((node, id), files.khuon, catalogue, findings),
            None => loai.and_then(|loai| files.khuon.find(loai.khuon.as_deref()?)),
        };
        let job = Arc::new(Job::default());
        let row = files.row.map_or_else(Context::new, |row| row.names(&job));
        let (ky, ky_is_wrong) = find_ky(table, &row, &job, findings);
        let keys = files.keys.get_or_init(|| Arc::new(keys_of(loai, khuon.as_deref(), catalogue))).clone();

        let mut strings = intern::Interner::new(findings);
        let mut root = strings.table(table, &keys, "", Span::new(file, 0..0));
        let office_keys = &catalogue.keys.van_phong;
        let mut office = files.office.map_or_else(Bang::default, |(file, table)| {
            strings.table(table, office_keys, "", Span::new(file, 0..0))
        });
        let tables =
            khuon.as_ref().map(|khuon| strings.table(&khuon.tables, &keys, "", Span::new(file, 0..0)));
        let (mut leaves, conditions) = (strings.leaves, strings.conditions);
        let mut signers = office.take("nguoi_ky").unwrap_or_default();
        if let Some(own) = intern::own_signers(&mut root) {
            signers.merge(own);
        }
        root.merge_under(office);
        tables.into_iter().for_each(|tables| root.merge_under(tables));

        let given = Given { ky, row: &row };
        fill::fill(&mut leaves, &root, &given, &job, findings);
        if !conditions.is_empty() {
            let names = given.names(&root, &leaves);
            conditions::apply(&mut root, &names, findings);
            conditions::apply(&mut signers, &names, findings);
        }
        if leaves.iter().any(|leaf| leaf.spread.is_some()) {
            spread::apply(&mut root, &mut leaves, &job, findings);
            spread::apply(&mut signers, &mut leaves, &job, findings);
        }
        let mut resolver = resolve::Resolver { leaves: &mut leaves, job: &job, findings };
        resolver.table(&mut root, &keys, "");
        resolver.signers(&mut signers, office_keys);
        if ky_is_wrong {
            // Holes that ask for a period which is written wrongly are not wrong.
            *findings = std::mem::take(findings).without(&rules::THIEU_KY);
        }
        resolve::require(&root, &keys, khuon.as_deref(), files, sources, findings);
        let tables = BTreeMap::new();
        let plan =
            Self { root, signers, leaves, job, loai: loai?, keys, khuon, ky, file, conditions, tables };
        if let (Some(symbol), Some(span)) = (plan.text(&plan.root, "ky_hieu"), plan.root.span_of("ky_hieu")) {
            scope::of_symbol(symbol.as_str(), span).into_iter().for_each(|finding| findings.push(finding));
        }
        Some(plan)
    }

    /// The text of a string value.
    pub fn woven(&self, val: &Val) -> Option<&Arc<Woven>> {
        match val {
            Val::Text(leaf) | Val::ThoiGian(leaf, _) => Some(&self.leaves[*leaf].woven),
            _ => None,
        }
    }

    /// The text under a key of a table.
    pub fn text(&self, table: &Bang, key: &str) -> Option<Text> {
        self.woven(table.get(key)?).map(|woven| woven.flat())
    }

    /// The texts of a list under a key of a table.
    pub fn texts(&self, table: &Bang, key: &str) -> Vec<Text> {
        let items = table.list(key).into_iter();
        items.filter_map(|val| self.woven(val)).map(|woven| woven.flat()).collect()
    }

    /// The names of a row and of the period, for what is not part of the document.
    pub(crate) fn names_with(&self, row: &Row, job: &Job) -> Context {
        let mut names = row.names(job);
        names.merge(fill::context(&Bang::default(), &[], None, self.ky));
        names
    }

    /// A key's name as a hole may use it; for messages about an empty plan too.
    pub fn context(&self, keys: &Keys) -> Context {
        fill::context(&self.root, &self.leaves, Some(keys), self.ky)
    }
}

/// The keys that a plan of this kind and khuon may have.
fn keys_of(loai: Option<&'static Loai>, khuon: Option<&Khuon>, catalogue: &Catalogue) -> Keys {
    let mut keys: Keys = catalogue.keys.ke_hoach.clone();
    let wanted = |loai: &'static Loai| catalogue.mau(loai).bat_buoc.iter().chain(&loai.bat_buoc);
    for name in loai.into_iter().flat_map(wanted) {
        keys.entry(name.clone()).and_modify(|key| key.bat_buoc = true);
    }
    keys.extend(khuon.into_iter().flat_map(|k| k.khoa.clone()));
    keys.extend(khuon.into_iter().map(|k| ("tieu_de".to_owned(), catalogue.headings_key(k))));
    keys
}

/// How a plan says that its body is `noi_dung`, though its kind has a khuon.
const NO_KHUON: &str = "-";

/// A string under a key that must be known before anything else is read.
fn early<'a>(table: &'a Table, key: &str) -> Option<(&'a Node, &'a str)> {
    let node = table.get(key)?;
    match &node.value {
        Toml::Text(text) => Some((node, text.as_str())),
        _ => None,
    }
}

fn find_loai(file: FileId, table: &Table, findings: &mut Findings) -> Option<&'static Loai> {
    let Some((node, id)) = early(table, "loai") else {
        if table.get("loai").is_none() {
            let at = Span::new(file, 0..0);
            let message = "thiếu khóa `loai` (loại văn bản)";
            findings.push(
                Diagnostic::new(&rules::THIEU_KHOA, at, message)
                    .label("viết thêm, ví dụ loai = \"chuong-trinh\""),
            );
        }
        return None;
    };
    let found = Loai::find(id);
    if found.is_none() {
        let known = Loai::all().iter().map(|loai| loai.id.as_str());
        let list = known.clone().collect::<Vec<_>>().join(", ");
        let other = scope::of_kind(id, node.span);
        let near = nearest(id, known).filter(|_| other.is_none());
        let label = near.map_or_else(String::new, |n| format!("có phải `{n}`?"));
        other.into_iter().for_each(|finding| findings.push(finding));
        findings.push(
            Diagnostic::new(&rules::LOAI_LA, node.span, format!("không có loại văn bản `{id}`"))
                .label(label)
                .hint(format!("các loại đã có: {list}")),
        );
    }
    found
}

/// The name of the khuon that a plan wants: the one that it names, or its kind's.
pub fn wanted_khuon(table: &Table) -> Option<String> {
    let named = early(table, "khuon").map(|(_, id)| id.to_owned());
    named.or_else(|| Loai::find(early(table, "loai")?.1)?.khuon.clone())
}

fn find_khuon(
    (node, id): (&Node, &str),
    own: &OwnKhuon,
    catalogue: &Catalogue,
    findings: &mut Findings,
) -> Option<Arc<Khuon>> {
    let found = own.find(id);
    if found.is_none() && !own.is_broken() {
        let known: BTreeSet<&str> =
            catalogue.khuon_names().chain(own.names.iter().map(String::as_str)).collect();
        let label =
            nearest(id, known.iter().copied()).map_or_else(String::new, |n| format!("có phải `{n}`?"));
        let list = known.into_iter().collect::<Vec<_>>().join(", ");
        findings.push(
            Diagnostic::new(&rules::KHUON_LA, node.span, format!("không có khuôn `{id}`"))
                .label(label)
                .hint(format!("các khuôn đã có: {list}; viết khuon = \"-\" thì thân văn bản là `noi_dung`")),
        );
    }
    found
}

/// The period, which a row may give; and whether the plan has one that cannot be read.
fn find_ky(table: &Table, row: &Context, job: &Arc<Job>, findings: &mut Findings) -> (Option<Ky>, bool) {
    let Some(node) = table.get("ky") else { return (None, false) };
    let text = match &node.value {
        Toml::Text(text) if text.as_str().contains("{{") => {
            match weave(Syntax::Hole, job, text, row, Mode::Hole) {
                Ok(filled) => filled.printed().into_owned(),
                Err(_) => return (None, true),
            }
        }
        Toml::Text(text) => text.as_str().to_owned(),
        Toml::Integer(year) => year.to_string(),
        // Its type is reported where all types are.
        _ => return (None, true),
    };
    let ky = Ky::parse(text.trim());
    if ky.is_none() {
        findings.push(
            Diagnostic::new(&rules::KY_SAI, node.span, format!("không hiểu kỳ `{text}`"))
                .label("viết \"2024-05\", \"2024-Q2\", \"2024-H1\", \"2024\" hoặc \"2024-W23\""),
        );
    }
    (ky, ky.is_none())
}
