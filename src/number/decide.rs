//! Which number a document has: the one that its row has, the one that a person typed, or the next.

use super::{
    document::Document,
    register::{Register, Row, so_ky_hieu},
};
use crate::{
    calendar::{PartialDate, padded},
    diagnostic::{Diagnostic, Findings},
    rules,
};
use chrono::{Datelike, NaiveDate};

/// A number for a document.
pub(super) struct Decision<'a> {
    pub so: u32,
    pub ngay: NaiveDate,
    /// Whether the register has it already.
    pub held: bool,
    /// The row behind which a new row stands; none for the end.
    pub after: Option<&'a Row>,
}

/// The days that a call knows.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    /// Today.
    pub today: NaiveDate,
    /// The day of issue that the caller gave.
    pub given: Option<NaiveDate>,
}

/// Decides; `gone` says whether the plan of this name is no more. What stands in the way is a finding.
pub(super) fn decide<'a>(
    document: &Document,
    register: &'a Register,
    days: Days,
    gone: impl Fn(&str) -> bool,
    findings: &mut Findings,
) -> Option<Decision<'a>> {
    let known = document.ngay.map(|(date, _)| date.nam);
    let of_year = |row: &&Row| known.is_none_or(|nam| row.ngay.year() == nam);
    let mine = register.rows.iter().rfind(|row| row.tep == document.tep && of_year(row));
    if let Some(row) = mine {
        return held(document, row, days, findings);
    }
    let ngay = issued(document, days, findings)?;
    let series = || register.rows.iter().filter(|row| row.is_of(ngay.year(), &document.day_so));
    let (first, last) = (series().map(|row| row.so).min(), series().max_by_key(|row| row.so));
    let next = last.map_or(1, |row| row.so + 1);
    let Some((so, place)) = document.so else {
        return Decision { so: next, ngay, held: false, after: None }
            .free(document, register, last, findings);
    };
    if let Some(row) = series().find(|row| row.so == so && !row.between) {
        // Its own row, which a person wrote or which names the plan as it was called.
        let same = row.ten == document.ten && row.ky_hieu == document.ky_hieu && row.ngay == ngay;
        if same && (row.tep.is_empty() || gone(&row.tep)) {
            return Some(Decision { so, ngay: row.ngay, held: true, after: None });
        }
        let found = Diagnostic::new(&rules::SO_DA_CAP, place, format!("số {so:02} đã cấp cho văn bản khác"));
        let label = format!("số tiếp theo là {next}; bỏ dòng này thì lệnh tự lấy số");
        findings.push(found.label(label).also(Some(row.span), "đã cấp ở đây"));
        return None;
    }
    // A register may begin with any number: the office went over to it in the middle of a year.
    if so > next && first.is_some() || first.is_some_and(|first| so < first) {
        let found = Diagnostic::new(
            &rules::SO_NHAY,
            place,
            format!("số {so:02} không nối với dãy `{}`", document.day_so.name),
        );
        let label = format!("số tiếp theo là {next}; bỏ dòng này thì lệnh tự lấy số");
        findings.push(found.label(label).hint("số đã cấp ngoài sổ thì ghi thêm hàng của nó vào sổ trước"));
        return None;
    }
    let before = series().filter(|row| row.so < so).max_by_key(|row| row.so);
    let after = if so < next { before } else { None };
    Decision { so, ngay, held: false, after }.free(document, register, before, findings)
}

impl<'a> Decision<'a> {
    /// It, unless another series of the year has this number with this symbol.
    fn free(
        self,
        document: &Document,
        register: &Register,
        before: Option<&Row>,
        findings: &mut Findings,
    ) -> Option<Self> {
        let nam = self.ngay.year();
        let same = |row: &&Row| row.so == self.so && !row.between && row.ky_hieu == document.ky_hieu;
        if let Some(row) = register.rows.iter().filter(|row| row.ngay.year() == nam).find(same) {
            let printed = so_ky_hieu(self.so, &document.ky_hieu);
            let found = Diagnostic::new(
                &rules::SO_DA_CAP,
                row.span,
                format!("{printed} đã cấp ở dãy `{}`", row.day_so),
            );
            findings.push(found.hint(format!(
                "kế hoạch này lấy số ở dãy `{}`: hai dãy cần hai ký hiệu",
                document.day_so.name
            )));
            return None;
        }
        if let Some(before) = before.filter(|before| self.ngay < before.ngay) {
            let (own, other) = (padded(self.ngay), padded(before.ngay));
            let message = format!("số {:02} ngày {own}, mà số {:02} đã là ngày {other}", self.so, before.so);
            let place = document.ngay.and_then(|(_, place)| place);
            findings.push(
                Diagnostic::new(&rules::SO_THU_TU, place, message)
                    .also(Some(before.ngay_span), "ngày của số trước"),
            );
        }
        Some(self)
    }
}

