//! From written times to intervals: as fine as written, never finer.

mod clock;
mod date;
mod epoch;
mod forms;
mod instant;
mod month_names;
mod spoken;

use std::borrow::Cow;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::day_part::without_day_part;
pub use crate::domain::{DateOrder, EpochUnit};
use crate::domain::{TimePrecision, UtcMs, fold, western_digit};
use date::Civil;
pub use date::looks_like_stamp;
pub use epoch::{epoch_unit_of, is_epoch_zero, is_sheet_days, read_count, read_epoch, read_sheet_days};
pub use instant::read_utc;

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

impl ReadTime {
    /// From the start of this time to another; an end that lies before it all is where the interval begins. A day or a month is over when
    /// it is over, and may hold the start: it says nothing of the hours before it. A clock is where it ends: from two to four is two hours
    /// and not a minute more.
    pub fn until(self, end: Self) -> (UtcMs, UtcMs) {
        let last = if end.precision < TimePrecision::Day { end.from } else { end.to };
        (if end.to > self.from { self.from } else { end.from }, self.to.max(last))
    }
}

/// A time and what had to be assumed to read it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WrittenTime {
    pub time: ReadTime,
    /// The year is written with two digits.
    pub is_short_year: bool,
    /// Midnight was taken for the whole day.
    pub is_day_of_midnight: bool,
    /// It is written as the midnight of a zone, in a column of no other times: by how many minutes that is ahead of UTC.
    pub day_offset: Option<i16>,
}

impl WrittenTime {
    pub fn as_written(time: ReadTime) -> Self {
        Self { time, is_short_year: false, is_day_of_midnight: false, day_offset: None }
    }
}

pub const BOTH_ORDERS: [DateOrder; 2] = [DateOrder::DayFirst, DateOrder::MonthFirst];

/// Why a time cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Day and month, or day and year, could stand either way round.
    Order,
    /// It is a date in the other order than that of its column.
    OtherOrder,
    /// Its year is one of the Hijri calendar.
    Hijri,
    Unknown,
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
    // A guess of the century is for those who tell it.
    read_written(text, zone, order).filter(|read| !read.is_short_year).map(|read| read.time)
}

/// As [`read_time`], with years of two digits as well where they cannot be taken for a day.
pub fn read_written(text: &str, zone: &TimeZone, order: DateOrder) -> Option<WrittenTime> {
    let text = western_digits(text.trim());
    let text = text.as_ref();
    if let Some(read) = read_utc(text) {
        return Some(WrittenTime::as_written(read));
    }
    if let Some(civil) = civil(text, order) {
        return in_zone(civil, zone, false);
    }
    if let Some(read) = instant::zoned(text) {
        return Some(WrittenTime::as_written(read));
    }
    if let Some((plain, own)) = spoken::plainly(text)
        && let Some(civil) = civil(&plain, order)
    {
        return in_zone(civil, own.as_ref().unwrap_or(zone), own.is_some());
    }
    if let Some(civil) = in_part_of_day(text, order) {
        return in_zone(civil, zone, false);
    }
    if let Some((plain, is_short_year)) = forms::plainly(text) {
        let read = match instant::zoned(&plain) {
            Some(read) => WrittenTime::as_written(read),
            None => in_zone(civil(&plain, order)?, zone, false)?,
        };
        return Some(WrittenTime { is_short_year, ..read });
    }
    // The letter that says which calendar a year is of: 2022م.
    let year = text.strip_suffix('م').map(str::trim_end).filter(|text| ends_with_year(text))?;
    in_zone(civil(year, order)?, zone, false)
}

fn ends_with_year(text: &str) -> bool {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    digits == 4 && text.get(text.len() - 4..).and_then(|year| date::number(year, 4)).is_some_and(date::is_sound_year)
}

/// Whether a text is a time in either order of day and month.
pub fn is_written_somehow(text: &str) -> bool {
    BOTH_ORDERS.iter().any(|order| read_written(text, &TimeZone::UTC, *order).is_some())
}

