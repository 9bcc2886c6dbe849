//! When the right to send is asked for anew while a request is under way.

use super::{Count, Hands, Wire, entry, now, photos, poll, watched::Watched};
use dajuan::{outbox::reply::Reply, runtime::drive::Runtime};
use std::pin::pin;

const BEGUN: u64 = 100;

/// A photo is on its way since `BEGUN`. The page looks in at these moments after it, and at the last one the photo's
/// answer is there. Gives how often the right was asked for at each.
fn asked_at<const N: usize>(moments: [u64; N], closed: bool) -> [usize; N] {
    let (disk, wire, clock) = (Watched::new(), Wire::default(), Hands::default());
    clock.0.set(BEGUN);
    let epoch = disk.disk.activate();
    let leases = disk.leases.clone();
    let chance = Count::default();
    let tab = Runtime::new(disk, wire.clone(), clock.clone(), chance, epoch, 0);
    now(tab.start()).expect("an empty store reads");
    tab.signed_in();
    now(tab.submit(entry(1), photos(1))).expect("saved");
    wire.replies.borrow_mut().push_back(None);
    let mut pump = pin!(tab.pump());
    assert_eq!(poll(pump.as_mut()), None);
    if closed {
        tab.signed_out();
    }
    moments.map(|at| {
        clock.0.set(BEGUN + at);
        if moments.last() == Some(&at) && !closed {
            let done = Reply::Done { receipt: None };
            wire.replies.borrow_mut().extend([Some(done), None]);
        }
        let before = leases.get();
        assert_eq!(poll(pump.as_mut()), None);
        leases.get() - before
    })
}

#[test]
fn it_is_asked_for_once_too_little_of_it_is_left_for_a_request() {
    assert_eq!(asked_at([3_999], false), [0]);
    assert_eq!(asked_at([4_000], false), [1]);
}

#[test]
fn while_a_request_is_under_way_it_is_renewed_and_counts_from_then() {
    assert_eq!(asked_at([2_999, 3_000, 6_999], false), [0, 1, 0]);
    assert_eq!(asked_at([2_999, 3_000, 7_000], false), [0, 1, 1]);
}

#[test]
fn once_the_partition_is_closed_nobody_asks_for_it() {
    assert_eq!(asked_at([3_000, 6_000], true), [0, 0]);
}
