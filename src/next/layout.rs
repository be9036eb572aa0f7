//! How a TOML file is laid out: where its comments stand, and which lines each table takes.

use crate::edit::line_at;
use std::ops::Range;
use toml_parser::{
    ErrorSink, Source, Span,
    lexer::TokenKind,
    parser::{EventReceiver, parse_document},
};

/// A table under a header of its own (`[…]`, `[[…]]`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// The header, brackets included.
    pub header: Range<usize>,
    /// Its first line; comments that stand right above the header belong to it.
    pub start: usize,
    /// One past its last line that is not blank; tables within it are its own.
    pub end: usize,
}

/// The comments of a file, from `#` to the end of their lines.
pub(super) fn comments(text: &str) -> Vec<Range<usize>> {
    let tokens = Source::new(text).lex().filter(|token| token.kind() == TokenKind::Comment);
    tokens.map(|token| token.span().start()..token.span().end()).collect()
}

/// The comma after a byte, past white space and comments; `None` where something else comes first.
pub(super) fn comma_after(text: &str, at: usize) -> Option<usize> {
    let mut tokens = Source::new(&text[at..]).lex();
    let blank = |kind| matches!(kind, TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment);
    let token = tokens.find(|token| !blank(token.kind()))?;
    (token.kind() == TokenKind::Comma).then(|| at + token.span().start())
}

/// The layout of one file.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    text: &'a str,
    /// The tables with headers, in the order of the file.
    pub blocks: Vec<Block>,
    /// What no comment may stand in: strings of several lines, inline tables.
    nested: Vec<Range<usize>>,
}

impl<'a> Layout<'a> {
    /// Reads the layout of a file.
    pub(super) fn new(text: &'a str) -> Self {
        let tokens = Source::new(text).lex().into_vec();
        let mut headers = Headers { text, found: Vec::new(), open: None, nested: Vec::new() };
        parse_document(&tokens, &mut headers, &mut ());
        let Headers { found, nested, .. } = headers;
        Self { text, blocks: blocks(text, &found), nested }
    }

    /// The block of the header that begins at `at`.
    pub(super) fn block(&self, at: usize) -> Option<&Block> {
        self.blocks.iter().find(|block| block.header.start == at)
    }

    /// The first byte of the line at which a comment can be put so that it stands above `at`.
    pub(super) fn line_above(&self, at: usize) -> usize {
        let mut line = line_at(self.text, at).start;
        while let Some(around) = self.nested.iter().find(|span| span.start < line && line < span.end) {
            line = line_at(self.text, around.start).start;
        }
        line
    }

    /// The first byte of the line after the one on which `at` stands, at which a comment may begin.
    pub(super) fn line_below(&self, at: usize) -> usize {
        let mut line = line_at(self.text, at).end;
        while let Some(around) = self.nested.iter().find(|span| span.start < line && line < span.end) {
            line = line_at(self.text, around.end).end;
        }
        line
    }
}

fn blocks(text: &str, found: &[(Range<usize>, String)]) -> Vec<Block> {
    let comments = comments(text);
    let starts: Vec<usize> =
        found.iter().map(|(header, _)| first_line(text, header.start, &comments)).collect();
    let block = |i: usize| {
        let (header, path) = &found[i];
        let next = (i + 1..found.len()).find(|j| !is_below(path, &found[*j].1)).unwrap_or(found.len());
        let end = starts.get(next).copied().unwrap_or(text.len());
        let last = found[next - 1].0.end;
        Block { header: header.clone(), start: starts[i], end: last_line(text, last, end, &comments) }
    };
    (0..found.len()).map(block).collect()
}

fn is_below(path: &str, other: &str) -> bool {
    other.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'))
}

/// The first of the comment lines that stand right above a header.
fn first_line(text: &str, header: usize, comments: &[Range<usize>]) -> usize {
    let mut start = line_at(text, header).start;
    while start > 0 {
        let above = line_at(text, start - 1);
        let words = text[above.clone()].trim();
        let at = above.start + text[above.clone()].find('#').unwrap_or(0);
        let comment = words.starts_with('#') && comments.iter().any(|comment| comment.start == at);
        if !comment || words.starts_with(super::marks::PREFIX) {
            break;
        }
        start = above.start;
    }
    start
}

