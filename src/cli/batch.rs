//! `vanban batch`: a document for each row of a table.

use super::{Exit, batch_print::Print, batch_report::Report, batch_zip::Zip};
use crate::{
    batch::{Batch, Options, Planned, Refused, Runner, pool, shard::Shard},
    diagnostic::Findings,
    error::Error,
    export::Format,
    report,
    source::Sources,
    table::{self, Table, Wanted},
    typeset::{Fonts, Typesetter},
};
use anstream::{eprint, eprintln, println};
use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// Dựng một văn bản cho mỗi hàng của một bảng
#[derive(clap::Args)]
#[command(
    help_template = super::usage::TEMPLATE,
    override_usage = "vanban batch <TỆP> --data <BẢNG> -o \"ra/{{ ma }}-{{ ten | slug }}.pdf\" [TÙY CHỌN]",
    disable_help_flag = true,
    next_help_heading = "Tùy chọn"
)]
pub(super) struct Args {
    /// Kế hoạch (.toml), trong đó {{ … }} gọi các cột của bảng
    #[arg(value_name = "TỆP", help_heading = "Tham số")]
    plan: PathBuf,
    /// Bảng: CSV, XLSX, XLS, ODS, TOML hoặc JSON lines; @xa là 3.321 xã, phường, đặc khu
    #[arg(long, value_name = "BẢNG", help_heading = "Tham số", display_order = 1000)]
    data: PathBuf,
    /// Tên tệp của mỗi hàng, có chỗ trống
    #[arg(short, long, value_name = "TÊN TỆP")]
    output: Option<String>,
    /// Trang tính của bảng
    #[arg(long, value_name = "TÊN")]
    sheet: Option<String>,
    /// Hàng tên cột, khi không phải hàng đầu
    #[arg(long, value_name = "SỐ")]
    header: Option<usize>,
    /// Gọi các cột qua tên này: với --as xa, cột `ten` là {{ xa.ten }}
    #[arg(long = "as", value_name = "TÊN")]
    under: Option<String>,
    /// Chỉ lấy hàng có cột bằng giá trị này, dùng được nhiều lần
    #[arg(long = "where", value_name = "CỘT=GIÁ TRỊ")]
    wheres: Vec<String>,
    /// In tên gọi các cột của bảng rồi thôi
    #[arg(long)]
    columns: bool,
    /// Kiểm tra mọi hàng, không dựng
    #[arg(long)]
    dry_run: bool,
    /// Có hàng lỗi thì không dựng gì; lỗi khi dựng thì dừng ngay
    #[arg(long)]
    fail_fast: bool,
    /// Sửa khoảng trắng thừa, chữ tách dấu và đuôi .0 trong ô thay vì bỏ hàng
    #[arg(long)]
    tidy: bool,
    /// Tên tệp giữ dấu tiếng Việt và khoảng trắng
    #[arg(long)]
    accents: bool,
    /// Dựng lại cả những tệp không đổi
    #[arg(long)]
    force: bool,
    /// Số văn bản dựng cùng lúc; không nói thì bằng số nhân của máy
    #[arg(long, value_name = "SỐ")]
    jobs: Option<usize>,
    /// Dạng tệp: pdf, png hoặc txt
    #[arg(
        long,
        value_name = "DẠNG",
        default_value = "pdf",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
    /// Gộp mọi văn bản vào một tệp PDF cho máy in, theo thứ tự của bảng
    #[arg(long, value_name = "TỆP", conflicts_with = "shard")]
    merge: Option<PathBuf>,
    /// In hai mặt: văn bản lẻ trang có thêm một trang trắng trong tệp gộp
    #[arg(long, requires = "merge")]
    duplex: bool,
    /// Cột cho số bản in của mỗi văn bản trong tệp gộp
    #[arg(long, value_name = "CỘT", requires = "merge")]
    copies: Option<String>,
    /// Cho mọi tệp vào thêm một tệp nén, theo thứ tự của bảng
    #[arg(long, value_name = "TỆP")]
    pub(super) zip: Option<PathBuf>,
    /// Chỉ làm phần thứ i trong n phần, để nhiều máy cùng làm
    #[arg(long, value_name = "i/n")]
    shard: Option<Shard>,
    /// Dùng Times New Roman trong thư mục này
    #[arg(long, value_name = "THƯ MỤC")]
    font_path: Option<PathBuf>,
    /// Báo cáo bằng JSON, mỗi sự kiện một dòng
    #[arg(long)]
    pub(super) json: bool,
}

impl Args {
    /// Whether a row is one of our share; one without a file's name is everybody's to report.
    fn owns(&self, batch: &Batch, row: &Planned) -> bool {
        let name = row.target.as_deref().map(|target| batch.name_of(target));
        self.shard.zip(name).is_none_or(|(shard, name)| shard.owns(&name))
    }

