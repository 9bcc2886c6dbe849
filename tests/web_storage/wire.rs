//! A `fetch` that misbehaves.

use crate::bench::run;
use dajuan::{
    profile::request::{Body, Request},
    transport::{
        http::{Http, file},
        wire::{NoAnswer, Wire},
    },
};
use wasm_bindgen_test::wasm_bindgen_test;

/// An answer that gives megabytes for as long as somebody reads.
const ENDLESS: &str = "
    window.given = 0;
    const stream = new ReadableStream({ pull(to) { window.given++; to.enqueue(new Uint8Array(1 << 20)); } });
    return Promise.resolve(new Response(stream, { headers: { 'content-type': 'application/json' } }))";

/// Answers what `body` returns while `act` runs; `alarm` is the last that was set, `waits` when it was to ring,
/// `alarms` how many there were.
async fn with_fetch<T>(body: &str, act: impl Future<Output = T>) -> T {
    let replace = format!(
        "const fetch = window.fetch, later = window.setTimeout;
         window.unreplaced = () => {{ window.fetch = fetch; window.setTimeout = later; }};
         let alarm;
         window.alarms = 0;
         window.setTimeout = (act, ms) => {{ alarm = act; window.waits = ms; window.alarms++; return later.call(window, act, ms); }};
         window.fetch = function (request) {{ {body} }}"
    );
    run(&replace).await;
    let outcome = act.await;
    run("unreplaced()").await;
    outcome
}

/// How many megabytes were given.
async fn given() -> f64 {
    run("return window.given").await.as_f64().unwrap()
}

#[wasm_bindgen_test]
async fn an_answer_without_end_is_cut_and_said_to_be_too_long() {
    let request = Request {
        method: "GET",
        url: "/endless".to_owned(),
        headers: Vec::new(),
        body: Body::Empty,
        cookies: false,
        csrf: None,
    };
    let answer = with_fetch(ENDLESS, Http.fetch(request)).await.unwrap();
    assert!(answer.too_long && answer.body.is_empty());
    assert_eq!(answer.status, 200);
    assert!(given().await <= 20.0, "{}", given().await);
}

#[wasm_bindgen_test]
async fn an_answer_gets_as_much_longer_as_what_came_of_it_needs() {
    for (pieces, alarms) in [(1, 1.0), (5, 3.0)] {
        let slow = format!(
            "let left = {pieces};
             const stream = new ReadableStream({{ pull(to) {{ left-- ? to.enqueue(new Uint8Array(250_000)) : to.close(); }} }});
             return Promise.resolve(new Response(stream, {{ headers: {{ 'content-type': 'application/octet-stream' }} }}))"
        );
        let request = Request {
            method: "GET",
            url: "/slow".to_owned(),
            headers: Vec::new(),
            body: Body::Empty,
            cookies: false,
            csrf: None,
        };
        let answer = with_fetch(&slow, Http.fetch(request)).await.unwrap();
        assert_eq!(answer.body.len(), pieces * 250_000);
        let set = run("return window.alarms").await.as_f64();
        assert_eq!(set, Some(alarms));
    }
}

#[wasm_bindgen_test]
async fn a_file_without_end_is_no_answer() {
    assert_eq!(
        with_fetch(ENDLESS, file("/config.json")).await,
        Err(NoAnswer)
    );
    assert!(given().await <= 20.0, "{}", given().await);
}

#[wasm_bindgen_test]
async fn a_file_that_never_comes_is_no_answer_after_half_a_minute() {
    let hangs = "
        later.call(window, alarm, 0);
        return new Promise((_, no) => request.signal.addEventListener('abort', () => no(request.signal.reason)))";
    let answer = with_fetch(hangs, file("/config.json")).await;
    assert_eq!(answer, Err(NoAnswer));
    assert_eq!(run("return window.waits").await, 30_000.0);
}

#[wasm_bindgen_test]
async fn a_mark_that_an_editor_left_before_a_file_is_overlooked() {
    let marked = "return Promise.resolve(new Response('\\uFEFF{}'))";
    assert_eq!(
        with_fetch(marked, file("/config.json")).await,
        Ok("{}".to_owned())
    );
}
