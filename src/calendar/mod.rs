//! Periods and dates as plans name them, and how officials write them; days off; what recurs.

mod am_lich;
mod lap_lai;
mod lap_lai_doc;
mod ngay_nghi;
mod written;

pub use am_lich::{NgayAm, lunar, solar};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Weekday};
pub use lap_lai::{FORMS, Lan, LapLai, NeuNghi};
pub use ngay_nghi::{LichNghi, NamNghi, Nghi, described, weekday_name};
use toml::value::{Datetime, Offset};
use written::of_words;
pub use written::{in_full, in_full_words, in_words, padded, slashed};

/// The period of a plan (`ky`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ky {
    /// A month: `2024-05`.
    Thang {
        /// Year.
        nam: i32,
        /// 1 to 12.
        thang: u32,
    },
    /// A quarter: `2024-Q2`.
    Quy {
        /// Year.
        nam: i32,
        /// 1 to 4.
        quy: u32,
    },
    /// Half a year: `2024-H1`.
    NuaNam {
        /// Year.
        nam: i32,
        /// 1 or 2.
        nua: u32,
    },
    /// A year: `2024`.
    Nam {
        /// Year.
        nam: i32,
    },
    /// A week of ISO 8601: `2024-W23`.
    Tuan {
        /// Year of the week, which is that of its Thursday.
        nam: i32,
        /// 1 to 53.
        tuan: u32,
    },
}

impl Ky {
    /// Reads `2024-05`, `2024-Q2`, `2024-H1`, `2024` or `2024-W23`.
    pub fn parse(text: &str) -> Option<Self> {
        let (nam, rest) = text.split_once('-').unwrap_or((text, ""));
        let nam = year(nam)?;
        let number = |digits: &str, max| number_up_to(digits, max);
        Some(match rest.as_bytes() {
            [] if !text.contains('-') => Self::Nam { nam },
            [b'Q', ..] => Self::Quy { nam, quy: number(&rest[1..], 4)? },
            [b'H', ..] => Self::NuaNam { nam, nua: number(&rest[1..], 2)? },
            [b'W', ..] => {
                let tuan = number(&rest[1..], 53)?;
                NaiveDate::from_isoywd_opt(nam, tuan, Weekday::Mon)?;
                Self::Tuan { nam, tuan }
            }
            [_, _] => Self::Thang { nam, thang: number(rest, 12)? },
            _ => return None,
        })
    }

    /// The first day.
    pub fn first_day(self) -> NaiveDate {
        let (nam, thang) = match self {
            Self::Thang { nam, thang } => (nam, thang),
            Self::Quy { nam, quy } => (nam, quy * 3 - 2),
            Self::NuaNam { nam, nua } => (nam, nua * 6 - 5),
            Self::Nam { nam } => (nam, 1),
            Self::Tuan { nam, tuan } => {
                return NaiveDate::from_isoywd_opt(nam, tuan, Weekday::Mon).unwrap_or_default();
            }
        };
        NaiveDate::from_ymd_opt(nam, thang, 1).unwrap_or_default()
    }

    /// The period that begins the day after this one ends.
    pub fn next(self) -> Self {
        match self {
            Self::Thang { nam, thang: 12 } => Self::Thang { nam: nam + 1, thang: 1 },
            Self::Thang { nam, thang } => Self::Thang { nam, thang: thang + 1 },
            Self::Quy { nam, quy: 4 } => Self::Quy { nam: nam + 1, quy: 1 },
            Self::Quy { nam, quy } => Self::Quy { nam, quy: quy + 1 },
            Self::NuaNam { nam, nua: 2 } => Self::NuaNam { nam: nam + 1, nua: 1 },
            Self::NuaNam { nam, nua } => Self::NuaNam { nam, nua: nua + 1 },
            Self::Nam { nam } => Self::Nam { nam: nam + 1 },
            Self::Tuan { .. } => Self::week_of(self.first_day() + Days::new(7)),
        }
    }

    /// The period that ends the day before this one begins.
    pub fn previous(self) -> Self {
        match self {
            Self::Thang { nam, thang: 1 } => Self::Thang { nam: nam - 1, thang: 12 },
            Self::Thang { nam, thang } => Self::Thang { nam, thang: thang - 1 },
            Self::Quy { nam, quy: 1 } => Self::Quy { nam: nam - 1, quy: 4 },
            Self::Quy { nam, quy } => Self::Quy { nam, quy: quy - 1 },
            Self::NuaNam { nam, nua: 1 } => Self::NuaNam { nam: nam - 1, nua: 2 },
            Self::NuaNam { nam, nua } => Self::NuaNam { nam, nua: nua - 1 },
            Self::Nam { nam } => Self::Nam { nam: nam - 1 },
            Self::Tuan { .. } => Self::week_of(self.first_day() - Days::new(7)),
        }
    }

    /// The last day.
    pub fn last_day(self) -> NaiveDate {
        self.next().first_day() - Days::new(1)
    }

