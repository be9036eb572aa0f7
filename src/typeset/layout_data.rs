//! The tree as the one data file that the layout reads. Keys are those of the tree; a block is
//! `{i: number, k: kieu, c: canh, t: thut, h: heading, r: [[text, 0 | 1 bold | 2 italic | 3, and 4 more where it is kept whole], …]}`; a
//! heading has `m`, what the outline of the file says.

use super::{Parted, notes, spans::Cuts, symbols, world::picture_name};
use crate::{
    bang_bieu::{BangBieu, O},
    kem_theo::KemTheo,
    metrics::width_em,
    outline::Run,
    standard::STANDARD,
    van_ban::{Anh, Block, ChuKy, Dau, VanBan},
};
use serde_json::{Value, json};

/// The figures that the layout needs of the decree.
fn figures() -> Value {
    json!({
        "trang": STANDARD.trang,
        "so_trang": STANDARD.so_trang,
        "dong_don": STANDARD.dong_don,
        "ke": STANDARD.ke,
        "bo_cuc": STANDARD.bo_cuc,
        "chu_thich": STANDARD.chu_thich,
        "bang": STANDARD.bang,
    })
}

/// The data file of what goes with a document as a file of its own.
pub(super) fn attached_json(van_ban: &VanBan, part: &KemTheo, parted: &Parted) -> String {
    let trinh_bay = &van_ban.trinh_bay;
    let data = json!({"nd30": figures(), "trinh_bay": trinh_bay, "chinh": false, "kem_theo": [attached(part, parted)]});
    with_notes(data, van_ban)
}

/// What goes with the document.
fn attached(part: &KemTheo, parted: &Parted) -> Value {
    let list = |blocks: &[Block]| -> Vec<Value> { blocks.iter().map(block).collect() };
    let dau = part.dau.as_ref().map(|dau| {
        json!({
            "quoc_hieu": block(&dau.quoc_hieu),
            "tieu_ngu": block(&dau.tieu_ngu),
            "chu_quan": list(&dau.chu_quan),
            "co_quan": list(&dau.co_quan),
        })
    });
    json!({
        "dau": dau,
        "chu_ky_so": part.chu_ky_so.as_ref().map(block),
        "nhan": title(&part.nhan, part.ten.as_ref()),
        "ten": part.ten.as_ref().map(block),
        "chi_dan": block(&part.chi_dan),
        "than": part.than.iter().map(|b| body_block(b, parted)).collect::<Vec<_>>(),
        "ngang": part.ngang,
    })
}

/// The data file; `parted` says what the pages of a first layout ask for.
pub(super) fn json(van_ban: &VanBan, parted: &Parted) -> String {
    let list = |blocks: &[Block]| -> Vec<Value> { blocks.iter().map(block).collect() };
    let chu_ky: Vec<Value> = van_ban.chu_ky.iter().map(signer).collect();
    let ban_sao = van_ban.ban_sao.as_ref().map(|sao| {
        json!({
            "hinh_thuc": block(&sao.hinh_thuc),
            "co_quan": list(&sao.co_quan),
            "so_ky_hieu": block(&sao.so_ky_hieu),
            "dia_danh_thoi_gian": block(&sao.dia_danh_thoi_gian),
            "noi_nhan": block(&sao.noi_nhan),
            "noi_nhan_muc": list(&sao.noi_nhan_muc),
            "chu_ky": sao.chu_ky.iter().map(signer).collect::<Vec<_>>(),
        })
    });
    let anh_dau = van_ban.anh_dau.as_ref().map(|(anh, size)| json!({"anh": picture(anh), "mm": size}));
    let than: Vec<Value> = van_ban.than.iter().map(|b| body_block(b, parted)).collect();
    let behind = van_ban.kem_theo.iter().filter(|part| part.tep.is_none());
    let data = json!({
        "nd30": figures(),
        "trinh_bay": van_ban.trinh_bay,
        "chinh": true,
        "kem_theo": behind.map(|part| attached(part, parted)).collect::<Vec<_>>(),
        "dau": {
            "quoc_hieu": block(&van_ban.quoc_hieu),
            "tieu_ngu": block(&van_ban.tieu_ngu),
            "chu_quan": list(&van_ban.chu_quan),
            "co_quan": list(&van_ban.co_quan),
            "so_ky_hieu": block(&van_ban.so_ky_hieu),
            "dia_danh_thoi_gian": van_ban.dia_danh_thoi_gian.as_ref().map(block),
            "vv": van_ban.vv.as_ref().map(block),
        },
        "ten_loai": van_ban.ten_loai.as_ref().map(|ten_loai| title(ten_loai, van_ban.trich_yeu.as_ref())),
        "trich_yeu": van_ban.trich_yeu.as_ref().map(block),
        "kinh_gui": van_ban.kinh_gui.as_ref().map(|k| json!({"tu": block(&k.tu), "noi": list(&k.noi)})),
        "chu_ky_so": van_ban.chu_ky_so.as_ref().map(block),
        "ban_sao": ban_sao,
        "dau_chi": van_ban.dau.iter().map(mark).collect::<Vec<_>>(),
        "xac_nhan": van_ban.xac_nhan.as_ref().map(block),
        "dia_chi": list(&van_ban.dia_chi),
        "than": than,
        "noi_nhan": block(&van_ban.noi_nhan),
        "noi_nhan_muc": list(&van_ban.noi_nhan_muc),
        "chu_ky": chu_ky,
        "anh_dau": anh_dau,
    });
    with_notes(data, van_ban)
}

