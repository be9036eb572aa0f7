//! Filters that only change or cut letters: what they print keeps its origin.

use crate::text::Text;

/// Upper case, letter by letter.
pub fn upper(text: &Text) -> Text {
    text.map_chars(|c| c.to_uppercase().collect())
}

/// Lower case, letter by letter.
pub(super) fn lower(text: &Text) -> Text {
    text.map_chars(|c| c.to_lowercase().collect())
}

/// The first letter in upper case, the rest as it is; marks and brackets before it are passed over.
pub(super) fn sentence_case(text: &Text) -> Text {
    let string = text.as_str();
    let first = string.char_indices().find(|(_, c)| !c.is_whitespace() && !"\"“‘'([*_".contains(*c));
    let Some((at, c)) = first.filter(|(_, c)| c.is_lowercase()) else { return text.clone() };
    let end = at + c.len_utf8();
    let mut out = text.slice(0..at);
    out.append(&upper(&text.slice(at..end)));
    out.append_range(text, end..string.len(), None);
    out
}

/// A list item as typed bare: without the dash before it and the mark after it, which the form
/// prescribes and the program writes (Phụ lục I, Phần I, Mục II, khoản 9.d); `also` are marks that
/// the form writes beside the usual ones.
pub(super) fn bare_item(text: &Text, also: &str) -> Text {
    let text = text.trim();
    let string = text.as_str();
    let start = string.len() - without_dash(string).len();
    let end = without_end_mark(string).trim_end_matches(|c: char| also.contains(c)).len();
    text.slice(start..end.max(start)).trim()
}

/// A list item without the dash, plus or bullet that was typed before it.
pub fn without_dash(item: &str) -> &str {
    let rest = item.strip_prefix(['-', '–', '•', '+']).filter(|rest| rest.starts_with(' '));
    rest.map_or(item, str::trim_start)
}

/// Without "V/v" or "Về việc" at its start, which a form writes itself (Phụ lục I, Phần I, II.5.b).
pub(super) fn without_about(text: &Text) -> Text {
    let text = text.trim();
    let string = text.as_str();
    let rest = ["v/v", "về việc"].into_iter().find_map(|words| {
        let end = string.char_indices().nth(words.chars().count()).map(|(at, _)| at)?;
        let rest = string[end..].strip_prefix(':').unwrap_or(&string[end..]);
        (string[..end].to_lowercase() == words && rest.starts_with(' ')).then(|| rest.trim_start())
    });
    rest.map_or_else(|| text.clone(), |rest| text.slice(string.len() - rest.len()..string.len()))
}

/// Without one final `;` `,` `.` or `./.`; an ellipsis stays.
pub fn without_end_mark(text: &str) -> &str {
    let text = text.trim_end();
    if let Some(rest) = text.strip_suffix("./.") {
        return rest.trim_end();
    }
    if text.ends_with("...") {
        return text;
    }
    text.strip_suffix([';', ',', '.']).unwrap_or(text).trim_end()
}

/// The full stop that a sentence still needs, if any.
pub(super) fn end_mark(text: &str) -> &'static str {
    let ended = without_end_mark(text).ends_with(['.', '!', '?', ':', '…']);
    if ended { "" } else { "." }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    #[test]
    fn a_list_item_loses_the_marks_that_the_form_writes() {
        for typed in ["- UBND xã;", "– UBND xã", "• UBND xã.", "+ UBND xã", "UBND xã ;"] {
            let text = Text::new(typed, Span::new(FileId(0), 0..typed.len()));
            assert_eq!(bare_item(&text, "").as_str(), "UBND xã", "{typed}");
        }
    }

    #[test]
    fn words_that_a_form_writes_are_taken_off_the_start() {
        for (typed, want) in [
            ("V/v trồng cây", "trồng cây"),
            ("V/V: trồng cây", "trồng cây"),
            ("Về việc trồng cây", "trồng cây"),
            ("về trồng cây", "về trồng cây"),
            ("V/v", "V/v"),
            ("Vận động", "Vận động"),
        ] {
            assert_eq!(without_about(&Text::new(typed, Span::new(FileId(0), 0..typed.len()))).as_str(), want);
        }
    }

    #[test]
    fn sentence_case_changes_one_letter_and_keeps_places() {
        let of = |string: &str| Text::new(string, Span::new(FileId(0), 0..string.len()));
        for (typed, want) in [
            ("đẩy mạnh UBND", "Đẩy mạnh UBND"),
            ("**đẩy** mạnh", "**Đẩy** mạnh"),
            ("“ăn sạch”", "“Ăn sạch”"),
            ("05 xã", "05 xã"),
            ("", ""),
        ] {
            assert_eq!(sentence_case(&of(typed)).as_str(), want);
        }
        let text = sentence_case(&of("ấm no"));
        let at = text.as_str().find("no").expect("no");
        assert_eq!(text.origin(at).map(|(span, _)| span.range()), Some(5..6));
        assert_eq!(text.origin(0).map(|(span, _)| span.range()), Some(0..3));
    }
}
