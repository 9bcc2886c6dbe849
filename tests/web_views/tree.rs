//! Pieces of a page: what changes, what stays, what ends.

use crate::{
    given::Stage,
    page::{self, type_in, until},
};
use dajuan::ui::tree::{View, button, el, live_text};
use leptos::prelude::*;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

fn count() -> (Rc<Cell<u32>>, Rc<Cell<u32>>) {
    let count = Rc::new(Cell::new(0));
    (Rc::clone(&count), count)
}

#[wasm_bindgen_test]
async fn a_live_piece_replaces_its_own_nodes_alone() {
    let stage = Stage::new();
    let (first, second) = (RwSignal::new("一"), RwSignal::new("三"));
    let piece =
        |text: RwSignal<&'static str>| View::live(move || el("h2").child(text.get()).into());
    stage
        .show(|_| {
            View::all([
                el("h2").child("零").into(),
                piece(first),
                el("h2").child("二").into(),
                piece(second),
            ])
        })
        .await;
    let before = page::all(stage.place(), "heading");
    assert_eq!(stage.names("heading"), ["零", "一", "二", "三"]);
    first.set("壹");
    until("the new piece", || stage.names("heading")[1] == "壹").await;
    let after = page::all(stage.place(), "heading");
    assert_eq!(stage.names("heading"), ["零", "壹", "二", "三"]);
    let same: Vec<bool> = before.iter().zip(&after).map(|(a, b)| a == b).collect();
    assert_eq!(same, [true, false, true, true]);
}

#[wasm_bindgen_test]
async fn a_piece_within_a_piece_comes_and_goes_with_it() {
    let stage = Stage::new();
    let (outer, inner) = (RwSignal::new(1), RwSignal::new("甲"));
    stage
        .show(|_| {
            View::live(move || {
                let times = outer.get();
                let piece = move |_| View::live(move || el("h2").child(inner.get()).into());
                View::all((0..times).map(piece))
            })
        })
        .await;
    for times in [3, 0, 2] {
        outer.set(times);
        until("so many pieces", || stage.names("heading").len() == times).await;
        for text in ["乙", "甲"] {
            inner.set(text);
            until("the new text", || {
                stage.names("heading") == vec![text; times]
            })
            .await;
        }
    }
}

#[wasm_bindgen_test]
async fn what_a_removed_piece_followed_calls_nothing_any_more() {
    let stage = Stage::new();
    let (there, signal) = (RwSignal::new(true), RwSignal::new(0));
    let (calls, seen) = count();
    let piece = move || {
        let calls = [Rc::clone(&calls), Rc::clone(&calls), Rc::clone(&calls)];
        let [text, bound, property] = calls.map(|calls| {
            move || {
                calls.set(calls.get() + 1);
                signal.get().to_string()
            }
        });
        el("input")
            .bind("title", move || Some(bound()))
            .prop("value", move || property().into())
            .child(live_text(text))
            .into()
    };
    stage
        .show(|_| View::live(move || if there.get() { piece() } else { View::none() }))
        .await;
    assert_eq!(seen.get(), 3);
    signal.set(1);
    until("each once more", || seen.get() == 6).await;
    there.set(false);
    until("removed", || stage.names("textbox").is_empty()).await;
    signal.set(2);
    page::turn().await;
    assert_eq!(seen.get(), 6);
}

#[wasm_bindgen_test]
async fn what_a_removed_piece_would_have_called_is_freed() {
    let stage = Stage::new();
    let there = RwSignal::new(true);
    let (called, seen) = count();
    let make = move || {
        let called = Rc::clone(&called);
        button("", "记", move || called.set(called.get() + 1)).into()
    };
    stage
        .show(|_| View::live(move || if there.get() { make() } else { View::none() }))
        .await;
    let held = Rc::strong_count(&seen);
    stage.press("button", "记");
    assert_eq!(seen.get(), 1);
    there.set(false);
    until("removed", || stage.names("button").is_empty()).await;
    assert_eq!(Rc::strong_count(&seen), held - 1);
    stage.leave();
    page::turn().await;
    assert_eq!(Rc::strong_count(&seen), 1, "and the maker with its owner");
}

