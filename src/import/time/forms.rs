//! Ways of writing a time that are those of one tool or one service, said as others write it.

use super::date::long_year;
use super::month_names::month_number;
use crate::domain::fold;

/// The same time in a form that is read anyway, and whether its year had two digits; `None` where it is in none of these.
pub(super) fn plainly(text: &str) -> Option<(String, bool)> {
    let group = || date_time_group(text).map(|plain| (plain, !ends_with_long_year(text)));
    let whole = |plain: String| (plain, false);
    camera(text).or_else(|| twitter(text)).map(whole).or_else(group).or_else(|| unsaid_parts(text).or_else(|| part_of(text)).map(whole))
}

fn ends_with_long_year(text: &str) -> bool {
    text.bytes().rev().take_while(u8::is_ascii_digit).count() == 4
}

/// `2022:01:05 14:30:00`, as cameras write it.
fn camera(text: &str) -> Option<String> {
    let (date, clock) = text.split_at_checked(10)?;
    let [year, month, day] = date.split(':').collect::<Vec<_>>().try_into().ok()?;
    let are_digits = [year, month, day].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    (are_digits && year.len() == 4 && month.len() == 2).then(|| format!("{year}-{month}-{day}{clock}"))
}

/// `Wed Oct 10 20:19:24 +0000 2018`
fn twitter(text: &str) -> Option<String> {
    let [weekday, month, day, clock, offset, year] = text.split_ascii_whitespace().collect::<Vec<_>>().try_into().ok()?;
    (clock.contains(':') && offset.starts_with(['+', '-'])).then(|| format!("{weekday}, {day} {month} {year} {clock} {offset}"))
}

/// `051430ZJAN22`, `051430Z JAN 22`, and `05JAN2022` without a time.
fn date_time_group(text: &str) -> Option<String> {
    let letters = text.find(|c: char| c.is_ascii_alphabetic())?;
    let (digits, rest) = text.split_at(letters);
    let (digits, rest) = (digits.trim_end(), rest.trim_start());
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let dated = |rest: &str| {
        let (month, year) = rest.split_at_checked(3)?;
        let (month, year) = (month_number(&fold(month))?, year.trim());
        let number: i16 = year.parse().ok().filter(|_| year.bytes().all(|byte| byte.is_ascii_digit()))?;
        let year = match year.len() {
            2 => long_year(number),
            4 => number,
            _ => return None,
        };
        Some(format!("{year:04}-{month:02}"))
    };
    match digits.len() {
        // With a year of two digits it may begin with the year.
        1 | 2 if rest.len() == 7 => Some(format!("{}-{digits:0>2}", dated(rest)?)),
        6 => {
            let (zone, rest) = rest.split_at_checked(1)?;
            let (day, clock) = digits.split_at(2);
            let (hour, minute) = clock.split_at(2);
            Some(format!("{}-{day}T{hour}:{minute}{}", dated(rest.trim_start())?, offset_of(zone)?))
        }
        _ => None,
    }
}

/// The offset for which a letter stands in a date-time group: Z none, A to M hours ahead, N to Y behind; J is whatever is meant.
fn offset_of(letter: &str) -> Option<String> {
    let byte = letter.bytes().next()?.to_ascii_uppercase();
    let ahead = |first: u8| i32::from(byte - first) + 1;
    let hours = match byte {
        b'Z' => return Some("Z".to_owned()),
        b'A'..=b'I' => ahead(b'A'),
        b'K'..=b'M' => ahead(b'A') - 1,
        b'N'..=b'Y' => -ahead(b'N'),
        _ => return None,
    };
    Some(format!("{}{:02}:00", if hours < 0 { '-' } else { '+' }, hours.abs()))
}

/// `2022-01-xx`, `2022-??-??`: what is not said is left out.
fn unsaid_parts(text: &str) -> Option<String> {
    let is_unsaid = |part: &&str| !part.is_empty() && part.chars().all(|c| matches!(c, 'x' | 'X' | '?'));
    let parts: Vec<&str> = text.split('-').collect();
    let said = parts.iter().take_while(|part| !is_unsaid(part)).count();
    (parts.len() == 3 && (1..3).contains(&said) && parts.iter().skip(said).all(is_unsaid))
        .then(|| parts.iter().take(said).copied().collect::<Vec<_>>().join("-"))
}

/// `early January 2022`, `mid-2022`, أواخر كانون الثاني 2022: the whole month or year, which is coarser than what is said.
fn part_of(text: &str) -> Option<String> {
    const PARTS: [&str; 12] =
        ["early ", "mid ", "mid-", "late ", "beginning of ", "end of ", "أوائل ", "مطلع ", "منتصف ", "أواخر ", "نهاية ", "بداية "];
    let lower = text.to_lowercase();
    let rest = PARTS.iter().find_map(|part| lower.strip_prefix(part))?.trim_start();
    // A day has no such parts, but parts of the day, which are read elsewhere.
    let is_coarse = rest
        .split_whitespace()
        .all(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) || !word.contains(|c: char| c.is_numeric()));
    is_coarse.then(|| rest.to_owned())
}
