//! Rules of tables and of batches: what a list of receivers must be so that nothing wrong is printed.

rules! {
    /// The head is not the first row.
    BANG_DAU: "bang-dau-cot", Note, "", "Hàng đầu của bảng là tên các cột; hàng tiêu đề phía trên được bỏ qua.", "", "";
    /// A file that is no table.
    BANG_HONG: "bang-hong", Fault, "", "Bảng dữ liệu là CSV, XLSX, XLS, ODS, TOML hoặc JSON lines đọc được.", "", "";
    /// A file beyond measure.
    BANG_QUA_LON: "bang-qua-lon", Fault, "", "Bảng dữ liệu có đến 256 MB và 5 triệu ô.", "", "";
    /// A column called like a key.
    COT_TRUNG: "cot-trung-khoa", Fault, "", "Cột trùng tên khóa của kế hoạch phải gọi qua tên đặt bằng `--as`.", "", "";
    /// More cells than columns.
    HANG_THUA: "hang-thua-o", Fault, "", "Mỗi hàng có nhiều nhất bấy nhiêu ô như hàng tên cột.",
        "ten,ma\nXã An Bình,1,2", "ten,ma\nXã An Bình,1";
    /// No row to make a document for.
    KHONG_HANG: "khong-co-hang", Fault, "", "Bảng có ít nhất một hàng được chọn.", "", "";
    /// A condition on a column that the table has not.
    LOC_LA: "loc-la", Fault, "", "`--where` viết cột=giá trị, với một cột có trong bảng.", "", "";
    /// Several sheets.
    NHIEU_TRANG_TINH: "nhieu-trang-tinh", Note, "", "Tệp có nhiều trang tính thì lấy trang đầu không ẩn; `--sheet` chọn trang khác.", "", "";
    /// A formula without a value.
    O_CONG_THUC: "o-cong-thuc", Fault, "", "Ô có công thức phải có giá trị.", "", "";
    /// Space too much.
    O_KHOANG_TRANG: "o-thua-khoang-trang", Fault, "", "Ô không có khoảng trắng ở hai đầu, hai khoảng trắng liền nhau hay khoảng trắng lạ.",
        "ten\nXã  An Bình", "ten\nXã An Bình";
    /// Letters of old fonts.
    O_MA_CU: "o-ma-cu", Fault, "PL I, Phần I, I.4", "Chữ trong bảng là Unicode, không phải TCVN3 (ABC) hay VNI.",
        "ten\nX· An B×nh", "ten\nXã An Bình";
    /// A day as a number.
    O_NGAY_SO: "o-ngay-thanh-so", Fault, "", "Ô ngày phải định dạng là ngày, hoặc viết thành chữ.",
        "ngay_ky\n45413", "ngay_ky\n1/5/2024";
    /// A cell beyond measure.
    O_QUA_DAI: "o-qua-dai", Fault, "", "Một ô có đến 100.000 byte.", "", "";
    /// A whole number with decimals.
    O_SO_LE: "o-so-co-duoi", Fault, "", "Số nguyên không mang đuôi `.0`.",
        "so_van_ban\n7.0", "so_van_ban\n7";
    /// Letters with marks apart.
    O_TACH_DAU: "o-tach-dau", Fault, "PL I, Phần I, I.4", "Chữ Unicode dựng sẵn theo TCVN 6909:2001.",
        "ten\nXa\u{303} An Bi\u{300}nh", "ten\nXã An Bình";
    /// An empty cell.
    O_TRONG: "o-trong", Fault, "", "Ô mà văn bản cần không để trống.", "", "";
    /// A name that no file can have.
    TEN_TEP_SAI: "ten-tep-sai", Fault, "", "Tên tệp nằm trong thư mục đích, dùng được trên Windows và Linux.", "", "";
    /// Two files of one name.
    TEN_TEP_TRUNG: "ten-tep-trung", Fault, "", "Mỗi hàng có một tên tệp riêng.", "", "";
    /// An unknown sheet.
    TRANG_TINH_LA: "trang-tinh-la", Fault, "", "`--sheet` phải là tên một trang tính của tệp.", "", "";
}
