//! The trip to the organisation's provider and back. The page ends in between: what it needs then is kept for that one time, in
//! IndexedDB, since Chromium 156 was seen to give an older `sessionStorage` to a page that came back from another site.

use super::{
    clock::{mint, wall},
    disk::Disk,
    gate, history,
    wiring::Wiring,
};
use crate::{
    profile::{
        Profile,
        oidc::Oidc,
        reading::Session,
        trip::{Return, Trip, TripFault},
    },
    route::Route,
    state::{
        ask::Keep,
        session::{Attempt, Keeping, SignInFault},
    },
    storage::{cipher::sha256_bytes, directory},
    transport::{client::Client, http::Http},
};
use leptos::prelude::*;
use std::rc::Rc;

/// Leaves for the provider, with what the member chose for their return.
pub(super) async fn set_out(w: &Rc<Wiring>, client: &Client<Http>, oidc: &Oidc, keep: &Keep) {
    let left = match way(w, client, oidc, keep).await {
        // Who comes back by the browser's own arrow finds a page that can set out again.
        Ok(url) => match window().location().assign(&url) {
            Ok(()) => Attempt::Idle,
            Err(_) => Attempt::Failed(told(w, TripFault::Unreachable)),
        },
        Err(fault) => Attempt::Failed(fault),
    };
    w.handles.session.attempt.set(left);
}

async fn way(
    w: &Rc<Wiring>,
    client: &Client<Http>,
    oidc: &Oidc,
    keep: &Keep,
) -> Result<String, SignInFault> {
    let words = w.deed_words();
    let fault = |words| SignInFault::Elsewhere { words };
    if !outlives(w).await {
        return Err(fault(words.trip_would_lose));
    }
    let key = || mint().as_str().to_owned();
    let keep = match keep {
        Keep::No => 'n',
        Keep::Open => 'o',
        // It is asked for again: nothing of it is kept in the clear.
        Keep::Passphrase(_) => 'p',
    };
    let trip = Trip {
        state: key(),
        nonce: key(),
        verifier: key() + &key(),
        begun: wall(),
        note: format!("{keep}{}", history::here().path()),
    };
    let digest = sha256_bytes(trip.verifier.as_bytes()).await;
    let digest = digest.map_err(|_| fault(words.trip_insecure))?;
    let provider = client.provider(oidc).await;
    let provider = provider.map_err(|fault| told(w, fault))?;
    let kept = directory::keep_trip(&trip.kept()).await;
    kept.map_err(|_| fault(words.trip_not_kept))?;
    let shared = w.handles.settings.shared.get_untracked();
    Ok(oidc.set_out(&provider, &trip, &digest, &back(), shared))
}

/// Whether what waits here is still to be read when the page was left.
async fn outlives(w: &Wiring) -> bool {
    let Some(open) = w.open() else { return true };
    if open.keeping != Keeping::Visit || w.handles.desk.rows.with_untracked(Vec::is_empty) {
        return true;
    }
    match open.runtime.store() {
        Disk::Kept(db) => db.leave_key().await.is_ok(),
        Disk::Visit(_) => false,
    }
}

/// Ends the trip that the address tells of, if it tells of one.
pub(super) async fn come_back(w: &Rc<Wiring>, profile: &Profile) {
    let query = window().location().search().unwrap_or_default();
    let (Some(oidc), Some(back), Route::SignIn) =
        (profile.oidc(), Return::read(&query), history::here())
    else {
        return;
    };
    // Once: whatever comes of it, neither is there for a second time.
    history::rename(w, &Route::SignIn);
    let trip = take().await;
    if trip.is_none() && w.open().is_some() {
        // Nobody set out here, and somebody is signed in.
        return;
    }
    w.handles.session.attempt.set(Attempt::Busy);
    let client = Client::new(profile.clone(), Http);
    match end(&client, oidc, trip.as_ref(), back).await {
        Ok(signed) => {
            go_on(
                w,
                client,
                signed,
                &trip.map_or(String::new(), |trip| trip.note),
            )
            .await
        }
        Err(fault) => {
            let session = w.handles.session;
            // The sign-in page says why, whatever is open.
            session.expired.set(session.is_open());
            session.attempt.set(Attempt::Failed(told(w, fault)));
        }
    }
}

async fn end(
    client: &Client<Http>,
    oidc: &Oidc,
    trip: Option<&Trip>,
    returned: Return,
) -> Result<Session, TripFault> {
    let code = oidc.came_back(trip, returned, wall())?;
    let trip = trip.ok_or(TripFault::Expired)?;
    client.swap(oidc, trip, &code, &back()).await
}

/// As the member chose before: how long it is kept, and where they were.
async fn go_on(w: &Rc<Wiring>, client: Client<Http>, signed: Session, note: &str) {
    let mut to = Route::parse(note.get(1..).unwrap_or_default());
    if to == Route::SignIn {
        to = Route::Home;
    }
    let keep = match note.chars().next() {
        Some('o') => Keep::Open,
        Some('p') if w.open().is_none() => {
            w.brought.replace(Some(signed));
            let words = w.deed_words().trip_passphrase;
            let asked = Attempt::Failed(SignInFault::Elsewhere { words });
            return w.handles.session.attempt.set(asked);
        }
        _ => Keep::No,
    };
    gate::enter(w, client, &signed, &keep, to).await;
}

/// Where the provider sends the browser back to; the provider must know this address.
fn back() -> String {
    let origin = window().location().origin().unwrap_or_default();
    origin + &Route::SignIn.path()
}

async fn take() -> Option<Trip> {
    Trip::read(&directory::take_trip().await.ok()?)
}

fn told(w: &Wiring, fault: TripFault) -> SignInFault {
    let words = w.deed_words();
    let words = match fault {
        TripFault::Denied => words.trip_denied,
        TripFault::Foreign => words.trip_foreign,
        TripFault::Expired => words.trip_expired,
        TripFault::Unreachable => words.trip_unreachable,
        TripFault::Clock => words.trip_clock,
        TripFault::Odd { detail } => {
            let detail = format!("OpenID {detail}");
            return SignInFault::Backend { detail };
        }
    };
    SignInFault::Elsewhere { words }
}
