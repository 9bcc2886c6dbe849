//! Answers that are not "done": 8, 9, 11, 12.

use crate::{
    backend::Way,
    phone::{Phone, entry, is_received, key, now, stands, submits, was_told_received},
};
use dajuan::{
    outbox::{
        item::{Item, State, Why},
        reply::{Reply, RetryAfter},
    },
    runtime::{
        Notice,
        ports::{Change, Store},
    },
    stored::row::ItemRow,
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

#[test]
fn scenario_11_the_event_is_full_when_the_sign_up_arrives() {
    let phone = Phone::new();
    phone.backend.borrow_mut().places = Some(0);
    let tab = phone.tab();
    submits(&tab, 1, "报名");
    phone.drain(&tab);
    let words = "名额已满".to_owned();
    assert_eq!(
        stands(&tab, 1),
        State::Declined {
            why: Why::Full,
            words
        }
    );
    let client_ref = key(1);
    assert!(
        tab.take_notices()
            .contains(&Notice::NeedsOwner { client_ref })
    );
    phone.pass(86_400_000);
    tab.press();
    phone.drain(&tab);
    assert_eq!(phone.requests(), 1, "an answer is an answer");
    let again = phone.tab();
    assert!(matches!(stands(&again, 1), State::Declined { .. }));
}

#[test]
fn scenario_12_a_sign_up_and_its_cancellation_both_written_offline() {
    for way in [Way::Lost, Way::ReplyLost, Way::ErrorAfter] {
        let phone = Phone::new();
        for (n, text) in [(1, "报名"), (2, "取消"), (3, "另一件")] {
            let chain = if n == 3 { key(3) } else { key(1) };
            write(&phone, n, text, chain);
        }
        let tab = phone.tab();
        phone.goes(way);
        assert!(now(tab.pump()).is_some());
        phone.drain(&tab);
        let order = phone.backend.borrow().order.clone();
        let place = |text: &str| order.iter().position(|it| it == text);
        assert!(place("报名") < place("取消"), "{order:?}");
        assert_eq!(order.len(), 3);
    }
}

#[test]
fn scenario_12_a_cancellation_waits_for_a_sign_up_that_its_owner_must_fix() {
    let phone = Phone::new();
    write(&phone, 1, "报名", key(1));
    write(&phone, 2, "取消", key(1));
    let tab = phone.tab();
    phone.goes(Way::Says(Reply::Refused {
        words: "缺电话".into(),
        fields: vec![("phone".into(), "必填".into())],
    }));
    phone.drain(&tab);
    assert!(matches!(stands(&tab, 1), State::NeedsFix { .. }));
    assert_eq!(stands(&tab, 2), State::Queued, "kept, and visible");
    assert_eq!(phone.requests(), 0);
}

/// A submitted item of a chain, as a later release writes it.
fn write(phone: &Phone, n: u8, text: &str, chain: dajuan::domain::client_ref::ClientRef) {
    let item = Item {
        client_ref: key(n),
        seq: 0,
        chain,
        updates: false,
        state: State::Queued,
        attempts: 0,
        in_doubt: 0,
        uploads: Vec::new(),
    };
    let row = ItemRow {
        item,
        entry: entry(n, text).into(),
        update: None,
        changed_at: Default::default(),
        revision: 0,
    };
    let epoch = phone.disk.memory.session().expect("a session");
    let change = Change {
        epoch,
        put: vec![row],
        ..Change::default()
    };
    now(phone.disk.commit(change)).expect("written");
}
