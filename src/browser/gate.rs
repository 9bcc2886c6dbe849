//! Signing in and out: whose partition is open, and under which key.

use super::{
    badge,
    clock::wall,
    disk::Disk,
    elsewhere, helping, history, host,
    line::{self, Line},
    opening,
    partition::Partition,
    preferences::tell_turn,
    reading,
    refusal::told,
    sending, sharing, trip,
    wiring::Wiring,
};
use crate::{
    domain::member::Member,
    profile::reading::{Me, Session},
    route::Route,
    runtime::ports::{Epoch, Store, StoreError},
    state::{
        ask::{Keep, Unsent},
        session::{Attempt, Phase, SignInFault},
    },
    storage::{
        directory,
        indexed_db::IndexedDb,
        memory::Memory,
        partition::{self, KeyChoice, OpenError},
        session,
    },
    stored::kept::KeptMember,
    transport::{client::Client, http::Http},
};
use leptos::prelude::*;
use std::rc::Rc;

/// Signs in with a client of its own: until the backend has said who this is, nothing that waits is signed by it.
pub(super) async fn sign_in(w: &Rc<Wiring>, identity: &str, password: &str, keep: &Keep) {
    let attempt = w.handles.session.attempt;
    attempt.set(Attempt::Busy);
    let Some(profile) = line::profile(w).await else {
        return attempt.set(Attempt::Failed(SignInFault::NoAnswer));
    };
    let client = Client::new(profile.clone(), Http);
    let brought = w.brought.take();
    let signed = match (brought, profile.oidc()) {
        (Some(signed), _) => Ok(signed),
        (None, Some(oidc)) if host::origin(w).is_none() => {
            return trip::set_out(w, &client, oidc, keep).await;
        }
        // The way back would lead to an address of the page around the app.
        (None, Some(_)) => elsewhere::by_host(w, false).await,
        (None, None) if profile.host_gives() => elsewhere::by_host(w, false).await,
        (None, None) => client
            .sign_in(identity, password)
            .await
            .map_err(|fault| told(w, fault)),
    };
    match signed {
        Ok(signed) => enter(w, client, &signed, keep, Route::Home).await,
        Err(fault) => attempt.set(Attempt::Failed(fault)),
    }
}

/// Asks who this is, and opens what is theirs; who stands at the sign-in goes on to `to`.
pub(super) async fn enter(
    w: &Rc<Wiring>,
    client: Client<Http>,
    signed: &Session,
    keep: &Keep,
    to: Route,
) {
    client.take(signed);
    match client.me().await {
        Ok(me) => settle(w, client, me, &signed.token, keep, to).await,
        Err(fault) => {
            let fault = elsewhere::account_fault(w, &client, fault);
            w.handles.session.attempt.set(Attempt::Failed(fault));
        }
    }
}

/// Opens the partition of who signed in, where it is not open already.
pub(super) async fn settle(
    w: &Rc<Wiring>,
    client: Client<Http>,
    me: Me,
    token: &str,
    keep: &Keep,
    to: Route,
) {
    let session = w.handles.session;
    if !same_member(w, &me.member, token).await {
        close_other(w);
        open(w, client, me, keep, token).await;
    }
    session.attempt.set(Attempt::Idle);
    session.expired.set(false);
    if w.handles.address.0.get_untracked() == Route::SignIn {
        history::go(w, to);
    }
    sending::kick(w);
}

/// Whether the open partition is this member's.
pub(super) fn is_open_as(w: &Wiring, member: &Member) -> bool {
    w.open()
        .is_some_and(|open| open.member.id == member.id && open.member.issuer == member.issuer)
}

/// The member of the open partition signed in again: what waits goes on under the new sign-in.
async fn same_member(w: &Rc<Wiring>, member: &Member, token: &str) -> bool {
    let Some(open) = w.open().filter(|_| is_open_as(w, member)) else {
        return false;
    };
    if line::client(w, &open).await.is_none() {
        return false;
    }
    // A renewal under way would put the sign-in that it began with in place of this one.
    let _turn = w.renewing.lock().await;
    open.renew(token).await;
    w.renewed.set(wall());
    true
}

