//! Speed of many documents: stages, threads, memory. `cargo bench --bench hang_loat [--profile dev]`.
//!
//! A document for each of the 3,321 communes, from a plan of three pages with its own name, number,
//! date and signer. Compare ratios, machines differ and are noisy. `benches/so-sanh.sh` holds the same
//! documents against other programs.
//!
//! Where the work goes (instructions of a document within a batch, release profile): PDF 55 %, three fifths of it
//! deflating; Typst's layout 18 %, the evaluation before it 3 %; words and tree 17 %, of which the checks of form and
//! words 8 %; checks of the page 2 %. In time the PDF is a third, and Typst as much: it waits for memory. Most
//! documents are laid out once: the last one answers for page numbers and for what goes over with a signature
//! (`typeset/settle`, `typeset/signature`). Passages of text are held against rules once for all rows.

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

mod typst_mot;
mod xa;

use std::{
    hint::black_box,
    ops::ControlFlow,
    path::Path,
    time::{Duration, Instant},
};
use vanban::{
    Batch, Findings, Fonts, Format, Typesetter,
    batch::{Options, Planned, Runner, memory, pool},
    export, read_and_compose,
};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rows measured where only ratios between plans count.
const FEW: usize = 200;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["ghi", folder, count] => write_for_others(folder.as_ref(), count.parse().expect("a number")),
        ["typst", folder] => typst_mot::compile(folder.as_ref(), "fonts".as_ref()),
        [count] => measure(count.parse().expect("how many communes")),
        _ => measure(xa::all().len()),
    }
}

fn measure(count: usize) {
    let typesetter = Typesetter::new(Fonts::shipped());
    stages(&typesetter, count.min(300));
    let folder = tempfile::tempdir().expect("a folder");
    for more in 0..=4 {
        let (speed, _) = throughput(&typesetter, folder.path(), count.min(FEW), 1, more);
        println!("thêm {more} nơi nhận và nhiệm vụ: {speed:7.1} văn bản/giây, 1 luồng");
    }
    for threads in [1, 2, pool::default_threads()] {
        let mut runs: Vec<(f64, u64)> =
            (0..5).map(|_| throughput(&typesetter, folder.path(), count, threads, 0)).collect();
        runs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let peak = memory::peak().unwrap_or(0) >> 20;
        let (speed, bytes) = runs[2];
        println!(
            "{threads} luồng: {speed:7.1} văn bản/giây; {bytes} byte một tệp; bộ nhớ cao nhất {peak} MB"
        );
    }
}

/// What each stage takes, on one thread.
fn stages(typesetter: &Typesetter, count: usize) {
    let mut sums = [Duration::ZERO; 3];
    for (index, unit) in xa::all().iter().take(count).enumerate() {
        let inputs = xa::inputs(index, unit);
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
        println!("{name:<12} {:6.2} ms", sum.as_secs_f64() * 1e3 / count as f64);
    }
}

/// The batch of a folder.
fn opened(folder: &Path, count: usize, more: usize) -> Batch {
    xa::desk(folder, count, more);
    let names = Some(folder.join("ra/{{ xa.ma }}.pdf").to_string_lossy().into_owned());
    let options = Options { under: Some("xa".into()), names, ending: "pdf".into(), ..Options::default() };
    let batch = Batch::open(&folder.join("ke-hoach.toml"), &folder.join("xa.csv"), options);
    batch.expect("the files are there").unwrap_or_else(|refused| panic!("{:?}", refused.findings))
}

/// Documents a second, files written and checked; and the mean of their bytes.
fn throughput(
    typesetter: &Typesetter,
    folder: &Path,
    count: usize,
    threads: usize,
    more: usize,
) -> (f64, u64) {
    let batch = opened(folder, count, more);
    let rows: Vec<&Planned> = batch.rows().iter().collect();
    let runner = Runner { batch: &batch, typesetter, format: Format::Pdf, threads, force: true, shard: None };
    let mut bytes = 0;
    // So that each file is written.
    let _none_yet = std::fs::remove_dir_all(folder.join("ra"));
    let start = Instant::now();
    let done = runner.run(&rows, |_, outcome| {
        let vanban::incremental::Outcome::Made(made) = outcome else { panic!("a document was not made") };
        bytes += made.files.iter().map(|(_, written)| written.length).sum::<u64>();
        ControlFlow::Continue(())
    });
    done.expect("files");
    (count as f64 / start.elapsed().as_secs_f64(), bytes / count as u64)
}

/// Writes the plan and its table, and for each row a folder that the `typst` program makes the same pages of.
fn write_for_others(folder: &Path, count: usize) {
    std::fs::create_dir_all(folder).expect("a folder");
    let typesetter = Typesetter::new(Fonts::shipped());
    let batch = opened(folder, count, 0);
    for (row, built) in batch.documents(&typesetter) {
        let own = folder.join("typst").join(batch.text(row, "ma").expect("a code"));
        std::fs::create_dir_all(&own).expect("a folder");
        for entry in std::fs::read_dir("templates/layout").expect("the layout") {
            let entry = entry.expect("an entry");
            std::fs::copy(entry.path(), own.join(entry.file_name())).expect("copied");
        }
        // PDF/UA wants a title, which vanban sets on the finished document.
        let main = own.join("main.typ");
        let layout = std::fs::read_to_string(&main).expect("the layout");
        std::fs::write(main, format!("#set document(title: \"Văn bản\")\n{layout}")).expect("written");
        let pages = built.pages.unwrap_or_else(|| panic!("{:?}", built.findings));
        for (name, text) in pages.data_files() {
            std::fs::write(own.join(name), text).expect("written");
        }
    }
}
