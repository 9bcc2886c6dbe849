//! A question in the browser's own top layer.

use super::tree::{View, el, live_text};
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlDialogElement};
use std::rc::Rc;

/// A question and its answers.
pub struct Question {
    /// Its id on the page.
    pub id: &'static str,
    /// Whether it is being asked.
    pub open: Rc<dyn Fn() -> bool>,
    /// The question.
    pub title: Rc<dyn Fn() -> String>,
    /// More about it.
    pub body: View,
    /// The answers, the safest last.
    pub acts: View,
    /// What Escape and the back gesture answer.
    pub close: Rc<dyn Fn()>,
}

/// Asks while it is open.
pub fn dialog(question: Question) -> View {
    let Question {
        id,
        open,
        title,
        body,
        acts,
        close,
    } = question;
    let title_id = format!("{id}-title");
    let heading = el("h2")
        .attr("id", &title_id)
        .child(live_text(move || title()));
    let mut whole = el("dialog")
        .class("dialog")
        .attr("id", id)
        .attr("aria-labelledby", &title_id)
        .on("cancel", {
            let close = Rc::clone(&close);
            move |_| close()
        })
        .child(heading)
        .child(body)
        .child(el("div").class("acts").child(acts));
    if let Ok(node) = whole.element().dyn_into::<HtmlDialogElement>() {
        let shown = node.clone();
        // It comes late: by then the question may be asked again.
        let closed = move |_| {
            if !shown.open() {
                close();
            }
        };
        whole = whole.on("close", closed);
        Effect::new(move |_| {
            let wanted = open();
            if wanted && !node.open() {
                // Refused only where it is open already.
                let _ = node.show_modal();
            } else if !wanted && node.open() {
                node.close();
            }
        });
    }
    whole.into()
}
