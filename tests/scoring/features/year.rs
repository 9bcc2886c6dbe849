//! Shares, duties, grades, and which rules hold when.

use super::table::{asked, comes_to, done, of};
use crate::given::{day, document, load, rule, rules, words};
use dajuan::scoring::{
    ledger::{Origin, Why},
    score::{Asked, ScoreError, score},
    summary::Figure,
};
use serde_json::{Value, json};

#[test]
fn points_follow_the_share_that_was_attended() {
    let must = json!({"of": {"source": "event", "must": true}});
    comes_to(
        &rules(json!([rule("r", json!({"share": must, "points": 20}))])),
        &[
            ("", "20"),
            ("talk:attended!", "20"),
            ("talk:absent!", "0"),
            ("talk:attended!; talk:absent!", "10"),
            ("talk:late!; talk:absent!", "10"),
            ("talk:excused!", "20"),
            ("talk:excused!; talk:absent!", "0"),
            ("talk:absent", "20"),
            ("talk:attended! x2; plenary:absent!", "13.333"),
            ("talk:attended! x7; talk:absent! x3", "14"),
        ],
    );
    let strict = json!({"of": {"kinds": ["talk"], "came": ["attended", "late", "excused", "absent"]}, "came": ["attended"], "if_none": 0});
    comes_to(
        &rules(json!([rule("r", json!({"share": strict, "points": 8}))])),
        &[
            ("", "0"),
            ("talk:attended", "8"),
            ("talk:late", "0"),
            ("talk:excused; talk:attended", "4"),
            ("talk:absent", "0"),
            ("plenary:attended", "0"),
            ("talk:attended x3; talk:excused", "6"),
            ("talk", "0"),
            ("talk:attended!", "8"),
            ("talk:attended; talk:late; talk:excused; talk:absent", "2"),
        ],
    );
    let bands = json!([{"from": 0.5, "points": 3}, {"from": 0.9, "points": 10}, {"from": 0.8, "points": 6}]);
    comes_to(
        &rules(json!([rule("r", json!({"share": must, "bands": bands}))])),
        &[
            ("", "10"),
            ("t:attended! x9; t:absent!", "10"),
            ("t:attended! x8; t:absent!", "6"),
            ("t:attended! x8; t:absent! x2", "6"),
            ("t:attended! x79; t:absent! x21", "3"),
            ("t:attended!; t:absent!", "3"),
            ("t:attended!; t:absent! x2", "0"),
            ("t:absent!", "0"),
            ("t:late! x9; t:absent!", "10"),
            ("t:excused! x9; t:attended!", "10"),
        ],
    );
    let year = of(
        &rules(json!([rule("r", json!({"share": must, "points": 1}))])),
        "t:attended! x2; t:absent!",
    );
    assert_eq!(year.ledger.rows[0].origin, Origin::Share { came: 2, of: 3 });
}

fn three_of_each() -> dajuan::scoring::rules::Rules {
    let target = |id: &str| json!({"id": id, "words": words(id), "measure": words("次"), "counts": {"kinds": [id]}, "least": 3});
    load(&document(
        json!([
            rule("met", json!({"met": ["talk", "visit"], "points": 10})),
            rule(
                "owed",
                json!({"owed": ["talk", "visit"], "points": -2, "least": -8})
            ),
        ]),
        json!({
            "targets": [target("talk"), target("visit")],
            "grades": [
                {"id": "good", "words": words("好"), "from": 5, "needs": ["visit"]},
                {"id": "fair", "words": words("中"), "from": -4},
                {"id": "poor", "words": words("差")},
            ],
        }),
    ))
}

#[test]
fn three_of_each_are_owed() {
    comes_to(
        &three_of_each(),
        &[
            ("", "-8"),
            ("talk", "-8"),
            ("talk x2", "-8"),
            ("talk x3", "-6"),
            ("talk x3; visit", "-4"),
            ("talk x3; visit x2", "-2"),
            ("talk x3; visit x3", "10"),
            ("talk x9", "-6"),
            ("talk x30; visit x30", "10"),
            ("talk x3; visit x3 ~returned", "-6"),
            ("talk x2; visit x2", "-4"),
        ],
    );
    let year = of(&three_of_each(), "talk x2; visit x3");
    let owed: Vec<(&str, String)> = year
        .summary
        .targets
        .iter()
        .map(|it| (it.label.id.as_str(), it.owed.to_string()))
        .collect();
    assert_eq!(owed, [("talk", "1".to_owned()), ("visit", "0".to_owned())]);
    assert_eq!(year.summary.targets[0].deeds.len(), 2);
}

