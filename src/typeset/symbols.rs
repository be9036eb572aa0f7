//! What no line parts: symbols of documents (`2269/QĐ-TTg`) at their slash or hyphen, and numbers
//! with a dash between them (`2026 - 2030`), for a line may end behind a hyphen whatever follows.

use std::ops::Range;

/// The longest symbol that is kept whole: a longer one could leave a hole in the line before it.
const LONGEST: usize = 30;

/// A tie, as the tree has it.
const TIE: char = '\u{A0}';

/// Dashes that are tied.
const DASHES: [&str; 2] = ["\u{A0}-\u{A0}", "\u{A0}–\u{A0}"];

/// The text in pieces, each with whether it is kept whole.
pub(super) fn pieces(text: &str) -> Vec<(&str, bool)> {
    // Most text has neither a symbol nor a dash that is tied.
    let dash = || text.contains(TIE) && DASHES.iter().any(|dash| text.contains(dash));
    if !text.is_empty() && !text.contains('/') && !dash() {
        return vec![(text, false)];
    }
    let words = words(text);
    let mut pieces = Vec::new();
    let (mut start, mut i) = (0, 0);
    while i < words.len() {
        let (whole, count) = match words[i..] {
            [first, dash, last, ..] if is_range(text, [first, dash, last]) => {
                (first.start..last.start + core(last.text).end, 3)
            }
            _ => {
                let range = symbol(words[i].text);
                (words[i].start + range.start..words[i].start + range.end, 1)
            }
        };
        i += count;
        if !whole.is_empty() {
            pieces.extend([(&text[start..whole.start], false), (&text[whole.clone()], true)]);
            start = whole.end;
        }
    }
    pieces.push((&text[start..], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// A word and the byte at which it begins.
#[derive(Clone, Copy)]
struct Word<'a> {
    start: usize,
    text: &'a str,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut start = 0;
    let pieces = text.split_inclusive([' ', '\n', TIE]).map(|piece| {
        let word = Word { start, text: piece.trim_end_matches([' ', '\n', TIE]) };
        start += piece.len();
        word
    });
    pieces.collect()
}

/// Whether these are a number, a dash and a number that are tied.
fn is_range(text: &str, [first, dash, last]: [Word<'_>; 3]) -> bool {
    let number = |word: Word<'_>| word.text.starts_with(|c: char| c.is_ascii_digit());
    let tied = |word: Word<'_>| text[word.start + word.text.len()..].starts_with(TIE);
    matches!(dash.text, "-" | "–") && number(first) && number(last) && tied(first) && tied(dash)
}

/// The bytes of a word without punctuation around it.
fn core(word: &str) -> Range<usize> {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let start = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    start..start + core.len()
}

/// The bytes of the symbol that a word is; none where it is none.
fn symbol(word: &str) -> Range<usize> {
    let range = core(word);
    let core = &word[range.clone()];
    let signs = core.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '_' | '&'));
    let parts = core.contains('/') && core.chars().any(char::is_uppercase);
    let numbered = core.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase());
    if signs && parts && numbered && core.chars().count() <= LONGEST { range } else { 0..0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Vec<&str> {
        assert_eq!(pieces(text).iter().map(|(piece, _)| *piece).collect::<String>(), text);
        pieces(text).into_iter().filter(|(_, whole)| *whole).map(|(piece, _)| piece).collect()
    }

    #[test]
    fn symbols_are_found_among_words() {
        for (text, want) in [
            (
                "Quyết định số\u{A0}2269/QĐ-TTg, Nghị định 30/2020/NĐ-CP.",
                vec!["2269/QĐ-TTg", "30/2020/NĐ-CP"],
            ),
            ("(số 08-NQ/HU) và 12/UBND-KT", vec!["08-NQ/HU", "12/UBND-KT"]),
            ("ngày 21/01/2025, xã/phường, và/hoặc", vec![]),
            ("https://xa.gov.vn/Tin", vec![]),
            ("V/v trồng cây", vec!["V/v"]),
            ("giai đoạn 2026\u{A0}-\u{A0}2030, kinh tế\u{A0}- xã hội", vec!["2026\u{A0}-\u{A0}2030"]),
            ("2026 - 2030", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(whole(text), want, "{text}");
        }
        assert!(whole(&format!("5/{}", "QĐ-".repeat(20))).is_empty());
    }
}
