//! Phụ lục I, Phần I, II.7, and Điều 13: who signs, for whom, and the name.

use crate::{
    check::{
        VanBanContext,
        dong_ky::{DongKy, lines},
        lexicon::{LEXICON, begins_with_any},
    },
    diagnostic::{Diagnostic, Findings},
    rules::Rule,
};

rules! {
    /// A mark written otherwise.
    QUYEN_HAN_VIET_TAT: "quyen-han-viet-tat", Error, "PL I, Phần I, II.7.b và đ", "Quyền hạn viết tắt có dấu chấm và một khoảng trắng: TM., Q., KT., TL., TUQ.",
        "nguoi_ky = { quyen_han = [\"TM.Ủy ban nhân dân\"], chuc_vu = \"Chủ tịch\", ho_ten = \"Trần Văn Mẫu\" }", "nguoi_ky = { quyen_han = [\"TM. Ủy ban nhân dân\"], chuc_vu = \"Chủ tịch\", ho_ten = \"Trần Văn Mẫu\" }" => van_ban(mark);
    /// By order of a body.
    TL_TEN_CO_QUAN: "tl-ten-co-quan", Warning, "PL I, Phần I, II.7.b", "TL. và TUQ. đứng trước chức vụ của người đứng đầu, không đứng trước tên cơ quan.",
        "nguoi_ky = { quyen_han = [\"TL. Ủy ban nhân dân\"], chuc_vu = \"Chánh Văn phòng\", ho_ten = \"Trần Văn Mẫu\" }", "nguoi_ky = { quyen_han = [\"TL. Chủ tịch\"], chuc_vu = \"Chánh Văn phòng\", ho_ten = \"Trần Văn Mẫu\" }" => van_ban(by_order_of_body);
    /// On behalf of a person.
    TM_CHUC_DANH: "tm-chuc-danh", Warning, "PL I, Phần I, II.7.b", "TM. đứng trước tên tập thể lãnh đạo hoặc tên cơ quan, tổ chức.",
        "nguoi_ky = { quyen_han = [\"TM. Chủ tịch\"], chuc_vu = \"Chánh Văn phòng\", ho_ten = \"Trần Văn Mẫu\" }", "nguoi_ky = { quyen_han = [\"TL. Chủ tịch\"], chuc_vu = \"Chánh Văn phòng\", ho_ten = \"Trần Văn Mẫu\" }" => van_ban(on_behalf_of_person);
    /// In place of a body.
    KT_TEN_CO_QUAN: "kt-ten-co-quan", Error, "PL I, Phần I, II.7.b", "KT. đứng trước chức vụ của người đứng đầu.",
        "nguoi_ky = { quyen_han = [\"KT. Ủy ban nhân dân\"], chuc_vu = \"Phó Chủ tịch\", ho_ten = \"Trần Văn Mẫu\" }", "nguoi_ky = { quyen_han = [\"KT. Chủ tịch\"], chuc_vu = \"Phó Chủ tịch\", ho_ten = \"Trần Văn Mẫu\" }" => van_ban(in_place_of_body);
    /// In place of the head, without a deputy's title below.
    KT_THIEU_CAP_PHO: "kt-thieu-cap-pho", Error, "PL I, Phần I, II.7.b; Điều 13.1", "Dưới KT. là chức vụ của cấp phó ký thay.",
        "nguoi_ky = { quyen_han = [\"KT. Chủ tịch\"], chuc_vu = \"Chủ tịch\", ho_ten = \"Trần Văn Mẫu\" }", "nguoi_ky = { quyen_han = [\"KT. Chủ tịch\"], chuc_vu = \"Phó Chủ tịch\", ho_ten = \"Trần Văn Mẫu\" }" => van_ban(no_deputy);
    /// The deputy of another head.
    KT_KHAC_CHUC_DANH: "kt-khac-chuc-danh", Warning, "PL I, Phần I, II.7.b", "Cấp phó ký thay chính người đứng đầu của mình.",
        "nguoi_ky = { quyen_han = [\"KT. Chủ tịch\"], chuc_vu = \"Phó Giám đốc\", ho_ten = \"Trần Văn Mẫu\" }", "nguoi_ky = { quyen_han = [\"KT. Giám đốc\"], chuc_vu = \"Phó Giám đốc\", ho_ten = \"Trần Văn Mẫu\" }" => van_ban(other_head);
    /// A deputy who signs in no one's place.
    CAP_PHO_THIEU_KT: "cap-pho-thieu-kt", Warning, "PL I, Phần I, II.7.b; Điều 13.1", "Cấp phó ký thay thì ghi KT. trước chức vụ của người đứng đầu.",
        "nguoi_ky = { chuc_vu = \"Phó Chủ tịch\", ho_ten = \"Trần Văn Mẫu\" }", "nguoi_ky = { quyen_han = [\"KT. Chủ tịch\"], chuc_vu = \"Phó Chủ tịch\", ho_ten = \"Trần Văn Mẫu\" }" => van_ban(deputy_alone);
    /// Authority that was passed on.
    TUQ_CUNG_KT: "tuq-cung-kt", Error, "Điều 13.3", "Người được ủy quyền không được ủy quyền lại: TUQ. không đi cùng KT.",
        "nguoi_ky = { quyen_han = [\"TUQ. Chủ tịch\", \"KT. Chánh Văn phòng\"], chuc_vu = \"Phó Chánh Văn phòng\", ho_ten = \"Trần Văn Mẫu\" }", "nguoi_ky = { quyen_han = [\"TUQ. Chủ tịch\"], chuc_vu = \"Chánh Văn phòng\", ho_ten = \"Trần Văn Mẫu\" }" => van_ban(passed_on);
    /// An acting deputy.
    Q_KHONG_DUNG_DAU: "q-khong-dung-dau", Error, "PL I, Phần I, II.7.b", "Q. (quyền) đứng trước chức vụ của người đứng đầu.",
        "nguoi_ky = { chuc_vu = \"Q. Phó Giám đốc\", ho_ten = \"Trần Văn Mẫu\" }", "nguoi_ky = { chuc_vu = \"Q. Giám đốc\", ho_ten = \"Trần Văn Mẫu\" }" => van_ban(acting_deputy);
    /// Titles before a name.
    HO_TEN_CO_HOC_VI: "ho-ten-co-hoc-vi", Warning, "PL I, Phần I, II.7.c", "Trước họ tên người ký không ghi học hàm, học vị và các danh hiệu danh dự khác; lực lượng vũ trang, giáo dục, y tế, khoa học theo quy định của ngành.",
        "nguoi_ky = { chuc_vu = \"Chủ tịch\", ho_ten = \"TS. Trần Văn Mẫu\" }", "nguoi_ky = { chuc_vu = \"Chủ tịch\", ho_ten = \"Trần Văn Mẫu\" }" => van_ban(titled);
    /// A name in the wrong letters.
    HO_TEN_VIET_HOA: "ho-ten-viet-hoa", Error, "PL I, Phần I, II.7.đ; PL II, II.1", "Họ tên người ký viết chữ thường, viết hoa chữ cái đầu mỗi âm tiết.",
        "nguoi_ky = { chuc_vu = \"Chủ tịch\", ho_ten = \"TRẦN VĂN MẪU\" }", "nguoi_ky = { chuc_vu = \"Chủ tịch\", ho_ten = \"Trần Văn Mẫu\" }" => van_ban(name_letters);
}

