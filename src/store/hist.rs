//! Bins of time and the histogram over them.

use jiff::civil::{DateTime, date};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};

use super::{RowSet, Store, flag};
use crate::domain::{UtcMs, Window};

/// A calendar step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarUnit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// Most bins that are made; a finer unit over a longer time is cut off there.
const MAX_BINS: usize = 100_000;

/// Bins that follow each other without gap: bin `i` reaches from edge `i` up to, not including, edge `i + 1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeBins {
    edges: Vec<UtcMs>,
}

/// One bin of a histogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistogramBin {
    pub from: UtcMs,
    pub to: UtcMs,
    /// Incidents whose whole time lies in the bin.
    pub certain: u64,
    /// Incidents whose time overlaps the bin and reaches beyond it.
    pub possible: u64,
}

impl TimeBins {
    /// Calendar bins in a zone (an IANA name; an unknown one counts as UTC) that cover the window.
    pub fn calendar(unit: CalendarUnit, zone: &str, window: Window) -> Self {
        Self::stepping(unit, 1, zone, window, MAX_BINS)
    }

    /// The finest calendar bins of which at most `max_bins` cover the window.
    pub fn fitting(window: Window, zone: &str, max_bins: usize) -> Self {
        const STEPS: [(CalendarUnit, i64, i64); 19] = [
            (CalendarUnit::Minute, 1, 60_000),
            (CalendarUnit::Minute, 5, 300_000),
            (CalendarUnit::Minute, 15, 900_000),
            (CalendarUnit::Minute, 30, 1_800_000),
            (CalendarUnit::Hour, 1, 3_600_000),
            (CalendarUnit::Hour, 3, 3 * 3_600_000),
            (CalendarUnit::Hour, 6, 6 * 3_600_000),
            (CalendarUnit::Hour, 12, 12 * 3_600_000),
            (CalendarUnit::Day, 1, 86_400_000),
            (CalendarUnit::Week, 1, 7 * 86_400_000),
            (CalendarUnit::Month, 1, 30 * 86_400_000),
            (CalendarUnit::Month, 3, 91 * 86_400_000),
            (CalendarUnit::Year, 1, 365 * 86_400_000),
            (CalendarUnit::Year, 2, 2 * 365 * 86_400_000),
            (CalendarUnit::Year, 5, 5 * 365 * 86_400_000),
            (CalendarUnit::Year, 10, 10 * 365 * 86_400_000),
            (CalendarUnit::Year, 25, 25 * 365 * 86_400_000),
            (CalendarUnit::Year, 50, 50 * 365 * 86_400_000),
            (CalendarUnit::Year, 100, 100 * 365 * 86_400_000),
        ];
        let span = window.to.0.saturating_sub(window.from.0).max(1);
        let fits = |step: &&(CalendarUnit, i64, i64)| span / step.2 <= max_bins as i64;
        let (unit, step, _) = STEPS.iter().find(fits).copied().unwrap_or((CalendarUnit::Year, 100, 0));
        Self::stepping(unit, step, zone, window, max_bins + 2)
    }

    fn stepping(unit: CalendarUnit, step: i64, zone: &str, window: Window, max_bins: usize) -> Self {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let mut edges = Vec::new();
        let Some(mut civil) = floor(window.from, unit, step, &zone) else { return Self { edges } };
        let by = span_of(unit, step);
        while edges.len() <= max_bins {
            let Ok(zoned) = civil.to_zoned(zone.clone()) else { break };
            let edge = UtcMs(zoned.timestamp().as_millisecond());
            // At the end of summer time a civil hour comes twice: edges only ever grow.
            if edges.last().is_none_or(|last| *last < edge) {
                edges.push(edge);
            }
            if edge >= window.to {
                break;
            }
            match civil.checked_add(by) {
                Ok(next) => civil = next,
                Err(_) => break,
            }
        }
        Self { edges }
    }

    pub fn edges(&self) -> &[UtcMs] {
        &self.edges
    }
}

fn span_of(unit: CalendarUnit, step: i64) -> Span {
    match unit {
        CalendarUnit::Minute => step.minutes(),
        CalendarUnit::Hour => step.hours(),
        CalendarUnit::Day => step.days(),
        CalendarUnit::Week => step.weeks(),
        CalendarUnit::Month => step.months(),
        CalendarUnit::Year => step.years(),
    }
}

/// The last calendar step at or before an instant; `None` beyond the calendar's range.
fn floor(at: UtcMs, unit: CalendarUnit, step: i64, zone: &TimeZone) -> Option<DateTime> {
    let civil = Timestamp::from_millisecond(at.0).ok()?.to_zoned(zone.clone()).datetime();
    let down = |value: i64| value - value.rem_euclid(step);
    Some(match unit {
        CalendarUnit::Minute => civil.date().at(civil.hour(), down(i64::from(civil.minute())) as i8, 0, 0),
        CalendarUnit::Hour => civil.date().at(down(i64::from(civil.hour())) as i8, 0, 0, 0),
        CalendarUnit::Day => civil.date().at(0, 0, 0, 0),
        CalendarUnit::Week => {
            let back = i64::from(civil.date().weekday().to_monday_zero_offset());
            civil.date().checked_sub(back.days()).ok()?.at(0, 0, 0, 0)
        }
        CalendarUnit::Month => date(civil.year(), (down(i64::from(civil.month()) - 1) + 1) as i8, 1).at(0, 0, 0, 0),
        CalendarUnit::Year => DateTime::new(down(i64::from(civil.year())) as i16, 1, 1, 0, 0, 0, 0).ok()?,
    })
}

impl Store {
    /// How many of the rows lie in each bin, certainly or possibly. Cost is one look per row, however long its time.
    pub fn time_histogram(&self, rows: &RowSet, bins: &TimeBins) -> Vec<HistogramBin> {
        let edges = bins.edges();
        let num_bins = edges.len().saturating_sub(1);
        let mut certain = vec![0u64; num_bins];
        // Difference array: +1 where an overlap begins, -1 after it ends.
        let mut overlap = vec![0i64; num_bins + 1];
        for row in rows.iter().filter(|row| self.has(*row, flag::DATED)) {
            let Some(when) = self.when(row) else { continue };
            let first = edges.partition_point(|edge| *edge <= when.earliest);
            let after = edges.partition_point(|edge| *edge < when.latest);
            // `first` and `after` count edges: the time overlaps the bins from `first - 1` up to `after`.
            let from = first.saturating_sub(1);
            let to = after.min(num_bins);
            if from >= to || (first == 0 && after == 0) {
                continue;
            }
            if first > 0 && to - from == 1 && after <= num_bins {
                if let Some(bin) = certain.get_mut(from) {
                    *bin += 1;
                }
                continue;
            }
            if let Some(begin) = overlap.get_mut(from) {
                *begin += 1;
            }
            if let Some(end) = overlap.get_mut(to) {
                *end -= 1;
            }
        }
        let mut running = 0;
        edges
            .windows(2)
            .zip(certain)
            .zip(overlap)
            .filter_map(|((pair, certain), step)| {
                running += step;
                let [from, to] = pair else { return None };
                Some(HistogramBin { from: *from, to: *to, certain, possible: running.max(0) as u64 })
            })
            .collect()
    }
}
