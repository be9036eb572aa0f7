//! Speed of one document: the whole cold process, the warm way from an edit to a PDF, and how long
//! checking a long document takes.
//!
//! `cargo bench` builds with the bench profile (Typst once more); `cargo bench --profile dev` uses
//! what `cargo run` built. Figures are medians; compare ratios, machines differ and are noisy. Where
//! the `typst` program is at hand, it compiles the same page beside.

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

use std::{
    hint::black_box,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};
use vanban::{Findings, Fonts, Inputs, Typesetter, check_trang, export, read_and_compose};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PLAN: &str = "data/examples/kien-thuy/2024-05.toml";
const OFFICE: &str = "data/examples/kien-thuy/vanban.toml";
const RUNS: usize = 40;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cold = median(|| run_vanban(folder.path()));
    let typesetter = Typesetter::new(Fonts::shipped());
    let plan = std::fs::read_to_string(PLAN).expect("the example");
    let office = std::fs::read(OFFICE).expect("the example's office");
    let mut edit = 0;
    let mut stages = [Duration::ZERO; 3];
    let warm = median(|| {
        edit += 1;
        let edited = plan.replace("Đẩy mạnh công tác", &format!("Đẩy mạnh {edit} công tác"));
        stages = stages_of(&typesetter, edited.into_bytes(), office.clone());
    });
    println!("cả tiến trình (nguội)      {:>8.2} ms", ms(cold));
    println!("sửa một chữ đến PDF (nóng) {:>8.2} ms   = {:.2} lần nguội", ms(warm), ratio(warm, cold));
    for (name, time) in ["  đọc và soạn", "  dàn trang", "  xuất PDF"].iter().zip(stages) {
        println!("{name:<27}{:>8.2} ms", ms(time));
    }
    long_document(&typesetter, &office);
    match typst_compile(folder.path(), &typesetter, &plan, &office) {
        Some(typst) => println!(
            "typst compile cùng trang    {:>7.2} ms   = {:.2} lần nguội",
            ms(typst),
            ratio(typst, cold)
        ),
        None => println!("typst compile: không có chương trình typst để so"),
    }
}

/// A document of some three hundred pages: how long checking takes beside laying out.
fn long_document(typesetter: &Typesetter, office: &[u8]) {
    let sentence =
        "Các cơ quan, đơn vị, địa phương rà soát, thống kê và báo cáo kết quả thực hiện theo đúng thời hạn. ";
    let article = |i: usize| {
        let points = (1..=3).map(|point| format!("{point}. {}", sentence.repeat(3)));
        format!("Điều {i}. Trách nhiệm của đơn vị\n{}\n", points.collect::<Vec<_>>().join("\n"))
    };
    let body: String = (1..=900).map(article).collect();
    let plan = format!(
        "loai = \"quy-che\"\nngay_ban_hanh = 2024\ntrich_yeu = \"Làm việc\"\nnguoi_ky = \"chanh_van_phong\"\n\
         noi_nhan = [\"Các xã\"]\nluu = \"VT\"\nnoi_dung = '''\n{body}'''\n"
    );
    let start = Instant::now();
    let van_ban = read_and_compose(inputs(plan.into_bytes(), office.to_vec())).van_ban.expect("it composes");
    let composing = start.elapsed();
    let mut findings = Findings::default();
    let pages = typesetter.typeset(&van_ban, &mut findings).expect("it has pages");
    let laying = start.elapsed() - composing;
    let checking = Instant::now();
    check_trang(&pages, &van_ban, &mut findings);
    let checking = checking.elapsed();
    println!("{} trang: soạn và soát thể thức {:>8.2} ms", pages.document.pages().len(), ms(composing));
    println!("  dàn trang, gồm soát trang {:>8.2} ms", ms(laying));
    println!(
        "  soát trang                {:>8.2} ms   = {:.3} lần dàn trang",
        ms(checking),
        ratio(checking, laying)
    );
}

fn inputs(plan: Vec<u8>, office: Vec<u8>) -> Inputs {
    let (plan, office) = (("plan.toml".into(), plan), ("vanban.toml".into(), office));
    Inputs { plan, office: Some(office), ..Inputs::default() }
}

/// Compose, lay out, export: how long each took.
fn stages_of(typesetter: &Typesetter, plan: Vec<u8>, office: Vec<u8>) -> [Duration; 3] {
    let start = Instant::now();
    let composed = read_and_compose(inputs(plan, office));
    let van_ban = composed.van_ban.expect("the example composes");
    let composing = start.elapsed();
    let mut findings = Findings::default();
    let pages = typesetter.typeset(&van_ban, &mut findings).expect("the example has pages");
    let laid = start.elapsed();
    black_box(export::pdf(&pages, &mut findings));
    [composing, laid - composing, start.elapsed() - laid]
}

fn run_vanban(folder: &Path) {
    let output = Command::new(env!("CARGO_BIN_EXE_vanban"))
        .args(["build", PLAN, "-o"])
        .arg(folder.join("a.pdf"))
        .output();
    assert!(output.expect("vanban runs").status.success());
}

/// The same page through the `typst` program: our layout files and the same data.
fn typst_compile(folder: &Path, typesetter: &Typesetter, plan: &str, office: &[u8]) -> Option<Duration> {
    Command::new("typst").arg("--version").output().ok()?;
    for entry in std::fs::read_dir("templates/layout").ok()? {
        let entry = entry.ok()?;
        std::fs::copy(entry.path(), folder.join(entry.file_name())).ok()?;
    }
    let composed = read_and_compose(inputs(plan.into(), office.to_vec()));
    let pages = typesetter.typeset(composed.van_ban.as_ref()?, &mut Findings::default())?;
    for (name, text) in pages.data_files() {
        std::fs::write(folder.join(name), text).ok()?;
    }
    Some(median(|| {
        let mut command = Command::new("typst");
        command.args(["compile", "--font-path", "fonts", "--ignore-system-fonts"]);
        let output = command.arg(folder.join("main.typ")).arg(folder.join("b.pdf")).output();
        assert!(output.expect("typst runs").status.success());
    }))
}

fn median(mut job: impl FnMut()) -> Duration {
    (0..3).for_each(|_| job());
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            job();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}
