//! Bytes to text, and text to the letters that print: UTF-8 and UTF-16, NFC, odd spaces.
//!
//! What is changed is counted in an [`Oddities`], so that a command can say it once.

pub mod legacy;

use crate::{
    source::Span,
    text::{Piece, Text},
};
use std::fmt;
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class, is_nfc};

/// What was unusual about a file, each with how often.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Oddities {
    /// Read as UTF-16.
    pub utf16: bool,
    /// Began with a byte order mark.
    pub bom: bool,
    /// Lines that end with CR LF.
    pub crlf: usize,
    /// Letters in decomposed form.
    pub decomposed: usize,
    /// U+00A0 and other spaces that are not U+0020.
    pub spaces: usize,
    /// Characters without width, removed.
    pub zero_width: usize,
    /// Control characters, removed.
    pub controls: usize,
    /// Where the first character that was changed stands.
    pub first: Option<Span>,
}

impl Oddities {
    /// Whether characters of the text itself were changed (not only its encoding).
    pub fn in_text(&self) -> bool {
        self.decomposed + self.spaces + self.zero_width + self.controls > 0
    }

    /// Whether the file's encoding was out of the ordinary.
    pub fn in_file(&self) -> bool {
        self.utf16 || self.bom || self.crlf > 0
    }

    /// Adds the counts of another part of the same file.
    pub fn add(&mut self, other: &Oddities) {
        self.decomposed += other.decomposed;
        self.spaces += other.spaces;
        self.zero_width += other.zero_width;
        self.controls += other.controls;
        self.met(other.first);
    }

    /// A character was changed at `place`; the first of the file is kept.
    fn met(&mut self, place: Option<Span>) {
        self.first = [self.first, place].into_iter().flatten().min();
    }
}

impl fmt::Display for Oddities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if self.utf16 {
            parts.push("mã UTF-16".to_owned());
        }
        if self.bom {
            parts.push("dấu BOM ở đầu tệp".to_owned());
        }
        if self.crlf > 0 {
            parts.push("xuống dòng kiểu Windows (CRLF)".to_owned());
        }
        for (count, what) in [
            (self.decomposed, "chữ dựng sẵn bị tách dấu (Unicode tổ hợp)"),
            (self.spaces, "khoảng trắng lạ (U+00A0 và tương tự)"),
            (self.zero_width, "ký tự không bề rộng"),
            (self.controls, "ký tự điều khiển"),
        ] {
            if count > 0 {
                parts.push(format!("{count} {what}"));
            }
        }
        f.write_str(&parts.join(", "))
    }
}

/// Bytes that are no text: at this byte, in this line.
#[derive(Debug, PartialEq, Eq)]
pub struct NotText {
    /// The text up to the first bad byte.
    pub good: String,
}

/// Reads UTF-8 (with or without mark) or UTF-16 (with mark).
pub fn decode(bytes: Vec<u8>) -> Result<(String, Oddities), NotText> {
    let mut oddities = Oddities::default();
    let text = match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, &mut oddities)?,
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, &mut oddities)?,
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            oddities.bom = true;
            utf8(rest.to_vec())?
        }
        _ => utf8(bytes)?,
    };
    oddities.crlf = text.matches("\r\n").count();
    Ok((text, oddities))
}

fn utf8(bytes: Vec<u8>) -> Result<String, NotText> {
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        NotText { good: String::from_utf8_lossy(good).into_owned() }
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, oddities: &mut Oddities) -> Result<String, NotText> {
    oddities.utf16 = true;
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut good = String::new();
    for letter in char::decode_utf16(pairs.iter().copied().map(unit)) {
        match letter {
            Ok(letter) => good.push(letter),
            Err(_) => return Err(NotText { good }),
        }
    }
    if rest.is_empty() { Ok(good) } else { Err(NotText { good }) }
}

