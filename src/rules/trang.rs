//! Rules of the page: what cannot be drawn, and the figures that an office chose.

use super::trang_chu::{OWN_LAYOUT, start_of};
use crate::{
    check::{Laid, pt},
    diagnostic::{Diagnostic, Findings},
    kem_theo::KemTheo,
    text::atom_index,
    typeset::{Line, columns::Columns},
    van_ban::Block,
};
use std::collections::{BTreeMap, BTreeSet};

rules! {
    /// A picture of signature or seal that hides what lies below it.
    ANH_KHONG_TRONG_SUOT: "anh-khong-trong-suot", Error, "PL I, Phần I, II.7.d và II.8.a", "Ảnh chữ ký, ảnh dấu có nền trong suốt.", "", "";
    /// A picture that cannot be used.
    ANH_SAI: "anh-sai", Fault, "PL I, Phần I, II.7.d và II.8.a", "Ảnh chữ ký, ảnh dấu là tệp PNG đọc được, dấu có kích thước thật.", "", "";
    /// Words that the layout lost.
    CHU_MAT: "chu-mat-tren-trang", Error, "Điều 8", "Mọi chữ của văn bản có mặt trên trang.",
        "layout/dau.typ: dong(o.so_ky_hieu, co.so_ky_hieu) => []", "so = 5" => trang(lost);
    /// A character that cannot be printed.
    KY_TU_KHONG_IN_DUOC: "ky-tu-khong-in-duoc", Fault, "PL I, Phần I, I.4", "Mỗi chữ phải có trong phông chữ của văn bản.",
        "ghi_chu = \"漢\"", "ghi_chu = \"Hán\"" => trang(no_glyph);
    /// An office's own layout that Typst cannot use.
    LAYOUT_SAI: "layout-sai", Fault, "", "Tệp trình bày riêng của cơ quan phải là Typst đúng.", "", "";
    /// An office's own layout file that nothing takes.
    LAYOUT_THUA: "layout-thua", Warning, "", "Tệp trong layout/ thay tệp cùng tên của bộ trình bày, hoặc được một tệp như thế gọi.", "", "";
    /// Text that does not fit its cell.
    TRAN_O: "tran-o", Fault, "PL I, Phần I, I.3 và IV", "Chữ không được tràn khỏi ô và lề.",
        "", "" => trang(tran_o);
    /// A figure outside the decree's range.
    TRINH_BAY_SAI: "trinh-bay-ngoai-khoang", Error, "PL I, Phần I, I.3 và II", "Lề, cỡ chữ, thụt dòng, giãn dòng nằm trong khoảng của nghị định.",
        "trinh_bay = { le_trai = 20 }", "trinh_bay = { le_trai = 30 }";
    /// The PDF standard refuses the document.
    XUAT_PDF: "xuat-pdf", Fault, "", "Tệp PDF phải đạt PDF/A-2a và PDF/UA-1.", "", "";
}

/// Lines closer than this are one, pt.
const SAME_LINE: f64 = 0.5;

/// What left the text area, its column or its one line.
fn tran_o(laid: &Laid<'_>, findings: &mut Findings) {
    let le = &laid.van_ban.trinh_bay.le_mm;
    let van_ban = laid.van_ban;
    let single = [&van_ban.quoc_hieu, &van_ban.tieu_ngu, &van_ban.so_ky_hieu];
    let single: Vec<usize> =
        single.into_iter().chain(&van_ban.dia_danh_thoi_gian).map(|block| block.id).collect();
    let columns = Columns::of(laid.lines, van_ban);
    let mut reported = BTreeSet::new();
    let mut heights: BTreeMap<usize, f64> = BTreeMap::new();
    for line in laid.lines {
        let Some(block) = laid.block(line) else { continue };
        let (width, height) = laid.pages[line.page];
        let (left, right, bottom) =
            (pt(le["le_trai"]), width - pt(le["le_phai"]), height - pt(le["le_duoi"]));
        // Where the office's own layout has other margins, these are the fault, and not each line.
        let part = laid.part_of(line.page).filter(|_| !laid.is_turned(line.page));
        let from = part.map_or(left, |part| part.left.min(left));
        let to = part.and_then(|part| part.right).unwrap_or_default().max(right);
        let down = part.and_then(|part| part.bottom).map_or(bottom, |free| bottom.max(height - free));
        let outside = line.x.0 < from - SAME_LINE || line.x.1 > to + SAME_LINE || line.y > down + SAME_LINE;
        let first = *heights.entry(block.id).or_insert(line.y);
        let second = single.contains(&block.id) && line.y > first + SAME_LINE;
        // The columns are those of a page of the document itself, not of one turned for a table.
        let beside = columns.are_of(right - left) && columns.overflows(block, line, SAME_LINE);
        if outside || second || beside {
            // What takes the room is to be mended, not what has none.
            let greedy = columns.greedy(block).and_then(|id| laid.block_of(id));
            if reported.insert(greedy.unwrap_or(block).id) {
                findings.push(too_much(block, greedy, line, second));
            }
        }
    }
}

