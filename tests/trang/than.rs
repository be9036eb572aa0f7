//! The body: cell 6.

use super::*;
use vanban::standard::Drawn;

/// A document with this body.
fn with_body(text: &str) -> Pdf {
    document(&key("noi_dung", text))
}

/// A document with this body and line of `[trinh_bay]`.
fn laid_out(choice: &str, text: &str) -> Pdf {
    document(&format!("trinh_bay = {{ {choice} }}\n{}", key("noi_dung", text)))
}

/// How a sort of paragraph is drawn.
fn drawn(name: &str) -> &'static Drawn {
    &STANDARD.doan[name]
}

/// Baselines of a paragraph that follow each other on one page, and how far apart they are.
fn pitches<'b>(paragraph: &'b [Placed<'_>]) -> impl Iterator<Item = f64> + 'b {
    let pairs = paragraph.windows(2).filter(|pair| pair[0].page == pair[1].page);
    pairs.map(|pair| pair[1].line.y - pair[0].line.y)
}

/// Three long paragraphs.
fn prose() -> String {
    [words(120), words(75), words(101)].join("\n")
}

/// PL I, Phần I, II.6.e
#[test]
fn paragraphs_are_justified() {
    let indents = STANDARD.than.thut_dong_mm;
    for choice in indents.map(|mm| format!("thut_dong = {mm}")) {
        let (pdf, area) = (laid_out(&choice, &prose()), Area::usual());
        for paragraph in paragraphs(&body(&pdf, area), area) {
            let (last, full) = paragraph.split_last().expect("a line");
            assert!(full.len() > 3);
            full.iter().for_each(|at| assert_near(&at.line.text, at.line.x1, area.right));
            assert!(last.line.x1 < area.right + NEAR);
            assert!(full[1..].iter().chain([last]).all(|at| (at.line.x0 - area.left).abs() <= NEAR));
        }
    }
}

/// PL I, Phần I, II.6.e
#[test]
fn first_lines_are_indented_as_chosen() {
    let than = &STANDARD.than;
    let usual = ("co_chu = \"13/14/14\"".to_owned(), than.thut_dong_mac_dinh_mm);
    let chosen = than.thut_dong_mm.map(|mm| (format!("thut_dong = {mm}"), mm));
    for (choice, mm) in chosen.into_iter().chain([usual]) {
        let text =
            format!("{}\n1. {}\na) {}\n- {}\n+ {}", words(40), words(40), words(40), words(40), words(40));
        let (pdf, area) = (laid_out(&choice, &text), Area::usual());
        let body = body(&pdf, area);
        let paragraphs = paragraphs(&body, area);
        assert_eq!(paragraphs.len(), 5);
        for paragraph in paragraphs {
            assert_near(&paragraph[0].line.text, paragraph[0].line.x0, area.left + mm);
        }
    }
}

/// PL I, Phần I, II.6.e
#[test]
fn paragraphs_stand_as_far_apart_as_chosen() {
    let [least, most] = STANDARD.than.cach_doan;
    let usual = STANDARD.than.cach_doan_mac_dinh;
    assert!(usual >= least);
    for gian_dong in STANDARD.than.gian_dong {
        for (choice, pt) in [("".to_owned(), usual), (format!(", cach_doan = {most}"), most)] {
            let pdf = laid_out(&format!("gian_dong = {gian_dong}{choice}"), &prose());
            let size = usual_sizes()["than"];
            let body = body(&pdf, Area::usual());
            for pair in paragraphs(&body, Area::usual()).windows(2) {
                let (above, below) = (pair[0].last().expect("a line"), &pair[1][0]);
                if above.page == below.page {
                    let beyond = below.line.y - above.line.y - pitch(size) * gian_dong;
                    assert_within("beyond the pitch, pt", beyond / MM_PER_PT, [pt - 0.1, pt + 0.1]);
                }
            }
        }
    }
}

/// PL I, Phần I, II.6.e
#[test]
fn lines_follow_each_other_at_the_chosen_spacing() {
    for gian_dong in STANDARD.than.gian_dong {
        let pdf = laid_out(&format!("gian_dong = {gian_dong}"), &prose());
        let wanted = pitch(usual_sizes()["than"]) * gian_dong;
        let body = body(&pdf, Area::usual());
        for paragraph in paragraphs(&body, Area::usual()) {
            for got in pitches(paragraph) {
                assert_within("pitch", got, [0.99 * wanted, 1.01 * wanted]);
            }
        }
    }
}

#[test]
fn body_begins_as_far_below_the_rule_whatever_opens_it() {
    for text in ["Lời văn.", "I. MỤC ĐÍCH\nLời văn.", "Chương I\nTHI HÀNH\nLời văn.", "1. Lời văn."]
    {
        let pdf = with_body(text);
        let (rule, first) = (pdf.pages[0].rules.last().expect("a rule"), body(&pdf, Area::usual())[0].line);
        let room = first.y - ascent(usual_sizes()["than"]) - rule.y;
        assert_near(text, room, own("cach_than") * MM_PER_PT);
    }
}

/// PL I, Phần I, II.6.a
#[test]
fn can_cu_are_italic_and_end_with_semicolons_and_a_stop() {
    let typed =
        ["Căn cứ Luật Lâm nghiệp;", "Căn cứ Nghị quyết số 12/NQ-HĐND", "- Theo đề nghị của Văn phòng,"];
    let (pdf, area) = (document(&format!("can_cu = {typed:?}")), Area::usual());
    let body = body(&pdf, area);
    let printed: Vec<&str> = body.iter().take(3).map(|at| at.line.text.as_str()).collect();
    let wanted =
        ["Căn cứ Luật Lâm nghiệp;", "Căn cứ Nghị quyết số 12/NQ-HĐND;", "Theo đề nghị của Văn phòng."];
    assert_eq!(printed, wanted);
    for at in &body[..3] {
        assert_style(at.line, part("can_cu"), usual_sizes()["than"]);
        assert_near("indent", at.line.x0, area.left + STANDARD.than.thut_dong_mac_dinh_mm);
    }
    assert_eq!(style(body[3].line), (true, false), "{:?}", body[3].line.text);
}

/// PL I, Phần I, V.6.b
#[test]
fn sections_are_bold_capitals_on_one_line() {
    assert!(drawn("la_ma").dam && drawn("la_ma").hoa);
    let pdf = with_body("I. Mục đích, yêu cầu\nLời văn.\nII. NHIỆM VỤ\nLời văn.");
    for text in ["I. MỤC ĐÍCH, YÊU CẦU", "II. NHIỆM VỤ"] {
        let line = pdf.pages[0].line(text);
        assert_eq!((line.text.as_str(), style(line)), (text, (true, false)));
    }
}

/// PL I, Phần I, II.6.đ
#[test]
fn phan_and_chuong_stand_centred_above_their_headings() {
    for (typed, number, heading) in [
        ("Phần I\nQuy định chung", "Phần I", "QUY ĐỊNH CHUNG"),
        ("Chương II\nTổ chức thực hiện", "Chương II", "TỔ CHỨC THỰC HIỆN"),
        ("Mục 1\nNhiệm vụ", "Mục 1", "NHIỆM VỤ"),
        ("Tiểu mục 2\nGiải pháp", "Tiểu mục 2", "GIẢI PHÁP"),
    ] {
        let pdf = with_body(&format!("{typed}\nLời văn."));
        let body = body(&pdf, Area::usual());
        for (at, text) in body.iter().zip([number, heading]) {
            assert_eq!((at.line.text.as_str(), style(at.line)), (text, (true, false)));
            assert_near(text, at.line.centre(), Area::usual().centre());
        }
        assert_near("heading directly below", body[1].line.y - body[0].line.y, pitch(usual_sizes()["than"]));
    }
}

/// PL I, Phần I, II.6.đ
#[test]
fn dieu_is_bold() {
    let pdf = with_body("Điều 1. Phạm vi\nLời văn.\nĐiều 2. Các thôn chịu trách nhiệm thi hành.");
    let (heading, sentence) = (pdf.pages[0].line("Điều 1."), pdf.pages[0].line("Điều 2."));
    assert_eq!((heading.text.as_str(), style(heading)), ("Điều 1. Phạm vi", (true, false)));
    let runs: Vec<_> = sentence.runs.iter().map(|run| (run.text.trim(), run.bold())).collect();
    assert_eq!(runs, [("Điều 2.", true), ("Các thôn chịu trách nhiệm thi hành./.", false)]);
}

/// PL I, Phần I, II.6.đ
#[test]
fn khoan_and_diem_are_upright_and_bold_only_as_headings() {
    let pdf = with_body("1. Trồng cây\nLời văn.\n2. Các thôn trồng cây.\na) Thôn Một;\nb) Thôn Hai.");
    for (start, bold) in [("1. ", true), ("2. ", false), ("a) ", false), ("b) ", false)] {
        assert_eq!(style(pdf.pages[0].line(start)), (bold, false), "{start}");
    }
}

/// PL III, các mẫu
#[test]
fn body_ends_with_its_mark_once() {
    for typed in
        ["Hết", "Hết.", "Hết./.", "Hết ./.", "Hết;", "Hết,", "Hết. ", "**Hết.**", "__Hết__.", "I. Mục\nHết."]
    {
        let text = body_text(&with_body(typed), Area::usual());
        assert!(text.ends_with("Hết./."), "{typed:?} gives {text:?}");
        assert_eq!(text.matches("./.").count(), 1);
    }
}

/// The runs of the first body line: text, bold, italic.
fn first_line(text: &str) -> Vec<(String, bool, bool)> {
    let pdf = with_body(text);
    let line = body(&pdf, Area::usual())[0].line;
    line.runs.iter().map(|run| (run.text.trim().to_owned(), run.bold(), run.italic())).collect()
}

#[test]
fn marks_in_the_text_make_bold_and_italic() {
    let got = first_line("Trồng **cây xanh** và __chăm sóc **cây non**__ mới.\nHết.");
    let wanted = [
        ("Trồng", false, false),
        ("cây xanh", true, false),
        ("và", false, false),
        ("chăm sóc", false, true),
        ("cây non", true, true),
        ("mới.", false, false),
    ];
    assert_eq!(got, wanted.map(|(text, bold, italic)| (text.to_owned(), bold, italic)));
}

#[test]
fn marks_lose_no_space() {
    let plain = with_body(&words(60));
    let marked =
        with_body(&words(60).replacen("thôn", "__thôn__", 1).replacen("thôn__ phối", "thôn__ **phối**", 1));
    let lines = |pdf: &Pdf| -> Vec<String> {
        body(pdf, Area::usual()).iter().map(|at| at.line.text.clone()).collect()
    };
    assert_eq!(lines(&plain), lines(&marked));
}