    /// The year that its name has.
    pub fn nam(self) -> i32 {
        match self {
            Self::Thang { nam, .. }
            | Self::Quy { nam, .. }
            | Self::NuaNam { nam, .. }
            | Self::Nam { nam }
            | Self::Tuan { nam, .. } => nam,
        }
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.first_day()..=self.last_day()).contains(&day)
    }

    /// The week of a day.
    pub fn week_of(day: NaiveDate) -> Self {
        let week = day.iso_week();
        Self::Tuan { nam: week.year(), tuan: week.week() }
    }

    /// The numbers that a hole may name: `ky.thang`, `ky.nam`, …
    pub fn numbers(self) -> Vec<(&'static str, i64)> {
        match self {
            Self::Thang { nam, thang } => {
                vec![("nam", nam.into()), ("thang", thang.into()), ("quy", thang.div_ceil(3).into())]
            }
            Self::Quy { nam, quy } => vec![("nam", nam.into()), ("quy", quy.into())],
            Self::NuaNam { nam, nua } => vec![("nam", nam.into()), ("nua_nam", nua.into())],
            Self::Nam { nam } => vec![("nam", nam.into())],
            Self::Tuan { nam, tuan } => vec![("nam", nam.into()), ("tuan", tuan.into())],
        }
    }
}

/// As a plan writes it: `2024-05`, `2024-Q2`.
impl std::fmt::Display for Ky {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Thang { nam, thang } => write!(f, "{nam:04}-{thang:02}"),
            Self::Quy { nam, quy } => write!(f, "{nam:04}-Q{quy}"),
            Self::NuaNam { nam, nua } => write!(f, "{nam:04}-H{nua}"),
            Self::Nam { nam } => write!(f, "{nam:04}"),
            Self::Tuan { nam, tuan } => write!(f, "{nam:04}-W{tuan:02}"),
        }
    }
}

/// A date of which only the year, or the year and the month, may be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartialDate {
    /// Year.
    pub nam: i32,
    /// Month, if known.
    pub thang: Option<u32>,
    /// Day, if known.
    pub ngay: Option<u32>,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDate {
    /// It has not the form of a date.
    Form,
    /// It has, but there is no such day.
    Day,
}

impl PartialDate {
    /// Reads `2024`, `2024-05`, `2024-05-03`, or as officials write: `5/2024`, `3/5/2024`,
    /// `ngày 03 tháng 5 năm 2024`.
    pub fn parse(text: &str) -> Result<Self, NoDate> {
        let slashed = of_words(text.trim());
        let text = slashed.as_deref().unwrap_or(text).trim();
        let mut parts: Vec<&str> = text.split(['-', '/']).collect();
        if text.contains('/') {
            parts.reverse();
        }
        let digits = |p: &&str| p.len() <= 4 && !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit());
        if parts.len() > 3 || !parts.iter().all(digits) || text.contains('/') && text.contains('-') {
            return Err(NoDate::Form);
        }
        let nam = year(parts[0]).ok_or(NoDate::Form)?;
        let part = |i: usize| parts.get(i).map(|p| p.parse().unwrap_or(0));
        Self { nam, thang: part(1), ngay: part(2) }.checked().ok_or(NoDate::Day)
    }

    /// The date of a TOML date or date-time.
    pub fn of(datetime: &Datetime) -> Option<Self> {
        let date = datetime.date?;
        Some(Self { nam: date.year.into(), thang: Some(date.month.into()), ngay: Some(date.day.into()) })
    }

    /// The date of a day.
    pub fn of_day(day: NaiveDate) -> Self {
        Self { nam: day.year(), thang: Some(day.month()), ngay: Some(day.day()) }
    }

    fn checked(self) -> Option<Self> {
        NaiveDate::from_ymd_opt(self.nam, self.thang.unwrap_or(1), self.ngay.unwrap_or(1)).map(|_| self)
    }

    /// What is known, as officials write it in a text: `5/3/2026`, `3/2026`, `2026`.
    pub fn known(self) -> String {
        let parts = [self.ngay, self.thang].into_iter().flatten();
        parts.map(|part| format!("{part}/")).collect::<String>() + &self.nam.to_string()
    }

    /// The first day of what is known.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.nam, self.thang.unwrap_or(1), self.ngay.unwrap_or(1)).unwrap_or_default()
    }
}

/// A day, with a time where one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub day: NaiveDate,
    /// The time of day.
    pub time: Option<NaiveTime>,
}

impl Moment {
    /// The moment of a TOML date or date-time.
    pub fn of(datetime: &Datetime) -> Option<Self> {
        let day = PartialDate::of(datetime)?.first_day();
        let second = |t: &toml::value::Time| u32::from(t.second.unwrap_or_default());
        let time =
            datetime.time.and_then(|t| NaiveTime::from_hms_opt(t.hour.into(), t.minute.into(), second(&t)));
        Some(Self { day, time }.in_vietnam(datetime.offset))
    }

