//! A field: label above, control, hint, error beside it.

use super::icon::{Icon, icon};
use leptos::{
    ev::{Event, KeyboardEvent},
    prelude::*,
};

/// What stands around a control.
#[derive(Clone, Debug)]
pub struct Marks {
    /// The control's id on the page.
    pub id: String,
    /// Above it.
    pub label: String,
    /// Behind the label: 选填.
    pub optional: Option<&'static str>,
    /// Below it.
    pub hint: Option<String>,
    /// What is wrong, in words; `None` where nothing is.
    pub fault: Signal<Option<String>>,
}

impl Marks {
    /// Ids of the hint and of the error, for `aria-describedby`.
    pub fn described(&self) -> String {
        format!("{0}-hint {0}-error", self.id)
    }

    /// 选填
    pub fn aside(&self) -> AnyView {
        self.optional
            .map(|text| view! { <span class={"opt"}>{text}</span> })
            .into_any()
    }

    /// The line that helps.
    pub fn hint_line(&self) -> AnyView {
        let id = format!("{}-hint", self.id);
        self.hint
            .clone()
            .map(|hint| view! { <p class={"hint"} id={id}>{hint}</p> })
            .into_any()
    }
}

/// The error beside a field; read aloud when it appears.
pub fn error_line(id: &str, fault: Signal<Option<String>>) -> AnyView {
    let id = format!("{id}-error");
    view! {
        <div id={id}>
            {move || fault.get().map(|text| view! { <p class={"error"}>{icon(Icon::Alert)} {text}</p> })}
        </div>
    }
    .into_any()
}

/// How a line of text is typed.
#[derive(Clone, Copy, Debug)]
pub struct Typing {
    /// The `type` of the input: `text`, `password`, `date`.
    pub kind: &'static str,
    /// `inputmode`
    pub keyboard: &'static str,
    /// `autocapitalize`
    pub capitals: &'static str,
    /// `autocomplete`
    pub complete: &'static str,
}

impl Typing {
    /// Plain text.
    pub const TEXT: Self = Self {
        kind: "text",
        keyboard: "text",
        capitals: "sentences",
        complete: "off",
    };
}

/// A line of text. `typed` is called with what stands in it, never while an input method composes.
pub fn line(
    marks: Marks,
    typing: Signal<Typing>,
    placeholder: String,
    value: Signal<String>,
    unit: Option<String>,
    below: AnyView,
    typed: impl Fn(String) + Clone + 'static,
) -> AnyView {
    let input = view! {
        <input
            class={"in"}
            id={marks.id.clone()}
            type={move || typing.get().kind}
            inputmode={move || typing.get().keyboard}
            autocapitalize={move || typing.get().capitals}
            autocomplete={move || typing.get().complete}
            placeholder={placeholder}
            prop:value={value}
            aria-invalid={invalid(marks.fault)}
            aria-describedby={marks.described()}
            on:keydown={keep_word_picking}
            on:input={settled(typed.clone())}
            on:compositionend={finished(typed)}
        />
    };
    let control = match unit {
        Some(unit) => {
            view! { <div class={"unit"}>{input} <span aria-hidden={"true"}>{unit}</span></div> }
                .into_any()
        }
        None => input.into_any(),
    };
    labelled(marks, control, below)
}

/// Many lines of text, growing with what is written.
pub fn area(
    marks: Marks,
    placeholder: String,
    value: Signal<String>,
    below: AnyView,
    typed: impl Fn(String) + Clone + 'static,
) -> AnyView {
    let control = view! {
        <textarea
            class={"in"}
            id={marks.id.clone()}
            rows={"5"}
            placeholder={placeholder}
            prop:value={value}
            aria-invalid={invalid(marks.fault)}
            aria-describedby={marks.described()}
            on:input={settled(typed.clone())}
            on:compositionend={finished(typed)}
        ></textarea>
    };
    labelled(marks, control.into_any(), below)
}

/// A choice from a list of the platform's own.
pub fn select(
    marks: Marks,
    options: Vec<(String, String)>,
    chosen: Signal<String>,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, label)| {
            let mine = value.clone();
            let selected = move || chosen.with(|chosen| *chosen == mine);
            view! { <option value={value} prop:selected={selected}>{label}</option> }
        })
        .collect();
    let control = view! {
        <select
            class={"in"}
            id={marks.id.clone()}
            aria-invalid={invalid(marks.fault)}
            aria-describedby={marks.described()}
            on:change={move |event: Event| choose(event_target_value(&event))}
        >
            {options}
        </select>
    };
    labelled(marks, control.into_any(), ().into_any())
}

fn labelled(marks: Marks, control: AnyView, below: AnyView) -> AnyView {
    view! {
        <div class={"field"}>
            <label for={marks.id.clone()}>{marks.label.clone()} {marks.aside()}</label>
            {control}
            <div class={"below"}>{marks.hint_line()} {below}</div>
            {error_line(&marks.id, marks.fault)}
        </div>
    }
    .into_any()
}

fn invalid(fault: Signal<Option<String>>) -> impl Fn() -> Option<&'static str> {
    move || fault.with(|fault| fault.is_some().then_some("true"))
}

/// What was typed, unless an input method is still composing it.
fn settled(typed: impl Fn(String) + 'static) -> impl Fn(Event) + 'static {
    move |event: Event| {
        let composing = event_is_composing(&event);
        if !composing {
            typed(event_target_value(&event));
        }
    }
}

/// The composition is over: what stands in the field counts.
fn finished(typed: impl Fn(String) + 'static) -> impl Fn(leptos::ev::CompositionEvent) + 'static {
    move |event| typed(event_target_value(&event))
}

fn event_is_composing(event: &Event) -> bool {
    use leptos::wasm_bindgen::JsCast;
    event
        .dyn_ref::<leptos::web_sys::InputEvent>()
        .is_some_and(leptos::web_sys::InputEvent::is_composing)
}

/// The Enter that picks a word (key code 229 where `isComposing` is late, as in Safari) never submits the form.
fn keep_word_picking(event: KeyboardEvent) {
    if event.key() == "Enter" && (event.is_composing() || event.key_code() == 229) {
        event.prevent_default();
    }
}
