//! The communes of Vietnam: those of today, and what became of those before 1 July 2025.

use crate::fold::{same_name, without_marks};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// The day (year, month, day) from which there are no districts, and communes are those of today.
pub const SINCE: (i32, u32, u32) = (2025, 7, 1);

/// A xã, phường or đặc khu of today.
#[derive(Debug, PartialEq, Eq)]
pub struct DonVi {
    /// Its code of the statistics office, five digits.
    pub ma: String,
    /// Its full name: `Xã Kiến Thụy`.
    pub ten: String,
    /// The code of its province, two digits.
    pub ma_tinh: String,
    /// The full name of its province: `Thành phố Hải Phòng`.
    pub tinh: String,
}

/// What an old unit, or a part of it, became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Successor {
    /// The new unit.
    pub don_vi: &'static DonVi,
    /// Whether it took only a part.
    pub mot_phan: bool,
}

/// A commune before 1 July 2025; without a name, a district that had none.
#[derive(Debug)]
struct Old {
    tinh: String,
    huyen: String,
    xa: String,
    became: Vec<Successor>,
}

/// The units of today, in the order of their provinces.
pub fn all() -> &'static [DonVi] {
    static ALL: LazyLock<Vec<DonVi>> = LazyLock::new(read_units);
    &ALL
}

/// The provinces of today, code and full name.
pub fn provinces() -> Vec<(&'static str, &'static str)> {
    let mut list: Vec<_> = all().iter().map(|unit| (unit.ma_tinh.as_str(), unit.tinh.as_str())).collect();
    list.dedup();
    list
}

/// The units of a name (`Xã Kiến Thụy`), blind to case and to where the tone stands.
pub fn find(ten: &str) -> impl Iterator<Item = &'static DonVi> {
    static BY_NAME: LazyLock<BTreeMap<String, Vec<usize>>> = LazyLock::new(|| {
        let mut map: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        all().iter().enumerate().for_each(|(i, unit)| map.entry(same_name(&unit.ten)).or_default().push(i));
        map
    });
    BY_NAME.get(&same_name(ten)).into_iter().flatten().map(|&i| &all()[i])
}

/// The unit of a code.
pub fn of_code(ma: &str) -> Option<&'static DonVi> {
    static BY_CODE: LazyLock<BTreeMap<&str, &DonVi>> =
        LazyLock::new(|| all().iter().map(|unit| (unit.ma.as_str(), unit)).collect());
    BY_CODE.get(ma).copied()
}

/// The units whose names are most like `ten`, marks left out; at most `most`.
pub fn nearest(ten: &str, most: usize) -> Vec<&'static DonVi> {
    let wanted = without_marks(ten);
    let like = |unit: &&DonVi| strsim::normalized_damerau_levenshtein(&wanted, &without_marks(&unit.ten));
    let mut scored: Vec<(f64, &DonVi)> = all().iter().map(|unit| (like(&unit), unit)).collect();
    scored.retain(|(score, _)| *score >= 0.75);
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().take(most).map(|(_, unit)| unit).collect()
}

/// What a commune from before 1 July 2025 became, in each province and district that had one so named.
pub fn successors(xa: &str) -> Vec<(&'static str, &'static str, &'static [Successor])> {
    let wanted = same_name(xa);
    let named = old().iter().filter(|old| same_name(&old.xa) == wanted);
    named.map(|old| (old.tinh.as_str(), old.huyen.as_str(), old.became.as_slice())).collect()
}

/// What the communes of a district (`Huyện Kiến Thụy`) became, each once, by province of that time.
pub fn successors_of_district(huyen: &str) -> BTreeMap<&'static str, Vec<&'static DonVi>> {
    let wanted = same_name(huyen);
    let mut found: BTreeMap<&str, Vec<&DonVi>> = BTreeMap::new();
    for old in old().iter().filter(|old| same_name(&old.huyen) == wanted) {
        let list = found.entry(old.tinh.as_str()).or_default();
        for successor in &old.became {
            if !list.contains(&successor.don_vi) {
                list.push(successor.don_vi);
            }
        }
    }
    found
}