/// Blocks whose letters are not all on the pages; a cell that pages part says its words on each.
fn lost(laid: &Laid<'_>, findings: &mut Findings) {
    let visible =
        |text: &str| text.chars().filter(|c| !c.is_whitespace() && atom_index(*c).is_none()).count();
    // A file with nothing on it is the document's own.
    let own = laid.main().is_some() || laid.parts.is_empty();
    let here = |part: &&KemTheo| match &part.tep {
        None => own,
        Some(_) => {
            laid.parts.iter().any(|laid| laid.kem_theo.is_some_and(|other| std::ptr::eq(other, *part)))
        }
    };
    let (parts, elsewhere): (Vec<&KemTheo>, Vec<&KemTheo>) = laid.van_ban.kem_theo.iter().partition(here);
    let mut skipped: BTreeSet<usize> =
        elsewhere.iter().flat_map(|part| part.blocks()).map(|b| b.id).collect();
    if !elsewhere.is_empty() {
        // Notes may be called in either file.
        skipped.extend(laid.van_ban.chu_thich.iter().map(|note| note.id));
    }
    let all = laid.van_ban.blocks().filter(|block| own && !skipped.contains(&block.id));
    let blocks = all.chain(parts.into_iter().filter(|_| !own).flat_map(KemTheo::blocks));
    for block in blocks {
        let typed: usize = block.runs.iter().map(|run| visible(run.text.as_str())).sum();
        let letters = laid.lines_of(block).flat_map(|line| &line.letters).filter(|letters| !letters.raised);
        let printed: usize = letters.map(|letters| visible(&letters.text)).sum();
        if printed < typed {
            let message = format!("`{}` không có hết trên trang", start_of(&block.text()));
            findings.push(Diagnostic::new(&CHU_MAT, block.place_to_mend(), message).hint(OWN_LAYOUT));
        }
    }
}

fn no_glyph(laid: &Laid<'_>, findings: &mut Findings) {
    for line in laid.lines.iter().filter(|line| line.missing) {
        let message = format!("có chữ không in được trong `{}`", line.text.trim());
        let span = laid.block(line).and_then(Block::place_to_mend);
        findings.push(Diagnostic::new(&KY_TU_KHONG_IN_DUOC, span, message).on_page(line.page + 1));
    }
}

fn too_much(block: &Block, greedy: Option<&Block>, line: &Line, second: bool) -> Diagnostic {
    let message = if let Some(greedy) = greedy {
        format!("`{}` dài quá: `{}` bên trái không còn đủ chỗ", greedy.text(), block.text())
    } else if second {
        format!("`{}` phải nằm trên một dòng nhưng ô không đủ chỗ", block.text())
    } else {
        format!("`{}` tràn khỏi ô hoặc lề", line.text.trim())
    };
    let label = if block.canh.is_some() {
        "thêm dấu cách vào chuỗi quá dài để ngắt dòng được"
    } else {
        "rút ngắn, hoặc chọn bộ cỡ chữ nhỏ hơn: [trinh_bay] co_chu = \"12/13/13\""
    };
    let place = greedy.unwrap_or(block).place_to_mend();
    Diagnostic::new(&TRAN_O, place, message).label(label).on_page(line.page + 1)
}
