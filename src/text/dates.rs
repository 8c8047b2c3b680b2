//! Instants as people write them: in a zone, in a language. The zones come from the database in the program, so that every
//! machine says the same.

use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

use super::messages::{Messages, UiLang};
use super::numbers::MonthNames;
use crate::domain::UtcMs;

/// An instant on the calendar and the clock of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
    /// Monday is 1, Sunday 7.
    pub weekday: i8,
    pub hour: i8,
    pub minute: i8,
    pub second: i8,
    /// Seconds by which the zone is ahead of UTC at that instant.
    pub offset_s: i32,
}

impl Civil {
    pub(super) fn date(&self) -> (i16, i8, i8) {
        (self.year, self.month, self.day)
    }
}

/// A zone by its IANA name, or by a fixed offset: `UTC`, `Z`, `+03:00`, `+0300`, `+03`.
fn zone(name: &str) -> Option<TimeZone> {
    static DATABASE: OnceLock<TimeZoneDatabase> = OnceLock::new();
    if matches!(name, "UTC" | "Z" | "z") {
        return Some(TimeZone::UTC);
    }
    if let Some(seconds) = offset_seconds(name) {
        return Some(TimeZone::fixed(Offset::from_seconds(seconds).ok()?));
    }
    DATABASE.get_or_init(TimeZoneDatabase::bundled).get(name).ok()
}

fn offset_seconds(text: &str) -> Option<i32> {
    let (sign, rest) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix(['-', '−'])?),
    };
    let digits: String = rest.chars().filter(|c| *c != ':').collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) || !matches!(digits.len(), 2 | 4) {
        return None;
    }
    let (hours, minutes) = digits.split_at(2);
    let minutes: i32 = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
    let hours: i32 = hours.parse().ok()?;
    (hours <= 18 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// Whether the name stands for a zone that this program knows.
pub fn has_zone(name: &str) -> bool {
    zone(name).is_some()
}

/// An instant in a zone; `None` where the zone is unknown or the instant beyond the years -9999 to 9999.
pub fn civil(instant: UtcMs, zone_name: &str) -> Option<Civil> {
    let zoned = Timestamp::from_millisecond(instant.0).ok()?.to_zoned(zone(zone_name)?);
    Some(Civil {
        year: zoned.year(),
        month: zoned.month(),
        day: zoned.day(),
        weekday: zoned.weekday().to_monday_one_offset(),
        hour: zoned.hour(),
        minute: zoned.minute(),
        second: zoned.second(),
        offset_s: zoned.offset().seconds(),
    })
}

/// The name of a month, 1 to 12, in full.
pub(super) fn month_name(month: i8, messages: &Messages) -> std::sync::Arc<str> {
    let set = if messages.locale().months == MonthNames::Levantine { "month-levantine" } else { "month" };
    messages.say(&format!("{set}-{month}"))
}

fn month_in_date(month: i8, messages: &Messages) -> std::sync::Arc<str> {
    // Arabic does not shorten its months.
    if messages.lang() == UiLang::Ar { month_name(month, messages) } else { messages.say(&format!("month-short-{month}")) }
}

pub(super) fn year_text(year: i16, messages: &Messages) -> String {
    messages.locale().shape_digits(&year.to_string())
}

/// The date, with or without its year.
pub(super) fn date_text(civil: &Civil, with_year: bool, messages: &Messages) -> String {
    let weekday = messages.say(&format!("weekday-short-{}", civil.weekday));
    let day = messages.locale().shape_digits(&civil.day.to_string());
    let month = month_in_date(civil.month, messages);
    if with_year { format!("{weekday} {day} {month} {}", year_text(civil.year, messages)) } else { format!("{weekday} {day} {month}") }
}

pub(super) fn time_text(civil: &Civil, seconds: bool, messages: &Messages) -> String {
    let mut text = format!("{:02}:{:02}", civil.hour, civil.minute);
    if seconds {
        text.push_str(&format!(":{:02}", civil.second));
    }
    messages.locale().shape_digits(&text)
}

/// `UTC+02`, `UTC+05:30`, `UTC-04`, `UTC`.
pub(super) fn offset_text(offset_s: i32) -> String {
    let (hours, minutes) = (offset_s.abs() / 3600, offset_s.abs() / 60 % 60);
    let sign = if offset_s < 0 { '-' } else { '+' };
    match (hours, minutes) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours:02}"),
        (hours, minutes) => format!("UTC{sign}{hours:02}:{minutes:02}"),
    }
}

/// The city that stands for a zone, in the language where the messages know it; `None` for UTC and fixed offsets.
pub fn zone_city(zone_name: &str, messages: &Messages) -> Option<String> {
    let (_, city) = zone_name.rsplit_once('/').filter(|(area, _)| *area != "Etc")?;
    let key = format!("zone-{}", zone_name.to_ascii_lowercase().replace(['/', '_'], "-"));
    Some(if messages.has(&key) { messages.say(&key).to_string() } else { city.replace('_', " ") })
}

/// The city that stands for a zone, or its offset where that never changes: `UTC+03` for `Etc/GMT-3`, whose sign would mislead.
pub fn zone_words(zone_name: &str, messages: &Messages) -> String {
    let is_fixed = zone_name.starts_with("Etc/") || zone_name.starts_with(['+', '-']);
    let fixed = || is_fixed.then(|| Some(offset_text(civil(UtcMs(0), zone_name)?.offset_s)))?;
    zone_city(zone_name, messages).or_else(fixed).unwrap_or_else(|| zone_name.to_owned())
}

