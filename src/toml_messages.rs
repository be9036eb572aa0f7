//! What the TOML parser says, in words that a clerk can act on.

use crate::{
    diagnostic::{Diagnostic, nearest},
    rules,
    source::{FileId, Span},
};

/// (beginning of the parser's message, what is wrong, what to do)
const MESSAGES: &[(&str, &str, &str)] = &[
    ("duplicate key", "khóa này đã có ở trên", "mỗi khóa chỉ viết một lần: xóa hoặc gộp một trong hai"),
    (
        "cannot extend",
        "khóa này đã có giá trị ở trên, không thể vừa là giá trị vừa là bảng",
        "giữ một trong hai: dòng `khóa = …` hoặc bảng `[khóa.…]`",
    ),
    ("string values must be quoted", "chữ phải đặt trong dấu nháy kép", "viết `khóa = \"…\"`"),
    ("missing value", "sau dấu `=` chưa có giá trị", "viết giá trị, hoặc xóa cả dòng"),
    ("key with no value", "khóa chưa có dấu `=` và giá trị", "viết `khóa = \"…\"`"),
    ("missing assignment", "thiếu dấu `=` giữa khóa và giá trị", "viết `khóa = \"…\"`"),
    ("extra `=`", "thừa một dấu `=`", "xóa bớt dấu `=`"),
    ("unclosed array table", "thiếu dấu `]]` ở cuối tên bảng", "viết `[[tên]]`"),
    ("unclosed table", "thiếu dấu `]` ở cuối tên bảng", "viết `[tên]`"),
    ("unclosed array", "danh sách chưa đóng bằng dấu `]`", "thêm dấu `]` sau phần tử cuối"),
    ("unclosed inline table", "bảng viết trên một dòng chưa đóng bằng dấu `}`", "thêm dấu `}`"),
    ("missing comma between array", "thiếu dấu phẩy giữa hai phần tử", "viết `[\"…\", \"…\"]`"),
    ("extra comma", "thừa dấu phẩy", "xóa bớt dấu phẩy"),
    ("missing comma between key", "thiếu dấu phẩy giữa hai khóa", "viết `{ a = \"…\", b = \"…\" }`"),
    ("missing escaped value", "sau dấu `\\` là một chữ mà TOML không hiểu", ""),
    ("too few unicode", "mã ký tự sau `\\u` thiếu chữ số", "viết đủ bốn chữ số sau `\\u`"),
    (
        "invalid basic string",
        "chuỗi trong dấu nháy kép chưa đóng hoặc xuống dòng giữa chừng",
        "thêm dấu `\"` ở cuối, hoặc dùng `'''…'''` cho đoạn nhiều dòng",
    ),
    (
        "invalid literal string",
        "chuỗi trong dấu nháy đơn chưa đóng hoặc xuống dòng giữa chừng",
        "thêm dấu `'` ở cuối, hoặc dùng `'''…'''` cho đoạn nhiều dòng",
    ),
    ("invalid multi-line", "đoạn nhiều dòng chưa đóng", "thêm ba dấu nháy ở cuối đoạn"),
    ("missing opening quote", "thiếu dấu nháy mở", "viết `\"…\"`"),
    (
        "invalid unquoted key",
        "tên khóa có chữ không dùng được",
        "tên khóa chỉ gồm chữ không dấu, số, `_` và `-`",
    ),
    ("unquoted keys cannot be empty", "thiếu tên khóa", "viết `khóa = \"…\"`"),
    ("invalid key-value pair", "dòng này không có dạng `khóa = giá trị`", "viết `khóa = \"…\"`"),
    ("unexpected content", "phần thừa ở cuối dòng", "mỗi dòng một khóa; lời ghi chú bắt đầu bằng `#`"),
    ("unexpected key or value", "phần thừa ở cuối dòng", "mỗi dòng một khóa; lời ghi chú bắt đầu bằng `#`"),
    ("invalid datetime", "ngày giờ không đúng", "viết năm-tháng-ngày, ví dụ 2024-05-06"),
    ("invalid date", "ngày không có thật", "viết năm-tháng-ngày, ví dụ 2024-05-06"),
    ("invalid time", "giờ không có thật", "viết ngày và giờ, ví dụ 2024-05-06T07:30:00"),
    ("value is out of range", "ngày giờ không có thật", "viết năm-tháng-ngày, ví dụ 2024-05-06"),
    (
        "unexpected leading zero",
        "số bắt đầu bằng chữ số 0",
        "bỏ số 0 ở đầu (chương trình tự thêm), hoặc đặt trong dấu nháy",
    ),
    ("carriage return", "dấu xuống dòng bị hỏng", "lưu lại tệp bằng trình soạn thảo"),
    ("cannot recurse", "bảng lồng nhau quá sâu", "viết phẳng hơn"),
    ("recursion limit", "bảng lồng nhau quá sâu", "viết phẳng hơn"),
];

/// The finding for one message of the parser.
pub(crate) fn diagnostic(file: FileId, text: &str, error: &toml::de::Error) -> Diagnostic {
    let range = error.span().unwrap_or(0..0);
    let end = range.end.max(range.start + 1).min(text.len());
    let span = Span::new(file, range.start.min(text.len())..end.max(range.start.min(text.len())));
    let message = error.message();
    let known = MESSAGES.iter().find(|(english, ..)| message.starts_with(english));
    let (wrong, hint) = known.map_or(("TOML không đọc được từ đây", ""), |(_, w, h)| (*w, *h));
    let diagnostic = Diagnostic::new(&rules::TOML_SAI, span, wrong);
    if wrong.contains('\\') {
        return diagnostic.label(backslash_hint(text, span));
    }
    if known.is_none() {
        diagnostic.hint(format!("bộ đọc TOML nói: {message}"))
    } else {
        diagnostic.label(hint)
    }
}

/// The finding for a head of a khuon that is TOML but not of its form; the place is the caller's.
pub(crate) fn of_schema(message: &str) -> Diagnostic {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let name = names.first().copied().unwrap_or_default();
    let known = names.get(1..).unwrap_or_default();
    let list = format!("có thể viết: {}", known.join(", "));
    let near = nearest(name, known.iter().copied()).map_or(list, |near| format!("có phải `{near}`?"));
    let (message, label) = if message.starts_with("unknown field") {
        (format!("phần khai báo không có khóa `{name}`"), near)
    } else if message.starts_with("unknown variant") {
        (format!("không có kiểu `{name}`"), near)
    } else if message.starts_with("missing field") {
        (format!("phần khai báo thiếu khóa `{name}`"), format!("viết thêm: {name} = …"))
    } else {
        ("giá trị sai kiểu trong phần khai báo".to_owned(), format!("bộ đọc TOML nói: {message}"))
    };
    Diagnostic::new(&rules::KHUON_SAI, None, message).label(label)
}

/// `\*` and the like belong to our text, which TOML itself rejects within `"…"`.
fn backslash_hint(text: &str, span: Span) -> String {
    let letter = text.get(span.range()).and_then(|s| s.chars().find(|c| *c != '\\')).unwrap_or('…');
    format!("trong \"…\" dấu `\\` là của TOML: viết `\\\\{letter}`, hoặc đặt cả đoạn trong '''…'''")
}
