//! Phụ lục I, Phần I, II.6: căn cứ and the body.

use crate::{
    check::{
        VanBanContext,
        lexicon::{LEXICON, bare, begins_with_any},
    },
    diagnostic::{Diagnostic, Findings},
    outline::{Kieu, is_finished},
    plan::Val,
    rules::Rule,
    text::Text,
    van_ban::Block,
};

rules! {
    /// A căn cứ that does not begin as one.
    CAN_CU_MO_DAU: "can-cu-mo-dau", Warning, "PL I, Phần I, II.6.a", "Mỗi căn cứ ghi một dòng, bắt đầu bằng “Căn cứ”.",
        "can_cu = [\"Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015\"]", "can_cu = [\"Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015\"]" => van_ban(opening);
    /// A proposal before a basis.
    CAN_CU_THU_TU: "can-cu-thu-tu", Warning, "PL III, mẫu 1.2", "“Theo đề nghị của …” đứng sau các căn cứ.",
        "can_cu = [\"Theo đề nghị của Chánh Văn phòng\", \"Căn cứ tình hình thực tế\"]", "can_cu = [\"Căn cứ tình hình thực tế\", \"Theo đề nghị của Chánh Văn phòng\"]" => van_ban(order);
    /// A law with its number.
    CAN_CU_LUAT_CO_SO: "can-cu-luat-co-so", Warning, "PL I, Phần I, II.6.a", "Luật, Pháp lệnh không ghi số, ký hiệu và cơ quan ban hành.",
        "can_cu = [\"Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025\"]", "can_cu = [\"Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025\"]" => van_ban(law_with_number);
    /// A basis that is not named in full.
    CAN_CU_THIEU: "can-cu-thieu", Warning, "PL I, Phần I, II.6.a", "Căn cứ ghi đầy đủ tên loại, số, ký hiệu, cơ quan ban hành, ngày tháng năm và trích yếu; Luật ghi tên và ngày.",
        "can_cu = [\"Căn cứ Kế hoạch của Ủy ban nhân dân xã về trồng cây\"]", "can_cu = [\"Căn cứ Kế hoạch số 22/KH-UBND ngày 20 tháng 3 năm 2024 của Ủy ban nhân dân xã về trồng cây\"]" => van_ban(incomplete);
    /// A căn cứ in the body.
    CAN_CU_TRONG_NOI_DUNG: "can-cu-trong-noi-dung", Warning, "PL I, Phần I, II.6.a", "Căn cứ trình bày bằng kiểu chữ nghiêng, dưới tên loại và trích yếu.",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nCăn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;\nI. Mục đích\nThu đúng, thu đủ.\n'''", "-khuon\n-nhiem_vu\ncan_cu = [\"Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015\"]\nnoi_dung = '''\nI. Mục đích\nThu đúng, thu đủ.\n'''" => van_ban(within_body);
    /// The end mark before the end.
    KET_GIUA_CHUNG: "ket-giua-chung", Error, "PL III, mẫu 1.1 đến 1.10", "Dấu ./. kết thúc nội dung văn bản, chương trình tự viết.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"Các thôn trồng cây./.\\nKế hoạch này thực hiện từ hôm nay.\"", "-khuon\n-nhiem_vu\nnoi_dung = \"Các thôn trồng cây.\\nKế hoạch này thực hiện từ hôm nay./.\"" => van_ban(early_end);
    /// A body that breaks off.
    NOI_DUNG_DO_DANG: "noi-dung-do-dang", Warning, "PL I, Phần I, II.6", "Nội dung kết thúc trọn câu.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"Các thôn thực hiện như sau:\"", "-khuon\n-nhiem_vu\nnoi_dung = \"Các thôn thực hiện như sau:\\n- Trồng cây.\"" => van_ban(breaks_off);
    /// A line broken within its sentence.
    DONG_NGAT: "dong-ngat-giua-cau", Warning, "PL I, Phần I, II.6.c", "Xuống dòng là sang đoạn mới; câu viết liền trên một dòng, dài bao nhiêu cũng được.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"Các thôn chuẩn bị\\ncây giống.\"", "-khuon\n-nhiem_vu\nnoi_dung = \"Các thôn chuẩn bị cây giống.\"" => van_ban(broken_line);
    /// A heading without text.
    MUC_RONG: "muc-rong", Warning, "PL I, Phần I, II.6.c", "Mỗi phần, chương, mục có nội dung.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"I. MỤC ĐÍCH\\nII. YÊU CẦU\\nThu đúng, thu đủ.\"", "-khuon\n-nhiem_vu\nnoi_dung = \"I. MỤC ĐÍCH\\nThu đủ.\\nII. YÊU CẦU\\nThu đúng.\"" => van_ban(empty_section);
}

/// The author's căn cứ, without their end marks.
fn bases(context: &VanBanContext<'_>) -> Vec<Text> {
    let within = |text: Text| {
        let inner = bare(text.as_str());
        let start = text.as_str().find(inner).unwrap_or_default();
        text.slice(start..start + inner.len())
    };
    context.texts("can_cu").into_iter().map(within).filter(|text| !text.is_empty()).collect()
}

/// The finding of a rule about the first words of a text.
fn about_start(rule: &'static Rule, text: &Text, message: String) -> Diagnostic {
    let string = text.as_str();
    let end = string.match_indices(' ').nth(3).map_or(string.len(), |(at, _)| at);
    Diagnostic::new(rule, text.slice(0..end).span(), message)
}

fn opening(context: &VanBanContext<'_>, findings: &mut Findings) {
    for text in bases(context) {
        if begins_with_any(text.as_str(), &LEXICON.can_cu.mo_dau).is_none() {
            let message = format!("căn cứ bắt đầu bằng `{}`", text.as_str().split(' ').next().unwrap_or(""));
            findings.push(about_start(&CAN_CU_MO_DAU, &text, message).label("viết Căn cứ …"));
        }
    }
}

fn order(context: &VanBanContext<'_>, findings: &mut Findings) {
    let all = bases(context);
    let proposal = |text: &Text| begins_with_any(text.as_str(), &LEXICON.can_cu.de_nghi).is_some();
    let Some(first) = all.iter().position(proposal) else { return };
    if let Some(after) = all[first..].iter().find(|text| !proposal(text)) {
        let finding = about_start(&CAN_CU_THU_TU, after, "căn cứ này đứng sau dòng đề nghị".to_owned());
        findings.push(finding.label("chuyển lên trước").also(all[first].span(), "dòng đề nghị đứng cuối"));
    }
}

/// What a căn cứ names, behind its opening word: a law or another document.
fn named<'t>(text: &'t Text, kinds: &[String]) -> Option<&'t str> {
    let string = text.as_str();
    let opening = LEXICON.can_cu.mo_dau.iter().filter_map(|words| {
        let end = string.char_indices().nth(words.chars().count()).map(|(at, _)| at)?;
        begins_with_any(string, std::slice::from_ref(words)).map(|_| string[end..].trim_start())
    });
    opening.into_iter().find(|rest| begins_with_any(rest, kinds).is_some())
}

fn law_with_number(context: &VanBanContext<'_>, findings: &mut Findings) {
    for text in bases(context).iter().filter(|text| named(text, &LEXICON.can_cu.luat).is_some()) {
        let string = text.as_str();
        let first = string.split(';').next().unwrap_or(string);
        let Some(at) = LEXICON.can_cu.so_luat.iter().filter_map(|mark| first.find(mark.as_str())).min()
        else {
            continue;
        };
        let start = string[..at].rfind(' ').map_or(0, |space| space + 1);
        let end = string[at..].find([' ', ',', ';']).map_or(string.len(), |len| at + len);
        let number = text.slice(start..end);
        let message = format!("căn cứ Luật, Pháp lệnh không ghi số `{}`", number.as_str());
        findings.push(
            Diagnostic::new(&CAN_CU_LUAT_CO_SO, number.span(), message)
                .label("chỉ ghi tên và ngày tháng năm"),
        );
    }
}

fn incomplete(context: &VanBanContext<'_>, findings: &mut Findings) {
    for text in bases(context) {
        let string = text.as_str();
        let law = named(&text, &LEXICON.can_cu.luat).is_some();
        let document = named(&text, &LEXICON.can_cu.van_ban).is_some();
        let numbered = string.contains(" số ") || string.contains('/');
        let dated =
            string.contains("ngày ") || string.split(['/', ' ']).filter(|part| is_number(part)).count() > 2;
        let missing = match (law, document) {
            (true, _) if !dated => "ngày tháng năm",
            (_, true) if !numbered => "số, ký hiệu",
            (_, true) if !dated => "ngày tháng năm",
            _ => continue,
        };
        let finding = about_start(&CAN_CU_THIEU, &text, format!("căn cứ thiếu {missing}"));
        findings
            .push(finding.label("viết đủ, ví dụ Quyết định số 15/QĐ-UBND ngày 05 tháng 3 năm 2026 của …"));
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

fn within_body(context: &VanBanContext<'_>, findings: &mut Findings) {
    let doan = |block: &&Block| block.kieu == Kieu::Doan.name() || block.kieu == Kieu::Gach.name();
    for block in context.van_ban.than.iter().filter(doan) {
        let text = block.joined().trim();
        let start = text.as_str().trim_start_matches(['-', ' ', '\u{A0}']);
        let basis = LEXICON.can_cu.mo_dau.first();
        if basis.is_some_and(|word| start.starts_with(word.as_str())) && start.ends_with(';') {
            let finding = about_start(
                &CAN_CU_TRONG_NOI_DUNG,
                &text,
                "căn cứ viết trong nội dung nên không in nghiêng".to_owned(),
            );
            findings.push(finding.label("chuyển vào khóa: can_cu = [\"Căn cứ …\"]"));
            return;
        }
    }
}

fn early_end(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some((_, before)) = context.van_ban.than.split_last() else { return };
    for block in before.iter().filter(|block| block.runs.iter().any(|run| run.text.as_str().contains('/'))) {
        let text = block.joined();
        if let Some(at) = text.as_str().find("./.") {
            let mark = text.slice(at..at + 3);
            let message = "dấu ./. đứng giữa nội dung";
            let mut finding =
                Diagnostic::new(&KET_GIUA_CHUNG, mark.span(), message).label("viết một dấu chấm");
            if let Some(span) = mark.span().filter(|span| context.sources.text(*span) == "./.") {
                finding = finding.fix(span, ".");
            }
            findings.push(finding);
        }
    }
}

fn breaks_off(context: &VanBanContext<'_>, findings: &mut Findings) {
    let Some(last) = context.van_ban.than.last().filter(|block| block.kieu != Kieu::CanCu.name()) else {
        return;
    };
    let text = last.joined();
    let end = text.as_str().trim_end_matches("./.").trim_end();
    if end.ends_with([':', ',', '-', '+']) {
        let word = text.slice(end.len() - 1..end.len());
        let message = format!("nội dung kết thúc bằng dấu `{}`", word.as_str());
        findings.push(
            Diagnostic::new(&NOI_DUNG_DO_DANG, word.span(), message).label("viết tiếp, hoặc bỏ dấu này"),
        );
    }
}

/// Whether a block is running text, not a table, a picture, a page break or a centred heading.
fn stands_in_line(block: &Block) -> bool {
    block.bang.is_none()
        && block.hinh.is_none()
        && block.canh.as_deref() != Some("giua")
        && !block.runs.is_empty()
}

/// Whether a line goes on with a sentence: a word in small letters, no number such as `a.` or `ii)`.
fn begins_within(line: &str) -> bool {
    let word = line.split([' ', ',', ';', '\u{A0}']).next().unwrap_or_default();
    word.starts_with(char::is_lowercase) && word.chars().all(char::is_alphabetic)
}

/// Said once, at the first place: text pasted from elsewhere has many.
fn broken_line(context: &VanBanContext<'_>, findings: &mut Findings) {
    if matches!(context.plan.root.get("noi_dong"), Some(Val::Co(false))) {
        return;
    }
    let goes_on = |pair: &&[Block]| {
        let texts = pair[1].kieu == Kieu::Doan.name() && stands_in_line(&pair[0]);
        texts && !is_finished(pair[0].joined().as_str()) && begins_within(pair[1].joined().as_str())
    };
    let broken: Vec<_> = context.van_ban.than.windows(2).filter(goes_on).collect();
    if let Some(pair) = broken.first() {
        let message = match broken.len() {
            1 => "câu bị ngắt: dòng này bắt đầu bằng chữ thường".to_owned(),
            count => format!("câu bị ngắt ở {count} chỗ: dòng bắt đầu bằng chữ thường"),
        };
        let hint = "mọi dòng ngắt giữa câu: noi_dong = true; cố ý xuống dòng: noi_dong = false";
        let finding = about_start(&DONG_NGAT, &pair[1].joined(), message);
        findings.push(finding.label("nối vào dòng trên").hint(hint));
    }
}

fn empty_section(context: &VanBanContext<'_>, findings: &mut Findings) {
    let mut than = context.than().peekable();
    while let Some((block, marker)) = than.next() {
        let next = than.peek();
        let Some((so, marker)) = marker else { continue };
        let section =
            marker.kieu.has_heading_below() || (block.heading.is_some() && marker.kieu == Kieu::LaMa);
        let deeper = next.is_some_and(|(_, next)| match next {
            Some((_, next)) => next.kieu.rank() > marker.kieu.rank(),
            None => true,
        });
        if section && !deeper {
            let message = format!("mục `{}` chưa có nội dung", so.as_str());
            findings.push(
                Diagnostic::new(&MUC_RONG, so.span(), message)
                    .label("viết nội dung bên dưới, hoặc bỏ mục này"),
            );
        }
    }
}
