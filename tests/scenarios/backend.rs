//! A backend that keeps rows by member and key, and the ways that a request can go.

use crate::event::Event;
use dajuan::{
    domain::{answer::Answer, client_ref::ClientRef, event::Act, record::Entry},
    outbox::reply::Reply,
    runtime::ports::{Step, Transport},
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet, VecDeque},
    future::{pending, poll_fn},
    rc::Rc,
    task::Poll,
};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Token(pub u8);

/// Who is signed in by which token, and what is there.
#[derive(Default)]
pub struct Backend {
    pub members: BTreeMap<Token, &'static str>,
    pub records: BTreeMap<(&'static str, ClientRef), String>,
    pub photos: BTreeSet<ClientRef>,
    pub event: Event,
    /// These words never go through.
    pub poison: Option<&'static str>,
    pub requests: usize,
    /// What it owes an answer gets one.
    pub answers: bool,
    /// In the order in which they came.
    pub order: Vec<String>,
}

impl Backend {
    fn receive(&mut self, token: Token, step: &Step) -> Reply {
        let Some(&member) = self.members.get(&token) else {
            return Reply::SignInLost;
        };
        let entry = match step {
            Step::Upload { photo, .. } => {
                self.photos.insert(photo.id.clone());
                return Reply::Done { receipt: None };
            }
            Step::Create(entry) => entry,
            Step::Update { entry, .. } => panic!("no sent record is changed here: {entry:?}"),
        };
        if let Some(act) = Act::of(&entry.kind) {
            return self.event.receive(member, act, entry);
        }
        let receipt = Some(format!("R-{}", entry.client_ref));
        let place = (member, entry.client_ref.clone());
        if self.records.contains_key(&place) {
            return Reply::Done { receipt };
        }
        let text = words(entry);
        if self.poison == Some(text.as_str()) {
            return Reply::Busy { after: None };
        }
        let photos = entry.photos.iter();
        assert!(
            photos.map(|it| &it.id).all(|id| self.photos.contains(id)),
            "a record never comes before its photos"
        );
        self.order.push(text.clone());
        self.records.insert(place, text);
        Reply::Done { receipt }
    }
}

pub fn words(entry: &Entry) -> String {
    match &entry.answers {
        Answer::Text(text) => text.clone(),
        Answer::Null
        | Answer::Flag(_)
        | Answer::Int(_)
        | Answer::Real(_)
        | Answer::List(_)
        | Answer::Group(_) => String::new(),
    }
}

/// How one request goes.
pub enum Way {
    Arrives,
    /// Nothing arrives, and no answer comes.
    Lost,
    /// It arrives, and no answer comes.
    ReplyLost,
    /// It arrives, and a 500 comes back.
    ErrorAfter,
    /// Something else answers, and nothing arrives.
    Says(Reply),
    /// Nothing arrives while the tab lives.
    Hangs,
    /// It arrives, and the tab does not live to hear of it.
    HangsAfter,
    /// It arrives, and the answer comes once the backend `answers`.
    AnswersLate,
}

/// One tab's way to the backend, with the sign-in that the tab has.
#[derive(Clone)]
pub struct Wire {
    pub backend: Rc<RefCell<Backend>>,
    pub ways: Rc<RefCell<VecDeque<Way>>>,
    pub token: Token,
}

impl Transport for Wire {
    async fn send(&self, step: Step) -> Reply {
        let way = self.ways.borrow_mut().pop_front().unwrap_or(Way::Arrives);
        let arrive = || {
            let mut backend = self.backend.borrow_mut();
            backend.requests += 1;
            backend.receive(self.token, &step)
        };
        match way {
            Way::Arrives => arrive(),
            Way::Lost => Reply::NoAnswer,
            Way::ReplyLost => {
                arrive();
                Reply::NoAnswer
            }
            Way::ErrorAfter => {
                arrive();
                Reply::Busy { after: None }
            }
            Way::Says(reply) => reply,
            Way::Hangs => pending().await,
            Way::HangsAfter => {
                arrive();
                pending().await
            }
            Way::AnswersLate => {
                let reply = arrive();
                poll_fn(|_| match self.backend.borrow().answers {
                    true => Poll::Ready(reply.clone()),
                    false => Poll::Pending,
                })
                .await
            }
        }
    }
}
