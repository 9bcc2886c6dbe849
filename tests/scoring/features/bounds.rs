//! Caps, floors, alternatives.

use super::table::{comes_to, of};
use crate::given::{document, load, rule, rules, words};
use dajuan::scoring::{
    ledger::{CutBy, Level, Origin},
    summary::Figure,
};
use serde_json::json;

#[test]
fn a_rule_has_a_cap() {
    let rules = rules(json!([
        rule(
            "r",
            json!({"counts": {"kinds": ["k"]}, "points": 3, "most": 10})
        ),
        rule(
            "s",
            json!({"counts": {"kinds": ["l"]}, "points": 3, "each_most": 2, "most": 0})
        ),
    ]));
    comes_to(
        &rules,
        &[
            ("", "0"),
            ("k", "3"),
            ("k x3", "9"),
            ("k x4", "10"),
            ("k x5", "10"),
            ("k x50", "10"),
            ("l", "0"),
            ("l x5", "0"),
            ("k; l", "3"),
            ("k x4; l x4", "10"),
            ("k ~returned; k", "3"),
        ],
    );
    let year = of(&rules, "k x5");
    let points: Vec<String> = year
        .ledger
        .rows
        .iter()
        .map(|row| row.points.to_string())
        .collect();
    assert_eq!(points, ["3", "3", "3", "1", "0"], "what comes last is cut");
    assert!(matches!(
        year.ledger.rows[3].cuts[0].by,
        CutBy::Most(Level::Rule, _)
    ));
}

#[test]
fn a_rule_has_a_floor() {
    let rules = rules(json!([
        rule(
            "off",
            json!({"counts": {"kinds": ["t"], "came": ["absent"]}, "points": -4, "least": -10})
        ),
        rule(
            "sure",
            json!({"counts": {"kinds": ["k"]}, "points": 1, "least": 2})
        ),
    ]));
    comes_to(
        &rules,
        &[
            ("", "2"),
            ("k", "2"),
            ("k x2", "2"),
            ("k x3", "3"),
            ("t:absent", "-2"),
            ("t:absent x2", "-6"),
            ("t:absent x3", "-8"),
            ("t:absent x9", "-8"),
            ("t:absent x9; k x5", "-5"),
            ("t:excused x9", "2"),
        ],
    );
    let year = of(&rules, "t:absent x3");
    let last = year.ledger.why(Figure::Rule("off")).last().unwrap();
    assert_eq!(
        (last.before.to_string(), last.points.to_string()),
        ("-4".into(), "-2".into())
    );
    let floor = year.ledger.why(Figure::Rule("sure")).last().unwrap();
    assert_eq!(floor.origin, Origin::Floor(Level::Rule));
}

#[test]
fn one_deed_has_a_cap_and_a_floor() {
    let rules = rules(json!([
        rule(
            "r",
            json!({"counts": {"kinds": ["k"]}, "points": 1, "per": {"field": "n"}, "each_most": 4, "each_least": 2})
        ),
        rule(
            "s",
            json!({"counts": {"kinds": ["l"]}, "points": -1, "per": {"field": "n"}, "each_least": -3})
        ),
    ]));
    comes_to(
        &rules,
        &[
            ("k", "2"),
            ("k n=1", "2"),
            ("k n=3", "3"),
            ("k n=4", "4"),
            ("k n=9", "4"),
            ("k n=9 x3", "12"),
            ("l", "0"),
            ("l n=2", "-2"),
            ("l n=3", "-3"),
            ("l n=30", "-3"),
            ("k n=9; l n=9", "1"),
        ],
    );
}

#[test]
fn a_category_has_a_cap_and_a_floor() {
    let categories = json!({"categories": [
        {"id": "a", "words": words("甲"), "most": 10, "least": 0},
        {"id": "b", "words": words("乙"), "most": 5},
    ]});
    let rules = load(&document(
        json!([
            rule("r", json!({"counts": {"kinds": ["k"]}, "points": 4})),
            rule("off", json!({"counts": {"kinds": ["o"]}, "points": -3})),
            rule(
                "s",
                json!({"category": "b", "counts": {"kinds": ["l"]}, "points": 2})
            ),
            rule(
                "t",
                json!({"category": "b", "counts": {"kinds": ["m"]}, "points": -2})
            ),
        ]),
        categories,
    ));
    comes_to(
        &rules,
        &[
            ("k x2", "8"),
            ("k x3", "10"),
            ("k x9", "10"),
            ("o", "0"),
            ("o x9", "0"),
            ("k; o", "1"),
            ("k x4; o", "10"),
            ("k x3; o", "9"),
            ("l x3", "5"),
            ("m x3", "-6"),
            ("k x3; l x3", "15"),
            ("o; m", "-2"),
            ("l x4; m", "5"),
        ],
    );
    let year = of(&rules, "k x3");
    assert!(matches!(
        year.ledger.rows[2].cuts[0].by,
        CutBy::Most(Level::Category, _)
    ));
    assert_eq!(year.ledger.rows[2].points.to_string(), "2");
}

