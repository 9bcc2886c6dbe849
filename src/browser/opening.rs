//! The start: what was kept is shown before the backend is asked.

use super::{
    answer::answer,
    clock::{PhoneClock, painted, wall},
    deeds::{Deed, carried_out},
    disk::Disk,
    events, gate, history, host,
    line::Line,
    partition::Partition,
    portal,
    preferences::{self, Learned},
    sending,
    wiring::Wiring,
};
use crate::{
    app::{Handles, app, bring_english, fetch_ahead},
    domain::lang::Lang,
    forms::catalog::Catalog,
    route::Route,
    runtime::ports::{Clock as _, Store, StoreError},
    state::{
        address::Address,
        asks::{Asks, Place},
        calendar::Calendar,
        clock::Clock,
        desk::Desk,
        duties::Duties,
        session::{Keeping, Phase, Session},
        shelf::Shelf,
        status::Status,
    },
    storage::{cipher::sha256, directory, indexed_db::IndexedDb, partition::OpenError},
    stored::kept::KeptMember,
    transport::http::file,
};
use leptos::prelude::*;
use std::{
    rc::{Rc, Weak},
    sync::Arc,
};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, console};

/// How long before a kept partition that did not open is tried again. A browser that was killed may still be letting go of its files,
/// and a member who stays signed in is not to be sent away for that.
const STUMBLED_MS: [u32; 3] = [500, 1_000, 2_000];
/// After so long a start says that it takes long.
const SLOW_MS: u32 = 10_000;

#[wasm_bindgen]
extern "C" {
    /// What started the module, where that is no page of the app's own (`embed.js`). The glue has it (`scripts/bundle`).
    #[wasm_bindgen(js_name = starter)]
    fn starter() -> JsValue;
}

/// Puts the app in the place of the shell and reads what it needs. Inside a portal nothing opens before it is asked for.
pub fn start() {
    let starter = starter();
    if starter.is_truthy() {
        return portal::offer(starter);
    }
    match preferences::lang() {
        Lang::ZhCn => put(Lang::ZhCn),
        Lang::En => spawn_local(async {
            // Where they can't be had the page says so itself.
            let _ = bring_english().await;
            put(Lang::En);
        }),
    }
}

fn put(lang: Lang) {
    let Some((root, shell)) = shell() else { return };
    let place = Place { root, prefix: None };
    let frame = shell.clone();
    let mounted = mount_to(shell, move || {
        let wiring = wired(lang, place, host::of_own_page(), history::here());
        events::follow(&wiring);
        app(wiring.handles, &frame);
        // It ends with the page.
        std::mem::forget(wiring);
    });
    mounted.forget();
}

/// The page, and the shell's place in it, emptied.
fn shell() -> Option<(Element, HtmlElement)> {
    let page = web_sys::window()?.document()?;
    let place: HtmlElement = page.get_element_by_id("app")?.dyn_into().ok()?;
    place.set_text_content(None);
    Some((page.document_element()?, place))
}

/// The wiring of an app that stands in this place and begins at that screen. What follows it holds it weakly.
pub(super) fn wired(lang: Lang, place: Place, given: JsValue, here: Route) -> Rc<Wiring> {
    let wiring = Rc::new_cyclic(|wiring: &Weak<Wiring>| {
        let wiring = wiring.clone();
        let asks = Asks::new(place, move |ask| {
            if let Some(wiring) = wiring.upgrade() {
                answer(&wiring, ask);
            }
        });
        Wiring::new(handles(lang, asks, here), given)
    });
    let w = Rc::clone(&wiring);
    // Where a page around the app is asked who is here, its answer is waited for, not the phone.
    if !host::gives(&w, "token") {
        let session = w.handles.session;
        spawn_local(async move {
            PhoneClock.wait(SLOW_MS).await;
            if session.phase.try_get_untracked() == Some(Phase::Starting) {
                session.slow.set(true);
            }
        });
    }
    spawn_local(async move {
        if let Err(detail) = open(&w).await {
            w.handles.session.phase.set(Phase::Broken { detail });
        }
        painted().await;
        if w.open().is_some() {
            sending::kick(&w);
        }
        carried_out(&w, Deed::Start).await;
        fetch_ahead().await;
    });
    wiring
}

