//! `vanban`: a short TOML description of a plan becomes the official document that
//! Nghị định 30/2020/NĐ-CP prescribes.
//!
//! The way of a document, step by step (the map is in `ARCHITECTURE.md`):
//!
//! 1. [`source`] and [`toml_tree`] read files, every value with its bytes;
//! 2. [`plan`] merges plan and office, fills holes, types every key;
//! 3. [`compose()`] writes the words of form and khuon into the tree, [`VanBan`];
//! 4. [`check_van_ban`] holds the tree against the rules;
//! 5. [`Typesetter`] lays it out, and [`check_trang`] holds the pages against them;
//! 6. [`export`] writes PDF, PNG or text.
//!
//! ```
//! # fn main() -> Result<(), vanban::Error> {
//! let plan = std::path::Path::new("data/examples/kien-thuy/2024-05.toml");
//! let typesetter = vanban::Typesetter::new(vanban::Fonts::shipped());
//! let built = vanban::build(plan, &typesetter)?;
//! assert_eq!(built.pages.as_ref().map(|pages| pages.document.pages().len()), Some(3));
//! # Ok(())
//! # }
//! ```
//!
//! Many documents from one plan and a table, one by one as they are asked for:
//!
//! ```
//! # fn main() -> Result<(), vanban::Error> {
//! use vanban::{Batch, Fonts, Typesetter, batch::Options};
//! let plan = std::path::Path::new("data/examples/kien-thuy/2024-05.toml");
//! let options = Options { wheres: vec!["ten_rieng=Kiến Thụy".into()], ..Options::default() };
//! // `@xa` is the carried table of communes; a path names one of the user's.
//! let batch = Batch::open(plan, "@xa".as_ref(), options)?.expect("no fault of plan or table");
//! let typesetter = Typesetter::new(Fonts::shipped());
//! for (row, mut built) in batch.documents(&typesetter) {
//!     assert!(row.findings.worst().is_none(), "{}", batch.place(row));
//!     assert_eq!(built.export(vanban::Format::Pdf).len(), 1);
//! }
//! # Ok(())
//! # }
//! ```

mod bang_bieu;
pub mod batch;
mod beside;
mod caches;
pub mod calendar;
pub mod catalogue;
pub mod check;
pub mod cli;
pub mod compose;
pub mod diagnostic;
pub mod don_vi;
pub mod edit;
pub mod encoding;
pub mod error;
pub mod examples;
pub mod export;
pub mod fold;
pub mod ics;
pub mod incremental;
mod kem_theo;
pub mod metrics;
pub mod next;
pub mod number;
pub mod outline;
pub mod output;
pub mod own_khuon;
mod own_layout;
mod pictures;
pub mod plan;
pub mod reads;
pub mod report;
pub mod rules;
pub mod schema;
pub mod scope;
pub mod source;
pub mod standard;
pub mod syllable;
pub mod table;
pub mod text;
mod ties;
mod toml_messages;
pub mod toml_tree;
pub mod typeset;
pub mod van_ban;
pub mod watch;
pub mod words;

mod build;

pub use bang_bieu::{BangBieu, Hang, O};
pub use batch::Batch;
pub use beside::Beside;
pub use build::{Built, Composed, Exported, Inputs, Prepared, build, compose_file, read_and_compose};
pub use check::{VanBanContext, check_trang, check_van_ban};
pub use compose::compose;
pub use diagnostic::{Diagnostic, Findings, Fix, Severity};
pub use error::Error;
pub use export::Format;
pub use kem_theo::{DauKemTheo, KemTheo};
pub use own_khuon::KhuonFile;
pub use own_layout::LayoutFile;
pub use source::Sources;
pub use typeset::{Fonts, Pages, Typesetter};
pub use van_ban::VanBan;
