//! Điều 15, 16 and Phụ lục IV, I: numbers, and the register of outgoing documents. `number` raises them.

rules! {
    /// A document that takes no number here.
    KHONG_LAY_SO: "khong-lay-so", Fault, "", "Lệnh number cấp số cho văn bản đi có số; số của bản sao người sao tự ghi.",
        "[ban_sao]\nhinh_thuc = \"sao-y\"", "so = 5";
    /// A secret document without a register of its own.
    MAT_CHUA_CO_SO: "van-ban-mat-chua-co-so", Fault, "Điều 15.2", "Văn bản mật lấy hệ thống số riêng, đăng ký ở sổ riêng.",
        "[so_dang_ky]\ntheo = \"loai\"", "[so_dang_ky]\ntheo = \"loai\"\ntep_mat = \"so-dang-ky-mat.csv\"";
    /// A day of issue that the plan rules out.
    NGAY_CAP_SO: "ngay-cap-so-khac-ke-hoach", Fault, "Điều 15.1", "Số và ngày ban hành cấp cùng lúc; ngày đã gõ trong kế hoạch thì giữ nguyên.",
        "ngay_ban_hanh = \"2023\"", "ngay_ban_hanh = \"2024\"";
    /// A number that another document has.
    SO_DA_CAP: "so-da-cap", Fault, "Điều 15.1", "Số và ký hiệu là duy nhất trong một năm.",
        "so = 4", "so = 5";
    /// The series were cut in another way this year.
    SO_DOI_DAY: "so-dang-ky-doi-cach-chia", Fault, "Điều 15.1", "Cách chia dãy số giữ suốt năm, từ 01/01 đến 31/12.",
        "[so_dang_ky]\ntheo = \"chung\"", "[so_dang_ky]\ntheo = \"loai\"";
    /// A row or a head that cannot be read.
    SO_HONG: "so-dang-ky-hong", Fault, "PL IV, Phần I", "Mỗi hàng của sổ đăng ký có số, ký hiệu và ngày đọc được, dưới các cột của Phụ lục IV.",
        "5,3/5,Chương trình Công tác", "05/CTr-UBND,03/5/2024,Chương trình Công tác";
    /// The register has another number for the plan, or another document under its name.
    SO_KHAC: "so-khac-so-dang-ky", Fault, "Điều 15.1", "Số của kế hoạch là số mà sổ đăng ký ghi cho tệp ấy.",
        "so = 6", "so = 5";
    /// A number beyond the next one.
    SO_NHAY: "so-nhay-quang", Fault, "Điều 15.1", "Số lấy liên tiếp trong năm, không bỏ trống.",
        "so = 9", "so = 5";
    /// The register says other things than the plan.
    SO_LECH: "so-dang-ky-lech", Warning, "Điều 16.1", "Sổ đăng ký ghi đúng như văn bản: ký hiệu, ngày, tên loại, trích yếu.",
        "05/CTr-UBND,03/5/2024,Chương trình Công tác thang 5", "05/CTr-UBND,03/5/2024,Chương trình Công tác tháng 5";
    /// Numbers or days out of order.
    SO_THU_TU: "so-dang-ky-thu-tu", Warning, "Điều 15.1", "Số và ngày ban hành theo cùng một thứ tự.",
        "02/CTr-UBND,06/5/2024\n03/CTr-UBND,03/5/2024", "02/CTr-UBND,03/5/2024\n03/CTr-UBND,06/5/2024";
    /// Numbers that no row has.
    SO_THIEU: "so-dang-ky-thieu-so", Error, "Điều 15.1", "Số lấy liên tiếp trong năm, không bỏ trống.",
        "02/CTr-UBND\n04/CTr-UBND", "02/CTr-UBND\n03/CTr-UBND";
    /// A number or a plan that two rows have.
    SO_TRUNG: "so-dang-ky-trung", Error, "Điều 15.1", "Số và ký hiệu là duy nhất trong một năm.",
        "02/CTr-UBND\n02/CTr-UBND", "02/CTr-UBND\n03/CTr-UBND";
    /// An office that has not said how it numbers.
    THIEU_SO_DANG_KY: "thieu-so-dang-ky", Fault, "Điều 15.1", "Người đứng đầu quy định cách chia dãy số: `[so_dang_ky]` của vanban.toml ghi cách ấy.",
        "[co_quan]", "[so_dang_ky]\ntheo = \"loai\"";
}
