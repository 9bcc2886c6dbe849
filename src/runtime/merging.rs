//! Updates: what the member changes of what was sent, and what becomes of it where the backend changed it too.

use super::{
    Refusal,
    drive::Runtime,
    ports::{Chance, Clock, Store, StoreError, Transport},
    wishes::photo_keys,
};
use crate::{
    domain::{
        client_ref::ClientRef,
        held::{Found, Held, Update, merge},
        record::Entry,
    },
    outbox::{
        input::Input,
        item::{Item, State},
        planted::{self, Planted},
        reply::Reply,
    },
    stored::row::ItemRow,
};
use std::sync::Arc;

impl<S: Store, T: Transport, C: Clock, R: Chance> Runtime<S, T, C, R> {
    /// Queues a change of the record that was sent as `of`, behind whatever of it is still under way. `entry` is the whole
    /// of it under a key of its own, `base` what the member was shown. Then `pump`.
    pub async fn amend(
        &self,
        of: ClientRef,
        base: Held,
        entry: Entry,
        photos: Vec<(ClientRef, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        let row = self.change_of(of, base, entry, State::Queued);
        self.write(row, photos).await
    }

    /// The same as a draft: it is saved, discarded and submitted like any other.
    pub async fn begin_change(
        &self,
        of: ClientRef,
        base: Held,
        entry: Entry,
    ) -> Result<(), StoreError> {
        let row = self.change_of(of, base, entry, State::Draft);
        self.write(row, Vec::new()).await
    }

    fn change_of(&self, of: ClientRef, base: Held, entry: Entry, state: State) -> ItemRow {
        let mut row = self.new_row(entry, state, 0);
        for (photo, there) in &mut row.item.uploads {
            *there = base.photos.contains(photo);
        }
        row.item.chain = of;
        row.item.updates = true;
        row.update = Some(Arc::new(standing_on(base)));
        row
    }

    /// Sends an update on that waits in `Conflict`: in the clashing fields named by `mine` the member's own, in the others
    /// what the backend holds. Then `pump`.
    pub async fn resolve(&self, id: &ClientRef, mine: &[String]) -> Result<(), Refusal> {
        self.choose(id, |row| {
            let State::Conflict { fields, .. } = &row.item.state else {
                return Err(Refusal::Gone);
            };
            let update = row.update.take().ok_or(Refusal::Gone)?;
            let theirs = update.theirs.clone().ok_or(Refusal::Gone)?;
            let chosen = |field: &str| {
                let clashes = fields.iter().any(|it| it == field);
                clashes.then(|| mine.iter().any(|it| it == field))
            };
            let entry = merge(&update.base, &row.entry, &theirs, chosen).entry;
            row.item.uploads = uploads(&row.item, &entry, &theirs);
            row.entry = Arc::new(entry);
            row.update = Some(Arc::new(standing_on(theirs)));
            row.item.state = State::Queued;
            Ok(())
        })
        .await
    }

    /// Sends an item again that waits in `Unsure`: its owner takes it upon them that it may be there twice. Then `pump`.
    pub fn send_again(&self, id: &ClientRef) -> Result<(), Refusal> {
        let chosen = self.tab().outbox.send_again(id);
        chosen.then_some(()).ok_or(Refusal::Gone)
    }

    /// Merges what the backend holds now into an update; `None` where the machine knows by then.
    pub(super) async fn merge_current(&self, row: ItemRow) -> Option<Reply> {
        let words = String::new();
        let Some(update) = row.update else {
            return Some(Reply::Conflict { words });
        };
        let (receipt, theirs) = match self
            .while_leased(self.transport.look_up(&row.item.chain))
            .await
        {
            Ok(Some(Found {
                receipt,
                held: Some(held),
            })) => (receipt, held),
            Ok(_) => return Some(Reply::Conflict { words }),
            Err(reply) => return Some(reply),
        };
        let chosen = match (
            planted::is(Planted::MergeTakesTheirs),
            planted::is(Planted::MergeSkipped),
        ) {
            (true, _) => Some(false),
            (_, true) => Some(true),
            _ => None,
        };
        let merged = merge(&update.base, &row.entry, &theirs, |_| chosen);
        let clashes = merged.clashes;
        if clashes.is_empty() && theirs.equals(&merged.entry) {
            return Some(Reply::Done { receipt });
        }
        let id = row.item.client_ref.clone();
        let mut uploads_now = row.item.uploads.clone();
        {
            let mut tab = self.tab();
            if !tab.outbox.merges(&id) {
                return None;
            }
            let body = tab.bodies.get_mut(&id)?;
            if clashes.is_empty() {
                uploads_now = uploads(&row.item, &merged.entry, &theirs);
                body.entry = Arc::new(merged.entry);
                body.update = Some(Arc::new(standing_on(theirs)));
            } else {
                body.update = Some(Arc::new(Update {
                    base: update.base.clone(),
                    theirs: Some(theirs),
                }));
            }
        }
        self.learn(Input::Merged {
            id,
            uploads: uploads_now,
            clashes,
            jitter: self.chance.bits(),
        });
        None
    }
}

fn standing_on(base: Held) -> Update {
    Update { base, theirs: None }
}

/// The photos of `entry`, and whether the backend has each.
fn uploads(item: &Item, entry: &Entry, theirs: &Held) -> Vec<(ClientRef, bool)> {
    let there =
        |id: &ClientRef| theirs.photos.contains(id) || item.uploads.contains(&(id.clone(), true));
    let keys = photo_keys(entry).into_iter();
    keys.map(|id| (id.clone(), there(&id))).collect()
}
