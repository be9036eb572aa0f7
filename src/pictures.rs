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
use typst::{
    foundations::Bytes,
    visualize::{ExchangeFormat, RasterImage},
};

/// How a PNG file begins.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// How a JPEG file begins.
pub(crate) const JPEG: &[u8] = b"\xFF\xD8\xFF";

/// Reads every picture; paths count from the file that names them.
pub(crate) fn read(van_ban: &mut VanBan, sources: &Sources, reads: &mut Reads, findings: &mut Findings) {
    for picture in van_ban.pictures_mut() {
        let span = picture.path.span().unwrap_or_else(nowhere);
        let path = beside(&sources.get(span.file).name, picture);
        let message = match reads.read(&path) {
            Ok(bytes) => match wrong(&bytes, picture.trong_suot) {
                None => {
                    if picture.trong_suot && !is_transparent(&bytes) {
                        let message = format!("{} không có nền trong suốt", path.display());
                        findings.push(
                            Diagnostic::new(&rules::ANH_KHONG_TRONG_SUOT, span, message)
                                .label("lưu lại thành PNG nền trong suốt"),
                        );
                    }
                    picture.bytes = bytes;
                    continue;
                }
                Some(what) => format!("{} {what}", path.display()),
            },
            Err(_) => format!("không đọc được ảnh {}", path.display()),
        };
        let ending = if picture.trong_suot { ".png" } else { ".png hoặc .jpg" };
        let label = format!("viết đường dẫn tới một tệp {ending}, tính từ tệp này");
        findings.push(Diagnostic::new(&rules::ANH_SAI, span, message).label(label));
    }
}

/// Why a file is no picture that can be used. Typst keeps what it decoded, for the layout.
fn wrong(bytes: &[u8], png_alone: bool) -> Option<&'static str> {
    let format = match bytes {
        _ if bytes.starts_with(PNG) => ExchangeFormat::Png,
        _ if bytes.starts_with(JPEG) && !png_alone => ExchangeFormat::Jpg,
        _ if png_alone => return Some("không phải ảnh PNG"),
        _ => return Some("không phải ảnh PNG hoặc JPEG"),
    };
    let decoded = RasterImage::plain(Bytes::new(bytes.to_vec()), format);
    decoded.err().map(|_| "hỏng, không mở ra thành ảnh được")
}

/// Whether a PNG has an alpha channel (colour types 4 and 6) or a chunk that stands for one.
fn is_transparent(png: &[u8]) -> bool {
    let colour_type = png.get(25).copied().unwrap_or_default();
    let alpha = matches!(colour_type, 4 | 6);
    let mut rest = png.get(PNG.len()..).unwrap_or_default();
    while let [a, b, c, d, name @ ..] = rest
        && !alpha
    {
        let len = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        match name.get(..4) {
            Some(b"tRNS") => return true,
            // Transparency stands before the pixels.
            Some(b"IDAT") | None => return false,
            // The name and the checksum have four bytes each.
            Some(_) => rest = name.get(len.saturating_add(8)..).unwrap_or_default(),
        }
    }
    alpha
}

fn beside(file: &str, picture: &Anh) -> PathBuf {
    Path::new(file).parent().unwrap_or(Path::new("")).join(picture.path.as_str().trim())
}
