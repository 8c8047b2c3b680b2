//! Texts that occur often, kept once and named by a code; and lists of codes for each row.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::integers::Integers;
use super::order::permute;
use super::text_column::TextColumn;
use crate::domain::{Lang, Words};

/// Codes count from 0 in the order of first appearance.
#[derive(Clone, Default)]
pub struct Dictionary {
    /// The code of each text and part of its hash, which finds it; so that a table that grows need not look at the texts.
    codes: HashTable<(u32, u32)>,
    hasher: RandomState,
    texts: TextColumn,
    names: OtherNames,
}

/// The hash by which the table finds what has this part of one.
fn spread(part: u32) -> u64 {
    u64::from(part).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Names of what a code stands for in several languages.
#[derive(Clone, Debug, Default)]
pub struct OtherNames(HashMap<u32, Words>);

impl OtherNames {
    /// Takes in the names of a thing unless it has some or these are in one language alone.
    pub fn note(&mut self, code: u32, words: &Words) {
        if words.iter().count() > 1 {
            self.0.entry(code).or_insert_with(|| words.clone());
        }
    }
    /// Takes in what stands behind its own.
    pub fn append(&mut self, other: &mut Self) {
        other.0.drain().for_each(|(code, words)| {
            self.0.entry(code).or_insert(words);
        });
    }
    /// The codes have new numbers.
    pub fn renumber(&mut self, new_codes: &[u32]) {
        let old = std::mem::take(&mut self.0);
        self.0 = old.into_iter().filter_map(|(code, words)| Some((*new_codes.get(code as usize)?, words))).collect();
    }
}

impl std::fmt::Debug for Dictionary {
    /// In the order of the codes, so that two that are the same look the same.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: std::collections::BTreeMap<_, _> = self.names.0.iter().collect();
        f.debug_struct("Dictionary").field("texts", &self.texts().collect::<Vec<_>>()).field("names", &names).finish()
    }
}

impl Dictionary {
    pub fn code(&mut self, text: &str) -> u32 {
        if let Some(code) = self.find(text) {
            return code;
        }
        let (code, part) = (self.texts.len() as u32, self.part_of_hash(text));
        self.texts.push(text);
        self.codes.insert_unique(spread(part), (code, part), |(_, part)| spread(*part));
        code
    }
    fn part_of_hash(&self, text: &str) -> u32 {
        self.hasher.hash_one(text) as u32
    }
    fn find(&self, text: &str) -> Option<u32> {
        let part = self.part_of_hash(text);
        let is_it = |(code, have): &(u32, u32)| *have == part && self.texts.row(*code) == text;
        self.codes.find(spread(part), is_it).map(|(code, _)| *code)
    }
    /// Numbers the codes as they first appear in columns, which follow; what is in none of them goes. Threads that share a dictionary
    /// meet its texts in an order that no file tells.
    pub fn in_order(self, mut names: OtherNames, columns: &mut [&mut [u32]]) -> Self {
        let mut new_codes = vec![None; self.texts.len()];
        let mut ordered = Self::default();
        for code in columns.iter().flat_map(|column| column.iter()) {
            if let Some(new @ None) = new_codes.get_mut(*code as usize) {
                *new = Some(ordered.code(self.text(*code)));
            }
        }
        let is_same = new_codes.iter().zip(0..).all(|(new, old)| *new == Some(old));
        if !is_same {
            let new_codes: Vec<u32> = new_codes.into_iter().map(Option::unwrap_or_default).collect();
            columns.iter_mut().for_each(|column| renumber(column, &new_codes));
            names.renumber(&new_codes);
        }
        Self { names, ..ordered }
    }
    /// The name in a language, where there is one; else the name it is counted under.
    pub fn name(&self, code: u32, lang: &Lang) -> &str {
        self.names.0.get(&code).and_then(|words| words.get(lang)).unwrap_or_else(|| self.text(code))
    }
    /// As `name`, for a text that is in the dictionary.
    pub fn name_of<'a>(&'a self, text: &'a str, lang: &Lang) -> &'a str {
        self.find(text).map_or(text, |code| self.name(code, lang))
    }
    pub fn text(&self, code: u32) -> &str {
        self.texts.row(code)
    }
    /// In the order of the codes.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.texts.len()).map(|code| self.texts.row(code as u32))
    }
}

/// Gives codes their new numbers.
pub fn renumber(codes: &mut [u32], new_codes: &[u32]) {
    for code in codes {
        *code = new_codes.get(*code as usize).copied().unwrap_or_default();
    }
}

/// For each row a short list of codes, all in one array.
#[derive(Clone, Debug, Default)]
pub struct CodeLists {
    num_rows: usize,
    /// Where each row's list ends; empty while every row has exactly one code.
    ends: Integers,
    codes: Vec<u32>,
}

