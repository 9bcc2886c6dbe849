//! What every store must keep, checked by the same sentences in memory and on a real IndexedDB. No test of its own
//! panics here, so that it can run in a browser; the linker drops it from the app.
#![allow(async_fn_in_trait)] // one thread: no future of ours is ever sent to another

mod rows;
mod sample;
mod turns;
mod versions;

use crate::{
    domain::client_ref::ClientRef,
    runtime::ports::{Epoch, Store, StoreError},
};
use rows::*;
use sample::{Broken, Kept};
use turns::*;

/// The store under check, and what the contract can't do through `Store`.
pub trait Bench {
    /// The store.
    type Of: Store;
    /// A partition that holds nothing.
    async fn fresh(&self) -> Result<Self::Of, StoreError>;
    /// Begins a new session of it.
    async fn begin(&self, store: &Self::Of) -> Result<Epoch, StoreError>;
    /// Ends the session.
    async fn end(&self, store: &Self::Of) -> Result<(), StoreError>;
    /// Makes the stored bytes of a row unreadable.
    async fn damage(&self, store: &Self::Of, id: &ClientRef) -> Result<(), StoreError>;
}

/// Runs everything; the first sentence that does not hold is the error.
pub async fn check<B: Bench>(bench: &B) -> Result<(), String> {
    let kept = what_was_written_reads_back_whole(bench).await;
    sentence("what was written reads back whole", kept)?;
    let kept = numbers_are_given_once(bench).await;
    sentence("numbers are given once", kept)?;
    let kept = all_or_nothing(bench).await;
    sentence("a refused change writes nothing at all", kept)?;
    let kept = frozen_rows_stay(bench).await;
    sentence("a draft never overwrites what was submitted", kept)?;
    let kept = older_words_overwrite_nothing(bench).await;
    sentence("words are overwritten only by who has read them", kept)?;
    let kept = gone_rows_stay_gone(bench).await;
    sentence("what was removed never comes back", kept)?;
    let kept = only_drafts_go_without_the_lease(bench).await;
    sentence("only drafts go without the lease", kept)?;
    let kept = an_old_session_is_refused(bench).await;
    sentence("an old session is refused", kept)?;
    let kept = the_lease_excludes(bench).await;
    sentence("the lease excludes, ends, and fences", kept)?;
    let kept = photos_come_and_go(bench).await;
    sentence("photos come and go with their change", kept)?;
    let kept = versions::versions_stay_within_bounds_and_go_with_their_draft(bench).await;
    sentence("versions stay within bounds and go with their draft", kept)?;
    let kept = an_unreadable_row_is_told(bench).await;
    sentence("an unreadable row is told and kept", kept)?;
    let kept = replies_are_kept(bench).await;
    sentence("replies are kept under their key", kept)
}

fn sentence(name: &str, kept: Kept) -> Result<(), String> {
    kept.map_err(|broken| match broken {
        Broken::Failed(why) => format!("{name}: the store failed: {why}"),
        Broken::Differs(how) => format!("{name}: {how}"),
    })
}
