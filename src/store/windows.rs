//! What a window says of rows, told from what another has said.

use super::{RowSet, Store};
use crate::domain::{UtcMs, Window, WindowAnswer};

/// Of so many times one may be longer than [`Store::length_of_most`].
pub(super) const LONG_SHARE: usize = 50;
/// How many times are looked at to find that length.
const LENGTHS_SAMPLED: usize = 10_000;

/// A window's edge passes few rows at each step of a drag. Which they are is known of starts, which are in order, and so of ends of
/// times that are not too long; those that are have to be looked at at each step.
impl Store {
    /// A length in milliseconds within which most bounded times keep.
    pub fn length_of_most(&self) -> i64 {
        let step = (self.by_start.len() / LENGTHS_SAMPLED).max(1);
        let times = self.by_start.iter().step_by(step).filter_map(|row| self.when(*row));
        let bounded = times.filter(|when| when.earliest != UtcMs::MIN && when.latest != UtcMs::MAX);
        let mut lengths: Vec<i64> = bounded.map(|when| when.latest.0.saturating_sub(when.earliest.0)).collect();
        lengths.sort_unstable();
        let at = lengths.len().checked_sub(lengths.len() / LONG_SHARE + 1);
        at.and_then(|at| lengths.get(at)).copied().unwrap_or_default()
    }

    /// The dated rows whose times are longer; those of open ends are.
    pub fn rows_longer_than(&self, length_ms: i64) -> Vec<u32> {
        let times = self.earliest.iter().zip(&self.latest);
        let longer = times.zip(0u32..).filter(|((from, to), _)| from <= to && to.0.saturating_sub(from.0) > length_ms);
        longer.map(|(_, row)| row).collect()
    }

    /// All dated rows of times no longer than that which begin or end between two instants, and some that lie near them.
    pub fn rows_between(&self, edges: [UtcMs; 2], length_ms: i64) -> &[u32] {
        let (first, last) = (edges[0].min(edges[1]), edges[0].max(edges[1]));
        let first = UtcMs(first.0.saturating_sub(length_ms));
        let begins = |row: &u32| self.earliest.get(*row as usize).copied().unwrap_or(UtcMs::MAX);
        let from = self.by_start.partition_point(|row| begins(row) < first);
        let to = self.by_start.partition_point(|row| begins(row) <= last);
        self.by_start.get(from..to).unwrap_or_default()
    }

    /// The certain and the possible rows of a set for a window: as they were for another, but for dated rows that are looked at again.
    pub fn classify_again(&self, window: Window, rows: &RowSet, before: [&RowSet; 2], again: impl Iterator<Item = u32>) -> [RowSet; 2] {
        let [mut certain, mut possible] = before.map(|set| set.words().to_vec());
        for row in again.filter(|row| rows.contains(*row)) {
            let at = row as usize;
            let (Some(earliest), Some(latest)) = (self.earliest.get(at), self.latest.get(at)) else { continue };
            let answer = window.answer(*earliest, *latest);
            for (words, is_in) in [(&mut certain, answer == WindowAnswer::Certain), (&mut possible, answer == WindowAnswer::Possible)] {
                if let Some(word) = words.get_mut(at / 64) {
                    *word = *word & !(1 << (row % 64)) | u64::from(is_in) << (row % 64);
                }
            }
        }
        [certain, possible].map(|words| RowSet::from_words(words, self.len()))
    }
}
