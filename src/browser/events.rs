//! What the browser tells by itself: online, visible, a minute later. Hints, never facts.

use super::{
    clock::wall,
    deeds::{Deed, carry_out},
    preferences::TURN,
    sending,
    wiring::Wiring,
};
use crate::{
    state::ask::{Again, Ask, EventAsk},
    storage::idb::{field, text},
};
use leptos::{leptos_dom::helpers::window_event_listener_untyped, prelude::*};
use std::{rc::Rc, time::Duration};

/// Follows the browser's hints for as long as what is drawn stands.
pub(super) fn follow(wiring: &Rc<Wiring>) {
    let heard = |hint: fn(&Rc<Wiring>)| {
        let wiring = Rc::downgrade(wiring);
        move || {
            if let Some(w) = wiring.upgrade() {
                hint(&w);
            }
        }
    };
    let (online, shown) = (heard(came_online), heard(was_shown));
    let online = window_event_listener_untyped("online", move |_| online());
    let shown = window_event_listener_untyped("visibilitychange", move |_| shown());
    let turned = heard(may_be_anothers);
    let turned = window_event_listener_untyped("storage", move |event| {
        if text(&field(&event, "key")) == TURN && field(&event, "newValue").is_string() {
            turned();
        }
    });
    // Where there are no timers the clock moves when the page is shown again.
    let minutes = set_interval_with_handle(heard(minute), Duration::from_secs(60));
    on_cleanup(move || {
        online.remove();
        shown.remove();
        turned.remove();
        if let Ok(minutes) = minutes {
            minutes.clear();
        }
    });
}

fn came_online(w: &Rc<Wiring>) {
    if let Some(partition) = w.open() {
        partition.came_online.set(true);
        sending::kick(w);
    }
}

/// In another window something may have been written, or a member came or went: the page looks whose phone it is now, and shows nothing more of the one before.
fn may_be_anothers(w: &Rc<Wiring>) {
    if let Some(partition) = w.open() {
        partition.runtime.visible();
        sending::kick(w);
    }
}

fn was_shown(w: &Rc<Wiring>) {
    if is_hidden() {
        return;
    }
    w.handles.clock.0.set(wall());
    may_be_anothers(w);
    if w.open().is_some() {
        look_again(w, Again::Shown);
    }
}

fn minute(w: &Rc<Wiring>) {
    w.handles.clock.0.set(wall());
    if !is_hidden() && w.open().is_some() {
        look_again(w, Again::Minute);
    }
}

fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|page| page.hidden())
}

/// A place may have been freed meanwhile.
fn look_again(w: &Rc<Wiring>, when: Again) {
    if w.handles.session.holds_events.get_untracked() {
        carry_out(w, Deed::Ask(Ask::Event(EventAsk::Again(when))));
    }
}
