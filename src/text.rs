//! Text that knows where every byte of it was written.
//!
//! A [`Text`] is flat: what is printed. A [`Woven`] is what a template or an author wrote, in which
//! each *value* (what a hole printed) is one opaque character, an *atom*: readers of structure see
//! no letter of a value, so no value can become structure and nothing needs escaping.

use crate::source::Span;
use std::{borrow::Cow, ops::Range, sync::Arc};

/// The first character that stands for an atom; authors cannot write it (`encoding` refuses it).
const FIRST_ATOM: u32 = 0xF0000;
/// The last usable one of that plane and the next (two non-characters between them are skipped).
const LAST_ATOM: u32 = 0x10FFFD;

/// The character that stands for atom number `index`; `None` past 131,068 values.
pub fn atom_char(index: usize) -> Option<char> {
    let code = FIRST_ATOM + u32::try_from(index).ok()?;
    let code = if code > 0xFFFFD { code + 2 } else { code };
    (code <= LAST_ATOM).then(|| char::from_u32(code)).flatten()
}

/// The number of the atom that a character stands for.
pub fn atom_index(c: char) -> Option<usize> {
    let code = u32::from(c).checked_sub(FIRST_ATOM)?;
    Some(if code > 0xFFFF { code - 2 } else { code } as usize)
}

/// A stretch of text from one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Piece {
    /// Length in bytes of the text.
    pub len: u32,
    /// Where it was written. Equal lengths: byte for byte. Else (escape, NFC, derived): as a whole.
    pub from: Span,
    /// The hole through which it came, where there was one.
    pub via: Option<Span>,
}

impl Piece {
    /// Where the bytes `range` of this piece were written.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        if self.from.len() != self.len as usize {
            return self.from;
        }
        let start = self.from.range().start;
        Span::new(self.from.file, start + range.start..start + range.end)
    }
}

/// Text and the origin of each byte; the pieces cover it exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Text {
    string: String,
    pieces: Vec<Piece>,
}

impl Text {
    /// `string`, all of it from `from`.
    pub fn new(string: impl Into<String>, from: Span) -> Self {
        let string = string.into();
        let piece = Piece { len: string.len() as u32, from, via: None };
        Self { pieces: if string.is_empty() { Vec::new() } else { vec![piece] }, string }
    }

    /// What is printed.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Whether nothing is printed.
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// Where it comes from, piece by piece.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Adds `string`, written at `from`.
    pub fn push(&mut self, string: &str, from: Span, via: Option<Span>) {
        if string.is_empty() {
            return;
        }
        self.string.push_str(string);
        let len = string.len() as u32;
        if let Some(last) = self.pieces.last_mut()
            && last.via == via
            && last.from.len() == last.len as usize
            && from.len() == string.len()
            && last.from.file == from.file
            && last.from.end == from.start
        {
            last.len += len;
            last.from.end = from.end;
            return;
        }
        self.pieces.push(Piece { len, from, via });
    }

    /// Adds another text behind this one.
    pub fn append(&mut self, other: &Text) {
        let Some((first, rest)) = other.pieces.split_first() else { return };
        if self.is_empty() {
            self.clone_from(other);
            return;
        }
        // Only the first piece may go on where this text ends.
        let (start, end) = other.string.split_at(first.len as usize);
        self.push(start, first.from, first.via);
        self.string.push_str(end);
        self.pieces.extend_from_slice(rest);
    }

    /// Adds the bytes `range` of another text; `via` marks a hole that it came through.
    pub fn append_range(&mut self, other: &Text, range: Range<usize>, via: Option<Span>) {
        let mut at = 0;
        for piece in &other.pieces {
            if at >= range.end {
                break;
            }
            let end = at + piece.len as usize;
            let (from, to) = (range.start.max(at), range.end.min(end));
            if from < to {
                let span = piece.span(from - at..to - at);
                self.push(&other.string[from..to], span, piece.via.or(via));
            }
            at = end;
        }
    }

    /// The bytes `range`, with their origins.
    pub fn slice(&self, range: Range<usize>) -> Text {
        let mut text = Text::default();
        text.append_range(self, range, None);
        text
    }

    /// Where the byte `at` was written: the place and the hole, if any.
    pub fn origin(&self, at: usize) -> Option<(Span, Option<Span>)> {
        let mut start = 0;
        for piece in &self.pieces {
            let end = start + piece.len as usize;
            if at < end {
                let len = self.string[at..].chars().next().map_or(1, char::len_utf8);
                let last = (at - start + len).min(piece.len as usize);
                return Some((piece.span(at - start..last), piece.via));
            }
            start = end;
        }
        self.pieces.last().map(|piece| (piece.from, piece.via))
    }

    /// One span for the whole: from the first piece to the last of the same file.
    pub fn span(&self) -> Option<Span> {
        let first = self.pieces.first()?.from;
        let last = self.pieces.iter().rev().find(|p| p.from.file == first.file)?.from;
        Some(Span { end: last.end.max(first.end), ..first })
    }

    /// The same text with every character replaced by what `map` gives; origins stay.
    pub fn map_chars(&self, map: impl Fn(char) -> String) -> Text {
        let mut text = Text::default();
        for (at, c) in self.string.char_indices() {
            let mapped = map(c);
            if let Some((from, via)) = self.origin(at) {
                text.push(&mapped, from, via);
            }
        }
        text
    }

    /// Other words in its place, all of which come from the whole of it.
    pub fn replaced(&self, words: &str) -> Text {
        let via = self.pieces.first().and_then(|piece| piece.via);
        let mut text = Text::default();
        if let Some(span) = self.span() {
            text.push(words, span, via);
        }
        text
    }

