//! Which keys a TOML file may have, of which type, and what the user calls them.
//!
//! `data/khoa.toml` describes the keys of plan and office file, the head of a khuon those that it
//! owns, in the same words. Rust knows the types only.

use serde::{Deserialize, Deserializer};
use std::{collections::BTreeMap, sync::Arc};

/// The keys of a table.
pub type Keys = BTreeMap<String, Key>;

/// One key.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// Its type.
    pub kieu: Kind,
    /// What it is called in messages and comments.
    pub nhan: String,
    /// Whether the table is incomplete without it.
    #[serde(default)]
    pub bat_buoc: bool,
    /// The type of the items of a list, or of the tables of a map.
    pub phan_tu: Option<Box<Key>>,
    /// What a name of ours may be, where it is one of a few.
    #[serde(default)]
    pub gia_tri: Vec<String>,
    /// The keys of a table; every document has a copy of its plan's keys.
    #[serde(default, deserialize_with = "shared")]
    pub khoa: Arc<Keys>,
}

fn shared<'de, D: Deserializer<'de>>(keys: D) -> Result<Arc<Keys>, D::Error> {
    Keys::deserialize(keys).map(Arc::new)
}

/// The types of values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Text of one line.
    #[default]
    Dong,
    /// A paragraph.
    Doan,
    /// An outline.
    DanY,
    /// A name of ours or of a file: never printed, no holes needed.
    Ma,
    /// A whole number, 1 or more.
    So,
    /// A length in millimetres.
    Mm,
    /// Yes or no.
    Co,
    /// A whole date; it prints as `6/5/2024`, and in full with the filter `ngay`.
    Ngay,
    /// A date of which the day or the month may be unknown.
    NgayMotPhan,
    /// Dates, date-times or words.
    ThoiGian,
    /// How a meeting recurs, in words.
    LapLai,
    /// What a day off does to what recurs: `truoc`, `sau` or `giu`.
    NeuNghi,
    /// A period.
    Ky,
    /// A table with keys of its own.
    Bang,
    /// A list of `phan_tu`; a single value is a list of one.
    DanhSach,
    /// A table of tables, each under a name that the author chose.
    BangTheoTen,
    /// A signer: the name of one in the office file, or a table.
    NguoiKy,
    /// A line, or a table with keys of its own.
    DongHoacBang,
    /// A row of a table: a list of cells, or a table for a group's name or sums.
    Hang,
    /// A cell: text, a number or a date.
    O,
}

impl Kind {
    /// What the type is called to the user, with an example.
    pub fn expected(self) -> &'static str {
        match self {
            Self::Dong => "chuỗi chữ một dòng, ví dụ \"Văn phòng\"",
            Self::Doan => "chuỗi chữ, ví dụ \"Đẩy mạnh công tác …\"",
            Self::DanY => "đoạn chữ nhiều dòng trong '''…'''",
            Self::Ma => "tên viết trong dấu nháy, ví dụ \"chuong-trinh\"",
            Self::So => "số nguyên từ 1 trở lên, ví dụ 5",
            Self::Mm => "số đo bằng mi-li-mét, ví dụ 30",
            Self::Co => "true hoặc false",
            Self::Ngay => "ngày, ví dụ 2024-05-06 hoặc \"6/5/2024\"",
            Self::NgayMotPhan => "ngày (2024-05-03) hoặc phần đã biết của ngày (\"2024-05\", \"2024\")",
            Self::ThoiGian => {
                "ngày (2024-05-06), ngày giờ (2024-05-06T14:00:00), danh sách ngày, hoặc lời trong dấu nháy"
            }
            Self::LapLai => "lời trong dấu nháy, ví dụ \"ngày 25 hằng tháng\"",
            Self::NeuNghi => "\"truoc\", \"sau\" hoặc \"giu\"",
            Self::Ky => {
                "kỳ trong dấu nháy: \"2024-05\", \"2024-Q2\", \"2024-H1\", \"2024\" hoặc \"2024-W23\""
            }
            Self::Bang => "bảng có khóa riêng, ví dụ `[co_quan]`",
            Self::DanhSach => "danh sách, ví dụ [\"…\", \"…\"]",
            Self::BangTheoTen => "các bảng có tên, ví dụ `[nguoi_ky.chu_tich]`",
            Self::DongHoacBang => "chuỗi chữ một dòng, hoặc một nhóm { … } có khóa riêng",
            Self::NguoiKy => "tên người ký trong vanban.toml, hoặc bảng `[nguoi_ky]`",
            Self::Hang => "một hàng: [\"…\", 5], { nhom = \"…\" } hoặc { tong = \"…\", o = [\"…\", 5] }",
            Self::O => "chữ, số hoặc ngày",
        }
    }
}
