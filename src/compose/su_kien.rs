//! The events of a plan: what has a time of its own, for a calendar. Rows are known by the types of their
//! keys, never by the names of tables.

use crate::{
    calendar::{Lan, LapLai, Moment},
    fold::slug,
    ics::{Lich, SuKien},
    plan::{Bang, Plan, Val},
    schema::{Keys, Kind},
};
use chrono::NaiveDate;

/// The calendar of a plan.
pub(super) fn lich(plan: &Plan) -> Lich {
    let names = plan.texts(plan.root.table("co_quan"), "ten");
    let names: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
    let ky = plan.ky.map_or_else(|| "khong-ky".to_owned(), |ky| ky.to_string().to_lowercase());
    let mut found = Vec::new();
    table(plan, &plan.root, &plan.keys, &plan.loai.id, &mut found);
    Lich {
        co_quan: slug(&names.join(" ")),
        ten: names.join(" "),
        ke_hoach: format!("{}.{ky}", plan.loai.id),
        cuoi_ky: plan.ky.map(|ky| ky.last_day()),
        su_kien: found,
    }
}

/// The events of a table and of the tables in it; `place` is its place in the plan.
fn table(plan: &Plan, bang: &Bang, keys: &Keys, place: &str, found: &mut Vec<SuKien>) {
    found.extend(event(plan, bang, keys, place));
    for item in bang.items.iter().filter(|item| item.span.file == plan.file) {
        let Some(key) = keys.get(&item.key) else { continue };
        match (&item.val, key.phan_tu.as_deref()) {
            (Val::List(rows), Some(row_key)) => {
                for (i, row) in rows.iter().enumerate() {
                    if let Val::Bang(row) = &row.val {
                        table(plan, row, &row_key.khoa, &format!("{}-{}", slug(&item.key), i + 1), found);
                    }
                }
            }
            (Val::Bang(inner), None) => table(plan, inner, &key.khoa, &slug(&item.key), found),
            _ => {}
        }
    }
}

/// The event that a table is, where it has a time that names days or recurs every week.
fn event(plan: &Plan, bang: &Bang, keys: &Keys, place: &str) -> Option<SuKien> {
    let of = |kind| keys.iter().find(|(_, key)| key.kieu == kind).map(|(name, _)| name.as_str());
    let Some(Val::ThoiGian(_, moments)) = bang.get(of(Kind::ThoiGian)?) else { return None };
    let lap_lai = of(Kind::LapLai).and_then(|key| plan.text(bang, key));
    let weekly = lap_lai.and_then(|text| LapLai::parse(text.as_str())).filter(|lap| lap.weekdays().is_some());
    let days = weekly.as_ref().zip(plan.ky).map(|(weekly, ky)| match weekly.within(ky, &plan.lich_nghi()) {
        Lan::Ngay(days) => days,
        _ => Vec::new(),
    });
    let thu = weekly.as_ref().and_then(LapLai::weekdays).unwrap_or_default().to_vec();
    let luc = if moments.is_empty() { all_day(days.as_deref().unwrap_or_default()) } else { moments.clone() };
    if luc.is_empty() {
        return None;
    }
    let mut words = bang.items.iter().filter_map(|item| {
        let key = keys.get(&item.key)?;
        let text = matches!(key.kieu, Kind::Dong | Kind::Doan);
        let woven = plan.woven(&item.val).filter(|_| text)?;
        Some((key.nhan.clone(), woven.printed().trim().replace('\n', " ")))
    });
    let is_root = std::ptr::eq(bang, &plan.root);
    let ten =
        if is_root { plan.text(bang, "trich_yeu").map(|text| text.as_str().trim().to_owned()) } else { None };
    let ten = ten.or_else(|| words.next().map(|(_, ten)| ten)).unwrap_or_else(|| plan.loai.ten.clone());
    let of_khuon =
        |nhan: &str| !is_root || plan.khuon.iter().flat_map(|k| k.khoa.values()).any(|k| k.nhan == nhan);
    let ghi_chu = words.filter(|(nhan, text)| !text.is_empty() && of_khuon(nhan)).collect();
    let ma = plan.text(bang, "ma").map(|ma| slug(ma.as_str())).filter(|ma| !ma.is_empty());
    Some(SuKien {
        ma: ma.unwrap_or_else(|| place.to_owned()),
        ten,
        ghi_chu,
        luc,
        thu,
        hang_tuan: days.unwrap_or_default(),
    })
}

fn all_day(days: &[NaiveDate]) -> Vec<Moment> {
    days.iter().map(|day| Moment { day: *day, time: None }).collect()
}
