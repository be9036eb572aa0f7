//! Files as they were read, and places in them.
//!
//! A [`Span`] names bytes of one file; [`Sources`] holds the files that one job read (plan,
//! office, words templates, the shipped data), so that every finding can show its line.

use std::{ops::Range, sync::Arc};

/// The number of a file within its [`Sources`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u16);

/// A range of bytes of one file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes `range` of `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: to_u32(range.start), end: to_u32(range.end) }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers no byte.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The same place as a range.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place in bytes as stored in a [`Span`]; files of 4 GiB and more are refused when read.
fn to_u32(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One file: the name shown to the user and the decoded text.
#[derive(Debug)]
pub struct Source {
    /// The path as the user gave it, or `vanban:/…` for a shipped file.
    pub name: String,
    /// The decoded text; spans count its bytes.
    pub text: Arc<str>,
    /// The byte at which each line begins.
    lines: Vec<u32>,
    /// The cells of a sheet, in the order of their bytes; empty for all other files.
    cells: Vec<CellStart>,
}

/// Where a cell of a sheet begins in the text of its source; row and column count from 0.
#[derive(Debug, Clone, Copy)]
pub struct CellStart {
    /// The first byte.
    pub byte: u32,
    /// The row of the sheet.
    pub row: u32,
    /// The column of the sheet.
    pub column: u32,
}

impl Source {
    /// A file of this name and text.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let newlines = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        let lines = std::iter::once(0).chain(newlines.map(|(i, _)| to_u32(i + 1))).collect();
        Self { name: name.into(), text, lines, cells: Vec::new() }
    }

    /// A sheet of a spreadsheet, written out a row a line; `cells` are in the order of their bytes.
    pub fn sheet(name: impl Into<String>, text: impl Into<Arc<str>>, cells: Vec<CellStart>) -> Self {
        Self { cells, ..Self::new(name, text) }
    }

    /// The name of the cell at a byte, `B17`; `None` in a file that is no sheet.
    pub fn cell(&self, byte: usize) -> Option<String> {
        let cell = self.cell_at(byte)?;
        Some(format!("{}{}", column_letters(cell.column), cell.row + 1))
    }

    fn cell_at(&self, byte: usize) -> Option<&CellStart> {
        let after = self.cells.partition_point(|cell| cell.byte as usize <= byte);
        self.cells.get(after.saturating_sub(1))
    }

    /// `name:line:column` of a byte, in a sheet `name!B17`.
    pub fn locate(&self, byte: usize) -> String {
        if let Some(cell) = self.cell(byte) {
            return format!("{}!{cell}", self.name);
        }
        let place = self.place(byte);
        format!("{}:{}:{}", self.name, place.line, place.column)
    }

    /// Line and column of a byte; a byte past the end is the end. In a sheet, row and column of the cell.
    pub fn place(&self, byte: usize) -> Place {
        if let Some(cell) = self.cell_at(byte) {
            return Place { line: cell.row as usize + 1, column: cell.column as usize + 1 };
        }
        let byte = floor_boundary(&self.text, byte);
        let line = self.lines.partition_point(|start| *start as usize <= byte);
        let start = self.lines[line - 1] as usize;
        Place { line, column: self.text[start..byte].chars().count() + 1 }
    }

    /// The bytes of `range`, clamped to the file and to whole characters.
    pub fn slice(&self, range: Range<usize>) -> &str {
        let start = floor_boundary(&self.text, range.start);
        let end = floor_boundary(&self.text, range.end).max(start);
        &self.text[start..end]
    }
}

/// The letters of a column of a sheet, from 0: `A`, `Z`, `AA`.
pub(crate) fn column_letters(column: u32) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    let before = (column / 26).checked_sub(1).map(column_letters).unwrap_or_default();
    before + &letter.to_string()
}

/// The nearest character boundary at or before `byte`.
fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// The files of one job; cloning shares them.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Arc<Source>>);

impl Sources {
    /// Adds a file and gives its number.
    pub fn add(&mut self, source: Source) -> FileId {
        self.0.push(Arc::new(source));
        FileId(u16::try_from(self.0.len() - 1).unwrap_or(u16::MAX))
    }

    /// The file of this number.
    pub fn get(&self, id: FileId) -> &Source {
        &self.0[usize::from(id.0)]
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text that a span names.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file).slice(span.range())
    }

    /// `name:line:column` of a span's first byte; in a sheet `name!B17`.
    pub fn locate(&self, span: Span) -> String {
        self.get(span.file).locate(span.start as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = Source::new("a", "x\nĐiều 1\r\ny");
        assert_eq!(source.place(0), Place { line: 1, column: 1 });
        assert_eq!(source.place("x\nĐiều ".len()), Place { line: 2, column: 6 });
        assert_eq!(source.place(3), Place { line: 2, column: 1 }, "inside Đ");
        assert_eq!(source.place(999), Place { line: 3, column: 2 });
    }

    #[test]
    fn a_sheet_names_its_cells() {
        let cell = |byte, row, column| CellStart { byte, row, column };
        let source = Source::sheet("a.xlsx", "x | y\nz", vec![cell(0, 2, 1), cell(4, 2, 27), cell(6, 8, 1)]);
        assert_eq!(
            [0, 4, 5, 6].map(|byte| source.locate(byte)),
            ["a.xlsx!B3", "a.xlsx!AB3", "a.xlsx!AB3", "a.xlsx!B9"]
        );
        assert_eq!(source.place(4), Place { line: 3, column: 28 });
        assert_eq!((column_letters(25), column_letters(701)), ("Z".to_owned(), "ZZ".to_owned()));
    }
}
