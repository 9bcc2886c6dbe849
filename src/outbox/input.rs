//! What the machine is told.

use super::{effect::Part, item::Item, reply::Reply};
use crate::domain::client_ref::ClientRef;

/// A fact.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Input {
    /// What the store holds, read at start or when another tab may have changed it.
    Started {
        /// Every row, in any order.
        items: Vec<Item>,
    },
    /// The member saved a draft or submitted it; it is on disk.
    Written {
        /// As written.
        item: Item,
    },
    /// An item was removed, on disk: withdrawn, discarded, or forgotten after its acceptance.
    Removed {
        /// Which.
        id: ClientRef,
    },
    /// The write asked for by `Effect::Save` is on disk.
    Saved {
        /// Which of its items.
        ids: Vec<ClientRef>,
    },
    /// The write asked for by `Effect::Save` failed.
    NotSaved {
        /// Which.
        ids: Vec<ClientRef>,
    },
    /// Another tab holds the right to send, or took it: what was under way here is dropped.
    Elsewhere,
    /// A request ended.
    Answered {
        /// The part that was sent.
        part: Part,
        /// What it came to, for each item.
        replies: Vec<(ClientRef, Reply)>,
        /// Chance for the wait, evenly spread.
        jitter: u64,
    },
    /// The backend takes no batches after all, as its answer to one shows: from here on records go one by one.
    NoBatch,
    /// What the backend holds now was merged into the update that is under way; what came of it goes with the next write.
    Merged {
        /// Which.
        id: ClientRef,
        /// Its photos from here on, and whether the backend holds each.
        uploads: Vec<(ClientRef, bool)>,
        /// Fields that both sides changed; none where the update can be sent.
        clashes: Vec<String>,
        /// Chance for the wait, evenly spread.
        jitter: u64,
    },
    /// The bytes of a photo are not in the store.
    PhotoLost {
        /// The item.
        id: ClientRef,
    },
    /// The phone thinks that it is online again.
    Online {
        /// Chance for the first wait, evenly spread.
        jitter: u64,
    },
    /// Time passed, or the page became visible.
    Woke,
    /// 立即发送
    Pressed,
    /// 立即发送, this item.
    PressedOne {
        /// Which.
        id: ClientRef,
    },
    /// 先不发: what is under way ends, and nothing more goes until a press, or until nothing is left to go. An app that starts
    /// anew knows nothing of it.
    Held,
    /// Requests of this partition carry a good sign-in.
    SignedIn,
    /// The partition closes: nothing of it stays in memory.
    SignedOut,
    /// The list of records kept on the phone shows these.
    Listed {
        /// Which.
        ids: Vec<ClientRef>,
    },
}
