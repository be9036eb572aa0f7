//! The words that the rules of a document's words know (`data/loi-van.toml`).

use crate::catalogue::embedded;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// Periods that are over.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KyCu {
    /// What looks back on one rightly.
    pub nhin_lai: Vec<String>,
}

/// Letters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KyTu {
    /// Letters of other alphabets that look like ours, and ours.
    pub giong: BTreeMap<char, char>,
    /// Letters that broken fonts give, and ours.
    pub sai_phong: BTreeMap<char, char>,
    /// Places of tones.
    pub dau_thanh: DauThanh,
}

/// Places of tones.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DauThanh {
    /// Words with a capital that are no names.
    pub khong_la_ten: Vec<String>,
}

/// Punctuation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DauCau {
    /// Words that nobody doubles.
    pub khong_lap: BTreeSet<String>,
    /// Words beside which spaces are room for a hand.
    pub cho_trong: BTreeSet<String>,
    /// Units that may stand against their number.
    pub don_vi_do: BTreeSet<String>,
}

/// Citations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VienDan {
    /// Kinds cited by number, beside those of the decree.
    pub van_ban: Vec<String>,
    /// Kinds cited by name.
    pub luat: Vec<String>,
    /// What leads from the name of a text to another that it is about.
    pub trong_ten: Vec<String>,
    /// Groups of a symbol that lost their marks, and as they are.
    pub mat_dau: BTreeMap<String, String>,
}

/// Capitals.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VietHoa {
    /// Names that are always written so.
    pub dung: Vec<String>,
    /// Names whose small letters stay small.
    pub khong_hoa: Vec<String>,
}

/// Abbreviations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VietTat {
    /// Those that need no writing out.
    pub quen: BTreeSet<String>,
}

/// All of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoiVan {
    /// Periods that are over.
    pub ky_cu: KyCu,
    /// Letters.
    pub ky_tu: KyTu,
    /// Punctuation.
    pub dau_cau: DauCau,
    /// Citations.
    pub vien_dan: VienDan,
    /// Capitals.
    pub viet_hoa: VietHoa,
    /// Abbreviations.
    pub viet_tat: VietTat,
}

/// The words that the program carries.
pub static LOI_VAN: LazyLock<LoiVan> = LazyLock::new(|| embedded(include_str!("../../data/loi-van.toml")));
