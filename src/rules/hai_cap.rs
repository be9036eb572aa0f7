//! Two levels of local government since 1 July 2025: no unit of the district level is left, and the
//! communes are others. Held against `data/don-vi.csv` and `data/sap-nhap-2025.csv`.

use crate::{
    check::{
        VanBanContext,
        lexicon::{LEXICON, word_at},
    },
    diagnostic::{Diagnostic, Findings},
    don_vi,
    fold::same_name,
    rules::Rule,
    text::Text,
};
use std::ops::Range;

rules! {
    /// A district that issues.
    CAP_HUYEN_BAN_HANH: "cap-huyen-ban-hanh", Error, "Luật Tổ chức chính quyền địa phương số 72/2025/QH15; PL I, Phần I, II.2 và II.4", "Từ ngày 01 tháng 7 năm 2025 không còn cơ quan cấp huyện ban hành văn bản.",
        "-ky\n-khuon\n-nhiem_vu\nnoi_dung = \"Trồng cây.\"\nngay_ban_hanh = 2025-07-02\nco_quan = { ten = [\"Ủy ban nhân dân\", \"huyện Kiến Thụy\"] }",
        "-ky\n-khuon\n-nhiem_vu\nnoi_dung = \"Trồng cây.\"\nngay_ban_hanh = 2025-07-02\nco_quan = { ten = [\"Ủy ban nhân dân\", \"xã Kiến Thụy\"] }" => van_ban(issuing_district);
    /// A district among those addressed.
    CAP_HUYEN_NOI_NHAN: "cap-huyen-noi-nhan", Warning, "Luật Tổ chức chính quyền địa phương số 72/2025/QH15; PL I, Phần I, II.9", "Từ ngày 01 tháng 7 năm 2025 không còn cơ quan cấp huyện nhận văn bản.",
        "-ky\n-khuon\n-nhiem_vu\nnoi_dung = \"Trồng cây.\"\nngay_ban_hanh = 2025-07-02\nnoi_nhan = [\"UBND huyện Kiến Thụy\"]",
        "-ky\n-khuon\n-nhiem_vu\nnoi_dung = \"Trồng cây.\"\nngay_ban_hanh = 2025-07-02\nnoi_nhan = [\"UBND xã Kiến Thụy\"]" => van_ban(addressed_district);
    /// A commune or a province that is in no list.
    DON_VI_LA: "don-vi-la", Warning, "Luật Tổ chức chính quyền địa phương số 72/2025/QH15; PL I, Phần I, II.2 và II.9", "Xã, phường, đặc khu, tỉnh, thành phố mang tên gọi chính thức của 3.321 đơn vị cấp xã và 34 đơn vị cấp tỉnh.",
        "-ky\n-khuon\n-nhiem_vu\nnoi_dung = \"Trồng cây.\"\nngay_ban_hanh = 2025-07-02\nnoi_nhan = [\"UBND xã Kiến Thuyị\"]",
        "-ky\n-khuon\n-nhiem_vu\nnoi_dung = \"Trồng cây.\"\nngay_ban_hanh = 2025-07-02\nnoi_nhan = [\"UBND xã Kiến Thụy\"]" => van_ban(unknown_unit);
}

/// Whether the document is one of the time of two levels; not where its date is unknown.
fn is_of_two_levels(context: &VanBanContext<'_>) -> bool {
    context.first_day().is_some_and(|day| day >= LEXICON.hai_cap.first_day())
}

/// What the head prints: the bodies and the place.
fn head(context: &VanBanContext<'_>) -> Vec<Text> {
    let office = context.co_quan();
    let lists = ["chu_quan", "ten"].into_iter().flat_map(|key| context.plan.texts(office, key));
    lists.chain(context.plan.text(office, "dia_danh")).collect()
}

/// Whom the document addresses.
fn addressed(context: &VanBanContext<'_>) -> Vec<Text> {
    ["kinh_gui", "noi_nhan"].into_iter().flat_map(|key| context.texts(key)).collect()
}

/// A unit that a text names: its word, its name, and their bytes.
struct Named<'t> {
    word: &'t str,
    name: String,
    range: Range<usize>,
}

impl Named<'_> {
    fn full(&self) -> String {
        format!("{} {}", self.word, self.name)
    }
}

/// Each unit of these words that a text names; the name is empty where none follows.
fn units<'t>(text: &str, words: &[&'t str]) -> Vec<Named<'t>> {
    let mut found = Vec::new();
    for word in words {
        let mut from = 0;
        while let Some(range) = text.get(from..).and_then(|rest| word_at(rest, word)) {
            let (start, end) = (from + range.start, from + range.end);
            let len = name_len(&text[end..]);
            let name = text[end..end + len].trim().to_owned();
            found.push(Named { word, name, range: start..end + len });
            from = end;
        }
    }
    found
}

/// How far a name goes: words that begin with a capital or a digit.
fn name_len(rest: &str) -> usize {
    let mut end = 0;
    for word in rest.split_inclusive(' ') {
        let plain = word.trim_end();
        let letters = plain.trim_end_matches([',', ';', '.', ')', ':']);
        let capital = letters.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let another = LEXICON
            .hai_cap
            .cap_huyen
            .iter()
            .chain([&"tỉnh".to_owned(), &"thành".to_owned()])
            .any(|unit| same_name(unit) == same_name(letters));
        if (!plain.is_empty() && plain != "-" && !capital) || (another && end > 0) {
            break;
        }
        end += if letters.len() < plain.len() { letters.len() } else { word.len() };
        if letters.len() < plain.len() {
            break;
        }
    }
    rest[..end].trim_end().trim_end_matches('-').trim_end().len()
}

