//! Words: minijinja fills the holes of a plan and writes the set phrases of a khuon.
//!
//! The formatter prints one opaque character, an atom, in place of each value
//! (ARCHITECTURE.md, "A value is never structure"). [`weave()`] renders a template into a
//! [`Woven`](crate::text::Woven), in which every byte knows where it was written.

mod check;
mod complaint;
mod context;
mod environment;
mod filters;
mod head;
mod job;
mod khuon;
mod letters;
mod ngay;
mod so;
mod so_hoc;
mod weave;

pub use complaint::{complaint, filter_name, refused, unknown_filter};
pub use context::Context;
pub use environment::Syntax;
pub use filters::{FILTERS, Filter};
pub(crate) use head::{NOTES, PICTURES, TABLES};
pub use job::{Job, Mode, PLACED, Pending, place};
pub use khuon::{Khuon, shipped};
pub use letters::{upper, without_dash, without_end_mark};
pub(crate) use so::{Number, grouped};
pub use weave::{WeaveError, one_line, weave};
