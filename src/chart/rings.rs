//! 同心圆: concentric rings, one a thing, each filled clockwise from the top by its share.

/// The side of the drawing, in its own units.
pub const SIDE: u32 = 1000;

/// White at the edge, so that no line is cut.
const MARGIN: u32 = 10;
/// From one ring to the next, at most.
const STEP: u32 = 68;
/// What all rings together may take of the radius.
const BAND: u32 = 280;

/// How much is there of what fills a ring.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share {
    /// So much.
    pub part: u32,
    /// Of so much; 0 fills nothing.
    pub whole: u32,
}

/// One ring: a circle round the middle.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ring {
    /// Of the line's middle.
    pub radius: u32,
    /// All the way round.
    pub round: u32,
    /// How far it is filled, at most all the way round.
    pub filled: u32,
    /// Whether there is more than fills it; the mark stands at the top of the ring.
    pub more: bool,
}

/// The rings, outermost first, in a drawing of [`SIDE`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rings {
    /// The width of each line.
    pub width: u32,
    /// Outermost first.
    pub rings: Vec<Ring>,
}

/// Draws shares, the first outermost. With more than some twenty the lines become too thin to be told apart.
pub fn rings(shares: &[Share]) -> Rings {
    let count = u32::try_from(shares.len()).unwrap_or(u32::MAX).max(1);
    let step = STEP.min(BAND / count);
    let width = step * 5 / 7;
    let outermost = SIDE / 2 - MARGIN - width / 2;
    let ring = |(place, share): (u32, &Share)| {
        let radius = outermost.saturating_sub(place.saturating_mul(step));
        // 355/113 is π to six places.
        let round = radius * 710 / 113;
        let part = u64::from(share.part.min(share.whole));
        let filled = u64::from(round) * part / u64::from(share.whole.max(1));
        Ring {
            radius,
            round,
            filled: u32::try_from(filled).unwrap_or(round),
            more: share.whole > 0 && share.part > share.whole,
        }
    };
    Rings {
        width,
        rings: (0..).zip(shares).map(ring).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(shares: &[(u32, u32)]) -> Rings {
        let share = |(part, whole): &(u32, u32)| Share {
            part: *part,
            whole: *whole,
        };
        rings(&shares.iter().map(share).collect::<Vec<Share>>())
    }

    #[test]
    fn the_first_is_outermost_and_each_is_filled_by_its_share() {
        let four = drawn(&[(6, 7), (4, 6), (9, 12), (1, 3)]);
        let told: Vec<_> = four.rings.iter().map(|it| (it.radius, it.round)).collect();
        assert_eq!(four.width, 48);
        assert_eq!(
            told,
            [(466, 2927), (398, 2500), (330, 2073), (262, 1646)],
            "{four:?}"
        );
        let filled: Vec<u32> = four.rings.iter().map(|it| it.filled).collect();
        assert_eq!(filled, [2508, 1666, 1554, 548]);
        assert!(four.rings.iter().all(|it| !it.more));
    }

    #[test]
    fn more_than_the_whole_fills_the_ring_and_is_marked() {
        let three = drawn(&[(7, 7), (9, 7), (3, 0)]);
        let told = |place: usize| {
            let ring = three.rings[place];
            (ring.filled == ring.round, ring.filled, ring.more)
        };
        assert_eq!((told(0).0, told(0).2), (true, false));
        assert_eq!((told(1).0, told(1).2), (true, true));
        assert_eq!((told(2).1, told(2).2), (0, false), "there is no whole");
        assert!(drawn(&[]).rings.is_empty());
    }

    proptest! {
        #[test]
        fn no_ring_leaves_the_drawing_or_touches_the_next(
            shares in proptest::collection::vec((any::<u32>(), any::<u32>()), 0..20)
        ) {
            let drawn = drawn(&shares);
            for pair in drawn.rings.windows(2) {
                prop_assert!(pair[1].radius + drawn.width < pair[0].radius);
            }
            for ring in &drawn.rings {
                prop_assert!(ring.radius + drawn.width / 2 <= SIDE / 2);
                prop_assert!(ring.radius > drawn.width);
                prop_assert!(ring.filled <= ring.round);
            }
        }
    }
}
