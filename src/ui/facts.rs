//! What was answered, each with the name of its field.

use super::tree::{View, el};

/// Names and texts, in order.
pub fn facts(all: impl IntoIterator<Item = (String, String)>) -> View {
    let fact = |(label, text): (String, String)| {
        let text = el("dd").class("prose").attr("dir", "auto").child(text);
        el("div").child(el("dt").child(label)).child(text).into()
    };
    let facts: Vec<View> = all.into_iter().map(fact).collect();
    el("dl").class("facts").child(facts).into()
}
