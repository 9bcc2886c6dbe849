//! A long proposal is written in peace: autosaves, kills at random moments, versions within bounds.
//! `make prove PART=revisions` goes on with 1,000 saves.

use dajuan_journeys::{Engine, Revisions};

#[tokio::test]
async fn forty_saves_of_a_long_proposal_with_kills_between_lose_nothing_that_was_told() {
    let mut revisions = Revisions::start(Engine::chosen(), 1).await;
    revisions.write(40).await;
    let came = revisions.finish().await;
    println!("{came:?}");
    assert!(came.kills >= 5 && came.rows >= 3, "{came:?}");
}
