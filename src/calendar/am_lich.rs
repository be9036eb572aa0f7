//! The Vietnamese lunar calendar, which counts at UTC+7.

use amlich_core::{
    lunar::{convert_lunar_to_solar, convert_solar_to_lunar},
    types::VIETNAM_TIMEZONE,
};
use chrono::{Datelike, NaiveDate};

/// A day of the lunar calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NgayAm {
    /// Day, 1 to 30.
    pub ngay: u32,
    /// Month, 1 to 12.
    pub thang: u32,
    /// Whether it is the second month of that number in its year.
    pub nhuan: bool,
    /// The year that began at the last Tết.
    pub nam: i32,
}

/// The lunar day of a day.
pub fn lunar(day: NaiveDate) -> NgayAm {
    let found = convert_solar_to_lunar(day.day() as i32, day.month() as i32, day.year(), VIETNAM_TIMEZONE);
    let number = |n: i32| u32::try_from(n).unwrap_or_default();
    NgayAm { ngay: number(found.day), thang: number(found.month), nhuan: found.is_leap, nam: found.year }
}

/// The day on which `ngay/thang` of the lunar year `nam` falls, in the first month of that number; `None`
/// where the month has no such day.
pub fn solar(ngay: u32, thang: u32, nam: i32) -> Option<NaiveDate> {
    let wanted = NgayAm { ngay, thang, nhuan: false, nam };
    let (day, month, year) = convert_lunar_to_solar(
        i32::try_from(ngay).ok()?,
        i32::try_from(thang).ok()?,
        nam,
        false,
        VIETNAM_TIMEZONE,
    );
    let found = NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    (lunar(found) == wanted).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;

    /// Year, first day of Tết, days of the last month before it, 10/3, leap month.
    struct Row {
        nam: i32,
        tet: NaiveDate,
        thang_chap: u64,
        gio_to: NaiveDate,
        nhuan: Option<u32>,
    }

    fn rows() -> Vec<Row> {
        let table = include_str!("../../tests/ref/am-lich.csv");
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(table.as_bytes());
        let days = |text: &str| text.parse().expect("a date");
        reader
            .records()
            .map(|row| row.expect("a row"))
            .map(|row| Row {
                nam: row[0].parse().expect("a year"),
                tet: days(&row[1]),
                thang_chap: row[2].parse().expect("a number"),
                gio_to: days(&row[3]),
                nhuan: row[4].parse().ok(),
            })
            .collect()
    }

    #[test]
    fn tet_and_gio_to_of_2020_to_2050_are_those_of_the_table() {
        let rows = rows();
        assert_eq!(rows.len(), 31);
        for row in rows {
            assert_eq!(solar(1, 1, row.nam), Some(row.tet), "Tết {}", row.nam);
            assert_eq!(solar(10, 3, row.nam), Some(row.gio_to), "10/3 {}", row.nam);
            let eve = lunar(row.tet - Days::new(1));
            assert_eq!((u64::from(eve.ngay), eve.thang, eve.nam), (row.thang_chap, 12, row.nam - 1));
            assert_eq!(solar(30, 12, row.nam - 1).is_some(), row.thang_chap == 30, "{}", row.nam);
            let leap = (0..390).map(|i| lunar(row.tet + Days::new(i))).filter(|day| day.nam == row.nam);
            assert_eq!(leap.filter(|day| day.nhuan).map(|day| day.thang).next(), row.nhuan, "{}", row.nam);
        }
    }

    #[test]
    fn years_that_differ_from_the_chinese_calendar_hold_too() {
        // A month earlier in 1985, a day earlier in 2007 and 2030.
        for (nam, day) in [(1985, "1985-01-21"), (2007, "2007-02-17"), (2030, "2030-02-02")] {
            assert_eq!(solar(1, 1, nam), day.parse().ok(), "Tết {nam}");
        }
    }

    #[test]
    fn every_day_goes_there_and_back() {
        let first: NaiveDate = "2023-01-01".parse().expect("a day");
        for day in (0..1500).map(|i| first + Days::new(i)) {
            let am = lunar(day);
            if !am.nhuan {
                assert_eq!(solar(am.ngay, am.thang, am.nam), Some(day));
            }
        }
        assert_eq!(solar(31, 1, 2024), None);
    }
}