fn in_zone(civil: Civil, zone: &TimeZone, is_zoned: bool) -> Option<WrittenTime> {
    let instant = |at: DateTime| Some(UtcMs(at.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond()));
    let from = instant(civil.from)?;
    let to = instant(civil.to)?;
    let time = ReadTime { from, to: UtcMs(to.0.max(from.0 + 1)), precision: civil.precision, is_zoned };
    Some(WrittenTime { is_short_year: civil.is_short_year, ..WrittenTime::as_written(time) })
}

/// The offset or zone that a time states, be it a time of day alone.
pub fn own_zone(text: &str) -> Option<TimeZone> {
    if !may_state_zone(text) {
        return None;
    }
    let text = western_digits(text.trim());
    let stated = |text: &str| instant::own_zone(text).or_else(|| spoken::plainly(text)?.1);
    stated(&text).or_else(|| stated(&on_some_day(&text)))
}

/// The zone that a text names which holds nothing else: `Asia/Damascus`, `UTC+3`, `+03:00`; a number alone is one of hours.
pub fn zone_in(text: &str) -> Option<TimeZone> {
    let text = western_digits(text.trim());
    if let Ok(hours) = text.parse::<f64>() {
        let quarters = hours * 4.0;
        let is_offset = (-48.0..=56.0).contains(&quarters) && quarters.fract() == 0.0;
        return is_offset.then(|| jiff::tz::Offset::from_seconds(quarters as i32 * 900).ok().map(TimeZone::fixed))?;
    }
    if text.contains('/') {
        return TimeZone::get(&text).ok();
    }
    if text.starts_with(['+', '-', '−']) {
        return spoken::offset(&text).map(TimeZone::fixed);
    }
    own_zone(&format!("00:00 {text}"))
}

/// Whether a folded word is the name of a month.
pub fn is_month(word: &str) -> bool {
    month_names::month_number(word).is_some()
}

/// `+3`, `+03`, `-0330`, `+03:00`.
pub fn offset_of(text: &str) -> Option<jiff::tz::Offset> {
    spoken::offset(text)
}

/// Whether a text ends with letters that stand for an offset: `14:30 EET`, `14:30 (MSK)`.
pub fn has_zone_letters(text: &str) -> bool {
    let text = text.trim_end();
    let text = text.strip_suffix(')').unwrap_or(text);
    text.ends_with(|c: char| c.is_ascii_uppercase()) && spoken::abbreviated(text).is_some()
}

/// Most times state none, and need no closer look.
fn may_state_zone(text: &str) -> bool {
    let is_dated = |at: usize| at < "2022-01-05".len();
    text.contains(|c: char| c.is_alphabetic() && !matches!(c, 'T' | 't') || matches!(c, '+' | '('))
        || text.rfind('-').is_some_and(|at| !is_dated(at))
}

/// A time of day alone, as the readers of whole times take it.
fn on_some_day(time_of_day: &str) -> String {
    at_clock("2000-01-01", time_of_day)
}

fn civil(text: &str, order: DateOrder) -> Option<Civil> {
    let (day, clock) = clock::split(text);
    match clock {
        None => one_date(day, order),
        Some(clock) => clock::read(clock)?.on(one_date(day, order)?),
    }
}

fn one_date(text: &str, order: DateOrder) -> Option<Civil> {
    date::iso(text)
        .or_else(|| date::compact(text))
        .or_else(|| date::stamp(text))
        .or_else(|| date::slashed(text, order))
        .or_else(|| month_names::read(text))
}

/// A day with a word for a part of it.
fn in_part_of_day(text: &str, order: DateOrder) -> Option<Civil> {
    if !text.contains(char::is_alphabetic) {
        return None;
    }
    let (day, part) = without_day_part(text)?;
    let day = one_date(&day, order).filter(|day| day.precision == TimePrecision::Day)?;
    match part {
        Some(part) => date::part_of_day(day, part),
        None => Some(day),
    }
}

