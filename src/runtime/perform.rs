//! What each effect of the machine comes to.

use super::{
    Notice,
    drive::Runtime,
    lease::Lease,
    ports::{Chance, Change, Clock, Step, Store, StoreError, Transport},
    wishes::photo_keys,
};
use crate::{
    domain::{client_ref::ClientRef, event::Act, held::Found, record::Entry},
    outbox::{
        effect::{Effect, Part},
        input::Input,
        item::{Item, State},
        planted::{self, Planted},
        reply::Reply,
    },
    stored::row::{ItemRow, encode},
};

impl<S: Store, T: Transport, C: Clock, R: Chance> Runtime<S, T, C, R> {
    /// Performs one effect wholly, and tells the machine.
    pub(super) async fn perform(&self, effect: Effect) {
        match effect {
            Effect::Save { items } => self.save(items).await,
            Effect::Send { ids, part } => self.send(ids, part).await,
            Effect::Forget { ids } => self.forget(ids).await,
            Effect::AskSignIn { again } => self.notify(Notice::SignInNeeded { again }),
            Effect::AskNewVersion => self.notify(Notice::NewVersionNeeded),
        }
    }

    async fn save(&self, items: Vec<Item>) {
        let ids = items.iter().map(|it| it.client_ref.clone()).collect();
        let fence = match self.take_lease().await {
            Lease::Held(fence) => fence,
            Lease::Reread => return,
            Lease::Elsewhere => return self.learn(Input::Elsewhere),
            Lease::Failed(why) => return self.not_saved(ids, why),
        };
        // Another task of this tab may have taken the lease anew while this one asked for it.
        if !self.tab().outbox.wants(&items) {
            return;
        }
        if self.begins(&items) && self.tab().stale {
            // What another tab has queued may have to go first.
            if self.load().await.is_err() {
                self.overtaken();
            }
            return;
        }
        let rows = {
            let tab = self.tab();
            let row = |item| tab.row(item).ok_or(&item.client_ref);
            items.iter().map(row).collect::<Result<_, &ClientRef>>()
        };
        let put = match rows {
            Ok(rows) => self.fitting(rows),
            // Without its body there is no item.
            Err(id) => return self.learn(Input::Removed { id: id.clone() }),
        };
        let change = Change {
            epoch: self.epoch,
            fence: Some(fence),
            put: put.clone(),
            ..Change::default()
        };
        if planted::is(Planted::ReceivedTooEarly) {
            let early = put.iter().cloned().filter_map(notice_of);
            early.for_each(|notice| self.notify(notice));
        }
        #[cfg(feature = "planted")]
        let committed = self.commit_astray(change).await;
        #[cfg(not(feature = "planted"))]
        let committed = self.store.commit(change).await;
        match committed {
            Ok(_) => {
                self.tab().writes += 1;
                let still_wanted = self.tab().outbox.wants(&items);
                let ids = put.iter().map(|row| row.item.client_ref.clone()).collect();
                if still_wanted {
                    self.learn(Input::Saved { ids });
                } else if self.load().await.is_err() {
                    // Another task of this tab has read the store meanwhile, perhaps before this was in it.
                    self.overtaken();
                }
                for notice in put.into_iter().filter_map(notice_of) {
                    self.tab().notices.push(notice);
                }
            }
            Err(StoreError::Moved) => self.overtaken(),
            Err(why) => {
                if self.begins(&items) {
                    // It may be there after all, and what is being read now may be older.
                    self.tab().doubt();
                }
                self.not_saved(ids, why);
            }
        }
    }

    /// Whether nothing but attempts begins with this write.
    fn begins(&self, items: &[Item]) -> bool {
        let tab = self.tab();
        items.iter().all(|item| tab.outbox.begins(item))
    }

    /// What answers brought is written whole. Of what is to be sent go the first that fit into one request, and none
    /// where another tab may have queued what goes first. An act goes alone: batches take records.
    fn fitting(&self, mut rows: Vec<ItemRow>) -> Vec<ItemRow> {
        let tab = self.tab();
        let begins = |row: &ItemRow| tab.outbox.begins(&row.item);
        let many = rows.iter().filter(|row| begins(row)).count() > 1;
        let acts = |row: &ItemRow| Act::of(&row.entry.kind).is_some();
        let alone = rows.iter().find(|row| begins(row)).is_some_and(acts);
        let mut bytes = 0;
        rows.retain(|row| {
            if !begins(row) {
                return true;
            }
            let first = bytes == 0;
            if !first && (alone || acts(row)) {
                return false;
            }
            bytes += if many { encode(row).len() } else { 1 };
            !tab.stale && (first || bytes <= REQUEST_BYTES)
        });
        rows
    }

