//! Who was sent into the town, and what came of it.

use crate::{
    chance::Dice,
    phone::{Naive, Ours},
    server::{CAPACITY, Server},
    town::{Tally, run},
};

/// The spread of a phone whose backend names none.
pub const DEFAULT_SPREAD_S: u32 = 60;
/// Each figure is the worst of these.
const SEEDS: [u64; 3] = [1, 2, 3];

/// What the phones do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Every 5 seconds.
    Fixed,
    /// 2, 4, 8 … seconds, without chance.
    Doubling,
    /// The product, under this spread.
    Ours { spread_s: u32 },
}

/// One kind of phone, so many of them, against one kind of server.
pub struct Row {
    pub phones: u32,
    pub kind: Kind,
    /// The most items that a phone has: 1 to so many, evenly spread.
    pub most_items: u32,
    pub retry_after_s: Option<u32>,
    /// The worst of the seeds.
    pub peak: f64,
    /// The worst of the seeds.
    pub per_item: f64,
    /// The worst of the seeds.
    pub over_s: u64,
    /// Requests sent in each second, of the last seed.
    pub seconds: Vec<u32>,
}

/// The spread that a server should choose: so wide that its share of 80 % takes the items of all its phones.
pub fn spread_for(phones: u32, most_items: u32) -> u32 {
    let items = phones * (1 + most_items) / 2;
    items * 5 / 4 / CAPACITY as u32
}

/// Every row for a town of so many phones.
pub fn rows_of(phones: u32) -> Vec<Row> {
    let default = Kind::Ours {
        spread_s: DEFAULT_SPREAD_S,
    };
    let chosen = |most_items| Kind::Ours {
        spread_s: spread_for(phones, most_items),
    };
    // What the default would have to be for a town that is larger than it is made for.
    let wide = Kind::Ours { spread_s: 300 };
    let wide = (phones > 10_000).then_some((wide, 1, None));
    [
        (Kind::Fixed, 1, None),
        (Kind::Doubling, 1, None),
        (default, 1, None),
        (default, 1, Some(30)),
        (default, 3, None),
        (chosen(1), 1, None),
        (chosen(1), 1, Some(30)),
        (chosen(3), 3, None),
        (chosen(3), 3, Some(30)),
    ]
    .into_iter()
    .chain(wide)
    .map(|(kind, most_items, retry_after_s)| row(phones, kind, most_items, retry_after_s))
    .collect()
}

fn row(phones: u32, kind: Kind, most_items: u32, retry_after_s: Option<u32>) -> Row {
    let mut row = Row {
        phones,
        kind,
        most_items,
        retry_after_s,
        peak: 0.0,
        per_item: 0.0,
        over_s: 0,
        seconds: Vec::new(),
    };
    for seed in SEEDS {
        let tally = one_run(&row, seed);
        row.peak = row.peak.max(tally.peak());
        row.per_item = row.per_item.max(tally.per_item());
        row.over_s = row.over_s.max(tally.over_at / 1_000);
        row.seconds = tally.seconds();
    }
    row
}

/// Everything arrives: a phone that gave up would make every other figure look good.
fn one_run(row: &Row, seed: u64) -> Tally {
    let mut dice = Dice::new(seed);
    let server = Server::new(row.retry_after_s);
    let phones = 0..row.phones;
    let mut items = 0;
    let tally = match row.kind {
        Kind::Fixed => run(phones.map(|_| Naive::every_five_seconds()), server, seed),
        Kind::Doubling => run(phones.map(|_| Naive::doubling()), server, seed),
        Kind::Ours { spread_s } => {
            let ours = phones.map(|_| {
                let own = dice.between(1, row.most_items.into());
                items += own;
                Ours::new(own, spread_s, &mut dice)
            });
            run(ours, server, seed)
        }
    };
    let all = items.max(row.phones.into());
    assert_eq!(tally.received as u64, all, "every item arrives once");
    tally
}