/// The dates that a text is in either order of day and month.
fn in_both_orders(text: &str) -> [Option<Civil>; 2] {
    let text = western_digits(text.trim());
    let text = spoken::plainly(&text).map_or(text, |(plain, _)| plain.into());
    let date = clock::split(&text).0;
    let without_part = without_day_part(date);
    let date = without_part.as_ref().map_or(date, |(date, _)| date);
    BOTH_ORDERS.map(|order| date::slashed(date, order))
}

/// True where the text is a date whose day and month, or day and year, could stand either way round.
pub fn is_ambiguous(text: &str) -> bool {
    match in_both_orders(text) {
        [Some(_), Some(_)] => true,
        [Some(read), None] | [None, Some(read)] => read.is_short_year && may_begin_with_year(text),
        [None, None] => false,
    }
}

/// Which order a slashed date proves, if any. One whose year has two digits proves none where its first number may be the year.
pub fn proves_order(text: &str) -> Option<DateOrder> {
    match in_both_orders(text) {
        [Some(read), None] if !read.is_short_year || !may_begin_with_year(text) => Some(DateOrder::DayFirst),
        [None, Some(read)] if !read.is_short_year || !may_begin_with_year(text) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// Whether the first of three short numbers may be the year, and the others its month and day.
fn may_begin_with_year(text: &str) -> bool {
    let text = western_digits(text.trim());
    let mut numbers =
        text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).map(|number| number.parse().unwrap_or(0));
    let (_, month, day): (Option<u32>, _, _) = (numbers.next(), numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// Why a text that could not be read with this order could not.
pub fn why_unread(text: &str, order: DateOrder) -> Unread {
    let is_hijri = |digits: &str| digits.len() == 4 && date::number(digits, 4).is_some_and(date::is_hijri);
    if order == DateOrder::Unknown && is_ambiguous(text) {
        Unread::Order
    } else if order != DateOrder::Unknown && proves_order(text).is_some_and(|proof| proof != order) {
        Unread::OtherOrder
    } else if western_digits(text).split(|c: char| !c.is_ascii_digit()).any(is_hijri) {
        Unread::Hijri
    } else {
        Unread::Unknown
    }
}

/// The text with Western digits; borrowed where it has no others.
pub fn western_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    text.chars()
        // Marks of direction, which spreadsheets put between the parts of a date.
        .filter(|c| !matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}'))
        .map(western_digit)
        .collect()
}

/// Start and end of an interval in one text: as ISO 8601 writes it, `2022-01-05/2022-01-07`, `2022-01-05T04:30Z/..`; or a time with a
/// clock, and another such time or a clock alone: `2022-01-05 14:00-16:30`, `5 May 2019 22:00 to 01:30`.
pub fn interval(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let is_end = |text: &str| is_unbounded(text) || text.len() >= 7 && text.as_bytes().get(4) == Some(&b'-');
    let iso = text.trim().split_once('/').filter(|(start, end)| is_end(start) && is_end(end));
    let has_clock = |text: &str| clock::split(&western_digits(text)).1.is_some();
    let is_end = |end: &str| is_clock_alone(end) || has_clock(end) && is_written_somehow(end);
    let two = || parted(text).find(|(start, end)| has_clock(start) && is_end(end));
    let (start, end) = iso.or_else(two)?;
    Some((start_beside(start, end)?, end))
}

/// Two times of day in one text: `14:00-16:30`, `9 pm to 1 am`, `2:00 - 4:00 pm`.
pub fn clock_span(text: &str) -> Option<(Cow<'_, str>, &str)> {
    // Most cells hold one clock.
    if !text.contains([' ', '-', '–', '—']) {
        return None;
    }
    // Two years are none.
    let has_sign = |text: &str| text.contains(|c: char| !c.is_numeric());
    let is_span = |(start, end): &(&str, &str)| is_time_of_day(start) && is_time_of_day(end) && (has_sign(start) || has_sign(end));
    let (start, end) = parted(text).find(is_span)?;
    // From six to six may be a day or nothing.
    let is_point = time_of(start).is_some_and(|at| time_of(end) == Some(at));
    if is_point { None } else { Some((start_beside(start, end)?, end)) }
}

/// Whether the clock of a text may be in either half of the day while the one beside it says in which it is: `2:00` beside `4:00 pm`.
pub fn lacks_half(text: &str, beside: &str) -> bool {
    if !beside.ends_with(|c: char| c.is_alphabetic() && c != 'Z' || c == '\u{64b}' || matches!(c, '.' | ')')) {
        return false;
    }
    let plain = |text: &str| {
        let western = western_digits(text.trim()).into_owned();
        spoken::plainly(&western).map_or(western, |(plain, _)| plain)
    };
    let (text, beside) = (plain(text), plain(beside));
    half_beside(&text, &beside).is_some() && text.rsplit([' ', 'T']).next().is_some_and(is_of_twelve_hours)
}

/// The half of the day that only the text beside tells: true for the second.
fn half_beside(text: &str, beside: &str) -> Option<bool> {
    let (_, is_second) = clock::half_of_day(beside)?;
    clock::half_of_day(text).is_none().then_some(is_second)
}

/// The day of a time and the clock behind it, in Western digits; `None` where there is none.
pub fn day_and_clock(text: &str) -> Option<(String, String)> {
    let text = western_digits(text.trim());
    let (day, clock) = clock::split(&text);
    Some((day.to_owned(), clock?.to_owned()))
}

/// Whether a clock may be in either half of the day.
pub fn is_of_twelve_hours(clock: &str) -> bool {
    let hour = western_digits(clock).split_once(':').and_then(|(hour, _)| hour.trim().parse::<u8>().ok());
    hour.is_some_and(|hour| (1..=12).contains(&hour))
}

/// Whether a text is a time of day in four digits, which may also be a year.
pub fn is_clock_in_digits(text: &str) -> bool {
    let text = western_digits(text.trim());
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) && is_time_of_day(&text)
}

/// A text in two at each word or sign that stands between the ends of an interval.
fn parted(text: &str) -> impl Iterator<Item = (&str, &str)> {
    const BETWEEN: [&str; 10] = [" - ", " – ", "–", "—", " to ", " until ", " till ", " إلى ", " الى ", " حتى "];
    let joined = text.rsplit_once('-').filter(|(start, end)| !may_be_offset(start, end));
    let ends = BETWEEN.iter().filter_map(|word| text.rsplit_once(word)).chain(joined);
    ends.map(|(start, end)| (start.trim(), end.trim()))
}

/// `14:30-05:00` may be a clock and its offset; in `14:00-16:30` and `22:00-01:45`, whose second is no offset that any place has, there are
/// two clocks.
fn may_be_offset(start: &str, end: &str) -> bool {
    let start = start.rsplit([' ', 'T']).next().unwrap_or(start);
    // The offsets west of Greenwich that are no whole hours.
    const BESIDE_HOURS: [(i8, i8); 4] = [(2, 30), (3, 30), (4, 30), (9, 30)];
    let is_offset =
        |time: jiff::civil::Time| time.hour() <= 12 && time.minute() == 0 || BESIDE_HOURS.contains(&(time.hour(), time.minute()));
    start.matches(':').count() > 1 || time_of(start).zip(time_of(end)).is_none_or(|(_, end)| is_offset(end))
}

/// Whether a time of day may be a clock and its offset, or two clocks: `10:00-12:00`. It is neither, as long as nobody says.
pub fn may_be_either(text: &str) -> bool {
    let text = text.trim();
    let Some((start, end)) = text.rsplit_once('-').filter(|(start, _)| start.matches(':').count() == 1) else { return false };
    // A stamp with a date of its own is no clock.
    let is_clock = |text: &str| text.contains(':') && text.chars().all(|c| c.is_numeric() || c == ':') && time_of(text).is_some();
    is_clock(start) && is_clock(end) && may_be_offset(start, end)
}

/// How far behind the beginning of its day a time lies that may be a clock and its offset, in milliseconds of UTC.
pub fn with_offset_ms(text: &str) -> Option<i64> {
    let (start, end) = text.trim().rsplit_once('-').filter(|_| may_be_either(text))?;
    let ms = |time: jiff::civil::Time| (i64::from(time.hour()) * 60 + i64::from(time.minute())) * 60_000;
    Some(ms(time_of(start)?) + ms(time_of(end)?))
}

/// A clock alone, as a time.
fn time_of(text: &str) -> Option<jiff::civil::Time> {
    clock::split(&on_some_day(text)).1.and_then(clock::read).map(clock::Clock::time)
}

/// The start of an interval as its end has it understood: in the half of the day that only the end tells (`2:00 - 4:00 pm`), or in the other
/// where it would lie behind it (`11:00 - 1:00 pm`); in the zone that only the end states (`14:30 - 15:00 (UTC+3)`). `None` where that
/// makes no sense.
fn start_beside<'a>(start: &'a str, end: &str) -> Option<Cow<'a, str>> {
    let end = on_some_day(end);
    let (plain_end, zone) = spoken::plainly(&end).unwrap_or((end, None));
    let mut made = Cow::Borrowed(start);
    let western = western_digits(start);
    if let Some(is_second) = half_beside(&western, &plain_end).filter(|_| !is_unbounded(start)) {
        let clock = western.rsplit(' ').next().filter(|clock| is_of_twelve_hours(clock))?;
        let end = clock::split(&plain_end).1.and_then(clock::read)?.time();
        let halves = [is_second, !is_second].map(|is_second| if is_second { "pm" } else { "am" });
        let half = halves.into_iter().find(|half| time_of(&format!("{clock} {half}")).is_some_and(|start| start < end))?;
        made = format!("{western} {half}").into();
    }
    let has_clock = clock::split(&western_digits(&made)).1.is_some() || is_time_of_day(&made);
    let zone = zone.filter(|_| has_clock && own_zone(&made).is_none());
    if let Some(offset) = zone.and_then(|zone| zone.to_fixed_offset().ok()) {
        made = format!("{made} UTC{offset}").into();
    }
    Some(made)
}

