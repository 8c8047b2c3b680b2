//! The row nearest to a point of the map, found by going down the squares of the Z curve.

use std::ops::Range;

use super::{MercatorBox, RowSet, Store};

/// A row that was found, and how far it lies, in units of the fixed-point Mercator square.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    pub row: u32,
    pub distance: f64,
    /// Which of the sets it is of.
    pub set: usize,
}

/// A square that may hold a nearer row.
struct Square {
    level: u8,
    x: u32,
    y: u32,
    rows: Range<u32>,
    distance: f64,
}

/// A run so short that its rows are looked at one by one.
const FEW_ROWS: usize = 64;

impl Store {
    /// The row of any set whose place lies nearest to a point, at most `reach` away. The point may lie outside of the unit square,
    /// for a copy of the world beside it. Of rows at one place the last of the last set is given: the one that is drawn on top.
    pub fn nearest<const N: usize>(&self, at: [i64; 2], reach: f64, sets: [&RowSet; N]) -> Option<Near> {
        let mut best: Option<Near> = None;
        let limit = |best: &Option<Near>| best.as_ref().map_or(reach, |near| near.distance);
        let mut waiting = vec![Square { level: 0, x: 0, y: 0, rows: 0..self.num_placed as u32, distance: 0.0 }];
        while let Some(square) = waiting.pop() {
            let is_empty = || sets.iter().all(|set| set.next_in(square.rows.clone()).is_none());
            if square.distance > limit(&best) || is_empty() {
                continue;
            }
            if square.level == 32 {
                // All at one place.
                let of = |(set, rows): (usize, &&RowSet)| Some((set, rows.last_in(square.rows.clone())?));
                if let Some((set, row)) = sets.iter().enumerate().filter_map(of).next_back() {
                    take(&mut best, Near { row, distance: square.distance, set }, reach);
                }
            } else if square.rows.len() <= FEW_ROWS {
                for (set, rows) in sets.iter().enumerate() {
                    for row in rows.iter_in(square.rows.clone()) {
                        self.offer(row, set, at, reach, &mut best);
                    }
                }
            } else {
                self.push_quarters(&square, at, &mut waiting);
            }
        }
        for row in self.rows_placed_later() {
            for (set, _) in sets.iter().enumerate().filter(|(_, rows)| rows.contains(*row)) {
                self.offer(*row, set, at, reach, &mut best);
            }
        }
        best
    }

    fn offer(&self, row: u32, set: usize, at: [i64; 2], reach: f64, best: &mut Option<Near>) {
        if let Some([mx, my]) = self.mercator(row) {
            let distance = ((i64::from(mx) - at[0]) as f64).hypot((i64::from(my) - at[1]) as f64);
            take(best, Near { row, distance, set }, reach);
        }
    }

    /// The quarters of a square that hold rows, the nearest last.
    fn push_quarters(&self, square: &Square, at: [i64; 2], waiting: &mut Vec<Square>) {
        let bit = 1u32 << (31 - square.level);
        let from = waiting.len();
        let south = self.split(&self.my, square.rows.clone(), bit);
        for (dy, rows) in [(0, square.rows.start..south), (1, south..square.rows.end)] {
            let east = self.split(&self.mx, rows.clone(), bit);
            for (dx, rows) in [(0, rows.start..east), (1, east..rows.end)] {
                let (level, x, y) = (square.level + 1, square.x * 2 + dx, square.y * 2 + dy);
                if !rows.is_empty() {
                    waiting.push(Square { level, x, y, rows, distance: distance_to(MercatorBox::square(level, x, y), at) });
                }
            }
        }
        if let Some(new) = waiting.get_mut(from..) {
            new.sort_by(|a, b| b.distance.total_cmp(&a.distance));
        }
    }
}

/// Keeps the nearer one; of two as near the one that is drawn later.
fn take(best: &mut Option<Near>, near: Near, reach: f64) {
    let is_better =
        |have: &Near| near.distance < have.distance || near.distance == have.distance && (near.set, near.row) > (have.set, have.row);
    if near.distance <= reach && best.as_ref().is_none_or(is_better) {
        *best = Some(near);
    }
}

fn distance_to(area: MercatorBox, [x, y]: [i64; 2]) -> f64 {
    let beyond = |low: u32, high: u32, at: i64| (i64::from(low) - at).max(at - i64::from(high)).max(0) as f64;
    beyond(area.west, area.east, x).hypot(beyond(area.north, area.south, y))
}
