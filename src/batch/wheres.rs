//! `--where "tinh=Thành phố Hải Phòng"`: which rows of a table are wanted.

use crate::{
    diagnostic::{Diagnostic, nearest},
    fold::{same_name, without_marks},
    rules,
    table::{Table, key_of},
};
use std::collections::BTreeSet;

/// One condition on a column.
#[derive(Debug)]
pub(super) struct Where {
    column: usize,
    wanted: String,
    equal: bool,
    typed: String,
}

impl Where {
    /// Reads a condition; a value without any mark is compared without marks.
    pub(super) fn parse(typed: &str, table: &Table) -> Result<Self, Box<Diagnostic>> {
        let Some((name, wanted)) = typed.split_once('=') else {
            let message = format!("không hiểu điều kiện `{typed}` của --where");
            let hint = "viết cột=giá trị, ví dụ --where \"tinh=Thành phố Hải Phòng\"";
            return Err(Diagnostic::new(&rules::LOC_LA, None, message).hint(hint).into());
        };
        let (name, equal) = name.strip_suffix('!').map_or((name, true), |name| (name, false));
        let key = key_of(name);
        let column = table.column(&key).ok_or_else(|| unknown_column(&key, table))?;
        Ok(Self { column, wanted: wanted.trim().to_owned(), equal, typed: typed.to_owned() })
    }

    /// Whether a row is wanted.
    pub(super) fn holds(&self, table: &Table, row: usize) -> bool {
        let cell = table.text(row, self.column);
        let same = if without_marks(&self.wanted) == self.wanted.to_lowercase() {
            without_marks(cell.as_str()) == without_marks(&self.wanted)
        } else {
            same_name(cell.as_str()) == same_name(&self.wanted)
        };
        same == self.equal
    }

    /// Says that no row is wanted, with the values that are most like the wanted one.
    pub(super) fn none(&self, table: &Table) -> Diagnostic {
        let values: BTreeSet<String> =
            (0..table.rows.len()).map(|row| table.text(row, self.column).as_str().to_owned()).collect();
        let wanted = without_marks(&self.wanted);
        let holds = |value: &&String| !wanted.is_empty() && without_marks(value).contains(&wanted);
        let near = values.iter().find(holds).map(String::as_str);
        let near = near.or_else(|| nearest(&self.wanted, values.iter().map(String::as_str)));
        let hint = near.map_or_else(String::new, |near| format!("có phải `{near}`?"));
        Diagnostic::new(&rules::KHONG_HANG, None, format!("không hàng nào thỏa --where \"{}\"", self.typed))
            .hint(hint)
    }
}

/// A column that the table has not, with those that it has.
fn unknown_column(key: &str, table: &Table) -> Box<Diagnostic> {
    let known = || table.columns.iter().map(|column| column.key.as_str());
    let near = nearest(key, known()).map_or_else(String::new, |near| format!("có phải `{near}`? "));
    let hint = format!("{near}các cột: {}", known().collect::<Vec<_>>().join(", "));
    Box::new(Diagnostic::new(&rules::LOC_LA, None, format!("bảng không có cột `{key}`")).hint(hint))
}
