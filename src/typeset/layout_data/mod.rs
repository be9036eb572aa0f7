//! The tree as the one data file that the layout reads. Keys are those of the tree; a block is
//! `{i: number, k: kieu, c: canh, t: thut, h: heading, r: [[text, 0 | 1 bold | 2 italic | 3, and 4 more where it is kept whole], …]}`; a
//! heading has `m`, what the outline of the file says; a line of a cell has `w`, its width in em, where it is known.

mod body;
mod runs;

use super::{Parted, notes, world::picture_name};
use crate::{
    kem_theo::{DauKemTheo, KemTheo},
    metrics::{longest_line_em, width_em},
    standard::{Mark, STANDARD, TrinhBay},
    van_ban::{Anh, BanSao, Block, ChuKy, Dau, KinhGui, VanBan},
};
use body::Body;
use runs::Runs;
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::LazyLock;

/// The figures that the layout needs of the decree, the same for all documents.
static FIGURES: LazyLock<Value> = LazyLock::new(|| {
    json!({
        "trang": STANDARD.trang,
        "so_trang": STANDARD.so_trang,
        "dong_don": STANDARD.dong_don,
        "ke": STANDARD.ke,
        "bo_cuc": STANDARD.bo_cuc,
        "chu_thich": STANDARD.chu_thich,
        "bang": STANDARD.bang,
        // How wide the marks of a list of recipients are, em.
        "dau_muc": {"gach": width_em("- ", false, false), "cong": width_em("+ ", false, false)},
    })
});

/// The data file; `parted` says what the pages of a first layout ask for.
pub(super) fn json(van_ban: &VanBan, parted: &Parted) -> String {
    let behind = van_ban.kem_theo.iter().filter(|part| part.tep.is_none());
    let kem_theo = behind.map(|part| attached(part, parted)).collect();
    text(&Data { chinh: true, main: Some(main(van_ban, parted)), ..Data::new(van_ban, kem_theo) }, van_ban)
}

/// The data file of what goes with a document as a file of its own.
pub(super) fn attached_json(van_ban: &VanBan, part: &KemTheo, parted: &Parted) -> String {
    text(&Data::new(van_ban, vec![attached(part, parted)]), van_ban)
}

/// The data as text, with the footnotes where they are called.
fn text(data: &Data<'_>, van_ban: &VanBan) -> String {
    const PLAIN: &str = "its keys are text";
    if van_ban.chu_thich.is_empty() {
        return serde_json::to_string(data).expect(PLAIN);
    }
    let mut value = serde_json::to_value(data).expect(PLAIN);
    notes::put(&mut value, &van_ban.chu_thich);
    value.to_string()
}

#[derive(Serialize)]
struct Data<'a> {
    nd30: &'static Value,
    trinh_bay: &'a TrinhBay,
    chinh: bool,
    #[serde(flatten)]
    main: Option<Main<'a>>,
    kem_theo: Vec<Attached<'a>>,
}

impl<'a> Data<'a> {
    /// Without the document itself.
    fn new(van_ban: &'a VanBan, kem_theo: Vec<Attached<'a>>) -> Self {
        Self { nd30: &FIGURES, trinh_bay: &van_ban.trinh_bay, chinh: false, main: None, kem_theo }
    }
}

/// The document itself.
#[derive(Serialize)]
struct Main<'a> {
    dau: Head<'a>,
    ten_loai: Option<One<'a>>,
    trich_yeu: Option<One<'a>>,
    kinh_gui: Option<Addressed<'a>>,
    chu_ky_so: Option<One<'a>>,
    ban_sao: Option<Copied<'a>>,
    dau_chi: Vec<Marked<'a>>,
    xac_nhan: Option<One<'a>>,
    dia_chi: Vec<One<'a>>,
    than: Vec<Body<'a>>,
    noi_nhan: One<'a>,
    noi_nhan_muc: Vec<One<'a>>,
    chu_ky: Vec<Signer<'a>>,
    anh_dau: Option<Seal<'a>>,
}

