//! Where pages end. The decree is silent; a signature alone on its page is not.

use super::*;
use std::sync::LazyLock;
use vanban::{Findings, Fonts, Typesetter, VanBan};

/// A document and its headings.
struct Sample {
    name: String,
    pdf: Pdf,
    text: String,
}

/// How many words the paragraphs of the samples have, in turn: one line to seven.
const LENGTHS: [usize; 8] = [52, 17, 110, 35, 8, 75, 24, 130];

/// About as many words as stand on a line.
const LINE: usize = 18;

/// A body of `count` words; a section begins at every fifth paragraph.
fn text(count: usize) -> String {
    let (mut left, mut paragraphs) = (count, Vec::new());
    for (index, length) in LENGTHS.into_iter().cycle().enumerate() {
        if left == 0 {
            break;
        }
        if index % 5 == 0 {
            paragraphs.push(format!("{}. TIẾP THEO", ["I", "II", "III", "IV", "V", "VI"][index / 5]));
        }
        let length = if left < length + 8 { left } else { length };
        paragraphs.push(words(length));
        left -= length;
    }
    paragraphs.join("\n")
}

fn sample(name: String, lines: &str, text: String) -> Sample {
    let pdf = document(&format!("{lines}\n{}", key("noi_dung", &text)));
    Sample { name, pdf, text }
}

/// The same as an outline: headings, khoản, điểm, dashes of one line to three.
fn outline(count: usize) -> String {
    const STARTS: [(&str, usize); 5] = [("1. ", 20), ("a) ", 40), ("- ", 10), ("- ", 25), ("b) ", 15)];
    let mut paragraphs = vec!["I. TIẾP THEO".to_owned()];
    let mut left = count;
    for (start, length) in STARTS.into_iter().cycle() {
        if start == "1. " {
            paragraphs.push("1. Nhiệm vụ".to_owned());
        }
        let length = length.min(left);
        paragraphs.push(format!("{}{}", if start == "1. " { "" } else { start }, words(length)));
        left -= length;
        if left == 0 {
            return paragraphs.join("\n");
        }
    }
    unreachable!("the starts go round")
}

const WIDE: &str = "trinh_bay = { gian_dong = 1.5, cach_doan = 12 }";
const TWO_SIGNERS: &str = "nguoi_ky = [{ chuc_vu = \"Chủ tịch\", ho_ten = \"Trần Văn Mẫu\" }, { chuc_vu = \"Bí thư\", ho_ten = \"Lê Mẫu\" }]";

/// The text ends everywhere on a page, one line later each time; then so with other plans, where
/// the foot comes near the end of a page.
static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
    let recipients: Vec<String> = (1..=12).map(|i| format!("Đơn vị thứ {i}")).collect();
    let recipients = format!("noi_nhan = {recipients:?}");
    let mut samples = Vec::new();
    for lines in 20..80 {
        samples.push(sample(format!("{lines} lines"), "", text(lines * LINE)));
    }
    for lines in 10..40 {
        let mut add = |name: &str, plan: &str, text: String| {
            samples.push(sample(format!("{lines} {name}"), plan, text))
        };
        add("wide lines", WIDE, text(lines * LINE));
        add("lines in one paragraph", "", words(lines * LINE));
        add("lines of an outline", "", outline(lines * LINE));
        add("lines and twelve recipients", &recipients, text(lines * LINE));
        add("lines and two signers", TWO_SIGNERS, text(lines * LINE));
    }
    samples
});

/// Runs a check on every sample, and says on which it failed.
fn each(check: impl Fn(&Sample) -> Result<(), String>) {
    let faults = SAMPLES.iter().filter_map(|s| check(s).err().map(|fault| format!("{}: {fault}", s.name)));
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), SAMPLES.len(), faults.join("\n"));
}

fn that(holds: bool, fault: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(fault()) }
}

fn is_heading(at: &Placed<'_>) -> bool {
    at.line.runs.iter().all(|run| run.bold())
}

