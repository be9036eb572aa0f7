//! Phụ lục I, Phần I, II to IV, on the page: what is centred, what stands level, and what is ruled.

use super::trang_chu::{OWN_LAYOUT, shown};
use crate::{
    check::{Laid, Part, mm, pt, sai_so},
    diagnostic::{Diagnostic, Findings},
    rules::Rule,
    standard::STANDARD,
    typeset::{Line, Stroke},
    van_ban::{Block, VanBan},
};

rules! {
    /// What is not centred.
    CAN_GIUA_SAI: "can-giua-sai", Error, "PL I, Phần I, II.1 đến II.7", "Quốc hiệu, Tiêu ngữ, tên cơ quan, số, địa danh, tên loại, trích yếu, chữ ký được đặt canh giữa.",
        "layout/dau.typ: dong(o.so_ky_hieu, co.so_ky_hieu) => dong(o.so_ky_hieu, co.so_ky_hieu, canh: left)", "so = 5" => trang(centred);
    /// What does not stand level.
    NGANG_HANG_SAI: "ngang-hang-sai", Error, "PL I, Phần I, II.4.c và II.9.d", "Địa danh và thời gian ngang hàng với số, ký hiệu; “Nơi nhận” ngang hàng với dòng quyền hạn, chức vụ.",
        "layout/dau.typ: none { pad(top: ha(co, co.dia_danh), => none { pad(top: ha(co, co.dia_danh) + 1em,", "so = 5" => trang(level);
    /// Rules that are missing or of another length.
    KE_NGANG_SAI: "ke-ngang-sai", Error, "PL I, Phần I, II.1.b, II.2.b và II.5.b", "Dưới Tiêu ngữ kẻ dài bằng dòng chữ; dưới tên cơ quan, dưới trích yếu kẻ dài từ 1/3 đến 1/2 dòng chữ.",
        "layout/dau.typ: ..dai), nd30.ke.ve) => ..dai), nd30.ke.ve * 2)", "so = 5" => trang(ruled);
    /// Frames of another size or colour.
    KHUNG_DAU_SAI: "khung-dau-sai", Error, "PL I, Phần I, III.2", "Dấu HỎA TỐC 30 mm x 8 mm, THƯỢNG KHẨN 40 mm x 8 mm, KHẨN 20 mm x 8 mm, trong khung chữ nhật viền đơn, mực đỏ tươi.",
        "do_khan = \"khan\"\nlayout/dau.typ: height: k.cao_mm => height: (k.cao_mm + 2)", "do_khan = \"khan\"" => trang(frames);
    /// An address that no rule parts from the text.
    KE_DIA_CHI_SAI: "ke-dia-chi-sai", Error, "PL I, Phần I, III.4", "Địa chỉ cơ quan dưới một đường kẻ nét liền kéo dài hết chiều ngang vùng trình bày văn bản.",
        "dia_chi = [\"Thôn Trung, xã An Bình\"]\nlayout/noi.typ: line(length: 100%, stroke: net) => line(length: 50%, stroke: net)", "dia_chi = [\"Thôn Trung, xã An Bình\"]" => trang(address_rule);
}

/// A finding about the page, where its block was written.
fn finding(rule: &'static Rule, block: &Block, line: &Line, message: String) -> Diagnostic {
    Diagnostic::new(rule, block.place_to_mend(), message).on_page(line.page + 1).hint(OWN_LAYOUT)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= pt(sai_so("mm"))
}

fn centre(line: &Line) -> f64 {
    (line.x.0 + line.x.1) / 2.0
}

/// Says of each line of a block that its middle is not at `middle`.
fn about(laid: &Laid<'_>, block: &Block, middle: f64, findings: &mut Findings) {
    // Where a date is left to a hand, the room for its year is a part of the line.
    let fits = |line: &&Line| near(centre(line), middle) || near(centre(line) + line.room / 2.0, middle);
    if let Some(line) = laid.lines_of(block).find(|line| !fits(line)) {
        let off = mm(centre(line) - middle);
        let side = if off > 0.0 { "phải" } else { "trái" };
        let message = format!("`{}` lệch {:.1} mm về bên {side}", shown(line), off.abs());
        findings.push(finding(&CAN_GIUA_SAI, block, line, message));
    }
}

/// Holds the blocks of a column about the middle of its first line.
fn column<'b>(laid: &Laid<'_>, blocks: impl IntoIterator<Item = &'b Block>, findings: &mut Findings) {
    let mut first = None;
    for block in blocks {
        let Some(middle) = first.or_else(|| laid.lines_of(block).next().map(centre)) else { return };
        first = Some(middle);
        about(laid, block, middle, findings);
    }
}

