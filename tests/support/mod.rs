//! What tests share: a reader of PDF, pictures, plans in a line, spreadsheets, processes that are killed.

pub mod kill;
pub mod pdf;
pub mod plans;
pub mod raster;
pub mod sheets;
