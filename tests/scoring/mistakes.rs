//! Mistakes in a rules file are told with their place and what to do.

use super::given::{document, errors, rule, words};
use dajuan::scoring::{
    LONGEST,
    node::{Problem, Remedy, RulesError, Want},
    rules::Rules,
};
use serde_json::{Value, json};

/// One mistake, at one place.
#[track_caller]
fn wrong(document: &Value, place: &str, problem: Problem) {
    let place = place.to_owned();
    assert_eq!(errors(document), [RulesError { place, problem }]);
}

#[track_caller]
fn in_rule(more: Value, place: &str, problem: Problem) {
    let place = format!("/editions/0/rules/0{place}");
    wrong(
        &document(json!([rule("r", more)]), json!({})),
        &place,
        problem,
    );
}

#[track_caller]
fn in_edition(more: Value, place: &str, problem: Problem) {
    let rules = json!([rule("r", json!({"base": 1}))]);
    wrong(
        &document(rules, more),
        &format!("/editions/0{place}"),
        problem,
    );
}

#[test]
fn a_rule_that_is_wrong_is_named() {
    let each = |key: &str, value: Value| {
        let mut rule = json!({"counts": {"kinds": ["k"]}, "points": 1});
        rule[key] = value;
        rule
    };
    in_rule(json!({"base": "70"}), "/base", Problem::Wrong(Want::Number));
    in_rule(
        json!({"base": 1.0005}),
        "/base",
        Problem::Wrong(Want::Number),
    );
    in_rule(json!({"base": 1e9}), "/base", Problem::Wrong(Want::Number));
    in_rule(
        json!({}),
        "",
        Problem::OneOf(&["base", "counts", "share", "met", "owed"]),
    );
    in_rule(
        json!({"base": 1, "met": []}),
        "",
        Problem::OneOf(&["base", "counts", "share", "met", "owed"]),
    );
    in_rule(json!({"base": 1, "points": 2}), "/points", Problem::Unknown);
    in_rule(
        json!({"counts": {"kinds": ["k"]}}),
        "",
        Problem::Missing("points"),
    );
    in_rule(
        json!({"base": 1, "category": "c"}),
        "/category",
        Problem::NotIn("categories"),
    );
    in_rule(
        json!({"base": 1, "id": "R 1"}),
        "/id",
        Problem::Wrong(Want::Name),
    );
    in_rule(
        json!({"base": 1, "words": {"zh-CN": "甲"}}),
        "/words",
        Problem::Missing("en"),
    );
    in_rule(
        json!({"base": 1, "words": {"zh-CN": " ", "en": "a"}}),
        "/words/zh-CN",
        Problem::Wrong(Want::Text),
    );
    in_rule(
        each("counts", json!({})),
        "/counts",
        Problem::Missing("kinds"),
    );
    in_rule(
        each("counts", json!({"kinds": []})),
        "/counts/kinds",
        Problem::Wrong(Want::List),
    );
    in_rule(
        each("counts", json!({"kinds": ["k"], "came": ["there"]})),
        "/counts/came/0",
        Problem::Wrong(Want::Choice(&["attended", "late", "excused", "absent"])),
    );
    in_rule(
        each(
            "counts",
            json!({"kinds": ["k"], "when": {"a/b": {"more": 1}}}),
        ),
        "/counts/when/a~1b",
        Problem::Wrong(Want::Condition),
    );
    in_rule(
        each(
            "counts",
            json!({"kinds": ["k"], "when": {"a": {"least": 3, "most": 2}}}),
        ),
        "/counts/when/a/most",
        Problem::Backwards,
    );
    in_rule(
        each("counts", json!({"kinds": vec!["k"; 51]})),
        "/counts/kinds",
        Problem::TooMany(50),
    );
    in_rule(
        each("first", json!(0)),
        "/first",
        Problem::Wrong(Want::Count),
    );
    in_rule(
        each("per", json!({"field": "n", "step": 0})),
        "/per/step",
        Problem::Wrong(Want::Count),
    );
    in_rule(
        each("most", json!(-1)),
        "/most",
        Problem::Wrong(Want::Positive),
    );
    in_rule(
        each("alternative", json!("x")),
        "/alternative",
        Problem::NotIn("alternatives"),
    );
    in_rule(
        each(
            "factors",
            json!([{"field": "a", "cases": [{"is": [], "times": 1}]}]),
        ),
        "/factors/0/cases/0/is",
        Problem::Wrong(Want::List),
    );
    in_rule(
        each("to", json!("2026-02-30")),
        "/to",
        Problem::Wrong(Want::Day),
    );
    in_rule(
        json!({"met": ["t"], "points": 1}),
        "/met/0",
        Problem::NotIn("targets"),
    );
    in_rule(
        json!({"share": {"of": {"source": "event"}}}),
        "",
        Problem::OneOf(&["points", "bands"]),
    );
    let both = json!({"counts": {"kinds": ["k"]}, "points": 1, "first": 1, "best": 1});
    in_rule(both, "", Problem::OneOf(&["first", "from_nth", "best"]));
}

