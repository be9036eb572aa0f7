//! Cells that span: equal cells of a column, groups, sums, headings that columns share.

use super::{Column, Content, Hang, O, Row, RowKind, flat};
use crate::{outline::Run, van_ban::Block};

/// The part of the tree that a cell is.
const CELL: &str = "o";
/// The same for a heading.
const HEAD: &str = "o_dau";

/// The rows of the tree.
pub(crate) fn merged(content: &Content) -> Vec<Hang> {
    let rows = &content.rows;
    let opens = openings(content);
    let row = |(at, row): (usize, &Row)| match row.kind {
        RowKind::Cells => {
            let opened = (0..content.cot.len()).filter(|column| opens[at][*column]);
            let cell = |column: usize| {
                let below = opens[at + 1..].iter().zip(&rows[at + 1..]);
                let below = below.take_while(|(opens, row)| row.kind == RowKind::Cells && !opens[column]);
                O {
                    cot: column,
                    rong: 1,
                    cao: 1 + below.count(),
                    ..cell(&content.cot[column], &row.cells[column])
                }
            };
            Hang { o: opened.map(cell).collect(), nhom: false }
        }
        RowKind::Group | RowKind::Total => named(content, row),
    };
    rows.iter().enumerate().map(row).collect()
}

fn cell(column: &Column, runs: &[Run]) -> O {
    let canh = Some(column.canh.clone());
    O { khoi: Block { kieu: CELL, canh, runs: runs.to_vec(), ..Block::default() }, ..O::default() }
}

/// For each row and column, whether a cell opens there: not where it says what the one above says,
/// or nothing, in a column that merges; what a column at its left parts, it parts too.
fn openings(content: &Content) -> Vec<Vec<bool>> {
    let mut above: Option<Vec<String>> = None;
    let mut all = Vec::with_capacity(content.rows.len());
    for row in &content.rows {
        if row.kind != RowKind::Cells {
            above = None;
            all.push(vec![true; content.cot.len()]);
            continue;
        }
        let mut parted = false;
        let mut now = Vec::with_capacity(content.cot.len());
        let mut said: Vec<String> = row.cells.iter().map(|cell| flat(cell)).collect();
        for (at, column) in content.cot.iter().enumerate() {
            let before = above.as_ref().filter(|_| column.gop && !parted).map(|above| &above[at]);
            let same = before.is_some_and(|before| said[at].is_empty() || said[at] == *before);
            if same && let Some(before) = before {
                said[at].clone_from(before);
            }
            parted |= column.gop && !same;
            now.push(!same);
        }
        above = Some(said);
        all.push(now);
    }
    all
}

/// A group's name, or the words of sums, up to the first figure; all bold.
fn named(content: &Content, row: &Row) -> Hang {
    let bold =
        |runs: &[Run]| -> Vec<Run> { runs.iter().map(|run| Run { bold: true, ..run.clone() }).collect() };
    let filled = |at: usize| !flat(&row.cells[at]).is_empty();
    let count = content.cot.len();
    let first = (1..count).find(|at| filled(*at)).unwrap_or(count);
    let canh = if row.kind == RowKind::Total { "giua" } else { "trai" };
    let name =
        Block { kieu: CELL, canh: Some(canh.to_owned()), runs: bold(&row.cells[0]), ..Block::default() };
    let mut o = vec![O { cot: 0, rong: first, cao: 1, ngat: false, khoi: name }];
    for at in first..count {
        o.push(O { cot: at, rong: 1, cao: 1, ..cell(&content.cot[at], &bold(&row.cells[at])) });
    }
    Hang { o, nhom: row.kind == RowKind::Group }
}

/// The head rows: the headings, those that columns share above them; where wished, numbers below.
pub(crate) fn head_rows(columns: &[Column], numbered: bool) -> Vec<Hang> {
    let shared = columns.iter().any(|column| !column.nhom.is_empty());
    let mut rows = if shared { two_rows(columns) } else { vec![headings(columns, |_| true)] };
    if numbered {
        let place = |column: &Column| column.ten.first().and_then(|run| run.text.span());
        let number = |(at, column): (usize, &Column)| {
            let text = place(column).map(|place| crate::text::Text::new(format!("({})", at + 1), place));
            let runs = text.map(|text| Run { text, bold: false, italic: true });
            O { cot: at, rong: 1, cao: 1, ngat: false, khoi: head_block(runs.as_slice(), false) }
        };
        rows.push(Hang { o: columns.iter().enumerate().map(number).collect(), nhom: false });
    }
    rows
}

fn two_rows(columns: &[Column]) -> Vec<Hang> {
    let mut upper = Vec::new();
    let mut at = 0;
    while at < columns.len() {
        let name = flat(&columns[at].nhom);
        let same = columns[at..].iter().take_while(|column| !name.is_empty() && flat(&column.nhom) == name);
        let rong = same.count().max(1);
        let (runs, cao) = if name.is_empty() { (&columns[at].ten, 2) } else { (&columns[at].nhom, 1) };
        upper.push(O { cot: at, rong, cao, ngat: false, khoi: head_block(runs, true) });
        at += rong;
    }
    vec![Hang { o: upper, nhom: false }, headings(columns, |column| !column.nhom.is_empty())]
}

fn headings(columns: &[Column], wanted: impl Fn(&Column) -> bool) -> Hang {
    let wanted = columns.iter().enumerate().filter(|(_, column)| wanted(column));
    let cell = |(cot, column): (usize, &Column)| O {
        cot,
        rong: 1,
        cao: 1,
        ngat: false,
        khoi: head_block(&column.ten, true),
    };
    Hang { o: wanted.map(cell).collect(), nhom: false }
}

fn head_block(runs: &[Run], bold: bool) -> Block {
    let runs = runs.iter().map(|run| Run { bold: run.bold || bold, ..run.clone() }).collect();
    Block { kieu: HEAD, canh: Some("giua".into()), runs, ..Block::default() }
}
