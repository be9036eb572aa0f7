//! Which days an office works: weekly days off, public holidays, days that make up for them, and the
//! swapped days of each year's notices (`data/ngay-nghi.toml`).

use super::{PartialDate, slashed, solar};
use crate::catalogue::embedded;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::LazyLock,
};
use toml::value::Datetime;

/// What the law fixes for every year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    nghi_hang_tuan: Vec<u32>,
    ngay_le: Vec<NgayLe>,
    tet: Tet,
    quoc_khanh: NgayLe,
    nam: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NgayLe {
    ten: String,
    ngay: String,
    #[serde(default)]
    am_lich: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tet {
    ten: String,
    ngay: String,
    truoc: u64,
    so_ngay: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    nam: i32,
    tet: Vec<Datetime>,
    quoc_khanh: Vec<Datetime>,
    nghi: Vec<Datetime>,
    lam_bu: Vec<Datetime>,
    van_ban: Vec<String>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| embedded(include_str!("../../data/ngay-nghi.toml")));

/// What notices settle for one year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamNghi {
    /// First and last day of Tết's five.
    pub tet: Option<(NaiveDate, NaiveDate)>,
    /// First and last of the two days of Quốc khánh.
    pub quoc_khanh: Option<(NaiveDate, NaiveDate)>,
    /// Days off in place of others, or granted once.
    pub nghi: BTreeSet<NaiveDate>,
    /// Days of the week's end that are worked.
    pub lam_bu: BTreeSet<NaiveDate>,
    /// The notices.
    pub van_ban: Vec<String>,
}

/// Why a day is off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nghi {
    /// The weekly day off.
    HangTuan(Weekday),
    /// A public holiday.
    Le(String),
    /// It makes up for a holiday on a weekly day off.
    Bu(String),
    /// A notice says so.
    HoanDoi,
}

impl fmt::Display for Nghi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HangTuan(day) => f.write_str(weekday_name(*day)),
            Self::Le(ten) => write!(f, "nghỉ {ten}"),
            Self::Bu(ten) => write!(f, "nghỉ bù {ten}"),
            Self::HoanDoi => f.write_str("nghỉ hoán đổi"),
        }
    }
}

/// `thứ Hai` … `Chủ nhật`.
pub fn weekday_name(day: Weekday) -> &'static str {
    ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]
        [day.num_days_from_monday() as usize]
}

/// The calendar of an office: that of the law and its notices, with what the office adds.
#[derive(Debug, Clone)]
pub struct LichNghi(BTreeMap<i32, NamNghi>);

impl Default for LichNghi {
    fn default() -> Self {
        Self(DATA.nam.iter().map(|row| (row.nam, NamNghi::from(row))).collect())
    }
}

impl LichNghi {
    /// Adds what an office says of a year; its Tết and Quốc khánh win, its days join the others.
    pub fn add(&mut self, nam: i32, more: NamNghi) {
        let known = self.0.entry(nam).or_default();
        known.tet = more.tet.or(known.tet);
        known.quoc_khanh = more.quoc_khanh.or(known.quoc_khanh);
        known.nghi.extend(more.nghi);
        known.lam_bu.extend(more.lam_bu);
        known.van_ban.extend(more.van_ban);
    }

    /// Whether notices have placed Tết and Quốc khánh of the year; else they are as usual.
    pub fn is_announced(&self, nam: i32) -> bool {
        self.0.get(&nam).is_some_and(|nam| nam.tet.is_some() && nam.quoc_khanh.is_some())
    }

    /// The notices of a year.
    pub fn notices(&self, nam: i32) -> &[String] {
        self.0.get(&nam).map_or(&[], |nam| &nam.van_ban)
    }

    /// Why a day is off; `None` for a working day.
    pub fn day_off(&self, day: NaiveDate) -> Option<Nghi> {
        let known = self.0.get(&day.year());
        if known.is_some_and(|nam| nam.lam_bu.contains(&day)) {
            return None;
        }
        let off = self.days_of(day.year()).remove(&day);
        off.or_else(|| is_weekly(day).then(|| Nghi::HangTuan(day.weekday())))
    }

    /// Whether the office works on a day.
    pub fn works(&self, day: NaiveDate) -> bool {
        self.day_off(day).is_none()
    }

    /// The nearest working day before `day`.
    pub fn working_before(&self, day: NaiveDate) -> NaiveDate {
        let mut before = (1..60).map(|i| day - Days::new(i));
        before.find(|day| self.works(*day)).unwrap_or(day)
    }

