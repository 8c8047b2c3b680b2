//! Bins of time and the histogram over them.

use jiff::civil::{DateTime, date};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};

use super::at_once::in_runs;
use super::queries::ALONE_ROWS;
use super::{RowSet, Store};
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

/// How many edges lie up to an instant: looked up in slots of equal length, then counted on within the slot.
struct EdgeIndex<'a> {
    edges: &'a [UtcMs],
    /// How many edges lie in the slots before each.
    before: Vec<u32>,
    slots_per_ms: f64,
}

/// Slots for each edge: few enough to stay near, enough that most hold one edge or none.
const SLOTS_PER_EDGE: usize = 32;

impl<'a> EdgeIndex<'a> {
    /// Of edges that grow; `None` for less than two.
    fn of(edges: &'a [UtcMs]) -> Option<Self> {
        let (first, last) = edges.first().zip(edges.last()).filter(|(first, last)| first < last)?;
        let num_slots = edges.len() * SLOTS_PER_EDGE;
        let mut index =
            Self { edges, before: vec![0; num_slots + 1], slots_per_ms: num_slots as f64 / (last.0.abs_diff(first.0) as f64 + 1.0) };
        for edge in edges {
            let slot = index.slot(first.0, edge.0);
            if let Some(behind) = index.before.get_mut(slot + 1) {
                *behind += 1;
            }
        }
        let mut sum = 0;
        for count in &mut index.before {
            sum += *count;
            *count = sum;
        }
        Some(index)
    }

    /// Grows with the instant, so that what lies in an earlier slot is earlier.
    fn slot(&self, first: i64, at: i64) -> usize {
        ((at.saturating_sub(first) as f64 * self.slots_per_ms) as u32 as usize).min(self.before.len().saturating_sub(2))
    }

    fn num_up_to(&self, at: i64) -> usize {
        let (Some(first), Some(last)) = (self.edges.first(), self.edges.last()) else { return 0 };
        if at < first.0 {
            return 0;
        }
        if at >= last.0 {
            return self.edges.len();
        }
        let known = self.before.get(self.slot(first.0, at)).map_or(0, |count| *count as usize);
        known + self.edges.get(known..).unwrap_or_default().iter().take_while(|edge| edge.0 <= at).count()
    }
}

/// Sums of a histogram over some of its rows.
struct Sums {
    certain: Vec<u64>,
    /// Differences: one more where an overlap begins, one less behind its end.
    overlap: Vec<i64>,
}

impl Sums {
    fn none(num_bins: usize) -> Self {
        Self { certain: vec![0; num_bins], overlap: vec![0; num_bins + 1] }
    }

    fn take(&mut self, index: &EdgeIndex, earliest: i64, latest: i64) {
        let num_bins = self.certain.len();
        let first = index.num_up_to(earliest);
        let last = latest.saturating_sub(1);
        // Most end before the next edge.
        let after =
            if index.edges.get(first).is_some_and(|edge| last >= earliest && last < edge.0) { first } else { index.num_up_to(last) };
        // `first` and `after` count edges: the time overlaps the bins from `first - 1` up to `after`.
        let from = first.saturating_sub(1);
        let to = after.min(num_bins);
        if from >= to || (first == 0 && after == 0) {
            return;
        }
        if first > 0 && to - from == 1 && after <= num_bins {
            if let Some(bin) = self.certain.get_mut(from) {
                *bin += 1;
            }
            return;
        }
        if let Some(begin) = self.overlap.get_mut(from) {
            *begin += 1;
        }
        if let Some(end) = self.overlap.get_mut(to) {
            *end -= 1;
        }
    }

    fn finish(self, bins: &TimeBins) -> Vec<HistogramBin> {
        let mut running = 0;
        let sums = bins.edges().windows(2).zip(self.certain).zip(self.overlap);
        let made = sums.filter_map(|((pair, certain), step)| {
            running += step;
            let [from, to] = pair else { return None };
            Some(HistogramBin { from: *from, to: *to, certain, possible: running.max(0) as u64 })
        });
        made.collect()
    }

    fn add(mut self, other: &Self) -> Self {
        self.certain.iter_mut().zip(&other.certain).for_each(|(sum, more)| *sum += more);
        self.overlap.iter_mut().zip(&other.overlap).for_each(|(sum, more)| *sum += more);
        self
    }
}

impl Store {
    /// How many of the rows lie in each bin, certainly or possibly. Cost is one look per row, however long its time.
    pub fn time_histogram(&self, rows: &RowSet, bins: &TimeBins) -> Vec<HistogramBin> {
        let Some(index) = EdgeIndex::of(bins.edges()) else { return Vec::new() };
        let none = || Sums::none(bins.edges().len() - 1);
        let sums_in = |range: std::ops::Range<usize>| {
            let mut sums = none();
            self.for_each_dated_in(rows, range, |_, earliest, latest| sums.take(&index, earliest, latest));
            sums
        };
        in_runs(self.len(), ALONE_ROWS, sums_in).iter().fold(none(), Sums::add).finish(bins)
    }

    /// As [`time_histogram`](Self::time_histogram), for each category of which a row lies in some bin, by its code.
    pub fn time_histogram_by_category(&self, rows: &RowSet, bins: &TimeBins) -> Vec<(u32, Vec<HistogramBin>)> {
        let Some(index) = EdgeIndex::of(bins.edges()) else { return Vec::new() };
        let mut sums: Vec<Option<Sums>> = Vec::new();
        sums.resize_with(self.categories.texts().len(), || None);
        self.for_each_dated_in(rows, 0..self.len(), |row, earliest, latest| {
            let code = self.category.get(row).copied().unwrap_or_default();
            if let Some(sums) = sums.get_mut(code as usize) {
                sums.get_or_insert_with(|| Sums::none(bins.edges().len() - 1)).take(&index, earliest, latest);
            }
        });
        let made = sums.into_iter().enumerate().filter_map(|(code, sums)| Some((code as u32, sums?.finish(bins))));
        made.filter(|(_, bins)| bins.iter().any(|bin| bin.certain + bin.possible > 0)).collect()
    }

    /// Calls `take` with the row, the earliest and the latest instant of each dated row of the set.
    fn for_each_dated_in(&self, rows: &RowSet, range: std::ops::Range<usize>, mut take: impl FnMut(usize, i64, i64)) {
        rows.for_each_word_in(range.start as u32..range.end as u32, |at, word| {
            let from = at * 64;
            let (Some(earliest), Some(latest)) = (column(&self.earliest, from), column(&self.latest, from)) else { return };
            let mut rest = word & !self.undated.words().get(at).copied().unwrap_or_default();
            while rest != 0 {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                if let (Some(earliest), Some(latest)) = (earliest.get(bit), latest.get(bit)) {
                    take(from + bit, earliest.0, latest.0);
                }
            }
        });
    }
}

/// Up to 64 values from a row on.
fn column(times: &[UtcMs], from: usize) -> Option<&[UtcMs]> {
    times.get(from..times.len().min(from + 64))
}
