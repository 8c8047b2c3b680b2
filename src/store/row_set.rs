//! A set of rows as bits.

use std::ops::Range;

use super::at_once::{ALONE_ROWS, in_runs};

/// Rows of one store. Sets of different stores are never mixed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSet {
    words: Vec<u64>,
    num_rows: usize,
    len: usize,
}

/// Sets the bits of a run of rows, which begins with the first word.
fn fill(words: &mut [u64], rows: Range<usize>, mut is_in: impl FnMut(usize) -> bool) {
    for (first, word) in rows.clone().step_by(64).zip(words) {
        for bit in 0..64.min(rows.end - first) {
            *word |= u64::from(is_in(first + bit)) << bit;
        }
    }
}

impl RowSet {
    pub fn none(num_rows: usize) -> Self {
        Self { words: vec![0; num_rows.div_ceil(64)], num_rows, len: 0 }
    }
    pub fn all(num_rows: usize) -> Self {
        Self::of(num_rows, |_| true)
    }
    /// The rows for which `is_in` says true.
    pub fn of(num_rows: usize, is_in: impl FnMut(usize) -> bool) -> Self {
        let mut words = vec![0u64; num_rows.div_ceil(64)];
        fill(&mut words, 0..num_rows, is_in);
        Self::from_words(words, num_rows)
    }
    /// As `of`, for what takes so long to say that several threads ask.
    pub fn of_at_once(num_rows: usize, is_in: impl Fn(usize) -> bool + Sync) -> Self {
        let runs = in_runs(num_rows, ALONE_ROWS, |rows| {
            let mut words = vec![0u64; rows.len().div_ceil(64)];
            fill(&mut words, rows, &is_in);
            words
        });
        Self::from_words(runs.concat(), num_rows)
    }
    /// Bits beyond the last row must not be set.
    pub(super) fn from_words(words: Vec<u64>, num_rows: usize) -> Self {
        let len = words.iter().map(|word| word.count_ones() as usize).sum();
        Self { words, num_rows, len }
    }
    /// 64 rows in each, from the lowest bit.
    pub fn words(&self) -> &[u64] {
        &self.words
    }
    pub fn len(&self) -> usize {
        self.len
    }
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    pub fn contains(&self, row: u32) -> bool {
        self.words.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }
    pub fn insert(&mut self, row: u32) {
        if !self.contains(row)
            && (row as usize) < self.num_rows
            && let Some(word) = self.words.get_mut(row as usize / 64)
        {
            *word |= 1 << (row % 64);
            self.len += 1;
        }
    }
    pub fn and(&self, other: &Self) -> Self {
        let words = self.words.iter().zip(&other.words).map(|(a, b)| a & b).collect();
        Self::from_words(words, self.num_rows)
    }
    pub fn or(&self, other: &Self) -> Self {
        let words = self.words.iter().zip(&other.words).map(|(a, b)| a | b).collect();
        Self::from_words(words, self.num_rows)
    }
    /// Every row that is not in this set.
    pub fn not(&self) -> Self {
        let mut words: Vec<u64> = self.words.iter().map(|word| !word).collect();
        let rest = self.num_rows % 64;
        if rest > 0
            && let Some(last) = words.last_mut()
        {
            *last &= (1 << rest) - 1;
        }
        Self::from_words(words, self.num_rows)
    }
    /// Calls `each` with every word that has a row of the run, its number, and only the run's bits.
    pub fn for_each_word_in(&self, rows: Range<u32>, mut each: impl FnMut(usize, u64)) {
        let (from, to) = (rows.start as usize, (rows.end as usize).min(self.num_rows));
        if from >= to {
            return;
        }
        let (first, last) = (from / 64, (to - 1) / 64);
        let words = self.words.get(first..=last).unwrap_or_default();
        for (at, word) in (first..).zip(words) {
            let mut bits = *word;
            if at == first {
                bits &= u64::MAX << (from % 64);
            }
            if at == last {
                bits &= u64::MAX >> (63 - (to - 1) % 64);
            }
            if bits != 0 {
                each(at, bits);
            }
        }
    }
    /// How many rows of the set lie in a run.
    pub fn count_in(&self, rows: Range<u32>) -> u64 {
        let mut count = 0;
        self.for_each_word_in(rows, |_, bits| count += u64::from(bits.count_ones()));
        count
    }
    /// The first row of the set in a run.
    pub fn next_in(&self, rows: Range<u32>) -> Option<u32> {
        let (from, to) = (rows.start as usize, (rows.end as usize).min(self.num_rows));
        let mut mask = u64::MAX << (from % 64);
        for (at, word) in (from / 64..to.div_ceil(64)).zip(self.words.get(from / 64..to.div_ceil(64))?) {
            let bits = word & mask;
            mask = u64::MAX;
            if bits != 0 {
                return Some(at as u32 * 64 + bits.trailing_zeros()).filter(|row| (*row as usize) < to);
            }
        }
        None
    }
    /// The last row of the set in a run.
    pub fn last_in(&self, rows: Range<u32>) -> Option<u32> {
        let to = (rows.end as usize).min(self.num_rows);
        let mut mask = if to.is_multiple_of(64) { u64::MAX } else { (1 << (to % 64)) - 1 };
        for at in (rows.start as usize / 64..to.div_ceil(64)).rev() {
            let bits = self.words.get(at)? & mask;
            mask = u64::MAX;
            if bits != 0 {
                return Some(at as u32 * 64 + 63 - bits.leading_zeros()).filter(|row| *row >= rows.start);
            }
        }
        None
    }
    /// The rows of the set in a run, ascending.
    pub fn iter_in(&self, rows: Range<u32>) -> impl Iterator<Item = u32> + '_ {
        let mut found = self.next_in(rows.clone());
        std::iter::from_fn(move || {
            let row = found?;
            found = self.next_in(row + 1..rows.end);
            Some(row)
        })
    }
    /// Rows in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| Bits(*word).map(move |bit| at as u32 * 64 + bit))
    }
}

struct Bits(u64);

impl Iterator for Bits {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        if self.0 == 0 {
            return None;
        }
        let bit = self.0.trailing_zeros();
        self.0 &= self.0 - 1;
        Some(bit)
    }
}
