//! Changes to a file that leave all else as it was: comments, order, layout, encoding, line ends.
//!
//! Places count bytes of the decoded text, as a [`Span`](crate::source::Span) does.

use crate::encoding::decode;
use std::ops::Range;

/// One change: these bytes become this text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go; none to insert.
    pub range: Range<usize>,
    /// What stands there then; its line ends are `\n`, and become those of the file.
    pub text: String,
}

/// Changes to one file, which do not overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits(Vec<Edit>);

impl Edits {
    /// Adds a change. One that touches bytes which another changes is left out, and `false` comes back.
    /// What is inserted at one place stands there in the order in which it was added.
    pub fn push(&mut self, range: Range<usize>, text: impl Into<String>) -> bool {
        let clashes = |other: &Edit| {
            let (a, b) = (&range, &other.range);
            if a.is_empty() || b.is_empty() {
                // What is inserted at an edge of what goes stands beside it.
                let (point, whole) = if a.is_empty() { (a.start, b) } else { (b.start, a) };
                return whole.start < point && point < whole.end;
            }
            a.start < b.end && b.start < a.end
        };
        if range.start > range.end || self.0.iter().any(clashes) {
            return false;
        }
        self.0.push(Edit { range, text: text.into() });
        true
    }

    /// Adds text at a place.
    pub fn insert(&mut self, at: usize, text: impl Into<String>) -> bool {
        self.push(at..at, text)
    }

    /// Takes bytes out.
    pub fn remove(&mut self, range: Range<usize>) -> bool {
        self.push(range, "")
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The changes, in the order of the file; at one place, what is inserted comes first.
    pub fn sorted(&self) -> Vec<&Edit> {
        let mut list: Vec<&Edit> = self.0.iter().collect();
        list.sort_by_key(|edit| (edit.range.start, edit.range.end));
        list
    }

    /// The text of a file with the changes; what lies outside them is the same byte for byte.
    pub fn apply(&self, text: &str) -> String {
        self.apply_and_map(text).0
    }

    /// The same, and where each byte of the old text stands in the new one.
    pub fn apply_and_map(&self, text: &str) -> (String, Moved) {
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut out = String::with_capacity(text.len());
        let mut moved = Moved::default();
        let mut at = 0;
        for edit in self.sorted() {
            out.push_str(text.get(at..edit.range.start).unwrap_or_default());
            let start = out.len();
            out.push_str(&edit.text.replace("\r\n", "\n").replace('\n', line_end));
            moved.0.push((edit.range.clone(), start, out.len()));
            at = edit.range.end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        (out, moved)
    }

    /// The same for the bytes of a file, in its own encoding; `None` where they are no text.
    pub fn apply_to_file(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let (text, _) = decode(bytes.to_vec()).ok()?;
        Some(encode_like(bytes, &self.apply(&text)))
    }
}

/// Where the bytes of a text went: each changed range, and where its new text begins and ends.
#[derive(Debug, Clone, Default)]
pub struct Moved(Vec<(Range<usize>, usize, usize)>);

impl Moved {
    /// The new place of a byte. One that went has the place of what came for it; what was inserted at a
    /// place stands before it.
    pub fn at(&self, old: usize) -> usize {
        let mut last = (0, 0);
        for (range, start, end) in &self.0 {
            if range.start > old {
                break;
            }
            if old < range.end {
                return *start;
            }
            last = (range.end, *end);
        }
        last.1 + (old - last.0)
    }
}

/// `text` in the encoding of a file, with its byte order mark.
pub fn encode_like(bytes: &[u8], text: &str) -> Vec<u8> {
    let utf16 = |mark: [u8; 2], unit: fn(u16) -> [u8; 2]| {
        mark.into_iter().chain(text.encode_utf16().flat_map(unit)).collect()
    };
    match bytes {
        [0xFF, 0xFE, ..] => utf16([0xFF, 0xFE], u16::to_le_bytes),
        [0xFE, 0xFF, ..] => utf16([0xFE, 0xFF], u16::to_be_bytes),
        [0xEF, 0xBB, 0xBF, ..] => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        _ => text.as_bytes().to_vec(),
    }
}

/// The line of a byte: its first byte, and one past its line end.
pub fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i + 1);
    start..end
}

/// A string as TOML writes it, on one line.
pub fn toml_string(value: &str) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

