//! A small map that keeps the order in which keys came.

/// Keys and values, looked up one after another: for tens of entries, where a tree's code weighs more than its speed saves
/// (`docs/decisions/0006-bundle-size.md`).
#[derive(Clone, PartialEq, Debug)]
pub struct Table<K, V>(Vec<(K, V)>);

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq, V> Table<K, V> {
    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.0
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.0
            .iter_mut()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    /// Nothing stays.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Sets the value of a key.
    pub fn insert(&mut self, key: K, value: V) {
        match self.get_mut(&key) {
            Some(old) => *old = value,
            None => self.0.push((key, value)),
        }
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let place = self.0.iter().position(|(known, _)| known == key)?;
        Some(self.0.remove(place).1)
    }

    /// Every key and value, in the order in which the keys came.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// Every value, in the order in which the keys came.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Every value, handed over.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.0.into_iter().map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_one_value_and_keeps_its_place() {
        let mut table = Table::default();
        table.insert("b", 1);
        table.insert("a", 2);
        table.insert("b", 3);
        assert_eq!(table.values().copied().collect::<Vec<i32>>(), [3, 2]);
        assert_eq!((table.get(&"a"), table.get(&"c")), (Some(&2), None));
        assert_eq!((table.remove(&"b"), table.remove(&"b")), (Some(3), None));
        assert_eq!(
            table.iter().map(|(key, _)| *key).collect::<Vec<&str>>(),
            ["a"]
        );
    }
}
