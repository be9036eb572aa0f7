//! Breakages: layouts changed on purpose, each with the figure that it breaks and the rule that must see it.

use super::{
    ke_hoach::{LONG, act, body, chapters, plans, sections, table},
    quy_tac::made,
    so_do::{blocks, is_excepted},
};
use vanban::{Composed, standard::STANDARD};

/// What is broken: the figure's path, the plan, the change, the rule, and the sort that it speaks of.
pub(super) struct Breakage {
    pub(super) path: String,
    pub(super) plan: String,
    pub(super) change: String,
    pub(super) rule: &'static str,
    pub(super) kieu: Option<String>,
}

/// All of them.
pub(super) fn breakages() -> impl Iterator<Item = Breakage> {
    let lists = [of_pages(), of_what_goes_with_it(), of_marks(), of_paragraphs(), of_parts()];
    lists.into_iter().flatten()
}

fn broken(path: &str, plan: &str, change: &str, rule: &'static str) -> Breakage {
    Breakage { path: path.into(), plan: plan.into(), change: change.into(), rule, kieu: None }
}

/// Figure, plan, change, rule.
type Row = (&'static str, fn() -> String, &'static str, &'static str);

/// Paper, margins, lines, rules, page breaks, tables.
const OF_PAGES: &[Row] = &[
    (
        "trang.rong_mm",
        sections,
        "khung.typ: width: nd30.trang.rong_mm => width: (6 + nd30.trang.rong_mm)",
        "kho-giay-sai",
    ),
    (
        "trang.cao_mm",
        sections,
        "khung.typ: height: nd30.trang.cao_mm => height: (6 + nd30.trang.cao_mm)",
        "kho-giay-sai",
    ),
    ("le.le_tren.khoang", sections, "khung.typ: top: le.le_tren => top: (le.le_tren - 4)", "le-sai"),
    ("le.le_tren.khoang", sections, "khung.typ: top: le.le_tren => top: (le.le_tren + 20)", "le-sai"),
    ("le.le_duoi.khoang", pages, "khung.typ: bottom: le.le_duoi => bottom: (le.le_duoi - 8)", "le-sai"),
    ("le.le_duoi.khoang", pages, "khung.typ: bottom: le.le_duoi => bottom: (le.le_duoi + 20)", "le-sai"),
    ("le.le_trai.khoang", sections, "khung.typ: left: le.le_trai => left: (le.le_trai - 8)", "le-sai"),
    ("le.le_trai.khoang", sections, "khung.typ: left: le.le_trai => left: (le.le_trai + 20)", "le-sai"),
    ("le.le_phai.khoang", sections, "khung.typ: right: le.le_phai => right: (le.le_phai - 8)", "le-sai"),
    ("le.le_phai.khoang", sections, "khung.typ: right: le.le_phai => right: (le.le_phai + 20)", "le-sai"),
    (
        "than.thut_dong_mm",
        sections,
        "van-ban.typ: than(d.trinh_bay.thut_dong_mm => than((d.trinh_bay.thut_dong_mm + 8)",
        "thut-dong-sai",
    ),
    (
        "than.cach_doan",
        sections,
        "khung.typ: spacing: tb.cach_doan => spacing: 0 * tb.cach_doan",
        "cach-doan-sai",
    ),
    (
        "than.gian_dong",
        sections,
        "khung.typ: leading: gian(tb.gian_dong) => leading: gian(tb.gian_dong * 2)",
        "gian-dong-sai",
    ),
    (
        "dong_don.tren",
        sections,
        "khung.typ: top-edge: nd30.dong_don.tren => top-edge: 2 * nd30.dong_don.tren",
        "gian-dong-sai",
    ),
    (
        "dong_don.duoi",
        sections,
        "khung.typ: bottom-edge: -nd30.dong_don.duoi => bottom-edge: -5 * nd30.dong_don.duoi",
        "gian-dong-sai",
    ),
    (
        "dong_don.them",
        sections,
        "khung.typ: nd30.dong_don.them) * n => 20 * nd30.dong_don.them) * n",
        "gian-dong-sai",
    ),
    (
        "ke.tieu_ngu",
        sections,
        "dau.typ: nd30.ke.tieu_ngu.first() => nd30.ke.tieu_ngu.first() / 2",
        "ke-ngang-sai",
    ),
    ("ke.co_quan", sections, "dau.typ: ..dai), nd30.ke.ve) => ..dai), nd30.ke.ve * 2)", "ke-ngang-sai"),
    (
        "ke.trich_yeu",
        sections,
        "dau.typ: ke(dai-nhat, nd30.ke.ve) => ke(dai-nhat, nd30.ke.ve * 2)",
        "ke-ngang-sai",
    ),
    (
        "bo_cuc.trang_it_nhat",
        plain,
        "van-ban.typ: xac-nhan(d.trinh_bay.co => pagebreak()\\nh(0em)\\nxac-nhan(d.trinh_bay.co",
        "trang-cuoi-trong",
    ),
    (
        "bo_cuc.dong_cung_chu_ky",
        plain,
        "van-ban.typ: cuoi(d.trinh_bay.co => pagebreak()\\ncuoi(d.trinh_bay.co",
        "chu-ky-don-doc",
    ),
    (
        "bang.co_lon_nhat",
        table,
        "bang.typ: set text(size: b.co * 1pt) => set text(size: b.co * 2pt)",
        "co-chu-sai",
    ),
    (
        "bang.co_nho_nhat",
        table,
        "bang.typ: set text(size: b.co * 1pt) => set text(size: b.co * 0.5pt)",
        "co-chu-sai",
    ),
    (
        "bang",
        long_table,
        "bang.typ: table.header(..hang => table.header(repeat: false, ..hang",
        "bang-bi-cat",
    ),
    ("bang", long_table, "bang.typ: breakable: b.n => breakable: true", "bang-bi-cat"),
    ("bang", table, "bang.typ: dong(b.ten, co)) => dong(b.ten, co))\\npagebreak()", "bang-bi-cat"),
    ("bang.rong_chu", table, "bang.typ: columns: cot, => columns: cot.map(w => w / 10),", "bang-bi-cat"),
];

fn of_pages() -> Vec<Breakage> {
    let one = |(path, plan, change, rule): &Row| broken(path, &plan(), &format!("layout/{change}"), rule);
    OF_PAGES.iter().map(one).collect()
}

fn plain() -> String {
    "so = 5".to_owned()
}

fn pages() -> String {
    body(&[LONG; 15])
}

fn long_table() -> String {
    let rows = format!("[\"{LONG} {LONG} {LONG}\", \"1.500\"], ").repeat(12);
    table().replace("[\"Thượng\", \"1.500\"]", &rows)
}

/// What goes with a document is held to the same figures; so is a page that is turned for a table.
fn of_what_goes_with_it() -> Vec<Breakage> {
    let body = body(&["Số cây theo Phụ lục kèm theo."]);
    let lines = [LONG; 60].join("\\n");
    let appendix =
        |more: &str| format!("{body}\nphu_luc = [{{ ten = \"Số cây\", noi_dung = \"{lines}\"{more} }}]");
    let own = format!("{}\nban = \"dien-tu\"", appendix(", tep_rieng = true"));
    let wide: String = (0..12).map(|i| format!("{{ ten = \"Số cây đợt {i}\" }}, ")).collect();
    let cells = ["\"1.500.000\""; 12].join(", ");
    let turned = format!(
        "{}\nbang.cay = {{ cot = [{wide}], hang = [[{cells}]] }}",
        self::body(&["Số cây:", "{{ bang('cay') }}", "Trên đây là kết quả."])
    );
    let mut list = Vec::new();
    for plan in [appendix(""), appendix(", ngang = true"), own] {
        for (change, rule) in [
            (
                "kem-theo.typ: #let kem-theo(tb, k, sau) = page(flipped: k.ngang, => #let kem-theo(tb, k, sau) = page(flipped: k.ngang, margin: (left: 20mm),",
                "le-sai",
            ),
            (
                "kem-theo.typ: #let kem-theo(tb, k, sau) = page(flipped: k.ngang, => #let kem-theo(tb, k, sau) = page(flipped: k.ngang, margin: (bottom: 8mm),",
                "le-sai",
            ),
            ("kem-theo.typ: than(tb.thut_dong_mm => than(3 * tb.thut_dong_mm", "thut-dong-sai"),
            ("kem-theo.typ: (ten_loai: tb.co.phu_luc => (ten_loai: 4 + tb.co.phu_luc", "co-chu-sai"),
            ("khung.typ: text(size: co-trang, str(so)) => text(size: co-trang, str(so + 1))", "so-trang-sai"),
            ("khung.typ: if so > 1 { => if so > 0 {", "so-trang-sai"),
        ] {
            list.push(broken("phụ lục", &plan, &format!("layout/{change}"), rule));
        }
    }
    for (change, rule) in [
        (
            "bang.typ: page(flipped: true, ve) => page(flipped: true, margin: (left: 5mm, right: 5mm), block(width: 100%, scale(x: 125%, ve)))",
            "tran-o",
        ),
        ("bang.typ: page(flipped: true, ve) => page(flipped: true, width: 200mm, ve)", "kho-giay-sai"),
        ("bang.typ: page(flipped: true, ve) => page(flipped: true, header: none, ve)", "so-trang-sai"),
    ] {
        list.push(broken("trang ngang", &turned, &format!("layout/{change}"), rule));
    }
    list
}

/// Marks: width, height, ink.
fn of_marks() -> Vec<Breakage> {
    let mut list = Vec::new();
    for (name, mark) in &STANDARD.dau {
        let key = match name.as_str() {
            "khan" | "thuong-khan" | "hoa-toc" => "do_khan",
            "mat" | "toi-mat" | "tuyet-mat" => "do_mat",
            _ => "luu_hanh",
        };
        let width = "{ k.rong_mm * 1mm } => { (k.rong_mm + 3) * 1mm }";
        let height = "height: k.cao_mm => height: (k.cao_mm + 2)";
        // 0: as wide as the words.
        let first = if mark.rong_mm > 0.0 { width } else { height };
        for (figure, change) in
            [("rong_mm", first), ("cao_mm", height), ("muc", "stroke: net + muc => stroke: net + blue")]
        {
            let (path, plan) = (format!("dau.{name}.{figure}"), format!("{key} = \"{name}\""));
            list.push(broken(&path, &plan, &format!("layout/dau.typ: {change}"), "khung-dau-sai"));
        }
    }
    list
}

/// The sorts of paragraphs.
fn of_paragraphs() -> Vec<Breakage> {
    let slash = body(&["1/ Trồng cây", LONG]);
    let of = |path: String, plan: String, change: String, rule, kieu: &str| Breakage {
        path,
        plan,
        change,
        rule,
        kieu: Some(kieu.to_owned()),
    };
    let mut list = Vec::new();
    for kieu in ["phan", "chuong", "muc", "tieu_muc"] {
        for figure in ["canh", "thut"] {
            list.push(of(format!("doan.{kieu}.{figure}"), chapters(), aside(kieu), "can-giua-sai", kieu));
        }
        list.push(of(format!("doan.{kieu}.dam"), chapters(), flipped(kieu, 1), "kieu-chu-sai", kieu));
    }
    for (path, plan, kieu, bit) in [
        ("doan.dieu.dam_so", act(), "dieu", 1),
        ("doan.dieu.tieu_de.dam", chapters(), "dieu", 1),
        ("doan.can_cu.nghieng", act(), "can_cu", 2),
        ("doan.la_ma.dam", sections(), "la_ma", 1),
        ("doan.so.tieu_de.dam", sections(), "so", 1),
        ("doan.so_cap.tieu_de.dam", sections(), "so_cap", 1),
        ("doan.so_cheo.tieu_de.dam", slash, "so_cheo", 1),
    ] {
        list.push(of(path.to_owned(), plan, flipped(kieu, bit), "kieu-chu-sai", kieu));
    }
    list
}

/// The parts: size, weight, slope.
fn of_parts() -> Vec<Breakage> {
    let plans: Vec<(String, Composed)> =
        plans().into_iter().map(|plan| (plan.clone(), made(&plan))).collect();
    let mut list = Vec::new();
    for part in STANDARD.thanh_phan.keys() {
        if is_excepted(&format!("thanh_phan.{part}.co")) {
            continue;
        }
        let printed = plans.iter().find(|(_, made)| blocks(made, part).next().is_some());
        let (plan, kieu) = match printed {
            Some((plan, _)) => (plan.clone(), Some(part.clone())),
            None => (body(&[LONG; 15]), None),
        };
        let size = match part.as_str() {
            "don_vi_tinh" => {
                "layout/bang.typ: dong(b.don_vi_tinh, b.co => dong(b.don_vi_tinh, b.co + 6".to_owned()
            }
            part => larger(size_of(part)),
        };
        let mut add = |path: String, change: String, rule| {
            list.push(Breakage { path, plan: plan.clone(), change, rule, kieu: kieu.clone() });
        };
        add(format!("bo_co.13/14/14.{}", size_of(part)), size.clone(), "co-chu-sai");
        add(format!("thanh_phan.{part}.co"), size, "co-chu-sai");
        for (figure, bit) in [("dam", 1), ("nghieng", 2)] {
            let path = format!("thanh_phan.{part}.{figure}");
            if !is_excepted(&path) {
                add(path, flipped(part, bit), "kieu-chu-sai");
            }
        }
    }
    list
}

/// A change of the layout's data: every dictionary of it goes through `change` as `v`.
fn data(change: &str) -> String {
    format!(
        "layout/van-ban.typ: #let van-ban(d) = {{ => #let van-ban(d) = {{\\n  let doi(v) = if type(v) == dictionary {{ let v = v.pairs().map(((k, x)) => (k, doi(x))).to-dict(); {change}; v }} else if type(v) == array {{ v.map(doi) }} else {{ v }}\\n  let d = doi(d)"
    )
}

/// Every letter of the blocks of a sort in another weight (1) or slope (2).
fn flipped(kieu: &str, bit: usize) -> String {
    data(&format!(
        "if v.at(\"k\", default: none) == \"{kieu}\" and \"r\" in v {{ v.r = v.r.map(((s, k)) => (s, if k == 8 {{ k }} else if calc.rem(calc.quo(k, {bit}), 2) == 1 {{ k - {bit} }} else {{ k + {bit} }})) }}"
    ))
}

/// Centred blocks of a sort at the left.
fn aside(kieu: &str) -> String {
    data(&format!("if v.at(\"k\", default: none) == \"{kieu}\" {{ v.c = \"trai\" }}"))
}

/// A size of the set, larger than its part may be.
fn larger(key: &str) -> String {
    // The sample draws one part far below the upper end of its range.
    let by = if key == "xac_nhan" { 6 } else { 2 };
    data(&format!(
        "if \"co\" in v and type(v.co) == dictionary {{ v.co.insert(\"{key}\", v.co.at(\"{key}\") + {by}) }}"
    ))
}

/// The size of the set that a part is drawn in.
fn size_of(part: &str) -> &str {
    match part {
        "tham_quyen" | "menh_lenh" | "can_cu" | "ten_bang" => "than",
        "quyen_han" | "chuc_vu_khac" | "ho_ten" => "chu_ky",
        part => part,
    }
}