/// Sets a key of a file's first table: in place where it stands, else on a line of its own after the first
/// of the keys `after` that the file has, else at the top. `literal` is TOML.
pub fn set_key(
    text: &str,
    table: &crate::toml_tree::Table,
    key: &str,
    literal: &str,
    after: &[&str],
) -> Edits {
    let mut edits = Edits::default();
    if let Some(node) = table.get(key) {
        edits.push(node.span.range(), literal);
        return edits;
    }
    let line = format!("{key} = {literal}\n");
    match after.iter().find_map(|key| table.get(key)) {
        Some(node) => {
            let end = line_at(text, node.span.range().end).end;
            let broken = text[..end].ends_with('\n');
            edits.insert(end, if broken { line } else { format!("\n{}", line.trim_end()) });
        }
        None => {
            edits.insert(0, line);
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diagnostic::Findings, source::FileId, toml_tree};
    use proptest::prelude::*;

    const TEXT: &str = "# Tháng 5\r\nky = \"2024-05\"   # kỳ\r\nso = 5\r\n";

    fn edits() -> Edits {
        let mut edits = Edits::default();
        let ky = TEXT.find("2024-05").expect("there");
        assert!(edits.push(ky..ky + 7, "2024-06"));
        assert!(edits.remove(line_at(TEXT, TEXT.find("so").expect("there"))));
        assert!(edits.insert(0, "# một\n"));
        assert!(edits.insert(0, "# hai\n"));
        assert!(!edits.push(ky + 3..ky + 4, "x"), "it is changed already");
        assert!(!edits.insert(ky + 3, "x"));
        edits
    }

    #[test]
    fn what_is_not_edited_stays_byte_for_byte() {
        let want = "# một\r\n# hai\r\n# Tháng 5\r\nky = \"2024-06\"   # kỳ\r\n";
        let utf16 = |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            format!("\u{FEFF}{text}").encode_utf16().flat_map(unit).collect()
        };
        let utf8 = |text: &str| text.as_bytes().to_vec();
        let marked = |text: &str| format!("\u{FEFF}{text}").into_bytes();
        let encoded = |text: &str| {
            [utf8(text), marked(text), utf16(text, u16::to_le_bytes), utf16(text, u16::to_be_bytes)]
        };
        for (file, new) in encoded(TEXT).into_iter().zip(encoded(want)) {
            assert_eq!(edits().apply_to_file(&file), Some(new));
            assert_eq!(Edits::default().apply_to_file(&file), Some(file));
        }
        assert_eq!(Edits::default().apply_to_file(b"\xFF"), None);
    }

    #[test]
    fn places_move_with_the_text() {
        let (new, moved) = edits().apply_and_map(TEXT);
        for word in ["# Tháng 5", "ky =", "   # kỳ"] {
            let (old, new) = (TEXT.find(word).expect("there"), new.find(word).expect("still there"));
            assert_eq!(moved.at(old), new, "{word}");
        }
        assert_eq!(&new[moved.at(TEXT.find("2024-05").expect("there"))..][..7], "2024-06");
        assert_eq!(moved.at(TEXT.find("so = 5").expect("there")), new.len());
        assert_eq!(moved.at(TEXT.len()), new.len());
    }

    #[test]
    fn a_key_is_set_where_it_belongs() {
        let set = |text: &str, key: &str| {
            let (table, _) = toml_tree::parse(FileId(0), text, &mut Findings::default());
            set_key(text, &table, key, "7", &["ky", "loai"]).apply(text)
        };
        assert_eq!(set("loai = 1 # a\nso = 5 # b\n[x]\n", "so"), "loai = 1 # a\nso = 7 # b\n[x]\n");
        assert_eq!(set("loai = 1 # a\n\n[x]\n", "so"), "loai = 1 # a\nso = 7\n\n[x]\n");
        assert_eq!(set("ky = [\n1]", "so"), "ky = [\n1]\nso = 7");
        assert_eq!(set("[x]\n", "so"), "so = 7\n[x]\n");
    }

    proptest! {
        #[test]
        fn strings_are_read_as_they_were_written(value in "\\PC*|[\"\\\\\n\r\t\u{1}a]*") {
            let table: toml::Table = format!("a = {}", toml_string(&value)).parse().expect("TOML");
            prop_assert_eq!(table["a"].as_str(), Some(value.as_str()));
        }

        #[test]
        fn edits_apply_in_any_order(text in "\\PC{10,40}", cuts in prop::collection::vec(0usize..40, 6)) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| places[cut % places.len()]).collect();
            cuts.sort_unstable();
            let mut wanted = String::new();
            let (mut forth, mut back) = (Edits::default(), Edits::default());
            let mut at = 0;
            for pair in cuts.chunks(2) {
                wanted += &text[at..pair[0]];
                wanted += "x";
                at = pair[1];
                prop_assert!(forth.push(pair[0]..pair[1], "x"));
            }
            for pair in cuts.chunks(2).rev() {
                back.push(pair[0]..pair[1], "x");
            }
            wanted += &text[at..];
            prop_assert_eq!(forth.apply(&text), wanted.clone());
            prop_assert_eq!(back.apply(&text), wanted);
        }
    }
}
