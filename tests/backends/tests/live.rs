//! The backends that are quick to start, live; `make prove PART=backends` has the others.

use dajuan_conformance::{conform, conform_under};
use serde_json::{Value, json};

#[track_caller]
fn keeps_every_promise(name: &str) {
    let report = conform(name);
    println!("{report}");
    assert!(report.is_clean(), "{:#?}", report);
}

#[test]
fn pocketbase_keeps_every_promise() {
    keeps_every_promise("pocketbase");
}

#[test]
fn django_rest_framework_keeps_every_promise() {
    keeps_every_promise("drf");
}

#[test]
fn json_server_keeps_what_it_can() {
    keeps_every_promise("json-server");
}

/// json-server with a key of its own beside the id: nothing keeps it unique.
fn without_unique_keys(uniqueness: &str, find: Value) -> Value {
    json!({
        "dialect": "json-server",
        "capabilities": {"uniqueness": uniqueness},
        "record": {"client_ref": "/client_ref"},
        "operations": {
            "create": {
                "json": {"id": null, "client_ref": "{client_ref}"},
                "success": {"echo": {"/id": null, "/client_ref": "{client_ref}"}},
            },
            "find": find,
            "update": null,
            "remove": null,
        },
    })
}

fn by_key() -> Value {
    json!({
        "path": "/records",
        "query": {"client_ref": "{client_ref}"},
        "answer": {"row": null, "items": ""},
    })
}

/// The suite is not blind: a profile that promises what this backend does not keep.
#[test]
fn a_key_that_is_not_kept_unique_is_found_out() {
    let report = conform_under("json-server", &without_unique_keys("forever", by_key()));
    assert!(report.duplicates > 0 && !report.is_clean(), "{report:#?}");
    for step in ["the answer is lost", "sent again"] {
        let found = report.failed.iter().any(|failed| failed.starts_with(step));
        assert!(found, "{step}: {report:#?}");
    }
}

#[test]
fn where_a_key_can_be_looked_up_nothing_is_doubled() {
    let report = conform_under("json-server", &without_unique_keys("lookup", by_key()));
    assert!(report.is_clean(), "{report:#?}");
}

#[test]
fn where_nobody_can_tell_the_owner_is_asked_and_nothing_is_doubled() {
    let report = conform_under("json-server", &without_unique_keys("none", Value::Null));
    assert!(report.is_clean(), "{report:#?}");
}
