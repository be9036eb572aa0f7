//! Signature blocks: cells 7a and 7b.

use super::cells::Cells;
use crate::{
    diagnostic::{Diagnostic, Findings, nearest},
    plan::{Bang, Plan, Val},
    rules,
    source::Span,
    van_ban::{Block, ChuKy},
};

/// The signers that the plan names or holds.
pub fn signers(plan: &Plan, cells: &Cells<'_>, findings: &mut Findings) -> Vec<ChuKy> {
    let mut found = Vec::new();
    let Some(Val::List(items)) = plan.root.get("nguoi_ky") else { return found };
    for item in items {
        match &item.val {
            Val::Bang(signer) => found.push(chu_ky(signer, cells)),
            Val::Text(leaf) => {
                let name = plan.leaves[*leaf].woven.flat();
                match plan.signers.get(name.as_str().trim()) {
                    Some(Val::Bang(signer)) => found.push(chu_ky(signer, cells)),
                    _ => findings.push(unknown(plan, name.as_str(), item.span)),
                }
            }
            _ => {}
        }
    }
    found
}

fn chu_ky(signer: &Bang, cells: &Cells<'_>) -> ChuKy {
    let one = |o: &str, kieu: &'static str, key: &str| -> Block {
        let value = signer.get(key).and_then(|val| cells.value(val));
        value.map_or_else(Block::default, |value| cells.line(o, kieu, value))
    };
    ChuKy {
        quyen_han: cells.lines("quyen_han", "quyen_han", &signer.list("quyen_han")),
        chuc_vu: one("chuc_vu", "quyen_han", "chuc_vu"),
        chuc_vu_khac: cells.lines("chuc_vu_khac", "chuc_vu_khac", &signer.list("chuc_vu_khac")),
        ho_ten: one("ho_ten", "ho_ten", "ho_ten"),
    }
}

fn unknown(plan: &Plan, name: &str, span: Span) -> Diagnostic {
    let known: Vec<&str> = plan.signers.items.iter().map(|item| item.key.as_str()).collect();
    let label =
        nearest(name, known.iter().copied()).map_or_else(String::new, |n| format!("có phải \"{n}\"?"));
    let hint = if known.is_empty() {
        "khai báo người ký trong vanban.toml: [nguoi_ky.chu_tich]".to_owned()
    } else {
        format!("các người ký đã khai báo: {}", known.join(", "))
    };
    Diagnostic::new(&rules::NGUOI_KY_LA, span, format!("không có người ký `{name}`")).label(label).hint(hint)
}