fn old() -> &'static [Old] {
    static OLD: LazyLock<Vec<Old>> = LazyLock::new(read_old);
    &OLD
}

fn read_units() -> Vec<DonVi> {
    #[derive(Deserialize)]
    struct Row {
        ma_tinh: String,
        tinh: String,
        ma: String,
        ten: String,
    }
    let (mut ma_tinh, mut tinh) = (String::new(), String::new());
    let unit = |row: Row| {
        if !row.tinh.is_empty() {
            (ma_tinh, tinh) = (row.ma_tinh, row.tinh);
        }
        DonVi { ma: row.ma, ten: row.ten, ma_tinh: ma_tinh.clone(), tinh: tinh.clone() }
    };
    rows(include_str!("../data/don-vi.csv")).map(unit).collect()
}

fn read_old() -> Vec<Old> {
    #[derive(Deserialize)]
    struct Row {
        tinh_cu: String,
        huyen_cu: String,
        xa_cu: String,
        ma_moi: String,
    }
    let (mut tinh, mut huyen) = (String::new(), String::new());
    let unit = |row: Row| {
        if !row.tinh_cu.is_empty() {
            tinh = row.tinh_cu;
        }
        if !row.huyen_cu.is_empty() {
            huyen = row.huyen_cu;
        }
        let became = row.ma_moi.split(' ').filter_map(|code| {
            let ma = code.trim_start_matches('~');
            Some(Successor { don_vi: of_code(ma)?, mot_phan: ma != code })
        });
        Old { tinh: tinh.clone(), huyen: huyen.clone(), xa: row.xa_cu, became: became.collect() }
    };
    rows(include_str!("../data/sap-nhap-2025.csv")).map(unit).collect()
}

/// The rows of a carried table.
fn rows<T: for<'de> Deserialize<'de>>(text: &'static str) -> impl Iterator<Item = T> {
    let reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    reader.into_deserialize().map(|row| row.expect("a carried table has its columns: held by a test"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_units_of_today_are_whole() {
        assert_eq!(all().len(), 3321);
        assert_eq!(provinces().len(), 34);
        let of = |kind: &str| all().iter().filter(|unit| unit.ten.starts_with(kind)).count();
        assert_eq!((of("Xã "), of("Phường "), of("Đặc khu ")), (2611, 697, 13));
        let codes: std::collections::BTreeSet<&str> = all().iter().map(|unit| unit.ma.as_str()).collect();
        assert_eq!(codes.len(), 3321);
        assert_eq!(all().iter().filter(|unit| unit.tinh == "Thành phố Hải Phòng").count(), 114);
    }

    #[test]
    fn names_are_found_however_the_tone_stands() {
        let found: Vec<&str> = find("xã kiến thuỵ").map(|unit| unit.tinh.as_str()).collect();
        assert_eq!(found, ["Thành phố Hải Phòng"]);
        assert_eq!(nearest("xa Kien Thui", 3)[0].ten, "Xã Kiến Thụy");
        assert_eq!(of_code("11680").map(|unit| unit.ten.as_str()), Some("Xã Kiến Thụy"));
    }

    #[test]
    fn old_units_name_their_successors() {
        let became = successors_of_district("Huyện Kiến Thuỵ");
        let names: Vec<&str> = became["Thành phố Hải Phòng"].iter().map(|unit| unit.ten.as_str()).collect();
        let five = ["Xã Kiến Thụy", "Xã Kiến Minh", "Xã Kiến Hải", "Xã Kiến Hưng", "Xã Nghi Dương"];
        assert_eq!(names.len(), 5);
        assert!(five.iter().all(|name| names.contains(name)), "{names:?}");
        let split = successors("Xã Đoàn Xá");
        let (_, _, parts) =
            split.iter().find(|(_, huyen, _)| *huyen == "Huyện Kiến Thụy").expect("it was there");
        assert!(parts.len() == 2 && parts.iter().all(|part| part.mot_phan));
        assert_eq!(successors_of_district("Huyện Côn Đảo").len(), 1);
        assert!(old().iter().all(|old| !old.became.is_empty()), "every code is that of a unit of today");
    }
}
