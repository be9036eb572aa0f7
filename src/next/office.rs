//! Offices that are no more: since 1 July 2025 there are no districts.

use crate::{
    calendar::{Ky, slashed},
    diagnostic::Diagnostic,
    don_vi::{self, DonVi},
    plan::Plan,
    rules,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The words that begin the name of a district.
const LEVELS: [&str; 4] = ["huyện", "quận", "thị xã", "thành phố"];

/// The finding for an office of a district in a period after the districts ended.
pub(super) fn ended(plan: &Plan, to: Ky) -> Option<Diagnostic> {
    let (nam, thang, ngay) = don_vi::SINCE;
    let since = NaiveDate::from_ymd_opt(nam, thang, ngay)?;
    if to.first_day() < since {
        return None;
    }
    let office = plan.root.table("co_quan");
    let (key, name, successors) = ["ten", "chu_quan"].into_iter().find_map(|key| {
        let lines: Vec<String> =
            plan.texts(office, key).iter().map(|line| line.as_str().to_owned()).collect();
        let (name, successors) = district(&lines.join(" "))?;
        Some((key, name, successors))
    })?;
    let message =
        format!("từ {} không còn đơn vị hành chính cấp huyện: {name} không có kỳ {to}", slashed(since));
    let mut found = Diagnostic::new(&rules::DON_VI_HET, office.span_of(key), message)
        .label("lập kế hoạch mới, ghi tên cơ quan mới");
    for (tinh, units) in successors {
        let names: Vec<&str> = units.iter().map(|unit| unit.ten.as_str()).collect();
        found = found.hint(format!("{name} ({tinh}) nay thuộc {} đơn vị: {}", names.len(), names.join(", ")));
    }
    Some(found)
}

type Successors = BTreeMap<&'static str, Vec<&'static DonVi>>;

/// The district that a name of an office has in it, and what became of it.
fn district(name: &str) -> Option<(String, Successors)> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    for start in 0..words.len() {
        let begins = |level: &&&str| {
            let level: Vec<&str> = level.split(' ').collect();
            lower[start..].len() > level.len() && lower[start..].iter().zip(&level).all(|(a, b)| a == b)
        };
        let Some(level) = LEVELS.iter().find(begins) else { continue };
        let first = start + level.split(' ').count() + 1;
        // The longest name that there was: `thị xã Duyên Hải` before `thị xã Duyên`.
        for end in (first..=words.len()).rev() {
            let candidate = words[start..end].join(" ");
            let successors = don_vi::successors_of_district(&candidate);
            if !successors.is_empty() {
                return Some((candidate, successors));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn districts_are_known_in_the_names_of_offices() {
        let found =
            |name: &str| district(name).map(|(name, became)| (name, became.into_values().flatten().count()));
        assert_eq!(found("Ủy ban nhân dân huyện Kiến Thụy"), Some(("huyện Kiến Thụy".into(), 5)));
        assert_eq!(found("PHÒNG TƯ PHÁP HUYỆN KIẾN THUỴ").map(|(_, count)| count), Some(5));
        for other in ["Ủy ban nhân dân xã Kiến Thụy", "Ủy ban nhân dân thành phố Hải Phòng", "Sở Nội vụ", ""]
        {
            assert_eq!(found(other), None, "{other}");
        }
    }
}
