//! The whole document as one tree: cells and body with finished runs. Every output is drawn from it.

use crate::{
    bang_bieu::BangBieu,
    ics::Lich,
    kem_theo::KemTheo,
    outline::Run,
    own_layout::LayoutFile,
    plan::{Bang, Plan},
    standard::TrinhBay,
    text::{Text, atom_index},
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A paragraph or a line of a cell.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// Its number in the document, from 0, in reading order.
    pub id: usize,
    /// The part of `data/nd30.toml` that it is: a cell (`quoc_hieu`) or a sort of paragraph (`so`).
    pub kieu: &'static str,
    /// Its level among the headings, from 1; `None` for text.
    pub heading: Option<usize>,
    /// `giua`, `trai` or `deu`.
    pub canh: Option<String>,
    /// Whether the first line is indented.
    pub thut: bool,
    /// What it prints; bold and italic are final.
    pub runs: Vec<Run>,
    /// A picture in place of a paragraph.
    pub hinh: Option<Box<Hinh>>,
    /// A table in place of a paragraph; its cells are blocks, and the block itself has no number.
    pub bang: Option<Box<BangBieu>>,
}

impl Block {
    /// What it prints, ties as plain spaces, the numbers of footnotes in brackets.
    pub fn text(&self) -> String {
        let text = self.runs.iter().map(|run| run.text.as_str()).collect::<String>().replace('\u{A0}', " ");
        if !text.contains(|c| atom_index(c).is_some()) {
            return text;
        }
        let shown = |c: char| atom_index(c).map_or_else(|| c.to_string(), |note| format!("[{}]", note + 1));
        text.chars().map(shown).collect()
    }

    /// It, or the blocks of the table that stands in its place.
    pub fn own(&self) -> impl Iterator<Item = &Block> {
        let itself = self.bang.is_none().then_some(self);
        itself.into_iter().chain(self.bang.iter().flat_map(|bang| bang.blocks()))
    }

    /// The same, to be changed.
    pub fn own_mut(&mut self) -> Box<dyn Iterator<Item = &mut Block> + '_> {
        match self.bang {
            Some(ref mut bang) => Box::new(bang.blocks_mut()),
            None => Box::new(std::iter::once(self)),
        }
    }
}

/// A picture within the text.
#[derive(Debug, Clone)]
pub struct Hinh {
    /// The picture.
    pub anh: Anh,
    /// Its width, mm; none for its own, but no wider than the text.
    pub rong_mm: Option<f64>,
    /// Whether its caption follows.
    pub co_ten: bool,
}

/// A picture that a file of the author's holds.
#[derive(Debug, Clone, Default)]
pub struct Anh {
    /// Its number in the document, from 0.
    pub so: usize,
    /// Whether what lies below it must show through: signatures and seals.
    pub trong_suot: bool,
    /// The path as written, and where.
    pub path: Text,
    /// What it shows, for who cannot see it.
    pub mo_ta: String,
    /// The file's bytes, once read.
    pub bytes: Vec<u8>,
}

/// What a document is made for: the decree tells paper and electronic files apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ban {
    /// Paper: signed and sealed by hand.
    Giay,
    /// An electronic file: with pictures of signature and seal.
    DienTu,
}

impl Ban {
    /// What a table of the plan says under `ban`.
    pub fn of(plan: &Plan, table: &Bang) -> Option<Self> {
        match plan.text(table, "ban")?.as_str().trim() {
            "giay" => Some(Self::Giay),
            "dien-tu" => Some(Self::DienTu),
            _ => None,
        }
    }
}

/// A signature block: cells 7a and 7b.
#[derive(Debug, Clone, Default)]
pub struct ChuKy {
    /// On whose behalf, one line each.
    pub quyen_han: Vec<Block>,
    /// The signer's office.
    pub chuc_vu: Block,
    /// Cell 7c: the picture of the signature, where the author gives one.
    pub anh_chu_ky: Option<Anh>,
    /// Another office of the signer's, above the name.
    pub chuc_vu_khac: Vec<Block>,
    /// The signer's name.
    pub ho_ten: Block,
}

/// A mark in a frame: cells 10a, 10b and 11.
#[derive(Debug, Clone)]
pub struct Dau {
    /// The plan's key for it: `do_mat`, `do_khan` or `luu_hanh`.
    pub loai: &'static str,
    /// The name that the plan gave.
    pub ten: String,
    /// What stands in the frame.
    pub chu: Block,
}

/// Addressees: cell 9a.
#[derive(Debug, Clone, Default)]
pub struct KinhGui {
    /// Its words.
    pub tu: Block,
    /// The addressees; one stands on the line of the words.
    pub noi: Vec<Block>,
}

