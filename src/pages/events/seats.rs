//! 名额: all seats, and those of the member's sector.

use crate::{
    domain::{event::Event, lang::Lang},
    i18n::{events::events, fill},
    ui::tree::{View, el},
};

/// What is taken and what is left.
pub(super) fn seats(lang: Lang, event: &Event, sector: &str) -> View {
    let own = events(lang);
    let Some(seats) = event.seats else {
        return View::none();
    };
    let (taken, all) = (seats.taken.to_string(), seats.all.to_string());
    let told = fill(own.seats_told, &[("taken", &taken), ("all", &all)]);
    let left = seats.all.saturating_sub(seats.taken);
    let mine = event
        .quotas
        .iter()
        .find(|quota| quota.sector == sector)
        .map(|quota| {
            // What is left of a quota is never more than what is left at all.
            let left = quota.seats.all.saturating_sub(quota.seats.taken).min(left);
            let pattern = if left == 0 {
                own.quota_none
            } else {
                own.quota_left
            };
            fill(pattern, &[("sector", sector), ("n", &left.to_string())])
        });
    let free = if left == 0 {
        own.seats_none.to_owned()
    } else {
        fill(own.seats_left, &[("n", &left.to_string())])
    };
    let said = mine
        .filter(|_| left > 0)
        .map_or(free.clone(), |mine| format!("{free} · {mine}"));
    let bar = el("progress")
        .attr("max", &all)
        .attr("value", &taken)
        .attr("aria-hidden", "true");
    View::all([
        el("h2")
            .class("sec")
            .child(own.seats)
            .child(el("small").child(told))
            .into(),
        bar.into(),
        el("p").class("hint").child(said).into(),
    ])
}
