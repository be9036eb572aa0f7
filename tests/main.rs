//! The only test binary: what the finished files hold, what the user reads, what the house promises.

mod chu;
mod support;
mod thuoc_tinh;
mod trang;
