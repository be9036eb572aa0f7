//! The body: paragraphs, pictures, tables.

use super::{all, one, picture, runs};
use crate::{
    bang_bieu::{BangBieu, O},
    outline::Run,
    typeset::{Parted, spans::Cuts},
    van_ban::{Block, Hinh},
};
use typst::foundations::{Array, Dict, dict};

/// What stands in the place of a paragraph.
pub(super) fn body(block: &Block, parted: &Parted) -> Dict {
    block.bang.as_ref().map_or_else(|| paragraph(block, parted), |bang| table(bang, parted))
}

/// A paragraph or a picture; one that is parted has `ngat`, and in `r2` what goes on on the next page.
fn paragraph(block: &Block, parted: &Parted) -> Dict {
    let mut paragraph = one(block);
    if let Some(hinh) = &block.hinh {
        paragraph += dict! {"hinh" => figure(hinh)};
    }
    if let Some(split) = parted.split.filter(|split| split.block == block.id) {
        let (before, after) = divide(&block.runs, split.at);
        let [before, after] = [before, after].map(|part| runs(&part, f64::INFINITY));
        paragraph += dict! {"r" => before, "ngat" => true, "r2" => after};
    }
    paragraph
}

/// A picture within the text; no width is its own.
fn figure(hinh: &Hinh) -> Dict {
    dict! {"anh" => picture(&hinh.anh), "rong" => hinh.rong_mm, "co_ten" => hinh.co_ten}
}

/// A table; where the text goes on on the signature's page, `ngat` is the row that begins there.
fn table(bang: &BangBieu, parted: &Parted) -> Dict {
    let head = all(&bang.dau, |hang| all(&hang.o, |o| cell(bang, o, o.cao)));
    let rows = dict! {
        "co" => bang.co,
        "rong" => &*bang.rong_mm,
        "ten" => bang.ten.as_ref().map(one),
        "don_vi_tinh" => bang.don_vi_tinh.as_ref().map(one),
        "dau" => head,
        "hang" => rows(bang, &parted.cuts),
        "ghi_chu" => all(&bang.ghi_chu, one),
        "trang_ngang" => bang.trang_ngang,
    };
    dict! {"bang" => rows, "ngat" => parted.split.and_then(|split| bang.row_of(split.block))}
}

/// The rows; a cell that the pages part stands in each of its parts.
fn rows(bang: &BangBieu, cuts: &Cuts) -> Array {
    let mut rows: Vec<Vec<(usize, Dict)>> = bang.hang.iter().map(|_| Vec::new()).collect();
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
    for (row, _) in rows.iter_mut().zip(&bang.hang).filter(|(_, hang)| hang.nhom) {
        row.iter_mut().take(1).for_each(|(_, cell)| *cell += dict! {"nhom" => true});
    }
    all(rows, |row| all(row, |(_, cell)| cell))
}

/// A cell: `x` columns and `y` rows (`cao`), `n` whether a page may break it; one that names a group has `nhom`.
fn cell(bang: &BangBieu, o: &O, cao: usize) -> Dict {
    let khoi = &o.khoi;
    dict! {
        "i" => khoi.id,
        "r" => runs(&khoi.runs, bang.room_em(o)),
        "c" => khoi.canh.as_deref(),
        "x" => o.rong,
        "y" => cao,
        "n" => o.ngat,
    }
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
