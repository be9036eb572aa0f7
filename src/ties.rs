//! Ties: words that a line must not part (`ngày 25`, `Điều 3`, `xã Minh`, a person's name).
//!
//! A tie is a U+00A0 in the tree; the typesetter puts a plain space back after layout, so that what
//! a reader copies is what was typed. A tie wider than half its line is dropped.

use crate::{catalogue::embedded, metrics, outline::Run, standard::STANDARD, text::Text};
use serde::Deserialize;
use std::{
    collections::HashSet,
    ops::Range,
    sync::{Arc, LazyLock},
};

#[derive(Deserialize)]
struct Words {
    truoc_so: HashSet<String>,
    truoc_ten: HashSet<String>,
    xung_ho: HashSet<String>,
    sau_so: HashSet<String>,
    cum_tu: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| embedded(include_str!("../data/rang-buoc.toml")));

/// A word of a paragraph: its bytes within the whole.
struct Word<'a> {
    text: &'a str,
    range: Range<usize>,
}

impl Word<'_> {
    /// Without punctuation at its ends.
    fn core(&self) -> &str {
        self.text.trim_matches(|c: char| !c.is_alphanumeric())
    }

    fn is_number(&self) -> bool {
        self.core().starts_with(|c: char| c.is_ascii_digit())
    }

    /// A dash between words.
    fn is_dash(&self) -> bool {
        matches!(self.text, "-" | "–")
    }

    /// A number that may count things: no date, no code.
    fn is_quantity(&self) -> bool {
        let core = self.core();
        !core.is_empty() && core.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    }

    fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether the sentence goes on behind it without a mark.
    fn goes_on(&self) -> bool {
        self.text.ends_with(char::is_alphanumeric)
    }
}

/// Ties the words of a paragraph whose line is `line_mm` wide at `size` pt.
pub(crate) fn tie(runs: &mut [Run], line_mm: f64, size: f64) {
    put(runs, line_mm, size, bound);
}

/// Ties what [`tie`] does, and the phrases of names of bodies and offices: a cell parts them elsewhere.
pub(crate) fn tie_cell(runs: &mut [Run], line_mm: f64, size: f64) {
    tie(runs, line_mm, size);
    put(runs, line_mm, size, phrases);
}

/// Ties a whole line: a person's name of up to four syllables.
pub(crate) fn tie_all(runs: &mut [Run], line_mm: f64, size: f64) {
    put(runs, line_mm, size, whole_name);
}

