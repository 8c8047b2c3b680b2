//! Days that stand for their week or month, as tables of sums write them.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use super::proposal::has;
use crate::domain::{DateOrder, Reach, TimePrecision, fold};
use crate::import::time::read_time;

const WEEK_WORDS: [&str; 9] = ["week", "weeks", "semaine", "woche", "hafta", "неделя", "тиждень", "أسبوع", "الأسبوع"];
const MONTH_WORDS: [&str; 8] = ["month", "mois", "monat", "ay", "месяц", "місяць", "شهر", "الشهر"];
/// Beside the word for a week: it is over then.
const LAST_WORDS: [&str; 5] = ["ending", "end", "ended", "to", "نهاية"];

/// What each day of a column stands for by its name and its values: weeks begin on one weekday, months on their first day.
pub fn reach_of(column: &str, values: &[String], order: DateOrder) -> Option<Reach> {
    let day = |text: &String| {
        let read = read_time(text, &TimeZone::UTC, order).filter(|read| read.precision == TimePrecision::Day)?;
        Some(jiff::Timestamp::from_millisecond(read.from.0).ok()?.to_zoned(TimeZone::UTC).date())
    };
    let days: Vec<Date> = values.iter().map(day).collect::<Option<_>>()?;
    let weekdays: BTreeSet<i8> = days.iter().map(|day| Weekday::to_monday_zero_offset(day.weekday())).collect();
    if has(column, &WEEK_WORDS) && weekdays.len() == 1 {
        return Some(if has(column, &LAST_WORDS) { Reach::WeekBefore } else { Reach::Week });
    }
    (has(column, &MONTH_WORDS) && !days.is_empty() && days.iter().all(|day| day.day() == 1)).then_some(Reach::Month)
}

/// What a cell that tells how fine a date is says of its day: that it stands for more, or (`Some(None)`) that it is the day. `None` where no
/// word of it is known.
pub fn reach_in_words(text: &str) -> Option<Option<Reach>> {
    const DAY_WORDS: [&str; 10] = ["day", "daily", "exact", "precise", "certain", "known", "jour", "يوم", "دقيق", "مؤكد"];
    const YEAR_WORDS: [&str; 6] = ["year", "yearly", "annee", "annual", "سنه", "عام"];
    let folded = fold(text);
    let says = |of: &[&str]| folded.split(' ').any(|word| of.iter().any(|of| fold(of) == word));
    let said = [(YEAR_WORDS.as_slice(), Reach::Year), (&MONTH_WORDS, Reach::Month), (&WEEK_WORDS, Reach::SomeWeek)];
    let more = said.into_iter().find(|(words, _)| says(words)).map(|(_, reach)| reach);
    // What may be anything is not known.
    let is_denied = says(&["not", "un", "unknown", "غير"]);
    match more {
        _ if is_denied => None,
        Some(reach) => Some(Some(reach)),
        None => says(&DAY_WORDS).then_some(None),
    }
}
