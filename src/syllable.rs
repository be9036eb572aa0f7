//! Vietnamese syllables: whether a word is one, and where its tone stands.
//!
//! What tells words from garbage (`encoding::legacy`) and a slip of the keyboard from a spelling
//! (`check::chu`). It knows no dictionary: `nhiêm` is a syllable, though no word.

use crate::catalogue::embedded;
use serde::Deserialize;
use std::{borrow::Cow, collections::HashSet, sync::LazyLock};
use unicode_normalization::UnicodeNormalization;

/// The five tone marks, as combining characters.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// The letters of `nghiêng`.
const LONGEST: usize = 7;

/// The letters that carry a tone, each without it and with each.
static TONED: LazyLock<Vec<(char, char, char)>> = LazyLock::new(|| {
    let letters = "aăâeêioôơuưy".chars().flat_map(|c| std::iter::once(c).chain(c.to_uppercase()));
    let pairs = letters.flat_map(|letter| TONES.map(|tone| (letter, tone)));
    let toned = |(letter, tone)| Some(([letter, tone].into_iter().nfc().next()?, letter, tone));
    let mut all: Vec<_> = pairs.filter_map(toned).collect();
    all.sort_unstable();
    all
});

/// A composed letter without its tone, and the tone.
pub(crate) fn parted(c: char) -> (char, Option<char>) {
    if c.is_ascii() {
        return (c, None);
    }
    match TONED.binary_search_by_key(&c, |(toned, ..)| *toned) {
        Ok(at) => (TONED[at].1, Some(TONED[at].2)),
        Err(_) => (c, None),
    }
}

/// Whether a letter is a mark for the one before it.
pub(crate) fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Where the tone stands in an open `oa`, `oe`, `uy`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// On the first letter: `hòa`, `thủy`.
    First,
    /// On the second: `hoà`, `thuỷ`.
    Second,
}

/// A syllable taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Syllable {
    /// Its letters without the tone, case kept.
    letters: Vec<char>,
    /// How many letters stand before the rhyme.
    onset: usize,
    /// The tone, and the letter that it stands on.
    tone: Option<(char, usize)>,
}

#[derive(Deserialize)]
struct Parts {
    phu_am_dau: Vec<String>,
    van: HashSet<String>,
}

static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    let mut parts: Parts = embedded(include_str!("../data/am-tiet.toml"));
    parts.phu_am_dau.sort_by_key(|onset| std::cmp::Reverse(onset.len()));
    parts
});

/// Whether `word` is a syllable of Vietnamese, its tone placed rightly or not.
pub fn is_syllable(word: &str) -> bool {
    Syllable::read(word).is_some()
}

impl Syllable {
    /// Takes a word apart; `None` where it is no syllable.
    pub fn read(word: &str) -> Option<Self> {
        let mut letters = Vec::with_capacity(LONGEST);
        let mut tone = None;
        let composed: Cow<'_, str> =
            if word.contains(is_combining) { word.nfc().collect::<String>().into() } else { word.into() };
        for c in composed.chars() {
            let (letter, mark) = parted(c);
            if let Some(mark) = mark {
                if tone.is_some() {
                    return None;
                }
                tone = Some((mark, letters.len()));
            }
            letters.push(letter);
        }
        if letters.len() > LONGEST {
            return None;
        }
        let lower: String = letters.iter().flat_map(|c| c.to_lowercase()).collect();
        let onset = PARTS.phu_am_dau.iter().find(|onset| {
            let rhyme = lower.strip_prefix(onset.as_str());
            rhyme.is_some_and(|rhyme| PARTS.van.contains(rhyme) && joins(onset, rhyme))
        })?;
        let rhyme = &lower[onset.len()..];
        let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
        let sharp = matches!(tone, Some(('\u{301}' | '\u{323}', _)));
        let onset = onset.chars().count();
        (sharp || !stopped).then_some(Self { letters, onset, tone })
    }

