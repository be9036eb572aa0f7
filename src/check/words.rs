//! Words and other stretches of a text, each with its bytes.

use crate::fold::same_name;
use std::ops::Range;

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// Its letters.
    pub text: &'a str,
    /// Its bytes within the whole.
    pub range: Range<usize>,
}

/// A word without the signs around it, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folded {
    /// Blind to case and to where its tone stands.
    pub text: String,
    /// Whether a comma follows it.
    pub comma: bool,
    /// Its bytes within the whole.
    pub range: Range<usize>,
}

/// The words of a text between white space, folded.
pub(crate) fn folded(text: &str) -> Vec<Folded> {
    let sign = |c: char| !(is_letter(c) || c.is_numeric());
    let one = |token: Word<'_>| {
        let start = token.text.len() - token.text.trim_start_matches(sign).len();
        let letters = token.text[start..].trim_end_matches(sign);
        let comma = token.text[start + letters.len()..].starts_with(',');
        let start = token.range.start + start;
        Folded { text: same_name(letters), comma, range: start..start + letters.len() }
    };
    tokens(text).map(one).collect()
}

/// Runs of letters.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    runs(text, is_letter)
}

/// The same as [`char::is_alphabetic`], which looks long for a letter of Vietnamese.
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ḁ'..='ỿ' => true,
        _ => c.is_alphabetic(),
    }
}

/// What stands between white space.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = Word<'_>> {
    runs(text, |c| !c.is_whitespace())
}

/// Runs of capitals, with digits and `&` between them: abbreviations.
pub(crate) fn capitals(text: &str) -> impl Iterator<Item = Word<'_>> {
    let within = |c: char| c.is_uppercase() || c.is_ascii_digit() || c == '&';
    runs(text, within).filter_map(|run| {
        let word = run.text.trim_matches(|c: char| !c.is_uppercase());
        let start = run.range.start + run.text.find(word)?;
        (word.chars().count() > 1).then_some(Word { text: word, range: start..start + word.len() })
    })
}

fn runs(text: &str, within: impl Fn(char) -> bool) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(&within)?;
        let end = text[start..].find(|c| !within(c)).map_or(text.len(), |len| start + len);
        at = end;
        Some(Word { text: &text[start..end], range: start..end })
    })
}

/// The word before a byte, if nothing but spaces stands between; empty where there is none.
pub(crate) fn word_before(text: &str, at: usize) -> &str {
    let before = text[..at].trim_end();
    let start = before.char_indices().rev().take_while(|(_, c)| is_letter(*c)).last();
    start.map_or("", |(start, _)| &before[start..])
}

/// The word after a byte, if nothing but spaces stands between; empty where there is none.
pub(crate) fn word_after(text: &str, at: usize) -> &str {
    let after = text[at..].trim_start();
    let end = after.find(|c| !is_letter(c)).unwrap_or(after.len());
    &after[..end]
}

/// Whether a sentence, a clause or a quotation begins at a byte: there a capital may stand for that alone.
pub(crate) fn opens(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.ends_with(|c: char| ".?!:;“\"'(‘[-–+*)/".contains(c))
        || before.is_empty()
        || text[..at].ends_with('\n')
}

/// Where straight quotes stand; one alone between spaces says that a cell is as the one above.
pub(crate) fn straight_quotes(text: &str) -> Vec<usize> {
    let free = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == '|');
    let alone = |at: &usize| free(text[..*at].chars().next_back()) && free(text[at + 1..].chars().next());
    text.match_indices('"').map(|(at, _)| at).filter(|at| !alone(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_unicode() {
        assert!((char::MIN..=char::MAX).all(|c| is_letter(c) == c.is_alphabetic()));
    }

    #[test]
    fn words_know_their_bytes_and_neighbours() {
        let text = "các xã, Điều 5 này";
        let list: Vec<&str> = words(text).map(|word| word.text).collect();
        assert_eq!(list, ["các", "xã", "Điều", "này"]);
        assert!(words(text).all(|word| &text[word.range.clone()] == word.text));
        let five = text.find('5').expect("there");
        assert_eq!((word_before(text, five), word_after(text, five + 1)), ("Điều", "này"));
        assert_eq!((word_before(text, 0), word_after(text, text.len())), ("", ""));
        assert_eq!(straight_quotes("a \"b\" | \" | c"), [2, 4]);
        assert!(opens(text, 0) && !opens(text, five) && opens("a. b", 3));
    }
}
