//! Rules of the calendar: what recurs, and the step from one period to the next.

rules! {
    /// What a person must look at after `next`.
    CON_XEM_LAI: "con-cho-xem-lai", Warning, "", "Những chỗ mà lệnh next đánh dấu phải có người xem lại.",
        "so = 5 # vanban: xem lại: số", "so = 5 # số";
    /// A district's office after the districts ended.
    DON_VI_HET: "don-vi-khong-con", Fault, "", "Từ 01/7/2025 không còn đơn vị hành chính cấp huyện: kế hoạch của kỳ sau đó thuộc xã, phường mới.", "", "";
    /// A target period that cannot be reached.
    KY_DEN_SAI: "ky-den-sai", Fault, "", "Lệnh next đi từ kỳ của kế hoạch tới một kỳ sau, cùng loại.", "", "";
    /// A recurrence that is none.
    LAP_LAI_SAI: "lap-lai-sai", Error, "", "`lap_lai` viết khi nào và bao lâu một lần, như \"ngày 25 hằng tháng\".",
        "hoi_nghi = [{ ten = \"Họp\", thoi_gian = \"Tuần 3\", lap_lai = \"ngày 25 tháng\" }]",
        "hoi_nghi = [{ ten = \"Họp\", thoi_gian = \"Tuần 3\", lap_lai = \"ngày 25 hằng tháng\" }]";
    /// What a day off does, wrongly named.
    NEU_NGHI_SAI: "neu-nghi-sai", Error, "", "`neu_nghi` là truoc, sau hoặc giu.",
        "hoi_nghi = [{ ten = \"Họp\", thoi_gian = \"Tuần 3\", neu_nghi = \"trước\" }]",
        "hoi_nghi = [{ ten = \"Họp\", thoi_gian = \"Tuần 3\", neu_nghi = \"truoc\" }]";
}