#[wasm_bindgen_test]
async fn a_piece_that_has_the_focus_goes_without_a_call_into_what_was_freed() {
    let stage = Stage::new();
    let there = RwSignal::new(true);
    let errors = js_sys::Function::new_no_args(
        "window.errors = []; window.addEventListener('error', e => { errors.push(e.message); }); return window.errors",
    );
    let errors: js_sys::Array = errors.call0(&JsValue::NULL).unwrap().unchecked_into();
    let (called, seen) = count();
    stage
        .show(|_| {
            View::live(move || {
                let (blur, out) = (Rc::clone(&called), Rc::clone(&called));
                let field = el("input")
                    .attr("aria-label", "题目")
                    .on("blur", move |_| blur.set(blur.get() + 1));
                there
                    .get()
                    .then(|| {
                        el("div")
                            .on("focusout", move |_| out.set(out.get() + 1))
                            .child(field)
                    })
                    .into()
            })
        })
        .await;
    let field = stage.one("textbox", "题目");
    dajuan::ui::tree::focus(&field);
    assert_eq!(page::focused(), field);
    there.set(false);
    until("removed", || stage.names("textbox").is_empty()).await;
    assert!(seen.get() <= 2);
    assert_eq!(errors.length(), 0);
}

#[wasm_bindgen_test]
async fn text_with_markup_stays_text() {
    let stage = Stage::new();
    let text = "<h1>乡土</h1><script>x</script>&lt;";
    let signal = RwSignal::new("");
    stage
        .show(|_| {
            View::all([
                el("h2").child(text).into(),
                el("h2").child(text.to_owned()).into(),
                el("h2").live_text(move || signal.get().to_owned()).into(),
                el("h2")
                    .attr("aria-label", text)
                    .bind("title", move || Some(signal.get().to_owned()))
                    .into(),
                button("", text, || ()).into(),
            ])
        })
        .await;
    signal.set(text);
    until("the text", || stage.names("heading") == [text; 4]).await;
    assert_eq!(stage.names("button"), [text]);
    assert_eq!(stage.place().query_selector("h1, script"), Ok(None));
}

#[wasm_bindgen_test]
async fn a_value_that_is_there_already_leaves_the_caret_alone() {
    let stage = Stage::new();
    let value = RwSignal::new("乡土中国".to_owned());
    stage
        .show(|_| {
            el("input")
                .attr("aria-label", "题目")
                .prop("value", move || value.get().into())
                .into()
        })
        .await;
    let input = stage.one("textbox", "题目");
    type_in(&input, "乡里土中国");
    let count_writes = js_sys::Function::new_with_args(
        "node",
        "const real = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
         Object.defineProperty(node, 'value', {
             get() { return real.get.call(this); },
             set(value) { this.title += value; real.set.call(this, value); },
         });",
    );
    count_writes.call1(&JsValue::NULL, &input).unwrap();
    let written = || input.get_attribute("title").unwrap_or_default();
    value.set("乡里土中国".to_owned());
    page::turn().await;
    assert_eq!(written(), "", "an engine may move the caret at any write");
    value.set("红楼梦".to_owned());
    until("the new value", || written() == "红楼梦").await;
}

#[wasm_bindgen_test]
async fn an_attribute_without_a_value_is_taken_away() {
    let stage = Stage::new();
    let invalid = RwSignal::new(true);
    stage
        .show(|_| {
            el("input")
                .bind("aria-invalid", move || {
                    invalid.get().then(|| "true".to_owned())
                })
                .maybe("title", None)
                .into()
        })
        .await;
    let input = page::all(stage.place(), "textbox")[0].clone();
    assert!(input.has_attribute("aria-invalid") && !input.has_attribute("title"));
    invalid.set(false);
    until("taken away", || !input.has_attribute("aria-invalid")).await;
}
