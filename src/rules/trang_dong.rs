//! Phụ lục I, Phần I, I.7 and II.6.e, on the page: lines, paragraphs, page numbers, and how pages break.

use super::trang_chu::{OWN_LAYOUT, shown};
use crate::{
    check::{Laid, Part, mm, pt, sai_so},
    diagnostic::{Diagnostic, Findings},
    rules::Rule,
    standard::STANDARD,
    typeset::Line,
    van_ban::Block,
};

rules! {
    /// Lines too near or too far.
    GIAN_DONG_SAI: "gian-dong-sai", Error, "PL I, Phần I, II.6.e", "Khoảng cách giữa các dòng tối thiểu là dòng đơn, tối đa là 1,5 dòng.",
        "nhiem_vu = [{ noi_dung = \"Rà soát, cập nhật danh sách hộ nghèo, hộ cận nghèo, hộ có hoàn cảnh khó khăn trên địa bàn xã để kịp thời hỗ trợ trong dịp giáp hạt\" }]\nlayout/khung.typ: leading: gian(tb.gian_dong) => leading: gian(tb.gian_dong * 2)",
        "nhiem_vu = [{ noi_dung = \"Rà soát, cập nhật danh sách hộ nghèo, hộ cận nghèo, hộ có hoàn cảnh khó khăn trên địa bàn xã để kịp thời hỗ trợ trong dịp giáp hạt\" }]" => trang(pitch);
    /// Paragraphs too near.
    CACH_DOAN_SAI: "cach-doan-sai", Error, "PL I, Phần I, II.6.e", "Khoảng cách giữa các đoạn văn tối thiểu là 6 pt.",
        "layout/khung.typ: spacing: tb.cach_doan => spacing: 0 * tb.cach_doan", "so = 5" => trang(apart);
    /// First lines not in, or not alike.
    THUT_DONG_SAI: "thut-dong-sai", Error, "PL I, Phần I, II.6.e", "Khi xuống dòng, chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm.",
        "layout/van-ban.typ: than(d.trinh_bay.thut_dong_mm => than((d.trinh_bay.thut_dong_mm + 8)", "so = 5" => trang(indent);
    /// Text that is not justified.
    CANH_DEU_SAI: "canh-deu-sai", Error, "PL I, Phần I, II.6.e", "Nội dung văn bản được canh đều cả hai lề.",
        "nhiem_vu = [{ noi_dung = \"Rà soát, cập nhật danh sách hộ nghèo, hộ cận nghèo, hộ có hoàn cảnh khó khăn trên địa bàn xã để kịp thời hỗ trợ trong dịp giáp hạt\" }]\nlayout/than.typ: { par(first-line => { par(justify: false, first-line",
        "nhiem_vu = [{ noi_dung = \"Rà soát, cập nhật danh sách hộ nghèo, hộ cận nghèo, hộ có hoàn cảnh khó khăn trên địa bàn xã để kịp thời hỗ trợ trong dịp giáp hạt\" }]" => trang(justified);
    /// Page numbers that are missing, wrong or elsewhere.
    SO_TRANG_SAI: "so-trang-sai", Error, "PL I, Phần I, I.7", "Số trang bằng chữ số Ả Rập, canh giữa trong phần lề trên, không hiển thị số trang thứ nhất.",
        "layout/khung.typ: if so > 1 { => if so > 0 {", "so = 5" => trang(page_numbers);
    /// A signature without text.
    CHU_KY_DON_DOC: "chu-ky-don-doc", Warning, "PL I, Phần I, II.7", "Chữ ký không đứng riêng một trang, tách khỏi nội dung.",
        "layout/van-ban.typ: cuoi(d.trinh_bay.co => pagebreak()\\ncuoi(d.trinh_bay.co", "so = 5" => trang(lonely_signature);
    /// A last page with next to nothing on it.
    TRANG_CUOI_TRONG: "trang-cuoi-trong", Warning, "PL I, Phần I, I.3", "Trang cuối không chỉ có vài dòng.",
        "layout/van-ban.typ: xac-nhan(d.trinh_bay.co => pagebreak()\\nh(0em)\\nxac-nhan(d.trinh_bay.co", "so = 5" => trang(nearly_empty);
    /// Words parted that belong together.
    TU_BI_NGAT: "tu-bi-ngat", Warning, "PL I, Phần I, II.6.e", "Ngày, số, họ tên không bị ngắt giữa hai dòng.",
        "nhiem_vu = [{ noi_dung = \"Trực vào các ngày 1, ngày 2, ngày 3, ngày 4, ngày 5, ngày 6, ngày 7, ngày 8, ngày 9, ngày 10, ngày 11, ngày 12, ngày 13, ngày 14, ngày 15, ngày 16, ngày 17, ngày 18, ngày 19, ngày 20, ngày 21, ngày 22, ngày 23, ngày 24, ngày 25, ngày 26, ngày 27, ngày 28, ngày 29, ngày 30\" }]\nlayout/chu.typ: else { s } => else { s.replace(\"\\u{a0}\", \" \") }",
        "nhiem_vu = [{ noi_dung = \"Trực vào các ngày 1, ngày 2, ngày 3, ngày 4, ngày 5, ngày 6, ngày 7, ngày 8, ngày 9, ngày 10, ngày 11, ngày 12, ngày 13, ngày 14, ngày 15, ngày 16, ngày 17, ngày 18, ngày 19, ngày 20, ngày 21, ngày 22, ngày 23, ngày 24, ngày 25, ngày 26, ngày 27, ngày 28, ngày 29, ngày 30\" }]" => trang(torn);
}

