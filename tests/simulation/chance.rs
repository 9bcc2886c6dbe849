//! Chance from a seed: one seed is one run.

use dajuan::{domain::client_ref::ClientRef, runtime::ports::Chance};
use std::{cell::Cell, rc::Rc};

/// SplitMix64; clones draw from the same row of numbers.
#[derive(Clone)]
pub struct Dice(Rc<Cell<u64>>);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(Rc::new(Cell::new(seed.wrapping_mul(0x2545_f491_4f6c_dd1d))))
    }

    /// Where the row of numbers stands.
    pub fn state(&self) -> u64 {
        self.0.get()
    }

    /// 0 to `n - 1`.
    pub fn below(&self, n: usize) -> usize {
        (self.bits() % n as u64) as usize
    }

    pub fn one_in(&self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<'a, A>(&self, of: &'a [A]) -> Option<&'a A> {
        (!of.is_empty()).then(|| &of[self.below(of.len())])
    }

    pub fn key(&self) -> ClientRef {
        let bits = u128::from(self.bits()) << 64 | u128::from(self.bits());
        ClientRef::from_chance(bits.to_be_bytes())
    }
}

impl Chance for Dice {
    fn bits(&self) -> u64 {
        let state = self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
