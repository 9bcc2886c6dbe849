//! Days as squares, weeks side by side: the more on a day, the larger its square, so that no colour is needed.

/// The side of one place.
pub const PLACE: u32 = 100;
/// Sides of the squares: nothing, one, two, more.
const SIDES: [u32; 4] = [22, 52, 74, 94];

/// One day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Square {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Its side.
    pub side: u32,
    /// 0 for nothing, 1, 2, 3 for three and more.
    pub step: u8,
}

/// Days in their weeks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Days {
    /// How many weeks they touch; each is one [`PLACE`] wide and seven high.
    pub weeks: u32,
    /// In the order of the days.
    pub squares: Vec<Square>,
}

/// Draws days one after another; `first` is the weekday of the first one, 0 at the top.
pub fn days(first: u8, counts: &[u32]) -> Days {
    let first = u32::from(first % 7);
    let square = |(day, count): (u32, &u32)| {
        let step = (*count).min(3);
        let side = SIDES.get(step as usize).copied().unwrap_or(PLACE);
        let corner = (PLACE - side) / 2;
        Square {
            x: (first + day) / 7 * PLACE + corner,
            y: (first + day) % 7 * PLACE + corner,
            side,
            step: step as u8,
        }
    };
    let squares: Vec<Square> = (0..).zip(counts).map(square).collect();
    let all = first + squares.len() as u32;
    Days {
        weeks: all.div_ceil(7),
        squares,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_a_column_and_more_on_a_day_is_a_larger_square() {
        // Saturday, Sunday, Monday, Tuesday.
        let drawn = days(5, &[0, 1, 2, 9]);
        assert_eq!(drawn.weeks, 2);
        let told: Vec<_> = drawn
            .squares
            .iter()
            .map(|it| (it.x, it.y, it.side, it.step))
            .collect();
        assert_eq!(
            told,
            [
                (39, 539, 22, 0),
                (24, 624, 52, 1),
                (113, 13, 74, 2),
                (103, 103, 94, 3)
            ]
        );
    }

    #[test]
    fn a_year_that_begins_on_a_sunday_touches_53_weeks_and_54_with_its_leap_day() {
        assert_eq!(days(6, &[0; 365]).weeks, 53);
        assert_eq!(days(6, &[0; 366]).weeks, 54);
        assert_eq!(days(0, &[]).weeks, 0);
    }
}
