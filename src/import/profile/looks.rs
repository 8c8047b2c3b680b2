//! What the cells of a column look like.

use jiff::tz::TimeZone;

use crate::domain::DateOrder;
use crate::import::time::{
    BOTH_ORDERS, interval, is_clock_alone, is_unbounded, is_written_somehow, read_count, read_time, western_digits, zone_in,
};

/// Two decimal numbers with a comma between, degrees with their signs, or a grid reference.
pub fn looks_like_coordinates(value: &str) -> bool {
    let two = value.split_once([',', ';', '،']).is_some_and(|(first, second)| [first, second].iter().all(|part| part.contains('.')));
    let is_grid = || {
        let letters = value.chars().filter(|c| c.is_ascii_uppercase()).count();
        let digits = value.chars().filter(char::is_ascii_digit).count();
        value.starts_with(|c: char| c.is_ascii_digit()) && letters == 3 && digits >= 7
    };
    two || value.contains('°') || is_grid()
}

/// A zone by its name in the database, or an offset that says what it is.
pub fn is_zone(value: &str) -> bool {
    // A stamp ends with a zone and is none.
    let num_digits = value.chars().filter(|c| c.is_numeric()).count();
    num_digits <= "+03:00".len() && value.parse::<f64>().is_err() && zone_in(value).is_some()
}

/// A zone, or an abbreviation as those of zones are.
pub fn may_be_zone(value: &str) -> bool {
    is_zone(value) || (2..=5).contains(&value.trim().len()) && value.trim().bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Four digits or fewer.
pub fn is_short_number(value: &str) -> bool {
    let value = western_digits(value.trim());
    value.len() <= 4 && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number in whatever digits.
pub fn number_of(text: &str) -> Option<f64> {
    western_digits(text.trim()).parse().ok()
}

/// A time by its digits, not by a count of them.
pub fn is_written(text: &str) -> bool {
    read_time(text, &TimeZone::UTC, DateOrder::Unknown).is_some()
}

/// A time in any form: written, counted, from one to another.
pub fn looks_like_time(text: &str) -> bool {
    if let Some((start, end)) = interval(text) {
        let is_end = |text: &str| is_unbounded(text) || looks_like_time(text);
        return is_end(&start) && (is_end(end) || is_clock_alone(end));
    }
    match number_of(text) {
        Some(number) => is_written(text) || read_count(number, None).is_some(),
        None => is_written_somehow(text),
    }
}

/// As [`looks_like_time`], where no name says so: 1.2.10 may be anything.
pub fn looks_like_long_date(text: &str) -> bool {
    BOTH_ORDERS.iter().any(|order| read_time(text, &TimeZone::UTC, *order).is_some())
}
