//! A sign-in that is not typed here: the token comes from the page around the app, or from a trip to a provider.

use super::{
    gate,
    host::{self, Answer},
    line,
    refusal::told,
    wiring::Wiring,
};
use crate::{
    profile::{
        fault::{Fault, SignInFault as Refused},
        reading::Session,
    },
    route::Route,
    state::{
        ask::{Keep, Unsent},
        session::{Attempt, Phase, SignInFault},
    },
    storage::directory,
    transport::{client::Client, http::Http},
};
use leptos::prelude::*;
use std::rc::Rc;

/// The sign-in that the page around the app gives; `refused`: the one that it gave before is not taken any more.
pub(super) async fn by_host(w: &Wiring, refused: bool) -> Result<Session, SignInFault> {
    let words = w.deed_words().host_gives_none;
    match host::ask(w, refused).await {
        Answer::Given(session) => Ok(session),
        Answer::Nobody | Answer::Silent => Err(SignInFault::Elsewhere { words }),
    }
}

/// Asks the page around the app who is here: at the start, and where a sign-in was `refused`.
pub(super) async fn ask_host(w: &Rc<Wiring>, refused: bool) {
    let visit = visit(w);
    let session = w.handles.session;
    let open = w.open().is_some();
    if !open {
        session.attempt.set(Attempt::Busy);
    }
    let welcomed = match by_host(w, refused).await {
        Ok(signed) => welcome(w, visit, signed).await,
        Err(fault) => Err(fault),
    };
    let Err(fault) = welcomed else { return };
    if open {
        // What is kept may still be good, until the backend says otherwise.
        session.expired.set(refused);
    } else {
        session.attempt.set(Attempt::Failed(fault));
    }
}

/// Another sign-in was given to the page around the app, or none: nothing more goes under the last one, and where nobody is
/// signed in any more what was written is locked.
pub(super) async fn changed(w: &Rc<Wiring>) {
    if !w.started.get() {
        return; // the start asks
    }
    let visit = visit(w);
    if let Some(open) = w.open() {
        gate::forget_token(&open);
    }
    let given = host::ask(w, false).await;
    let nobody = matches!(given, Answer::Nobody);
    let words = w.deed_words().host_gives_none;
    let welcomed = match given {
        Answer::Given(signed) => welcome(w, visit, signed).await,
        Answer::Nobody | Answer::Silent => Err(SignInFault::Elsewhere { words }),
    };
    let Err(fault) = welcomed else { return };
    let turn = w.entering.lock().await;
    if w.visits.get() != visit {
        return;
    }
    if nobody {
        gate::sign_out(w, Unsent::Keep).await;
    }
    drop(turn);
    match w.open() {
        Some(_) => w.handles.session.expired.set(true),
        None => w.handles.session.attempt.set(Attempt::Failed(fault)),
    }
}

/// Looks whether the page around the app has another sign-in than the one in use.
pub(super) async fn look(w: &Rc<Wiring>) {
    let Some(open) = w.open().filter(|_| host::gives(w, "token")) else {
        return;
    };
    let Answer::Given(given) = host::ask(w, false).await else {
        return;
    };
    let used = open.line.client().and_then(Client::signature);
    if used.as_ref() != Some(&given.token) && w.is_open(&open) {
        changed(w).await;
    }
}

/// The number of the question who is here: an answer to an older one is nobody's.
fn visit(w: &Wiring) -> u32 {
    w.visits.set(w.visits.get().wrapping_add(1));
    w.visits.get()
}

/// The page around the app was asked and named nobody who is let in: the sign-in page says how it stands.
pub(super) async fn nobody_came(w: &Wiring) {
    let phase = w.handles.session.phase;
    let starting = || phase.get_untracked() == Phase::Starting;
    if !starting() {
        return;
    }
    let current = directory::current().await.ok().flatten();
    // Meanwhile somebody may have come in.
    if starting() {
        let locked = current.map_or(0, |current| current.unsent);
        phase.set(Phase::SignedOut { locked });
    }
}

/// Opens what belongs to whoever the page around the app named. Where the key would end with this visit, the member first says
/// whether it is kept.
async fn welcome(w: &Rc<Wiring>, visit: u32, signed: Session) -> Result<(), SignInFault> {
    let profile = line::profile(w).await.ok_or(SignInFault::NoAnswer)?;
    let client = Client::new(profile, Http);
    client.take(&signed);
    let me = client.me().await;
    // One after another, and the last question counts.
    let _turn = w.entering.lock().await;
    if w.visits.get() != visit {
        return Ok(());
    }
    let me = me.map_err(|fault| account_fault(w, &client, fault))?;
    if me.vault_key.is_some() || gate::is_open_as(w, &me.member) {
        gate::settle(w, client, me, &signed.token, &Keep::No, Route::Home).await;
    } else {
        gate::close_other(w);
        w.handles.session.phase.set(Phase::SignedOut { locked: 0 });
        let waiting = directory::others_unsent(None).await;
        w.handles.session.others.set(waiting.unwrap_or(0));
        w.brought.replace(Some(signed));
        w.handles.session.attempt.set(Attempt::Idle);
    }
    Ok(())
}

/// Why a member who has just signed in is not known. Where that was elsewhere, nothing was typed wrong here.
pub(super) fn account_fault(w: &Wiring, client: &Client<Http>, fault: Fault) -> SignInFault {
    let unknown = matches!(fault, Fault::SignInLost | Fault::Refused { .. });
    if unknown && client.profile().signs_in_elsewhere() {
        let words = w.deed_words().account_unknown;
        return SignInFault::Elsewhere { words };
    }
    told(w, Refused::Other(fault))
}
