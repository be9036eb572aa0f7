//! The tree as the one value that the layout reads. Keys are those of the tree; a block is
//! `{i: number, k: kieu, c: canh, t: thut, h: heading, r: [[text, 0 | 1 bold | 2 italic | 3, and 4 more where it is kept whole], …]}`; a
//! heading has `m`, what the outline of the file says; a line of a cell has `w`, its width in em, where it is known.
//!
//! It is a value of Typst's and no text: to write a text and to have Typst read it took a fiftieth of a document.

mod body;
mod runs;

use super::{Parted, notes, world::picture_name};
use crate::{
    kem_theo::KemTheo,
    metrics::{longest_line_em, width_em},
    standard::{Mark, STANDARD, TrinhBay},
    van_ban::{Anh, BanSao, Block, ChuKy, Dau, KinhGui, VanBan},
};
use body::body;
use runs::runs;
use serde_json::json;
use std::collections::BTreeMap;
use typst::foundations::{Array, Dict, IntoValue, dict};

/// The figures that the layout needs of the decree, the same for all documents.
pub(super) fn figures() -> String {
    let figures = json!({
        "trang": STANDARD.trang,
        "so_trang": STANDARD.so_trang,
        "dong_don": STANDARD.dong_don,
        "ke": STANDARD.ke,
        "bo_cuc": STANDARD.bo_cuc,
        "chu_thich": STANDARD.chu_thich,
        "bang": STANDARD.bang,
        // How wide the marks of a list of recipients are, em.
        "dau_muc": {"gach": width_em("- ", false, false), "cong": width_em("+ ", false, false)},
    });
    figures.to_string()
}

/// The whole; `parted` says what the pages of a first layout ask for.
pub(super) fn data(van_ban: &VanBan, parted: &Parted) -> Dict {
    let mut data = page(van_ban, true);
    let behind = van_ban.kem_theo.iter().filter(|part| part.tep.is_none());
    data += main(van_ban, parted);
    data += dict! {"kem_theo" => all(behind, |part| attached(part, parted))};
    notes::placed(data, &van_ban.chu_thich)
}

/// What goes with a document as a file of its own.
pub(super) fn attached_data(van_ban: &VanBan, part: &KemTheo, parted: &Parted) -> Dict {
    let mut data = page(van_ban, false);
    data += dict! {"kem_theo" => all([part], |part| attached(part, parted))};
    notes::placed(data, &van_ban.chu_thich)
}

/// The page; `chinh`: whether the document itself stands on it.
fn page(van_ban: &VanBan, chinh: bool) -> Dict {
    let TrinhBay { le_mm, thut_dong_mm, cach_doan, gian_dong, co, ngang } = &van_ban.trinh_bay;
    let trinh_bay = dict! {
        "le_mm" => pairs(le_mm),
        "thut_dong_mm" => *thut_dong_mm,
        "cach_doan" => *cach_doan,
        "gian_dong" => *gian_dong,
        "co" => pairs(co),
        "ngang" => *ngang,
    };
    dict! {"trinh_bay" => trinh_bay, "chinh" => chinh}
}

fn pairs(figures: &BTreeMap<String, f64>) -> Dict {
    figures.iter().map(|(key, figure)| (key.as_str().into(), figure.into_value())).collect()
}

/// The document itself.
fn main(van_ban: &VanBan, parted: &Parted) -> Dict {
    let mut dau = names(&van_ban.quoc_hieu, &van_ban.tieu_ngu, &van_ban.chu_quan, &van_ban.co_quan);
    dau += dict! {
        "so_ky_hieu" => one(&van_ban.so_ky_hieu),
        "dia_danh_thoi_gian" => van_ban.dia_danh_thoi_gian.as_ref().map(line),
        "vv" => van_ban.vv.as_ref().map(line),
    };
    let seal = |(anh, mm): &(Anh, f64)| dict! {"anh" => picture(anh), "mm" => *mm};
    dict! {
        "dau" => dau,
        "ten_loai" => van_ban.ten_loai.as_ref().map(|ten_loai| title(ten_loai, van_ban.trich_yeu.as_ref())),
        "trich_yeu" => van_ban.trich_yeu.as_ref().map(line),
        "kinh_gui" => van_ban.kinh_gui.as_ref().map(addressed),
        "chu_ky_so" => van_ban.chu_ky_so.as_ref().map(one),
        "ban_sao" => van_ban.ban_sao.as_deref().map(copied),
        "dau_chi" => all(&van_ban.dau, marked),
        "xac_nhan" => van_ban.xac_nhan.as_ref().map(one),
        "dia_chi" => all(&van_ban.dia_chi, one),
        "than" => all(&van_ban.than, |block| body(block, parted)),
        "noi_nhan" => one(&van_ban.noi_nhan),
        "noi_nhan_muc" => all(&van_ban.noi_nhan_muc, one),
        "chu_ky" => all(&van_ban.chu_ky, signer),
        "anh_dau" => van_ban.anh_dau.as_ref().map(seal),
    }
}

