//! Phụ lục I, Phần I, I.4 and V, on the page: sizes, weights, fonts and colours of letters.

use crate::{
    check::{Laid, pt, sai_so},
    diagnostic::{Diagnostic, Findings},
    rules::Rule,
    standard::STANDARD,
    typeset::{Letters, Line},
    van_ban::Block,
};
use std::collections::BTreeSet;

rules! {
    /// Letters of a size that the part may not have.
    CO_CHU_SAI: "co-chu-sai", Error, "PL I, Phần I, V", "Mỗi thành phần có cỡ chữ trong khoảng của nghị định.",
        "layout/cuoi.typ: dong(ky.ho_ten, co) => dong(ky.ho_ten, co - 3)", "so = 5" => trang(size);
    /// Sizes that do not rise and fall together.
    CO_CHU_KHONG_DONG_BO: "co-chu-khong-dong-bo", Error, "PL I, Phần I, V, ghi chú 1", "Cỡ chữ trong một văn bản tăng, giảm cùng nhau: 13 – 14 – 14 hoặc 12 – 13 – 13.",
        "layout/dau.typ: dong(quoc-hieu, co.quoc_hieu) => dong(quoc-hieu, co.quoc_hieu - 1)", "so = 5" => trang(set_of_sizes);
    /// Letters of another weight or slope.
    KIEU_CHU_SAI: "kieu-chu-sai", Error, "PL I, Phần I, V", "Mỗi thành phần có kiểu chữ (đứng, nghiêng, đậm) của nghị định.",
        "layout/chu.typ: \"bold\" } else { \"regular\" } => \"bold\" } else { \"bold\" }", "so = 5" => trang(style);
    /// Letters of another font.
    PHONG_CHU_SAI: "phong-chu-sai", Error, "PL I, Phần I, I.4", "Phông chữ tiếng Việt Times New Roman.",
        "", "" => trang(font);
    /// Letters of another colour.
    MAU_CHU_SAI: "mau-chu-sai", Error, "PL I, Phần I, I.4", "Chữ màu đen; dấu chỉ mức độ khẩn màu đỏ tươi.",
        "layout/khung.typ: size: tb.co.than => fill: blue, size: tb.co.than", "so = 5" => trang(colour);
}

/// One finding of a rule for each block that has letters which `wrong` complains of.
fn each_block(
    laid: &Laid<'_>,
    findings: &mut Findings,
    rule: &'static Rule,
    wrong: impl Fn(&Block, &Line, &Letters) -> Option<String>,
) {
    let mut said = BTreeSet::new();
    for line in laid.lines {
        let Some(block) = laid.block(line) else { continue };
        let letters =
            line.letters.iter().filter(|letters| !letters.raised && !letters.text.trim().is_empty());
        let Some(message) = letters.filter_map(|letters| wrong(block, line, letters)).next() else {
            continue;
        };
        if said.insert(block.id) {
            findings.push(
                Diagnostic::new(rule, block.place_to_mend(), message).on_page(line.page + 1).hint(OWN_LAYOUT),
            );
        }
    }
}

/// Who may have caused a page that is not as the figures say.
pub(super) const OWN_LAYOUT: &str = "nếu cơ quan có tệp trình bày riêng trong layout/ thì xem lại tệp ấy";

/// The first words of a line, for a message.
pub(super) fn shown(line: &Line) -> String {
    start_of(&line.text.trim().replace('\u{A0}', " "))
}

/// The first words of a text, for a message.
pub(super) fn start_of(text: &str) -> String {
    let end = text.match_indices(' ').nth(6).map_or(text.len(), |(at, _)| at);
    if end < text.len() { format!("{} …", &text[..end]) } else { text.to_owned() }
}

/// The sizes that a part may have; what stands in and beside a table goes down with it.
fn sizes_of(kieu: &str) -> Option<[f64; 2]> {
    let smallest = || STANDARD.bang["co_nho_nhat"];
    match kieu {
        "o" | "o_dau" | "ghi_chu_bang" => {
            Some([smallest(), STANDARD.bang["co_lon_nhat"].max(STANDARD.part("than")?.co[1])])
        }
        "don_vi_tinh" => Some([smallest(), STANDARD.part(kieu)?.co[1]]),
        _ => STANDARD.part(kieu).map(|part| part.co),
    }
}

fn size(laid: &Laid<'_>, findings: &mut Findings) {
    each_block(laid, findings, &CO_CHU_SAI, |block, line, letters| {
        let [min, max] = sizes_of(block.kieu)?;
        let off = letters.size < min - sai_so("pt") || letters.size > max + sai_so("pt");
        off.then(|| {
            let allowed = if min == max { format!("{min}") } else { format!("{min} đến {max}") };
            format!("`{}` cỡ {:.1}, nghị định cho {allowed}", shown(line), letters.size)
        })
    });
    let top = pt(STANDARD.le["le_tren"].khoang[0]);
    // Page numbers; the number of a footnote is of no block either.
    for line in laid.lines.iter().filter(|line| line.block.is_none() && line.y <= top) {
        let [min, max] = STANDARD.thanh_phan["so_trang"].co;
        let off = |letters: &&Letters| letters.size < min - sai_so("pt") || letters.size > max + sai_so("pt");
        if let Some(letters) = line.letters.iter().find(off) {
            let message = format!("số trang cỡ {:.1}, nghị định cho {min} đến {max}", letters.size);
            findings.push(
                Diagnostic::new(&CO_CHU_SAI, laid.anywhere(), message)
                    .on_page(line.page + 1)
                    .hint(OWN_LAYOUT),
            );
        }
    }
}

