//! The official JSON Schema test suite (draft 2020-12), run against the code that checks forms.
//! `scripts/json-schema-suite` puts it into the cache. What is not run is declared here, exactly.
#![allow(
    clippy::print_stdout,
    reason = "the report of what ran belongs in the log"
)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests"
)]

use dajuan::domain::answer::Answer;
use dajuan::forms::{loading::CatalogError, schema::validate};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Keywords that forms do without, and why.
const REFUSED: &[(&str, &str)] = &[
    (
        "$defs $dynamicAnchor $dynamicRef $ref $schema dependencies",
        "one document, one dialect: a form is written out",
    ),
    (
        "additionalProperties maxProperties minProperties patternProperties propertyNames unevaluatedProperties",
        "a form's fields are known: others are left out of what is sent",
    ),
    (
        "contains maxContains minContains prefixItems unevaluatedItems",
        "lists in forms are of one kind",
    ),
    (
        "anyOf dependentSchemas not oneOf",
        "a fault must be one sentence at one field: if/then/else says the same",
    ),
    ("pattern", "no expression engine in the bundle"),
    (
        "contentEncoding contentMediaType contentSchema unknown-keyword",
        "says nothing that is checked",
    ),
    (
        "format",
        "only `date` is checked, so only `date` is let through",
    ),
];

/// Cases answered otherwise: `format` is asserted here, as 2020-12 allows; a quotient that no double
/// holds is not worth the bytes.
const OTHERWISE: &[(&str, &str)] = &[
    (
        "format.json",
        "invalid date string is only an annotation by default",
    ),
    (
        "optional/float-overflow.json",
        "valid if optional overflow handling is implemented",
    ),
];

/// Groups run and groups refused, for each file that has any group that runs.
const RUN: &[(&str, usize, usize)] = &[
    ("additionalProperties.json", 1, 8),
    ("allOf.json", 11, 1),
    ("boolean_schema.json", 2, 0),
    ("const.json", 15, 0),
    ("default.json", 3, 0),
    ("dependentRequired.json", 4, 0),
    ("enum.json", 14, 0),
    ("exclusiveMaximum.json", 1, 0),
    ("exclusiveMinimum.json", 1, 0),
    ("format.json", 1, 18),
    ("if-then-else.json", 10, 0),
    ("items.json", 5, 5),
    ("maxItems.json", 2, 0),
    ("maxLength.json", 2, 0),
    ("maximum.json", 2, 0),
    ("minItems.json", 2, 0),
    ("minLength.json", 2, 0),
    ("minimum.json", 2, 0),
    ("multipleOf.json", 5, 0),
    ("optional/bignum.json", 7, 0),
    ("optional/float-overflow.json", 1, 0),
    ("optional/format/date.json", 1, 0),
    ("optional/no-schema.json", 1, 0),
    ("properties.json", 5, 1),
    ("ref.json", 1, 34),
    ("required.json", 5, 0),
    ("type.json", 11, 0),
    ("uniqueItems.json", 2, 4),
];

/// Documented and in no case that runs: they are read and say nothing.
const NEVER_THERE: &[&str] = &["$comment", "$id", "description", "examples", "title"];

#[derive(Default)]
struct Tally {
    /// Every key of every schema that ran.
    keys: BTreeSet<String>,
    run: BTreeMap<String, (usize, usize)>,
    cases: usize,
    refused: BTreeMap<String, usize>,
    otherwise: Vec<(String, String)>,
    wrong: Vec<String>,
}

fn suite() -> PathBuf {
    let cache = std::env::var_os("DAJUAN_CACHE").map(PathBuf::from);
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_default());
    let cache = cache.unwrap_or_else(|| home().join(".cache/dajuan"));
    let suite = cache.join("json-schema-suite/draft2020-12");
    assert!(
        suite.is_dir(),
        "no JSON Schema suite in {}: run scripts/json-schema-suite",
        suite.display()
    );
    suite
}

fn json_files(folder: &Path, files: &mut BTreeSet<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            json_files(&path, files);
        } else {
            files.insert(path);
        }
    }
}

/// What a refusal is about: the last step of the place that is a keyword, not a value of it.
fn keyword(error: &CatalogError) -> String {
    error.place.rsplit('/').next().unwrap().to_owned()
}