/// A space that is not U+0020 and prints as one.
fn is_odd_space(c: char) -> bool {
    matches!(c, '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// A character that prints nothing.
fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

/// A line break that is not `\n`.
fn is_odd_break(c: char) -> bool {
    matches!(c, '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A character that commands a device; those that break lines and the tab are none here.
pub fn is_control(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t' && !is_odd_break(c)
}

/// Whether `text` is already as [`normalise`] leaves it.
fn is_normal(text: &str) -> bool {
    text.is_ascii() && !text.bytes().any(|b| b < b' ' && b != b'\n' || b == 0x7F)
        || (is_nfc(text)
            && !text.chars().any(|c| is_odd_space(c) || is_zero_width(c) || is_odd_break(c) || is_control(c)))
}

/// NFC, plain spaces, no zero width, `\n` for every line break; each byte keeps its origin.
pub fn normalise(text: &Text, oddities: &mut Oddities) -> Text {
    if is_normal(text.as_str()) {
        return text.clone();
    }
    let mut out = Text::default();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let at = text.as_str().len() - rest.len();
        let cluster = &rest[..cluster_len(rest)];
        rest = &rest[cluster.len()..];
        let whole = || text.slice(at..at + cluster.len());
        let first = cluster.chars().next().unwrap_or(' ');
        if cluster == "\r\n" || is_odd_break(first) {
            push_whole(&mut out, "\n", &whole());
        } else if is_odd_space(first) && cluster.len() == first.len_utf8() {
            if first != '\t' {
                oddities.spaces += 1;
                oddities.met(whole().span());
            }
            push_whole(&mut out, " ", &whole());
        } else if is_zero_width(first) {
            oddities.zero_width += 1;
            oddities.met(whole().span());
        } else if is_control(first) && cluster.len() == first.len_utf8() {
            oddities.controls += 1;
            oddities.met(whole().span());
        } else {
            let composed: String = cluster.nfc().filter(|c| !is_zero_width(*c) && !is_control(*c)).collect();
            if composed == cluster {
                out.append(&whole());
            } else {
                oddities.decomposed += 1;
                oddities.met(whole().span());
                push_whole(&mut out, &composed, &whole());
            }
        }
    }
    out
}

/// What [`normalise`] changes in the letters and spaces of `text`: bytes, and what stands there then. Tabs
/// and line breaks are layout, which these changes keep.
pub fn changes(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let mut list = Vec::new();
    let mut at = 0;
    while at < text.len() && !is_normal(&text[at..]) {
        let cluster = &text[at..at + cluster_len(&text[at..])];
        let range = at..at + cluster.len();
        at = range.end;
        let first = cluster.chars().next().unwrap_or(' ');
        if is_odd_break(first) || cluster == "\t" {
            continue;
        }
        let plain = |c: char| if is_odd_space(c) { ' ' } else { c };
        let new: String =
            cluster.nfc().filter(|c| !is_zero_width(*c) && !is_control(*c)).map(plain).collect();
        if new != cluster {
            list.push((range, new));
        }
    }
    list
}

/// The normalised form of a string, for comparisons and tests.
pub fn normalised(text: &str) -> String {
    let span = crate::source::Span::new(crate::source::FileId(0), 0..text.len());
    normalise(&Text::new(text, span), &mut Oddities::default()).as_str().to_owned()
}

/// Adds `string` with the place of `whole` as one piece.
fn push_whole(out: &mut Text, string: &str, whole: &Text) {
    if let Some(span) = whole.span() {
        let via = whole.pieces().first().and_then(|Piece { via, .. }| *via);
        out.push(string, span, via);
    }
}

/// Bytes of the first character with the marks that belong to it, or of CR LF.
fn cluster_len(text: &str) -> usize {
    if text.starts_with("\r\n") {
        return 2;
    }
    let mut chars = text.char_indices().skip(1);
    let joins = |c: char| canonical_combining_class(c) != 0 || is_hangul_part(c);
    chars.find(|(_, c)| !joins(*c)).map_or(text.len(), |(at, _)| at)
}

/// Vowel and final parts of Hangul compose with what stands before them without being marks.
fn is_hangul_part(c: char) -> bool {
    matches!(c, '\u{1161}'..='\u{11FF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn decodes_what_windows_writes() {
        let utf16: Vec<u8> = "\u{FEFF}a = 1\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (text, odd) = decode(utf16).expect("UTF-16");
        assert_eq!((text.as_str(), odd.utf16, odd.crlf), ("a = 1\r\n", true, 1));
        assert!(decode(b"\xEF\xBB\xBFa".to_vec()).expect("UTF-8").1.bom);
        assert_eq!(decode(b"ab\xFF".to_vec()), Err(NotText { good: "ab".into() }));
    }

    #[test]
    fn normalises_and_counts() {
        let raw = "Tie\u{302}\u{301}n\u{A0}độ\u{200B}\t.\r\n";
        let mut odd = Oddities::default();
        let text = Text::new(raw, Span::new(FileId(0), 0..raw.len()));
        let normal = normalise(&text, &mut odd);
        assert_eq!(normal.as_str(), "Tiến độ .\n");
        assert_eq!((odd.decomposed, odd.spaces, odd.zero_width), (1, 1, 1));
        assert_eq!(odd.first, Some(Span::new(FileId(0), 2..7)), "the first that was changed");
        let at = normal.as_str().find('ế').expect("ế");
        assert_eq!(normal.origin(at), Some((Span::new(FileId(0), 2..7), None)));
    }
}
