//! `vanban new`: a kind's example as a starting file.

use super::Exit;
use crate::{
    build::{OFFICE, find_office},
    catalogue::Loai,
    diagnostic::nearest,
    error::Error,
    examples, output,
};
use anstream::{eprintln, println};
use std::path::{Path, PathBuf};

/// Viết một kế hoạch mẫu để sửa
#[derive(clap::Args)]
#[command(
    help_template = super::usage::TEMPLATE,
    override_usage = "vanban new <LOẠI> [TÙY CHỌN]",
    disable_help_flag = true,
    next_help_heading = "Tùy chọn"
)]
pub(super) struct Args {
    /// Loại văn bản, như `vanban kinds` liệt kê
    #[arg(value_name = "LOẠI", help_heading = "Tham số")]
    kind: String,
    /// Tệp đích; không có thì là <LOẠI>.toml ở thư mục này
    #[arg(short, long, value_name = "TỆP")]
    output: Option<PathBuf>,
}

/// Writes the example, and an office file where there is none yet.
pub(super) fn run(args: &Args) -> Exit {
    let Some(text) = examples::plan(&args.kind) else {
        eprintln!("lỗi: không có loại văn bản `{}`", args.kind);
        if let Some(near) = nearest(&args.kind, Loai::all().iter().map(|loai| loai.id.as_str())) {
            eprintln!("có phải `{near}`?");
        }
        eprintln!("xem các loại: vanban kinds");
        return Exit::Broken;
    };
    let default = || PathBuf::from(format!("{}.toml", args.kind));
    let path = args.output.clone().unwrap_or_else(default);
    if path.exists() {
        eprintln!("lỗi: đã có tệp {}: chọn tên khác bằng -o", path.display());
        return Exit::Broken;
    }
    match write(&path, text) {
        Ok(()) => Exit::Fine,
        Err(error) => {
            eprintln!("lỗi: {error}");
            Exit::Broken
        }
    }
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    output::write(path, text.as_bytes())?;
    println!("{}: đã viết", path.display());
    if find_office(path).is_none() {
        let office = path.with_file_name(OFFICE);
        output::write(&office, examples::office().as_bytes())?;
        println!("{}: đã viết, sửa lại cho đúng cơ quan của bạn", office.display());
    }
    println!("dựng thử: vanban build {}", path.display());
    Ok(())
}
