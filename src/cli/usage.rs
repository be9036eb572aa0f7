//! Help, version and usage mistakes in Vietnamese.

use super::Exit;
use crate::standard::STANDARD;
use anstream::{eprintln, print, println};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The order of a help text.
pub(super) const TEMPLATE: &str = "\
{about-with-newline}
Cách dùng: {usage}

{all-args}{after-help}";

/// `--version`: the program and the rules in use.
pub(super) fn version() -> Exit {
    println!("vanban {}", env!("CARGO_PKG_VERSION"));
    println!("quy định: {} (đối chiếu {})", STANDARD.van_ban, STANDARD.doi_chieu);
    Exit::Fine
}

/// Prints help, or says what is wrong with the arguments.
pub(super) fn explain(error: &clap::Error) -> Exit {
    if matches!(error.kind(), ErrorKind::DisplayHelp) {
        print!("{}", error.render().ansi());
        return Exit::Fine;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        eprintln!("{}", error.render().ansi());
        return Exit::Broken;
    }
    eprintln!("lỗi: {}", message(error));
    if let Some(near) =
        text(error, ContextKind::SuggestedArg).or_else(|| text(error, ContextKind::SuggestedSubcommand))
    {
        eprintln!("có phải `{near}`?");
    }
    if let Some(values) = text(error, ContextKind::ValidValue).filter(|values| !values.is_empty()) {
        eprintln!("các giá trị dùng được: {values}");
    }
    eprintln!("xem hướng dẫn: vanban --help");
    Exit::Broken
}

fn message(error: &clap::Error) -> String {
    let argument = text(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = text(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn `{argument}`"),
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh `{}`", text(error, ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("tùy chọn `{argument}` cần một giá trị"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{argument}` không nhận giá trị `{value}`")
        }
        ErrorKind::MissingRequiredArgument => {
            // clap writes `<TỆP>...`.
            let name = argument.replace("...", "").replace(['<', '>'], "");
            format!("thiếu {name}: viết sau tên lệnh")
        }
        ErrorKind::ArgumentConflict => format!("`{argument}` không đi cùng tùy chọn khác đã dùng"),
        ErrorKind::InvalidUtf8 => "tên tệp có ký tự không phải Unicode".to_owned(),
        _ => "dòng lệnh không đúng".to_owned(),
    }
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(list) => Some(list.join(", ")),
        _ => None,
    }
}