/// The lines of every signer.
fn signers(context: &VanBanContext<'_>) -> impl Iterator<Item = Vec<DongKy>> {
    context.van_ban.chu_ky.iter().map(lines)
}

/// The finding of a rule about a whole line.
fn about(rule: &'static Rule, line: &DongKy, message: String) -> Diagnostic {
    Diagnostic::new(rule, line.text.span(), message)
}

fn mark(context: &VanBanContext<'_>, findings: &mut Findings) {
    for line in signers(context).flatten() {
        let Some(wanted) = line.wanted() else { continue };
        let written = line.written();
        if written.as_str().replace('\u{A0}', " ") != wanted {
            let message = format!("`{}` viết sai dấu", line.text.as_str());
            let label = format!("viết {wanted}{}", line.whom());
            let mut finding = Diagnostic::new(&QUYEN_HAN_VIET_TAT, written.span(), message).label(label);
            if let Some(span) = written.span().filter(|span| context.is_own(*span)) {
                finding = finding.fix(span, wanted);
            }
            findings.push(finding);
        }
    }
}

fn by_order_of_body(context: &VanBanContext<'_>, findings: &mut Findings) {
    for line in
        signers(context).flatten().filter(|line| matches!(line.mark, Some("TL" | "TUQ")) && line.is_body())
    {
        let mark = line.mark.unwrap_or_default();
        let message = format!("`{mark}.` đứng trước tên cơ quan `{}`", line.whom());
        findings.push(
            about(&TL_TEN_CO_QUAN, &line, message)
                .label(format!("viết chức vụ người đứng đầu, ví dụ {mark}. Chủ tịch")),
        );
    }
}

