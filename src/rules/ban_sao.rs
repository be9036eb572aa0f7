//! Rules of copies (Phụ lục I, Phần II).

rules! {
    /// A copy older than what it copies.
    BAN_SAO_SOM: "ban-sao-som", Error, "PL I, Phần II, II.1.d", "Thời gian sao không thể trước thời gian ban hành văn bản.",
        "ban_sao = { hinh_thuc = \"sao-y\", ngay = 2024-05-02, nguoi_ky = \"chu_tich\", noi_nhan = [\"Các thôn\"] }",
        "ban_sao = { hinh_thuc = \"sao-y\", ngay = 2024-05-06, nguoi_ky = \"chu_tich\", noi_nhan = [\"Các thôn\"] }";
    /// A paper copy that lacks a part.
    BAN_SAO_THIEU: "ban-sao-thieu", Fault, "PL I, Phần II, II.1", "Bản sao giấy phải có hình thức sao, tên cơ quan sao, số và ký hiệu, địa danh và thời gian sao, người ký, nơi nhận.",
        "ban_sao = { hinh_thuc = \"sao-y\", noi_nhan = [\"Các thôn\"] }",
        "ban_sao = { hinh_thuc = \"sao-y\", nguoi_ky = \"chu_tich\", noi_nhan = [\"Các thôn\"] }";
    /// An excerpt of what there is not, or of what is copied whole.
    TRICH_SAI: "trich-sai", Fault, "Điều 3.12", "Trích sao lấy những phần có trong văn bản; sao y, sao lục là bản sao đầy đủ.",
        "ban_sao = { hinh_thuc = \"trich-sao\", trich = [\"II\"], nguoi_ky = \"chu_tich\", noi_nhan = [\"Các thôn\"] }",
        "ban_sao = { hinh_thuc = \"trich-sao\", trich = [\"I\"], nguoi_ky = \"chu_tich\", noi_nhan = [\"Các thôn\"] }";
}
