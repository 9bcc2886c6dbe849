//! Numbers as text, giant numbers, and pages without end.

use super::{
    given::{KEY, pocketbase},
    wire::{Played, now},
};
use dajuan::{
    profile::{fault::Fault, request::Request, response::Response},
    stored::{StoredError, kept::KeptMember, record, row},
    transport::{
        client::{Client, Year},
        wire::{NoAnswer, Wire},
    },
};
use serde_json::{Value, json};
use std::{cell::Cell, rc::Rc};

fn answer(body: &Value) -> Response {
    Response {
        status: 200,
        content_type: "application/json".to_owned(),
        body: body.to_string().into_bytes(),
        ..Response::default()
    }
}

fn row_of(key: &str) -> Value {
    json!({"client_ref": key, "kind": "reading_share", "day": "2026-09-15", "answers": {}})
}

fn year(body: Value) -> Result<Year, Fault> {
    now(Played::new(vec![answer(&body)])
        .client(&pocketbase())
        .list_year(2026))
}

#[test]
fn a_count_of_pages_that_is_none_is_told() {
    for pages in [
        json!("1"),
        json!(-1),
        json!(1.5),
        json!(null),
        json!([1]),
        json!(1e300),
    ] {
        let read = year(json!({"items": [row_of(KEY)], "totalPages": pages}));
        assert!(matches!(read, Err(Fault::NotBackend(_))), "{pages}");
    }
}

#[test]
fn a_row_with_a_number_that_is_none_is_counted_and_the_others_are_read() {
    for version in [
        json!("1"),
        json!(-1),
        json!(1.5),
        json!(4_294_967_296_u64),
        json!(1e300),
    ] {
        let mut odd = row_of(KEY);
        odd["form_version"] = version.clone();
        let body = json!({"items": [odd, row_of("00000000-0000-4000-8000-000000000001")], "totalPages": 1});
        let read = year(body).unwrap();
        assert_eq!((read.records.len(), read.unreadable), (1, 1), "{version}");
    }
}

#[test]
fn a_spread_is_at_most_an_hour_and_garbage_is_none() {
    for (told, taken) in [
        (json!(0), 0),
        (json!(3600), 3600),
        (json!(3601), 3600),
        (json!(u64::MAX), 3600),
        (json!(-1), 60),
        (json!("5"), 60),
        (json!(1e300), 60),
        (json!(null), 60),
    ] {
        let body = answer(&json!({"id": "m1", "spread_s": told}));
        let me = now(Played::new(vec![body]).client(&pocketbase()).me()).unwrap();
        assert_eq!(me.spread_s, taken, "{told}");
    }
}

/// Gives page after page, as many as it is asked for.
#[derive(Clone)]
struct Endless {
    page: fn(usize) -> Value,
    asked: Rc<Cell<usize>>,
}

impl Wire for Endless {
    async fn fetch(&self, _: Request) -> Result<Response, NoAnswer> {
        self.asked.set(self.asked.get() + 1);
        Ok(answer(&(self.page)(self.asked.get())))
    }
}

fn endless(page: fn(usize) -> Value) -> (Result<Year, Fault>, usize) {
    let asked = Rc::default();
    let wire = Endless {
        page,
        asked: Rc::clone(&asked),
    };
    let client = Client::new(pocketbase(), wire);
    client.set_token(Some("tkn".to_owned()));
    (now(client.list_year(2026)), asked.get())
}

#[test]
fn a_year_without_end_is_read_for_a_bounded_while() {
    let (read, asked) = endless(|_| json!({"items": [row_of(KEY)], "totalPages": u64::MAX}));
    assert_eq!((read.unwrap().records.len(), asked), (1, 2));

    let (read, asked) = endless(|page| {
        let key = format!("00000000-0000-4000-8000-{page:012}");
        json!({"items": [row_of(&key)], "totalPages": u64::MAX})
    });
    assert_eq!((read.unwrap().records.len(), asked), (200, 200));

    let (read, asked) = endless(|_| json!({"items": [7], "totalPages": u64::MAX}));
    let read = read.unwrap();
    assert_eq!((read.records.len(), read.unreadable, asked), (0, 200, 200));
}

#[test]
fn a_stored_number_that_is_none_damages_its_row_alone() {
    let golden = include_str!("../../fuzz/seeds/rows/item");
    assert!(row::decode(golden).is_ok());
    for (right, wrong) in [
        (r#""seq":7"#, r#""seq":"7""#),
        (r#""seq":7"#, r#""seq":-7"#),
        (r#""seq":7"#, r#""seq":18446744073709551616"#),
        (r#""attempts":2"#, r#""attempts":4294967296"#),
        (r#""form_version":3"#, r#""form_version":3.5"#),
        (r#""bytes":5"#, r#""bytes":"5""#),
        (r#""changed_at":1790000000001"#, r#""changed_at":1e400"#),
        (r#""v":1"#, r#""v":1.0"#),
        (r#""v":1"#, r#""v":"1""#),
        (r#""day":"2026-03-01""#, r#""day":"99999-03-01""#),
    ] {
        let text = golden.replace(right, wrong);
        assert_ne!(text, golden, "{right}");
        assert_eq!(row::decode(&text), Err(StoredError::Damaged), "{wrong}");
    }
    let newest = golden.replace(r#""v":1"#, r#""v":18446744073709551615"#);
    assert_eq!(row::decode(&newest), Err(StoredError::Newer));
    let last = golden.replace(r#""seq":7"#, r#""seq":18446744073709551615"#);
    assert_eq!(row::decode(&last).unwrap().item.seq, u64::MAX);
    assert_eq!(record::decode(r#"{"v":1e400}"#), Err(StoredError::Damaged));
    assert_eq!(
        KeptMember::decode(r#"{"v":1.5}"#),
        Err(StoredError::Damaged)
    );
}