/// Another member signed in: what this tab shows of the last one ends before the new partition opens.
pub(super) fn close_other(w: &Rc<Wiring>) {
    if let Some(open) = w.open() {
        open.runtime.signed_out();
        forget_token(&open);
        // Until the new partition is open nobody is signed in: a form that stood here meanwhile would be built anew.
        w.handles.session.phase.set(if host::gives(w, "token") {
            Phase::Starting
        } else {
            Phase::SignedOut { locked: 0 }
        });
        clear(w);
    }
}

/// Opens the member's partition with the best key there is.
async fn open(w: &Rc<Wiring>, client: Client<Http>, me: Me, keep: &Keep, token: &str) {
    let member = me.member;
    let (disk, digest, epoch) = match on_the_phone(&member, me.vault_key.as_deref(), keep).await {
        Ok((db, digest, epoch)) => {
            let kept = (db.has_kept_key() && client.keeps_token()).then_some(token);
            // What can't be kept is asked for again at the next start.
            let _ = db.keep_token(kept).await;
            let _ = directory::set_current(&digest, db.has_kept_key(), wall()).await;
            (Disk::Kept(db), Some(digest), epoch)
        }
        Err(_) => {
            let memory = Memory::default();
            let epoch = memory.activate();
            (Disk::Visit(memory), None, epoch)
        }
    };
    tell_turn();
    let line = Line::laid(client);
    let partition = Partition::new(disk, line, member, epoch, digest, me.spread_s);
    remember(&partition).await;
    admit(w, partition).await.runtime.signed_in();
}

/// The database, its name, and the epoch of its session: joined where another tab of this member runs it.
async fn on_the_phone(
    member: &Member,
    secret: Option<&str>,
    keep: &Keep,
) -> Result<(IndexedDb, String, Epoch), OpenError> {
    let digest = partition::digest(&member.issuer, &member.id.0).await?;
    if let Some(current) = directory::current().await?
        && current.digest != digest
    {
        session::lock(&current.digest).await?;
    }
    let keep = match keep {
        Keep::No => partition::Keep::No,
        Keep::Open => partition::Keep::Open,
        Keep::Passphrase(passphrase) => partition::Keep::Passphrase(passphrase),
    };
    let choice = match secret {
        Some(secret) => KeyChoice::Vault {
            secret: secret.as_bytes(),
            keep,
        },
        None => KeyChoice::Own { keep },
    };
    let db = IndexedDb::open(&digest, choice).await?;
    let epoch = match db.session().await? {
        Some(epoch) => epoch,
        None => db.activate().await?,
    };
    Ok((db, digest, epoch))
}

/// Opens what the passphrase locks; the backend is asked behind it.
pub(super) async fn unlock(w: &Rc<Wiring>, passphrase: &str) {
    let attempt = w.handles.session.attempt;
    attempt.set(Attempt::Busy);
    let db = match directory::current().await {
        Ok(Some(current)) => IndexedDb::unlock(&current.digest, passphrase)
            .await
            .map(|db| (db, current.digest)),
        Ok(None) | Err(_) => Err(OpenError::Locked),
    };
    let opened = match db {
        Ok((db, digest)) => opening::partition_in(db, &digest).await,
        Err(OpenError::Passphrase) => {
            return attempt.set(Attempt::Failed(SignInFault::Wrong));
        }
        Err(OpenError::Locked | OpenError::NoCipher | OpenError::Store(_)) => None,
    };
    attempt.set(Attempt::Idle);
    match opened {
        Some(partition) => {
            admit(w, partition).await;
            sending::kick(w);
        }
        // Signed out or erased by another tab meanwhile: only a sign-in helps.
        None => history::go(w, Route::SignIn),
    }
}

