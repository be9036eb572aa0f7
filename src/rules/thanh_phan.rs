//! Điều 8 and Phụ lục III: the parts that a form has, and how long they may be.

use crate::{
    catalogue::TrichYeu,
    check::VanBanContext,
    diagnostic::{Diagnostic, Findings},
    plan::Val,
    source::Span,
    standard::STANDARD,
    text::Text,
};

rules! {
    /// A part that the form does not print.
    THANH_PHAN_KHONG_IN: "thanh-phan-khong-in", Warning, "Điều 8; PL III", "Mỗi loại văn bản có các thành phần theo mẫu của mình.",
        "tham_quyen = \"Chủ tịch Ủy ban nhân dân xã\"", "trich_yeu = \"Công tác\"" => van_ban(not_printed);
    /// A part that is too long to be registered.
    QUA_DAI: "qua-dai", Warning, "PL VI, Phần II", "Trích yếu không quá 500 ký tự, tên cơ quan 200, ký hiệu 30, chức vụ 100, họ tên 50.",
        "nguoi_ky = { chuc_vu = \"Chủ tịch\", ho_ten = \"Nguyễn Công Tằng Tôn Nữ Hoàng Thị Phương Anh Thùy Dương\" }", "nguoi_ky = { chuc_vu = \"Chủ tịch\", ho_ten = \"Nguyễn Thùy Dương\" }" => van_ban(too_long);
}

/// The keys of parts that print what is typed, in the forms that have them.
const PRINTED: [&str; 7] =
    ["trich_yeu", "tham_quyen", "nguoi_dien", "noi_dung", "can_cu", "don_vi_soan_thao", "dia_chi"];

fn not_printed(context: &VanBanContext<'_>, findings: &mut Findings) {
    for key in PRINTED {
        let Some(item) = context.plan.root.item(key) else { continue };
        let typed: Vec<Text> = match &item.val {
            Val::List(_) => context.texts(key),
            _ => context.text(key).into_iter().collect(),
        };
        let empty = typed.iter().all(|text| text.as_str().trim().is_empty());
        if empty || is_placed(context, &item.val) || is_in_tree(context, item.span) || is_known(context, key)
        {
            continue;
        }
        let message = format!("`{key}` không được in: mẫu {} không có thành phần này", context.mau().id);
        let label = "bỏ khóa này, hoặc chuyển lời vào nội dung";
        findings.push(Diagnostic::new(&THANH_PHAN_KHONG_IN, item.span, message).label(label));
    }
}

/// Whether it has no word of its own: tables and pictures alone, of which those that are put nowhere are said.
fn is_placed(context: &VanBanContext<'_>, val: &Val) -> bool {
    let Some(woven) = context.plan.woven(val) else { return false };
    let mut lines = woven.as_str().lines().filter(|line| !line.trim().is_empty());
    lines.all(|line| woven.with_text(Text::new(line, Span::default())).placed_alone().is_some())
}

/// Whether something in the tree was written within `span`, or came through a hole there.
fn is_in_tree(context: &VanBanContext<'_>, span: Span) -> bool {
    let within = |place: Span| place.file == span.file && place.start >= span.start && place.end <= span.end;
    let mut runs = context.van_ban.blocks().flat_map(|block| &block.runs);
    runs.any(|run| run.text.pieces().iter().any(|piece| within(piece.from) || piece.via.is_some_and(within)))
}

/// A trích yếu that no cell has may still be what a khuon or the file's title takes.
fn is_known(context: &VanBanContext<'_>, key: &str) -> bool {
    key == "trich_yeu" && context.mau().trich_yeu != TrichYeu::Khong
}

fn too_long(context: &VanBanContext<'_>, findings: &mut Findings) {
    let office = context.co_quan();
    let names = context.plan.texts(office, "ten");
    let joined: String = names.iter().map(|line| line.as_str().trim()).collect::<Vec<_>>().join(" ");
    let printed = context.van_ban.so_ky_hieu.text();
    let symbol = printed.split_once('/').map_or("", |(_, symbol)| symbol);
    let mut parts = vec![
        ("co_quan", joined, office.span_of("ten")),
        ("ky_hieu", symbol.to_owned(), context.van_ban.so_ky_hieu.place_to_mend()),
    ];
    parts.extend(context.text("trich_yeu").map(|text| ("trich_yeu", text.as_str().to_owned(), text.span())));
    for ky in &context.van_ban.chu_ky {
        parts.push(("chuc_vu", ky.chuc_vu.text(), ky.chuc_vu.place_to_mend()));
        parts.push(("ho_ten", ky.ho_ten.text(), ky.ho_ten.place_to_mend()));
    }
    for (part, text, span) in parts {
        let (length, most) =
            (text.trim().chars().count(), STANDARD.do_dai.get(part).copied().unwrap_or(usize::MAX));
        if length > most {
            let message = format!("`{part}` dài {length} ký tự, sổ văn bản đi ghi nhiều nhất {most}");
            findings.push(Diagnostic::new(&QUA_DAI, span, message).label("rút gọn"));
        }
    }
}
