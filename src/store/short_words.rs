//! From words of up to 32 bytes to what is known of them. Nearly every word of a text is so short that it can be held in four
//! numbers: finding it takes no look at another place in memory.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;

/// Longest word that is held.
pub const MAX_BYTES: usize = 32;

#[derive(Clone, Copy, Debug)]
struct Entry<V> {
    /// The word's bytes, the first the lowest, zeros behind.
    key: [u64; 4],
    /// In bytes.
    length: u32,
    value: V,
}

/// An open table with linear steps. Its slots are small, so that those of many words stay in the processor's nearest memory.
#[derive(Clone, Debug)]
pub struct ShortWords<V> {
    /// The number of an entry, counted from 1, and above it bits of the hash, which tell most other words apart at once; 0 is empty.
    slots: Vec<u32>,
    entries: Vec<Entry<V>>,
    /// Other ones in every table, so that no text can be made whose words fall together.
    seeds: [u64; 2],
}

/// Bits of a slot that number the entry.
const NUMBER_BITS: u32 = 18;
const NUMBER: u32 = (1 << NUMBER_BITS) - 1;

impl<V> Default for ShortWords<V> {
    fn default() -> Self {
        let random = RandomState::default();
        Self { slots: Vec::new(), entries: Vec::new(), seeds: [random.hash_one(1), random.hash_one(2)] }
    }
}

/// A word ready to be looked for.
#[derive(Clone, Copy)]
pub struct ShortKey {
    key: [u64; 4],
    length: u32,
}

impl ShortKey {
    /// `None` for an empty or a long text.
    pub fn of(text: &str) -> Option<Self> {
        let length = text.len();
        if length == 0 || length > MAX_BYTES {
            return None;
        }
        let bytes = text.as_bytes();
        let (whole, rest) = bytes.as_chunks::<8>();
        let mut key = [0; 4];
        key.iter_mut().zip(whole).for_each(|(part, chunk)| *part = u64::from_le_bytes(*chunk));
        if !rest.is_empty() {
            // The last eight bytes reach back into what stands before the rest.
            let tail = match bytes.last_chunk() {
                Some(last) => u64::from_le_bytes(*last) >> (64 - 8 * rest.len()),
                None => short_tail(rest),
            };
            *key.get_mut(whole.len())? = tail;
        }
        Some(Self { key, length: length as u32 })
    }
}

/// Fewer than eight bytes as a number.
#[inline]
fn short_tail(bytes: &[u8]) -> u64 {
    match bytes.first_chunk().zip(bytes.last_chunk()) {
        // The two may overlap, where they say the same.
        Some((first, last)) => u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (bytes.len() - 4)),
        None => bytes.iter().rev().fold(0, |tail, byte| tail << 8 | u64::from(*byte)),
    }
}

#[inline]
fn parts_of(bytes: &[u8; MAX_BYTES]) -> [u64; 4] {
    let mut parts = [0; 4];
    parts.iter_mut().zip(bytes.as_chunks::<8>().0).for_each(|(part, chunk)| *part = u64::from_le_bytes(*chunk));
    parts
}

/// The high bit of each byte that is at most 0x20; the lowest of them is right, those above it need not be.
#[inline]
fn blanks(part: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    part.wrapping_sub(ONES * 0x21) & !part & (ONES * 0x80)
}

/// The word that begins at the first of some bytes and is followed by a blank, if it is short.
#[inline]
fn first_word(bytes: &[u8; MAX_BYTES]) -> Option<ShortKey> {
    let [a, b, c, d] = parts_of(bytes);
    let up_to = |part: u64, found: u64| part & ((1 << (found.trailing_zeros() & !7)) - 1);
    let (key, before, found) = if blanks(a) != 0 {
        ([up_to(a, blanks(a)), 0, 0, 0], 0, blanks(a))
    } else if blanks(b) != 0 {
        ([a, up_to(b, blanks(b)), 0, 0], 8, blanks(b))
    } else if blanks(c) != 0 {
        ([a, b, up_to(c, blanks(c)), 0], 16, blanks(c))
    } else if blanks(d) != 0 {
        ([a, b, c, up_to(d, blanks(d))], 24, blanks(d))
    } else {
        return None;
    };
    let length = before + found.trailing_zeros() / 8;
    // Other control characters are parts of words.
    bytes.get(length as usize)?.is_ascii_whitespace().then_some(ShortKey { key, length })
}