    /// The same moment on the clocks of Vietnam, where the author gave another zone.
    fn in_vietnam(self, offset: Option<Offset>) -> Self {
        const VIETNAM: i64 = 7 * 60;
        let minutes = match offset {
            Some(Offset::Z) => 0,
            Some(Offset::Custom { minutes }) => i64::from(minutes),
            None => VIETNAM,
        };
        let moved = |time| self.day.and_time(time) + TimeDelta::minutes(VIETNAM - minutes);
        self.time.map(moved).map_or(self, |at| Self { day: at.date(), time: Some(at.time()) })
    }

    /// Reads `2024-05-06`, `6/5/2024`, `2024-05-06 14:30`, `2024-05-06T14:30`, with seconds too.
    pub fn parse(text: &str) -> Result<Self, NoDate> {
        let text = text.trim();
        let (date, time) = text.split_once(['T', ' ']).map_or((text, None), |(d, t)| (d, Some(t)));
        let known = PartialDate::parse(date)?;
        known.ngay.ok_or(NoDate::Form)?;
        let clock = |t| NaiveTime::parse_from_str(t, "%H:%M:%S").or(NaiveTime::parse_from_str(t, "%H:%M"));
        let time = time.map(|t| clock(t).map_err(|_| NoDate::Form));
        Ok(Self { day: known.first_day(), time: time.transpose()? })
    }
}

/// Four digits of a year that Typst and PDF can date.
fn year(digits: &str) -> Option<i32> {
    let plausible = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    plausible.then(|| digits.parse().ok()).flatten().filter(|year| *year >= 1)
}

fn number_up_to(digits: &str, max: u32) -> Option<u32> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|n| plain && (1..=max).contains(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_go_round() {
        for (text, next) in [
            ("2024-12", "2025-01"),
            ("2024-Q4", "2025-Q1"),
            ("2024-H2", "2025-H1"),
            ("2024", "2025"),
            ("2020-W53", "2021-W01"),
        ] {
            let ky = Ky::parse(text).expect(text);
            assert_eq!(Some(ky.next()), Ky::parse(next));
            assert_eq!(ky.next().previous(), ky);
            assert_eq!(ky.to_string(), text);
            assert!(ky.contains(ky.first_day()) && ky.contains(ky.last_day()));
            assert_eq!(ky.last_day() + Days::new(1), ky.next().first_day());
        }
        for wrong in ["", "24", "2024-13", "2024-Q5", "2021-W53", "2024-5", "2024-", "2024-Q+1", "0000"] {
            assert_eq!(Ky::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn dates_are_read_and_written_as_officials_do() {
        let words =
            |list: &[&str]| in_words(&list.iter().map(|t| Moment::parse(t).expect(t)).collect::<Vec<_>>());
        assert_eq!(words(&["2024-05-06"]), "Ngày 6/5/2024");
        assert_eq!(words(&["2024-05-04", "5/5/2024"]), "Ngày 4,5/5/2024");
        assert_eq!(words(&["2024-04-30", "2024-05-01"]), "Ngày 30/4, 1/5/2024");
        assert_eq!(words(&["2024-12-31", "2025-01-01"]), "Ngày 31/12/2024, 1/1/2025");
        assert_eq!(words(&["2024-05-06 08:05"]), "8 giờ 05, ngày 6/5/2024");
        let full = |list: &[&str]| {
            in_full_words(&list.iter().map(|t| Moment::parse(t).expect(t)).collect::<Vec<_>>())
        };
        assert_eq!(full(&["2024-05-06 08:05"]), "8 giờ 05, ngày 06 tháng 5 năm 2024");
        assert_eq!(full(&["4/5/2024", "5/5/2024"]), "ngày 04, 05 tháng 5 năm 2024");
        assert_eq!(full(&["30/4/2024", "1/5/2024"]), "ngày 30 tháng 4 năm 2024; ngày 01 tháng 5 năm 2024");
        assert_eq!(full(&["2024-02-06"]), "ngày 06 tháng 02 năm 2024");
        for words in ["ngày 06 tháng 02 năm 2024", "6 tháng 2 năm 2024", "2024-02-06"] {
            assert_eq!(
                PartialDate::parse(words).map(PartialDate::known).as_deref(),
                Ok("6/2/2024"),
                "{words}"
            );
        }
        assert_eq!(PartialDate::parse("31 tháng 2 năm 2024"), Err(NoDate::Day));
        assert_eq!(Moment::parse("31/2/2024"), Err(NoDate::Day));
        for (typed, want) in [
            ("2026-03-09T20:05:09Z", "2026-03-10 03:05:09"),
            ("2026-03-09T20:05:09+07:00", "2026-03-09 20:05:09"),
        ] {
            assert_eq!(Moment::of(&typed.parse().expect(typed)), Moment::parse(want).ok(), "{typed}");
        }
        assert_eq!(Moment::parse("Tuần 3"), Err(NoDate::Form));
        assert_eq!(PartialDate::parse("2024").map(|d| d.ngay), Ok(None));
        for (text, known) in [("2024", "2024"), ("2024-05", "5/2024"), ("2024-05-06", "6/5/2024")] {
            assert_eq!(PartialDate::parse(text).map(PartialDate::known).as_deref(), Ok(known));
        }
    }
}
