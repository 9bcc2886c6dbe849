//! What could be wrong with the loop: the check must find each.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Plant {
    Nothing,
    /// The row is deleted before it is sent.
    DeleteBeforeSend,
    /// `Sending` is not written before the request leaves.
    NoWriteAhead,
    /// A write is carried out whoever holds the right to send.
    FenceIgnored,
    /// A write is carried out whoever is signed in.
    EpochIgnored,
    /// Saved is shown at the press.
    SavedTooEarly,
    /// A new key with every try.
    NewKeyPerTry,
    /// 5xx taken as done.
    ServerErrorIsDone,
    /// A captive portal's 200 taken as done.
    PortalIsDone,
    /// A write that ended is taken for the one that is asked for now.
    AnyWriteIsMine,
    /// The right to send is taken anew on what the tab knew before.
    NothingReadAgain,
    /// A tab goes on with what it knows under the next member's sign-in.
    PartitionKept,
    /// A right to send never runs out.
    LeaseForEver,
}
