//! Any plan, any moment.

use super::{KIEN_THUY, XA_KIEN_THUY, ky, next, plan, rolled};
use crate::support::{kill::killed_after, plans::OFFICE};
use proptest::prelude::*;
use vanban::next::Viec;

#[test]
fn killed_at_any_moment_it_leaves_a_whole_file() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("2024-05.toml"), KIEN_THUY[0]).expect("a plan");
    std::fs::write(path("vanban.toml"), KIEN_THUY[1]).expect("an office");
    let june = next(KIEN_THUY[0], KIEN_THUY[1], None);
    let old = "# của người viết\n".to_owned();
    let (mut before, mut after) = (0, 0);
    for wait in 0..40 {
        std::fs::write(path("2024-06.toml"), &old).expect("a file");
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_vanban"));
        command.args(["next", "2024-05.toml", "--force", "--json"]).current_dir(folder.path());
        // It takes some milliseconds: most are killed on the way, the last few are done.
        killed_after(&mut command, std::time::Duration::from_micros(1500 * wait));
        let found = std::fs::read_to_string(path("2024-06.toml")).expect("a file stands there");
        assert!(found == old || found == june, "half a file: {found}");
        if found == old { before += 1 } else { after += 1 }
    }
    assert!(before > 0, "none was killed in time: {before} old, {after} new");
    let names = std::fs::read_dir(folder.path()).expect("the folder").flatten();
    let ours = names.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "toml"));
    assert_eq!(ours.count(), 3);
}

/// A meeting or a task as someone may write it.
fn row() -> impl Strategy<Value = String> {
    let name = "[a-zđêô]{3,8} [a-zđêô]{3,8}";
    let lap_lai = prop::sample::select(vec![
        "ngày 25 hằng tháng",
        "thứ Hai đầu tiên hằng tháng",
        "thứ Năm hằng tuần",
        "ngày làm việc cuối cùng hằng tháng",
        "tuần 3 hằng tháng",
        "tháng cuối quý",
        "ngày 10/3 âm lịch",
        "ngày 19/5 hằng năm",
        "",
    ]);
    let time = prop::sample::select(vec![
        "2024-05-06",
        "2024-05-06T14:00:00",
        "\"6/5/2024\"",
        "\"Tuần 3\"",
        "[2024-05-02, 2024-05-09]",
    ]);
    let neu_nghi = prop::sample::select(vec!["", "neu_nghi = \"truoc\"\n", "neu_nghi = \"sau\"\n"]);
    let meeting = (name, time, lap_lai, neu_nghi).prop_map(|(name, time, lap_lai, neu_nghi)| {
        let lap_lai = if lap_lai.is_empty() { String::new() } else { format!("lap_lai = \"{lap_lai}\"\n") };
        format!("[[hoi_nghi]]\nten = \"{name}\"\nthoi_gian = {time}\n{lap_lai}{neu_nghi}")
    });
    let more =
        prop::sample::select(vec!["", "den = \"2024-06\"\n", "den = \"2024-05\"\n", "mot_lan = true\n"]);
    let task = (name, more)
        .prop_map(|(name, more)| format!("# ghi riêng\n[[nhiem_vu]]\nnoi_dung = \"{name}\"\n{more}"));
    prop_oneof![meeting, task]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn two_months_at_once_are_two_steps(rows in prop::collection::vec(row(), 0..6), months in 2usize..15) {
        let start = plan("2024-05", &format!("\n{}", rows.join("\n")));
        let mut stepped = start.clone();
        let mut to = ky("2024-05");
        for _ in 0..months {
            stepped = next(&stepped, OFFICE, None);
            to = to.next();
        }
        prop_assert_eq!(next(&start, OFFICE, Some(&to.to_string())), stepped);
    }

    #[test]
    fn every_word_that_the_report_does_not_list_is_kept(rows in prop::collection::vec(row(), 0..6)) {
        let start = plan("2024-05", &format!("\n{}", rows.join("\n")));
        let done = rolled(&start, OFFICE, None);
        let made = String::from_utf8(done.bytes.clone().expect("a plan")).expect("text");
        let own: Vec<&str> = made.lines().filter(|line| !line.starts_with("# vanban:")).collect();
        let listed = |row: &str| done.report.iter().any(|entry| {
            matches!(entry.viec, Viec::BoRa | Viec::ChuaDenKy) && row.contains(&format!("\"{}\"", entry.ten))
        });
        let dated = |row: &str| done.report.iter().any(|entry| {
            entry.viec == Viec::DoiNgay && row.contains(&format!("\"{}\"", entry.ten))
        });
        for row in rows.iter().filter(|row| !listed(row)) {
            for line in row.lines().filter(|line| !(dated(row) && line.starts_with("thoi_gian"))) {
                prop_assert!(own.contains(&line), "{line} of {row} is gone:\n{made}");
            }
        }
        // And what is listed stands in a comment, to be taken back.
        for row in rows.iter().filter(|row| listed(row)) {
            for line in row.lines() {
                prop_assert!(made.contains(&format!("# vanban:| {line}\n")), "{line}:\n{made}");
            }
        }
    }

    #[test]
    fn any_cut_or_changed_plan_rolls_without_a_panic(at in 0usize..900, put in "\\PC{0,6}") {
        let plan = XA_KIEN_THUY[0];
        let at = plan.char_indices().map(|(i, _)| i).nth(at * 5).unwrap_or(0);
        let changed = format!("{}{put}{}", &plan[..at], &plan[at..]);
        rolled(&changed, XA_KIEN_THUY[1], None);
        rolled(&plan[..at], XA_KIEN_THUY[1], None);
    }
}
