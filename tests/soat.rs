//! `check`: what it says of the shipped sample, what it is told to leave, and its forms for programs.

use crate::support::plans::{OFFICE, PLAN, TYPESETTER, composed, located, plan_with};
use serde_json::Value;
use std::{fs, path::Path};
use vanban::{
    Built, Composed, build,
    check::clauses::{self, Reach, Sum, TrangThai},
    report::{self, Log},
    rules::RULES,
};

/// A plan and an office file in a folder, built.
fn built(plan: &str, office: &str) -> Built {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("vanban.toml"), office).expect("an office file");
    fs::write(folder.path().join("kế hoạch.toml"), plan).expect("a plan");
    build(&folder.path().join("kế hoạch.toml"), &TYPESETTER).expect("files that can be read")
}

fn ids(built: &Built) -> Vec<&'static str> {
    built.findings.clone().sorted().iter().map(|finding| finding.rule.id).collect()
}

#[test]
fn the_sample_has_its_three_findings() {
    let built = build(Path::new("data/examples/kien-thuy/2024-05.toml"), &TYPESETTER).expect("the sample");
    assert_eq!(ids(&built), ["tl-ten-co-quan", "hop-ngay-nghi", "hop-ngay-nghi"], "{:?}", built.findings);
    let place = |finding: &vanban::Diagnostic| built.sources.locate(finding.span.expect("a place"));
    let places: Vec<String> = built.findings.clone().sorted().iter().map(place).collect();
    let plan = |place: &str| format!("data/examples/kien-thuy/2024-05.toml:{place}");
    let authority = "data/examples/kien-thuy/vanban.toml:9:15".to_owned();
    assert_eq!(places, [authority, plan("63:13"), plan("81:13")]);
}

#[test]
fn every_place_is_in_a_file_of_the_author() {
    for rule in RULES.iter().filter(|rule| !rule.wrong.is_empty() && !rule.wrong.contains("layout/")) {
        let Composed { findings, sources, .. } = composed(&plan_with(rule.wrong));
        for finding in findings.iter() {
            let file = finding.span.map(|span| sources.get(span.file).name.clone()).unwrap_or_default();
            assert!(!file.starts_with("vanban:"), "{}: {file}", finding.rule.id);
        }
    }
}

/// An office file whose office declines a rule.
fn declining(line: &str) -> String {
    format!("{OFFICE}\n[bo_qua]\n{line}\n")
}

const DOCTOR: &str = "nguoi_ky = { chuc_vu = \"Giám đốc\", ho_ten = \"BS. Trần Văn Mẫu\" }";

#[test]
fn a_declined_rule_says_nothing_and_is_reported() {
    let plan = plan_with(DOCTOR);
    assert_eq!(ids(&built(&plan, OFFICE)), ["ho-ten-co-hoc-vi"]);
    let office = declining("ho-ten-co-hoc-vi = \"quy định của ngành y tế\"");
    let quiet = built(&plan, &office);
    assert_eq!(ids(&quiet), [""; 0]);
    let (silence, count) = quiet.findings.silences().next().expect("the declined rule");
    assert_eq!(
        (silence.rule.id, silence.reason.as_str(), count),
        ("ho-ten-co-hoc-vi", "quy định của ngành y tế", 1)
    );
    assert_eq!(report::silences(&quiet.findings)[0]["so_lan"], 1);
    // A plan may decline too, and its reason wins.
    let of_plan = built(&format!("{plan}\n[bo_qua]\nho-ten-co-hoc-vi = \"bác sĩ\"\n"), &office);
    assert_eq!(
        of_plan.findings.silences().next().map(|(silence, _)| silence.reason.clone()),
        Some("bác sĩ".into())
    );
}

#[test]
fn a_fault_and_an_unknown_rule_cannot_be_declined() {
    for line in ["toml-sai = \"không thích\"", "ho-ten-co-hoc-v = \"gõ nhầm\""] {
        let built = built(PLAN, &declining(line));
        assert_eq!(ids(&built), ["khoa-la"], "{line}");
    }
}

#[test]
fn the_sum_is_honest() {
    let clean = built(PLAN, OFFICE);
    let sum = Sum::of(&clean.findings, clean.reach());
    let of = |status| clauses::all().iter().filter(|clause| clause.trang_thai == status).count();
    assert_eq!((sum.kiem, sum.sai, sum.bo_qua), (of(TrangThai::Kiem), 0, 0));
    assert_eq!((sum.cach_dung, sum.nguoi_soan), (of(TrangThai::CachDung), of(TrangThai::NguoiSoan)));
    assert!(!sum.to_string().contains("đúng thể thức"), "{sum}");
    // What looks at pages has not looked where there are none.
    let tree = Sum::of(&clean.findings, Reach::Tree);
    assert!(tree.kiem < sum.kiem && tree.chua_kiem > sum.chua_kiem, "{tree}");
    let doctor = built(&plan_with(DOCTOR), OFFICE);
    assert!(Sum::of(&doctor.findings, Reach::Pages).sai > 0);
    // A clause all of whose rules are declined counts as declined.
    let quiet = built(PLAN, &declining("so-trang-sai = \"in hai mặt\""));
    let quiet = Sum::of(&quiet.findings, Reach::Pages);
    assert_eq!((quiet.kiem + 1, quiet.bo_qua), (sum.kiem, 1), "{quiet}");
}

