//! The sample district's sheet.

use super::given::{event, record, sheet, shipped, text, total, with};
use dajuan::{
    domain::lang::Lang,
    scoring::{
        deed::Came,
        score::{Asked, score},
        summary::Figure,
    },
};

#[test]
fn an_empty_year_has_its_targets_and_what_is_owed() {
    let sheet = sheet(&shipped("default"), &[]);
    assert_eq!(sheet.summary.total.to_string(), "20");
    let owed: Vec<String> = sheet
        .summary
        .targets
        .iter()
        .map(|it| format!("{} {}", it.label.words.get(Lang::ZhCn), it.owed))
        .collect();
    assert_eq!(
        owed,
        [
            "读书分享 4",
            "政策宣讲 1",
            "民情收集 1",
            "调研 1",
            "矛盾化解 1",
            "小微协商 1",
            "公益活动 1",
            "提案 1",
            "应到活动出勤率 0",
        ]
    );
    assert_eq!(sheet.summary.grade.unwrap().id, "to_improve");
}

#[test]
fn a_cap_cuts_what_is_past_it() {
    let rules = shipped("default");
    let talks: Vec<_> = (1..=5)
        .map(|n| {
            with(
                record("reading_share", &format!("2026-0{n}-01")),
                "role",
                text("main"),
            )
        })
        .collect();
    let year = sheet(&rules, &talks);
    // 5 × 2 × 1.5 = 15, at most 12; and 20 for full attendance.
    assert_eq!(year.summary.total.to_string(), "32");
    let rows: Vec<_> = year
        .ledger
        .why(Figure::Rule("reading"))
        .map(|row| row.points.to_string())
        .collect();
    assert_eq!(rows, ["3", "3", "3", "3", "0"]);
}

#[test]
fn an_absence_counts_where_there_was_no_leave() {
    let rules = shipped("default");
    let absent = event("plenary", "2026-01-10", Came::Absent);
    let there = event("plenary", "2026-01-11", Came::Attended);
    let excused = event("plenary", "2026-01-12", Came::Excused);
    // Half of 20, less 2.
    total(&rules, &[absent, there, excused], "8");
}

#[test]
fn each_village_owes_its_own() {
    let rules = shipped("default");
    let asked = Asked {
        year: 2026,
        villages: vec!["东村".into(), "西村".into()],
    };
    let talk = with(record("policy_talk", "2026-03-01"), "village", text("西村"));
    let sheet = score(&rules, &asked, &[talk]).unwrap();
    let of_it: Vec<_> = sheet
        .summary
        .targets
        .iter()
        .filter(|it| it.label.id == "policy_talk")
        .map(|it| (it.village.as_deref().unwrap(), it.owed.to_string()))
        .collect();
    assert_eq!(of_it, [("东村", "1".to_owned()), ("西村", "0".to_owned())]);
}

#[test]
fn the_rules_that_the_app_shows_name_kinds_and_fields_that_it_has() {
    let file = |name: &str| -> serde_json::Value {
        let path = format!("{}/public/{name}", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    let (catalog, events) = (file("catalog.json"), file("events.json"));
    let all = [&catalog, &events].map(|file| file["kinds"].as_array().unwrap());
    let kinds: Vec<_> = all.into_iter().flatten().collect();
    let edition = &file("rules/default.json")["editions"][0];
    let workflows = file("workflows.json");
    let facts = |kind: &serde_json::Value| -> Vec<serde_json::Value> {
        let all = workflows["kinds"].as_array().unwrap().iter();
        let steps = all
            .filter(|it| it["kind"] == *kind)
            .flat_map(|it| it["steps"].as_array().unwrap());
        steps.map(|step| step["fact"]["field"].clone()).collect()
    };
    let lists = ["rules", "targets"].map(|list| edition[list].as_array().unwrap());
    for rule in lists.into_iter().flatten() {
        for named in rule["counts"]["kinds"].as_array().into_iter().flatten() {
            let kind = kinds
                .iter()
                .find(|kind| kind["id"] == *named)
                .unwrap_or_else(|| panic!("{named}"));
            let factors = rule["factors"].as_array().into_iter().flatten();
            let fields = factors.map(|it| &it["field"]).chain(rule.get("for_each"));
            for field in fields {
                let filled_in = kind["form"]["properties"].get(field.as_str().unwrap());
                let is_known = filled_in.is_some() || facts(named).contains(field);
                assert!(is_known, "{named}: {field}");
            }
        }
    }
}
