//! The page as its reader has it: found by role and name, moved by presses and keys.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

thread_local!(static PAGE: Object = Function::new_no_args(include_str!("page.js"))
    .call0(&JsValue::NULL).unwrap().unchecked_into());

fn call(name: &str, given: &[JsValue]) -> JsValue {
    PAGE.with(|page| {
        let function: Function = Reflect::get(page, &name.into()).unwrap().unchecked_into();
        function
            .apply(page, &given.iter().collect::<Array>())
            .unwrap()
    })
}

pub fn document() -> leptos::web_sys::Document {
    window().unwrap().document().unwrap()
}

/// Everything of a role that is there to be used, in order.
pub fn all(place: &Element, role: &str) -> Vec<Element> {
    elements(&call("all", &[place.into(), role.into(), JsValue::NULL]))
}

/// What has this role and this name, whole.
pub fn named(place: &Element, role: &str, name: &str) -> Vec<Element> {
    elements(&call("all", &[place.into(), role.into(), name.into()]))
}

fn elements(found: &JsValue) -> Vec<Element> {
    Array::from(found)
        .iter()
        .map(JsCast::unchecked_into)
        .collect()
}

pub fn name(of: &Element) -> String {
    call("name", &[of.into()]).as_string().unwrap()
}

/// What a screen reader reads of it.
pub fn text(of: &Element) -> String {
    call("text", &[of.into()]).as_string().unwrap()
}

/// The hint and the error that belong to a control.
pub fn described(control: &Element) -> String {
    call("described", &[control.into()]).as_string().unwrap()
}

pub fn value(control: &Element) -> String {
    let value = Reflect::get(control, &"value".into()).unwrap();
    value.as_string().unwrap()
}

/// Counts from here on how often the app looks at what stands in a control.
pub fn count_looks(control: &Element) {
    call("countLooks", &[control.into()]);
}

/// How often it did.
pub fn looks(control: &Element) -> u32 {
    let looks = Reflect::get(control, &"looks".into()).unwrap();
    looks.as_f64().unwrap() as u32
}

pub fn is_checked(control: &Element) -> bool {
    control.unchecked_ref::<HtmlInputElement>().checked()
}

pub fn press(element: &Element) {
    element.unchecked_ref::<HtmlElement>().click();
}

/// Types a text in place of what stands in a control.
pub fn type_in(control: &Element, text: &str) {
    call("type", &[control.into(), text.into(), false.into()]);
}

/// Chooses from a list.
pub fn choose(list: &Element, value: &str) {
    call("choose", &[list.into(), value.into()]);
}

/// Files of these names are chosen.
pub fn pick(input: &Element, names: &[&str]) {
    let names: Array = names.iter().map(|name| JsValue::from(*name)).collect();
    call("pick", &[input.into(), names.into()]);
}

/// An input method shows what it has so far.
pub fn compose(control: &Element, text: &str) {
    call("type", &[control.into(), text.into(), true.into()]);
}

/// The input method is done.
pub fn composed(control: &Element) {
    call("composed", &[control.into()]);
}

/// The control loses the focus.
pub fn leave(control: &Element) {
    call("left", &[control.into()]);
}

/// Whether an Enter in this control does nothing.
pub fn enter_is_taken(control: &Element, code: u32, composing: bool) -> bool {
    call("picks", &[control.into(), code.into(), composing.into()])
        .as_bool()
        .unwrap()
}

/// Strikes a key; whether the page used it.
pub fn strike(control: &Element, key: &str) -> bool {
    let used = call("strike", &[control.into(), key.into()]);
    used.as_bool().unwrap()
}

pub fn focus(element: &Element) {
    element.unchecked_ref::<HtmlElement>().focus().unwrap();
}

pub fn focused() -> Element {
    document().active_element().unwrap()
}

/// The next turn of the page: what follows a signal has moved.
pub async fn turn() {
    let turn: Promise = call("turn", &[]).unchecked_into();
    JsFuture::from(turn).await.unwrap();
}

/// Waits for a condition, five seconds at most.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    let begun = js_sys::Date::now();
    while !holds() {
        assert!(js_sys::Date::now() - begun < 5000.0, "not in time: {what}");
        turn().await;
    }
}

/// Timers that stand still until they are moved; they run again when it is dropped.
pub struct Clock;

impl Clock {
    pub fn stopped() -> Self {
        call("stopClock", &[]);
        Self
    }

    pub fn passes(&self, ms: u32) {
        call("passes", &[ms.into()]);
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        call("startClock", &[]);
    }
}

/// A panic unwinds nothing here: a test that failed leaves its place and its clock behind.
pub fn tidy() {
    call("startClock", &[]);
    while let Some(left) = document().get_element_by_id("place") {
        left.remove();
    }
}