/// Shows what the partition holds. Its loop sends once it is signed in.
pub(super) async fn admit(w: &Rc<Wiring>, partition: Partition) -> Rc<Partition> {
    let partition = Rc::new(partition);
    let session = w.handles.session;
    let unread = partition.runtime.start().await;
    w.partition.replace(Some(Rc::clone(&partition)));
    {
        let (wiring, shown) = (Rc::downgrade(w), Rc::downgrade(&partition));
        partition.runtime.on_change(move || {
            if let (Some(w), Some(partition)) = (wiring.upgrade(), shown.upgrade())
                && w.is_open(&partition)
            {
                sending::changed(&w, &partition);
            }
        });
    }
    sending::show(w, &partition);
    if let Err(why) = unread {
        w.handles.status.say(crate::state::rules::save_fault(
            w.words(),
            sending::fault_of(why),
        ));
    }
    session.keeping.set(partition.keeping);
    // A page around the app has shown its own way in.
    let new_here = host::origin(w).is_none() && helping::is_new(&partition).await;
    session.new_here.set(new_here);
    let others = directory::others_unsent(partition.digest.as_deref()).await;
    session.others.set(others.unwrap_or(0));
    session.slow.set(false);
    session.phase.set(Phase::Open(partition.member.clone()));
    partition
}

/// Keeps who signed in for an offline start; without it that asks for a sign-in.
async fn remember(partition: &Partition) {
    let kept = KeptMember {
        member: partition.member.clone(),
        spread_s: partition.spread_s,
    };
    let store = partition.runtime.store();
    let _ = store
        .cache(partition.runtime.epoch(), MEMBER, &kept.encode())
        .await;
}

/// Where the member's own page is kept.
pub(super) const MEMBER: &str = "member";

/// Sets a password with the office's code.
pub(super) async fn set_password(w: &Rc<Wiring>, identity: &str, code: &str, password: &str) {
    let attempt = w.handles.session.attempt;
    attempt.set(Attempt::Busy);
    let Some(profile) = line::profile(w).await else {
        return attempt.set(Attempt::Failed(SignInFault::NoAnswer));
    };
    let outcome = Client::new(profile, Http)
        .set_password(identity, code, password)
        .await;
    attempt.set(match outcome {
        Ok(()) => Attempt::PasswordSet,
        Err(fault) => Attempt::Failed(told(w, fault)),
    });
}

/// Signs out, with what becomes of unsent items as the member chose.
pub(super) async fn sign_out(w: &Rc<Wiring>, unsent: Unsent) {
    let Some(partition) = w.open() else { return };
    if unsent == Unsent::Send {
        sending::send_now(w, None).await;
        if w.unsent() > 0 {
            return w.handles.status.say(w.deed_words().sign_out_not_sent);
        }
    }
    let locked = if unsent == Unsent::Erase {
        0
    } else {
        w.unsent()
    };
    partition.runtime.signed_out();
    forget_token(&partition);
    clear(w);
    badge::show(w);
    let done = leave(&partition, unsent, locked).await;
    tell_turn();
    drop(partition);
    w.handles.session.phase.set(Phase::SignedOut { locked });
    history::go(w, Route::Home);
    // The sign-in page says by itself that the member is out.
    if done.is_err() {
        w.handles.status.say(w.deed_words().erase_failed);
    }
}

/// Nothing is signed any more.
pub(super) fn forget_token(partition: &Partition) {
    if let Some(client) = partition.line.client() {
        client.set_token(None);
    }
}

async fn leave(partition: &Partition, unsent: Unsent, locked: u32) -> Result<(), StoreError> {
    let Some(digest) = &partition.digest else {
        return Ok(());
    };
    session::lock(digest).await?;
    if unsent == Unsent::Erase {
        session::erase(digest).await?;
        // What was shared here and not taken may be theirs.
        sharing::discard().await;
        return directory::forget(digest).await;
    }
    partition.note(locked).await;
    directory::set_current(digest, false, wall()).await
}

/// Nothing of the member stays in the page.
pub(super) fn clear(w: &Wiring) {
    w.partition.replace(None);
    w.discarded.replace(None);
    if let Some(timer) = w.timer.take()
        && let Some(window) = web_sys::window()
    {
        window.clear_timeout_with_handle(timer);
    }
    reading::hide_photos(w);
    w.handles.desk.clear();
    w.handles.shelf.clear();
    w.handles.calendar.clear();
    w.handles.status.clear();
    w.handles.session.expired.set(false);
}
