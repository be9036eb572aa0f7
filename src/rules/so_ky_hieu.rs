//! Phụ lục I, Phần I, II.3: number and symbol.

use crate::{
    catalogue::Loai,
    check::{VanBanContext, lexicon::LEXICON},
    diagnostic::{Diagnostic, Findings},
    rules::Rule,
    scope,
    text::Text,
};

rules! {
    /// A symbol of another kind.
    KY_HIEU_SAI_LOAI: "ky-hieu-sai-loai", Error, "PL I, Phần I, II.3.b", "Ký hiệu của văn bản có tên loại bắt đầu bằng chữ viết tắt tên loại; của công văn thì không.",
        "ky_hieu = \"KH-UBND\"", "ky_hieu = \"CTr-UBND\"" => van_ban(wrong_kind);
    /// Signs between the groups of a symbol.
    KY_HIEU_DAU: "ky-hieu-dau", Error, "PL I, Phần I, II.3.c", "Giữa số và ký hiệu có dấu gạch chéo, giữa các nhóm có dấu gạch nối ngắn, không cách chữ.",
        "ky_hieu = \"CTr – UBND\"", "ky_hieu = \"CTr-UBND\"" => van_ban(signs);
    /// Lower case in a symbol.
    KY_HIEU_CHU_THUONG: "ky-hieu-chu-thuong", Error, "PL I, Phần I, II.3.c", "Ký hiệu viết bằng chữ in hoa, trừ chữ viết tắt tên loại.",
        "ky_hieu = \"CTr-UBND-vx\"", "ky_hieu = \"CTr-UBND-VX\"" => van_ban(lower_case);
    /// A symbol that does not name its body.
    KY_HIEU_THIEU_CO_QUAN: "ky-hieu-thieu-co-quan", Warning, "PL I, Phần I, II.3.b", "Ký hiệu có chữ viết tắt tên cơ quan hoặc chức danh ban hành.",
        "ky_hieu = \"CTr-HĐND\"", "ky_hieu = \"CTr-CTUBND\"" => van_ban(no_body);
}

/// The symbol as printed, behind the first slash; none where it is of another regime.
fn symbol(context: &VanBanContext<'_>) -> Option<Text> {
    let printed = context.van_ban.so_ky_hieu.joined();
    let at = printed.as_str().find('/')? + 1;
    let symbol = printed.slice(at..printed.as_str().len());
    let ours = scope::of_symbol(symbol.as_str(), symbol.span()?).is_none();
    Some(symbol).filter(|_| ours)
}

/// The signs that stand, rightly or wrongly, between the groups of a symbol.
const BETWEEN: [char; 6] = ['-', '/', '–', '—', '‑', '_'];

/// The groups of a symbol, each with where it stands in it.
fn groups(symbol: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = |group: &str| group.as_ptr() as usize - symbol.as_ptr() as usize;
    symbol.split(BETWEEN).map(str::trim).map(move |group| (start(group), group))
}

fn at(rule: &'static Rule, symbol: &Text, start: usize, len: usize, message: String) -> Diagnostic {
    Diagnostic::new(rule, symbol.slice(start..start + len).span().or_else(|| symbol.span()), message)
}

fn wrong_kind(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some(symbol) = symbol(context) else { return };
    let loai = context.loai();
    let (_, first) = groups(symbol.as_str()).next().unwrap_or_default();
    let own = context.text_of_office("viet_tat");
    let other = Loai::all().iter().find(|other| !other.viet_tat.is_empty() && other.viet_tat == first);
    if loai.viet_tat.is_empty() {
        if let Some(other) = other.filter(|_| own != first) {
            let message = format!("`{first}` là chữ viết tắt của {}, {} không có", other.ten, loai.ten);
            findings.push(at(&KY_HIEU_SAI_LOAI, &symbol, 0, first.len(), message).label("bỏ nhóm này"));
        }
    } else if first != loai.viet_tat {
        let message = format!("ký hiệu bắt đầu bằng `{first}`, {} viết tắt là `{}`", loai.ten, loai.viet_tat);
        let label = format!("viết {}-…", loai.viet_tat);
        findings.push(at(&KY_HIEU_SAI_LOAI, &symbol, 0, first.len(), message).label(label));
    }
}

fn signs(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some(symbol) = symbol(context) else { return };
    let text = symbol.as_str();
    let strange = |c: char| c.is_whitespace() || (BETWEEN[2..].contains(&c)) || c == '\\';
    if let Some((start, c)) = text.char_indices().find(|(_, c)| strange(*c)) {
        let message = if c.is_whitespace() {
            format!("ký hiệu `{text}` có khoảng trắng")
        } else {
            format!("ký hiệu `{text}` có dấu `{c}`")
        };
        let finding = at(&KY_HIEU_DAU, &symbol, start, c.len_utf8(), message);
        findings.push(finding.label("viết liền, giữa các nhóm một dấu gạch nối `-`"));
    } else if let Some((start, _)) = groups(text).find(|(_, group)| group.is_empty()) {
        let start = start.min(text.len() - 1);
        let message = format!("ký hiệu `{text}` thừa dấu hoặc thiếu một nhóm chữ");
        findings.push(at(&KY_HIEU_DAU, &symbol, start, 1, message).label("viết như QĐ-UBND"));
    }
}

fn lower_case(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some(symbol) = symbol(context) else { return };
    let own = context.text_of_office("viet_tat");
    for (start, group) in groups(symbol.as_str()) {
        let of_kind = start == 0 && Loai::all().iter().any(|loai| loai.viet_tat == group);
        // What a body calls itself is fixed by its head.
        let fixed = group == own || LEXICON.ky_hieu.chu_thuong.iter().any(|known| known == group);
        if !of_kind && !fixed && group.chars().any(char::is_lowercase) {
            let message = format!("nhóm `{group}` của ký hiệu có chữ thường");
            let label = format!("viết {}", group.to_uppercase());
            findings.push(at(&KY_HIEU_CHU_THUONG, &symbol, start, group.len(), message).label(label));
        }
    }
}

fn no_body(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some(symbol) = symbol(context) else { return };
    let own = context.text_of_office("viet_tat");
    let own = own.trim();
    if !own.is_empty() && !symbol.as_str().to_uppercase().contains(&own.to_uppercase()) {
        let message = format!("ký hiệu `{}` không có chữ viết tắt `{own}` của cơ quan", symbol.as_str());
        let place = context.plan.root.span_of("ky_hieu").or_else(|| symbol.span());
        findings.push(Diagnostic::new(&KY_HIEU_THIEU_CO_QUAN, place, message).label(format!("viết …-{own}")));
    }
}