#[test]
fn a_grade_follows_the_total_and_what_must_be_met() {
    for (line, grade) in [
        ("", "poor"),
        ("talk x3", "poor"),
        ("talk x3; visit", "fair"),
        ("talk x3; visit x2", "fair"),
        ("talk x3; visit x3", "good"),
        ("talk x9; visit x9", "good"),
        ("visit x3", "poor"),
        ("visit x3; talk", "fair"),
        ("visit x3; talk x2", "fair"),
        ("talk x2", "poor"),
    ] {
        let year = of(&three_of_each(), line);
        assert_eq!(
            year.summary.grade.as_ref().unwrap().id,
            grade,
            "{line}: {}",
            year.summary.total
        );
    }
}

#[test]
fn each_village_has_its_target() {
    let document = document(
        json!([
            rule("met", json!({"met": ["talk"], "points": 6})),
            rule("owed", json!({"owed": ["talk"], "points": -1}))
        ]),
        json!({
            "targets": [{"id": "talk", "words": words("宣讲"), "counts": {"kinds": ["talk"]}, "least": 2, "for_each": "village"}],
        }),
    );
    let rules = load(&document);
    comes_to(
        &rules,
        &[
            ("", "-4"),
            ("talk village=东村", "-3"),
            ("talk village=南村", "-4"),
            ("talk", "-4"),
            ("talk village=东村 x9", "-2"),
            ("talk village=东村 x2; talk village=西村", "-1"),
            ("talk village=东村 x2; talk village=西村 x2", "6"),
            ("talk village=东村|西村 x2", "6"),
            ("talk village=东村|西村", "-2"),
            ("talk village=1", "-4"),
        ],
    );
    let none = Asked {
        year: 2026,
        villages: Vec::new(),
    };
    let year = score(&rules, &none, &done("talk x2")).unwrap();
    assert_eq!(
        year.summary.total.to_string(),
        "6",
        "whose villages are not known owes once"
    );
    let twice = Asked {
        villages: vec!["东村".into(), "东村".into()],
        ..none
    };
    assert_eq!(score(&rules, &twice, &[]).unwrap().summary.targets.len(), 1);
}

#[test]
fn a_target_may_be_hours_or_a_share() {
    let rules = load(&document(
        json!([rule("met", json!({"met": ["hours", "share"], "points": 1}))]),
        json!({"targets": [
            {"id": "hours", "words": words("学时"), "counts": {"kinds": ["study"]}, "per": {"field": "hours"}, "least": 12.5},
            {"id": "share", "words": words("出勤率"), "share": {"of": {"source": "event", "must": true}}, "least": 0.8},
        ]}),
    ));
    comes_to(
        &rules,
        &[
            ("", "0"),
            ("study hours=12.5", "1"),
            ("study hours=12.4", "0"),
            ("study hours=6 x3", "1"),
            ("study x20", "0"),
            ("study hours=20; t:absent!", "0"),
            ("study hours=20; t:absent!; t:attended! x4", "1"),
            ("t:attended!", "0"),
            ("study hours=20; t:absent! x2; t:attended! x7", "0"),
            ("study hours=20; t:excused! x5", "1"),
        ],
    );
    let year = of(&rules, "study hours=2.25; t:attended!; t:absent!");
    let states: Vec<(String, String)> = year
        .summary
        .targets
        .iter()
        .map(|it| (it.have.to_string(), it.owed.to_string()))
        .collect();
    assert_eq!(
        states,
        [
            ("2.25".into(), "10.25".into()),
            ("0.5".into(), "0.3".into())
        ]
    );
    assert_eq!(year.summary.targets[1].share, Some((1, 2)));
}

/// From June a study gives 3 in place of 1, at most 6 in place of 4; base points and caps of the whole are the year's last.
fn two_editions() -> Value {
    let edition = |version: u32,
                   base: u32,
                   points: u32,
                   most: u32,
                   from: &str,
                   to: Option<&str>| {
        let mut edition = json!({
            "version": version, "from": from,
            "categories": [{"id": "a", "words": words("甲")}],
            "rules": [
                rule("base", json!({"base": base})),
                rule("study", json!({"counts": {"kinds": ["study"]}, "points": points, "most": most})),
                rule("spring", json!({"counts": {"kinds": ["visit"]}, "points": 1, "from": "2026-03-01", "to": "2026-05-31"})),
            ],
        });
        if let Some(to) = to {
            edition["to"] = json!(to);
        }
        edition
    };
    let old = edition(1, 10, 1, 4, "2025-01-01", Some("2026-05-31"));
    let new = edition(2, 20, 3, 6, "2026-06-01", None);
    json!({"format": 1, "id": "t", "name": words("测试"), "editions": [new, old]})
}

