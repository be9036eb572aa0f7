//! Series of numbers, as the head of the office cuts them (Điều 15.1.c).

use crate::{
    catalogue::Loai,
    check::lexicon::{LEXICON, begins_with_any},
    fold::same_name,
};

/// How the numbers of a year are cut into series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Theo {
    /// One for each kind of document.
    Loai,
    /// One for each issuing body.
    CoQuan,
    /// One for all.
    Chung,
}

/// The words by which the register names series.
const CHUNG: &str = "chung";
const LOAI: &str = "loại ";
const CO_QUAN: &str = "cơ quan ";
const RIENG: &str = "riêng ";

impl Theo {
    /// As the office file names it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "loai" => Some(Self::Loai),
            "co-quan" => Some(Self::CoQuan),
            "chung" => Some(Self::Chung),
            _ => None,
        }
    }

    /// The series of a document: its kind, its body, and whether that body is another than the office.
    pub(super) fn series(self, loai: &'static Loai, co_quan: &str, is_other: bool) -> DaySo {
        let own = is_other && begins_with_any(co_quan, &LEXICON.ky_hieu.to_chuc_tu_van).is_some();
        let name = match self {
            // PL I, Phần I, II.3.a: a council that issues has numbers of its own.
            Self::Loai if own => format!("{RIENG}{co_quan}, {LOAI}{}", loai.ten),
            _ if own => format!("{RIENG}{co_quan}"),
            Self::Loai => format!("{LOAI}{}", loai.ten),
            Self::CoQuan => format!("{CO_QUAN}{co_quan}"),
            Self::Chung => CHUNG.to_owned(),
        };
        DaySo { name, theo: self, loai, is_usual: !own && (!is_other || self != Self::CoQuan) }
    }
}

/// A series of numbers.
#[derive(Debug, Clone)]
pub(super) struct DaySo {
    /// As the register has it.
    pub name: String,
    pub theo: Theo,
    loai: &'static Loai,
    /// Whether rows that name no series may be of it: those that the office itself wrote by hand.
    is_usual: bool,
}

/// What a register calls a series.
pub(super) enum Named {
    /// Nothing: a row that was written by hand.
    Nothing,
    /// A series of this cut; `None` for a council's, which there is in every cut but by kind.
    Cut(Option<Theo>),
    /// No series.
    Unknown,
}

/// The cut that a name of a series is of.
pub(super) fn named(name: &str) -> Named {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let begins = |words: &str| name.starts_with(words);
    if name.is_empty() {
        Named::Nothing
    } else if name == CHUNG {
        Named::Cut(Some(Theo::Chung))
    } else if begins(LOAI) || begins(RIENG) && name.contains(&format!(", {LOAI}")) {
        Named::Cut(Some(Theo::Loai))
    } else if begins(CO_QUAN) {
        Named::Cut(Some(Theo::CoQuan))
    } else if begins(RIENG) {
        Named::Cut(None)
    } else {
        Named::Unknown
    }
}

impl DaySo {
    /// Whether a row with this series and this symbol is of it.
    pub(super) fn has(&self, day_so: &str, ky_hieu: &str) -> bool {
        if !day_so.trim().is_empty() {
            return same_name(day_so) == same_name(&self.name);
        }
        let first = ky_hieu.split('-').next().unwrap_or_default();
        let kind = Loai::all().iter().find(|loai| !loai.viet_tat.is_empty() && loai.viet_tat == first);
        let own_kind = kind.map_or(self.loai.viet_tat.is_empty(), |kind| kind.id == self.loai.id);
        self.is_usual && (self.theo != Theo::Loai || own_kind)
    }

    /// Whether a name of a series shows that numbers were cut in another way.
    pub(super) fn contradicts(&self, day_so: &str) -> bool {
        match named(day_so) {
            Named::Cut(Some(theo)) => theo != self.theo,
            Named::Cut(None) => self.theo == Theo::Loai,
            Named::Nothing | Named::Unknown => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The series of a kind, by its abbreviation.
    fn series(theo: Theo, viet_tat: &str, co_quan: &str, is_other: bool) -> DaySo {
        let loai = Loai::all().iter().find(|loai| loai.viet_tat == viet_tat).expect("a kind");
        theo.series(loai, co_quan, is_other)
    }

    const OFFICE: &str = "Ủy ban nhân dân xã An Bình";
    const COUNCIL: &str = "Hội đồng thẩm định";

    #[test]
    fn councils_have_their_own_in_every_cut() {
        let name = |theo, co_quan, is_other| series(theo, "QĐ", co_quan, is_other).name;
        assert_eq!(name(Theo::Loai, OFFICE, false), "loại Quyết định");
        assert_eq!(name(Theo::CoQuan, OFFICE, false), format!("cơ quan {OFFICE}"));
        assert_eq!(name(Theo::Chung, OFFICE, false), "chung");
        assert_eq!(name(Theo::Loai, COUNCIL, true), format!("riêng {COUNCIL}, loại Quyết định"));
        assert_eq!(name(Theo::Chung, COUNCIL, true), format!("riêng {COUNCIL}"));
        assert_eq!(name(Theo::CoQuan, COUNCIL, true), format!("riêng {COUNCIL}"));
        // A board whose own office file it is is no council of another office.
        assert_eq!(name(Theo::Chung, "Ban Quản lý dự án", false), "chung");
        assert_eq!(name(Theo::Chung, "Phòng Tư pháp", true), "chung");
    }

    #[test]
    fn rows_by_hand_are_of_the_usual_series() {
        let by_kind = series(Theo::Loai, "CTr", OFFICE, false);
        assert!(by_kind.has("", "CTr-UBND") && !by_kind.has("", "KH-UBND") && !by_kind.has("", "UBND-VP"));
        assert!(series(Theo::Loai, "", OFFICE, false).has(" ", "UBND-VP"));
        assert!(by_kind.has("LOẠI  chương trình", "x"), "as people retype it");
        assert!(series(Theo::Chung, "KH", OFFICE, false).has("", "CTr-UBND"));
        assert!(!series(Theo::Chung, "KH", COUNCIL, true).has("", "KH-HĐTĐ"));
        assert!(!series(Theo::CoQuan, "KH", "Phòng Tư pháp", true).has("", "KH-TP"));
    }

    #[test]
    fn another_cut_is_seen() {
        let by_kind = series(Theo::Loai, "KH", OFFICE, false);
        let seen = |name: &str| by_kind.contradicts(name);
        assert!(seen("chung") && seen("cơ quan X") && seen("riêng Hội đồng X"));
        assert!(!seen("") && !seen("loại Tờ trình") && !seen("riêng Hội đồng X, loại Tờ trình"));
        assert!(matches!(named("sổ hai"), Named::Unknown));
    }
}
