//! Times that state their own offset.

use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::ReadTime;
use super::date::is_sound_year;
use crate::domain::{TimePrecision, UtcMs};

/// `2022-01-05T04:30:00Z` and `2022-01-05T04:30Z`, as machines write it. What is written otherwise, or is no time, is for
/// [`zoned`], which reads these too and takes ten times as long.
pub fn read_utc(text: &str) -> Option<ReadTime> {
    let (clock, seconds) = match text.as_bytes() {
        [clock @ .., b'Z'] if clock.len() == 16 => (clock, None),
        [clock @ .., b':', tens, ones, b'Z'] if clock.len() == 16 => (clock, Some([*tens, *ones])),
        _ => return None,
    };
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2] = clock else { return None };
    let pair = |tens: u8, ones: u8| {
        let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then_some(tens * 10 + ones)
    };
    let year = i16::from(pair(y1, y2)?) * 100 + i16::from(pair(y3, y4)?);
    let (month, day, hour, minute) = (pair(m1, m2)?, pair(d1, d2)?, pair(h1, h2)?, pair(n1, n2)?);
    let second = seconds.map_or(Some(0), |[tens, ones]| pair(tens, ones))?;
    if hour > 23 || minute > 59 || second > 59 || !is_sound_year(year) {
        return None;
    }
    let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let clock = i64::from(hour) * 3_600 + i64::from(minute) * 60 + i64::from(second);
    let from = (days_since_1970(day) * 86_400 + clock) * 1_000;
    let (length, precision) = if seconds.is_some() { (1, TimePrecision::Second) } else { (60_000, TimePrecision::Minute) };
    Some(ReadTime { from: UtcMs(from), to: UtcMs(from + length), precision, is_zoned: true })
}

/// The days of the civil calendar before a date, counted from 1970-01-01. Counts from March, so that the leap day is the last of
/// its year, and by the 400 years after which the calendar begins anew.
fn days_since_1970(day: Date) -> i64 {
    let month = i64::from(day.month());
    let year = i64::from(day.year()) - i64::from(month < 3);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(day.day()) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// An instant with its own offset: RFC 3339, ISO with offset, RFC 2822, or with a bracketed zone.
pub(super) fn zoned(text: &str) -> Option<ReadTime> {
    let (at, zone) = instant(text)?;
    if !is_sound_year(at.to_zoned(zone).year()) {
        return None;
    }
    let from = at.as_millisecond();
    let (length, precision) = if fraction_or_seconds(text) {
        (1, TimePrecision::Second)
    } else if is_hour_alone(text) {
        (3_600_000, TimePrecision::Hour)
    } else {
        (60_000, TimePrecision::Minute)
    };
    Some(ReadTime { from: UtcMs(from), to: UtcMs(from + length), precision, is_zoned: true })
}

/// The offset or zone that a time states as machines state it.
pub(super) fn own_zone(text: &str) -> Option<TimeZone> {
    instant(text).map(|(_, zone)| zone)
}

fn instant(text: &str) -> Option<(Timestamp, TimeZone)> {
    let has_time = text.contains(':') || text.contains('T');
    if !has_time || is_clock_range(text) {
        return None;
    }
    let of_zoned = |zoned: Zoned| (zoned.timestamp(), zoned.time_zone().clone());
    if let Ok(at) = text.parse::<Timestamp>() {
        let offset = Pieces::parse(text).ok().and_then(|pieces| pieces.to_numeric_offset());
        return Some((at, offset.map_or(TimeZone::UTC, TimeZone::fixed)));
    }
    // "2022-01-05 04:30:00 +0200" and "2022-01-05T04:30Z" with a blank or without seconds.
    for format in [
        "%Y-%m-%dT%H:%M:%S%z",
        "%Y-%m-%d %H:%M:%S %z",
        "%Y-%m-%dT%H:%M%z",
        "%Y-%m-%d %H:%M %z",
        "%Y-%m-%dT%H:%M:%S%:z",
        "%Y-%m-%dT%H:%M%:z",
        "%Y%m%dT%H%M%z",
    ] {
        let utc = text.strip_suffix('Z').map(|rest| format!("{rest}+0000"));
        if let Ok(zoned) = Zoned::strptime(format, utc.as_deref().unwrap_or(text)) {
            return Some(of_zoned(zoned));
        }
    }
    text.parse::<Zoned>().or_else(|_| jiff::fmt::rfc2822::parse(text)).ok().map(of_zoned)
}

/// `2022-01-05 14:00-16:30`, from one clock time to another as people write it: beside a blank, hours and minutes twice. With a `T` or with
/// seconds it is an offset, which is never beyond 14 hours.
fn is_clock_range(text: &str) -> bool {
    let Some((clock, behind)) = text.rsplit_once(['-', '–']).filter(|(clock, _)| clock.contains(':')) else { return false };
    let hours = behind.split(':').next().and_then(|hours| hours.trim().parse::<u8>().ok());
    let is_range = !text.contains('T') && behind.contains(':') && clock.matches(':').count() == 1;
    is_range || behind.contains(':') && hours.is_some_and(|hours| hours > 14)
}

/// 2022-01-05T04Z
fn is_hour_alone(text: &str) -> bool {
    let clock = text.split_once('T').map_or("", |(_, clock)| clock);
    clock.find(|c: char| !c.is_ascii_digit()) == Some(2) && !clock.get(2..).unwrap_or_default().starts_with(':')
}

/// True where the clock time is written with seconds.
fn fraction_or_seconds(text: &str) -> bool {
    let clock = text.split(['T', ' ']).find(|part| part.contains(':')).unwrap_or(text);
    let clock = clock.split(['+', 'Z', '[']).next().unwrap_or(clock);
    // A negative offset has its own colon: 04:30-05:00 holds two, 04:30:00 holds two as well.
    clock.split('-').next().unwrap_or(clock).matches(':').count() >= 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{read_utc, zoned};

    proptest! {
        #[test]
        fn a_time_as_machines_write_it_is_read_as_the_library_reads_it(
            (year, month, day) in (0i16..9999, 0u8..14, 0u8..33),
            (hour, minute, second) in (0u8..26, 0u8..62, prop::option::of(0u8..62)),
        ) {
            let clock = second.map_or(String::new(), |second| format!(":{second:02}"));
            let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}{clock}Z");
            if let Some(read) = read_utc(&text) {
                prop_assert_eq!(Some(read), zoned(&text), "{}", text);
            } else {
                // Only what the library refuses, or counts as a leap second, is left to it.
                prop_assert!(zoned(&text).is_none() || second == Some(60) || hour == 24, "{}", text);
            }
        }
    }
}
