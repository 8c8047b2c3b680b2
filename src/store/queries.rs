//! Counts, classes in a window, facets, extents, steps in time.

use super::at_once::in_runs;
use super::{RowSet, Store, flag};
use crate::domain::{FacetField, PlacePrecision, TimePrecision, UtcMs, Window};

/// Rows up to which one thread holds them against a window or a histogram.
/// Few under test, so that the runs are put together there too.
pub(super) const ALONE_ROWS: usize = if cfg!(test) { 70 } else { 500_000 };

/// The numbers of one filter and one window. `total = filtered + certain + possible + out + undated`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Incidents of the layer.
    pub total: u64,
    /// `certain + possible`, and `undated` where the undated are shown.
    pub shown: u64,
    pub certain: u64,
    pub possible: u64,
    /// Dated, passing the filter, outside the window.
    pub out: u64,
    /// Passing the filter, without date.
    pub undated: u64,
    /// Passing the filter, without place.
    pub without_place: u64,
    /// Left out by the filter.
    pub filtered: u64,
}

impl Counts {
    /// Adds another layer's numbers.
    pub fn add(&mut self, other: &Self) {
        self.total += other.total;
        self.shown += other.shown;
        self.certain += other.certain;
        self.possible += other.possible;
        self.out += other.out;
        self.undated += other.undated;
        self.without_place += other.without_place;
        self.filtered += other.filtered;
    }
}

/// The rows of a set by what a window says of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    pub certain: RowSet,
    pub possible: RowSet,
    pub undated: RowSet,
    /// How many dated rows lie outside.
    pub out: u64,
}

impl Store {
    pub fn all_rows(&self) -> RowSet {
        RowSet::all(self.len())
    }

    /// Holds every row of the set against the window.
    pub fn classify(&self, window: Window, rows: &RowSet) -> Classes {
        // Millions of rows are more than a frame has time for on one thread.
        let runs = in_runs(self.len(), ALONE_ROWS, |run| {
            let times = |column: fn(&Self) -> &[UtcMs]| column(self).get(run.clone()).unwrap_or_default();
            let words = rows.words().get(run.start / 64..run.end.div_ceil(64)).unwrap_or_default();
            held(window, words, times(|store| &store.earliest), times(|store| &store.latest))
        });
        let (certain, possible): (Vec<_>, Vec<_>) = runs.into_iter().unzip();
        let [certain, possible] = [certain, possible].map(|runs| RowSet::from_words(runs.concat(), self.len()));
        let undated = self.undated.and(rows);
        let out = rows.len() - certain.len() - possible.len() - undated.len();
        Classes { certain, possible, undated, out: out as u64 }
    }

    /// The numbers of a set of rows and a window.
    pub fn count(&self, rows: &RowSet, window: Window, with_undated: bool) -> Counts {
        let classes = self.classify(window, rows);
        let (certain, possible, undated) = (classes.certain.len() as u64, classes.possible.len() as u64, classes.undated.len() as u64);
        Counts {
            total: self.len() as u64,
            shown: certain + possible + if with_undated { undated } else { 0 },
            certain,
            possible,
            out: classes.out,
            undated,
            without_place: self.without_place(rows),
            filtered: (self.len() - rows.len()) as u64,
        }
    }

    /// How many rows of a set have no place.
    pub fn without_place(&self, rows: &RowSet) -> u64 {
        let behind = rows.count_in(self.num_placed as u32..self.len() as u32);
        behind - self.placed_later.iter().filter(|row| rows.contains(**row)).count() as u64
    }

    /// The values of a field with the number of rows that have them, most frequent first; at most `k`.
    pub fn facets(&self, rows: &RowSet, field: FacetField, k: usize) -> Vec<(String, u64)> {
        let mut counts: Vec<(String, u64)> = match field {
            FacetField::Category => {
                named(self.categories.texts(), &count(rows, self.categories.texts().len(), |row| self.category.get(row as usize).copied()))
            }
            FacetField::Actor => self.listed(rows, &self.shown_actors, &self.actors),
            FacetField::Source => self.listed(rows, &self.shown_sources, &self.sources),
            FacetField::Grade => self.listed(rows, &self.grade_lists, &self.grades),
            FacetField::TimePrecision => {
                let dated = |row: u32| {
                    self.has(row, flag::DATED).then(|| self.time_precision.get(row as usize).map(|code| u32::from(*code))).flatten()
                };
                named(TimePrecision::ALL.iter().map(|value| value.as_str()), &count(rows, TimePrecision::ALL.len(), dated))
            }
            FacetField::PlacePrecision => {
                let placed =
                    |row: u32| self.has_place(row).then(|| self.place_precision.get(row as usize).map(|code| u32::from(*code))).flatten();
                named(PlacePrecision::ALL.iter().map(|value| value.as_str()), &count(rows, PlacePrecision::ALL.len(), placed))
            }
        };
        counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts.truncate(k);
        counts
    }

