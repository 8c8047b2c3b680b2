//! From words of up to 32 bytes to where their codes stand. Nearly every word of a text is so short that it can be held in four
//! numbers: finding it takes no look at another place in memory.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;

/// Longest word that is held.
pub const MAX_BYTES: usize = 32;

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The word's bytes, the first the lowest, zeros behind.
    key: [u64; 4],
    /// Length in bytes; 0 is an empty slot.
    length: u32,
    from: u32,
    to: u32,
}

/// An open table with linear steps.
#[derive(Clone, Debug)]
pub struct ShortWords {
    slots: Vec<Slot>,
    num_used: usize,
    /// Other ones in every table, so that no text can be made whose words fall together.
    seeds: [u64; 2],
}

impl Default for ShortWords {
    fn default() -> Self {
        let random = RandomState::default();
        Self { slots: Vec::new(), num_used: 0, seeds: [random.hash_one(1), random.hash_one(2)] }
    }
}

/// A word ready to be looked for.
#[derive(Clone, Copy)]
pub struct ShortKey {
    key: [u64; 4],
    length: u32,
}

impl ShortKey {
    /// The first `length` bytes of `rest`, which may reach beyond the word; `None` for an empty or a longer word.
    pub fn new(rest: &[u8], length: usize) -> Option<Self> {
        if length == 0 || length > MAX_BYTES {
            return None;
        }
        let mut bytes = [0; MAX_BYTES];
        match rest.first_chunk::<MAX_BYTES>() {
            Some(whole) => bytes = *whole,
            None => bytes.iter_mut().zip(rest).for_each(|(byte, have)| *byte = *have),
        }
        let mut key = [0; 4];
        for (at, (part, chunk)) in key.iter_mut().zip(bytes.as_chunks::<8>().0).enumerate() {
            let mask = match length.saturating_sub(8 * at) {
                0 => 0,
                have @ 1..8 => (1 << (8 * have)) - 1,
                _ => u64::MAX,
            };
            *part = u64::from_le_bytes(*chunk) & mask;
        }
        Some(Self { key, length: length as u32 })
    }
}

fn folded(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

impl ShortWords {
    pub fn len(&self) -> usize {
        self.num_used
    }

    pub fn clear(&mut self) {
        self.slots.clear();
        self.num_used = 0;
    }

    fn hash(&self, ShortKey { key: [a, b, c, d], length }: ShortKey) -> usize {
        let [first, second] = self.seeds;
        let low = folded(a ^ first, b ^ second ^ u64::from(length));
        // Most words have sixteen bytes at most.
        let hash = if length > 16 { folded(low ^ c, d ^ second) } else { low };
        (hash ^ hash >> 32) as usize
    }

    pub fn get(&self, word: ShortKey) -> Option<(u32, u32)> {
        let last = self.slots.len().checked_sub(1)?;
        let mut at = self.hash(word) & last;
        loop {
            let slot = self.slots.get(at)?;
            if slot.length == word.length && slot.key == word.key {
                return Some((slot.from, slot.to));
            }
            if slot.length == 0 {
                return None;
            }
            at = (at + 1) & last;
        }
    }

    /// Adds a word that is not held yet.
    pub fn insert(&mut self, word: ShortKey, (from, to): (u32, u32)) {
        if (self.num_used + 1) * 2 > self.slots.len() {
            let wider = vec![Slot::default(); (self.slots.len() * 2).max(256)];
            for slot in std::mem::replace(&mut self.slots, wider).into_iter().filter(|slot| slot.length > 0) {
                self.place(slot);
            }
        }
        self.place(Slot { key: word.key, length: word.length, from, to });
        self.num_used += 1;
    }

    fn place(&mut self, slot: Slot) {
        let Some(last) = self.slots.len().checked_sub(1) else { return };
        let mut at = self.hash(ShortKey { key: slot.key, length: slot.length }) & last;
        while let Some(have) = self.slots.get_mut(at) {
            if have.length == 0 {
                *have = slot;
                return;
            }
            at = (at + 1) & last;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_found_as_a_map_finds_them(words in prop::collection::vec("[a-c\u{0}\u{628}]{1,18}", 0..400), text in "[a-c\u{0}]{0,60}") {
            let (mut table, mut map) = (ShortWords::default(), HashMap::new());
            for (at, word) in words.iter().enumerate() {
                let Some(key) = ShortKey::new(word.as_bytes(), word.len()) else {
                    prop_assert!(word.len() > MAX_BYTES);
                    continue;
                };
                let range = (at as u32, at as u32 + 1);
                prop_assert_eq!(table.get(key), map.get(word.as_str()).copied());
                if !map.contains_key(word.as_str()) {
                    table.insert(key, range);
                    map.insert(word.as_str(), range);
                }
            }
            prop_assert_eq!(table.len(), map.len());
            // What stands behind a word in its text changes nothing.
            for length in 1..text.len().min(MAX_BYTES) {
                let key = ShortKey::new(text.as_bytes(), length).unwrap();
                prop_assert_eq!(table.get(key), map.get(&text[..length]).copied());
            }
        }
    }
}
