//! From texts to codes: of names, and of the folded words of texts. Most of them occur again and again in an export: each is looked at
//! once.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::fast::RandomState;

use super::dictionary::Dictionary;
use super::short_words::{ShortKey, ShortWords, each_word};
use super::word_book::{SharedWords, WordBook};
use crate::domain::fold;

/// Texts that are remembered; beyond them the memory is begun anew.
const MAX_REMEMBERED: usize = 1 << 16;
/// Longest name whose words are remembered as a whole, in bytes.
const MAX_NAME_BYTES: usize = 64;

/// What has a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Zone,
    Category,
    Actor,
    Source,
    Grade,
}

/// Something for each kind.
#[derive(Clone, Debug, Default)]
pub struct PerKind<T> {
    pub zones: T,
    pub categories: T,
    pub actors: T,
    pub sources: T,
    pub grades: T,
}

impl<T> PerKind<T> {
    fn of(&self, kind: Kind) -> &T {
        match kind {
            Kind::Zone => &self.zones,
            Kind::Category => &self.categories,
            Kind::Actor => &self.actors,
            Kind::Source => &self.sources,
            Kind::Grade => &self.grades,
        }
    }
    fn of_mut(&mut self, kind: Kind) -> &mut T {
        match kind {
            Kind::Zone => &mut self.zones,
            Kind::Category => &mut self.categories,
            Kind::Actor => &mut self.actors,
            Kind::Source => &mut self.sources,
            Kind::Grade => &mut self.grades,
        }
    }
    fn each(mut made: impl FnMut(Kind) -> T) -> Self {
        Self {
            zones: made(Kind::Zone),
            categories: made(Kind::Category),
            actors: made(Kind::Actor),
            sources: made(Kind::Source),
            grades: made(Kind::Grade),
        }
    }
}

/// What the codes of a layer mean.
#[derive(Debug, Default)]
pub struct Texts<W, N> {
    /// Folded words of texts.
    pub words: W,
    pub names: PerKind<N>,
}

/// The dictionaries of one load, in which the threads that read its parts share: a code means the same in all of them.
#[derive(Clone, Debug, Default)]
pub struct SharedTexts(Arc<Texts<SharedWords, Mutex<Dictionary>>>);

impl SharedTexts {
    pub fn lock(&self, kind: Kind) -> MutexGuard<'_, Dictionary> {
        self.0.names.of(kind).lock().unwrap_or_else(PoisonError::into_inner)
    }
    pub fn words(&self) -> &SharedWords {
        &self.0.words
    }
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
    /// The dictionaries as they are; those of a load that is over need no copy.
    pub fn take(self) -> Texts<WordBook, Dictionary> {
        let is_over = Arc::strong_count(&self.0) == 1;
        let names = PerKind::each(|kind| {
            let mut texts = self.lock(kind);
            if is_over { std::mem::take(&mut *texts) } else { texts.clone() }
        });
        Texts { words: self.words().take(is_over), names }
    }
}

/// The code of a word; or `MANY` and the number of a list, for what is several words or none.
type WordCode = u32;
/// No code is as high.
const MANY: u32 = 1 << 31;

/// The codes of the words of a name, held where the name is found: each further place in memory that is looked at costs more than all
/// the rest. The first number is how many there are, or `MANY` and the number of a list.
type NameCodes = [u32; 4];

/// The codes of the words of a row, each once.
#[derive(Clone, Debug, Default)]
pub struct RowWords {
    /// Those of the row, and what was there before.
    codes: Vec<u32>,
    len: usize,
}

