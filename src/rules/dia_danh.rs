//! Phụ lục I, Phần I, II.4: the place, before the date of issue.

use crate::{
    check::{VanBanContext, lexicon::LEXICON},
    diagnostic::{Diagnostic, Findings},
    fold::same_name,
    source::Span,
};

rules! {
    /// An abbreviated place.
    DIA_DANH_VIET_TAT: "dia-danh-viet-tat", Error, "PL I, Phần I, II.4.a", "Địa danh ghi tên gọi chính thức, không viết tắt tên đơn vị hành chính.",
        "co_quan = { dia_danh = \"TP. Hồ Chí Minh\" }", "co_quan = { dia_danh = \"Thành phố Hồ Chí Minh\" }" => van_ban(abbreviated);
    /// A place named after a person, a number or an event, without the word for its unit.
    DIA_DANH_CHUA_DU: "dia-danh-chua-du", Warning, "PL I, Phần I, II.4.a", "Đơn vị hành chính mang tên người, chữ số hoặc sự kiện lịch sử phải ghi tên gọi đầy đủ.",
        "co_quan = { dia_danh = \"Hồ Chí Minh\" }", "co_quan = { dia_danh = \"Thành phố Hồ Chí Minh\" }" => van_ban(incomplete);
    /// A place that begins with a small letter.
    DIA_DANH_VIET_THUONG: "dia-danh-viet-thuong", Error, "PL I, Phần I, II.4.c", "Các chữ cái đầu của địa danh viết hoa.",
        "co_quan = { dia_danh = \"an Bình\" }", "co_quan = { dia_danh = \"An Bình\" }" => van_ban(small);
    /// Signs in a place that the form writes.
    DIA_DANH_DAU: "dia-danh-dau", Error, "PL I, Phần I, II.4.c", "Sau địa danh có một dấu phẩy, chương trình tự viết.",
        "co_quan = { dia_danh = \"An Bình,\" }", "co_quan = { dia_danh = \"An Bình\" }" => van_ban(sign);
}

/// The place, where the form has one, and where it is typed.
fn place(context: &VanBanContext<'_>) -> Option<(String, Option<Span>)> {
    context.van_ban.dia_danh_thoi_gian.as_ref()?;
    let text = context.text_of_office("dia_danh").trim().to_owned();
    (!text.is_empty()).then(|| (text, context.co_quan().span_of("dia_danh")))
}

fn abbreviated(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some((place, span)) = place(context) else { return };
    let first = place.split([' ', '.']).next().unwrap_or_default();
    let dotted = place[first.len()..].starts_with('.');
    let unit = LEXICON.dia_danh.viet_tat.iter().any(|short| short == first);
    if unit && (dotted || first.chars().count() > 1) {
        let message = format!("địa danh `{place}` viết tắt tên đơn vị hành chính");
        findings.push(
            Diagnostic::new(&DIA_DANH_VIET_TAT, span, message).label("viết đủ, ví dụ Thành phố Hồ Chí Minh"),
        );
    }
}

fn incomplete(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some((place, span)) = place(context) else { return };
    let named = LEXICON.dia_danh.day_du.iter().any(|name| same_name(name) == same_name(&place));
    if named || place.chars().all(|c| c.is_ascii_digit()) {
        let message = format!("địa danh `{place}` thiếu tên đơn vị hành chính đứng trước");
        findings.push(
            Diagnostic::new(&DIA_DANH_CHUA_DU, span, message)
                .label("viết đủ, ví dụ Thành phố Hồ Chí Minh, Phường Điện Biên Phủ"),
        );
    }
}

fn small(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some((place, span)) = place(context) else { return };
    // Within it the word for a unit may be small: `Thành phố Hồ Chí Minh`.
    if place.starts_with(char::is_lowercase) {
        let message = format!("địa danh `{place}` không viết hoa chữ cái đầu");
        findings.push(Diagnostic::new(&DIA_DANH_VIET_THUONG, span, message).label("viết hoa chữ cái đầu"));
    }
}

fn sign(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some((place, span)) = place(context) else { return };
    if place.ends_with([',', '.', ';', ':']) {
        let message = format!("địa danh `{place}` có dấu ở cuối");
        findings.push(
            Diagnostic::new(&DIA_DANH_DAU, span, message).label("bỏ dấu: chương trình tự viết dấu phẩy"),
        );
    }
}