/// The page of a line that starts so.
fn page_of(pdf: &Pdf, start: &str) -> Vec<usize> {
    let has = |page: &Page| page.lines.iter().any(|line| line.text.starts_with(start));
    (0..pdf.pages.len()).filter(|page| has(&pdf.pages[*page])).collect()
}

/// How far below the upper margin the names of the samples stand, sorted.
fn name_heights() -> Vec<f64> {
    let lines = SAMPLES.iter().flat_map(|sample| sample.pdf.pages.iter().flat_map(|page| &page.lines));
    let names = lines.filter(|line| line.text == "Trần Văn Mẫu");
    let mut heights: Vec<f64> = names.map(|name| name.y - Area::usual().top).collect();
    heights.sort_by(f64::total_cmp);
    heights
}

#[test]
fn samples_end_everywhere_on_a_page() {
    let area = Area::usual();
    let line = pitch(usual_sizes()["than"]);
    let heights = name_heights();
    let highest = own("cho_ky_mm") + own("cach_ky") * MM_PER_PT + 6.0 * line;
    let lowest = area.bottom - area.top - descent(usual_sizes()["chu_ky"]);
    assert!(heights[0] < highest, "{heights:.0?}");
    assert!(heights[heights.len() - 1] > lowest - line / 2.0, "{heights:.0?}");
    assert!(heights.windows(2).all(|pair| pair[1] - pair[0] < 2.5 * line), "{heights:.0?}");
}

#[test]
fn signature_stands_with_two_lines_of_text() {
    each(|sample| {
        let body = body(&sample.pdf, Area::usual());
        let page = page_of(&sample.pdf, "Nơi nhận:")[0];
        let with_it = body.iter().filter(|at| at.page == page).count();
        that(with_it as f64 >= own("dong_cung_chu_ky"), || format!("{with_it} lines of text"))
    });
}

#[test]
fn foot_stands_on_one_page_the_last() {
    each(|sample| {
        let last = sample.pdf.pages.len() - 1;
        let starts = ["Nơi nhận:", "- Lưu: VT.", "CHỦ TỊCH", "Trần Văn Mẫu"];
        let elsewhere = starts.iter().find(|start| page_of(&sample.pdf, start) != [last]);
        that(elsewhere.is_none(), || format!("{elsewhere:?} is not on page {}", last + 1))
    });
}

#[test]
fn no_heading_ends_a_page() {
    each(|sample| {
        let body = body(&sample.pdf, Area::usual());
        let stray = body.windows(2).find(|pair| is_heading(&pair[0]) && pair[0].page != pair[1].page);
        that(stray.is_none(), || format!("{:?}", stray.map(|pair| &pair[0].line.text)))
    });
}

#[test]
fn no_line_of_a_paragraph_stands_alone_on_its_page() {
    each(|sample| {
        let body = body(&sample.pdf, Area::usual());
        for paragraph in paragraphs(&body, Area::usual()) {
            let parts = paragraph.chunk_by(|a, b| a.page == b.page);
            let alone = parts.filter(|part| part.len() == 1 && paragraph.len() > 1).count();
            that(alone == 0, || format!("{:?}", paragraph[0].line.text))?;
        }
        Ok(())
    });
}

#[test]
fn no_line_leaves_the_text_area() {
    let area = Area::usual();
    each(|sample| {
        let outside = |at: &&Placed<'_>| {
            let line = at.line;
            let low = line.y + descent(line.runs[0].size) > area.bottom + 0.1;
            low || line.x0 < area.left - 0.1 || line.x1 > area.right + 0.1
        };
        let lines = text_lines(&sample.pdf, area);
        let found = lines.iter().find(outside);
        that(found.is_none(), || format!("{:?}", found.map(|at| &at.line.text)))
    });
}

#[test]
fn all_but_the_last_lines_of_paragraphs_are_full() {
    let area = Area::usual();
    each(|sample| {
        let body = body(&sample.pdf, area);
        let full = paragraphs(&body, area).into_iter().flat_map(|lines| &lines[..lines.len() - 1]);
        let short = full.clone().find(|at| (at.line.x1 - area.right).abs() > NEAR);
        that(short.is_none(), || format!("{:?}", short.map(|at| &at.line.text)))
    });
}

