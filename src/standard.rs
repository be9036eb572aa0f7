//! The decree's figures (`data/nd30.toml`), and what an office chose within them.

use crate::{
    catalogue::embedded,
    diagnostic::{Diagnostic, Findings},
    plan::{Bang, Plan, Val},
    rules,
};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// A figure that may be chosen: from, to, and what is used unless chosen.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Range {
    /// Smallest and largest allowed value.
    pub khoang: [f64; 2],
    /// The value unless an office chose another.
    pub mac_dinh: f64,
}

/// The body's figures (Phụ lục I, Phần I, II.6.e).
#[derive(Debug, Clone, Deserialize)]
pub struct Than {
    /// Allowed first-line indents, mm.
    pub thut_dong_mm: [f64; 2],
    /// The indent unless chosen, mm.
    pub thut_dong_mac_dinh_mm: f64,
    /// Space between paragraphs, pt.
    pub cach_doan: [f64; 2],
    /// The space unless chosen, pt.
    pub cach_doan_mac_dinh: f64,
    /// Line spacing in lines.
    pub gian_dong: [f64; 2],
    /// The spacing unless chosen.
    pub gian_dong_mac_dinh: f64,
}

/// Weight and slope of one part, and the sizes that it may have in pt.
#[derive(Debug, Clone, Deserialize)]
pub struct Part {
    /// Smallest and largest size, pt.
    pub co: [f64; 2],
    /// Bold.
    pub dam: bool,
    /// Italic.
    pub nghieng: bool,
    /// The clause that says so.
    pub dieu_khoan: String,
}

/// How one sort of body paragraph is drawn.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Drawn {
    /// `giua`, `trai` or `deu` (justified; the default).
    pub canh: Option<String>,
    /// Whether the first line is indented.
    pub thut: Option<bool>,
    /// Bold throughout.
    pub dam: bool,
    /// Italic throughout.
    pub nghieng: bool,
    /// The marker is bold.
    pub dam_so: bool,
    /// Upper case.
    pub hoa: bool,
    /// The heading stands on a line of its own below the marker.
    pub tieu_de_rieng: bool,
    /// The same, where the paragraph is a heading.
    pub tieu_de: Option<Box<Drawn>>,
}

/// A mark of urgency, secrecy or circulation (Phụ lục I, Phần I, III.2).
#[derive(Debug, Clone, Deserialize)]
pub struct Mark {
    /// Width of the frame, mm; 0 for as wide as its words need.
    pub rong_mm: f64,
    /// Height of the frame, mm.
    pub cao_mm: f64,
    /// Ink, `#rrggbb`.
    pub muc: String,
}

/// The type (Phụ lục I, Phần I, I.4).
#[derive(Debug, Deserialize)]
pub struct PhongChu {
    /// Families of letters.
    pub chu: Vec<String>,
    /// Families of signs that are no letters.
    pub ky_hieu: Vec<String>,
    /// Colour, `#rrggbb`.
    pub mau: String,
}

/// The register of outgoing documents (PL IV, I.2).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SoDangKy {
    /// Its columns, in their order.
    pub cot: Vec<CotSo>,
}

/// A column of the register.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CotSo {
    /// What we call it.
    pub ma: String,
    /// Its head.
    pub ten: String,
}

/// The decree's figures.
#[derive(Debug, Deserialize)]
pub struct Standard {
    /// The decree's name.
    pub van_ban: String,
    /// Its date, `YYYY-MM-DD`.
    pub ngay: String,
    /// Year and month of the last comparison with the decree in force.
    pub doi_chieu: String,
    /// Paper, mm.
    pub trang: BTreeMap<String, f64>,
    /// The type.
    pub phong_chu: PhongChu,
    /// Margins, mm.
    pub le: BTreeMap<String, Range>,
    /// The page number's place, mm.
    pub so_trang: BTreeMap<String, f64>,
    /// The body.
    pub than: Than,
    /// Word's single line, em.
    pub dong_don: BTreeMap<String, f64>,
    /// Consistent sets of sizes, pt.
    pub bo_co: BTreeMap<String, BTreeMap<String, f64>>,
    /// The parts.
    pub thanh_phan: BTreeMap<String, Part>,
    /// Rules under text: share of the line (range), or one figure of ours.
    pub ke: BTreeMap<String, toml::Value>,
    /// Marks, by the name that a plan gives them.
    pub dau: BTreeMap<String, Mark>,
    /// Footnotes, as we draw them.
    pub chu_thich: BTreeMap<String, f64>,
    /// What the decree leaves open, chosen by us.
    pub bo_cuc: BTreeMap<String, f64>,
    /// The longest texts that the register of outgoing documents takes, characters.
    pub do_dai: BTreeMap<String, usize>,
    /// The register of outgoing documents.
    pub so_dang_ky: SoDangKy,
    /// How far a measure on the page may be from its figure.
    pub sai_so: BTreeMap<String, f64>,
    /// Tables: sizes of type, room in a cell, when a row may be broken.
    pub bang: BTreeMap<String, f64>,
    /// The body's sorts of paragraphs.
    pub doan: BTreeMap<String, Drawn>,
}

