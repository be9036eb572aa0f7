//! Rules of pictures within the text.

rules! {
    /// A picture that the text does not call.
    HINH_KHONG_DUNG: "hinh-khong-dung", Warning, "", "Hình đã khai báo thì phải được đặt vào văn bản.",
        "hinh.x = { tep = \"x.png\", mo_ta = \"Sơ đồ\" }", "";
    /// A picture that no plan has.
    HINH_LA: "hinh-la", Fault, "", "`hinh(\"tên\")` phải gọi một hình khai báo ở `[hinh.<tên>]`.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"Sơ đồ như sau:\\n{{ hinh('x') }}\\nTrên đây là sơ đồ.\"", "";
}
