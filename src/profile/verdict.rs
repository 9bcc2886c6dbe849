//! Answers to the outbox's attempts → its replies.

use super::{
    Profile, asking::photo_slots, fault::Fault, judging::Judged, operation::Operation,
    response::Response, rule::Outcome, template::Slots,
};
use crate::{
    domain::{
        client_ref::ClientRef,
        held::{Found, Held},
        record::{Entry, Photo},
    },
    outbox::{item::Why, reply::Reply},
};
use serde_json::Value;
use std::sync::Arc;

/// What an answer to an attempt calls for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// This is what the attempt came to.
    Final(Reply),
    /// A lost sign-in can look like this: ask `me`, then [`Profile::after_check`] with this reply.
    CheckSignIn(Reply),
    /// The backend says that it holds the key: ask `find`, then [`Profile::found`].
    LookUp(ClientRef),
    /// The backend says that it took the record and shows nothing of it: ask `find`, then [`Profile::shown`].
    Prove(ClientRef),
}

impl Profile {
    /// Reads the answer to [`Profile::create`].
    pub fn created(&self, entry: &Entry, response: &Response) -> Verdict {
        let create = &self.backend.operations.create;
        let judged = self.judge(create, &self.entry_slots(entry), response);
        if judged.outcome == Outcome::Duplicate && self.backend.operations.find.is_some() {
            Verdict::LookUp(entry.client_ref.clone())
        } else if judged.outcome == Outcome::Done && (create.finds || self.backend.racy) {
            Verdict::Prove(entry.client_ref.clone())
        } else if judged.outcome == Outcome::TooLarge {
            self.refused(&judged, response)
        } else {
            self.verdict(create, &judged, response)
        }
    }

    /// Reads the answer to [`Profile::batch`]: each record's own answer is read as that to its `create`, in order. `None`
    /// where the backend takes no such request, or not this one: then each record goes alone. Another refusal of the whole
    /// may come after some of them had their effect: what became of any of them is unknown.
    pub fn batched(&self, entries: &[Arc<Entry>], response: &Response) -> Option<Vec<Verdict>> {
        let operation = self.backend.operations.batch.as_ref()?;
        let judged = self.judge(operation, &[], response);
        let answers = operation.answers.value("items", &judged.json);
        match (judged.outcome, answers.and_then(Value::as_array)) {
            (Outcome::Done, Some(answers)) => {
                let answers = answers.iter().map(Some).chain(std::iter::repeat(None));
                let verdict = |(entry, answer): (&Arc<Entry>, Option<&Value>)| match answer {
                    Some(answer) => self.created(entry, &part_of(operation, response, answer)),
                    None => Verdict::Final(Reply::NoAnswer),
                };
                Some(entries.iter().zip(answers).map(verdict).collect())
            }
            (Outcome::Done, None) => Some(vec![Verdict::Final(Reply::Stranger); entries.len()]),
            (
                Outcome::SignIn
                | Outcome::Accepted
                | Outcome::RateLimit
                | Outcome::Retry
                | Outcome::Stranger,
                _,
            ) => Some(vec![
                self.verdict(operation, &judged, response);
                entries.len()
            ]),
            (
                Outcome::Duplicate
                | Outcome::Validation
                | Outcome::Stale
                | Outcome::Conflict
                | Outcome::Full
                | Outcome::Closed
                | Outcome::OutOfScope
                | Outcome::Declined
                | Outcome::Waitlisted,
                _,
            ) => Some(vec![Verdict::Final(Reply::NoAnswer); entries.len()]),
            (Outcome::Forbidden | Outcome::NotFound | Outcome::TooLarge | Outcome::Upgrade, _) => {
                None
            }
        }
    }

    /// Reads the answer to an act: what is held under its key the list of events shows.
    pub(super) fn acted(&self, act: &Operation, slots: Slots, response: &Response) -> Verdict {
        let judged = self.judge(act, slots, response);
        if judged.outcome == Outcome::TooLarge {
            self.refused(&judged, response)
        } else {
            self.verdict(act, &judged, response)
        }
    }

