//! The order of the rows: by place along the Z curve of Web Mercator, then by time, so that a square of the map at any zoom is one
//! run of rows and a set of rows is counted in it by counting bits. Rows without place come last, in the order of the file.

use super::Store;
use super::at_once::{ALONE_ROWS, all_of, in_runs, sorted};
use super::dictionary::CodeLists;

/// Bits of a Mercator coordinate and of its neighbour in turn, that of y first (Morton 1966).
pub fn z_key(mx: u32, my: u32) -> u64 {
    spread(mx) | spread(my) << 1
}

/// A zero between any two bits.
fn spread(bits: u32) -> u64 {
    let mut wide = u64::from(bits);
    for (shift, mask) in [
        (16, 0x0000_FFFF_0000_FFFF),
        (8, 0x00FF_00FF_00FF_00FF),
        (4, 0x0F0F_0F0F_0F0F_0F0F),
        (2, 0x3333_3333_3333_3333),
        (1, 0x5555_5555_5555_5555),
    ] {
        wide = (wide | wide << shift) & mask;
    }
    wide
}

impl Store {
    /// Puts the rows into their order. `shapes` and all columns follow.
    pub(super) fn put_in_order(&mut self) {
        let rows = self.len() as u32;
        let mut keyed: Vec<(u64, u32)> = sorted(in_runs(self.len(), ALONE_ROWS, |rows| {
            let rows = rows.start as u32..rows.end as u32;
            rows.filter_map(|row| self.mercator(row).map(|[mx, my]| (z_key(mx, my), row))).collect()
        }));
        self.num_placed = keyed.len();
        for site in keyed.chunk_by_mut(|a, b| a.0 == b.0) {
            site.sort_unstable_by_key(|(_, row)| (self.sort_time(*row), *row));
        }
        let rest = (0..rows).filter(|row| self.mercator(*row).is_none());
        let order: Vec<u32> = keyed.into_iter().map(|(_, row)| row).chain(rest).collect();
        if !order.is_sorted() {
            self.permute(&order);
        }
        self.entry_of = order;
        self.sums = self.sums_of_places();
    }

    fn permute(&mut self, order: &[u32]) {
        let Self { mx, my, lon, lat, earliest, latest, category, radius_m, killed, injured, .. } = self;
        let Self { flags, time_precision, place_precision, placed_how, verification, work_status, attribution, .. } = self;
        let Self { actor_lists, shown_actors, source_lists, shown_sources, grade_lists, .. } = self;
        // Columns of one kind go one after the other, each through the memory of the one before.
        let mut tasks: Vec<Box<dyn FnOnce() + Send + '_>> = vec![
            Box::new(|| permute_all([lon, lat], order)),
            Box::new(|| permute_all([earliest, latest], order)),
            Box::new(|| permute_all([mx, my, category], order)),
            Box::new(|| {
                permute_all([flags, time_precision, place_precision, placed_how, verification, work_status, attribution], order);
            }),
            Box::new(|| permute_all([radius_m].into_iter().chain(killed).chain(injured), order)),
        ];
        for lists in [actor_lists, shown_actors, source_lists, shown_sources, grade_lists] {
            tasks.push(Box::new(|| lists.permute(order, &mut CodeLists::default())));
        }
        all_of(order.len(), tasks);
        if !self.shapes.is_empty() {
            self.shapes.renumber(&inverse(order));
        }
    }

    /// Before each word of a row set, the sums of the Mercator coordinates of the placed rows up to there.
    fn sums_of_places(&self) -> Vec<[u64; 2]> {
        let mut sum = [0; 2];
        let mut sums = vec![sum];
        for (mx, my) in self.mx.chunks(64).zip(self.my.chunks(64)) {
            sum[0] += mx.iter().map(|x| u64::from(*x)).sum::<u64>();
            sum[1] += my.iter().map(|y| u64::from(*y)).sum::<u64>();
            sums.push(sum);
        }
        sums
    }
}

/// Where each number from 0 on stands in an order of them.
pub fn inverse(order: &[u32]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    for (place, number) in order.iter().enumerate() {
        if let Some(slot) = places.get_mut(*number as usize) {
            *slot = place as u32;
        }
    }
    places
}

/// Puts columns of one kind into another order, each through the memory that the one before it has left.
fn permute_all<'a, T: Copy + PartialEq + 'a>(columns: impl IntoIterator<Item = &'a mut Vec<T>>, order: &[u32]) {
    let mut spare = Vec::new();
    columns.into_iter().for_each(|column| permute(column, order, &mut spare));
}

/// Puts a column into another order; `spare` gives its memory and takes that which the column had. A column that is not kept, since
/// there is nothing in it, stays so.
pub fn permute<T: Copy + PartialEq>(column: &mut Vec<T>, order: &[u32], spare: &mut Vec<T>) {
    let Some(first) = column.first().copied() else { return };
    // What is the same in all rows is so in any order.
    if column.iter().all(|value| *value == first) {
        return;
    }
    spare.clear();
    spare.extend(order.iter().map(|row| column.get(*row as usize).copied().unwrap_or(first)));
    std::mem::swap(column, spare);
}
