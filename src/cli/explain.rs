//! `vanban explain`: what a rule says, and what is wrong and right by it.

use super::Exit;
use crate::{
    diagnostic::nearest,
    rules::{self, RULES, page},
};
use anstream::{eprintln, print, println};

/// Giải thích một quy tắc, hoặc liệt kê các quy tắc
#[derive(clap::Args)]
#[command(
    help_template = super::usage::TEMPLATE,
    override_usage = "vanban explain [QUY TẮC] [TÙY CHỌN]",
    disable_help_flag = true,
    next_help_heading = "Tùy chọn"
)]
pub(super) struct Args {
    // The brackets would read as a link in a doc comment.
    #[arg(
        help = "Tên quy tắc, như trong phát hiện: lỗi[tên]; không có thì liệt kê",
        value_name = "QUY TẮC",
        help_heading = "Tham số"
    )]
    rule: Option<String>,
}

/// Prints one rule, or a line for each.
pub(super) fn run(args: &Args) -> Exit {
    let Some(id) = &args.rule else {
        let width = RULES.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
        for rule in RULES.iter() {
            println!("{:<width$}  {:<8}  {}", rule.id, rule.severity.word(), rule.says);
        }
        return Exit::Fine;
    };
    let Some(rule) = rules::find(id) else {
        eprintln!("lỗi: không có quy tắc `{id}`");
        if let Some(near) = nearest(id, RULES.iter().map(|rule| rule.id)) {
            eprintln!("có phải `{near}`?");
        }
        eprintln!("xem các quy tắc: vanban explain");
        return Exit::Broken;
    };
    print!("{}", page::plain(rule));
    Exit::Fine
}
