//! Numbers that count from 1970, and days that spreadsheets count.

use jiff::ToSpan;
use jiff::civil::date;
use jiff::tz::TimeZone;

use super::date::Civil;
use super::{ReadTime, WrittenTime, in_zone};
use crate::domain::{EpochUnit, TimePrecision, UtcMs};

/// From 1900 to 2100 in milliseconds: what lies outside counts something else, or in another unit.
const PLAUSIBLE: std::ops::Range<i64> = -2_208_988_800_000..4_102_444_800_000;
/// Up to the year 9999, the last that can be shown.
const MAX_MS: f64 = 253_402_207_200_000.0;

/// Seconds up to the year 5138, then milliseconds, then microseconds; `None` for a year or a date such as 20220105.
pub fn epoch_unit_of(number: f64) -> Option<EpochUnit> {
    let size = number.abs();
    if size < 1e8 && size != 0.0 {
        None
    } else if size < 1e11 {
        Some(EpochUnit::Seconds)
    } else if size < 1e14 {
        Some(EpochUnit::Millis)
    } else {
        Some(EpochUnit::Micros)
    }
}

/// The instant that a number counts to from 1970.
pub fn read_epoch(unit: EpochUnit, number: f64) -> Option<ReadTime> {
    let (ms, length) = match unit {
        EpochUnit::Seconds => (number * 1e3, 1_000),
        EpochUnit::Millis => (number, 1),
        EpochUnit::Micros => (number / 1e3, 1),
        // They have no zone: see `read_sheet_days`.
        EpochUnit::SheetDays => return None,
    };
    if !ms.is_finite() || ms.abs() > MAX_MS {
        return None;
    }
    let from = ms.floor() as i64;
    Some(ReadTime { from: UtcMs(from), to: UtcMs(from + length), precision: TimePrecision::Second, is_zoned: true })
}

/// The instant by the unit of the number's own size, or by the one that was said where that gives no year of an incident.
pub fn read_count(number: f64, said: Option<EpochUnit>) -> Option<ReadTime> {
    let own = epoch_unit_of(number)?;
    let read = |unit: EpochUnit| read_epoch(unit, number).filter(|read| PLAUSIBLE.contains(&read.from.0));
    read(own).or_else(|| read(said?))
}

/// From 2000 to 2049 in days as spreadsheets count them: a narrow span, since any number may be a count.
const SHEET_DAYS: std::ops::Range<f64> = 36_526.0..54_789.0;

/// Whether a number may be days as spreadsheets count them.
pub fn is_sheet_days(number: f64) -> bool {
    SHEET_DAYS.contains(&number)
}

/// The day in a zone that spreadsheets give a number; with what is behind the point, the time of that day.
pub fn read_sheet_days(number: f64, zone: &TimeZone) -> Option<WrittenTime> {
    const SECONDS: f64 = 86_400.0;
    if !is_sheet_days(number) {
        return None;
    }
    // A clock is a fraction of a day and seldom a round one.
    let seconds = (number * SECONDS).round() as i64;
    let from = date(1899, 12, 30).at(0, 0, 0, 0).checked_add(seconds.seconds()).ok()?;
    let (length, precision) = match (seconds % 86_400, seconds % 60) {
        (0, _) => (1.day(), TimePrecision::Day),
        (_, 0) => (1.minute(), TimePrecision::Minute),
        _ => (1.second(), TimePrecision::Second),
    };
    in_zone(Civil { from, to: from.checked_add(length).ok()?, precision, is_short_year: false }, zone, false)
}

/// 1970-01-01T00:00Z, on which a missing date often falls.
pub fn is_epoch_zero(at: UtcMs) -> bool {
    at.0.abs() < 1_000 || at == UtcMs(date(1970, 1, 1).to_zoned(TimeZone::UTC).map_or(0, |at| at.timestamp().as_millisecond()))
}