fn handles(lang: Lang, asks: Asks, here: Route) -> Handles {
    let status = Status::new();
    let session = Session::new();
    session.elsewhere.set(Learned::Elsewhere.was());
    session.holds_events.set(Learned::Events.was());
    Handles {
        address: Address(RwSignal::new(here)),
        asks,
        calendar: Calendar::new(),
        clock: Clock(RwSignal::new(wall())),
        desk: Desk::new(),
        duties: Duties::new(),
        session,
        settings: preferences::settings(lang, status),
        shelf: Shelf::new(),
        status,
    }
}

/// The catalog, then the member who chose to stay signed in.
async fn open(w: &Rc<Wiring>) -> Result<(), String> {
    let text = file("/catalog.json")
        .await
        .map_err(|_| "catalog.json".to_owned())?;
    let catalog = Catalog::parse_first(&text).map_err(|errors| {
        let place = errors.first().map(|error| error.place.as_str());
        format!("catalog.json {}", place.unwrap_or_default())
    })?;
    w.handles.duties.logged.set(Some(Arc::new(catalog)));
    w.catalog.replace(text);
    let session = w.handles.session;
    session.keeping.set(if sha256(b"").await.is_ok() {
        Keeping::Locked
    } else {
        Keeping::Visit
    });
    let current = directory::current().await;
    if current.is_err() {
        session.keeping.set(Keeping::Visit);
    }
    let current = current.ok().flatten();
    let shared = w.handles.settings.shared.get_untracked();
    let mut asks = false;
    if let Some(kept) = current.as_ref().filter(|current| current.kept && !shared) {
        let mut opened = kept_partition(&kept.digest).await;
        for wait in STUMBLED_MS {
            let Err(why) = &opened else { break };
            if matches!(why, OpenError::Passphrase | OpenError::NoCipher) {
                break; // waiting opens neither
            }
            // For whoever helps a member who was asked to sign in again.
            console::warn_2(&"kept sign-in:".into(), &why.to_string().into());
            PhoneClock.wait(wait).await;
            opened = kept_partition(&kept.digest).await;
        }
        match opened {
            Ok(partition) => {
                gate::admit(w, partition).await;
                return Ok(());
            }
            Err(why) => asks = why == OpenError::Passphrase,
        }
    }
    let digest = current.as_ref().map(|current| current.digest.as_str());
    session
        .others
        .set(directory::others_unsent(digest).await.unwrap_or(0));
    let locked = current.map_or(0, |current| current.unsent);
    if asks {
        session.phase.set(Phase::Locked { locked });
    } else if !host::gives(w, "token") {
        session.phase.set(Phase::SignedOut { locked });
    }
    // Else the page around the app is asked first.
    Ok(())
}

async fn kept_partition(digest: &str) -> Result<Partition, OpenError> {
    let db = IndexedDb::kept(digest).await?;
    let partition = partition_in(db, digest).await;
    partition.ok_or(OpenError::Store(StoreError::Lost))
}

/// The partition of the member who chose to stay signed in; `None` where it can't be shown without a sign-in.
pub(super) async fn partition_in(db: IndexedDb, digest: &str) -> Option<Partition> {
    let text = db.cached(gate::MEMBER).await.ok().flatten()?;
    let KeptMember { member, spread_s } = KeptMember::decode(&text).ok()?;
    let epoch = match db.session().await.ok()? {
        Some(epoch) => epoch,
        None => db.activate().await.ok()?,
    };
    Some(Partition::new(
        Disk::Kept(db),
        Line::default(),
        member,
        epoch,
        Some(digest.to_owned()),
        spread_s,
    ))
}