/// The day of a text that goes on with about when on it: `2022-01-05 around 14:30`, `2022-01-05 ~14:30`; or with what may be one clock or
/// two.
pub fn day_before_clock(text: &str) -> Option<&str> {
    const ABOUT: [&str; 13] =
        ["around", "about", "approx", "approximately", "circa", "ca", "after", "before", "حوالي", "نحو", "قرابة", "بعد", "قبل"];
    let (day, behind) = text.trim().split_once(char::is_whitespace)?;
    if may_be_either(behind) {
        return Some(day);
    }
    let clock = behind.trim_start().trim_start_matches(['~', '≈']).trim_start();
    let clock = match clock.split_once(char::is_whitespace) {
        Some((word, clock)) if clock.starts_with(char::is_numeric) && clock.len() < behind.len() => {
            ABOUT.contains(&word.trim_end_matches('.').to_lowercase().as_str()).then_some(clock)?
        }
        _ if clock.len() < behind.trim_start().len() => clock,
        _ => return None,
    };
    is_clock_alone(clock).then_some(day).filter(|_| own_zone(clock).is_none())
}

/// Whether a text in the place of a start or an end says that there is none: `..` as ISO 8601-2 writes it.
pub fn is_unbounded(text: &str) -> bool {
    text.trim() == ".."
}

