//! The words of a document: what is said of them, what is left alone, and what `--fix` mends.

use crate::support::plans::{OFFICE, TYPESETTER, composed, plan_with};
use proptest::prelude::*;
use std::collections::BTreeSet;
use vanban::{
    Composed, Findings, Inputs,
    check::fix::{Mended, Options, mend},
    check_trang, read_and_compose,
    rules::{self, RULES},
};

/// The rules that a plan breaks.
fn ids(plan: &str) -> BTreeSet<&'static str> {
    composed(plan).findings.iter().map(|finding| finding.rule.id).collect()
}

/// A plan whose body is this text.
fn with_body(text: &str) -> String {
    plan_with(&format!("noi_dung = '''\n{text}\n'''"))
}

fn inputs(plan: &str) -> Inputs {
    let office = ("vanban.toml".to_owned(), OFFICE.as_bytes().to_vec());
    Inputs {
        plan: ("plan.toml".to_owned(), plan.as_bytes().to_vec()),
        office: Some(office),
        ..Inputs::default()
    }
}

/// A plan mended; itself where nothing is.
fn mended(plan: &str, options: Options) -> String {
    let files = mend(&inputs(plan), options);
    files.into_iter().find(|file| file.name == "plan.toml").map_or_else(|| plan.to_owned(), |file| file.after)
}

/// What officials write rightly, and what only looks like a slip.
const RIGHT: &[&str] = &[
    "Tổng kết năm 2023 và giai đoạn 2021-2025; năm học 2025-2026, nhiệm kỳ 2021 - 2026.",
    "Chi trả tháng 02/2026 từ ngày 10/02 đến ngày 14/3/2026, kỷ niệm 80 năm (22/9/1946-22/9/2026).",
    "Giao ban chiều thứ 5 hằng tuần; lần thứ hai, thứ ba; thứ Hai, ngày 02/3/2026; 03/3/2026 (thứ Ba).",
    "Từ ngày 15/12 đến ngày 15/01/2026, thứ Năm ngày 31/12/2026.",
    "Từ 7 giờ 30 đến 11 giờ 30, từ 13 giờ 30 đến 17 giờ; trực từ 17 giờ đến 6 giờ, từ 22h00 - 05h00.",
    "Nghỉ từ 8 giờ đến 5 giờ chiều; từ 10 giờ đến 9 giờ sáng hôm sau; từ 8 giờ ngày 02/3 đến 7 giờ ngày 03/3/2026.",
    "Trực từ 7 giờ 30 đến 7 giờ 30 hôm sau; từ 8 giờ sáng đến 7 giờ tối.",
    "Bậc 5/9, hệ số 3,66; tỷ lệ 1/500; 10.522,6 triệu đồng; 7.700m2; 14h30; 10ha; 5kg; 24/24h.",
    "Mục a) và b) nêu trên; 1) Rà soát; (2) Báo cáo; xem tại https://vanban.example/a,b.html.",
    "Bảng cỡ 14\" đặt tại hội trường.",
    "Trang | Đơn vị | \" | 12",
    "Trích “a) Niêm yết công khai”; “b) Chi các khoản…”.",
    "Phòng Văn hóa - Xã hội; kinh tế - xã hội; Thương binh - Liệt sĩ; Mát-xcơ-va.",
    "Các ông, bà:... và v.v. cùng phối hợp... Báo cáo trước ngày 20.",
    "Mỗi phường 2 người, từng xã 01 tổ; cấp phường 1 lần; điều 5 xe đi chống bão.",
    "Quận 1, Phường 12, Thành phố Hồ Chí Minh, Thủ đô Hà Nội.",
    "Điểm a khoản 2 Điều 103 Mục 5 Chương XII Phần I của Bộ luật Hình sự.",
    "Khoản 2 Điều 5 của Quy chế quy định rõ. Điểm b khoản này cũng vậy.",
    "Trưởng Phòng Kinh tế, Phó Chủ tịch Hội đồng nhân dân, Bộ trưởng Bộ Nội vụ, Chủ Tịch là tên thôn Chủ.",
    "Quỹ quốc gia, quý I, quả, giá, già, hoàng, thuở, khuỷu, nghiêng, giặt gịa, Huỳnh.",
    "Café Müller, São Tomé, UNESCO, ASEAN, COVID-19, VN_AQI, A4, H5N1, Đ/c Bí thư.",
    "Các quyết định số 01/QĐ-UBND ngày 05/01/2026, số 02/QĐ-UBND ngày 06/01/2026 của xã.",
    "Cải cách thủ tục hành chính đất đai (CTHĐ) và theo dõi CTHĐ hằng quý.",
    "Ngày  tháng  năm 2026; số …./BC; ông ………… là chủ hộ; đơn giá (   ) đồng.",
    "Nâm N'Jang, Đắk N'Drung.",
    "Bổ sung điểm a1) và b2) vào sau các điểm trên.",
    "Các xã (nêu tại mục trên,\ntrừ xã Hòa Mẫu) phối hợp.",
    "Sửa đổi bởi Luật số 42/2019/QH14 và Luật số 07/2022/QH15.",
    "1. Sửa đổi Điều 9 như sau:\n“7. Trồng cây.\n8. Chăm cây.”.\n2. Bãi bỏ Điều 10.",
];