fn main<'a>(van_ban: &'a VanBan, parted: &Parted) -> Main<'a> {
    Main {
        dau: Head {
            names: Names {
                quoc_hieu: line(&van_ban.quoc_hieu),
                tieu_ngu: line(&van_ban.tieu_ngu),
                chu_quan: lines(&van_ban.chu_quan),
                co_quan: lines(&van_ban.co_quan),
            },
            so_ky_hieu: one(&van_ban.so_ky_hieu),
            dia_danh_thoi_gian: van_ban.dia_danh_thoi_gian.as_ref().map(line),
            vv: van_ban.vv.as_ref().map(line),
        },
        ten_loai: van_ban.ten_loai.as_ref().map(|ten_loai| title(ten_loai, van_ban.trich_yeu.as_ref())),
        trich_yeu: van_ban.trich_yeu.as_ref().map(line),
        kinh_gui: van_ban.kinh_gui.as_ref().map(addressed),
        chu_ky_so: van_ban.chu_ky_so.as_ref().map(one),
        ban_sao: van_ban.ban_sao.as_deref().map(copied),
        dau_chi: van_ban.dau.iter().map(marked).collect(),
        xac_nhan: van_ban.xac_nhan.as_ref().map(one),
        dia_chi: list(&van_ban.dia_chi),
        than: body::all(&van_ban.than, parted),
        noi_nhan: one(&van_ban.noi_nhan),
        noi_nhan_muc: list(&van_ban.noi_nhan_muc),
        chu_ky: van_ban.chu_ky.iter().map(signer).collect(),
        anh_dau: van_ban.anh_dau.as_ref().map(|(anh, mm)| Seal { anh: picture(anh), mm: *mm }),
    }
}

/// Cells 1 and 2.
#[derive(Serialize)]
struct Names<'a> {
    quoc_hieu: One<'a>,
    tieu_ngu: One<'a>,
    chu_quan: Vec<One<'a>>,
    co_quan: Vec<One<'a>>,
}

#[derive(Serialize)]
struct Head<'a> {
    #[serde(flatten)]
    names: Names<'a>,
    so_ky_hieu: One<'a>,
    dia_danh_thoi_gian: Option<One<'a>>,
    vv: Option<One<'a>>,
}

#[derive(Serialize)]
struct Addressed<'a> {
    tu: One<'a>,
    noi: Vec<One<'a>>,
}

fn addressed(kinh_gui: &KinhGui) -> Addressed<'_> {
    Addressed { tu: one(&kinh_gui.tu), noi: list(&kinh_gui.noi) }
}

#[derive(Serialize)]
struct Copied<'a> {
    hinh_thuc: One<'a>,
    co_quan: Vec<One<'a>>,
    so_ky_hieu: One<'a>,
    dia_danh_thoi_gian: One<'a>,
    noi_nhan: One<'a>,
    noi_nhan_muc: Vec<One<'a>>,
    chu_ky: Vec<Signer<'a>>,
}

fn copied(sao: &BanSao) -> Copied<'_> {
    Copied {
        hinh_thuc: one(&sao.hinh_thuc),
        co_quan: lines(&sao.co_quan),
        so_ky_hieu: one(&sao.so_ky_hieu),
        dia_danh_thoi_gian: line(&sao.dia_danh_thoi_gian),
        noi_nhan: one(&sao.noi_nhan),
        noi_nhan_muc: list(&sao.noi_nhan_muc),
        chu_ky: sao.chu_ky.iter().map(signer).collect(),
    }
}

#[derive(Serialize)]
struct Marked<'a> {
    loai: &'a str,
    khung: Option<&'static Mark>,
    chu: One<'a>,
}

fn marked(dau: &Dau) -> Marked<'_> {
    Marked { loai: dau.loai, khung: STANDARD.dau.get(&dau.ten), chu: one(&dau.chu) }
}

