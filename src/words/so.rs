//! Numbers as officials write and read them: `1.250.000`, "một triệu hai trăm năm mươi nghìn", `XIV`.
//!
//! Everything here takes a [`Number`] and gives text, or a sentence for the author.

/// The largest number that has words here.
const MAX: i128 = 1_000_000_000_000_000_000;
const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// A number as typed: sign, whole part, digits behind the decimal comma.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Number {
    pub(super) negative: bool,
    pub(super) whole: i128,
    pub(super) decimals: String,
}

impl Number {
    /// Reads `1250000`, `1.250.000`, `12,5`, `-3`: dots part thousands, a comma the decimals.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let wrong = || format!("`{text}` không phải là số: viết 1250000, 1.250.000 hoặc 12,5");
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, decimals) = digits.split_once(',').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let groups: Vec<&str> = whole.split('.').collect();
        let grouped = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
        let readable = groups.iter().all(|group| plain(group)) && plain(decimals);
        if !readable || groups.len() > 1 && !grouped {
            return Err(wrong());
        }
        let whole = groups.concat().parse().ok().filter(|whole| *whole <= MAX);
        let whole = whole.ok_or("số lớn quá một tỷ tỷ")?;
        let decimals = digits.split_once(',').map_or("", |(_, decimals)| decimals);
        Ok(Self { negative, whole, decimals: decimals.to_owned() })
    }

    /// The number if nothing stands behind a comma.
    fn whole(&self, what: &str) -> Result<i128, String> {
        if self.decimals.bytes().any(|digit| digit != b'0') {
            return Err(format!("{what} phải là số nguyên"));
        }
        Ok(if self.negative { -self.whole } else { self.whole })
    }
}

/// The words that differ from office to office.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// Before the last digit where there are no tens: "một trăm lẻ năm".
    gap: &'static str,
    /// 4 behind tens from 20: "hai mươi tư", as school books and guides to invoices read it.
    four: &'static str,
    /// 1.000.
    thousand: &'static str,
}

impl Reading {
    /// "lẻ", "tư", "nghìn", unless `words` name others.
    pub(super) fn of(words: &[String]) -> Result<Self, String> {
        let mut reading = Self { gap: "lẻ", four: "tư", thousand: "nghìn" };
        for word in words {
            match word.trim() {
                "lẻ" | "le" => reading.gap = "lẻ",
                "linh" => reading.gap = "linh",
                "tư" | "tu" => reading.four = "tư",
                "bốn" | "bon" => reading.four = "bốn",
                "nghìn" | "nghin" => reading.thousand = "nghìn",
                "ngàn" | "ngan" => reading.thousand = "ngàn",
                other => {
                    return Err(format!(
                        "không đọc số theo `{other}` được: chỉ có \"lẻ\" hoặc \"linh\", \"tư\" hoặc \"bốn\", \"nghìn\" hoặc \"ngàn\""
                    ));
                }
            }
        }
        Ok(reading)
    }
}

/// `1.250.000`, `12,5`.
pub(crate) fn grouped(number: &Number) -> String {
    let digits = number.whole.to_string();
    let mut out = if number.negative { "-".to_owned() } else { String::new() };
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if !number.decimals.is_empty() {
        out.push(',');
        out.push_str(&number.decimals);
    }
    out
}

/// `1.250.000 đồng`.
pub(super) fn money(number: &Number) -> Result<String, String> {
    let whole = number.whole("số tiền")?;
    Ok(format!("{} đồng", grouped(&Number { decimals: String::new(), whole: whole.abs(), ..number.clone() })))
}

/// "Một triệu hai trăm năm mươi nghìn đồng".
pub(super) fn money_in_words(number: &Number, reading: Reading) -> Result<String, String> {
    number.whole("số tiền")?;
    let words = in_words(&Number { decimals: String::new(), ..number.clone() }, reading);
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    Ok(format!("{first}{} đồng", letters.as_str()))
}

/// "một nghìn không trăm lẻ năm"; decimals as "phẩy" and a number: "mười hai phẩy không năm".
pub(super) fn in_words(number: &Number, reading: Reading) -> String {
    let mut words = Vec::new();
    if number.negative {
        words.push("âm");
    }
    read(number.whole, reading, &mut words);
    if !number.decimals.is_empty() {
        words.push("phẩy");
        let significant = number.decimals.trim_start_matches('0');
        words.extend(std::iter::repeat_n("không", number.decimals.len() - significant.len()));
        match significant.parse() {
            Ok(rest) if significant.len() <= 18 => read(rest, reading, &mut words),
            _ => words.extend(significant.bytes().map(|digit| DIGITS[usize::from(digit - b'0')])),
        }
    }
    words.join(" ")
}

