//! The 29 kinds of Điều 7: each has an example that builds without a finding and has what its form has.

use crate::support::{
    pdf::Pdf,
    plans::{composed_with, located},
};
use std::{fs, path::Path, sync::LazyLock};
use vanban::{Composed, Fonts, Typesetter, VanBan, catalogue::CATALOGUE, catalogue::Loai, export};

/// The kinds and their abbreviations as Điều 7 and Phụ lục III, Mục I list them.
const KINDS: &str = "nghi-quyet NQ, quyet-dinh QĐ, chi-thi CT, quy-che QC, quy-dinh QyĐ, thong-cao TC, \
    thong-bao TB, huong-dan HD, chuong-trinh CTr, ke-hoach KH, phuong-an PA, de-an ĐA, du-an DA, bao-cao BC, \
    bien-ban BB, to-trinh TTr, hop-dong HĐ, cong-van , cong-dien CĐ, ban-ghi-nho BGN, ban-thoa-thuan BTT, \
    giay-uy-quyen GUQ, giay-moi GM, giay-gioi-thieu GGT, giay-nghi-phep GNP, phieu-gui PG, phieu-chuyen PC, \
    phieu-bao PB, thu-cong ";

/// The example of a kind, built.
struct Example {
    loai: &'static Loai,
    van_ban: VanBan,
    pdf: Pdf,
}

impl Example {
    /// Where a text begins on the pages, spaces and lines apart.
    #[track_caller]
    fn at(&self, text: &str) -> usize {
        let pages = squeezed(&self.pdf.text());
        let found = pages.find(&squeezed(text));
        found.unwrap_or_else(|| panic!("{}: no {text:?} in\n{}", self.loai.id, self.pdf.text()))
    }

    /// Holds that these stand on the pages, one after the other.
    #[track_caller]
    fn has_in_order(&self, texts: &[&str]) {
        let places: Vec<usize> = texts.iter().map(|text| self.at(text)).collect();
        assert!(places.is_sorted(), "{}: {texts:?} at {places:?}", self.loai.id);
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/examples")
}

fn built(loai: &'static Loai, typesetter: &Typesetter) -> Example {
    let plan = fs::read_to_string(folder().join(format!("{}.toml", loai.id)));
    let plan = plan.unwrap_or_else(|error| panic!("{}: no example: {error}", loai.id));
    assert!(plan.contains(&format!("loai = \"{}\"", loai.id)), "{}", loai.id);
    let office = include_str!("../data/examples/vanban.toml");
    let Composed { van_ban, mut findings, .. } = composed_with(&plan, office);
    let van_ban = van_ban.unwrap_or_else(|| panic!("{}: {findings:?}", loai.id));
    let pages = typesetter.typeset(&van_ban, &mut findings);
    let bytes = pages.and_then(|pages| export::pdf(&pages, &mut findings));
    assert_eq!(findings.iter().count(), 0, "{}: {findings:?}", loai.id);
    let pdf = Pdf::read(bytes.unwrap_or_else(|| panic!("{}: no PDF", loai.id)));
    Example { loai, van_ban, pdf }
}

/// Every example, built once.
static EXAMPLES: LazyLock<Vec<Example>> = LazyLock::new(|| {
    let typesetter = Typesetter::new(Fonts::shipped());
    Loai::all().iter().map(|loai| built(loai, &typesetter)).collect()
});

#[track_caller]
fn example(id: &str) -> &'static Example {
    EXAMPLES.iter().find(|e| e.loai.id == id).unwrap_or_else(|| panic!("no kind {id}"))
}

#[test]
fn there_are_the_kinds_of_the_decree_in_its_order() {
    let kinds = Loai::all().iter().map(|loai| format!("{} {}", loai.id, loai.viet_tat));
    let kinds: Vec<String> = kinds.collect();
    assert_eq!(kinds.len(), 29);
    assert_eq!(kinds.join(", "), KINDS);
}

#[test]
fn every_example_is_of_a_kind() {
    let files = fs::read_dir(folder()).expect("a folder").map(|entry| entry.expect("an entry").path());
    let ids = files.filter(|path| path.is_file()).map(|path| path.file_stem().expect("a name").to_owned());
    for id in ids.filter(|id| id != "vanban") {
        assert!(Loai::all().iter().any(|loai| *loai.id == *id), "{id:?}");
    }
}

