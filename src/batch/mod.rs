//! Many documents from one plan and a table of rows.

pub mod pool;
