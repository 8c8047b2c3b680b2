//! From words of up to 32 bytes to what is known of them. Nearly every word of a text is so short that it can be held in four
//! numbers: finding it takes no look at another place in memory.

use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::domain::lanes::{bits_of, is_byte};

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
    seeds: [u64; 4],
}

/// Bits of a slot that number the entry.
const NUMBER_BITS: u32 = 18;
const NUMBER: u32 = (1 << NUMBER_BITS) - 1;

impl<V> Default for ShortWords<V> {
    fn default() -> Self {
        let random = RandomState::default();
        Self { slots: Vec::new(), entries: Vec::new(), seeds: [1, 2, 3, 4].map(|seed| random.hash_one(seed)) }
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
    #[inline]
    pub fn of(text: &str) -> Option<Self> {
        let (bytes, length) = (text.as_bytes(), text.len() as u32);
        let whole = |at: usize| bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |chunk| u64::from_le_bytes(*chunk));
        // The last eight bytes reach back into what stands before the rest, which is what stays.
        let last = bytes.last_chunk().map_or(0, |chunk| u64::from_le_bytes(*chunk)) >> (8 * (bytes.len().wrapping_neg() % 8));
        let key = match bytes.len() {
            1..8 => [short_key(bytes), 0, 0, 0],
            8 => [last, 0, 0, 0],
            9..=16 => [whole(0), last, 0, 0],
            17..=24 => [whole(0), whole(8), last, 0],
            25..=MAX_BYTES => [whole(0), whole(8), whole(16), last],
            _ => return None,
        };
        Some(Self { key, length })
    }

    /// The key of the first bytes of some; as many as `length`, which is at most `MAX_BYTES`.
    #[inline]
    fn of_first(bytes: &[u8; MAX_BYTES], length: usize) -> Option<Self> {
        let mask: &[u8; MAX_BYTES] = KEPT.get(MAX_BYTES.checked_sub(length)?..)?.first_chunk()?;
        let mut key = parts_of(bytes);
        key.iter_mut().zip(parts_of(mask)).for_each(|(part, kept)| *part &= kept);
        Some(Self { key, length: length as u32 })
    }
}

/// As many set bytes as a key can have, then as many zeros.
const KEPT: [u8; 2 * MAX_BYTES] = {
    let mut kept = [0; 2 * MAX_BYTES];
    let (set, _) = kept.split_at_mut(MAX_BYTES);
    set.copy_from_slice(&[0xFF; MAX_BYTES]);
    kept
};

/// Fewer than eight bytes as a number.
#[inline]
fn short_key(bytes: &[u8]) -> u64 {
    match bytes.first_chunk().zip(bytes.last_chunk()) {
        // The two may overlap, where they say the same.
        Some((first, last)) => u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (bytes.len() - 4)),
        None => bytes.iter().rev().fold(0, |key, byte| key << 8 | u64::from(*byte)),
    }
}

#[inline]
fn parts_of(bytes: &[u8; MAX_BYTES]) -> [u64; 4] {
    let mut parts = [0; 4];
    parts.iter_mut().zip(bytes.as_chunks::<8>().0).for_each(|(part, chunk)| *part = u64::from_le_bytes(*chunk));
    parts
}

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// Calls `each` with the bounds of what stands between ASCII blanks, and with the key of those that are short. `padded` is memory to
/// work in.
///
/// The steps for a word depend neither on its length nor on the word before: a processor that guesses wrongly at each second word
/// loses more time than the words take.
#[inline(always)]
pub fn each_word(text: &str, padded: &mut Vec<u8>, mut each: impl FnMut(Option<ShortKey>, Range<usize>)) {
    // With blanks behind it: a key may be read from any byte on, and the last word ends as all do.
    padded.clear();
    padded.extend_from_slice(text.as_bytes());
    if padded.iter().fold(false, |any, byte| any | (*byte < b' ')) {
        padded.iter_mut().filter(|byte| byte.is_ascii_whitespace()).for_each(|byte| *byte = b' ');
    }
    padded.extend_from_slice(&[b' '; BLOCK + MAX_BYTES]);
    let mut from = 0;
    for (number, block) in padded.as_chunks::<BLOCK>().0.iter().enumerate() {
        let mut blanks = bits_of(block, is_byte(b' '));
        while blanks != 0 {
            let to = number * BLOCK + blanks.trailing_zeros() as usize;
            blanks &= blanks - 1;
            if to > text.len() {
                return;
            }
            if to > from {
                let window = padded.get(from..).and_then(<[u8]>::first_chunk);
                each(window.and_then(|window| ShortKey::of_first(window, to - from)), from..to);
            }
            from = to + 1;
        }
    }
}

/// Number by number, as the key is in the processor's registers.
#[inline]
fn is_same([a, b, c, d]: [u64; 4], [e, f, g, h]: [u64; 4]) -> bool {
    (a ^ e) | (b ^ f) | (c ^ g) | (d ^ h) == 0
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
        let [first, second, third, fourth] = self.seeds;
        // Both at once, whatever the length.
        folded(a ^ first, b ^ second ^ u64::from(length)) ^ folded(c ^ third, d ^ fourth)
    }

    /// What a slot shows of a hash.
    #[inline]
    fn tag(hash: u64) -> u32 {
        (hash >> 32) as u32 & !NUMBER
    }

    #[inline(always)]
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
            each_word(&text, &mut Vec::new(), |key, word| {
                let word = &text[word];
                assert_eq!(key.map(|key| (key.key, key.length)), ShortKey::of(word).map(|key| (key.key, key.length)), "{word:?}");
                found.push(word.to_owned());
            });
            prop_assert_eq!(found, text.split_ascii_whitespace().map(ToOwned::to_owned).collect::<Vec<_>>());
        }
    }
}
