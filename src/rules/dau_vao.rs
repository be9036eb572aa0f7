//! Rules of reading and composing: files, keys, holes, khuon, what a plan cannot be without.

rules! {
    /// A rule declined without a reason.
    BO_QUA_KHONG_LY_DO: "bo-qua-khong-ly-do", Error, "", "Bỏ qua một quy tắc phải nói lý do.",
        "bo_qua = { trinh-bay-ngoai-khoang = \" \" }", "bo_qua = { trinh-bay-ngoai-khoang = \"cơ quan cho phép\" }";
    /// A mark that is none.
    DAU_LA: "dau-la", Fault, "PL I, Phần I, III.2", "Dấu chỉ độ mật, mức độ khẩn, phạm vi lưu hành là một trong các dấu của nghị định.",
        "do_khan = \"khan-cap\"", "do_khan = \"khan\"";
    /// A hole that calls itself.
    HO_VONG: "cho-trong-vong", Fault, "", "Chỗ trống không được gọi vòng tròn về chính nó.",
        "ghi_chu = \"{{ to_chuc_thuc_hien[0] }}\"\nto_chuc_thuc_hien = [\"{{ ghi_chu[0] }}\"]",
        "ghi_chu = \"{{ to_chuc_thuc_hien[0] }}\"\nto_chuc_thuc_hien = [\"Các phòng\"]";
    /// A hole that names nothing.
    HO_LA: "cho-trong-la", Fault, "", "Chỗ trống `{{ … }}` phải gọi một khóa có thật.",
        "trich_yeu = \"Tháng {{ ky.thangg }}\"", "trich_yeu = \"Tháng {{ ky.thang }}\"";
    /// A hole that cannot be read.
    HO_SAI: "cho-trong-sai", Fault, "", "Chỗ trống viết `{{ tên }}`, có thể kèm bộ lọc.",
        "trich_yeu = \"Tháng {{ ky.thang\"", "trich_yeu = \"Tháng {{ ky.thang }}\"";
    /// A condition that cannot be read.
    KHI_SAI: "khi-sai", Fault, "", "`khi` là một điều kiện đọc được: tên, so sánh, `and`, `or`, `not`.",
        "nhiem_vu = [{ noi_dung = \"Thu ngân sách\", khi = \"ky.thang = 5\" }]", "nhiem_vu = [{ noi_dung = \"Thu ngân sách\", khi = \"ky.thang == 5\" }]";
    /// An unknown key.
    KHOA_LA: "khoa-la", Fault, "", "Tên khóa phải là một trong các khóa của kế hoạch, của khuôn hoặc của vanban.toml.",
        "trich_yeuu = \"Công tác\"", "trich_yeu = \"Công tác\"";
    /// A required key that says nothing.
    KHOA_TRONG: "khoa-trong", Fault, "Điều 8", "Khóa bắt buộc phải có nội dung.",
        "luu = \"\"", "luu = \"VT\"";
    /// An unknown khuon.
    KHUON_LA: "khuon-la", Fault, "", "`khuon` phải là tên một khuôn lời văn đã có.",
        "khuon = \"chuong-trinh-than\"", "khuon = \"chuong-trinh-thang\"";
    /// A broken khuon.
    KHUON_SAI: "khuon-sai", Fault, "", "Khuôn lời văn phải viết ra được từ các khóa của kế hoạch.",
        "hoi_nghi = [{ ten = \"Họp\", thoi_gian = \"Tuần 3\", chuan_bi = 5 }]", "hoi_nghi = [{ ten = \"Họp\", thoi_gian = \"Tuần 3\", chuan_bi = \"Văn phòng\" }]";
    /// A period that is none.
    KY_SAI: "ky-sai", Fault, "", "`ky` là tháng, quý, nửa năm, năm hoặc tuần.",
        "ky = \"2024-13\"", "ky = \"2024-05\"";
    /// Characters that were changed while reading.
    KY_TU_LA: "ky-tu-la", Warning, "PL I, Phần I, I.4", "Chữ Unicode dựng sẵn theo TCVN 6909:2001, khoảng trắng thường.",
        "ghi_chu = \"Tuần\u{A0}3\"", "ghi_chu = \"Tuần 3\"";
    /// An unknown kind.
    LOAI_LA: "loai-la", Fault, "Điều 7", "`loai` phải là một loại văn bản hành chính.",
        "loai = \"chuong-trin\"", "loai = \"chuong-trinh\"";
    /// Bytes that are no text.
    MA_HOA_SAI: "ma-hoa-sai", Fault, "PL I, Phần I, I.4", "Tệp phải là chữ Unicode: UTF-8, hoặc UTF-16 có dấu BOM.", "", "";
    /// A date that does not exist.
    NGAY_SAI: "ngay-khong-co-that", Fault, "PL I, Phần I, II.4.b", "Ngày phải có thật.",
        "ngay_ban_hanh = \"31/4/2024\"", "ngay_ban_hanh = \"30/4/2024\"";
    /// A document that the decree does not govern.
    NGOAI_PHAM_VI: "ngoai-pham-vi", Error, "Điều 4.2.a", "Nghị định chỉ quy định thể thức văn bản hành chính; văn bản quy phạm pháp luật và văn bản của Đảng theo quy định riêng.",
        "ky_hieu = \"2026/CTr-UBND\"", "ky_hieu = \"CTr-UBND\"";
    /// A signer that no file has.
    NGUOI_KY_LA: "nguoi-ky-la", Fault, "PL I, Phần I, II.7", "`nguoi_ky` phải là tên một người ký trong vanban.toml.",
        "nguoi_ky = \"chu_tic\"", "nguoi_ky = \"chu_tich\"";
    /// Lines that were joined.
    NOI_DONG: "noi-dong", Warning, "", "Đoạn dán từ PDF bị ngắt giữa câu được nối lại; `noi_dong = true | false` nói rõ.",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nĐẩy mạnh công tác thu ngân sách nhà nước, thu từ đấu giá quyền sử\ndụng đất và thu tiền sử dụng đất, tiền thuê đất; đôn đốc triển khai\ncác công trình đầu tư công trong năm; tổng hợp quyết toán ngân sách\ncủa năm trước và báo cáo Hội đồng nhân dân.\n'''",
        "-khuon\n-nhiem_vu\nnoi_dong = true\nnoi_dung = '''\nĐẩy mạnh công tác thu ngân sách nhà nước, thu từ đấu giá quyền sử\ndụng đất và thu tiền sử dụng đất, tiền thuê đất; đôn đốc triển khai\ncác công trình đầu tư công trong năm; tổng hợp quyết toán ngân sách\ncủa năm trước và báo cáo Hội đồng nhân dân.\n'''";
    /// A value of the wrong type.
    SAI_KIEU: "sai-kieu", Fault, "", "Giá trị phải đúng kiểu của khóa.",
        "so = true", "so = 5";
    /// How a file was stored.
    TEP_LA: "tep-la", Note, "", "Tệp lưu khác thường vẫn đọc được.", "", "";
    /// A missing key.
    THIEU_KHOA: "thieu-khoa", Fault, "Điều 8", "Văn bản phải đủ các thành phần thể thức chính.",
        "-trich_yeu", "trich_yeu = \"Công tác\"";
    /// A key that the khuon cannot be without.
    THIEU_KHOA_KHUON: "thieu-khoa-khuon", Fault, "", "Khuôn lời văn phải có đủ các khóa bắt buộc của nó.",
        "hoi_nghi = [{ ten = \"Họp\" }]", "hoi_nghi = [{ ten = \"Họp\", thoi_gian = \"Tuần 3\" }]";
    /// A hole that asks for the period of a plan without one.
    THIEU_KY: "thieu-ky", Fault, "", "Chỗ trống gọi kỳ, và lệnh next, cần kế hoạch có `ky`.",
        "-ky\ntrich_yeu = \"Công tác tháng {{ ky.thang }}\"", "trich_yeu = \"Công tác tháng {{ ky.thang }}\"";
    /// A document without a body.
    THIEU_NOI_DUNG: "thieu-noi-dung", Fault, "Điều 8", "Văn bản phải có nội dung.",
        "-nhiem_vu", "nhiem_vu = [{ noi_dung = \"Đẩy mạnh công tác thu ngân sách\" }]";
    /// Broken TOML.
    TOML_SAI: "toml-sai", Fault, "", "Tệp phải viết đúng TOML.",
        "trich_yeu = Công tác", "trich_yeu = \"Công tác\"";
    /// A line break in a one-line field.
    XUONG_DONG: "xuong-dong", Error, "", "Trường một dòng không có dấu xuống dòng.",
        "noi_nhan = [\"Các phòng\\nban\"]", "noi_nhan = [\"Các phòng, ban\"]";
}