fn keys(schema: &Value, found: &mut BTreeSet<String>) {
    for (key, inner) in schema.as_object().into_iter().flatten() {
        found.insert(key.clone());
        keys(inner, found);
    }
    for inner in schema.as_array().into_iter().flatten() {
        keys(inner, found);
    }
}

/// The keywords of JSON Schema that the documentation says a form may have.
fn documented() -> BTreeSet<String> {
    let text = include_str!("../docs/forms.md");
    let (_, text) = text.split_once("## Keywords").unwrap();
    let (text, _) = text.split_once("Ours:").unwrap();
    let ticked = text.split('`').skip(1).step_by(2);
    let name = |keyword: &str| keyword.split(':').next().unwrap_or_default().to_owned();
    ticked.map(name).collect()
}

/// The same asked of a field of a second row.
fn as_rows(schema: &Value, data: &Value) -> (Answer, Answer) {
    let items = json!({"type": "object", "properties": {"of_row": schema}});
    let rows = json!({"type": "array", "items": items});
    let given = json!([{}, {"of_row": data}]);
    (Answer::from(&rows), Answer::from(&given))
}

fn run_group(file: &str, group: &Value, tally: &mut Tally) {
    let schema = Answer::from(&group["schema"]);
    let counts = tally.run.entry(file.to_owned()).or_default();
    if let Err(errors) = validate(&schema, &Answer::Null) {
        counts.1 += 1;
        for name in errors.iter().map(keyword).collect::<BTreeSet<_>>() {
            *tally.refused.entry(name).or_default() += 1;
        }
        return;
    }
    counts.0 += 1;
    keys(&group["schema"], &mut tally.keys);
    for case in group["tests"].as_array().unwrap() {
        tally.cases += 1;
        let expected = case["valid"].as_bool().unwrap();
        let alone = validate(&schema, &Answer::from(&case["data"]));
        let (rows, row) = as_rows(&group["schema"], &case["data"]);
        if alone == Ok(expected) && validate(&rows, &row) == Ok(expected) {
            continue;
        }
        let name = case["description"].as_str().unwrap().to_owned();
        if OTHERWISE.contains(&(file, &name)) {
            tally.otherwise.push((file.to_owned(), name));
        } else {
            tally
                .wrong
                .push(format!("{file}: {}: {name}", group["description"]));
        }
    }
}

#[test]
fn the_official_suite_agrees_wherever_it_uses_our_keywords_alone() {
    let suite = suite();
    let mut files = BTreeSet::new();
    json_files(&suite, &mut files);
    let mut tally = Tally::default();
    for path in &files {
        let file = path.strip_prefix(&suite).unwrap().display().to_string();
        let groups: Vec<Value> =
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for group in &groups {
            run_group(&file, group, &mut tally);
        }
    }

    let ran: Vec<(&str, usize, usize)> = (tally.run.iter())
        .filter(|(_, counts)| counts.0 > 0)
        .map(|(file, counts)| (file.as_str(), counts.0, counts.1))
        .collect();
    let groups: usize = ran.iter().map(|(_, run, _)| run).sum();
    println!(
        "{} cases in {groups} groups of {} files agree",
        tally.cases - tally.otherwise.len(),
        ran.len()
    );
    for (name, times) in &tally.refused {
        let reason = REFUSED
            .iter()
            .find(|(names, _)| names.split(' ').any(|n| n == name));
        println!(
            "{times:4} groups not run for {name}: {}",
            reason.map_or("undeclared", |(_, why)| why)
        );
    }
    for (file, counts) in tally.run.iter().filter(|(_, counts)| counts.0 == 0) {
        println!("     {file}: none of {} groups", counts.1);
    }

    assert_eq!(tally.wrong, Vec::<String>::new());
    let documented = documented();
    assert!(documented.len() > 25, "{documented:?}");
    let never: Vec<&String> = documented.difference(&tally.keys).collect();
    assert_eq!(never, NEVER_THERE, "documented, and no case asks of it");
    let declared: BTreeSet<&str> = REFUSED
        .iter()
        .flat_map(|(names, _)| names.split(' '))
        .collect();
    let refused: BTreeSet<&str> = tally.refused.keys().map(String::as_str).collect();
    assert_eq!(refused, declared);
    let otherwise: Vec<(&str, &str)> = (tally.otherwise.iter())
        .map(|(file, name)| (file.as_str(), name.as_str()))
        .collect();
    assert_eq!(otherwise, OTHERWISE);
    assert_eq!(ran, RUN);
}
