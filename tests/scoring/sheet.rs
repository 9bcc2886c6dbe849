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