#[test]
fn the_whole_has_a_cap_and_a_floor() {
    let whole = |least: i32, most: i32| {
        load(&document(
            json!([
                rule("base", json!({"base": 20})),
                rule("r", json!({"counts": {"kinds": ["k"]}, "points": 30})),
                rule(
                    "off",
                    json!({"category": "b", "counts": {"kinds": ["o"]}, "points": -15})
                ),
            ]),
            json!({"least": least, "most": most}),
        ))
    };
    comes_to(
        &whole(0, 100),
        &[
            ("", "20"),
            ("k", "50"),
            ("k x2", "80"),
            ("k x3", "100"),
            ("k x9", "100"),
            ("o", "5"),
            ("o x2", "0"),
            ("o x9", "0"),
            ("k x3; o", "95"),
            ("k x4; o", "100"),
        ],
    );
    let year = of(&whole(30, 100), "");
    assert_eq!(year.summary.total.to_string(), "30");
    let floor = year.ledger.rows.last().unwrap();
    assert_eq!(
        (&floor.origin, &floor.category),
        (&Origin::Floor(Level::Total), &None)
    );
}

fn alternatives(of: serde_json::Value) -> dajuan::scoring::rules::Rules {
    let alternatives =
        json!({"alternatives": [{"id": "alt", "words": words("只计最高"), "of": of}]});
    load(&document(
        json!([
            rule(
                "low",
                json!({"counts": {"kinds": ["p", "q"]}, "points": 3, "alternative": "alt"})
            ),
            rule(
                "high",
                json!({"counts": {"kinds": ["p"], "when": {"key": true}}, "points": 15, "alternative": "alt"})
            ),
            rule(
                "apart",
                json!({"category": "b", "counts": {"kinds": ["q"]}, "points": 1})
            ),
        ]),
        alternatives,
    ))
}

#[test]
fn of_several_scores_for_a_deed_the_highest_counts() {
    let rules = alternatives(json!("deed"));
    comes_to(
        &rules,
        &[
            ("p", "3"),
            ("p x2", "6"),
            ("p key=true", "15"),
            ("p key=true; p", "18"),
            ("p key=false", "3"),
            ("q", "4"),
            ("q x3", "12"),
            ("q key=true", "4"),
            ("p key=true x2", "30"),
            ("", "0"),
        ],
    );
    let year = of(&rules, "p key=true #it");
    let lost = year.ledger.why(Figure::Rule("low")).next().unwrap();
    let CutBy::Alternative { winner, deed, .. } = &lost.cuts[0].by else {
        panic!("{lost:?}")
    };
    assert_eq!((winner.id.as_str(), deed.as_str()), ("high", "it"));
}

#[test]
fn of_several_scores_for_a_thing_or_a_year_the_highest_counts() {
    comes_to(
        &alternatives(json!({"field": "item"})),
        &[
            ("p item=x; p item=x", "3"),
            ("p item=x; p item=y", "6"),
            ("p; p", "6"),
            ("p item=x key=true; p item=x", "15"),
            ("p item=x; q item=x", "4"),
            ("q item=x; q item=x", "5"),
            ("p item=x key=true; p item=y key=true", "30"),
            ("p item=1; p item=1.0", "3"),
            (
                "p item=x @05-01; p item=x key=true @04-01; p item=x @03-01",
                "15",
            ),
            ("", "0"),
        ],
    );
    comes_to(
        &alternatives(json!("year")),
        &[
            ("p", "3"),
            ("p x2", "3"),
            ("p x9", "3"),
            ("p; p key=true", "15"),
            ("p key=true x3", "15"),
            ("q", "4"),
            ("q x2", "5"),
            ("p; q", "4"),
            ("p key=true; q x2", "17"),
            ("", "0"),
        ],
    );
}
