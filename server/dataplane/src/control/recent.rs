//! A bounded memory that keeps what is used.

use std::collections::HashMap;
use std::hash::Hash;

/// Two generations: the older one goes when the newer one is full, and what is used meanwhile moves to the newer one. So
/// the least recently used goes first, nearly, and nothing is ever searched for it.
#[derive(Debug)]
pub struct Recent<K, V> {
    generation: usize,
    newer: HashMap<K, V>,
    older: HashMap<K, V>,
}

impl<K: Eq + Hash + Clone, V: Clone> Recent<K, V> {
    /// Remembers at most so many.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            generation: (most / 2).max(1),
            newer: HashMap::new(),
            older: HashMap::new(),
        }
    }

    /// What is remembered under a key.
    pub fn get(&mut self, key: &K) -> Option<V> {
        if let Some(value) = self.newer.get(key) {
            return Some(value.clone());
        }
        let (key, value) = self.older.remove_entry(key)?;
        self.insert(key, value.clone());
        Some(value)
    }

    /// Remember a value.
    pub fn insert(&mut self, key: K, value: V) {
        self.older.remove(&key);
        if self.newer.len() >= self.generation && !self.newer.contains_key(&key) {
            self.older = std::mem::take(&mut self.newer);
        }
        self.newer.insert(key, value);
    }

    /// Forget everything.
    pub fn clear(&mut self) {
        self.newer.clear();
        self.older.clear();
    }

    /// How many are remembered.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.newer.len() + self.older.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_used_outlives_a_flood_of_what_is_not() {
        let mut recent = Recent::new(16);
        recent.insert(0, "used");
        for key in 1..10_000 {
            recent.insert(key, "flood");
            assert_eq!(recent.get(&0), Some("used"));
            assert!(recent.len() <= 16);
        }
        assert_eq!(recent.get(&1), None);
    }

    proptest! {
        #[test]
        fn it_remembers_the_last_value_or_none(most in 2_usize..20, steps in prop::collection::vec((0_u8..30, any::<bool>()), 0..200)) {
            let mut recent = Recent::new(most);
            let mut last = HashMap::new();
            for (step, (key, inserts)) in steps.into_iter().enumerate() {
                if inserts {
                    recent.insert(key, step);
                    last.insert(key, step);
                    prop_assert_eq!(recent.get(&key), Some(step));
                } else if let Some(found) = recent.get(&key) {
                    prop_assert_eq!(Some(&found), last.get(&key));
                }
                prop_assert!(recent.len() <= most);
            }
        }
    }
}
