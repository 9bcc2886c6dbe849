//! What the browser knows of Chinese letters, for lists.

use crate::{
    forms::order::{Letters, Order},
    i18n::collation::Collation,
};

/// The orders that the browser has.
pub(super) struct Known {
    pinyin: Option<Collation>,
    stroke: Option<Collation>,
}

impl Known {
    pub(super) fn new() -> Self {
        Self {
            pinyin: Collation::of("pinyin"),
            stroke: Collation::of("stroke"),
        }
    }
}

impl Letters for Known {
    fn order(&self, by: Order, names: &[&str]) -> Option<Vec<usize>> {
        let collation = match by {
            Order::Pinyin => &self.pinyin,
            Order::Stroke => &self.stroke,
        };
        collation.as_ref()?.places(names)
    }

    fn initial(&self, letter: char) -> Option<char> {
        self.pinyin.as_ref()?.initial(letter)
    }
}