fn on_behalf_of_person(context: &VanBanContext<'_>, findings: &mut Findings) {
    for line in signers(context)
        .flatten()
        .filter(|line| line.mark == Some("TM") && (line.is_head() || line.is_deputy()))
    {
        let message = format!("`TM.` đứng trước chức vụ `{}`", line.whom());
        findings
            .push(about(&TM_CHUC_DANH, &line, message).label("viết TM. và tên cơ quan, hoặc TL. và chức vụ"));
    }
}

fn in_place_of_body(context: &VanBanContext<'_>, findings: &mut Findings) {
    for line in signers(context).flatten().filter(|line| line.mark == Some("KT") && line.is_body()) {
        let message = format!("`KT.` đứng trước tên cơ quan `{}`", line.whom());
        findings.push(
            about(&KT_TEN_CO_QUAN, &line, message).label("viết chức vụ người đứng đầu, ví dụ KT. Chủ tịch"),
        );
    }
}

/// Each line `KT. …` of one signer, and the line below it.
fn in_place(context: &VanBanContext<'_>) -> Vec<(DongKy, DongKy)> {
    let mut pairs = Vec::new();
    for lines in signers(context) {
        let mut lines = lines.into_iter().peekable();
        while let Some(line) = lines.next() {
            if line.mark == Some("KT")
                && let Some(below) = lines.peek()
            {
                pairs.push((line, DongKy::of(below.text.clone())));
            }
        }
    }
    pairs
}

fn no_deputy(context: &VanBanContext<'_>, findings: &mut Findings) {
    for (line, below) in in_place(context).into_iter().filter(|(_, below)| !below.is_deputy()) {
        let message =
            format!("dưới `{}` là `{}`, không phải cấp phó", line.text.as_str(), below.text.as_str());
        let label = format!("viết chức vụ người ký, ví dụ Phó {}", line.whom().to_lowercase());
        findings.push(
            about(&KT_THIEU_CAP_PHO, &below, message).label(label).also(line.text.span(), "ký thay ở đây"),
        );
    }
}

fn other_head(context: &VanBanContext<'_>, findings: &mut Findings) {
    let deputies = in_place(context).into_iter().filter(|(line, below)| below.is_deputy() && !line.is_body());
    for (line, below) in deputies.filter(|(line, below)| !below.is_deputy_of(line)) {
        let message = format!("`{}` ký thay `{}`", below.text.as_str(), line.whom());
        let finding = about(&KT_KHAC_CHUC_DANH, &below, message).label("sửa chức vụ, hoặc sửa dòng KT.");
        findings.push(finding.also(line.text.span(), "ký thay ở đây"));
    }
}

