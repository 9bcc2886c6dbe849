//! What the loop tells the views, beside how the items stand.

use super::ports::StoreError;
use crate::domain::client_ref::ClientRef;

/// Something happened that its owner should hear of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// 已保存: the submitted item is on disk; its transaction completed.
    Saved {
        /// Which.
        client_ref: ClientRef,
    },
    /// A write or a read failed; what was not written is still where it was.
    NotSaved {
        /// Which item, where it was one.
        client_ref: Option<ClientRef>,
        /// Why.
        why: StoreError,
    },
    /// 已收到: the backend's verified reply is on disk.
    Received {
        /// Which.
        client_ref: ClientRef,
        /// The receipt number, where the backend gives one.
        receipt: Option<String>,
    },
    /// The backend decided, or refused: it is the owner's turn. The item's state has the reason.
    NeedsOwner {
        /// Which.
        client_ref: ClientRef,
    },
    /// The partition waits for a good sign-in; answer with `signed_in`.
    SignInNeeded {
        /// A quiet renewal was not enough, or the member pressed: ask the member.
        again: bool,
    },
    /// The queue pauses until a newer version of this app is there.
    NewVersionNeeded,
    /// Somebody else signed in, in another tab: nothing more happens here.
    Closed,
}

/// Why an owner's choice was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is being sent, here or in another tab: ask again in a moment.
    #[error("being sent")]
    Busy,
    /// It may have reached the backend: it can be withdrawn, not edited.
    #[error("may have been sent")]
    Sent,
    /// There is no such item.
    #[error("not there")]
    Gone,
    /// The store failed; nothing changed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
