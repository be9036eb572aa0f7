//! Speed of many documents: stages, threads, memory. `cargo bench --bench hang_loat [--profile dev]`.
//!
//! A document for each of the 3,321 communes, from a plan of three pages with its own name, number,
//! date and signer. Compare ratios, machines differ and are noisy.
//!
//! Where the time goes (dev profile, one thread): layout 59 %, PDF 26 %, most of it fonts subset and
//! deflated, words and tree 14 %, ties a third of that. Layout runs twice where a signature would stand
//! alone, and Typst lays out twice in each run, since the header asks for its page. What is measured costs
//! more than paragraphs, which Typst remembers: head and foot (grids in `layout` in `measure`) cost as
//! much as the body. minijinja compiles a template in a microsecond, so compiled ones are not kept.

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

use std::{
    hint::black_box,
    ops::ControlFlow,
    time::{Duration, Instant},
};
use vanban::{
    Findings, Fonts, Inputs, Typesetter,
    batch::pool,
    don_vi::{self, DonVi},
    export, read_and_compose,
};

const PLAN: &str = include_str!("../data/examples/kien-thuy/2024-05.toml");
const OFFICE: &str = include_str!("../data/examples/kien-thuy/vanban.toml");
const SIGNERS: [&str; 4] = ["Trần Văn Mẫu", "Lê Thị Ví Dụ", "Nguyễn Thử", "Phạm Hoàng Gia Mẫu"];

fn main() {
    let typesetter = Typesetter::new(Fonts::shipped());
    let all = don_vi::all();
    let count = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(all.len());
    let units = &all[..count.min(all.len())];
    stages(&typesetter, &units[..units.len().min(300)]);
    for threads in [1, 2, pool::default_threads()] {
        let runs: Vec<(f64, usize)> = (0..5).map(|_| throughput(&typesetter, units, threads)).collect();
        let mut speeds: Vec<f64> = runs.iter().map(|run| run.0).collect();
        speeds.sort_by(f64::total_cmp);
        println!(
            "{threads} luồng: {:7.1} văn bản/giây; {} byte một tệp; bộ nhớ cao nhất {} MB",
            speeds[2],
            runs[0].1 / units.len(),
            peak_memory() / 1024
        );
    }
}

/// The files of one commune.
fn inputs(index: usize, unit: &DonVi) -> Inputs {
    let day = format!("2024-05-{:02}", index % 28 + 1);
    let plan =
        PLAN.replace("ngay_ban_hanh = \"2024\"", &format!("ngay_ban_hanh = {day}\nso = {}", index + 1));
    let plan =
        plan.replace("huyện Kiến Thụy", &unit.ten).replace("UBND huyện", &format!("UBND {}", unit.ten));
    let office = OFFICE.replace("huyện Kiến Thụy", &unit.ten).replace("Kiến Thụy", &unit.ten);
    let office = office.replace("Đào Văn Tuân", SIGNERS[index % SIGNERS.len()]);
    Inputs {
        plan: ("plan.toml".into(), plan.into_bytes()),
        office: Some(("vanban.toml".into(), office.into_bytes())),
        ..Inputs::default()
    }
}

/// What each stage takes, on one thread.
fn stages(typesetter: &Typesetter, units: &[DonVi]) {
    let mut sums = [Duration::ZERO; 3];
    for (index, unit) in units.iter().enumerate() {
        let inputs = inputs(index, unit);
        let start = Instant::now();
        let van_ban = read_and_compose(inputs).van_ban.expect("a document");
        let composed = start.elapsed();
        let mut findings = Findings::default();
        let pages = typesetter.typeset(&van_ban, &mut findings);
        let pages = pages.unwrap_or_else(|| panic!("{}: {findings:?}", unit.ten));
        let laid = start.elapsed();
        black_box(export::pdf(&pages, &mut findings).expect("a PDF"));
        let done = start.elapsed();
        for (sum, time) in sums.iter_mut().zip([composed, laid - composed, done - laid]) {
            *sum += time;
        }
    }
    for (name, sum) in ["đọc và soạn", "dàn trang", "xuất PDF"].iter().zip(sums) {
        println!("{name:<12} {:6.2} ms", sum.as_secs_f64() * 1e3 / units.len() as f64);
    }
}

/// Documents a second, and the bytes of all.
fn throughput(typesetter: &Typesetter, units: &[DonVi], threads: usize) -> (f64, usize) {
    let start = Instant::now();
    let mut bytes = 0;
    let work = |(index, unit)| {
        let van_ban = read_and_compose(inputs(index, unit)).van_ban?;
        let mut findings = Findings::default();
        let pages = typesetter.typeset(&van_ban, &mut findings)?;
        export::pdf(&pages, &mut findings)
    };
    let done = pool::run(units.iter().enumerate(), threads, work, |pdf| {
        bytes += pdf.ok().flatten().expect("a PDF").len();
        ControlFlow::Continue(())
    });
    done.expect("threads");
    (units.len() as f64 / start.elapsed().as_secs_f64(), bytes)
}

/// The most memory that the process had, KiB; 0 where the system does not say.
fn peak_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
