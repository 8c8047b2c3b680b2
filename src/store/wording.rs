//! From texts to codes: of names, and of the folded words of texts. Most of them occur again and again in an export: each is looked at
//! once.

use std::collections::HashMap;
use std::ops::Range;
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

/// The codes of a word: two, which may be the same, or `MANY` and the number of the list that has them. Most words have one code, or one
/// and that of a weaker form.
type WordCodes = [u32; 2];
/// No code is as high.
const MANY: u32 = u32::MAX;

/// The codes of the words of a name, held where the name is found: each further place in memory that is looked at costs more than all
/// the rest. The first number is how many there are, or `MANY`, behind which the number of the list stands.
type NameCodes = [u32; 8];

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
    /// Takes in the codes that the row does not have: `last` tells for each code the stamp of the last row that had it. A code is
    /// written down in any case, and overwritten by the next one if it is not to be added.
    #[inline]
    fn put(&mut self, codes: &[u32], last: &mut [u32], stamp: u32) {
        if self.codes.len() < self.len + codes.len() {
            self.codes.resize((self.len + codes.len()).next_power_of_two(), 0);
        }
        let Self { codes: slots, len } = self;
        for code in codes {
            let Some((last, slot)) = last.get_mut(*code as usize).zip(slots.get_mut(*len)) else { continue };
            *slot = *code;
            *len += usize::from(*last != stamp);
            *last = stamp;
        }
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
    words: Known<WordCodes>,
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

    /// Adds the codes of a text's folded words and of their weaker forms to `row`, each once for the row.
    pub fn add(&mut self, text: &str, row: &mut RowWords) {
        let mut padded = std::mem::take(&mut self.padded);
        each_word(text, &mut padded, |key, word| {
            let codes = self.codes_of(key, text, word);
            self.put(codes, row);
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
    fn put(&mut self, codes: WordCodes, row: &mut RowWords) {
        let Self { last, stamp, lists, .. } = self;
        match codes {
            [MANY, number] => row.put(many(lists, number), last, *stamp),
            codes => row.put(&codes, last, *stamp),
        }
    }

    #[inline]
    fn put_name(&mut self, codes: &NameCodes, row: &mut RowWords) {
        row.put(of_name(&self.lists, codes), &mut self.last, self.stamp);
    }

    /// Of a word of a text.
    #[inline]
    fn codes_of(&mut self, key: Option<ShortKey>, text: &str, word: Range<usize>) -> WordCodes {
        match key.and_then(|key| self.words.short.get(key)) {
            Some(codes) => codes,
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
        each_word(text, &mut Vec::new(), |key, word| match self.codes_of(key, text, word) {
            [MANY, number] => all.extend_from_slice(many(&self.lists, number)),
            [one, other] => all.extend([one, other].iter().take(if one == other { 1 } else { 2 })),
        });
        let mut codes = NameCodes::default();
        let [first, held @ ..] = &mut codes;
        if all.len() <= held.len() {
            *first = all.len() as u32;
            held.iter_mut().zip(all).for_each(|(held, code)| *held = code);
        } else {
            let list = self.kept(all);
            codes.iter_mut().zip(list).for_each(|(slot, number)| *slot = number);
        }
        codes
    }

    /// Of a word that is long or has not been met.
    #[cold]
    fn learn(&mut self, key: Option<ShortKey>, written: &str) -> WordCodes {
        if let Some(codes) = self.words.get(key, written) {
            return codes;
        }
        let folded = fold(written);
        let mut all = Vec::new();
        let mut words = self.shared.lock(Kind::Word);
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            all.push(words.code(word));
            all.extend(weak_word(word).filter(|weak| *weak != word).map(|weak| words.code(weak)));
        }
        self.last.resize(words.texts().len().max(self.last.len()), 0);
        drop(words);
        self.forget_if_full(self.words.len());
        let codes = match all.as_slice() {
            [one] => [*one, *one],
            [one, other] => [*one, *other],
            _ => self.kept(all),
        };
        self.words.insert(key, written, codes);
        codes
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

    fn kept(&mut self, all: Vec<u32>) -> [u32; 2] {
        self.lists.push(all.into());
        [MANY, self.lists.len() as u32 - 1]
    }
}

fn many(lists: &[Box<[u32]>], number: u32) -> &[u32] {
    lists.get(number as usize).map_or(&[], |list| list)
}

#[inline]
fn of_name<'a>(lists: &'a [Box<[u32]>], codes: &'a NameCodes) -> &'a [u32] {
    match codes {
        [MANY, number, ..] => many(lists, *number),
        [len, held @ ..] => held.get(..*len as usize).unwrap_or_default(),
    }
}
