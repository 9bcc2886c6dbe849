//! Two members take turns on one phone: nothing of the one can be found by the other, or in the browser's own files.
//! `make prove PART=shared-phone` goes on with longer sequences.

use dajuan_journeys::SharedPhone;

#[tokio::test]
async fn what_one_member_writes_is_nowhere_in_the_turn_of_the_other() {
    let phone = SharedPhone::start().await;
    let sequence = phone.sequence(1, 3).await;
    println!("{sequence:?}");
    assert!(sequence.leaks.is_empty(), "{sequence:#?}");
    assert!(sequence.canaries > 0 && sequence.bytes > 1_000_000);
}
