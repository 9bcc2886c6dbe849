//! What rows keep: whole, numbered once, overwritten and removed only by who may.

use super::{Bench, sample::*};
use crate::{
    domain::moment::Moment,
    outbox::item::State,
    runtime::ports::{Change, Store, StoreError},
};

pub(super) async fn what_was_written_reads_back_whole<B: Bench>(bench: &B) -> Kept {
    let store = bench.fresh().await?;
    let epoch = bench.begin(&store).await?;
    let states = [
        State::Queued,
        State::RetryWait {
            not_before: Moment(5),
            told: true,
        },
        State::NeedsFix {
            words: "缺书名".into(),
            fields: vec![("title".into(), "必填".into())],
        },
        State::Done {
            receipt: Some("R-1".into()),
        },
    ];
    let mut expected = store.commit(put(epoch, vec![row(9, State::Draft)])).await?;
    for (n, state) in states.into_iter().enumerate() {
        let rows = vec![row(8 - n as u8, state)];
        expected.extend(store.commit(put(epoch, rows)).await?);
    }
    let loaded = store.load().await?;
    same("rows, drafts first, then by number", loaded.rows, expected)?;
    same("unreadable rows", loaded.unreadable, Vec::new())
}

pub(super) async fn numbers_are_given_once<B: Bench>(bench: &B) -> Kept {
    let store = bench.fresh().await?;
    let epoch = bench.begin(&store).await?;
    let rows = vec![
        row(1, State::Queued),
        row(2, State::Draft),
        row(3, State::Queued),
    ];
    let written = store.commit(put(epoch, rows)).await?;
    let numbers: Vec<_> = written.iter().map(|row| row.item.seq).collect();
    same("numbers in order, none for a draft", numbers, vec![1, 0, 2])?;
    let holder = key(200);
    let fence = store.lease(epoch, &holder, Moment(0), Moment(1000)).await?;
    let remove = Change {
        epoch,
        fence,
        remove: vec![key(3)],
        ..Change::default()
    };
    store.commit(remove).await?;
    let written = store
        .commit(put(epoch, vec![made_from(1, row(2, State::Queued))]))
        .await?;
    let numbers: Vec<_> = written.iter().map(|row| row.item.seq).collect();
    same("a number is not given twice", numbers, vec![3])?;
    same("keys", keys(&store).await?, vec![(key(1), 1), (key(2), 3)])
}

pub(super) async fn all_or_nothing<B: Bench>(bench: &B) -> Kept {
    let store = bench.fresh().await?;
    let epoch = bench.begin(&store).await?;
    let first = store
        .commit(put(epoch, vec![row(1, State::Queued)]))
        .await?;
    let change = Change {
        put_blobs: vec![(key(50), vec![1])],
        remove: vec![key(2)],
        ..put(epoch, vec![row(3, State::Queued), row(1, State::Queued)])
    };
    same(
        "the answer",
        store.commit(change).await.err(),
        Some(StoreError::Moved),
    )?;
    same("rows", store.load().await?.rows, first)?;
    same("photos", store.blob(&key(50)).await?, None)?;
    let next = store
        .commit(put(epoch, vec![row(4, State::Queued)]))
        .await?;
    let numbers: Vec<_> = next.iter().map(|row| row.item.seq).collect();
    same("the counter", numbers, vec![2])
}

pub(super) async fn frozen_rows_stay<B: Bench>(bench: &B) -> Kept {
    let store = bench.fresh().await?;
    let epoch = bench.begin(&store).await?;
    store.commit(put(epoch, vec![row(1, State::Draft)])).await?;
    let queued = store
        .commit(put(epoch, vec![made_from(1, row(1, State::Queued))]))
        .await?;
    for state in [State::Draft, State::Queued] {
        let stale = made_from(2, row(1, state));
        let stale = store.commit(put(epoch, vec![stale])).await;
        same("the answer", stale.err(), Some(StoreError::Moved))?;
    }
    same("rows", store.load().await?.rows, queued.clone())?;
    store.commit(put(epoch, queued.clone())).await?;
    same(
        "the same row again",
        store.load().await?.rows,
        queued.clone(),
    )?;
    let fence = store
        .lease(epoch, &key(200), Moment(0), Moment(1000))
        .await?;
    let open = Change {
        fence,
        ..put(epoch, vec![made_from(2, row(1, State::Draft))])
    };
    store.commit(open).await?;
    same(
        "a draft again, under the lease",
        keys(&store).await?,
        vec![(key(1), 0)],
    )
}

pub(super) async fn older_words_overwrite_nothing<B: Bench>(bench: &B) -> Kept {
    let store = bench.fresh().await?;
    let epoch = bench.begin(&store).await?;
    let old = store.commit(put(epoch, vec![row(1, State::Draft)])).await?;
    let new = store.commit(put(epoch, old.clone())).await?;
    let revisions: Vec<_> = old.iter().chain(&new).map(|row| row.revision).collect();
    same("each writing is counted", revisions, vec![1, 2])?;
    for stale in [row(1, State::Draft), row(1, State::Queued)] {
        for revision in [0, 1, 3] {
            let stale = made_from(revision, stale.clone());
            let refused = store.commit(put(epoch, vec![stale])).await;
            same("the answer", refused.err(), Some(StoreError::Moved))?;
        }
    }
    same("rows", store.load().await?.rows, new)
}

pub(super) async fn gone_rows_stay_gone<B: Bench>(bench: &B) -> Kept {
    let store = bench.fresh().await?;
    let epoch = bench.begin(&store).await?;
    let queued = store
        .commit(put(epoch, vec![row(1, State::Queued)]))
        .await?;
    let fence = store
        .lease(epoch, &key(200), Moment(0), Moment(1000))
        .await?;
    let remove = Change {
        epoch,
        fence,
        remove: vec![key(1)],
        ..Change::default()
    };
    store.commit(remove.clone()).await?;
    store.commit(remove).await?;
    let again = Change {
        fence,
        ..put(epoch, queued)
    };
    same(
        "the answer",
        store.commit(again).await.err(),
        Some(StoreError::Moved),
    )?;
    same("keys", keys(&store).await?, Vec::new())
}
