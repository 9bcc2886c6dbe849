//! Answers that are not "done": 7, 8, 9.

use crate::{
    backend::Way,
    phone::{Phone, is_received, key, now, stands, submits, was_told_received},
};
use dajuan::{
    outbox::{
        item::State,
        reply::{Reply, RetryAfter},
    },
    runtime::Notice,
};

#[test]
fn scenario_07_a_retry_after_holds_the_queue_and_is_over_in_time() {
    for ms in [0, 1, 1_000, 120_000, 86_400_000] {
        let phone = Phone::new();
        let tab = phone.tab();
        submits(&tab, 1, "读后感");
        let after = Some(RetryAfter { ms });
        phone.goes(Way::Says(Reply::Busy { after }));
        let wait = now(tab.pump()).expect("it waits");
        let longest = u64::from(ms) + u64::from(ms).max(30_000);
        assert!((u64::from(ms)..=longest).contains(&wait), "{ms}: {wait}");
        tab.press();
        assert_eq!(now(tab.pump()).is_some(), wait > 0, "a press skips it not");
        assert_eq!(phone.requests(), usize::from(wait == 0));
        phone.drain(&tab);
        is_received(&tab, 1);
    }
}

#[test]
fn scenario_08_a_captive_portal_is_never_taken_for_a_receipt() {
    let phone = Phone::new();
    let tab = phone.tab();
    submits(&tab, 1, "读后感");
    phone.goes(Way::Says(Reply::Stranger));
    assert!(now(tab.pump()).is_some());
    assert!(!was_told_received(&tab));
    assert!(matches!(
        stands(&tab, 1),
        State::RetryWait { told: false, .. }
    ));
    assert_eq!(phone.arrived().len(), 0);
    phone.drain(&tab);
    is_received(&tab, 1);
    assert_eq!((phone.arrived().len(), phone.requests()), (1, 1));
}

#[test]
fn scenario_09_a_sign_in_that_ends_in_mid_queue() {
    let phone = Phone::new();
    let tab = phone.tab();
    for (n, text) in [(1, "一"), (2, "二"), (3, "三")] {
        submits(&tab, n, text);
    }
    phone.goes(Way::Arrives);
    phone.goes(Way::Says(Reply::SignInLost));
    assert_eq!(now(tab.pump()), None);
    assert!(
        tab.take_notices()
            .contains(&Notice::SignInNeeded { again: false })
    );
    assert_eq!((phone.arrived().len(), phone.requests()), (1, 1));
    assert_eq!(stands(&tab, 2), State::Queued);
    let tries = tab.row(&key(2)).expect("the row").item.attempts;
    assert_eq!(tries, 0, "a lost sign-in burns no try");
    tab.signed_in();
    phone.drain(&tab);
    assert_eq!(phone.backend.borrow().order, ["一", "二", "三"]);
    assert_eq!(phone.requests(), 3);
}
