//! New dates in the place of old ones, written as the author wrote those.

use crate::{
    calendar::{Moment, slashed},
    edit::Edits,
};
use chrono::NaiveDate;
use std::ops::Range;
use toml_parser::{Source, lexer::TokenKind};

/// A date of a value: all of it, and the part that is day, month and year.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Element {
    whole: Range<usize>,
    date: Range<usize>,
}

/// Puts `days` in the place of the dates of the value at `range`, whose moments are `old`.
pub(super) fn redate(
    text: &str,
    range: &Range<usize>,
    old: &[Moment],
    days: &[NaiveDate],
    edits: &mut Edits,
) {
    let raw = &text[range.clone()];
    let elements = elements(raw);
    let time = |i: usize| old.get(i).or(old.first()).and_then(|moment| moment.time);
    let written = |element: &Element, i: usize| {
        let date = &raw[element.date.clone()];
        let holes = date.contains("{{");
        let day = if date.contains('/') || holes { slashed(days[i]) } else { days[i].to_string() };
        let time = time(i).filter(|_| holes).map(|time| time.format(" %H:%M").to_string());
        day + &time.unwrap_or_default()
    };
    let (Some(first), Some(last)) = (elements.first(), elements.last()) else { return };
    if elements.len() == days.len() {
        for (i, element) in elements.iter().enumerate() {
            edits.push(range.start + element.date.start..range.start + element.date.end, written(element, i));
        }
        return;
    }
    let whole = |i: usize| {
        let before = &raw[first.whole.start..first.date.start];
        let after = &raw[first.date.end..first.whole.end];
        format!("{before}{}{after}", written(first, i))
    };
    let list = (0..days.len()).map(whole).collect::<Vec<_>>().join(", ");
    let list = if raw.starts_with('[') || days.len() == 1 { list } else { format!("[{list}]") };
    edits.push(range.start + first.whole.start..range.start + last.whole.end, list);
}

/// The dates of a value: one, or those of a list.
fn elements(raw: &str) -> Vec<Element> {
    let tokens = Source::new(raw).lex().into_vec();
    let mut found: Vec<Element> = Vec::new();
    for token in &tokens {
        let whole = token.span().start()..token.span().end();
        let written = &raw[whole.clone()];
        let quotes = match token.kind() {
            TokenKind::BasicString | TokenKind::LiteralString => 1,
            TokenKind::MlBasicString | TokenKind::MlLiteralString => 3,
            TokenKind::Atom if written.as_bytes().get(4) == Some(&b'-') => {
                let date = whole.start..whole.start + written.len().min(10);
                found.push(Element { whole, date });
                continue;
            }
            // The time of `2024-05-06 07:30:00`.
            TokenKind::Atom => {
                if let Some(last) = found.last_mut() {
                    last.whole.end = whole.end;
                }
                continue;
            }
            _ => continue,
        };
        let inner = &written[quotes.min(written.len())..written.len().saturating_sub(quotes).max(quotes)];
        let start = whole.start + quotes + (inner.len() - inner.trim_start().len());
        let trimmed = inner.trim();
        let len = if trimmed.contains("{{") {
            trimmed.len()
        } else {
            trimmed.find(['T', ' ']).unwrap_or(trimmed.len())
        };
        found.push(Element { whole, date: start..start + len });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redated(raw: &str, old: &[&str], days: &[&str]) -> String {
        let text = format!("x = {raw} # sau");
        let old: Vec<Moment> = old.iter().map(|text| Moment::parse(text).expect("a moment")).collect();
        let days: Vec<NaiveDate> = days.iter().map(|day| day.parse().expect("a day")).collect();
        let mut edits = Edits::default();
        redate(&text, &(4..4 + raw.len()), &old, &days, &mut edits);
        edits.apply(&text).trim_start_matches("x = ").trim_end_matches(" # sau").to_owned()
    }

    #[test]
    fn dates_are_written_as_they_were() {
        for (raw, old, days, new) in [
            ("2024-05-06", &["2024-05-06"][..], &["2024-06-03"][..], "2024-06-03"),
            ("2024-05-06T07:30:00", &["2024-05-06T07:30"], &["2024-06-03"], "2024-06-03T07:30:00"),
            ("2024-05-06 07:30:00", &["2024-05-06T07:30"], &["2024-06-03"], "2024-06-03 07:30:00"),
            ("\"6/5/2024 14:00\"", &["6/5/2024 14:00"], &["2024-06-03"], "\"3/6/2024 14:00\""),
            ("'2024-05-06'", &["2024-05-06"], &["2024-06-03"], "'2024-06-03'"),
            ("\"6/{{ ky.thang }}/2024\"", &["6/6/2024"], &["2024-06-03"], "\"3/6/2024\""),
            (
                "[\n  2024-05-02, # một\n  2024-05-09,\n]",
                &["2/5/2024", "9/5/2024"],
                &["2024-06-06", "2024-06-13"],
                "[\n  2024-06-06, # một\n  2024-06-13,\n]",
            ),
            ("2024-05-02", &["2/5/2024"], &["2024-06-06", "2024-06-13"], "[2024-06-06, 2024-06-13]"),
            ("[\"2/5/2024\", \"9/5/2024\"]", &["2/5/2024", "9/5/2024"], &["2024-06-06"], "[\"6/6/2024\"]"),
            (
                "[2024-05-02T08:00:00]",
                &["2/5/2024 08:00"],
                &["2024-06-06", "2024-06-13"],
                "[2024-06-06T08:00:00, 2024-06-13T08:00:00]",
            ),
        ] {
            assert_eq!(redated(raw, old, days), new, "{raw}");
        }
    }
}
