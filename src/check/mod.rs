//! Holds a document against the rules: the tree as it was composed, and the pages as they were laid out.
//!
//! A checked input proves nothing about a page, so both are looked at. Every rule has its check in its
//! own file of [`rules`](crate::rules); here stands what the checks look at. They return findings:
//! they never fail, print, or stop at the first.

pub mod clauses;
pub mod dong_ky;
mod laid;
pub mod lexicon;
mod van_ban;

use crate::{
    diagnostic::{Findings, Severity},
    rules::{self, Check, RULES},
    typeset::Pages,
    van_ban::VanBan,
};
pub use laid::{Laid, mm, pt, sai_so};
pub use van_ban::VanBanContext;

/// Holds the tree against every rule of the form.
pub fn check_van_ban(context: &VanBanContext<'_>, findings: &mut Findings) {
    for rule in RULES.iter() {
        if let Check::VanBan(check) = rule.check {
            check(context, findings);
        }
    }
}

/// Holds the laid-out pages against every rule of the page.
pub fn check_trang(pages: &Pages, van_ban: &VanBan, findings: &mut Findings) {
    let laid = Laid::new(&pages.document, van_ban);
    let by_gravity =
        |fault: bool| RULES.iter().filter(move |rule| (rule.severity == Severity::Fault) == fault);
    for rule in by_gravity(true).chain(by_gravity(false)) {
        if let Check::Trang(check) = rule.check {
            // Of pages that cannot be right the other figures say nothing.
            if rule.severity < Severity::Fault && findings.has_fault() {
                return;
            }
            check(&laid, findings);
        }
    }
    // A file of its own has no head, foot or date to be held against; what it must not do is overflow.
    for (_, attached) in &pages.kem_theo {
        rules::overflow(&Laid::new(&attached.document, van_ban), findings);
    }
}
