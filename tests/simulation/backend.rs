//! The model backend: unique by (member, client_ref), for ever; photos by their id; events with few places.

use super::work::{Kind, event_of, kind_of, owner, words};
use dajuan::{domain::client_ref::ClientRef, outbox::reply::Reply, runtime::ports::Step};
use std::collections::{BTreeMap, BTreeSet};

pub type Member = usize;

#[derive(Default)]
pub struct Backend {
    pub records: BTreeMap<(Member, ClientRef), String>,
    photos: BTreeSet<ClientRef>,
    sessions: BTreeMap<u64, Member>,
    last_token: u64,
    /// Members with a place, by event.
    places: BTreeMap<usize, BTreeSet<Member>>,
    pub capacity: usize,
    /// Items that it fails over are taken again.
    pub healed: bool,
    /// What broke a promise while it came in.
    pub leaked: usize,
    pub without_photo: usize,
}

impl Backend {
    pub fn sign_in(&mut self, member: Member) -> u64 {
        self.last_token += 1;
        self.sessions.insert(self.last_token, member);
        self.last_token
    }

    pub fn expire(&mut self, token: u64) {
        self.sessions.remove(&token);
    }

    pub fn holds(&self, member: Member, id: &ClientRef) -> Option<&String> {
        self.records.get(&(member, id.clone()))
    }

    /// Carries out one request, whatever becomes of its answer.
    pub fn receive(&mut self, token: u64, step: &Step) -> Reply {
        let Some(&member) = self.sessions.get(&token) else {
            return Reply::SignInLost;
        };
        let entry = match step {
            Step::Upload { photo, bytes } => {
                assert_eq!(bytes.len(), photo.bytes as usize, "a photo arrives whole");
                self.photos.insert(photo.id.clone());
                return Reply::Done { receipt: None };
            }
            Step::Create(entry) | Step::Update { entry, .. } => entry,
        };
        let text = words(entry);
        if owner(text) != member {
            self.leaked += 1;
        }
        let key = (member, entry.client_ref.clone());
        let done = Reply::Done {
            receipt: Some(format!("R-{}", entry.client_ref)),
        };
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
                let words = "已有名额".to_owned();
                if taken.contains(&member) {
                    return Reply::Conflict { words };
                }
                if taken.len() >= self.capacity {
                    return match event % 2 {
                        0 => Reply::Declined { words },
                        _ => Reply::Waitlisted { position: Some(1) },
                    };
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
        self.records.insert(key, text.to_owned());
        done
    }
}
