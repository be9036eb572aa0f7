//! The only test binary: what the finished files hold, what the user reads, what the house promises.

#![expect(unreachable_pub, reason = "a test binary has no other crate to be reached from")]

mod bao_nham;
mod bo_loc;
mod cap_so;
mod cau_lenh;
mod chu;
mod dung_nhieu;
mod gop_thu;
mod hang_loat;
mod in_an;
mod khuon;
mod ky_cu;
mod ky_sau;
mod lich;
mod loai;
mod loi_van;
mod nha;
mod pham_vi;
mod phat_hien;
mod soat;
mod support;
mod thuoc_tinh;
mod trang;
mod trinh_bay_rieng;
