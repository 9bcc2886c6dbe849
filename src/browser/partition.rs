//! The open partition: the loop over this member's store and sign-in.

use super::{
    clock::{PhoneChance, PhoneClock},
    disk::Disk,
    line::Line,
};
use crate::{
    domain::member::Member,
    runtime::{drive::Runtime, ports::Epoch},
    state::session::Keeping,
    storage::{directory, partition::NextStart},
};
use std::cell::Cell;

/// The loop as it runs in the browser.
pub(super) type Loop = Runtime<Disk, Line, PhoneClock, PhoneChance>;

/// One member's partition in this tab.
pub(super) struct Partition {
    pub(super) runtime: Loop,
    /// Signs this member's requests and nobody else's.
    pub(super) line: Line,
    pub(super) member: Member,
    /// Its name in the directory; `None` where it lasts for this visit.
    pub(super) digest: Option<String>,
    pub(super) keeping: Keeping,
    /// The phone thinks that it is online again, and the loop was not told.
    pub(super) came_online: Cell<bool>,
    /// The count of unsent items that the directory was last told.
    noted: Cell<Option<u32>>,
    /// Seconds over which the backend wants the phones' first sends spread.
    pub(super) spread_s: u32,
}

impl Partition {
    pub(super) fn new(
        disk: Disk,
        line: Line,
        member: Member,
        epoch: Epoch,
        digest: Option<String>,
        spread_s: u32,
    ) -> Self {
        let keeping = match &disk {
            Disk::Visit(_) => Keeping::Visit,
            Disk::Kept(db) => match db.next_start() {
                NextStart::Opens => Keeping::Kept,
                NextStart::AsksPassphrase => Keeping::Passphrase,
                NextStart::AsksSignIn => Keeping::Locked,
                NextStart::Never => Keeping::Visit,
            },
        };
        let spread_ms = spread_s.saturating_mul(1000);
        let runtime = Runtime::new(
            disk,
            line.clone(),
            PhoneClock,
            PhoneChance,
            epoch,
            spread_ms,
        );
        Self {
            runtime,
            line,
            member,
            digest,
            keeping,
            came_online: Cell::new(false),
            noted: Cell::new(None),
            spread_s,
        }
    }

    /// Signs in with another token; it stays on the phone where the member is to stay signed in.
    pub(super) async fn renew(&self, token: &str) {
        let mut keeps = true;
        if let Some(client) = self.line.client() {
            client.set_token(Some(token.to_owned()));
            keeps = client.keeps_token();
        }
        if let Disk::Kept(db) = self.runtime.store()
            && db.has_kept_key()
            && keeps
        {
            // Not kept, the member signs in again at the next start.
            let _ = db.keep_token(Some(token)).await;
        }
        self.runtime.signed_in();
    }

    /// Tells the directory how many items wait, where it was told otherwise.
    pub(super) async fn note(&self, unsent: u32) {
        if let Some(digest) = &self.digest
            && self.noted.replace(Some(unsent)) != Some(unsent)
        {
            // The count is a courtesy; the rows themselves are what counts.
            let _ = directory::note_unsent(digest, unsent).await;
        }
    }
}
