//! What minijinja says, in words that the writer of a template can act on.

use super::{filters::FILTERS, weave::WeaveError};
use crate::{
    diagnostic::{Diagnostic, nearest},
    rules::Rule,
    source::Span,
};
use minijinja::ErrorKind;

/// A mistake of a template: what is wrong, what to type at the place, what helps.
#[derive(Debug, PartialEq, Eq)]
pub struct Complaint {
    /// What is wrong.
    pub message: String,
    /// What to type instead.
    pub label: String,
    /// What to do.
    pub hint: String,
}

impl Complaint {
    /// The finding of `rule` at `span`.
    pub fn finding(self, rule: &'static Rule, span: impl Into<Option<Span>>) -> Diagnostic {
        Diagnostic::new(rule, span, self.message).label(self.label).hint(self.hint)
    }
}

/// The mistake that ended a render of `source`, which could use `names`.
pub fn complaint<'a>(
    error: &WeaveError,
    source: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Complaint {
    let written = source.get(error.range.clone()).unwrap_or_default();
    let written = written.lines().next().unwrap_or_default().trim_matches(['{', '}', '%', '-', ' ']);
    let plain = |message: String, hint: String| Complaint { message, label: String::new(), hint };
    let unknown = |what: &str| plain(format!("không có {what} trong `{written}`"), String::new());
    match error.kind {
        ErrorKind::UnknownFilter => unknown_filter(filter_name(error)),
        ErrorKind::UndefinedError => unknown_name(written, names),
        ErrorKind::UnknownTest => unknown("phép thử ấy (chỉ có `is defined` và `is none`)"),
        ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => unknown("hàm ấy"),
        ErrorKind::SyntaxError => syntax(&error.detail),
        ErrorKind::TooManyArguments => plain(format!("thừa đối số trong `{written}`"), String::new()),
        ErrorKind::MissingArgument => plain(format!("thiếu đối số trong `{written}`"), String::new()),
        ErrorKind::OutOfFuel => plain(format!("vòng lặp quá dài ở `{written}`"), "bớt số lần lặp".to_owned()),
        _ => plain(refused(written), error.detail.clone()),
    }
}

/// What cannot be read; the reader's own words where they are none of the usual slips.
fn syntax(detail: &str) -> Complaint {
    let (message, label) = match detail {
        _ if detail.ends_with("expected end of block") => {
            ("khối `{% … %}` chưa đóng", "viết {% endif %} sau {% if %}, {% endfor %} sau {% for %}")
        }
        _ if detail.ends_with("expected end of variable block") => ("chỗ trống chưa đóng", "viết }} ở cuối"),
        _ => ("viết sai cú pháp ở đây", ""),
    };
    let hint = if label.is_empty() { format!("bộ đọc nói: {detail}") } else { String::new() };
    Complaint { message: message.to_owned(), label: label.to_owned(), hint }
}

/// A value that a filter does not take, or an expression that cannot be worked out.
pub fn refused(written: &str) -> String {
    if FILTERS.iter().any(|filter| filter.ten == written) {
        return format!("bộ lọc `{written}` không nhận giá trị này");
    }
    format!("không viết được `{written}`")
}

/// The filter that minijinja did not find.
pub fn filter_name(error: &WeaveError) -> &str {
    error.detail.trim_start_matches("filter ").trim_end_matches(" is unknown")
}

/// A filter that there is none of.
pub fn unknown_filter(name: &str) -> Complaint {
    let known = FILTERS.iter().map(|filter| filter.ten);
    let list = known.clone().collect::<Vec<_>>().join(", ");
    Complaint {
        message: format!("không có bộ lọc `{name}`"),
        label: meant(name, known),
        hint: format!("bộ lọc dùng được: {list}"),
    }
}

/// A name that stands for nothing.
pub(super) fn unknown_name<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Complaint {
    Complaint {
        message: format!("gọi `{name}`, nhưng không có gì tên ấy"),
        label: meant(name, names),
        hint: "chỉ gọi được các khóa của kế hoạch, của vanban.toml và khóa mà khuôn khai báo".to_owned(),
    }
}

fn meant<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!("có phải `{near}`?"))
}