/// `new` writes these files: who opens one for the first time reads there what each key is.
#[test]
fn every_key_of_an_example_is_explained() {
    for loai in Loai::all() {
        let plan = fs::read_to_string(folder().join(format!("{}.toml", loai.id))).expect("an example");
        let mut known = std::collections::BTreeSet::new();
        let (mut above, mut within) = ("", false);
        for line in plan.lines() {
            if !within
                && let Some((key, value)) = line.split_once(" = ").filter(|_| !line.starts_with(['#', ' ']))
            {
                let header = above.starts_with("[[") && above.contains(" # ");
                let said = value.contains(" # ") || above.starts_with("# ") || header;
                assert!(said || known.contains(key), "{}: `{key}` is not explained", loai.id);
                known.insert(key);
            }
            within ^= line.matches("'''").count() == 1;
            above = line;
        }
        assert!(known.len() >= 6, "{}", loai.id);
    }
}

#[test]
fn number_symbol_and_name_stand_on_every_example() {
    for e in EXAMPLES.iter() {
        let symbol = match e.loai.id.as_str() {
            "nghi-quyet" => "/NQ-HĐND".to_owned(),
            "cong-van" => "/UBND-KT".to_owned(),
            "thu-cong" => "/UBND-VP".to_owned(),
            _ => format!("/{}-UBND", e.loai.viet_tat),
        };
        e.at(&symbol);
        // A letter ends as its writer ends it.
        let mark = CATALOGUE.mau(e.loai).o["ket"].as_str();
        e.has_in_order(&if mark.is_empty() {
            vec!["Số:", "- Lưu: VT"]
        } else {
            vec!["Số:", mark, "- Lưu: VT"]
        });
        // A letter says what letter it is.
        let name =
            if e.loai.id == "thu-cong" { "THƯ CHÚC MỪNG".to_owned() } else { e.loai.ten.to_uppercase() };
        assert_eq!(e.pdf.text().lines().any(|line| line == name), e.loai.id != "cong-van", "{}", e.loai.id);
        assert!(e.pdf.pages.len() <= 2, "{}", e.loai.id);
    }
}

#[test]
fn what_the_form_has_stands_on_it_and_nothing_else() {
    for e in EXAMPLES.iter() {
        let (id, text) = (e.loai.id.as_str(), e.pdf.text());
        let dated = text.lines().any(|line| line.starts_with("An Bình, ngày "));
        assert_eq!(dated, id != "bien-ban", "{id}");
        let without = ["giay-gioi-thieu", "giay-nghi-phep", "cong-van"].contains(&id);
        assert_eq!(e.van_ban.trich_yeu.is_none(), without, "{id}");
        assert_eq!(e.van_ban.vv.is_some(), id == "cong-van", "{id}");
        let addressed = ["to-trinh", "bao-cao", "cong-van"].contains(&id);
        assert_eq!(text.contains("Kính gửi:"), addressed, "{id}");
        let signers = match id {
            "ban-thoa-thuan" => 3,
            "bien-ban" | "hop-dong" | "ban-ghi-nho" => 2,
            _ => 1,
        };
        assert_eq!(e.van_ban.chu_ky.len(), signers, "{id}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a row for each sample of the decree")]
fn the_parts_come_in_the_order_of_the_samples() {
    let decided = |id, command: &'static str, name| {
        let body = if id == "nghi-quyet" {
            "HỘI ĐỒNG NHÂN DÂN XÃ AN BÌNHKHÓA"
        } else {
            "CHỦ TỊCH ỦY BAN"
        };
        let parts = [name, "Về việc", body, "Căn cứ", command, "Điều 1.", "./.", "Nơi nhận:", "- Như Điều"];
        example(id).has_in_order(&parts);
    };
    decided("nghi-quyet", "QUYẾT NGHỊ:", "NGHỊ QUYẾT");
    decided("quyet-dinh", "QUYẾT ĐỊNH:", "QUYẾT ĐỊNH");
    example("cong-van").has_in_order(&[
        "Số:",
        "V/v",
        "Kính gửi:",
        "./.",
        "Nơi nhận:",
        "- Như trên;",
        "Địa chỉ:",
    ]);
    example("to-trinh").has_in_order(&["TỜ TRÌNH", "Về việc", "Kính gửi: Hội đồng", "./.", "- Như trên;"]);
    example("cong-dien").has_in_order(&["CÔNG ĐIỆN", "Về việc", "An Bình điện:", "- Ban Chỉ huy", "./."]);
    example("giay-moi").has_in_order(&[
        "GIẤY MỜI",
        "trân trọng kính mời:",
        "Tới dự",
        "Chủ trì:",
        "Thời gian:",
        "Địa điểm:",
        "./.",
    ]);
    example("giay-gioi-thieu").has_in_order(&[
        "GIẤY GIỚI THIỆU",
        "trân trọng giới thiệu:",
        "Chức vụ:",
        "Được cử đến:",
        "Về việc:",
        "Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.",
        "Giấy này có giá trị đến hết ngày 30 tháng 6 năm 2026./.",
        "- Như trên;",
    ]);
    example("bien-ban").has_in_order(&[
        "BIÊN BẢN",
        "Thời gian bắt đầu:",
        "Địa điểm:",
        "Thành phần tham dự:",
        "Chủ trì (chủ tọa):",
        "Thư ký (người ghi biên bản):",
        "Nội dung (theo diễn biến cuộc họp):",
        "Cuộc họp kết thúc vào 16 giờ 30, ngày 14 tháng 7 năm 2026./.",
        "THƯ KÝ",
        "CHỦ TỌA",
        "Nơi nhận:",
        "- Lưu: VT, Hồ sơ.",
    ]);
    example("giay-nghi-phep").has_in_order(&[
        "GIẤY NGHỈ PHÉP",
        "Xét Đơn đề nghị nghỉ phép ngày",
        "cấp cho:",
        "Chức vụ:",
        "Được nghỉ phép trong thời gian",
        "Số ngày nghỉ phép nêu trên được tính vào thời gian",
        "./.",
    ]);
}

