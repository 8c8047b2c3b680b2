//! From written times to intervals: as fine as written, never finer.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime, Time, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

use super::day_part::without_day_part;
pub use crate::domain::{DateOrder, EpochUnit};
use crate::domain::{TimePrecision, UtcMs, fold};

/// What a written time says: the interval of its own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReadTime {
    pub from: UtcMs,
    /// The first instant after.
    pub to: UtcMs,
    pub precision: TimePrecision,
    /// The text states its own offset or is in UTC.
    pub is_zoned: bool,
}

/// A calendar reading before a zone is applied.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Civil {
    from: DateTime,
    to: DateTime,
    precision: TimePrecision,
}

/// Reads a time as it is typed: ISO 8601 in any length; without offset in `zone`. Gives its first instant.
pub fn parse_instant(text: &str, zone: &str) -> Result<UtcMs, String> {
    let zone = TimeZone::get(zone).map_err(|_| format!("the zone “{zone}” is not in the zone database"))?;
    read_time(text, &zone, DateOrder::Unknown)
        .map(|read| read.from)
        .ok_or_else(|| "write it as 2022-01-05, 2022-01-05T04:30 or 2022-01-05T04:30:00Z".to_owned())
}

/// Reads a written time; `None` where it cannot be read, or where the order of day and month is not known.
pub fn read_time(text: &str, zone: &TimeZone, order: DateOrder) -> Option<ReadTime> {
    let text = western_digits(text.trim());
    let text = text.as_ref();
    if let Some(read) = read_utc(text).or_else(|| zoned(text)) {
        return Some(read);
    }
    let civil = iso(text)
        .or_else(|| compact(text))
        .or_else(|| with_month_name(text))
        .or_else(|| slashed(text, order))
        .or_else(|| in_part_of_day(text, order))?;
    let instant = |at: DateTime| Some(UtcMs(at.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond()));
    let from = instant(civil.from)?;
    let to = instant(civil.to)?;
    Some(ReadTime { from, to: UtcMs(to.0.max(from.0 + 1)), precision: civil.precision, is_zoned: false })
}

/// A day with a word for a part of it.
fn in_part_of_day(text: &str, order: DateOrder) -> Option<Civil> {
    let (date, (from, to)) = without_day_part(text)?;
    let date = date.as_str();
    let civil = iso(date).or_else(|| compact(date)).or_else(|| with_month_name(date)).or_else(|| slashed(date, order))?;
    if civil.precision != TimePrecision::Day {
        return None;
    }
    let at = |minutes: i64| civil.from.checked_add(minutes.minutes()).ok();
    Some(Civil { from: at(from)?, to: at(to)?, precision: TimePrecision::PartOfDay })
}

/// True where the text is a date whose day and month could stand either way round.
pub fn is_ambiguous(text: &str) -> bool {
    let text = western_digits(text.trim());
    slashed(&text, DateOrder::DayFirst).is_some() && slashed(&text, DateOrder::MonthFirst).is_some()
}

/// Which order a slashed date proves, if any.
pub fn proves_order(text: &str) -> Option<DateOrder> {
    let text = western_digits(text.trim());
    match (slashed(&text, DateOrder::DayFirst), slashed(&text, DateOrder::MonthFirst)) {
        (Some(_), None) => Some(DateOrder::DayFirst),
        (None, Some(_)) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// The text with Western digits; borrowed where it has no others.
pub fn western_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|c| match c {
            '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
            '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
            c => c,
        })
        .collect()
}

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
    if hour > 23 || minute > 59 || second > 59 {
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
fn zoned(text: &str) -> Option<ReadTime> {
    let has_time = text.contains(':') || text.contains('T');
    if !has_time {
        return None;
    }
    let zoned_at = |at: Timestamp| {
        let from = at.as_millisecond();
        let seconds = fraction_or_seconds(text);
        let (length, precision) = if seconds { (1, TimePrecision::Second) } else { (60_000, TimePrecision::Minute) };
        ReadTime { from: UtcMs(from), to: UtcMs(from + length), precision, is_zoned: true }
    };
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(zoned_at(at));
    }
    // "2022-01-05 04:30:00 +0200" and "2022-01-05T04:30Z" with a blank or without seconds.
    for format in [
        "%Y-%m-%dT%H:%M:%S%z",
        "%Y-%m-%d %H:%M:%S %z",
        "%Y-%m-%dT%H:%M%z",
        "%Y-%m-%d %H:%M %z",
        "%Y-%m-%dT%H:%M:%S%:z",
        "%Y-%m-%dT%H:%M%:z",
    ] {
        let utc = text.strip_suffix('Z').map(|rest| format!("{rest}+0000"));
        if let Ok(at) = Zoned::strptime(format, utc.as_deref().unwrap_or(text)) {
            return Some(zoned_at(at.timestamp()));
        }
    }
    if let Ok(at) = text.parse::<Zoned>() {
        return Some(zoned_at(at.timestamp()));
    }
    jiff::fmt::rfc2822::parse(text).ok().map(|at| zoned_at(at.timestamp()))
}

