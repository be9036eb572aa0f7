//! Holds a document against the rules: the tree as it was composed, and the pages as they were laid out.
//!
//! A checked input proves nothing about a page, so both are looked at. Every rule has its check in its
//! own file of [`crate::rules`]; here stands what the checks look at. They return findings:
//! they never fail, print, or stop at the first.

mod citations;
pub mod clauses;
mod dates;
pub mod dong_ky;
pub mod fix;
mod laid;
pub mod lexicon;
mod loi_van;
mod part;
mod passage;
pub(crate) mod patterns;
mod periods;
mod reading;
mod van_ban;
pub(crate) mod words;

use crate::{
    diagnostic::{Findings, Severity},
    rules::{Check, RULES},
    typeset::Pages,
    van_ban::VanBan,
};
pub use citations::{Citation, KINDS, citations};
pub use dates::Written;
pub use laid::{Laid, mm, pt, sai_so};
pub use loi_van::LOI_VAN;
pub use part::Part;
pub use passage::{Passage, Role};
pub(crate) use patterns::{compiled, pattern};
pub(crate) use periods::{is_previous, linked, mentions};
pub use reading::{Reading, THOI_GIAN, tables_with_a_time};
pub use van_ban::VanBanContext;

/// Holds the tree against every rule of the form and of the words.
pub fn check_van_ban(context: &VanBanContext<'_>, findings: &mut Findings) {
    let reading = Reading::new(context);
    for rule in RULES.iter() {
        match rule.check {
            Check::VanBan(check) => check(context, findings),
            Check::Chu(check) => check(&reading, findings),
            Check::KhiDoc | Check::Doan(..) | Check::Trang(_) => {}
        }
    }
    for passage in &reading.passages {
        findings.push_all(passage.found().iter().cloned());
    }
}

/// Holds the laid-out pages against every rule of the page: the document's, then those of each file
/// that goes with it.
pub fn check_trang(pages: &Pages, van_ban: &VanBan, findings: &mut Findings) {
    hold(&Laid::new(pages, van_ban), findings);
    for (name, attached) in &pages.kem_theo {
        let mut found = Findings::default();
        hold(&Laid::new(attached, van_ban), &mut found);
        findings.push_all(found.iter().map(|one| one.clone().hint(format!("trong tệp riêng -{name}"))));
    }
}

/// Of pages that cannot be right the other figures say nothing.
fn hold(laid: &Laid<'_>, findings: &mut Findings) {
    let by_gravity =
        |fault: bool| RULES.iter().filter(move |rule| (rule.severity == Severity::Fault) == fault);
    for rule in by_gravity(true).chain(by_gravity(false)) {
        if let Check::Trang(check) = rule.check {
            if rule.severity < Severity::Fault && findings.has_fault() {
                return;
            }
            check(laid, findings);
        }
    }
}
