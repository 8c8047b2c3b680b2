//! Sums over squares of the map and over places: what marks, densities and hexagons are drawn from.
//!
//! Everything is exact: the counts of all cells of the world sum to the rows of the set that have a place.

use std::ops::Range;

use super::builder::mercator_fixed;
use super::order::z_key;
use super::{RowSet, Store};
use crate::domain::LonLat;

/// A box in Web Mercator as fixed point (the unit square times 2³²): west, north, east, south, all inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MercatorBox {
    pub west: u32,
    pub north: u32,
    pub east: u32,
    pub south: u32,
}

impl MercatorBox {
    pub const WORLD: Self = Self { west: 0, north: 0, east: u32::MAX, south: u32::MAX };

    /// One of the `2^bits` by `2^bits` squares of the world, by its column and row from the north-west.
    pub fn square(bits: u8, x: u32, y: u32) -> Self {
        let shift = 32 - u32::from(bits.min(32));
        let side = |at: u32| -> (u32, u32) {
            let low = (u64::from(at) << shift) as u32;
            (low, low + ((1u64 << shift) - 1) as u32)
        };
        let ((west, east), (north, south)) = (side(x), side(y));
        Self { west, north, east, south }
    }

    /// The columns and rows of the squares that touch the box.
    pub fn squares(&self, bits: u8) -> impl Iterator<Item = [u32; 2]> + use<> {
        let shift = 32 - u32::from(bits.min(32));
        let [west, north, east, south] = [self.west, self.north, self.east, self.south].map(|at| (u64::from(at) >> shift) as u32);
        (north..=south).flat_map(move |y| (west..=east).map(move |x| [x, y]))
    }

    pub fn holds(&self, [mx, my]: [u32; 2]) -> bool {
        (self.west..=self.east).contains(&mx) && (self.north..=self.south).contains(&my)
    }
}

/// The rows of some sets, of which no two share a row, in one square of the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<const N: usize> {
    /// Column and row of the square among those of its size, from the north-west.
    pub x: u32,
    pub y: u32,
    /// How many rows of each set.
    pub counts: [u64; N],
    /// The sums of their Mercator coordinates.
    pub sums: [u64; 2],
    /// The lowest row of any set.
    pub first: u32,
}

impl<const N: usize> Cell<N> {
    pub fn count(&self) -> u64 {
        self.counts.iter().sum()
    }
}

/// The rows of some sets at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site<const N: usize> {
    pub at: [u32; 2],
    /// How many rows of each set.
    pub counts: [u64; N],
    /// All rows of the sets, the earliest first.
    pub rows: Vec<u32>,
}

/// A square of the map with the run of rows that stand in it.
struct Square {
    /// How often the world was halved.
    level: u8,
    x: u32,
    y: u32,
    rows: Range<u32>,
}

impl Square {
    fn bounds(&self) -> MercatorBox {
        MercatorBox::square(self.level, self.x, self.y)
    }
}

impl Store {
    /// The cells of `2^bits` by `2^bits` squares of the world that touch the box and hold a row of any set, in the order of the
    /// Z curve. Cost grows with the cells and not with the rows.
    pub fn cells<const N: usize>(&self, area: MercatorBox, bits: u8, sets: [&RowSet; N]) -> Vec<Cell<N>> {
        let mut cells = Vec::new();
        self.squares(area, bits.min(32), &mut |square| {
            if square.level < bits {
                return false;
            }
            let Some(first) = sets.iter().filter_map(|set| set.next_in(square.rows.clone())).min() else { return true };
            let counts = sets.map(|set| set.count_in(square.rows.clone()));
            let mut sums = [0; 2];
            for [x, y] in sets.map(|set| self.sum_places(set, square.rows.clone())) {
                sums = [sums[0] + x, sums[1] + y];
            }
            cells.push(Cell { x: square.x, y: square.y, counts, sums, first });
            true
        });
        self.add_placed_later(area, bits.min(32), sets, &mut cells);
        cells
    }

