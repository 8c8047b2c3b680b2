//! Clocks and zones as people write them behind a date: `14h30`, `1430h`, `2.30pm`, `14:30 hrs`, `14:30 local time`, `14:30 UTC`,
//! `14:30 (GMT+3)`, `1430Z`, `14:30 EET`. Abbreviations that mean different zones in different places are not read.

use std::borrow::Cow;

use jiff::tz::{Offset, TimeZone};

use super::clock::{self, half_of_day, in_digits};
use super::{BOTH_ORDERS, one_date};
use crate::domain::TimePrecision;

/// Words that say only that what precedes them is a time of day, or that it is one of the place: such a time has the zone of its column.
const IDLE_WORDS: [&str; 8] = ["local time", "local", "hours", "hrs", "hr", "h", "بالتوقيت المحلي", "التوقيت المحلي"];
/// Words for universal time; the longer ones first, since they end with the shorter.
const UNIVERSAL_WORDS: [&str; 5] = ["utc", "gmt", "بتوقيت غرينتش", "توقيت غرينتش", "بالتوقيت العالمي"];
/// Letters of zones that mean one offset wherever they are written, in minutes.
const ABBREVIATIONS: [(&str, i32); 16] = [
    ("WET", 0),
    ("WEST", 60),
    ("WAT", 60),
    ("CET", 60),
    ("CEST", 120),
    ("CAT", 120),
    ("SAST", 120),
    ("EET", 120),
    ("EEST", 180),
    ("EAT", 180),
    ("MSK", 180),
    ("TRT", 180),
    ("IRST", 210),
    ("IRDT", 270),
    ("AFT", 270),
    ("PKT", 300),
];
/// Words between a day and its clock; the longer before what they end with.
const BETWEEN: [&str; 4] = [" at ", " في الساعة ", " الساعة ", " @ "];

/// A date with its clock as the other readers take it, and the zone that is stated; `None` where nothing is said in such words.
pub(super) fn plainly(text: &str) -> Option<(String, Option<TimeZone>)> {
    if !text.contains(|c: char| c.is_alphabetic() || matches!(c, '+' | '@')) {
        return None;
    }
    let (rest, zone) = without_zone(text);
    let is_day = |text: &str| {
        let is_year = |number: &str| number.len() == 4 && number.starts_with(['1', '2']);
        let has_year = text.len() > 4 && text.split(|c: char| !c.is_ascii_digit()).any(is_year);
        let read = || BOTH_ORDERS.iter().find_map(|order| one_date(text, *order));
        has_year && read().is_some_and(|read| read.precision == TimePrecision::Day)
    };
    if zone.is_some() && is_day(rest) {
        return Some((rest.to_owned(), zone));
    }
    let without_words = without_idle_words(rest);
    let mut plain = Cow::Borrowed(without_words.unwrap_or(rest));
    for word in BETWEEN {
        if let Some((day, clock)) = plain.split_once(word).filter(|(_, clock)| clock.starts_with(|c: char| c.is_ascii_digit())) {
            plain = format!("{day} {clock}").into();
        }
    }
    if let Some(clear) = clear_clock(&plain, without_words.is_some() || zone.is_some()) {
        plain = clear.into();
    }
    // Without a clock the words said something else: what is left of `5 May 14h` is no day of 2014.
    let is_said = (zone.is_some() || plain != text) && clock::split(&plain).1.is_some();
    is_said.then(|| (plain.into_owned(), zone))
}

/// The text before the zone that is stated at its end.
fn without_zone(text: &str) -> (&str, Option<TimeZone>) {
    let in_brackets = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let (before, stated) = match in_brackets {
        Some((before, zone)) => (before.trim_end(), universal(zone).or_else(|| abbreviated(zone))),
        None => (text, None),
    };
    let found = stated.filter(|(rest, _)| rest.is_empty()).map(|(_, offset)| (before, offset)).or_else(|| universal(text));
    let found = found.or_else(|| abbreviated(text).filter(|(before, _)| !before.is_empty()));
    match found {
        Some((before, offset)) => (before.trim_end(), Some(TimeZone::fixed(offset))),
        None => match military(text).or_else(|| bare(text)) {
            Some((before, offset)) => (before, Some(TimeZone::fixed(offset))),
            None => (text, None),
        },
    }
}

