//! Dates in digits, before a zone is applied.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::clock::Clock;
use crate::domain::{DateOrder, TimePrecision};

/// A calendar reading before a zone is applied.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Civil {
    pub from: DateTime,
    pub to: DateTime,
    pub precision: TimePrecision,
    /// The year is written with two digits.
    pub is_short_year: bool,
}

/// Years that no incident of a map has in the Gregorian calendar, while the Hijri calendars are there now: 1300 AH is 1882.
pub(super) fn is_hijri(year: i16) -> bool {
    (1300..=1500).contains(&year)
}

/// Years below 1000 are written with fewer digits; what has them as 0022 means another one.
pub(super) fn is_sound_year(year: i16) -> bool {
    year >= 1000 && !is_hijri(year)
}

/// The year that two digits mean: 1950 to 2049.
pub(super) fn long_year(short: i16) -> i16 {
    if short <= 49 { 2000 + short } else { 1900 + short }
}

pub(super) fn day_of(year: i16, month: i8, day: i8) -> Option<Date> {
    if is_sound_year(year) { Date::new(year, month, day).ok() } else { None }
}

/// From the first of the days to the end of the last one.
pub(super) fn days(first: Date, last: Date, precision: TimePrecision) -> Option<Civil> {
    let (from, to) = (first.at(0, 0, 0, 0), last.tomorrow().ok()?.at(0, 0, 0, 0));
    Some(Civil { from, to, precision, is_short_year: false })
}

pub(super) fn whole_year(year: i16) -> Option<Civil> {
    days(day_of(year, 1, 1)?, day_of(year, 12, 31)?, TimePrecision::Year)
}

pub(super) fn whole_month(year: i16, month: i8) -> Option<Civil> {
    let first = day_of(year, month, 1)?;
    days(first, first.last_of_month(), TimePrecision::Month)
}

pub(super) fn whole_day(day: Date) -> Option<Civil> {
    days(day, day, TimePrecision::Day)
}

/// Digits alone, at most `len` of them.
pub(super) fn number(text: &str, len: usize) -> Option<i16> {
    (!text.is_empty() && text.len() <= len && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn small(text: &str) -> Option<i8> {
    number(text, 2)?.try_into().ok()
}

/// 2022, 2022-01, 2022-01-05, 2022/01/05.
pub(super) fn iso(text: &str) -> Option<Civil> {
    let mut parts = text.split(['-', '/', '.']);
    let year = parts.next().filter(|year| year.len() == 4)?;
    let year = number(year, 4)?;
    let (month, day) = (parts.next(), parts.next());
    // 2019.5 may be a month or the middle of the year.
    if parts.next().is_some() || day.is_none() && text.contains('.') {
        return None;
    }
    // Zeros stand for "not known".
    match (month.map(small), day.map(small)) {
        (None, _) | (Some(Some(0)), None | Some(Some(_))) => whole_year(year),
        (Some(Some(month)), None | Some(Some(0))) => whole_month(year, month),
        (Some(Some(month)), Some(Some(day))) => whole_day(day_of(year, month, day)?),
        _ => None,
    }
}

/// 20220105
pub(super) fn compact(text: &str) -> Option<Civil> {
    let (year, month, day) = (number(text.get(..4)?, 4)?, small(text.get(4..6)?)?, small(text.get(6..)?)?);
    if text.len() != 8 || !(1800..=2200).contains(&year) {
        return None;
    }
    match (month, day) {
        (0, _) => whole_year(year),
        (_, 0) => whole_month(year, month),
        _ => whole_day(day_of(year, month, day)?),
    }
}

/// Digits that begin as a stamp of these years does. As a count they would tell of 1976 or of the years from 2033 on.
pub fn looks_like_stamp(text: &str) -> bool {
    let year = text.get(..4).and_then(|year| number(year, 4));
    matches!(text.len(), 10 | 12 | 14)
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && year.is_some_and(|year| (1990..=2040).contains(&year))
}

/// 2022010504, 202201050430 and 20220105043000, which no count of seconds or milliseconds up to the year 2029 looks like but for
/// some of 1976.
pub(super) fn stamp(text: &str) -> Option<Civil> {
    // 20220105T0430
    let joined = text.split_once('T').filter(|(day, clock)| day.len() == 8 && matches!(clock.len(), 2 | 4 | 6));
    let joined = joined.map(|(day, clock)| format!("{day}{clock}"));
    let text = joined.as_deref().unwrap_or(text);
    if !matches!(text.len(), 10 | 12 | 14) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize| text.get(from..from + 2).map_or(Some(0), small);
    let year = number(text.get(..4)?, 4).filter(|year| (1900..=2100).contains(year))?;
    let day = whole_day(day_of(year, part(4)?, part(6)?)?)?;
    let precision = match text.len() {
        10 => TimePrecision::Hour,
        12 => TimePrecision::Minute,
        _ => TimePrecision::Second,
    };
    Clock::new(part(8)?, part(10)?, part(12)?, precision)?.on(day)
}

/// 5/1/2022, 5.1.2022, 5-1-2022; 5/1/22 where the order is known.
pub(super) fn slashed(text: &str, order: DateOrder) -> Option<Civil> {
    let mut parts = text.split(['/', '.', '-']);
    let (a, b, year) = (small(parts.next()?)?, small(parts.next()?)?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    // 22-01-05 begins with the year as often as with the day.
    let is_short_year = year.len() == 2 && order != DateOrder::Unknown && !text.contains('-');
    let year = match year.len() {
        4 => number(year, 4)?,
        2 if is_short_year => long_year(number(year, 2)?),
        _ => return None,
    };
    let (day, month) = match order {
        DateOrder::DayFirst => (a, b),
        DateOrder::MonthFirst => (b, a),
        DateOrder::Unknown if a > 12 => (a, b),
        DateOrder::Unknown if b > 12 => (b, a),
        DateOrder::Unknown if a == b => (a, b),
        DateOrder::Unknown => return None,
    };
    Some(Civil { is_short_year, ..whole_day(day_of(year, month, day)?)? })
}

/// The first instant of a day and that of the next, moved by minutes.
pub(super) fn part_of_day(day: Civil, (from, to): (i64, i64)) -> Option<Civil> {
    let at = |minutes: i64| day.from.checked_add(minutes.minutes()).ok();
    Some(Civil { from: at(from)?, to: at(to)?, precision: TimePrecision::PartOfDay, ..day })
}
