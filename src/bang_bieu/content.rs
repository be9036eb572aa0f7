//! What the cells say: numbers and dates as officials write them, counts, groups and sums.

use super::{Column, Declared, Format, flat};
use crate::{
    calendar::{PartialDate, slashed},
    diagnostic::{Diagnostic, Findings},
    outline::Run,
    rules,
    source::Span,
    text::Text,
    words::{Number, grouped},
};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// A cell for each column.
    Cells,
    /// The name of a group over the rows that follow.
    Group,
    /// Sums.
    Total,
}

/// A row, its cells in the order of the columns; of a group, the first cell is its name.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// What it is.
    pub kind: RowKind,
    /// The cells.
    pub cells: Vec<Vec<Run>>,
    /// Where it stands.
    pub span: Option<Span>,
}

/// Columns and rows, every cell as it prints.
#[derive(Debug)]
pub(crate) struct Content {
    /// The columns.
    pub cot: Vec<Column>,
    /// The rows; each has a cell for each column.
    pub rows: Vec<Row>,
}

impl Content {
    /// Writes the rows of a table.
    pub(crate) fn write(declared: &Declared, rows: Vec<Row>, findings: &mut Findings) -> Self {
        let cot = declared.cot.clone();
        let mut content = Self { rows: Vec::with_capacity(rows.len() + 1), cot };
        let mut count = 0;
        let mut all = Sums::new(&content.cot);
        let mut of_group = (None, Sums::new(&content.cot));
        for mut row in rows {
            match row.kind {
                RowKind::Cells => {
                    count += 1;
                    content.cells(&mut row, count, findings);
                    all.add(&row);
                    of_group.1.add(&row);
                }
                RowKind::Group => {
                    content.close_group(&of_group);
                    row.cells.resize(content.cot.len(), Vec::new());
                    of_group = (declared.tong_nhom.then_some(content.rows.len()), Sums::new(&content.cot));
                }
                RowKind::Total => row.cells.resize(content.cot.len(), Vec::new()),
            }
            content.rows.push(row);
        }
        content.close_group(&of_group);
        if let Some(place) = declared.tong.first().and_then(|run| run.text.span()) {
            let mut cells = all.cells(&content.cot, place);
            cells[0] = declared.tong.clone();
            content.rows.push(Row { kind: RowKind::Total, cells, span: Some(place) });
        }
        if declared.bo_cot_trong {
            content.drop_empty();
        }
        content
    }

    /// The cells of a row as their columns write them.
    fn cells(&self, row: &mut Row, count: usize, findings: &mut Findings) {
        let mut given = std::mem::take(&mut row.cells).into_iter();
        for column in &self.cot {
            let cell = if column.dang == Format::Count {
                let place = row.span.or(column.span).unwrap_or_else(crate::catalogue::nowhere);
                vec![plain(count.to_string(), place)]
            } else {
                written(column, given.next().unwrap_or_default(), findings)
            };
            row.cells.push(cell);
        }
    }

    /// Puts the sums of a group into its row.
    fn close_group(&mut self, (row, sums): &(Option<usize>, Sums)) {
        let Some(row) = row.and_then(|at| self.rows.get_mut(at)) else { return };
        let Some(place) = row.cells[0].first().and_then(|run| run.text.span()) else { return };
        for (cell, sum) in row.cells.iter_mut().zip(sums.cells(&self.cot, place)).skip(1) {
            *cell = sum;
        }
    }

    /// Leaves out columns in which no row says anything.
    fn drop_empty(&mut self) {
        let rows = || self.rows.iter().filter(|row| row.kind == RowKind::Cells);
        let said = |at: usize| rows().any(|row| !flat(&row.cells[at]).is_empty());
        let keep: Vec<bool> = (0..self.cot.len()).map(said).collect();
        if !keep.contains(&true) {
            return;
        }
        // The name of a group or of the sums stands in the first column that stays.
        let first = keep.iter().position(|keep| *keep).unwrap_or(0);
        for row in &mut self.rows {
            if row.kind != RowKind::Cells {
                row.cells.swap(0, first);
            }
            let mut at = keep.iter();
            row.cells.retain(|_| at.next().is_some_and(|keep| *keep));
        }
        let mut at = keep.iter();
        self.cot.retain(|_| at.next().is_some_and(|keep| *keep));
    }
}

fn plain(text: String, place: Span) -> Run {
    Run { text: Text::new(text, place), bold: false, italic: false }
}

/// A cell as its column writes it; what is none of that sort stays as typed, and is said.
fn written(column: &Column, cell: Vec<Run>, findings: &mut Findings) -> Vec<Run> {
    let text = flat(&cell);
    let place = cell.first().and_then(|run| run.text.span());
    let (Some(place), false) = (place, is_blank(&text)) else { return cell };
    let said = match column.dang {
        Format::Text | Format::Count => return cell,
        Format::Number(places) => {
            Number::parse(&text).map(|number| grouped(&number.with_decimals(places))).ok()
        }
        Format::Date => {
            let date = PartialDate::parse(&text).ok();
            date.map(|date| date.ngay.map_or_else(|| date.known(), |_| slashed(date.first_day())))
        }
    };
    match said {
        Some(said) if said == text => cell,
        Some(said) => {
            let style = cell[0].clone();
            vec![Run { text: Text::new(said, place), ..style }]
        }
        None => {
            let what = if column.dang == Format::Date { "ngày" } else { "số" };
            let message = format!("cột `{}` là cột {what}, ô này là `{text}`", flat(&column.ten));
            let label = match column.dang {
                Format::Date => "viết ví dụ 5/3/2026, hoặc bỏ dang = \"ngay\"",
                _ => "viết ví dụ 1.250.000 hoặc 12,5, hoặc bỏ dang = \"so\"",
            };
            findings.push(Diagnostic::new(&rules::O_SAI_DANG, place, message).label(label));
            cell
        }
    }
}

/// Nothing, or a dash in place of it.
fn is_blank(text: &str) -> bool {
    matches!(text, "" | "-" | "–" | "—" | "…" | "...")
}

/// The sums of the columns that want one.
struct Sums(Vec<Option<Number>>);

impl Sums {
    fn new(columns: &[Column]) -> Self {
        Self(columns.iter().map(|column| column.tong.then(Number::default)).collect())
    }

    fn add(&mut self, row: &Row) {
        for (sum, cell) in self.0.iter_mut().zip(&row.cells) {
            if let (Some(total), Ok(number)) = (sum.as_ref(), Number::parse(&flat(cell))) {
                *sum = total.plus(&number);
            }
        }
    }

    fn cells(&self, columns: &[Column], place: Span) -> Vec<Vec<Run>> {
        let places = |column: &Column| match column.dang {
            Format::Number(places) => places,
            _ => None,
        };
        let cell = |(sum, column): (&Option<Number>, &Column)| {
            let sum = sum.as_ref().map(|sum| grouped(&sum.with_decimals(places(column))));
            sum.map_or_else(Vec::new, |sum| vec![plain(sum, place)])
        };
        self.0.iter().zip(columns).map(cell).collect()
    }
}
