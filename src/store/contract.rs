//! The calls of the query contract that a panel or another engine may ask beside counts, facets and histograms: what the layer
//! is, its rows page by page, and sums by square, time and category.
//!
//! Every call takes the rows of a filter, a window and an area together, and is exact. An engine behind the same calls answers
//! with the same integers.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::{IsWanted, MercatorBox, RowSet, Store, TimeBins, flag};
use crate::domain::{UtcMs, Window};

/// What a layer is.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    pub rows: u64,
    pub undated: u64,
    pub without_place: u64,
    /// From the first to the last bounded instant.
    pub span: Option<Window>,
    /// West, south, east, north in degrees; west is greater than east where the box lies over the antimeridian.
    pub extent: Option<[f64; 4]>,
    /// Equal for equal records, whatever their order; another one where any record is another.
    pub version: u64,
}

/// Where a row stands in the order of time: earliest instant, then position in the file. States without a start come first,
/// the undated last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageKey {
    /// `UtcMs::MAX` for the undated.
    pub earliest: UtcMs,
    pub index: u64,
}

/// The rows of one square of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// Column and row of the square among those of its size, from the north-west.
    pub x: u32,
    pub y: u32,
    pub count: u64,
    /// The sums of their Mercator coordinates.
    pub sums: [u64; 2],
    /// The latest of their earliest instants; `None` where all are undated or without start.
    pub latest: Option<UtcMs>,
    /// The commonest category; of equally common ones that with the lowest code.
    pub category: u32,
    /// The row, where there is but one.
    pub only: Option<u32>,
}

/// The rows of one square, one bin of time and one category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CubeCell {
    pub x: u32,
    pub y: u32,
    /// The bin in which they begin; `None` for the undated and for what begins outside of all bins.
    pub bin: Option<u32>,
    pub category: u32,
    pub count: u64,
}

/// Rows between two looks at whether they are still wanted.
const LOOK_ROWS: usize = 65_536;

impl Store {
    /// See [`Description::version`].
    pub fn version(&self) -> u64 {
        self.entries.hashes.iter().fold(self.len() as u64, |sum, hash| sum.wrapping_add(*hash))
    }

    pub fn describe(&self) -> Description {
        let all = self.all_rows();
        Description {
            rows: self.len() as u64,
            undated: self.undated.len() as u64,
            without_place: self.without_place(&all),
            span: self.time_span(&all),
            extent: self.bbox(&all),
            version: self.version(),
        }
    }

    /// The words of a category's code; empty for rows without one.
    pub fn category_text(&self, code: u32) -> &str {
        self.categories.text(code)
    }

    pub fn page_key(&self, row: u32) -> PageKey {
        let earliest = self.earliest.get(row as usize).filter(|_| self.has(row, flag::DATED)).copied();
        PageKey { earliest: earliest.unwrap_or(UtcMs::MAX), index: self.index(row) }
    }

    /// The next rows of a set behind a key, at most `count`, in the order of their keys. The last one's key asks for the page
    /// that follows; nothing is counted off again.
    pub fn page(&self, rows: &RowSet, after: Option<PageKey>, count: usize) -> Vec<u32> {
        let is_behind = |row: u32| after.is_none_or(|after| self.page_key(row) > after);
        let from = self.by_start.partition_point(|row| !is_behind(*row));
        let dated = self.by_start.get(from..).unwrap_or_default().iter().copied().filter(|row| rows.contains(*row));
        let mut page: Vec<u32> = dated.take(count).collect();
        let wanted = count - page.len();
        if wanted > 0 {
            let undated = self.undated.and(rows);
            let mut behind: Vec<(u64, u32)> = undated.iter().filter(|row| is_behind(*row)).map(|row| (self.index(row), row)).collect();
            // The rows stand by place; only those wanted are put into the order of the file.
            if behind.len() > wanted {
                behind.select_nth_unstable(wanted);
                behind.truncate(wanted);
            }
            behind.sort_unstable();
            page.extend(behind.into_iter().map(|(_, row)| row));
        }
        page
    }