    /// Where its tone stands, if it is one that has two places; `None` for all others.
    pub fn placement(&self) -> Option<Placement> {
        let rhyme: String = self.rhyme().iter().collect();
        if !matches!(rhyme.as_str(), "oa" | "oe" | "uy") {
            return None;
        }
        match self.tone?.1.checked_sub(self.onset)? {
            0 => Some(Placement::First),
            1 => Some(Placement::Second),
            _ => None,
        }
    }

    /// The same syllable with its tone on the letter that carries it, where it stands on another.
    pub fn with_tone_placed(&self) -> Option<String> {
        let (tone, at) = self.tone?;
        let right = self.onset + carrier(&self.rhyme());
        (at != right && self.placement().is_none()).then(|| self.with_tone_at(tone, right))
    }

    /// The rhyme in lower case.
    fn rhyme(&self) -> Vec<char> {
        self.letters[self.onset..].iter().flat_map(|c| c.to_lowercase()).collect()
    }

    fn with_tone_at(&self, tone: char, place: usize) -> String {
        let marked = self
            .letters
            .iter()
            .enumerate()
            .flat_map(|(i, c)| std::iter::once(*c).chain((i == place).then_some(tone)));
        marked.nfc().collect()
    }
}

/// Whether an onset is spelled so before a rhyme: `ke`, `nghe`, not `ce`, `nge`.
fn joins(onset: &str, rhyme: &str) -> bool {
    let thin = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "c" | "ng" => !thin,
        "g" => !thin || rhyme.starts_with('i'),
        "gh" | "ngh" => thin,
        _ => true,
    }
}

/// The letter of a rhyme that carries the tone; for `oa`, `oe`, `uy` one of its two.
fn carrier(rhyme: &[char]) -> usize {
    let marked = rhyme.iter().rposition(|c| "ăâêôơ".contains(*c));
    if let Some(at) = marked.or_else(|| rhyme.iter().position(|c| *c == 'ư')) {
        return at;
    }
    let vowels = rhyme.iter().take_while(|c| "aeiouy".contains(**c)).count();
    match (vowels, rhyme.len() > vowels) {
        (0 | 1, _) => 0,
        (n, true) => n - 1,
        (2, false) => 0,
        (_, false) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_syllables_and_garbage_is_none() {
        let text = "Nghiêng quốc giếng gì thuở khuya hoằng xoong Ủy UỶ ruộng được xuất nghỉ yếu uyển ích a à \
                    quyết giữ kỷ quỹ nguyễn thuế ngoằn quynh gia giặt tuệ";
        for word in text.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
        for word in "Céng hoµ ViÖt COÄNG VIEÄT cac Tomé Müller cǜ kǶ TRường1 ndd qqq Đ b nghiênng".split(' ')
        {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn a_tone_on_the_wrong_letter_has_one_right_place() {
        for (wrong, right) in [
            ("qúy", "quý"),
            ("Qũy", "Quỹ"),
            ("qủa", "quả"),
            ("gía", "giá"),
            ("thủơ", "thuở"),
            ("QÚY", "QUÝ"),
            ("tiêú", "tiếu"),
            ("hoàng", ""),
            ("hoà", ""),
            ("hòa", ""),
            ("thủy", ""),
            ("quả", ""),
            ("giặt", ""),
            ("cứu", ""),
            ("khuỷu", ""),
            ("xòai", "xoài"),
            ("của", ""),
            ("lượng", ""),
        ] {
            let placed = Syllable::read(wrong).expect(wrong).with_tone_placed();
            assert_eq!(placed.unwrap_or_default(), right, "{wrong}");
        }
    }

    #[test]
    fn the_two_places_of_a_tone_are_told_apart() {
        let of = |word: &str| Syllable::read(word).and_then(|syllable| syllable.placement());
        assert_eq!((of("hòa"), of("HOÀ")), (Some(Placement::First), Some(Placement::Second)));
        assert_eq!((of("thủy"), of("thuỷ")), (Some(Placement::First), Some(Placement::Second)));
        assert_eq!((of("quý"), of("quả"), of("hoàn"), of("lúa")), (None, None, None, None));
    }
}
