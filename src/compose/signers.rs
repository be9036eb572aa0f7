//! Signature blocks: cells 7a and 7b.

use super::cells::Cells;
use crate::{
    diagnostic::{Diagnostic, Findings, nearest},
    plan::{Bang, Plan, Val},
    rules,
    source::Span,
    van_ban::{Anh, Ban, Block, ChuKy},
};

/// The signers that the plan names or holds. On paper they sign by hand: no picture stands there
/// (Phụ lục I, Phần I, II.7.d).
pub(super) fn signers(plan: &Plan, cells: &Cells<'_>, findings: &mut Findings) -> Vec<ChuKy> {
    let mut found = of_table(&plan.root, cells, findings);
    if Ban::of(plan, &plan.root) == Some(Ban::Giay) {
        found.iter_mut().for_each(|ky| ky.anh_chu_ky = None);
    }
    found
}

/// The signers under `nguoi_ky` of a table.
pub(super) fn of_table(table: &Bang, cells: &Cells<'_>, findings: &mut Findings) -> Vec<ChuKy> {
    let (plan, mut found) = (cells.plan(), Vec::new());
    let Some(Val::List(items)) = table.get("nguoi_ky") else { return found };
    for item in items {
        match &item.val {
            Val::Bang(signer) => found.push(chu_ky(plan, signer, cells)),
            Val::Text(leaf) => {
                let name = plan.leaves[*leaf].woven.flat();
                match plan.signers.get(name.as_str().trim()) {
                    Some(Val::Bang(signer)) => found.push(chu_ky(plan, signer, cells)),
                    _ => findings.push(unknown(plan, name.as_str(), item.span)),
                }
            }
            _ => {}
        }
    }
    found
}

/// The seal's picture, which paper has no use for; its true size cannot be known from the file (II.8.a), so it must be given.
pub(super) fn seal(plan: &Plan, cells: &Cells<'_>, findings: &mut Findings) -> Option<(Anh, f64)> {
    let co_quan = plan.root.table("co_quan");
    let path = plan.text(co_quan, "anh_dau").filter(|_| Ban::of(plan, &plan.root) != Some(Ban::Giay))?;
    let Some(Val::Mm(size)) = co_quan.get("duong_kinh_dau") else {
        let message = "có `anh_dau` nhưng chưa có kích thước thật của dấu";
        findings.push(
            Diagnostic::new(&rules::ANH_SAI, co_quan.span_of("anh_dau"), message)
                .label("viết thêm, ví dụ duong_kinh_dau = 36"),
        );
        return None;
    };
    let names = cells.lines("anh_dau", "co_quan", &co_quan.list("ten"));
    let mo_ta = names.iter().map(|block| block.text()).collect::<Vec<_>>();
    Some((
        Anh { path, mo_ta: mo_ta.first().cloned().unwrap_or_default(), trong_suot: true, ..Anh::default() },
        *size,
    ))
}

fn chu_ky(plan: &Plan, signer: &Bang, cells: &Cells<'_>) -> ChuKy {
    let one = |o: &str, kieu: &'static str, key: &str| -> Block {
        let value = signer.get(key).and_then(|val| cells.value(val));
        value.map_or_else(Block::default, |value| cells.line(o, kieu, value))
    };
    let ho_ten = one("ho_ten", "ho_ten", "ho_ten");
    let anh_chu_ky = plan.text(signer, "anh_chu_ky").map(|path| {
        let mo_ta = signer.get("ho_ten").and_then(|val| cells.value(val));
        let mo_ta = mo_ta.map(|value| cells.line("anh_chu_ky", "ho_ten", value).text());
        Anh { path, mo_ta: mo_ta.unwrap_or_default(), trong_suot: true, ..Anh::default() }
    });
    ChuKy {
        anh_chu_ky,
        quyen_han: cells.lines("quyen_han", "quyen_han", &signer.list("quyen_han")),
        chuc_vu: one("chuc_vu", "quyen_han", "chuc_vu"),
        chuc_vu_khac: cells.lines("chuc_vu_khac", "chuc_vu_khac", &signer.list("chuc_vu_khac")),
        ho_ten,
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
