//! A TOML file as a tree whose every value knows its bytes.
//!
//! The `toml` crate parses; strings are decoded once more with `toml_parser`, which hands over
//! slices of the file itself, so that each byte of a decoded string has its place.

use crate::{
    diagnostic::{Diagnostic, Findings, nearest},
    encoding::{Oddities, is_control, normalise},
    rules,
    source::{FileId, Span},
    text::{Text, atom_index},
    toml_messages,
};
use std::borrow::Cow;
use toml::{Spanned, de::DeTable, de::DeValue, value::Datetime};
use toml_parser::decoder::{Encoding, StringBuilder};

/// A value and the bytes that it was written in.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// The types of TOML.
#[derive(Debug, Clone)]
pub enum Value {
    /// A string, decoded and normalised.
    Text(Text),
    /// A whole number.
    Integer(i64),
    /// Any other number, as written.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A date, a time or both.
    Datetime(Datetime),
    /// `[…]` or `[[…]]`.
    List(Vec<Node>),
    /// `{…}` or `[…]`.
    Table(Table),
}

impl Value {
    /// What the type is called to the user.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Text(_) => "chuỗi chữ",
            Self::Integer(_) => "số nguyên",
            Self::Float(_) => "số thập phân",
            Self::Bool(_) => "đúng/sai (true/false)",
            Self::Datetime(_) => "ngày giờ",
            Self::List(_) => "danh sách",
            Self::Table(_) => "bảng",
        }
    }
}

/// One `key = value`.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key, decoded.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub node: Node,
}

/// A table in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The entries.
    pub entries: Vec<Entry>,
}

impl Table {
    /// The entry of this key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value of this key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The known name most like one of its keys.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.entries.iter().map(|e| e.key.as_str()))
    }
}

/// Reads `text` as TOML: what could be read, and every mistake in it.
pub fn parse(file: FileId, text: &str, findings: &mut Findings) -> (Table, Oddities) {
    let readable = without_controls(text);
    let (document, errors) = DeTable::parse_recoverable(&readable);
    for error in &errors {
        findings.push(toml_messages::diagnostic(file, text, error));
    }
    let mut reader = Reader { file, text, oddities: Oddities::default(), findings };
    let table = reader.table(document.get_ref());
    (table, reader.oddities)
}

/// The same bytes with a space for each control character, which TOML takes nowhere and pages of a PDF leave
/// behind. Strings are decoded from the file itself, so [`normalise`] meets the character there.
fn without_controls(text: &str) -> Cow<'_, str> {
    // U+0080 to U+009F are two bytes long, and TOML takes them.
    let refused = |c: char| c.len_utf8() == 1 && (is_control(c) || matches!(c, '\u{B}' | '\u{C}'));
    if !text.contains(refused) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if refused(c) { ' ' } else { c }).collect())
}

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    oddities: Oddities,
    findings: &'a mut Findings,
}

impl Reader<'_> {
    fn table(&mut self, table: &DeTable<'_>) -> Table {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: crate::encoding::normalised(key.get_ref()),
                key_span: Span::new(self.file, key.span()),
                node: self.node(value),
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_span);
        Table { entries }
    }

    fn node(&mut self, node: &Spanned<DeValue<'_>>) -> Node {
        let span = Span::new(self.file, node.span());
        let value = match node.get_ref() {
            DeValue::String(_) => Value::Text(self.string(span)),
            DeValue::Integer(number) => self.integer(span, number.as_str(), number.radix()),
            DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(flag) => Value::Bool(*flag),
            DeValue::Datetime(datetime) => Value::Datetime(*datetime),
            DeValue::Array(items) => Value::List(items.iter().map(|n| self.node(n)).collect()),
            DeValue::Table(table) => Value::Table(self.table(table)),
        };
        Node { value, span }
    }

    /// A number; one that the parser has reported already reads as nothing.
    fn integer(&mut self, span: Span, digits: &str, radix: u32) -> Value {
        let number = i64::from_str_radix(digits, radix);
        if number.is_err() && digits.len() > 1 && digits.chars().all(|c| c.is_digit(radix)) {
            self.findings.push(Diagnostic::new(&rules::SAI_KIEU, span, "số này quá lớn"));
        }
        Value::Integer(number.unwrap_or(0))
    }

    /// A string: decoded with places, normalised, without characters that stand for atoms.
    fn string(&mut self, span: Span) -> Text {
        let clean = refuse_private_use(decode(self.file, self.text, span), self.findings);
        normalise(&clean, &mut self.oddities)
    }
}

/// Characters of the private planes have no meaning outside one font, and are ours inside.
pub fn refuse_private_use(text: Text, findings: &mut Findings) -> Text {
    if !text.as_str().chars().any(|c| atom_index(c).is_some()) {
        return text;
    }
    let mut clean = Text::default();
    for (at, c) in text.as_str().char_indices() {
        if atom_index(c).is_none() {
            clean.append_range(&text, at..at + c.len_utf8(), None);
        } else if let Some((span, _)) = text.origin(at) {
            findings.push(rules::unprintable(c, span));
        }
    }
    clean
}

