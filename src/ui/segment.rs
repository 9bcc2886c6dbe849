//! A few choices side by side: radio buttons of the platform.

use super::{
    field::{Marks, fieldset},
    tree::{Live, View, el},
};
use std::rc::Rc;

/// One of the answers to choose from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pick {
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// Radio buttons under a legend; `chosen` is followed, `choose` is called with the value.
pub fn segment(
    marks: Marks,
    picks: Vec<Pick>,
    chosen: Live<String>,
    choose: Rc<dyn Fn(String)>,
) -> View {
    let radio = |(place, pick): (usize, Pick)| {
        let (choose, chosen) = (Rc::clone(&choose), Rc::clone(&chosen));
        let (value, mine) = (pick.value.clone(), pick.value);
        let input = el("input")
            .attr("type", "radio")
            .attr("name", &marks.id)
            // The summary of faults leads to the field's own id: the first button carries it.
            .maybe("id", (place == 0).then_some(marks.id.as_str()))
            .prop("checked", move || (chosen() == mine).into())
            .on("change", move |_| choose(value.clone()));
        el("label")
            .child(input)
            .child(el("span").child(pick.label))
            .into()
    };
    let radios: Vec<View> = picks.into_iter().enumerate().map(radio).collect();
    fieldset(&marks, el("div").class("seg").child(radios))
}
