//! Many processes at once, and processes that are killed.

use super::{Office, draft};
use crate::support::kill::{killed_after, killed_when};
use std::{
    collections::BTreeSet,
    process::{Child, Command, Stdio},
    time::Instant,
};

/// How often a run is killed.
const ROUNDS: u32 = 24;

fn vanban(office: &Office, plans: &[String]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    command
        .arg("number")
        .args(plans)
        .args(["--ngay", "2026-03-09"])
        .current_dir(office.at(""))
        .env("NO_COLOR", "1");
    command
}

/// The numbers of the register and the plans that they belong to, in the order of its rows.
fn register(office: &Office) -> Vec<(u32, String)> {
    let row = |row: &String| {
        let number = row.split('/').next().and_then(|so| so.parse().ok());
        let plan = row.rsplit(',').next().map(str::to_owned);
        number.zip(plan).unwrap_or_else(|| panic!("half a row: {row}"))
    };
    office.rows().iter().map(row).collect()
}

/// Neither gap nor repeat, of numbers and of plans.
fn assert_consecutive(rows: &[(u32, String)]) {
    let numbers: Vec<u32> = rows.iter().map(|(so, _)| *so).collect();
    assert_eq!(numbers, (1..).take(rows.len()).collect::<Vec<u32>>());
    assert_eq!(rows.iter().map(|(_, plan)| plan).collect::<BTreeSet<_>>().len(), rows.len(), "{rows:?}");
}

/// A plan as it stands with its number.
fn numbered(so: u32) -> String {
    draft("")
        .replace("ky = \"2026-03\"\n", &format!("ky = \"2026-03\"\nso = {so}\n"))
        .replace("= \"2026\"", "= 2026-03-09")
}

#[test]
fn many_processes_get_a_number_each() {
    let office = Office::new("loai");
    let plans: Vec<String> = (0..12).map(|i| format!("{i}.toml")).collect();
    plans.iter().for_each(|plan| office.write(plan, &draft("")));
    // Each plan is asked for by two processes at once.
    let start = |plan: &String| {
        vanban(&office, std::slice::from_ref(plan)).stdout(Stdio::null()).spawn().expect("vanban runs")
    };
    let running: Vec<Child> = plans.iter().chain(&plans).map(start).collect();
    for mut child in running {
        assert!(child.wait().expect("it ended").success());
    }
    let rows = register(&office);
    assert_eq!(rows.len(), plans.len());
    assert_consecutive(&rows);
    for (so, plan) in rows {
        assert_eq!(office.read(&plan), numbered(so));
    }
}

#[test]
fn killed_at_any_moment_no_number_is_lost_or_given_twice() {
    let office = Office::new("loai");
    let names = |round: u32| (0..3).map(|i| format!("{round:02}-{i}.toml")).collect::<Vec<String>>();
    let run = |plans: &[String]| {
        let started = Instant::now();
        assert!(vanban(&office, plans).output().expect("vanban runs").status.success());
        started.elapsed()
    };
    names(0).iter().for_each(|plan| office.write(plan, &draft("")));
    let mut whole_run = run(&names(0));
    let (mut cut_short, mut between) = (0, 0);
    for round in 1..ROUNDS {
        let plans = names(round);
        plans.iter().for_each(|plan| office.write(plan, &draft("")));
        let command = &mut vanban(&office, &plans);
        let ended = match round % 3 {
            // Between the row of a plan and the plan, if it can be hit.
            0 => {
                let before = office.read("so-dang-ky.csv");
                killed_when(command, || office.read("so-dang-ky.csv") != before)
            }
            _ => killed_after(command, whole_run.mul_f64(f64::from(round % 11) / 10.0)),
        };
        cut_short += u32::from(!ended);
        let rows = register(&office);
        assert_consecutive(&rows);
        for plan in &plans {
            let row = rows.iter().find(|(_, named)| named == plan);
            let text = office.read(plan);
            let is_new = row.is_some_and(|(so, _)| text == numbered(*so));
            assert!(is_new || text == draft(""), "half a plan, or a number without a row: {text}");
            between += u32::from(row.is_some() && !is_new);
        }
        // What is begun is ended later, or now: the numbers that are given stay.
        if round % 4 > 0 {
            whole_run = run(&plans);
            let after = register(&office);
            assert!(after.starts_with(&rows), "a row was changed");
            let done = |plan: &String| {
                after.iter().any(|(so, named)| named == plan && office.read(plan) == numbered(*so))
            };
            assert!(plans.iter().all(done));
        }
    }
    assert!(cut_short > 3, "{cut_short} were killed in time, {between} between row and plan");
    let all: Vec<String> = (0..ROUNDS).flat_map(names).collect();
    run(&all);
    assert_consecutive(&register(&office));
    assert_eq!(register(&office).len(), all.len());
    let entries = std::fs::read_dir(office.at("")).expect("the folder").flatten();
    let left: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert!(!left.iter().any(|name| name.starts_with(".vanban-")), "half-written: {left:?}");
}