/// Cells 1 and 2.
fn names(quoc_hieu: &Block, tieu_ngu: &Block, chu_quan: &[Block], co_quan: &[Block]) -> Dict {
    dict! {
        "quoc_hieu" => line(quoc_hieu),
        "tieu_ngu" => line(tieu_ngu),
        "chu_quan" => all(chu_quan, line),
        "co_quan" => all(co_quan, line),
    }
}

fn addressed(kinh_gui: &KinhGui) -> Dict {
    dict! {"tu" => one(&kinh_gui.tu), "noi" => all(&kinh_gui.noi, one)}
}

fn copied(sao: &BanSao) -> Dict {
    dict! {
        "hinh_thuc" => one(&sao.hinh_thuc),
        "co_quan" => all(&sao.co_quan, line),
        "so_ky_hieu" => one(&sao.so_ky_hieu),
        "dia_danh_thoi_gian" => line(&sao.dia_danh_thoi_gian),
        "noi_nhan" => one(&sao.noi_nhan),
        "noi_nhan_muc" => all(&sao.noi_nhan_muc, one),
        "chu_ky" => all(&sao.chu_ky, signer),
    }
}

fn marked(dau: &Dau) -> Dict {
    let frame =
        |mark: &Mark| dict! {"rong_mm" => mark.rong_mm, "cao_mm" => mark.cao_mm, "muc" => mark.muc.as_str()};
    dict! {"loai" => dau.loai, "khung" => STANDARD.dau.get(&dau.ten).map(frame), "chu" => one(&dau.chu)}
}

/// A signature block with its picture.
fn signer(ky: &ChuKy) -> Dict {
    dict! {
        "quyen_han" => all(&ky.quyen_han, line),
        "chuc_vu" => line(&ky.chuc_vu),
        "anh" => ky.anh_chu_ky.as_ref().map(picture),
        "chuc_vu_khac" => all(&ky.chuc_vu_khac, one),
        "ho_ten" => line(&ky.ho_ten),
    }
}

/// A picture: its file and what it shows.
fn picture(anh: &Anh) -> Dict {
    dict! {"tep" => picture_name(anh), "mo_ta" => anh.mo_ta.as_str()}
}

/// What goes with the document.
fn attached(part: &KemTheo, parted: &Parted) -> Dict {
    let dau = part.dau.as_ref();
    dict! {
        "dau" => dau.map(|dau| names(&dau.quoc_hieu, &dau.tieu_ngu, &dau.chu_quan, &dau.co_quan)),
        "chu_ky_so" => part.chu_ky_so.as_ref().map(one),
        "nhan" => title(&part.nhan, part.ten.as_ref()),
        "ten" => part.ten.as_ref().map(line),
        "chi_dan" => line(&part.chi_dan),
        "than" => all(&part.than, |block| body(block, parted)),
        "ngang" => part.ngang,
    }
}

/// A block: its number, its look, its runs.
pub(super) fn one(block: &Block) -> Dict {
    dict! {
        "i" => block.id,
        "k" => block.kieu,
        "c" => block.canh.as_deref(),
        "t" => block.thut,
        "h" => block.heading,
        "m" => block.heading.map(|_| plain(block)),
        "r" => runs(&block.runs, f64::INFINITY),
    }
}

/// A line of a cell. What is known of its width is not measured: in Typst a measure costs as much as a paragraph.
fn line(block: &Block) -> Dict {
    let pieces = block.runs.iter().map(|run| (run.text.as_str(), run.bold, run.italic));
    let mut line = one(block);
    if let Some(width) = longest_line_em(pieces) {
        line.insert("w".into(), width.into_value());
    }
    line
}

/// All of a list.
fn all<T, V: IntoValue>(list: impl IntoIterator<Item = T>, one: impl FnMut(T) -> V) -> Array {
    list.into_iter().map(one).map(IntoValue::into_value).collect()
}

/// The kind's name: in the outline it stands with what the document is about.
fn title(ten_loai: &Block, trich_yeu: Option<&Block>) -> Dict {
    let words: Vec<String> = [Some(ten_loai), trich_yeu].into_iter().flatten().map(plain).collect();
    let mut title = line(ten_loai);
    title.insert("m".into(), words.join(" ").into_value());
    title
}

/// The text on one line.
fn plain(block: &Block) -> String {
    block.text().replace('\n', " ")
}
