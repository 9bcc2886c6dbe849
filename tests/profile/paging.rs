//! Pages of a list: what comes next, and what ends it.

use super::{
    language::{DRF, JSON_SERVER, asked, client_of, of},
    *,
};
use dajuan::{domain::record::Record, profile::paging::Bookmark};

fn rows(keys: std::ops::Range<u32>) -> Vec<Value> {
    let row = |at: u32| {
        json!({ "id": at, "client_ref": format!("00000000-0000-4000-8000-{at:012}"), "kind": "visit",
            "day": "2026-09-15", "answers": {} })
    };
    keys.map(row).collect()
}

fn list(answer: Value, query: Value) -> Value {
    let query = query
        .as_object()
        .map(|it| it.iter().map(|(k, v)| json!([k, v])).collect::<Value>());
    json!({ "operations": { "list": { "answer": answer, "query": query.unwrap() } } })
}

#[test]
fn a_last_page_that_is_repeated_for_ever_ends_the_list() {
    let config = list(
        json!({ "next": null }),
        json!({ "page": "{page}", "y": "{year}" }),
    );
    let page = |keys| answer(200, &json!({ "results": rows(keys) }));
    let (client, wire) = client_of(DRF, config, [page(0..2), page(2..3), page(2..3)]);
    let year = now(client.list_year(2026)).unwrap();
    assert_eq!(year.records.len(), 3);
    assert_eq!(asked(&wire).len(), 3);
    // So does one that names itself as the next.
    let named = |keys, next: &str| answer(200, &json!({ "results": rows(keys), "next": next }));
    let pages = [
        named(0..1, "https://x.example/?page=2"),
        named(1..2, "?page=2"),
    ];
    let (client, wire) = client_of(DRF, json!({}), pages);
    assert_eq!(now(client.list_year(2026)).unwrap().records.len(), 2);
    assert_eq!(asked(&wire)[1], "GET /api/records/?page=2");
}

#[test]
fn what_has_come_is_told_before_the_next_page_is_asked_for_and_the_last_is_not() {
    let config = list(
        json!({ "next": "/more" }),
        json!({ "page": "{page}", "y": "{year}" }),
    );
    let page = |keys, more| answer(200, &json!({ "results": rows(keys), "more": more }));
    let pages = [page(0..2, true), page(2..3, true), page(3..4, false)];
    let (client, wire) = client_of(DRF, config, pages);
    let mut told = Vec::new();
    let come = |records: &[Record]| told.push((records.len(), asked(&wire).len()));
    let year = now(client.list_year_by_pages(2026, come)).unwrap();
    assert_eq!(year.records.len(), 4);
    assert_eq!(told, [(2, 1), (3, 2)]);
}

#[test]
fn a_cursor_fills_its_placeholder_and_the_first_page_has_none() {
    let config = list(
        json!({ "next": "/after" }),
        json!({ "after": "{cursor}", "y": "{year}" }),
    );
    let page = |keys, next: Value| answer(200, &json!({ "results": rows(keys), "after": next }));
    let pages = [
        page(0..1, json!("a&b=c")),
        page(1..1, json!(17)),
        page(1..2, json!(null)),
    ];
    let (client, wire) = client_of(DRF, config, pages);
    assert_eq!(now(client.list_year(2026)).unwrap().records.len(), 2);
    let wanted = ["?y=2026", "?after=a%26b%3Dc&y=2026", "?after=17&y=2026"];
    assert_eq!(
        asked(&wire),
        wanted.map(|query| format!("GET /api/records/{query}"))
    );
}

#[test]
fn an_address_leads_nowhere_but_to_its_query() {
    let next = |address: &str| {
        let said = json!({ "results": rows(0..1), "next": address });
        of(DRF, json!({ "base": "https://portal.example/app" })).read_list(1, &answer(200, &said))
    };
    let profile = of(DRF, json!({ "base": "https://portal.example/app" }));
    for address in [
        "http://10.0.0.1:8000/wrong/prefix/?a=1&page=2#x",
        "/?a=1&page=2",
        "?a=1&page=2",
        "javascript:?a=1&page=2",
    ] {
        let at = next(address).unwrap().next.unwrap();
        let asked = profile.list(2026, at, None).url;
        assert_eq!(
            asked, "https://portal.example/app/api/records/?a=1&page=2",
            "{address}"
        );
    }
    for address in ["https://evil.example/records", "?", "?a=书", "?a=\n", "? "] {
        match next(address) {
            Err(Fault::NotBackend(misfit)) => {
                assert_eq!(misfit.rule, "/operations/list/answer/next")
            }
            other => panic!("{address:?}: {other:?}"),
        }
    }
}

#[test]
fn a_list_that_is_not_asked_for_a_year_is_sorted_out_on_the_phone() {
    let config = list(json!({ "next": "/more" }), json!({ "page": "{page}" }));
    let mut all = rows(0..3);
    all[1]["day"] = json!("2025-12-31");
    let page = |more| answer(200, &json!({ "results": all.clone(), "more": more }));
    let (client, wire) = client_of(DRF, config, [page(true), page(true)]);
    let year = now(client.list_year(2026)).unwrap();
    assert_eq!((year.records.len(), year.unreadable), (2, 0));
    assert_eq!(
        asked(&wire),
        ["GET /api/records/?page=1", "GET /api/records/?page=2"]
    );
}

#[test]
fn a_count_in_a_header_is_a_number_or_the_answer_is_none() {
    let profile = of(JSON_SERVER, json!({}));
    let read = |total: Option<&str>| {
        let headers = total.map(|total| ("x-total-count".to_owned(), total.to_owned()));
        let response = Response {
            headers: headers.into_iter().collect(),
            ..answer(200, &json!(rows(0..2)))
        };
        profile
            .read_list(Bookmark::default(), &response)
            .map(|page| page.next.is_some())
    };
    assert_eq!((read(Some("3")), read(Some(" 2 "))), (Ok(true), Ok(false)));
    for odd in [None, Some(""), Some("-1"), Some("many"), Some("1e3")] {
        assert!(matches!(read(odd), Err(Fault::NotBackend(_))), "{odd:?}");
    }
}