#[test]
fn an_edition_or_a_file_that_is_wrong_is_named() {
    in_edition(
        json!({"version": 0}),
        "/version",
        Problem::Wrong(Want::Count),
    );
    in_edition(json!({"least": 5, "most": 4}), "/most", Problem::Backwards);
    in_edition(
        json!({"from": "2026-02-01", "to": "2026-01-31"}),
        "/to",
        Problem::Backwards,
    );
    in_edition(json!({"colour": 1}), "/colour", Problem::Unknown);
    in_edition(
        json!({"grades": [{"id": "g", "words": words("好"), "needs": ["t"]}]}),
        "/grades/0/needs/0",
        Problem::NotIn("targets"),
    );
    in_edition(
        json!({"targets": [{"id": "t", "words": words("学"), "least": 1}]}),
        "/targets/0",
        Problem::OneOf(&["counts", "share"]),
    );
    let twice = json!([rule("r", json!({"base": 1})), rule("r", json!({"base": 2}))]);
    wrong(
        &document(twice, json!({})),
        "/editions/0/rules/1/id",
        Problem::Repeated,
    );

    let whole = || document(json!([rule("r", json!({"base": 1}))]), json!({}));
    let with = |key: &str, value: Value| {
        let mut document = whole();
        document[key] = value;
        document
    };
    wrong(&with("format", json!(2)), "/format", Problem::Newer);
    wrong(
        &with("format", json!("1")),
        "/format",
        Problem::Wrong(Want::Count),
    );
    wrong(
        &with("editions", json!([])),
        "/editions",
        Problem::Wrong(Want::List),
    );
    wrong(
        &with(
            "closed",
            json!([{"year": 2026, "on": "2027-01-01"}, {"year": 2026, "on": "2027-01-02"}]),
        ),
        "/closed/1/year",
        Problem::Repeated,
    );
    wrong(&json!([]), "", Problem::Wrong(Want::Object));
    let mut second = whole()["editions"][0].clone();
    second["version"] = json!(2);
    second["from"] = json!("2026-06-01");
    wrong(
        &with("editions", json!([whole()["editions"][0], second])),
        "/editions/1",
        Problem::Overlap,
    );
}

#[test]
fn every_mistake_is_told_at_once_and_has_its_remedy() {
    let rules = json!([
        rule("a", json!({"base": "x"})),
        rule("b", json!({"base": 1, "most": -1})),
        rule("B", json!({"base": 1}))
    ]);
    let found = errors(&document(rules, json!({})));
    let remedies: Vec<(&str, Remedy)> = found
        .iter()
        .map(|it| (it.place.as_str(), it.remedy()))
        .collect();
    assert_eq!(
        remedies,
        [
            ("/editions/0/rules/0/base", Remedy::Write(Want::Number)),
            ("/editions/0/rules/1/most", Remedy::Write(Want::Positive)),
            ("/editions/0/rules/2/id", Remedy::Write(Want::Name)),
        ]
    );
    let many = (0..100).map(|n| rule(&format!("r{n}"), json!({"base": "x"})));
    assert_eq!(errors(&document(many.collect(), json!({}))).len(), 50);
}

#[test]
fn text_that_is_no_rules_file_is_told_as_that() {
    let first = |text: &str| Rules::parse(text).unwrap_err()[0].problem;
    assert_eq!(
        first("{\n  \"format\": 1,\n}"),
        Problem::NotJson { line: 3, column: 1 }
    );
    assert_eq!(first(&" ".repeat(LONGEST + 1)), Problem::TooLong);
    assert!(matches!(
        first(&"[".repeat(10_000)),
        Problem::NotJson { .. }
    ));
    let twice = "{\n  \"format\": 1,\n  \"note\": {\"a\": [{\"b\": 1, \"b\": 1}]}\n}";
    assert!(matches!(first(twice), Problem::Twice { line: 3, .. }));
    assert_eq!(first("{}"), Problem::Missing("format"));
    let marked = format!(
        "\u{feff}{}",
        document(json!([rule("r", json!({"base": 1}))]), json!({}))
    );
    assert!(Rules::parse(&marked).is_ok());
}
