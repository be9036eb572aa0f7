//! Words that the rules of the form know (`data/tu-vung.toml`), and how text is held against them.

use crate::{
    catalogue::embedded,
    fold::same_name,
    syllable::{is_combining, parted},
};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

/// Titles and bodies (II.7).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChucDanh {
    /// How titles of heads begin.
    pub dung_dau: Vec<String>,
    /// How titles of deputies begin.
    pub cap_pho: Vec<String>,
    /// How names of bodies begin.
    pub tap_the: Vec<String>,
    /// A head's title and its deputy's, where that does not repeat it.
    pub khac_ten: Vec<[String; 2]>,
}

/// What does not stand before a name (II.7.c).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoTen {
    /// Abbreviations, compared as written.
    pub viet_tat: Vec<String>,
    /// Words.
    pub tu: Vec<String>,
}

/// Legal bases (II.6.a).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CanCu {
    /// How one begins.
    pub mo_dau: Vec<String>,
    /// How those begin that stand last.
    pub de_nghi: Vec<String>,
    /// Kinds cited with number and date.
    pub van_ban: Vec<String>,
    /// Kinds cited by name and date.
    pub luat: Vec<String>,
    /// What the number of such a kind holds.
    pub so_luat: Vec<String>,
}

/// Places (II.4.a).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiaDanh {
    /// Names that stand with the word for their unit.
    pub day_du: Vec<String>,
    /// Abbreviations of that word.
    pub viet_tat: Vec<String>,
}

/// Numbers and symbols (II.3.a, b).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KyHieu {
    /// Abbreviations with small letters.
    pub chu_thuong: Vec<String>,
    /// How names of councils begin.
    pub to_chuc_tu_van: Vec<String>,
}

/// Two levels of local government.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HaiCap {
    /// Since when, `YYYY-MM-DD`.
    pub tu_ngay: String,
    /// By which law.
    pub can_cu: String,
    /// Units that are no more.
    pub cap_huyen: Vec<String>,
    /// Units of the lower level.
    pub cap_xa: Vec<String>,
}

impl HaiCap {
    /// The first day of two levels.
    pub fn first_day(&self) -> NaiveDate {
        self.tu_ngay.parse().unwrap_or_default()
    }
}

/// Recipients (II.9).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoiNhan {
    /// How the line of the file copy begins.
    pub luu: String,
    /// The addressees above.
    pub nhu_tren: String,
    /// What the file copy names.
    pub van_thu: Vec<String>,
}

/// The words, by what they are for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// Titles and bodies.
    pub chuc_danh: ChucDanh,
    /// Before a name.
    pub ho_ten: HoTen,
    /// Legal bases.
    pub can_cu: CanCu,
    /// Places.
    pub dia_danh: DiaDanh,
    /// Symbols.
    pub ky_hieu: KyHieu,
    /// Two levels of local government.
    pub hai_cap: HaiCap,
    /// Recipients.
    pub noi_nhan: NoiNhan,
}

/// The words that the program carries.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| embedded(include_str!("../../data/tu-vung.toml")));

/// Whether `text` begins with the whole words `words`, blind to case and to where the tone stands.
pub fn begins_with(text: &str, words: &str) -> bool {
    // Most texts begin with another letter; one whose marks stand apart is looked at whole.
    let text = text.trim_start();
    let first = |text: &str| text.chars().next().map(|c| parted(c).0.to_lowercase().next());
    if first(text) != first(words) && !text.chars().nth(1).is_some_and(is_combining) {
        return false;
    }
    same_name(text)
        .strip_prefix(&same_name(words))
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// The first of `list` that `text` begins with.
pub fn begins_with_any<'a>(text: &str, list: &'a [String]) -> Option<&'a str> {
    list.iter().map(String::as_str).find(|words| begins_with(text, words))
}

/// Where the whole words `words` stand in `text`, as bytes: letters are compared blind to case.
pub fn word_at(text: &str, words: &str) -> Option<std::ops::Range<usize>> {
    let lower = text.to_lowercase();
    // Letters whose lower case is longer would move all that follows.
    if lower.len() != text.len() {
        return None;
    }
    let apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let words = words.to_lowercase();
    let mut found = lower.match_indices(&words).map(|(at, word)| at..at + word.len());
    found.find(|range| {
        apart(lower[..range.start].chars().next_back()) && apart(lower[range.end..].chars().next())
    })
}

/// A list item without its dash and its end mark.
pub fn bare(item: &str) -> &str {
    crate::words::without_end_mark(crate::words::without_dash(item.trim())).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_only() {
        assert!(begins_with("TL. Uỷ ban".trim_start_matches("TL. "), "Ủy ban"));
        assert!(begins_with("BỘ NỘI VỤ", "Bộ") && !begins_with("BỘT MÌ", "Bộ"));
        assert_eq!(word_at("UBND HUYỆN An", "huyện"), Some(5..12));
        assert_eq!(word_at("chuyện huyện", "huyện").map(|range| range.start), Some("chuyện ".len()));
        assert_eq!(bare("- Như trên;"), "Như trên");
    }
}
