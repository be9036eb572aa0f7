//! A document for each row of a table: what the rows give, what is refused, what a run leaves behind.

mod bang_tinh;
mod chia;
mod hang;
mod hong;

use crate::support::plans::OFFICE;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const VANBAN: &str = env!("CARGO_BIN_EXE_vanban");

/// A letter to each commune; its columns stand under `xa`.
const LETTER: &str = r#"
loai = "cong-van"
bo_qua = { don-vi-la = "tên đặt ra để thử" }
so = "{{ xa.so }}"
ngay_ban_hanh = "{{ xa.ngay }}"
trich_yeu = "đăng ký thi đua năm 2026"
kinh_gui = "Ủy ban nhân dân {{ xa.ten }}"
don_vi_soan_thao = "VHXH"
nguoi_ky = "chu_tich"
noi_nhan = ["Như trên", "{{ xa.nhan }}"]
luu = "VT"
noi_dung = '''
Đề nghị Ủy ban nhân dân {{ xa.ten }} đăng ký thi đua.
{% if xa.cap == "phường" %}
Phường báo cáo thêm số tổ dân phố.
{% elif xa.thon %}
Xã báo cáo thêm số liệu của {{ xa.thon }} thôn.
{% endif %}
'''
"#;

/// A letter that needs the communes of Vietnam only.
const TO_ALL: &str = r#"
loai = "thong-bao"
ngay_ban_hanh = 2026-03-02
trich_yeu = "Trồng cây trên địa bàn {{ ten }}"
nguoi_ky = "chu_tich"
noi_nhan = ["Ủy ban nhân dân {{ ten }}, {{ tinh }}"]
luu = "VT"
noi_dung = "Ủy ban nhân dân {{ ten }} trồng cây từ ngày 05/3/2026."
"#;

/// Arguments for the communes of one province.
const HUE: [&str; 6] = ["--data", "@xa", "--where", "tinh=Thành phố Huế", "-o", "ra/{{ ma }}.pdf"];

const HEAD: &str = "ma,ten,cap,so,ngay,nhan,thon\n";

/// A folder with a plan, its office and a table.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new(plan: &str, table: (&str, &[u8])) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a temporary folder");
        let desk = Self(folder);
        fs::write(desk.at("vanban.toml"), OFFICE).expect("an office");
        fs::write(desk.at("thu.toml"), plan).expect("a plan");
        fs::write(desk.at(table.0), table.1).expect("a table");
        desk
    }

    fn letters(rows: &str) -> Self {
        Self::new(LETTER, ("xa.csv", format!("{HEAD}{rows}").as_bytes()))
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(VANBAN);
        command.arg("batch").arg("thu.toml").args(arguments).current_dir(self.0.path()).env("NO_COLOR", "1");
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&self.command(arguments).output().expect("vanban runs"))
    }

    /// The letters, in files called by code and name.
    fn run_letters(&self, more: &[&str]) -> Ran {
        let names = "ra/{{ xa.ma }}-{{ xa.ten | slug }}";
        self.run(&[&["--data", "xa.csv", "--as", "xa", "-o", names], more].concat())
    }

    /// The files of a folder, by name; the program's own are left out.
    fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.at(folder)).into_iter().filter(|(name, _)| !name.starts_with(".vanban")).collect()
    }
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    let named = entries.filter(|path| path.is_file()).map(|path| {
        (path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read(&path).expect("a file"))
    });
    named.collect()
}

/// What a run said and how it ended.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// The rules in brackets, each with its place, in the order in which they were said.
    fn found(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut lines = self.err.lines().peekable();
        while let Some(line) = lines.next() {
            let Some((_, rule)) = line.split_once('[').filter(|_| line.starts_with("lỗi nặng[")) else {
                continue;
            };
            let rule = rule.split(']').next().unwrap_or_default();
            let place =
                lines.peek().and_then(|line| line.trim_start().strip_prefix("--> ")).unwrap_or_default();
            found.push(format!("{place} {rule}"));
        }
        found
    }
}