    /// Rows that came without place stand behind all others, wherever an edit has put them.
    fn add_placed_later<const N: usize>(&self, area: MercatorBox, bits: u8, sets: [&RowSet; N], cells: &mut Vec<Cell<N>>) {
        let shift = 32 - u32::from(bits);
        for row in self.placed_later.iter().copied().filter(|row| sets.iter().any(|set| set.contains(*row))) {
            let Some([mx, my]) = self.mercator(row) else { continue };
            let [x, y] = [mx, my].map(|at| (u64::from(at) >> shift) as u32);
            let counts = sets.map(|set| u64::from(set.contains(row)));
            match cells.iter_mut().find(|cell| cell.x == x && cell.y == y) {
                Some(cell) => {
                    cell.counts.iter_mut().zip(counts).for_each(|(sum, more)| *sum += more);
                    cell.sums = [cell.sums[0] + u64::from(mx), cell.sums[1] + u64::from(my)];
                }
                None if area.holds([mx, my]) => cells.push(Cell { x, y, counts, sums: [mx, my].map(u64::from), first: row }),
                None => {}
            }
        }
    }

    /// Counts the rows of the sets by square, as [`cells`](Self::cells) does, into a table of `columns` by `counts.len() / columns`
    /// squares, of which the first is the `corner`th column and row of the world. For many small squares: cost grows with the rows.
    pub fn count_squares(&self, area: MercatorBox, bits: u8, sets: &[&RowSet], corner: [i64; 2], columns: usize, counts: &mut [u32]) {
        let shift = 32 - u32::from(bits.min(32));
        let mut add = |row: u32| {
            let Some([mx, my]) = self.mercator(row) else { return };
            let [x, y] = [(mx, corner[0]), (my, corner[1])].map(|(at, from)| (u64::from(at) >> shift) as i64 - from);
            if let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y))
                && x < columns
                && let Some(count) = counts.get_mut(y * columns + x)
            {
                *count += 1;
            }
        };
        for run in self.rows_in(area) {
            for set in sets {
                set.for_each_word_in(run.clone(), |word, mut bits| {
                    while bits != 0 {
                        add(word as u32 * 64 + bits.trailing_zeros());
                        bits &= bits - 1;
                    }
                });
            }
        }
        self.placed_later.iter().copied().filter(|row| sets.iter().any(|set| set.contains(*row))).for_each(add);
    }

    /// The places in the box at which a row of any set stands; `None` where there are more than `max`.
    pub fn sites<const N: usize>(&self, area: MercatorBox, sets: [&RowSet; N], max: usize) -> Option<Vec<Site<N>>> {
        let mut sites: Vec<Site<N>> = Vec::new();
        for run in self.rows_in(area) {
            // The next row of each set is looked for once it is passed: a set without rows is not walked through for every site.
            let mut next = sets.map(|set| set.next_in(run.clone()));
            while let Some(first) = next.iter().flatten().min().copied() {
                let Some(at) = self.mercator(first) else { break };
                let from = self.end_of_site(first, run.end);
                for (next, set) in next.iter_mut().zip(sets) {
                    if next.is_some_and(|row| row < from) {
                        *next = set.next_in(from..run.end);
                    }
                }
                if !area.holds(at) {
                    continue;
                }
                if sites.len() == max {
                    return None;
                }
                let mut rows: Vec<u32> = sets.iter().flat_map(|set| set.iter_in(first..from)).collect();
                rows.sort_unstable();
                sites.push(Site { at, counts: sets.map(|set| set.count_in(first..from)), rows });
            }
        }
        for row in self.placed_later.iter().copied().filter(|row| sets.iter().any(|set| set.contains(*row))) {
            let Some(at) = self.mercator(row).filter(|at| area.holds(*at)) else { continue };
            let counts = sets.map(|set| u64::from(set.contains(row)));
            match sites.iter_mut().find(|site| site.at == at) {
                Some(site) => {
                    site.counts.iter_mut().zip(counts).for_each(|(sum, more)| *sum += more);
                    let spot = site.rows.partition_point(|have| self.sort_time(*have) <= self.sort_time(row));
                    site.rows.insert(spot, row);
                }
                None => sites.push(Site { at, counts, rows: vec![row] }),
            }
        }
        Some(sites)
    }

    /// Sums of the Mercator coordinates of the rows of a set in a run of placed rows.
    fn sum_places(&self, set: &RowSet, rows: Range<u32>) -> [u64; 2] {
        let mut sum = [0u64; 2];
        let mut add = |row: u32| {
            let at = row as usize;
            if let (Some(mx), Some(my)) = (self.mx.get(at), self.my.get(at)) {
                sum[0] += u64::from(*mx);
                sum[1] += u64::from(*my);
            }
        };
        let mut whole = [0u64; 2];
        set.for_each_word_in(rows, |word, bits| {
            if bits == u64::MAX
                && let Some([before, after]) = self.sums.get(word..word + 2)
            {
                whole[0] += after[0] - before[0];
                whole[1] += after[1] - before[1];
                return;
            }
            let mut left = bits;
            while left != 0 {
                add(word as u32 * 64 + left.trailing_zeros());
                left &= left - 1;
            }
        });
        [sum[0] + whole[0], sum[1] + whole[1]]
    }

    /// Runs of rows that cover the box: every row whose place lies in it, and some whose place lies near it.
    pub fn rows_in(&self, area: MercatorBox) -> Vec<Range<u32>> {
        /// Squares this many times smaller than the box are not divided further.
        const FINENESS: u8 = 4;
        let width = u64::from(area.east.saturating_sub(area.west)).max(u64::from(area.south.saturating_sub(area.north))) + 1;
        let max_level = (32 - width.ilog2().min(32) as u8 + FINENESS).min(32);
        let mut runs: Vec<Range<u32>> = Vec::new();
        self.squares(area, max_level, &mut |square| {
            let bounds = square.bounds();
            let is_inside = area.holds([bounds.west, bounds.north]) && area.holds([bounds.east, bounds.south]);
            if !is_inside && square.level < max_level && square.rows.len() > 64 {
                return false;
            }
            match runs.last_mut() {
                Some(last) if last.end == square.rows.start => last.end = square.rows.end,
                _ => runs.push(square.rows.clone()),
            }
            true
        });
        runs
    }

    /// Walks the squares that touch the box and hold rows, from the world down; `take` says whether it is done with a square.
    fn squares(&self, area: MercatorBox, max_level: u8, take: &mut dyn FnMut(&Square) -> bool) {
        let mut waiting = vec![Square { level: 0, x: 0, y: 0, rows: 0..self.num_placed as u32 }];
        while let Some(square) = waiting.pop() {
            let bounds = square.bounds();
            let touches = bounds.west <= area.east && bounds.east >= area.west && bounds.north <= area.south && bounds.south >= area.north;
            if square.rows.is_empty() || !touches || take(&square) || square.level >= max_level {
                continue;
            }
            let bit = 1u32 << (31 - square.level);
            let south = self.split(&self.my, square.rows.clone(), bit);
            // The last in comes out first: quarters are handed over in reverse.
            for (y, rows) in [(1, south..square.rows.end), (0, square.rows.start..south)] {
                let east = self.split(&self.mx, rows.clone(), bit);
                for (x, rows) in [(1, east..rows.end), (0, rows.start..east)] {
                    waiting.push(Square { level: square.level + 1, x: square.x * 2 + x, y: square.y * 2 + y, rows });
                }
            }
        }
    }

    /// The first row of a run in whose coordinate the bit is set; those without it come before.
    pub(super) fn split(&self, column: &[u32], rows: Range<u32>, bit: u32) -> u32 {
        let run = column.get(rows.start as usize..rows.end as usize).unwrap_or_default();
        rows.start + run.partition_point(|at| at & bit == 0) as u32
    }

    /// The first row behind those that stand in the same one of `2^bits` by `2^bits` squares of the world as a placed row; they
    /// are one run.
    pub fn end_of_square(&self, row: u32, bits: u8) -> u32 {
        let square = |row: u32| {
            let at = self.mx.get(row as usize).zip(self.my.get(row as usize));
            at.map_or(u64::MAX, |(mx, my)| z_key(*mx, *my).checked_shr(64 - 2 * u32::from(bits.min(32))).unwrap_or(0))
        };
        let own = square(row);
        let (mut low, mut high) = (row + 1, (self.num_placed as u32).max(row + 1));
        while low < high {
            let middle = u32::midpoint(low, high);
            if square(middle) <= own {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The end of the run of rows that stand where `row` stands.
    fn end_of_site(&self, row: u32, end: u32) -> u32 {
        let at = |row: u32| self.mx.get(row as usize).zip(self.my.get(row as usize));
        let mut next = row + 1;
        while next < end && at(next) == at(row) {
            next += 1;
        }
        next
    }

    /// The rows at exactly this anchor, in time order.
    pub fn rows_at(&self, at: LonLat) -> Vec<u32> {
        let [mx, my] = mercator_fixed(at.lon, at.lat);
        let spot = MercatorBox { west: mx, north: my, east: mx, south: my };
        let is_there = |row: &u32| self.mercator(*row) == Some([mx, my]);
        let mut rows: Vec<u32> =
            self.rows_in(spot).into_iter().flatten().chain(self.placed_later.iter().copied()).filter(is_there).collect();
        rows.sort_unstable_by_key(|row| (self.sort_time(*row), self.index(*row)));
        rows
    }
}
