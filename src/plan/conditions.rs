//! `khi = "…"`: a table of a plan, an item of a list above all, that is there under a condition only.

use super::{
    fill::undefined,
    value::{Bang, Item, Val},
};
use crate::{
    diagnostic::{Diagnostic, Findings},
    rules,
    words::{Context, Syntax, WeaveError},
};
use minijinja::Error;

/// The key of a condition.
pub(super) const KHI: &str = "khi";

/// Takes out every table whose condition does not hold; with a condition that cannot be read it stays.
pub(super) fn apply(table: &mut Bang, names: &Context, findings: &mut Findings) {
    table.items.retain_mut(|item| stays(item, names, findings));
}

fn stays(item: &mut Item, names: &Context, findings: &mut Findings) -> bool {
    match &mut item.val {
        Val::Bang(table) => {
            let holds = table.khi.as_ref().is_none_or(|khi| holds(khi, names, findings));
            if holds {
                apply(table, names, findings);
            }
            holds
        }
        Val::List(list) => {
            list.retain_mut(|item| stays(item, names, findings));
            true
        }
        _ => true,
    }
}

fn holds(khi: &crate::text::Text, names: &Context, findings: &mut Findings) -> bool {
    let source = khi.as_str();
    let mut read = || -> Result<bool, Error> {
        let expression = Syntax::Hole.environment().compile_expression(source)?;
        let called = expression.undeclared_variables(true);
        let mut unknown: Vec<&String> = called.iter().filter(|name| !is_known(name, names)).collect();
        unknown.sort();
        for name in &unknown {
            let at = source.find(name.as_str()).unwrap_or(0);
            let place = khi.slice(at..(at + name.len()).min(source.len())).span().or(khi.span());
            place.into_iter().for_each(|span| findings.push(undefined(span, name, names)));
        }
        if !unknown.is_empty() {
            return Ok(true);
        }
        Ok(expression.eval(names.clone())?.is_true())
    };
    let error = match read() {
        Ok(holds) => return holds,
        Err(error) => WeaveError::new(&error, source),
    };
    let place = khi.slice(error.range.clone()).span().or(khi.span());
    let label = "viết một điều kiện, ví dụ \"xa.cap == 'phường'\" hoặc \"not xa.ghi_chu\"";
    findings.push(
        Diagnostic::new(&rules::KHI_SAI, place, format!("không hiểu điều kiện `{source}`"))
            .label(label)
            .hint(error.detail),
    );
    true
}

/// Whether a dotted name is there, as far as it can be followed.
fn is_known(name: &str, names: &Context) -> bool {
    let mut parts = name.split('.');
    let Some(mut value) = parts.next().and_then(|head| names.get(head)).cloned() else { return false };
    for part in parts {
        if value.kind() != minijinja::value::ValueKind::Map {
            return true;
        }
        match value.get_attr(part) {
            Ok(inner) if !inner.is_undefined() => value = inner,
            _ => return false,
        }
    }
    true
}
