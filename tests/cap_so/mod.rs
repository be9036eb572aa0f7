//! Numbers: the next one, once each, whatever happens to plan and register.

mod dua;
mod so_xau;

use crate::support::plans::{OFFICE, plan_with};
use chrono::NaiveDate;
use std::{
    fs,
    path::{Path, PathBuf},
};
use vanban::number::{Days, Numbered, Registrar, Viec};

/// The heads of the register (PL IV, I.2, and two of ours).
const HEAD: &str = "\"Số, ký hiệu văn bản\",Ngày tháng văn bản,Tên loại và trích yếu nội dung văn bản,Người ký,Nơi nhận văn bản,\"Đơn vị, người nhận bản lưu\",Số lượng bản,Ngày chuyển,Ký nhận,Ghi chú,Dãy số,Tệp";

/// An office that numbers so.
fn office_with(theo: &str) -> String {
    format!("{OFFICE}[so_dang_ky]\ntheo = \"{theo}\"\n")
}

/// A plan without a number and without a day; lines as in [`plan_with`].
fn draft(lines: &str) -> String {
    let has = |key: &str| lines.lines().any(|line| line.trim_start_matches('-').starts_with(key));
    let defaults = [("so ", "-so \n"), ("ngay_ban_hanh", "ngay_ban_hanh = \"2026\"\n")];
    let missing: String = defaults.iter().filter(|(key, _)| !has(key)).map(|(_, line)| *line).collect();
    plan_with(&format!("{lines}\n{missing}"))
}

struct Office(tempfile::TempDir);

impl Office {
    fn new(theo: &str) -> Self {
        let office = Self(tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder"));
        office.write("vanban.toml", &office_with(theo));
        office
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).expect("a file")
    }

    /// The rows of the register, without the head.
    fn rows(&self) -> Vec<String> {
        self.read("so-dang-ky.csv").lines().skip(1).map(str::to_owned).collect()
    }

    fn ask(&self, name: &str, day: &str, trial: bool) -> Numbered {
        let today: NaiveDate = day.parse().expect("a day");
        let mut registrar = Registrar::new(Days { today, given: None }, trial);
        registrar.number(&self.at(name)).expect("files that can be read and written")
    }

    /// Asks for a number: `05/KH-UBND cap-so`, or the rules in the way.
    fn number(&self, name: &str, day: &str) -> String {
        said(&self.ask(name, day, false))
    }

    /// Writes a plan and asks for its number.
    fn take(&self, name: &str, lines: &str, day: &str) -> String {
        self.write(name, &draft(lines));
        self.number(name, day)
    }
}

/// How a plan has its number, and what was found.
fn said(numbered: &Numbered) -> String {
    let done = numbered.done.as_ref().map(|done| format!("{} {:?}", done.so_ky_hieu, done.viec));
    let found = numbered.findings.clone().sorted();
    let found = found.iter().map(|found| {
        format!("{}@{}", found.rule.id, found.span.map_or_else(String::new, |span| place(numbered, span)))
    });
    done.into_iter().chain(found).collect::<Vec<_>>().join(" ")
}

/// A place as `so-dang-ky.csv:2:1`.
fn place(numbered: &Numbered, span: vanban::source::Span) -> String {
    let place = numbered.sources.locate(span);
    Path::new(&place).file_name().expect("a name").to_string_lossy().into_owned()
}

#[test]
fn the_row_has_what_the_annex_asks_and_the_plan_gets_number_and_day() {
    let office = Office::new("loai");
    assert_eq!(
        office.take("2026-03.toml", "kinh_gui = [\"Sở Nội vụ\"]\nloai = \"to-trinh\"", "2026-02-05"),
        "01/TTr-UBND CapSo"
    );
    let register = fs::read_to_string(office.at("so-dang-ky.csv")).expect("the register");
    let row = "01/TTr-UBND,05/02/2026,Tờ trình Trồng cây quý I năm 2026,Trần Văn Mẫu,Sở Nội vụ; Các thôn; Các trường học,VT,,,,,loại Tờ trình,2026-03.toml";
    assert_eq!(register, format!("\u{FEFF}{HEAD}\r\n{row}\r\n"));
    let plan = office.read("2026-03.toml");
    assert!(
        plan.contains("ky = \"2026-03\"\nso = 1\n") && plan.contains("ngay_ban_hanh = 2026-02-05\n"),
        "{plan}"
    );
    // And asked again, all stays: bytes of plan and register.
    assert_eq!(office.number("2026-03.toml", "2026-02-09"), "01/TTr-UBND DaCo");
    assert_eq!((office.read("2026-03.toml"), office.read("so-dang-ky.csv")), (plan, register));
}

