//! What tests share: an independent reader of PDF, pictures, plans in a line, spreadsheets.

pub mod pdf;
pub mod plans;
pub mod raster;
pub mod sheets;
