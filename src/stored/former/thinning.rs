//! Which versions are worth their place: many of the last minutes, ever fewer of what is long past, never more than so many.
//!
//! Time is cut into cells that end at whole minutes, and doubles of minutes: a cell of `w` minutes is used once it lies `2w`
//! minutes back. Cells lie in one another, so what stays of a large cell stayed of each smaller one before: thinning at every
//! save keeps what thinning once at the end would. Of each cell two versions stay, its last and its longest.

use super::{Book, Former};
use crate::domain::moment::Moment;

/// Most versions of one draft.
pub const MOST: usize = 40;
/// Most bytes of their texts.
pub const MOST_BYTES: u64 = 4 << 20;
/// What stood so long, or came so long after the last version, is worth one.
const GAP_MS: u64 = MINUTE_MS as u64;
/// What so many letters are taken out of at once is worth one, for it may have been a slip.
const LOSS: u32 = 100;

const MINUTE_MS: i64 = 60_000;
/// Cells of two years.
const WIDEST: u32 = 20;

/// What a save writes over.
#[derive(Clone, Copy, Debug)]
pub struct Stood {
    /// Since when.
    pub at: Moment,
    /// How many letters it has.
    pub letters: u32,
}

impl Book {
    /// Whether what a save of so many letters writes over is worth a version.
    pub fn is_worth(&self, stood: Stood, now: Moment, letters: u32) -> bool {
        let last = self.versions.last().map_or(self.began, |last| last.at);
        // Either way round: clocks are moved.
        let apart = |a: Moment, b: Moment| a.since(b).unsigned_abs() >= GAP_MS;
        let is_loss = stood.letters.saturating_sub(letters) >= LOSS;
        stood.letters > 0 && (apart(stood.at, last) || apart(now, stood.at) || is_loss)
    }
}

/// Those of the versions that stay, in their order. Where they are too many or too long all the same, they are thinned as if they
/// were older; where even that is not enough (a clock that jumped about), the first go.
pub fn thinned(versions: &[Former], now: Moment) -> Vec<Former> {
    let mut stay = versions.to_vec();
    for haste in 0..=WIDEST {
        stay = spread(versions, now, haste);
        if fits(&stay) {
            return stay;
        }
    }
    while !fits(&stay) {
        stay.remove(0);
    }
    stay
}

fn fits(versions: &[Former]) -> bool {
    let bytes: u64 = versions.iter().map(|it| u64::from(it.bytes)).sum();
    versions.len() <= MOST && bytes <= MOST_BYTES
}

/// The last and the longest of each cell.
fn spread(versions: &[Former], now: Moment, haste: u32) -> Vec<Former> {
    let cells: Vec<Cell> = versions.iter().map(|it| cell(it.at, now, haste)).collect();
    let stays = |place: usize, one: &Former| {
        let at = cells.get(place);
        let others = versions.iter().zip(&cells).enumerate();
        let mut here = others.filter(|(other, (_, cell))| *other != place && Some(*cell) == at);
        let is_last = here.clone().all(|(other, _)| other < place);
        let is_longest = here.all(|(other, (it, _))| {
            it.letters < one.letters || it.letters == one.letters && other < place
        });
        is_last || is_longest
    };
    let places = versions.iter().enumerate();
    let stay = places.filter(|(place, one)| stays(*place, one));
    stay.map(|(_, one)| one.clone()).collect()
}

/// How wide, as a power of two, and which.
type Cell = (u32, i64);

fn cell(at: Moment, now: Moment, haste: u32) -> Cell {
    let (minute, now) = (at.0.div_euclid(MINUTE_MS), now.0.div_euclid(MINUTE_MS));
    let mut cell = (0, minute);
    for power in 1..=WIDEST {
        let index = minute >> power;
        let back = now.saturating_sub((index + 1) << power);
        if back < (2 << power) >> haste {
            break;
        }
        cell = (power, index);
    }
    cell
}
