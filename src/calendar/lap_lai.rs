//! How something recurs, in the words of a clerk: `ngày 25 hằng tháng`, `thứ Hai đầu tiên hằng tháng`.
//!
//! A recurrence has two parts: when (`ngày 25`, `thứ Hai đầu tiên`, `tuần 3`, or nothing), and how often
//! (`hằng tuần`, `hằng tháng`, `tháng cuối quý`, `hằng năm`). `lap_lai_doc` reads them.

use super::{Ky, LichNghi, solar};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The forms that there are, for a message.
pub const FORMS: &[&str] = &[
    "ngày 25 hằng tháng",
    "ngày cuối cùng hằng tháng",
    "thứ Hai đầu tiên hằng tháng",
    "thứ Sáu cuối cùng hằng tháng",
    "thứ Năm hằng tuần",
    "ngày làm việc cuối cùng hằng tháng",
    "tuần 3 hằng tháng",
    "ngày 25 tháng cuối quý",
    "tháng cuối quý",
    "ngày làm việc đầu tiên hằng quý",
    "tuần 2 tháng 6, 12 hằng năm",
    "ngày 19/5 hằng năm",
    "ngày 10/3 âm lịch",
];

/// One of several that are alike: the first, the third, the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thu {
    /// Counted from 1.
    So(u32),
    /// The last.
    Cuoi,
}

/// When, within a month, a quarter or a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Khi {
    /// In words that the plan has itself.
    Loi,
    /// A day of the month; where the month is shorter, its last.
    Ngay(Thu),
    /// A working day.
    LamViec(Thu),
    /// One weekday.
    ThuTrongKy(Weekday, Thu),
    /// Every one of these weekdays.
    MoiThu(Vec<Weekday>),
    /// A week of the month, which stays words.
    Tuan(Thu),
    /// A day and a month.
    NgayThang(u32, u32),
}

/// How often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Vong {
    /// Every week.
    Tuan,
    /// Every month.
    Thang,
    /// Every quarter; in its first, second or third month where a number is given.
    Quy(Option<u32>),
    /// Every year, in these months where any are given.
    Nam(Vec<u32>),
    /// Every lunar year.
    NamAm,
}

/// How something recurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LapLai {
    pub(super) khi: Khi,
    pub(super) vong: Vong,
}

/// What to do with a day off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NeuNghi {
    /// Take the working day before.
    Truoc,
    /// Take the working day after.
    Sau,
    /// Keep the day.
    #[default]
    Giu,
}

impl NeuNghi {
    /// Reads `truoc`, `sau` or `giu`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "truoc" => Some(Self::Truoc),
            "sau" => Some(Self::Sau),
            "giu" => Some(Self::Giu),
            _ => None,
        }
    }

    /// The day that is meant for `day`.
    pub fn settle(self, day: NaiveDate, lich: &LichNghi) -> NaiveDate {
        match self {
            Self::Truoc if !lich.works(day) => lich.working_before(day),
            Self::Sau if !lich.works(day) => lich.working_after(day),
            _ => day,
        }
    }
}

/// What recurs in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lan {
    /// On these days, before days off are seen to.
    Ngay(Vec<NaiveDate>),
    /// It does; when, the plan says in words.
    Loi,
    /// Not in this period.
    Khong,
}

/// First and last day.
type Frame = (NaiveDate, NaiveDate);

impl LapLai {
    /// Reads a recurrence; `None` for what is none of the [`FORMS`].
    pub fn parse(text: &str) -> Option<Self> {
        super::lap_lai_doc::parse(text)
    }