fn centred(laid: &Laid<'_>, findings: &mut Findings) {
    let van_ban = laid.van_ban;
    let left =
        van_ban.chu_quan.iter().chain(&van_ban.co_quan).chain([&van_ban.so_ky_hieu]).chain(&van_ban.vv);
    column(laid, left, findings);
    let right = [&van_ban.quoc_hieu, &van_ban.tieu_ngu].into_iter().chain(&van_ban.dia_danh_thoi_gian);
    column(laid, right, findings);
    for part in &laid.parts {
        title(part, van_ban).for_each(|block| about(laid, block, part.middle(), findings));
        if let Some(dau) = part.kem_theo.and_then(|kem_theo| kem_theo.dau.as_ref()) {
            column(laid, dau.chu_quan.iter().chain(&dau.co_quan), findings);
            column(laid, [&dau.quoc_hieu, &dau.tieu_ngu], findings);
        }
        let drawn = |block: &&Block| {
            let doan = STANDARD.doan.get(block.kieu);
            let middle = doan.is_some_and(|drawn| drawn.canh.as_deref() == Some("giua"));
            middle || matches!(block.kieu, "tham_quyen" | "menh_lenh")
        };
        part.than.iter().filter(drawn).for_each(|block| about(laid, block, part.middle(), findings));
    }
    for ky in &van_ban.chu_ky {
        let office = ky.quyen_han.iter().chain([&ky.chuc_vu]);
        column(laid, office.chain(&ky.chuc_vu_khac).chain([&ky.ho_ten]), findings);
    }
}

/// What stands over a text: its name, what it is about, the words that lead back.
fn title<'a>(part: &Part<'a>, van_ban: &'a VanBan) -> impl Iterator<Item = &'a Block> + use<'a> {
    let own = part.kem_theo.is_none().then(|| van_ban.ten_loai.iter().chain(&van_ban.trich_yeu));
    let behind = part.kem_theo.map(|it| [&it.nhan].into_iter().chain(&it.ten).chain([&it.chi_dan]));
    own.into_iter().flatten().chain(behind.into_iter().flatten())
}

fn level(laid: &Laid<'_>, findings: &mut Findings) {
    let van_ban = laid.van_ban;
    let mut pairs: Vec<(&Block, &Block)> = Vec::new();
    pairs.extend(van_ban.dia_danh_thoi_gian.as_ref().map(|place| (&van_ban.so_ky_hieu, place)));
    if let [ky] = van_ban.chu_ky.as_slice() {
        pairs.push((&van_ban.noi_nhan, ky.quyen_han.first().unwrap_or(&ky.chuc_vu)));
    }
    for (a, b) in pairs {
        let (Some(one), Some(other)) = (laid.lines_of(a).next(), laid.lines_of(b).next()) else { continue };
        if one.page != other.page || (one.y - other.y).abs() > sai_so("pt") {
            let message = format!("`{}` không ngang hàng với `{}`", shown(other), shown(one));
            findings.push(finding(&NGANG_HANG_SAI, b, other, message));
        }
    }
}

/// How far below a text its rule may stand, lines of the text.
const BELOW: f64 = 1.5;

/// The rule under the last line of a block: the nearest below it that has the same middle.
fn rule_under<'l>(laid: &'l Laid<'_>, last: &Line) -> Option<&'l Stroke> {
    let size = last.letters.first().map_or(0.0, |letters| letters.size);
    let below = laid.strokes.iter().filter(|stroke| {
        let level = near(stroke.from.1, stroke.to.1);
        let height = stroke.from.1 - last.y;
        let middle = (stroke.from.0 + stroke.to.0) / 2.0;
        level
            && stroke.page == last.page
            && height > 0.0
            && height < size * BELOW
            && near(middle, centre(last))
    });
    below.min_by(|a, b| a.from.1.total_cmp(&b.from.1))
}

fn ruled(laid: &Laid<'_>, findings: &mut Findings) {
    let van_ban = laid.van_ban;
    rule_of(
        laid,
        ("tieu_ngu", "Tiêu ngữ"),
        std::slice::from_ref(&van_ban.tieu_ngu),
        &van_ban.tieu_ngu,
        findings,
    );
    if let Some(last) = van_ban.co_quan.last() {
        rule_of(laid, ("co_quan", "tên cơ quan"), &van_ban.co_quan, last, findings);
    }
    if let Some(title) = van_ban.trich_yeu.as_ref().or(van_ban.ten_loai.as_ref()) {
        rule_of(laid, ("trich_yeu", "trích yếu"), std::slice::from_ref(title), title, findings);
    }
    for part in laid.parts.iter().filter_map(|part| part.kem_theo) {
        if let Some(dau) = &part.dau {
            rule_of(
                laid,
                ("tieu_ngu", "Tiêu ngữ"),
                std::slice::from_ref(&dau.tieu_ngu),
                &dau.tieu_ngu,
                findings,
            );
            if let Some(last) = dau.co_quan.last() {
                rule_of(laid, ("co_quan", "tên cơ quan"), &dau.co_quan, last, findings);
            }
        }
    }
}