/// True where the clock time is written with seconds.
fn fraction_or_seconds(text: &str) -> bool {
    let clock = text.split(['T', ' ']).find(|part| part.contains(':')).unwrap_or(text);
    let clock = clock.split(['+', 'Z', '[']).next().unwrap_or(clock);
    // A negative offset has its own colon: 04:30-05:00 holds two, 04:30:00 holds two as well.
    clock.split('-').next().unwrap_or(clock).matches(':').count() >= 2
}

/// 2022, 2022-01, 2022-01-05, 2022/01/05, each with an optional clock time behind T or a blank.
fn iso(text: &str) -> Option<Civil> {
    let (day, clock) = match text.split_once(['T', 't']) {
        Some((day, clock)) => (day, Some(clock)),
        None => match text.split_once(' ') {
            Some((day, clock)) => (day, Some(clock)),
            None => (text, None),
        },
    };
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [year, rest @ ..] = parts.as_slice() else { return None };
    if year.len() != 4 || !parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    let number = |part: &&str| part.parse::<i8>().ok();
    match (rest, clock) {
        ([], None) => whole_year(year),
        ([month], None) => {
            let month = number(month)?;
            if month == 0 { whole_year(year) } else { whole_month(year, month) }
        }
        ([month, day], clock) => {
            let (month, day) = (number(month)?, number(day)?);
            match (month, day, clock) {
                // Zeros stand for "not known".
                (0, _, _) => whole_year(year),
                (_, 0, _) => whole_month(year, month),
                (_, _, None) => whole_day(Date::new(year, month, day).ok()?),
                (_, _, Some(clock)) => at_clock(Date::new(year, month, day).ok()?, clock.trim()),
            }
        }
        _ => None,
    }
}

fn whole_year(year: i16) -> Option<Civil> {
    let from = Date::new(year, 1, 1).ok()?;
    Some(Civil { from: from.at(0, 0, 0, 0), to: from.checked_add(1.year()).ok()?.at(0, 0, 0, 0), precision: TimePrecision::Year })
}

fn whole_month(year: i16, month: i8) -> Option<Civil> {
    let from = Date::new(year, month, 1).ok()?;
    Some(Civil { from: from.at(0, 0, 0, 0), to: from.checked_add(1.month()).ok()?.at(0, 0, 0, 0), precision: TimePrecision::Month })
}

fn whole_day(day: Date) -> Option<Civil> {
    Some(Civil { from: day.at(0, 0, 0, 0), to: day.checked_add(1.day()).ok()?.at(0, 0, 0, 0), precision: TimePrecision::Day })
}

/// `04:30`, `04:30:15`, `04:30:15.250`, `24:00`.
fn at_clock(day: Date, clock: &str) -> Option<Civil> {
    if clock.is_empty() {
        return whole_day(day);
    }
    let mut parts = clock.split(':');
    let mut hour: i8 = parts.next()?.trim().parse().ok()?;
    let minute: i8 = parts.next()?.trim().parse().ok()?;
    let second = parts.next();
    if parts.next().is_some() {
        return None;
    }
    let mut day = day;
    if hour == 24 && minute == 0 {
        hour = 0;
        day = day.checked_add(1.day()).ok()?;
    }
    let (whole, fraction) = second.map_or(("0", ""), |second| second.split_once('.').unwrap_or((second, "")));
    // A leap second is the last second before the next minute.
    let second_value: i8 = whole.trim().parse::<i8>().ok()?.min(59);
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let millis: i32 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    let from = day.to_datetime(Time::new(hour, minute, second_value, millis * 1_000_000).ok()?);
    let (length, precision) = if second.is_some() { (1.second(), TimePrecision::Second) } else { (1.minute(), TimePrecision::Minute) };
    Some(Civil { from, to: from.checked_add(length).ok()?, precision })
}

/// 20220105
fn compact(text: &str) -> Option<Civil> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let (year, month, day) = ((number / 10_000) as i16, (number / 100 % 100) as i8, (number % 100) as i8);
    if !(1800..=2200).contains(&year) {
        return None;
    }
    match (month, day) {
        (0, _) => whole_year(year),
        (_, 0) => whole_month(year, month),
        _ => whole_day(Date::new(year, month, day).ok()?),
    }
}

