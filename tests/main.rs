//! The only test binary: what the finished files hold, what the user reads, what the house promises.

mod cau_lenh;
mod chu;
mod nha;
mod support;
mod thuoc_tinh;
mod trang;
