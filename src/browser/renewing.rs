//! A lost sign-in is renewed once, quietly; then the member is asked.

use super::{
    clock::wall,
    deeds::{Deed, carry_out},
    disk::Disk,
    elsewhere, incidents, line,
    partition::Partition,
    sending::kick,
    wiring::Wiring,
};
use crate::{
    profile::fault::Fault,
    transport::{client::Client, http::Http},
};
use leptos::prelude::*;
use std::rc::Rc;

/// Who finds it lost within this time speaks of the sign-in before the last renewal.
const JUST_NOW_MS: i64 = 10_000;
/// A sign-in that is lost again so soon is not worth another renewal.
const SOON_MS: i64 = 60_000;

/// A list that could not be had: where the sign-in is lost, it is renewed, and the list read then.
pub(super) fn heed(w: &Rc<Wiring>, fault: &Fault) {
    incidents::note_fault(fault);
    if *fault == Fault::SignInLost {
        let again = since(w) < SOON_MS && since(w) >= JUST_NOW_MS;
        w.unread.set(true);
        carry_out(w, Deed::Renew { again });
    }
}

fn since(w: &Wiring) -> i64 {
    wall().0.saturating_sub(w.renewed.get().0)
}

/// One quiet renewal, where there is such a thing; then the member is asked.
pub(super) async fn renew(w: &Rc<Wiring>, again: bool) {
    let Some(partition) = w.open() else { return };
    let turn = w.renewing.lock().await;
    let Some(client) = line::client(w, &partition).await else {
        return w.handles.session.expired.set(true);
    };
    if !again && since(w) < JUST_NOW_MS {
        // While the page around the app is asked, and where it gave the same again, nothing more goes under what is refused.
        if w.refused.borrow().is_some() && *w.refused.borrow() == client.signature() {
            return;
        }
        partition.runtime.signed_in();
        return kick(w);
    }
    w.arrived.set(w.unread.take());
    if !again && client.profile().host_gives() {
        w.renewed.set(wall());
        w.refused.replace(client.signature());
        drop(turn);
        elsewhere::ask_host(w, true).await;
        if !w.handles.session.expired.get_untracked() {
            w.refused.take();
        }
        return;
    }
    let before = client.signature();
    let fresh = if again {
        None
    } else {
        exchanged(&partition, client).await
    };
    match fresh {
        Some(token) => {
            w.renewed.set(wall());
            partition.renew(&token).await;
            kick(w);
        }
        // Another tab renewed it, or somebody signed in meanwhile.
        None if !again && client.signature() != before => {
            partition.runtime.signed_in();
            kick(w);
        }
        None => w.handles.session.expired.set(true),
    }
}

/// Another token. What another tab renewed before is exchanged in place of this one's: some providers take a token that
/// is exchanged twice for stolen.
async fn exchanged(partition: &Partition, client: &Client<Http>) -> Option<String> {
    let kept = match partition.runtime.store() {
        Disk::Kept(db) => db.kept_token().await.ok().flatten(),
        Disk::Visit(_) => None,
    };
    if kept.is_some() {
        client.set_token(kept);
    }
    Some(client.refresh().await.ok()??.token)
}
