//! A backend that is newer than this app, and one that is older: what was recorded, with fields that nobody knows in every
//! object, and without those that the app can do without.

use super::{
    drf::drf, json_server::json_server, kinto::kinto, parse::parse, pocketbase::pocketbase,
    reader::Dialect, ruoyi::ruoyi, strapi::strapi,
};
use dajuan::profile::{paging::Bookmark, response::Response};
use serde_json::{Value, json};

/// Each backend, and what it said when it was asked for a list.
fn lists() -> [(&'static str, Dialect, &'static str); 7] {
    [
        ("drf", drf(), "list page 1"),
        (
            "json-server",
            json_server(),
            "list page 1 filter member+year",
        ),
        ("kinto", kinto(), "list page 1"),
        ("parse", parse(), "list page 1 with count"),
        ("pocketbase", pocketbase(), "list page 1"),
        ("ruoyi", ruoyi(), "list page 1"),
        ("strapi", strapi(), "list page 1"),
    ]
}

/// The answer with every object in it changed.
fn changed(answer: &Response, change: impl Fn(&mut Value) + Copy) -> Response {
    fn each(value: &mut Value, change: impl Fn(&mut Value) + Copy) {
        match value {
            Value::Object(fields) => fields.values_mut().for_each(|it| each(it, change)),
            Value::Array(items) => items.iter_mut().for_each(|it| each(it, change)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        if value.is_object() {
            change(value);
        }
    }
    let mut json: Value = serde_json::from_slice(&answer.body).unwrap();
    each(&mut json, change);
    Response {
        body: json.to_string().into_bytes(),
        ..answer.clone()
    }
}

#[test]
fn fields_that_nobody_knows_change_nothing() {
    for (name, it, list) in lists() {
        let answer = it.answer(list);
        let grown = changed(&answer, |object| {
            object["added_in_2030"] = json!({ "deep": [1, null, "x"] });
            object["zz"] = json!("archived");
        });
        assert_ne!(grown.body, answer.body, "{name}");
        let read = |answer| it.profile.read_list(Bookmark::default(), answer).unwrap();
        let plain = read(&answer);
        assert!(
            plain.records.len() + plain.unreadable as usize > 0,
            "{name}"
        );
        assert_eq!(read(&grown), plain, "{name}");
    }
}

#[test]
fn a_row_without_an_answer_is_the_row_without_it() {
    for (name, it, list) in lists() {
        let answer = it.answer(list);
        let shrunk = changed(&answer, |object| {
            if let Value::Object(fields) = object {
                fields.remove("author");
                fields.remove("notes");
            }
        });
        let read = |answer| it.profile.read_list(Bookmark::default(), answer).unwrap();
        let (plain, less) = (read(&answer), read(&shrunk));
        assert_eq!(less.unreadable, plain.unreadable, "{name}");
        let keys = |page: &dajuan::profile::reading::Page| -> Vec<_> {
            let records = page.records.iter();
            records.map(|record| record.client_ref.clone()).collect()
        };
        assert_eq!(keys(&less), keys(&plain), "{name}");
        for record in &less.records {
            assert_eq!(record.answers.field("author"), None, "{name}");
            assert!(record.answers.field("title").is_some(), "{name}");
        }
    }
}