/// Whatever became of a document, each clause of `data/dieu-khoan.toml` counts once, and none as looked at
/// that no rule came to; nobody says that all is right.
#[test]
fn the_sum_agrees_with_the_list_of_clauses() {
    let of = |status| clauses::all().iter().filter(|clause| clause.trang_thai == status).count();
    // Those of taking a number are looked at then.
    let applying = clauses::all().len() - of(TrangThai::KhongApDung) - of(TrangThai::CapSo);
    let huge = format!("trich_yeu = \"{}\"", "a".repeat(400));
    for (plan, office, reach) in [
        (PLAN.to_owned(), OFFICE.to_owned(), Reach::Pages),
        (plan_with(DOCTOR), declining("ho-ten-co-hoc-vi = \"ngành y tế\""), Reach::Pages),
        (plan_with(&huge), OFFICE.to_owned(), Reach::Tree),
        (plan_with("so = \"bảy\""), OFFICE.to_owned(), Reach::Nothing),
        ("loai = ".to_owned(), OFFICE.to_owned(), Reach::Nothing),
    ] {
        let built = built(&plan, &office);
        assert_eq!(built.reach(), reach, "{plan}: {:?}", built.findings);
        let sum = Sum::of(&built.findings, reach);
        let counted = sum.kiem + sum.bo_qua + sum.cach_dung + sum.nguoi_soan + sum.chua_kiem;
        assert_eq!(counted, applying, "{plan}: {sum}");
        assert_eq!(sum.chua_kiem > of(TrangThai::ChuaKiem), reach < Reach::Pages, "{plan}: {sum}");
        assert_eq!((sum.cach_dung, sum.nguoi_soan), (of(TrangThai::CachDung), of(TrangThai::NguoiSoan)));
        // Nothing was looked at but what was found broken.
        assert!(reach > Reach::Nothing || sum.kiem == sum.sai, "{plan}: {sum}");
        assert!(!sum.to_string().contains("đúng thể thức"), "{sum}");
    }
}

/// What SARIF 2.1.0 demands of each object that we write: its keys, and which must be there.
fn is_sarif(log: &Value) {
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().is_some_and(|uri| uri.contains("sarif-2.1.0")));
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "vanban");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = driver["rules"].as_array().expect("rules");
    assert!(rules.iter().all(|rule| rule["id"].is_string() && rule["shortDescription"]["text"].is_string()));
    let level = |value: &Value| ["none", "note", "warning", "error"].iter().any(|level| value == level);
    for result in run["results"].as_array().expect("results") {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(level(&result["level"]) && result["message"]["text"].is_string(), "{result}");
        let places = ["locations", "relatedLocations"].into_iter();
        let places = places.flat_map(|key| result[key].as_array().into_iter().flatten());
        for place in places {
            let physical = &place["physicalLocation"];
            let uri = physical["artifactLocation"]["uri"].as_str().expect("a URI");
            assert!(uri.is_ascii() && !uri.contains(' '), "{uri}");
            region(&physical["region"]);
        }
        for change in result["fixes"].as_array().into_iter().flatten() {
            let change = &change["artifactChanges"][0];
            assert!(change["artifactLocation"]["uri"].is_string());
            region(&change["replacements"][0]["deletedRegion"]);
            assert!(change["replacements"][0]["insertedContent"]["text"].is_string());
        }
        for one in result["suppressions"].as_array().into_iter().flatten() {
            assert_eq!(one["kind"], "inSource");
            assert!(one["justification"].is_string());
        }
    }
}

fn region(region: &Value) {
    let number = |key: &str| region[key].as_u64().unwrap_or_else(|| panic!("{key} of {region}"));
    let (start, end) =
        ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
    assert!(start.0 >= 1 && start.1 >= 1 && start <= end, "{region}");
}

#[test]
fn the_log_for_build_servers_is_sarif() {
    let plan = plan_with(&format!(
        "{DOCTOR}\ntrich_yeu = \"V/v trồng cây.\"\nnoi_nhan = [\"Các thôn\", \"Các thôn\"]"
    ));
    let built = built(&plan, &declining("ho-ten-co-hoc-vi = \"ngành y tế\""));
    let mut log = Log::default();
    log.add(&built.findings, &built.sources);
    let log = report::sarif(&log);
    is_sarif(&log);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let of =
        |id: &str| results.iter().find(|result| result["ruleId"] == id).unwrap_or_else(|| panic!("{id}"));
    assert_eq!(of("ho-ten-co-hoc-vi")["suppressions"][0]["justification"], "ngành y tế");
    assert_eq!(
        of("trich-yeu-dau-cuoi")["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"],
        ""
    );
    assert_eq!(of("noi-nhan-trung")["relatedLocations"][0]["id"], 1);
}

#[test]
fn an_edit_mends_its_finding() {
    for rule in RULES.iter().filter(|rule| !rule.wrong.is_empty()) {
        let plan = plan_with(rule.wrong);
        let Composed { findings, sources, .. } = composed(&plan);
        let Some(fix) =
            findings.iter().find(|finding| finding.rule.id == rule.id).and_then(|d| d.fix.clone())
        else {
            continue;
        };
        assert_eq!(sources.get(fix.span.file).name, "plan.toml");
        let mut mended = plan.clone();
        mended.replace_range(fix.span.range(), &fix.text);
        let after = composed(&mended);
        let still = after.findings.iter().any(|finding| finding.rule.id == rule.id);
        assert!(!still, "{}: {:?}", rule.id, located(&after));
    }
}
