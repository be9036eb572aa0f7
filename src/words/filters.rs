//! The white list of filters, for the holes of plans and the words of khuon alike.
//!
//! What only changes letters keeps its origin; what computes new text has the hole as its origin.

use super::{
    job::{Job, job_of},
    letters::{bare_item, end_mark, lower, sentence_case, upper, without_about},
    ngay,
    so::{self, Number, Reading},
};
use crate::{
    calendar::{in_full, slashed},
    text::Text,
};
use chrono::NaiveDate;
use minijinja::{
    Environment, Error, ErrorKind, State, filters,
    value::{Rest, Value},
};

/// A filter as the user meets it; a test renders every example.
#[derive(Debug)]
pub struct Filter {
    /// Its name.
    pub ten: &'static str,
    /// An example, as typed.
    pub viet: &'static str,
    /// What the example prints.
    pub in_ra: &'static str,
    /// What it does.
    pub lam: &'static str,
}

const fn filter(ten: &'static str, viet: &'static str, in_ra: &'static str, lam: &'static str) -> Filter {
    Filter { ten, viet, in_ra, lam }
}

/// All filters, in the order of `docs/bo-loc.md`.
pub const FILTERS: &[Filter] = &[
    filter("so", "{{ \"1250000\" | so }}", "1.250.000", "số có dấu chấm phân cách nghìn, dấu phẩy thập phân"),
    filter("tien", "{{ 1250000 | tien }}", "1.250.000 đồng", "số tiền"),
    filter(
        "tien_chu",
        "{{ 1250000 | tien_chu }}",
        "Một triệu hai trăm năm mươi nghìn đồng",
        "số tiền bằng chữ; cách đọc khác: như `doc_so`",
    ),
    filter(
        "doc_so",
        "{{ \"1.024\" | doc_so(\"linh\", \"bốn\") }}",
        "một nghìn không trăm hai mươi bốn",
        "số bằng chữ, đến một tỷ tỷ; không nói gì thì đọc \"lẻ\", \"tư\", \"nghìn\", muốn khác thì viết \"linh\", \"bốn\", \"ngàn\"",
    ),
    filter("la_ma", "{{ 14 | la_ma }}", "XIV", "số La Mã, từ 1 đến 3999"),
    filter(
        "ngay",
        "{{ \"2026-03-05\" | ngay }}",
        "ngày 05 tháng 3 năm 2026",
        "ngày viết đủ, thêm số 0 như nghị định",
    ),
    filter("ngay_gon", "{{ \"2026-03-05\" | ngay_gon }}", "5/3/2026", "ngày viết gọn"),
    filter(
        "viet_du",
        "{{ \"2026-03-05 08:30\" | viet_du }}",
        "8 giờ 30, ngày 05 tháng 3 năm 2026",
        "thời gian viết đủ; lời thì giữ nguyên",
    ),
    filter("thu", "{{ \"2026-03-05\" | thu }}", "thứ Năm", "thứ trong tuần của một ngày"),
    filter(
        "gio",
        "{{ \"8 giờ 05, ngày 5/3/2026\" | gio }}",
        "08h05",
        "giờ của một thời gian; không có giờ thì để trống",
    ),
    filter("thang_chu", "{{ 12 | thang_chu }}", "tháng Mười Hai", "tháng bằng chữ, của một ngày hoặc một số"),
    filter(
        "hoa_dau",
        "{{ \"các thôn, xã\" | hoa_dau }}",
        "Các thôn, xã",
        "viết hoa chữ đầu, còn lại giữ nguyên",
    ),
    filter(
        "slug",
        "{{ \"Đắk Đrông\" | slug }}",
        "dak-drong",
        "không dấu, chữ thường, nối bằng gạch ngang: cho tên tệp",
    ),
    filter("upper", "{{ \"xã An Bình\" | upper }}", "XÃ AN BÌNH", "in hoa cả"),
    filter("lower", "{{ \"VĂN PHÒNG\" | lower }}", "văn phòng", "viết thường cả"),
    filter("trim", "{{ \"  xã  \" | trim }}", "xã", "bỏ khoảng trắng hai đầu"),
    filter(
        "bo_dau",
        "{{ \"- Các thôn;\" | bo_dau }}",
        "Các thôn",
        "bỏ gạch đầu dòng và dấu cuối (`;` `,` `.` `./.`), dấu khác nữa thì viết `bo_dau(\":\")`",
    ),
    filter("bo_vv", "{{ \"V/v trồng cây\" | bo_vv }}", "trồng cây", "bỏ chữ V/v hoặc Về việc đứng đầu"),
    filter("dau_ket", "Xong{{ \"Xong\" | dau_ket }}", "Xong.", "dấu chấm mà câu còn thiếu, nếu thiếu"),
    filter(
        "default",
        "{{ khong_co | default(\"…\") }}",
        "…",
        "giá trị thay cho khóa không có, hoặc để trống",
    ),
    filter("first", "{{ [\"Một\", \"Hai\"] | first }}", "Một", "phần tử đầu của danh sách"),
    filter("last", "{{ [\"Một\", \"Hai\"] | last }}", "Hai", "phần tử cuối của danh sách"),
    filter("length", "{{ [\"Một\", \"Hai\"] | length }}", "2", "số phần tử của danh sách"),
    filter("join", "{{ [\"Một\", \"Hai\"] | join(\", \") }}", "Một, Hai", "nối các phần tử của danh sách"),
];