/// The districts that a text names, and cities below a province.
fn districts(text: &str) -> Vec<Named<'static>> {
    let words: Vec<&'static str> = LEXICON.hai_cap.cap_huyen.iter().map(String::as_str).collect();
    let mut found = units(text, &words);
    found.extend(
        units(text, &["thành phố"])
            .into_iter()
            .filter(|city| !city.name.is_empty() && !is_province(&city.name)),
    );
    found
}

/// Whether a province of today bears this name, whatever it is called before it.
fn is_province(name: &str) -> bool {
    let wanted = same_name(name);
    let bare = |full: &str| {
        let full = same_name(full);
        let rest = ["tỉnh", "thành phố"]
            .iter()
            .find_map(|word| full.strip_prefix(&same_name(word)).map(str::to_owned));
        rest.unwrap_or(full).trim().to_owned()
    };
    don_vi::provinces().iter().any(|(_, full)| {
        let bare = bare(full);
        wanted == bare || wanted.starts_with(&format!("{bare} "))
    })
}

fn district(rule: &'static Rule, text: &Text, named: &Named<'_>) -> Diagnostic {
    let message = format!(
        "`{}` là đơn vị cấp huyện, không còn từ ngày 01/7/2025",
        text.as_str()[named.range.clone()].trim()
    );
    let span = text.slice(named.range.clone()).span();
    let finding = Diagnostic::new(rule, span, message).label("viết cơ quan cấp tỉnh, cấp xã hiện nay");
    let became = don_vi::successors_of_district(&named.full());
    let (Some((province, units)), 1) = (became.first_key_value(), became.len()) else { return finding };
    let names: Vec<&str> = units.iter().map(|unit| unit.ten.as_str()).collect();
    finding.hint(format!("{} ({province} cũ) nay là {}", named.full(), names.join(", ")))
}

fn issuing_district(context: &VanBanContext<'_>, findings: &mut Findings) {
    if !is_of_two_levels(context) {
        return;
    }
    for text in head(context) {
        for named in districts(text.as_str()) {
            findings.push(district(&CAP_HUYEN_BAN_HANH, &text, &named));
        }
    }
}

fn addressed_district(context: &VanBanContext<'_>, findings: &mut Findings) {
    if !is_of_two_levels(context) {
        return;
    }
    for text in addressed(context) {
        // One finding an item: "các huyện, thị xã, thị trấn" is one slip.
        if let Some(named) = districts(text.as_str()).into_iter().min_by_key(|named| named.range.start) {
            findings.push(district(&CAP_HUYEN_NOI_NHAN, &text, &named));
        }
    }
}

fn unknown_unit(context: &VanBanContext<'_>, findings: &mut Findings) {
    if !is_of_two_levels(context) {
        return;
    }
    let words: Vec<&str> = LEXICON.hai_cap.cap_xa.iter().map(String::as_str).collect();
    for text in head(context).into_iter().chain(addressed(context)) {
        for named in units(text.as_str(), &words).into_iter().filter(|named| !named.name.is_empty()) {
            if !is_commune(&named) {
                findings.push(unknown(&text, &named));
            }
        }
        for named in units(text.as_str(), &["tỉnh"]).into_iter().filter(|named| !named.name.is_empty()) {
            if !is_province(&named.name) {
                let message = format!("không còn tỉnh nào tên `{}`", named.name);
                let span = text.slice(named.range.clone()).span();
                findings.push(
                    Diagnostic::new(&DON_VI_LA, span, message).label("viết tên tỉnh, thành phố hiện nay"),
                );
            }
        }
    }
}

/// Whether a commune of today bears this name; words that follow a name of two or more may be others.
fn is_commune(named: &Named<'_>) -> bool {
    let words: Vec<&str> = named.name.split_whitespace().collect();
    // `VĂN HÓA-XÃ HỘI` names no commune.
    if words.first().is_some_and(|word| same_name(word) == same_name("Hội")) {
        return true;
    }
    let whole = words.len();
    (1..=whole).any(|count| {
        let name = format!("{} {}", named.word, words[..count].join(" "));
        (count == whole || count > 1) && don_vi::find(&name).next().is_some()
    })
}

/// The finding for a commune that is in no list: what it became, else the nearest names.
fn unknown(text: &Text, named: &Named<'_>) -> Diagnostic {
    let full = named.full();
    let span = text.slice(named.range.clone()).span();
    let became = don_vi::successors(&full);
    if became.is_empty() {
        let near: Vec<String> =
            don_vi::nearest(&full, 3).iter().map(|unit| format!("{} ({})", unit.ten, unit.tinh)).collect();
        let finding =
            Diagnostic::new(&DON_VI_LA, span, format!("không có `{full}` trong danh mục đơn vị hành chính"));
        return match near.as_slice() {
            [] => finding.label("kiểm tra lại tên"),
            [first, ..] => {
                finding.label(format!("có phải {first}?")).hint(format!("gần nhất: {}", near.join(", ")))
            }
        };
    }
    let mut finding = Diagnostic::new(&DON_VI_LA, span, format!("`{full}` không còn từ ngày 01/7/2025"))
        .label("viết đơn vị hiện nay");
    for (province, district, parts) in became.iter().take(3) {
        let names: Vec<String> = parts
            .iter()
            .map(|part| format!("{}{}", if part.mot_phan { "một phần " } else { "" }, part.don_vi.ten))
            .collect();
        finding = finding.hint(format!("{full} ({district}, {province} cũ) nay thuộc {}", names.join(", ")));
    }
    finding
}
