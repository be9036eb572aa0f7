//! Rows become documents: conditions, lists, types, names, and what is left out.

use super::{Desk, Ran, TO_ALL};
use crate::support::pdf::Pdf;

fn words(desk: &Desk, name: &str) -> String {
    String::from_utf8(desk.files("ra").remove(name).unwrap_or_else(|| panic!("no {name}"))).expect("text")
}

#[test]
fn a_row_fills_types_lists_and_conditions() {
    let desk = Desk::letters(
        "1,xã Đắk Đrông,xã,7,2026-03-02,\"Các thôn\nTrạm Y tế\",5\n2,phường A Lưới 1,phường,18,5/3/2026,,\n3,xã Ia Pếch,xã,9,2026-03,,\n",
    );
    let ran = desk.run_letters(&["--format", "txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "3 hàng: dựng 3, không đổi 0\n"), "{}", ran.err);
    let one = words(&desk, "1-xa-dak-drong.txt");
    for line in ["Số: 07/UBND-VHXH", "số liệu của 5 thôn./.", "- Các thôn;\n- Trạm Y tế;\n- Lưu: VT, VHXH."]
    {
        assert!(one.contains(line), "{line}: {one}");
    }
    let two = words(&desk, "2-phuong-a-luoi-1.txt");
    assert!(two.contains("ngày 05 tháng 3 năm 2026") && two.contains("số tổ dân phố./."), "{two}");
    assert!(two.contains("- Như trên;\n- Lưu: VT, VHXH."), "an empty cell leaves no recipient: {two}");
    let three = words(&desk, "3-xa-ia-pech.txt");
    assert!(three.contains("xã Ia Pếch đăng ký thi đua./."), "{three}");
}

#[test]
fn a_series_of_decisions_changes_its_wording_by_row() {
    let plan = r#"
loai = "quyet-dinh"
so = "{{ cb.so }}"
ngay_ban_hanh = "{{ cb.ngay_ky }}"
trich_yeu = "Về việc bổ nhiệm vào ngạch đối với {{ cb.danh_xung }} {{ cb.ho_ten }}"
tham_quyen = ["Chủ tịch Ủy ban nhân dân xã An Bình"]
can_cu = ["Căn cứ Luật Tổ chức chính quyền địa phương"]
nguoi_ky = "chu_tich"
noi_nhan = ["Như Điều 3"]
luu = "{{ cb.luu }}"
noi_dung = '''
Điều 1. Bổ nhiệm {{ cb.danh_xung }} {{ cb.ho_ten }}, hệ số {{ cb.he_so }}.
{% if cb.noi == "Văn phòng" %}
Điều 2. Chánh Văn phòng và {{ cb.danh_xung }} {{ cb.ho_ten }} thi hành Quyết định này.
{% elif cb.noi is defined and cb.noi == "Trạm Y tế" %}
Điều 2. Chánh Văn phòng; Trạm trưởng {{ cb.noi }} và {{ cb.danh_xung }} {{ cb.ho_ten }} thi hành Quyết định này.
{% else %}
Điều 2. Trưởng các phòng: Nội vụ, {{ cb.noi }} và {{ cb.danh_xung }} {{ cb.ho_ten }} thi hành Quyết định này.
{% endif %}
'''
"#;
    let table = "Số;Ngày ký;Danh xưng;Họ tên;Hệ số;Nơi;Lưu\n\
                 86;16/01/2026;ông;Nguyễn Văn Mẫu;3,66;Kinh tế;VT, NC1\n\
                 87;16/01/2026;bà;Trần Thị Ví Dụ;2,67;Văn phòng;VT, NC2\n\
                 90;16/01/2026;ông;Lê Thử;3,00;Trạm Y tế;VT, NC3\n";
    let desk = Desk::new(plan, ("can-bo.csv", table.as_bytes()));
    let ran = desk.run(&["--data", "can-bo.csv", "--as", "cb", "-o", "ra/{{ cb.so }}", "--format", "txt"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for (name, line) in [
        ("86.txt", "Điều 2. Trưởng các phòng: Nội vụ, Kinh tế và ông Nguyễn Văn Mẫu thi hành"),
        ("87.txt", "Điều 2. Chánh Văn phòng và bà Trần Thị Ví Dụ thi hành"),
        ("90.txt", "Điều 2. Chánh Văn phòng; Trạm trưởng Trạm Y tế và ông Lê Thử thi hành"),
        ("90.txt", "hệ số 3,00."),
        ("90.txt", "- Lưu: VT, NC3."),
    ] {
        assert!(words(&desk, name).contains(line), "{name}: {line}");
    }
}

#[test]
fn faults_of_rows_are_listed_with_their_cells_and_the_others_made() {
    let desk = Desk::letters(
        "1,xã An Bình,xã,7,2026-03-02,,\n2, xã  Hai,xã,8,2026-03-02,,\n3,,xã,9,2026-03-02,,\n4,xã Bốn,xã,9.0,46083,,\n5,X· N¨m,xã,10,2026-03-02,,\n6,xã Sáu,xã,x,2026-03-02,,\n7,xã Bảy,xã,11,2026-03-02,,,thừa\n",
    );
    let ran = desk.run_letters(&[]);
    let wanted = [
        "xa.csv:3:3 o-thua-khoang-trang",
        "xa.csv:4:3 o-trong",
        "xa.csv:5:13 o-so-co-duoi",
        "xa.csv:5:17 o-ngay-thanh-so",
        "xa.csv:6:3 o-ma-cu",
        "xa.csv:8:29 hang-thua-o",
        "xa.csv:7:13 sai-kieu",
    ];
    assert_eq!((ran.code, ran.found()), (Some(1), wanted.map(str::to_owned).to_vec()), "{}", ran.err);
    assert_eq!(desk.files("ra").keys().collect::<Vec<_>>(), ["1-xa-an-binh.pdf"]);
    let fast = desk.run_letters(&["--fail-fast", "--force"]);
    assert_eq!((fast.code, fast.out.contains("chưa ghi tệp nào")), (Some(1), true));
    let dry = desk.run_letters(&["--dry-run"]);
    assert_eq!((dry.code, dry.out.contains("dựng được 2, bỏ qua 5")), (Some(1), true), "{}", dry.out);
    // Two of the faults are beyond doubt.
    let tidy = desk.run_letters(&["--tidy", "--dry-run"]);
    assert!(tidy.out.contains("dựng được 3, bỏ qua 4"), "{}", tidy.out);
}

#[test]
fn faults_of_the_table_or_the_plan_stop_everything() {
    let rows = "1,xã A,xã,7,2026-03-02,,\n2,xã B,xã,8,2026-03-02,,\n";
    let desk = Desk::letters(rows);
    let names = ["--data", "xa.csv", "-o"];
    for (arguments, rule) in [
        (&[&names[..], &["ra/{{ xa.cap }}", "--as", "xa"]].concat(), "ten-tep-trung"),
        (&[&names[..], &["ra/{{ xa.maa }}", "--as", "xa"]].concat(), "ten-tep-sai"),
        (&[&names[..], &["ra/a.pdf", "--as", "xa"]].concat(), "ten-tep-sai"),
        (&[&names[..], &["ra/{{ xa.ma }}", "--as", "loai"]].concat(), "cot-trung-khoa"),
        (&[&names[..], &["ra/{{ xa.ma }}", "--as", "xa", "--where", "tinhh=x"]].concat(), "loc-la"),
        (&[&names[..], &["ra/{{ xa.ma }}", "--as", "xa", "--where", "cap=x"]].concat(), "khong-co-hang"),
        (&[&names[..], &["ra/{{ xa.ma }}", "--as", "xa", "--header", "9"]].concat(), "bang-hong"),
        // Without --as the holes name nothing.
        (&[&names[..], &["ra/{{ ma }}"]].concat(), "cho-trong-la"),
    ] {
        let ran = desk.run(arguments);
        assert!(ran.code == Some(1) && ran.err.contains(&format!("[{rule}]")), "{arguments:?}: {}", ran.err);
        assert_eq!(desk.files("ra").len(), 0, "{arguments:?}");
    }
    let near =
        desk.run(&["--data", "@xa", "--as", "xa", "-o", "ra/{{ xa.ma }}", "--where", "tinh=Hải Phòng"]);
    assert!(near.err.contains("có phải `Thành phố Hải Phòng`?"), "{}", near.err);
    assert_eq!(desk.run(&["--data", "khong-co.csv", "-o", "ra/{{ ma }}"]).code, Some(2));
    assert_eq!(desk.run(&["--data", "xa.csv"]).code, Some(2), "no names for files");
}

#[test]
fn a_column_called_like_a_key_asks_for_a_name_of_its_own() {
    let desk = Desk::new(TO_ALL, ("xa.csv", "ten,tinh,luu\nxã A,Huế,VT\n".as_bytes()));
    let ran = desk.run(&["--data", "xa.csv", "-o", "ra/{{ ten }}"]);
    assert_eq!((ran.code, ran.found()), (Some(1), vec!["xa.csv:1:10 cot-trung-khoa".to_owned()]));
}

#[test]
fn hostile_names_are_faults_of_their_rows() {
    let plan = TO_ALL.replace(", {{ tinh }}", "");
    let long = "x".repeat(300);
    let table =
        format!("ten\n../../x\nCON\n{long}\n#import\nĐắk Đrông\nIa Pếch\nA Lưới 1\n1. Một\n**Hai**\n");
    let desk = Desk::new(&plan, ("xa.csv", table.as_bytes()));
    let ran = desk.run(&["--data", "xa.csv", "-o", "ra/{{ ten }}.pdf"]);
    let places: Vec<String> = (2..=4).map(|line| format!("xa.csv:{line}:1 ten-tep-sai")).collect();
    let mut places = places;
    places.push("xa.csv:10:1 ten-tep-sai".to_owned());
    assert_eq!((ran.code, ran.found()), (Some(1), places), "{}", ran.err);
    let names: Vec<String> = desk.files("ra").into_keys().collect();
    assert_eq!(names, ["#import.pdf", "1.-Mot.pdf", "A-Luoi-1.pdf", "Dak-Drong.pdf", "Ia-Pech.pdf"]);
    let pages = |name: &str| Pdf::read(desk.files("ra").remove(name).expect("a file")).text();
    assert!(pages("#import.pdf").contains("nhân dân #import trồng cây"));
    assert!(pages("1.-Mot.pdf").contains("nhân dân 1. Một trồng cây"));
    let accents = desk.run(&["--data", "xa.csv", "-o", "dau/{{ ten }}.pdf", "--accents"]);
    assert_eq!(accents.code, Some(1));
    assert!(desk.files("dau").contains_key("Đắk Đrông.pdf"));
}

#[test]
fn only_what_is_missing_or_changed_is_made_again() {
    let row = |ma: u32, ten: &str, thon: &str| format!("{ma},xã {ten},xã,7,2026-03-02,,{thon}\n");
    let rows = [row(1, "Một", "1"), row(2, "Hai", "2"), row(3, "Ba", "3")];
    let desk = Desk::letters(&rows.concat());
    let sum = |ran: &Ran| ran.out.lines().next().unwrap_or_default().to_owned();
    assert_eq!(sum(&desk.run_letters(&[])), "3 hàng: dựng 3, không đổi 0");
    assert_eq!(sum(&desk.run_letters(&[])), "3 hàng: dựng 0, không đổi 3");
    let table =
        |rows: String| std::fs::write(desk.at("xa.csv"), format!("{}{rows}", super::HEAD)).expect("a table");
    // Rows change places and one its content: by content, one is made.
    table([row(3, "Ba", "3"), row(2, "Hai", "22"), row(1, "Một", "1")].concat());
    assert_eq!(sum(&desk.run_letters(&[])), "3 hàng: dựng 1, không đổi 2");
    std::fs::remove_file(desk.at("ra/1-xa-mot.pdf")).expect("removed");
    std::fs::write(desk.at("ra/3-xa-ba.pdf"), "changed by hand").expect("a change");
    assert_eq!(sum(&desk.run_letters(&[])), "3 hàng: dựng 2, không đổi 1");
    let office = super::OFFICE.replace("Trần Văn Mẫu", "Lê Thị Ví Dụ");
    std::fs::write(desk.at("vanban.toml"), office).expect("another signer");
    assert_eq!(sum(&desk.run_letters(&[])), "3 hàng: dựng 3, không đổi 0");
    assert_eq!(sum(&desk.run_letters(&["--force"])), "3 hàng: dựng 3, không đổi 0");
}

#[test]
fn bytes_are_equal_for_any_order_of_rows_and_any_number_of_threads() {
    let mut rows: Vec<String> = (1..=12).map(|n| format!("{n},xã Số {n},xã,{n},2026-03-02,,{n}\n")).collect();
    let made = |rows: &[String], jobs: &str| {
        let desk = Desk::letters(&rows.concat());
        assert_eq!(desk.run_letters(&["--jobs", jobs]).code, Some(0));
        desk.files("ra")
    };
    let one = made(&rows, "1");
    assert_eq!(one.len(), 12);
    rows.reverse();
    for jobs in ["1", "2", "4"] {
        assert!(made(&rows, jobs) == one, "{jobs} threads, rows reversed");
    }
}

#[test]
fn two_provinces_are_read_back_page_by_page() {
    let desk = Desk::new(TO_ALL, ("none.csv", b"x\n"));
    for tinh in ["tinh=thanh pho hai phong", "tinh=Tỉnh An Giang"] {
        let ran = desk.run(&["--data", "@xa", "--where", tinh, "-o", "ra/{{ ma }}-{{ ten | slug }}.pdf"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
    }
    let files = desk.files("ra");
    assert!(files.len() > 200, "{} files", files.len());
    for (name, bytes) in files {
        let unit = vanban::don_vi::of_code(&name[..5]).expect("a code");
        assert_eq!(name, format!("{}-{}.pdf", unit.ma, vanban::fold::slug(&unit.ten)));
        let pdf = Pdf::read(bytes);
        let text = pdf.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&format!("Ủy ban nhân dân {} trồng cây", unit.ten)), "{name}: {text}");
        assert_eq!((pdf.info.pdfa.as_deref(), pdf.pages.len()), (Some("2A"), 1), "{name}");
    }
}
