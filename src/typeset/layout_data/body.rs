//! The body in the data file: paragraphs, pictures, tables.

use super::{One, Picture, list, one, picture, runs::Runs};
use crate::{
    bang_bieu::{BangBieu, O},
    outline::Run,
    typeset::{Parted, spans::Cuts},
    van_ban::{Block, Hinh},
};
use serde::Serialize;

/// What stands in the place of a paragraph.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Body<'a> {
    Text(Box<Paragraph<'a>>),
    Table(Box<Table<'a>>),
}

/// A paragraph or a picture; one that is parted has `ngat`, and in `r2` what goes on on the next page.
#[derive(Serialize)]
pub(super) struct Paragraph<'a> {
    #[serde(flatten)]
    block: One<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hinh: Option<Figure<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ngat: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r2: Option<Runs<'a>>,
}

/// A picture within the text; no width is its own.
#[derive(Serialize)]
struct Figure<'a> {
    anh: Picture<'a>,
    rong: Option<f64>,
    co_ten: bool,
}

/// A table; where the text goes on on the signature's page, `ngat` is the row that begins there.
#[derive(Serialize)]
pub(super) struct Table<'a> {
    bang: Rows<'a>,
    ngat: Option<usize>,
}

#[derive(Serialize)]
struct Rows<'a> {
    co: f64,
    rong: &'a [f64],
    ten: Option<One<'a>>,
    don_vi_tinh: Option<One<'a>>,
    dau: Vec<Vec<Cell<'a>>>,
    hang: Vec<Vec<Cell<'a>>>,
    ghi_chu: Vec<One<'a>>,
    trang_ngang: bool,
}

/// A cell: `x` columns and `y` rows, `n` whether a page may break it, `nhom` whether it names a group.
#[derive(Serialize)]
struct Cell<'a> {
    i: usize,
    r: Runs<'a>,
    c: Option<&'a str>,
    x: usize,
    y: usize,
    n: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    nhom: bool,
}

/// The blocks of a text.
pub(super) fn all<'a>(blocks: &'a [Block], parted: &Parted) -> Vec<Body<'a>> {
    let body = |block: &'a Block| match &block.bang {
        Some(bang) => Body::Table(Box::new(table(bang, parted))),
        None => Body::Text(Box::new(paragraph(block, parted))),
    };
    blocks.iter().map(body).collect()
}

fn paragraph<'a>(block: &'a Block, parted: &Parted) -> Paragraph<'a> {
    let whole = one(block);
    let hinh = block.hinh.as_deref().map(figure);
    match parted.split.filter(|split| split.block == block.id) {
        None => Paragraph { block: whole, hinh, ngat: None, r2: None },
        Some(split) => {
            let (before, after) = divide(&block.runs, split.at);
            let block = One { r: Runs::of(before), ..whole };
            Paragraph { block, hinh, ngat: Some(true), r2: Some(Runs::of(after)) }
        }
    }
}

fn figure(hinh: &Hinh) -> Figure<'_> {
    Figure { anh: picture(&hinh.anh), rong: hinh.rong_mm, co_ten: hinh.co_ten }
}

fn table<'a>(bang: &'a BangBieu, parted: &Parted) -> Table<'a> {
    let head = bang.dau.iter().map(|hang| hang.o.iter().map(|o| cell(bang, o, o.cao)).collect());
    let rows = Rows {
        co: bang.co,
        rong: &bang.rong_mm,
        ten: bang.ten.as_ref().map(one),
        don_vi_tinh: bang.don_vi_tinh.as_ref().map(one),
        dau: head.collect(),
        hang: rows(bang, &parted.cuts),
        ghi_chu: list(&bang.ghi_chu),
        trang_ngang: bang.trang_ngang,
    };
    Table { bang: rows, ngat: parted.split.and_then(|split| bang.row_of(split.block)) }
}

/// The rows; a cell that the pages part stands in each of its parts.
fn rows<'a>(bang: &'a BangBieu, cuts: &Cuts) -> Vec<Vec<Cell<'a>>> {
    let mut rows: Vec<Vec<(usize, Cell<'_>)>> = bang.hang.iter().map(|_| Vec::new()).collect();
    for (at, hang) in bang.hang.iter().enumerate() {
        for o in &hang.o {
            let begins = cuts.get(&o.khoi.id).into_iter().flatten().copied();
            let begins: Vec<usize> = std::iter::once(at).chain(begins).collect();
            for (i, row) in begins.iter().enumerate() {
                let end = begins.get(i + 1).copied().unwrap_or(at + o.cao);
                rows[*row].push((o.cot, cell(bang, o, end - row)));
            }
        }
    }
    rows.iter_mut().for_each(|row| row.sort_by_key(|(cot, _)| *cot));
    for (row, hang) in rows.iter_mut().zip(&bang.hang) {
        row.iter_mut().take(usize::from(hang.nhom)).for_each(|(_, cell)| cell.nhom = true);
    }
    rows.into_iter().map(|row| row.into_iter().map(|(_, cell)| cell).collect()).collect()
}

/// A cell, `cao` rows high.
fn cell<'a>(bang: &BangBieu, o: &'a O, cao: usize) -> Cell<'a> {
    let khoi = &o.khoi;
    let r = Runs::within(&khoi.runs, bang.room_em(o));
    Cell { i: khoi.id, r, c: khoi.canh.as_deref(), x: o.rong, y: cao, n: o.ngat, nhom: false }
}

/// The runs before and after a byte of their joined text.
fn divide(runs: &[Run], at: usize) -> (Vec<Run>, Vec<Run>) {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut start = 0;
    for run in runs {
        let len = run.text.as_str().len();
        let cut = at.saturating_sub(start).min(len);
        let part = |range| Run { text: run.text.slice(range), ..run.clone() };
        before.push(part(0..cut));
        after.push(part(cut..len));
        start += len;
    }
    before.retain(|run| !run.text.is_empty());
    // A space before a forced break would count as part of its line.
    if let Some(last) = before.last_mut() {
        last.text = last.text.slice(0..last.text.as_str().trim_end().len());
    }
    after.retain(|run| !run.text.is_empty());
    (before, after)
}
