//! What goes wrong on the way: a killed run, a full disk, a folder that is none, hostile tables.

use super::{Desk, HEAD, HUE, Ran, TO_ALL, files};
use crate::support::kill::{is_whole_pdf, killed_after};
use std::{
    fs,
    hash::{BuildHasher, RandomState},
    io::Write,
    time::Instant,
};

/// A number for each round, from a seed that failures name; `VANBAN_SEED` runs one again.
fn random(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed | 1;
    move || {
        // xorshift64
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    }
}

#[test]
fn a_killed_run_leaves_whole_files_and_the_next_one_ends_it() {
    let given = std::env::var("VANBAN_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = given.unwrap_or_else(|| RandomState::new().hash_one("moments"));
    let mut random = random(seed);
    let clean = Desk::new(TO_ALL, ("none.csv", b"x\n"));
    let start = Instant::now();
    assert_eq!(clean.run(&HUE).code, Some(0));
    let whole_run = start.elapsed();
    let wanted = clean.files("ra");
    let desk = Desk::new(TO_ALL, ("none.csv", b"x\n"));
    for round in 0..8 {
        // Some things change while it is away: what is made again may be killed too.
        if let Some((name, _)) = desk.files("ra").into_iter().next().filter(|_| round % 2 == 1) {
            fs::write(desk.at("ra").join(name), "%PDF- changed by hand %%EOF").expect("changed");
        }
        let moment = whole_run.mul_f64(random() as f64 / u64::MAX as f64 * 0.7);
        killed_after(&mut desk.command(&HUE), moment);
        let broken: Vec<_> = desk.files("ra").into_iter().filter(|(_, bytes)| !is_whole_pdf(bytes)).collect();
        let broken: Vec<_> = broken.iter().map(|(name, _)| name).collect();
        assert!(broken.is_empty(), "VANBAN_SEED={seed}, killed after {moment:?}: {broken:?}");
    }
    let ran = desk.run(&HUE);
    assert_eq!(ran.code, Some(0), "VANBAN_SEED={seed}: {}", ran.err);
    assert!(
        desk.files("ra") == wanted,
        "VANBAN_SEED={seed}: other files than those of a run that nobody killed"
    );
    let own: Vec<String> =
        files(&desk.at("ra")).into_keys().filter(|name| name.starts_with(".vanban-")).collect();
    assert_eq!(own, [""; 0], "VANBAN_SEED={seed}: what was half-written is swept away");
}

#[cfg(unix)]
#[test]
fn a_full_disk_ends_the_run_and_nothing_half_written_stands() {
    let desk = Desk::new(TO_ALL, ("none.csv", b"x\n"));
    // Files of more than 8 kB cannot be written, as on a full disk.
    let line = format!(
        "trap '' XFSZ; ulimit -f 16; exec \"$0\" batch thu.toml {}",
        HUE.map(|a| format!("'{a}'")).join(" ")
    );
    let mut shell = std::process::Command::new("sh");
    let output =
        shell.args(["-c", &line, super::VANBAN]).current_dir(desk.at(".")).output().expect("a shell");
    let ran = Ran::of(&output);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("không ghi được") && ran.err.contains("dừng ở đây"), "{}", ran.err);
    assert!(desk.files("ra").values().all(|bytes| is_whole_pdf(bytes)), "half a file");
    assert_eq!(desk.run(&HUE).code, Some(0), "with room, the next run makes them");
    assert!(desk.files("ra").len() >= 40);
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let desk = Desk::new(TO_ALL, ("ra", b"a file where the folder would be"));
    let ran = desk.run(&HUE);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("không ghi được ra/") || ran.err.contains("không có thư mục"), "{}", ran.err);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