fn deputy_alone(context: &VanBanContext<'_>, findings: &mut Findings) {
    // Several signers, as of a minute or a contract, each sign for themselves.
    if context.van_ban.chu_ky.len() > 1 {
        return;
    }
    for lines in signers(context) {
        let stands_in = lines.iter().any(|line| matches!(line.mark, Some("KT" | "TUQ" | "Q")));
        if let Some(last) = lines.last().filter(|line| line.is_deputy() && line.mark.is_none() && !stands_in)
        {
            let message = format!("`{}` là cấp phó nhưng không có dòng KT.", last.text.as_str());
            findings.push(
                about(&CAP_PHO_THIEU_KT, last, message).label("thêm vào quyen_han, ví dụ \"KT. Chủ tịch\""),
            );
        }
    }
}

fn passed_on(context: &VanBanContext<'_>, findings: &mut Findings) {
    for lines in signers(context) {
        let of = |mark: &str| lines.iter().find(|line| line.mark == Some(mark));
        if let (Some(authorised), Some(instead)) = (of("TUQ"), of("KT")) {
            let message = format!("`{}` đi cùng `{}`", instead.text.as_str(), authorised.text.as_str());
            let finding =
                about(&TUQ_CUNG_KT, instead, message).label("bỏ dòng này: người được ủy quyền tự ký");
            findings.push(finding.also(authorised.text.span(), "ủy quyền ở đây"));
        }
    }
}

fn acting_deputy(context: &VanBanContext<'_>, findings: &mut Findings) {
    for line in signers(context).flatten().filter(|line| line.mark == Some("Q") && !line.is_head()) {
        let message = format!("`Q.` đứng trước `{}`", line.whom());
        findings.push(
            about(&Q_KHONG_DUNG_DAU, &line, message).label("viết chức vụ người đứng đầu, ví dụ Q. Giám đốc"),
        );
    }
}

fn titled(context: &VanBanContext<'_>, findings: &mut Findings) {
    for ky in &context.van_ban.chu_ky {
        let name = ky.ho_ten.joined();
        let string = name.as_str().replace('\u{A0}', " ");
        let first = string.split([' ', '.']).next().unwrap_or_default();
        let short = LEXICON.ho_ten.viet_tat.iter().map(String::as_str).find(|short| *short == first);
        let word = begins_with_any(&string, &LEXICON.ho_ten.tu);
        if let Some(title) = short.or(word).filter(|title| title.len() < string.len()) {
            let message = format!("trước họ tên có `{title}`");
            findings.push(
                Diagnostic::new(&HO_TEN_CO_HOC_VI, name.span(), message)
                    .label("bỏ, chỉ ghi họ, tên đệm và tên")
                    .hint("ngành cho phép thì bỏ qua quy tắc này trong vanban.toml: bo_qua = { ho-ten-co-hoc-vi = \"…\" }"),
            );
        }
    }
}

fn name_letters(context: &VanBanContext<'_>, findings: &mut Findings) {
    for ky in &context.van_ban.chu_ky {
        let name = ky.ho_ten.joined();
        let string = name.as_str();
        let words: Vec<&str> = string.split([' ', '\u{A0}']).filter(|word| !word.is_empty()).collect();
        let lower = words.iter().find(|word| word.starts_with(char::is_lowercase));
        let upper = words.len() > 1 && !string.chars().any(char::is_lowercase);
        let message = match lower {
            Some(word) => format!("`{word}` trong họ tên không viết hoa chữ cái đầu"),
            None if upper => "họ tên viết bằng chữ in hoa".to_owned(),
            None => continue,
        };
        findings
            .push(Diagnostic::new(&HO_TEN_VIET_HOA, name.span(), message).label("viết như Nguyễn Văn Mẫu"));
    }
}