/// Calls `each` with what stands between ASCII blanks, with the key of those that are short.
pub fn each_word(text: &str, mut each: impl FnMut(Option<ShortKey>, &str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.first().is_some_and(|byte| *byte <= b' ' && byte.is_ascii_whitespace()) {
            at += 1;
            continue;
        }
        let key = match rest.first_chunk() {
            Some(chunk) => first_word(chunk),
            None => {
                let mut padded = [b' '; MAX_BYTES];
                padded.iter_mut().zip(rest).for_each(|(byte, have)| *byte = *have);
                first_word(&padded)
            }
        };
        let length = match key {
            Some(key) => key.length as usize,
            None => rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len()),
        };
        let word = text.get(at..at + length).unwrap_or_default();
        match key {
            Some(_) => each(key, word),
            None => each(ShortKey::of(word), word),
        }
        // Nearly always one blank stands behind it.
        at += length + 1;
    }
}

/// Number by number, as the key is in the processor's registers.
#[inline]
fn is_same([a, b, c, d]: [u64; 4], [e, f, g, h]: [u64; 4]) -> bool {
    a == e && b == f && c == g && d == h
}

fn folded(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

impl<V: Copy> ShortWords<V> {
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn clear(&mut self) {
        self.slots.clear();
        self.entries.clear();
    }

    #[inline]
    fn hash(&self, [a, b, c, d]: [u64; 4], length: u32) -> u64 {
        let [first, second] = self.seeds;
        let low = folded(a ^ first, b ^ second ^ u64::from(length));
        // Most words have sixteen bytes at most.
        if length > 16 { folded(low ^ c, d ^ second) } else { low }
    }

    /// What a slot shows of a hash.
    #[inline]
    fn tag(hash: u64) -> u32 {
        (hash >> 32) as u32 & !NUMBER
    }

    #[inline]
    pub fn get(&self, word: ShortKey) -> Option<V> {
        let last = self.slots.len().checked_sub(1)?;
        let hash = self.hash(word.key, word.length);
        let mut at = hash as usize & last;
        loop {
            let slot = *self.slots.get(at)?;
            if slot & !NUMBER == Self::tag(hash)
                && let Some(entry) = self.entries.get((slot & NUMBER).wrapping_sub(1) as usize)
                && is_same(entry.key, word.key)
                && entry.length == word.length
            {
                return Some(entry.value);
            }
            if slot == 0 {
                return None;
            }
            at = (at + 1) & last;
        }
    }

    /// Adds a word that is not held yet. A table that is full begins anew.
    pub fn insert(&mut self, word: ShortKey, value: V) {
        if self.entries.len() >= NUMBER as usize {
            self.clear();
        }
        self.entries.push(Entry { key: word.key, length: word.length, value });
        if self.entries.len() * 2 > self.slots.len() {
            self.slots = vec![0; (self.slots.len() * 2).max(256)];
            (0..self.entries.len()).for_each(|entry| self.place(entry));
        } else {
            self.place(self.entries.len() - 1);
        }
    }

    fn place(&mut self, number: usize) {
        let Some((entry, last)) = self.entries.get(number).zip(self.slots.len().checked_sub(1)) else { return };
        let hash = self.hash(entry.key, entry.length);
        let mut at = hash as usize & last;
        while let Some(slot) = self.slots.get_mut(at) {
            if *slot == 0 {
                *slot = Self::tag(hash) | (number as u32 + 1);
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
        fn words_are_found_as_a_map_finds_them(words in prop::collection::vec("[a-c\u{0}\u{628}]{1,18}", 0..400)) {
            let (mut table, mut map) = (ShortWords::default(), HashMap::new());
            for (at, word) in words.iter().enumerate() {
                let Some(key) = ShortKey::of(word) else {
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
        }

        #[test]
        fn a_text_is_parted_as_the_standard_library_parts_it(text in "([a-c\u{0}\u{B}\u{628}\u{20AC}]{0,12}[ \t\n\r\u{C}]{0,3}){0,12}") {
            let mut found = Vec::new();
            each_word(&text, |key, word| {
                assert_eq!(key.map(|key| (key.key, key.length)), ShortKey::of(word).map(|key| (key.key, key.length)), "{word:?}");
                found.push(word.to_owned());
            });
            prop_assert_eq!(found, text.split_ascii_whitespace().map(ToOwned::to_owned).collect::<Vec<_>>());
        }
    }
}
