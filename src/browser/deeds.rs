//! What nobody needs before the first form stands: saving, sending, fetching and signing in are a module of their own,
//! fetched once the first screen is painted.

use super::{
    aloud, attending, badge, checkup, choosing, cosigning, diagnosis, elsewhere, exporting, filing,
    gate, helping, host, hosting, incidents, launching, line, locating, looking, news, progress,
    published, reading, renewing, reporting, rules, sending, sharing, speaking, statement,
    taking_away, trip, versions, whole, wiring::Wiring, worker, writing,
};
use crate::{
    domain::client_ref::ClientRef,
    state::{
        ask::{Ask, OutboxAsk, SheetAsk},
        desk::{SaveFault, Saving},
        outlook::Outlook,
        session::{Attempt, SignInFault},
        shelf::Reading,
    },
    storage::quota,
};
use js_sys::Function;
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// Something that the second module carries out.
pub(super) enum Deed {
    /// What a person asks for.
    Ask(Ask),
    /// The loop has something to do.
    Pump,
    /// Something arrived: the list of the year shows it, and the item may go.
    Relist,
    /// The backend answered an act about an event.
    Announce(ClientRef),
    /// The backend wants a sign-in, `again` after one that was just renewed.
    Renew {
        /// A renewal was refused already.
        again: bool,
    },
    /// The first screen stands: the service worker, which keeps the later modules, and how the backend is spoken to.
    Start,
    /// The backend speaks a newer version.
    LookForUpdate,
    /// What the page around the app asks of it.
    Host {
        /// What.
        verb: String,
        /// With which value.
        said: String,
        /// Takes the answer.
        done: Function,
    },
}

/// Carries out a deed; where its module can't be fetched, says so in the place where the person looks.
pub(super) fn carry_out(wiring: &Rc<Wiring>, deed: Deed) {
    let w = Rc::clone(wiring);
    spawn_local(async move { carried_out(&w, deed).await });
}

/// The same, until the module is there and has begun.
pub(super) async fn carried_out(w: &Rc<Wiring>, deed: Deed) {
    let (fault, year) = (fault_of(&deed), year_of(w, &deed));
    if carry(Rc::clone(w), deed).await.is_err() {
        // No page waits for what can't be asked for.
        w.handles.session.undone.set(true);
        if let Some(year) = year {
            let reading = w.handles.shelf.reading;
            reading.update(|reading| reading.insert(year, Reading::Failed));
        }
        fault(w);
    }
}

/// The year whose list it would have read.
fn year_of(w: &Wiring, deed: &Deed) -> Option<u16> {
    if let Deed::Ask(Ask::Refresh(year)) = deed {
        return Some(*year);
    }
    matches!(deed, Deed::Relist).then(|| untrack(|| w.handles.clock.today()).year())
}

/// What is said where the module of a deed can't be fetched.
fn fault_of(deed: &Deed) -> fn(&Rc<Wiring>) {
    match deed {
        Deed::Ask(Ask::SignIn { .. } | Ask::Unlock { .. } | Ask::SetPassword { .. }) => |w| {
            let attempt = w.handles.session.attempt;
            attempt.set(Attempt::Failed(SignInFault::NoAnswer));
        },
        Deed::Ask(Ask::SaveDraft(_) | Ask::Submit(_)) => |w| {
            let saving = w.handles.desk.saving;
            saving.set(Saving::Failed(SaveFault::NotFetched));
        },
        Deed::Ask(
            Ask::SignOut(_)
            | Ask::Begin(_)
            | Ask::Open(_)
            | Ask::AddPhotos { .. }
            | Ask::RemovePhoto { .. }
            | Ask::ShowPhoto(_)
            | Ask::Discard(_)
            | Ask::UndoDiscard
            | Ask::Edit(_)
            | Ask::Withdraw(_)
            | Ask::Forms
            | Ask::Again(..)
            | Ask::Locate(_)
            | Ask::SendNow
            | Ask::Outbox(..)
            | Ask::Versions(..)
            | Ask::Event(_)
            | Ask::Rules(_)
            | Ask::Published(_)
            | Ask::Sheet(_)
            | Ask::Aloud(_)
            | Ask::Update
            | Ask::Measure
            | Ask::Go(_),
        ) => |w| w.handles.status.say(w.words().module_failed),
        // Whoever asks hears it; of a list its year is told.
        Deed::Ask(Ask::Refresh(_)) | Deed::Relist | Deed::Announce(_) | Deed::Host { .. } => |_| {},
        Deed::Pump | Deed::Renew { .. } | Deed::Start | Deed::LookForUpdate => {
            |w| sending::wake_in(w, sending::FETCH_AGAIN_MS)
        }
    }
}

#[wasm_split(deeds, wasm_split_path = ::leptos::wasm_split, fallible)]
pub(super) fn carry(w: Rc<Wiring>, deed: Deed) -> Result<(), SplitLoaderError> {
    match deed {
        Deed::Ask(ask) => spawn_local(async move { answer(&w, ask).await }),
        Deed::Pump => spawn_local(async move { sending::pump(&w).await }),
        Deed::Announce(id) => attending::announce(&w, &id),
        Deed::Relist => spawn_local(async move { reading::relist(&w).await }),
        Deed::Renew { again } => spawn_local(async move { renewing::renew(&w, again).await }),
        Deed::Start => {
            w.started.set(true);
            if host::has_worker(&w) {
                worker::register(&w);
            }
            if host::origin(&w).is_none() {
                launching::listen(&w);
                badge::show(&w);
            }
            spawn_local(async move {
                if let Some(profile) = line::profile(&w).await {
                    trip::come_back(&w, &profile).await;
                    if profile.host_gives() {
                        elsewhere::ask_host(&w, false).await;
                    }
                }
                elsewhere::nobody_came(&w).await;
            });
        }
        Deed::LookForUpdate => worker::look_for_update(),
        Deed::Host { verb, said, done } => spawn_local(async move {
            let answer = hosting::answer(&w, &verb, &said).await;
            // The other end of a promise of ours.
            let _ = done.call1(&JsValue::UNDEFINED, &answer);
        }),
    }
    Ok(())
}