/// The block of a paper copy (Phụ lục I, Phần II, II.3); its cells are 1 to 7 of that diagram.
#[derive(Debug, Clone, Default)]
pub struct BanSao {
    /// Cell 1: which sort of copy it is.
    pub hinh_thuc: Block,
    /// Cell 2: the body that copies.
    pub co_quan: Vec<Block>,
    /// Cell 3.
    pub so_ky_hieu: Block,
    /// Cell 4.
    pub dia_danh_thoi_gian: Block,
    /// Cells 5a to 5c.
    pub chu_ky: Vec<ChuKy>,
    /// Cell 7, its first line.
    pub noi_nhan: Block,
    /// Cell 7, the list.
    pub noi_nhan_muc: Vec<Block>,
}

/// What the PDF says of itself.
#[derive(Debug, Clone)]
pub struct Info {
    /// Kind and trích yếu.
    pub tieu_de: String,
    /// The body that issues it.
    pub tac_gia: String,
    /// The date of issue, or the first day of what is known of it.
    pub ngay: NaiveDate,
}

/// A document. The numbers of the cells are those of Phụ lục I, Phần I, Mục IV.
#[derive(Debug, Clone)]
pub struct VanBan {
    /// Cell 1, first line.
    pub quoc_hieu: Block,
    /// Cell 1, second line.
    pub tieu_ngu: Block,
    /// Cell 2: the superior body, upright.
    pub chu_quan: Vec<Block>,
    /// Cell 2: the issuing body, bold.
    pub co_quan: Vec<Block>,
    /// Cell 3.
    pub so_ky_hieu: Block,
    /// Cell 4; not in every form.
    pub dia_danh_thoi_gian: Option<Block>,
    /// Cell 5b: what a document without a kind's name is about.
    pub vv: Option<Block>,
    /// Cell 5a: the kind.
    pub ten_loai: Option<Block>,
    /// Cell 5a: what it is about.
    pub trich_yeu: Option<Block>,
    /// Cell 9a.
    pub kinh_gui: Option<KinhGui>,
    /// Cell 6.
    pub than: Vec<Block>,
    /// Cells 7a and 7b, one for each signer.
    pub chu_ky: Vec<ChuKy>,
    /// Cell 9b, its first line.
    pub noi_nhan: Block,
    /// Cell 9b, the list.
    pub noi_nhan_muc: Vec<Block>,
    /// Where the body that the document is shown to confirms, below all else.
    pub xac_nhan: Option<Block>,
    /// Cell 8: the picture of the seal and its true diameter in mm, where the author gives them.
    pub anh_dau: Option<(Anh, f64)>,
    /// Cells 10a, 10b and 11.
    pub dau: Vec<Dau>,
    /// Cell 13: where the body can be reached, at the foot of the first page.
    pub dia_chi: Vec<Block>,
    /// The footnotes, in the order of their calls.
    pub chu_thich: Vec<Block>,
    /// Cell 14: what an electronic copy says of its signing.
    pub chu_ky_so: Option<Block>,
    /// The block of a paper copy, below all else.
    pub ban_sao: Option<Box<BanSao>>,
    /// Whether it is made for paper or as an electronic file, where the plan says so.
    pub ban: Option<Ban>,
    /// What goes with it: texts issued with it, then appendices.
    pub kem_theo: Vec<KemTheo>,
    /// For the PDF's metadata.
    pub info: Info,
    /// What it sets a time for.
    pub lich: Lich,
    /// The figures.
    pub trinh_bay: TrinhBay,
    /// The office's own layout files, where it has any.
    pub layout: Vec<LayoutFile>,
}

macro_rules! blocks_of_signer {
    ($ky:ident, $iter:ident $(, $mutable:tt)?) => {{
        let office = $ky.quyen_han.$iter().chain([&$($mutable)? $ky.chuc_vu]);
        office.chain(&$($mutable)? $ky.chuc_vu_khac).chain([&$($mutable)? $ky.ho_ten])
    }};
}

