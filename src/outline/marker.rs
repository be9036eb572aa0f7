//! Markers at the start of a line.

/// The sorts of body paragraphs; the names are those of `data/nd30.toml`, `[doan]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kieu {
    /// Without a marker.
    Doan,
    /// `Phần I`.
    Phan,
    /// `Chương I`.
    Chuong,
    /// `Mục 1`.
    Muc,
    /// `Tiểu mục 1`.
    TieuMuc,
    /// `Điều 1.`
    Dieu,
    /// `I.`
    LaMa,
    /// `1.`
    So,
    /// `1.1.`
    SoCap,
    /// `1/`
    SoCheo,
    /// `(1)`
    SoNgoac,
    /// `a)`
    Diem,
    /// `-`
    Gach,
    /// `+`
    Cong,
    /// `*`
    Sao,
    /// A centred line; only a khuon writes it (`>< …`).
    Giua,
    /// A legal basis; written as a key, never read from an outline.
    CanCu,
    /// A table: its text is its name.
    Bang,
    /// A picture: its text is its name.
    Hinh,
    /// Where a new page begins.
    SangTrang,
    /// A row that a khuon writes for the table before it (`| … | …`).
    Hang,
}

impl Kieu {
    /// Its name in the data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Doan => "doan",
            Self::Phan => "phan",
            Self::Chuong => "chuong",
            Self::Muc => "muc",
            Self::TieuMuc => "tieu_muc",
            Self::Dieu => "dieu",
            Self::LaMa => "la_ma",
            Self::So => "so",
            Self::SoCap => "so_cap",
            Self::SoCheo => "so_cheo",
            Self::SoNgoac => "so_ngoac",
            Self::Diem => "diem",
            Self::Gach => "gach",
            Self::Cong => "cong",
            Self::Sao => "sao",
            Self::Giua => "giua",
            Self::CanCu => "can_cu",
            Self::Bang => "bang",
            Self::Hinh => "hinh",
            Self::SangTrang => "sang_trang",
            Self::Hang => "hang",
        }
    }

    /// How deep it stands: a larger rank lies within a smaller one.
    pub fn rank(self) -> u8 {
        match self {
            Self::CanCu | Self::Phan => 0,
            Self::Chuong => 1,
            Self::Muc => 2,
            Self::TieuMuc => 3,
            Self::Dieu => 4,
            Self::LaMa => 5,
            Self::So | Self::SoCheo => 6,
            Self::SoCap => 7,
            Self::SoNgoac => 8,
            Self::Diem => 9,
            Self::Gach => 10,
            Self::Cong => 11,
            Self::Sao | Self::Giua => 6,
            Self::Doan => 12,
            Self::Bang | Self::Hang | Self::Hinh | Self::SangTrang => 13,
        }
    }

    /// Whether its heading stands on the line below (PL I, Phần I, II.6.đ).
    pub fn has_heading_below(self) -> bool {
        matches!(self, Self::Phan | Self::Chuong | Self::Muc | Self::TieuMuc)
    }
}

/// A marker found at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    /// What it opens.
    pub kieu: Kieu,
    /// Its bytes, with the space after it.
    pub len: usize,
    /// Its number, where it has one.
    pub number: Option<usize>,
}

/// How a khuon marks a centred line.
const CENTRED: &str = ">< ";

/// How a khuon begins a row of a table, and parts its cells.
pub(crate) const ROW: char = '|';

/// The letters of điểm, in the decree's order (no f, j, w, z, no accented vowels).
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

impl Marker {
    /// The marker at the start of a khuon's line: any, `><` for a centred line, `|` for a row.
    pub fn at_start_of_khuon(line: &str) -> Option<Self> {
        if line.starts_with(ROW) {
            return Some(Self { kieu: Kieu::Hang, len: 0, number: None });
        }
        if line.starts_with(CENTRED) {
            return Some(Self { kieu: Kieu::Giua, len: CENTRED.len(), number: None });
        }
        Self::at_start(line)
    }

    /// The marker at the start of `line`.
    pub fn at_start(line: &str) -> Option<Self> {
        let found = word(line).or_else(|| number(line)).or_else(|| letter(line)).or_else(|| sign(line))?;
        let rest = &line[found.len..];
        let spaces = rest.len() - rest.trim_start().len();
        Some(Self { len: found.len + spaces, ..found })
    }
}

/// `Phần I`, `Phần thứ nhất`, `Chương I`, `Mục 1`, `Tiểu mục 1`, `Điều 1.`
fn word(line: &str) -> Option<Marker> {
    const WORDS: &[(&str, Kieu)] = &[
        ("Phần ", Kieu::Phan),
        ("PHẦN ", Kieu::Phan),
        ("Chương ", Kieu::Chuong),
        ("CHƯƠNG ", Kieu::Chuong),
        ("Mục ", Kieu::Muc),
        ("MỤC ", Kieu::Muc),
        ("Tiểu mục ", Kieu::TieuMuc),
        ("TIỂU MỤC ", Kieu::TieuMuc),
        ("Điều ", Kieu::Dieu),
    ];
    let (word, kieu) = WORDS.iter().find(|(word, _)| line.starts_with(word))?;
    let rest = &line[word.len()..];
    let (digits, number) = ordinal(rest).filter(|_| kieu.rank() < Kieu::Muc.rank()).or_else(|| {
        let digits = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let label = &rest[..digits];
        Some((digits, label.parse().ok().or_else(|| from_roman(label))?))
    })?;
    let after = &rest[digits..];
    let marker = |stop: usize| Marker { kieu: *kieu, len: word.len() + digits + stop, number: Some(number) };
    let stop = after.starts_with(['.', ':']);
    let spaced = |s: &str| s.is_empty() || s.starts_with(' ');
    match kieu {
        Kieu::Dieu => (stop && spaced(&after[1..])).then(|| marker(1)),
        _ if after.trim().is_empty() => Some(marker(0)),
        _ if stop && spaced(&after[1..]) => Some(marker(1)),
        _ => is_upper(after).then(|| marker(0)),
    }
}

