//! What is to be mended before it goes, each a way to its field.

use crate::{
    domain::lang::Lang,
    forms::fault::Fault,
    i18n::{fill, words},
    state::{rules, writing::Writing},
    ui::tree::{El, View, el, focus_on},
};
use leptos::prelude::*;

/// The id of a field's control.
pub(super) fn field_id(key: &str) -> String {
    format!("field-{key}")
}

/// The summary; it takes the focus when a submit finds faults.
pub(super) fn faults(lang: Lang, writing: Writing) -> El {
    let list = move || {
        let faults = if writing.tried.get() {
            writing.faults()
        } else {
            Vec::new()
        };
        if faults.is_empty() {
            return View::none();
        }
        let count = fill(
            words(lang).errors_title,
            &[("n", &faults.len().to_string())],
        );
        let items: Vec<View> = faults
            .iter()
            .filter_map(|fault| way(lang, writing, fault))
            .collect();
        el("div")
            .class("problems")
            .child(el("h2").child(count))
            .child(el("ul").child(items))
            .into()
    };
    el("div")
        .attr("tabindex", "-1")
        .attr("role", "alert")
        .live(list)
}

fn way(lang: Lang, writing: Writing, fault: &Fault) -> Option<View> {
    let key = fault.place.field();
    let kind = writing.kind();
    let field = kind.form().field(key)?;
    let text = format!(
        "{} · {}",
        field.label(lang),
        rules::rule(lang, field, fault.rule)
    );
    let target = field_id(key);
    let anchor =
        el("a")
            .attr("href", &format!("#{target}"))
            .child(text)
            .on("click", move |event| {
                event.prevent_default();
                focus_on(&target);
            });
    Some(el("li").child(anchor).into())
}