/// The first line that is wrong says it for all.
fn say(rule: &'static Rule, laid: &Laid<'_>, line: &Line, message: String, findings: &mut Findings) {
    let span = laid.block(line).and_then(Block::place_to_mend).or_else(|| laid.anywhere());
    findings.push(Diagnostic::new(rule, span, message).on_page(line.page + 1).hint(OWN_LAYOUT));
}

fn pitch(laid: &Laid<'_>, findings: &mut Findings) {
    let [min, max] = STANDARD.than.gian_dong;
    for (line, pitch) in laid.pitches() {
        let lines = pitch / (line.size() * STANDARD.single_line());
        if lines < min - sai_so("ke") || lines > max + sai_so("ke") {
            let message = format!(
                "dòng `{}` cách dòng trên {lines:.2} dòng, nghị định cho {min} đến {max}",
                shown(line)
            );
            return say(&GIAN_DONG_SAI, laid, line, message, findings);
        }
    }
}

fn apart(laid: &Laid<'_>, findings: &mut Findings) {
    let [min, _] = STANDARD.than.cach_doan;
    let size = laid.van_ban.trinh_bay.co["than"];
    let single = size * STANDARD.single_line();
    let [least, most] = STANDARD.than.gian_dong.map(|lines| lines * single);
    let measured = laid.pitch().filter(|pitch| (least - sai_so("pt")..=most + sai_so("pt")).contains(pitch));
    let pitch = measured.unwrap_or(single * laid.van_ban.trinh_bay.gian_dong);
    for pair in laid.parts.iter().flat_map(|part| part.than.windows(2)) {
        let (Some(above), Some(below)) = (laid.lines_of(&pair[0]).last(), laid.lines_of(&pair[1]).next())
        else {
            continue;
        };
        let gap = below.y - above.y - pitch;
        if above.page == below.page && gap < min - sai_so("pt") {
            let message =
                format!("đoạn `{}` cách đoạn trên {gap:.1} pt, nghị định cho ít nhất {min} pt", shown(below));
            return say(&CACH_DOAN_SAI, laid, below, message, findings);
        }
    }
}

fn indent(laid: &Laid<'_>, findings: &mut Findings) {
    let allowed = STANDARD.than.thut_dong_mm;
    let mut first: Option<f64> = None;
    for (part, block) in laid.parts.iter().flat_map(|part| part.than.iter().map(move |block| (part, block))) {
        let drawn = STANDARD.doan.get(block.kieu);
        let indented =
            drawn.is_some_and(|drawn| drawn.thut.unwrap_or(true) && drawn.canh.as_deref() != Some("giua"));
        let Some(line) = laid.lines_of(block).next().filter(|_| indented) else { continue };
        let measure = mm(line.x.0 - part.left);
        let one = first.get_or_insert(measure);
        let fine = allowed.iter().any(|allowed| (allowed - measure).abs() <= sai_so("mm"));
        if !fine || (*one - measure).abs() > sai_so("mm") {
            let message = format!(
                "dòng đầu `{}` lùi vào {measure:.1} mm, nghị định cho {} hoặc {} mm",
                shown(line),
                allowed[0],
                allowed[1]
            );
            return say(&THUT_DONG_SAI, laid, line, message, findings);
        }
    }
}

fn justified(laid: &Laid<'_>, findings: &mut Findings) {
    for part in &laid.parts {
        let right = part.right_edge();
        if let Some(line) =
            laid.justified_lines(part).find(|line| (line.x.1 - right).abs() > pt(sai_so("mm")))
        {
            let message = format!("dòng `{}` không đều lề phải", shown(line));
            return say(&CANH_DEU_SAI, laid, line, message, findings);
        }
    }
}

fn page_numbers(laid: &Laid<'_>, findings: &mut Findings) {
    for part in &laid.parts {
        for page in part.pages.clone() {
            if let Some(message) = number_fault(laid, part, page) {
                let place = part.anywhere().or_else(|| laid.anywhere());
                let found = Diagnostic::new(&SO_TRANG_SAI, place, message);
                findings.push(found.on_page(page + 1).hint(OWN_LAYOUT));
            }
        }
    }
}

