//! The way to the backend: how it is spoken to is read once the first screen stands, so that no form waits for it.

use super::{
    broken::told, disk::Disk, host, incidents, partition::Partition, preferences::Learned,
    wiring::Wiring,
};
use crate::{
    domain::{client_ref::ClientRef, held::Found, office::Office, record::Entry},
    outbox::{abilities::Abilities, reply::Reply},
    profile::{
        self, Profile, SignUps,
        error::ProfileError,
        hosts::{config_for, config_over, profile_at},
        office::office_of,
    },
    runtime::ports::{Step, Transport},
    state::session::Phase,
    transport::{
        client::Client,
        http::{Http, file, file_at},
    },
};
use leptos::prelude::*;
use std::{
    any::Any,
    cell::{OnceCell, RefCell},
    rc::Rc,
    sync::Arc,
};

/// Where it stands how the backend is spoken to.
const CONFIG: &str = "/config.json";

/// The line of one partition. It is laid once; before, nothing is signed in and nothing is sent.
///
/// The client behind it goes by no name, so that the first module carries nothing of it, not even its end (decision 6).
#[derive(Clone, Default)]
pub(super) struct Line(Rc<OnceCell<Box<dyn Any>>>);

impl Line {
    /// A line that is laid.
    pub(super) fn laid(client: Client<Http>) -> Self {
        let line = Self::default();
        line.lay(client);
        line
    }

    /// Who speaks to the backend.
    pub(super) fn client(&self) -> Option<&Client<Http>> {
        self.0.get()?.downcast_ref()
    }

    fn lay(&self, client: Client<Http>) {
        // One that is laid stays.
        let _ = self.0.set(Box::new(client));
    }
}

impl Transport for Line {
    async fn send(&self, step: Step) -> Reply {
        match self.client() {
            Some(client) => client.send(step).await,
            None => Reply::NoAnswer,
        }
    }

    fn abilities(&self) -> Abilities {
        self.client().map(Client::abilities).unwrap_or_default()
    }

    async fn look_up(&self, key: &ClientRef) -> Result<Option<Found>, Reply> {
        match self.client() {
            Some(client) => client.look_up(key).await,
            None => Err(Reply::NoAnswer),
        }
    }

    async fn send_batch(&self, entries: Vec<Arc<Entry>>) -> Option<Vec<Reply>> {
        match self.client() {
            Some(client) => client.send_batch(entries).await,
            None => Some(vec![Reply::NoAnswer; entries.len()]),
        }
    }
}

/// The client of an open partition. Where there is none yet its line is laid, under the sign-in that was kept; `None` where
/// that can't be done now.
pub(super) async fn client<'a>(
    w: &Wiring,
    partition: &'a Rc<Partition>,
) -> Option<&'a Client<Http>> {
    let line = &partition.line;
    if line.client().is_none() {
        let profile = profile(w).await?;
        let given = profile.host_gives();
        let token = match partition.runtime.store() {
            Disk::Kept(db) if !given => db.kept_token().await.ok().flatten(),
            Disk::Kept(_) | Disk::Visit(_) => None,
        };
        // Meanwhile another deed may have laid it, or the member signed out.
        if line.client().is_none() && w.is_open(partition) {
            let client = Client::new(profile, Http);
            client.set_token(token);
            client.set_member(&partition.member.id.0);
            let signed_in = client.signed_in();
            line.lay(client);
            partition.runtime.described();
            if signed_in {
                partition.runtime.signed_in();
            } else {
                // Who gives it is asked at the start.
                w.handles.session.expired.set(!given);
            }
        }
    }
    line.client()
}

/// How the backend is spoken to, read once. One that is broken is told to whoever looks, and nothing is sent under it.
pub(super) async fn profile(w: &Wiring) -> Option<Profile> {
    let mut kept = w.profile.lock().await;
    if kept.is_none() {
        match read(w).await? {
            Ok(read) => {
                say_abilities(w, read);
                *kept = Some(read);
            }
            Err(detail) => w.handles.session.phase.set(Phase::Broken { detail }),
        }
    }
    kept.cloned()
}