/// Adds them all.
pub(super) fn add(env: &mut Environment<'static>) {
    env.add_filter("upper", |state: &State, value: Value| letters(state, &value, upper));
    env.add_filter("lower", |state: &State, value: Value| letters(state, &value, lower));
    env.add_filter("hoa_dau", |state: &State, value: Value| {
        job_of(state, |job| job.start(&value, sentence_case))
    });
    env.add_filter("slug", |value: Value| plain(&value).map(|text| crate::fold::slug(&text)));
    env.add_filter("trim", |state: &State, value: Value| cut(state, &value, Text::trim));
    env.add_filter("bo_dau", |state: &State, value: Value, also: Option<String>| {
        cut(state, &value, |text| bare_item(text, also.as_deref().unwrap_or_default()))
    });
    env.add_filter("bo_vv", |state: &State, value: Value| cut(state, &value, without_about));
    env.add_filter("dau_ket", |value: String| end_mark(&value));
    env.add_filter("default", or_default);
    env.add_filter("first", filters::first);
    env.add_filter("last", filters::last);
    env.add_filter("length", filters::length);
    env.add_filter("join", join);
    env.add_filter("so", |value: Value| Ok::<_, Error>(so::grouped(&number(&value)?)));
    env.add_filter("tien", |value: Value| so::money(&number(&value)?).map_err(wrong));
    env.add_filter("tien_chu", |value: Value, words: Rest<String>| {
        so::money_in_words(&number(&value)?, Reading::of(&words).map_err(wrong)?).map_err(wrong)
    });
    env.add_filter("doc_so", |value: Value, words: Rest<String>| {
        Ok::<_, Error>(so::in_words(&number(&value)?, Reading::of(&words).map_err(wrong)?))
    });
    env.add_filter("la_ma", roman);
    env.add_filter("ngay", |state: &State, value: Value| date(state, &value, in_full));
    env.add_filter("ngay_gon", |state: &State, value: Value| date(state, &value, slashed));
    env.add_filter("viet_du", |state: &State, value: Value| job_of(state, |job| job.in_full(&value)));
    env.add_filter("thu", |state: &State, value: Value| {
        date(state, &value, |day| ngay::weekday(day).to_owned())
    });
    env.add_filter("gio", |value: Value| plain(&value).map(|text| ngay::hour(&text)));
    env.add_filter("thang_chu", |value: Value| ngay::month(&plain(&value)?).map_err(wrong));
}

/// What stands for a value that is not there, or says nothing: an empty key, an empty cell.
fn or_default(value: Value, other: Option<Value>) -> Value {
    let nothing = value.is_undefined() || value.is_none() || value.as_str() == Some("");
    if nothing { other.unwrap_or_else(|| Value::from("")) } else { value }
}

fn wrong(sentence: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, sentence)
}

/// What a number or a string prints; captured blocks hold atoms, lists and nothing hold no text.
fn plain(value: &Value) -> Result<String, Error> {
    if value.is_number() && !value.is_integer() {
        let float = f64::try_from(value.clone())?;
        return Ok(float.to_string().replace('.', ","));
    }
    if value.is_number() {
        return Ok(value.to_string());
    }
    let string = value.as_str().filter(|_| !value.is_safe());
    string.map(str::to_owned).ok_or_else(|| wrong("bộ lọc này chỉ nhận một số hoặc một chuỗi chữ".to_owned()))
}

fn number(value: &Value) -> Result<Number, Error> {
    Number::parse(&plain(value)?).map_err(wrong)
}

