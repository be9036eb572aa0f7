//! Items of a list in brackets: taking one out, and putting one back.

use super::layout::comma_after;
use crate::{
    edit::{Edits, line_at},
    toml_tree::{Node, Table, Value},
};
use std::ops::Range;

/// Takes an item out of its list, with the comma after it, and its line where nothing else stands there.
pub(super) fn take_out(text: &str, item: &Range<usize>, edits: &mut Edits) {
    let end = comma_after(text, item.end).map_or(item.end, |comma| comma + 1);
    let after = end + (text[end..].len() - text[end..].trim_start_matches([' ', '\t']).len());
    let lines = line_at(text, item.start).start..line_at(text, end).end;
    let alone = text[lines.start..item.start].trim().is_empty() && text[after..lines.end].trim().is_empty();
    edits.remove(if alone { lines } else { item.start..after });
}

/// Puts an item back at the end of the list that closes last before `at`; `false` for lines that are no
/// such item.
pub(super) fn put_back(text: &str, table: &Table, at: usize, lines: &str, edits: &mut Edits) -> bool {
    if !lines.trim_start().starts_with('{') {
        return false;
    }
    let mut lists = Vec::new();
    collect(text, table, &mut lists);
    let Some((range, last)) =
        lists.into_iter().filter(|(range, _)| range.end <= at).max_by_key(|(range, _)| range.end)
    else {
        return false;
    };
    let item = lines.trim();
    match last {
        None => edits.insert(range.start + 1, item),
        Some(last) => {
            let comma = comma_after(text, last.end);
            let line = line_at(text, last.start).start;
            let own_line = text[line..last.start].trim().is_empty();
            let space = if own_line { format!("\n{}", &text[line..last.start]) } else { " ".to_owned() };
            let end = comma.map_or(last.end, |comma| comma + 1);
            let (before, after) = if comma.is_some() { ("", ",") } else { (",", "") };
            edits.insert(end, format!("{before}{space}{item}{after}"))
        }
    }
}

/// A list in brackets, and its last item.
type List = (Range<usize>, Option<Range<usize>>);

/// Every list in brackets.
fn collect(text: &str, table: &Table, lists: &mut Vec<List>) {
    let mut open: Vec<&Node> = table.entries.iter().map(|entry| &entry.node).collect();
    while let Some(node) = open.pop() {
        let range = node.span.range();
        match &node.value {
            Value::List(items) => {
                let first = items.first().map(|item| item.span.range());
                let bracket = text[range.clone()].starts_with('[');
                let inline =
                    first.map_or(bracket, |first| first.start > range.start && first.end < range.end);
                if inline {
                    lists.push((range, items.last().map(|item| item.span.range())));
                }
                open.extend(items);
            }
            Value::Table(inner) => open.extend(inner.entries.iter().map(|entry| &entry.node)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diagnostic::Findings, source::FileId, toml_tree};

    fn taken(text: &str, item: &str) -> String {
        let at = text.find(item).expect("there");
        let mut edits = Edits::default();
        take_out(text, &(at..at + item.len()), &mut edits);
        edits.apply(text)
    }

    fn back(text: &str, item: &str) -> String {
        let (table, _) = toml_tree::parse(FileId(0), text, &mut Findings::default());
        let mut edits = Edits::default();
        assert!(put_back(text, &table, text.len(), item, &mut edits));
        edits.apply(text)
    }

    #[test]
    fn items_go_and_come_back() {
        assert_eq!(
            taken("a = [{ x = 1 }, { x = 2 }, { x = 3 }]\n", "{ x = 2 }"),
            "a = [{ x = 1 }, { x = 3 }]\n"
        );
        assert_eq!(taken("a = [{ x = 1 }, { x = 2 }]\n", "{ x = 2 }"), "a = [{ x = 1 }, ]\n");
        let lines = "a = [\n  { x = 1 },\n  # hai\n  { x = 2 },\n]\n";
        assert_eq!(taken(lines, "{ x = 2 }"), "a = [\n  { x = 1 },\n  # hai\n]\n");
        assert_eq!(back("a = [{ x = 1 }]\nb = 1\n", "{ x = 2 }"), "a = [{ x = 1 }, { x = 2 }]\nb = 1\n");
        assert_eq!(
            back(lines, "{ x = 3 }\n"),
            "a = [\n  { x = 1 },\n  # hai\n  { x = 2 },\n  { x = 3 },\n]\n"
        );
        assert_eq!(back("a = []\n[[c]]\nx = 1\n", "{ x = 2 }"), "a = [{ x = 2 }]\n[[c]]\nx = 1\n");
    }
}
