//! The rows of a plan: what goes on, what recurs, what is over.

use super::{
    inline,
    marks::{self, Says},
    redate,
    report::{ARROW, Viec, WHY},
    step::Work,
};
use crate::{
    calendar::{Ky, Lan, LapLai, Moment, NeuNghi, Nghi, described, slashed},
    plan::{Bang, Item, Val},
    schema::{Keys, Kind},
};
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// The keys of a row that say when it is and how long it lasts, by their types.
struct Attributes<'k> {
    thoi_gian: Option<&'k str>,
    lap_lai: Option<&'k str>,
    neu_nghi: Option<&'k str>,
    den: Option<&'k str>,
    mot_lan: bool,
}

impl<'k> Attributes<'k> {
    fn of(keys: &'k Keys) -> Self {
        let of = |kind| keys.iter().find(|(_, key)| key.kieu == kind).map(|(name, _)| name.as_str());
        Self {
            thoi_gian: of(Kind::ThoiGian),
            lap_lai: of(Kind::LapLai),
            neu_nghi: of(Kind::NeuNghi),
            den: of(Kind::Ky),
            mot_lan: keys.get("mot_lan").is_some_and(|key| key.kieu == Kind::Co),
        }
    }

    /// Whether such rows are kept, dated anew or taken out at all.
    fn matter(&self) -> bool {
        self.lap_lai.is_some() || self.den.is_some() || self.mot_lan
    }
}

