//! Mistakes in a catalog, found at load.

use super::CATALOG;
use dajuan::domain::{answer::Answer, lang::Lang};
use dajuan::forms::catalog::Catalog;
use dajuan::forms::loading::{CatalogError, Problem, Remedy, Want};
use serde_json::{Value, json};

/// The shipped catalog with one value changed; `Null` takes it out.
fn errors(place: &str, value: Value) -> Vec<CatalogError> {
    let mut catalog: Value = serde_json::from_str(CATALOG).unwrap();
    let (parent, key) = place.rsplit_once('/').unwrap();
    let parent = catalog.pointer_mut(parent).unwrap();
    match (parent.as_object_mut(), value) {
        (Some(group), Value::Null) => drop(group.remove(key)),
        (Some(group), value) => drop(group.insert(key.to_owned(), value)),
        (None, value) => parent[key.parse::<usize>().unwrap()] = value,
    }
    Catalog::load(&Answer::from(&catalog)).unwrap_err()
}

#[track_caller]
fn refused(change: &str, value: Value, expected: &[(&str, Problem, Remedy)]) {
    let errors = errors(change, value);
    let found: Vec<(&str, Problem, Remedy)> = errors
        .iter()
        .map(|error| (error.place.as_str(), error.problem, error.remedy()))
        .collect();
    assert_eq!(found, expected);
}

/// One mistake, at the changed place itself, in a property.
#[track_caller]
fn property(change: &str, value: Value, problem: Problem, remedy: Remedy) {
    let place = format!("/kinds/0/form/properties/{change}");
    refused(&place, value, &[(&place, problem, remedy)]);
}

#[track_caller]
fn wants(change: &str, value: Value, want: Want) {
    property(change, value, Problem::Wrong(want), Remedy::Write(want));
}

#[test]
fn a_keyword_outside_the_subset_is_refused_at_its_place() {
    property(
        "title/pattern",
        json!("a+"),
        Problem::Unsupported,
        Remedy::Instead("x-format"),
    );
    property(
        "title/oneOf",
        json!([]),
        Problem::Unsupported,
        Remedy::Remove,
    );
    property(
        "photos/items/x-ui",
        json!({}),
        Problem::Unsupported,
        Remedy::Remove,
    );
    property(
        "title/x-ui/hnit",
        json!("x"),
        Problem::Unsupported,
        Remedy::Remove,
    );
    property(
        "title/x-ui/label/fr",
        json!("Titre"),
        Problem::Unsupported,
        Remedy::Remove,
    );
    property(
        "title/x-ui/choices",
        json!({}),
        Problem::Unsupported,
        Remedy::Remove,
    );
    let place = "/kinds/0/form/const";
    refused(
        place,
        json!({}),
        &[(place, Problem::Unsupported, Remedy::Remove)],
    );
}

#[test]
fn a_value_that_says_nothing_there_is_refused() {
    wants("title/maxLength", json!(-1), Want::Count);
    wants("minutes/minimum", json!("1"), Want::Number);
    wants("minutes/multipleOf", json!(0), Want::Number);
    wants("isbn/format", json!("uri"), Want::OneOf(&["date"]));
    wants(
        "quote/x-ui/widget",
        json!("segment"),
        Want::OneOf(&["text", "textarea", "location", "hidden"]),
    );
    wants("quote/x-ui/counter", json!(false), Want::Flag);
    for mark in ["/kinds/0/series", "/kinds/0/form/x-ui/read_back"] {
        let expected = (mark, Problem::Wrong(Want::Flag), Remedy::Write(Want::Flag));
        refused(mark, json!(false), &[expected]);
    }
    let order = "/lists/0/order";
    let want = Want::OneOf(&["pinyin", "stroke"]);
    refused(
        order,
        json!("length"),
        &[(order, Problem::Wrong(want), Remedy::Write(want))],
    );
    wants(
        "date/x-ui/default",
        json!("tomorrow"),
        Want::OneOf(&["today"]),
    );
    wants(
        "title/x-ui/relevant",
        json!({}),
        Want::OneOf(&["field", "all", "any", "not"]),
    );
    wants("title/x-ui/label/en", json!(" "), Want::Text);
    let id = "/kinds/0/id";
    refused(
        id,
        json!("Reading Share"),
        &[(id, Problem::Wrong(Want::Name), Remedy::Write(Want::Name))],
    );
}