    fn listed(&self, rows: &RowSet, lists: &super::CodeLists, dictionary: &super::Dictionary) -> Vec<(String, u64)> {
        let mut counts = vec![0u64; dictionary.texts().len()];
        for code in rows.iter().flat_map(|row| lists.row(row)) {
            if let Some(count) = counts.get_mut(*code as usize) {
                *count += 1;
            }
        }
        named(dictionary.texts(), &counts)
    }

    /// Earliest and latest instant of the dated rows; open ends are left aside. `None` where no row has a bounded end.
    pub fn time_span(&self, rows: &RowSet) -> Option<Window> {
        let mut span: Option<Window> = None;
        let mut add = |at: UtcMs| {
            if at != UtcMs::MIN && at != UtcMs::MAX {
                let have = span.get_or_insert(Window { from: at, to: at });
                have.from = have.from.min(at);
                have.to = have.to.max(at);
            }
        };
        for when in rows.iter().filter_map(|row| self.when(row)) {
            add(when.earliest);
            add(when.latest);
        }
        span
    }

    /// Up to `count` of the bounded starts, evenly taken in order of time.
    pub fn starts_sampled(&self, count: usize) -> impl Iterator<Item = UtcMs> + '_ {
        let step = (self.by_start.len() / count.max(1)).max(1);
        self.by_start.iter().step_by(step).filter_map(|row| self.earliest.get(*row as usize)).copied().filter(|at| *at != UtcMs::MIN)
    }

    /// The first row of the set that begins at or after an instant, with its times.
    pub fn next_start(&self, after: UtcMs, rows: &RowSet) -> Option<(u32, UtcMs, UtcMs)> {
        let from = self.by_start.partition_point(|row| self.earliest.get(*row as usize).is_some_and(|at| *at < after));
        let row = self.by_start.get(from..)?.iter().copied().find(|row| rows.contains(*row))?;
        let when = self.when(row)?;
        Some((row, when.earliest, when.latest))
    }
}

/// For each 64 rows the bits of those that lie in the window and of those that touch it.
fn held(Window { from, to }: Window, rows: &[u64], earliest: &[UtcMs], latest: &[UtcMs]) -> (Vec<u64>, Vec<u64>) {
    let (mut certain, mut possible) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for ((rows, earliest), latest) in rows.iter().zip(earliest.chunks(64)).zip(latest.chunks(64)) {
        let (mut inside, mut touching) = (0u64, 0u64);
        // The interval of the undated is empty: no window holds or touches it, but for its order it would pass as inside.
        for (bit, (a, b)) in earliest.iter().zip(latest).enumerate() {
            inside |= u64::from((*a >= from) & (*b <= to) & (a <= b)) << bit;
            touching |= u64::from((*a < to) & (*b > from)) << bit;
        }
        certain.push(inside & rows);
        possible.push(touching & !inside & rows);
    }
    (certain, possible)
}

fn count(rows: &RowSet, num_values: usize, code: impl Fn(u32) -> Option<u32>) -> Vec<u64> {
    let mut counts = vec![0u64; num_values];
    for code in rows.iter().filter_map(code) {
        if let Some(count) = counts.get_mut(code as usize) {
            *count += 1;
        }
    }
    counts
}

/// Values that occur, with their counts; the empty text is not a value.
fn named<'a>(values: impl Iterator<Item = &'a str>, counts: &[u64]) -> Vec<(String, u64)> {
    let occurring = values.zip(counts).filter(|(value, count)| **count > 0 && !value.is_empty());
    occurring.map(|(value, count)| (value.to_owned(), *count)).collect()
}