/// Above a thousand million, the millions are read as a number of their own, then "tỷ".
fn read(number: i128, reading: Reading, words: &mut Vec<&'static str>) {
    const BILLION: i128 = 1_000_000_000;
    if number == 0 {
        return words.push(DIGITS[0]);
    }
    let (billions, rest) = (number / BILLION, number % BILLION);
    if billions > 0 {
        read(billions, reading, words);
        words.push("tỷ");
    }
    let mut before = billions > 0;
    for (size, name) in [(1_000_000, "triệu"), (1000, reading.thousand), (1, "")] {
        let group = usize::try_from(rest / size % 1000).unwrap_or(0);
        if group > 0 {
            read_group(group, before, reading, words);
            words.extend(Some(name).filter(|name| !name.is_empty()));
            before = true;
        }
    }
}

/// Up to 999; with something before it, its hundreds are read even where there are none.
fn read_group(group: usize, before: bool, reading: Reading, words: &mut Vec<&'static str>) {
    let (hundreds, tens, units) = (group / 100, group / 10 % 10, group % 10);
    let hundred = hundreds > 0 || before;
    if hundred {
        words.extend([DIGITS[hundreds], "trăm"]);
    }
    match tens {
        0 if units > 0 && hundred => words.push(reading.gap),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([DIGITS[tens], "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push(reading.four),
        (1.., 5) => words.push("lăm"),
        _ => words.push(DIGITS[units]),
    }
}

/// `XIV`, from 1 to 3999.
pub(super) fn in_roman(number: &Number) -> Result<String, String> {
    match usize::try_from(number.whole("số La Mã")?) {
        Ok(number @ 1..=3999) => Ok(crate::outline::roman(number)),
        _ => Err("số La Mã chỉ viết được từ 1 đến 3999".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, others: &[&str]) -> String {
        let others: Vec<String> = others.iter().map(|word| (*word).to_owned()).collect();
        in_words(&Number::parse(text).expect(text), Reading::of(&others).expect("words"))
    }

    #[test]
    fn numbers_are_read_aloud() {
        for (number, want) in [
            ("0", "không"),
            ("10", "mười"),
            ("15", "mười lăm"),
            ("21", "hai mươi mốt"),
            ("24", "hai mươi tư"),
            ("105", "một trăm lẻ năm"),
            ("1.005", "một nghìn không trăm lẻ năm"),
            ("1.000.005", "một triệu không trăm lẻ năm"),
            ("1.005.000", "một triệu không trăm lẻ năm nghìn"),
            ("1.250.000", "một triệu hai trăm năm mươi nghìn"),
            ("1000000000000", "một nghìn tỷ"),
            ("1.001.000.000.001", "một nghìn không trăm lẻ một tỷ không trăm lẻ một"),
            ("1000000000000000000", "một tỷ tỷ"),
            ("-7", "âm bảy"),
            ("12,5", "mười hai phẩy năm"),
            ("3,05", "ba phẩy không năm"),
        ] {
            assert_eq!(words(number, &[]), want, "{number}");
        }
        assert_eq!(words("1105", &["linh", "ngàn"]), "một ngàn một trăm linh năm");
        assert_eq!(words("24", &["bốn"]), "hai mươi bốn");
    }

    #[test]
    fn numbers_are_written() {
        let number = |text: &str| Number::parse(text).expect(text);
        assert_eq!(grouped(&number("1250000")), "1.250.000");
        assert_eq!(grouped(&number("-1234567,80")), "-1.234.567,80");
        assert_eq!(grouped(&number("999")), "999");
        assert_eq!(money(&number("1250000")).as_deref(), Ok("1.250.000 đồng"));
        assert_eq!(money(&number("-5000")).as_deref(), Ok("-5.000 đồng"));
        let reading = Reading::of(&[]).expect("words");
        assert_eq!(money_in_words(&number("5000,00"), reading).as_deref(), Ok("Năm nghìn đồng"));
        for (value, sign) in
            [("1", "I"), ("4", "IV"), ("14", "XIV"), ("1994", "MCMXCIV"), ("3999", "MMMCMXCIX")]
        {
            assert_eq!(in_roman(&number(value)).as_deref(), Ok(sign));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for wrong in
            ["", "-", "mười", "1.25", "1250.000", "1,2,3", "12,", "1 000", "+5", "1000000000000000001"]
        {
            assert!(Number::parse(wrong).is_err(), "{wrong}");
        }
        for none in ["0", "4000", "-1", "1,5"] {
            assert!(in_roman(&Number::parse(none).expect(none)).is_err(), "{none}");
        }
        assert!(money(&Number::parse("1,5").expect("a number")).is_err());
        assert!(Reading::of(&["khác".to_owned()]).is_err());
    }
}
