//! Names what files hold.

use serde::{Deserialize, Serialize};

/// What makes a program another one: its sources, data, templates, fonts and dependencies.
const PROGRAM: &str = env!("VANBAN_PROGRAM");

/// 128 bits that stand for some bytes; the same on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Digest(u128);

impl Digest {
    /// Of a file that is not there.
    pub const ABSENT: Self = Self(0);

    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(typst::utils::hash128(bytes))
    }

    /// Of everything that an output is made from: this program, the options by name, and the inputs
    /// by the names that the manifest has for them.
    pub fn made_from<'a>(
        options: &[(&str, &str)],
        inputs: impl IntoIterator<Item = (&'a str, Self)>,
    ) -> Self {
        let inputs: Vec<_> = inputs.into_iter().collect();
        Self(typst::utils::hash128(&(PROGRAM, options, inputs)))
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        format!("{:032x}", digest.0)
    }
}

impl TryFrom<String> for Digest {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        u128::from_str_radix(&text, 16).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_what_made_it_counts() {
        let (a, b) = (Digest::of(b"a"), Digest::of(b"b"));
        let all = [
            Digest::made_from(&[("format", "pdf")], [("x", a)]),
            Digest::made_from(&[("format", "png")], [("x", a)]),
            Digest::made_from(&[("forma", "tpdf")], [("x", a)]),
            Digest::made_from(&[("format", "pdf")], [("y", a)]),
            Digest::made_from(&[("format", "pdf")], [("x", b)]),
            Digest::made_from(&[("format", "pdf")], [("x", a), ("x", a)]),
        ];
        for (i, one) in all.iter().enumerate() {
            assert!(!all[i + 1..].contains(one), "{i}");
        }
    }

    #[test]
    fn a_digest_is_read_as_it_was_written() {
        let digest = Digest::of("Công tác".as_bytes());
        let text: String = digest.into();
        assert_eq!((text.len(), Digest::try_from(text)), (32, Ok(digest)));
        assert!(Digest::try_from("x".to_owned()).is_err());
    }
}
