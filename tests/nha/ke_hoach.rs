//! Plans that between them print every part and every sort of paragraph: some lines each of the plan of the
//! rules' examples.

/// A sentence of several lines.
pub(super) const LONG: &str = "Rà soát, cập nhật danh sách hộ nghèo, hộ cận nghèo, hộ có hoàn cảnh khó khăn trên địa bàn xã để kịp thời hỗ trợ trong dịp giáp hạt theo đúng quy định của Nhà nước.";

const TABLE: &str = "bang.cay = { ten = \"Số cây đã trồng\", don_vi_tinh = \"cây\", cot = [{ ten = \"Thôn\" }, { ten = \"Số cây\" }], hang = [[\"Thượng\", \"1.500\"]] }";

/// A plan's lines with these lines as its body.
pub(super) fn body(lines: &[&str]) -> String {
    let long = [LONG; 3].join(" ");
    let lines: Vec<&str> = lines.iter().map(|line| if *line == LONG { &*long } else { line }).collect();
    format!("-khuon\n-nhiem_vu\n-ky\nnoi_dung = \"{}\"", lines.join("\\n"))
}

pub(super) fn sections() -> String {
    body(&["I. MỤC ĐÍCH", "1. Trồng cây", LONG, "1.1. Chăm cây", LONG])
}

pub(super) fn chapters() -> String {
    body(&[
        "Phần I",
        "QUY ĐỊNH CHUNG",
        "Chương I",
        "PHẠM VI",
        "Mục 1",
        "CÂY XANH",
        "Tiểu mục 1",
        "TRỒNG",
        "Điều 1. Trồng cây",
        LONG,
    ])
}

pub(super) fn act() -> String {
    let body =
        body(&["Điều 1. Trồng cây trên địa bàn xã.", "Điều 2. Quyết định này có hiệu lực từ ngày ký."]);
    format!(
        "{body}\nloai = \"quyet-dinh\"\ntham_quyen = \"Chủ tịch Ủy ban nhân dân xã\"\ncan_cu = [\"Căn cứ tình hình thực tế\"]\n\
         nguoi_ky = {{ chuc_vu = \"Trưởng ban\", chuc_vu_khac = [\"Chủ tịch Ủy ban nhân dân\"], ho_ten = \"Trần Văn Mẫu\" }}"
    )
}

pub(super) fn table() -> String {
    format!("{}\n{TABLE}", body(&["Số cây:", "{{ bang('cay') }}", "Trên đây là kết quả."]))
}

/// Plans that between them print every part, each some lines of the plan of the rules' examples.
pub(super) fn plans() -> Vec<String> {
    let letter = body(&["1. Trồng cây.", LONG]);
    let with_note = body(&[
        "Số cây{{ chu_thich('x') }} theo Phụ lục kèm theo:",
        "{{ bang('cay') }}",
        "Trên đây là kết quả.",
    ]);
    let appendix = |more: &str| format!("phu_luc = [{{ ten = \"Số cây\", noi_dung = \"{LONG}\"{more} }}]");
    vec![
        sections(),
        chapters(),
        format!(
            "{letter}\nloai = \"cong-van\"\ndon_vi_soan_thao = \"KT\"\ntrich_yeu = \"trồng cây\"\nkinh_gui = [\"Sở Nội vụ\", \"Sở Tài chính\"]\n\
             dia_chi = [\"Thôn Trung, xã An Bình\"]\ndo_khan = \"khan\""
        ),
        act(),
        format!("{with_note}\n{TABLE}\n{}\nchu_thich.x = \"Theo báo cáo của xã.\"", appendix("")),
        format!("{}\nban = \"dien-tu\"\n{}", body(&["Số cây theo Phụ lục kèm theo."]), appendix(", tep_rieng = true")),
        "loai = \"giay-nghi-phep\"\n-khuon\n-nhiem_vu\n-ky\n-trich_yeu\nngay_don = 2024-05-02\nho_ten = \"Trần Thị Mẫu\"\n\
         chuc_vu = \"Công chức xã\"\nso_ngay = \"05 ngày\"\ntu_ngay = 2024-05-13\nden_ngay = 2024-05-17\n\
         tinh_vao = \"nghỉ hằng năm của năm 2024\"\nxac_nhan = true"
            .to_owned(),
        "ban_sao = { hinh_thuc = \"sao-y\", so = 5, ngay = 2024-05-06, nguoi_ky = \"chu_tich\", noi_nhan = [\"Các thôn\"] }"
            .to_owned(),
        "ban_sao = { hinh_thuc = \"sao-y\", ban = \"dien-tu\", thoi_gian = 2024-05-06T08:00:00 }".to_owned(),
        "co_quan = { chu_quan = [\"Ủy ban nhân dân xã An Bình\"], ten = [\"Phòng Kinh tế\"], viet_tat = \"PKT\", dia_danh = \"An Bình\" }"
            .to_owned(),
    ]
}
