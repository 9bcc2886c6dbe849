//! One sort for the whole house: sorting is compiled anew for each type that is sorted.

/// The items by their keys, largest first; equal keys keep their order.
pub fn largest_first<T>(items: Vec<T>, key: impl Fn(&T) -> i64) -> Vec<T> {
    let order = places(items.iter().map(key).collect());
    let mut slots: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|place| slots.get_mut(place).and_then(Option::take))
        .collect()
}

/// The places of the keys, largest key first.
fn places(keys: Vec<i64>) -> Vec<usize> {
    let mut places: Vec<(i64, usize)> = keys.into_iter().zip(0..).collect();
    places.sort_unstable_by(|(a, first), (b, second)| b.cmp(a).then(first.cmp(second)));
    places.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_comes_first_and_equals_keep_their_order() {
        let sorted = largest_first(
            vec![(1, 'a'), (3, 'b'), (1, 'c'), (i64::MIN, 'd')],
            |(key, _)| *key,
        );
        assert_eq!(
            sorted.into_iter().map(|(_, name)| name).collect::<String>(),
            "bacd"
        );
    }
}
