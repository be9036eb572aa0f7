//! A share of the rows for one of several machines, which decide alone and alike.

use std::str::FromStr;

/// Share `number` (from 1) of `of` shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    number: u64,
    of: u64,
}

impl Shard {
    /// Whether the file of this name is ours. Only the name counts: the order of the rows does not
    /// matter, and a row that is added moves no other one.
    pub fn owns(self, name: &str) -> bool {
        fnv(name) % self.of + 1 == self.number
    }

    /// Names it within the name of a file: `3-8`.
    pub fn name(self) -> String {
        format!("{}-{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    /// Reads `3/8`.
    fn from_str(text: &str) -> Result<Self, String> {
        let parts =
            text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Self { number, of }),
            _ => Err("viết phần thứ mấy trên tổng số phần, từ 1, ví dụ 3/8".to_owned()),
        }
    }
}

/// FNV-1a of 64 bits: the same on every machine and in every version.
fn fnv(name: &str) -> u64 {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x100_0000_01b3;
    let hash = name.bytes().fold(START, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    // Its upper bits are the well mixed ones.
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::don_vi;

    #[test]
    fn every_file_has_one_owner_and_shares_are_even() {
        let names: Vec<String> = don_vi::all().iter().map(|xa| format!("{}-{}.pdf", xa.ma, xa.ten)).collect();
        for of in [1, 2, 7, 64] {
            let shards: Vec<Shard> =
                (1..=of).map(|n| format!("{n}/{of}").parse().expect("a share")).collect();
            let mut sizes = vec![0; of];
            for name in &names {
                let owners: Vec<usize> = (0..of).filter(|i| shards[*i].owns(name)).collect();
                assert_eq!(owners.len(), 1, "{name} of {of}");
                sizes[owners[0]] += 1;
            }
            let fair = names.len() as f64 / of as f64;
            let most = sizes.iter().copied().max().unwrap_or_default() as f64;
            assert!(most < fair * 1.5 + 1.0, "{sizes:?}");
        }
    }

    #[test]
    fn owners_stay_over_versions() {
        let owner = |name| (1..=8).find(|n| Shard { number: *n, of: 8 }.owns(name));
        assert_eq!(["26815-xa-an-binh.pdf", "a", ""].map(owner), [Some(5), Some(1), Some(2)]);
    }

    #[test]
    fn only_a_share_is_read_as_one() {
        assert_eq!("3/8".parse(), Ok(Shard { number: 3, of: 8 }));
        for wrong in ["0/8", "9/8", "3", "3/0", "/", "3/8/2", "a/b", "-1/8", ""] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
