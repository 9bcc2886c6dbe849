//! Mistakes in the file of workflows, found at load.

use super::*;

/// The shipped file with one value changed; `Null` takes it out.
fn errors(place: &str, value: Value) -> Vec<CatalogError> {
    let mut file: Value = serde_json::from_str(FILE).unwrap();
    let (parent, key) = place.rsplit_once('/').unwrap();
    let parent = file.pointer_mut(parent).unwrap();
    match (parent.as_object_mut(), value) {
        (Some(group), Value::Null) => drop(group.remove(key)),
        (Some(group), value) => drop(group.insert(key.to_owned(), value)),
        (None, value) => parent[key.parse::<usize>().unwrap()] = value,
    }
    Workflows::parse(&file.to_string()).unwrap_err()
}

#[track_caller]
fn refused(change: &str, value: Value, place: &str, problem: Problem, remedy: Remedy) {
    let errors = errors(change, value);
    let found: Vec<_> = errors
        .iter()
        .map(|error| (error.place.as_str(), error.problem, error.remedy()))
        .collect();
    assert_eq!(found, [(place, problem, remedy)]);
}

#[track_caller]
fn wants(change: &str, value: Value, want: Want) {
    refused(
        change,
        value,
        change,
        Problem::Wrong(want),
        Remedy::Write(want),
    );
}

#[test]
fn a_value_of_another_kind_is_refused_at_its_place() {
    wants("/version", json!("1"), Want::Count);
    wants("/kinds/0/steps", json!([]), Want::List);
    wants("/kinds/0/steps/1/after", json!([]), Want::List);
    wants("/kinds/0/steps/1/after", json!("submitted"), Want::List);
    wants(
        "/kinds/0/steps/8/by",
        json!("member"),
        Want::OneOf(&["office", "author", "both"]),
    );
    wants(
        "/kinds/0/steps/1/words",
        json!(true),
        Want::OneOf(&["may", "must"]),
    );
    wants("/kinds/1/steps/4/levels", json!([]), Want::List);
    wants("/kinds/1/steps/4/aside", json!("yes"), Want::Flag);
    wants("/kinds/0/steps/2/fact/field", json!("Filed"), Want::Name);
    wants("/kinds/0/steps/2/fact/value", json!([1]), Want::Text);
}

#[test]
fn a_name_that_stands_twice_is_refused() {
    for (place, value) in [
        ("/kinds/1/kind", "proposal"),
        ("/kinds/2/steps/5/id", "courtyard"),
        ("/kinds/1/steps/4/levels/2/id", "city"),
    ] {
        let found = errors(place, json!(value));
        let repeated =
            |error: &CatalogError| error.place == place && error.problem == Problem::Repeated;
        assert!(found.iter().any(repeated), "{found:?}");
    }
}

#[test]
fn a_step_follows_a_step_of_its_kind_that_is_not_aside() {
    for after in ["archived", "district", ""] {
        let place = "/kinds/0/steps/1/after/0";
        refused(
            place,
            json!(after),
            place,
            Problem::NotAccepted,
            Remedy::Rename,
        );
    }
    let place = "/kinds/1/steps/1/after/0";
    refused(
        place,
        json!("instruction"),
        place,
        Problem::NotAccepted,
        Remedy::Rename,
    );
}

#[test]
fn what_is_missing_or_too_much_is_named() {
    let second = "/kinds/0/steps/1";
    refused(
        &format!("{second}/after"),
        Value::Null,
        second,
        Problem::Missing("after"),
        Remedy::Add("after"),
    );
    refused(
        &format!("{second}/color"),
        json!("red"),
        &format!("{second}/color"),
        Problem::Unsupported,
        Remedy::Remove,
    );
    // The first is the record's arrival: nobody takes it, so that nothing follows it in but the record.
    let first = "/kinds/0/steps/0/by";
    refused(
        first,
        json!("office"),
        first,
        Problem::Unsupported,
        Remedy::Remove,
    );
}

#[test]
fn what_is_no_json_is_refused_whole() {
    for text in ["", "{", "null", &"[".repeat(1000)] {
        let found = Workflows::parse(text).unwrap_err();
        assert_eq!(found[0].place, "");
    }
}

#[test]
fn who_may_co_sign_is_refused_where_it_names_what_is_not_there() {
    wants("/kinds/0/cosigners/until", json!("filed"), Want::List);
    wants("/kinds/0/cosigners/shows/0", json!(3), Want::Text);
    refused(
        "/kinds/0/cosigners/until/1",
        json!("closed"),
        "/kinds/0/cosigners/until/1",
        Problem::NotAccepted,
        Remedy::Rename,
    );
    refused(
        "/kinds/0/cosigners/whose",
        json!(1),
        "/kinds/0/cosigners/whose",
        Problem::Unsupported,
        Remedy::Remove,
    );
}
