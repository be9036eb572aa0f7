//! When a file is signed electronically, as the line of cell 14 says it.

use crate::{
    calendar::Moment,
    catalogue::{Catalogue, nowhere},
    plan::{Bang, Val},
    text::Text,
};
use chrono::NaiveDate;

/// Day and time as `05/03/2026` and `14:30:45`, of the first of these keys that a table has; what is not
/// known is a blank.
pub(super) fn moment(catalogue: &Catalogue, table: &Bang, keys: &[&str]) -> [(&'static str, Text); 2] {
    let known = keys.iter().find_map(|key| Some((of(table.get(key))?, table.span_of(key))));
    let span = known.and_then(|(_, span)| span).unwrap_or_else(nowhere);
    let moment = known.map(|(moment, _)| moment);
    let day = moment.map(|moment| moment.day.format("%d/%m/%Y").to_string());
    let time = moment.and_then(|moment| moment.time).map(|time| time.format("%H:%M:%S").to_string());
    [("ngay_ky", day), ("gio_ky", time)].map(|(name, words)| match words {
        Some(words) => (name, Text::new(words, span)),
        None => (name, catalogue.trong.get(name).cloned().unwrap_or_default()),
    })
}

fn of(val: Option<&Val>) -> Option<Moment> {
    match val {
        Some(Val::ThoiGian(_, moments)) => moments.first().copied(),
        other => whole(other).map(|day| Moment { day, time: None }),
    }
}

/// A date of which nothing is unknown.
pub(super) fn whole(val: Option<&Val>) -> Option<NaiveDate> {
    match val {
        Some(Val::Ngay(date)) if date.ngay.is_some() => Some(date.first_day()),
        _ => None,
    }
}
