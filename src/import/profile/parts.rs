//! Dates in columns of their own for the year, the month and the day.

use super::columns::number_in;
use super::names::{END_WORDS, EVENT_WORDS, RECORD_WORDS};
use super::proposal::{has, words};
use crate::domain::fold;
use crate::import::time::{is_month, is_unsaid, western_digits};

/// The words that tell each of the parts: the year, the month, the day.
const WORDS: [&[&str]; 3] = [
    &["year", "iyear", "année", "annee", "yıl", "год", "рік", "السنة", "سنة", "العام"],
    &["month", "imonth", "mois", "ay", "месяц", "місяць", "الشهر", "شهر", "mm"],
    &["day", "iday", "jour", "gün", "день", "اليوم", "يوم", "dd", "dom"],
];
/// Words that may stand beside these and say nothing.
const BESIDE: [&str; 6] = ["of", "the", "de", "du", "in", ""];

/// Years that an incident of a map has.
const YEARS: std::ops::RangeInclusive<f64> = 1800.0..=2200.0;

/// The part of a date that a column is called by, and what else its name says: `Start Year` is the year of `start`.
fn part_in(column: &str) -> Option<(usize, String)> {
    let said: Vec<String> = words(column).into_iter().filter(|word| !BESIDE.contains(&word.as_str())).collect();
    let (at, part) =
        said.iter().enumerate().find_map(|(at, word)| Some((at, WORDS.iter().position(|words| words.contains(&word.as_str()))?)))?;
    let rest: Vec<&str> = said.iter().enumerate().filter(|(have, _)| *have != at).map(|(_, word)| word.as_str()).collect();
    // The day of the month, not a day of something that is called month.
    let rest = if part == 2 && rest == ["month"] { String::new() } else { rest.join("_") };
    Some((part, rest))
}

/// Whether these are the columns of the parts of one date.
pub fn are_parts(columns: &[String]) -> bool {
    let parts: Vec<Option<(usize, String)>> = columns.iter().map(|column| part_in(column)).collect();
    let first = parts.first().cloned().flatten().map(|(_, of)| of);
    let is_next =
        |(at, part): (usize, &Option<(usize, String)>)| part.as_ref().is_some_and(|(have, of)| *have == at && Some(of) == first.as_ref());
    first.is_some() && columns.len() <= WORDS.len() && parts.iter().enumerate().all(is_next)
}

/// The columns of the year, the month and the day, as far as nearly all values of each are such: a year, or a year and a month, or all
/// three. Those of the event go before those that say nothing more, and before those of anything else; what says more than a year needs
/// a month beside it. Those of an end, a record or a birth are none.
pub fn parts_of(columns: &[&str], values: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    parts_where(columns, values, |of| !has(of, &END_WORDS) && !has(of, &RECORD_WORDS))
}

/// As [`parts_of`], those of an end: `End Year`, `End Month`.
pub fn end_parts_of(columns: &[&str], values: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    parts_where(columns, values, |of| has(of, &END_WORDS) && !has(of, &RECORD_WORDS))
}

/// Whether a column is a part of a date by a name that says whose: `End Year`.
pub fn is_part(column: &str) -> bool {
    part_in(column).is_some_and(|(_, of)| !of.is_empty())
}

