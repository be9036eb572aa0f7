//! Many documents from one plan and a table of rows.

pub mod merge;
pub mod pool;
pub mod shard;
