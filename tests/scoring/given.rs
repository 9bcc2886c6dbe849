//! Rules and deeds, as every test here writes them.

use dajuan::{
    domain::{day::Day, record::KindId},
    scoring::{
        decimal::Decimal,
        deed::{Came, Deed, DeedRef, Field, Fields, Source, Stands},
        node::RulesError,
        rules::Rules,
        score::{Asked, score},
        summary::{Figure, Sheet},
    },
};
use serde_json::{Value, json};

pub fn shipped(name: &str) -> Rules {
    let path = format!("{}/public/rules/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    Rules::parse(&text).unwrap_or_else(|errors| panic!("{path}: {errors:#?}"))
}

pub fn words(text: &str) -> Value {
    json!({"zh-CN": text, "en": text})
}

/// One edition, of these rules and what else is given.
pub fn document(rules: Value, more: Value) -> Value {
    let mut edition = json!({
        "version": 1,
        "categories": [{"id": "a", "words": words("甲")}, {"id": "b", "words": words("乙")}],
        "rules": rules,
    });
    for (key, value) in more.as_object().unwrap() {
        edition[key] = value.clone();
    }
    json!({"format": 1, "id": "t", "name": words("测试"), "editions": [edition]})
}

/// A rule of the category `a`.
pub fn rule(id: &str, more: Value) -> Value {
    let mut rule = json!({"id": id, "words": words(id), "category": "a"});
    for (key, value) in more.as_object().unwrap() {
        rule[key] = value.clone();
    }
    rule
}

pub fn load(document: &Value) -> Rules {
    Rules::load(document).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

pub fn rules(rules: Value) -> Rules {
    load(&document(rules, json!({})))
}

pub fn errors(document: &Value) -> Vec<RulesError> {
    Rules::load(document).unwrap_err()
}

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub fn number(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

/// A record that the office has seen; its id is its kind and day.
pub fn record(kind: &str, on: &str) -> Deed {
    let of = DeedRef {
        day: day(on),
        id: format!("{kind} {on}"),
        source: Source::Record,
        kind: KindId(kind.to_owned()),
    };
    Deed {
        of: of.into(),
        arrived: None,
        stands: Stands::Reviewed,
        came: None,
        must: false,
        fields: Fields::default(),
    }
}

/// An event that the member had to come to.
pub fn event(kind: &str, on: &str, came: Came) -> Deed {
    let mut deed = Deed {
        came: Some(came),
        must: true,
        ..record(kind, on)
    };
    deed.source = Source::Event;
    deed
}

pub fn with(mut deed: Deed, field: &str, held: Field) -> Deed {
    deed.fields.insert(field.into(), held);
    deed
}

pub fn text(text: &str) -> Field {
    Field::Text(text.into())
}

pub fn asked() -> Asked {
    Asked {
        year: 2026,
        villages: Vec::new(),
    }
}

pub fn sheet(rules: &Rules, deeds: &[Deed]) -> Sheet {
    score(rules, &asked(), deeds).unwrap()
}

#[track_caller]
pub fn total(rules: &Rules, deeds: &[Deed], expected: &str) {
    assert_eq!(sheet(rules, deeds).summary.total.to_string(), expected);
}

/// What the rows of a figure sum to.
pub fn sum(sheet: &Sheet, figure: Figure<'_>) -> Decimal {
    let points = sheet.ledger.why(figure).map(|row| row.points);
    points.fold(Decimal::ZERO, |sum, points| sum.plus(points).unwrap())
}
