//! The shipped examples: what `vanban new` writes and tests build.

use crate::catalogue::Loai;

/// The plans of `data/examples` by file name, sorted; `build.rs` lists them.
static EXAMPLES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// The example plan of a kind.
pub fn plan(kind: &str) -> Option<&'static str> {
    Loai::find(kind)?;
    file(&format!("{kind}.toml"))
}

/// The office file of the example plans.
pub fn office() -> &'static str {
    file(crate::build::OFFICE).unwrap_or_default()
}

fn file(name: &str) -> Option<&'static str> {
    EXAMPLES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_alone_are_carried() {
        assert!(EXAMPLES.iter().all(|(name, _)| name.ends_with(".toml")));
        for loai in Loai::all() {
            assert!(plan(&loai.id).is_some_and(|text| text.contains(&loai.id)), "{}", loai.id);
        }
        assert!(office().contains("[co_quan]"));
    }
}
