//! Dates in columns of their own for the year, the month and the day.

use super::columns::number_in;
use super::generic::base_and_lang;
use crate::domain::fold;
use crate::import::time::{is_month, is_unsaid, western_digits};

const YEAR_NAMES: [&str; 12] =
    ["year", "iyear", "event_year", "year_of_event", "année", "annee", "yıl", "год", "рік", "السنة", "سنة", "العام"];
const MONTH_NAMES: [&str; 10] = ["month", "imonth", "event_month", "mois", "ay", "месяц", "місяць", "الشهر", "شهر", "mm"];
const DAY_NAMES: [&str; 11] = ["day", "iday", "event_day", "day_of_month", "jour", "gün", "день", "اليوم", "يوم", "dd", "dom"];
const NAMES: [&[&str]; 3] = [&YEAR_NAMES, &MONTH_NAMES, &DAY_NAMES];

/// Years that an incident of a map has.
const YEARS: std::ops::RangeInclusive<f64> = 1800.0..=2200.0;

fn is_called(column: &str, names: &[&str]) -> bool {
    names.contains(&base_and_lang(column).0.as_str())
}

/// Whether these are the columns of the parts of one date.
pub fn are_parts(columns: &[String]) -> bool {
    !columns.is_empty() && columns.len() <= NAMES.len() && columns.iter().zip(NAMES).all(|(column, names)| is_called(column, names))
}

/// The columns of the year, the month and the day, as far as nearly all values of each are such: a year, or a year and a month, or all three.
pub fn parts_of(columns: &[&str], values: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let is_year = |text: &str| number(text).is_some_and(|number| YEARS.contains(&number));
    let is_of = |text: &str, most: f64| number(text).is_some_and(|number| (0.0..=most).contains(&number));
    let tests: [&dyn Fn(&str) -> bool; 3] =
        [&is_year, &|text| is_of(text, 12.0) || is_month(&fold(text.trim())), &|text| is_of(text, 31.0)];
    let found = NAMES.iter().zip(tests).map_while(|(names, is)| {
        let is_such = |column: &&&str| {
            let values: Vec<String> = values(column).into_iter().filter(|value| !is_unsaid(value)).collect();
            let num_such = values.iter().filter(|value| is(value)).count();
            is_called(column, names) && num_such > 0 && num_such * 5 >= values.len() * 4
        };
        columns.iter().find(is_such).map(|column| (*column).to_owned())
    });
    found.collect()
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