#[test]
fn series_are_cut_as_the_office_says_and_begin_anew_each_year() {
    let council = "co_quan = { ten = [\"Hội đồng thẩm định\"], viet_tat = \"HĐTĐ\" }";
    let bureau = "co_quan = { ten = [\"Phòng Kinh tế\"], viet_tat = \"PKT\" }";
    let letter = "loai = \"cong-van\"\ndon_vi_soan_thao = \"VP\"\nkinh_gui = [\"Sở Nội vụ\"]\n-ky\ntrich_yeu = \"trồng cây\"";
    for (theo, wanted) in [
        ("loai", ["01/KH-UBND", "01/UBND-VP", "01/KH-HĐTĐ", "02/KH-PKT", "03/KH-UBND", "01/KH-UBND"]),
        ("co-quan", ["01/KH-UBND", "02/UBND-VP", "01/KH-HĐTĐ", "01/KH-PKT", "03/KH-UBND", "01/KH-UBND"]),
        ("chung", ["01/KH-UBND", "02/UBND-VP", "01/KH-HĐTĐ", "03/KH-PKT", "04/KH-UBND", "01/KH-UBND"]),
    ] {
        let office = Office::new(theo);
        let plans = ["", letter, council, bureau, ""];
        for (i, (lines, wanted)) in plans.iter().zip(wanted).enumerate() {
            let said = office.take(&format!("{i}.toml"), lines, "2026-12-31");
            assert_eq!(said, format!("{wanted} CapSo"), "{theo}");
        }
        let said = office.take("nam-sau.toml", "ngay_ban_hanh = \"2027\"", "2027-01-01");
        assert_eq!(said, format!("{} CapSo", wanted[5]), "{theo}");
    }
}

#[test]
fn a_day_that_a_person_typed_stays() {
    let office = Office::new("loai");
    assert_eq!(office.take("a.toml", "ngay_ban_hanh = 2026-03-02 # đã ký", "2026-03-09"), "01/KH-UBND CapSo");
    assert!(office.read("a.toml").contains("ngay_ban_hanh = 2026-03-02 # đã ký\n"));
    assert!(office.rows()[0].starts_with("01/KH-UBND,02/3/2026,"));
    // What is known of a day must agree with it: an old plan gets no number of today.
    assert_eq!(
        office.take("b.toml", "ngay_ban_hanh = \"2026-02\"", "2026-03-09"),
        "ngay-cap-so-khac-ke-hoach@b.toml:1:17"
    );
    assert_eq!(office.take("c.toml", "-ngay_ban_hanh", "2026-03-09"), "02/KH-UBND CapSo");
    // A day before that of the number before is said, and the number given.
    assert_eq!(
        office.take("d.toml", "ngay_ban_hanh = 2026-03-03", "2026-03-10"),
        "03/KH-UBND CapSo so-dang-ky-thu-tu@d.toml:1:17"
    );
}

#[test]
fn an_interrupted_run_is_completed_from_its_row() {
    let office = Office::new("loai");
    office.take("a.toml", "", "2026-03-02");
    let whole = office.read("a.toml");
    // As if it had been killed between row and plan; found a week later, with other numbers taken since.
    office.write("a.toml", &draft(""));
    office.take("b.toml", "", "2026-03-04");
    assert_eq!(office.number("a.toml", "2026-03-09"), "01/KH-UBND HoanTat");
    assert_eq!(office.read("a.toml"), whole);
    assert_eq!(office.rows().len(), 2);
    // A month that the register contradicts is said, and stays.
    office.write("a.toml", &draft("ngay_ban_hanh = \"2026-05\""));
    assert_eq!(office.number("a.toml", "2026-03-09"), "01/KH-UBND HoanTat so-dang-ky-lech@a.toml:1:17");
    let plan = office.read("a.toml");
    assert!(plan.contains("so = 1\n") && plan.starts_with("ngay_ban_hanh = \"2026-05\"\n"), "{plan}");
    // Across the new year, too.
    office.write("a.toml", &draft(""));
    assert_eq!(office.number("a.toml", "2027-01-04"), "01/KH-UBND HoanTat");
    // A file used again for another document gets no old number.
    office.write("a.toml", &draft("trich_yeu = \"Việc khác\""));
    assert_eq!(office.number("a.toml", "2026-03-09"), "so-khac-so-dang-ky@a.toml:1:1");
    office.write("a.toml", &draft("-ngay_ban_hanh\n-ky\ntrich_yeu = \"Trồng cây quý I năm 2026\""));
    assert_eq!(office.number("a.toml", "2027-03-09"), "so-khac-so-dang-ky@a.toml:1:1");
}