    async fn send(&self, ids: Vec<ClientRef>, part: Part) {
        let (ids, rows) = there(ids, |id| self.row(id));
        #[cfg(feature = "planted")]
        let rows: Vec<ItemRow> = rows.into_iter().map(|row| self.sent_astray(row)).collect();
        let replies = match (&part, <[_; 1]>::try_from(rows)) {
            (part, Ok([row])) => match self.send_one(part, row).await {
                Some(reply) => vec![reply],
                None => return,
            },
            (Part::Record, Err(rows)) => {
                let entries = rows.into_iter().map(|row| row.entry).collect();
                match self.while_leased(self.transport.send_batch(entries)).await {
                    Some(replies) => replies,
                    None => return self.learn(Input::NoBatch),
                }
            }
            (Part::Photo(_) | Part::LookUp | Part::Status | Part::Current, Err(_)) => Vec::new(),
        };
        // A reply that comes after the partition closed finds no item, and is dropped.
        let jitter = self.chance.bits();
        let missing = match planted::is(Planted::BatchShifted) {
            true => ids.len().saturating_sub(replies.len()),
            false => 0,
        };
        self.learn(Input::Answered {
            part,
            replies: ids.into_iter().skip(missing).zip(replies).collect(),
            jitter,
        });
    }

    /// `None` where what it came to is told already.
    async fn send_one(&self, part: &Part, row: ItemRow) -> Option<Reply> {
        let id = row.item.client_ref.clone();
        Some(match part {
            Part::Record => self.while_leased(self.transport.send(step_of(row))).await,
            Part::Photo(photo) => match self.upload(photo, &row.entry).await {
                Some(reply) => reply,
                None => {
                    self.learn(Input::PhotoLost { id });
                    return None;
                }
            },
            Part::LookUp | Part::Status => {
                match self.while_leased(self.transport.look_up(&id)).await {
                    Ok(Some(Found { receipt, .. })) => Reply::Done { receipt },
                    Ok(None) => Reply::Absent,
                    Err(reply) => reply,
                }
            }
            Part::Current => return self.merge_current(row).await,
        })
    }

    /// `None` where the phone itself lost the photo.
    async fn upload(&self, photo: &ClientRef, entry: &Entry) -> Option<Reply> {
        let photo = entry.photos.iter().find(|it| it.id == *photo)?.clone();
        let bytes = match self.store.blob(&photo.id).await {
            Ok(bytes) => bytes?,
            Err(StoreError::Unreadable) => return None,
            Err(StoreError::Full | StoreError::Denied | StoreError::Moved | StoreError::Lost) => {
                return Some(Reply::NoAnswer);
            }
        };
        let step = Step::Upload { photo, bytes };
        Some(self.while_leased(self.transport.send(step)).await)
    }

    /// Removes what arrived and the list shows. When it can't now, the next list asks again.
    async fn forget(&self, ids: Vec<ClientRef>) {
        let Lease::Held(fence) = self.take_lease().await else {
            return;
        };
        let rows: Vec<ItemRow> = ids.iter().filter_map(|id| self.row(id)).collect();
        if rows.is_empty() {
            return;
        }
        let ids: Vec<ClientRef> = rows.iter().map(|row| row.item.client_ref.clone()).collect();
        let change = Change {
            epoch: self.epoch,
            fence: Some(fence),
            remove: ids.clone(),
            remove_blobs: rows.iter().flat_map(|row| photo_keys(&row.entry)).collect(),
            ..Change::default()
        };
        match self.store.commit(change).await {
            Ok(_) => ids.into_iter().for_each(|id| self.removed(id)),
            Err(StoreError::Moved) => self.overtaken(),
            Err(why) => self.notify(Notice::NotSaved {
                client_ref: ids.into_iter().next(),
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

    fn not_saved(&self, ids: Vec<ClientRef>, why: StoreError) {
        let client_ref = ids.first().cloned();
        self.learn(Input::NotSaved { ids });
        self.notify(Notice::NotSaved { client_ref, why });
    }
}

/// The items that have a row, each beside its own.
fn there<R>(
    ids: Vec<ClientRef>,
    row: impl Fn(&ClientRef) -> Option<R>,
) -> (Vec<ClientRef>, Vec<R>) {
    let found = ids.into_iter().filter_map(|id| Some((row(&id)?, id)));
    found.map(|(row, id)| (id, row)).unzip()
}

/// What goes in one request is not larger than this; a row is about as long as what is sent of it.
const REQUEST_BYTES: usize = 1_000_000;

/// The request that brings the record itself.
fn step_of(row: ItemRow) -> Step {
    let (entry, of) = (row.entry, row.item.chain);
    match row.update {
        Some(base) => Step::Update { entry, of, base },
        None => Step::Create(entry),
    }
}

/// What its owner should hear of a row that was just written.
fn notice_of(row: ItemRow) -> Option<Notice> {
    let client_ref = row.item.client_ref;
    match row.item.state {
        State::Done { receipt } => Some(Notice::Received {
            client_ref,
            receipt,
        }),
        State::NeedsFix { .. }
        | State::TooLarge
        | State::PhotoLost
        | State::Conflict { .. }
        | State::Unsure
        | State::Declined { .. }
        | State::Waitlisted { .. } => Some(Notice::NeedsOwner { client_ref }),
        State::Draft
        | State::Queued
        | State::Sending
        | State::RetryWait { .. }
        | State::Accepted { .. }
        | State::UpgradeNeeded => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_gone_takes_no_other_items_answer() {
        let key = |n: u8| ClientRef::from_chance([n; 16]);
        let row = |id: &ClientRef| (*id != key(2)).then(|| id.clone());
        let (ids, rows) = there(vec![key(1), key(2), key(3)], row);
        assert_eq!(ids, [key(1), key(3)]);
        assert_eq!(ids, rows);
    }
}