/// How the office is reached, though the profile that says it may be broken.
pub(super) async fn office(w: &Wiring) -> Option<Office> {
    if let Some(profile) = profile(w).await {
        return profile.office;
    }
    let whole = match host::profile(w) {
        Some(given) => given,
        None => file(CONFIG).await.ok()?,
    };
    let address = window().location().host().unwrap_or_default();
    office_of(&config_for(&whole, &address).ok()?)
}

/// A profile lasts as long as the page, and is there once for all that speak by it.
fn lasting(key: String, read: Profile) -> &'static Profile {
    thread_local!(static READ: RefCell<Vec<(String, &'static Profile)>> = const { RefCell::new(Vec::new()) });
    READ.with_borrow_mut(|all| match all.iter().find(|(of, _)| *of == key) {
        Some((_, profile)) => profile,
        None => {
            let profile: &'static Profile = Box::leak(Box::new(read));
            all.push((key, profile));
            profile
        }
    })
}

/// What the backend does decides what the pages offer.
fn say_abilities(w: &Wiring, profile: &Profile) {
    let (session, does) = (w.handles.session, profile.capabilities.sign_ups);
    say(session.holds_events, does.is_some());
    say(session.holds_notices, profile.holds_notices());
    say(session.only_wishes, does == Some(SignUps::Noted));
    say(session.no_photos, !profile.capabilities.photos);
    say(session.no_code, !profile.capabilities.set_password);
    say(session.elsewhere, profile.signs_in_elsewhere());
    Learned::Elsewhere.keep(profile.signs_in_elsewhere());
    Learned::Events.keep(does.is_some());
}

/// What is drawn by it is not drawn anew for what it knew.
pub(super) fn say(flag: RwSignal<bool>, now: bool) {
    if flag.get_untracked() != now {
        flag.set(now);
    }
}

/// `None` where a file can't be had now; one that is broken as a sentence.
async fn read(w: &Wiring) -> Option<Result<&'static Profile, String>> {
    let lang = w.handles.settings.lang.get_untracked();
    let broken = |config: &str, file: &str, error: &ProfileError| {
        incidents::note_broken(config, &error.pointer);
        Some(Err(told(lang, file, error)))
    };
    let (name, whole) = match host::profile(w) {
        Some(given) => (host::PROFILE, given),
        None => (CONFIG, file(CONFIG).await.ok()?),
    };
    let address = window().location().host().unwrap_or_default();
    let (config, at) = match own(&whole, &address).await? {
        Ok(found) => found,
        Err(error) => return broken(&whole, name, &error),
    };
    let dialect = match profile::dialect_of(&config) {
        Ok(dialect) => dialect,
        Err(error) => return broken(&whole, name, &error),
    };
    let path = format!("/dialects/{dialect}.json");
    let preset = file(&path).await.ok()?;
    match Profile::parse(&config, &preset) {
        Ok(mut profile) => {
            let mut key = config + &preset + &at;
            profile.file = at;
            if let Some(origin) = host::origin(w) {
                let gives = host::gives(w, "token");
                profile.place_at(&origin, gives);
                key = format!("{origin} {gives} {key}");
            }
            Some(Ok(lasting(key, profile)))
        }
        Err(error) => broken(&config, &path, &error),
    }
}

/// What `config.json` says for the host that the page came from, over the file that it names; and which file that is, without a
/// query.
async fn own(config: &str, host: &str) -> Option<Result<(String, String), ProfileError>> {
    let at = match config_for(config, host) {
        Ok(config) => profile_at(&config).map(|at| (config, at)),
        Err(error) => Err(error),
    };
    Some(match at {
        Ok((config, None)) => Ok((config, CONFIG.to_owned())),
        Ok((config, Some(at))) => {
            let text = match at.starts_with('/') {
                true => file(&at).await,
                false => file_at(&at).await,
            };
            let over = config_over(&config, &text.ok()?);
            let plain = at.split(['?', '#']).next().unwrap_or_default();
            over.map(|config| (config, plain.to_owned()))
        }
        Err(error) => Err(error),
    })
}
