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
    /// `None` for an empty or a long text.
    pub fn of(text: &str) -> Option<Self> {
        let length = text.len();
        if length == 0 || length > MAX_BYTES {
            return None;
        }
        let mut bytes = [0; MAX_BYTES];
        bytes.get_mut(..length)?.copy_from_slice(text.as_bytes());
        Some(Self { key: parts_of(&bytes), length: length as u32 })
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

    #[inline]
    fn hash(&self, ShortKey { key: [a, b, c, d], length }: ShortKey) -> usize {
        let [first, second] = self.seeds;
        let low = folded(a ^ first, b ^ second ^ u64::from(length));
        // Most words have sixteen bytes at most.
        let hash = if length > 16 { folded(low ^ c, d ^ second) } else { low };
        (hash ^ hash >> 32) as usize
    }

    #[inline]
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
