//! `vanban number`: takes numbers from the register.

use super::Exit;
use crate::{
    calendar::{PartialDate, padded},
    diagnostic::Severity,
    error::Error,
    number::{Days, Done, Numbered, Registrar, Viec},
    report,
};
use anstream::{eprint, eprintln, println};
use chrono::NaiveDate;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Cấp số cho văn bản và ghi sổ đăng ký văn bản đi
#[derive(clap::Args)]
#[command(
    help_template = super::usage::TEMPLATE,
    override_usage = "vanban number <TỆP>... [TÙY CHỌN]",
    disable_help_flag = true,
    next_help_heading = "Tùy chọn"
)]
pub(super) struct Args {
    /// Các tệp kế hoạch (.toml), theo thứ tự lấy số
    #[arg(required = true, value_name = "TỆP", help_heading = "Tham số")]
    plans: Vec<PathBuf>,
    /// Ngày ban hành, khi kế hoạch chưa ghi đủ ngày; không có thì là hôm nay
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    ngay: Option<NaiveDate>,
    /// Chỉ báo số sẽ cấp, không ghi sổ và kế hoạch
    #[arg(long)]
    dry_run: bool,
    /// Báo cáo bằng JSON, mỗi kế hoạch một dòng
    #[arg(long)]
    json: bool,
}

fn day(text: &str) -> Result<NaiveDate, &'static str> {
    let date = PartialDate::parse(text).ok().filter(|date| date.ngay.is_some());
    date.map(|date| date.first_day()).ok_or("ngày viết như 2024-05-03 hoặc 3/5/2024")
}

/// Numbers each plan; one that gets none does not keep the others from theirs.
pub(super) fn run(args: &Args) -> Exit {
    let mut registrar = Registrar::new(Days { today: today(), given: args.ngay }, args.dry_run);
    let exits = args.plans.iter().map(|plan| match registrar.number(plan) {
        Ok(numbered) => say(args, plan, numbered),
        Err(error) => failed(&error),
    });
    exits.max().unwrap_or(Exit::Fine)
}

fn failed(error: &Error) -> Exit {
    eprintln!("lỗi: {error}");
    Exit::Broken
}

fn say(args: &Args, plan: &Path, numbered: Numbered) -> Exit {
    let Numbered { done, document, findings, sources } = numbered;
    let findings = findings.sorted();
    let worst = findings.iter().map(|found| found.rule.severity).max();
    if args.json {
        let list: Vec<_> = findings.iter().map(|found| report::json(found, &sources)).collect();
        println!("{}", line_of_json(args, plan, done.as_ref(), &list));
    } else {
        findings.iter().for_each(|found| eprint!("{}", report::snippet(found, &sources, true)));
        match &done {
            Some(done) => println!("{}: {}", plan.display(), words(args, done)),
            None => eprintln!("{}: chưa cấp số; {}", plan.display(), report::sum(&findings)),
        }
        if done.is_some() && document.worst() >= Some(Severity::Error) {
            eprintln!("{}: văn bản còn {document}; xem: vanban check {0}", plan.display());
        }
    }
    if worst >= Some(Severity::Error) { Exit::Findings } else { Exit::Fine }
}

fn words(args: &Args, done: &Done) -> String {
    let register = done.register.display();
    let what = match (done.viec, args.dry_run) {
        (Viec::DaCo, _) => format!("đã có trong {register}"),
        (Viec::HoanTat, false) => format!("lấy lại từ {register}"),
        (Viec::HoanTat, true) => format!("sẽ lấy lại từ {register} (chưa ghi gì)"),
        (Viec::CapSo | Viec::VaoSo, false) => format!("đã vào {register}, dãy {}", done.day_so),
        (Viec::CapSo | Viec::VaoSo, true) => format!("sẽ vào {register}, dãy {} (chưa ghi gì)", done.day_so),
    };
    format!("số {}, ngày {}, {what}", done.so_ky_hieu, padded(done.ngay))
}

fn line_of_json(
    args: &Args,
    plan: &Path,
    done: Option<&Done>,
    findings: &[serde_json::Value],
) -> serde_json::Value {
    let viec = |done: &Done| match done.viec {
        Viec::CapSo => "cap-so",
        Viec::VaoSo => "vao-so",
        Viec::HoanTat => "lay-lai",
        Viec::DaCo => "da-co",
    };
    json!({
        "ke_hoach": plan.display().to_string(),
        "viec": done.map(viec),
        "so": done.map(|done| done.so),
        "so_ky_hieu": done.map(|done| &done.so_ky_hieu),
        "ngay": done.map(|done| done.ngay.to_string()),
        "day_so": done.map(|done| &done.day_so),
        "so_dang_ky": done.map(|done| done.register.display().to_string()),
        "da_ghi": done.is_some_and(|done| done.viec != Viec::DaCo) && !args.dry_run,
        "phat_hien": findings,
    })
}

/// The day in Vietnam (UTC+7): the one thing that the program asks a clock, where `--ngay` says nothing.
#[expect(clippy::disallowed_methods, reason = "a number is taken on a day; all else never asks")]
fn today() -> NaiveDate {
    const VIETNAM: u64 = 7 * 3600;
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let days = i32::try_from((since.as_secs() + VIETNAM) / 86400).unwrap_or_default();
    NaiveDate::from_epoch_days(days).unwrap_or_default()
}
