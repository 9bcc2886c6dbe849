//! Bars side by side, each with a line where it stood the time before.

/// The width of one place; the bar stands in its middle.
pub const PLACE: u32 = 100;
/// The height of the longest bar.
pub const HEIGHT: u32 = 300;
/// The width of a bar.
const WIDTH: u32 = 72;

/// One bar, in a drawing whose base is at [`HEIGHT`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bar {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Its width.
    pub width: u32,
    /// Its height; 0 where there is nothing.
    pub height: u32,
    /// What it stands for.
    pub value: u32,
    /// How far from the top it stood the time before, where there was something.
    pub before: Option<u32>,
}

/// Draws values from 0 up, all by the largest of them and of those before.
pub fn bars(values: &[u32], before: &[u32]) -> Vec<Bar> {
    let largest = values.iter().chain(before).max().copied().unwrap_or(0);
    let tall = |value: u32| {
        let tall = u64::from(value) * u64::from(HEIGHT) / u64::from(largest.max(1));
        u32::try_from(tall).unwrap_or(HEIGHT)
    };
    let bar = |(place, value): (u32, &u32)| {
        let height = tall(*value);
        let before = before.get(place as usize).filter(|before| **before > 0);
        Bar {
            x: place * PLACE + (PLACE - WIDTH) / 2,
            y: HEIGHT - height,
            width: WIDTH,
            height,
            value: *value,
            before: before.map(|before| HEIGHT - tall(*before)),
        }
    };
    (0..).zip(values).map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_largest_is_the_measure_of_all() {
        let drawn = bars(&[2, 0, 4], &[1, 8]);
        let told: Vec<_> = drawn
            .iter()
            .map(|bar| (bar.x, bar.y, bar.height, bar.before))
            .collect();
        assert_eq!(
            told,
            [
                (14, 225, 75, Some(263)),
                (114, 300, 0, Some(0)),
                (214, 150, 150, None)
            ]
        );
        assert!(
            bars(&[0; 12], &[])
                .iter()
                .all(|bar| (bar.y, bar.height, bar.before) == (HEIGHT, 0, None))
        );
    }

    proptest! {
        #[test]
        fn every_bar_stands_on_the_base_in_its_own_place(
            values in proptest::collection::vec(any::<u32>(), 0..40),
            before in proptest::collection::vec(any::<u32>(), 0..40)
        ) {
            for (place, bar) in (0..).zip(bars(&values, &before)) {
                prop_assert_eq!(bar.y + bar.height, HEIGHT);
                prop_assert!(bar.x > place * PLACE && bar.x + bar.width < (place + 1) * PLACE);
                prop_assert!(bar.before.is_none_or(|before| before <= HEIGHT));
            }
        }
    }
}