impl CodeLists {
    /// Makes room for rows that are like those so far.
    pub fn reserve(&mut self, num_rows: usize) {
        if self.num_rows > 0 {
            self.codes.reserve_exact(num_rows);
        }
        if !self.ends.is_empty() {
            self.ends.reserve(num_rows);
        }
    }
    pub fn push(&mut self, codes: impl IntoIterator<Item = u32>) {
        let from = self.codes.len();
        for code in codes {
            if !self.codes.get(from..).is_some_and(|list| list.contains(&code)) {
                self.codes.push(code);
            }
        }
        self.close_row(from);
    }
    /// As `push`, for a row that has one code at most.
    #[inline]
    pub fn push_one(&mut self, code: Option<u32>) {
        let from = self.codes.len();
        if let Some(code) = code
            && self.is_one_each()
        {
            self.codes.push(code);
            self.num_rows += 1;
            return;
        }
        self.codes.extend(code);
        self.close_row(from);
    }
    /// The codes from `from` on are those of the next row.
    fn close_row(&mut self, from: usize) {
        if self.ends.is_empty() && self.codes.len() != from + 1 {
            self.keep_ends();
        }
        self.num_rows += 1;
        if !self.ends.is_empty() || self.codes.len() != self.num_rows {
            self.ends.push(self.codes.len() as u64);
        }
    }
    /// From now on each row's end is written down.
    fn keep_ends(&mut self) {
        if self.ends.is_empty() {
            (1..=self.num_rows as u64).for_each(|end| self.ends.push(end));
        }
    }
    fn is_one_each(&self) -> bool {
        self.ends.is_empty() && self.codes.len() == self.num_rows
    }
    /// All codes, row after row.
    pub fn codes_mut(&mut self) -> &mut [u32] {
        &mut self.codes
    }
    /// Takes in the lists of another table, which is empty then and keeps its memory.
    pub fn append(&mut self, other: &mut Self) {
        let before = self.codes.len() as u64;
        if !(self.is_one_each() && other.is_one_each()) {
            self.keep_ends();
            match other.is_one_each() {
                true => (1..=other.num_rows as u64).for_each(|end| self.ends.push(before + end)),
                false => self.ends.append_shifted(&other.ends, before),
            }
        }
        self.num_rows += other.num_rows;
        self.codes.append(&mut other.codes);
        other.clear();
    }
    fn clear(&mut self) {
        self.codes.clear();
        self.ends.clear();
        self.num_rows = 0;
    }
    /// Puts the lists into another order of rows; `spare` gives its memory and takes what these had.
    pub fn permute(&mut self, order: &[u32], spare: &mut Self) {
        if self.is_one_each() {
            return permute(&mut self.codes, order, &mut spare.codes);
        }
        spare.clear();
        for row in order {
            let from = spare.codes.len();
            spare.codes.extend_from_slice(self.row(*row));
            spare.close_row(from);
        }
        std::mem::swap(self, spare);
    }
    pub fn row(&self, row: u32) -> &[u32] {
        let row = row as usize;
        if self.ends.is_empty() {
            return if row < self.num_rows { self.codes.get(row..row + 1).unwrap_or_default() } else { &[] };
        }
        let Some(to) = self.ends.get(row) else { return &[] };
        let from = row.checked_sub(1).and_then(|before| self.ends.get(before)).unwrap_or(0);
        self.codes.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// For each row a longer list of codes, seven bits of a code to a byte, the lowest first, the last byte without the high bit
/// (LEB128): most words of a text are common ones, with low codes.
#[derive(Clone, Debug, Default)]
pub struct WordLists {
    ends: Integers,
    bytes: Vec<u8>,
}

impl WordLists {
    /// Makes room for rows that are like those so far.
    pub fn reserve(&mut self, num_rows: usize) {
        self.bytes.reserve_exact(self.bytes.len().checked_div(self.ends.len()).map_or(0, |each| (each + 1) * num_rows));
        self.ends.reserve(num_rows);
    }
    /// Takes in the codes of the next row.
    pub fn push(&mut self, codes: &[u32]) {
        if codes.iter().fold(0, |all, code| all | code) < 1 << 14 {
            self.put_short(codes);
        } else {
            codes.iter().for_each(|code| self.put(*code));
        }
        self.ends.push(self.bytes.len() as u64);
    }
    /// Codes of two bytes at most. Both are written for each, and one that it does not need is written over by the next.
    fn put_short(&mut self, codes: &[u32]) {
        let from = self.bytes.len();
        self.bytes.resize(from + codes.len() * 2, 0);
        let room = self.bytes.get_mut(from..).unwrap_or_default();
        let mut at = 0;
        for code in codes {
            let more = *code >= 0x80;
            let spread = (code & 0x7F | u32::from(more) << 7 | code >> 7 << 8) as u16;
            if let Some(slot) = room.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
                *slot = spread.to_le_bytes();
            }
            at += 1 + usize::from(more);
        }
        self.bytes.truncate(from + at);
    }
    fn put(&mut self, mut code: u32) {
        while code >= 0x80 {
            self.bytes.push(code as u8 | 0x80);
            code >>= 7;
        }
        self.bytes.push(code as u8);
    }
    /// The same lists of codes that have new numbers.
    pub fn renamed(&self, new_codes: &[u32]) -> Self {
        let mut lists = Self { ends: Integers::with_capacity(self.ends.len()), bytes: Vec::with_capacity(self.bytes.len()) };
        for row in 0..self.ends.len() as u32 {
            self.row(row).for_each(|code| lists.put(new_codes.get(code as usize).copied().unwrap_or_default()));
            lists.ends.push(lists.bytes.len() as u64);
        }
        lists
    }
    /// Takes in further lists of the same codes; where they came from is empty then and keeps its memory.
    pub fn append(&mut self, other: &mut Self) {
        self.ends.append_shifted(&other.ends, self.bytes.len() as u64);
        self.bytes.append(&mut other.bytes);
        other.ends.clear();
    }
    fn bytes_of(&self, row: u32) -> &[u8] {
        let row = row as usize;
        let Some(to) = self.ends.get(row) else { return &[] };
        let from = row.checked_sub(1).and_then(|before| self.ends.get(before)).unwrap_or(0);
        self.bytes.get(from as usize..to as usize).unwrap_or_default()
    }
    pub fn row(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        let mut bytes = self.bytes_of(row).iter();
        std::iter::from_fn(move || {
            let (mut code, mut shift) = (0, 0);
            loop {
                let byte = *bytes.next()?;
                code |= u32::from(byte & 0x7F) << shift;
                if byte < 0x80 {
                    return Some(code);
                }
                shift += 7;
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CodeLists, WordLists, renumber};

    fn any_lists() -> impl Strategy<Value = Vec<Vec<u32>>> {
        let code = || prop_oneof![4 => 0..200u32, 1 => Just(u32::MAX), 1 => 16_000..17_000u32];
        prop_oneof![
            prop::collection::vec(code().prop_map(|code| vec![code]), 0..12),
            prop::collection::vec(prop::collection::btree_set(code(), 0..4).prop_map(|codes| codes.into_iter().collect()), 0..12),
        ]
    }

    proptest! {
        #[test]
        fn lists_are_kept_as_a_list_of_lists_keeps_them(a in any_lists(), b in any_lists()) {
            let made = |rows: &[Vec<u32>]| {
                let (mut lists, mut words) = (CodeLists::default(), WordLists::default());
                for row in rows {
                    lists.push(row.iter().map(|code| code % 200));
                    words.push(row);
                }
                (lists, words)
            };
            let ((mut lists, mut words), (mut more_lists, more_words)) = (made(&a), made(&b));
            // The second table's codes have new numbers in the first.
            let new: Vec<u32> = (0..200).map(|code| code + 1000).collect();
            renumber(more_lists.codes_mut(), &new);
            lists.append(&mut more_lists);
            words.append(&mut more_words.renamed(&new));
            prop_assert!(more_lists.row(0).is_empty());
            more_lists = made(&b).0;
            let short = |row: &[u32], more: u32| -> Vec<u32> {
                let mut codes: Vec<u32> = Vec::new();
                row.iter().map(|code| code % 200 + more).for_each(|code| if !codes.contains(&code) { codes.push(code) });
                codes
            };
            let expected: Vec<Vec<u32>> = a.iter().map(|row| short(row, 0)).chain(b.iter().map(|row| short(row, 1000))).collect();
            let renamed = |row: &Vec<u32>| row.iter().map(|code| new.get(*code as usize).copied().unwrap_or_default()).collect::<Vec<_>>();
            let expected_words: Vec<Vec<u32>> = a.iter().cloned().chain(b.iter().map(renamed)).collect();
            let order: Vec<u32> = (0..expected.len() as u32).rev().collect();
            let (mut turned, mut spare) = (lists.clone(), more_lists.clone());
            turned.permute(&order, &mut spare);
            for (row, (codes, word_codes)) in expected.iter().zip(&expected_words).enumerate() {
                prop_assert_eq!(lists.row(row as u32), codes);
                prop_assert_eq!(words.row(row as u32).collect::<Vec<_>>(), word_codes.clone());
                let turned_row = (expected.len() - 1 - row) as u32;
                prop_assert_eq!(turned.row(turned_row), codes);
            }
            prop_assert!(lists.row(expected.len() as u32).is_empty());
        }
    }
}
