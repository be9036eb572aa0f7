//! The only test binary: what the finished files hold, what the user reads, what the house promises.

mod bo_loc;
mod chu;
mod khuon;
mod pham_vi;
mod support;
mod thuoc_tinh;
mod trang;
