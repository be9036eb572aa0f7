//! What a plan or a khuon declares of a table under `[bang.<id>]`.

use crate::{
    diagnostic::{Diagnostic, Findings},
    outline::{Run, runs},
    plan::{Bang, Plan, Val},
    rules,
    source::Span,
    standard::STANDARD,
    text::Field,
};

/// Digits behind the comma at most.
const MOST_PLACES: f64 = 9.0;
/// The smallest share of a width; its inverse is the largest.
const LEAST_SHARE: f64 = 0.01;

/// How the cells of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// As typed.
    Text,
    /// A number: `1.250.000`, with so many decimals where that is said.
    Number(Option<usize>),
    /// Counts the rows; no row has a cell for it.
    Count,
    /// A date: `5/3/2026`.
    Date,
}

/// A column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Its heading.
    pub ten: Vec<Run>,
    /// The heading that it shares with its neighbours, above its own.
    pub nhom: Vec<Run>,
    /// The column of a file that fills it.
    pub tu: String,
    /// Its width, mm.
    pub rong_mm: Option<f64>,
    /// Its share of what the others leave.
    pub phan: Option<f64>,
    /// `giua`, `trai`, `phai` or `deu`.
    pub canh: String,
    /// How its cells are written.
    pub dang: Format,
    /// Equal cells below each other are one.
    pub gop: bool,
    /// Its numbers are summed.
    pub tong: bool,
    /// Where it stands.
    pub span: Option<Span>,
}

/// A table as declared.
#[derive(Debug)]
pub(crate) struct Declared {
    /// Where it stands.
    pub span: Option<Span>,
    /// The caption.
    pub ten: Vec<Run>,
    /// The columns.
    pub cot: Vec<Column>,
    /// The words of the row of sums.
    pub tong: Vec<Run>,
    /// Whether group rows have sums.
    pub tong_nhom: bool,
    /// Whether columns without any text go.
    pub bo_cot_trong: bool,
    /// Whether a row of numbers stands under the headings.
    pub danh_so_cot: bool,
    /// The notes.
    pub ghi_chu: Vec<Vec<Run>>,
    /// The size that the author chose, pt.
    pub co: Option<f64>,
    /// Whether the author wants landscape pages, or none.
    pub ngang: Option<bool>,
}

impl Declared {
    /// Reads a table of the plan; a figure beyond sense is a finding, and the nearest is used.
    pub(crate) fn read(plan: &Plan, table: &Bang, findings: &mut Findings) -> Self {
        let text = |val: Option<&Val>| val.map_or_else(Vec::new, |val| cell_runs(plan, val));
        let sizes = [STANDARD.bang["co_nho_nhat"], STANDARD.thanh_phan["than"].co[1]];
        let co = figure(table, "co", sizes, findings);
        let columns = table.list("cot").into_iter();
        let columns = columns.filter_map(|val| match val {
            Val::Bang(column) => Some(Column::read(plan, column, findings)),
            _ => None,
        });
        Self {
            span: table.span,
            ten: text(table.get("ten")),
            cot: columns.collect(),
            tong: text(table.get("tong")),
            tong_nhom: flag(table, "tong_nhom").unwrap_or(false),
            bo_cot_trong: flag(table, "bo_cot_trong").unwrap_or(false),
            danh_so_cot: flag(table, "danh_so_cot").unwrap_or(false),
            ghi_chu: table.list("ghi_chu").into_iter().map(|val| cell_runs(plan, val)).collect(),
            co,
            ngang: flag(table, "ngang"),
        }
    }
}

impl Column {
    fn read(plan: &Plan, column: &Bang, findings: &mut Findings) -> Self {
        let text = |key: &str| column.get(key).map_or_else(Vec::new, |val| cell_runs(plan, val));
        let word = |key: &str| plan.text(column, key).map(|text| text.as_str().trim().to_owned());
        let ten = text("ten");
        let dang = match word("dang").as_deref() {
            Some("so") => Format::Number(
                figure(column, "so_le", [0.0, MOST_PLACES], findings).map(|places| places as usize),
            ),
            Some("stt") => Format::Count,
            Some("ngay") => Format::Date,
            _ => Format::Text,
        };
        let canh = word("canh").unwrap_or_else(|| usual_alignment(dang).to_owned());
        Self {
            nhom: text("nhom"),
            tu: word("tu").unwrap_or_else(|| super::flat(&ten)),
            ten,
            rong_mm: figure(column, "rong", [1.0, STANDARD.trang["cao_mm"]], findings),
            phan: figure(column, "phan", [LEAST_SHARE, 1.0 / LEAST_SHARE], findings),
            canh,
            dang,
            gop: flag(column, "gop").unwrap_or(false),
            tong: flag(column, "tong").unwrap_or(false),
            span: column.span,
        }
    }

    /// A column of a file of which the plan says nothing.
    pub(crate) fn plain(ten: Vec<Run>) -> Self {
        let tu = super::flat(&ten);
        let canh = usual_alignment(Format::Text).to_owned();
        let (nhom, dang, span) = (Vec::new(), Format::Text, None);
        Self { ten, nhom, tu, rong_mm: None, phan: None, canh, dang, gop: false, tong: false, span }
    }
}

fn usual_alignment(dang: Format) -> &'static str {
    match dang {
        Format::Text => "trai",
        Format::Number(_) => "phai",
        Format::Count | Format::Date => "giua",
    }
}

/// What a string of the plan prints within a table.
pub(crate) fn cell_runs(plan: &Plan, val: &Val) -> Vec<Run> {
    plan.woven(val)
        .map_or_else(Vec::new, |woven| runs(&woven.with_text(woven.text().trim()), Field::Paragraph))
}

/// The number under a key, within its range.
fn figure(table: &Bang, key: &str, [min, max]: [f64; 2], findings: &mut Findings) -> Option<f64> {
    let Some(Val::Mm(number)) = table.get(key) else { return None };
    let within = if number.is_nan() { min } else { number.clamp(min, max) };
    if within != *number {
        let message = format!("`{key}` của bảng là {number}, phải từ {min} đến {max}");
        let finding = Diagnostic::new(&rules::SO_DO_BANG, table.span_of(key), message);
        findings.push(finding.label(format!("viết từ {min} đến {max}")));
    }
    Some(within)
}

fn flag(table: &Bang, key: &str) -> Option<bool> {
    match table.get(key)? {
        Val::Co(flag) => Some(*flag),
        _ => None,
    }
}
