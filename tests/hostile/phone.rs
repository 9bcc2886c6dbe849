//! A phone with the real loop and the real client over answers that are played.

use super::{
    given::{entry, pocketbase},
    wire::{Played, now},
};
use dajuan::{
    domain::moment::Moment,
    outbox::item::State,
    profile::response::Response,
    runtime::{
        drive::Runtime,
        ports::{Chance, Clock, Now},
    },
    storage::memory::Memory,
};

struct Still;

impl Clock for Still {
    fn now(&self) -> Now {
        Now {
            wall: Moment(1_795_418_123_554),
            steady_ms: 5,
        }
    }

    async fn wait(&self, _: u32) {}
}

struct Even;

impl Chance for Even {
    fn bits(&self) -> u64 {
        1 << 63
    }
}

/// Where an item stands after the backend answered like this; without photos, so that the answer is to the item itself.
pub fn stands_after(answers: Vec<Response>) -> State {
    let mut written = entry();
    written.photos.clear();
    let key = written.client_ref.clone();
    let disk = Memory::default();
    let epoch = disk.activate();
    let client = Played::new(answers).client(&pocketbase());
    let tab = Runtime::new(disk, client, Still, Even, epoch, 0);
    now(tab.start()).unwrap();
    tab.signed_in();
    now(tab.submit(written.clone(), Vec::new())).unwrap();
    now(tab.pump());
    let row = tab.row(&key).unwrap();
    assert_eq!(row.entry.answers, written.answers);
    row.item.state
}
