//! From texts to the codes of their folded words. Most words of an export occur again and again: each is folded once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::fast::RandomState;

use super::dictionary::Dictionary;
use super::short_words::{ShortKey, ShortWords, each_word};
use crate::domain::{fold, weak_word};

/// Words as written that are remembered; beyond them the memory is begun anew.
const MAX_REMEMBERED: usize = 1 << 16;
/// Longest name that is remembered as a whole, in bytes.
const MAX_NAME_BYTES: usize = 64;

/// The words of one load, in which the threads that read its parts share: a code means the same in all of them.
#[derive(Clone, Debug, Default)]
pub struct SharedWords(Arc<Mutex<Dictionary>>);

impl SharedWords {
    pub fn lock(&self) -> MutexGuard<'_, Dictionary> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
    /// The words as they are; those of a load that is over need no copy.
    pub fn take(self) -> Dictionary {
        match Arc::try_unwrap(self.0) {
            Ok(words) => words.into_inner().unwrap_or_else(PoisonError::into_inner),
            Err(shared) => Self(shared).lock().clone(),
        }
    }
}

/// What a thread knows of the words it has met. A clone shares the words.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    words: SharedWords,
    /// For a short word or whole name as written, where its codes stand.
    short: ShortWords,
    /// The same for longer ones.
    long: HashMap<Box<str>, (u32, u32), RandomState>,
    codes: Vec<u32>,
    /// For each code the stamp of the last row that held it.
    last: Vec<u32>,
    stamp: u32,
}

impl Wording {
    pub fn words(&self) -> &SharedWords {
        &self.words
    }

    /// Begins the next row.
    pub fn begin(&mut self) {
        self.stamp += 1;
    }

    /// Adds the codes of a text's folded words and of their weaker forms to `row`, each once for the row.
    pub fn add(&mut self, text: &str, row: &mut Vec<u32>) {
        each_word(text, |key, written| {
            let range = self.range_of(key, written);
            self.put(range, row);
        });
    }

    /// As `add`, for a text that is likely to stand in other rows too, as a name does: it is looked for as a whole.
    pub fn add_name(&mut self, text: &str, row: &mut Vec<u32>) {
        if text.len() > MAX_NAME_BYTES {
            return self.add(text, row);
        }
        let key = ShortKey::of(text);
        let range = match self.known(key, text) {
            Some(range) => range,
            None => self.learn_name(key, text),
        };
        self.put(range, row);
    }

    #[inline]
    fn range_of(&mut self, key: Option<ShortKey>, written: &str) -> (u32, u32) {
        match self.known(key, written) {
            Some(range) => range,
            None => self.learn(key, written),
        }
    }

    #[inline]
    fn known(&self, key: Option<ShortKey>, written: &str) -> Option<(u32, u32)> {
        match key {
            Some(key) => self.short.get(key),
            None => self.long.get(written).copied(),
        }
    }

    fn learn_name(&mut self, key: Option<ShortKey>, text: &str) -> (u32, u32) {
        let mut codes = Vec::new();
        each_word(text, |key, written| {
            let (from, to) = self.range_of(key, written);
            codes.extend_from_slice(self.codes.get(from as usize..to as usize).unwrap_or_default());
        });
        let from = self.codes.len() as u32;
        self.codes.append(&mut codes);
        let range = (from, self.codes.len() as u32);
        // A name of one word is known as that word by now.
        if self.known(key, text).is_none() {
            self.remember(key, text, range);
        }
        range
    }

    #[inline]
    fn put(&mut self, (from, to): (u32, u32), row: &mut Vec<u32>) {
        for code in self.codes.get(from as usize..to as usize).unwrap_or_default() {
            let Some(last) = self.last.get_mut(*code as usize) else { continue };
            if *last != self.stamp {
                *last = self.stamp;
                row.push(*code);
            }
        }
    }

    fn learn(&mut self, key: Option<ShortKey>, written: &str) -> (u32, u32) {
        if self.short.len() + self.long.len() >= MAX_REMEMBERED {
            self.short.clear();
            self.long.clear();
            self.codes.clear();
        }
        let from = self.codes.len() as u32;
        let folded = fold(written);
        let mut words = self.words.lock();
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            self.codes.push(words.code(word));
            if let Some(weak) = weak_word(word).filter(|weak| *weak != word) {
                self.codes.push(words.code(weak));
            }
        }
        self.last.resize(words.texts().len().max(self.last.len()), 0);
        drop(words);
        let range = (from, self.codes.len() as u32);
        self.remember(key, written, range);
        range
    }

    fn remember(&mut self, key: Option<ShortKey>, written: &str, range: (u32, u32)) {
        match key {
            Some(key) => self.short.insert(key, range),
            None => {
                self.long.insert(written.into(), range);
            }
        }
    }
}
