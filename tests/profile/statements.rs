//! The office's own sum of a year: answers as the backend gives them, and as nobody should.

use super::*;
use dajuan::{domain::statement::Statement, profile::statements::Statements};

fn described() -> Statements {
    profile().statements().unwrap().unwrap()
}

#[test]
fn a_year_is_asked_for_and_its_sheet_is_handed_on_as_it_came() {
    let request = described().ask(2026, Some("t"));
    assert_eq!(
        (request.method, request.url.as_str()),
        ("GET", "/api/dajuan/statement?year=2026")
    );
    let sheet = json!({"summary": {"total": 39.5}, "rows": []});
    let told = json!({"as_of": "2026-11-20T01:02:03.004Z", "closed": true, "sheet": sheet});
    let read = described().read(&answer(200, &told)).unwrap();
    let Some(Statement {
        as_of,
        closed,
        sheet: text,
    }) = read
    else {
        panic!("a statement");
    };
    assert_eq!((as_of, closed), (Moment(1_795_136_523_004), true));
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), sheet);
}

#[test]
fn nothing_worked_out_yet_is_none_and_nonsense_is_a_fault() {
    let none = json!({"as_of": null, "sheet": null});
    assert_eq!(described().read(&answer(200, &none)), Ok(None));
    let odd = json!({"as_of": "yesterday", "sheet": {}});
    assert!(described().read(&answer(200, &odd)).is_err());
    assert!(described().read(&answer(500, &none)).is_err());
}

#[test]
fn a_backend_without_statistics_is_asked_nothing() {
    let config = r#"{"dialect":"pocketbase","operations":{"statement":null}}"#;
    let preset = include_str!("../../public/dialects/pocketbase.json");
    let profile = Profile::parse(config, preset).unwrap();
    assert!(profile.statements().unwrap().is_none());
}