/// How many bytes of a text are an ordinal in words, as in `Phần thứ hai`, and its number.
fn ordinal(text: &str) -> Option<(usize, usize)> {
    const WORDS: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let len: usize = text.split_inclusive(' ').take(2).map(str::len).sum();
    let words = text[..len].trim_end_matches([' ', '.', ':']);
    let word = words.to_lowercase();
    let number = WORDS.iter().position(|known| word.strip_prefix("thứ ") == Some(known))? + 1;
    Some((words.len(), number))
}

/// `I.`, `1.`, `1.1.`, `1/`, `(1)`; `1.1 ` before a capital.
fn number(line: &str) -> Option<Marker> {
    if let Some(inner) = line.strip_prefix('(') {
        let digits = leading_digits(inner)?;
        let closed = inner[digits..].starts_with(") ");
        return closed.then(|| numbered(Kieu::SoNgoac, digits + 2, &inner[..digits]));
    }
    // No more bytes than the longest has.
    let signs = line.bytes().take(8).take_while(|byte| b"IVX".contains(byte)).count();
    if line[signs..].starts_with(". ")
        && let Some(number) = from_roman(&line[..signs])
    {
        return Some(Marker { kieu: Kieu::LaMa, len: signs + 1, number: Some(number) });
    }
    let digits = leading_digits(line)?;
    let after = &line[digits..];
    // `3/Điều 19.`, but `15/QĐ-UBND` is a document.
    let mut word = after.strip_prefix('/').unwrap_or_default().chars();
    let glued = word.next().is_some_and(char::is_uppercase) && word.next().is_some_and(char::is_lowercase);
    if after.starts_with("/ ") || glued {
        return Some(numbered(Kieu::SoCheo, digits + 1, &line[..digits]));
    }
    let mut end = digits;
    let mut parts = 1;
    while let Some(rest) = line[end..].strip_prefix('.') {
        match leading_digits(rest).filter(|n| *n <= 2) {
            Some(more) => (end, parts) = (end + 1 + more, parts + 1),
            None => break,
        }
    }
    let kieu = if parts == 1 { Kieu::So } else { Kieu::SoCap };
    let last = line[..end].rsplit('.').next().unwrap_or_default();
    let rest = &line[end..];
    if rest.starts_with(". ") {
        return Some(numbered(kieu, end + 1, last));
    }
    // `8.1 Tình hình`, but `5.5 triệu`.
    let heading =
        parts > 1 && rest.strip_prefix(' ').is_some_and(|text| text.starts_with(char::is_uppercase));
    heading.then(|| numbered(kieu, end, last))
}

fn numbered(kieu: Kieu, len: usize, digits: &str) -> Marker {
    Marker { kieu, len, number: digits.parse().ok() }
}

/// How many of up to three digits a text begins with.
fn leading_digits(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits).then_some(digits)
}

/// `a)`.
fn letter(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    let number = LETTERS.chars().position(|c| c == first)? + 1;
    let len = first.len_utf8() + 1;
    line[first.len_utf8()..].starts_with(") ").then_some(Marker {
        kieu: Kieu::Diem,
        len,
        number: Some(number),
    })
}

/// `-`, `+`, `*`, and `–`, `•` as word processors put for `-`; a `-` also straight before a capital or a quotation.
fn sign(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    let kieu = match first {
        '-' | '–' | '•' => Kieu::Gach,
        '+' => Kieu::Cong,
        '*' => Kieu::Sao,
        _ => return None,
    };
    let len = first.len_utf8();
    let next = line[len..].chars().next()?;
    let glued = first == '-' && (next.is_uppercase() || matches!(next, '“' | '"'));
    (next == ' ' || glued).then_some(Marker { kieu, len, number: None })
}

fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// The Roman number of 1 to 3999.
pub fn roman(number: usize) -> String {
    const SIGNS: [&str; 7] = ["I", "V", "X", "L", "C", "D", "M"];
    let mut out = String::new();
    for place in (0..4).rev() {
        let digit = number / 10_usize.pow(place) % 10;
        let sign = |step: usize| SIGNS[(place as usize * 2 + step).min(6)];
        let [one, five, ten] = [sign(0), sign(1), sign(2)];
        match digit {
            9 => out.extend([one, ten]),
            4 => out.extend([one, five]),
            _ => {
                out.extend(std::iter::repeat_n(five, digit / 5));
                out.extend(std::iter::repeat_n(one, digit % 5));
            }
        }
    }
    out
}

/// The number of a Roman marker, 1 to 39: `C.`, `D.`, `L.`, `M.` are letters.
fn from_roman(text: &str) -> Option<usize> {
    let plausible = !text.is_empty() && text.len() <= 7 && text.bytes().all(|b| b"IVX".contains(&b));
    plausible.then(|| (1..40).find(|n| roman(*n) == text)).flatten()
}
