//! The worked cases of the seven published sheets: `cases/*.json`, with the sum that an office writes out.

use super::given::{asked, number, shipped, sum};
use dajuan::scoring::{
    decimal::Decimal, deed::Deed, export::Export, score::score, summary::Figure,
};
use serde_json::{Value, json};

const SHEETS: [&str; 7] = [
    "jinan",
    "hefei",
    "minhang",
    "guangshui",
    "anqing",
    "sanmen",
    "xuanwei",
];

#[test]
fn every_worked_case_comes_to_what_was_worked_out_by_hand() {
    for name in SHEETS {
        let path = format!(
            "{}/tests/scoring/cases/{name}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let rules = shipped(file["rules"].as_str().unwrap());
        let cases = file["cases"].as_array().unwrap();
        assert!(cases.len() >= 5, "{name}");
        for case in cases {
            let what = format!("{name}: {}", case["what"]);
            let year = score(&rules, &asked(), &deeds(&case["deeds"])).unwrap();
            let (worked, result) = case["sum"].as_str().unwrap().rsplit_once(" = ").unwrap();
            assert_eq!(worked_out(worked), number(result), "{what}: the sum itself");
            assert_eq!(
                year.summary.total,
                number(result),
                "{what}: {:#?}",
                year.ledger
            );
            assert_eq!(sum(&year, Figure::Total), year.summary.total, "{what}");
            if let Some(grade) = case.get("grade") {
                assert_eq!(year.summary.grade.as_ref().unwrap().id, *grade, "{what}");
            }
            for (id, points) in entries(case, "categories") {
                let is = |it: &&dajuan::scoring::summary::CategorySum| it.label.id == id;
                let category = year.summary.categories.iter().find(is).unwrap();
                assert_eq!(category.points, points, "{what}: {id}");
            }
            for (id, owed) in entries(case, "owed") {
                let is = |it: &&dajuan::scoring::summary::TargetState| it.label.id == id;
                let target = year.summary.targets.iter().find(is).unwrap();
                assert_eq!(target.owed, owed, "{what}: {id}");
            }
            for (id, count) in entries(case, "rules") {
                let rows = year.ledger.why(Figure::Rule(&id)).count();
                assert_eq!(Decimal::whole(rows as i64), Some(count), "{what}: {id}");
            }
        }
    }
}

fn entries(case: &Value, key: &str) -> Vec<(String, Decimal)> {
    let map = case.get(key).and_then(Value::as_object);
    let entries = map.into_iter().flatten();
    entries
        .map(|(id, value)| (id.clone(), number(&value.to_string())))
        .collect()
}

/// `70 - 5 × 3 + 10`, worked out.
fn worked_out(sum: &str) -> Decimal {
    let mut total = Decimal::ZERO;
    let mut product = Decimal::ONE;
    let mut sign = "+";
    let mut tokens = sum.split(' ').peekable();
    while let Some(first) = tokens.next() {
        product = product.times(number(first)).unwrap();
        match tokens.next() {
            Some("×") => continue,
            next => {
                let signed = if sign == "-" {
                    Decimal::ZERO.minus(product)
                } else {
                    Some(product)
                };
                total = total.plus(signed.unwrap()).unwrap();
                product = Decimal::ONE;
                sign = next.unwrap_or("+");
            }
        }
    }
    total
}

/// One deed a day; what a case says beside `kind`, `times`, `came`, `must`, `source` and `standing` are fields.
fn deeds(given: &Value) -> Vec<Deed> {
    let mut rows = Vec::new();
    for deed in given.as_array().unwrap() {
        for _ in 0..deed.get("times").map_or(1, |times| times.as_u64().unwrap()) {
            let (n, mut row) = (rows.len(), json!({"fields": {}}));
            row["id"] = json!(format!("d{n:03}"));
            row["day"] = json!(format!("2026-{:02}-{:02}", n / 28 + 1, n % 28 + 1));
            for (key, value) in deed.as_object().unwrap() {
                match key.as_str() {
                    "times" => {}
                    "kind" | "must" | "source" | "standing" => row[key] = value.clone(),
                    "came" => {
                        row["came"] = value.clone();
                        row["source"] = json!("event");
                    }
                    field => row["fields"][field] = value.clone(),
                }
            }
            rows.push(row);
        }
    }
    let export = json!({"format": 1, "year": 2026, "members": [{"id": "m", "deeds": rows}]});
    let mut export = Export::parse(&export.to_string()).unwrap();
    export.members.remove(0).deeds
}
