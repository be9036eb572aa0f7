//! `vanban build`: plans to files.

use super::{Exit, outcome::Reporter};
use crate::{
    batch::pool,
    error::Error,
    export::Format,
    incremental::{Builder, Order, Orders, leftovers, orders},
    typeset::{Fonts, Typesetter},
};
use anstream::eprintln;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// Dựng văn bản từ kế hoạch
#[derive(clap::Args)]
#[command(
    help_template = super::usage::TEMPLATE,
    override_usage = "vanban build <TỆP|THƯ MỤC>... [TÙY CHỌN]",
    disable_help_flag = true,
    next_help_heading = "Tùy chọn"
)]
pub(super) struct Args {
    /// Các tệp kế hoạch (.toml), hoặc thư mục có kế hoạch: của nhiều kế hoạch chỉ dựng cái đã đổi
    #[arg(required = true, value_name = "TỆP", help_heading = "Tham số")]
    plans: Vec<PathBuf>,
    #[command(flatten)]
    to: To,
    /// Dựng lại tất cả, cả những văn bản không có gì đổi
    #[arg(long)]
    force: bool,
    /// Báo cáo bằng JSON
    #[arg(long)]
    json: bool,
}

/// Where documents go, and how they look.
#[derive(clap::Args)]
pub(super) struct To {
    /// Tệp hoặc thư mục đích; không có thì ghi cạnh kế hoạch
    #[arg(short, long, value_name = "ĐƯỜNG DẪN")]
    pub output: Option<PathBuf>,
    /// Dạng tệp: pdf, png, txt hoặc ics
    #[arg(
        long,
        value_name = "DẠNG",
        default_value = "pdf",
        hide_default_value = true,
        hide_possible_values = true,
        ignore_case = true
    )]
    pub format: Format,
    /// Dùng Times New Roman trong thư mục này
    #[arg(long, value_name = "THƯ MỤC")]
    font_path: Option<PathBuf>,
}

/// Builds every plan; the worst of them decides the exit code.
pub(super) fn run(args: &Args) -> Exit {
    let (orders, typesetter) = match args.to.prepare(&args.plans) {
        Ok(prepared) => prepared,
        Err(exit) => return exit,
    };
    let To { format, .. } = args.to;
    let builder = Builder {
        typesetter: &typesetter,
        format,
        force: args.force,
        every_finding: args.json,
        manifests: orders.are_many(),
    };
    let mut reporter = Reporter::new(args.json);
    let threads = pool::default_threads();
    let ran = builder.run(&orders.list, threads, |order, outcome| reporter.hear(order, outcome));
    let left = ran.and_then(|()| leftovers(&orders.outputs));
    match left {
        Ok(left) => left.iter().for_each(|left| {
            let (file, plan) = (left.file.display(), left.plan.display());
            let why = if left.plan_is_gone { "không còn" } else { "nay ít trang hơn" };
            eprintln!("còn sót: {file} ({plan} {why}); xóa nếu không cần");
        }),
        Err(error) => reporter.failed(&error),
    }
    if orders.are_many() {
        reporter.sum();
    }
    reporter.exit()
}

impl To {
    /// Finds the plans and makes the typesetter ready; what cannot be is said.
    pub(super) fn prepare(&self, plans: &[PathBuf]) -> Result<(Orders, Typesetter), Exit> {
        let fonts = self.fonts()?;
        let orders =
            orders(plans, self.output.as_deref(), self.format.ending()).map_err(|error| say(&error))?;
        for other in &orders.others {
            eprintln!("bỏ qua: {} không có `loai`, không phải kế hoạch", other.display());
        }
        if let Some(why) = self.refuse(&orders) {
            eprintln!("lỗi: {why}");
            return Err(Exit::Broken);
        }
        Ok((orders, Typesetter::new(fonts)))
    }

    fn fonts(&self) -> Result<Fonts, Exit> {
        let Some(folder) = self.font_path.as_deref() else { return Ok(Fonts::shipped()) };
        let fonts = Fonts::with_folder(folder).map_err(|error| say(&Error::reading(folder, error)))?;
        if !fonts.has_times_new_roman() {
            eprintln!("cảnh báo: {} không có Times New Roman, dùng phông kèm chương trình", folder.display());
        }
        Ok(fonts)
    }

    /// Why nothing can be made, or what is made would destroy a plan or another document.
    fn refuse(&self, orders: &Orders) -> Option<String> {
        if orders.are_many() && self.output.as_deref().is_some_and(|output| !is_folder(output)) {
            return Some("dựng nhiều kế hoạch thì -o phải là một thư mục (viết dấu / ở cuối)".to_owned());
        }
        if let (true, Some(folder)) = (orders.list.is_empty(), orders.searched.first()) {
            return Some(format!("{} không có kế hoạch nào (tệp .toml có `loai`)", folder.display()));
        }
        clash(&orders.list)
    }
}

/// Why the files to write would destroy a plan or each other; `None` where they do not.
fn clash(orders: &[Order]) -> Option<String> {
    let full = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let plans: BTreeSet<PathBuf> = orders.iter().map(|order| full(&order.plan)).collect();
    let mut targets = BTreeMap::new();
    for Order { plan, target } in orders {
        if plans.contains(&full(target)) {
            return Some(format!("{} sẽ bị ghi đè: chọn nơi ghi khác bằng -o", full(target).display()));
        }
        if let Some(other) = targets.insert(full(target), plan) {
            let (a, b) = (other.display(), plan.display());
            return Some(format!("{a} và {b} cùng ghi ra một tệp: đổi tên hoặc dựng riêng"));
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
