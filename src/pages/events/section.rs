//! The events on the home page: what asks for an answer, what waits, what comes next.

use super::{
    list::{clash, pending, seen},
    row,
    seen::Seen,
};
use crate::{
    agenda::choices::Choice,
    domain::{event::LeaveState, lang::Lang},
    i18n::{events::events, fill, words},
    route::Route,
    state::{
        ask::{Ask, EventAsk},
        at::At,
        attending::{Absence, Presence, Stand, act_of},
        desk::Pile,
        telling::Tone,
        telling_acts,
    },
    ui::{
        link::link,
        notice::notice,
        row::rows as drawn,
        tree::{View, el},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// How many events show.
const FEW: usize = 4;

/// The section; empty where nothing is known.
pub fn section(lang: Lang, at: At) -> View {
    at.asks.ask(Ask::Event(EventAsk::Forms));
    at.asks.ask(Ask::Event(EventAsk::Requests));
    let year = at.clock.today_untracked().year();
    at.asks.ask(Ask::Event(EventAsk::Read(year)));
    let shown = Memo::new(move |_| {
        let mut all = seen(at);
        all.retain(|seen| !seen.is_over() && seen.event.cancelled.is_none() || is_news(seen));
        let mine: Vec<_> = all
            .iter()
            .filter(|it| it.takes_part())
            .map(|it| Arc::clone(&it.event))
            .collect();
        // What asks for an answer first, then what comes next.
        let (news, next): (Vec<Seen>, Vec<Seen>) = all.into_iter().partition(is_news);
        let next = next.into_iter().filter(Seen::takes_part);
        news.iter()
            .cloned()
            .chain(next.take(FEW.saturating_sub(news.len())))
            .map(|seen| row::line(lang, &seen, clash(&seen, &mine)))
            .collect::<Vec<_>>()
    });
    let to_decide = Memo::new(move |_| pending(at));
    View::all([
        el("div")
            .attr("role", "status")
            .live(move || decisions(lang, to_decide.get()))
            .into(),
        View::live(move || orphans(lang, at)),
        View::live(move || rows(lang, shown.get())),
    ])
}

/// What was refused about events that no list has any more.
fn orphans(lang: Lang, at: At) -> View {
    let dates = at.calendar.dates();
    let mut refused = at.desk.pile(Pile::Needing);
    refused.retain(|row| act_of(row).is_some_and(|(_, id)| dates.event(&id).is_none()));
    if refused.is_empty() {
        return View::none();
    }
    let told = refused.iter().map(|row| telling_acts::item(lang, at, row));
    View::all([
        el("h2")
            .class("sec")
            .child(words(lang).waiting_for_me)
            .into(),
        drawn(told.collect()),
    ])
}

fn decisions(lang: Lang, pending: usize) -> View {
    let own = events(lang);
    if pending == 0 {
        return View::none();
    }
    let text = fill(own.approvals_n, &[("n", &pending.to_string())]);
    let way = link(Route::Approvals, "", false, own.look);
    notice(Tone::Due, text, Some(way))
}

fn rows(lang: Lang, lines: Vec<row::Line>) -> View {
    let own = events(lang);
    if lines.is_empty() {
        return View::none();
    }
    let heading = el("h2").class("sec").child(own.home_next).child(link(
        Route::Events(None),
        "",
        false,
        own.home_all,
    ));
    View::all([heading.into(), row::plain(lines)])
}

/// It asks for an answer, was just answered, or waits.
fn is_news(seen: &Seen) -> bool {
    let refused = matches!(seen.stand, Stand::Refused(_))
        || matches!(seen.absence, Absence::Refused(_))
        || matches!(seen.presence, Presence::Refused(_));
    let asks = !seen.is_over()
        && (seen.is_changed()
            || seen.may(Choice::CheckIn)
            || matches!(
                seen.stand,
                Stand::Noted
                    | Stand::CancelNoted
                    | Stand::AcceptNoted
                    | Stand::ChangeNoted
                    | Stand::Offered(_)
                    | Stand::InLine(_)
                    | Stand::Submitted
            )
            || matches!(
                seen.absence,
                Absence::Noted | Absence::WithdrawNoted | Absence::Asked(LeaveState::Pending)
            )
            || seen.event.cancelled.is_some() && has_answered(seen));
    refused || asks
}

/// The member had answered before it was called off.
fn has_answered(seen: &Seen) -> bool {
    seen.event.mine.sign_up.is_some() && !matches!(seen.stand, Stand::Cancelled { .. })
}
