//! The rules that a document is held against, one `static` each.
//!
//! A rule carries its own example of what is wrong and what is right, which a test raises, and its
//! check, which stands in the same file. They are filed by the clauses of Phụ lục I, Phần I; those of
//! the file format in `dau_vao`.

/// Rules of one file, in the order of their names. A rule of the form ends with `=> van_ban(check)`,
/// one of the words with `=> doan(check)` where it looks at each passage alone (`prose`, `cased`: at
/// those that [`Passage`] calls so), else `=> chu(check)`; one of the page with `=> trang(check)`; what ends with none is
/// raised while reading or composing.
macro_rules! rules {
    (@check) => { $crate::rules::Check::KhiDoc };
    (@check van_ban $check:path) => { $crate::rules::Check::VanBan($check) };
    (@check doan $check:path) => { $crate::rules::Check::Doan(|_| true, $check) };
    (@check prose $check:path) => { $crate::rules::Check::Doan($crate::check::Passage::is_prose, $check) };
    (@check cased $check:path) => { $crate::rules::Check::Doan($crate::check::Passage::is_cased, $check) };
    (@check chu $check:path) => { $crate::rules::Check::Chu($check) };
    (@check trang $check:path) => { $crate::rules::Check::Trang($check) };
    ($($(#[$doc:meta])* $name:ident: $id:literal, $severity:ident, $clause:literal, $says:literal, $wrong:literal, $right:literal $(=> $at:ident($check:path))?;)*) => {
        $($(#[$doc])* pub static $name: $crate::rules::Rule = $crate::rules::Rule {
            id: $id, severity: $crate::diagnostic::Severity::$severity, clause: $clause, says: $says, wrong: $wrong, right: $right,
            check: rules!(@check $($at $check)?),
        };)*
        /// The rules of this file, by the name of their constant.
        pub(super) static ALL: &[&$crate::rules::Rule] = &[$(&$name),*];
    };
}

mod ban_sao;
mod bang;
mod bang_du_lieu;
mod chu_ky;
mod danh_so;
mod dau_cau;
mod dau_vao;
mod dia_danh;
mod hai_cap;
mod hinh;
mod kem_theo;
mod ky_cu;
mod ky_tu;
mod lich;
mod ngay_thang;
mod ngoac;
mod noi_dung;
mod noi_nhan;
pub mod page;
mod so_dang_ky;
mod so_ky_hieu;
mod ten_loai;
mod thanh_phan;
mod trang;
mod trang_bang;
mod trang_chu;
mod trang_dong;
mod trang_le;
mod trang_vi_tri;
mod vien_dan;
mod viet_hoa;
mod viet_tat;

use crate::{
    check::{Laid, Passage, Reading, VanBanContext},
    diagnostic::{Diagnostic, Findings, Severity},
    source::Span,
    standard::STANDARD,
};
pub use ban_sao::*;
pub use bang::*;
pub use bang_du_lieu::*;
pub use chu_ky::*;
pub use danh_so::*;
pub use dau_cau::*;
pub use dau_vao::*;
pub use dia_danh::*;
pub use hai_cap::*;
pub use hinh::*;
pub use kem_theo::*;
pub use ky_cu::*;
pub use ky_tu::*;
pub use lich::*;
pub use ngay_thang::*;
pub use ngoac::*;
pub use noi_dung::*;
pub use noi_nhan::*;
pub use so_dang_ky::*;
pub use so_ky_hieu::*;
use std::sync::LazyLock;
pub use ten_loai::*;
pub use thanh_phan::*;
pub use trang::*;
pub use trang_bang::*;
pub use trang_chu::*;
pub use trang_dong::*;
pub use trang_le::*;
pub use trang_vi_tri::*;
pub use vien_dan::*;
pub use viet_hoa::*;
pub use viet_tat::*;

/// What looks for a rule's fault.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// Reading, composing or laying out: it is raised where the fault is met.
    KhiDoc,
    /// A check of the tree.
    VanBan(fn(&VanBanContext<'_>, &mut Findings)),
    /// A check of a passage alone, and of which; documents of a batch share what it finds.
    Doan(fn(&Passage) -> bool, fn(&Passage, &mut Findings)),
    /// A check of the words, of all paragraphs.
    Chu(fn(&Reading<'_>, &mut Findings)),
    /// A check of the laid-out pages.
    Trang(fn(&Laid<'_>, &mut Findings)),
}

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
    /// A plan that breaks it: lines that replace those of the test plan with the same key. A line
    /// `layout/<file>: a => b` is an office's own layout, which has `b` in place of `a` (`\n`: a new line).
    pub wrong: &'static str,
    /// The same, right.
    pub right: &'static str,
    /// What looks for its fault.
    pub check: Check,
}

impl Rule {
    /// The clause with the text that it is one of; empty for rules of the file format.
    pub fn authority(&self) -> String {
        let of_decree = ["PL", "Điều"].iter().any(|start| self.clause.starts_with(start));
        if of_decree { format!("{}, {}", STANDARD.van_ban, self.clause) } else { self.clause.to_owned() }
    }
}

/// All rules, by id.
pub static RULES: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut all = [
        ban_sao::ALL,
        bang::ALL,
        bang_du_lieu::ALL,
        chu_ky::ALL,
        danh_so::ALL,
        dau_cau::ALL,
        dau_vao::ALL,
        dia_danh::ALL,
        hai_cap::ALL,
        hinh::ALL,
        kem_theo::ALL,
        ky_cu::ALL,
        ky_tu::ALL,
        lich::ALL,
        ngay_thang::ALL,
        ngoac::ALL,
        noi_dung::ALL,
        noi_nhan::ALL,
        so_dang_ky::ALL,
        so_ky_hieu::ALL,
        ten_loai::ALL,
        thanh_phan::ALL,
        trang::ALL,
        trang_chu::ALL,
        trang_bang::ALL,
        trang_dong::ALL,
        trang_le::ALL,
        trang_vi_tri::ALL,
        vien_dan::ALL,
        viet_hoa::ALL,
        viet_tat::ALL,
    ]
    .concat();
    all.sort_by_key(|rule| rule.id);
    all
});

/// The rule of this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

/// Bullets of word processors.
const BULLETS: &str = "●▪■◦○◆❖➢➤➔→⇒✓✔";

/// The finding for a character that cannot be printed.
pub fn unprintable(c: char, span: Span) -> Diagnostic {
    let code = u32::from(c);
    let shown = if c.is_control() || (0xE000..0xF900).contains(&code) || code >= 0xF0000 {
        format!("U+{code:04X}")
    } else {
        format!("`{c}` (U+{code:04X})")
    };
    // U+F020 to U+F0FF are letters of the fonts Symbol and Wingdings.
    let bullet = (0xF020..=0xF0FF).contains(&code) || BULLETS.contains(c);
    Diagnostic::new(&KY_TU_KHONG_IN_DUOC, span, format!("không phông chữ nào của văn bản có ký tự {shown}"))
        .label(if bullet {
            "đầu dòng thì viết -, nơi khác gõ bằng chữ"
        } else {
            "gõ lại bằng chữ khác"
        })
}