    /// Reads the answer to [`Profile::update`].
    pub fn updated(
        &self,
        entry: &Entry,
        of: &ClientRef,
        base: &Held,
        response: &Response,
    ) -> Verdict {
        let Some(operation) = &self.backend.operations.update else {
            return Verdict::Final(Reply::Upgrade);
        };
        let slots = self.update_slots(entry, of, base);
        let judged = self.judge(operation, &slots, response);
        match judged.outcome {
            Outcome::Stale => Verdict::Final(Reply::Stale),
            Outcome::TooLarge => self.refused(&judged, response),
            Outcome::NotFound => Verdict::Final(Reply::Conflict {
                words: self.words(&judged.json),
            }),
            Outcome::Done
            | Outcome::Duplicate
            | Outcome::Accepted
            | Outcome::Validation
            | Outcome::SignIn
            | Outcome::Forbidden
            | Outcome::Conflict
            | Outcome::Full
            | Outcome::Closed
            | Outcome::OutOfScope
            | Outcome::Declined
            | Outcome::Waitlisted
            | Outcome::RateLimit
            | Outcome::Retry
            | Outcome::Upgrade
            | Outcome::Stranger => self.verdict(operation, &judged, response),
        }
    }

    /// Reads the answer to [`Profile::upload`].
    pub fn uploaded(&self, photo: &Photo, response: &Response) -> Verdict {
        match &self.backend.operations.upload {
            Some(operation) => {
                let judged = self.judge(operation, &photo_slots(photo), response);
                self.verdict(operation, &judged, response)
            }
            None => Verdict::Final(Reply::Upgrade),
        }
    }

    /// Reads the answer to [`Profile::find`] that a duplicate called for. Nothing found is a conflict: the backend refuses
    /// the key and does not show the row.
    pub fn found(&self, key: &ClientRef, response: &Response) -> Reply {
        match self.looked_up(key, response) {
            Ok(Some(Found { receipt, .. })) => Reply::Done { receipt },
            Ok(None) => conflict(),
            Err(reply) => reply,
        }
    }

    /// Reads the answer to [`Profile::find`] that an answer without a proof called for. Nothing found: it is not known what
    /// became of the record.
    pub fn shown(&self, key: &ClientRef, response: &Response) -> Reply {
        match self.looked_up(key, response) {
            Ok(Some(Found { receipt, .. })) => Reply::Done { receipt },
            Ok(None) => Reply::NoAnswer,
            Err(reply) => reply,
        }
    }

    /// Reads the answer to [`Profile::find`]: what the backend has under the key, or what the question came to.
    pub fn looked_up(&self, key: &ClientRef, response: &Response) -> Result<Option<Found>, Reply> {
        let operation = self.backend.operations.find.as_ref();
        let operation = operation.ok_or_else(conflict)?;
        let judged = self.judge(operation, &[], response);
        let answers = &operation.answers;
        let one = answers.value("row", &judged.json);
        let rows = match answers
            .value("items", &judged.json)
            .and_then(Value::as_array)
        {
            Some(rows) => Some(rows.as_slice()),
            None => one.map(std::slice::from_ref),
        };
        let alone = answers.points_at("row");
        let rows = match (judged.outcome, rows) {
            (Outcome::Done, Some(rows)) => rows,
            // Asked for by its own address, it is there or not.
            (Outcome::NotFound, _) if alone => &[],
            _ => {
                let fault = self.fault(&judged, operation, response, "answer/items");
                return Err(reply_to(fault, Reply::Busy { after: None }));
            }
        };
        let mapping = &self.backend.mapping;
        let key = Some(key.as_str());
        let row = rows.iter().find(|row| mapping.key(row).as_deref() == key);
        let version = answers.told("version", &judged.json, response);
        Ok(row.map(|row| Found {
            receipt: mapping.receipt(row),
            held: mapping.held(row, version),
        }))
    }

