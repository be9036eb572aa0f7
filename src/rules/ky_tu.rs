//! Letters that look right and are others, and letters of old encodings.

use crate::{
    check::{LOI_VAN, Passage, Reading, Role, words},
    diagnostic::{Diagnostic, Findings},
    encoding::legacy,
    fold::same_name,
    syllable::{Placement, Syllable, is_syllable, parted},
};
use std::ops::Range;

rules! {
    /// Letters of another alphabet.
    CHU_GIONG: "chu-giong-nhau", Error, "PL I, Phần I, I.4", "Chữ cái phải là chữ tiếng Việt, không phải chữ của bảng chữ khác trông giống.",
        "ghi_chu = [\"Thực hiện Nghị định của ngành Ðường sắt\"]", "ghi_chu = [\"Thực hiện Nghị định của ngành Đường sắt\"]" => doan(look_alikes);
    /// Letters of a broken font.
    CHU_SAI_PHONG: "chu-sai-phong", Error, "PL I, Phần I, I.4", "Chữ chép từ PDF hỏng phông phải sửa lại.",
        "ghi_chu = [\"Bồi dưỡng đội ngǜ cán bộ\"]", "ghi_chu = [\"Bồi dưỡng đội ngũ cán bộ\"]" => doan(broken_font);
    /// Letters without their spaces.
    CHU_GIAN: "chu-gian-cach", Warning, "", "Chữ không gõ dấu cách giữa từng chữ cái.",
        "ghi_chu = [\"Q U Y Ế T mới\"]", "ghi_chu = [\"Quyết định\"]" => doan(spaced_out);
    /// A tone on a letter that does not carry it.
    DAU_THANH_SAI_CHO: "dau-thanh-sai-cho", Warning, "PL I, Phần I, I.4", "Dấu thanh đặt trên chữ cái mang dấu.",
        "ghi_chu = [\"Tổng hợp kết qủa từng qúy\"]", "ghi_chu = [\"Tổng hợp kết quả từng quý\"]" => doan(misplaced_tone);
    /// Both places of the tone in one document.
    DAU_THANH_HAI_KIEU: "dau-thanh-hai-kieu", Warning, "", "Một văn bản đặt dấu thanh theo một kiểu: hòa, thủy hoặc hoà, thuỷ.",
        "ghi_chu = [\"Giữ gìn hòa bình, bảo vệ nguồn thuỷ sản\"]", "ghi_chu = [\"Giữ gìn hòa bình, bảo vệ nguồn thủy sản\"]" => chu(both_placements);
    /// Text without marks.
    KHONG_DAU: "khong-dau", Warning, "PL I, Phần I, I.4", "Văn bản viết bằng tiếng Việt có dấu.",
        "ghi_chu = [\"Cac phong, ban, nganh, don vi va Uy ban nhan dan cac xa, phuong can cu chuc nang, nhiem vu duoc giao to chuc thuc hien chuong trinh nay\"]",
        "ghi_chu = [\"Các phòng, ban, ngành, đơn vị và Ủy ban nhân dân các xã, phường căn cứ chức năng, nhiệm vụ được giao tổ chức thực hiện chương trình này\"]" => prose(without_marks);
    /// Text of an old encoding.
    MA_CU: "ma-cu", Error, "PL I, Phần I, I.4", "Chữ TCVN3 (ABC), VNI phải chuyển sang Unicode: vanban check --fix --chuyen-ma.",
        "ghi_chu = [\"Céng hoµ x· héi chñ nghÜa\"]", "ghi_chu = [\"Cộng hoà xã hội chủ nghĩa\"]" => chu(old_encoding);
}

fn look_alikes(passage: &Passage, findings: &mut Findings) {
    let map = &LOI_VAN.ky_tu.giong;
    let text = passage.as_str();
    if text.is_ascii() || !text.chars().any(|c| map.contains_key(&c)) {
        return;
    }
    for token in words::tokens(text) {
        let foreign = |c: char| map.contains_key(&c);
        let ours = token.text.chars().any(|c| c.is_alphabetic() && !foreign(c) && u32::from(c) < 0x250);
        let d_only = token.text.chars().filter(|c| foreign(*c)).all(|c| u32::from(c) < 0x300);
        if !token.text.chars().any(foreign) || !(ours || d_only) {
            continue;
        }
        let right: String = token.text.chars().map(|c| *map.get(&c).unwrap_or(&c)).collect();
        let first = token.text.chars().find(|c| foreign(*c)).unwrap_or(' ');
        let message =
            format!("`{}` có chữ U+{:04X} trông giống `{}`", token.text, u32::from(first), map[&first]);
        let found = passage.mended(&CHU_GIONG, token.range, &right, message);
        findings.push_all(found.map(|found| found.label(format!("gõ lại `{right}`"))));
    }
}

fn broken_font(passage: &Passage, findings: &mut Findings) {
    let map = &LOI_VAN.ky_tu.sai_phong;
    if !passage.as_str().contains(|c| map.contains_key(&c)) {
        return;
    }
    for word in words::words(passage.as_str()) {
        let right: String = word.text.chars().map(|c| *map.get(&c).unwrap_or(&c)).collect();
        if right != word.text && is_syllable(&right) {
            let message = format!("`{}` có chữ của phông hỏng", word.text);
            let found = passage.mended(&CHU_SAI_PHONG, word.range, &right, message);
            findings.push_all(found.map(|found| found.label(format!("gõ lại `{right}`"))));
        }
    }
}