/// The number of the document's own row: what the register says holds.
fn held<'a>(document: &Document, row: &Row, days: Days, findings: &mut Findings) -> Option<Decision<'a>> {
    let other = Some(row.span);
    let differs = row.ten != document.ten || row.ky_hieu != document.ky_hieu;
    if let Some((so, place)) = document.so.filter(|(so, _)| *so != row.so) {
        let message = format!("kế hoạch ghi số {so:02}, sổ đã cấp {} cho tệp này", row.so_ky_hieu());
        let found = Diagnostic::new(&rules::SO_KHAC, place, message);
        findings.push(found.label(format!("viết {}", row.so)).also(other, "sổ ghi"));
        return None;
    }
    if document.so.is_none() && (differs || document.ngay.is_none() && !is_of_now(document, row, days)) {
        let message = format!(
            "sổ đã cấp {} cho tệp này, ngày {}, với trích yếu “{}”",
            row.so_ky_hieu(),
            padded(row.ngay),
            row.ten
        );
        let found = Diagnostic::new(&rules::SO_KHAC, document.start, message).also(other, "sổ ghi");
        let label = format!("vẫn văn bản ấy thì viết so = {}; văn bản mới thì lưu thành tệp khác", row.so);
        findings.push(found.hint(label));
        return None;
    }
    if differs {
        let message = format!(
            "sổ ghi “{} {}”, văn bản là “{} {}”",
            row.so_ky_hieu(),
            row.ten,
            so_ky_hieu(row.so, &document.ky_hieu),
            document.ten
        );
        findings.push(Diagnostic::new(&rules::SO_LECH, other, message).label("sửa sổ cho đúng văn bản"));
    }
    let (date, place) = document.ngay.unwrap_or((PartialDate::of_day(row.ngay), None));
    if !agrees(date, row.ngay) {
        let message = format!("sổ ghi ngày {}, kế hoạch ghi {}", padded(row.ngay), date.known());
        let found = Diagnostic::new(&rules::SO_LECH, place, message);
        findings.push(found.label("sửa nơi nào ghi sai").also(Some(row.ngay_span), "sổ ghi"));
    }
    Some(Decision { so: row.so, ngay: row.ngay, held: true, after: None })
}

/// Whether a row is of the year that a plan without a date is of.
fn is_of_now(document: &Document, row: &Row, days: Days) -> bool {
    let now = days.given.unwrap_or(days.today).year();
    document.nam.unwrap_or(now) == row.ngay.year()
}

/// The day of issue: the one that a person typed, else the one that the caller gave, else today.
fn issued(document: &Document, days: Days, findings: &mut Findings) -> Option<NaiveDate> {
    let day = days.given.unwrap_or(days.today);
    let Some((date, place)) = document.ngay else { return Some(day) };
    if date.ngay.is_some() && days.given.is_none() {
        return Some(date.first_day());
    }
    if agrees(date, day) {
        return Some(day);
    }
    let (which, label) = match days.given {
        Some(_) => ("ngày ở --ngay là", "sửa ở đây, hoặc bỏ --ngay".to_owned()),
        None => {
            ("hôm nay là", format!("viết đủ ngày ở đây, hoặc thêm --ngay, ví dụ --ngay {}", date.first_day()))
        }
    };
    let message = format!("kế hoạch ghi ngày ban hành {}, {which} {}", date.known(), padded(day));
    findings.push(Diagnostic::new(&rules::NGAY_CAP_SO, place, message).label(label));
    None
}

/// Whether a day is what is known of a date.
pub(super) fn agrees(date: PartialDate, day: NaiveDate) -> bool {
    date.nam == day.year()
        && date.thang.is_none_or(|thang| thang == day.month())
        && date.ngay.is_none_or(|ngay| ngay == day.day())
}
