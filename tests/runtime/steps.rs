//! How often the disk is asked while a queue is sent: what each item costs on a slow phone.

use super::{Count, Hands, Wire, entry, key, now, watched::Watched};
use dajuan::{domain::record::Entry, runtime::drive::Runtime};

const ITEMS: u8 = 60;

/// Commits, reads and questions for the lease that sending so many items took, and requests.
fn steps_of(wire: &Wire, photos: bool) -> [usize; 4] {
    let disk = Watched::new();
    let epoch = disk.disk.activate();
    let (clock, chance) = (Hands::default(), Count::default());
    let tab = Runtime::new(disk.clone(), wire.clone(), clock, chance, epoch, 0);
    now(tab.start()).expect("an empty store reads");
    tab.signed_in();
    for n in 1..=ITEMS {
        let mut entry = entry(n);
        let mut bytes = vec![(key(n + 100), vec![n])];
        if !photos {
            entry = Entry {
                photos: Vec::new(),
                ..entry
            };
            bytes.clear();
        }
        now(tab.submit(entry, bytes)).expect("saved");
    }
    for of in [&disk.commits, &disk.reads, &disk.leases] {
        of.set(0);
    }
    now(tab.pump());
    let requests = wire.requests.get();
    [
        disk.commits.get(),
        disk.reads.get(),
        disk.leases.get(),
        requests,
    ]
}

#[test]
fn a_queue_of_records_is_written_once_per_record() {
    let steps = steps_of(&Wire::default(), false);
    // One write ahead of the first; the lease is taken, and given back.
    assert_eq!(steps, [60 + 1, 1, 2, 60]);
}

#[test]
fn a_queue_of_records_with_a_photo_is_written_twice_per_record() {
    let steps = steps_of(&Wire::default(), true);
    assert_eq!(steps, [2 * 60 + 1, 1, 2, 2 * 60]);
}

#[test]
fn a_queue_of_batches_is_written_once_per_request() {
    let wire = Wire::default();
    wire.batches.set((true, true));
    assert_eq!(steps_of(&wire, false), [3 + 1, 1, 2, 3]);
}

#[test]
fn what_the_list_shows_goes_in_one_write() {
    let disk = Watched::new();
    let epoch = disk.disk.activate();
    let (clock, chance) = (Hands::default(), Count::default());
    let tab = Runtime::new(disk.clone(), Wire::default(), clock, chance, epoch, 0);
    now(tab.start()).expect("an empty store reads");
    tab.signed_in();
    for n in 1..=ITEMS {
        now(tab.submit(entry(n), vec![(key(n + 100), vec![n])])).expect("saved");
    }
    now(tab.pump());
    disk.commits.set(0);
    tab.list_shows((1..=ITEMS).map(key).collect());
    now(tab.pump());
    assert_eq!((tab.rows(), disk.commits.get()), (Vec::new(), 1));
    assert!((1..=ITEMS).all(|n| !disk.disk.has_blob(&key(n + 100))));
}