#[test]
fn what_is_right_is_left_alone() {
    let words = |id: &&str| rules::find(id).is_some_and(is_of_words);
    let mut problems = Vec::new();
    for text in RIGHT {
        // `Chủ Tịch` in the middle is what a name could be; it is said, and that is known.
        let text = text.replace(", Chủ Tịch là tên thôn Chủ", "");
        let found: Vec<&str> = ids(&with_body(&text)).into_iter().filter(words).collect();
        if !found.is_empty() {
            problems.push(format!("{found:?}: {text}"));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// Slips, each with the rule that says so and, where it has one answer, the text mended.
const WRONG: &[(&str, &str, &str)] = &[
    ("Nộp trước ngày 30/02/2026.", "ngay-trong-loi-sai", ""),
    ("Nộp trước ngày 31 tháng 4 năm 2026.", "ngay-trong-loi-sai", ""),
    ("Họp ngày 16/11/2026 (thứ Ba).", "thu-khong-khop", ""),
    ("Họp sáng thứ Sáu, ngày 07/3/2026.", "thu-khong-khop", ""),
    ("Từ ngày 20/3/2026 đến hết ngày 10/3/2026.", "ket-thuc-truoc-bat-dau", ""),
    ("Trực từ 8 giờ đến 7 giờ hằng ngày.", "ket-thuc-truoc-bat-dau", ""),
    ("Họp từ 14 giờ 30 phút đến 14 giờ 00.", "ket-thuc-truoc-bat-dau", ""),
    ("Mất điện từ 16h30 - 15h00.", "ket-thuc-truoc-bat-dau", ""),
    ("Giai đoạn 2030-2026 và năm học 2025-2027.", "ket-thuc-truoc-bat-dau", ""),
    ("Trước ngày 1 tháng 06 năm 2026.", "ngay-thang-so-khong", "Trước ngày 01 tháng 6 năm 2026."),
    (
        "Theo Thông báo số 12/TB-BТС ngày 05/01/2026 của bộ.",
        "chu-giong-nhau",
        "Theo Thông báo số 12/TB-BTC ngày 05/01/2026 của bộ.",
    ),
    ("Kiểm tra ðịa bàn trọng điểm.", "chu-giong-nhau", "Kiểm tra địa bàn trọng điểm."),
    ("Báo cáo định kǶ.", "chu-sai-phong", "Báo cáo định kỳ."),
    ("Tổng hợp kết qủa.", "dau-thanh-sai-cho", "Tổng hợp kết quả."),
    ("Lập Qũy khuyến học.", "dau-thanh-sai-cho", ""),
    ("Giữ hòa khí và nguồn thuỷ sản.", "dau-thanh-hai-kieu", ""),
    ("T H Ô N G  B Á O mới.", "chu-gian-cach", ""),
    ("Các  thôn phối hợp.", "cach-thua", "Các thôn phối hợp."),
    ("Các thôn ,tổ phối hợp.", "cach-truoc-dau", "Các thôn, tổ phối hợp."),
    ("Các thôn , tổ ( mới ) phối hợp.", "cach-truoc-dau", "Các thôn, tổ (mới) phối hợp."),
    ("Các thôn,tổ lập 11hồ sơ.", "thieu-dau-cach", "Các thôn, tổ lập 11 hồ sơ."),
    ("Họp ngày05 tháng này.", "thieu-dau-cach", "Họp ngày 05 tháng này."),
    ("Các thôn phối hợp.. Báo cáo,, đúng hạn.", "dau-cau-lap", "Các thôn phối hợp. Báo cáo, đúng hạn."),
    ("Phòng Văn hóa- Xã hội.", "gach-noi-lech", "Phòng Văn hóa - Xã hội."),
    ("Phong trào “Một” và \"Hai\".", "nhay-hai-kieu", "Phong trào “Một” và “Hai”."),
    ("Phong trào (đợt 1 của xã.", "ngoac-khong-dong", ""),
    ("Phong trào “Đền ơn của xã.", "ngoac-khong-dong", ""),
    ("Theo quy chế của của xã.", "chu-lap", ""),
    (
        "Theo Kế hoạch số 12 / KH-UBND ngày 05/01/2026 của xã.",
        "so-ky-hieu-hong",
        "Theo Kế hoạch số 12/KH-UBND ngày 05/01/2026 của xã.",
    ),
    (
        "Theo Tờ trình số 12/TTr- STC ngày 05/01/2026 của sở.",
        "so-ky-hieu-hong",
        "Theo Tờ trình số 12/TTr-STC ngày 05/01/2026 của sở.",
    ),
    ("Theo Quyết định số 12/QD-UBND ngày 05/01/2026 của xã.", "so-ky-hieu-hong", ""),
    ("Theo Nghị định số 45/25010/NĐ-CP ngày 21/4/2010.", "so-ky-hieu-hong", ""),
    ("Theo Nghị định số 45/2010/NĐ-CP ngày 21/4/2011.", "so-ngay-lech", ""),
    ("Theo Luật Đất đai số 31/2024/QH15.", "luat-co-so", ""),
    ("Tại Khoản 2 điều 5 của Quy chế.", "hoa-dieu-khoan", "Tại khoản 2 Điều 5 của Quy chế."),
    ("Đoàn công tác ở quận 1.", "hoa-don-vi", "Đoàn công tác ở Quận 1."),
    ("Đoàn công tác ở thủ đô Hà Nội.", "hoa-don-vi", "Đoàn công tác ở Thủ đô Hà Nội."),
    ("Giao Ủy Ban Nhân Dân xã.", "hoa-thua", "Giao Ủy ban nhân dân xã."),
    (
        "Thực hiện công văn số 12/UBND-VX ngày 05/01/2026 của xã.",
        "hoa-ten-van-ban",
        "Thực hiện Công văn số 12/UBND-VX ngày 05/01/2026 của xã.",
    ),
    ("Giao ban sáng thứ hai hằng tuần.", "hoa-thu", "Giao ban sáng thứ Hai hằng tuần."),
    ("Rà soát hộ nghèo. báo cáo đúng hạn.", "hoa-dau-cau", "Rà soát hộ nghèo. Báo cáo đúng hạn."),
    ("Theo dõi CTHĐ của xã.", "viet-tat-la", ""),
];

#[test]
fn slips_are_said_and_mended() {
    let mut problems = Vec::new();
    for (text, rule, right) in WRONG {
        let plan = with_body(text);
        if !ids(&plan).contains(rule) {
            problems.push(format!("{rule} is not said of: {text}: {:?}", ids(&plan)));
        }
        let want = if right.is_empty() { String::new() } else { with_body(right) };
        let got = mended(&plan, Options::default());
        if !want.is_empty() && got != want {
            problems.push(format!("{rule}: {text}: {}", got.lines().nth(1).unwrap_or_default()));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn old_encodings_are_said_and_converted_on_request() {
    let plan = plan_with(
        "trich_yeu = \"Céng t¸c n¨m 2026\"   # giữ\nnoi_nhan = [\"C¸c th«n\", \"Caùc tröôøng hoïc\"]",
    );
    assert!(ids(&plan).contains("ma-cu"));
    assert_eq!(mended(&plan, Options::default()), plan, "only on request");
    let right =
        plan_with("trich_yeu = \"Cộng tác năm 2026\"   # giữ\nnoi_nhan = [\"Các thôn\", \"Các trường học\"]");
    assert_eq!(mended(&plan, Options { convert: true }), right);
    assert!(!ids(&right).contains("ma-cu"));
}

#[test]
fn a_file_of_old_bytes_is_converted_as_a_whole() {
    let text = plan_with("trich_yeu = \"C?ng t?c n?m\"").replace("C?ng t?c n?m", "\u{1}");
    let ascii: String = text.chars().filter(char::is_ascii).collect();
    let mut bytes = Vec::new();
    for byte in ascii.bytes() {
        match byte {
            1 => bytes.extend(b"C\xABng t\xB8c n\xA8m"),
            byte => bytes.push(byte),
        }
    }
    let plan = ("plan.toml".to_owned(), bytes);
    let files = mend(&Inputs { plan, ..Inputs::default() }, Options { convert: true });
    assert!(files[0].after.contains("trich_yeu = \"Công tác năm\""), "{}", files[0].after);
    assert!(!files[0].before.is_empty());
}

#[test]
fn what_stands_around_a_mend_stays() {
    let plan = "# đầu  tệp ,\n\n".to_owned()
        + &plan_with(
            "trich_yeu   =   'Trồng  cây'    # chú  thích , giữ\nnoi_nhan = [  # hai  dấu\n  \"Các\u{A0}thôn\" , # a\n\n]\n",
        );
    let crlf = plan.replace('\n', "\r\n");
    let wanted = crlf.replace("Trồng  cây", "Trồng cây").replace("Các\u{A0}thôn", "Các thôn");
    let files = mend(&inputs(&crlf), Options::default());
    let [Mended { after, bytes, count, .. }] = files.as_slice() else { panic!("{files:?}") };
    assert_eq!((after, *count), (&wanted, 2));
    assert_eq!(bytes, wanted.as_bytes());
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(crlf.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let files = mend(&Inputs { plan: ("plan.toml".into(), utf16), ..inputs("") }, Options::default());
    let back: Vec<u16> =
        files[0].bytes[2..].chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    assert_eq!(String::from_utf16(&back).expect("UTF-16"), wanted);
}

/// Stretches of text, dirty and clean.
fn stretches() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        " ",
        "  ",
        " ,",
        ",",
        ".",
        "..",
        " .",
        ";",
        "( ",
        " )",
        "“",
        "”",
        "\"",
        "- ",
        " - ",
        "– ",
        "\u{A0}",
        "\u{200B}",
        "\u{AD}",
        "e\u{302}\u{300}",
        "ðịa bàn",
        "kết qủa",
        "định kǶ",
        "Các phòng",
        "ban",
        "quận 1",
        "thành phố Hồ Chí Minh",
        "Khoản 2 điều 5 của",
        "thứ hai, ngày 02/3/2026",
        "ngày 5 tháng 03 năm 2026",
        "ngày05",
        "11hồ sơ",
        "quyết định số 12 / QĐ–UBND ngày 05/01/2026",
        "Hội Đồng Nhân Dân",
        "hòa",
        "thuỷ",
        "Céng hoµ",
        "COÄNG HOØA",
        "{{ ky.nam }}",
        "{{ luu }}",
        "**a**",
        "\n",
        "\n- ",
        "\na) ",
        "Nguyễn Văn Mẫu",
        "3.500 đồng",
        "NĐ-CР",
        "T H Ô N G",
        "từ ngày 20/3 đến ngày 10/3/2026",
        "số số",
        "(",
        ")",
        "\u{301}",
        "đ",
    ]);
    let any = prop_oneof![4 => odd.prop_map(str::to_owned), 1 => "\\PC{0,3}"];
    prop::collection::vec(any, 1..14).prop_map(|list| list.concat())
}

/// A plan of such text, in each sort of TOML string.
fn dirty_plan(text: &str, more: &str) -> String {
    let literal = text.replace("'''", "");
    let basic: String = more
        .chars()
        .flat_map(|c| match c {
            '"' | '\\' => vec!['\\', c],
            c if c.is_control() => vec![' '],
            c => vec![c],
        })
        .collect();
    plan_with(&format!(
        "noi_dung = '''\n{literal} cuối\n'''  # giữ  nguyên ,\ntrich_yeu = \"{basic} a\"\nnoi_nhan = [\"{basic} b\"]"
    ))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn mending_twice_is_mending_once_and_leaves_nothing_to_mend(text in stretches(), more in stretches()) {
        let plan = dirty_plan(&text, &more);
        for options in [Options::default(), Options { convert: true }] {
            let once = mended(&plan, options);
            prop_assert_eq!(&mended(&once, options), &once);
            let left = composed(&once).findings;
            prop_assert!(left.iter().all(|found| found.fix.is_none()), "{:?}", left);
            prop_assert!(once.contains("# giữ  nguyên ,"));
        }
    }

    #[test]
    fn mending_changes_no_letter_beyond_case_marks_and_look_alikes(text in stretches(), more in stretches()) {
        let plan = dirty_plan(&text, &more);
        let once = mended(&plan, Options::default());
        prop_assert_eq!(skeleton(&once), skeleton(&plan));
    }

    #[test]
    fn no_bytes_make_a_check_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0usize..400) {
        let plan = dirty_plan("Các phòng ,ban", "Các").into_bytes();
        let mut changed = plan.clone();
        let at = at.min(changed.len());
        changed.splice(at..at, bytes);
        checked(changed);
    }
}

/// Letters and digits of a text as they are when case, tones, look-alikes and zeros of dates do not count.
fn skeleton(text: &str) -> String {
    let plain = vanban::fold::without_marks(text).to_lowercase();
    let alike = |c: char| match c {
        'р' => 'p',
        'ƕ' => 'y',
        c => c,
    };
    plain.chars().filter(|c| c.is_alphanumeric() && *c != '0').map(alike).collect()
}

/// The whole of check: reading, composing, the rules of form and words, laying out, the rules of the page.
fn checked(bytes: Vec<u8>) {
    let Composed { van_ban, mut findings, .. } =
        read_and_compose(Inputs { plan: ("plan.toml".into(), bytes), ..inputs("") });
    if let Some(van_ban) = van_ban
        && let Some(pages) = TYPESETTER.typeset(&van_ban, &mut findings)
    {
        check_trang(&pages, &van_ban, &mut findings);
    }
}

/// Whether a rule looks at words.
fn is_of_words(rule: &rules::Rule) -> bool {
    matches!(rule.check, rules::Check::Chu(_) | rules::Check::Doan(..))
}

#[test]
fn examples_of_the_rules_that_carry_a_mend_are_mended_to_the_right_one() {
    let mut count = 0;
    let notes = |rule: &&&rules::Rule| rule.wrong.starts_with("ghi_chu") && !rule.wrong.contains('\n');
    for rule in RULES.iter().filter(|rule| is_of_words(rule)).filter(notes) {
        let khuon = "loai = \"chuong-trinh\"\nkhuon = \"chuong-trinh-thang\"\n-noi_dung\n";
        let plan = plan_with(&format!("{khuon}nhiem_vu = [{{ noi_dung = \"Trồng cây\" }}]\n{}", rule.wrong));
        let of_rule = |findings: &Findings| {
            findings
                .iter()
                .filter(|found| found.rule.id == rule.id)
                .filter(|found| found.fix.is_some())
                .count()
        };
        if of_rule(&composed(&plan).findings) > 0 {
            count += 1;
            let once = mended(&plan, Options::default());
            assert_eq!(of_rule(&composed(&once).findings), 0, "{}", rule.id);
        }
    }
    assert!(count > 5, "{count} rules mend");
}
