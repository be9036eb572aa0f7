//! Phụ lục I, Phần I, II.6.b: citations of other texts.

use crate::{
    check::{Citation, LOI_VAN, Passage, Reading, Role, citations, pattern},
    diagnostic::{Diagnostic, Findings},
};
use std::collections::BTreeMap;

rules! {
    /// A first citation without its date.
    VIEN_DAN_LAN_DAU: "vien-dan-lan-dau", Warning, "PL I, Phần I, II.6.b", "Viện dẫn lần đầu ghi đủ tên loại, số, ký hiệu, thời gian ban hành, tên cơ quan ban hành và trích yếu.",
        "ghi_chu = [\"Thực hiện Kế hoạch số 15/KH-UBND của Ủy ban nhân dân\"]", "ghi_chu = [\"Thực hiện Kế hoạch số 15/KH-UBND ngày 12/01/2024 của Ủy ban nhân dân\"]" => chu(first_in_short);
    /// A later citation in full.
    VIEN_DAN_LAP: "vien-dan-lap-day-du", Warning, "PL I, Phần I, II.6.b", "Các lần viện dẫn sau chỉ ghi tên loại và số, ký hiệu.",
        "ghi_chu = [\"Thực hiện Kế hoạch số 15/KH-UBND ngày 12/01/2024 của Ủy ban nhân dân\", \"Báo cáo theo Kế hoạch số 15/KH-UBND ngày 12/01/2024\"]",
        "ghi_chu = [\"Thực hiện Kế hoạch số 15/KH-UBND ngày 12/01/2024 của Ủy ban nhân dân\", \"Báo cáo theo Kế hoạch số 15/KH-UBND\"]" => chu(later_in_full);
    /// A law with a number.
    LUAT_CO_SO: "luat-co-so", Warning, "PL I, Phần I, II.6.b", "Luật, Pháp lệnh chỉ ghi tên loại và tên, không ghi số.",
        "ghi_chu = [\"Theo quy định của Luật Lưu trữ số 33/2024/QH15\"]", "ghi_chu = [\"Theo quy định của Luật Lưu trữ\"]" => doan(law_with_number);
    /// With and without `số`.
    VIEN_DAN_HAI_KIEU: "vien-dan-hai-kieu", Warning, "PL I, Phần I, II.6.b", "Số của văn bản được viện dẫn ghi theo một kiểu, có từ “số”.",
        "ghi_chu = [\"Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 và Nghị định 113/2025/NĐ-CP ngày 03/6/2025\"]\nngay_ban_hanh = 2025-07-01\nky = \"2025-07\"",
        "ghi_chu = [\"Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 và Nghị định số 113/2025/NĐ-CP ngày 03/6/2025\"]\nngay_ban_hanh = 2025-07-01\nky = \"2025-07\"" => chu(two_styles);
    /// A number of one year and a date of another.
    SO_NGAY_LECH: "so-ngay-lech", Warning, "PL I, Phần I, II.6.b", "Năm trong số của văn bản được viện dẫn là năm ban hành.",
        "ghi_chu = [\"Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ\"]", "ghi_chu = [\"Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ\"]" => chu(another_year);
    /// A cited text that is not there yet.
    VIEN_DAN_TUONG_LAI: "vien-dan-tuong-lai", Warning, "", "Văn bản được viện dẫn có trước văn bản viện dẫn nó.",
        "ghi_chu = [\"Theo Kế hoạch số 15/KH-UBND ngày 12/01/2042 của Ủy ban nhân dân\"]", "ghi_chu = [\"Theo Kế hoạch số 15/KH-UBND ngày 12/01/2024 của Ủy ban nhân dân\"]" => chu(from_the_future);
    /// A broken number or symbol.
    SO_KY_HIEU_HONG: "so-ky-hieu-hong", Warning, "PL I, Phần I, II.3.c", "Số, ký hiệu viết liền: dấu gạch chéo sau số, dấu gạch nối ngắn giữa các nhóm, không cách chữ.",
        "ghi_chu = [\"Theo Kế hoạch số 15/ KH–UBND ngày 12/01/2024 của Ủy ban nhân dân\"]", "ghi_chu = [\"Theo Kế hoạch số 15/KH-UBND ngày 12/01/2024 của Ủy ban nhân dân\"]" => prose(broken_code);
}

