//! Sessions, the lease, photos, replies.

use super::{Bench, sample::*};
use crate::{
    domain::{client_ref::ClientRef, moment::Moment},
    outbox::item::State,
    runtime::ports::{Change, Store, StoreError},
};

pub(super) async fn only_drafts_go_without_the_lease<B: Bench>(bench: &B) -> Kept {
    let store = bench.fresh().await?;
    let epoch = bench.begin(&store).await?;
    let rows = vec![row(1, State::Queued), row(2, State::Draft)];
    store.commit(put(epoch, rows)).await?;
    let remove = |n| Change {
        epoch,
        remove: vec![key(n)],
        ..Change::default()
    };
    let refused = store.commit(remove(1)).await;
    same("a queued row", refused.err(), Some(StoreError::Moved))?;
    store.commit(remove(2)).await?;
    same("keys", keys(&store).await?, vec![(key(1), 1)])
}

pub(super) async fn an_old_session_is_refused<B: Bench>(bench: &B) -> Kept {
    let store = bench.fresh().await?;
    let old = bench.begin(&store).await?;
    let new = bench.begin(&store).await?;
    same("a new session's epoch is higher", new > old, true)?;
    let moved = Some(StoreError::Moved);
    let refused = store.commit(put(old, vec![row(1, State::Queued)])).await;
    same("a change", refused.err(), moved)?;
    same("a reply", store.cache(old, "k", "v").await.err(), moved)?;
    let refused = store.lease(old, &key(200), Moment(0), Moment(1000)).await;
    same("a lease", refused.err(), moved)?;
    store.commit(put(new, vec![row(1, State::Queued)])).await?;
    bench.end(&store).await?;
    let refused = store.commit(put(new, vec![row(2, State::Queued)])).await;
    same("a change after the end", refused.err(), moved)?;
    same("keys", keys(&store).await?, vec![(key(1), 1)])
}

pub(super) async fn the_lease_excludes<B: Bench>(bench: &B) -> Kept {
    let store = bench.fresh().await?;
    let epoch = bench.begin(&store).await?;
    let (one, two) = (key(201), key(202));
    let lease = async |holder: &ClientRef, now, until| {
        store.lease(epoch, holder, Moment(now), Moment(until)).await
    };
    same("the first", lease(&one, 0, 100).await?, Some(1))?;
    same("another, while it runs", lease(&two, 50, 150).await?, None)?;
    same("renewed", lease(&one, 90, 200).await?, Some(1))?;
    same("another, still", lease(&two, 199, 300).await?, None)?;
    same(
        "another, when it ran out",
        lease(&two, 200, 300).await?,
        Some(2),
    )?;
    let fenced = |fence| Change {
        fence: Some(fence),
        ..put(epoch, vec![row(1, State::Queued)])
    };
    let refused = store.commit(fenced(1)).await;
    same("the first's write", refused.err(), Some(StoreError::Moved))?;
    store.commit(fenced(2)).await?;
    same("given back", lease(&two, 210, 210).await?, Some(2))?;
    same("taken", lease(&one, 210, 300).await?, Some(3))?;
    let (now, until) = (210 - 31_536_000_000, 0);
    let moved = lease(&two, now, until).await?;
    same("under a clock moved back", moved, Some(4))?;
    let epoch = bench.begin(&store).await?;
    let (now, until) = (Moment(now), Moment(until));
    let taken = store.lease(epoch, &one, now, until).await?;
    same("of an older session", taken, Some(5))
}

pub(super) async fn photos_come_and_go<B: Bench>(bench: &B) -> Kept {
    let store = bench.fresh().await?;
    let epoch = bench.begin(&store).await?;
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let change = Change {
        put_blobs: vec![(key(50), bytes.clone()), (key(51), Vec::new())],
        ..put(epoch, vec![row(1, State::Draft)])
    };
    store.commit(change).await?;
    same("a photo", store.blob(&key(50)).await?, Some(bytes))?;
    same(
        "an empty one",
        store.blob(&key(51)).await?,
        Some(Vec::new()),
    )?;
    let change = Change {
        epoch,
        remove_blobs: vec![key(50), key(52)],
        ..Change::default()
    };
    store.commit(change).await?;
    same("a removed one", store.blob(&key(50)).await?, None)
}

pub(super) async fn an_unreadable_row_is_told<B: Bench>(bench: &B) -> Kept {
    let store = bench.fresh().await?;
    let epoch = bench.begin(&store).await?;
    let rows = vec![row(1, State::Queued), row(2, State::Queued)];
    let written = store.commit(put(epoch, rows)).await?;
    bench.damage(&store, &key(1)).await?;
    for _ in 0..2 {
        let loaded = store.load().await?;
        let whole = written.iter().skip(1).cloned().collect();
        same("the others", loaded.rows, whole)?;
        same("its key", loaded.unreadable, vec![key(1).to_string()])?;
    }
    Ok(())
}

pub(super) async fn replies_are_kept<B: Bench>(bench: &B) -> Kept {
    let store = bench.fresh().await?;
    let epoch = bench.begin(&store).await?;
    same("nothing yet", store.cached("2026").await?, None)?;
    store.cache(epoch, "2026", "一").await?;
    store.cache(epoch, "2026", "二").await?;
    same(
        "the last",
        store.cached("2026").await?,
        Some("二".to_owned()),
    )?;
    same("another key", store.cached("2025").await?, None)
}
