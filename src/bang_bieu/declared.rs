//! What a plan or a khuon declares of a table under `[bang.<id>]`.

use crate::{
    outline::{Run, runs},
    plan::{Bang, Plan, Val},
    source::Span,
    text::Field,
};

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
    /// Reads a table of the plan.
    pub(crate) fn read(plan: &Plan, table: &Bang) -> Self {
        let text = |val: Option<&Val>| val.map_or_else(Vec::new, |val| cell_runs(plan, val));
        let columns = table.list("cot").into_iter();
        let columns = columns.filter_map(|val| match val {
            Val::Bang(column) => Some(Column::read(plan, column)),
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
            co: number(table, "co"),
            ngang: flag(table, "ngang"),
        }
    }
}

impl Column {
    fn read(plan: &Plan, column: &Bang) -> Self {
        let text = |key: &str| column.get(key).map_or_else(Vec::new, |val| cell_runs(plan, val));
        let word = |key: &str| plan.text(column, key).map(|text| text.as_str().trim().to_owned());
        let ten = text("ten");
        let dang = match word("dang").as_deref() {
            Some("so") => Format::Number(number(column, "so_le").map(|places| places as usize)),
            Some("stt") => Format::Count,
            Some("ngay") => Format::Date,
            _ => Format::Text,
        };
        let canh = word("canh").unwrap_or_else(|| usual_alignment(dang).to_owned());
        Self {
            nhom: text("nhom"),
            tu: word("tu").unwrap_or_else(|| super::flat(&ten)),
            ten,
            rong_mm: number(column, "rong"),
            phan: number(column, "phan").filter(|share| *share > 0.0),
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

fn number(table: &Bang, key: &str) -> Option<f64> {
    match table.get(key)? {
        Val::Mm(number) => Some(*number),
        Val::So(number) => Some(*number as f64),
        _ => None,
    }
}

fn flag(table: &Bang, key: &str) -> Option<bool> {
    match table.get(key)? {
        Val::Co(flag) => Some(*flag),
        _ => None,
    }
}