/// Decodes the TOML string at `span` so that each byte knows the bytes it was written in.
fn decode(file: FileId, text: &str, span: Span) -> Text {
    let raw = text.get(span.range()).unwrap_or_default();
    let encoding = match raw.as_bytes() {
        [b'"', b'"', b'"', ..] => Encoding::MlBasicString,
        [b'"', ..] => Encoding::BasicString,
        [b'\'', b'\'', b'\'', ..] => Encoding::MlLiteralString,
        [b'\'', ..] => Encoding::LiteralString,
        _ => return Text::new(raw, span),
    };
    let inner = toml_parser::Span::new_unchecked(span.range().start, span.range().end);
    let mut slices = Slices { base: raw.as_ptr() as usize, parts: Vec::new() };
    let _kind =
        toml_parser::Raw::new_unchecked(raw, Some(encoding), inner).decode_scalar(&mut slices, &mut ());
    slices.into_text(file, span, raw)
}

/// Collects what the decoder hands over: slices of the file, and single characters for escapes.
struct Slices<'i> {
    /// Address of the string's first byte.
    base: usize,
    parts: Vec<Part<'i>>,
}

enum Part<'i> {
    /// A slice of the file, at this offset from the base.
    Slice(usize, &'i str),
    /// An escape.
    Char(char),
}

impl<'i> StringBuilder<'i> for Slices<'i> {
    fn clear(&mut self) {}

    fn push_str(&mut self, slice: &'i str) -> bool {
        let offset = (slice.as_ptr() as usize).wrapping_sub(self.base);
        self.parts.push(Part::Slice(offset, slice));
        true
    }

    fn push_char(&mut self, c: char) -> bool {
        self.parts.push(Part::Char(c));
        true
    }
}

impl Slices<'_> {
    fn into_text(self, file: FileId, span: Span, raw: &str) -> Text {
        let mut text = Text::default();
        let start = span.range().start;
        let mut at = raw.bytes().take_while(|b| *b == raw.as_bytes()[0]).count().min(3);
        for part in self.parts {
            match part {
                Part::Slice(offset, slice) if offset <= raw.len() => {
                    text.push(slice, Span::new(file, start + offset..start + offset + slice.len()), None);
                    at = offset + slice.len();
                }
                Part::Slice(_, slice) => text.push(slice, span, None),
                Part::Char(c) => {
                    let escape = escape_at(raw, at);
                    text.push(
                        c.encode_utf8(&mut [0; 4]),
                        Span::new(file, start + escape.start..start + escape.end),
                        None,
                    );
                    at = escape.end;
                }
            }
        }
        text
    }
}

/// The bytes of the escape at or after `at`; a `\` before a line break is passed over.
fn escape_at(raw: &str, mut at: usize) -> std::ops::Range<usize> {
    let bytes = raw.as_bytes();
    loop {
        while at < bytes.len() && bytes[at] != b'\\' {
            at += 1;
        }
        let len = match bytes.get(at + 1) {
            Some(b'x') => 4,
            Some(b'u') => 6,
            Some(b'U') => 10,
            Some(b' ' | b'\t' | b'\r' | b'\n') => {
                at += 1;
                continue;
            }
            Some(_) => 2,
            None => return at.min(raw.len())..raw.len(),
        };
        return at..(at + len).min(raw.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(table: &Table) -> Vec<&Text> {
        let texts = table.entries.iter().filter_map(|entry| match &entry.node.value {
            Value::Text(text) => Some(text),
            _ => None,
        });
        texts.collect()
    }

    #[test]
    fn every_byte_of_a_string_knows_its_bytes() {
        let toml = "a = \"x\\u1EA5 \\ty\"\nb = '''\nm\\n'''\nc = \"\"\"p \\\n   q\\\"\"\"\"\n";
        let mut findings = Findings::default();
        let (table, _) = parse(FileId(0), toml, &mut findings);
        assert!(findings.worst().is_none());
        let texts = strings(&table);
        assert_eq!(texts[0].as_str(), "xấ  y", "a tab prints as a space");
        let at = |text: &Text, c: char| {
            let (span, _) = text.origin(text.as_str().find(c).expect("there")).expect("origin");
            &toml[span.range()]
        };
        assert_eq!((at(texts[0], 'ấ'), at(texts[0], 'y')), ("\\u1EA5", "y"));
        assert_eq!((texts[1].as_str(), at(texts[1], 'n')), ("m\\n", "n"));
        assert_eq!((texts[2].as_str(), at(texts[2], '"')), ("p q\"", "\\\""));
    }

    #[test]
    fn all_mistakes_come_at_once() {
        let mut findings = Findings::default();
        parse(FileId(0), "a = \nb = 1\nb = 2\nc = \"x\n", &mut findings);
        assert!(findings.count(crate::diagnostic::Severity::Fault) >= 3);
    }

    #[test]
    fn control_characters_are_taken_out_wherever_they_stand() {
        let toml = "a = \"x\u{3}y\u{7F}\"\u{0}\nb = \'\'\'\nm\u{C}n\u{1}\'\'\'\nc = \"\"\"p\u{8}\\tq\"\"\"\nd = \'\u{2}z\'\n";
        let mut findings = Findings::default();
        let (table, oddities) = parse(FileId(0), toml, &mut findings);
        assert!(findings.worst().is_none(), "{findings:?}");
        let read: Vec<&str> = strings(&table).iter().map(|text| text.as_str()).collect();
        assert_eq!(read, ["xy", "m\nn", "p q", "z"]);
        assert_eq!(oddities.controls, 5);
        let (span, _) = strings(&table)[3].origin(0).expect("origin");
        assert_eq!(&toml[span.range()], "z");
    }

    #[test]
    fn private_use_planes_are_refused() {
        let mut findings = Findings::default();
        let (table, _) = parse(FileId(0), "a = \"x\u{F0000}y\"", &mut findings);
        assert_eq!(strings(&table)[0].as_str(), "xy");
        assert!(findings.has_fault());
    }
}