/// What is wrong with the number of a page; each text counts its own pages.
fn number_fault(laid: &Laid<'_>, part: &Part<'_>, page: usize) -> Option<String> {
    let top = pt(STANDARD.le["le_tren"].khoang[0]);
    let (width, count) = (laid.pages[page].0, page - part.pages.start + 1);
    let number = laid.lines_on(page).iter().find(|line| line.block.is_none() && line.y <= top);
    let text = number.map(|line| line.text.trim());
    match (number, text) {
        (_, Some(text)) if count == 1 => Some(format!("trang thứ nhất có số trang `{text}`")),
        (_, None) => (count > 1).then(|| "trang này không có số trang ở lề trên".to_owned()),
        (_, Some(text)) if !text.chars().all(|c| c.is_ascii_digit()) => {
            Some(format!("số trang `{text}` không phải chữ số Ả Rập"))
        }
        (_, Some(text)) if text != count.to_string() => {
            Some(format!("trang thứ {count} ghi số trang `{text}`"))
        }
        (Some(line), _) => {
            let middle = (line.x.0 + line.x.1) / 2.0;
            // A turned page has its text between the same margins.
            let of_text = part.middle() + (width - part.size.0) / 2.0;
            let centred =
                [of_text, width / 2.0].iter().any(|place| (place - middle).abs() <= pt(sai_so("mm")));
            (!centred).then(|| "số trang không ở giữa lề trên".to_owned())
        }
        (None, Some(_)) => None,
    }
}

fn lonely_signature(laid: &Laid<'_>, findings: &mut Findings) {
    let Some(foot) = laid.lines_of(&laid.van_ban.noi_nhan).next().filter(|line| line.page > 0) else {
        return;
    };
    // A picture above the signature is company too, and has no lines.
    let signed = laid.van_ban.chu_ky.first().map(|ky| ky.quyen_han.first().unwrap_or(&ky.chuc_vu));
    let signed = signed.and_then(|block| laid.lines_of(block).next()).unwrap_or(foot);
    if laid.pictures.iter().any(|(page, top)| *page == signed.page && *top < signed.y) {
        return;
    }
    let wanted = STANDARD.bo_cuc["dong_cung_chu_ky"] as usize;
    let there = laid.lines.iter().filter(|line| line.page == foot.page && laid.is_body(line)).count();
    if there < wanted {
        let message = format!("trang có chữ ký chỉ có {there} dòng nội dung");
        let span = laid.van_ban.than.last().and_then(Block::place_to_mend);
        findings.push(
            Diagnostic::new(&CHU_KY_DON_DOC, span, message)
                .label("viết dài thêm hoặc rút bớt để sang trang khác")
                .on_page(foot.page + 1),
        );
    }
}

fn nearly_empty(laid: &Laid<'_>, findings: &mut Findings) {
    let last = laid.last_page();
    if last == 0 {
        return;
    }
    let le = &laid.van_ban.trinh_bay.le_mm;
    let (top, bottom) = (pt(le["le_tren"]), laid.pages[last].1 - pt(le["le_duoi"]));
    let lines = laid.lines.iter().filter(|line| line.page == last && line.block.is_some());
    let lowest = lines.map(|line| line.y).fold(top, f64::max);
    let filled = (lowest - top) / (bottom - top);
    if filled < STANDARD.bo_cuc["trang_it_nhat"] {
        let message = format!("trang cuối chỉ dùng {:.0}% chiều cao", filled * 100.0);
        findings.push(
            Diagnostic::new(
                &TRANG_CUOI_TRONG,
                laid.van_ban.noi_nhan_muc.last().and_then(Block::place_to_mend),
                message,
            )
            .label("rút gọn, hoặc chọn lề, cỡ chữ nhỏ hơn trong [trinh_bay]")
            .on_page(last + 1),
        );
    }
}

fn torn(laid: &Laid<'_>, findings: &mut Findings) {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let tied = |block: &&Block| block.runs.iter().any(|run| run.text.as_str().contains('\u{A0}'));
    for block in laid.van_ban.blocks().filter(tied).filter(|block| laid.lines_of(block).count() > 1) {
        let text: String = block.runs.iter().map(|run| run.text.as_str()).collect();
        let mut ends = Vec::new();
        for line in laid.lines_of(block) {
            ends.push(ends.last().copied().unwrap_or_default() + letters(&line.text));
        }
        let mut count = 0;
        let mut cut = None;
        for (at, c) in text.char_indices() {
            if c == '\u{A0}' && cut.is_none() && ends[..ends.len() - 1].contains(&count) {
                cut = Some((at, count));
            }
            count += usize::from(!c.is_whitespace());
        }
        // Where the page shows other letters than the tree, a place cannot be counted.
        if let Some((at, count)) = cut.filter(|_| ends.last() == Some(&count)) {
            let before = text[..at].split([' ', '\u{A0}', '\n']).next_back().unwrap_or_default();
            let after = text[at + 2..].split([' ', '\u{A0}', '\n']).next().unwrap_or_default();
            let line = laid.lines_of(block).zip(&ends).find(|(_, end)| **end == count).map(|(line, _)| line);
            if let Some(line) = line {
                say(&TU_BI_NGAT, laid, line, format!("`{before} {after}` bị ngắt giữa hai dòng"), findings);
            }
        }
    }
}
