//! Phụ lục I, Phần I, II.9: addressees, recipients and the file copy.

use crate::{
    catalogue::Addressee,
    check::{
        VanBanContext,
        lexicon::{LEXICON, bare, begins_with},
    },
    diagnostic::{Diagnostic, Findings},
    fold::same_name,
    text::Text,
};

rules! {
    /// Addressees where the form has none.
    KINH_GUI_KHONG_CHO: "kinh-gui-khong-cho", Warning, "PL I, Phần I, II.9.b", "“Kính gửi” chỉ có ở tờ trình, báo cáo gửi cấp trên và công văn.",
        "kinh_gui = [\"Sở Nội vụ\"]", "noi_nhan = [\"Sở Nội vụ\"]" => van_ban(no_place);
    /// "Như trên" with nothing above.
    NHU_TREN_THUA: "nhu-tren-thua", Warning, "PL I, Phần I, II.9.b", "“Như trên” chỉ các nơi ghi ở Kính gửi.",
        "noi_nhan = [\"Như trên\", \"Các phòng, ban\"]", "noi_nhan = [\"Các phòng, ban\"]" => van_ban(nothing_above);
    /// "Như trên" that is not first.
    NHU_TREN_KHONG_DAU: "nhu-tren-khong-dau", Error, "PL I, Phần I, II.9.b; PL III, mẫu 1.5", "“Như trên” đứng đầu Nơi nhận, chương trình tự viết.",
        "loai = \"bao-cao\"\n-khuon\n-nhiem_vu\nkinh_gui = [\"Sở Nội vụ\"]\nnoi_dung = \"Xã đã trồng cây.\"\nnoi_nhan = [\"Các phòng, ban\", \"Như trên\"]",
        "loai = \"bao-cao\"\n-khuon\n-nhiem_vu\nkinh_gui = [\"Sở Nội vụ\"]\nnoi_dung = \"Xã đã trồng cây.\"\nnoi_nhan = [\"Như trên\", \"Các phòng, ban\"]" => van_ban(not_first);
    /// The file copy among the recipients, or named twice.
    LUU_LAP: "luu-lap", Error, "PL I, Phần I, II.9.d", "“Lưu:” là dòng cuối của Nơi nhận, chương trình tự viết từ khóa `luu`.",
        "noi_nhan = [\"Các phòng, ban\", \"Lưu: VT\"]", "noi_nhan = [\"Các phòng, ban\"]\nluu = \"VT\"" => van_ban(doubled_file_copy);
    /// A file copy that is not with the clerks.
    LUU_THIEU_VAN_THU: "luu-thieu-van-thu", Warning, "PL I, Phần I, II.9.d", "Dòng cuối ghi chữ “Lưu:”, chữ viết tắt “VT” (Văn thư cơ quan), đơn vị soạn thảo.",
        "luu = \"KT\"", "luu = \"VT, KT\"" => van_ban(not_with_clerks);
    /// A recipient that comes twice.
    NOI_NHAN_TRUNG: "noi-nhan-trung", Warning, "PL I, Phần I, II.9.a", "Mỗi nơi nhận ghi một lần.",
        "noi_nhan = [\"Các phòng, ban\", \"Công an xã\", \"Các phòng, ban\"]", "noi_nhan = [\"Các phòng, ban\", \"Công an xã\"]" => van_ban(twice);
}

/// A recipient without dash, mark and the words in brackets (`(để b/c)`).
fn name(item: &Text) -> String {
    let text = bare(item.as_str());
    same_name(text.split('(').next().unwrap_or(text))
}

fn is_above(item: &Text) -> bool {
    name(item) == same_name(&LEXICON.noi_nhan.nhu_tren)
}

fn no_place(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some(kinh_gui) = context.van_ban.kinh_gui.as_ref() else { return };
    if context.loai().kinh_gui != Addressee::O9a {
        let span = context.place("kinh_gui");
        let message = format!("{} không có `{}`", context.loai().ten, kinh_gui.tu.text());
        findings.push(Diagnostic::new(&KINH_GUI_KHONG_CHO, span, message).label("chuyển vào noi_nhan"));
    }
}

fn nothing_above(context: &VanBanContext<'_>, findings: &mut Findings) {
    if context.van_ban.kinh_gui.is_some() || context.loai().kinh_gui == Addressee::TrongThan {
        return;
    }
    for item in context.texts("noi_nhan").iter().filter(|item| is_above(item)) {
        let message = "`Như trên` nhưng bên trên không có Kính gửi";
        findings
            .push(Diagnostic::new(&NHU_TREN_THUA, item.span(), message).label("ghi rõ nơi nhận, hoặc bỏ"));
    }
}

fn not_first(context: &VanBanContext<'_>, findings: &mut Findings) {
    let items = context.texts("noi_nhan");
    for item in items.iter().skip(1).filter(|item| is_above(item) && !is_above(&items[0])) {
        let message = "`Như trên` không đứng đầu Nơi nhận";
        findings.push(
            Diagnostic::new(&NHU_TREN_KHONG_DAU, item.span(), message).label("chuyển lên đầu, hoặc bỏ"),
        );
    }
}

fn doubled_file_copy(context: &VanBanContext<'_>, findings: &mut Findings) {
    let word = LEXICON.noi_nhan.luu.as_str();
    let starts = |text: &Text| {
        begins_with(bare(text.as_str()), &format!("{word}:"))
            || begins_with(bare(text.as_str()), &format!("{word} VT"))
    };
    for item in context.texts("noi_nhan").iter().filter(|item| starts(item)) {
        let message = format!("nơi lưu `{}` nằm trong noi_nhan", bare(item.as_str()));
        findings.push(Diagnostic::new(&LUU_LAP, item.span(), message).label("chuyển vào khóa luu = \"VT\""));
    }
    if let Some(luu) = context.text("luu").filter(starts) {
        let message = format!("`luu` đã có chữ {word}");
        findings.push(Diagnostic::new(&LUU_LAP, luu.span(), message).label("viết nơi lưu, ví dụ \"VT\""));
    }
}

fn not_with_clerks(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some(luu) = context.text("luu").filter(|luu| !luu.as_str().trim().is_empty()) else { return };
    let text = luu.as_str();
    let named =
        LEXICON.noi_nhan.van_thu.iter().any(|word| crate::check::lexicon::word_at(text, word).is_some());
    if !named {
        let message = format!("nơi lưu `{}` không có văn thư", text.trim());
        findings.push(
            Diagnostic::new(&LUU_THIEU_VAN_THU, luu.span(), message)
                .label(format!("viết VT, {}", text.trim())),
        );
    }
}

fn twice(context: &VanBanContext<'_>, findings: &mut Findings) {
    let mut seen: Vec<(String, Text)> = Vec::new();
    for item in context.texts("kinh_gui").into_iter().chain(context.texts("noi_nhan")) {
        let name = name(&item);
        match seen.iter().find(|(other, _)| *other == name && !name.is_empty()) {
            Some((_, first)) => {
                let message = format!("`{}` có hai lần", bare(item.as_str()));
                let finding = Diagnostic::new(&NOI_NHAN_TRUNG, item.span(), message).label("bỏ một");
                findings.push(finding.also(first.span(), "lần trước ở đây"));
            }
            None => seen.push((name, item)),
        }
    }
}
