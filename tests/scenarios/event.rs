//! An event at the backend: few seats, a waiting list, one answer for each key for ever.

use dajuan::{
    domain::{client_ref::ClientRef, event::Act, record::Entry},
    outbox::{item::Why, reply::Reply},
};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub struct Event {
    pub seats: usize,
    /// Who finds no seat waits in line.
    pub has_line: bool,
    /// Sign-up is over, by the backend's clock.
    pub is_closed: bool,
    pub confirmed: BTreeSet<&'static str>,
    pub line: Vec<&'static str>,
    answers: BTreeMap<(&'static str, ClientRef), Reply>,
    /// Every act that had an effect, in order.
    pub order: Vec<String>,
}

impl Event {
    /// The same key has the same answer, whatever happened since.
    pub fn receive(&mut self, member: &'static str, act: Act, entry: &Entry) -> Reply {
        let place = (member, entry.client_ref.clone());
        if let Some(known) = self.answers.get(&place) {
            return known.clone();
        }
        let reply = self.decide(member, act);
        if !matches!(reply, Reply::Declined { .. }) {
            self.order.push(format!("{member} {}", entry.kind.0));
        }
        self.answers.insert(place, reply.clone());
        reply
    }

    fn decide(&mut self, member: &'static str, act: Act) -> Reply {
        let done = Reply::Done {
            receipt: Some("R-1".into()),
        };
        match act {
            Act::SignUp if self.confirmed.contains(member) => done,
            Act::SignUp if self.is_closed => no(Why::Closed, "报名已截止"),
            Act::SignUp if self.confirmed.len() < self.seats => {
                self.confirmed.insert(member);
                done
            }
            Act::SignUp if self.has_line => {
                self.line.push(member);
                Reply::Waitlisted {
                    position: u32::try_from(self.line.len()).ok(),
                }
            }
            Act::SignUp => no(Why::Full, "名额已满"),
            Act::Cancel if self.confirmed.remove(member) => done,
            Act::Cancel if self.line.contains(&member) => {
                self.line.retain(|it| *it != member);
                done
            }
            Act::Cancel => no(Why::Other, "您没有报名"),
            Act::Accept
            | Act::Leave
            | Act::LeaveWithdraw
            | Act::CheckIn
            | Act::Acknowledge
            | Act::Decide => panic!("no {act:?} here"),
        }
    }
}

fn no(why: Why, words: &str) -> Reply {
    Reply::Declined {
        why,
        words: words.into(),
    }
}
