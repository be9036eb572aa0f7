//! The rows of a table, held against what the plan needs of them before anything is written.

use super::uses::Uses;
use crate::{
    diagnostic::{Diagnostic, Findings},
    plan::{Row, RowValue},
    rules,
    source::Span,
    table::{Odd, Table, Value},
    text::Text,
    toml_tree::refuse_private_use,
};

/// A row as holes see it; `tidy` mends what is beyond doubt.
pub(super) fn row(table: &Table, index: usize, under: Option<&str>, tidy: bool) -> Row {
    let cell = |column: usize| match &table.cell(index, column).value {
        Value::Flag(flag) => RowValue::Flag(*flag),
        Value::List(items) => {
            let place = table.span(index, column);
            let text = |item: &str| clean(Text::new(item, place));
            RowValue::List(items.iter().map(|item| text(item)).collect())
        }
        _ => {
            let text = clean(table.text(index, column));
            RowValue::Text(if tidy { tidied(&text, table.odd(index, column)) } else { text })
        }
    };
    let cells = table.columns.iter().enumerate().map(|(column, head)| (head.key.clone(), cell(column)));
    Row { under: under.map(str::to_owned), cells: cells.collect() }
}

/// Without the characters that stand for values; [`check`] reports them.
fn clean(text: Text) -> Text {
    refuse_private_use(text, &mut Findings::default())
}

/// What is meant by a cell that was typed carelessly.
fn tidied(text: &Text, odd: Option<Odd>) -> Text {
    if let Some(Odd::Decimals(whole)) = odd {
        return text.slice(0..whole.len());
    }
    let mut tidy = Text::default();
    let mut at = 0;
    for line in text.as_str().split_inclusive('\n') {
        let mut first = true;
        for word in line.split([' ', '\n']).filter(|word| !word.is_empty()) {
            let start = at + (word.as_ptr() as usize - line.as_ptr() as usize);
            if !tidy.is_empty() {
                let gap = if first { "\n" } else { " " };
                let place = text.slice(start..start + word.len()).span().unwrap_or_default();
                tidy.push(gap, Span { end: place.start, ..place }, None);
            }
            tidy.append_range(text, start..start + word.len(), None);
            first = false;
        }
        at += line.len();
    }
    tidy
}

/// What is wrong with a row, cell by cell.
pub(super) fn check(table: &Table, index: usize, uses: &Uses, tidy: bool) -> Findings {
    let mut findings = Findings::default();
    for (column, head) in table.columns.iter().enumerate() {
        let Some(needed) = uses.column(&head.key) else { continue };
        let place = table.span(index, column);
        let cell = table.cell(index, column);
        if cell.is_empty() && needed {
            let message = format!("ô `{}` của hàng này để trống", head.name);
            let hint =
                "để trống được thì trong kế hoạch viết {{ … | default('…') }}, hoặc đặt điều kiện `khi`";
            findings.push(Diagnostic::new(&rules::O_TRONG, place, message).label("điền vào đây").hint(hint));
        }
        table.oddity(index, column, tidy).into_iter().for_each(|found| findings.push(found));
        refuse_private_use(Text::new(cell.value.printed(), place), &mut findings);
    }
    table.beyond(index).into_iter().for_each(|found| findings.push(found));
    findings
}