    /// What recurs in `ky`.
    pub fn within(&self, ky: Ky, lich: &LichNghi) -> Lan {
        let (first, last) = (ky.first_day(), ky.last_day());
        let frames = self.frames(first, last);
        if matches!(self.khi, Khi::Loi | Khi::Tuan(_)) {
            let meets = |frame: &Frame| frame.0 <= last && frame.1 >= first;
            return if frames.iter().any(meets) { Lan::Loi } else { Lan::Khong };
        }
        let mut days: Vec<NaiveDate> =
            frames.into_iter().flat_map(|frame| self.days_in(frame, lich)).collect();
        days.retain(|day| ky.contains(*day));
        if days.is_empty() { Lan::Khong } else { Lan::Ngay(days) }
    }

    /// The weekdays of what recurs every week.
    pub fn weekdays(&self) -> Option<&[Weekday]> {
        match &self.khi {
            Khi::MoiThu(days) => Some(days),
            _ => None,
        }
    }

    /// The week of the month, where it names one: `3`, or nothing for the last.
    pub fn week(&self) -> Option<Option<u32>> {
        match self.khi {
            Khi::Tuan(Thu::So(number)) => Some(Some(number)),
            Khi::Tuan(Thu::Cuoi) => Some(None),
            _ => None,
        }
    }

    /// The months, quarters or years of its round that the days from `first` to `last` touch.
    fn frames(&self, first: NaiveDate, last: NaiveDate) -> Vec<Frame> {
        let kys = |from: Ky| {
            let after = std::iter::successors(Some(from), |ky| Some(ky.next()));
            after.take_while(|ky| ky.first_day() <= last).collect::<Vec<Ky>>()
        };
        let nam = first.year();
        let months = || kys(Ky::Thang { nam, thang: first.month() });
        let of = |kys: Vec<Ky>, fits: &dyn Fn(u32) -> bool| {
            let fitting = kys.into_iter().filter(|ky| fits(ky.first_day().month()));
            fitting.map(|ky| (ky.first_day(), ky.last_day())).collect()
        };
        match &self.vong {
            Vong::Tuan => vec![(first, last)],
            Vong::Thang => of(months(), &|_| true),
            Vong::Quy(None) => of(kys(Ky::Quy { nam, quy: first.month().div_ceil(3) }), &|_| true),
            Vong::Quy(Some(number)) => of(months(), &|thang| (thang - 1) % 3 + 1 == *number),
            Vong::Nam(thangs) if !thangs.is_empty() => of(months(), &|thang| thangs.contains(&thang)),
            Vong::Nam(_) => of(kys(Ky::Nam { nam }), &|_| true),
            // A lunar year begins in the year of its number and ends in the next.
            Vong::NamAm => of(kys(Ky::Nam { nam: nam - 1 }), &|_| true),
        }
    }

    /// The days within one frame.
    fn days_in(&self, (first, last): Frame, lich: &LichNghi) -> Vec<NaiveDate> {
        let days = || first.iter_days().take_while(move |day| *day <= last);
        let one = |thu: &Thu, fits: &dyn Fn(&NaiveDate) -> bool| {
            let mut fitting = days().filter(|day| fits(day));
            match thu {
                Thu::So(number) => fitting.nth(*number as usize - 1),
                Thu::Cuoi => fitting.last(),
            }
        };
        match &self.khi {
            Khi::Loi | Khi::Tuan(_) => Vec::new(),
            Khi::Ngay(Thu::So(number)) => vec![(first + Days::new(u64::from(number - 1))).min(last)],
            Khi::Ngay(Thu::Cuoi) => vec![last],
            Khi::LamViec(thu) => one(thu, &|day| lich.works(*day)).into_iter().collect(),
            Khi::ThuTrongKy(weekday, thu) => one(thu, &|day| day.weekday() == *weekday).into_iter().collect(),
            Khi::MoiThu(weekdays) => days().filter(|day| weekdays.contains(&day.weekday())).collect(),
            Khi::NgayThang(ngay, thang) if self.vong == Vong::NamAm => {
                solar(*ngay, *thang, first.year()).into_iter().collect()
            }
            Khi::NgayThang(ngay, thang) => {
                NaiveDate::from_ymd_opt(first.year(), *thang, *ngay).into_iter().collect()
            }
        }
    }
}