/// The citations of the body.
fn of_body<'b>(reading: &'b Reading<'b>) -> Vec<Citation<'b>> {
    reading.body().flat_map(citations).collect()
}

fn first_in_short(reading: &Reading<'_>, findings: &mut Findings) {
    let mut seen: BTreeMap<String, ()> = BTreeMap::new();
    for citation in of_body(reading) {
        let first = seen.insert(citation.code().to_lowercase(), ()).is_none();
        if first && citation.date.is_none() && citation.has_so && !goes_on(&citation) {
            let message = format!("viện dẫn lần đầu `{}` chưa ghi ngày ban hành", citation.as_str());
            let found = citation.passage.finding(&VIEN_DAN_LAN_DAU, citation.range.clone(), message);
            findings.push_all(found.map(|found| found.label("viết thêm: ngày …, của …, về …")));
        }
    }
}

/// Whether a date may follow that is not read as one: `ngày …` for a hand, a line that breaks off, a
/// symbol that fell apart.
fn goes_on(citation: &Citation<'_>) -> bool {
    let rest = citation.passage.as_str()[citation.range.end..].trim_start();
    rest.is_empty() || ["ngày", "-", "–"].iter().any(|start| rest.starts_with(start))
}

fn later_in_full(reading: &Reading<'_>, findings: &mut Findings) {
    let mut full: BTreeMap<String, Vec<Citation<'_>>> = BTreeMap::new();
    for citation in
        of_body(reading).into_iter().filter(|citation| citation.date.is_some() && !is_of_a_title(citation))
    {
        full.entry(citation.code().to_lowercase()).or_default().push(citation);
    }
    for list in full.values() {
        let [first, second, rest @ ..] = list.as_slice() else { continue };
        let end = second.date.map_or(second.range.end, |date| date.range.end);
        let message = format!("`{}` đã được viện dẫn đầy đủ ở trên", second.as_str());
        let found = second.passage.finding(&VIEN_DAN_LAP, second.range.start..end, message);
        findings.push_all(found.map(|found| {
            let found = found.label(format!("chỉ ghi `{}`", second.as_str()));
            let found = found.also(first.passage.span(first.range.clone()), "lần đầu");
            rest.iter()
                .fold(found, |found, other| found.also(other.passage.span(other.range.clone()), "cũng vậy"))
        }));
    }
}

/// Whether a citation stands in the name of another text: `Nghị định số … sửa đổi Nghị định số …`.
fn is_of_a_title(citation: &Citation<'_>) -> bool {
    let text = &citation.passage.as_str()[..citation.range.start];
    let clause = text.rfind([';', '.', '(']).map_or(text, |at| &text[at..]).to_lowercase();
    LOI_VAN.vien_dan.trong_ten.iter().any(|word| clause.contains(word))
}

pattern!(
    LAW,
    r"\b((?:Bộ luật|Luật|Pháp lệnh)\s+[^.;:,()]{2,90}?),?\s+(số\s+\d+/\d{4}/(?:QH|UBTVQH|PL)[\w-]*)",
    ["/QH", "/UBTVQH", "/PL"]
);

fn law_with_number(passage: &Passage, findings: &mut Findings) {
    // Those of căn cứ are looked at there.
    if passage.role != Role::Body || passage.kieu == "can_cu" {
        return;
    }
    for groups in LAW.captures_iter(passage.as_str()) {
        let (Some(name), Some(number)) = (groups.get(1), groups.get(2)) else { continue };
        // `Luật số 42/2019/QH14 và Luật số …`: laws that change others are told apart by their numbers.
        if name.as_str().contains(" số ") {
            continue;
        }
        let message = format!("`{}` ghi cả số", name.as_str());
        let found = passage.finding(&LUAT_CO_SO, number.range(), message);
        findings.push_all(found.map(|found| found.label(format!("bỏ `{}`", number.as_str()))));
    }
}

fn two_styles(reading: &Reading<'_>, findings: &mut Findings) {
    let all = of_body(reading);
    if !all.iter().any(|citation| citation.has_so) {
        return;
    }
    for citation in all.iter().filter(|citation| !citation.has_so) {
        let kind = &citation.passage.as_str()[citation.kind.clone()];
        let message = format!("`{}` thiếu từ `số`, ở chỗ khác thì có", citation.as_str());
        let found = citation.passage.finding(&VIEN_DAN_HAI_KIEU, citation.range.clone(), message);
        findings.push_all(found.map(|found| found.label(format!("viết `{kind} số {}`", citation.code()))));
    }
}

