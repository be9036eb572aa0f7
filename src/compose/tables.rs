//! The tables of a plan and of its khuon, put where the text calls them.

use super::{block, cells::Cells, table_files};
use crate::{
    bang_bieu::{
        BangBieu, Column, Content, Declared, Format, Row, RowKind, Space, fit, head_rows, mark_breakable,
        merged,
    },
    diagnostic::{Diagnostic, Findings, nearest},
    outline::{Paragraph, ROW, Run, runs},
    plan::{Bang, Plan, Val},
    rules,
    source::Span,
    standard::{STANDARD, TrinhBay},
    text::{Field, Text, Woven},
    ties,
    van_ban::Block,
    words::TABLES,
};
use std::collections::BTreeSet;

/// Puts tables into the text.
pub(super) struct Tables<'a> {
    pub(super) plan: &'a Plan,
    pub(super) cells: &'a Cells<'a>,
    trinh_bay: &'a TrinhBay,
    /// The names of the tables and pictures that were put.
    pub(super) used: BTreeSet<String>,
}

impl<'a> Tables<'a> {
    /// With no table put yet.
    pub(super) fn new(plan: &'a Plan, cells: &'a Cells<'a>, trinh_bay: &'a TrinhBay) -> Self {
        Self { plan, cells, trinh_bay, used: BTreeSet::new() }
    }

    /// The table of this name, with the rows that a khuon writes for it; pages lie on their side or
    /// stand. `None` where it has no rows, or is none.
    pub(super) fn place(
        &mut self,
        id: &Text,
        written: &[&Paragraph],
        ngang: bool,
        findings: &mut Findings,
    ) -> Option<Block> {
        let name = id.as_str().trim();
        let Some(Val::Bang(table)) = self.plan.root.table(TABLES).get(name) else {
            findings.push(self.unknown(name, id));
            return None;
        };
        self.used.insert(name.to_owned());
        let mut declared = Declared::read(self.plan, table, findings);
        let file = self.plan.tables.get(name);
        // What is wrong with its file has been said.
        if file.is_none() && table.item("tep").is_some() {
            return None;
        }
        let file = file.map(|file| table_files::rows(self.plan, file, table, &mut declared, findings));
        let mut rows = file.unwrap_or_default();
        rows.extend(table.list("hang").into_iter().filter_map(|val| self.row(val)));
        rows.extend(written.iter().map(|paragraph| khuon_row(&paragraph.than)));
        if rows.is_empty() {
            let of_plan = table.span.filter(|span| span.file == self.plan.file);
            let message = format!("bảng `{name}` không có hàng nào");
            of_plan.into_iter().for_each(|span| {
                findings.push(
                    Diagnostic::new(&rules::BANG_TRONG, span, message.clone())
                        .label("thêm `hang` hoặc `tep`"),
                );
            });
            return None;
        }
        if !matches(&declared, &rows, name, findings) {
            return None;
        }
        let bang = self.finished(&declared, rows, table, (name, ngang), findings)?;
        Some(Block { kieu: "bang", bang: Some(Box::new(bang)), ..Block::default() })
    }

    /// The tables that the text does not call.
    pub(super) fn say_unused(&self, findings: &mut Findings) {
        let tables = self.plan.root.table(TABLES).items.iter();
        for item in tables.filter(|item| item.span.file == self.plan.file && !self.used.contains(&item.key)) {
            let message = format!("bảng `{}` chưa được đặt vào văn bản", item.key);
            let label = format!("viết {{{{ bang(\"{}\") }}}} trên một dòng riêng của `noi_dung`", item.key);
            findings.push(Diagnostic::new(&rules::BANG_KHONG_DUNG, item.span, message).label(label));
        }
    }

    fn unknown(&self, name: &str, id: &Text) -> Diagnostic {
        let known: Vec<&str> = self.plan.root.table(TABLES).items.iter().map(|item| &*item.key).collect();
        let near = nearest(name, known.iter().copied());
        let label = near.map_or_else(String::new, |near| format!("có phải \"{near}\"?"));
        let hint = match known.as_slice() {
            [] => format!("khai báo bảng trong kế hoạch: [bang.{name}]"),
            known => format!("các bảng đã khai báo: {}", known.join(", ")),
        };
        Diagnostic::new(&rules::BANG_LA, id.span(), format!("không có bảng `{name}`")).label(label).hint(hint)
    }

    /// A row that the plan holds.
    fn row(&self, val: &Val) -> Option<Row> {
        let cell = |val: &Val| self.runs(val);
        let span = |cells: &[Vec<Run>]| cells.iter().flatten().find_map(|run| run.text.span());
        match val {
            Val::List(items) => {
                let cells: Vec<Vec<Run>> = items.iter().map(|item| cell(&item.val)).collect();
                let first = items.first().map(|item| item.span);
                Some(Row { kind: RowKind::Cells, span: span(&cells).or(first), cells })
            }
            Val::Bang(named) => {
                let (kind, key) = match (named.get("nhom"), named.get("tong")) {
                    (Some(_), _) => (RowKind::Group, "nhom"),
                    _ => (RowKind::Total, "tong"),
                };
                let mut cells = vec![named.get(key).map_or_else(Vec::new, cell)];
                cells.extend(named.list("o").into_iter().map(cell));
                Some(Row { kind, span: named.span, cells })
            }
            _ => None,
        }
    }

