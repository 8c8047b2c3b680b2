//! From texts to codes: of names, and of the folded words of texts. Most of them occur again and again in an export: each is looked at
//! once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::fast::RandomState;

use super::dictionary::Dictionary;
use super::short_words::{ShortKey, ShortWords, each_word};
use crate::domain::{fold, weak_word};

/// Texts that are remembered; beyond them the memory is begun anew.
const MAX_REMEMBERED: usize = 1 << 16;
/// Longest name whose words are remembered as a whole, in bytes.
const MAX_NAME_BYTES: usize = 64;

/// What has a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Folded words of texts.
    Word,
    Zone,
    Category,
    Actor,
    Source,
    Grade,
}

/// Something for each kind.
#[derive(Clone, Debug, Default)]
pub struct PerKind<T> {
    pub words: T,
    pub zones: T,
    pub categories: T,
    pub actors: T,
    pub sources: T,
    pub grades: T,
}

impl<T> PerKind<T> {
    fn of(&self, kind: Kind) -> &T {
        match kind {
            Kind::Word => &self.words,
            Kind::Zone => &self.zones,
            Kind::Category => &self.categories,
            Kind::Actor => &self.actors,
            Kind::Source => &self.sources,
            Kind::Grade => &self.grades,
        }
    }
    fn of_mut(&mut self, kind: Kind) -> &mut T {
        match kind {
            Kind::Word => &mut self.words,
            Kind::Zone => &mut self.zones,
            Kind::Category => &mut self.categories,
            Kind::Actor => &mut self.actors,
            Kind::Source => &mut self.sources,
            Kind::Grade => &mut self.grades,
        }
    }
    fn each(mut made: impl FnMut(Kind) -> T) -> Self {
        Self {
            words: made(Kind::Word),
            zones: made(Kind::Zone),
            categories: made(Kind::Category),
            actors: made(Kind::Actor),
            sources: made(Kind::Source),
            grades: made(Kind::Grade),
        }
    }
}

/// The dictionaries of one load, in which the threads that read its parts share: a code means the same in all of them.
#[derive(Clone, Debug, Default)]
pub struct SharedTexts(Arc<PerKind<Mutex<Dictionary>>>);

impl SharedTexts {
    pub fn lock(&self, kind: Kind) -> MutexGuard<'_, Dictionary> {
        self.0.of(kind).lock().unwrap_or_else(PoisonError::into_inner)
    }
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
    /// The dictionaries as they are; those of a load that is over need no copy.
    pub fn take(self) -> PerKind<Dictionary> {
        let is_over = Arc::strong_count(&self.0) == 1;
        PerKind::each(|kind| {
            let mut texts = self.lock(kind);
            if is_over { std::mem::take(&mut *texts) } else { texts.clone() }
        })
    }
}

/// Where the codes of a text's words stand in the memory of a thread.
type Stretch = (u32, u32);

/// Texts that were met.
#[derive(Clone, Debug)]
struct Known<V> {
    short: ShortWords<V>,
    long: HashMap<Box<str>, V, RandomState>,
}

impl<V> Default for Known<V> {
    fn default() -> Self {
        Self { short: ShortWords::default(), long: HashMap::default() }
    }
}

impl<V: Copy> Known<V> {
    #[inline]
    fn get(&self, key: Option<ShortKey>, text: &str) -> Option<V> {
        match key {
            Some(key) => self.short.get(key),
            None => self.long.get(text).copied(),
        }
    }
    fn insert(&mut self, key: Option<ShortKey>, text: &str, value: V) {
        match key {
            Some(key) => self.short.insert(key, value),
            None => {
                self.long.insert(text.into(), value);
            }
        }
    }
    fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }
    fn clear(&mut self) {
        self.short.clear();
        self.long.clear();
    }
}

/// What a thread knows of the texts it has met. A clone shares the dictionaries.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    shared: SharedTexts,
    names: PerKind<Known<u32>>,
    /// For names whose words are searched, both.
    searched: PerKind<Known<(u32, Stretch)>>,
    /// For a word or a whole name as written.
    words: Known<Stretch>,
    codes: Vec<u32>,
    /// For each code of a word the stamp of the last row that held it.
    last: Vec<u32>,
    stamp: u32,
}

impl Wording {
    pub fn shared(&self) -> &SharedTexts {
        &self.shared
    }

