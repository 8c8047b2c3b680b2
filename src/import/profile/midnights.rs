//! Days written as the midnight of a zone, by software that knows no days.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use crate::domain::{DateOrder, TimePrecision, UtcMs};
use crate::import::time::{own_zone, read_count, read_time, western_digits};

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
    /// It is midnight by the zone that the text itself states, or in UTC.
    is_midnight: bool,
}

/// The minutes after 00:00 UTC at which days begin in a column of no other times; none where the column has some, or no days at all. Two
/// stand for a zone with summer time. `longitudes` are those of the column's incidents, in degrees.
pub fn day_starts(values: &[String], order: DateOrder, is_count: bool, longitudes: &[f64]) -> Vec<u16> {
    let clock = |text: &String| {
        let written = read_time(text, &TimeZone::UTC, order).filter(|read| read.is_zoned && read.precision < TimePrecision::Day);
        let counted = || read_count(western_digits(text.trim()).parse().ok().filter(|_| is_count)?, None);
        let at = written.or_else(counted)?.from;
        let offset_ms = own_zone(text).and_then(|zone| {
            let instant = jiff::Timestamp::from_millisecond(at.0).ok()?;
            Some(i64::from(zone.to_offset(instant).seconds()) * 1_000)
        });
        let is_midnight = |at_ms: i64| at_ms.rem_euclid(DAY_MIN * MINUTE_MS) == 0;
        // The beginning of the epoch is what software writes that has no time.
        (at.0 != 0 && at.0 % (15 * MINUTE_MS) == 0).then(|| Clock { at, is_midnight: is_midnight(at.0 + offset_ms.unwrap_or(0)) })
    };
    let Some(clocks) = values.iter().map(clock).collect::<Option<Vec<Clock>>>() else { return Vec::new() };
    let minutes: BTreeSet<i64> = clocks.iter().map(|clock| clock.at.0.rem_euclid(DAY_MIN * MINUTE_MS) / MINUTE_MS).collect();
    let is_one_zone = match minutes.iter().collect::<Vec<_>>().as_slice() {
        [_] => true,
        // 23:00 and 00:00 are an hour apart too.
        [first, last] => [60, DAY_MIN - 60].contains(&(**last - **first)),
        _ => false,
    };
    let is_said = clocks.len() >= MIDNIGHTS && clocks.iter().all(|clock| clock.is_midnight);
    let days: BTreeSet<i64> = clocks.iter().map(|clock| clock.at.0.div_euclid(DAY_MIN * MINUTE_MS)).collect();
    let is_of_place = || {
        let sun_h = median(longitudes).map(|degrees| degrees / 15.0);
        let fits = |minute: &i64| sun_h.is_some_and(|sun_h| (offset_of(*minute) as f64 / 60.0 - sun_h).abs() <= FROM_SUN_H);
        clocks.len() >= UNSAID_MIDNIGHTS && days.len() >= UNSAID_DAYS && minutes.iter().all(fits)
    };
    if is_one_zone && (is_said || is_of_place()) { minutes.into_iter().map(|minute| minute as u16).collect() } else { Vec::new() }
}

/// Where a time begins a day of such a column: the minutes by which the zone of the day is ahead of UTC.
pub fn offset_at(day_starts: &[u16], from: UtcMs) -> Option<i16> {
    if from.0 % MINUTE_MS != 0 {
        return None;
    }
    let minute = (from.0 / MINUTE_MS).rem_euclid(DAY_MIN);
    day_starts.iter().any(|start| i64::from(*start) == minute).then(|| offset_of(minute) as i16)
}

/// The same for one of the starts.
pub fn offset_of_start(minute: u16) -> i16 {
    offset_of(i64::from(minute)) as i16
}

/// The zone in which it is midnight so many minutes after that of UTC, by the minutes it is ahead.
fn offset_of(minute: i64) -> i64 {
    // No zone is more than twelve hours behind.
    if minute > DAY_MIN / 2 { DAY_MIN - minute } else { -minute }
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
