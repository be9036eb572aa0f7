//! What keeps the program from running; a document's own mistakes are findings.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

/// A file that cannot be read or written.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    doing: Doing,
    source: io::Error,
}

#[derive(Debug, Clone, Copy)]
enum Doing {
    Reading,
    Writing,
}

impl Error {
    /// Reading failed.
    pub fn reading(path: &Path, source: io::Error) -> Self {
        Self { path: path.to_owned(), doing: Doing::Reading, source }
    }

    /// Writing failed.
    pub fn writing(path: &Path, source: io::Error) -> Self {
        Self { path: path.to_owned(), doing: Doing::Writing, source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        let (doing, advice) = match (self.doing, self.source.kind()) {
            (Doing::Reading, io::ErrorKind::NotFound) => ("không thấy tệp", "kiểm tra lại tên và thư mục"),
            (Doing::Reading, io::ErrorKind::IsADirectory) => {
                ("đây là thư mục, không phải tệp", "chỉ rõ tệp .toml")
            }
            (Doing::Reading, _) => ("không đọc được", "kiểm tra quyền đọc của tệp"),
            (Doing::Writing, io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy) => {
                ("không ghi được", "đóng tệp nếu đang mở ở chương trình khác rồi chạy lại")
            }
            (Doing::Writing, io::ErrorKind::StorageFull) => {
                ("không ghi được: đĩa đầy", "giải phóng chỗ rồi chạy lại")
            }
            (Doing::Writing, io::ErrorKind::NotFound) => {
                ("không có thư mục để ghi", "tạo thư mục rồi chạy lại")
            }
            (Doing::Writing, _) => ("không ghi được", "kiểm tra thư mục đích"),
        };
        write!(f, "{doing} {path}: {advice}")
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