    /// Whether nothing there can be a lost sign-in: ask `me` before it is believed.
    pub fn may_be_hidden(&self) -> bool {
        let (auth, find) = (&self.backend.auth, &self.backend.operations.find);
        let alone = find.as_ref().is_some_and(|it| it.answers.points_at("row"));
        auth.lost_as_empty_list || (auth.lost_as_refusal && alone)
    }

    /// Settles a [`Verdict::CheckSignIn`] by what asking `me` came to: who is not even told their name is not signed in.
    pub fn after_check<T>(&self, otherwise: Reply, me: Result<T, Fault>) -> Reply {
        match me {
            Ok(_) => otherwise,
            Err(fault) => reply_to(fault, Reply::SignInLost),
        }
    }

    pub(super) fn verdict(
        &self,
        operation: &Operation,
        judged: &Judged,
        response: &Response,
    ) -> Verdict {
        Verdict::Final(match judged.outcome {
            Outcome::Done => {
                let row = operation.answers.value("row", &judged.json);
                let receipt = self.backend.mapping.receipt(row.unwrap_or(&judged.json));
                Reply::Done { receipt }
            }
            Outcome::Duplicate => Reply::Done { receipt: None },
            Outcome::Accepted => Reply::Accepted,
            Outcome::Validation | Outcome::Forbidden | Outcome::NotFound => {
                return self.refused(judged, response);
            }
            Outcome::SignIn => Reply::SignInLost,
            Outcome::Stale | Outcome::Conflict => Reply::Conflict {
                words: self.words(&judged.json),
            },
            Outcome::Full => self.declined(Why::Full, judged),
            Outcome::Closed => self.declined(Why::Closed, judged),
            Outcome::OutOfScope => self.declined(Why::OutOfScope, judged),
            Outcome::Declined => self.declined(Why::Other, judged),
            Outcome::Waitlisted => Reply::Waitlisted {
                position: self.position(&judged.json),
            },
            Outcome::TooLarge => Reply::TooLarge,
            Outcome::RateLimit | Outcome::Retry => Reply::Busy {
                after: judged.after,
            },
            Outcome::Upgrade => Reply::Upgrade,
            Outcome::Stranger => Reply::Stranger,
        })
    }

    fn declined(&self, why: Why, judged: &Judged) -> Reply {
        let words = self.words(&judged.json);
        Reply::Declined { why, words }
    }

    /// A refusal without field errors can be a lost sign-in, where the profile says so.
    fn refused(&self, judged: &Judged, response: &Response) -> Verdict {
        let fields = self.field_errors(&judged.json);
        let bare = fields.is_empty() && response.status != 413;
        let refused = Reply::Refused {
            words: self.words(&judged.json),
            fields,
        };
        if bare && self.backend.auth.lost_as_refusal {
            Verdict::CheckSignIn(refused)
        } else {
            Verdict::Final(refused)
        }
    }
}

/// One record's answer inside that to a batch, as if it had come alone.
fn part_of(operation: &Operation, whole: &Response, answer: &Value) -> Response {
    let status = operation.answers.value("status", answer);
    let status = status.and_then(|status| u16::try_from(status.as_u64()?).ok());
    let body = match operation.answers.points_at("body") {
        true => operation.answers.value("body", answer),
        false => Some(answer),
    };
    Response {
        status: status.unwrap_or(whole.status),
        body: body.map_or_else(Vec::new, |body| body.to_string().into_bytes()),
        ..whole.clone()
    }
}

/// Both sides say something else, and there is nothing to merge.
fn conflict() -> Reply {
    let words = String::new();
    Reply::Conflict { words }
}

/// What a fault on the way means to the outbox; `refused` stands for a refusal.
pub fn reply_to(fault: Fault, refused: Reply) -> Reply {
    match fault {
        Fault::NoAnswer => Reply::NoAnswer,
        Fault::Busy { after } => Reply::Busy { after },
        Fault::SignInLost => Reply::SignInLost,
        Fault::Refused { .. } => refused,
        Fault::Absent | Fault::Upgrade => Reply::Upgrade,
        Fault::NotBackend(_) => Reply::Stranger,
    }
}