#[test]
fn hostile_tables_are_refused_in_words() {
    let names = ["-o", "ra/{{ xa.ma }}", "--as", "xa"];
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    bomb.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    for _ in 0..400 {
        bomb.write_all(&vec![b'x'; 1 << 20]).expect("bytes");
    }
    let bomb = bomb.finish().expect("an archive").into_inner();
    let long = format!("{HEAD}1,{},xã,1,2026-03-02,,\n", "x".repeat(1 << 20));
    for (name, bytes, rule) in [
        ("bom.xlsx", bomb.as_slice(), "bang-qua-lon"),
        ("hong.xlsx", b"PK\x03\x04 and then nothing of a spreadsheet", "bang-hong"),
        ("hong.ods", b"no archive", "bang-hong"),
        ("hong.csv", b"ten,ma\n\xFF\x81\x8D\x8F\x90\n", "bang-hong"),
        ("trong.csv", b"", "bang-hong"),
        ("mo.csv", b"ten,ma\n\"x,1\n", "bang-hong"),
        ("dai.csv", long.as_bytes(), "o-qua-dai"),
    ] {
        let desk = Desk::new(super::LETTER, (name, bytes));
        let ran = desk.run(&[&["--data", name], &names[..]].concat());
        assert_eq!(ran.code, Some(1), "{name}: {}", ran.err);
        assert!(ran.err.contains(&format!("[{rule}]")) && ran.err.len() < 5_000, "{name}: {}", ran.err);
        assert_eq!(desk.files("ra").len(), 0, "{name}");
    }
}

#[test]
fn a_hundred_thousand_rows_are_checked_within_bounds() {
    let rows: String = (1..=100_000).map(|n| format!("{n},xã Số {n},xã,{n},2026-03-02,,{n}\n")).collect();
    let desk = Desk::letters(&rows);
    let ran = desk.run_letters(&["--dry-run", "--json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let sum: serde_json::Value = serde_json::from_str(ran.out.trim()).expect("one line of JSON");
    assert_eq!((sum["hang"].as_u64(), sum["dung_duoc"].as_u64()), (Some(100_000), Some(100_000)));
    if let Some(peak) = sum["bo_nho_byte"].as_u64() {
        assert!(peak < 300 << 20, "{} MB", peak >> 20);
    }
}

/// The peak that a batch says of itself, MiB.
#[cfg(target_os = "linux")]
fn peak(desk: &Desk, table: &str) -> f64 {
    let ran = desk.run(&["--data", table, "-o", "ra/{{ ten }}.pdf"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    let said = ran.out.rsplit_once("cao nhất ").expect("the peak").1;
    said.split(' ').next().and_then(|number| number.parse().ok()).expect("a number")
}

/// A document with a fault is never laid out; what its texts left is forgotten all the same.
#[test]
#[cfg(target_os = "linux")]
fn memory_does_not_grow_with_rows_that_fail() {
    let body = "Xã {{ ten }} trồng cây xanh trên các tuyến đường của mọi thôn. ".repeat(6) + "\n";
    let plan = TO_ALL.replace("noi_dung = \"", &format!("noi_dung = \"\"\"漢\n{}\n", body.repeat(12)));
    let desk = Desk::new(&(plan.trim_end().to_owned() + "\"\"\n"), ("it.csv", b""));
    for (table, rows) in [("it.csv", 100), ("nhieu.csv", 700)] {
        let rows: String = (0..rows).map(|row| format!("Số {row},Hà Nội\n")).collect();
        std::fs::write(desk.at(table), format!("ten,tinh\n{rows}")).expect("a table");
    }
    let (few, many) = (peak(&desk, "it.csv"), peak(&desk, "nhieu.csv"));
    assert!(many < 1.25 * few, "{few} MiB for 100 rows, {many} MiB for 700");
}

#[test]
fn a_table_changed_into_nonsense_never_panics() {
    let table = fs::read(Desk::letters("1,xã A,xã,1,2026-03-02,,\n").at("xa.csv")).expect("the table");
    let desk = Desk::new(super::LETTER, ("xa.csv", b""));
    for (i, byte) in [0_u8, b'"', b'\n', b'{', 0xFF, b';'].into_iter().enumerate() {
        let mut changed = table.clone();
        let at = (i * 7 + 3) % changed.len();
        changed[at] = byte;
        fs::write(desk.at("xa.csv"), &changed).expect("a table");
        let ran = desk.run_letters(&[]);
        assert!(
            ran.code.is_some_and(|code| code < 2) && !ran.err.contains("panicked"),
            "{byte}: {}",
            ran.err
        );
    }
}
