//! Symbols of documents stay whole: `2269/QĐ-TTg` is not parted at its slash or hyphen.

/// The longest symbol that is kept whole: a longer one could leave a hole in the line before it.
const LONGEST: usize = 30;

/// The text in pieces, each with whether it is kept whole.
pub(super) fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for word in text.split([' ', '\n', '\u{A0}']) {
        let symbol = symbol(word);
        if !symbol.is_empty() {
            let from = at + (symbol.as_ptr() as usize - word.as_ptr() as usize);
            pieces.extend([(&text[start..from], false), (symbol, true)]);
            start = from + symbol.len();
        }
        let end = at + word.len();
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    pieces.push((&text[start..], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// The symbol that a word is, without punctuation around it; nothing where it is none.
fn symbol(word: &str) -> &str {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let signs = core.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '_' | '&'));
    let parts = core.contains('/') && core.chars().any(char::is_uppercase);
    let numbered = core.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase());
    if signs && parts && numbered && core.chars().count() <= LONGEST { core } else { "" }
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
            ("", vec![]),
        ] {
            assert_eq!(whole(text), want, "{text}");
        }
        assert!(whole(&format!("5/{}", "QĐ-".repeat(20))).is_empty());
    }
}
