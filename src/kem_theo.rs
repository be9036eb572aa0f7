//! What goes with a document: appendices (PL I, Phần I, III.1) and texts that a decision issues
//! (PL III, mẫu 1.3). Each begins on a page of its own, with page numbers of its own.

use crate::van_ban::Block;

/// An appendix, or a text issued with the document.
#[derive(Debug, Clone, Default)]
pub struct KemTheo {
    /// The head that a text issued with a decision has; an appendix has none.
    pub dau: Option<DauKemTheo>,
    /// Number, symbol and time of signing, at the top right of an electronic file of its own.
    pub chu_ky_so: Option<Block>,
    /// "Phụ lục I", or the name of the kind.
    pub nhan: Block,
    /// Its title, or what it is about.
    pub ten: Option<Block>,
    /// "(Kèm theo …)".
    pub chi_dan: Block,
    /// Its text.
    pub than: Vec<Block>,
    /// Whether its pages lie on their side.
    pub ngang: bool,
    /// The name of its file, where it is one of its own, without the document's name and ending.
    pub tep: Option<String>,
}

/// Cells 1 and 2, without number, place and date.
#[derive(Debug, Clone, Default)]
pub struct DauKemTheo {
    /// The superior body.
    pub chu_quan: Vec<Block>,
    /// The issuing body.
    pub co_quan: Vec<Block>,
    /// Cell 1, first line.
    pub quoc_hieu: Block,
    /// Cell 1, second line.
    pub tieu_ngu: Block,
}

impl KemTheo {
    /// Every block, in reading order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        let head = self.dau.iter().flat_map(|dau| {
            let body = dau.chu_quan.iter().chain(&dau.co_quan);
            body.chain([&dau.quoc_hieu, &dau.tieu_ngu])
        });
        let title = std::iter::once(&self.nhan).chain(&self.ten).chain([&self.chi_dan]);
        self.chu_ky_so.iter().chain(head).chain(title).chain(self.than.iter().flat_map(Block::own))
    }

    /// Every block, to be changed, in the same order.
    pub fn blocks_mut(&mut self) -> impl Iterator<Item = &mut Block> {
        let head = self.dau.iter_mut().flat_map(|dau| {
            let body = dau.chu_quan.iter_mut().chain(&mut dau.co_quan);
            body.chain([&mut dau.quoc_hieu, &mut dau.tieu_ngu])
        });
        let title = std::iter::once(&mut self.nhan).chain(&mut self.ten).chain([&mut self.chi_dan]);
        let text = self.than.iter_mut().flat_map(Block::own_mut);
        self.chu_ky_so.iter_mut().chain(head).chain(title).chain(text)
    }
}
