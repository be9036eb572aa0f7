//! Rules of the page: what cannot be drawn, and the figures that an office chose.

rules! {
    /// A picture of signature or seal that hides what lies below it.
    ANH_KHONG_TRONG_SUOT: "anh-khong-trong-suot", Error, "PL I, Phần I, II.7.d và II.8.a", "Ảnh chữ ký, ảnh dấu có nền trong suốt.", "", "";
    /// A picture that cannot be used.
    ANH_SAI: "anh-sai", Fault, "PL I, Phần I, II.7.d và II.8.a", "Ảnh chữ ký, ảnh dấu là tệp PNG đọc được, dấu có kích thước thật.", "", "";
    /// A character that cannot be printed.
    KY_TU_KHONG_IN_DUOC: "ky-tu-khong-in-duoc", Fault, "PL I, Phần I, I.4", "Mỗi chữ phải có trong phông chữ của văn bản.",
        "ghi_chu = \"漢\"", "ghi_chu = \"Hán\"";
    /// An office's own layout that Typst cannot use.
    LAYOUT_SAI: "layout-sai", Fault, "", "Tệp trình bày riêng của cơ quan phải là Typst đúng.", "", "";
    /// Text that does not fit its cell.
    TRAN_O: "tran-o", Fault, "PL I, Phần I, I.3 và IV", "Chữ không được tràn khỏi ô và lề.",
        "so_ky_hieu_dai", "";
    /// A figure outside the decree's range.
    TRINH_BAY_SAI: "trinh-bay-ngoai-khoang", Error, "PL I, Phần I, I.3 và II", "Lề, cỡ chữ, thụt dòng, giãn dòng nằm trong khoảng của nghị định.",
        "trinh_bay = { le_trai = 20 }", "trinh_bay = { le_trai = 30 }";
    /// The PDF standard refuses the document.
    XUAT_PDF: "xuat-pdf", Fault, "", "Tệp PDF phải đạt PDF/A-2a và PDF/UA-1.", "", "";
}
