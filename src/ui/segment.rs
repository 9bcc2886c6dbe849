//! A few choices side by side: radio buttons of the platform.

use super::field::{Marks, error_line};
use leptos::prelude::*;

/// One of the answers to choose from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pick {
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// Radio buttons under a legend; `chosen` follows, `choose` is called with the value.
pub fn segment(
    marks: Marks,
    options: Vec<Pick>,
    chosen: Signal<String>,
    choose: impl Fn(String) + Clone + 'static,
) -> AnyView {
    let name = marks.id.clone();
    let radios: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(place, option)| {
            let choose = choose.clone();
            let value = option.value.clone();
            let checked = {
                let value = option.value.clone();
                move || chosen.with(|chosen| *chosen == value)
            };
            // The summary of faults leads to the field's own id: the first button carries it.
            let id = (place == 0).then(|| name.clone());
            view! {
                <label>
                    <input
                        type={"radio"}
                        id={id}
                        name={name.clone()}
                        prop:checked={checked}
                        on:change={move |_| choose(value.clone())}
                    />
                    <span>{option.label}</span>
                </label>
            }
        })
        .collect();
    let fault = marks.fault;
    view! {
        <fieldset class={"field"} aria-describedby={marks.described()}>
            <legend>{marks.label.clone()} {marks.aside()}</legend>
            <div class={"seg"}>{radios}</div>
            {marks.hint_line()}
            {error_line(&marks.id, fault)}
        </fieldset>
    }
    .into_any()
}
