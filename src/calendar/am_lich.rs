//! The Vietnamese lunar calendar, which counts at UTC+7.
//!
//! A month begins on the day of a new moon; the winter solstice lies in month 11; where thirteen months lie
//! between two of these, the first without a major solar term is the second of its number. New moon and sun
//! by Meeus' series, to the minute. (The crate `amlich-core` 0.1.4 has three signs of the series wrong: it
//! puts the leap month of 2023 a month early.)

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
    let day_number = day.num_days_from_ce();
    let mut moon = ((f64::from(day_number - EPOCH)) / SYNODIC) as i32 + 1;
    while new_moon(moon) > day_number {
        moon -= 1;
    }
    let this_year = Suite::from_month_11(day.year());
    let suite = if moon >= this_year.first { this_year } else { Suite::from_month_11(day.year() - 1) };
    let (thang, nhuan, nam) = suite.month(moon - suite.first);
    let ngay = u32::try_from(day_number - new_moon(moon) + 1).unwrap_or_default();
    NgayAm { ngay, thang, nhuan, nam }
}

/// The day on which `ngay/thang` of the lunar year `nam` falls, in the first month of that number; `None`
/// where the month has no such day.
pub fn solar(ngay: u32, thang: u32, nam: i32) -> Option<NaiveDate> {
    if !(1..=12).contains(&thang) || ngay == 0 {
        return None;
    }
    let suite = Suite::from_month_11(if thang >= 11 { nam } else { nam - 1 });
    let number = ((thang + 1) % 12) as i32;
    let moon = suite.first + number + i32::from(suite.leap.is_some_and(|leap| number >= leap));
    let day = new_moon(moon) + i32::try_from(ngay).ok()? - 1;
    if day < new_moon(moon + 1) { NaiveDate::from_num_days_from_ce_opt(day) } else { None }
}

/// The months from one month 11 to the next.
struct Suite {
    /// The year of that month 11.
    nam: i32,
    /// The number of its new moon.
    first: i32,
    /// Which month after it is the second of its number.
    leap: Option<i32>,
}

impl Suite {
    fn from_month_11(nam: i32) -> Self {
        let first = month_11(nam);
        let months = month_11(nam + 1) - first;
        let without_term = |i: &i32| sun_sector(first + i) == sun_sector(first + i + 1);
        let leap = if months > 12 { (1..13).find(without_term) } else { None };
        Self { nam, first, leap }
    }

    /// Number, whether it is the second of that number, and year of the month `i` after the first.
    fn month(&self, i: i32) -> (u32, bool, i32) {
        let number = i - i32::from(self.leap.is_some_and(|leap| i >= leap));
        let thang = u32::try_from((number + 10) % 12 + 1).unwrap_or_default();
        (thang, self.leap == Some(i), if number < 2 { self.nam } else { self.nam + 1 })
    }
}

/// The new moon that begins month 11 of a year: the last before the winter solstice has passed.
fn month_11(nam: i32) -> i32 {
    let last = NaiveDate::from_ymd_opt(nam, 12, 31).unwrap_or_default().num_days_from_ce();
    let mut moon = (f64::from(last - EPOCH) / SYNODIC) as i32 + 1;
    while new_moon(moon) > last || sun_sector(moon) >= 9 {
        moon -= 1;
    }
    moon
}

/// Days of the common era before the new moon from which moons are counted: that of 1 January 1900.
const EPOCH: i32 = 693_596;

/// Days from one new moon to the next, in the mean.
const SYNODIC: f64 = 29.530_588_68;

/// A Julian day number less this is a number of days of the common era.
const JULIAN: f64 = 1_721_425.0;

/// Hours that the calendar is ahead of Greenwich, as days.
const ZONE: f64 = 7.0 / 24.0;

/// Terms of the time of a new moon: days, and multiples of the sun's anomaly, the moon's, and its argument
/// of latitude.
const TERMS: [(f64, [f64; 3]); 12] = [
    (0.0021, [2.0, 0.0, 0.0]),
    (-0.4068, [0.0, 1.0, 0.0]),
    (0.0161, [0.0, 2.0, 0.0]),
    (-0.0004, [0.0, 3.0, 0.0]),
    (0.0104, [0.0, 0.0, 2.0]),
    (-0.0051, [1.0, 1.0, 0.0]),
    (-0.0074, [1.0, -1.0, 0.0]),
    (0.0004, [1.0, 0.0, 2.0]),
    (-0.0004, [-1.0, 0.0, 2.0]),
    (-0.0006, [0.0, 1.0, 2.0]),
    (0.0010, [0.0, -1.0, 2.0]),
    (0.0005, [1.0, 2.0, 0.0]),
];

/// The day of the new moon `moon`, in days of the common era at UTC+7.
fn new_moon(moon: i32) -> i32 {
    let k = f64::from(moon);
    let t = k / 1236.85;
    let sine = |degrees: f64| degrees.to_radians().sin();
    let sun = 359.2242 + 29.105_356_08 * k - 0.000_033_3 * t * t;
    let moon = 306.0253 + 385.816_918_06 * k + 0.010_730_6 * t * t;
    let node = 21.2964 + 390.670_506_46 * k - 0.001_652_8 * t * t;
    let mean = 2_415_020.759_33
        + SYNODIC * k
        + 0.000_117_8 * t * t
        + 0.000_33 * sine(166.56 + 132.87 * t - 0.009_173 * t * t);
    let terms = TERMS.iter().map(|(days, [a, b, c])| days * sine(a * sun + b * moon + c * node));
    let correction = (0.1734 - 0.000_393 * t) * sine(sun) + terms.sum::<f64>();
    // From the time of the ephemeris to that of clocks.
    let clocks = -0.000_278 + 0.000_265 * t + 0.000_262 * t * t;
    (mean + correction - clocks + 0.5 + ZONE - JULIAN).floor() as i32
}

/// The twelfth of its year in which the sun stands when the day of a new moon begins, from the spring equinox.
fn sun_sector(moon: i32) -> i32 {
    let t = (f64::from(new_moon(moon)) + JULIAN - 0.5 - ZONE - 2_451_545.0) / 36_525.0;
    let sine = |degrees: f64| degrees.to_radians().sin();
    let anomaly = 357.529_10 + 35_999.050_30 * t - 0.000_155_9 * t * t;
    let center = (1.914_600 - 0.004_817 * t) * sine(anomaly)
        + (0.019_993 - 0.000_101 * t) * sine(2.0 * anomaly)
        + 0.000_290 * sine(3.0 * anomaly);
    let longitude = 280.466_45 + 36_000.769_83 * t + 0.000_303_2 * t * t + center;
    (longitude.rem_euclid(360.0) / 30.0).floor() as i32
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
    fn a_new_moon_near_midnight_is_of_the_right_day() {
        // 22/3/2023 at 0:23: with it begins the second month 2.
        let day = |text: &str| lunar(text.parse().expect("a day"));
        assert_eq!(day("2023-03-22"), NgayAm { ngay: 1, thang: 2, nhuan: true, nam: 2023 });
        assert_eq!(day("2023-03-21"), NgayAm { ngay: 30, thang: 2, nhuan: false, nam: 2023 });
        // The year that tried calendars: its second month 11.
        assert_eq!(day("2033-12-25"), NgayAm { ngay: 4, thang: 11, nhuan: true, nam: 2033 });
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
