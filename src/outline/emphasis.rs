//! `**bold**` and `__italic__` inside a paragraph, and `\` before a mark that is meant as one.

use crate::text::{Field, Text, Woven};

/// A stretch of text of one weight and slope.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Run {
    /// The text; `\n` is a forced line.
    pub text: Text,
    /// Bold, beyond what its paragraph is.
    pub bold: bool,
    /// Italic, beyond what its paragraph is.
    pub italic: bool,
}

/// Characters that a `\` before them turns into text.
const ESCAPABLE: &[char] = &['\\', '*', '_', '-', '–', '•', '+', '.', ')', '(', '/'];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// Bytes that print.
    Print(usize, usize),
    /// A pair of marks at this byte that may open or close.
    Mark { at: usize, mark: char, opens: bool, closes: bool },
}

/// The runs of a text, its values filled in; marks are read in paragraphs and outlines only.
pub fn runs(woven: &Woven, field: Field) -> Vec<Run> {
    let mut out = Vec::new();
    add_runs(woven, field, (false, false), &mut out);
    out
}

fn add_runs(woven: &Woven, field: Field, (bold, italic): (bool, bool), out: &mut Vec<Run>) {
    let text = woven.as_str();
    let tokens = match field {
        Field::Line | Field::Table | Field::Picture | Field::PageBreak | Field::Note => {
            vec![Token::Print(0, text.len())]
        }
        Field::Paragraph | Field::Outline => tokens(text),
    };
    let active = matched(&tokens);
    let (mut now_bold, mut now_italic) = (bold, italic);
    for (token, active) in tokens.iter().zip(active) {
        match *token {
            Token::Mark { mark: '*', .. } if active => now_bold = !now_bold,
            Token::Mark { .. } if active => now_italic = !now_italic,
            Token::Mark { at, .. } => print(woven, at..at + 2, (now_bold, now_italic), out),
            Token::Print(start, end) => print(woven, start..end, (now_bold, now_italic), out),
        }
    }
}

/// Adds the bytes `range`, with the values in them.
fn print(woven: &Woven, range: std::ops::Range<usize>, style: (bool, bool), out: &mut Vec<Run>) {
    let text = &woven.as_str()[range.clone()];
    let mut start = range.start;
    for (at, c) in text.char_indices() {
        let at = range.start + at;
        if let Some(atom) = woven.atom(c) {
            push(out, woven.text().slice(start..at), style);
            if atom.field == Field::Note {
                push(out, note_call(atom.content.text()), style);
            } else {
                add_runs(&atom.content, atom.field, style, out);
            }
            start = at + c.len_utf8();
        }
    }
    push(out, woven.text().slice(start..range.end), style);
}

/// Between these two stands the name of a footnote; no file may hold them.
pub(crate) const NOTE_CALL: [char; 2] = ['\u{10FFFC}', '\u{10FFFD}'];

/// The call of a footnote until the document gives it its number.
fn note_call(name: &Text) -> Text {
    let [open, close] = NOTE_CALL;
    let call = format!("{open}{}{close}", name.as_str());
    name.span().map_or_else(Text::default, |place| Text::new(call, place))
}

fn push(out: &mut Vec<Run>, text: Text, (bold, italic): (bool, bool)) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.bold == bold && last.italic == italic => last.text.append(&text),
        _ => out.push(Run { text, bold, italic }),
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let flush = |tokens: &mut Vec<Token>, from: usize, to: usize| {
        if from < to {
            tokens.push(Token::Print(from, to));
        }
    };
    while let Some(c) = text[at..].chars().next() {
        let next = text[at + c.len_utf8()..].chars().next();
        if let Some(escaped) = next.filter(|n| c == '\\' && ESCAPABLE.contains(n)) {
            flush(&mut tokens, start, at);
            start = at + 1;
            at = start + escaped.len_utf8();
        } else if c == '*' || c == '_' {
            let length = text[at..].chars().take_while(|d| *d == c).count();
            if length == 2 {
                flush(&mut tokens, start, at);
                tokens.push(mark(text, at, c));
                start = at + 2;
            }
            at += length;
        } else {
            at += c.len_utf8();
        }
    }
    flush(&mut tokens, start, text.len());
    tokens
}

/// A pair of marks opens at a word's start and closes at a word's end.
fn mark(text: &str, at: usize, mark: char) -> Token {
    let before = text[..at].chars().next_back();
    let after = text[at + 2..].chars().next();
    let is_word = |c: char| c.is_alphanumeric() || c.len_utf8() == 4;
    let opens = after.is_some_and(|c| !c.is_whitespace()) && !before.is_some_and(is_word);
    let closes = before.is_some_and(|c| !c.is_whitespace());
    Token::Mark { at, mark, opens, closes }
}

/// Which tokens are marks that found their partner.
fn matched(tokens: &[Token]) -> Vec<bool> {
    let mut active = vec![false; tokens.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let Token::Mark { mark, opens, closes, .. } = *token else { continue };
        let partner = open.iter().rposition(|(_, m)| *m == mark).filter(|_| closes);
        // Two marks with nothing between them are no emphasis.
        let partner = partner.filter(|p| open[*p].0 + 1 < i);
        if let Some(partner) = partner {
            active[open[partner].0] = true;
            active[i] = true;
            open.truncate(partner);
        } else if opens {
            open.push((i, mark));
        }
    }
    active
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn shown(text: &str) -> String {
        let woven = Woven::plain(Text::new(text, Span::new(FileId(0), 0..text.len())));
        let runs = runs(&woven, Field::Paragraph).into_iter().map(|run| {
            let mark = if run.bold { "B" } else { "" }.to_owned() + if run.italic { "I" } else { "" };
            format!("{mark}[{}]", run.text.as_str())
        });
        runs.collect()
    }

    #[test]
    fn marks_pair_or_print() {
        for (text, want) in [
            ("a **b** c", "[a ]B[b][ c]"),
            ("**a __b__**", "B[a ]BI[b]"),
            ("____ và ***", "[____ và ***]"),
            ("2**3 và x__y", "[2**3 và x__y]"),
            ("**mở", "[**mở]"),
            ("** không**", "[** không**]"),
            (r"\**a\** và C:\dir \\", r"[**a** và C:\dir \]"),
            ("(**a**)", "[(]B[a][)]"),
            ("****", "[****]"),
            ("**a\nb**", "B[a\nb]"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }
}
