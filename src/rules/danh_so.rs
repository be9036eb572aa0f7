//! Phụ lục I, Phần I, II.6.c to đ, and V.6: how the parts of the body are numbered.

use crate::{
    check::VanBanContext,
    diagnostic::{Diagnostic, Findings},
    outline::{Kieu, Marker},
    rules::Rule,
    source::Span,
    text::Text,
};
use std::collections::BTreeMap;

rules! {
    /// A number that jumps.
    DANH_SO_NHAY: "danh-so-nhay", Warning, "PL I, Phần I, II.6.đ", "Phần, chương, mục, điều, khoản, điểm đánh số theo thứ tự.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"1. Trồng cây.\\n2. Tưới cây.\\n4. Chăm cây.\"", "-khuon\n-nhiem_vu\nnoi_dung = \"1. Trồng cây.\\n2. Tưới cây.\\n3. Chăm cây.\"" => van_ban(jumps);
    /// A number that comes twice.
    DANH_SO_LAP: "danh-so-lap", Warning, "PL I, Phần I, II.6.đ", "Trong một cấp không có hai số như nhau.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"1. Trồng cây.\\n2. Tưới cây.\\n2. Chăm cây.\"", "-khuon\n-nhiem_vu\nnoi_dung = \"1. Trồng cây.\\n2. Tưới cây.\\n3. Chăm cây.\"" => van_ban(repeats);
    /// A number that does not begin at 1.
    DANH_SO_BAT_DAU: "danh-so-bat-dau", Warning, "PL I, Phần I, II.6.đ", "Mỗi cấp đánh số từ đầu: I, 1, a.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"II. MỤC ĐÍCH\\nTrồng cây.\\nIII. YÊU CẦU\\nChăm cây.\"", "-khuon\n-nhiem_vu\nnoi_dung = \"I. MỤC ĐÍCH\\nTrồng cây.\\nII. YÊU CẦU\\nChăm cây.\"" => van_ban(begins_late);
    /// Roman for Arabic, or Arabic for Roman.
    SO_SAI_KIEU: "so-sai-kieu", Error, "PL I, Phần I, II.6.đ", "Phần, chương đánh số La Mã; mục, tiểu mục, điều đánh số Ả Rập.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"Chương 1\\nQUY ĐỊNH CHUNG\\nĐiều 1. Phạm vi\\nQuy định này áp dụng trên địa bàn xã.\"", "-khuon\n-nhiem_vu\nnoi_dung = \"Chương I\\nQUY ĐỊNH CHUNG\\nĐiều 1. Phạm vi\\nQuy định này áp dụng trên địa bàn xã.\"" => van_ban(wrong_digits);
    /// A Roman number that is none.
    SO_LA_MA_SAI: "so-la-ma-sai", Error, "PL I, Phần I, II.6.đ và V.6.b", "Số La Mã viết đúng: I, II, III, IV, V, VI, VII, VIII, IX, X.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"IIII. YÊU CẦU\\nChăm cây.\"", "-khuon\n-nhiem_vu\nnoi_dung = \"I. YÊU CẦU\\nChăm cây.\"" => van_ban(no_roman);
    /// A letter that no point has.
    DIEM_LA: "diem-la", Warning, "PL I, Phần I, II.6.đ", "Điểm dùng chữ cái tiếng Việt theo thứ tự a, b, c, d, đ, e, g, h, i, k …: không có f, j, w, z, không có chữ có dấu phụ ngoài đ.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"a) Một.\\nf) Hai.\"", "-khuon\n-nhiem_vu\nnoi_dung = \"a) Một.\\nb) Hai.\"" => van_ban(strange_letter);
    /// Two ways of dividing in one document.
    CACH_CHIA_LAN_LON: "cach-chia-lan-lon", Warning, "PL I, Phần I, II.6.c và V.6", "Một văn bản dùng một cách chia: phần, chương, mục, điều, khoản, điểm; hoặc I, 1, a.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"Mục 1\\nQUY ĐỊNH CHUNG\\nTrồng cây.\\nI. YÊU CẦU\\nChăm cây.\"", "-khuon\n-nhiem_vu\nnoi_dung = \"Mục 1\\nQUY ĐỊNH CHUNG\\nTrồng cây.\\nMục 2\\nYÊU CẦU\\nChăm cây.\"" => van_ban(mixed);
    /// A colon behind the number of an article.
    DIEU_DAU_CHAM: "dieu-dau-cham", Warning, "PL I, Phần I, II.6.đ", "Sau số của điều là dấu chấm.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"Điều 1: Trồng cây trên địa bàn xã.\"", "-khuon\n-nhiem_vu\nnoi_dung = \"Điều 1. Trồng cây trên địa bàn xã.\"" => van_ban(colon);
    /// A part without a heading.
    THIEU_TIEU_DE: "thieu-tieu-de", Error, "PL I, Phần I, II.6.d", "Phần, chương, mục, tiểu mục có tiêu đề.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"Chương I\\nĐiều 1. Phạm vi\\nQuy định này áp dụng trên địa bàn xã.\"", "-khuon\n-nhiem_vu\nnoi_dung = \"Chương I\\nQUY ĐỊNH CHUNG\\nĐiều 1. Phạm vi\\nQuy định này áp dụng trên địa bàn xã.\"" => van_ban(no_heading);
}