    fn runs(&self, val: &Val) -> Vec<Run> {
        let woven = self.plan.woven(val);
        woven.map_or_else(Vec::new, |w| runs(&w.with_text(w.text().trim()), Field::Paragraph))
    }

    /// The table as it is drawn.
    fn finished(
        &self,
        declared: &Declared,
        rows: Vec<Row>,
        table: &Bang,
        (name, ngang): (&str, bool),
        findings: &mut Findings,
    ) -> Option<BangBieu> {
        let content = Content::write(declared, rows, findings);
        let dau = head_rows(&content.cot, declared.danh_so_cot);
        let width = |ngang| self.trinh_bay.width_mm(ngang);
        let space = Space {
            here_mm: Some(width(ngang)).filter(|_| ngang || declared.ngang != Some(true)),
            turned_mm: Some(width(true)).filter(|_| !ngang && declared.ngang != Some(false)),
        };
        let fitted = fit(&content, &dau, declared.co, space);
        let fitted =
            fitted.map_err(|column| findings.push(too_wide(name, &content.cot[column], table.span))).ok()?;
        let mut hang = merged(&content);
        mark_breakable(
            &mut hang,
            &fitted.rong_mm,
            fitted.co,
            self.trinh_bay.height_mm(ngang || fitted.turned),
        );
        let don_vi_tinh = table.get("don_vi_tinh").and_then(|val| self.cells.value(val));
        let note = |runs: &Vec<Run>| block("ghi_chu_bang", runs.clone());
        let mut bang = BangBieu {
            ten: (!declared.ten.is_empty()).then(|| block("ten_bang", declared.ten.clone())),
            don_vi_tinh: don_vi_tinh.map(|value| self.cells.line("don_vi_tinh", "don_vi_tinh", value)),
            rong_mm: fitted.rong_mm,
            dau,
            hang,
            ghi_chu: declared.ghi_chu.iter().map(note).collect(),
            co: fitted.co,
            trang_ngang: fitted.turned,
        };
        tie_cells(&mut bang);
        Some(bang)
    }
}

/// Whether each row has as many cells as the table has columns that take one.
fn matches(declared: &Declared, rows: &[Row], name: &str, findings: &mut Findings) -> bool {
    let wanted = declared.cot.iter().filter(|column| column.dang != Format::Count).count();
    let wrong = |row: &&Row| match row.kind {
        RowKind::Cells => row.cells.len() != wanted,
        RowKind::Group => row.cells.len() != 1,
        RowKind::Total => row.cells.len() > declared.cot.len(),
    };
    let mut fine = !declared.cot.is_empty();
    if !fine {
        let message = format!("thiếu khóa `bang.{name}.cot` (các cột)");
        let label = "viết thêm: cot = [{ ten = \"…\" }, { ten = \"…\" }]";
        findings.push(Diagnostic::new(&rules::THIEU_KHOA_KHUON, declared.span, message).label(label));
        return false;
    }
    for row in rows.iter().filter(wrong) {
        fine = false;
        let message = format!("hàng này có {} ô, bảng `{name}` cần {wanted}", row.cells.len());
        let label = "ô trống thì viết \"\"; cột dang = \"stt\" tự đánh số, không có ô";
        findings.push(Diagnostic::new(&rules::SO_O, row.span.or(declared.span), message).label(label));
    }
    fine
}

/// A row that a khuon writes: `| a | b`, `|# group`, `|= sums | 1`. Values are atoms: what they say
/// parts no cell.
fn khuon_row(line: &Woven) -> Row {
    let text = line.text().trim();
    let string = text.as_str();
    let (kind, start) = match string.as_bytes().get(1) {
        Some(b'#') => (RowKind::Group, 2),
        Some(b'=') => (RowKind::Total, 2),
        _ => (RowKind::Cells, 1),
    };
    let end = string.strip_suffix(ROW).map_or(string.len(), str::len).max(start.min(string.len()));
    let mut cells = Vec::new();
    let mut at = start.min(string.len());
    for part in string[at..end].split(ROW) {
        let cell = line.with_text(text.slice(at..at + part.len()).trim());
        cells.push(runs(&cell, Field::Paragraph));
        at += part.len() + 1;
    }
    Row { kind, cells, span: text.span() }
}

fn too_wide(name: &str, column: &Column, span: Option<Span>) -> Diagnostic {
    let least = STANDARD.bang["co_nho_nhat"];
    let message = format!(
        "bảng `{name}` rộng quá trang ngang ở cỡ chữ {least}; cột `{}` rộng nhất",
        crate::bang_bieu::flat(&column.ten)
    );
    Diagnostic::new(&rules::BANG_QUA_RONG, span, message)
        .label("bớt cột, giảm `rong`, hoặc tách thành hai bảng")
}

/// Ties words within cells, whose lines are as wide as their columns.
fn tie_cells(bang: &mut BangBieu) {
    let (rong_mm, co) = (bang.rong_mm.clone(), bang.co);
    for o in bang.dau.iter_mut().chain(&mut bang.hang).flat_map(|hang| &mut hang.o) {
        let width: f64 = rong_mm[o.cot..o.cot + o.rong].iter().sum();
        ties::tie(&mut o.khoi.runs, width - 2.0 * STANDARD.bang["le_o_mm"], co);
    }
}