/// `… UTC`, `… GMT+3`, `… UTC +03:00`: what stands before it, and the offset.
fn universal(text: &str) -> Option<(&str, Offset)> {
    let lower = text.to_ascii_lowercase();
    UNIVERSAL_WORDS.iter().find_map(|word| {
        let at = lower.rfind(word)?;
        let before = text.get(..at)?;
        // No end of another word.
        let offset = if before.ends_with(char::is_alphabetic) { None } else { offset(text.get(at + word.len()..)?) };
        offset.map(|offset| (before, offset))
    })
}

/// `14:30 EET`: what stands before it, and the offset.
pub(super) fn abbreviated(text: &str) -> Option<(&str, Offset)> {
    let at = text.rfind(|c: char| !c.is_ascii_uppercase()).map_or(0, |at| at + 1);
    let (before, letters) = text.split_at_checked(at)?;
    let (_, minutes) = ABBREVIATIONS.iter().find(|(known, _)| *known == letters)?;
    Some((before.trim_end(), Offset::from_seconds(minutes * 60).ok()?))
}

/// `1430Z`, `14:30 Z`.
fn military(text: &str) -> Option<(&str, Offset)> {
    let before = text.strip_suffix(['Z', 'z'])?.trim_end();
    before.ends_with(|c: char| c.is_ascii_digit()).then_some((before, Offset::UTC))
}

/// `14:30 +03`. One digit may count something else, and beside a minus it may be the end of a span.
fn bare(text: &str) -> Option<(&str, Offset)> {
    let (before, behind) = text.rsplit_once('+')?;
    let before = before.trim_end();
    if behind.len() < 2 || !before.contains(':') || !before.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some((before, offset(&format!("+{behind}"))?))
}

/// `+3`, `+03`, `-0330`, `+03:00`, nothing.
pub(super) fn offset(text: &str) -> Option<Offset> {
    let text = text.trim();
    if text.is_empty() {
        return Some(Offset::UTC);
    }
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+')?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    let number = |text: &str| if (1..=2).contains(&text.len()) { text.parse::<u8>().ok() } else { None };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (i32::from(hours) * 3_600 + i32::from(minutes) * 60)).ok()
}

/// The text before words that say no more than that it is a time of day, where there are any.
fn without_idle_words(text: &str) -> Option<&str> {
    let before = |rest: &str| {
        IDLE_WORDS.iter().find_map(|word| {
            let at = rest.len().checked_sub(word.len())?;
            let (before, end) = rest.split_at_checked(at)?;
            let before = before.trim_end();
            let is_word = end.eq_ignore_ascii_case(word) && (!before.ends_with(char::is_alphabetic) || half_of_day(before).is_some());
            is_word.then_some(before.len())
        })
    };
    let mut found = None;
    while let Some(length) = before(found.unwrap_or(text).trim_end_matches('.')) {
        found = text.get(..length);
    }
    found
}

/// The text with a colon in its clock, where that is written without: `14h30`; `2.30pm`; and, where it is known for a clock, `1430` and
/// `14.30`. Two or three digits may count hours: `120 hours`.
fn clear_clock(text: &str, is_clock: bool) -> Option<String> {
    let (digits, is_half) = half_of_day(text).map_or((text, false), |(digits, _)| (digits, true));
    let at = digits.rfind([' ', '\u{a0}'])? + 1;
    let (day, clock) = (text.get(..at)?, digits.get(at..)?);
    let behind = text.get(digits.len()..)?;
    let (hour, minute) = match clock.split_once('.') {
        Some((hour, minute)) if is_half || is_clock && clock.len() == 5 => {
            in_digits(&format!("{hour}h{minute}")).and(Some((hour, minute)))?
        }
        None if is_half || is_clock && clock.len() == 4 || clock.contains(['h', 'H']) => in_digits(clock)?,
        _ => return None,
    };
    Some(format!("{day}{hour}:{minute}{behind}"))
}
