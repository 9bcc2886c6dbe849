//! A field that nobody types.

use super::controls::Slot;
use crate::{
    domain::lang::Lang,
    forms::field::Field,
    i18n::fields::fields,
    ui::{
        field::fieldset,
        tree::{View, el},
    },
};

/// The result with its unit, said when it changes.
pub(super) fn computed(lang: Lang, field: &Field, slot: Slot) -> View {
    let l = fields(lang);
    let mut marks = slot.marks;
    marks.optional = None;
    marks.hint = Some(marks.hint.unwrap_or_else(|| l.computed.to_owned()));
    let unit = field.unit(lang).map(str::to_owned);
    let value = slot.value;
    let said = move || match (value(), &unit) {
        (value, _) if value.is_empty() => l.computed_open.to_owned(),
        (value, Some(unit)) => format!("{value} {unit}"),
        (value, None) => value,
    };
    let result = el("output")
        .attr("id", &marks.id)
        .attr("tabindex", "-1")
        .attr("aria-label", &marks.label)
        .live_text(said);
    fieldset(&marks, result)
}
