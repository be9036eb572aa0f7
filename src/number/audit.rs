//! What is wrong with the numbers of a year, so far as the rows themselves show it.

use super::{register::Row, series::DaySo};
use crate::{
    calendar::padded,
    diagnostic::{Diagnostic, Findings},
    rules,
};
use chrono::Datelike;

/// The most missing numbers that a message lists.
const LISTED: usize = 5;

/// Holds the rows of a year against each other; those of one series also in their order.
pub(super) fn audit(rows: &[Row], nam: i32, day_so: &DaySo, findings: &mut Findings) {
    let of_year: Vec<&Row> = rows.iter().filter(|row| row.ngay.year() == nam).collect();
    if let Some(row) = of_year.iter().find(|row| day_so.contradicts(&row.day_so)) {
        let message = format!(
            "sổ năm {nam} đã chia số theo dãy `{}`, kế hoạch này lại lấy số ở dãy `{}`",
            row.day_so, day_so.name
        );
        let found = Diagnostic::new(&rules::SO_DOI_DAY, row.span, message);
        findings.push(found.hint("giữ `theo` của [so_dang_ky] như đầu năm; đổi cách chia thì đổi từ 01/01"));
    }
    twice(&of_year, |row| (!row.between).then(|| row.so_ky_hieu()), "số này đã có ở hàng khác", findings);
    twice(
        &of_year,
        |row| Some(row.tep.clone()).filter(|tep| !tep.is_empty()),
        "tệp này đã có số ở hàng khác",
        findings,
    );
    let series: Vec<&Row> = of_year.into_iter().filter(|row| row.is_of(nam, day_so)).collect();
    twice(&series, |row| (!row.between).then_some(row.so), "số này đã có trong dãy", findings);
    order(&series, findings);
    gaps(&series, day_so, findings);
}

/// Rows that share what only one may have.
fn twice<K: Ord>(rows: &[&Row], key: impl Fn(&Row) -> Option<K>, message: &str, findings: &mut Findings) {
    let mut first = std::collections::BTreeMap::new();
    for row in rows {
        let Some(key) = key(row) else { continue };
        match first.entry(key) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert(row);
            }
            std::collections::btree_map::Entry::Occupied(entry) => {
                let known = findings
                    .iter()
                    .any(|found| found.span == Some(row.span) && found.rule.id == rules::SO_TRUNG.id);
                let found =
                    Diagnostic::new(&rules::SO_TRUNG, row.span, format!("{}: {message}", row.so_ky_hieu()));
                findings.push_all((!known).then(|| found.also(Some(entry.get().span), "hàng đã có")));
            }
        }
    }
}

/// Numbers below the one before, and days before that of a lower number.
fn order(series: &[&Row], findings: &mut Findings) {
    for pair in series.windows(2) {
        let [before, row] = pair else { continue };
        if row.so < before.so {
            let message = format!("số {:02} đứng sau số {:02}", row.so, before.so);
            let found = Diagnostic::new(&rules::SO_THU_TU, row.span, message);
            findings.push(found.label("chuyển hàng này về đúng thứ tự"));
        } else if row.ngay < before.ngay {
            let (own, other) = (padded(row.ngay), padded(before.ngay));
            let message = format!("số {:02} ngày {own}, mà số {:02} đã là ngày {other}", row.so, before.so);
            findings.push(Diagnostic::new(&rules::SO_THU_TU, row.ngay_span, message));
        }
    }
}

/// Numbers that no row has, between the first and the last of the series.
fn gaps(series: &[&Row], day_so: &DaySo, findings: &mut Findings) {
    let mut sorted: Vec<&&Row> = series.iter().collect();
    sorted.sort_by_key(|row| row.so);
    for pair in sorted.windows(2) {
        let missing: Vec<u32> = (pair[0].so + 1..pair[1].so).collect();
        if missing.is_empty() {
            continue;
        }
        let mut list: Vec<String> = missing.iter().take(LISTED).map(|so| format!("{so:02}")).collect();
        list.extend((missing.len() > LISTED).then(|| format!("… ({} số)", missing.len())));
        let message = format!("dãy `{}` thiếu số {}", day_so.name, list.join(", "));
        let found = Diagnostic::new(&rules::SO_THIEU, pair[1].span, message);
        findings.push(found.label("số đã hủy thì vẫn có một hàng, ghi chú là hủy"));
    }
}