fn day(value: &Value) -> Result<NaiveDate, Error> {
    ngay::day(&plain(value)?).map_err(wrong)
}

/// A number that a khuon counts (`loop.index`) may be a marker, in Roman signs too.
fn roman(state: &State, value: &Value) -> Result<Value, Error> {
    let signs = so::in_roman(&number(value)?).map_err(wrong)?;
    let counted = value.is_number() && !job_of(state, |job| Ok(job.in_hole()))?;
    Ok(if counted { Value::from_safe_string(signs) } else { Value::from(signs) })
}

/// A filter that changes letters: emphasis and lines stay.
fn letters(state: &State, value: &Value, change: impl Fn(&Text) -> Text) -> Result<Value, Error> {
    job_of(state, |job: &Job| job.letters(value, change))
}

/// A date written anew, in the place of the one that was given.
fn date(state: &State, value: &Value, write: fn(NaiveDate) -> String) -> Result<Value, Error> {
    let written = write(day(value)?);
    match value.as_str() {
        Some(_) => job_of(state, |job: &Job| job.derive(value, |text| text.replaced(&written))),
        None => Ok(Value::from(written)),
    }
}

/// A filter that only cuts at the ends: the rest keeps its emphasis and its lines.
fn cut(state: &State, value: &Value, cut: impl Fn(&Text) -> Text) -> Result<Value, Error> {
    job_of(state, |job| job.cut(value, cut))
}

/// Joins a list; the items keep their origins.
fn join(state: &mut State, list: &Value, separator: Option<String>) -> Result<Value, Error> {
    let separator = separator.unwrap_or_default();
    let mut joined = String::new();
    for (i, item) in list.try_iter()?.enumerate() {
        if i > 0 {
            joined += &separator;
        }
        joined += &state.format(item)?;
    }
    Ok(Value::from_safe_string(joined))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        source::{FileId, Span},
        text::Woven,
        words::{Context, Mode, Syntax, WeaveError, weave},
    };
    use std::sync::Arc;

    fn rendered(template: &str, mode: Mode) -> Result<Woven, WeaveError> {
        let syntax = if mode == Mode::Hole { Syntax::Hole } else { Syntax::Khuon };
        let template = Text::new(template, Span::new(FileId(0), 0..template.len()));
        weave(syntax, &Arc::default(), &template, &Context::new(), mode)
    }

    #[test]
    fn every_example_prints_what_the_table_says() {
        for filter in FILTERS {
            for mode in [Mode::Hole, Mode::Words] {
                let woven = rendered(filter.viet, mode).unwrap_or_else(|e| panic!("{}: {e:?}", filter.ten));
                assert_eq!(woven.flat().as_str(), filter.in_ra, "{}", filter.ten);
            }
            assert!(filter.viet.contains(&format!("| {}", filter.ten)), "{}", filter.ten);
        }
    }

    #[test]
    fn the_page_of_filters_lists_the_table() {
        let row = |f: &Filter| format!("| `{}` | `{}` | {} | {} |\n", f.ten, f.viet, f.in_ra, f.lam);
        let rows: String = FILTERS.iter().map(row).collect();
        let page = include_str!("../../docs/bo-loc.md").replace("\r\n", "\n");
        assert!(page.contains(&rows), "the table of docs/bo-loc.md should be\n{rows}");
    }

    #[test]
    fn wrong_input_is_a_sentence() {
        for (template, sentence) in [
            ("{{ \"mười\" | tien }}", "`mười` không phải là số"),
            ("{{ 0 | la_ma }}", "từ 1 đến 3999"),
            ("{{ \"2026\" | ngay }}", "chưa đủ ngày, tháng, năm"),
            ("{{ \"30/2/2026\" | thu }}", "không có ngày"),
            ("{{ 5 | doc_so(\"khác\") }}", "không đọc số theo `khác`"),
            ("{{ [1] | so }}", "một số hoặc một chuỗi chữ"),
            ("{{ 12.5 | tien }}", "phải là số nguyên"),
        ] {
            let error = rendered(template, Mode::Hole).expect_err(template);
            assert!(error.detail.contains(sentence), "{template}: {error:?}");
        }
    }

    #[test]
    fn counted_roman_numbers_are_structure_in_words_only() {
        let template = "{{ 2 | la_ma }}. Hai";
        assert_eq!(rendered(template, Mode::Words).expect("words").as_str(), "II. Hai");
        assert_ne!(rendered(template, Mode::Hole).expect("a hole").as_str(), "II. Hai");
    }
}
