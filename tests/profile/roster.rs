//! The members by name: an answer as the backend gives it, and as nobody should.

use super::*;
use dajuan::{domain::person::Person, profile::roster::Roster};

fn described() -> Roster {
    profile().roster().unwrap().unwrap()
}

fn person(number: &str, name: &str, sector: &str) -> Person {
    Person {
        number: number.to_owned(),
        name: name.to_owned(),
        sector: sector.to_owned(),
    }
}

#[test]
fn all_are_asked_for_and_whoever_has_a_name_is_read() {
    let request = described().ask(Some("t"));
    let asked = (request.method, request.url.as_str());
    assert_eq!(asked, ("GET", "/api/dajuan/roster"));
    let told = json!({"items": [
        {"number": "wy001", "name": "林知夏", "sector": "教育界", "phone": "13800000000"},
        {"number": 7, "name": "赵立"},
        {"number": "wy003", "name": ""},
        "wy004",
    ]});
    let read = described().read(&answer(200, &told));
    let expected = vec![person("wy001", "林知夏", "教育界"), person("7", "赵立", "")];
    assert_eq!(read, Ok(expected));
    assert!(
        described()
            .read(&answer(200, &json!({"items": 3})))
            .is_err()
    );
    assert!(described().read(&answer(403, &json!({}))).is_err());
}

#[test]
fn a_backend_that_names_nobody_is_asked_nothing_and_another_may_name_it_otherwise() {
    let preset = include_str!("../../public/dialects/pocketbase.json");
    let parsed = |config: &str| Profile::parse(config, preset).unwrap().roster();
    let none = parsed(r#"{"dialect":"pocketbase","operations":{"roster":null}}"#);
    assert!(none.unwrap().is_none());
    let other = parsed(r#"{"dialect":"pocketbase","person":{"name":"/full_name","sector":null}}"#);
    let row = json!({"full_name": "林知夏", "number": "1", "sector": "教育界"});
    let read = other
        .unwrap()
        .unwrap()
        .read(&answer(200, &json!({"items": [row]})));
    assert_eq!(read, Ok(vec![person("1", "林知夏", "")]));
    let slip = parsed(r#"{"dialect":"pocketbase","person":{"nmae":"/name"}}"#);
    assert_eq!(slip.err().unwrap().pointer, "/person/nmae");
}