/// The data as text, with the footnotes where they are called.
fn with_notes(mut data: Value, van_ban: &VanBan) -> String {
    if !van_ban.chu_thich.is_empty() {
        notes::put(&mut data, &van_ban.chu_thich);
    }
    data.to_string()
}

/// A signature block with its picture.
fn signer(ky: &ChuKy) -> Value {
    let list = |blocks: &[Block]| -> Vec<Value> { blocks.iter().map(block).collect() };
    json!({
        "quyen_han": list(&ky.quyen_han),
        "chuc_vu": block(&ky.chuc_vu),
        "anh": ky.anh_chu_ky.as_ref().map(picture),
        "chuc_vu_khac": list(&ky.chuc_vu_khac),
        "ho_ten": block(&ky.ho_ten),
    })
}

/// A picture: its file and what it shows.
fn picture(anh: &Anh) -> Value {
    json!({"tep": picture_name(anh), "mo_ta": anh.mo_ta})
}

fn mark(dau: &Dau) -> Value {
    json!({"loai": dau.loai, "khung": STANDARD.dau.get(&dau.ten), "chu": block(&dau.chu)})
}

/// The kind's name: in the outline it stands with what the document is about.
fn title(ten_loai: &Block, trich_yeu: Option<&Block>) -> Value {
    let mut value = block(ten_loai);
    let words: Vec<String> = [Some(ten_loai), trich_yeu].into_iter().flatten().map(plain).collect();
    value["m"] = json!(words.join(" "));
    value
}

/// The text on one line.
fn plain(block: &Block) -> String {
    block.text().replace('\n', " ")
}

/// A block: its number, its look, its runs.
pub(super) fn block(block: &Block) -> Value {
    json!({
        "i": block.id,
        "k": block.kieu,
        "c": block.canh,
        "t": block.thut,
        "h": block.heading,
        "m": block.heading.map(|_| plain(block)),
        "r": runs(&block.runs),
    })
}

/// A body block: a paragraph, or a table; the one that is split has `ngat`, and `r2` what goes on on the next page.
fn body_block(body: &Block, parted: &Parted) -> Value {
    if let Some(bang) = &body.bang {
        return table(bang, parted);
    }
    let mut value = block(body);
    if let Some(hinh) = &body.hinh {
        value["hinh"] = json!({"anh": picture(&hinh.anh), "rong": hinh.rong_mm, "co_ten": hinh.co_ten});
    }
    if let Some(split) = parted.split.filter(|split| split.block == body.id) {
        let (before, after) = divide(&body.runs, split.at);
        value["ngat"] = json!(true);
        value["r"] = runs(&before);
        value["r2"] = runs(&after);
    }
    value
}

/// A table; where the text goes on on the signature's page, `ngat` is the row that begins there.
fn table(bang: &BangBieu, parted: &Parted) -> Value {
    let head = bang.dau.iter().map(|hang| hang.o.iter().map(|o| cell(bang, o, o.cao)).collect::<Vec<_>>());
    let list = |blocks: &[Block]| -> Vec<Value> { blocks.iter().map(block).collect() };
    json!({
        "bang": {
            "co": bang.co,
            "rong": bang.rong_mm,
            "ten": bang.ten.as_ref().map(block),
            "don_vi_tinh": bang.don_vi_tinh.as_ref().map(block),
            "dau": head.collect::<Vec<_>>(),
            "hang": rows(bang, &parted.cuts),
            "ghi_chu": list(&bang.ghi_chu),
            "trang_ngang": bang.trang_ngang,
        },
        "ngat": parted.split.and_then(|split| bang.row_of(split.block)),
    })
}

/// The rows; a cell that the pages part stands in each of its parts.
fn rows(bang: &BangBieu, cuts: &Cuts) -> Vec<Vec<Value>> {
    let mut rows: Vec<Vec<(usize, Value)>> = bang.hang.iter().map(|_| Vec::new()).collect();
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
        row.iter_mut().take(usize::from(hang.nhom)).for_each(|(_, cell)| cell["nhom"] = json!(true));
    }
    rows.into_iter().map(|row| row.into_iter().map(|(_, cell)| cell).collect()).collect()
}

/// A cell, `cao` rows high: `x` columns and `y` rows, `n` whether a page may break it.
fn cell(bang: &BangBieu, o: &O, cao: usize) -> Value {
    let khoi = &o.khoi;
    let r = runs_within(&khoi.runs, bang.room_em(o));
    json!({"i": khoi.id, "r": r, "c": khoi.canh, "x": o.rong, "y": cao, "n": o.ngat})
}

fn runs(runs: &[Run]) -> Value {
    runs_within(runs, f64::INFINITY)
}

/// Runs in lines of so many em: what is wider is not kept whole.
fn runs_within(runs: &[Run], room: f64) -> Value {
    let pieces = |run: &Run| {
        let style = u8::from(run.bold) + 2 * u8::from(run.italic);
        let fits = |text: &str| width_em(text, run.bold, run.italic) <= room;
        let pieces = symbols::pieces(run.text.as_str()).into_iter();
        let pieces = pieces.map(|(text, whole)| json!([text, style + 4 * u8::from(whole && fits(text))]));
        pieces.collect::<Vec<_>>()
    };
    Value::Array(runs.iter().flat_map(pieces).collect())
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
