//! An item of a list that is one hole and yields a list becomes as many items.
//!
//! A cell with several lines is such a list, and so is a list of a TOML or JSON row.

use super::{
    fill::close,
    value::{Bang, Item, Leaf, Val},
};
use crate::{
    diagnostic::Findings,
    source::Span,
    text::{Atom, Field, Text, Woven, atom_char},
    words::{Context, Job, Pending, Syntax},
};
use minijinja::{Value, value::ValueKind};
use std::sync::Arc;

/// The expression of a string that is one hole and nothing else.
fn one_hole(template: &str) -> Option<&str> {
    let inner = template.trim().strip_prefix("{{")?.strip_suffix("}}")?;
    (!inner.contains("{{") && !inner.contains("}}")).then_some(inner)
}

/// The texts of a list that an item yields; `None` where it is one text, or not filled yet.
pub(super) fn texts(leaf: &Leaf, names: &Context, job: &Job) -> Option<Vec<Text>> {
    if !leaf.path.ends_with(']') {
        return None;
    }
    let hole = one_hole(leaf.template.as_str())?;
    let value = Syntax::Hole.environment().compile_expression(hole).ok()?.eval(names.clone()).ok()?;
    let place = leaf.template.trim().span().unwrap_or(leaf.span);
    if value.kind() == ValueKind::Seq {
        let items: Vec<Value> = value.try_iter().ok()?.collect();
        if items.iter().any(|item| item.downcast_object_ref::<Pending>().is_some()) {
            return None;
        }
        return items.iter().map(|item| text(item, job, place)).collect();
    }
    let cell = job.known(value.as_str()?).filter(|atom| atom.field == Field::Line)?;
    let flat = cell.content.flat();
    flat.as_str().contains('\n').then(|| lines(&flat, place))
}

/// What one item of a list prints.
fn text(item: &Value, job: &Job, place: Span) -> Option<Text> {
    let string = if item.is_number() { item.to_string() } else { item.as_str()?.to_owned() };
    let known = item.as_str().and_then(|string| job.known(string));
    Some(known.map_or_else(|| Text::new(string, place), |atom| through(&atom.content.flat(), place)))
}

fn through(text: &Text, hole: Span) -> Text {
    let mut out = Text::default();
    out.append_range(text, 0..text.as_str().len(), Some(hole));
    out
}

fn lines(text: &Text, hole: Span) -> Vec<Text> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.as_str().split_inclusive('\n') {
        let part = text.slice(at..at + line.len()).trim();
        at += line.len();
        if !part.is_empty() {
            found.push(through(&part, hole));
        }
    }
    found
}

/// Puts the texts in place of the items that yielded them.
pub(super) fn apply(table: &mut Bang, leaves: &mut Vec<Leaf>, job: &Job, findings: &mut Findings) {
    for item in &mut table.items {
        match &mut item.val {
            Val::Bang(inner) => apply(inner, leaves, job, findings),
            Val::List(list) => {
                let old = std::mem::take(list);
                for item in old {
                    spread(item, list, leaves, job, findings);
                }
            }
            _ => {}
        }
    }
}

fn spread(mut item: Item, list: &mut Vec<Item>, leaves: &mut Vec<Leaf>, job: &Job, findings: &mut Findings) {
    let texts = match &mut item.val {
        Val::Text(leaf) => leaves[*leaf].spread.take().map(|texts| (*leaf, texts)),
        Val::Bang(inner) => {
            apply(inner, leaves, job, findings);
            None
        }
        _ => None,
    };
    let Some((leaf, texts)) = texts else { return list.push(item) };
    for text in texts {
        let mut own = leaves[leaf].clone();
        close(&mut own, value(text), job, findings);
        leaves.push(own);
        list.push(Item { key: String::new(), span: item.span, val: Val::Text(leaves.len() - 1) });
    }
}

/// A text as a value: one character to every reader of structure.
fn value(text: Text) -> Woven {
    let (Some(span), Some(sign)) = (text.span(), atom_char(0)) else { return Woven::default() };
    let atom = Atom { field: Field::Line, content: Arc::new(Woven::plain(text)) };
    Woven::new(Text::new(sign, span), vec![atom])
}
