//! `vanban check`: holds plans against the decree; writes nothing but what `--fix` mends.

use super::{
    Exit,
    mend::{Mending, mend},
};
use crate::{
    build::{Built, build},
    check::{clauses::Sum, fix::Options},
    diagnostic::{Diagnostic, Severity},
    error::Error,
    export::Format,
    incremental::{Order, orders},
    report::{self, Log},
    typeset::{Fonts, Typesetter},
};
use anstream::{eprintln, print, println};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Soát kế hoạch theo nghị định
#[derive(clap::Args)]
#[command(
    help_template = super::usage::TEMPLATE,
    override_usage = "vanban check <TỆP>... [TÙY CHỌN]",
    disable_help_flag = true,
    next_help_heading = "Tùy chọn"
)]
pub(super) struct Args {
    /// Các tệp kế hoạch (.toml), hoặc thư mục có kế hoạch
    #[arg(required = true, value_name = "TỆP", help_heading = "Tham số")]
    plans: Vec<PathBuf>,
    /// Dạng báo cáo: text, line (mỗi phát hiện một dòng), json hoặc sarif
    #[arg(
        long,
        value_name = "DẠNG",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Form,
    /// Báo cáo bằng JSON, như --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Sửa ngay trong tệp những chỗ chỉ có một cách viết đúng; ghi chú và cách trình bày giữ nguyên
    #[arg(long)]
    fix: bool,
    /// Cho xem những chỗ --fix sẽ sửa, không ghi tệp (cùng --fix thì cho xem rồi ghi)
    #[arg(long)]
    diff: bool,
    /// Cùng --fix hoặc --diff: chuyển chữ TCVN3 (ABC), VNI, Windows-1258 sang Unicode
    #[arg(long)]
    chuyen_ma: bool,
    /// Dùng Times New Roman trong thư mục này
    #[arg(long, value_name = "THƯ MỤC")]
    font_path: Option<PathBuf>,
}

/// How findings are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// With the source line and a caret.
    Text,
    /// One line a finding.
    Line,
    /// One line of JSON a plan.
    Json,
    /// One log of SARIF 2.1.0.
    Sarif,
}

/// Checks every plan; the worst of them decides the exit code.
pub(super) fn run(args: &Args) -> Exit {
    let fonts = match args.font_path.as_deref().map(|folder| (folder, Fonts::with_folder(folder))) {
        None => Fonts::shipped(),
        Some((folder, Err(error))) => return say(&Error::reading(folder, error)),
        Some((_, Ok(fonts))) => fonts,
    };
    let form = if args.json { Form::Json } else { args.format };
    let typesetter = Typesetter::new(fonts);
    let mut log = Log::default();
    let mut worst = Exit::Fine;
    let orders = match orders(&args.plans, None, Format::Pdf.ending()) {
        Ok(orders) => orders,
        Err(error) => return say(&error),
    };
    if args.fix || args.diff {
        let plans: Vec<&Path> = orders.list.iter().map(|order| order.plan.as_path()).collect();
        let mending =
            Mending { write: args.fix, show: args.diff, options: Options { convert: args.chuyen_ma } };
        if let Err(error) = mend(&plans, mending) {
            return say(&error);
        }
        if !args.fix {
            return Exit::Fine;
        }
    }
    for Order { plan, .. } in &orders.list {
        let exit = match build(plan, &typesetter) {
            Ok(built) => one(plan, &built, form, &mut log),
            Err(error) => say(&error),
        };
        worst = worst.max(exit);
    }
    if form == Form::Sarif {
        println!("{:#}", report::sarif(&log));
    }
    worst
}

fn say(error: &Error) -> Exit {
    eprintln!("lỗi: {error}");
    Exit::Broken
}

/// Reports what was found in one plan.
fn one(plan: &Path, built: &Built, form: Form, log: &mut Log) -> Exit {
    let findings = built.findings.clone().sorted();
    match form {
        Form::Text => text(plan, built, &findings),
        Form::Line => findings.iter().for_each(|d| println!("{}", report::line(d, &built.sources))),
        Form::Json => println!("{}", for_programs(plan, built, &findings)),
        Form::Sarif => log.add(&built.findings, &built.sources),
    }
    let worst = findings.iter().map(|d| d.rule.severity).max();
    if worst >= Some(Severity::Error) { Exit::Findings } else { Exit::Fine }
}

fn text(plan: &Path, built: &Built, findings: &[Diagnostic]) {
    for diagnostic in findings {
        print!("{}", report::snippet(diagnostic, &built.sources, true));
    }
    let sum = report::sum(findings);
    let sum = if sum.is_empty() {
        "không thấy gì sai trong những điều đã kiểm".to_owned()
    } else {
        sum
    };
    println!("{}: {sum}", plan.display());
    println!("  {}", Sum::of(&built.findings, built.reach()));
    for (silence, count) in built.findings.silences().filter(|(_, count)| *count > 0) {
        println!("  bỏ qua {count} {}: {}", silence.rule.id, silence.reason);
    }
}

fn for_programs(plan: &Path, built: &Built, findings: &[Diagnostic]) -> serde_json::Value {
    let list: Vec<_> = findings.iter().map(|d| report::json(d, &built.sources)).collect();
    let Sum { kiem, sai, bo_qua, cach_dung, nguoi_soan, chua_kiem } = Sum::of(&built.findings, built.reach());
    json!({
        "ke_hoach": plan.display().to_string(),
        "phat_hien": list,
        "bo_qua": report::silences(&built.findings),
        "dieu_khoan": {
            "kiem": kiem, "sai": sai, "bo_qua": bo_qua, "cach_dung": cach_dung,
            "nguoi_soan": nguoi_soan, "chua_kiem": chua_kiem,
        },
    })
}