    /// The code of a name.
    pub fn code(&mut self, kind: Kind, name: &str) -> u32 {
        let key = ShortKey::of(name);
        match self.names.of(kind).get(key, name) {
            Some(code) => code,
            None => self.learn_code(kind, key, name),
        }
    }

    #[cold]
    fn learn_code(&mut self, kind: Kind, key: Option<ShortKey>, name: &str) -> u32 {
        let code = self.shared.lock(kind).code(name);
        let known = self.names.of_mut(kind);
        if known.len() >= MAX_REMEMBERED {
            known.clear();
        }
        known.insert(key, name, code);
        code
    }

    /// Begins the next row.
    pub fn begin(&mut self) {
        self.stamp += 1;
    }

    /// Adds the codes of a text's folded words and of their weaker forms to `row`, each once for the row.
    pub fn add(&mut self, text: &str, row: &mut Vec<u32>) {
        each_word(text, |key, written| {
            let stretch = self.stretch_of(key, written);
            self.put(stretch, row);
        });
    }

    /// As `add`, for a text that is likely to stand in other rows too, as a name does: it is looked for as a whole.
    pub fn add_name(&mut self, text: &str, row: &mut Vec<u32>) {
        if text.len() > MAX_NAME_BYTES {
            return self.add(text, row);
        }
        let stretch = self.stretch_of_name(text);
        self.put(stretch, row);
    }

    /// Does `add_name` and gives the code of the name.
    pub fn add_coded(&mut self, kind: Kind, name: &str, row: &mut Vec<u32>) -> u32 {
        if name.len() > MAX_NAME_BYTES {
            self.add(name, row);
            return self.code(kind, name);
        }
        let key = ShortKey::of(name);
        let (code, stretch) = match self.searched.of(kind).get(key, name) {
            Some(known) => known,
            None => self.learn_coded(kind, key, name),
        };
        self.put(stretch, row);
        code
    }

    #[cold]
    fn learn_coded(&mut self, kind: Kind, key: Option<ShortKey>, name: &str) -> (u32, Stretch) {
        let known = (self.code(kind, name), self.stretch_of_name(name));
        self.searched.of_mut(kind).insert(key, name, known);
        known
    }

    #[inline]
    fn put(&mut self, (from, to): Stretch, row: &mut Vec<u32>) {
        for code in self.codes.get(from as usize..to as usize).unwrap_or_default() {
            let Some(last) = self.last.get_mut(*code as usize) else { continue };
            if *last != self.stamp {
                *last = self.stamp;
                row.push(*code);
            }
        }
    }

    #[inline]
    fn stretch_of(&mut self, key: Option<ShortKey>, written: &str) -> Stretch {
        match self.words.get(key, written) {
            Some(stretch) => stretch,
            None => self.learn(key, written),
        }
    }

    fn stretch_of_name(&mut self, text: &str) -> Stretch {
        let key = ShortKey::of(text);
        match self.words.get(key, text) {
            Some(stretch) => stretch,
            None => self.learn_name(key, text),
        }
    }

    #[cold]
    fn learn_name(&mut self, key: Option<ShortKey>, text: &str) -> Stretch {
        let mut codes = Vec::new();
        each_word(text, |key, written| {
            let (from, to) = self.stretch_of(key, written);
            codes.extend_from_slice(self.codes.get(from as usize..to as usize).unwrap_or_default());
        });
        let from = self.codes.len() as u32;
        self.codes.append(&mut codes);
        let stretch = (from, self.codes.len() as u32);
        // A name of one word is known as that word by now.
        if self.words.get(key, text).is_none() {
            self.words.insert(key, text, stretch);
        }
        stretch
    }

    #[cold]
    fn learn(&mut self, key: Option<ShortKey>, written: &str) -> Stretch {
        if self.words.len() >= MAX_REMEMBERED {
            // Whatever points to the codes goes with them.
            let Self { words, searched, codes, .. } = self;
            words.clear();
            codes.clear();
            *searched = PerKind::default();
        }
        let from = self.codes.len() as u32;
        let folded = fold(written);
        let mut words = self.shared.lock(Kind::Word);
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            self.codes.push(words.code(word));
            if let Some(weak) = weak_word(word).filter(|weak| *weak != word) {
                self.codes.push(words.code(weak));
            }
        }
        self.last.resize(words.texts().len().max(self.last.len()), 0);
        drop(words);
        let stretch = (from, self.codes.len() as u32);
        self.words.insert(key, written, stretch);
        stretch
    }
}
