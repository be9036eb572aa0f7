//! Rules of tables.

rules! {
    /// A table that is nowhere placed.
    BANG_KHONG_DUNG: "bang-khong-dung", Warning, "", "Mỗi bảng đã khai báo được đặt vào văn bản bằng `{{ bang(\"tên\") }}`.",
        "bang.x = { cot = [{ ten = \"A\" }], hang = [[\"1\"]] }",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\" }], hang = [[\"1\"]] }";
    /// A table that no page holds.
    BANG_QUA_RONG: "bang-qua-rong", Fault, "PL I, Phần I, I.3", "Bảng phải nằm trọn trong lề; hẹp nhất là cỡ chữ 10 trên trang ngang.",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\", rong = 280 }], hang = [[\"1\"]] }",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\", rong = 30 }], hang = [[\"1\"]] }";
    /// A table that stands within text.
    BANG_SAI_CHO: "bang-sai-cho", Fault, "", "Bảng đứng trên một dòng riêng của `noi_dung` hoặc của khuôn.",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả {{ bang(\"x\") }}\nlà như sau: {{ bang(\"x\") }}.\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\" }], hang = [[\"1\"]] }",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\" }], hang = [[\"1\"]] }";
    /// A table that no file has.
    BANG_LA: "bang-la", Fault, "", "`bang(\"tên\")` phải gọi một bảng khai báo ở `[bang.<tên>]`.",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\" }], hang = [[\"1\"]] }";
    /// A table without rows.
    BANG_TRONG: "bang-trong", Warning, "", "Bảng phải có hàng; bảng trống không được in.",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\" }] }",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\" }], hang = [[\"1\"]] }";
    /// A column that the file of a table does not have.
    COT_LA: "cot-la", Fault, "", "Cột lấy số liệu từ tệp phải có trong tệp.", "", "";
    /// A document on its side without a table.
    NGANG_KHONG_BANG: "ngang-khong-bang", Error, "PL I, Phần I, I.2", "Chỉ văn bản có bảng, biểu mới được trình bày theo chiều rộng của khổ giấy.",
        "ngang = true",
        "ngang = true\n-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\" }], hang = [[\"1\"]] }";
    /// A cell that is not what its column is.
    O_SAI_DANG: "cot-sai-dang", Warning, "", "Ô của cột số là số, ô của cột ngày là ngày; ô khác in như đã gõ và không được cộng.",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\", dang = \"so\" }], hang = [[\"nhiều\"]] }",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\", dang = \"so\" }], hang = [[1250]] }";
    /// A figure of a table that is beyond sense.
    SO_DO_BANG: "so-do-bang-sai", Error, "", "Bề rộng, cỡ chữ, số chữ số lẻ của bảng nằm trong khoảng hợp lý; văn bản được dựng với số gần nhất.",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\" }], co = 200, hang = [[\"1\"]] }",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\" }], co = 12, hang = [[\"1\"]] }";
    /// A row that has not as many cells as the table has columns.
    SO_O: "so-o-khong-khop", Fault, "", "Mỗi hàng có đúng một ô cho mỗi cột, trừ cột số thứ tự.",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\" }], hang = [[\"1\", \"2\"]] }",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\" }, { ten = \"B\" }], hang = [[\"1\", \"2\"]] }";
    /// A file of a table that cannot be read.
    TEP_BANG_SAI: "tep-bang-sai", Fault, "", "Tệp số liệu mà bảng gọi phải đọc được.",
        "bang.x = { tep = \"khong-co.csv\" }\n-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\nKết quả như sau:\n{{ bang(\"x\") }}\nTrên đây là kết quả.\n'''\nbang.x = { cot = [{ ten = \"A\" }], hang = [[\"1\"]] }";
}