fn another_year(reading: &Reading<'_>, findings: &mut Findings) {
    for citation in reading.prose().flat_map(citations) {
        let Some((year, date)) = citation.year.zip(citation.date) else { continue };
        if let Some(other) = date.year.filter(|other| *other != year) {
            let message =
                format!("số `{}` là của năm {year}, ngày ban hành ghi năm {other}", citation.code());
            let found = citation.passage.finding(&SO_NGAY_LECH, citation.code.start..date.range.end, message);
            findings.push_all(found.map(|found| found.label("kiểm tra số và ngày")));
        }
    }
}

fn from_the_future(reading: &Reading<'_>, findings: &mut Findings) {
    let issued =
        reading.context.ngay_ban_hanh().filter(|date| date.ngay.is_some()).map(|date| date.first_day());
    let latest_year = reading.latest_year();
    for citation in reading.prose().flat_map(citations) {
        let date = citation.date.filter(|date| date.year.is_some()).and_then(|date| date.date(0));
        let later = date.zip(issued).is_some_and(|(date, issued)| date > issued);
        let year = citation.year.max(citation.date.and_then(|date| date.year));
        if later || year.zip(latest_year).is_some_and(|(year, latest)| year > latest) {
            let end = citation.date.map_or(citation.range.end, |date| date.range.end);
            let message = format!(
                "`{}` ban hành sau văn bản này",
                &citation.passage.as_str()[citation.range.start..end]
            );
            let found = citation.passage.finding(&VIEN_DAN_TUONG_LAI, citation.range.start..end, message);
            findings.push_all(found.map(|found| found.label("kiểm tra số và ngày")));
        }
    }
}

pattern!(
    LOOSE,
    r"\b[sS]ố\s*:?\s+(?P<code>\d+(?P<year>\s*/\s*\d{4,6})?\s*/\s*\p{Lu}[\p{L}\d]*(?: ?[-–‑_] ?\p{Lu}[\p{L}\d&]*)*)",
    ["/"]
);

fn broken_code(passage: &Passage, findings: &mut Findings) {
    for groups in LOOSE.captures_iter(passage.as_str()) {
        let (Some(code), year) = (groups.name("code"), groups.name("year")) else { continue };
        let year = year.map(|year| year.as_str().trim_matches(|c: char| !c.is_ascii_digit()));
        findings.push_all(broken(passage, &code, year));
    }
}

/// The finding for a number and symbol that is not written as one.
fn broken(passage: &Passage, code: &regex::Match<'_>, year: Option<&str>) -> Option<Diagnostic> {
    let text = code.as_str();
    if year.is_some_and(|year| year.len() != 4) {
        let found = passage.finding(
            &SO_KY_HIEU_HONG,
            code.range(),
            format!("năm trong `{text}` có quá nhiều chữ số"),
        )?;
        return Some(found.label("kiểm tra năm"));
    }
    // A hyphen with spaces may begin what comes behind the symbol.
    let loose =
        text.split(" - ").chain(text.split(" – ")).map(str::trim_end).min_by_key(|part| part.len())?;
    let right: String =
        loose.chars().filter(|c| *c != ' ').map(|c| if "–‑".contains(c) { '-' } else { c }).collect();
    let range = code.start()..code.start() + loose.len();
    let lost = |group: &str| LOI_VAN.vien_dan.mat_dau.get(group);
    let marked = right.split('/').map(|part| {
        part.split('-').map(|group| lost(group).map_or(group, String::as_str)).collect::<Vec<_>>().join("-")
    });
    let marked = marked.collect::<Vec<_>>().join("/").replace('_', "-");
    if marked == loose {
        return None;
    }
    let message = format!("ký hiệu `{loose}` viết chưa đúng");
    // Spaces and hyphens are mended; letters are the author's.
    let found = if marked == right {
        passage.mended(&SO_KY_HIEU_HONG, range, &right, message)
    } else {
        passage.finding(&SO_KY_HIEU_HONG, range, message)
    };
    found.map(|found| found.label(format!("viết `{marked}`"))).filter(|_| passage.role != Role::Name)
}