/// One past the last line between two bytes that says something, with the comments right below it; a
/// comment further down belongs to what follows.
fn last_line(text: &str, start: usize, end: usize, comments: &[Range<usize>]) -> usize {
    let alone = |line: &Range<usize>| {
        let at = line.end - text[line.clone()].trim_start().len();
        at < line.end && comments.iter().any(|comment| comment.start == at)
    };
    let blank = |line: &Range<usize>| text[line.clone()].trim().is_empty();
    let mut last = line_at(text, start).end;
    let mut below = last;
    while below < end {
        let line = line_at(text, below);
        let follows = alone(&line) && last == line.start;
        if follows || !blank(&line) && !alone(&line) {
            last = line.end;
        }
        below = line.end;
    }
    last.min(end)
}

/// Collects headers with their paths, and what no comment may stand in.
struct Headers<'a> {
    text: &'a str,
    found: Vec<(Range<usize>, String)>,
    open: Option<(usize, String)>,
    nested: Vec<Range<usize>>,
}

impl Headers<'_> {
    fn begin(&mut self, span: Span) {
        self.open = Some((span.start(), String::new()));
    }

    fn finish(&mut self, span: Span) {
        if let Some((start, path)) = self.open.take() {
            self.found.push((start..span.end(), path));
        }
    }
}

impl EventReceiver for Headers<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.begin(span);
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.finish(span);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.begin(span);
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.finish(span);
    }

    fn simple_key(&mut self, span: Span, _: Option<toml_parser::decoder::Encoding>, _: &mut dyn ErrorSink) {
        if let Some((_, path)) = &mut self.open {
            let key = self.text[span.start()..span.end()].trim_matches(['"', '\'']);
            *path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        }
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.nested.push(span.start()..usize::MAX);
        true
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        if let Some(open) = self.nested.iter_mut().rev().find(|open| open.end == usize::MAX) {
            open.end = span.end();
        }
    }

    fn scalar(&mut self, span: Span, _: Option<toml_parser::decoder::Encoding>, _: &mut dyn ErrorSink) {
        if self.text[span.start()..span.end()].contains('\n') {
            self.nested.push(span.start()..span.end());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# đầu\n\na = '''\n# không\n[[b]]\n'''\n\n# của một\n[[b]] # một\nx = 1\n[b.c]\ny = [ # hai\n]\n# sau\n\n# dưới\n\n[[b]]\nx = 2";

    #[test]
    fn blocks_take_their_comments_and_their_tables() {
        let found = Layout::new(TEXT).blocks;
        let shown: Vec<&str> = found.iter().map(|block| &TEXT[block.start..block.end]).collect();
        assert_eq!(
            shown,
            [
                "# của một\n[[b]] # một\nx = 1\n[b.c]\ny = [ # hai\n]\n# sau\n",
                "[b.c]\ny = [ # hai\n]\n# sau\n",
                "[[b]]\nx = 2"
            ]
        );
        assert_eq!(&TEXT[found[0].header.clone()], "[[b]]");
        let comments: Vec<&str> = comments(TEXT).into_iter().map(|range| &TEXT[range]).collect();
        assert_eq!(comments, ["# đầu", "# của một", "# một", "# hai", "# sau", "# dưới"]);
    }

    #[test]
    fn a_comment_stands_where_toml_allows_it() {
        let line = |word: &str| {
            let at = Layout::new(TEXT).line_above(TEXT.find(word).expect("there"));
            TEXT[at..].lines().next().unwrap_or_default()
        };
        assert_eq!(line("# không"), "a = '''");
        assert_eq!(line("x = 2"), "x = 2");
        let inline = "a = [\n  { x = '''\n1''' },\n  \"b\",\n]\n";
        let line = |word: &str| Layout::new(inline).line_above(inline.find(word).expect("there"));
        assert_eq!(&inline[line("1")..][..5], "  { x");
        assert_eq!(&inline[line("\"b")..][..5], "  \"b\"");
        assert_eq!(comma_after(inline, inline.find(" },").expect("there") + 2), inline.find(",\n"));
        assert_eq!(comma_after(inline, inline.find("]\n").expect("there")), None);
    }
}
