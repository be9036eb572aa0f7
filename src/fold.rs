//! Letters compared: blind to case, to where a tone stands, or to all marks.
//!
//! Two spellings of one name differ in where the tone stands (`Kiến Thuỵ`, `Kiến Thụy`); people type
//! names without any mark (`kien thuy`). What is compared is folded; what is printed never is.

use crate::syllable::{is_combining, parted};
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Equal for two spellings of one name: lower case, tones behind their word, single spaces.
pub fn same_name(text: &str) -> String {
    let composed: Cow<'_, str> =
        if text.contains(is_combining) { text.nfc().collect::<String>().into() } else { text.into() };
    let mut folded = String::with_capacity(composed.len() + 2);
    let mut tones = String::new();
    for word in composed.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for (letter, tone) in word.chars().map(parted) {
            match letter {
                'a'..='z' => folded.push(letter),
                _ => folded.extend(letter.to_lowercase()),
            }
            tones.extend(tone);
        }
        folded.extend(tones.drain(..));
    }
    folded
}

/// Without any mark and in lower case: `Đắk Đrông` is `dak drong`.
pub fn without_marks(text: &str) -> String {
    words(text, |word| word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(plain).collect())
}

/// Letters and digits without marks, joined by hyphens: `Đắk Đrông` is `dak-drong`.
pub fn slug(text: &str) -> String {
    let plain = without_marks(text);
    let parts = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

fn plain(c: char) -> impl Iterator<Item = char> {
    let c = match c {
        'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
        '’' | '‘' => '\'',
        '–' | '—' | '‑' => '-',
        _ => c,
    };
    c.to_lowercase()
}

/// Each word folded, one space between two.
fn words(text: &str, fold: impl Fn(&str) -> String) -> String {
    text.split_whitespace().map(fold).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_a_name_are_equal_and_two_names_are_not() {
        let decomposed: String = "KIẾN  THỤY".nfd().collect();
        for name in ["Kiến Thuỵ", "kiến thụy", &decomposed] {
            assert_eq!(same_name(name), same_name("Kiến Thụy"), "{name}");
        }
        assert_ne!(same_name("Tân Hòa"), same_name("Tân Hoa"));
        assert_ne!(same_name("Quý"), same_name("Quỷ"));
    }

    #[test]
    fn marks_go_and_what_remains_is_plain() {
        assert_eq!(without_marks("Đắk Đrông"), "dak drong");
        for (name, slugged) in [
            ("Xã A Lưới 1", "xa-a-luoi-1"),
            ("Nâm N'Jang", "nam-n-jang"),
            ("Chân Mây - Lăng Cô", "chan-may-lang-co"),
            ("../../x", "x"),
            ("!!!", ""),
        ] {
            assert_eq!(slug(name), slugged);
        }
    }
}