    /// How the table is taken.
    fn options(&self) -> Options {
        Options {
            sheet: self.sheet.clone(),
            head: self.header,
            under: self.under.clone(),
            wheres: self.wheres.clone(),
            names: self.output.clone(),
            ending: self.format.ending().to_owned(),
            accents: self.accents,
            tidy: self.tidy,
        }
    }

    /// What the file for the printer is to be.
    pub(super) fn print(&self) -> Option<(&Path, bool, Option<&str>)> {
        Some((self.merge.as_deref()?, self.duplex, self.copies.as_deref()))
    }
}

/// Makes the documents; what went wrong decides the exit code.
pub(super) fn run(args: &Args) -> Exit {
    let done = if args.columns { columns(args) } else { batch(args) };
    done.unwrap_or_else(|error| {
        eprintln!("lỗi: {error}");
        Exit::Broken
    })
}

fn batch(args: &Args) -> Result<Exit, Error> {
    if args.output.is_none() && !args.dry_run {
        eprintln!(
            "lỗi: thiếu -o: viết tên tệp của mỗi hàng, ví dụ -o \"ra/{{{{ ma }}}}-{{{{ ten | slug }}}}.pdf\""
        );
        eprintln!(
            "xem các cột: vanban batch {} --data {} --columns",
            args.plan.display(),
            args.data.display()
        );
        return Ok(Exit::Broken);
    }
    let batch = match Batch::open(&args.plan, &args.data, args.options())? {
        Ok(batch) => batch,
        Err(refused) => return Ok(refuse(args, *refused)),
    };
    let (bad, good): (Vec<&Planned>, Vec<&Planned>) =
        batch.rows().iter().filter(|row| args.owns(&batch, row)).partition(|row| row.findings.has_fault());
    let Some(mut print) = Print::new(args, &batch, &good) else { return Ok(Exit::Broken) };
    let mut report = Report::new(&batch, args.json, good.len());
    bad.iter().for_each(|row| report.left_out(row));
    if args.dry_run || (args.fail_fast && !bad.is_empty()) {
        return Ok(report.checked(args.dry_run));
    }
    let typesetter = Typesetter::new(match &args.font_path {
        Some(folder) => Fonts::with_folder(folder).map_err(|error| Error::reading(folder, error))?,
        None => Fonts::shipped(),
    });
    let threads = args.jobs.unwrap_or_else(pool::default_threads);
    let runner = Runner {
        batch: &batch,
        typesetter: &typesetter,
        format: args.format,
        threads,
        force: args.force || args.merge.is_some(),
        shard: args.shard,
    };
    let mut zip = Zip::new(&batch);
    runner.run(&good, |row, outcome| {
        print.add(row, &outcome);
        zip.hear(&outcome);
        let well = report.hear(row, outcome);
        if (args.fail_fast && !well) || report.gives_up() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })?;
    print.write(args)?;
    if report.is_through() {
        zip.write(args)?;
    }
    Ok(report.sum())
}

/// Says why nothing is made.
fn refuse(args: &Args, refused: Refused) -> Exit {
    say(args.json, refused.findings, &refused.sources);
    if !args.json {
        eprintln!("{}: chưa dựng văn bản nào", args.data.display());
    }
    Exit::Findings
}

fn say(json: bool, findings: Findings, sources: &Sources) {
    for finding in findings.sorted() {
        if json {
            let mut event = report::json(&finding, sources);
            event["su_kien"] = "phat-hien".into();
            println!("{event}");
        } else {
            eprint!("{}", report::snippet(&finding, sources, true));
        }
    }
}

/// Prints how holes call the columns, with the first value of each.
fn columns(args: &Args) -> Result<Exit, Error> {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let wanted = Wanted { sheet: args.sheet.as_deref(), head: args.header };
    let table = if args.data == Path::new(table::COMMUNES) {
        table::communes(&mut sources, &mut findings)
    } else {
        table::open(&args.data, wanted, &mut sources, &mut findings)?
    };
    say(args.json, findings, &sources);
    let Some(table) = table else { return Ok(Exit::Findings) };
    let under = args.under.as_ref().map_or_else(String::new, |under| format!("{under}."));
    let example = |table: &Table, column: usize| {
        let values = (0..table.rows.len().min(100)).map(|row| table.text(row, column));
        values.map(|text| text.as_str().replace('\n', " ")).find(|text| !text.is_empty()).unwrap_or_default()
    };
    for (index, column) in table.columns.iter().enumerate() {
        let hole = format!("{{{{ {under}{} }}}}", column.key);
        let example: String = example(&table, index).chars().take(60).collect();
        if args.json {
            println!("{}", serde_json::json!({"cot": column.key, "ten": column.name, "vi_du": example}));
        } else {
            println!("{hole:<24} {:<24} {example}", column.name);
        }
    }
    Ok(Exit::Fine)
}
