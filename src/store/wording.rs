//! From texts to the codes of their folded words. Most words of an export occur again and again: each is folded once.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::dictionary::Dictionary;
use super::short_words::{ShortKey, ShortWords};
use crate::domain::{fold, weak_word};

/// Words as written that are remembered; beyond them the memory is begun anew.
const MAX_REMEMBERED: usize = 1 << 18;
/// Longest name that is remembered as a whole, in bytes.
const MAX_NAME_BYTES: usize = 64;

/// What words fold to, remembered beyond one part of a file.
#[derive(Debug, Default)]
pub struct Folds {
    known: HashMap<Box<str>, Arc<[Box<str>]>, RandomState>,
}

impl Folds {
    /// The folded words of one as written, each with its weaker form behind it where that is another.
    fn of(&mut self, written: &str) -> Arc<[Box<str>]> {
        if let Some(known) = self.known.get(written) {
            return Arc::clone(known);
        }
        let mut forms: Vec<Box<str>> = Vec::new();
        for word in fold(written).split(' ').filter(|word| !word.is_empty()) {
            forms.push(word.into());
            forms.extend(weak_word(word).filter(|weak| *weak != word).map(Box::from));
        }
        let forms: Arc<[Box<str>]> = forms.into();
        if self.known.len() >= MAX_REMEMBERED {
            self.known.clear();
        }
        self.known.insert(written.into(), Arc::clone(&forms));
        forms
    }
}

#[derive(Clone, Debug, Default)]
pub struct Wording {
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
    /// Begins the next row.
    pub fn begin(&mut self) {
        self.stamp += 1;
    }

    /// Adds the codes of a text's folded words and of their weaker forms to `row`, each once for the row.
    pub fn add(&mut self, text: &str, words: &mut Dictionary, folds: &mut Folds, row: &mut Vec<u32>) {
        each_word(text, |written, rest| {
            let range = self.range_of(written, rest, words, folds);
            self.put(range, row);
        });
    }

    /// As `add`, for a text that is likely to stand in other rows too, as a name does: it is looked for as a whole.
    pub fn add_name(&mut self, text: &str, words: &mut Dictionary, folds: &mut Folds, row: &mut Vec<u32>) {
        if text.len() > MAX_NAME_BYTES {
            return self.add(text, words, folds, row);
        }
        let key = ShortKey::new(text.as_bytes(), text.len());
        let range = match self.known(key, text) {
            Some(range) => range,
            None => self.learn_name(text, words, folds),
        };
        self.put(range, row);
    }

    fn range_of(&mut self, written: &str, rest: &[u8], words: &mut Dictionary, folds: &mut Folds) -> (u32, u32) {
        let key = ShortKey::new(rest, written.len());
        match self.known(key, written) {
            Some(range) => range,
            None => self.learn(written, words, folds),
        }
    }

    fn known(&self, key: Option<ShortKey>, written: &str) -> Option<(u32, u32)> {
        match key {
            Some(key) => self.short.get(key),
            None => self.long.get(written).copied(),
        }
    }

    fn learn_name(&mut self, text: &str, words: &mut Dictionary, folds: &mut Folds) -> (u32, u32) {
        let mut codes = Vec::new();
        each_word(text, |written, rest| {
            let (from, to) = self.range_of(written, rest, words, folds);
            codes.extend_from_slice(self.codes.get(from as usize..to as usize).unwrap_or_default());
        });
        let from = self.codes.len() as u32;
        self.codes.append(&mut codes);
        let range = (from, self.codes.len() as u32);
        // A name of one word is known as that word by now.
        let key = ShortKey::new(text.as_bytes(), text.len());
        if self.known(key, text).is_none() {
            self.remember(text, range);
        }
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

    fn learn(&mut self, written: &str, words: &mut Dictionary, folds: &mut Folds) -> (u32, u32) {
        if self.short.len() + self.long.len() >= MAX_REMEMBERED {
            self.short.clear();
            self.long.clear();
            self.codes.clear();
        }
        let from = self.codes.len() as u32;
        self.codes.extend(folds.of(written).iter().map(|word| words.code(word)));
        self.last.resize(words.texts().len(), 0);
        let range = (from, self.codes.len() as u32);
        self.remember(written, range);
        range
    }

    fn remember(&mut self, written: &str, range: (u32, u32)) {
        match ShortKey::new(written.as_bytes(), written.len()) {
            Some(key) => self.short.insert(key, range),
            None => {
                self.long.insert(written.into(), range);
            }
        }
    }
}

/// Calls `each` with what stands between blanks, and with the bytes of the text from there on.
fn each_word(text: &str, mut each: impl FnMut(&str, &[u8])) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
        if let Some(word) = text.get(at..at + length).filter(|word| !word.is_empty()) {
            each(word, rest);
        }
        at += length + 1;
    }
}