/// What is odd about a number.
enum Odd {
    Repeats(Span),
    Jumps(String),
    Late,
}

/// A level that is open: its sort, the number before the last one where it has several, the last number.
struct Level<'c> {
    marker: Marker,
    before: &'c str,
    so: &'c Text,
}

/// Walks the numbers of the body in order; `say` hears of each that is odd. An article runs through all
/// chapters; numbers below a section may begin anew or go on.
fn walk<'c>(context: &'c VanBanContext<'_>, say: &mut impl FnMut(&'c Text, Odd)) {
    // An excerpt keeps the numbers of the whole.
    if context.plan.root.table("ban_sao").item("trich").is_some() {
        return;
    }
    let mut open: Vec<Level<'c>> = Vec::new();
    let mut last: BTreeMap<(&str, &str), (usize, &'c Text)> = BTreeMap::new();
    for (so, marker) in unquoted(context) {
        let Some(number) = marker.number else { continue };
        let before = before(so.as_str());
        let name = (marker.kieu.name(), before);
        open.retain(|level| level.marker.kieu.rank() <= marker.kieu.rank());
        let same = |level: &&Level<'_>| level.marker.kieu == marker.kieu && level.before == before;
        let through = marker.kieu == Kieu::Dieu || marker.kieu == Kieu::Chuong;
        let previous = match open.iter().rev().find(same) {
            Some(level) => level.marker.number.map(|number| (number, level.so)),
            None if through => last.get(&name).copied(),
            None => None,
        };
        let goes_on = last.get(&name).is_some_and(|(last, _)| number == last + 1);
        match previous {
            Some((was, at)) if was == number => {
                at.span().into_iter().for_each(|span| say(so, Odd::Repeats(span)));
            }
            Some((was, at)) if was + 1 != number && number != 1 => {
                say(so, Odd::Jumps(at.as_str().to_owned()));
            }
            None if number != 1 && !goes_on => say(so, Odd::Late),
            _ => {}
        }
        open.retain(|level| level.marker.kieu.rank() < marker.kieu.rank() || same(&level));
        open.retain(|level| !same(&level));
        open.push(Level { marker: *marker, before, so });
        last.insert(name, (number, so));
    }
}

/// The markers of paragraphs that do not begin within a quotation: what an amendment quotes has its own numbers.
fn unquoted<'c>(context: &'c VanBanContext<'_>) -> impl Iterator<Item = &'c (Text, Marker)> {
    let mut depth = 0_usize;
    context.than().filter_map(move |(block, marker)| {
        let within = depth > 0;
        let texts = block.runs.iter().map(|run| run.text.as_str());
        for text in texts.filter(|text| text.contains('“') || text.contains('”')) {
            for (_, quote) in text.match_indices(['“', '”']) {
                depth = if quote == "“" { depth + 1 } else { depth.saturating_sub(1) };
            }
        }
        marker.filter(|_| !within)
    })
}

/// `2.` of `2.1.`: what a number of several parts stands below.
fn before(so: &str) -> &str {
    so.trim_end_matches('.').rsplit_once('.').map_or("", |(before, _)| before)
}

fn jumps(context: &VanBanContext<'_>, findings: &mut Findings) {
    walk(context, &mut |so, odd| {
        if let Odd::Jumps(was) = odd {
            let message = format!("sau `{was}` là `{}`", so.as_str());
            let finding = Diagnostic::new(&DANH_SO_NHAY, so.span(), message);
            // The letter that is most often forgotten.
            let label = if was == "d)" { "sau d) là đ)" } else { "đánh số lại cho liền" };
            findings.push(finding.label(label));
        }
    });
}

fn repeats(context: &VanBanContext<'_>, findings: &mut Findings) {
    walk(context, &mut |so, odd| {
        if let Odd::Repeats(span) = odd {
            let message = format!("số `{}` có hai lần liền nhau", so.as_str());
            let finding = Diagnostic::new(&DANH_SO_LAP, so.span(), message).label("đánh số lại");
            findings.push(finding.also(Some(span), "lần trước ở đây"));
        }
    });
}

fn begins_late(context: &VanBanContext<'_>, findings: &mut Findings) {
    walk(context, &mut |so, odd| {
        if let Odd::Late = odd {
            let message = format!("cấp này bắt đầu bằng `{}`", so.as_str());
            findings.push(Diagnostic::new(&DANH_SO_BAT_DAU, so.span(), message).label("đánh số từ đầu"));
        }
    });
}

fn wrong_digits(context: &VanBanContext<'_>, findings: &mut Findings) {
    for (so, marker) in context.markers() {
        let roman = match marker.kieu {
            Kieu::Phan | Kieu::Chuong => true,
            Kieu::Muc | Kieu::TieuMuc | Kieu::Dieu => false,
            _ => continue,
        };
        let number = marker.number.unwrap_or_default();
        let (wanted, shown) = match roman {
            true => ("La Mã", crate::outline::roman(number)),
            false => ("Ả Rập", number.to_string()),
        };
        let label =
            so.as_str().trim_end_matches(['.', ':']).rsplit([' ', '\u{A0}']).next().unwrap_or_default();
        let fits = if roman { label == shown } else { label.parse() == Ok(number) };
        if !fits {
            let message = format!("`{}` phải đánh số {wanted}", so.as_str());
            findings.push(Diagnostic::new(&SO_SAI_KIEU, so.span(), message).label(format!("viết {shown}")));
        }
    }
}

/// The start of a paragraph without a marker that looks like one: its text, and the bytes of the mark.
fn looks_like_marker(
    context: &VanBanContext<'_>,
    rule: &'static Rule,
    find: fn(&str) -> Option<usize>,
) -> Vec<Diagnostic> {
    let plain = context.van_ban.than.iter().filter(|block| block.kieu == Kieu::Doan.name());
    let odd = plain.filter_map(|block| {
        let text = block.joined();
        let start = text.slice(0..find(text.as_str())?);
        let message = format!("`{}` không phải số thứ tự của nghị định", start.as_str());
        Some(Diagnostic::new(rule, start.span(), message))
    });
    odd.collect()
}

fn no_roman(context: &VanBanContext<'_>, findings: &mut Findings) {
    let odd = looks_like_marker(context, &SO_LA_MA_SAI, |text| {
        let end = text.find(". ")?;
        (end > 1 && text[..end].chars().all(|c| "IVX".contains(c))).then_some(end + 1)
    });
    odd.into_iter().for_each(|finding| findings.push(finding.label("viết số La Mã đúng, ví dụ IV.")));
}

fn strange_letter(context: &VanBanContext<'_>, findings: &mut Findings) {
    let odd = looks_like_marker(context, &DIEM_LA, |text| {
        let letter = text.chars().next()?;
        let marked = letter.is_lowercase() && text[letter.len_utf8()..].starts_with(") ");
        marked.then_some(letter.len_utf8() + 1)
    });
    odd.into_iter().for_each(|finding| findings.push(finding.label("viết a), b), c), d), đ), e), g) …")));
}

fn mixed(context: &VanBanContext<'_>, findings: &mut Findings) {
    let first = |test: fn(Kieu) -> bool| context.markers().find(|(_, marker)| test(marker.kieu));
    let section = first(|kieu| matches!(kieu, Kieu::Muc | Kieu::TieuMuc));
    let pairs = [
        (section, first(|kieu| kieu == Kieu::LaMa)),
        (first(|kieu| kieu == Kieu::So), first(|kieu| kieu == Kieu::SoCheo)),
    ];
    for (one, other) in pairs.into_iter().filter_map(|(one, other)| Some((&one?.0, &other?.0))) {
        let message = format!("văn bản vừa chia theo `{}` vừa chia theo `{}`", one.as_str(), other.as_str());
        let finding = Diagnostic::new(&CACH_CHIA_LAN_LON, other.span(), message).label("dùng một cách chia");
        findings.push(finding.also(one.span(), "cách chia kia bắt đầu ở đây"));
    }
}

fn colon(context: &VanBanContext<'_>, findings: &mut Findings) {
    for (so, marker) in context.markers() {
        if marker.kieu == Kieu::Dieu && so.as_str().ends_with(':') {
            let last = so.slice(so.as_str().len() - 1..so.as_str().len());
            let message = format!("sau `{}` là dấu hai chấm", so.as_str().trim_end_matches(':'));
            let mut finding = Diagnostic::new(&DIEU_DAU_CHAM, last.span(), message).label("viết dấu chấm");
            if let Some(span) = last.span().filter(|span| context.sources.text(*span) == ":") {
                finding = finding.fix(span, ".");
            }
            findings.push(finding);
        }
    }
}

fn no_heading(context: &VanBanContext<'_>, findings: &mut Findings) {
    for (block, marker) in context.than() {
        let Some((so, marker)) = marker else { continue };
        if marker.kieu.has_heading_below() && block.runs.len() < 2 {
            let message = format!("`{}` chưa có tiêu đề", so.as_str());
            findings
                .push(Diagnostic::new(&THIEU_TIEU_DE, so.span(), message).label("viết tiêu đề ở dòng dưới"));
        }
    }
}
