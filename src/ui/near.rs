//! What is drawn only once the reader comes near.

use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, closure::Closure},
    web_sys::{
        Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit,
        js_sys::Array,
    },
};
use std::rc::Rc;

/// So far around what can be seen: a finger's quickest stroke does not come further in a frame.
const NEAR: &str = "200% 0px";

/// Calls `come` when the element is near what can be seen, at least once. A browser that can't say calls it in the next frame.
pub fn when_near(element: &Element, come: impl Fn() + 'static) {
    let come = Rc::new(come);
    let called = Rc::clone(&come);
    let looked: Closure<dyn FnMut(Array)> = Closure::wrap(Box::new(move |seen: Array| {
        let near = |entry| {
            let entry: IntersectionObserverEntry = JsCast::unchecked_into(entry);
            entry.is_intersecting()
        };
        if seen.iter().any(near) {
            called();
        }
    }));
    let how = IntersectionObserverInit::new();
    how.set_root_margin(NEAR);
    match IntersectionObserver::new_with_options(looked.as_ref().unchecked_ref(), &how) {
        Ok(watch) => {
            watch.observe(element);
            let kept = StoredValue::new_local((watch, looked));
            on_cleanup(move || {
                kept.try_with_value(|(watch, _)| watch.disconnect());
            });
        }
        Err(_) => request_animation_frame(move || come()),
    }
}