    /// The nearest working day after `day`.
    pub fn working_after(&self, day: NaiveDate) -> NaiveDate {
        let mut after = (1..60).map(|i| day + Days::new(i));
        after.find(|day| self.works(*day)).unwrap_or(day)
    }

    /// Holidays, the days that make up for them, and swapped days of a year.
    fn days_of(&self, nam: i32) -> BTreeMap<NaiveDate, Nghi> {
        let none = NamNghi::default();
        let known = self.0.get(&nam).unwrap_or(&none);
        let mut days: BTreeMap<NaiveDate, Nghi> =
            known.nghi.iter().map(|day| (*day, Nghi::HoanDoi)).collect();
        let holidays = holidays(nam, known);
        days.extend(holidays.iter().map(|(day, ten)| (*day, Nghi::Le((*ten).to_owned()))));
        for (day, ten) in holidays.iter().filter(|(day, _)| is_weekly(**day)) {
            let mut later = day.iter_days().skip(1);
            let free = later.find(|later| !is_weekly(*later) && !days.contains_key(later));
            days.extend(free.map(|free| (free, Nghi::Bu((*ten).to_owned()))));
        }
        days
    }
}

fn is_weekly(day: NaiveDate) -> bool {
    DATA.nghi_hang_tuan.contains(&day.weekday().number_from_monday())
}

/// The eleven days of Điều 112 in one year.
fn holidays(nam: i32, known: &NamNghi) -> BTreeMap<NaiveDate, &'static str> {
    let fixed = DATA.ngay_le.iter().filter_map(|le| Some((le.of(nam)?, le.ten.as_str())));
    let span = |(first, last): (NaiveDate, NaiveDate), ten: &'static str| {
        first.iter_days().take_while(move |day| *day <= last).map(move |day| (day, ten))
    };
    let tet = known.tet.or_else(|| usual_tet(nam)).into_iter().flat_map(|days| span(days, &DATA.tet.ten));
    let quoc_khanh = known.quoc_khanh.or_else(|| usual_quoc_khanh(nam)).into_iter();
    fixed.chain(tet).chain(quoc_khanh.flat_map(|days| span(days, &DATA.quoc_khanh.ten))).collect()
}

impl NgayLe {
    fn of(&self, nam: i32) -> Option<NaiveDate> {
        let (ngay, thang) = day_and_month(&self.ngay)?;
        if self.am_lich { solar(ngay, thang, nam) } else { NaiveDate::from_ymd_opt(nam, thang, ngay) }
    }
}

/// The day before the year's first lunar day, and the days from it on.
fn usual_tet(nam: i32) -> Option<(NaiveDate, NaiveDate)> {
    let (ngay, thang) = day_and_month(&DATA.tet.ngay)?;
    let first = solar(ngay, thang, nam)? - Days::new(DATA.tet.truoc);
    Some((first, first + Days::new(DATA.tet.so_ngay - 1)))
}

/// 2/9 and the working day beside it that joins a weekend; in the middle of a week the day before.
fn usual_quoc_khanh(nam: i32) -> Option<(NaiveDate, NaiveDate)> {
    let day = DATA.quoc_khanh.of(nam)?;
    let (before, after) = (day - Days::new(1), day + Days::new(1));
    let joins = is_weekly(after + Days::new(1)) && !is_weekly(after);
    Some(if is_weekly(before) || joins { (day, after) } else { (before, day) })
}

fn day_and_month(text: &str) -> Option<(u32, u32)> {
    let (ngay, thang) = text.split_once('/')?;
    Some((ngay.parse().ok()?, thang.parse().ok()?))
}

impl From<&Row> for NamNghi {
    fn from(row: &Row) -> Self {
        let days = |list: &[Datetime]| -> Vec<NaiveDate> {
            list.iter().filter_map(PartialDate::of).map(PartialDate::first_day).collect()
        };
        let ends = |list: &[Datetime]| days(list).first().copied().zip(days(list).last().copied());
        Self {
            tet: ends(&row.tet),
            quoc_khanh: ends(&row.quoc_khanh),
            nghi: days(&row.nghi).into_iter().collect(),
            lam_bu: days(&row.lam_bu).into_iter().collect(),
            van_ban: row.van_ban.clone(),
        }
    }
}

