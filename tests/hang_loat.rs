//! Many documents at once: the same bytes on any number of threads and in any order.

use crate::support::{
    pdf::Pdf,
    plans::{OFFICE, TYPESETTER, composed_with, plan_with},
};
use std::{collections::BTreeMap, ops::ControlFlow};
use vanban::{Findings, batch::pool, don_vi, export};

/// The file of a commune: its own name, number, signer, and 0 to 4 more recipients and sections.
fn file(index: usize) -> Vec<u8> {
    let unit = &don_vi::all()[index * 37];
    let more = index % 5;
    let sections: String = (0..more * 6).map(|i| format!("{}. Việc của {}.\\n", i + 1, unit.ten)).collect();
    let recipients: String = (0..more).map(|i| format!(", \"Thôn {i}\"")).collect();
    let plan = plan_with(&format!(
        "so = {}\nnoi_nhan = [\"Các thôn\"{recipients}]\nnoi_dung = \"I. VIỆC CHUNG\\n1. Trồng cây.\\n{sections}\"",
        index + 1
    ));
    let office = OFFICE.replace("xã An Bình", &unit.ten).replace("Mẫu", ["Mẫu", "Thử", "Ví Dụ"][index % 3]);
    let van_ban = composed_with(&plan, &office).van_ban.expect("a document");
    let mut findings = Findings::default();
    let pages = TYPESETTER.typeset(&van_ban, &mut findings);
    let pages = pages.unwrap_or_else(|| panic!("{}: {findings:?}", unit.ten));
    export::pdf(&pages, &mut findings).expect("a PDF")
}

fn files(order: &[usize], threads: usize) -> BTreeMap<usize, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut turn = order.iter();
    let done = pool::run(order.iter().copied(), threads, file, |bytes| {
        let index = turn.next().expect("as many results as items");
        files.insert(*index, bytes.expect("no panic"));
        ControlFlow::Continue(())
    });
    done.expect("threads");
    files
}

#[test]
fn threads_and_order_do_not_change_a_byte() {
    const COUNT: usize = 30;
    let forward: Vec<usize> = (0..COUNT).collect();
    let alone = files(&forward, 1);
    for threads in [2, 4] {
        assert!(files(&forward, threads) == alone, "{threads} threads");
    }
    let mixed: Vec<usize> = (0..COUNT).map(|i| (i * 17 + 5) % COUNT).collect();
    assert!(files(&mixed, 2) == alone, "another order");
    for (index, bytes) in alone {
        let read = Pdf::read(bytes);
        let number = format!("Số: {:02}/KH-UBND", index + 1);
        assert!(read.pages[0].lines.iter().any(|line| line.text == number), "{number}");
        assert!(read.tags.len() > 5);
    }
}
