//! Where a view stands: in a page of the app's own, or in the shadow of an element of somebody else's.

use crate::{given::Stage, page};
use dajuan::{
    route::Route,
    state::{
        ask::{Ask, Asks},
        asks::Place,
    },
    ui::{
        link::link,
        tree::{button, el, focus_on},
    },
};
use leptos::{prelude::*, web_sys::Element};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

/// A shadow below an element of the stage.
fn shadow(stage: &Stage) -> Element {
    let host = page::document().create_element("div").unwrap();
    stage.place().append_child(&host).unwrap();
    let how = js_sys::Object::new();
    js_sys::Reflect::set(&how, &"mode".into(), &"open".into()).unwrap();
    let attach: js_sys::Function = js_sys::Reflect::get(&host, &"attachShadow".into())
        .unwrap()
        .unchecked_into();
    let shadow = attach.call1(&host, &how).unwrap();
    let root = page::document().create_element("div").unwrap();
    shadow
        .unchecked_into::<leptos::web_sys::Node>()
        .append_child(&root)
        .unwrap();
    root
}

#[wasm_bindgen_test]
async fn inside_a_portal_links_and_title_are_the_portals() {
    let stage = Stage::new();
    let root = shadow(&stage);
    let title = page::document().title();
    let asked = Rc::new(RefCell::new(Vec::new()));
    let heard = Rc::clone(&asked);
    let place = Place {
        root: root.clone(),
        prefix: Some("https://portal.example/page?a=b#".to_owned()),
    };
    stage.owner.with(|| {
        let asks = Asks::new(place, move |ask| heard.borrow_mut().push(ask));
        provide_context(asks);
        asks.entitle("记录");
        link(Route::Records, "", false, "记录").put_into(&root);
    });
    let anchor = root.first_element_child().unwrap();
    let address = anchor.get_attribute("href");
    assert_eq!(
        address.as_deref(),
        Some("https://portal.example/page?a=b#/records")
    );
    assert_eq!(root.get_attribute("data-title").as_deref(), Some("记录"));
    assert_eq!(page::document().title(), title);
    anchor
        .unchecked_into::<leptos::web_sys::HtmlElement>()
        .click();
    assert!(matches!(asked.borrow()[..], [Ask::Go(Route::Records)]));
}

#[wasm_bindgen_test]
async fn focus_goes_to_what_has_the_id_where_the_press_was() {
    let stage = Stage::new();
    let root = shadow(&stage);
    let field = |name: &str| el("input").attr("id", "same").attr("name", name);
    stage.owner.with(|| {
        stage
            .place()
            .append_child(&field("outside").element())
            .unwrap();
        root.append_child(&field("inside").element()).unwrap();
        let press = button("", "往下", || focus_on("same")).element();
        root.append_child(&press).unwrap();
        press
            .unchecked_into::<leptos::web_sys::HtmlElement>()
            .click();
    });
    let inside = js_sys::Reflect::get(&root.get_root_node(), &"activeElement".into()).unwrap();
    let name = js_sys::Reflect::get(&inside, &"name".into()).unwrap();
    assert_eq!(name, JsValue::from("inside"));
}
