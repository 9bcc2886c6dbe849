//! A rules file that was made to hurt ends with an error after so many steps, however many deeds there are.

use super::scores::bounded;
use dajuan::scoring::{
    LONGEST,
    deed::Deed,
    export::Export,
    fuel::Fuel,
    node::Problem,
    rules::Rules,
    score::{Asked, ScoreError, score_within},
};
use serde_json::{Value, json};

fn words() -> Value {
    json!({"zh-CN": "甲", "en": "a"})
}

fn rule(n: usize, more: Value) -> Value {
    let mut rule = json!({"id": format!("r{n}"), "words": words(), "category": "a"});
    for (key, value) in more.as_object().unwrap() {
        rule[key] = value.clone();
    }
    rule
}

fn edition(version: usize, rules: Vec<Value>) -> Value {
    json!({"version": version, "categories": [{"id": "a", "words": words()}], "rules": rules})
}

fn file(editions: Vec<Value>) -> String {
    json!({"format": 1, "id": "x", "name": words(), "editions": editions}).to_string()
}

fn deeds(count: usize, fields: &Value) -> Vec<Deed> {
    let deeds = (0..count).map(|n| {
        let day = format!("2026-{:02}-{:02}", n % 12 + 1, n % 28 + 1);
        json!({"id": format!("d{n}"), "kind": "study", "day": day, "fields": fields})
    });
    let members = json!([{"id": "m", "deeds": deeds.collect::<Vec<_>>()}]);
    let text = json!({"format": 1, "year": 2026, "members": members}).to_string();
    Export::parse(&text).unwrap().members.remove(0).deeds
}

#[test]
fn a_megabyte_of_conditions_runs_out_of_fuel() {
    let values: Vec<u32> = (1000..1050).collect();
    let when: serde_json::Map<String, Value> = (0..20)
        .map(|n| (format!("f{n}"), json!({"not": values})))
        .collect();
    let each = json!({"counts": {"source": "record", "when": when}, "points": 1});
    let text = file(vec![edition(
        1,
        (0..190).map(|n| rule(n, each.clone())).collect(),
    )]);
    assert!(
        (LONGEST * 9 / 10..=LONGEST).contains(&text.len()),
        "{}",
        text.len()
    );
    let rules = Rules::parse(&text).unwrap();
    for count in [1, 10, 1000] {
        let found = bounded(&rules, 2026, &[], &deeds(count, &json!({})));
        assert_eq!(found, Some(ScoreError::OutOfFuel), "{count}");
    }
}

#[test]
fn a_megabyte_of_editions_and_kinds_is_read_and_ends() {
    let editions = (0..24).map(|at| {
        let kinds: Vec<String> = (0..50).map(|kind| format!("k{at}-{kind}")).collect();
        let rules = (0..80).map(|n| {
            rule(
                at * 200 + n,
                json!({"counts": {"kinds": kinds}, "points": 1}),
            )
        });
        let mut edition = edition(at + 1, rules.collect());
        edition["from"] = json!(format!("20{:02}-01-01", at + 3));
        edition["to"] = json!(format!("20{:02}-12-31", at + 3));
        edition
    });
    let text = file(editions.collect());
    assert!(
        (LONGEST * 9 / 10..=LONGEST).contains(&text.len()),
        "{}",
        text.len()
    );
    let rules = Rules::parse(&text).unwrap();
    assert_eq!(bounded(&rules, 2026, &[], &deeds(100, &json!({}))), None);
}

#[test]
fn what_is_too_long_too_deep_or_too_many_is_told() {
    let first = |text: &str| Rules::parse(text).unwrap_err()[0].problem;
    assert_eq!(first(&" ".repeat(LONGEST + 1)), Problem::TooLong);
    assert!(matches!(
        first(&"[".repeat(LONGEST)),
        Problem::NotJson { .. }
    ));
    assert!(matches!(
        first(&r#"{"a":"#.repeat(100_000)),
        Problem::NotJson { .. }
    ));
    let many = edition(1, (0..201).map(|n| rule(n, json!({"base": 1}))).collect());
    assert_eq!(first(&file(vec![many])), Problem::TooMany(200));
    let wrong =
        "{\"format\":1,\"id\":1,\"name\":2,\"editions\":[".to_owned() + &"1,".repeat(20) + "1]}";
    assert!(Rules::parse(&wrong).unwrap_err().len() <= 50);
}

#[test]
fn a_number_that_does_not_fit_is_an_error() {
    let times = json!([{"field": "x", "cases": [{"is": 0, "times": 1}], "else": 1_000_000}]);
    let factors = vec![times[0].clone(); 5];
    let rules = Rules::parse(&file(vec![edition(1, vec![
        rule(0, json!({"counts": {"kinds": ["study"]}, "points": 1_000_000, "per": {"field": "n"}, "factors": factors})),
    ])])).unwrap();
    let large = deeds(1, &json!({"n": 9_000_000_000_000_000_i64}));
    assert_eq!(
        bounded(&rules, 2026, &[], &large),
        Some(ScoreError::TooLarge("r0".to_owned()))
    );
}

#[test]
fn steps_grow_with_the_deeds_and_no_faster() {
    let rules = Rules::parse(include_str!("../../public/rules/default.json")).unwrap();
    let asked = Asked {
        year: 2026,
        villages: vec!["x".to_owned(), "y".to_owned()],
    };
    let steps = |count: usize| {
        let mut fuel = Fuel::for_deeds(count);
        let all = fuel.left();
        score_within(&rules, &asked, &deeds(count, &json!({})), &mut fuel).unwrap();
        all - fuel.left()
    };
    let (few, more, most) = (steps(1000), steps(2000), steps(4000));
    assert_eq!(most - more, 2 * (more - few), "each deed takes the same");
    assert!((more - few) / 1000 <= 40, "{}", (more - few) / 1000);
}
