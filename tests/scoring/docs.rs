//! What `docs/rules.md` shows is so.

use super::{features::table::of, given::total};
use dajuan::scoring::{export::Export, rules::Rules};

const DOCS: &str = include_str!("../../docs/rules.md");

fn example() -> Rules {
    let (_, rest) = DOCS.split_once("```json\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    Rules::parse(example).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

#[test]
fn the_example_is_a_rules_file_and_comes_to_what_it_says() {
    let year = of(&example(), "proposal author=first; visit x3");
    assert_eq!(year.summary.total.to_string(), "55");
    assert_eq!(year.summary.grade.unwrap().id, "talk");
    total(&example(), &[], "30");
}

#[test]
fn the_export_that_it_shows_is_one() {
    let (_, rest) = DOCS.split_once("    {\"format\": 1").unwrap();
    let (shown, _) = rest.split_once("\n\n").unwrap();
    let export = Export::parse(&format!("{{\"format\": 1{shown}")).unwrap();
    assert_eq!(export.members[0].deeds.len(), 2);
}

#[test]
fn every_key_of_the_schema_is_described() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../public/rules/schema.json")).unwrap();
    let mut keys = Vec::new();
    collect(&schema, &mut keys);
    assert!(keys.len() > 40, "{}", keys.len());
    for key in keys {
        assert!(DOCS.contains(&key), "{key}");
    }
}

fn collect(schema: &serde_json::Value, keys: &mut Vec<String>) {
    if let Some(map) = schema.as_object() {
        for (name, value) in map {
            if name == "properties" {
                keys.extend(value.as_object().unwrap().keys().cloned());
            }
            collect(value, keys);
        }
    } else if let Some(items) = schema.as_array() {
        items.iter().for_each(|item| collect(item, keys));
    }
}
