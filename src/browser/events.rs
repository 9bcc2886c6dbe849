//! What the browser tells by itself: online, visible, a minute later. Hints, never facts.

use super::{
    clock::wall,
    deeds::{Deed, carry_out},
    sending,
    wiring::Wiring,
};
use crate::state::ask::{Again, Ask, EventAsk};
use leptos::{ev, prelude::*};
use std::{rc::Rc, time::Duration};

/// Follows the browser's hints for as long as the page lives.
pub(super) fn follow(wiring: &Rc<Wiring>) {
    let w = Rc::clone(wiring);
    let _online = window_event_listener(ev::online, move |_| {
        if let Some(partition) = w.open() {
            partition.came_online.set(true);
            sending::kick(&w);
        }
    });
    let w = Rc::clone(wiring);
    let _shown = window_event_listener(ev::visibilitychange, move |_| {
        if is_hidden() {
            return;
        }
        w.handles.clock.0.set(wall());
        if let Some(partition) = w.open() {
            partition.runtime.visible();
            sending::kick(&w);
            look_again(&w, Again::Shown);
        }
    });
    let w = Rc::clone(wiring);
    let minute = move || {
        w.handles.clock.0.set(wall());
        if !is_hidden() && w.open().is_some() {
            look_again(&w, Again::Minute);
        }
    };
    // Where there are no timers the clock moves when the page is shown again.
    let _ = set_interval_with_handle(minute, Duration::from_secs(60));
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
