//! The order of the rows: by place along the Z curve of Web Mercator, then by time, so that a square of the map at any zoom is one
//! run of rows and a set of rows is counted in it by counting bits. Rows without place come last, in the order of the file.

use super::Store;

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
        let mut keyed: Vec<(u64, u32)> = Vec::with_capacity(self.len());
        let mut rest: Vec<u32> = Vec::new();
        for row in 0..self.len() as u32 {
            match self.mercator(row) {
                Some([mx, my]) => keyed.push((z_key(mx, my), row)),
                None => rest.push(row),
            }
        }
        self.num_placed = keyed.len();
        keyed.sort_unstable();
        for site in keyed.chunk_by_mut(|a, b| a.0 == b.0) {
            site.sort_by_key(|(_, row)| (self.sort_time(*row), self.indexes.get(*row as usize)));
        }
        let order: Vec<u32> = keyed.into_iter().map(|(_, row)| row).chain(rest).collect();
        if !order.is_sorted() {
            self.permute(&order);
        }
        self.sums = self.sums_of_places();
    }

    fn permute(&mut self, order: &[u32]) {
        let Self { mx, my, lon, lat, earliest, latest, offsets, lengths, lines, indexes, hashes, zone, category, radius_m, .. } = self;
        let Self { flags, time_precision, place_precision, placed_how, verification, work_status, attribution, killed, injured, .. } = self;
        let Self { actor_lists, shown_actors, source_lists, shown_sources, grade_lists, word_lists, .. } = self;
        let Self { ids, revisions, title_en, title_ar, title_other, place_en, place_ar, place_other, .. } = self;
        let numbers = || {
            macro_rules! permute {
                ($($column:ident)*) => { $(*$column = permuted($column, order);)* };
            }
            permute!(mx my lon lat earliest latest hashes zone category radius_m);
            permute!(flags time_precision place_precision placed_how verification work_status attribution);
            for column in [offsets, lengths, lines, indexes] {
                *column = column.permuted(order);
            }
            for column in killed.iter_mut().chain(injured) {
                *column = permuted(column, order);
            }
        };
        let lists_and_texts = || {
            *word_lists = word_lists.permuted(order);
            for lists in [actor_lists, shown_actors, source_lists, shown_sources, grade_lists] {
                *lists = lists.permuted(order);
            }
            for texts in [ids, revisions, title_en, title_ar, title_other, place_en, place_ar, place_other] {
                *texts = texts.permuted(order);
            }
        };
        both(order.len(), numbers, lists_and_texts);
        if !self.shapes.is_empty() {
            let mut new_rows = vec![0; order.len()];
            for (new, old) in order.iter().enumerate() {
                if let Some(slot) = new_rows.get_mut(*old as usize) {
                    *slot = new as u32;
                }
            }
            self.shapes.renumber(&new_rows);
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

fn permuted<T: Copy>(column: &[T], order: &[u32]) -> Vec<T> {
    order.iter().filter_map(|row| column.get(*row as usize)).copied().collect()
}

/// Rows from which on a second thread is worth its start.
const ALONE_ROWS: usize = 20_000;

/// Does two parts of the sealing of so many rows, at the same time where it is worth it.
pub fn both<A: Send, B>(rows: usize, a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B) -> (A, B) {
    if rows < ALONE_ROWS {
        return (a(), b());
    }
    std::thread::scope(|scope| {
        let a = scope.spawn(a);
        let b = b();
        match a.join() {
            Ok(a) => (a, b),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
