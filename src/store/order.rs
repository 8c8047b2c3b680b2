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
            site.sort_by_key(|(_, row)| (self.sort_time(*row), self.indexes.get(*row as usize).copied()));
        }
        let order: Vec<u32> = keyed.into_iter().map(|(_, row)| row).chain(rest).collect();
        if !order.is_sorted() {
            self.permute(&order);
        }
        self.sums = self.sums_of_places();
    }

    fn permute(&mut self, order: &[u32]) {
        macro_rules! permute {
            ($($column:ident)*) => { $(self.$column = permuted(&self.$column, order);)* };
        }
        permute!(mx my lon lat earliest latest flags time_precision zone place_precision placed_how verification work_status attribution);
        permute!(radius_m category offsets lengths lines indexes hashes);
        for column in self.killed.iter_mut().chain(&mut self.injured) {
            *column = permuted(column, order);
        }
        for lists in [
            &mut self.actor_lists,
            &mut self.shown_actors,
            &mut self.source_lists,
            &mut self.shown_sources,
            &mut self.grade_lists,
            &mut self.word_lists,
        ] {
            *lists = lists.permuted(order);
        }
        for texts in [
            &mut self.ids,
            &mut self.revisions,
            &mut self.title_en,
            &mut self.title_ar,
            &mut self.title_other,
            &mut self.place_en,
            &mut self.place_ar,
            &mut self.place_other,
        ] {
            *texts = texts.permuted(order);
        }
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