/// The lines of the body of an example whose lines with these keys are taken out or replaced.
fn body_of(id: &str, lines: &[(&str, &str)]) -> Vec<String> {
    composed_of(id, lines).than.iter().map(|block| block.text()).collect()
}

/// An example whose lines with these keys are taken out or replaced.
fn composed_of(id: &str, lines: &[(&str, &str)]) -> VanBan {
    let plan = fs::read_to_string(folder().join(format!("{id}.toml"))).expect("an example");
    let key = |line: &str| line.split([' ', '=']).next().unwrap_or_default().to_owned();
    let other = |line: &&str| lines.iter().all(|(name, _)| key(line) != *name);
    let kept: Vec<&str> = plan.lines().filter(other).collect();
    let new: Vec<&str> = lines.iter().map(|(_, line)| *line).collect();
    let plan = [new, kept].concat().join("\n");
    let Composed { van_ban, findings, .. } =
        composed_with(&plan, include_str!("../data/examples/vanban.toml"));
    van_ban.unwrap_or_else(|| panic!("{id}: {findings:?}"))
}

#[test]
fn keys_that_are_left_out_leave_no_trace() {
    let body = body_of("giay-moi", &[("chu_tri", "")]);
    assert!(!body.iter().any(|line| line.starts_with("Chủ trì")), "{body:?}");
    let body = body_of("giay-nghi-phep", &[("tai", ""), ("xung_ho", "")]);
    assert!(body[0].contains("của ông (bà) Vũ"), "{body:?}");
    assert!(body[1].starts_with("Ông (bà): Vũ"), "{body:?}");
    assert!(body[3].ends_with("đến hết ngày 31 tháng 7 năm 2026."), "{body:?}");
    let body = body_of("giay-gioi-thieu", &[]);
    assert!(body[1].starts_with("Ông (bà) Vũ") && body[5].contains("để ông (bà) có tên"), "{body:?}");
    let body = body_of("thu-cong", &[("loi_chao", ""), ("loi_ket", "")]);
    assert_eq!(body.len(), 3, "{body:?}");
    for lines in
        [vec![("ten_thu", "")], vec![("ten_thu", ""), ("loi_chao", "khuon = \"-\""), ("loi_ket", "")]]
    {
        let named = composed_of("thu-cong", &lines).ten_loai.expect("a name");
        assert_eq!(named.text(), "THƯ CÔNG");
    }
}

#[test]
fn the_words_follow_what_they_speak_of() {
    let body = body_of("giay-gioi-thieu", &[("xung_ho", "xung_ho = \"Ông\"")]);
    assert!(body[5].contains("để ông có tên ở trên"), "{body:?}");
    let more = "cung_di = [{ xung_ho = \"Ông\", ho_ten = \"Lê Mẫu\", chuc_vu = \"Công chức xã\" }]";
    let body = body_of("giay-gioi-thieu", &[("cung_di", more)]);
    assert_eq!(body[3], "Ông Lê Mẫu.");
    assert!(body[7].contains("để các ông (bà) có tên ở trên"), "{body:?}");
    let body = body_of("bien-ban", &[("ten_hop", "ten_hop = \"Hội nghị\"")]);
    assert!(body.contains(&"Nội dung (theo diễn biến hội nghị):".to_owned()), "{body:?}");
    assert!(body.last().is_some_and(|line| line.starts_with("Hội nghị kết thúc vào")), "{body:?}");
    let says = |id, words: &str| {
        let body = body_of(id, &[("thong_nhat", "")]);
        assert!(body.iter().any(|line| line.starts_with(words)), "{body:?}");
    };
    says("hop-dong", "Hai bên thống nhất ký kết hợp đồng này");
    says("ban-ghi-nho", "Hai bên thống nhất ký kết bản ghi nhớ này");
    says("ban-thoa-thuan", "Các bên thống nhất ký kết bản thỏa thuận này");
}

