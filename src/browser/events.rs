//! What the browser tells by itself: online, visible, a minute later. Hints, never facts.

use super::{
    clock::wall,
    deeds::{Deed, carry_out},
    sending,
    wiring::Wiring,
};
use crate::state::ask::{Ask, EventAsk};
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
        let hidden = web_sys::window()
            .and_then(|window| window.document())
            .is_some_and(|page| page.hidden());
        if hidden {
            return;
        }
        w.handles.clock.0.set(wall());
        if let Some(partition) = w.open() {
            partition.runtime.visible();
            sending::kick(&w);
            if w.handles.session.holds_events.get_untracked() {
                // A place may have been freed meanwhile.
                let year = w.handles.clock.today_untracked().year();
                carry_out(&w, Deed::Ask(Ask::Event(EventAsk::Read(year))));
            }
        }
    });
    let clock = wiring.handles.clock;
    // Where there are no timers the clock moves when the page is shown again.
    let _ = set_interval_with_handle(move || clock.0.set(wall()), Duration::from_secs(60));
}
