//! Tables whose rows stand in a file beside the plan: CSV, a sheet of Excel or OpenDocument.

use crate::{
    bang_bieu::{Column, Declared, Format, Row, RowKind, flat},
    beside::Beside,
    diagnostic::{Diagnostic, Findings, nearest},
    outline::{Run, runs},
    plan::{Bang, Plan, Val},
    reads::Reads,
    rules,
    source::{Sources, Span},
    table::{self, Table, Wanted, key_of},
    text::{Field, Text, Woven},
    toml_tree::refuse_private_use,
    words::TABLES,
};

/// Reads the files that the plan's tables name.
pub(crate) fn read(
    plan: &mut Plan,
    beside: &Beside,
    sources: &mut Sources,
    reads: &mut Reads,
    findings: &mut Findings,
) {
    let tables = plan.root.table(TABLES).items.iter();
    let named: Vec<(String, Bang)> = tables
        .filter_map(|item| match &item.val {
            Val::Bang(table) if table.item("tep").is_some() => Some((item.key.clone(), table.clone())),
            _ => None,
        })
        .collect();
    for (id, declared) in named {
        let Some(name) = plan.text(&declared, "tep") else { continue };
        let sheet = plan.text(&declared, "trang_tinh").map(|text| text.as_str().trim().to_owned());
        let wanted = Wanted { sheet: sheet.as_deref(), head: None };
        match beside.read(name.as_str().trim(), reads) {
            Ok((shown, bytes)) => {
                let read = table::read(&shown, bytes, wanted, sources, findings);
                plan.tables.extend(read.map(|table| (id, table)));
            }
            Err(message) => {
                let label = "viết đường dẫn tính từ tệp kế hoạch";
                let span = declared.span_of("tep");
                findings.push(Diagnostic::new(&rules::TEP_BANG_SAI, span, message).label(label));
            }
        }
    }
}

/// The rows of a file, in the order of the columns; without declared columns, all that it has.
pub(super) fn rows(
    plan: &Plan,
    file: &Table,
    table: &Bang,
    declared: &mut Declared,
    findings: &mut Findings,
) -> Vec<Row> {
    let group = plan.text(table, "theo_nhom").filter(|text| !text.as_str().trim().is_empty());
    let group = group.and_then(|text| column(file, text.as_str(), text.span(), findings));
    if declared.cot.is_empty() {
        let columns = file.columns.iter().enumerate().filter(|(at, _)| Some(*at) != group);
        declared.cot = columns
            .map(|(_, column)| Column::plain(cell(Text::new(&*column.name, column.span), findings)))
            .collect();
    }
    let filled = declared.cot.iter().filter(|column| column.dang != Format::Count);
    let places: Vec<Option<usize>> = filled
        .map(|wanted| {
            let span = wanted.ten.first().and_then(|run| run.text.span()).or(wanted.span);
            column(file, &wanted.tu, span, findings)
        })
        .collect();
    let mut now = String::new();
    let mut rows = Vec::with_capacity(file.rows.len());
    for row in 0..file.rows.len() {
        let span = Some(file.row_span(row));
        say_odd(file, row, places.iter().copied().chain([group]).flatten(), findings);
        if let Some(group) = group {
            let name = cell(file.text(row, group), findings);
            let said = flat(&name);
            if !said.is_empty() && said != now {
                now = said;
                rows.push(Row { kind: RowKind::Group, cells: vec![name], span });
            }
        }
        let mut text = |at: &Option<usize>| at.map_or_else(Vec::new, |at| cell(file.text(row, at), findings));
        rows.push(Row { kind: RowKind::Cells, cells: places.iter().map(&mut text).collect(), span });
    }
    rows
}

/// Says what of a row would print wrong, or not at all; what space or marks are odd prints as it should.
fn say_odd(file: &Table, row: usize, columns: impl Iterator<Item = usize>, findings: &mut Findings) {
    let odd = columns.filter_map(|column| file.oddity(row, column, true));
    odd.chain(file.beyond(row)).for_each(|found| findings.push(found));
}

/// A cell of a file prints as it is: nothing in it marks anything.
fn cell(text: Text, findings: &mut Findings) -> Vec<Run> {
    runs(&Woven::plain(refuse_private_use(text, findings).trim()), Field::Line)
}

/// The column of a name; one that is not there is a finding.
fn column(file: &Table, name: &str, span: Option<Span>, findings: &mut Findings) -> Option<usize> {
    let found = file.column(&key_of(name));
    if found.is_none() {
        let known = file.columns.iter().map(|column| &*column.name);
        let near =
            nearest(name, known.clone()).map_or_else(String::new, |near| format!("có phải \"{near}\"?"));
        let hint = format!("các cột của tệp: {}", known.collect::<Vec<_>>().join(", "));
        let message = format!("tệp số liệu không có cột `{}`", name.trim());
        findings.push(Diagnostic::new(&rules::COT_LA, span, message).label(near).hint(hint));
    }
    found
}
