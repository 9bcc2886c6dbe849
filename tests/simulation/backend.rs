//! The model backend: unique by (member, client_ref), for ever; photos by their id.

use dajuan::{
    domain::{answer::Answer, client_ref::ClientRef, record::Entry},
    outbox::reply::Reply,
    runtime::ports::Step,
};
use std::collections::{BTreeMap, BTreeSet};

pub type Member = usize;

#[derive(Default)]
pub struct Backend {
    pub records: BTreeMap<(Member, ClientRef), String>,
    photos: BTreeSet<ClientRef>,
    sessions: BTreeMap<u64, Member>,
    last_token: u64,
    /// What broke a promise while it came in.
    pub leaked: usize,
    pub without_photo: usize,
    /// An item that is here was opened for writing as if it had never been sent.
    pub reopened: usize,
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
            Step::Create(entry) => entry,
        };
        let text = words(entry);
        if owner(&text) != member {
            self.leaked += 1;
        }
        let key = (member, entry.client_ref.clone());
        let receipt = Some(format!("R-{}", entry.client_ref));
        if self.records.contains_key(&key) {
            // Whatever is in it now: the first words stay.
            return Reply::Done { receipt };
        }
        if is_refused(entry) {
            let words = "缺书名".to_owned();
            let fields = vec![("title".to_owned(), "必填".to_owned())];
            return Reply::Refused { words, fields };
        }
        if entry.photos.iter().any(|it| !self.photos.contains(&it.id)) {
            self.without_photo += 1;
        }
        self.records.insert(key, text);
        Reply::Done { receipt }
    }
}

/// What the member wrote: their canary.
pub fn words(entry: &Entry) -> String {
    match &entry.answers {
        Answer::Group(group) => match group.get("words") {
            Some(Answer::Text(text)) => text.clone(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// The member whose canary this is.
pub fn owner(words: &str) -> Member {
    words
        .chars()
        .next()
        .and_then(|c| c.to_digit(10))
        .unwrap_or(9) as Member
}

/// The backend refuses it until its owner has edited it.
pub fn is_refused(entry: &Entry) -> bool {
    entry.form_version == 0
}
