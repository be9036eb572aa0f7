//! What the program carries as data: kinds, forms, keys, khuon. No kind is named in Rust.

use crate::{
    diagnostic::Severity,
    rules::RULES,
    schema::{Key, Keys, Kind},
    source::{Source, Sources, Span},
    text::Text,
    toml_tree::{self, Table, Value},
    words::{Khuon, shipped},
};
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

/// One kind of document (Điều 7): a row of `data/loai.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Loai {
    /// Its name without accents, with hyphens.
    pub id: String,
    /// Its name as printed, in sentence case.
    pub ten: String,
    /// Its abbreviation (Phụ lục III, Mục I).
    pub viet_tat: String,
    /// The form that it takes.
    pub mau: String,
    /// The khuon that writes its body, unless the plan names another.
    pub khuon: Option<String>,
    /// Keys that its plan cannot be without, beside those of its form.
    #[serde(default)]
    pub bat_buoc: Vec<String>,
    /// Where it names who is addressed.
    #[serde(default)]
    pub kinh_gui: Addressee,
}

/// Where a kind names who is addressed (Phụ lục I, Phần I, II.9.b).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Addressee {
    /// Nowhere.
    #[default]
    Khong,
    /// In cell 9a.
    #[serde(rename = "o-9a")]
    O9a,
    /// In the words of its body.
    TrongThan,
}

impl Loai {
    /// All kinds, in the order of the decree.
    pub fn all() -> &'static [Loai] {
        #[derive(Deserialize)]
        struct Rows {
            loai: Vec<Loai>,
        }
        static ROWS: LazyLock<Rows> = LazyLock::new(|| embedded(include_str!("../data/loai.toml")));
        &ROWS.loai
    }

    /// The kind of this id.
    pub fn find(id: &str) -> Option<&'static Loai> {
        Self::all().iter().find(|loai| loai.id == id)
    }
}

/// The keys of plan and office file (`data/khoa.toml`).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileKeys {
    /// Of an office file; a plan may have them too.
    pub van_phong: Keys,
    /// Of a plan.
    pub ke_hoach: Keys,
}

/// Where a form has the trích yếu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrichYeu {
    /// Below the kind's name (cell 5a).
    DuoiTenLoai,
    /// Below number and symbol (cell 5b).
    DuoiSo,
    /// Nowhere.
    Khong,
}

/// What a form has, besides the words of its cells.
#[derive(Debug, Deserialize)]
struct Form {
    id: String,
    #[serde(default = "yes")]
    ten_loai: bool,
    #[serde(default = "yes")]
    dia_danh: bool,
    trich_yeu: Option<TrichYeu>,
    #[serde(default)]
    bat_buoc: Vec<String>,
}

fn yes() -> bool {
    true
}

/// A form of Phụ lục III: its parts and the words of its cells.
#[derive(Debug)]
pub struct Mau {
    /// Its number, as `1.4`.
    pub id: String,
    /// Whether the kind's name stands on it.
    pub ten_loai: bool,
    /// Whether place and date stand on it.
    pub dia_danh: bool,
    /// Where the trích yếu stands.
    pub trich_yeu: TrichYeu,
    /// Keys that a plan of this form cannot be without, beside those of every plan.
    pub bat_buoc: Vec<String>,
    /// The template of each cell.
    pub o: BTreeMap<String, Text>,
}

/// Everything that is read once and shared by all documents.
#[derive(Debug)]
pub struct Catalogue {
    /// The keys.
    pub keys: FileKeys,
    /// The words of marks, by the plan's key and the mark's name.
    pub dau: BTreeMap<&'static str, BTreeMap<String, Text>>,
    /// The words of each sort of copy: its name and abbreviation.
    pub ban_sao: BTreeMap<String, BTreeMap<String, Text>>,
    /// The blanks to fill in by hand.
    pub trong: BTreeMap<String, Text>,
    mau: Vec<Mau>,
    khuon: BTreeMap<String, Arc<Khuon>>,
    sources: Sources,
}

/// What the program carries.
pub static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::shipped);

impl Catalogue {
    fn shipped() -> Self {
        let mut sources = Sources::default();
        let source = Source::new("vanban:/data/mau.toml", include_str!("../data/mau.toml"));
        let text = source.text.clone();
        let file = sources.add(source);
        let (table, _) = toml_tree::parse(file, &text, &mut Default::default());
        let khuon = shipped().map(|(id, text)| {
            let file = sources.add(Source::new(format!("vanban:/templates/words/{id}.j2"), text));
            let (mut odd, mut found) = Default::default();
            let khuon = Khuon::parse(id, file, sources.get(file), &Keys::new(), &mut odd, &mut found);
            (id.to_owned(), Arc::new(khuon.expect("a shipped khuon parses: held by a test")))
        });
        let khuon = khuon.collect();
        let mut keys: FileKeys = embedded(include_str!("../data/khoa.toml"));
        keys.van_phong.entry("bo_qua".to_owned()).and_modify(|key| key.khoa = Arc::new(declinable()));
        share_tables(&mut keys);
        Self {
            keys,
            dau: marks(&table),
            ban_sao: copies(&table),
            trong: texts(&table, "trong"),
            mau: forms(&text, &table),
            khuon,
            sources,
        }
    }

    /// The shipped files, to which a job adds its own.
    pub fn sources(&self) -> Sources {
        self.sources.clone()
    }