/// A signature block with its picture.
#[derive(Serialize)]
struct Signer<'a> {
    quyen_han: Vec<One<'a>>,
    chuc_vu: One<'a>,
    anh: Option<Picture<'a>>,
    chuc_vu_khac: Vec<One<'a>>,
    ho_ten: One<'a>,
}

fn signer(ky: &ChuKy) -> Signer<'_> {
    Signer {
        quyen_han: lines(&ky.quyen_han),
        chuc_vu: line(&ky.chuc_vu),
        anh: ky.anh_chu_ky.as_ref().map(picture),
        chuc_vu_khac: list(&ky.chuc_vu_khac),
        ho_ten: line(&ky.ho_ten),
    }
}

/// The seal, so many mm wide.
#[derive(Serialize)]
struct Seal<'a> {
    anh: Picture<'a>,
    mm: f64,
}

/// A picture: its file and what it shows.
#[derive(Serialize)]
struct Picture<'a> {
    tep: String,
    mo_ta: &'a str,
}

fn picture(anh: &Anh) -> Picture<'_> {
    Picture { tep: picture_name(anh), mo_ta: &anh.mo_ta }
}

/// What goes with the document.
#[derive(Serialize)]
struct Attached<'a> {
    dau: Option<Names<'a>>,
    chu_ky_so: Option<One<'a>>,
    nhan: One<'a>,
    ten: Option<One<'a>>,
    chi_dan: One<'a>,
    than: Vec<Body<'a>>,
    ngang: bool,
}

fn attached<'a>(part: &'a KemTheo, parted: &Parted) -> Attached<'a> {
    let head = |dau: &'a DauKemTheo| Names {
        quoc_hieu: line(&dau.quoc_hieu),
        tieu_ngu: line(&dau.tieu_ngu),
        chu_quan: lines(&dau.chu_quan),
        co_quan: lines(&dau.co_quan),
    };
    Attached {
        dau: part.dau.as_ref().map(head),
        chu_ky_so: part.chu_ky_so.as_ref().map(one),
        nhan: title(&part.nhan, part.ten.as_ref()),
        ten: part.ten.as_ref().map(line),
        chi_dan: line(&part.chi_dan),
        than: body::all(&part.than, parted),
        ngang: part.ngang,
    }
}

/// A block: its number, its look, its runs.
#[derive(Serialize)]
pub(super) struct One<'a> {
    i: usize,
    k: &'static str,
    c: Option<&'a str>,
    t: bool,
    h: Option<usize>,
    m: Option<String>,
    r: Runs<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    w: Option<f64>,
}

/// A block.
pub(super) fn one(block: &Block) -> One<'_> {
    One {
        i: block.id,
        k: block.kieu,
        c: block.canh.as_deref(),
        t: block.thut,
        h: block.heading,
        m: block.heading.map(|_| plain(block)),
        r: Runs::of(&block.runs),
        w: None,
    }
}

/// A line of a cell. What is known of its width is not measured: in Typst a measure costs as much as a paragraph.
fn line(block: &Block) -> One<'_> {
    let pieces = block.runs.iter().map(|run| (run.text.as_str(), run.bold, run.italic));
    One { w: longest_line_em(pieces), ..one(block) }
}

fn list(blocks: &[Block]) -> Vec<One<'_>> {
    blocks.iter().map(one).collect()
}

fn lines(blocks: &[Block]) -> Vec<One<'_>> {
    blocks.iter().map(line).collect()
}

/// The kind's name: in the outline it stands with what the document is about.
fn title<'a>(ten_loai: &'a Block, trich_yeu: Option<&Block>) -> One<'a> {
    let words: Vec<String> = [Some(ten_loai), trich_yeu].into_iter().flatten().map(plain).collect();
    One { m: Some(words.join(" ")), ..line(ten_loai) }
}

/// The text on one line.
fn plain(block: &Block) -> String {
    block.text().replace('\n', " ")
}
