//! What every store must keep, checked by the same sentences in memory and on a real IndexedDB. No test of its own
//! panics here, so that it can run in a browser; the linker drops it from the app.
#![allow(async_fn_in_trait)] // one thread: no future of ours is ever sent to another

use crate::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        day::Day,
        moment::Moment,
        record::{Entry, KindId, Photo},
    },
    outbox::item::{Item, State},
    runtime::ports::{Change, Epoch, Store, StoreError},
    stored::row::ItemRow,
};

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
    let kept = an_unreadable_row_is_told(bench).await;
    sentence("an unreadable row is told and kept", kept)?;
    let kept = replies_are_kept(bench).await;
    sentence("replies are kept under their key", kept)
}

/// Why a sentence does not hold.
enum Broken {
    Failed(StoreError),
    Differs(String),
}

impl From<StoreError> for Broken {
    fn from(why: StoreError) -> Self {
        Self::Failed(why)
    }
}

type Kept = Result<(), Broken>;

fn sentence(name: &str, kept: Kept) -> Result<(), String> {
    kept.map_err(|broken| match broken {
        Broken::Failed(why) => format!("{name}: the store failed: {why}"),
        Broken::Differs(how) => format!("{name}: {how}"),
    })
}

fn same<A: PartialEq + std::fmt::Debug>(what: &str, got: A, expected: A) -> Kept {
    if got == expected {
        Ok(())
    } else {
        let how = format!("{what}: got {got:?}, expected {expected:?}");
        Err(Broken::Differs(how))
    }
}

fn key(n: u8) -> ClientRef {
    ClientRef::from_chance([n; 16])
}

fn row(n: u8, state: State) -> ItemRow {
    let photo = Photo {
        id: key(n + 100),
        sha256: "0".repeat(64),
        bytes: 3,
        mime: "image/jpeg".into(),
    };
    let answers = [
        (
            "title".to_owned(),
            Answer::Text("读书 📚 \u{202e}abc<b>".into()),
        ),
        ("minutes".to_owned(), Answer::Int(90)),
    ];
    ItemRow {
        item: Item {
            client_ref: key(n),
            seq: 0,
            chain: key(n),
            state,
            attempts: 3,
            in_doubt: 1,
            uploads: vec![(photo.id.clone(), true)],
        },
        entry: Entry {
            client_ref: key(n),
            kind: KindId("reading_share".into()),
            form_version: 2,
            day: Day::new(2026, 3, 1).ok(),
            answers: Answer::Group(answers.into()),
            photos: vec![photo],
            captured_at: Some(Moment(1_800_000_000_000)),
        },
        changed_at: Moment(1_800_000_000_001),
        revision: 0,
    }
}

/// Made from this revision of what is stored.
fn made_from(revision: u64, row: ItemRow) -> ItemRow {
    ItemRow { revision, ..row }
}

fn put(epoch: Epoch, rows: Vec<ItemRow>) -> Change {
    Change {
        epoch,
        put: rows,
        ..Change::default()
    }
}

async fn keys<S: Store>(store: &S) -> Result<Vec<(ClientRef, u64)>, StoreError> {
    let rows = store.load().await?.rows.into_iter();
    Ok(rows
        .map(|row| (row.item.client_ref, row.item.seq))
        .collect())
}

async fn what_was_written_reads_back_whole<B: Bench>(bench: &B) -> Kept {
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

async fn numbers_are_given_once<B: Bench>(bench: &B) -> Kept {
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

async fn all_or_nothing<B: Bench>(bench: &B) -> Kept {
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

async fn frozen_rows_stay<B: Bench>(bench: &B) -> Kept {
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

async fn older_words_overwrite_nothing<B: Bench>(bench: &B) -> Kept {
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

async fn gone_rows_stay_gone<B: Bench>(bench: &B) -> Kept {
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

async fn only_drafts_go_without_the_lease<B: Bench>(bench: &B) -> Kept {
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

async fn an_old_session_is_refused<B: Bench>(bench: &B) -> Kept {
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

async fn the_lease_excludes<B: Bench>(bench: &B) -> Kept {
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

async fn photos_come_and_go<B: Bench>(bench: &B) -> Kept {
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

async fn an_unreadable_row_is_told<B: Bench>(bench: &B) -> Kept {
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

async fn replies_are_kept<B: Bench>(bench: &B) -> Kept {
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
