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

    /// Whether it says what was done with a key.
    fn is(&self, key: &str) -> bool {
        self.viec == Viec::Dat && self.ten == key
    }

    /// The same after a step more, in which its line went: said once, with the period that it left.
    fn of_step(self, ky: Ky) -> Self {
        match self.dong {
            Some(_) if self.viec == Viec::BoRa => {
                Self { chi_tiet: format!("{} (từ kỳ {ky})", self.chi_tiet), dong: None, ..self }
            }
            _ => Self { dong: None, ..self },
        }
    }

    /// A line more stands above.
    pub(super) fn below_header(&mut self) {
        self.dong = self.dong.map(|line| line + 1);
    }
}

/// The report of several steps: the last, with what was set and what went out before it.
pub(super) fn later(before: Vec<Entry>, mut last: Vec<Entry>, from: Ky, ky: Ky) -> Vec<Entry> {
    for entry in last.iter_mut().filter(|entry| entry.is("ky")) {
        entry.chi_tiet = format!("{from} → {}", ky.next());
    }
    let stays = |entry: &Entry| match entry.viec {
        Viec::Dat => !last.iter().any(|later| later.is(&entry.ten)),
        viec => viec == Viec::BoRa,
    };
    let earlier: Vec<Entry> = before.into_iter().filter(stays).map(|entry| entry.of_step(ky)).collect();
    last.splice(0..0, earlier);
    last.sort_by_key(|entry| (entry.viec, entry.dong));
    last
}