/// 5/1/2022, 5.1.2022, 5-1-2022, with an optional clock time.
fn slashed(text: &str, order: DateOrder) -> Option<Civil> {
    let (day, clock) = text.split_once([' ', 'T']).map_or((text, None), |(day, clock)| (day, Some(clock.trim())));
    let parts: Vec<&str> = day.split(['/', '.', '-']).collect();
    let [a, b, year] = parts.as_slice() else { return None };
    if year.len() != 4 || a.len() > 2 || b.len() > 2 {
        return None;
    }
    let (a, b): (i8, i8) = (a.parse().ok()?, b.parse().ok()?);
    let year: i16 = year.parse().ok()?;
    let (day, month) = match order {
        DateOrder::DayFirst => (a, b),
        DateOrder::MonthFirst => (b, a),
        DateOrder::Unknown if a > 12 => (a, b),
        DateOrder::Unknown if b > 12 => (b, a),
        DateOrder::Unknown if a == b => (a, b),
        DateOrder::Unknown => return None,
    };
    let day = Date::new(year, month, day).ok()?;
    clock.map_or_else(|| whole_day(day), |clock| at_clock(day, clock))
}

/// 16 May 2025, May 16, 2025, 5 كانون الثاني 2022, January 2022.
fn with_month_name(text: &str) -> Option<Civil> {
    let words: Vec<String> = fold(text).split(' ').map(ToOwned::to_owned).collect();
    let mut month = None;
    let mut numbers: Vec<i32> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let pair = words.get(at + 1).map(|next| format!("{word} {next}"));
        if let Some(found) = pair.as_deref().and_then(month_number) {
            month = Some(found);
            at += 2;
            continue;
        }
        if let Some(found) = month_number(word) {
            month = Some(found);
        } else if let Ok(number) = word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse() {
            numbers.push(number);
        } else if !is_weekday(word) {
            return None;
        }
        at += 1;
    }
    let month = month?;
    match numbers.as_slice() {
        [year] if *year > 31 => whole_month(i16::try_from(*year).ok()?, month),
        [a, b] => {
            let (day, year) = if *a > 31 { (*b, *a) } else { (*a, *b) };
            whole_day(Date::new(i16::try_from(year).ok()?, month, i8::try_from(day).ok()?).ok()?)
        }
        _ => None,
    }
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    const ARABIC: [&str; 7] = ["الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد"];
    DAYS.iter().any(|day| word.starts_with(day)) || ARABIC.contains(&word)
}

/// English names and their first three letters; Levantine and international Arabic names, folded.
fn month_number(word: &str) -> Option<i8> {
    const ENGLISH: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    const LEVANTINE: [&str; 12] =
        ["كانون الثاني", "شباط", "اذار", "نيسان", "ايار", "حزيران", "تموز", "اب", "ايلول", "تشرين الاول", "تشرين الثاني", "كانون الاول"];
    const INTERNATIONAL: [&str; 12] =
        ["يناير", "فبراير", "مارس", "ابريل", "مايو", "يونيو", "يوليو", "اغسطس", "سبتمبر", "اكتوبر", "نوفمبر", "ديسمبر"];
    let english = ENGLISH
        .iter()
        .position(|name| word == *name || (word.len() >= 3 && name.starts_with(word)) || word == "sept" && *name == "september");
    english
        .or_else(|| LEVANTINE.iter().position(|name| word == *name))
        .or_else(|| INTERNATIONAL.iter().position(|name| word == *name))
        .map(|at| at as i8 + 1)
}

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
    if !ms.is_finite() || ms.abs() > 8.6e15 {
        return None;
    }
    let from = ms.floor() as i64;
    Some(ReadTime { from: UtcMs(from), to: UtcMs(from + length), precision: TimePrecision::Second, is_zoned: true })
}

/// 1970-01-01T00:00Z, on which a missing date often falls.
pub fn is_epoch_zero(at: UtcMs) -> bool {
    at.0.abs() < 1_000 || at == UtcMs(date(1970, 1, 1).to_zoned(TimeZone::UTC).map_or(0, |at| at.timestamp().as_millisecond()))
}

/// True for a full date with a clock time of exactly midnight.
pub fn is_midnight(text: &str) -> bool {
    let clock = text.split(['T', ' ']).nth(1).unwrap_or_default();
    let clock = clock.trim_end_matches('Z');
    !clock.is_empty() && clock.contains(':') && clock.chars().all(|c| matches!(c, '0' | ':' | '.'))
}

/// Whether a file's name holds a date: `units_2024-05-01.geojson`, `front_20240501.kml`.
pub fn has_date(name: &str) -> bool {
    let name = western_digits(name);
    let mut numbers = name.split(|c: char| !c.is_ascii_digit());
    let is_whole = numbers.clone().any(|number| compact(number).is_some_and(|read| read.precision == TimePrecision::Day));
    let mut triples = Vec::new();
    while let Some(year) = numbers.next() {
        triples.extend(numbers.clone().next().zip(numbers.clone().nth(1)).map(|(month, day)| format!("{year}-{month}-{day}")));
    }
    is_whole || triples.iter().any(|text| iso(text).is_some_and(|read| read.precision == TimePrecision::Day))
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
