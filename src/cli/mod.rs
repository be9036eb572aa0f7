//! The command line: arguments in, exit code out. It calls the library and holds no document logic.

mod batch;
mod batch_print;
mod batch_report;
mod build;
mod check;
mod explain;
mod kinds;
mod mend;
mod new;
mod next;
mod number;
mod outcome;
mod usage;
mod watch;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// What a run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Every file was made; there may be warnings.
    Fine,
    /// A document has faults or errors.
    Findings,
    /// The program could not run: usage, or a file that cannot be read or written.
    Broken,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Fine => 0,
            Exit::Findings => 1,
            Exit::Broken => 2,
        })
    }
}

#[derive(Parser)]
#[command(
    name = "vanban",
    about = "Từ một bản kế hoạch ngắn viết bằng TOML thành văn bản hành chính đúng Nghị định 30/2020/NĐ-CP.",
    disable_help_subcommand = true,
    disable_version_flag = true,
    disable_help_flag = true,
    help_template = usage::TEMPLATE,
    override_usage = "vanban <LỆNH> [TÙY CHỌN]",
    subcommand_help_heading = "Lệnh",
    subcommand_value_name = "LỆNH",
    next_help_heading = "Tùy chọn",
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// In phiên bản và ngày của bộ quy định đang dùng
    #[arg(short = 'V', long)]
    version: bool,
    /// In lời hướng dẫn này
    #[arg(short, long, action = clap::ArgAction::Help, global = true, help_heading = "Tùy chọn", display_order = 1000)]
    help: Option<bool>,
}

#[derive(Subcommand)]
enum Command {
    Batch(batch::Args),
    Build(build::Args),
    Check(check::Args),
    Explain(explain::Args),
    Kinds(kinds::Args),
    New(new::Args),
    Next(next::Args),
    Number(number::Args),
    Watch(watch::Args),
}

/// Runs the program.
pub fn main() -> ExitCode {
    let exit = match Cli::try_parse() {
        Err(error) => usage::explain(&error),
        Ok(Cli { version: true, .. }) => usage::version(),
        Ok(Cli { command: None, .. }) => Exit::Fine,
        Ok(Cli { command: Some(Command::Batch(args)), .. }) => batch::run(&args),
        Ok(Cli { command: Some(Command::Build(args)), .. }) => build::run(&args),
        Ok(Cli { command: Some(Command::Check(args)), .. }) => check::run(&args),
        Ok(Cli { command: Some(Command::Explain(args)), .. }) => explain::run(&args),
        Ok(Cli { command: Some(Command::Kinds(args)), .. }) => kinds::run(&args),
        Ok(Cli { command: Some(Command::New(args)), .. }) => new::run(&args),
        Ok(Cli { command: Some(Command::Next(args)), .. }) => next::run(&args),
        Ok(Cli { command: Some(Command::Number(args)), .. }) => number::run(&args),
        Ok(Cli { command: Some(Command::Watch(args)), .. }) => watch::run(args),
    };
    exit.into()
}
