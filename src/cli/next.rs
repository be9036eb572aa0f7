//! `vanban next`: the next period's plan.

use super::Exit;
use crate::{
    build::inputs_of,
    calendar::Ky,
    diagnostic::Severity,
    error::Error,
    next::{self, Entry, Rolled, Viec},
    output, report,
};
use anstream::{eprint, eprintln, println};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Viết kế hoạch kỳ sau từ kế hoạch kỳ này
#[derive(clap::Args)]
#[command(
    help_template = super::usage::TEMPLATE,
    override_usage = "vanban next <TỆP> [TÙY CHỌN]",
    disable_help_flag = true,
    next_help_heading = "Tùy chọn"
)]
pub(super) struct Args {
    /// Tệp kế hoạch kỳ này (.toml)
    #[arg(value_name = "TỆP", help_heading = "Tham số")]
    plan: PathBuf,
    /// Kỳ cần tới, ví dụ 2024-08; không có thì là kỳ liền sau
    #[arg(long, value_name = "KỲ", value_parser = period)]
    ky: Option<Ky>,
    /// Tệp hoặc thư mục đích; không có thì ghi cạnh kế hoạch
    #[arg(short, long, value_name = "ĐƯỜNG DẪN")]
    output: Option<PathBuf>,
    /// Chỉ báo cáo, không ghi tệp
    #[arg(long)]
    dry_run: bool,
    /// Ghi đè cả tệp mà người đã sửa
    #[arg(long)]
    force: bool,
    /// Báo cáo bằng JSON
    #[arg(long)]
    json: bool,
}

fn period(text: &str) -> Result<Ky, &'static str> {
    Ky::parse(text).ok_or("kỳ viết như 2024-08, 2024-Q3, 2024-H2, 2025 hoặc 2024-W23")
}

/// Rolls the plan and reports.
pub(super) fn run(args: &Args) -> Exit {
    match roll(args) {
        Ok(exit) => exit,
        Err(error) => {
            eprintln!("lỗi: {error}");
            Exit::Broken
        }
    }
}

fn roll(args: &Args) -> Result<Exit, Error> {
    let rolled = next::roll(&inputs_of(&args.plan)?.0, args.ky);
    let findings = rolled.findings.clone().sorted();
    if !args.json {
        for found in &findings {
            eprint!("{}", report::snippet(found, &rolled.sources, true));
        }
    }
    let worst = findings.iter().map(|found| found.rule.severity).max();
    let exit = if worst >= Some(Severity::Error) { Exit::Findings } else { Exit::Fine };
    let (Some(bytes), Some((from, to))) = (&rolled.bytes, rolled.ky) else {
        if args.json {
            say_json(args, None, &rolled);
        } else {
            eprintln!("{}: chưa lập được kỳ sau; {}", args.plan.display(), report::sum(&findings));
        }
        return Ok(exit);
    };
    if from == to {
        println!("{}: đã ở kỳ {to}, không có gì đổi", args.plan.display());
        return Ok(exit);
    }
    let target = output::target(&next::beside(&args.plan, from, to), args.output.as_deref(), "toml");
    if !args.dry_run {
        if !args.force && is_edited(&target, bytes)? {
            eprintln!("lỗi: {} đã có người sửa, không ghi đè", target.display());
            eprintln!("chọn nơi ghi khác bằng -o, hoặc thêm --force nếu đúng là muốn ghi đè");
            return Ok(Exit::Broken);
        }
        output::write(&target, bytes)?;
    }
    if args.json {
        say_json(args, Some(&target), &rolled)
    } else {
        say(args, &target, &rolled)
    }
    Ok(exit)
}

/// Whether a file stands there that is neither what will be written nor as `next` made it.
fn is_edited(target: &Path, bytes: &[u8]) -> Result<bool, Error> {
    let Some(there) = output::existing(target)? else { return Ok(false) };
    let made = crate::encoding::decode(there.clone()).is_ok_and(|(text, _)| next::is_as_made(&text));
    Ok(there != bytes && !made)
}

fn say(args: &Args, target: &Path, rolled: &Rolled) {
    let done = if args.dry_run { "sẽ viết (chưa ghi gì)" } else { "đã viết" };
    let ky = rolled.ky.map_or_else(String::new, |(from, to)| format!("kỳ {from} → {to}, "));
    println!("{}: {ky}{done}", target.display());
    for viec in Viec::ALL {
        let entries: Vec<&Entry> = rolled.report.iter().filter(|entry| entry.viec == viec).collect();
        if entries.is_empty() {
            continue;
        }
        println!("{} ({}):", viec.word(), entries.len());
        for Entry { ten, chi_tiet, dong, .. } in entries {
            let line = dong.map_or_else(|| "   –".to_owned(), |line| format!("{line:>4}"));
            let detail = if chi_tiet.is_empty() { String::new() } else { format!(": {chi_tiet}") };
            println!("{line}  {ten}{detail}");
        }
    }
}

fn say_json(args: &Args, target: Option<&Path>, rolled: &Rolled) {
    let list = |viec: Viec| {
        let entries = rolled.report.iter().filter(|entry| entry.viec == viec);
        entries
            .map(|entry| json!({"ten": entry.ten, "chi_tiet": entry.chi_tiet, "dong": entry.dong}))
            .collect::<Vec<_>>()
    };
    let findings = rolled.findings.clone().sorted();
    let findings: Vec<_> = findings.iter().map(|found| report::json(found, &rolled.sources)).collect();
    let mut out = json!({
        "ke_hoach": args.plan.display().to_string(),
        "tep": target.map(|path| path.display().to_string()),
        "da_ghi": target.is_some() && !args.dry_run,
        "ky": rolled.ky.map(|(_, to)| to.to_string()),
        "phat_hien": findings,
    });
    for viec in Viec::ALL {
        out[viec.key()] = json!(list(viec));
    }
    println!("{out}");
}
