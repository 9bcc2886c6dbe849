//! Reports of the app's own faults: where they may go, and what stands in them.

use super::*;
use dajuan::{
    domain::incident::{Incident, Kind as Fallen, Report},
    profile::reports::{body, reports_of},
};

#[test]
fn an_address_is_taken_where_nobody_on_the_way_can_read_it() {
    assert_eq!(profile().reports, None);
    for address in [
        "https://errors.example.org/dajuan?key=1",
        "https://errors.example.org:8443",
        "http://localhost:8090/collect",
        "http://127.0.0.1/x",
        "http://[::1]:9/x",
    ] {
        let taken = with(json!({ "dialect": "pocketbase", "reports": address })).unwrap();
        assert_eq!(taken.reports.as_deref(), Some(address));
    }
    for address in [
        json!("http://errors.example.org/x"),
        json!("http://localhost.example.org/"),
        json!("http://127.0.0.1.example.org/"),
        json!("https://"),
        json!("https:///x"),
        json!("https://user:word@errors.example.org/"),
        json!("https://errors.example.org/#x"),
        json!("https://errors.example.org/{member}"),
        json!("/collect"),
        json!("//errors.example.org"),
        json!(""),
    ] {
        let error = with(json!({ "dialect": "pocketbase", "reports": address }));
        let error = error.err().unwrap_or_else(|| panic!("{address}"));
        let told = (error.pointer.as_str(), error.what, error.remedy);
        let expected = ("/reports", What::BadAddress, Remedy::WriteSafeAddress);
        assert_eq!(told, expected, "{address}");
    }
    let odd = with(json!({ "dialect": "pocketbase", "reports": true }))
        .err()
        .unwrap();
    assert_eq!(odd.what, What::WrongType);
}

#[test]
fn where_the_profile_is_broken_its_config_still_says_where_to_report_it() {
    let broken = json!({ "dialect": "pocketbase", "base": 1, "reports": "https://e.example.org/" });
    assert_eq!(
        reports_of(&broken.to_string()).as_deref(),
        Some("https://e.example.org/")
    );
    assert_eq!(reports_of(r#"{"reports":"http://e.example.org/"}"#), None);
    assert_eq!(reports_of("{"), None);
}

#[test]
fn a_report_is_what_the_docs_say_and_nothing_else() {
    let report = Report {
        version: "0.1.0",
        build: "cd80257e7d".to_owned(),
        browser: "chromium",
        day: Day::new(2026, 11, 29).unwrap(),
        incidents: vec![Incident {
            kind: Fallen::Panic,
            place: "src/pages/year/mod.rs:12".to_owned(),
            page: "year".to_owned(),
            count: 1,
        }],
    };
    let said: Value = serde_json::from_str(&body(&report)).unwrap();
    let expected = json!({
        "v": 1, "app": "dajuan", "version": "0.1.0", "build": "cd80257e7d", "browser": "chromium", "day": "2026-11-29",
        "incidents": [{ "kind": "panic", "place": "src/pages/year/mod.rs:12", "page": "year", "count": 1 }],
    });
    assert_eq!(said, expected);
    let docs = include_str!("../../docs/operating.md");
    for key in said.as_object().unwrap().keys() {
        assert!(
            docs.contains(&format!("\"{key}\"")),
            "docs/operating.md lacks {key}"
        );
    }
    for kind in [
        "panic",
        "unreadable_rows",
        "odd_rows",
        "odd_answer",
        "broken_profile",
        "not_saved",
    ] {
        assert!(
            docs.contains(&format!("`{kind}`")),
            "docs/operating.md lacks {kind}"
        );
    }
}
