//! `vanban build`: plans to files.

use super::Exit;
use crate::{
    build::{Built, build},
    diagnostic::{Diagnostic, Severity},
    error::Error,
    export::{self, Format},
    output, report,
    typeset::{Fonts, Typesetter},
};
use anstream::{eprint, eprintln, println};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Dựng văn bản từ kế hoạch
#[derive(clap::Args)]
#[command(
    help_template = super::usage::TEMPLATE,
    override_usage = "vanban build <TỆP>... [TÙY CHỌN]",
    disable_help_flag = true,
    next_help_heading = "Tùy chọn"
)]
pub(super) struct Args {
    /// Các tệp kế hoạch (.toml)
    #[arg(required = true, value_name = "TỆP", help_heading = "Tham số")]
    plans: Vec<PathBuf>,
    /// Tệp hoặc thư mục đích; không có thì ghi cạnh kế hoạch
    #[arg(short, long, value_name = "ĐƯỜNG DẪN")]
    output: Option<PathBuf>,
    /// Dạng tệp: pdf, png hoặc txt
    #[arg(
        long,
        value_name = "DẠNG",
        default_value = "pdf",
        hide_default_value = true,
        hide_possible_values = true,
        ignore_case = true
    )]
    format: Format,
    /// Dùng Times New Roman trong thư mục này
    #[arg(long, value_name = "THƯ MỤC")]
    font_path: Option<PathBuf>,
    /// Báo cáo bằng JSON
    #[arg(long)]
    json: bool,
}

/// Builds every plan; the worst of them decides the exit code.
pub(super) fn run(args: &Args) -> Exit {
    let fonts = match args.font_path.as_deref().map(|folder| (folder, Fonts::with_folder(folder))) {
        None => Fonts::shipped(),
        Some((folder, Err(error))) => return say(&Error::reading(folder, error)),
        Some((folder, Ok(fonts))) => {
            if !fonts.has_times_new_roman() {
                eprintln!(
                    "cảnh báo: {} không có Times New Roman, dùng phông kèm chương trình",
                    folder.display()
                );
            }
            fonts
        }
    };
    if args.plans.len() > 1 && args.output.as_deref().is_some_and(|o| !is_folder(o)) {
        eprintln!("lỗi: dựng nhiều kế hoạch thì -o phải là một thư mục (viết dấu / ở cuối)");
        return Exit::Broken;
    }
    if let Some(clash) = clash(args) {
        eprintln!("lỗi: {clash}");
        return Exit::Broken;
    }
    let typesetter = Typesetter::new(fonts);
    let exits =
        args.plans.iter().map(|plan| one(plan, args, &typesetter).unwrap_or_else(|error| say(&error)));
    exits.max().unwrap_or(Exit::Fine)
}

/// Why the files to write would destroy a plan or each other; `None` where they do not.
fn clash(args: &Args) -> Option<String> {
    let full = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut targets = std::collections::BTreeMap::new();
    for plan in &args.plans {
        let target = full(&output::target(plan, args.output.as_deref(), args.format.ending()));
        if args.plans.iter().any(|other| full(other) == target) {
            return Some(format!("{} sẽ bị ghi đè: chọn nơi ghi khác bằng -o", target.display()));
        }
        if let Some(other) = targets.insert(target, plan) {
            return Some(format!(
                "{} và {} cùng ghi ra một tệp: đổi tên hoặc dựng riêng",
                other.display(),
                plan.display()
            ));
        }
    }
    None
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', '\\'])
}

fn say(error: &Error) -> Exit {
    eprintln!("lỗi: {error}");
    Exit::Broken
}

/// Builds one plan and reports.
fn one(plan: &Path, args: &Args, typesetter: &Typesetter) -> Result<Exit, Error> {
    let mut built = build(plan, typesetter)?;
    let files = export(&mut built, plan, args);
    let pages = built.pages.as_ref().map_or(0, |pages| pages.document.pages().len());
    let findings = built.findings.sorted();
    for (path, bytes) in &files {
        output::write(path, bytes)?;
    }
    let paths: Vec<&PathBuf> = files.iter().map(|(path, _)| path).collect();
    if args.json {
        let list: Vec<_> = findings.iter().map(|d| report::json(d, &built.sources)).collect();
        let paths: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
        println!(
            "{}",
            json!({"ke_hoach": plan.display().to_string(), "tep": paths, "trang": pages, "phat_hien": list})
        );
    } else {
        for diagnostic in &findings {
            eprint!("{}", report::snippet(diagnostic, &built.sources, true));
        }
        say_result(plan, &paths, pages, &findings);
    }
    let worst = findings.iter().map(|d| d.rule.severity).max();
    Ok(if worst >= Some(Severity::Error) { Exit::Findings } else { Exit::Fine })
}

/// The bytes of every file to write; none where a fault was found.
fn export(built: &mut Built, plan: &Path, args: &Args) -> Vec<(PathBuf, Vec<u8>)> {
    let target = output::target(plan, args.output.as_deref(), args.format.ending());
    let (Some(pages), Some(van_ban)) = (&built.pages, &built.van_ban) else { return Vec::new() };
    let pictures = match args.format {
        Format::Pdf => export::pdf(pages, &mut built.findings).into_iter().collect(),
        Format::Txt => vec![export::txt(van_ban)],
        Format::Png => export::png(pages),
    };
    let count = pictures.len();
    let named = pictures.into_iter().enumerate();
    named.map(|(i, bytes)| (output::numbered(&target, i + 1, count), bytes)).collect()
}

fn say_result(plan: &Path, paths: &[&PathBuf], pages: usize, findings: &[Diagnostic]) {
    let sum = report::sum(findings);
    let tail = if sum.is_empty() { String::new() } else { format!("; {sum}") };
    match paths {
        [] => eprintln!("{}: chưa dựng được{tail}", plan.display()),
        [path] => println!("{}: {pages} trang{tail}", path.display()),
        [first, .., last] => println!("{} … {}: {pages} trang{tail}", first.display(), last.display()),
    }
}
