//! The whole of check on any bytes: reading, composing, the rules of form and words, laying out, the rules
//! of the page, and mending. Nothing may panic. Bytes behind the first NUL are the office file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use vanban::{
    Composed, Fonts, Inputs, Typesetter,
    check::fix::{Options, mend},
    read_and_compose,
};

static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(|| Typesetter::new(Fonts::shipped()));

fuzz_target!(|data: &[u8]| {
    let mut parts = data.splitn(2, |byte| *byte == 0);
    let plan = ("plan.toml".to_owned(), parts.next().unwrap_or_default().to_vec());
    let office = parts.next().map(|office| ("vanban.toml".to_owned(), office.to_vec()));
    let inputs = Inputs { plan, office, ..Inputs::default() };
    for convert in [false, true] {
        mend(&inputs, Options { convert });
    }
    let Composed { van_ban, mut findings, .. } = read_and_compose(inputs);
    if let Some(van_ban) = van_ban {
        // Laying out holds the pages against the rules.
        TYPESETTER.typeset(&van_ban, &mut findings);
    }
});