#[test]
fn dates_are_written_in_full_where_a_form_has_them_so() {
    for (id, key, typed, says) in [
        ("giay-gioi-thieu", "den_het", "\"5/2/2026\"", "đến hết ngày 05 tháng 02 năm 2026."),
        ("giay-gioi-thieu", "den_het", "\"05 tháng 02 năm 2026\"", "đến hết ngày 05 tháng 02 năm 2026."),
        ("giay-gioi-thieu", "den_het", "2026-10-05", "đến hết ngày 05 tháng 10 năm 2026."),
        ("giay-moi", "thoi_gian", "2026-05-06T08:30:00", "Thời gian: 8 giờ 30, ngày 06 tháng 5 năm 2026."),
        ("giay-moi", "thoi_gian", "[2026-05-06, 2026-05-07]", "Thời gian: ngày 06, 07 tháng 5 năm 2026."),
        ("giay-moi", "thoi_gian", "\"Sáng thứ Hai\"", "Thời gian: Sáng thứ Hai."),
        ("bien-ban", "ket_thuc", "2026-05-06T17:00:00", "kết thúc vào 17 giờ 00, ngày 06 tháng 5 năm 2026."),
    ] {
        let body = body_of(id, &[(key, &format!("{key} = {typed}"))]).join("\n").replace("./.", ".");
        assert!(body.contains(says), "{id}: no {says:?} in {body}");
    }
}

#[test]
fn what_is_no_whole_date_is_refused() {
    for (typed, says) in [
        ("\"2026\"", "sai-kieu: `den_het` không thể là \"2026\""),
        ("\"31/6/2026\"", "ngay-khong-co-that: không có ngày `31/6/2026`"),
        ("\"cuối tháng\"", "sai-kieu: `den_het` không thể là \"cuối tháng\""),
        ("5", "sai-kieu: `den_het`"),
        ("\"\"", "khoa-trong: "),
    ] {
        let plan = fs::read_to_string(folder().join("giay-gioi-thieu.toml")).expect("an example");
        let plan = plan.replace("den_het = 2026-06-30", &format!("den_het = {typed}"));
        let found = located(&composed_with(&plan, include_str!("../data/examples/vanban.toml")));
        assert!(found.len() == 1 && found[0].contains(says), "{typed}: {found:?}");
        assert!(found[0].starts_with("plan.toml:"), "{found:?}");
    }
}

/// The particulars of a party end with a full stop, whichever come last; none is lost.
#[test]
fn the_particulars_of_a_party_end_well() {
    let party = |keys: &str| {
        let plan = format!(
            "loai = \"hop-dong\"\ntrich_yeu = \"Mua cây giống\"\nngay_ban_hanh = 2026-03-02\nnguoi_ky = \"chu_tich\"\n\
             noi_nhan = [\"Bên A\"]\nluu = \"VT\"\nnoi_dung = \"Điều 1. Bên B giao cây.\"\n{}[[ben]]\nten = \"Xã An Bình\"\n{keys}",
            "[[ben]]\nten = \"Một bên\"\n".repeat(11)
        );
        let composed = composed_with(&plan, include_str!("../data/examples/vanban.toml"));
        let van_ban = composed.van_ban.unwrap_or_else(|| panic!("{:?}", composed.findings));
        let lines: Vec<String> = van_ban.than.iter().map(|block| block.text()).collect();
        let at = lines.iter().position(|line| line.ends_with(": Xã An Bình")).expect("the last party");
        let end = lines.iter().position(|line| line.starts_with("Các bên thống nhất")).expect("the end");
        lines[at + 1..end].to_vec()
    };
    assert_eq!(party(""), [""; 0]);
    assert_eq!(party("dia_chi = \"Thôn Trung\""), ["- Địa chỉ: Thôn Trung."]);
    assert_eq!(
        party("dia_chi = \"Thôn Trung\"\nma_so_thue = \"01\""),
        ["- Địa chỉ: Thôn Trung;", "- Mã số thuế: 01."]
    );
    assert_eq!(
        party("tai_khoan = \"1, Quỹ tín dụng\"\nchuc_vu = \"Chủ tịch\""),
        ["- Tài khoản: 1, Quỹ tín dụng;", "- Đại diện: Chủ tịch."]
    );
}
