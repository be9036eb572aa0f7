//! The clauses of the decree (`data/dieu-khoan.toml`), and an honest sum of them for a document.

use crate::{
    catalogue::embedded,
    diagnostic::Findings,
    rules::{self, Check},
};
use serde::Deserialize;
use std::{fmt, sync::LazyLock};

/// What the program does about a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrangThai {
    /// Rules look for its faults.
    Kiem,
    /// It holds by how a document is built: nothing that an author types can break it.
    CachDung,
    /// Rules look for its faults when a number is taken.
    CapSo,
    /// Only a person can judge.
    NguoiSoan,
    /// It says nothing about a document's page or words.
    KhongApDung,
    /// No one has looked yet.
    ChuaKiem,
}

/// One clause.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DieuKhoan {
    /// Where it stands, as `PL I, Phần I, II.3.c`.
    pub ma: String,
    /// What it is about.
    pub ten: String,
    /// What the program does about it.
    pub trang_thai: TrangThai,
    /// The rules that look for its faults.
    #[serde(default)]
    pub quy_tac: Vec<String>,
    /// Why it has this status, where that does not show.
    #[serde(default)]
    pub ghi_chu: String,
}

/// All clauses, in the order of the decree.
pub fn all() -> &'static [DieuKhoan] {
    #[derive(Deserialize)]
    struct Rows {
        dieu_khoan: Vec<DieuKhoan>,
    }
    static ROWS: LazyLock<Rows> = LazyLock::new(|| embedded(include_str!("../../data/dieu-khoan.toml")));
    &ROWS.dieu_khoan
}

/// How many clauses were looked at, and how, for one document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// Looked at by rules.
    pub kiem: usize,
    /// Of these, broken: a rule of theirs found a warning or worse.
    pub sai: usize,
    /// Declined by plan or office.
    pub bo_qua: usize,
    /// Held by how a document is built.
    pub cach_dung: usize,
    /// Left to who writes.
    pub nguoi_soan: usize,
    /// Not looked at.
    pub chua_kiem: usize,
}

/// How far a document came: what lies behind was looked at by no rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// A fault left no tree.
    Nothing,
    /// It was composed, and has no pages.
    Tree,
    /// It was laid out.
    Pages,
}

impl Reach {
    /// Whether the check of a rule looked.
    fn covers(self, rule: &str) -> bool {
        let needs = match rules::find(rule).map(|rule| rule.check) {
            Some(Check::Trang(_)) => Self::Pages,
            _ => Self::Tree,
        };
        self >= needs
    }
}

impl Sum {
    /// The sum for a document. A clause was looked at when all of its rules did that are not declined, or
    /// when one of them found it broken.
    pub fn of(findings: &Findings, reach: Reach) -> Self {
        let mut sum = Self::default();
        let declined = |id: &str| findings.silences().any(|(silence, _)| silence.rule.id == id);
        let found = |id: &str| findings.iter().any(|finding| finding.rule.id == id);
        for clause in all() {
            let broken = clause.quy_tac.iter().any(|id| found(id));
            let mut kept = clause.quy_tac.iter().filter(|id| !declined(id)).peekable();
            match clause.trang_thai {
                TrangThai::Kiem if kept.peek().is_none() => sum.bo_qua += 1,
                TrangThai::Kiem if broken || kept.all(|id| reach.covers(id)) => {
                    sum.kiem += 1;
                    sum.sai += usize::from(broken);
                }
                TrangThai::Kiem | TrangThai::ChuaKiem => sum.chua_kiem += 1,
                TrangThai::CachDung => sum.cach_dung += 1,
                TrangThai::NguoiSoan => sum.nguoi_soan += 1,
                TrangThai::KhongApDung | TrangThai::CapSo => {}
            }
        }
        sum
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kiem, sai, bo_qua, cach_dung, nguoi_soan, chua_kiem } = self;
        write!(f, "đã kiểm {kiem} điều khoản")?;
        if *sai > 0 {
            write!(f, " ({sai} có phát hiện)")?;
        }
        write!(f, ", {cach_dung} đúng do cách dựng, {nguoi_soan} người soạn tự xem")?;
        if *bo_qua > 0 {
            write!(f, ", {bo_qua} bỏ qua")?;
        }
        write!(f, ", {chua_kiem} chưa kiểm")
    }
}
