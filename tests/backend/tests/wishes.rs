//! A backend that does not decide says so.

use dajuan_backend_tests::{Event, Server};
use serde_json::json;

#[test]
fn a_sign_up_is_a_wish_where_nothing_is_decided() {
    Server::shared();
    let (a, b) = (Server::member_a(), Server::member_b());
    let operator = Server::operator();
    let path = "/api/collections/installation/records";
    let id = operator.get(path).expect(200).json()["items"][0]["id"].clone();
    let row = format!("{path}/{}", id.as_str().unwrap());
    operator.patch(&row, &json!({"decides": false})).expect(200);
    let event = Event::with(json!({"capacity": 1, "waitlist": false}));
    assert_eq!(event.outcome(a, "signup"), "wish");
    assert_eq!(event.outcome(b, "signup"), "wish");
    assert_eq!(event.state(a), "wish");
    assert_eq!(event.shown(a)["taken"], 0);
    assert_eq!(event.outcome(b, "cancel"), "cancelled");
    // The office decides a wish by signing the member up.
    let me = a.get("/api/dajuan/me").expect(200).json();
    let path = event.at_counter("signup");
    Server::office()
        .post(&path, &json!({"member": me["id"]}))
        .expect(200);
    assert_eq!(event.state(a), "confirmed");
}
