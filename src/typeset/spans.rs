//! A cell that spans rows of two pages says its words on both.

use super::frames::Line;
use crate::{bang_bieu::BangBieu, van_ban::VanBan};
use std::collections::BTreeMap;

/// The rows at which a cell begins anew, by its number.
pub(super) type Cuts = BTreeMap<usize, Vec<usize>>;

/// The cells that the pages part.
pub(super) fn cuts(lines: &[Line], van_ban: &VanBan) -> Cuts {
    let mut cuts = Cuts::new();
    let mut tables = van_ban.tables().filter(|bang| spanning(bang).next().is_some()).peekable();
    if tables.peek().is_none() {
        return cuts;
    }
    let mut page_of = BTreeMap::new();
    for line in lines {
        if let Some(block) = line.block {
            page_of.entry(block).or_insert(line.page);
        }
    }
    for bang in tables {
        let pages = row_pages(bang, &page_of);
        for (at, id, rows) in spanning(bang) {
            let begins: Vec<usize> =
                (at + 1..at + rows).filter(|row| pages[*row] > pages[*row - 1]).collect();
            if !begins.is_empty() {
                cuts.insert(id, begins);
            }
        }
    }
    cuts
}

/// The cells that span rows and that a page may part: row, number, how many rows.
fn spanning(bang: &BangBieu) -> impl Iterator<Item = (usize, usize, usize)> {
    let rows = bang.hang.iter().enumerate();
    let cells = rows.flat_map(|(at, hang)| hang.o.iter().map(move |o| (at, o)));
    cells.filter(|(_, o)| o.cao > 1 && o.ngat).map(|(at, o)| (at, o.khoi.id, o.cao))
}

/// The page that each row begins on; one without a word stands with the row before it.
fn row_pages(bang: &BangBieu, page_of: &BTreeMap<usize, usize>) -> Vec<usize> {
    let mut last = 0;
    let page = |hang: &crate::bang_bieu::Hang| {
        let own = hang.o.iter().filter(|o| o.cao == 1);
        last = own.filter_map(|o| page_of.get(&o.khoi.id)).min().copied().unwrap_or(last);
        last
    };
    bang.hang.iter().map(page).collect()
}
