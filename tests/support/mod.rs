//! What tests share: an independent reader of PDF, pictures, plans in a line, processes that are killed.

pub mod kill;
pub mod pdf;
pub mod plans;
pub mod raster;
