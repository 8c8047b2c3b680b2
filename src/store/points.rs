//! Rows as a graphics card takes them: place, times and sign of each in 20 bytes.

use std::ops::Range;

use super::Store;
use super::at_once::{ALONE_ROWS, in_runs};
use crate::domain::UtcMs;

/// Bytes of one row: five words of 32 bits, lowest byte first. The Mercator coordinates x and y; the upper 32 bits of the earliest
/// and of the latest instant; then, from the lowest bit, their lower 12 bits, 7 bits of the sign, and one that is set where dated.
pub const POINT_BYTES: usize = 20;
/// The sign of a row that has no place.
pub const NO_POINT: u8 = 127;

/// Lower bits of an instant, which stand apart from the upper 32.
const LOW_BITS: u32 = 12;
/// What stands for an open end; an open start is 0.
const TOP: u64 = (1 << (32 + LOW_BITS)) - 1;

/// Instants of one layer as whole numbers of 44 bits that compare as the instants themselves do: to the millisecond where the
/// bounded times of the layer lie within 557 years, in steps of 2, 4, 8 … ms where they do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PointClock {
    start_ms: i64,
    shift: u32,
}

impl PointClock {
    /// For instants from `min` to `max`.
    fn spanning(min: i64, max: i64) -> Self {
        let mut clock = Self::default();
        loop {
            // Whole seconds stay whole steps; 0 and 1 are below all bounded instants.
            clock.start_ms = min.saturating_sub(2000 << clock.shift).div_euclid(1000).saturating_mul(1000);
            let last = (i128::from(max) - i128::from(clock.start_ms)) >> clock.shift;
            if last <= i128::from(TOP) - 2 || clock.shift >= 24 {
                return clock;
            }
            clock.shift += 1;
        }
    }

    /// The upper 32 and the lower 12 bits of an instant: of a row or of a window's edge.
    pub fn told(&self, at: UtcMs) -> [u32; 2] {
        let told = match at {
            UtcMs::MIN => 0,
            UtcMs::MAX => TOP,
            UtcMs(ms) => ((i128::from(ms) - i128::from(self.start_ms)) >> self.shift).clamp(1, i128::from(TOP) - 1) as u64,
        };
        [(told >> LOW_BITS) as u32, (told & ((1 << LOW_BITS) - 1)) as u32]
    }
}

impl Store {
    /// The clock for the times of all rows.
    pub fn point_clock(&self) -> PointClock {
        let ends = in_runs(self.len(), ALONE_ROWS, |rows| {
            let times = [&self.earliest, &self.latest].map(|column| column.get(rows.clone()).unwrap_or_default());
            // The undated have an empty interval between the two ends of time, which are no bounded instants.
            let bounded = times.into_iter().flatten().filter(|at| **at != UtcMs::MIN && **at != UtcMs::MAX);
            bounded.fold([i64::MAX, i64::MIN], |[min, max], at| [min.min(at.0), max.max(at.0)])
        });
        let [min, max] = ends.into_iter().fold([i64::MAX, i64::MIN], |[min, max], [first, last]| [min.min(first), max.max(last)]);
        if min > max { PointClock::spanning(0, 0) } else { PointClock::spanning(min, max) }
    }

    /// Appends the records of a run of rows. `signs` holds a sign below [`NO_POINT`] for each of [`Store::categories`].
    pub fn write_points(&self, rows: Range<u32>, clock: &PointClock, signs: &[u8], bytes: &mut Vec<u8>) {
        bytes.reserve(rows.len() * POINT_BYTES);
        for row in rows {
            let place = self.mercator(row);
            let sign = signs.get(self.category_code(row) as usize).copied().unwrap_or_default();
            let sign = if place.is_some() { sign } else { NO_POINT };
            let when = self.when(row);
            let (from, to) = when.map_or(([0; 2], [0; 2]), |when| (clock.told(when.earliest), clock.told(when.latest)));
            let [mx, my] = place.unwrap_or_default();
            let packed = from[1] | to[1] << LOW_BITS | u32::from(sign) << 24 | u32::from(when.is_some()) << 31;
            for word in [mx, my, from[0], to[0], packed] {
                bytes.extend_from_slice(&word.to_le_bytes());
            }
        }
    }
}
