//! One attempt of the outbox: a request, what its answer calls for, and the reply that it comes to.

use super::{client::Client, wire::Wire};
use crate::{
    domain::{client_ref::ClientRef, event::Act, held::Found, record::Entry},
    outbox::{abilities::Abilities, reply::Reply},
    profile::{
        fault::Fault,
        response::Response,
        verdict::{Verdict, reply_to},
    },
    runtime::ports::{Step, Transport},
};
use std::sync::Arc;

impl<W: Wire> Client<W> {
    async fn attempt(&self, step: Step) -> Result<Reply, Fault> {
        let token = self.token()?;
        let token = token.as_deref();
        let profile = self.known().await?;
        let verdict = match step {
            Step::Upload { photo, bytes } => match profile.upload(&photo, bytes, token) {
                Some(request) => profile.uploaded(&photo, &self.fetch(request).await?),
                // Nothing there takes photos: this record waits for its owner, and the others go on.
                None => {
                    return Ok(Reply::Refused {
                        words: String::new(),
                        fields: Vec::new(),
                    });
                }
            },
            Step::Create(entry) if Act::of(&entry.kind).is_some() => {
                let events = profile.need_events()?;
                let answer = self.fetch(events.ask_act(&entry, token)).await?;
                events.read_act(&entry, &answer)
            }
            Step::Create(entry) => match profile.removes(&entry) {
                Some(of) => return self.remove(&of).await,
                None => {
                    let answer = self.fetch(profile.create(&entry, token)).await?;
                    profile.created(&entry, &answer)
                }
            },
            Step::Update { entry, of, base } => {
                let mut base = base.base.clone();
                if !profile.can_update(&base) {
                    match self.look(&of).await? {
                        Ok(Some(Found {
                            held: Some(now), ..
                        })) if now.says_as(&base) => base = now,
                        Ok(Some(_)) => return Ok(Reply::Stale),
                        Ok(None) => {
                            return Ok(Reply::Conflict {
                                words: String::new(),
                            });
                        }
                        Err(reply) => return Ok(reply),
                    }
                }
                let request = profile.update(&entry, &of, &base, token);
                let answer = self.fetch_described(request).await?;
                profile.updated(&entry, &of, &base, &answer)
            }
        };
        self.settled(verdict, token).await
    }

    async fn attempt_batch(&self, entries: &[Arc<Entry>]) -> Result<Option<Vec<Reply>>, Fault> {
        let token = self.token()?;
        let token = token.as_deref();
        let profile = self.known().await?;
        if entries.iter().any(|entry| profile.removes(entry).is_some()) {
            return Ok(None);
        }
        let answer = self.fetch_described(profile.batch(entries, token)).await?;
        let Some(verdicts) = profile.batched(entries, &answer) else {
            return Ok(None);
        };
        let mut replies = Vec::new();
        for verdict in verdicts {
            replies.push(reply_of(self.settled(verdict, token).await));
        }
        Ok(Some(replies))
    }

    /// What the backend has under a key. That it has nothing can be a lost sign-in.
    async fn look(&self, key: &ClientRef) -> Result<Result<Option<Found>, Reply>, Fault> {
        let token = self.token()?;
        let profile = self.known().await?;
        let request = profile.find(key, token.as_deref());
        let answer = self.fetch_described(request).await?;
        self.reconcile(key, &answer).await;
        let found = profile.looked_up(key, &answer);
        if found == Ok(None) && profile.may_be_hidden() {
            self.me().await?;
        }
        Ok(found)
    }

    /// Removes a record that its member takes back.
    async fn remove(&self, of: &ClientRef) -> Result<Reply, Fault> {
        let held = match self.look(of).await? {
            Ok(Some(Found {
                held: Some(held), ..
            })) => held,
            // It can't be understood, and what its address is neither.
            Ok(Some(_)) => return Ok(Reply::Upgrade),
            Ok(None) => return Ok(Reply::Done { receipt: None }),
            Err(reply) => return Ok(reply),
        };
        let (profile, token) = (self.profile(), self.token()?);
        let request = profile.remove(of, &held, token.as_deref());
        let answer = self.fetch_described(request).await?;
        let verdict = profile.removed(of, &held, &answer);
        self.settled(verdict, token.as_deref()).await
    }

    /// Where a key came to two rows, one stays. What can't be removed now is there once all the same: lists show each key
    /// once.
    async fn reconcile(&self, key: &ClientRef, shown: &Response) {
        let profile = self.profile();
        for held in profile.doubles(key, shown) {
            let Ok(token) = self.token() else { return };
            let Some(request) = profile.remove(key, &held, token.as_deref()) else {
                return;
            };
            if self.fetch(request).await.is_err() {
                return;
            }
        }
    }

    async fn settled(&self, verdict: Verdict, token: Option<&str>) -> Result<Reply, Fault> {
        let profile = self.profile();
        Ok(match verdict {
            Verdict::Final(reply) => reply,
            Verdict::CheckSignIn(otherwise) => profile.after_check(otherwise, self.me().await),
            Verdict::LookUp(key) => {
                let answer = self.fetch_described(profile.find(&key, token)).await?;
                self.reconcile(&key, &answer).await;
                profile.found(&key, &answer)
            }
            Verdict::Prove(key) => {
                let answer = self.fetch_described(profile.find(&key, token)).await?;
                self.reconcile(&key, &answer).await;
                profile.shown(&key, &answer)
            }
        })
    }
}

impl<W: Wire> Transport for Client<W> {
    async fn send(&self, step: Step) -> Reply {
        reply_of(self.attempt(step).await)
    }

    fn abilities(&self) -> Abilities {
        self.profile().abilities()
    }

    async fn look_up(&self, key: &ClientRef) -> Result<Option<Found>, Reply> {
        let looked = self.look(key).await;
        looked.unwrap_or_else(|fault| Err(reply_of(Err(fault))))
    }

    async fn send_batch(&self, entries: Vec<Arc<Entry>>) -> Option<Vec<Reply>> {
        let replies = self.attempt_batch(&entries).await;
        replies.unwrap_or_else(|fault| Some(vec![reply_of(Err(fault)); entries.len()]))
    }
}

fn reply_of(attempt: Result<Reply, Fault>) -> Reply {
    attempt.unwrap_or_else(|fault| reply_to(fault, Reply::Busy { after: None }))
}
