//! Reads the pictures that a plan or an office file names.

use crate::{
    catalogue::nowhere,
    diagnostic::{Diagnostic, Findings},
    reads::Reads,
    rules,
    source::Sources,
    van_ban::{Anh, VanBan},
};
use std::path::{Path, PathBuf};

/// How a PNG file begins.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Reads every picture; paths count from the file that names them.
pub(crate) fn read(van_ban: &mut VanBan, sources: &Sources, reads: &mut Reads, findings: &mut Findings) {
    for picture in van_ban.pictures_mut() {
        let span = picture.path.span().unwrap_or_else(nowhere);
        let path = beside(&sources.get(span.file).name, picture);
        let message = match reads.read(&path) {
            Ok(bytes) if bytes.starts_with(PNG) => {
                picture.bytes = bytes;
                continue;
            }
            Ok(_) => format!("{} không phải ảnh PNG", path.display()),
            Err(_) => format!("không đọc được ảnh {}", path.display()),
        };
        let label = "viết đường dẫn tới một tệp .png, tính từ tệp này";
        findings.push(Diagnostic::new(&rules::ANH_SAI, span, message).label(label));
    }
}

fn beside(file: &str, picture: &Anh) -> PathBuf {
    Path::new(file).parent().unwrap_or(Path::new("")).join(picture.path.as_str().trim())
}
