//! Text of the one-byte fonts of before 2003 (TCVN3, VNI), told by what it says, and put right.
//!
//! Such text reads `Céng hoµ x· héi` or `COÄNG HOØA XAÕ HOÄI`. It is known by its words: they are no
//! syllables as they stand, and become syllables when read as the old encoding. Foreign words
//! (`Müller`, `café`) become none, and speak against it.

use crate::{catalogue::embedded, syllable::Syllable};
use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::LazyLock,
};
use unicode_normalization::UnicodeNormalization;

/// An encoding of before 2003.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legacy {
    /// TCVN 5712:1993 (fonts `.VnTime` and the like).
    Tcvn3,
    /// VNI (fonts `VNI-Times` and the like).
    Vni,
}

impl fmt::Display for Legacy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
        })
    }
}

#[derive(Deserialize)]
struct Letters {
    cu: String,
    moi: String,
    #[serde(default)]
    dau: BTreeMap<char, String>,
}

#[derive(Deserialize)]
struct Tables {
    tcvn3: Letters,
    vni: Letters,
}

/// Letters for letters, and in VNI marks behind letters.
struct Table {
    letters: HashMap<char, char>,
    marks: BTreeMap<char, String>,
}

static TABLES: LazyLock<[Table; 2]> = LazyLock::new(|| {
    let tables: Tables = embedded(include_str!("../../data/ma-cu.toml"));
    [tables.tcvn3, tables.vni].map(|letters| Table {
        letters: letters.cu.chars().zip(letters.moi.chars()).collect(),
        marks: letters.dau,
    })
});

/// The old encoding that `text` is in, if it is in one. Ask before the text is normalised: TCVN3's ư
/// is a soft hyphen, which normalising takes away. The documents of a batch share what they ask.
#[comemo::memoize]
pub fn detect(text: &str) -> Option<Legacy> {
    if text.is_ascii() {
        return None;
    }
    [Legacy::Tcvn3, Legacy::Vni].into_iter().find(|legacy| speaks(text, *legacy))
}

/// `text` in Unicode letters, composed. In TCVN3 fonts for capitals hold small letters: those stay small.
pub fn convert(text: &str, legacy: Legacy) -> String {
    let table = &TABLES[legacy as usize];
    let mut out = String::with_capacity(text.len() * 2);
    let mut before = ' ';
    for c in text.chars() {
        let mark = c.to_lowercase().next().and_then(|lower| table.marks.get(&lower));
        match mark {
            Some(marks) if "aeouyôö".contains(before.to_lowercase().next().unwrap_or(' ')) => {
                out.push_str(marks);
                before = ' ';
            }
            _ => {
                out.push(table.letters.get(&c).copied().unwrap_or(c));
                before = c;
            }
        }
    }
    out.nfc().collect()
}

/// A whole file of one-byte letters as text, where its words say which encoding it is in; with the
/// encoding's name.
pub fn decode_bytes(bytes: &[u8]) -> Option<(String, String)> {
    let plain = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    if let Some(legacy) = detect(&plain) {
        return Some((convert(&plain, legacy), legacy.to_string()));
    }
    let (text, broken) = WINDOWS_1258.decode_without_bom_handling(bytes);
    let text: String = text.nfc().collect();
    let words = || text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii());
    let sound = words().filter(|word| is_sound(word)).count();
    (!broken && sound >= 2 && sound * 10 >= words().count() * 9).then(|| (text, "Windows-1258".to_owned()))
}

/// Whether the words of `text` are syllables only when read as `legacy`.
fn speaks(text: &str, legacy: Legacy) -> bool {
    let words = || text.split(|c: char| !is_part_of_word(c)).filter(|word| !word.is_ascii());
    // Letters that only Unicode has speak against it; of a text that is full of them no word is converted.
    let modern = |word: &str| word.chars().any(|c| u32::from(c) > 0xFF);
    let (mut witnesses, mut against, mut strong) = (0, words().filter(|word| modern(word)).count(), false);
    if against * 4 > words().count() - against {
        return false;
    }
    for word in words().filter(|word| !modern(word)) {
        let converted = convert(word, legacy);
        let mut letters =
            converted.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty()).peekable();
        let sound = letters.peek().is_some() && letters.all(is_sound);
        match (sound, is_sound(word)) {
            (true, false) => {
                witnesses += 1;
                strong |= is_strong(word, legacy);
            }
            // `Tù` may be `Tự`.
            (true, true) => {}
            (false, _) => against += 1,
        }
    }
    witnesses >= 4 * against && (witnesses >= 2 || (witnesses == 1 && strong))
}

/// Whether a word is a syllable with its tone in its place.
fn is_sound(word: &str) -> bool {
    Syllable::read(word).is_some_and(|syllable| syllable.with_tone_placed().is_none())
}