/// Holds the rule under blocks, of which `last` stands lowest.
fn rule_of(
    laid: &Laid<'_>,
    (key, word): (&str, &str),
    blocks: &[Block],
    last: &Block,
    findings: &mut Findings,
) {
    let lines: Vec<&Line> = blocks.iter().flat_map(|block| laid.lines_of(block)).collect();
    let Some(line) = laid.lines_of(last).last() else { return };
    let Some(stroke) = rule_under(laid, line) else {
        findings.push(finding(&KE_NGANG_SAI, last, line, format!("dưới {word} không có đường kẻ")));
        return;
    };
    let [min, max] = share(key);
    let length = stroke.to.0 - stroke.from.0;
    let width = |line: &Line| line.x.1 - line.x.0;
    let longest = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
    let fits = |whole: f64| length >= whole * (min - sai_so("ke")) && length <= whole * (max + sai_so("ke"));
    if !fits(longest) && !fits(width(line)) {
        let message = format!(
            "đường kẻ dưới {word} dài {:.2} lần dòng chữ, nghị định cho {min:.2} đến {max:.2}",
            length / longest
        );
        findings.push(finding(&KE_NGANG_SAI, last, line, message));
    }
}

/// The range of a rule's length as a share of its line.
fn share(key: &str) -> [f64; 2] {
    let numbers: Vec<f64> = STANDARD
        .ke
        .get(key)
        .and_then(|value| value.as_array())
        .into_iter()
        .flatten()
        .filter_map(toml::Value::as_float)
        .collect();
    [numbers.first().copied().unwrap_or_default(), numbers.get(1).copied().unwrap_or(1.0)]
}

fn frames(laid: &Laid<'_>, findings: &mut Findings) {
    for dau in &laid.van_ban.dau {
        let (Some(line), Some(figures)) = (laid.lines_of(&dau.chu).next(), STANDARD.dau.get(&dau.ten)) else {
            continue;
        };
        let around = |stroke: &&Stroke| {
            stroke.page == line.page
                && stroke.from.1 < line.y
                && stroke.to.1 > line.y
                && stroke.from.0 <= line.x.0
                && stroke.to.0 >= line.x.1
        };
        let Some(frame) = laid.strokes.iter().find(around) else {
            findings.push(finding(
                &KHUNG_DAU_SAI,
                &dau.chu,
                line,
                format!("`{}` không có khung", shown(line)),
            ));
            continue;
        };
        let (width, height) = (mm(frame.to.0 - frame.from.0), mm(frame.to.1 - frame.from.1));
        let is = |figure: f64, measure: f64| figure == 0.0 || (figure - measure).abs() <= sai_so("mm");
        if !is(figures.rong_mm, width) || !is(figures.cao_mm, height) {
            let wanted = if figures.rong_mm == 0.0 {
                format!("cao {} mm", figures.cao_mm)
            } else {
                format!("{} mm x {} mm", figures.rong_mm, figures.cao_mm)
            };
            let message = format!(
                "khung `{}` {width:.1} mm x {height:.1} mm, nghị định quy định {wanted}",
                shown(line)
            );
            findings.push(finding(&KHUNG_DAU_SAI, &dau.chu, line, message));
        } else if frame.colour != figures.muc {
            let message = format!("khung `{}` màu {}, phải là {}", shown(line), frame.colour, figures.muc);
            findings.push(finding(&KHUNG_DAU_SAI, &dau.chu, line, message));
        }
    }
}

fn address_rule(laid: &Laid<'_>, findings: &mut Findings) {
    let (Some(block), Some(part)) = (laid.van_ban.dia_chi.first(), laid.main()) else { return };
    let Some(line) = laid.lines_of(block).next() else { return };
    let whole = |stroke: &&Stroke| {
        let above = line.y - stroke.from.1;
        stroke.page == line.page
            && near(stroke.from.1, stroke.to.1)
            && above > 0.0
            && near(stroke.from.0, part.left)
            && near(stroke.to.0, part.right_edge())
    };
    if laid.strokes.iter().find(whole).is_none() {
        let message = "trên địa chỉ không có đường kẻ hết chiều ngang".to_owned();
        findings.push(finding(&KE_DIA_CHI_SAI, block, line, message));
    }
}