/// A day with its name and why it is off: `25/8/2024 (Chủ nhật)`, `2/9/2024 (thứ Hai, nghỉ Quốc khánh)`.
pub fn described(day: NaiveDate, off: &Nghi) -> String {
    let name = weekday_name(day.weekday());
    match off {
        Nghi::HangTuan(_) => format!("{} ({name})", slashed(day)),
        _ => format!("{} ({name}, {off})", slashed(day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    /// The days off from `first` to `last` that are no plain week's end.
    fn off(first: &str, last: &str) -> Vec<String> {
        let lich = LichNghi::default();
        let days = day(first).iter_days().take_while(|d| *d <= day(last));
        let off = days.filter_map(|d| Some((d, lich.day_off(d)?)));
        off.filter(|(_, off)| !matches!(off, Nghi::HangTuan(_)))
            .map(|(d, _)| d.format("%-d/%-m").to_string())
            .collect()
    }

    #[test]
    fn the_holidays_of_2024_to_2026_are_as_announced() {
        let of_2024 = [
            "1/1", "8/2", "9/2", "10/2", "11/2", "12/2", "13/2", "14/2", "18/4", "29/4", "30/4", "1/5",
            "2/9", "3/9",
        ];
        assert_eq!(off("2024-01-01", "2024-12-31"), of_2024);
        let of_2025 =
            ["1/1", "27/1", "28/1", "29/1", "30/1", "31/1", "7/4", "30/4", "1/5", "2/5", "1/9", "2/9"];
        assert_eq!(off("2025-01-01", "2025-12-31"), of_2025);
        let of_2026 = [
            "1/1", "2/1", "16/2", "17/2", "18/2", "19/2", "20/2", "26/4", "27/4", "30/4", "1/5", "31/8",
            "1/9", "2/9",
        ];
        assert_eq!(off("2026-01-01", "2026-12-31"), of_2026);
        let lich = LichNghi::default();
        for worked in ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"] {
            assert!(lich.works(day(worked)), "{worked}");
        }
    }

    #[test]
    fn holidays_on_days_off_are_made_up_for() {
        // 29/4/2023 (10/3 lunar) Saturday, 30/4 Sunday, 1/5 Monday: two days more.
        assert_eq!(off("2023-04-20", "2023-05-10"), ["29/4", "30/4", "1/5", "2/5", "3/5"]);
        // 1/1/2022 was a Saturday, 1/1/2023 a Sunday.
        assert_eq!(off("2022-01-01", "2022-01-10"), ["1/1", "3/1"]);
        assert_eq!(off("2023-01-01", "2023-01-10"), ["1/1", "2/1"]);
    }

    #[test]
    fn quoc_khanh_joins_a_weekend_where_no_notice_says() {
        // As they were: 2021 Thursday, 2022 Friday, 2023 Saturday (with Monday 4/9 in its place).
        assert_eq!(off("2021-08-30", "2021-09-10"), ["2/9", "3/9"]);
        assert_eq!(off("2022-08-30", "2022-09-10"), ["1/9", "2/9"]);
        assert_eq!(off("2023-08-30", "2023-09-10"), ["1/9", "2/9", "4/9"]);
        // Without the notices, 2024 Monday, 2025 Tuesday and 2026 Wednesday come out the same.
        let usual = |nam| usual_quoc_khanh(nam).map(|(first, _)| first);
        for nam in [2024, 2025, 2026] {
            assert_eq!(usual(nam), LichNghi::default().0[&nam].quoc_khanh.map(|(first, _)| first), "{nam}");
        }
    }

    #[test]
    fn an_office_adds_days() {
        let mut lich = LichNghi::default();
        assert!(lich.is_announced(2026) && !lich.is_announced(2027));
        let nghi = BTreeSet::from([day("2026-11-24")]);
        lich.add(2026, NamNghi { nghi, van_ban: vec!["Thông báo mẫu".into()], ..NamNghi::default() });
        assert_eq!(lich.day_off(day("2026-11-24")), Some(Nghi::HoanDoi));
        assert_eq!(lich.working_after(day("2026-11-23")), day("2026-11-25"));
        assert_eq!(lich.working_before(day("2026-02-22")), day("2026-02-13"), "before Tết");
        assert_eq!(lich.notices(2026).len(), 3);
        assert_eq!(
            described(day("2026-09-02"), &Nghi::Le("Quốc khánh".into())),
            "2/9/2026 (thứ Tư, nghỉ Quốc khánh)"
        );
    }
}