impl RowWords {
    pub fn clear(&mut self) {
        self.len = 0;
    }
    pub fn codes(&self) -> &[u32] {
        self.codes.get(..self.len).unwrap_or_default()
    }
    /// Takes in a code that the row does not have: `last` tells for each the stamp of the last row that had it. It is written down in
    /// any case, and overwritten by the next one if it is not to be added.
    #[inline(always)]
    fn put(&mut self, code: u32, last: &mut [u32], stamp: u32) {
        let Some(last) = last.get_mut(code as usize) else { return };
        match self.codes.get_mut(self.len) {
            Some(slot) => *slot = code,
            None => self.grow(code),
        }
        self.len += usize::from(*last != stamp);
        *last = stamp;
    }
    #[cold]
    fn grow(&mut self, code: u32) {
        self.codes.resize(self.codes.len() * 2 + 64, code);
    }
}

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
    /// The name that was asked for last, and its code.
    lately: PerKind<(Box<str>, u32)>,
    /// For names that are counted as well as searched, both.
    coded: PerKind<Known<(u32, NameCodes)>>,
    /// For other names, as written.
    searched: Known<NameCodes>,
    /// For a word as written.
    words: Known<WordCode>,
    /// The codes of words and names that have many.
    lists: Vec<Box<[u32]>>,
    /// For each code of a word the stamp of the last row that held it.
    last: Vec<u32>,
    stamp: u32,
    padded: Vec<u8>,
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

    /// As `code`, for a name that is likely to be that of the row before.
    pub fn code_again(&mut self, kind: Kind, name: &str) -> u32 {
        let (last, code) = self.lately.of(kind);
        if **last == *name && !name.is_empty() {
            return *code;
        }
        let code = self.code(kind, name);
        *self.lately.of_mut(kind) = (name.into(), code);
        code
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

    /// Adds the codes of a text's folded words to `row`, each once for the row.
    pub fn add(&mut self, text: &str, row: &mut RowWords) {
        let mut padded = std::mem::take(&mut self.padded);
        each_word(text, &mut padded, |key, word| {
            let code = self.code_of(key, text, word);
            let Self { last, stamp, lists, .. } = self;
            if code < MANY {
                row.put(code, last, *stamp);
            } else {
                listed(lists, &code).iter().for_each(|code| row.put(*code, last, *stamp));
            }
        });
        self.padded = padded;
    }

    /// As `add`, for a text that is likely to stand in other rows too, as a name does: it is looked for as a whole.
    pub fn add_name(&mut self, text: &str, row: &mut RowWords) {
        if text.len() > MAX_NAME_BYTES {
            return self.add(text, row);
        }
        let key = ShortKey::of(text);
        let codes = match self.searched.get(key, text) {
            Some(codes) => codes,
            None => self.learn_name(key, text),
        };
        self.put_name(&codes, row);
    }

    /// Does `add_name` and gives the code of the name.
    pub fn add_coded(&mut self, kind: Kind, name: &str, row: &mut RowWords) -> u32 {
        if name.len() > MAX_NAME_BYTES {
            self.add(name, row);
            return self.code(kind, name);
        }
        let key = ShortKey::of(name);
        let (code, codes) = match self.coded.of(kind).get(key, name) {
            Some(known) => known,
            None => self.learn_coded(kind, key, name),
        };
        self.put_name(&codes, row);
        code
    }

    #[inline]
    fn put_name(&mut self, codes: &NameCodes, row: &mut RowWords) {
        let Self { last, stamp, lists, .. } = self;
        of_name(lists, codes).iter().for_each(|code| row.put(*code, last, *stamp));
    }

    /// Of a word of a text.
    #[inline(always)]
    fn code_of(&mut self, key: Option<ShortKey>, text: &str, word: Range<usize>) -> WordCode {
        match key.and_then(|key| self.words.short.get(key)) {
            Some(code) => code,
            None => self.learn(key, text.get(word).unwrap_or_default()),
        }
    }

    #[cold]
    fn learn_coded(&mut self, kind: Kind, key: Option<ShortKey>, name: &str) -> (u32, NameCodes) {
        self.forget_if_full(self.coded.of(kind).len());
        let known = (self.code(kind, name), self.codes_of_name(name));
        self.coded.of_mut(kind).insert(key, name, known);
        known
    }

    #[cold]
    fn learn_name(&mut self, key: Option<ShortKey>, text: &str) -> NameCodes {
        self.forget_if_full(self.searched.len());
        let codes = self.codes_of_name(text);
        self.searched.insert(key, text, codes);
        codes
    }

    fn codes_of_name(&mut self, text: &str) -> NameCodes {
        let mut all = Vec::new();
        each_word(text, &mut Vec::new(), |key, word| {
            let code = self.code_of(key, text, word);
            all.extend_from_slice(listed(&self.lists, &code));
        });
        let mut codes = NameCodes::default();
        let [first, held @ ..] = &mut codes;
        if all.len() <= held.len() {
            *first = all.len() as u32;
            held.iter_mut().zip(all).for_each(|(held, code)| *held = code);
        } else {
            *first = self.kept(all);
        }
        codes
    }

    /// Of a word that is long or has not been met.
    #[cold]
    fn learn(&mut self, key: Option<ShortKey>, written: &str) -> WordCode {
        if let Some(code) = self.words.get(key, written) {
            return code;
        }
        let folded = fold(written);
        let words = self.shared.words();
        let all: Vec<u32> = folded.split(' ').filter(|word| !word.is_empty()).map(|word| words.code(word)).collect();
        let end = all.iter().max().map_or(0, |code| *code as usize + 1);
        self.last.resize(end.max(self.last.len()), 0);
        self.forget_if_full(self.words.len());
        let code = if let [code] = all.as_slice() { *code } else { self.kept(all) };
        self.words.insert(key, written, code);
        code
    }

    /// Begins anew where a memory has as much as it may.
    fn forget_if_full(&mut self, len: usize) {
        if len >= MAX_REMEMBERED {
            // Whatever names a list goes with the lists.
            let Self { words, searched, coded, lists, .. } = self;
            words.clear();
            searched.clear();
            *coded = PerKind::default();
            lists.clear();
        }
    }

    /// Keeps a list; gives what names it.
    fn kept(&mut self, all: Vec<u32>) -> u32 {
        self.lists.push(all.into());
        MANY | (self.lists.len() as u32 - 1)
    }
}

/// The one code, or those of the list.
#[inline]
fn listed<'a>(lists: &'a [Box<[u32]>], code: &'a u32) -> &'a [u32] {
    if *code < MANY { std::slice::from_ref(code) } else { lists.get((*code ^ MANY) as usize).map_or(&[], |list| list) }
}

#[inline]
fn of_name<'a>(lists: &'a [Box<[u32]>], codes: &'a NameCodes) -> &'a [u32] {
    let [first, held @ ..] = codes;
    if *first < MANY { held.get(..*first as usize).unwrap_or_default() } else { listed(lists, first) }
}
