//! Rules of what goes with a document.

rules! {
    /// A text issued with a document that does not say so.
    KEM_THEO_KHONG_NHAC: "kem-theo-khong-nhac", Warning, "PL III, mẫu 1.3", "Văn bản ban hành kèm theo phải được nói tới: ban hành (phê duyệt) kèm theo.",
        "kem_theo = [{ loai = \"quy-che\", trich_yeu = \"Làm việc\", noi_dung = \"Điều 1. Quy chế này áp dụng với các phòng.\" }]",
        "nhiem_vu = [{ noi_dung = \"Ban hành kèm theo Chương trình này Quy chế làm việc\" }]\nkem_theo = [{ loai = \"quy-che\", trich_yeu = \"Làm việc\", noi_dung = \"Điều 1. Quy chế này áp dụng với các phòng.\" }]";
    /// A reference to an appendix that is not there.
    PHU_LUC_KHONG_CO: "phu-luc-khong-co", Error, "PL I, Phần I, III.1.a", "Phụ lục mà văn bản nhắc tới phải có.",
        "nhiem_vu = [{ noi_dung = \"Trồng cây theo Phụ lục II kèm theo\" }]",
        "nhiem_vu = [{ noi_dung = \"Trồng cây theo Phụ lục kèm theo\" }]\nphu_luc = [{ ten = \"Số cây\", noi_dung = \"Các thôn trồng 500 cây.\" }]";
    /// An appendix of which the text says nothing.
    PHU_LUC_KHONG_NHAC: "phu-luc-khong-nhac", Warning, "PL I, Phần I, III.1.a", "Văn bản có phụ lục kèm theo thì trong văn bản phải có chỉ dẫn về phụ lục đó.",
        "phu_luc = [{ ten = \"Số cây\", noi_dung = \"Các thôn trồng 500 cây.\" }]",
        "nhiem_vu = [{ noi_dung = \"Trồng cây theo Phụ lục kèm theo\" }]\nphu_luc = [{ ten = \"Số cây\", noi_dung = \"Các thôn trồng 500 cây.\" }]";
}