fn spaced_out(passage: &Passage, findings: &mut Findings) {
    let single = |word: &words::Word<'_>| {
        let mut chars = word.text.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    };
    let tokens: Vec<_> = words::tokens(passage.as_str()).collect();
    for run in tokens.chunk_by(|a, b| single(a) && single(b)) {
        let range = run[0].range.start..run[run.len() - 1].range.end;
        let text = &passage.as_str()[range.clone()];
        if run.len() >= 4 && !text.is_ascii() {
            let found = passage.finding(&CHU_GIAN, range, format!("chữ gõ cách từng chữ cái: `{text}`"));
            findings.push_all(found.map(|found| found.label("gõ liền chữ; chương trình tự in hoa, in đậm")));
        }
    }
}

fn misplaced_tone(passage: &Passage, findings: &mut Findings) {
    for word in words::words(passage.as_str()).filter(|word| !word.text.is_ascii()) {
        let placed = Syllable::read(word.text).and_then(|syllable| syllable.with_tone_placed());
        // `giặt gịa` is a word.
        let Some(right) = placed.filter(|_| !word.text.ends_with("ịa")) else { continue };
        let message = format!("`{}` đặt dấu thanh sai chỗ", word.text);
        // A word with a capital may be a name as its bearer writes it.
        let common = word.text.starts_with(char::is_lowercase);
        let found = if common {
            passage.mended(&DAU_THANH_SAI_CHO, word.range, &right, message)
        } else {
            passage.finding(&DAU_THANH_SAI_CHO, word.range, message)
        };
        let named = passage.role == Role::Name;
        findings.push_all(found.filter(|_| !named).map(|found| found.label(format!("viết `{right}`"))));
    }
}

fn both_placements(reading: &Reading<'_>, findings: &mut Findings) {
    let mut places: [Vec<(&Passage, words::Word<'_>)>; 2] = [Vec::new(), Vec::new()];
    for passage in reading.prose() {
        for (range, placement) in passage.tones.get_or_init(|| placed(passage.as_str())) {
            if passage.span(range.clone()).is_some() {
                let word = words::Word { text: &passage.as_str()[range.clone()], range: range.clone() };
                places[usize::from(*placement == Placement::Second)].push((passage, word));
            }
        }
    }
    let [first, second] = &places;
    let (few, many) = if first.len() < second.len() { (first, second) } else { (second, first) };
    let (Some((passage, word)), Some((other, usual))) = (few.first(), many.first()) else { return };
    let message = format!(
        "dấu thanh đặt theo hai kiểu: `{}` ({} chỗ) và `{}` ({} chỗ)",
        word.text,
        few.len(),
        usual.text,
        many.len()
    );
    let found = passage.finding(&DAU_THANH_HAI_KIEU, word.range.clone(), message);
    findings.push_all(found.map(|found| {
        let rest = few.iter().skip(1).take(4).map(|(passage, word)| passage.span(word.range.clone()));
        let found =
            found.label("viết cả văn bản theo một kiểu").also(other.span(usual.range.clone()), "kiểu kia");
        rest.fold(found, |found, span| found.also(span, "cùng kiểu này"))
    }));
}

/// The words of a text whose tone has two places, and which it has; no names.
fn placed(text: &str) -> Vec<(Range<usize>, Placement)> {
    let common = |word: &str| {
        let known = |other: &String| same_name(other) == same_name(word);
        word.starts_with(char::is_lowercase) || LOI_VAN.ky_tu.dau_thanh.khong_la_ten.iter().any(known)
    };
    let words = words::words(text).filter(|word| !word.text.is_ascii() && is_open(word.text));
    let placed = words.filter_map(|word| {
        let placement = Syllable::read(word.text).and_then(|syllable| syllable.placement())?;
        common(word.text).then_some((word.range, placement))
    });
    placed.collect()
}

/// Whether a word ends as one whose tone has two places does: `hòa`, `khoẻ`, `thủy`.
fn is_open(word: &str) -> bool {
    let mut letters = word.chars().rev().map(|c| parted(c).0.to_ascii_lowercase());
    matches!(letters.next(), Some('a' | 'e' | 'y')) && matches!(letters.next(), Some('o' | 'u'))
}

fn without_marks(passage: &Passage, findings: &mut Findings) {
    let own = |word: &words::Word<'_>| word.text.chars().count() > 1;
    let (plain, marked): (Vec<_>, Vec<_>) =
        words::words(passage.as_str()).filter(own).partition(|word| word.text.is_ascii());
    if plain.len() >= 20 && marked.len() * 30 < plain.len() {
        let end = passage.as_str().len();
        let found = passage.finding(&KHONG_DAU, passage.words_start..end, "đoạn này gõ không dấu");
        findings.push_all(found.map(|found| found.label("gõ lại có dấu")));
    }
}

fn old_encoding(reading: &Reading<'_>, findings: &mut Findings) {
    for (span, legacy) in &reading.old {
        let raw = reading.context.sources.text(*span);
        let right: String = legacy::convert(raw, *legacy).chars().filter(|c| *c != '\n').take(60).collect();
        let found = Diagnostic::new(&MA_CU, *span, format!("chữ này theo mã {legacy}, không phải Unicode"));
        findings.push(
            found
                .label(format!("nghĩa là {}", right.trim()))
                .hint("vanban check --fix --chuyen-ma chuyển sang Unicode"),
        );
    }
}