/// `Wed 5 Jan 2022`, `الأربعاء 5 كانون الثاني 2022`.
pub fn format_date(instant: UtcMs, zone_name: &str, messages: &Messages) -> Option<String> {
    civil(instant, zone_name).map(|civil| date_text(&civil, true, messages))
}

/// `04:30`, or `04:30:15` with seconds.
pub fn format_time(instant: UtcMs, zone_name: &str, seconds: bool, messages: &Messages) -> Option<String> {
    civil(instant, zone_name).map(|civil| time_text(&civil, seconds, messages))
}

/// `Asia/Damascus (UTC+02)`, by the rules of the zone at that instant.
pub fn format_zone(instant: UtcMs, zone_name: &str) -> Option<String> {
    let offset = offset_text(civil(instant, zone_name)?.offset_s);
    Some(if zone_name == offset { offset } else { format!("{zone_name} ({offset})") })
}

/// The date-time group of military writing, always in UTC: `231530Z NOV 26`.
pub fn format_dtg(instant: UtcMs) -> Option<String> {
    const MONTHS: [&str; 12] = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let civil = civil(instant, "UTC")?;
    let month = MONTHS.get(usize::try_from(civil.month).ok()?.checked_sub(1)?)?;
    Some(format!("{:02}{:02}{:02}Z {month} {:02}", civil.day, civil.hour, civil.minute, civil.year.rem_euclid(100)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Digits, Locale};

    /// Milliseconds by the civil-day arithmetic of the proleptic Gregorian calendar, written out here.
    fn utc(year: i64, month: i64, day: i64, hour: i64, minute: i64) -> UtcMs {
        let (shifted_year, shifted_month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let days = 365 * shifted_year + shifted_year.div_euclid(4) - shifted_year.div_euclid(100)
            + shifted_year.div_euclid(400)
            + (153 * shifted_month + 2) / 5
            + day
            - 1
            - 719_468;
        UtcMs(((days * 24 + hour) * 60 + minute) * 60_000)
    }

    #[test]
    fn dates_are_written_in_both_languages() {
        let instant = utc(2022, 1, 5, 2, 30);
        let (en, ar) = (Messages::new(UiLang::En), Messages::new(UiLang::Ar));
        assert_eq!(format_date(instant, "Asia/Damascus", &en).unwrap(), "Wed 5 Jan 2022");
        assert_eq!(format_date(instant, "Asia/Damascus", &ar).unwrap(), "الأربعاء 5 كانون الثاني 2022");
        assert_eq!(format_time(instant, "Asia/Damascus", false, &en).unwrap(), "04:30");
        let locale = Locale { digits: Digits::ArabicIndic, months: MonthNames::International, lang: UiLang::Ar };
        let egypt = Messages::with_locale(locale);
        assert_eq!(format_date(instant, "Africa/Cairo", &egypt).unwrap(), "الأربعاء ٥ يناير ٢٠٢٢");
        assert_eq!(format_time(instant, "Africa/Cairo", true, &egypt).unwrap(), "٠٤:٣٠:٠٠");
    }

    #[test]
    fn a_zone_is_told_by_its_rules_at_that_instant() {
        // Syria left winter time for good in October 2022.
        assert_eq!(format_zone(utc(2022, 1, 5, 2, 30), "Asia/Damascus").unwrap(), "Asia/Damascus (UTC+02)");
        assert_eq!(format_zone(utc(2023, 1, 5, 2, 30), "Asia/Damascus").unwrap(), "Asia/Damascus (UTC+03)");
        assert_eq!(format_zone(utc(2023, 1, 5, 2, 30), "Asia/Kolkata").unwrap(), "Asia/Kolkata (UTC+05:30)");
        assert_eq!(format_zone(utc(2023, 1, 5, 2, 30), "UTC").unwrap(), "UTC");
        assert_eq!(format_zone(utc(2023, 1, 5, 2, 30), "Mars/Olympus"), None);
    }

    #[test]
    fn a_day_shifts_with_the_zone() {
        let instant = utc(2021, 12, 31, 22, 30);
        let en = Messages::new(UiLang::En);
        assert_eq!(format_date(instant, "Asia/Damascus", &en).unwrap(), "Sat 1 Jan 2022");
        assert_eq!(format_date(instant, "UTC", &en).unwrap(), "Fri 31 Dec 2021");
        assert_eq!(format_date(instant, "-03:30", &en).unwrap(), "Fri 31 Dec 2021");
    }

    #[test]
    fn the_date_time_group_is_in_utc() {
        assert_eq!(format_dtg(utc(2026, 11, 23, 15, 30)).unwrap(), "231530Z NOV 26");
        assert_eq!(format_dtg(utc(2005, 2, 3, 4, 5)).unwrap(), "030405Z FEB 05");
    }

    #[test]
    fn open_ends_and_unknown_zones_are_no_dates() {
        assert_eq!(civil(UtcMs::MIN, "UTC"), None);
        assert_eq!(civil(UtcMs::MAX, "UTC"), None);
        for name in ["", "Nowhere", "+99:00", "+3", "+03:99", "03:00"] {
            assert!(!has_zone(name), "{name}");
        }
        for name in ["UTC", "+03:00", "-0330", "+03", "Asia/Baghdad"] {
            assert!(has_zone(name), "{name}");
        }
    }
}