fn parts_where(columns: &[&str], values: impl Fn(&str) -> Vec<String>, is_date: impl Fn(&str) -> bool) -> Vec<String> {
    let is_year = |text: &str| number(text).is_some_and(|number| YEARS.contains(&number));
    let is_of = |text: &str, most: f64| number(text).is_some_and(|number| (0.0..=most).contains(&number));
    let tests: [&dyn Fn(&str) -> bool; 3] =
        [&is_year, &|text| is_of(text, 12.0) || is_month(&fold(text.trim())), &|text| is_of(text, 31.0)];
    let is_such = |column: &str, is: &dyn Fn(&str) -> bool| {
        let values: Vec<String> = values(column).into_iter().filter(|value| !is_unsaid(value)).collect();
        let num_such = values.iter().filter(|value| is(value)).count();
        num_such > 0 && num_such * 5 >= values.len() * 4
    };
    let named: Vec<(&str, usize, String)> =
        columns.iter().filter_map(|column| part_in(column).map(|(part, of)| (*column, part, of))).collect();
    let years = || named.iter().filter(|(_, part, of)| *part == 0 && is_date(of)).map(|(.., of)| of);
    let of_event = years().filter(|of| has(of, &EVENT_WORDS));
    let of_other = years().filter(|of| !of.is_empty() && !has(of, &EVENT_WORDS));
    let dates = of_event.chain(years().filter(|of| of.is_empty())).chain(of_other);
    let found = dates.map(|of| {
        let parts = tests.iter().enumerate().map_while(|(part, is)| {
            let found = named.iter().find(|(column, have, date)| *have == part && date == of && is_such(column, *is));
            found.map(|(column, ..)| (*column).to_owned())
        });
        (of, parts.collect::<Vec<String>>())
    });
    found.filter(|(of, parts)| parts.len() > 1 || of.is_empty()).map(|(_, parts)| parts).find(|parts| !parts.is_empty()).unwrap_or_default()
}

/// A whole number, also as `5.0`.
fn number(text: &str) -> Option<f64> {
    number_in(western_digits(text.trim()).as_ref()).filter(|number| number.fract() == 0.0)
}

/// The date that the cells of a year, a month and a day give together, as it can be read: `2022-1-5`, `2022-1`, `2022`, `5 January 2022`.
/// Zeros and empty cells stand for what is not known; what makes no date stays as it stands, so that it is told. `None` where nothing stands.
pub fn joined_date<'a>(cells: impl Iterator<Item = Option<std::borrow::Cow<'a, str>>>) -> Option<String> {
    let cells: Vec<String> = cells.map(|cell| cell.map_or_else(String::new, |cell| cell.trim().to_owned())).collect();
    if cells.iter().all(String::is_empty) {
        return None;
    }
    let is_known = |text: &&str| !is_unsaid(text) && number(text) != Some(0.0);
    let part = |at: usize| cells.get(at).map(String::as_str).filter(is_known);
    let whole = |text: &str| number(text).map_or_else(|| text.to_owned(), |number| number.to_string());
    Some(match (part(0), part(1), part(2)) {
        (Some(year), None, _) => whole(year),
        (Some(year), Some(month), None) if number(month).is_some() => format!("{}-{}", whole(year), whole(month)),
        (Some(year), Some(month), Some(day)) if number(month).is_some() => format!("{}-{}-{}", whole(year), whole(month), whole(day)),
        (Some(year), Some(month), None) => format!("{month} {}", whole(year)),
        (Some(year), Some(month), Some(day)) => format!("{} {month} {}", whole(day), whole(year)),
        (None, ..) => cells.join(" "),
    })
}

#[cfg(test)]
mod tests {
    use super::joined_date;

    #[test]
    fn what_is_known_of_a_date_is_joined_and_no_more() {
        for (cells, expected) in [
            (["2022", "1", "5"], Some("2022-1-5")),
            (["2022.0", "01", "05"], Some("2022-1-5")),
            (["٢٠٢٢", "١", "٥"], Some("2022-1-5")),
            (["2022", "1", "0"], Some("2022-1")),
            (["2022", "", "5"], Some("2022")),
            (["2022", "January", "5"], Some("5 January 2022")),
            (["2022", "كانون الثاني", ""], Some("كانون الثاني 2022")),
            (["", "1", "5"], Some(" 1 5")),
            (["", "", ""], None),
        ] {
            let joined = joined_date(cells.iter().map(|cell| Some((*cell).into())));
            assert_eq!(joined.as_deref(), expected, "{cells:?}");
        }
    }
}