/// Most cells do, and need no comparison with words.
fn begins_with_digit(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a text in the place of an end says that it had not come.
pub fn is_ongoing(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "ongoing",
        "on-going",
        "continuing",
        "present",
        "to present",
        "to date",
        "until now",
        "still ongoing",
        "مستمر",
        "مستمرة",
        "حتى الآن",
        "إلى الآن",
    ];
    if begins_with_digit(text) {
        return false;
    }
    let folded = fold(text.trim());
    is_unbounded(text) || WORDS.iter().any(|word| fold(word) == folded)
}

/// A day as written with a time of day that stands apart from it. The day may be written as its midnight, the time as `1430`.
pub fn at_clock(day: &str, time_of_day: &str) -> String {
    let (day, time_of_day) = (western_digits(day.trim()), western_digits(time_of_day.trim()));
    let (day, _) = clock::split(&day);
    match clock::in_digits(&time_of_day) {
        Some((hour, minute)) => format!("{day} {hour}:{minute}"),
        None => format!("{day} {time_of_day}"),
    }
}

/// Whether a time is a midnight: as written, of its own zone or, where it is a count, of UTC.
pub fn is_some_midnight(text: &str, read: ReadTime) -> bool {
    let zone = || own_zone(text).unwrap_or(TimeZone::UTC);
    let at = || jiff::Timestamp::from_millisecond(read.from.0).map(|at| at.to_zoned(zone()).time());
    is_midnight(text) || read.precision < TimePrecision::PartOfDay && at().is_ok_and(|at| at == jiff::civil::Time::midnight())
}

