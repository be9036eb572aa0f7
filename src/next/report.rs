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

/// What stands between an old date and a new one, and before the reason for the new one.
pub(super) const ARROW: &str = " → ";
pub(super) const WHY: &str = ", vì nghỉ ";

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

    /// The dates that it went from, and those that it went to with the reason; of a new date alone.
    fn dates(&self) -> Option<(&str, &str)> {
        self.chi_tiet.split_once(ARROW).filter(|_| self.viec == Viec::DoiNgay)
    }

    /// Whether another, of a step later, goes on from its dates: the same but for the figures in its name.
    fn goes_on_in(&self, later: &Entry) -> bool {
        let words = |ten: &str| ten.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
        let (Some((_, to)), Some((from, _))) = (self.dates(), later.dates()) else { return false };
        to.split(WHY).next() == Some(from) && words(&self.ten) == words(&later.ten)
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

/// The report of several steps: the last, each date with that of the first plan, and with what was set and
/// what went out before it.
pub(super) fn later(before: Vec<Entry>, mut last: Vec<Entry>, from: Ky, ky: Ky) -> Vec<Entry> {
    for entry in last.iter_mut().filter(|entry| entry.is("ky")) {
        entry.chi_tiet = format!("{from} → {}", ky.next());
    }
    for entry in &mut last {
        let earlier = before.iter().find(|earlier| earlier.goes_on_in(entry));
        let whole = earlier.and_then(Entry::dates).zip(entry.dates());
        if let Some(((first, _), (_, to))) = whole {
            entry.chi_tiet = format!("{first}{ARROW}{to}");
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_told_from_the_first_plan_on() {
        let ky = |text: &str| Ky::parse(text).expect("a period");
        let moved = |ten: &str, detail: &str| Entry::new(Viec::DoiNgay, ten, detail, 1);
        let first = vec![
            moved("Họp tháng 2", "5/1/2026 → 2/2/2026, vì nghỉ 1/2/2026 (Chủ nhật)"),
            moved("Tiếp dân", "8/1/2026 → 5/2/2026"),
        ];
        let second = vec![
            moved("Họp tháng 3", "2/2/2026 → 2/3/2026"),
            moved("Tiếp dân", "5/2/2026 → 5/3/2026, vì nghỉ 4/3/2026 (thứ Tư)"),
            moved("Giao ban", "2/2/2026 → 2/3/2026"),
        ];
        let said: Vec<String> = later(first, second, ky("2026-01"), ky("2026-02"))
            .into_iter()
            .map(|entry| entry.chi_tiet)
            .collect();
        let wanted =
            ["5/1/2026 → 2/3/2026", "8/1/2026 → 5/3/2026, vì nghỉ 4/3/2026 (thứ Tư)", "2/2/2026 → 2/3/2026"];
        assert_eq!(said, wanted);
    }
}
