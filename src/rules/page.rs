//! Rules as a page for people: what `vanban explain` prints, and `docs/rules.md`.

use super::{Check, RULES, Rule};

/// One rule for a terminal: its name, how grave it is, its clause, what it says, and its examples.
pub fn plain(rule: &Rule) -> String {
    written(rule, "", &|lines| lines.lines().map(|line| format!("  {line}\n")).collect())
}

/// The same as a section of a page.
fn section(rule: &Rule) -> String {
    written(rule, "## ", &|lines| format!("```toml\n{lines}```\n"))
}

fn written(rule: &Rule, mark: &str, set: &dyn Fn(&str) -> String) -> String {
    let mut page = format!("{mark}{}\n\n{}. {}\n", rule.id, capital(rule.severity.word()), rule.says);
    if !rule.clause.is_empty() {
        page += &format!("\nTheo {}.\n", rule.authority());
    }
    for (word, example) in [("Sai", rule.wrong), ("Đúng", rule.right)] {
        let shown = example_of(rule, example);
        let of_layout = word == "Đúng" && matches!(rule.check, Check::Trang(_));
        if !shown.is_empty() && !of_layout {
            page += &format!("\n{word}:\n\n{}", set(&shown));
        }
    }
    page
}

/// The page of all rules.
pub fn all() -> String {
    let mut page = "# Các quy tắc\n\nTrang này sinh ra từ `src/rules/`. Lệnh `vanban explain <quy tắc>` in từng mục; mức độ và \
                    cách bỏ qua một quy tắc: xem README.\n\n"
        .to_owned();
    page += "| Quy tắc | Mức độ | Điều khoản |\n|---|---|---|\n";
    for rule in RULES.iter() {
        page += &format!("| [{0}](#{0}) | {1} | {2} |\n", rule.id, rule.severity.word(), rule.clause);
    }
    for one in RULES.iter() {
        page += &format!("\n{}", section(one));
    }
    page
}

/// The lines of an example; a key that it takes out, and a change of the layout, are said as comments.
fn example_of(rule: &Rule, example: &str) -> String {
    let mut shown = String::new();
    for line in example.lines() {
        let setting = line.starts_with('-') && !line.starts_with("- ");
        let line = match line.split_once(": ").filter(|_| line.starts_with("layout/")) {
            Some((file, change)) => format!("# {file} của cơ quan: {}", change.replace(" => ", "  thành  ")),
            // Keys that make room for the example are of no interest, unless their lack is the fault.
            None if setting && example.lines().count() > 1 => continue,
            None if setting => format!("# không có {}", &line[1..]),
            None => line.to_owned(),
        };
        shown += &line;
        shown.push('\n');
    }
    // What is the same in both says nothing.
    if rule.wrong == rule.right { String::new() } else { shown }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
