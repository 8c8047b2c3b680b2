//! Days written as the midnight of a zone, by software that knows no days.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use super::looks::number_of;
use crate::domain::{DateOrder, TimePrecision, UtcMs};
use crate::import::time::{own_zone, read_count, read_time};

const MINUTE_MS: i64 = 60_000;
const DAY_MIN: i64 = 1_440;
/// So many midnights without any other time are no chance.
const MIDNIGHTS: usize = 3;
/// Where nothing but the place says that an hour in UTC is a midnight there, so many values have it,
const UNSAID_MIDNIGHTS: usize = 10;
/// on so many days.
const UNSAID_DAYS: usize = 5;
/// How far the time of a zone may be from that of the sun, in hours.
const FROM_SUN_H: f64 = 2.5;

/// A time as a column writes it.
struct Clock {
    at: UtcMs,
    /// The minutes by which the zone that the text states is ahead of UTC, where it is midnight by that, or in UTC.
    midnight_at: Option<i64>,
}

/// The zones whose days a column of no other times writes, in minutes ahead of UTC; none where it has other times, or no days at all. Two
/// stand for a zone with summer time. `longitudes` are those of the column's incidents, in degrees.
pub fn day_offsets(values: &[String], order: DateOrder, is_count: bool, longitudes: &[f64]) -> Vec<i16> {
    let clock = |text: &String| {
        let written = read_time(text, &TimeZone::UTC, order).filter(|read| read.is_zoned && read.precision < TimePrecision::Day);
        let counted = || read_count(number_of(text).filter(|_| is_count)?, None);
        let at = written.or_else(counted)?.from;
        let offset_min = own_zone(text).and_then(|zone| {
            let instant = jiff::Timestamp::from_millisecond(at.0).ok()?;
            Some(i64::from(zone.to_offset(instant).seconds() / 60))
        });
        let offset_min = offset_min.unwrap_or(0);
        let is_midnight = (at.0 + offset_min * MINUTE_MS).rem_euclid(DAY_MIN * MINUTE_MS) == 0;
        // The beginning of the epoch is what software writes that has no time.
        (at.0 != 0 && at.0 % (15 * MINUTE_MS) == 0).then_some(Clock { at, midnight_at: Some(offset_min).filter(|_| is_midnight) })
    };
    let Some(clocks) = values.iter().map(clock).collect::<Option<Vec<Clock>>>() else { return Vec::new() };
    let said: Option<BTreeSet<i64>> = clocks.iter().map(|clock| clock.midnight_at).collect();
    let offsets = match said.filter(|_| clocks.len() >= MIDNIGHTS) {
        Some(said) => said,
        None => of_place(&clocks, longitudes).unwrap_or_default(),
    };
    let is_one_zone = match offsets.iter().collect::<Vec<_>>().as_slice() {
        [_] => true,
        [first, last] => **last - **first == 60,
        _ => false,
    };
    if is_one_zone { offsets.into_iter().map(|offset| offset as i16).collect() } else { Vec::new() }
}

/// The zones in which all of them are midnight where the incidents are, by the sun.
fn of_place(clocks: &[Clock], longitudes: &[f64]) -> Option<BTreeSet<i64>> {
    let days: BTreeSet<i64> = clocks.iter().map(|clock| clock.at.0.div_euclid(DAY_MIN * MINUTE_MS)).collect();
    if clocks.len() < UNSAID_MIDNIGHTS || days.len() < UNSAID_DAYS {
        return None;
    }
    let sun_h = median(longitudes)? / 15.0;
    let fits = |offset: &i64| (*offset as f64 / 60.0 - sun_h).abs() <= FROM_SUN_H;
    let offset = |clock: &Clock| {
        let minute = (clock.at.0 / MINUTE_MS).rem_euclid(DAY_MIN);
        // The zone of which it is midnight then may be ahead or behind.
        [DAY_MIN - minute, -minute].into_iter().find(fits)
    };
    clocks.iter().map(offset).collect()
}

/// Where a time begins a day of such a column: the minutes by which the zone of the day is ahead of UTC.
pub fn offset_at(day_offsets: &[i16], from: UtcMs) -> Option<i16> {
    day_offsets.iter().copied().find(|offset| (from.0 + i64::from(*offset) * MINUTE_MS).rem_euclid(DAY_MIN * MINUTE_MS) == 0)
}

/// `UTC`, `+03:00`
pub fn offset_name(minutes: i16) -> String {
    match minutes {
        0 => "UTC".to_owned(),
        minutes => format!("{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60),
    }
}

fn median(of: &[f64]) -> Option<f64> {
    let mut sorted = of.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}
