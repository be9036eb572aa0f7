//! `vanban kinds`: the kinds of documents, their abbreviations and forms.

use super::Exit;
use crate::catalogue::Loai;
use anstream::println;
use serde_json::json;

/// Liệt kê các loại văn bản
#[derive(clap::Args)]
#[command(
    help_template = super::usage::TEMPLATE,
    override_usage = "vanban kinds [TÙY CHỌN]",
    disable_help_flag = true,
    next_help_heading = "Tùy chọn"
)]
pub(super) struct Args {
    /// In bằng JSON
    #[arg(long)]
    json: bool,
}

/// Prints a line for each kind.
pub(super) fn run(args: &Args) -> Exit {
    if args.json {
        let kinds = Loai::all().iter().map(
            |loai| json!({"loai": loai.id, "ten": loai.ten, "viet_tat": loai.viet_tat, "mau": loai.mau}),
        );
        println!("{}", json!(kinds.collect::<Vec<_>>()));
        return Exit::Fine;
    }
    println!("{:<17} {:<17} {:<9} mẫu", "loai", "tên loại", "viết tắt");
    for Loai { id, ten, viet_tat, mau, .. } in Loai::all() {
        println!("{id:<17} {ten:<17} {viet_tat:<9} {mau}");
    }
    Exit::Fine
}
