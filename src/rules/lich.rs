//! Rules of the calendar: what recurs, and the step from one period to the next.

rules! {
    /// A recurrence that is none.
    LAP_LAI_SAI: "lap-lai-sai", Error, "", "`lap_lai` viết khi nào và bao lâu một lần, như \"ngày 25 hằng tháng\".",
        "hoi_nghi = [{ ten = \"Họp\", thoi_gian = \"Tuần 3\", lap_lai = \"ngày 25 tháng\" }]",
        "hoi_nghi = [{ ten = \"Họp\", thoi_gian = \"Tuần 3\", lap_lai = \"ngày 25 hằng tháng\" }]";
    /// What a day off does, wrongly named.
    NEU_NGHI_SAI: "neu-nghi-sai", Error, "", "`neu_nghi` là truoc, sau hoặc giu.",
        "hoi_nghi = [{ ten = \"Họp\", thoi_gian = \"Tuần 3\", neu_nghi = \"trước\" }]",
        "hoi_nghi = [{ ten = \"Họp\", thoi_gian = \"Tuần 3\", neu_nghi = \"truoc\" }]";
}