    /// Whether a place lies in a shipped file, which its user cannot mend.
    pub fn is_shipped(&self, span: Span) -> bool {
        usize::from(span.file.0) < self.sources.len()
    }

    /// The form of a kind.
    pub fn mau(&self, loai: &Loai) -> &Mau {
        let found = self.mau.iter().find(|mau| mau.id == loai.mau);
        found.expect("every kind has a form: held by a test")
    }

    /// The khuon of this name.
    pub fn khuon(&self, id: &str) -> Option<Arc<Khuon>> {
        self.khuon.get(id).cloned()
    }

    /// The names of all khuon.
    pub fn khuon_names(&self) -> impl Iterator<Item = &str> + Clone {
        self.khuon.keys().map(String::as_str)
    }

    /// The key `tieu_de`, with which a plan gives sections of a khuon other headings.
    pub fn headings_key(&self, khuon: &Khuon) -> Key {
        let line = |nhan: String| Key { nhan, ..Key::default() };
        let khoa = khuon.muc.iter().map(|m| (m.ten.clone(), line(format!("tiêu đề phần {}", m.ten))));
        Key { kieu: Kind::Bang, khoa: Arc::new(khoa.collect()), ..line("tiêu đề các phần".to_owned()) }
    }
}

/// The rules that may be declined, as keys whose value is the reason.
fn declinable() -> Keys {
    let rules = RULES.iter().filter(|rule| rule.severity < Severity::Fault);
    let key = |nhan| Key { kieu: Kind::Dong, nhan, ..Key::default() };
    rules.map(|rule| (rule.id.to_owned(), key(format!("lý do bỏ qua quy tắc {}", rule.id)))).collect()
}

/// A plan may hold the office's tables: they have the same keys there. Who signs a copy is a signer
/// like any other.
fn share_tables(keys: &mut FileKeys) {
    let signer = keys.van_phong.get("nguoi_ky").and_then(|key| key.phan_tu.clone());
    let copy = keys.ke_hoach.get_mut("ban_sao").map(|key| Arc::make_mut(&mut key.khoa));
    let of_copy = copy.and_then(|keys| keys.get_mut("nguoi_ky"));
    if let (Some(signer), Some(item)) = (signer, of_copy.and_then(|key| key.phan_tu.as_mut())) {
        item.khoa = signer.khoa;
    }
    for (name, office) in &keys.van_phong {
        if let Some(plan) = keys.ke_hoach.get_mut(name) {
            match (&mut plan.phan_tu, &office.phan_tu) {
                (Some(item), Some(shared)) => item.khoa = shared.khoa.clone(),
                _ => plan.khoa = office.khoa.clone(),
            }
        }
    }
}

/// The forms; the cells of `[chung]` are those of every form that has none of its own.
fn forms(text: &str, table: &Table) -> Vec<Mau> {
    #[derive(Deserialize)]
    struct Rows {
        mau: Vec<Form>,
    }
    let Rows { mau } = embedded(text);
    let Some(Value::List(rows)) = table.get("mau").map(|node| &node.value) else { return Vec::new() };
    let own = rows.iter().map(|row| match &row.value {
        Value::Table(table) => texts(table, "o"),
        _ => BTreeMap::new(),
    });
    let form = |(form, own): (Form, _)| {
        let mut o = texts(table, "chung");
        o.extend(own);
        let trich_yeu = form.trich_yeu.unwrap_or(TrichYeu::DuoiTenLoai);
        let Form { id, ten_loai, dia_danh, bat_buoc, .. } = form;
        Mau { id, ten_loai, dia_danh, trich_yeu, bat_buoc, o }
    };
    mau.into_iter().zip(own).map(form).collect()
}

/// The keys under which a plan names a mark, in the order of their cells.
pub const MARKS: [&str; 3] = ["do_mat", "do_khan", "luu_hanh"];

fn marks(table: &Table) -> BTreeMap<&'static str, BTreeMap<String, Text>> {
    let inner = match table.get("dau").map(|node| &node.value) {
        Some(Value::Table(inner)) => inner.clone(),
        _ => Table::default(),
    };
    MARKS.into_iter().map(|key| (key, texts(&inner, key))).collect()
}

/// The sorts of copies (Phụ lục III, Mục I).
fn copies(table: &Table) -> BTreeMap<String, BTreeMap<String, Text>> {
    let Some(Value::Table(sorts)) = table.get("ban_sao").map(|node| &node.value) else {
        return BTreeMap::new();
    };
    sorts.entries.iter().map(|entry| (entry.key.clone(), texts(sorts, &entry.key))).collect()
}

fn texts(table: &Table, key: &str) -> BTreeMap<String, Text> {
    let Some(Value::Table(inner)) = table.get(key).map(|node| &node.value) else { return BTreeMap::new() };
    let keys = inner.entries.iter().map(|e| e.key.clone());
    keys.filter_map(|key| texts_of(inner, &key).map(|text| (key, text))).collect()
}

fn texts_of(table: &Table, key: &str) -> Option<Text> {
    match &table.get(key)?.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// Reads an embedded file of data.
pub fn embedded<T: for<'de> Deserialize<'de>>(text: &str) -> T {
    toml::from_str(text).expect("embedded data parses: held by tests")
}

/// A place in no file, for what has none.
pub fn nowhere() -> Span {
    Span::new(crate::source::FileId(0), 0..0)
}
