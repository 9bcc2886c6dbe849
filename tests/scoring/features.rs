//! Each feature of the language, one case after another.

use super::given::{document, errors, number, record, rule, rules, sheet, sum, total};
use dajuan::scoring::{
    node::{Problem, Want},
    summary::Figure,
};
use serde_json::json;

#[test]
fn base_points_are_everybodys() {
    total(&rules(json!([rule("r", json!({"base": 70}))])), &[], "70");
    total(
        &rules(json!([
            rule("r", json!({"base": 0.5})),
            rule("s", json!({"base": -3}))
        ])),
        &[],
        "-2.5",
    );
}

#[test]
fn the_ledger_sums_to_the_summary() {
    let rules = rules(json!([
        rule("r", json!({"base": 1.25})),
        rule(
            "s",
            json!({"counts": {"kinds": ["study"]}, "points": 2.5, "most": 4})
        )
    ]));
    let year = sheet(
        &rules,
        &[record("study", "2026-02-01"), record("study", "2026-01-01")],
    );
    assert_eq!(year.summary.total, number("5.25"));
    assert_eq!(sum(&year, Figure::Total), year.summary.total);
    assert_eq!(
        sum(&year, Figure::Category("a")),
        year.summary.categories[0].points
    );
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let wrong = errors(&document(
        json!([rule("r", json!({"base": "70"}))]),
        json!({}),
    ));
    assert_eq!(wrong.len(), 1);
    assert_eq!(wrong[0].place, "/editions/0/rules/0/base");
    assert_eq!(wrong[0].problem, Problem::Wrong(Want::Number));
}
