//! Phụ lục I, Phần I, II.5: the kind's name and what the document is about.

use crate::{
    check::{
        VanBanContext,
        lexicon::{begins_with, begins_with_any},
    },
    diagnostic::{Diagnostic, Findings},
    text::Text,
};

rules! {
    /// "V/v" that the form writes already.
    VV_LAP: "vv-lap", Error, "PL I, Phần I, II.5.b", "Trích yếu công văn có chữ “V/v”, chương trình tự viết.",
        "loai = \"cong-van\"\n-khuon\n-nhiem_vu\n-ky\nkinh_gui = [\"Sở Nội vụ\"]\ndon_vi_soan_thao = \"VX\"\nnoi_dung = \"Kính đề nghị Quý cơ quan phối hợp.\"\ntrich_yeu = \"V/v trồng cây\"",
        "loai = \"cong-van\"\n-khuon\n-nhiem_vu\n-ky\nkinh_gui = [\"Sở Nội vụ\"]\ndon_vi_soan_thao = \"VX\"\nnoi_dung = \"Kính đề nghị Quý cơ quan phối hợp.\"\ntrich_yeu = \"trồng cây\"" => van_ban(doubled_vv);
    /// "V/v" of a công văn elsewhere.
    TRICH_YEU_VIET_TAT: "trich-yeu-viet-tat", Warning, "PL I, Phần I, II.5.b", "“V/v” chỉ đứng trước trích yếu công văn; văn bản có tên loại không viết tắt.",
        "trich_yeu = \"V/v công tác tháng 5\"", "trich_yeu = \"Về công tác tháng 5\"" => van_ban(vv_elsewhere);
    /// A mark at the end of what it is about.
    TRICH_YEU_DAU_CUOI: "trich-yeu-dau-cuoi", Warning, "PL I, Phần I, II.5.b", "Trích yếu là một câu ngắn hoặc cụm từ, cuối không có dấu.",
        "trich_yeu = \"Công tác tháng 5.\"", "trich_yeu = \"Công tác tháng 5\"" => van_ban(end_mark);
    /// What it is about repeats the kind.
    TRICH_YEU_LAP_TEN_LOAI: "trich-yeu-lap-ten-loai", Warning, "PL I, Phần I, II.5.a", "Tên loại đã đứng trên trích yếu.",
        "trich_yeu = \"Chương trình công tác tháng 5\"", "trich_yeu = \"Công tác tháng 5\"" => van_ban(repeats_kind);
    /// What it is about in capitals.
    TRICH_YEU_IN_HOA: "trich-yeu-in-hoa", Error, "PL I, Phần I, II.5.b", "Trích yếu viết chữ thường, kiểu chữ đậm.",
        "trich_yeu = \"CÔNG TÁC THÁNG 5\"", "trich_yeu = \"Công tác tháng 5\"" => van_ban(in_capitals);
}

/// What the author typed, where the form prints it.
fn about(context: &VanBanContext<'_>) -> Option<Text> {
    let printed = context.van_ban.trich_yeu.is_some() || context.van_ban.vv.is_some();
    context
        .text("trich_yeu")
        .filter(|text| printed && !text.as_str().trim().is_empty())
        .map(|text| text.trim())
}

/// How what a công văn is about begins.
const VV: [&str; 2] = ["V/v", "Về việc"];

fn doubled_vv(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some(text) = about(context).filter(|_| context.van_ban.vv.is_some()) else { return };
    if let Some(word) = VV.into_iter().find(|word| begins_with(text.as_str(), word)) {
        let len = text.as_str().char_indices().nth(word.chars().count()).map_or(0, |(at, _)| at);
        let rest = text.as_str()[len..].trim_start();
        let cut = text.slice(0..text.as_str().len() - rest.len());
        let message = format!("trích yếu công văn đã có “V/v” ở trước, nay thêm `{word}`");
        let mut finding = Diagnostic::new(&VV_LAP, cut.span(), message).label("bỏ các chữ này");
        if let Some(span) = cut.span().filter(|span| context.sources.text(*span) == cut.as_str()) {
            finding = finding.fix(span, "");
        }
        findings.push(finding);
    }
}

fn vv_elsewhere(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some(text) = about(context).filter(|_| context.van_ban.trich_yeu.is_some()) else { return };
    if begins_with(text.as_str(), VV[0]) {
        let cut = text.slice(0..VV[0].len());
        let message = "trích yếu của văn bản có tên loại không viết “V/v”";
        let mut finding =
            Diagnostic::new(&TRICH_YEU_VIET_TAT, cut.span(), message).label("viết Về việc, hoặc bỏ");
        if let Some(span) = cut.span().filter(|span| context.sources.text(*span) == cut.as_str()) {
            finding = finding.fix(span, VV[1]);
        }
        findings.push(finding);
    }
}

fn end_mark(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some(text) = about(context).filter(|_| context.van_ban.trich_yeu.is_some()) else { return };
    let string = text.as_str();
    if string.ends_with(['.', ';', ',', ':']) && !string.ends_with("...") {
        let last = text.slice(string.len() - 1..string.len());
        let message = format!("trích yếu có dấu `{}` ở cuối", last.as_str());
        let mut finding = Diagnostic::new(&TRICH_YEU_DAU_CUOI, last.span(), message).label("bỏ dấu này");
        if let Some(span) = last.span().filter(|span| context.sources.text(*span) == last.as_str()) {
            finding = finding.fix(span, "");
        }
        findings.push(finding);
    }
}

fn repeats_kind(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some(text) = about(context).filter(|_| context.van_ban.trich_yeu.is_some()) else { return };
    let ten = &context.loai().ten;
    if begins_with_any(text.as_str(), std::slice::from_ref(ten)).is_some() {
        let message = format!("trích yếu lặp lại tên loại `{ten}`");
        let end =
            text.as_str().char_indices().nth(ten.chars().count()).map_or(text.as_str().len(), |(at, _)| at);
        let span = text.slice(0..end).span();
        findings.push(Diagnostic::new(&TRICH_YEU_LAP_TEN_LOAI, span, message).label("bỏ tên loại ở đây"));
    }
}

fn in_capitals(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some(text) = about(context) else { return };
    let letters = |test: fn(char) -> bool| text.as_str().chars().filter(|c| test(*c)).count();
    let words = text.as_str().split_whitespace().count();
    if words > 2 && letters(char::is_uppercase) > 0 && letters(char::is_lowercase) == 0 {
        let message = "trích yếu viết bằng chữ in hoa";
        findings.push(Diagnostic::new(&TRICH_YEU_IN_HOA, text.span(), message).label("viết chữ thường"));
    }
}