/// Each ask goes to the file that carries it out.
async fn answer(w: &Rc<Wiring>, ask: Ask) {
    match ask {
        Ask::SignIn {
            identity,
            password,
            keep,
        } => gate::sign_in(w, &identity, &password, &keep).await,
        Ask::Unlock { passphrase } => gate::unlock(w, &passphrase).await,
        Ask::SetPassword {
            identity,
            code,
            password,
        } => gate::set_password(w, &identity, &code, &password).await,
        Ask::SignOut(unsent) => gate::sign_out(w, unsent).await,
        Ask::Refresh(year) => reading::refresh(w, year).await,
        Ask::ShowPhoto(id) => reading::show_photo(w, id).await,
        Ask::SaveDraft(entry) => writing::save_draft(w, entry).await,
        Ask::AddPhotos { draft, files, most } => writing::add_photos(w, draft, files, most).await,
        Ask::RemovePhoto { draft, photo } => taking_away::remove_photo(w, draft, photo).await,
        Ask::Discard(id) => taking_away::discard(w, id).await,
        Ask::UndoDiscard => taking_away::undo_discard(w).await,
        Ask::Submit(entry) => writing::submit(w, entry).await,
        Ask::Edit(id) => choosing::edit(w, id).await,
        Ask::Withdraw(id) => choosing::withdraw(w, id).await,
        Ask::Forms => whole::read(w).await,
        Ask::Again(kind, all) => whole::again(w, kind, all).await,
        Ask::Locate(into) => locating::locate(into).await,
        Ask::SendNow => sending::send_now(w, None).await,
        Ask::Outbox(ask, into) => answer_outbox(w, ask, into).await,
        Ask::Versions(ask, into) => versions::answer(w, ask, into).await,
        Ask::Event(ask) => attending::answer(w, ask).await,
        Ask::Rules(into) => rules::read(w, into).await,
        Ask::Sheet(SheetAsk::Dispute(of)) => attending::dispute(w, of).await,
        Ask::Sheet(SheetAsk::Statement(year, into)) => statement::read(w, year, into).await,
        Ask::Sheet(SheetAsk::Progress(year, into)) => progress::read(w, year, into).await,
        Ask::Sheet(SheetAsk::Notices(into, anew)) => news::read(w, into, anew).await,
        Ask::Sheet(SheetAsk::Seen(seq, into)) => news::seen(w, seq, into).await,
        Ask::Sheet(SheetAsk::Answer(of)) => progress::answer(w, of).await,
        Ask::Sheet(SheetAsk::Cosigning(into)) => cosigning::read(w, into).await,
        Ask::Sheet(SheetAsk::Invite(record)) => cosigning::invite(w, record).await,
        Ask::Sheet(SheetAsk::Cosign(done)) => cosigning::act(w, done).await,
        Ask::Sheet(SheetAsk::Check(into, run)) => checkup::answer(w, into, run).await,
        Ask::Sheet(SheetAsk::Report(ask, into)) => reporting::answer(w, ask, into).await,
        Ask::Sheet(SheetAsk::Office(into)) => helping::office(w, into).await,
        Ask::Sheet(SheetAsk::Share(ask, into)) => sharing::answer(w, ask, into).await,
        Ask::Sheet(SheetAsk::Looks(into)) => looking::read(w, into).await,
        Ask::Sheet(SheetAsk::Guided) => helping::guided(w).await,
        Ask::Sheet(SheetAsk::Reports(into, choice)) => incidents::answer(w, into, choice).await,
        Ask::Published(into) => published::read(into).await,
        Ask::Aloud(what) => aloud::answer(w, what),
        Ask::Update => worker::update(),
        Ask::Measure => {
            let told = quota::estimate().await;
            let space = told.map(quota::Estimate::space);
            w.handles.session.space.set(space);
        }
        // Answered at once by the first module.
        Ask::Begin(_) | Ask::Open(_) | Ask::Go(_) => {}
    }
}

/// The answers go into the signal of the page that asks; one that was left meanwhile hears nothing.
async fn answer_outbox(w: &Rc<Wiring>, ask: OutboxAsk, into: RwSignal<Outlook>) {
    match ask {
        OutboxAsk::Look => {
            launching::take_in(w, into).await;
            diagnosis::look(w, into).await;
        }
        OutboxAsk::Hold => sending::hold(w),
        OutboxAsk::SendOne(id) => sending::send_now(w, Some(id)).await,
        OutboxAsk::Amend(of) => choosing::amend(w, of).await,
        OutboxAsk::Retract(of) => speaking::retract(w, of).await,
        OutboxAsk::Confirm { of, right } => speaking::confirm(w, of, right).await,
        OutboxAsk::Resolve { id, mine } => choosing::resolve(w, id, &mine).await,
        OutboxAsk::ExportFile(only) => exporting::export_file(w, only, into).await,
        OutboxAsk::ExportText => exporting::export_text(w, None, into).await,
        OutboxAsk::Copy { text, shown_by } => exporting::copy(w, &text, shown_by, into).await,
        OutboxAsk::ImportFile(file) => exporting::import_file(w, file, into).await,
        OutboxAsk::ImportText(text) => exporting::import_text(w, &text, into).await,
        OutboxAsk::Examine => diagnosis::examine(w, into).await,
        OutboxAsk::File(ask) => filing::answer(w, &ask, into).await,
    }
}