/// Whether one word alone is enough: a sign within the word, or a mark behind its letter.
fn is_strong(word: &str, legacy: Legacy) -> bool {
    let mut chars = word.chars();
    let first = chars.next();
    match legacy {
        Legacy::Tcvn3 => chars.any(|c| !c.is_alphanumeric()) && first.is_some_and(char::is_alphabetic),
        Legacy::Vni => {
            word.chars().count() >= 3 && convert(word, legacy).chars().count() < word.chars().count()
        }
    }
}

/// A letter, or a sign that stands for one in TCVN3 (`µ`, `·`, `¸`, a soft hyphen).
fn is_part_of_word(c: char) -> bool {
    c.is_alphabetic() || (!c.is_ascii() && TABLES[Legacy::Tcvn3 as usize].letters.contains_key(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_text_is_known_and_put_right() {
        use Legacy::{Tcvn3, Vni};
        for (old, legacy, new) in [
            ("Céng hoµ x· héi chñ nghÜa", Tcvn3, "Cộng hoà xã hội chủ nghĩa"),
            ("§éc lËp - Tù do", Tcvn3, "Độc lập - Tự do"),
            ("ñy ban nh©n d©n", Tcvn3, "ủy ban nhân dân"),
            ("t\u{AD} t\u{AD}ëng", Tcvn3, "tư tưởng"),
            ("NguyÔn V¨n B×nh", Tcvn3, "Nguyễn Văn Bình"),
            ("H¶i", Tcvn3, "Hải"),
            ("COÄNG HOØA XAÕ HOÄI", Vni, "CỘNG HÒA XÃ HỘI"),
            ("Ñoäc laäp - Töï do", Vni, "Độc lập - Tự do"),
            ("CHUÛ NGHÓA", Vni, "CHỦ NGHĨA"),
            ("Xaõ An Bình", Vni, "Xã An Bình"),
            ("Traàn Vaên Möôøi", Vni, "Trần Văn Mười"),
        ] {
            assert_eq!(detect(old), Some(legacy), "{old}");
            assert_eq!(convert(old, legacy), new);
        }
    }

    #[test]
    fn other_text_is_left_alone() {
        for text in [
            "",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
            "Café Müller, São Tomé, Besançon, Peña",
            "hoà bình, hoá học, Toán, Hoài Đức, oà, uý, loé",
            "10 µm, 25 °C, § 5, 1½, «trích», 5 · 3, ®",
            "CÔNG TY TNHH MTV",
            "Ông Hồ Đức Phớc",
            "Ðộc lập - Tự do (chữ Ð của tiếng Iceland)",
            "naïve, Zürich, Malmö, Köln, señor",
        ] {
            assert_eq!(detect(text), None, "{text}");
        }
    }

    #[test]
    fn every_vietnamese_word_comes_back_from_both() {
        let words = "Ưu tiên đẩy mạnh chuyển đổi số, xây dựng nông thôn mới kiểu mẫu ở các xã, phường; ngỡ, kỹ, quỵ, ẵm, \
                     ặc, ẩn, ẻo, sẽ, bĩ, ỉ, nghịch, rõ, ổn, rỗi, lỡ, lợi, ủng, cũ, ưỡn, ỳ, ỷ, xạ";
        for legacy in [Legacy::Tcvn3, Legacy::Vni] {
            let table = &TABLES[legacy as usize];
            let back: HashMap<char, char> = table.letters.iter().map(|(a, b)| (*b, *a)).collect();
            let pair = |c: char| {
                table.marks.iter().find_map(|(mark, marks)| {
                    let bases = "aeouyôö".chars().chain("AEOUYÔÖ".chars());
                    let mut bases = bases.map(|base| (base, *table.letters.get(&base).unwrap_or(&base)));
                    let made = |base: char| std::iter::once(base).chain(marks.chars()).nfc().eq([c]);
                    bases.find(|(_, base)| made(*base)).map(|(written, _)| format!("{written}{mark}"))
                })
            };
            let write = |c: char| pair(c).unwrap_or_else(|| back.get(&c).unwrap_or(&c).to_string());
            let words = if legacy == Legacy::Tcvn3 { words.to_lowercase() } else { words.to_owned() };
            let old: String = words.chars().map(write).collect();
            assert_eq!(convert(&old, legacy), words);
            assert_eq!(detect(&old), Some(legacy), "{old}");
        }
    }

    #[test]
    fn whole_files_of_bytes_are_known() {
        let (text, name) = decode_bytes(b"trich_yeu = \"C\xABng t\xB8c th\xB8ng 5\"").expect("TCVN3");
        assert_eq!((text.as_str(), name.as_str()), ("trich_yeu = \"Công tác tháng 5\"", "TCVN3 (ABC)"));
        let (bytes, ..) = WINDOWS_1258.encode("k\u{EA}\u{301} hoa\u{323}ch tha\u{301}ng");
        let (text, name) = decode_bytes(&bytes).expect("Windows-1258");
        assert_eq!((text.as_str(), name.as_str()), ("kế hoạch tháng", "Windows-1258"));
        assert_eq!(decode_bytes(b"\xFF\xFE\x00\x01 plain"), None);
    }
}