#[test]
fn each_deed_is_scored_by_the_rules_of_its_day() {
    comes_to(
        &load(&two_editions()),
        &[
            ("", "20"),
            ("study @05-31", "21"),
            ("study @06-01", "23"),
            ("study @05-31; study @06-01", "24"),
            ("study @01-01 x9", "24"),
            ("study @07-01 x9", "26"),
            ("study @01-01 x9; study @07-01", "26"),
            ("study @01-01 x3; study @07-01 x2", "26"),
            ("study @12-31", "23"),
            ("study @2025-12-31", "20"),
            (
                "visit @02-28; visit @03-01; visit @05-31; visit @06-01",
                "22",
            ),
        ],
    );
    let year = of(&load(&two_editions()), "study @01-02; study @07-01");
    let versions: Vec<u32> = year
        .ledger
        .why(Figure::Rule("study"))
        .map(|row| row.rule.as_ref().unwrap().version)
        .collect();
    assert_eq!((versions, year.summary.version), (vec![1, 2], 2));
}

#[test]
fn rules_hold_from_a_day_to_a_day() {
    let rules = load(&two_editions());
    let year = |year| {
        score(
            &rules,
            &Asked {
                year,
                villages: Vec::new(),
            },
            &[],
        )
        .map(|it| it.summary.total.to_string())
    };
    assert_eq!(year(2024), Err(ScoreError::NoEdition));
    assert_eq!(year(2025), Ok("10".to_owned()));
    assert_eq!(year(2099), Ok("20".to_owned()));
    let mut gap = two_editions();
    gap["editions"][0]["from"] = json!("2026-07-01");
    let year = of(&load(&gap), "study @06-15");
    assert_eq!(year.ledger.left_out[0].why, Why::NoEdition);
}

#[test]
fn a_record_counts_in_the_year_of_its_day_however_late_it_comes() {
    let rules = rules(json!([rule(
        "r",
        json!({"counts": {"kinds": ["study"]}, "points": 1})
    )]));
    comes_to(
        &rules,
        &[
            ("study @12-31 +2027-03-01", "1"),
            ("study @2027-01-01 +2027-01-01", "0"),
            ("study @01-01 +2026-01-01", "1"),
            ("study @2025-12-31 +2026-01-05", "0"),
            ("study @12-31", "1"),
            ("study #a; study #a", "1"),
            ("study #a +2026-01-01; study #a ~returned +2026-02-01", "0"),
            ("study #a ~returned +2026-01-01; study #a +2026-02-01", "1"),
            (
                "study #a +2026-01-01; study @2025-01-01 #a +2026-02-01",
                "0",
            ),
            ("study #a; visit #a +2026-01-01", "0"),
            ("study x3 #a; study #b", "4"),
        ],
    );
}

#[test]
fn what_comes_after_a_year_was_closed_is_told_apart() {
    let mut closed = document(
        json!([
            rule("base", json!({"base": 5})),
            rule(
                "r",
                json!({"counts": {"kinds": ["study"]}, "points": 2, "most": 4})
            ),
        ]),
        json!({}),
    );
    closed["closed"] = json!([{"year": 2026, "on": "2027-01-20"}]);
    let rules = load(&closed);
    for (line, total, corrected) in [
        ("", "5", None),
        ("study", "7", None),
        ("study +2027-01-20", "7", None),
        ("study +2027-01-21", "5", Some("7")),
        ("study x2; study +2027-02-01", "9", None),
        ("study; study @2027-01-02 +2027-02-01", "7", None),
        (
            "study #a +2027-01-01; study ~returned #a +2027-02-01",
            "7",
            Some("5"),
        ),
        (
            "study #a ~returned +2027-01-01; study #a +2027-02-01",
            "5",
            Some("7"),
        ),
        ("study #a +2027-01-01; visit #a +2027-02-01", "7", Some("5")),
        ("study; study +2027-03-01 x5", "7", Some("9")),
    ] {
        let year = of(&rules, line);
        assert_eq!(year.summary.total.to_string(), total, "{line}");
        let found = year.corrections.as_ref().map(|it| it.total.to_string());
        assert_eq!(
            found.as_deref().filter(|it| *it != total),
            corrected,
            "{line}: {:#?}",
            year.corrections
        );
        assert_eq!(year.summary.closed.unwrap().on, day("2027-01-20"));
    }
    let open = score(
        &rules,
        &Asked {
            year: 2027,
            ..asked()
        },
        &done("study @2027-01-30 +2027-02-01"),
    )
    .unwrap();
    assert_eq!(
        (open.summary.total.to_string(), open.corrections),
        ("7".to_owned(), None)
    );
}

#[test]
fn what_gives_no_row_is_told_with_its_reason() {
    let year = of(
        &three_of_each(),
        "poem; talk ~returned; talk; talk:absent; poem @2025-01-01",
    );
    let why: Vec<(&str, Why)> = year
        .ledger
        .left_out
        .iter()
        .map(|it| (it.deed.kind.0.as_str(), it.why))
        .collect();
    assert_eq!(
        why,
        [
            ("poem", Why::NoRule),
            ("talk", Why::Returned),
            ("talk", Why::NoRule)
        ]
    );
}
