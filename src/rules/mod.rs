//! The rules that a document is held against, one `static` each.
//!
//! A rule carries its own example of what is wrong and what is right; a test raises each. They are
//! filed by what they look at, and point at the decree where it says so.

/// Rules of one file, in the order of their names.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident: $id:literal, $severity:ident, $clause:literal, $says:literal, $wrong:literal, $right:literal;)*) => {
        $($(#[$doc])* pub static $name: $crate::rules::Rule = $crate::rules::Rule {
            id: $id, severity: $crate::diagnostic::Severity::$severity, clause: $clause, says: $says, wrong: $wrong, right: $right,
        };)*
        /// The rules of this file, by the name of their constant.
        pub(super) static ALL: &[&$crate::rules::Rule] = &[$(&$name),*];
    };
}

mod ban_sao;
mod bang;
mod bang_du_lieu;
mod dau_vao;
mod hinh;
mod kem_theo;
mod lich;
mod trang;

use crate::{
    diagnostic::{Diagnostic, Severity},
    source::Span,
};
pub use ban_sao::*;
pub use bang::*;
pub use bang_du_lieu::*;
pub use dau_vao::*;
pub use hinh::*;
pub use kem_theo::*;
pub use lich::*;
use std::sync::LazyLock;
pub use trang::*;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name: the fault, without accents.
    pub id: &'static str,
    /// How grave breaking it is.
    pub severity: Severity,
    /// The clause that it comes from; empty for rules of the file format.
    pub clause: &'static str,
    /// What the rule says, for the user.
    pub says: &'static str,
    /// A plan that breaks it: text that replaces `key` lines of the test plan, or a whole file.
    pub wrong: &'static str,
    /// The same, right.
    pub right: &'static str,
}

/// All rules, by id.
pub static RULES: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut all = [
        ban_sao::ALL,
        bang::ALL,
        bang_du_lieu::ALL,
        dau_vao::ALL,
        hinh::ALL,
        kem_theo::ALL,
        lich::ALL,
        trang::ALL,
    ]
    .concat();
    all.sort_by_key(|rule| rule.id);
    all
});

/// The finding for a character that cannot be printed.
pub fn unprintable(c: char, span: Span) -> Diagnostic {
    let code = u32::from(c);
    let shown = if c.is_control() || (0xE000..0xF900).contains(&code) || code >= 0xF0000 {
        format!("U+{code:04X}")
    } else {
        format!("`{c}` (U+{code:04X})")
    };
    Diagnostic::new(&KY_TU_KHONG_IN_DUOC, span, format!("không phông chữ nào của văn bản có ký tự {shown}"))
        .label("gõ lại bằng chữ khác")
}
