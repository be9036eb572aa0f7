//! A plan for what the decree does not govern is told which text does.

use crate::support::plans::{composed, located, plan_with};

#[test]
fn a_kind_of_another_regime_is_an_error_of_its_own() {
    let found = located(&composed(&plan_with("loai = \"nghi-dinh\"")));
    let told = found.iter().find(|f| f.contains("ngoai-pham-vi")).expect("a finding");
    assert!(told.starts_with("plan.toml:1:8 ") && told.contains("Nghị định 187/2025/NĐ-CP"), "{told}");
    // No document can come of it either.
    assert!(found.iter().any(|f| f.contains("loai-la") && !f.contains("có phải")), "{found:?}");
}

#[test]
fn a_symbol_of_another_regime_is_an_error_and_the_document_comes() {
    for (symbol, text) in [("{{ ky.nam }}/QĐ-UBND", "78/2025/NĐ-CP"), ("NQ/TU", "05-HD/VPTW")] {
        let composed = composed(&plan_with(&format!("ky_hieu = \"{symbol}\"")));
        let found = located(&composed);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("plan.toml:1:11 ngoai-pham-vi") && found[0].contains(text), "{found:?}");
        assert!(composed.van_ban.is_some());
    }
}