    /// Without white space at both ends.
    pub fn trim(&self) -> Text {
        let start = self.string.len() - self.string.trim_start().len();
        if self.string.trim().len() == self.string.len() {
            return self.clone();
        }
        self.slice(start..self.string.trim_end().len().max(start))
    }
}

/// The three kinds of text fields (ARCHITECTURE.md, "Three kinds of text").
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Field {
    /// One line: everything prints as typed, a line break is an error.
    #[default]
    Line,
    /// A paragraph: a line break is a forced line, `**` and `__` mark bold and italic.
    Paragraph,
    /// An outline: lines, markers, headings.
    Outline,
    /// No text: the name of a table, which stands on a line of its own.
    Table,
    /// The same of a picture.
    Picture,
    /// The same, where a new page begins.
    PageBreak,
    /// No text: the name of a footnote, which is called within the text.
    Note,
}

impl Field {
    /// What stands on a line of its own is called; nothing for text.
    pub fn called(self) -> Option<&'static str> {
        match self {
            Self::Table => Some("bảng"),
            Self::Picture => Some("hình"),
            Self::PageBreak => Some("chỗ sang trang"),
            Self::Line | Self::Paragraph | Self::Outline | Self::Note => None,
        }
    }
}

/// What an atom prints.
#[derive(Debug, Clone)]
pub struct Atom {
    /// How its own text is read.
    pub field: Field,
    /// Its text.
    pub content: Arc<Woven>,
}

/// Text in which values are atoms. Only what is *not* an atom can be structure.
#[derive(Debug, Clone, Default)]
pub struct Woven {
    text: Text,
    /// Shared with the texts that are parts of this one.
    atoms: Arc<Vec<Atom>>,
}

impl Woven {
    /// Text and the atoms that its atom characters stand for.
    pub fn new(text: Text, atoms: Vec<Atom>) -> Self {
        Self { text, atoms: Arc::new(atoms) }
    }

    /// A text without values.
    pub fn plain(text: Text) -> Self {
        Self { text, atoms: Arc::default() }
    }

    /// The text with atom characters, for readers of structure.
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// The text with atom characters, with origins.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The atom that `c` stands for.
    pub fn atom(&self, c: char) -> Option<&Atom> {
        self.atoms.get(atom_index(c)?)
    }

    /// What this text is and its name, where it is a table, a picture or a page break alone.
    pub fn placed_alone(&self) -> Option<(Field, Text)> {
        let mut chars = self.as_str().trim().chars();
        let atom = chars.next().filter(|_| chars.next().is_none()).and_then(|c| self.atom(c))?;
        atom.field.called().map(|_| (atom.field, atom.content.flat()))
    }

    /// The first such thing in this text, or in a value of it.
    pub fn any_placed(&self) -> Option<(Field, Text)> {
        let mut atoms = self.as_str().chars().filter_map(|c| self.atom(c));
        atoms.find_map(|atom| match atom.field.called() {
            Some(_) => Some((atom.field, atom.content.flat())),
            None => atom.content.any_placed(),
        })
    }

    /// The same atoms around another text (a part of this one, or lines of it joined).
    pub fn with_text(&self, text: Text) -> Self {
        Self { text, atoms: self.atoms.clone() }
    }

    /// The same with every letter changed, those of its values too; atoms have no case.
    pub fn map(&self, change: &impl Fn(&Text) -> Text) -> Self {
        let atom = |atom: &Atom| Atom { content: Arc::new(atom.content.map(change)), ..atom.clone() };
        Self { text: change(&self.text), atoms: Arc::new(self.atoms.iter().map(atom).collect()) }
    }

    /// The same with its start changed, which may lie within an atom.
    pub fn with_start(&self, change: &impl Fn(&Text) -> Text) -> Self {
        let first = self.as_str().chars().find(|c| c.is_alphanumeric() || self.atom(*c).is_some());
        let Some(index) = first.and_then(atom_index) else { return self.with_text(change(&self.text)) };
        let mut changed = self.clone();
        Arc::make_mut(&mut changed.atoms)[index].content =
            Arc::new(self.atoms[index].content.with_start(change));
        changed
    }

    /// The letters that are printed, values filled in.
    pub fn printed(&self) -> Cow<'_, str> {
        if self.atoms.is_empty() {
            return self.text.as_str().into();
        }
        self.flat().string.into()
    }

    /// What is printed, values filled in.
    pub fn flat(&self) -> Text {
        if self.atoms.is_empty() {
            return self.text.clone();
        }
        let (mut flat, mut start) = (Text::default(), 0);
        for (at, c) in self.as_str().char_indices() {
            let Some(atom) = self.atom(c) else { continue };
            flat.append_range(&self.text, start..at, None);
            start = at + c.len_utf8();
            // A note's name is no text.
            if atom.field != Field::Note {
                flat.append(&atom.content.flat());
            }
        }
        flat.append_range(&self.text, start..self.as_str().len(), None);
        flat
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn span(start: usize, end: usize) -> Span {
        Span::new(FileId(0), start..end)
    }

    #[test]
    fn atoms_skip_non_characters_and_come_back() {
        for index in [0, 1, 0xFFFD, 0xFFFE, 0x1_FFFB] {
            let c = atom_char(index).expect("a character");
            assert_eq!(atom_index(c), Some(index));
        }
        assert_eq!(atom_char(0x1_FFFC), None);
        assert_eq!(atom_index('a'), None);
    }

    #[test]
    fn linear_pieces_merge_and_slices_keep_places() {
        let mut text = Text::default();
        text.push("ab", span(5, 7), None);
        text.push("c", span(7, 8), None);
        text.push("\n", span(8, 10), None);
        assert_eq!(text.pieces().len(), 2);
        assert_eq!(text.slice(1..4).pieces()[0].from, span(6, 8));
        assert_eq!(text.origin(3), Some((span(8, 10), None)));
    }
}
