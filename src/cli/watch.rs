//! `vanban watch`: builds whenever a file of the plan is saved.

use super::{Exit, build::To, outcome::Reporter};
use crate::{
    incremental::Builder,
    watch::{Events, Watch},
};
use anstream::eprintln;
use std::path::PathBuf;

/// Dựng lại mỗi khi lưu kế hoạch, đến khi bấm Ctrl+C
#[derive(clap::Args)]
#[command(
    help_template = super::usage::TEMPLATE,
    override_usage = "vanban watch <TỆP|THƯ MỤC>... [TÙY CHỌN]",
    disable_help_flag = true,
    next_help_heading = "Tùy chọn"
)]
pub(super) struct Args {
    /// Các tệp kế hoạch (.toml), hoặc thư mục có kế hoạch
    #[arg(required = true, value_name = "TỆP", help_heading = "Tham số")]
    plans: Vec<PathBuf>,
    #[command(flatten)]
    to: To,
    /// Báo cáo bằng JSON
    #[arg(long)]
    json: bool,
}

/// Builds, waits, and builds what changed; only a folder or fonts that cannot be read end it.
pub(super) fn run(args: Args) -> Exit {
    let (orders, typesetter) = match args.to.prepare(&args.plans) {
        Ok(prepared) => prepared,
        Err(exit) => return exit,
    };
    let builder = Builder {
        typesetter: &typesetter,
        format: args.to.format,
        force: false,
        every_finding: true,
        manifests: orders.are_many(),
    };
    let mut watch = Watch::new(builder, args.plans, args.to.output);
    let mut events = Events::new();
    let mut said = false;
    loop {
        let mut reporter = Reporter::new(args.json);
        if let Err(error) = watch.refresh(|order, outcome| reporter.hear(order, outcome)) {
            reporter.failed(&error);
        }
        events.watch(&watch.folders());
        if !std::mem::replace(&mut said, true) {
            eprintln!("đang theo dõi {} tệp; lưu là dựng lại, dừng bằng Ctrl+C", watch.files());
        }
        events.wait();
    }
}
