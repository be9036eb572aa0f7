//! Tables (bảng, biểu) as nodes of the tree: head rows, rows, cells that span, caption and notes.
//!
//! A table is finished here: numbers are written as officials write them, equal cells of a column are
//! one, widths, size and orientation are chosen. The layout only draws.

mod content;
mod declared;
mod merge;
mod widths;

use crate::{metrics::MM_PER_PT, outline::Run, standard::STANDARD, van_ban::Block};
pub(crate) use content::{Content, Row, RowKind};
pub(crate) use declared::{Column, Declared, Format};
pub(crate) use merge::{head_rows, merged};
pub(crate) use widths::{Space, fit, mark_breakable};

/// A table of the tree.
#[derive(Debug, Clone, Default)]
pub struct BangBieu {
    /// What stands over it.
    pub ten: Option<Block>,
    /// The unit of its figures, at the right over it.
    pub don_vi_tinh: Option<Block>,
    /// The width of each column, mm.
    pub rong_mm: Vec<f64>,
    /// The head rows, repeated on every page.
    pub dau: Vec<Hang>,
    /// The rows.
    pub hang: Vec<Hang>,
    /// The notes under it.
    pub ghi_chu: Vec<Block>,
    /// The size of its text, pt.
    pub co: f64,
    /// Whether it stands on landscape pages of its own.
    pub trang_ngang: bool,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct Hang {
    /// Its cells, from left to right; what a cell above or at the left spans has none.
    pub o: Vec<O>,
    /// Whether it names the group of rows below it, with which it stays.
    pub nhom: bool,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct O {
    /// Its first column, from 0.
    pub cot: usize,
    /// How many columns it spans.
    pub rong: usize,
    /// How many rows it spans.
    pub cao: usize,
    /// Whether it is so high that a page may break it.
    pub ngat: bool,
    /// Its text; `canh` says how it is aligned.
    pub khoi: Block,
}

impl BangBieu {
    /// Every block, in reading order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        let above = self.ten.iter().chain(&self.don_vi_tinh);
        let cells = self.dau.iter().chain(&self.hang).flat_map(|hang| &hang.o).map(|o| &o.khoi);
        above.chain(cells).chain(&self.ghi_chu)
    }

    /// Every block, to be changed, in the same order.
    pub fn blocks_mut(&mut self) -> impl Iterator<Item = &mut Block> {
        let above = self.ten.iter_mut().chain(&mut self.don_vi_tinh);
        let rows = self.dau.iter_mut().chain(&mut self.hang);
        let cells = rows.flat_map(|hang| &mut hang.o).map(|o| &mut o.khoi);
        above.chain(cells).chain(&mut self.ghi_chu)
    }

    /// How wide the lines of a cell are, em.
    pub fn room_em(&self, o: &O) -> f64 {
        let width: f64 = self.rong_mm[o.cot..o.cot + o.rong].iter().sum();
        (width - 2.0 * STANDARD.bang["le_o_mm"]) / MM_PER_PT / self.co
    }

    /// The row that a block of this number stands in.
    pub fn row_of(&self, id: usize) -> Option<usize> {
        self.hang.iter().position(|hang| hang.o.iter().any(|o| o.khoi.id == id))
    }

    /// Whether row `at` begins where no cell of an earlier row reaches.
    pub fn may_part(&self, at: usize) -> bool {
        let earlier = self.hang[..at].iter().enumerate();
        !earlier.into_iter().any(|(i, hang)| hang.o.iter().any(|o| i + o.cao > at))
    }

    /// The plain text: a row is a line, its cells parted by tabs.
    pub fn plain_text(&self) -> String {
        let flat = |block: &Block| block.text().replace('\n', " ");
        let rows = self.dau.iter().chain(&self.hang).map(|hang| {
            let cells: Vec<String> = hang.o.iter().map(|o| flat(&o.khoi)).collect();
            cells.join("\t") + "\n"
        });
        let line = |block: &Block| flat(block) + "\n";
        let above = self.ten.iter().chain(&self.don_vi_tinh).map(line);
        above.chain(rows).chain(self.ghi_chu.iter().map(line)).collect()
    }
}

/// The text of runs, ends trimmed.
pub(crate) fn flat(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect::<String>().trim().to_owned()
}
