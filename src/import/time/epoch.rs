//! Numbers that count from 1970.

use jiff::civil::date;
use jiff::tz::TimeZone;

use super::ReadTime;
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

/// 1970-01-01T00:00Z, on which a missing date often falls.
pub fn is_epoch_zero(at: UtcMs) -> bool {
    at.0.abs() < 1_000 || at == UtcMs(date(1970, 1, 1).to_zoned(TimeZone::UTC).map_or(0, |at| at.timestamp().as_millisecond()))
}
