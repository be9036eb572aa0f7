//! Rules of pictures and footnotes within the text.

rules! {
    /// A footnote that the text does not call.
    CHU_THICH_KHONG_DUNG: "chu-thich-khong-dung", Warning, "", "Chú thích đã viết thì phải được gọi trong văn bản.",
        "chu_thich.x = \"Theo báo cáo của xã.\"", "";
    /// A footnote that no plan has.
    CHU_THICH_LA: "chu-thich-la", Fault, "", "`chu_thich(\"tên\")` phải gọi một chú thích ở bảng `chu_thich`.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"Kết quả đạt khá{{ chu_thich('x') }}.\"", "-khuon\n-nhiem_vu\nnoi_dung = \"Kết quả đạt khá{{ chu_thich('x') }}.\"\nchu_thich.x = \"Theo báo cáo.\"";
    /// A picture that the text does not call.
    HINH_KHONG_DUNG: "hinh-khong-dung", Warning, "", "Hình đã khai báo thì phải được đặt vào văn bản.",
        "hinh.x = { tep = \"x.png\", mo_ta = \"Sơ đồ\" }", "";
    /// A picture that no plan has.
    HINH_LA: "hinh-la", Fault, "", "`hinh(\"tên\")` phải gọi một hình khai báo ở `[hinh.<tên>]`.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"Sơ đồ như sau:\\n{{ hinh('x') }}\\nTrên đây là sơ đồ.\"", "";
}
