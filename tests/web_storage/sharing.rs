//! Several tabs on one partition.

use crate::bench::{SECRET, VAULT, database_names, fresh, mint, open, put, row, run};
use dajuan::{
    domain::moment::Moment,
    outbox::item::State,
    runtime::ports::{Epoch, Store, StoreError},
    storage::{
        indexed_db::IndexedDb,
        partition::{Keep, KeyChoice, OpenError},
        session,
    },
};
use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn what_another_tab_took_over_is_refused() {
    let digest = fresh().await;
    let (ours, theirs) = (open(&digest, VAULT).await, open(&digest, VAULT).await);
    let epoch = ours.activate().await.unwrap();
    assert_eq!(theirs.session().await, Ok(Some(epoch)));

    let (us, them) = (mint(), mint());
    let fence = ours.lease(epoch, &us, Moment(0), Moment(30)).await.unwrap();
    let theirs_fence = theirs.lease(epoch, &them, Moment(40), Moment(70)).await;
    assert_ne!(theirs_fence.unwrap(), fence);
    let mut late = put(epoch, row(State::Queued, "x"));
    late.fence = fence;
    assert_eq!(ours.commit(late).await, Err(StoreError::Moved));

    let next = theirs.activate().await.unwrap();
    assert!(next > epoch);
    let late = put(epoch, row(State::Draft, "x"));
    assert_eq!(ours.commit(late).await, Err(StoreError::Moved));
    assert_eq!(ours.cache(epoch, "k", "v").await, Err(StoreError::Moved));

    theirs.deactivate().await.unwrap();
    assert_eq!(ours.session().await, Ok(None));
    for epoch in [next, Epoch(next.0 + 1)] {
        let late = put(epoch, row(State::Draft, "x"));
        assert_eq!(theirs.commit(late).await, Err(StoreError::Moved));
    }
    assert_eq!(ours.load().await.unwrap().rows, []);
}

#[wasm_bindgen_test]
async fn a_tab_that_slept_through_an_erasure_writes_no_more() {
    let digest = fresh().await;
    let asleep = open(&digest, VAULT).await;
    let epoch = asleep.activate().await.unwrap();
    session::erase(&digest).await.unwrap();
    let anew = open(&digest, VAULT).await;
    assert_ne!(anew.activate().await, Ok(epoch));
    let late = put(epoch, row(State::Draft, "x"));
    assert_eq!(asleep.commit(late).await, Err(StoreError::Moved));
    assert_eq!(anew.load().await.unwrap().rows, []);
}

#[wasm_bindgen_test]
async fn two_tabs_never_take_the_same_number() {
    let digest = fresh().await;
    let epoch = open(&digest, VAULT).await.activate().await.unwrap();
    let tabs = Array::new();
    for _ in 0..2 {
        let (digest, row) = (digest.clone(), row(State::Queued, "x"));
        tabs.push(&future_to_promise(async move {
            let store = open(&digest, VAULT).await;
            let rows = store.commit(put(epoch, row)).await.unwrap();
            Ok(JsValue::from_f64(rows[0].item.seq as f64))
        }));
    }
    let numbers = JsFuture::from(Promise::all(&tabs)).await.unwrap();
    let mut numbers: Vec<_> = Array::from(&numbers).iter().map(|n| n.as_f64()).collect();
    numbers.sort_by(|a, b| a.partial_cmp(b).unwrap());
    assert_eq!(numbers, [Some(1.0), Some(2.0)]);
}

#[wasm_bindgen_test]
async fn erasing_leaves_nothing_and_nothing_comes_back() {
    let digest = fresh().await;
    let name = format!("dajuan-{digest}");
    let theirs = open(&digest, VAULT).await;
    let epoch = theirs.activate().await.unwrap();
    assert!(database_names().await.contains(&name));
    session::erase(&digest).await.unwrap();
    assert!(!database_names().await.contains(&name));
    let late = put(epoch, row(State::Draft, "x"));
    assert_eq!(theirs.commit(late).await, Err(StoreError::Moved));
    assert!(!database_names().await.contains(&name));
}

#[wasm_bindgen_test]
async fn a_tab_that_holds_on_keeps_no_key_and_leaves_no_half_made_partition() {
    let digest = fresh().await;
    let keep = KeyChoice::Vault {
        secret: SECRET,
        keep: Keep::Open,
    };
    drop(open(&digest, keep).await);
    let hold = format!(
        "const real = window.setTimeout;
         window.setTimeout = (then, ms) => real(then, Math.min(ms, 200));
         window.patient = () => window.setTimeout = real;
         window.held = await new Promise(done => {{
             const request = indexedDB.open('dajuan-{digest}');
             request.onsuccess = () => done(request.result);
         }})"
    );
    run(&hold).await;
    let erased = session::erase(&digest).await;
    let opened = IndexedDb::open(&digest, keep).await.err();
    let keys = "patient();
        const keys = held.transaction('keys').objectStore('keys').count();
        await new Promise(done => keys.onsuccess = done);
        held.close();
        return keys.result";
    assert_eq!(run(keys).await, JsValue::from(0));
    assert_eq!(erased, Err(StoreError::Lost));
    assert_eq!(opened, Some(OpenError::Store(StoreError::Denied)));

    let again = open(&digest, VAULT).await;
    again.activate().await.unwrap();
    assert!(!again.has_kept_key());
}