impl Standard {
    /// Word's single line of the type, em.
    pub fn single_line(&self) -> f64 {
        self.dong_don.values().sum()
    }

    /// How a part of this name or a sort of body paragraph is set.
    pub fn part(&self, kieu: &str) -> Option<&Part> {
        let body = || self.doan.contains_key(kieu).then(|| self.thanh_phan.get("than")).flatten();
        self.thanh_phan.get(kieu).or_else(body)
    }
}

/// The decree's figures.
pub static STANDARD: LazyLock<Standard> = LazyLock::new(|| embedded(include_str!("../data/nd30.toml")));

/// The figures of one document: what goes to the layout. Lengths in mm where named so, else pt.
#[derive(Debug, Clone, PartialEq)]
pub struct TrinhBay {
    /// Margins, mm.
    pub le_mm: BTreeMap<String, f64>,
    /// First-line indent, mm.
    pub thut_dong_mm: f64,
    /// Space between paragraphs, pt.
    pub cach_doan: f64,
    /// Line spacing in lines.
    pub gian_dong: f64,
    /// Sizes of the parts, pt.
    pub co: BTreeMap<String, f64>,
    /// Whether the pages lie on their side.
    pub ngang: bool,
}

impl TrinhBay {
    /// The width of the text, mm.
    pub fn text_width_mm(&self) -> f64 {
        self.width_mm(self.ngang)
    }

    /// The width of the text on a page that stands or lies on its side, mm.
    pub fn width_mm(&self, ngang: bool) -> f64 {
        let side = if ngang { "cao_mm" } else { "rong_mm" };
        STANDARD.trang[side] - self.le_mm["le_trai"] - self.le_mm["le_phai"]
    }

    /// The height of the text on a page that stands or lies on its side, mm.
    pub fn height_mm(&self, ngang: bool) -> f64 {
        let side = if ngang { "rong_mm" } else { "cao_mm" };
        STANDARD.trang[side] - self.le_mm["le_tren"] - self.le_mm["le_duoi"]
    }

    /// What the plan chose; a figure outside its range is a finding, and the nearest is used.
    pub fn of(plan: &Plan, findings: &mut Findings) -> Self {
        let table = plan.root.table("trinh_bay");
        let mut chosen = |key: &str, [min, max]: [f64; 2], default: f64| {
            let Some(Val::Mm(value)) = table.get(key) else { return default };
            let within = value.clamp(min, max);
            if within != *value || value.is_nan() {
                findings.push(outside(table, key, *value, &format!("từ {min} đến {max}")));
            }
            if within.is_nan() { default } else { within }
        };
        let standard = &*STANDARD;
        let le_mm = standard.le.iter().map(|(k, r)| (k.clone(), chosen(k, r.khoang, r.mac_dinh))).collect();
        let than = &standard.than;
        let cach_doan = chosen("cach_doan", than.cach_doan, than.cach_doan_mac_dinh);
        let gian_dong = chosen("gian_dong", than.gian_dong, than.gian_dong_mac_dinh);
        let thut_dong_mm = indent(table, findings);
        let ngang = matches!(plan.root.get("ngang"), Some(Val::Co(true)));
        Self { le_mm, thut_dong_mm, cach_doan, gian_dong, co: sizes(plan, table, findings), ngang }
    }
}

/// One of the two indents that the decree allows.
fn indent(table: &Bang, findings: &mut Findings) -> f64 {
    let than = &STANDARD.than;
    let Some(Val::Mm(value)) = table.get("thut_dong") else { return than.thut_dong_mac_dinh_mm };
    let [small, large] = than.thut_dong_mm;
    if *value != small && *value != large {
        findings.push(outside(table, "thut_dong", *value, &format!("{small} hoặc {large}")));
        return than.thut_dong_mac_dinh_mm;
    }
    *value
}

fn sizes(plan: &Plan, table: &Bang, findings: &mut Findings) -> BTreeMap<String, f64> {
    let sets = &STANDARD.bo_co;
    let default = || sets.values().next_back().cloned().unwrap_or_default();
    let Some(name) = plan.text(table, "co_chu") else { return default() };
    sets.get(name.as_str().trim()).cloned().unwrap_or_else(|| {
        let list = sets.keys().map(|k| format!("\"{k}\"")).collect::<Vec<_>>().join(" hoặc ");
        let message = format!("không có bộ cỡ chữ `{}`", name.as_str());
        let span = table.span_of("co_chu");
        findings.push(Diagnostic::new(&rules::TRINH_BAY_SAI, span, message).label(format!("viết {list}")));
        default()
    })
}

fn outside(table: &Bang, key: &str, value: f64, allowed: &str) -> Diagnostic {
    let message = format!("`{key}` là {value}, nghị định cho {allowed}");
    Diagnostic::new(&rules::TRINH_BAY_SAI, table.span_of(key), message)
        .label(format!("viết {allowed}"))
        .hint("văn bản được dựng với số đo hợp lệ gần nhất")
}
