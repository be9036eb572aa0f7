//! What a step did, for a person and for a program.

use crate::calendar::Ky;

/// What was done with something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Viec {
    /// A key was set or cleared.
    Dat,
    /// It has a new date.
    DoiNgay,
    /// It goes on as it was.
    Giu,
    /// It is over, and stands in a comment.
    BoRa,
    /// It waits for its month in a comment.
    ChuaDenKy,
    /// A person must look at it.
    XemLai,
}

impl Viec {
    /// All, in the order of a report.
    pub const ALL: [Self; 6] =
        [Self::Dat, Self::DoiNgay, Self::Giu, Self::BoRa, Self::ChuaDenKy, Self::XemLai];

    /// What it is called to the user.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dat => "đặt lại",
            Self::DoiNgay => "đổi ngày",
            Self::Giu => "giữ",
            Self::BoRa => "bỏ ra",
            Self::ChuaDenKy => "chưa đến kỳ",
            Self::XemLai => "xem lại",
        }
    }

    /// What it is called to a program.
    pub fn key(self) -> &'static str {
        match self {
            Self::Dat => "dat",
            Self::DoiNgay => "doi_ngay",
            Self::Giu => "giu",
            Self::BoRa => "bo_ra",
            Self::ChuaDenKy => "chua_den_ky",
            Self::XemLai => "xem_lai",
        }
    }
}

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What was done.
    pub viec: Viec,
    /// To what: its first words.
    pub ten: String,
    /// From what to what, or why.
    pub chi_tiet: String,
    /// The line of the new file; `None` for what went out in an earlier step of several.
    pub dong: Option<usize>,
}

/// The longest name in a report, in characters.
const MOST: usize = 70;

impl Entry {
    /// An entry for the line `dong`.
    pub(super) fn new(viec: Viec, ten: &str, chi_tiet: impl Into<String>, dong: usize) -> Self {
        let line = ten.split_whitespace().collect::<Vec<_>>().join(" ");
        let ten = match line.char_indices().nth(MOST) {
            Some((at, _)) => {
                let cut = line[..at].rfind(' ').unwrap_or(at);
                format!("{} …", &line[..cut])
            }
            None => line,
        };
        Self { viec, ten, chi_tiet: chi_tiet.into(), dong: Some(dong) }
    }

    /// A line more stands above.
    pub(super) fn below_header(&mut self) {
        self.dong = self.dong.map(|line| line + 1);
    }
}

/// The report of several steps: the last, with what went out before it.
pub(super) fn later(before: Vec<Entry>, mut last: Vec<Entry>, ky: Ky) -> Vec<Entry> {
    let gone = before.into_iter().filter(|entry| entry.viec == Viec::BoRa).map(|entry| match entry.dong {
        Some(_) => Entry { chi_tiet: format!("{} (kỳ {ky})", entry.chi_tiet), dong: None, ..entry },
        None => entry,
    });
    let gone: Vec<Entry> = gone.collect();
    last.splice(0..0, gone);
    last.sort_by_key(|entry| (entry.viec, entry.dong));
    last
}
