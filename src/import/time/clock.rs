//! Clock times beside a date: of 24 hours, and of 12 hours with a word for the half of the day.

use jiff::ToSpan;
use jiff::civil::Time;

use super::date::Civil;
use crate::domain::{TimePrecision, fold};

/// A time of the day as finely as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clock {
    time: Time,
    precision: TimePrecision,
    /// `24:00`: the midnight with which the day ends.
    ends_day: bool,
}

/// Parts a text into its date and the clock time behind it, where there is one.
pub(super) fn split(text: &str) -> (&str, Option<&str>) {
    let hour_ends = match memchr::memchr(b':', text.as_bytes()) {
        Some(colon) => colon,
        None => match half_of_day(text) {
            Some((hour, _)) => hour.len(),
            None => return (text, None),
        },
    };
    let before = text.get(..hour_ends).unwrap_or_default();
    let date = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let clock = text.get(date.len()..).unwrap_or_default();
    let date = match date.strip_suffix(['T', 't']) {
        Some(day) if day.ends_with(|c: char| c.is_ascii_digit()) => day,
        _ if date.ends_with([' ', ',', '،']) => date.trim_end_matches([' ', ',', '،']),
        _ => return (text, None),
    };
    (date, Some(clock))
}

/// The text before a word for the half of the day, and whether that is the second one.
pub(super) fn half_of_day(text: &str) -> Option<(&str, bool)> {
    let (before, word) = text.split_at(text.rfind(|c: char| c.is_ascii_digit())? + 1);
    if word.is_empty() { None } else { Some((before, is_second_half(word)?)) }
}

/// Whether a word for a half of the day means the second one.
pub(super) fn is_second_half(word: &str) -> Option<bool> {
    match fold(word).replace(' ', "").as_str() {
        "am" | "ص" | "صباحا" => Some(false),
        "pm" | "م" | "مساء" => Some(true),
        _ => None,
    }
}

/// Hour and minute of `0430`, `430` and `4h30`.
pub(super) fn in_digits(text: &str) -> Option<(&str, &str)> {
    let parted = text.split_once(['h', 'H']).or_else(|| match text.len() {
        3 | 4 => text.split_at_checked(text.len() - 2),
        _ => None,
    });
    parted.filter(|(hour, minute)| minute.len() == 2 && two_digits(hour).is_some_and(|hour| hour < 24) && two_digits(minute).is_some())
}

/// `04:30`, `04:30:15`, `04:30:15.250`, `24:00`, `4:30 PM`, `3pm`.
pub(super) fn read(text: &str) -> Option<Clock> {
    let text = text.trim();
    let (digits, is_second_half) = half_of_day(text).map_or((text, None), |(digits, is_second)| (digits, Some(is_second)));
    let mut parts = digits.split(':').map(str::trim);
    let (hour, minute, second) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let precision = match (minute, second) {
        (None, _) => TimePrecision::Hour,
        (_, None) => TimePrecision::Minute,
        _ => TimePrecision::Second,
    };
    let hour = match (two_digits(hour)?, is_second_half) {
        (hour, None) if minute.is_some() => hour,
        // Twelve is the first hour of its half.
        (12, Some(is_second)) => 12 * i8::from(is_second),
        (hour @ 1..=11, Some(is_second)) => hour + 12 * i8::from(is_second),
        (0, Some(false)) => 0,
        // Some tools write the word beside 24 hours as well.
        (hour @ 13..=23, Some(true)) => hour,
        _ => return None,
    };
    let minute = minute.map_or(Some(0), two_digits)?;
    let (whole, fraction) = second.map_or(("0", ""), |second| second.split_once('.').unwrap_or((second, "")));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let millis: i32 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    // A leap second is the last second before the next minute.
    let second = two_digits(whole).filter(|second| *second <= 60)?.min(59);
    if (hour, minute, second, millis) == (24, 0, 0, 0) {
        return Some(Clock { time: Time::midnight(), precision, ends_day: true });
    }
    Some(Clock { time: Time::new(hour, minute, second, millis * 1_000_000).ok()?, precision, ends_day: false })
}

fn two_digits(text: &str) -> Option<i8> {
    (text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

impl Clock {
    pub(super) fn new(hour: i8, minute: i8, second: i8, precision: TimePrecision) -> Option<Self> {
        Some(Self { time: Time::new(hour, minute, second, 0).ok()?, precision, ends_day: false })
    }

    pub(super) fn time(self) -> Time {
        self.time
    }

    /// True for the midnight with which the day begins.
    pub(super) fn is_midnight(self) -> bool {
        self.time == Time::midnight() && !self.ends_day
    }

    /// The time on the day that was read. A month or a year, which zeros for the day stand for, stays what it is.
    pub(super) fn on(self, day: Civil) -> Option<Civil> {
        if day.precision != TimePrecision::Day {
            return Some(day);
        }
        let date = if self.ends_day { day.from.date().tomorrow().ok()? } else { day.from.date() };
        let from = date.to_datetime(self.time);
        let length = match self.precision {
            TimePrecision::Hour => 1.hour(),
            TimePrecision::Minute => 1.minute(),
            _ => 1.second(),
        };
        Some(Civil { from, to: from.checked_add(length).ok()?, precision: self.precision, ..day })
    }
}