fn set_of_sizes(laid: &Laid<'_>, findings: &mut Findings) {
    let van_ban = laid.van_ban;
    let mut parts: Vec<&Block> = vec![&van_ban.quoc_hieu, &van_ban.tieu_ngu];
    parts.extend(&van_ban.dia_danh_thoi_gian);
    let size =
        |block: &Block| laid.lines_of(block).next().and_then(|line| line.letters.first()).map(|l| l.size);
    let sizes: Vec<(&Block, f64)> =
        parts.into_iter().filter_map(|block| Some((block, size(block)?))).collect();
    let is_one = STANDARD.bo_co.values().any(|set| {
        sizes
            .iter()
            .all(|(block, size)| set.get(block.kieu).is_none_or(|want| (want - size).abs() < sai_so("pt")))
    });
    if !is_one {
        let list = sizes.iter().map(|(_, size)| size.to_string()).collect::<Vec<_>>().join(" – ");
        let message = format!("Quốc hiệu, Tiêu ngữ, địa danh có cỡ chữ {list}, không thuộc một bộ");
        findings.push(
            Diagnostic::new(&CO_CHU_KHONG_DONG_BO, laid.anywhere(), message).on_page(1).hint(OWN_LAYOUT),
        );
    }
}

fn style(laid: &Laid<'_>, findings: &mut Findings) {
    let word = |bold: bool, italic: bool| match (bold, italic) {
        (true, true) => "đậm nghiêng",
        (true, false) => "đậm, đứng",
        (false, true) => "nghiêng",
        (false, false) => "đứng",
    };
    each_block(laid, findings, &KIEU_CHU_SAI, |block, line, letters| {
        // In the body, in what it is about and under a picture an author may set words apart.
        let free = matches!(block.kieu, "trich_yeu" | "ten_hinh");
        let part = STANDARD.thanh_phan.get(block.kieu).filter(|_| !free)?;
        let off = letters.bold != part.dam || letters.italic != part.nghieng;
        let (is, want) = (word(letters.bold, letters.italic), word(part.dam, part.nghieng));
        off.then(|| format!("`{}` kiểu chữ {is}, nghị định quy định {want}", shown(line)))
    });
    // The text, as the figures draw its sorts; an author may set more words apart, not fewer.
    each_block(laid, findings, &KIEU_CHU_SAI, |block, line, letters| {
        let own = STANDARD.doan.get(block.kieu)?;
        let drawn = own.tieu_de.as_deref().filter(|_| block.heading.is_some()).unwrap_or(own);
        let first = line.letters.first().is_some_and(|first| std::ptr::eq(first, letters))
            && laid.lines_of(block).next().is_some_and(|first| std::ptr::eq(first, line));
        // What stands in capitals where it is a heading is text elsewhere.
        let bold = (drawn.dam && (block.heading.is_some() || !own.hoa)) || (drawn.dam_so && first);
        let kind = if block.heading.is_some() { "tiêu đề" } else { "đoạn" };
        (bold && !letters.bold).then(|| format!("{kind} `{}` không đậm", shown(line)))
    });
}

fn font(laid: &Laid<'_>, findings: &mut Findings) {
    let known = |list: &[String], letters: &Letters| list.iter().any(|name| letters.family == *name);
    each_block(laid, findings, &PHONG_CHU_SAI, |_, line, letters| {
        let words = letters.text.chars().any(char::is_alphanumeric);
        let fine = known(&STANDARD.phong_chu.chu, letters)
            || (!words && known(&STANDARD.phong_chu.ky_hieu, letters));
        (!fine).then(|| format!("`{}` có phông chữ {}", shown(line), letters.family))
    });
}

fn colour(laid: &Laid<'_>, findings: &mut Findings) {
    let ink = |block: &Block| {
        let mark = laid.van_ban.dau.iter().find(|dau| dau.chu.id == block.id)?;
        STANDARD.dau.get(&mark.ten).map(|mark| mark.muc.as_str())
    };
    each_block(laid, findings, &MAU_CHU_SAI, |block, line, letters| {
        let wanted = ink(block).unwrap_or(&STANDARD.phong_chu.mau);
        (letters.colour != wanted)
            .then(|| format!("`{}` màu {}, phải là {wanted}", shown(line), letters.colour))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Fonts, Inputs, Pages, Typesetter, catalogue::Loai, examples, read_and_compose};

    #[test]
    fn letters_of_another_font_are_found_and_signs_of_the_sign_font_are_not() {
        let plan = examples::plan(&Loai::all()[0].id).expect("the first kind's example");
        let inputs = Inputs {
            plan: ("plan.toml".into(), plan.into()),
            office: Some(("vanban.toml".into(), examples::office().into())),
            ..Inputs::default()
        };
        let van_ban = read_and_compose(inputs).van_ban.expect("it composes");
        let pages = Typesetter::new(Fonts::shipped()).typeset(&van_ban, &mut Findings::default());
        let mut pages = pages.expect("it has pages");
        let found = |pages: &Pages| {
            let mut findings = Findings::default();
            font(&Laid::new(pages, &van_ban), &mut findings);
            findings.iter().count()
        };
        assert_eq!(found(&pages), 0);
        pages.drawing.lines[0].letters[0].family = "Arial".into();
        assert_eq!(found(&pages), 1);
        pages.drawing.lines[0].letters[0].family = STANDARD.phong_chu.ky_hieu[0].as_str().into();
        assert_eq!(found(&pages), 1, "letters in the font of signs");
        pages.drawing.lines[0].letters[0].text = "☐".into();
        assert_eq!(found(&pages), 0);
    }
}
