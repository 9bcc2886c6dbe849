//! What the machine asks for.

use super::item::Item;
use crate::domain::client_ref::ClientRef;

/// One request on an item's way: its photos first, the record last.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Part {
    /// The photo of this key.
    Photo(ClientRef),
    /// The record itself: the one effect that counts.
    Record,
    /// Has the record arrived that may have? Before it is sent again.
    LookUp,
    /// Has the backend decided on the record that it took?
    Status,
    /// What the backend holds now of what this updates, to merge the two; answer `Merged`, or `Answered`.
    Current,
}

/// What the machine asks for. Perform one wholly, tell what came of it, then ask for the next.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Effect {
    /// Write these items in one transaction; answer `Saved`, `NotSaved` or `Elsewhere`. Of items that are to be sent some
    /// alone may be written, the first among them, where all would not do in one request.
    Save {
        /// As they will stand.
        items: Vec<Item>,
    },
    /// Send one part of one item, or the records of several in one request; answer `Answered`, `NoBatch` or `PhotoLost`.
    Send {
        /// The items.
        ids: Vec<ClientRef>,
        /// The part.
        part: Part,
    },
    /// Remove items that arrived, or wait in line, and that the list shows, in one transaction; answer `Removed` for each
    /// that is gone.
    Forget {
        /// Which.
        ids: Vec<ClientRef>,
    },
    /// Get a good sign-in, then tell `SignedIn`.
    AskSignIn {
        /// The one that was got last was refused too, or the member pressed: ask the member.
        again: bool,
    },
    /// Look for a newer version of this app.
    AskNewVersion,
}
