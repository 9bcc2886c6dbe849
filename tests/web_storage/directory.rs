//! What the phone knows without a key.

use crate::bench::fresh;
use dajuan::{
    domain::moment::Moment,
    storage::{cipher::sha256, directory, partition::digest, quota},
};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn the_directory_holds_counts_and_the_current_partition() {
    let (ours, theirs) = (fresh().await, fresh().await);
    directory::note_unsent(&ours, 9).await.unwrap();
    directory::set_current(&theirs, true, Moment(1))
        .await
        .unwrap();
    directory::note_unsent(&theirs, 3).await.unwrap();
    directory::set_current(&ours, false, Moment(2))
        .await
        .unwrap();
    directory::note_unsent(&ours, 2).await.unwrap();

    let current = directory::current().await.unwrap().unwrap();
    let expected = directory::Partition {
        digest: ours.clone(),
        unsent: 2,
        kept: false,
        last_used: Moment(2),
    };
    assert_eq!(current, expected);
    assert_eq!(directory::others_unsent(Some(&ours)).await, Ok(3));
    assert_eq!(directory::others_unsent(None).await, Ok(5));

    directory::forget(&ours).await.unwrap();
    assert_eq!(directory::current().await, Ok(None));
    directory::forget(&theirs).await.unwrap();
    assert_eq!(directory::partitions().await, Ok(vec![]));
}

#[wasm_bindgen_test]
async fn a_digest_is_what_everybody_computes() {
    let hex = sha256(b"abc").await.unwrap();
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(hex, expected);
    assert_eq!(digest("i", "s").await.unwrap().len(), 32);
    assert_ne!(digest("i", "s").await, digest("j", "s").await);
}

#[wasm_bindgen_test]
async fn space_is_told_where_the_browser_can() {
    let told = quota::estimate().await.unwrap();
    assert!(told.quota > told.usage);
    assert!(quota::persist().await.is_some());
}
