//! 部件: every component in light and in dark.

use crate::{
    given::Stage,
    page::{self, until},
};
use dajuan::{domain::lang::Lang, pages::style::style};
use js_sys::Function;
use leptos::web_sys::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const DOUBLED: &str = "const ids = [...root.querySelectorAll('[id]')].map((it) => it.id); \
    return ids.length ? ids.filter((id, at) => ids.indexOf(id) !== at).join() : 'none';";
const STYLES: &str = include_str!("../../style/tokens.css");

async fn open(lang: Lang) -> Stage {
    let stage = Stage::new();
    stage
        .show(|stage| style(lang, stage.asks, stage.settings))
        .await;
    stage
}

/// The value of a token where this theme's components stand.
fn token(stage: &Stage, theme: &str, name: &str) -> String {
    let side = format!("[data-theme={theme}]");
    let side = stage.place().query_selector(&side).unwrap().unwrap();
    let style = window().unwrap().get_computed_style(&side).unwrap();
    style.unwrap().get_property_value(name).unwrap()
}

#[wasm_bindgen_test]
async fn both_themes_stand_side_by_side_in_their_own_colours() {
    let stage = open(Lang::ZhCn).await;
    let sheet = page::document().create_element("style").unwrap();
    sheet.set_text_content(Some(STYLES));
    stage.place().append_child(&sheet).unwrap();
    for lang in ["浅色", "深色"] {
        assert!(stage.has("heading", lang), "{lang}");
    }
    assert_eq!(token(&stage, "light", "--paper"), "#faf7f1");
    assert_eq!(token(&stage, "dark", "--paper"), "#171412");
    assert_eq!(page::named(stage.place(), "button", "提交").len(), 2);
}

#[wasm_bindgen_test]
async fn no_id_stands_twice() {
    let stage = open(Lang::En).await;
    let doubled = Function::new_with_args("root", DOUBLED);
    let doubled = doubled.call1(&JsValue::NULL, stage.place()).unwrap();
    assert_eq!(doubled.as_string().as_deref(), Some(""));
}

#[wasm_bindgen_test]
async fn a_question_of_either_theme_is_asked_and_left() {
    let stage = open(Lang::ZhCn).await;
    for ask in page::named(stage.place(), "button", "问一句") {
        page::press(&ask);
        until("the question", || stage.has("dialog", "这一次是不是记过了")).await;
        stage.press("button", "不了");
        until("no question", || !stage.has("dialog", "这一次是不是记过了")).await;
    }
}
