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
    let place = fault.place.0.trim_start_matches('/');
    let mut text = field.label(lang).to_owned();
    let mut target = field_id(key);
    let mut asked = field;
    if let Some(form) = field.rows()
        && let Some((_, below)) = place.split_once('/')
    {
        let (row, inner) = below.split_once('/').unwrap_or((below, ""));
        let number = row.parse().map_or(0, |row: usize| row + 1);
        text.push_str(&format!(" {number}"));
        target = field_id(place);
        if let Some(inner) = form.field(inner) {
            asked = inner;
            text.push_str(&format!(" · {}", inner.label(lang)));
        }
    }
    text.push_str(" · ");
    text.push_str(&rules::rule(lang, asked, fault.rule));
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