impl Work<'_> {
    /// Every row of the plan, and the plan's own time where it recurs.
    pub(super) fn rows(&mut self) {
        let plan = self.plan;
        let attributes = Attributes::of(&plan.keys);
        if let Some(lap_lai) = self.recurrence(&plan.root, &attributes)
            && let Lan::Ngay(days) = lap_lai.within(self.to, &self.lich)
        {
            let at = plan.root.span_of(attributes.thoi_gian.unwrap_or_default());
            self.date("", &plan.root, &attributes, &days, at.map_or(0, |span| span.range().start));
        }
        self.tables(&plan.root, &plan.keys);
    }

    fn tables(&mut self, table: &Bang, keys: &Keys) {
        for item in &table.items {
            let Some(key) = keys.get(&item.key).filter(|_| item.span.file == self.plan.file) else {
                continue;
            };
            match (&item.val, key.phan_tu.as_deref()) {
                (Val::List(rows), Some(row_key)) => {
                    for row in rows {
                        self.row(row, item, &row_key.khoa);
                    }
                }
                (Val::Bang(inner), None) => self.tables(inner, &key.khoa),
                _ => {}
            }
        }
    }

    fn row(&mut self, row: &Item, list: &Item, keys: &Keys) {
        let Val::Bang(bang) = &row.val else { return };
        let attributes = Attributes::of(keys);
        if !attributes.matter() {
            return self.tables(bang, keys);
        }
        let at = row.span.range().start;
        let name = self.name(bang, keys);
        let den = attributes
            .den
            .and_then(|key| self.plan.text(bang, key))
            .and_then(|text| Ky::parse(text.as_str().trim()));
        let once = attributes.mot_lan && matches!(bang.get("mot_lan"), Some(Val::Co(true)));
        if once {
            return self.take_out(
                row,
                list,
                &self.typed_name(bang, keys),
                "chỉ làm một lần (mot_lan = true)",
            );
        }
        if let Some(den) = den.filter(|den| den.last_day() < self.to.first_day()) {
            return self.take_out(
                row,
                list,
                &self.typed_name(bang, keys),
                &format!("đã qua den = \"{den}\""),
            );
        }
        let Some(lap_lai) = self.recurrence(bang, &attributes) else {
            return match attributes.lap_lai {
                Some(key) => {
                    self.take_out(row, list, &self.typed_name(bang, keys), &format!("không có {key}"))
                }
                None if den.is_some() => self.say(Viec::Giu, &name, "chưa qua den", at),
                None => self.keep(row, &name),
            };
        };
        match lap_lai.within(self.to, &self.lich) {
            Lan::Khong => self.wait(row, list, &self.typed_name(bang, keys), &lap_lai),
            Lan::Loi => self.in_words(&name, bang, &attributes, &lap_lai, at),
            Lan::Ngay(days) => self.date(&name, bang, &attributes, &days, at),
        }
    }

    fn recurrence(&self, bang: &Bang, attributes: &Attributes<'_>) -> Option<LapLai> {
        LapLai::parse(self.plan.text(bang, attributes.lap_lai?)?.as_str())
    }

    /// The first words of a row, its holes filled.
    fn name(&self, bang: &Bang, keys: &Keys) -> String {
        let first = first_words(bang, keys).and_then(|val| self.plan.woven(val));
        first.map(|woven| woven.printed().into_owned()).unwrap_or_default()
    }

    /// The first words of a row as typed: filled, the words of what goes out would name the new period.
    fn typed_name(&self, bang: &Bang, keys: &Keys) -> String {
        match first_words(bang, keys) {
            Some(Val::Text(leaf)) => self.plan.leaves[*leaf].template.as_str().to_owned(),
            _ => String::new(),
        }
    }

    /// A task that goes on: how often it did stands above it, and from the third time on asks to be looked at.
    fn keep(&mut self, row: &Item, name: &str) {
        let at = row.span.range().start;
        let line = self.layout.line_above(at);
        let first = self.layout.block(at).map_or(line, |block| block.start);
        let counts: Vec<u32> = self
            .memory
            .iter()
            .filter(|(place, _)| (first..=line).contains(place))
            .filter_map(|(_, says)| match says {
                Says::Kept(times) => Some(*times),
                _ => None,
            })
            .collect();
        let taken = self.taken.entry(line).or_default();
        let times = counts.get(*taken).copied().unwrap_or(0) + 1;
        *taken += 1;
        self.mark(at, &marks::kept(times));
        self.say(Viec::Giu, name, format!("lần {times}"), at);
        if times >= 3 {
            self.say(Viec::XemLai, name, format!("giữ lần {times}"), at);
        }
    }

    /// What is over becomes a comment.
    fn take_out(&mut self, row: &Item, list: &Item, name: &str, why: &str) {
        let place = self.remove(row, list, |lines| marks::taken_out(why, lines));
        self.say(Viec::BoRa, name, why, place);
    }

    /// What is not due becomes a comment that comes back.
    fn wait(&mut self, row: &Item, list: &Item, name: &str, lap_lai: &LapLai) {
        let after = std::iter::successors(Some(self.to.next()), |ky| Some(ky.next())).take(60);
        let next =
            after.clone().find(|ky| lap_lai.within(*ky, &self.lich) != Lan::Khong).map(|ky| ky.to_string());
        let detail = next.as_ref().map_or_else(String::new, |ky| format!("lần tới {ky}"));
        let place = self.remove(row, list, |lines| marks::waiting(next.clone(), lines));
        self.say(Viec::ChuaDenKy, name, detail, place);
    }

    /// Puts a comment in the place of a row; gives the place that becomes the comment's.
    fn remove(&mut self, row: &Item, list: &Item, comment: impl Fn(&str) -> String) -> usize {
        let range = row.span.range();
        if let Some(block) = self.layout.block(range.start) {
            let lines = block.start..block.end;
            self.edits.push(lines.clone(), comment(&self.text[lines.clone()]));
            self.settled.push(lines.clone());
            return lines.start;
        }
        inline::take_out(self.text, &range, &mut self.edits);
        let below = self.layout.line_below(list.span.range().end.saturating_sub(1));
        let broken = self.text[..below].ends_with('\n');
        let words = comment(&self.text[range.clone()]);
        self.edits.insert(below, if broken { words } else { format!("\n{words}") });
        self.settled.push(range);
        below
    }

    /// What recurs and says itself when: a date in the place of words would be last month's.
    fn in_words(
        &mut self,
        name: &str,
        bang: &Bang,
        attributes: &Attributes<'_>,
        lap_lai: &LapLai,
        at: usize,
    ) {
        let Some((range, moments)) = time_of(bang, attributes).filter(|(_, moments)| !moments.is_empty())
        else {
            return self.say(Viec::Giu, name, "thời gian bằng lời", at);
        };
        match (lap_lai.week(), self.to) {
            (Some(week), Ky::Thang { .. }) => {
                let week = week.map_or_else(|| "cuối".to_owned(), |number| number.to_string());
                let words = format!("\"Tuần {week} tháng {{{{ ky.thang }}}}/{{{{ ky.nam }}}}\"");
                self.say(Viec::DoiNgay, name, format!("{}{ARROW}{words}", days(moments)), range.start);
                self.edits.push(range.clone(), words);
            }
            _ => self.review(name, "ngày của kỳ trước", range.start),
        }
        self.settled.push(range);
    }

    /// New dates, moved off days off as the row asks.
    fn date(&mut self, name: &str, bang: &Bang, attributes: &Attributes<'_>, meant: &[NaiveDate], at: usize) {
        let Some((range, moments)) = time_of(bang, attributes).filter(|(_, moments)| !moments.is_empty())
        else {
            return self.say(Viec::Giu, name, "thời gian bằng lời", at);
        };
        let asked = attributes.neu_nghi.and_then(|key| self.plan.text(bang, key));
        let asked = asked.and_then(|text| NeuNghi::parse(text.as_str()));
        let neu_nghi = asked.unwrap_or_default();
        let mut settled: Vec<NaiveDate> = meant.iter().map(|day| neu_nghi.settle(*day, &self.lich)).collect();
        settled.dedup();
        let moved: Vec<String> = meant
            .iter()
            .filter(|day| !settled.contains(day))
            .filter_map(|day| Some(described(*day, &self.lich.day_off(*day)?)))
            .collect();
        let old: Vec<NaiveDate> = moments.iter().map(|moment| moment.day).collect();
        let why = if moved.is_empty() { String::new() } else { format!("{WHY}{}", moved.join(", ")) };
        let list = |days: &[NaiveDate]| days.iter().map(|day| slashed(*day)).collect::<Vec<_>>().join(", ");
        if old == settled {
            self.say(Viec::Giu, name, format!("{}{why}", list(&settled)), at);
        } else {
            redate::redate(self.text, &range, moments, &settled, &mut self.edits);
            self.say(
                Viec::DoiNgay,
                name,
                format!("{}{ARROW}{}{why}", list(&old), list(&settled)),
                range.start,
            );
        }
        for why in self.doubts(meant, &settled, asked) {
            self.review(name, &why, range.start);
        }
        self.settled.push(range);
    }

    /// What a person must look at in new dates.
    fn doubts(&self, meant: &[NaiveDate], settled: &[NaiveDate], asked: Option<NeuNghi>) -> Vec<String> {
        let mut doubts = Vec::new();
        for day in settled {
            if let Some(off) = self.lich.day_off(*day).filter(|_| asked.is_none()) {
                doubts.push(format!("{} là ngày nghỉ; đặt neu_nghi hoặc sửa ngày", described(*day, &off)));
            }
            if !self.to.contains(*day) {
                doubts.push(format!("{} ở ngoài kỳ {}", slashed(*day), self.to));
            }
        }
        for day in meant.iter().filter(|day| !self.lich.is_announced(day.year())) {
            let holiday = self.lich.day_off(*day).filter(|off| !matches!(off, Nghi::HangTuan(_)));
            if let Some(off) = holiday {
                doubts.push(format!("lịch nghỉ {} chưa có thông báo: {}", day.year(), described(*day, &off)));
            }
        }
        doubts
    }
}

fn first_words<'b>(bang: &'b Bang, keys: &Keys) -> Option<&'b Val> {
    let words = |item: &&Item| {
        keys.get(&item.key).is_some_and(|key| matches!(key.kieu, Kind::Dong | Kind::Doan | Kind::DanY))
    };
    bang.items.iter().find(words).map(|item| &item.val)
}

/// Where the time of a row stands, and the moments that it names.
fn time_of<'b>(bang: &'b Bang, attributes: &Attributes<'_>) -> Option<(Range<usize>, &'b [Moment])> {
    let item = bang.item(attributes.thoi_gian?)?;
    match &item.val {
        Val::ThoiGian(_, moments) => Some((item.span.range(), moments)),
        _ => None,
    }
}

fn days(moments: &[Moment]) -> String {
    moments.iter().map(|moment| slashed(moment.day)).collect::<Vec<_>>().join(", ")
}