/// Whether a text in the place of a time of day says that nobody knows it.
pub fn is_unsaid(text: &str) -> bool {
    const WORDS: [&str; 10] = ["unknown", "n/a", "na", "none", "-", "--", "?", "غير معروف", "غير محدد", "مجهول"];
    if begins_with_digit(text) {
        return false;
    }
    let folded = fold(text.trim());
    folded.is_empty() || WORDS.iter().any(|word| text.trim().eq_ignore_ascii_case(word) || fold(word) == folded)
}

/// Whether a time says in which half of the day it is.
pub fn has_half(text: &str) -> bool {
    clock::half_of_day(&western_digits(text.trim())).is_some()
}

/// Whether a text is one half of the day alone: AM, مساءً.
pub fn is_half_of_day(text: &str) -> bool {
    clock::is_second_half(text).is_some()
}

/// As [`is_time_of_day`], with more than digits in it.
pub fn is_clock_alone(text: &str) -> bool {
    !western_digits(text.trim()).bytes().all(|byte| byte.is_ascii_digit()) && is_time_of_day(text)
}

/// Whether a text alone is a time of day, as a clock or as a word says it.
pub fn is_time_of_day(text: &str) -> bool {
    let read = read_written(&on_some_day(text), &TimeZone::UTC, DateOrder::Unknown);
    read.is_some_and(|read| read.time.precision < TimePrecision::Day)
}

/// True for a date with a clock time of exactly midnight, as written.
pub fn is_midnight(text: &str) -> bool {
    let text = western_digits(text.trim());
    let (_, clock) = clock::split(text.strip_suffix('Z').unwrap_or(&text));
    clock.and_then(clock::read).is_some_and(clock::Clock::is_midnight)
}

/// Whether a file's name holds a date: `units_2024-05-01.geojson`, `front_20240501.kml`.
pub fn has_date(name: &str) -> bool {
    let name = western_digits(name);
    let mut numbers = name.split(|c: char| !c.is_ascii_digit());
    let is_whole = numbers.clone().any(|number| date::compact(number).is_some_and(|read| read.precision == TimePrecision::Day));
    let mut triples = Vec::new();
    while let Some(year) = numbers.next() {
        triples.extend(numbers.clone().next().zip(numbers.clone().nth(1)).map(|(month, day)| format!("{year}-{month}-{day}")));
    }
    is_whole || triples.iter().any(|text| date::iso(text).is_some_and(|read| read.precision == TimePrecision::Day))
}