#[test]
fn what_is_missing_is_asked_for() {
    let ui = "/kinds/0/form/properties/title/x-ui";
    refused(
        &format!("{ui}/label"),
        Value::Null,
        &[(ui, Problem::Missing("label"), Remedy::Add("label"))],
    );
    let label = format!("{ui}/label");
    refused(
        &format!("{label}/en"),
        Value::Null,
        &[(&label, Problem::Missing("en"), Remedy::Add("en"))],
    );
    let choice = "/kinds/0/form/properties/role/x-ui/choices/join";
    refused(
        choice,
        Value::Null,
        &[(
            choice,
            Problem::Wrong(Want::Object),
            Remedy::Write(Want::Object),
        )],
    );
    let ui = "/kinds/0/form/x-ui";
    refused(
        &format!("{ui}/day"),
        Value::Null,
        &[(ui, Problem::Missing("day"), Remedy::Add("day"))],
    );
    let limit = "/kinds/0/form/properties/quote/x-ui/counter";
    let change = "/kinds/0/form/properties/quote/maxLength";
    refused(
        change,
        Value::Null,
        &[(limit, Problem::NoLimit, Remedy::Add("maxLength"))],
    );
}

#[test]
fn names_must_be_those_of_fields() {
    property(
        "place/x-ui/relevant/field",
        json!("modus"),
        Problem::NotAField,
        Remedy::Rename,
    );
    property(
        "place/x-ui/relevant/field",
        json!("role"),
        Problem::LooksAhead,
        Remedy::Order,
    );
    property(
        "place/x-ui/relevant/equals",
        json!("ofline"),
        Problem::NotAccepted,
        Remedy::Rename,
    );
    property(
        "mode/x-ui/default",
        json!("outdoors"),
        Problem::NotAccepted,
        Remedy::Rename,
    );
    property(
        "title/x-ui/recent/with/0",
        json!("writer"),
        Problem::NotAField,
        Remedy::Rename,
    );
    let title = "/kinds/0/form/x-ui/title";
    refused(
        title,
        json!("name"),
        &[(title, Problem::NotAField, Remedy::Rename)],
    );
    let order = "/kinds/0/form/x-ui/order/1";
    let author = "/kinds/0/form/properties/author";
    let left_out = (author, Problem::NotInOrder, Remedy::Order);
    refused(
        order,
        json!("writer"),
        &[left_out, (order, Problem::NotAField, Remedy::Rename)],
    );
    refused(
        order,
        json!("title"),
        &[left_out, (order, Problem::Repeated, Remedy::Rename)],
    );
}

#[test]
fn a_required_that_would_block_a_form_hiding_the_field_is_refused() {
    let place = "/kinds/0/form/properties/place/x-ui/relevant";
    let expected = [(
        place,
        Problem::RequiredYetRelevant,
        Remedy::Instead("x-ui.required"),
    )];
    refused("/kinds/0/form/required/0", json!("place"), &expected);
    refused("/kinds/0/form/then/required", json!(["place"]), &expected);
    refused(
        "/kinds/0/form/else",
        json!({"dependentRequired": {"title": ["place"]}}),
        &expected,
    );
}

#[test]
fn a_group_of_kinds_stands_once_and_every_kind_belongs_to_one() {
    let place = "/kinds/0/category";
    refused(
        place,
        json!("other"),
        &[(place, Problem::NotAccepted, Remedy::Rename)],
    );
    let twice = errors("/categories/1/id", json!("study"));
    let twice = twice.first().map(|it| (it.place.as_str(), it.problem));
    assert_eq!(twice, Some(("/categories/1/id", Problem::Repeated)));
}

#[test]
fn a_kind_stands_once_and_text_that_is_no_json_is_said_to_be_none() {
    let catalog: Value = serde_json::from_str(CATALOG).unwrap();
    let kind = &catalog["kinds"][0];
    let place = "/kinds/1/id";
    refused(
        "/kinds",
        json!([kind, kind]),
        &[(place, Problem::Repeated, Remedy::Rename)],
    );
    let errors = Catalog::parse("<html>").unwrap_err();
    assert_eq!(
        (errors[0].place.as_str(), errors[0].problem),
        ("", Problem::NotJson)
    );
    let deep = "[".repeat(100_000);
    assert_eq!(
        Catalog::parse(&deep).unwrap_err()[0].problem,
        Problem::NotJson
    );
}

#[test]
fn a_kind_is_named_in_both_languages() {
    let catalog = Catalog::parse(CATALOG).unwrap();
    let kind = &catalog.kinds()[0];
    assert_eq!(
        (kind.label(Lang::ZhCn), kind.label(Lang::En)),
        ("读书分享", "Reading share")
    );
    assert_eq!((kind.measure(Lang::ZhCn), kind.category()), ("场", "study"));
}