/// Which words of a paragraph must not part from the next.
fn bound(words: &[Word<'_>]) -> Vec<bool> {
    let mut tied = vec![false; words.len()];
    for i in 0..words.len().saturating_sub(1) {
        tied[i] |= binds(words, i);
        let lower = words[i].core().to_lowercase();
        if words[i].goes_on() && (WORDS.xung_ho.contains(&lower) || WORDS.truoc_ten.contains(&lower)) {
            tie_name(words, i, &mut tied);
        }
    }
    tied
}

/// Which words are within a phrase.
fn phrases(words: &[Word<'_>]) -> Vec<bool> {
    let lower: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
    let mut tied = vec![false; words.len()];
    for phrase in &WORDS.cum_tu {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let found = lower.windows(phrase.len()).enumerate().filter(|(_, words)| *words == phrase);
        for (at, _) in found {
            tied[at..at + phrase.len() - 1].fill(true);
        }
    }
    tied
}

/// All words of a name that is no longer than names are.
fn whole_name(words: &[Word<'_>]) -> Vec<bool> {
    vec![words.len() <= STANDARD.bo_cuc["ten_dai_nhat"] as usize; words.len()]
}

/// Whether word `i` must not part from the next.
fn binds(words: &[Word<'_>], i: usize) -> bool {
    let (word, next) = (&words[i], &words[i + 1]);
    if word.is_dash() {
        // From a number to a number: `2026 - 2030`.
        return i > 0 && words[i - 1].is_number() && next.is_number();
    }
    if !word.goes_on() {
        return false;
    }
    let lower = word.core().to_lowercase();
    // A line that begins with a dash looks like an item of a list.
    if next.is_dash() && i > 0 {
        return true;
    }
    let after_number_word = i > 0 && WORDS.truoc_so.contains(&words[i - 1].core().to_lowercase());
    (WORDS.truoc_so.contains(&lower) && (next.is_number() || is_label(next)))
        || (word.is_quantity() && !after_number_word && WORDS.sau_so.contains(&next.core().to_lowercase()))
}

/// A Roman number or the letter of a điểm.
fn is_label(word: &Word<'_>) -> bool {
    let core = word.core();
    !core.is_empty() && core.bytes().all(|b| b"IVX".contains(&b)) || core.chars().count() == 1 && core != "và"
}

/// Ties a form of address, or a word for a place, to the first word of the name after it, and the
/// last two words of the name.
fn tie_name(words: &[Word<'_>], i: usize, tied: &mut [bool]) {
    let longest = STANDARD.bo_cuc["ten_dai_nhat"] as usize;
    let name = words[i + 1..].iter().take_while(|w| w.is_capital()).count();
    let closed = words[i + 1..].iter().position(|w| !w.goes_on()).map_or(name, |p| p + 1);
    if (1..=longest).contains(&name.min(closed)) {
        // The whole would leave a hole in the line before: its ends hold.
        tied[i] = true;
        tied[i + name.min(closed) - 1] = true;
    }
}

fn words(whole: &str) -> Vec<Word<'_>> {
    let mut at = 0;
    let mut words = Vec::new();
    for text in whole.split([' ', '\n']) {
        if !text.is_empty() {
            words.push(Word { text, range: at..at + text.len() });
        }
        at += text.len() + 1;
    }
    words
}

/// Which words do not part from the next.
type Tied = fn(&[Word<'_>]) -> Vec<bool>;

/// Puts U+00A0 behind the words that `tied` names.
fn put(runs: &mut [Run], line_mm: f64, size: f64, tied: Tied) {
    let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
    let limit = line_mm / 2.0 / metrics::MM_PER_PT / size;
    let spaces = spaces(&whole, limit.to_bits(), tied);
    if !spaces.is_empty() {
        replace(runs, &spaces);
    }
}

/// Where the ties of a text are, groups wider than `limit` em left out. Documents of a batch share what they ask.
#[comemo::memoize]
fn spaces(whole: &str, limit: u64, tied: Tied) -> Arc<[usize]> {
    let words = words(whole);
    let mut tied = tied(&words);
    let single = |i: usize| {
        words.get(i + 1).is_some_and(|next| {
            next.range.start == words[i].range.end + 1 && whole.as_bytes()[words[i].range.end] == b' '
        })
    };
    for (i, tied) in tied.iter_mut().enumerate() {
        *tied &= single(i);
    }
    let mut start = 0;
    while start < words.len() {
        let end = (start..words.len()).find(|i| !tied[*i]).unwrap_or(words.len() - 1);
        let group = &whole[words[start].range.start..words[end].range.end];
        if end > start && metrics::width_em(group, true, false) > f64::from_bits(limit) {
            tied[start..end].fill(false);
        }
        start = end + 1;
    }
    (0..words.len()).filter(|i| tied[*i]).map(|i| words[i].range.end).collect()
}

fn replace(runs: &mut [Run], spaces: &[usize]) {
    let mut at = 0;
    for run in runs {
        let end = at + run.text.as_str().len();
        let inside = spaces.iter().filter(|space| (at..end).contains(*space)).map(|space| space - at);
        let mut text = Text::default();
        let mut done = 0;
        for space in inside {
            text.append_range(&run.text, done..space, None);
            if let Some((span, via)) = run.text.origin(space) {
                text.push("\u{A0}", span, via);
            }
            done = space + 1;
        }
        if done > 0 {
            text.append_range(&run.text, done..end - at, None);
            run.text = text;
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn tied(text: &str, line_mm: f64) -> String {
        let origin = Span::new(FileId(0), 0..text.len());
        let (a, b) = text.split_at(text.find('|').unwrap_or(0));
        let run = |s: &str| Run { text: Text::new(s, origin), bold: false, italic: false };
        let mut runs = vec![run(a), run(b.trim_start_matches('|'))];
        tie(&mut runs, line_mm, 14.0);
        runs.iter().map(|r| r.text.as_str()).collect::<String>().replace('\u{A0}', "~")
    }

    #[test]
    fn a_cell_keeps_phrases_whole() {
        let text = "CHỦ TỊCH ỦY BAN NHÂN DÂN";
        let run = Run { text: Text::new(text, Span::new(FileId(0), 0..text.len())), ..Run::default() };
        let mut runs = vec![run];
        tie_cell(&mut runs, 165.0, 13.0);
        assert_eq!(runs[0].text.as_str().replace('\u{A0}', "~"), "CHỦ~TỊCH ỦY~BAN~NHÂN~DÂN");
    }

    #[test]
    fn ties_what_belongs_together() {
        for (text, want) in [
            ("ngày 25 tháng 5 năm 2024", "ngày~25 tháng~5 năm~2024"),
            ("tại Điều 3, khoản 2 và điểm a của", "tại Điều~3, khoản~2 và điểm~a của"),
            ("các xã Minh Tân và xã khác", "các xã~Minh~Tân và xã khác"),
            ("lúc 17 giờ 00 ngày Quốc khánh 2-9 năm 2026", "lúc 17~giờ~00 ngày Quốc khánh 2-9 năm~2026"),
            ("kỷ niệm 80 năm và 04 xã", "kỷ niệm 80~năm và 04~xã"),
            ("ông Nguyễn Văn An, Trưởng phòng", "ông~Nguyễn Văn~An, Trưởng phòng"),
            ("ngày|  25", "ngày  25"),
            ("ngà|y 25", "ngày~25"),
            ("số 08-NQ/HU", "số~08-NQ/HU"),
            ("kinh tế - xã hội, 2026 - 2030", "kinh tế~- xã hội, 2026~-~2030"),
            ("- Việc một: - hai", "- Việc một: - hai"),
        ] {
            assert_eq!(tied(text, 150.0), want);
        }
        assert_eq!(tied("ngày 25", 20.0), "ngày 25", "wider than half the line");
    }
}
