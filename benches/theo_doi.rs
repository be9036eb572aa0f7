//! How soon a saved plan is a PDF, what many plans cost when nothing or one of them changed, and whether the
//! memory of `watch` stays bounded.
//!
//! Everything is measured from outside, on the program itself: a file is saved while `vanban watch` runs, and
//! the time counts until another PDF stands there. `cargo bench --profile dev --bench theo_doi`; with
//! `-- 10000` it saves so many times, and says the memory on the way (Linux).

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant, SystemTime},
};

const PLAN: &str = "data/examples/kien-thuy/2024-05.toml";
const OFFICE: &str = "data/examples/kien-thuy/vanban.toml";
const WORDS: &str = "Đẩy mạnh công tác";
/// The plans of an office, and the saves that are timed where no argument says otherwise.
const PLANS: usize = 200;
const SAVES: usize = 100;
/// Longer than this no save takes.
const PATIENCE: Duration = Duration::from_secs(20);

fn main() {
    let saves = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(SAVES);
    watching(saves);
    many();
}

/// A folder with the example's office.
fn office() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(OFFICE, folder.path().join("vanban.toml")).expect("an office");
    (folder, fs::read_to_string(PLAN).expect("the example"))
}

fn vanban(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    command.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// When a file was written.
fn written(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|data| data.modified()).ok()
}

/// Saves the example again and again while `vanban watch` runs.
fn watching(saves: usize) {
    let (folder, text) = office();
    let (plan, pdf) = (folder.path().join("ke-hoach.toml"), folder.path().join("ke-hoach.pdf"));
    fs::write(&plan, &text).expect("a plan");
    let mut watch =
        Running(vanban(folder.path()).args(["watch", "ke-hoach.toml"]).spawn().expect("vanban runs"));
    wait_for(&pdf, None);
    // Until it listens.
    std::thread::sleep(Duration::from_millis(300));
    let mut times = Vec::new();
    let before = watch.cpu();
    for i in 1..=saves {
        times.push(save(&plan, &pdf, &text.replace(WORDS, &format!("Đẩy mạnh {i} công tác"))));
        if let Some(memory) =
            watch.memory().filter(|_| [10, 100, 1000, 3000, 5000, 10_000, saves].contains(&i))
        {
            println!("  sau {i} lần lưu: bộ nhớ {memory:.1} MB");
        }
    }
    let cpu = watch.cpu().zip(before).map(|(after, before)| (after - before).div_f64(saves as f64));
    times.sort();
    let of = |share: f64| ms(times[((times.len() - 1) as f64 * share) as usize]);
    println!(
        "lưu đến PDF, {saves} lần: giữa {:.1} ms, 95% dưới {:.1} ms, lâu nhất {:.1} ms",
        of(0.5),
        of(0.95),
        of(1.0)
    );
    let cold = cold(folder.path());
    println!("  = {:.2} lần cả tiến trình `build` khi nguội ({:.1} ms)", of(0.5) / ms(cold), ms(cold));
    if let Some(cpu) = cpu {
        println!("  thời gian CPU mỗi lần lưu {:.1} ms", ms(cpu));
    }
    watch.0.kill().expect("it ran");
    watch.0.wait().expect("it ended");
}

/// The same document by a process of its own.
fn cold(folder: &Path) -> Duration {
    let build = || {
        let start = Instant::now();
        let mut command = vanban(folder);
        assert!(
            command
                .args(["build", "ke-hoach.toml", "-o", "nguoi.pdf"])
                .status()
                .expect("vanban runs")
                .success()
        );
        start.elapsed()
    };
    median((0..9).map(|_| build()).collect())
}

/// Saves, and waits for the PDF.
fn save(plan: &Path, pdf: &Path, text: &str) -> Duration {
    let before = written(pdf);
    let start = Instant::now();
    fs::write(plan, text).expect("saved");
    wait_for(pdf, before);
    start.elapsed()
}

/// Until a file stands there that was not written at `before`.
fn wait_for(pdf: &Path, before: Option<SystemTime>) {
    let start = Instant::now();
    while written(pdf).is_none() || written(pdf) == before {
        assert!(start.elapsed() < PATIENCE, "no PDF comes");
        std::thread::sleep(Duration::from_micros(200));
    }
}

struct Running(Child);

impl Running {
    /// What it holds of memory now, MB; only Linux says it.
    fn memory(&self) -> Option<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(line.trim().trim_end_matches(" kB").trim().parse::<f64>().ok()? / 1024.0)
    }
}

impl Running {
    /// The time that processors spent on it; only Linux says it.
    fn cpu(&self) -> Option<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0.id())).ok()?;
        let (_, fields) = stat.rsplit_once(") ")?;
        let ticks: u64 =
            fields.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
        // A tick is a hundredth of a second on every Linux that there is.
        Some(Duration::from_millis(ticks * 10))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _over = self.0.kill();
    }
}

/// 200 plans: all made, nothing to do, one edited.
fn many() {
    let (folder, text) = office();
    let plan = |i: usize| -> PathBuf { folder.path().join(format!("{i:03}.toml")) };
    for i in 0..PLANS {
        fs::write(plan(i), text.replace(WORDS, &format!("{WORDS} {i}"))).expect("a plan");
    }
    let build = || {
        let start = Instant::now();
        assert!(vanban(folder.path()).args(["build", "."]).status().expect("vanban runs").success());
        start.elapsed()
    };
    let cold = build();
    let idle = median((0..9).map(|_| build()).collect());
    let edited = |i: usize| {
        fs::write(plan(7), text.replace(WORDS, &format!("Sửa lần {i}: {WORDS}"))).expect("an edit");
        build()
    };
    let edit = median((0..9).map(edited).collect());
    let ratio = |time: Duration| time.as_secs_f64() / cold.as_secs_f64();
    println!("{PLANS} kế hoạch, dựng tất cả {:>9.1} ms", ms(cold));
    println!("  không có gì đổi      {:>9.1} ms   = {:.3} lần dựng tất cả", ms(idle), ratio(idle));
    println!("  sửa một kế hoạch     {:>9.1} ms   = {:.3} lần dựng tất cả", ms(edit), ratio(edit));
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
