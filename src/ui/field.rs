//! A field: label above, control, hint, error beside it.

use super::{
    icon::{Icon, icon},
    tree::{El, Live, View, el, follow, set},
};
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{Element, Event, InputEvent, KeyboardEvent},
};
use std::rc::Rc;

/// What stands around a control.
#[derive(Clone)]
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
    pub fault: Live<Option<String>>,
}

impl Marks {
    /// A label and what may be wrong.
    pub fn new(id: &str, label: &str, fault: Live<Option<String>>) -> Self {
        Self {
            id: id.to_owned(),
            label: label.to_owned(),
            optional: None,
            hint: None,
            fault,
        }
    }

    /// Ids of the unit, the hint and the error, for `aria-describedby`.
    pub fn described(&self) -> String {
        format!("{0}-unit {0}-hint {0}-error", self.id)
    }

    /// 选填, a word of its own in the control's name.
    pub fn aside(&self) -> View {
        let aside = |text| View::all([" ".into(), el("span").class("opt").child(text).into()]);
        self.optional.map(aside).into()
    }

    /// The line that helps.
    pub fn hint_line(&self) -> View {
        let hint = self.hint.as_deref();
        hint.map(|hint| {
            el("p")
                .class("hint")
                .attr("id", &format!("{}-hint", self.id))
                .child(hint)
        })
        .into()
    }
}

/// The error beside a field; where there is one, its control says that it is wrong.
fn error_line(marks: &Marks, control: Option<Element>) -> El {
    let line = el("div").attr("id", &format!("{}-error", marks.id));
    let (place, fault) = (line.element(), Rc::clone(&marks.fault));
    follow(Box::new(move || {
        let fault = fault();
        if let Some(control) = &control {
            set(control, "aria-invalid", fault.is_some().then_some("true"));
        }
        place.set_text_content(None);
        if let Some(text) = fault {
            let told = el("p").class("error").child(icon(Icon::Alert)).child(text);
            View::from(told).put_into(&place);
        }
    }));
    line
}

/// Several controls under one legend.
pub fn fieldset(marks: &Marks, controls: El) -> View {
    let legend = el("legend")
        .child(marks.label.as_str())
        .child(marks.aside());
    el("fieldset")
        .class("field")
        .attr("aria-describedby", &marks.described())
        .child(legend)
        .child(controls)
        .child(marks.hint_line())
        .child(error_line(marks, None))
        .into()
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

/// A control of text: what stands in it, and what is called with it, never while an input method composes.
pub struct Text {
    /// What stands around it.
    pub marks: Marks,
    /// What stands in it.
    pub value: Live<String>,
    /// An example while it is empty.
    pub placeholder: String,
    /// Below it, beside the hint.
    pub below: View,
    /// Called with what was typed.
    pub typed: Rc<dyn Fn(String)>,
}

/// A line of text, with its unit behind it. How it is typed is followed where it begins as a password: each thing that is
/// followed costs time where a form has many lines.
pub fn line(text: Text, typing: Live<Typing>, unit: Option<&str>) -> View {
    let first = untrack(|| typing());
    let mut input = el("input")
        .attr("type", first.kind)
        .attr("inputmode", first.keyboard)
        .attr("autocapitalize", first.capitals)
        .attr("autocomplete", first.complete)
        .on("keydown", keep_word_picking);
    if first.kind == "password" {
        let of = |part: fn(&Typing) -> &'static str| {
            let typing = Rc::clone(&typing);
            move || Some(part(&typing()).to_owned())
        };
        input = input
            .bind("type", of(|typing| typing.kind))
            .bind("autocomplete", of(|typing| typing.complete));
    }
    let marks = text.marks.clone();
    let (below, input) = text.below_and(input);
    let typed_in = input.element();
    let control = match unit {
        Some(unit) => el("div").class("unit").child(input).child(
            el("span")
                .attr("id", &format!("{}-unit", marks.id))
                .attr("aria-hidden", "true")
                .child(unit),
        ),
        None => input,
    };
    labelled(marks, control, typed_in, below)
}

/// Many lines of text, growing with what is written.
pub fn area(text: Text) -> View {
    let marks = text.marks.clone();
    let (below, control) = text.below_and(el("textarea").attr("rows", "5"));
    let typed_in = control.element();
    labelled(marks, control, typed_in, below)
}

impl Text {
    /// The control, following its value and telling what is typed; and what stands below it.
    pub(super) fn below_and(self, control: El) -> (View, El) {
        let Self {
            marks,
            value,
            placeholder,
            below,
            typed,
        } = self;
        let done = Rc::clone(&typed);
        let control = described(control, &marks)
            .class("in")
            .attr("dir", "auto")
            .maybe(
                "placeholder",
                (!placeholder.is_empty()).then_some(placeholder.as_str()),
            )
            .prop("value", move || JsValue::from_str(&value()))
            .on("input", move |event| {
                if !is_composing(&event) {
                    typed(event_target_value(&event));
                }
            })
            .on("compositionend", move |event| {
                done(event_target_value(&event))
            });
        (below, control)
    }
}

/// A choice from a list of the platform's own.
pub fn select(
    marks: Marks,
    options: Vec<(String, String)>,
    chosen: Live<String>,
    choose: impl Fn(String) + 'static,
) -> View {
    let control = described(el("select"), &marks)
        .class("in")
        .child(choices(options));
    let control = control
        .prop("value", move || JsValue::from_str(&chosen()))
        .on("change", move |event| choose(event_target_value(&event)));
    let list = control.element();
    labelled(marks, control, list, View::none())
}

/// The options of a list: value and label.
pub fn choices(options: Vec<(String, String)>) -> View {
    View::all(
        options
            .into_iter()
            .map(|(value, label)| el("option").attr("value", &value).child(label).into()),
    )
}

/// A list to choose from, named for those who can't see what it stands beside.
pub fn picker(
    name: &str,
    options: Vec<(String, String)>,
    choose: impl Fn(String) + 'static,
) -> View {
    let list = el("select").class("in").child(choices(options));
    let list = list.on("change", move |event| choose(event_target_value(&event)));
    el("label")
        .child(el("span").class("vh").child(name))
        .child(list)
        .into()
}

fn described(control: El, marks: &Marks) -> El {
    control
        .attr("id", &marks.id)
        .attr("aria-describedby", &marks.described())
}

/// A control under its label, with what stands below it; `inner` is the control itself where it stands in something.
pub(super) fn labelled(marks: Marks, control: El, inner: Element, below: View) -> View {
    let label = el("label")
        .attr("for", &marks.id)
        .child(marks.label.as_str())
        .child(marks.aside());
    let below = el("div")
        .class("below")
        .child(marks.hint_line())
        .child(below);
    el("div")
        .class("field")
        .child(label)
        .child(control)
        .child(below)
        .child(error_line(&marks, Some(inner)))
        .into()
}

fn is_composing(event: &Event) -> bool {
    event
        .dyn_ref::<InputEvent>()
        .is_some_and(InputEvent::is_composing)
}

/// The Enter that picks a word (key code 229 where `isComposing` is late, as in Safari) never submits the form.
pub(super) fn keep_word_picking(event: Event) {
    let picks =
        |key: &KeyboardEvent| key.key() == "Enter" && (key.is_composing() || key.key_code() == 229);
    if event.dyn_ref().is_some_and(picks) {
        event.prevent_default();
    }
}