    /// The squares, `2^bits` by `2^bits` to the world, in which rows of the set stand that lie in the box, in the order of their
    /// columns and rows. `None` once nobody waits for them.
    pub fn grid(&self, rows: &RowSet, area: MercatorBox, bits: u8, is_wanted: &IsWanted) -> Option<Vec<GridCell>> {
        struct Sum {
            cell: GridCell,
            categories: Vec<(u32, u64)>,
        }
        let mut sums: HashMap<[u32; 2], Sum, RandomState> = HashMap::default();
        self.for_each_placed(rows, area, bits, is_wanted, |row, [x, y], [mx, my]| {
            let category = self.category.get(row as usize).copied().unwrap_or_default();
            let empty = GridCell { x, y, count: 0, sums: [0; 2], latest: None, category, only: Some(row) };
            let sum = sums.entry([x, y]).or_insert_with(|| Sum { cell: empty, categories: Vec::new() });
            sum.cell.count += 1;
            sum.cell.only = sum.cell.only.filter(|only| *only == row);
            sum.cell.sums = [sum.cell.sums[0] + u64::from(mx), sum.cell.sums[1] + u64::from(my)];
            let begins = self.earliest.get(row as usize).copied().filter(|at| *at != UtcMs::MIN && *at != UtcMs::MAX);
            sum.cell.latest = sum.cell.latest.max(begins);
            match sum.categories.iter_mut().find(|(have, _)| *have == category) {
                Some((_, count)) => *count += 1,
                None => sum.categories.push((category, 1)),
            }
        })?;
        let mut cells: Vec<GridCell> = sums
            .into_values()
            .map(|Sum { mut cell, categories }| {
                let commonest = categories.into_iter().max_by_key(|(code, count)| (*count, std::cmp::Reverse(*code)));
                cell.category = commonest.map_or(cell.category, |(code, _)| code);
                cell
            })
            .collect();
        cells.sort_unstable_by_key(|cell| (cell.x, cell.y));
        Some(cells)
    }

    /// As [`grid`](Self::grid), also by the bin in which a row begins and by category: what a drag over time needs once.
    pub fn cube(&self, rows: &RowSet, area: MercatorBox, bits: u8, bins: &TimeBins, is_wanted: &IsWanted) -> Option<Vec<CubeCell>> {
        let edges = bins.edges();
        let mut sums: HashMap<([u32; 2], Option<u32>, u32), u64, RandomState> = HashMap::default();
        self.for_each_placed(rows, area, bits, is_wanted, |row, square, _| {
            let earliest = self.earliest.get(row as usize).copied().filter(|_| self.has(row, flag::DATED));
            let bin = earliest.and_then(|at| {
                let first = edges.partition_point(|edge| *edge <= at);
                (first > 0 && first < edges.len()).then(|| first as u32 - 1)
            });
            let category = self.category.get(row as usize).copied().unwrap_or_default();
            *sums.entry((square, bin, category)).or_default() += 1;
        })?;
        let mut cells: Vec<CubeCell> =
            sums.into_iter().map(|(([x, y], bin, category), count)| CubeCell { x, y, bin, category, count }).collect();
        cells.sort_unstable();
        Some(cells)
    }

    /// Every row of the set that stands in the box, with its square and its Mercator coordinates.
    fn for_each_placed(
        &self,
        rows: &RowSet,
        area: MercatorBox,
        bits: u8,
        is_wanted: &IsWanted,
        mut take: impl FnMut(u32, [u32; 2], [u32; 2]),
    ) -> Option<()> {
        let shift = 32 - u32::from(bits.min(32));
        let runs = self.rows_in(area);
        let later = self.placed_later.iter().copied().filter(|row| rows.contains(*row));
        for (passed, row) in runs.into_iter().flat_map(|run| rows.iter_in(run)).chain(later).enumerate() {
            if passed.is_multiple_of(LOOK_ROWS) && !is_wanted() {
                return None;
            }
            let Some(at) = self.mercator(row).filter(|at| area.holds(*at)) else { continue };
            take(row, at.map(|at| (u64::from(at) >> shift) as u32), at);
        }
        is_wanted().then_some(())
    }
}