#[test]
fn no_word_is_lost_or_doubled() {
    each(|sample| {
        let printed = body_text(&sample.pdf, Area::usual());
        let typed = sample.text.split_whitespace().collect::<Vec<_>>().join(" ");
        that(printed == typed.trim_end_matches('.').to_owned() + "./.", || printed.clone())
    });
}

#[test]
fn no_page_but_the_last_is_left_half_empty() {
    let area = Area::usual();
    each(|sample| {
        let body = body(&sample.pdf, area);
        for page in 0..sample.pdf.pages.len() - 1 {
            let last = body.iter().rfind(|at| at.page == page).map_or(0.0, |at| at.line.y);
            let free = (area.bottom - last) / (area.bottom - area.top);
            that(free < 0.5, || format!("page {} is {:.0} % empty", page + 1, 100.0 * free))?;
        }
        Ok(())
    });
}

/// A document is parted as the one before it was, where its own pages show that it must be.
#[test]
fn the_document_before_changes_no_page() {
    // A paragraph that grows, and a last one of two lines, which goes over as a whole.
    let texts = (16..46).map(|lines| format!("{}\n{}", words(lines * LINE), words(2 * LINE - 4)));
    let plans = texts.map(|text| plans::plan_with(&key("noi_dung", &text)));
    let made: Vec<VanBan> = plans.map(|plan| plans::composed(&plan).van_ban.expect("a document")).collect();
    let data = |typesetter: &Typesetter, van_ban| {
        typesetter.typeset(van_ban, &mut Findings::default()).expect("pages").data_files()
    };
    let alone: Vec<_> =
        made.iter().map(|van_ban| data(&Typesetter::new(Fonts::shipped()), van_ban)).collect();
    let warm = Typesetter::new(Fonts::shipped());
    for i in (0..made.len()).chain((0..made.len()).rev()) {
        assert!(data(&warm, &made[i]) == alone[i], "number {i} is another behind its neighbour");
    }
}

/// Plans whose list of recipients is longer than half a page, and their documents.
fn long_lists() -> impl Iterator<Item = (usize, Pdf)> {
    let list: Vec<String> = (1..=60).map(|i| format!("Đơn vị thứ {i}")).collect();
    (4..40).map(move |lines| {
        let body = key("noi_dung", &text(lines * LINE));
        (lines, document(&format!("noi_nhan = {list:?}\n{body}")))
    })
}

#[test]
fn signature_beside_a_list_longer_than_its_page_stays_whole() {
    for (lines, pdf) in long_lists() {
        let page = page_of(&pdf, "Nơi nhận:")[0];
        for start in ["TM. ỦY BAN", "CHỦ TỊCH", "Trần Văn Mẫu"] {
            assert_eq!(page_of(&pdf, start), [page], "{lines} lines: {start}");
        }
        let text = body(&pdf, Area::usual()).iter().filter(|at| at.page == page).count();
        assert!(text as f64 >= own("dong_cung_chu_ky"), "{lines} lines: {text} of them");
    }
}

#[test]
fn list_longer_than_its_page_goes_on_in_order() {
    for (lines, pdf) in long_lists() {
        let all = text_lines(&pdf, Area::usual());
        let items: Vec<&str> =
            all.iter().map(|at| at.line.text.as_str()).filter(|text| text.starts_with("- Đơn vị")).collect();
        let wanted: Vec<String> = (1..=60).map(|i| format!("- Đơn vị thứ {i};")).collect();
        assert_eq!(items, wanted, "{lines} lines");
        let head = all.iter().position(|at| at.line.text == "Nơi nhận:").expect("recipients");
        let first = all[head..].iter().find(|at| at.line.text.starts_with("- ")).expect("an item");
        assert_eq!(first.page, all[head].page, "{lines} lines: the list begins below its heading");
        let bottom = Area::usual().bottom;
        assert!(all.iter().all(|at| at.line.y < bottom), "{lines} lines: within the page");
    }
}
