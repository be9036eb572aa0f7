//! Marks of secrecy, urgency and circulation: cells 10a, 10b and 11.

use super::block;
use crate::{
    catalogue::{Catalogue, MARKS},
    diagnostic::{Diagnostic, Findings, nearest},
    outline::Run,
    plan::Plan,
    rules,
    van_ban::Dau,
};

/// The marks that the plan names; one that is none is a finding.
pub(super) fn marks(plan: &Plan, catalogue: &Catalogue, findings: &mut Findings) -> Vec<Dau> {
    let named = MARKS.into_iter().filter_map(|key| Some((key, plan.text(&plan.root, key)?)));
    let mut marks = Vec::new();
    for (key, name) in named {
        let words = &catalogue.dau[key];
        let name = name.as_str().trim();
        if let Some(text) = words.get(name) {
            let run = Run { text: text.clone(), bold: false, italic: false };
            marks.push(Dau { loai: key, ten: name.to_owned(), chu: block("dau", vec![run]) });
            continue;
        }
        let known: Vec<&str> = words.keys().map(String::as_str).collect();
        let near =
            nearest(name, known.iter().copied()).map_or_else(String::new, |n| format!("có phải \"{n}\"?"));
        findings.push(
            Diagnostic::new(
                &rules::DAU_LA,
                plan.root.span_of(key),
                format!("`{key}` không thể là \"{name}\""),
            )
            .label(near)
            .hint(format!("viết một trong: {}", known.join(", "))),
        );
    }
    marks
}
