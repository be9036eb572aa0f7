//! Kind and trích yếu: cell 5a.

use super::*;

/// PL I, Phần I, II.5.b
#[test]
fn ten_loai_and_trich_yeu_are_bold_and_centred() {
    let page = first_page("");
    let (ten_loai, trich_yeu) = (page.line("KẾ HOẠCH"), page.line("Trồng cây quý I"));
    for line in [ten_loai, trich_yeu] {
        assert_eq!(style(line), (true, false));
        assert_near("centre", line.centre(), Area::usual().centre());
    }
    assert_eq!(ten_loai.text, "KẾ HOẠCH");
    let step = trich_yeu.y - ten_loai.y;
    assert_near("trích yếu directly below", step, pitch(usual_sizes()["trich_yeu"]));
}

/// PL I, Phần I, II.5.b
#[test]
fn rule_under_trich_yeu_is_a_third_to_half_of_its_line() {
    for count in [5, 25, 60] {
        let page = first_page(&key("trich_yeu", words(count).trim_end_matches('.')));
        let lines = trich_yeu(&page);
        let last = lines.last().expect("a trích yếu");
        let longest = lines.iter().map(|line| line.width()).fold(0.0, f64::max);
        let rule = rule_under(&page, last);
        assert_within("share of the longest line", rule.length() / longest, share("trich_yeu"));
        assert_near("centre", rule.centre(), Area::usual().centre());
    }
}

/// The lines of the trích yếu.
fn trich_yeu(page: &Page) -> Vec<&Line> {
    let (from, to) = (page.line("KẾ HOẠCH").y, page.rules.last().expect("a rule").y);
    page.lines.iter().filter(|line| line.y > from && line.y < to).collect()
}

/// PL I, Phần I, II.5.b
#[test]
fn long_trich_yeu_breaks_into_even_lines() {
    for (count, lines) in [(25, 2), (40, 3), (60, 4)] {
        let page = first_page(&key("trich_yeu", words(count).trim_end_matches('.')));
        let found = trich_yeu(&page);
        assert_eq!(found.len(), lines);
        assert_balanced(found.iter());
        for line in found {
            assert_near("centre", line.centre(), Area::usual().centre());
        }
    }
}

/// PL I, Phần I, II.5.b
#[test]
fn trich_yeu_with_a_line_of_its_own_breaks_the_rest_evenly() {
    let first = "Trồng cây quý I năm 2026";
    let page = first_page(&key("trich_yeu", &format!("{first}\n{}", words(22).trim_end_matches('.'))));
    let lines = trich_yeu(&page);
    assert_eq!((lines.len(), lines[0].text.as_str()), (3, first));
    assert_balanced(lines[1..].iter());
}
