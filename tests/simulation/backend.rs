//! The model backend: unique by (member, client_ref), for ever; photos by their id; events with few places.

use super::{
    chance::Dice,
    work::{Kind, NOTE, OFFICE, event_of, field, kind_of, set, words},
};
use dajuan::{
    domain::{
        client_ref::ClientRef,
        held::{Found, Held},
        record::Entry,
    },
    outbox::{item::Why, reply::Reply},
    runtime::ports::Step,
};
use std::collections::{BTreeMap, BTreeSet};

pub type Member = usize;

#[derive(Default)]
pub struct Backend {
    pub records: BTreeMap<(Member, ClientRef), String>,
    photos: BTreeSet<ClientRef>,
    /// What was said to a sign-up that found no place: the same for ever.
    answers: BTreeMap<(Member, ClientRef), Reply>,
    /// What a record came to, by the key that it was created under.
    pub held: BTreeMap<(Member, ClientRef), Held>,
    /// Every note that a record ever had.
    notes: BTreeSet<(Member, ClientRef, String)>,
    changes: usize,
    /// Whose each sign-in is that was ever given, and those that are over.
    sessions: BTreeMap<u64, Member>,
    expired: BTreeSet<u64>,
    last_token: u64,
    /// Members with a place, by event.
    places: BTreeMap<usize, BTreeSet<Member>>,
    pub capacity: usize,
    /// Items that it fails over are taken again.
    pub healed: bool,
    /// What broke a promise while it came in.
    pub without_photo: usize,
    /// The office's words were overwritten.
    pub overwritten: usize,
}

impl Backend {
    pub fn sign_in(&mut self, member: Member) -> u64 {
        self.last_token += 1;
        self.sessions.insert(self.last_token, member);
        self.last_token
    }

    pub fn expire(&mut self, token: u64) {
        self.expired.insert(token);
    }

    /// Whose a sign-in is, or was.
    pub fn whose(&self, token: u64) -> Option<Member> {
        self.sessions.get(&token).copied()
    }

    /// Who is signed in by it now.
    pub fn signed_in(&self, token: u64) -> Option<Member> {
        self.whose(token).filter(|_| !self.expired.contains(&token))
    }

    pub fn holds(&self, member: Member, id: &ClientRef) -> Option<&String> {
        self.records.get(&(member, id.clone()))
    }

    /// Carries out one request, whatever becomes of its answer.
    pub fn receive(&mut self, token: u64, step: &Step) -> Reply {
        let Some(member) = self.signed_in(token) else {
            return Reply::SignInLost;
        };
        let entry = match step {
            Step::Upload { photo, bytes } => {
                assert_eq!(bytes.len(), photo.bytes as usize, "a photo arrives whole");
                self.photos.insert(photo.id.clone());
                return Reply::Done { receipt: None };
            }
            Step::Create(entry) => entry,
            Step::Update { entry, of, base } => return self.update(member, entry, of, &base.base),
        };
        let text = words(entry);
        let key = (member, entry.client_ref.clone());
        let done = Reply::Done {
            receipt: Some(format!("R-{}", entry.client_ref)),
        };
        if let Some(known) = self.answers.get(&key) {
            return known.clone();
        }
        if self.records.contains_key(&key) {
            // Whatever is in it now: the first words stay.
            return done;
        }
        match kind_of(entry) {
            Kind::Refused => {
                let fields = vec![("title".to_owned(), "必填".to_owned())];
                let words = "缺书名".to_owned();
                return Reply::Refused { words, fields };
            }
            Kind::Poison if !self.healed => return Reply::Busy { after: None },
            Kind::SignUp => {
                let event = event_of(entry);
                let taken = self.places.entry(event).or_default();
                // Who has a place keeps it: the second sign-up is a change.
                if taken.len() >= self.capacity && !taken.contains(&member) {
                    let words = "名额已满".to_owned();
                    let why = Why::Full;
                    let reply = match event % 2 {
                        0 => Reply::Declined { why, words },
                        _ => Reply::Waitlisted { position: Some(1) },
                    };
                    if event % 2 == 1 {
                        self.records.insert(key.clone(), text.to_owned());
                    }
                    self.answers.insert(key, reply.clone());
                    return reply;
                }
                taken.insert(member);
            }
            Kind::Cancel => {
                self.places
                    .entry(event_of(entry))
                    .or_default()
                    .remove(&member);
            }
            Kind::Plain | Kind::Poison => {}
        }
        if entry.photos.iter().any(|it| !self.photos.contains(&it.id)) {
            self.without_photo += 1;
        }
        let held = Held {
            version: Some("0".to_owned()),
            answers: entry.answers.clone(),
            photos: entry.photos.iter().map(|photo| photo.id.clone()).collect(),
            ..Held::default()
        };
        self.records.insert(key.clone(), text.to_owned());
        self.hold(key, held);
        done
    }

    fn hold(&mut self, (member, id): (Member, ClientRef), held: Held) {
        let note = field(&held.answers, NOTE).to_owned();
        self.notes.insert((member, id.clone(), note));
        self.held.insert((member, id), held);
    }

    /// A change of this record to this note would have changed nothing, at some time.
    pub fn said(&self, member: Member, of: &ClientRef, note: &str) -> bool {
        self.notes.contains(&(member, of.clone(), note.to_owned()))
    }

    /// A change counts once, and only on what it was made from.
    fn update(&mut self, member: Member, entry: &Entry, of: &ClientRef, base: &Held) -> Reply {
        let key = (member, entry.client_ref.clone());
        let receipt = Some(format!("R-{}", entry.client_ref));
        if self.records.contains_key(&key) {
            return Reply::Done { receipt };
        }
        let Some(mut held) = self.current(member, of).cloned() else {
            let words = "没有".to_owned();
            return Reply::Conflict { words };
        };
        if held.version != base.version {
            return Reply::Stale;
        }
        if field(&entry.answers, OFFICE) != field(&held.answers, OFFICE) {
            self.overwritten += 1;
        }
        self.changes += 1;
        held.version = Some(self.changes.to_string());
        held.answers = entry.answers.clone();
        self.hold((member, of.clone()), held);
        self.records.insert(key, words(entry).to_owned());
        Reply::Done { receipt }
    }

    /// What a record is now.
    pub fn current(&self, member: Member, key: &ClientRef) -> Option<&Held> {
        self.held.get(&(member, key.clone()))
    }

    pub fn look_up(&self, token: u64, key: &ClientRef) -> Result<Option<Found>, Reply> {
        let member = self.signed_in(token).ok_or(Reply::SignInLost)?;
        let held = self.current(member, key).cloned();
        let receipt = Some(format!("R-{key}"));
        Ok(held.map(|held| Found {
            receipt,
            held: Some(held),
        }))
    }

    /// The office changes a record: its own field, at times the member's too.
    pub fn office_changes(&mut self, dice: &Dice) {
        let keys: Vec<_> = self.held.keys().cloned().collect();
        let Some(key) = dice.pick(&keys) else { return };
        if let Some(mut held) = self.held.get(key).cloned() {
            self.changes += 1;
            let text = format!("{}-office-{};", key.0, self.changes);
            held.version = Some(self.changes.to_string());
            if dice.one_in(4) {
                set(&mut held.answers, NOTE, text.clone());
            }
            set(&mut held.answers, OFFICE, text);
            self.hold(key.clone(), held);
        }
    }
}
