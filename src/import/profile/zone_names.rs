//! Zones of time that the name of a column tells: `date_utc`, `Time (UTC+3)`, `Time (EET)`, `Event time Asia/Damascus`.

use jiff::tz::{Offset, TimeZone};

use super::names::{CLOCK_WORDS, UTC_WORDS, ZONE_WORDS};
use super::proposal::{has, words};
use crate::import::time::{has_zone_letters, offset_of, zone_in};

/// A zone, and what stands before it in the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedZone<'a> {
    pub before: &'a str,
    /// As the zone database calls it.
    pub zone: String,
}

/// `None` for a name that tells no zone, and for one of a column that holds zones.
pub fn zone_in_name(column: &str) -> Option<NamedZone<'_>> {
    if has(column, &ZONE_WORDS) {
        return None;
    }
    let found = by_place(column).or_else(|| by_offset(column)).or_else(|| by_letters(column));
    found.or_else(|| by_word(column))
}

/// Whether the name of a column says that its times are in UTC; `Time (UTC+3)` does not.
pub fn says_utc(column: &str) -> bool {
    let is_word = |word: &String| UTC_WORDS.contains(&word.as_str());
    let has_offset = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty();
    let words = words(column);
    words.iter().any(is_word) && !words.iter().any(has_offset) && !words.iter().any(|word| ZONE_WORDS.contains(&word.as_str()))
}

/// Whether the names of both tell zones, and different ones.
pub fn are_of_two_zones(column: &str, other: &str) -> bool {
    zone_in_name(column).zip(zone_in_name(other)).is_some_and(|(one, other)| one.zone != other.zone)
}

/// The name before the zone that it tells, without what joins the two.
pub fn without_zone(column: &str) -> &str {
    let named = zone_in_name(column).filter(|named| !named.before.trim().is_empty());
    named.map_or(column, |named| named.before.trim_end_matches([' ', '(', '[', '_', '-', ',']))
}

/// Columns in UTC before those of another zone, and these before the others: what is known to be exact before what is not.
pub fn zoned_first(columns: &mut [&str]) {
    columns.sort_by_key(|column| (!says_utc(column), zone_in_name(column).is_none()));
}

/// `date_utc`, `Time (UTC)`; what stands before it where nothing does behind it.
fn by_word(column: &str) -> Option<NamedZone<'_>> {
    let lower = column.to_ascii_lowercase();
    let bare = lower.trim_end_matches([' ', ')', ']']);
    let at_end = UTC_WORDS.iter().find_map(|word| column.get(..bare.strip_suffix(word)?.len()));
    says_utc(column).then(|| NamedZone { before: at_end.unwrap_or(column), zone: "UTC".to_owned() })
}

/// `Time (Asia/Damascus)`
fn by_place(column: &str) -> Option<NamedZone<'_>> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | ':' | ';');
    let parts = column.split(is_between).filter(|part| part.contains('/'));
    parts.into_iter().find_map(|part| {
        let zone = TimeZone::get(part).ok()?.iana_name()?.to_owned();
        Some(NamedZone { before: column.split(part).next()?, zone })
    })
}

/// `Time (UTC+3)`, `time GMT +03:00`
fn by_offset(column: &str) -> Option<NamedZone<'_>> {
    let lower = column.to_ascii_lowercase();
    UTC_WORDS.iter().find_map(|word| {
        let at = lower.find(word)?;
        let (before, behind) = column.split_at_checked(at)?;
        let behind = behind.get(word.len()..)?.trim_start();
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, ':' | '+' | '-' | '−');
        let stated = behind.split(|c| !is_part(c)).next().filter(|stated| stated.contains(|c: char| c.is_ascii_digit()))?;
        // `UTC+2/+3` and `UTC+3 in summer` say more than one.
        if !behind.get(stated.len()..)?.chars().all(|c| c.is_whitespace() || matches!(c, ')' | ']')) {
            return None;
        }
        Some(NamedZone { before, zone: named(offset_of(stated)?)? })
    })
}

/// `Time (EET)`, `Time MSK`. Behind other words such letters may be anything, and `EET/EEST` is two zones.
fn by_letters(column: &str) -> Option<NamedZone<'_>> {
    let bare = column.trim_end().trim_end_matches([')', ']']);
    let before = bare.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let is_clock = || words(before).iter().rfind(|word| !word.is_empty()).is_some_and(|word| CLOCK_WORDS.contains(&word.as_str()));
    let is_apart = before.ends_with(['(', '[']) || before.ends_with(' ') && before.contains(char::is_lowercase) && is_clock();
    if !is_apart || !has_zone_letters(bare) {
        return None;
    }
    let zone = zone_in(bare.get(before.len()..)?)?;
    Some(NamedZone { before, zone: named(zone.to_fixed_offset().ok()?)? })
}

/// The zone that has this offset all year and had it ever since exports are written.
fn named(offset: Offset) -> Option<String> {
    const BESIDE_HOURS: [(i32, &str); 4] = [(270, "Asia/Kabul"), (330, "Asia/Kolkata"), (345, "Asia/Kathmandu"), (570, "Australia/Darwin")];
    let minutes = offset.seconds() / 60;
    match (minutes / 60, minutes % 60) {
        (0, 0) => Some("UTC".to_owned()),
        // The database counts these the other way round.
        (hours @ -12..=14, 0) => Some(format!("Etc/GMT{:+}", -hours)),
        _ => BESIDE_HOURS.iter().find(|(known, _)| *known == minutes).map(|(_, zone)| (*zone).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{without_zone, zone_in_name};

    #[test]
    fn what_stands_before_the_zone_is_the_name() {
        for (column, name) in [
            ("end_time (UTC)", "end_time"),
            ("end_time_utc", "end_time"),
            ("Time (UTC+3)", "Time"),
            ("Time [Asia/Damascus]", "Time"),
            ("UTC", "UTC"),
            ("time", "time"),
        ] {
            assert_eq!(without_zone(column), name, "{column}");
        }
    }

    #[test]
    fn names_of_columns_tell_zones() {
        for (column, zone) in [
            ("date_utc", Some("UTC")),
            ("Time (UTC+3)", Some("Etc/GMT-3")),
            ("Time (GMT +03:00)", Some("Etc/GMT-3")),
            ("time_utc-5", Some("Etc/GMT+5")),
            ("Event time [UTC−04:00]", Some("Etc/GMT+4")),
            ("Time UTC+0", Some("UTC")),
            ("Time (UTC+4:30)", Some("Asia/Kabul")),
            ("Time (UTC+3:30)", None),
            ("Time (EET)", Some("Etc/GMT-2")),
            ("Time MSK", Some("Etc/GMT-3")),
            ("Time (CST)", None),
            ("EVENT CAT", None),
            ("Date CAT", None),
            ("Date of WAT", None),
            ("Time (EET/EEST)", None),
            ("Time (UTC+2/+3)", None),
            ("Time (UTC +3 in summer)", None),
            ("Time (Asia/Damascus)", Some("Asia/Damascus")),
            ("Date/Time", None),
            ("utc_offset", None),
            ("time", None),
        ] {
            assert_eq!(zone_in_name(column).map(|named| named.zone).as_deref(), zone, "{column}");
        }
    }
}
