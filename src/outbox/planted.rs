//! Faults that the simulation must find: it would be blind otherwise. One at a time is switched on for a thread, by the
//! tests and behind the feature `planted` alone; without it every question here is `false` when the code is compiled.

use super::reply::Reply;

/// A fault of the machine or of the loop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Planted {
    /// An item leaves the disk before its request leaves the phone.
    DeleteBeforeSend,
    /// Every try goes under a new key.
    NewKeyPerTry,
    /// A key is good for a day; later tries go under a new one.
    ExpiringKey,
    /// A 5xx is taken for an acceptance.
    ServerErrorIsDone,
    /// A captive portal's 200 is taken for an acceptance.
    PortalIsDone,
    /// An item is sent though the transaction that sets `sending` found another session.
    NoOwnerCheck,
    /// `sending` is not written before the request leaves.
    NoWriteAhead,
    /// 已保存 is told before the transaction has completed.
    SavedTooEarly,
    /// 已收到 is told before it is on disk.
    ReceivedTooEarly,
    /// The record goes before its photos.
    RecordBeforePhotos,
    /// An item and its photos are written in two transactions.
    PhotosAfterText,
    /// Who asks for the right to send goes on when another tab has it.
    LockWithoutLease,
    /// Writes of the loop do not name the fence.
    FencingIgnored,
    /// A draft is written whatever it was made from.
    OldWordsOverwrite,
    /// That a request may have had its effect is not counted.
    DoubtForgotten,
    /// What has arrived is removed before any list shows it.
    ForgottenUnlisted,
    /// A reply counts though its write was refused: another session, or another tab.
    ReplyThoughMoved,
    /// Items of one chain go in any order.
    ChainIgnored,
    /// The first item that is due goes first, however often it failed.
    PoisonBlocks,
    /// `Retry-After` is not read.
    RetryAfterIgnored,
    /// `Retry-After` is obeyed however long it is.
    RetryAfterEndless,
    /// Tries and waits live in memory alone.
    RetryNotKept,
    /// A wait is believed after the clock was moved by a year.
    ClockBelieved,
    /// What was being sent at the end of one visit stays so for ever.
    SendingForEver,
    /// Rows that can't be read are dropped.
    QuarantineDropped,
    /// Rows that can't be read are not told.
    QuarantineHidden,
    /// A tab that has closed still knows its rows.
    ClosedRemembers,
    /// Where an answer to several records breaks off, the answers that came are taken for those of the last ones.
    BatchShifted,
    /// Where both sides changed a record, the backend's words silently stand.
    MergeTakesTheirs,
    /// A change is sent on top of whatever the backend holds now.
    MergeSkipped,
}

impl Planted {
    /// Every fault.
    pub const ALL: [Self; 30] = [
        Self::DeleteBeforeSend,
        Self::NewKeyPerTry,
        Self::ExpiringKey,
        Self::ServerErrorIsDone,
        Self::PortalIsDone,
        Self::NoOwnerCheck,
        Self::NoWriteAhead,
        Self::SavedTooEarly,
        Self::ReceivedTooEarly,
        Self::RecordBeforePhotos,
        Self::PhotosAfterText,
        Self::LockWithoutLease,
        Self::FencingIgnored,
        Self::OldWordsOverwrite,
        Self::DoubtForgotten,
        Self::ForgottenUnlisted,
        Self::ReplyThoughMoved,
        Self::ChainIgnored,
        Self::PoisonBlocks,
        Self::RetryAfterIgnored,
        Self::RetryAfterEndless,
        Self::RetryNotKept,
        Self::ClockBelieved,
        Self::SendingForEver,
        Self::QuarantineDropped,
        Self::QuarantineHidden,
        Self::ClosedRemembers,
        Self::BatchShifted,
        Self::MergeTakesTheirs,
        Self::MergeSkipped,
    ];
}

#[cfg(feature = "planted")]
std::thread_local! {
    static NOW: std::cell::Cell<Option<Planted>> = const { std::cell::Cell::new(None) };
}

/// Whether this fault is switched on.
#[cfg(feature = "planted")]
pub fn is(fault: Planted) -> bool {
    NOW.get() == Some(fault)
}

/// Whether this fault is switched on: never.
#[cfg(not(feature = "planted"))]
#[inline(always)]
pub const fn is(_: Planted) -> bool {
    false
}

/// What is made of an answer.
pub(super) fn heard(reply: Reply) -> Reply {
    let busy = matches!(reply, Reply::Busy { .. });
    let stranger = matches!(reply, Reply::Stranger);
    if busy && is(Planted::ServerErrorIsDone) || stranger && is(Planted::PortalIsDone) {
        Reply::Done { receipt: None }
    } else if busy && is(Planted::RetryAfterIgnored) {
        Reply::Busy { after: None }
    } else {
        reply
    }
}

/// Does `work` with a fault in this thread.
#[cfg(feature = "planted")]
pub fn with<A>(fault: Planted, work: impl FnOnce() -> A) -> A {
    NOW.set(Some(fault));
    let came = work();
    NOW.set(None);
    came
}
