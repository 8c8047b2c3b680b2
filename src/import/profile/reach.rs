//! Days that stand for their week or month, as tables of sums write them, and rows that say how fine their dates are.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use super::proposal::has;
use crate::domain::{DateOrder, Reach, TimePrecision, fold};
use crate::import::time::read_time;

const WEEK_WORDS: [&str; 9] = ["week", "weeks", "semaine", "woche", "hafta", "неделя", "тиждень", "أسبوع", "الأسبوع"];
const MONTH_WORDS: [&str; 8] = ["month", "mois", "monat", "ay", "месяц", "місяць", "شهر", "الشهر"];
const YEAR_WORDS: [&str; 6] = ["year", "yearly", "annee", "annual", "سنة", "عام"];
const DAY_WORDS: [&str; 8] = ["day", "daily", "exact", "precise", "certain", "jour", "يوم", "دقيق"];
/// Beside the word for a week: it begins with the day,
const FIRST_WORDS: [&str; 12] =
    ["of", "beginning", "begins", "begin", "commencing", "starting", "starts", "start", "from", "du", "vom", "بداية"];
/// or ends with it.
const LAST_WORDS: [&str; 14] =
    ["ending", "ends", "end", "ended", "finishing", "through", "closing", "last", "bis", "terminant", "fin", "نهاية", "المنتهي", "حتى"];
/// Words beside a precision that say no more than it does.
const BESIDE: [&str; 11] = ["only", "level", "precision", "of", "the", "to", "date", "and", "or", "within", "فقط"];

/// What each day of a column stands for by its name and its values: weeks have one weekday, months their first day. Whether a week begins or
/// ends with its day a word tells; else it is one that begins as weeks do, or any that holds the day.
pub fn reach_of(column: &str, values: &[String], order: DateOrder) -> Option<Reach> {
    let day = |text: &String| {
        let read = read_time(text, &TimeZone::UTC, order).filter(|read| read.precision == TimePrecision::Day)?;
        Some(jiff::Timestamp::from_millisecond(read.from.0).ok()?.to_zoned(TimeZone::UTC).date())
    };
    let days: Vec<Date> = values.iter().map(day).collect::<Option<_>>()?;
    let weekdays: BTreeSet<i8> = days.iter().map(|day| Weekday::to_monday_zero_offset(day.weekday())).collect();
    if has(column, &WEEK_WORDS) {
        let mut weekdays = weekdays.iter();
        let weekday = *weekdays.next().filter(|_| weekdays.next().is_none())?;
        return match (has(column, &FIRST_WORDS), has(column, &LAST_WORDS)) {
            (_, true) => Some(Reach::WeekBefore),
            (true, false) => Some(Reach::Week),
            // One alone may be any day.
            (false, false) if days.len() < 2 => None,
            // Saturday, Sunday and Monday.
            (false, false) if is_bare(column) && matches!(weekday, 5 | 6 | 0) => Some(Reach::Week),
            (false, false) => Some(Reach::WeekAround),
        };
    }
    (has(column, &MONTH_WORDS) && !days.is_empty() && days.iter().all(|day| day.day() == 1)).then_some(Reach::Month)
}

/// Whether a column is called a week, or the date of one, and nothing else.
fn is_bare(column: &str) -> bool {
    super::proposal::words(column)
        .iter()
        .all(|word| WEEK_WORDS.contains(&word.as_str()) || ["date", "reporting", "epi", ""].contains(&word.as_str()))
}

/// What a cell that tells how fine a date is says of its day: that it stands for more, or (`Some(None)`) that it is the day. The finest of
/// several units counts. `None` where any word of it is not known: it may take back what the others say.
pub fn reach_in_words(text: &str) -> Option<Option<Reach>> {
    let folded = fold(text);
    let says = |of: &[&str], word: &str| of.iter().any(|of| fold(of) == word);
    let units = [
        (DAY_WORDS.as_slice(), None),
        (&WEEK_WORDS, Some(Reach::SomeWeek)),
        (&MONTH_WORDS, Some(Reach::Month)),
        (&YEAR_WORDS, Some(Reach::Year)),
    ];
    let words = || folded.split(' ').filter(|word| !word.is_empty());
    let is_known = |word: &str| says(&BESIDE, word) || units.iter().any(|(unit, _)| says(unit, word));
    if !words().all(is_known) {
        return None;
    }
    units.iter().find(|(unit, _)| words().any(|word| says(unit, word))).map(|(_, reach)| *reach)
}