/// Every block of a document in reading order; once for reading and once for changing, so that no
/// part can be left out of one of them.
macro_rules! blocks_of {
    ($van_ban:ident, $iter:ident, $own:ident, $behind:ident $(, $mutable:tt)?) => {{
        let head = $van_ban.chu_quan.$iter().chain(&$($mutable)? $van_ban.co_quan);
        let first = [&$($mutable)? $van_ban.quoc_hieu, &$($mutable)? $van_ban.tieu_ngu, &$($mutable)? $van_ban.so_ky_hieu];
        let marks = $van_ban.dau.$iter().map(|dau| &$($mutable)? dau.chu);
        let named = $van_ban.dia_danh_thoi_gian.$iter().chain(&$($mutable)? $van_ban.vv);
        let named = named.chain(&$($mutable)? $van_ban.ten_loai).chain(&$($mutable)? $van_ban.trich_yeu);
        let addressed = $van_ban.kinh_gui.$iter();
        let addressed = addressed.flat_map(|k| std::iter::once(&$($mutable)? k.tu).chain(&$($mutable)? k.noi));
        let recipients = std::iter::once(&$($mutable)? $van_ban.noi_nhan).chain(&$($mutable)? $van_ban.noi_nhan_muc);
        let signers = $van_ban.chu_ky.$iter().flat_map(|ky| blocks_of_signer!(ky, $iter $(, $mutable)?));
        let copy = $van_ban.ban_sao.$iter().flat_map(|sao| {
            let head = sao.co_quan.$iter().chain([&$($mutable)? sao.hinh_thuc, &$($mutable)? sao.so_ky_hieu]);
            let head = head.chain([&$($mutable)? sao.dia_danh_thoi_gian, &$($mutable)? sao.noi_nhan]);
            let signers = sao.chu_ky.$iter().flat_map(|ky| blocks_of_signer!(ky, $iter $(, $mutable)?));
            head.chain(&$($mutable)? sao.noi_nhan_muc).chain(signers)
        });
        let body = addressed.chain($van_ban.than.$iter().flat_map(Block::$own));
        let behind = $van_ban.kem_theo.$iter().flat_map(KemTheo::$behind);
        let foot = recipients.chain(signers).chain(&$($mutable)? $van_ban.xac_nhan).chain(&$($mutable)? $van_ban.dia_chi);
        let foot = foot.chain(copy).chain(behind).chain(&$($mutable)? $van_ban.chu_thich);
        let head = $van_ban.chu_ky_so.$iter().chain(head);
        head.chain(first).chain(marks).chain(named).chain(body).chain(foot)
    }};
}

impl VanBan {
    /// Every block in reading order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        blocks_of!(self, iter, own, blocks)
    }

    /// Every block, to be changed, in the same order.
    pub fn blocks_mut(&mut self) -> impl Iterator<Item = &mut Block> {
        blocks_of!(self, iter_mut, own_mut, blocks_mut, mut)
    }

    /// The pictures, signatures first, then the seal and those of the text.
    pub fn pictures(&self) -> impl Iterator<Item = &Anh> {
        let of_text = self.than.iter().chain(self.kem_theo.iter().flat_map(|part| &part.than));
        let of_text = of_text.filter_map(|block| Some(&block.hinh.as_ref()?.anh));
        let seal = self.anh_dau.iter().map(|(anh, _)| anh);
        self.chu_ky.iter().filter_map(|ky| ky.anh_chu_ky.as_ref()).chain(seal).chain(of_text)
    }

    /// The pictures, to be read, in the same order.
    pub fn pictures_mut(&mut self) -> impl Iterator<Item = &mut Anh> {
        let of_text = self.than.iter_mut().chain(self.kem_theo.iter_mut().flat_map(|part| &mut part.than));
        let of_text = of_text.filter_map(|block| Some(&mut block.hinh.as_mut()?.anh));
        let seal = self.anh_dau.iter_mut().map(|(anh, _)| anh);
        self.chu_ky.iter_mut().filter_map(|ky| ky.anh_chu_ky.as_mut()).chain(seal).chain(of_text)
    }

    /// The tables of the text and of what goes with it.
    pub fn tables(&self) -> impl Iterator<Item = &BangBieu> {
        let text = self.than.iter().chain(self.kem_theo.iter().flat_map(|part| &part.than));
        text.filter_map(|block| block.bang.as_deref())
    }

    /// The block of this number.
    pub fn block(&self, id: usize) -> Option<&Block> {
        self.blocks().find(|block| block.id == id)
    }

    /// The plain text, a line for each paragraph, in reading order.
    pub fn plain_text(&self) -> String {
        // A table is met as its cells: the first of them stands for all.
        let tables = self.tables().filter_map(|bang| Some((bang.blocks().next()?.id, bang)));
        let tables: BTreeMap<usize, &BangBieu> = tables.collect();
        let mut text = String::new();
        let mut blocks = self.blocks();
        while let Some(block) = blocks.next() {
            let Some(bang) = tables.get(&block.id) else {
                text += &block.text();
                text.push('\n');
                continue;
            };
            text += &bang.plain_text();
            blocks.by_ref().take(bang.blocks().count() - 1).for_each(drop);
        }
        text
    }
}
