//! Letters compared: blind to case, to where a tone stands, or to all marks.
//!
//! Two spellings of one name differ in where the tone stands (`Kiến Thuỵ`, `Kiến Thụy`); people type
//! names without any mark (`kien thuy`). What is compared is folded; what is printed never is.

use std::{collections::HashMap, sync::LazyLock};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The five tone marks, as combining characters.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Equal for two spellings of one name: lower case, tones behind their word, single spaces.
pub fn same_name(text: &str) -> String {
    words(text, |word| toned_behind(word).unwrap_or_else(|| slowly_toned_behind(word)))
}

/// A word in lower case, its tones behind it; of letters in the table only.
fn toned_behind(word: &str) -> Option<String> {
    let (mut letters, mut tones) = (String::with_capacity(word.len() + 4), String::new());
    for c in word.chars() {
        if c.is_ascii() {
            letters.push(c.to_ascii_lowercase());
            continue;
        }
        let (letter, tone) = LETTERS.get(&c)?;
        letters.push_str(letter);
        tones.extend(tone);
    }
    Some(letters + &tones)
}

/// The same of any letters.
fn slowly_toned_behind(word: &str) -> String {
    let (tones, letters): (Vec<char>, Vec<char>) =
        word.nfd().flat_map(char::to_lowercase).partition(|c| TONES.contains(c));
    letters.into_iter().chain(tones).collect()
}

/// What a letter comes to, and its tone.
type Letters = HashMap<char, (String, Option<char>)>;

/// Composed letters of Vietnamese: in lower case, their mark apart, and their tone.
static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let bases = "aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐ".chars();
    let toned = bases.flat_map(|base| TONES.iter().map(Some).chain([None]).map(move |tone| (base, tone)));
    let single = |(base, tone): (char, Option<&char>)| {
        let mut made = std::iter::once(base).chain(tone.copied()).nfc();
        let (c, rest) = (made.next()?, made.next());
        let letter = std::iter::once(base).nfd().flat_map(char::to_lowercase).collect();
        rest.is_none().then_some((c, (letter, tone.copied())))
    };
    toned.filter_map(single).filter(|(c, _)| !c.is_ascii()).collect()
});

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
    fn both_ways_of_folding_a_word_agree() {
        let text = "Kiến THUỴ thụy Đắk N'Jang ƯỢC ấẩ Müller e\u{302}\u{301} ñ ạ́ 25/4 Ðộc";
        for word in text.split(' ').chain([""]) {
            let fast = toned_behind(word);
            assert_eq!(
                fast.clone().unwrap_or_else(|| slowly_toned_behind(word)),
                slowly_toned_behind(word),
                "{word}"
            );
        }
        assert!(toned_behind("Thuỵ").is_some() && toned_behind("Müller").is_none());
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
