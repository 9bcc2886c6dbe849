//! What each effect of the machine comes to.

use super::{
    Notice,
    drive::Runtime,
    lease::Lease,
    ports::{Chance, Change, Clock, Step, Store, StoreError, Transport},
};
use crate::{
    domain::client_ref::ClientRef,
    outbox::{
        effect::{Effect, Part},
        input::Input,
        item::{Item, State},
        reply::Reply,
    },
};

impl<S: Store, T: Transport, C: Clock, R: Chance> Runtime<S, T, C, R> {
    /// Performs one effect wholly, and tells the machine.
    pub(super) async fn perform(&self, effect: Effect) {
        match effect {
            Effect::Save { item } => self.save(item).await,
            Effect::Send { id, part } => self.send(id, part).await,
            Effect::Forget { id } => self.forget(id).await,
            Effect::AskSignIn { again } => self.notify(Notice::SignInNeeded { again }),
            Effect::AskNewVersion => self.notify(Notice::NewVersionNeeded),
        }
    }

    async fn save(&self, item: Item) {
        let id = item.client_ref.clone();
        let fence = match self.take_lease().await {
            Lease::Held(fence) => fence,
            Lease::Reread => return,
            Lease::Elsewhere => return self.tell(Input::Elsewhere),
            Lease::Failed(why) => return self.not_saved(id, why),
        };
        // Another task of this tab may have taken the lease anew while this one asked for it.
        if !self.tab().outbox.wants(&item) {
            return;
        }
        let Some(row) = self.tab().row(&item) else {
            return self.tell(Input::Removed { id });
        };
        let change = Change {
            epoch: self.epoch,
            fence: Some(fence),
            put: vec![row],
            ..Change::default()
        };
        match self.store.commit(change).await {
            Ok(_) => {
                self.tab().writes += 1;
                self.tell(Input::Saved { id: id.clone() });
                match item.state {
                    State::Done { receipt } => self.notify(Notice::Received {
                        client_ref: id,
                        receipt,
                    }),
                    State::NeedsFix { .. }
                    | State::TooLarge
                    | State::PhotoLost
                    | State::Conflict { .. }
                    | State::Declined { .. }
                    | State::Waitlisted { .. } => {
                        self.notify(Notice::NeedsOwner { client_ref: id })
                    }
                    State::Draft
                    | State::Queued
                    | State::Sending
                    | State::RetryWait { .. }
                    | State::Accepted { .. }
                    | State::UpgradeNeeded => {}
                }
            }
            Err(StoreError::Moved) => self.overtaken(),
            Err(why) => self.not_saved(id, why),
        }
    }

    async fn send(&self, id: ClientRef, part: Part) {
        let body = self.tab().bodies.get(&id).map(|body| body.entry.clone());
        let step = match (&part, body) {
            (Part::Record, Some(entry)) => Step::Create(entry),
            (Part::Photo(photo), Some(entry)) => {
                let Some(photo) = entry.photos.into_iter().find(|it| it.id == *photo) else {
                    return self.tell(Input::PhotoLost { id });
                };
                match self.store.blob(&photo.id).await {
                    Ok(Some(bytes)) => Step::Upload { photo, bytes },
                    Ok(None) | Err(StoreError::Unreadable) => {
                        return self.tell(Input::PhotoLost { id });
                    }
                    Err(
                        StoreError::Full
                        | StoreError::Denied
                        | StoreError::Moved
                        | StoreError::Lost,
                    ) => {
                        return self.answered(id, part, Reply::NoAnswer);
                    }
                }
            }
            (Part::Record | Part::Photo(_), None) => return self.tell(Input::PhotoLost { id }),
        };
        let reply = self.while_leased(self.transport.send(step)).await;
        self.answered(id, part, reply);
    }

    /// A reply that comes after the partition closed finds no item, and is dropped.
    fn answered(&self, id: ClientRef, part: Part, reply: Reply) {
        let jitter = self.chance.bits();
        self.tell(Input::Answered {
            id,
            part,
            reply,
            jitter,
        });
    }

    /// Removes what arrived and the list shows. When it can't now, the next list asks again.
    async fn forget(&self, id: ClientRef) {
        let Lease::Held(fence) = self.take_lease().await else {
            return;
        };
        let Some(row) = self.row(&id) else { return };
        let change = Change {
            epoch: self.epoch,
            fence: Some(fence),
            remove: vec![id.clone()],
            remove_blobs: row.entry.photos.into_iter().map(|photo| photo.id).collect(),
            ..Change::default()
        };
        match self.store.commit(change).await {
            Ok(_) => self.removed(id),
            Err(StoreError::Moved) => self.overtaken(),
            Err(why) => self.notify(Notice::NotSaved {
                client_ref: Some(id),
                why,
            }),
        }
    }

    pub(super) fn removed(&self, id: ClientRef) {
        {
            let mut tab = self.tab();
            tab.writes += 1;
            tab.bodies.remove(&id);
        }
        self.tell(Input::Removed { id });
    }

    fn not_saved(&self, id: ClientRef, why: StoreError) {
        self.tell(Input::NotSaved { id: id.clone() });
        self.notify(Notice::NotSaved {
            client_ref: Some(id),
            why,
        });
    }
}
