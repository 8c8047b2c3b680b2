//! From texts to the codes of their folded words. Most words of an export occur again and again: each is folded once.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::dictionary::Dictionary;
use crate::domain::{fold, weak_word};

/// Words as written that are remembered; beyond them the memory is begun anew.
const MAX_REMEMBERED: usize = 1 << 18;
/// Longest name that is remembered as a whole, in bytes.
const MAX_NAME_BYTES: usize = 64;

#[derive(Clone, Debug, Default)]
pub struct Wording {
    /// For a word or a whole name as written, where its codes stand.
    known: HashMap<Box<str>, (u32, u32), RandomState>,
    codes: Vec<u32>,
    /// For each code the stamp of the last row that held it.
    last: Vec<u32>,
    stamp: u32,
}

impl Wording {
    /// Begins the next row.
    pub fn begin(&mut self) {
        self.stamp += 1;
    }

    /// Adds the codes of a text's folded words and of their weaker forms to `row`, each once for the row.
    pub fn add(&mut self, text: &str, words: &mut Dictionary, row: &mut Vec<u32>) {
        for written in text.split_ascii_whitespace() {
            let range = match self.known.get(written) {
                Some(range) => *range,
                None => self.learn(written, words),
            };
            self.put(range, row);
        }
    }

    /// As `add`, for a text that is likely to stand in other rows too, as a name does: it is looked for as a whole.
    pub fn add_name(&mut self, text: &str, words: &mut Dictionary, row: &mut Vec<u32>) {
        if text.len() > MAX_NAME_BYTES {
            return self.add(text, words, row);
        }
        let range = match self.known.get(text) {
            Some(range) => *range,
            None => self.learn_name(text, words),
        };
        self.put(range, row);
    }

    fn learn_name(&mut self, text: &str, words: &mut Dictionary) -> (u32, u32) {
        let mut codes = Vec::new();
        for written in text.split_ascii_whitespace() {
            let (from, to) = match self.known.get(written) {
                Some(range) => *range,
                None => self.learn(written, words),
            };
            codes.extend_from_slice(self.codes.get(from as usize..to as usize).unwrap_or_default());
        }
        let from = self.codes.len() as u32;
        self.codes.append(&mut codes);
        let range = (from, self.codes.len() as u32);
        self.known.insert(text.into(), range);
        range
    }

    fn put(&mut self, (from, to): (u32, u32), row: &mut Vec<u32>) {
        for code in self.codes.get(from as usize..to as usize).unwrap_or_default() {
            let Some(last) = self.last.get_mut(*code as usize) else { continue };
            if *last != self.stamp {
                *last = self.stamp;
                row.push(*code);
            }
        }
    }

    fn learn(&mut self, written: &str, words: &mut Dictionary) -> (u32, u32) {
        if self.known.len() >= MAX_REMEMBERED {
            self.known.clear();
            self.codes.clear();
        }
        let from = self.codes.len() as u32;
        for word in fold(written).split(' ').filter(|word| !word.is_empty()) {
            self.codes.push(words.code(word));
            if let Some(weak) = weak_word(word).filter(|weak| *weak != word) {
                self.codes.push(words.code(weak));
            }
        }
        self.last.resize(words.texts().len(), 0);
        let range = (from, self.codes.len() as u32);
        self.known.insert(written.into(), range);
        range
    }
}
