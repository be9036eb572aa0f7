//! The days on which the office of a plan works.

use super::{Bang, Plan, Val};
use crate::calendar::{LichNghi, NamNghi};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

impl Plan {
    /// The calendar of the law and its notices, with what `[[ngay_nghi]]` of the office file adds.
    pub fn lich_nghi(&self) -> LichNghi {
        let mut lich = LichNghi::default();
        for row in self.root.list("ngay_nghi") {
            if let Val::Bang(row) = row {
                self.add_row(row, &mut lich);
            }
        }
        lich
    }

    /// A row says of one year; its days say of which.
    fn add_row(&self, row: &Bang, lich: &mut LichNghi) {
        let ends = |key| {
            let days = days(row, key);
            days.first().copied().zip(days.last().copied())
        };
        let more = NamNghi {
            tet: ends("tet"),
            quoc_khanh: ends("quoc_khanh"),
            nghi: days(row, "nghi"),
            lam_bu: days(row, "lam_bu"),
            van_ban: self.texts(row, "van_ban").iter().map(|text| text.as_str().to_owned()).collect(),
        };
        let first = more.nghi.iter().chain(&more.lam_bu).chain(more.tet.iter().map(|(first, _)| first));
        let first = first.chain(more.quoc_khanh.iter().map(|(first, _)| first)).next();
        if let Some(nam) = first.map(NaiveDate::year) {
            lich.add(nam, more);
        }
    }
}

fn days(row: &Bang, key: &str) -> BTreeSet<NaiveDate> {
    match row.get(key) {
        Some(Val::ThoiGian(_, moments)) => moments.iter().map(|moment| moment.day).collect(),
        _ => BTreeSet::new(),
    }
}
