//! A line of text with choices that follow what is typed: the combobox of the WAI-ARIA practices. The focus stays in the
//! line; the arrows move among the choices, Enter takes one, Escape leaves them.

use super::{
    field::{Text, keep_word_picking, labelled},
    tree::{El, View, el},
};
use crate::state::writing::PRESS;
use leptos::{
    leptos_dom::helpers::set_timeout,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Event, HtmlElement, KeyboardEvent},
};
use std::rc::Rc;

/// One of the choices.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// What is taken.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// What fits what was typed.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Offer {
    /// In order.
    pub options: Vec<Choice>,
    /// What is said of it: that there is none, or that there are more.
    pub said: String,
}

/// What is open below the line.
#[derive(Clone, Copy)]
struct State {
    open: RwSignal<bool>,
    /// Typed since it was opened.
    sought: RwSignal<String>,
    at: RwSignal<Option<usize>>,
}

impl State {
    fn close(self) {
        self.open.set(false);
        self.at.set(None);
        self.sought.set(String::new());
    }
}

/// The line and its choices; `find` is asked once for each change of what was typed.
pub fn combo(text: Text, find: impl Fn(&str) -> Offer + 'static) -> View {
    let state = State {
        open: RwSignal::new(false),
        sought: RwSignal::new(String::new()),
        at: RwSignal::new(None),
    };
    let find = StoredValue::new_local(find);
    let offer = Memo::new(move |_| {
        if !state.open.get() {
            return Offer::default();
        }
        state
            .sought
            .with(|sought| find.with_value(|find| find(sought)))
    });
    let (id, marks) = (text.marks.id.clone(), text.marks.clone());
    let list_id = format!("{id}-list");
    let option_id = {
        let id = id.clone();
        move |place: usize| format!("{id}-option-{place}")
    };
    let (typed, write) = (Rc::clone(&text.typed), Rc::clone(&text.typed));
    let take: Rc<dyn Fn(usize)> = Rc::new(move |place| {
        let value = offer.with_untracked(|offer| {
            let option = offer.options.get(place);
            option.map(|option| option.value.clone())
        });
        if let Some(value) = value {
            typed(value);
            state.close();
        }
    });
    let seek = move |text: String| {
        state.sought.set(text.clone());
        state.open.set(true);
        state.at.set(None);
        write(text);
    };
    let shown = move || state.open.get() && offer.with(|offer| !offer.options.is_empty());
    let expanded = move || Some(shown().to_string());
    let active = {
        let option_id = option_id.clone();
        move || state.at.get().map(&option_id)
    };
    let chosen = Rc::clone(&take);
    let input = el("input")
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("autocomplete", "off")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", &list_id)
        .bind("aria-expanded", expanded)
        .bind("aria-activedescendant", active)
        .on("click", move |_| state.open.set(true))
        .on("focusout", move |_| {
            // The form may be gone by then.
            let close = move || {
                let _ = state.open.try_set(false);
            };
            set_timeout(close, PRESS);
        })
        .on("keydown", move |event| {
            keep_word_picking(event.clone());
            pressed(&event, state, offer, &chosen);
        });
    let text = Text {
        typed: Rc::new(seek),
        ..text
    };
    let (below, input) = text.below_and(input);
    let list = el("ul")
        .attr("id", &list_id)
        .attr("role", "listbox")
        .attr("aria-label", &marks.label)
        .bind("hidden", move || (!shown()).then(String::new))
        // A press on a choice leaves the focus in the line.
        .on("mousedown", |event| event.prevent_default());
    follow_active(&list, state);
    let options = move || {
        let options = offer.with(|offer| offer.options.clone());
        let option = |(place, option): (usize, Choice)| {
            let take = Rc::clone(&take);
            el("li")
                .attr("id", &option_id(place))
                .attr("role", "option")
                .bind("aria-selected", move || {
                    Some((state.at.get() == Some(place)).to_string())
                })
                .child(option.label)
                .press(move || take(place))
                .into()
        };
        View::all(options.into_iter().enumerate().map(option))
    };
    let said = el("p")
        .class("hint")
        .attr("role", "status")
        .live_text(move || offer.with(|offer| offer.said.clone()));
    let typed_in = input.element();
    let control = el("div")
        .class("combo")
        .child(input)
        .child(list.live(options));
    labelled(marks, control, typed_in, View::all([below, said.into()]))
}

/// What a key does.
fn pressed(event: &Event, state: State, offer: Memo<Offer>, take: &Rc<dyn Fn(usize)>) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    if key.is_composing() || key.key_code() == 229 {
        return;
    }
    let open = state.open.get_untracked();
    let at = state.at.get_untracked();
    let count = offer.with_untracked(|offer| offer.options.len());
    let mut used = true;
    match key.key().as_str() {
        "ArrowDown" if !open => state.open.set(true),
        "ArrowDown" if count > 0 => state.at.set(Some(at.map_or(0, |at| (at + 1) % count))),
        "ArrowUp" if open && count > 0 => {
            let before = at.filter(|at| *at > 0).unwrap_or(count);
            state.at.set(Some(before - 1));
        }
        "Enter" if open => match at {
            Some(at) => take(at),
            None => state.close(),
        },
        "Escape" if open => state.close(),
        _ => used = false,
    }
    if used {
        event.prevent_default();
    }
}

/// The choice that the arrows reached is brought into sight within the list.
fn follow_active(list: &El, state: State) {
    let list = list.element();
    Effect::new(move |_| {
        let place = state.at.get().and_then(|at| u32::try_from(at).ok());
        let option = place.and_then(|place| list.children().item(place));
        if let Some(option) = option.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let middle = option.offset_top() - list.client_height() / 2;
            list.set_scroll_top(middle);
        }
    });
}