#[test]
fn a_number_typed_by_hand_is_registered_or_refused() {
    let office = Office::new("loai");
    // The office goes over to the program in March.
    assert_eq!(office.take("a.toml", "so = 12", "2026-03-02"), "12/KH-UBND VaoSo");
    assert_eq!(office.take("b.toml", "", "2026-03-02"), "13/KH-UBND CapSo");
    assert_eq!(office.take("c.toml", "so = 14", "2026-03-02"), "14/KH-UBND VaoSo");
    assert_eq!(office.take("d.toml", "so = 13", "2026-03-02"), "so-da-cap@d.toml:1:6");
    assert_eq!(office.take("d.toml", "so = 16", "2026-03-02"), "so-nhay-quang@d.toml:1:6");
    assert_eq!(office.take("d.toml", "so = 3", "2026-03-02"), "so-nhay-quang@d.toml:1:6");
    assert!(!office.read("d.toml").contains("2026-03-02"), "a plan that is refused is not touched");
    // The number of the row is the plan's; one changed by hand is refused.
    assert_eq!(office.take("b.toml", "so = 14", "2026-03-02"), "so-khac-so-dang-ky@b.toml:1:6");
    // A row that somebody took out is put back into its place.
    let register = office.read("so-dang-ky.csv");
    let without: String = register.split_inclusive("\r\n").filter(|line| !line.starts_with("13/")).collect();
    office.write("so-dang-ky.csv", &without);
    office.write("b.toml", &draft("so = 13\nngay_ban_hanh = 2026-03-02"));
    assert_eq!(
        office.number("b.toml", "2026-03-02"),
        "13/KH-UBND VaoSo so-dang-ky-thieu-so@so-dang-ky.csv:3:1"
    );
    assert_eq!(office.read("so-dang-ky.csv"), register);
    // A plan under another name keeps its number.
    fs::rename(office.at("b.toml"), office.at("moi.toml")).expect("renamed");
    assert_eq!(office.number("moi.toml", "2026-03-09"), "13/KH-UBND DaCo");
    assert_eq!(office.read("so-dang-ky.csv"), register);
}

#[test]
fn what_takes_no_number_gets_none() {
    let office = Office::new("loai");
    for (lines, rule) in [
        ("do_mat = \"mat\"", "van-ban-mat-chua-co-so@a.toml:1:10"),
        (
            "ban_sao = { hinh_thuc = \"sao-y\", so = 3, nguoi_ky = \"chu_tich\", noi_nhan = [\"Các thôn\"], luu = \"VT\" }",
            "khong-lay-so@a.toml:1:11",
        ),
        ("trich_yeuu = 1", "khoa-la@a.toml:1:1"),
    ] {
        let said = office.take("a.toml", lines, "2026-03-02");
        assert!(said.starts_with(rule), "{lines}: {said}");
    }
    office.write("vanban.toml", OFFICE);
    assert_eq!(office.take("a.toml", "", "2026-03-02"), "thieu-so-dang-ky@a.toml:1:1");
    assert!(!office.at("so-dang-ky.csv").exists() && office.read("a.toml") == draft(""));
    // A secret document is in a register of its own.
    office.write("vanban.toml", &(office_with("loai") + "tep_mat = \"mat/so-mat.csv\"\n"));
    assert_eq!(office.take("a.toml", "do_mat = \"mat\"", "2026-03-02"), "01/KH-UBND CapSo");
    office.take("mat/quy/b.toml", "do_mat = \"mat\"", "2026-03-02");
    let register = office.read("mat/so-mat.csv");
    assert!(register.contains(",../a.toml\r\n") && register.contains(",quy/b.toml\r\n"), "{register}");
    assert!(!office.at("so-dang-ky.csv").exists());
}

#[test]
fn a_trial_writes_nothing_and_counts_on() {
    let office = Office::new("loai");
    let mut registrar =
        Registrar::new(Days { today: "2026-03-02".parse().expect("a day"), given: None }, true);
    for (name, wanted) in
        [("a.toml", (1, Viec::CapSo)), ("b.toml", (2, Viec::CapSo)), ("a.toml", (1, Viec::HoanTat))]
    {
        office.write(name, &draft(""));
        let done = registrar.number(&office.at(name)).expect("read").done.expect("a number");
        assert_eq!((done.so, done.viec), wanted);
        assert_eq!(office.read(name), draft(""));
    }
    let names: Vec<_> =
        fs::read_dir(office.at("")).expect("the folder").flatten().map(|e| e.file_name()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
}

#[test]
fn the_plan_keeps_its_encoding_and_line_ends() {
    let office = Office::new("loai");
    let text = format!("\u{FEFF}{}", draft("# chú thích").replace('\n', "\r\n"));
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(office.at("a.toml"), utf16).expect("a plan");
    assert_eq!(office.number("a.toml", "2026-03-02"), "01/KH-UBND CapSo");
    let units: Vec<u16> = fs::read(office.at("a.toml"))
        .expect("the plan")
        .chunks(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    let wanted = text
        .replace("ky = \"2026-03\"\r\n", "ky = \"2026-03\"\r\nso = 1\r\n")
        .replace("ngay_ban_hanh = \"2026\"", "ngay_ban_hanh = 2026-03-02");
    assert_eq!(String::from_utf16(&units).expect("text"), wanted);
}
