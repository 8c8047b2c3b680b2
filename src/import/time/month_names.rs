//! Dates with the name of a month, in English and Arabic: a month, a day, or several days or months in one.

use super::date::{Civil, day_of, days, long_year, whole_day, whole_month};
use crate::domain::{TimePrecision, fold};
use crate::import::day_part::{ARABIC_DAYS, DAYS};

/// What a date with words is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Month(i8),
    /// Its value and its digits.
    Number(i16, usize),
    /// A stroke or slash, between the parts of one date as well as between two.
    Stroke,
    /// A word that leads from a first to a last.
    Until,
}

/// 16 May 2025, May 16, 2025, 5 كانون الثاني 2022, January 2022, 05-Jan-22, 3-5 May 2019, May-June 2019.
pub(super) fn read(text: &str) -> Option<Civil> {
    use Part::{Month, Number, Stroke, Until};
    let parts = joined_names(parts(text)?);
    let year = |number: i16, len: usize| (len == 4).then_some(number);
    let several = |month: i8, first: i16, last: i16, year: i16| {
        let day = |day: i16| day_of(year, month, i8::try_from(day).ok()?);
        (first < last).then_some(())?;
        days(day(first)?, day(last)?, TimePrecision::SeveralDays)
    };
    let single = |year: i16, month: i8, day: i16, is_short_year: bool| {
        let day = day_of(year, month, i8::try_from(day).ok()?)?;
        Some(Civil { is_short_year, ..whole_day(day)? })
    };
    match parts.as_slice() {
        [Number(first, 1 | 2), Stroke | Until, Number(last, 1 | 2), Month(month), Number(number, len)]
        | [Month(month), Number(first, 1 | 2), Stroke | Until, Number(last, 1 | 2), Number(number, len)] => {
            return several(*month, *first, *last, year(*number, *len)?);
        }
        [Month(first), Stroke | Until, Month(last), Number(number, len)] => {
            let year = year(*number, *len)?;
            let (from, to) = (day_of(year, *first, 1)?, day_of(year, *last, 1)?.last_of_month());
            return if first < last { days(from, to, TimePrecision::Month) } else { None };
        }
        // Two digits are a year only where the same stands on both sides of the middle: 3 May - 10 has none.
        [Number(day, 1 | 2), Month(month), Number(short, 2)]
        | [Number(day, 1 | 2), Stroke, Month(month), Stroke, Number(short, 2)]
        | [Month(month), Stroke, Number(day, 1 | 2), Stroke, Number(short, 2)] => {
            return single(long_year(*short), *month, *day, true);
        }
        _ => {}
    }
    let parts: Vec<Part> = parts.into_iter().filter(|part| *part != Stroke).collect();
    match *parts.as_slice() {
        [Month(month), Number(number, 4)] | [Number(number, 4), Month(month)] => whole_month(number, month),
        // No month has so many days.
        [Month(month), Number(short @ 32.., 2)] => Some(Civil { is_short_year: true, ..whole_month(long_year(short), month)? }),
        [Number(day, 1 | 2), Month(month), Number(number, 4)]
        | [Month(month), Number(day, 1 | 2), Number(number, 4)]
        | [Number(number, 4), Month(month), Number(day, 1 | 2)] => single(number, month, day, false),
        _ => None,
    }
}

/// The parts of a text; `None` where a word belongs to no date.
fn parts(text: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = |is_in: fn(char) -> bool| rest.find(|c: char| !is_in(c)).unwrap_or(rest.len());
        let taken = if first.is_ascii_digit() {
            let end = end(|c| c.is_ascii_digit());
            let (digits, behind) = rest.split_at(end);
            parts.push(Part::Number(super::date::number(digits, 4)?, digits.len()));
            match behind.get(..2).map(str::to_ascii_lowercase).as_deref() {
                Some("st" | "nd" | "rd" | "th" | "er") => end + 2,
                _ if behind.starts_with(char::is_alphabetic) => return None,
                _ => end,
            }
        } else if is_of_word(first) {
            let word_ends = end(is_of_word);
            let (word, behind) = rest.split_at(word_ends);
            let word = fold(word);
            let behind_blank = behind.trim_start_matches(' ');
            let next = behind_blank.get(..behind_blank.find(|c| !is_of_word(c)).unwrap_or(behind_blank.len())).unwrap_or_default();
            let of_two_words = || month_number(&format!("{word} {}", fold(next)));
            if let Some(month) = (!next.is_empty()).then(of_two_words).flatten() {
                parts.push(Part::Month(month));
                word_ends + (behind.len() - behind_blank.len()) + next.len()
            } else {
                match month_number(&word) {
                    Some(month) => parts.push(Part::Month(month)),
                    None if matches!(word.as_str(), "to" | "until" | "till" | "الي" | "حتي") => parts.push(Part::Until),
                    None if is_beside(&word) => {}
                    None => return None,
                }
                word_ends
            }
        } else {
            match first {
                '-' | '–' | '—' | '/' => parts.push(Part::Stroke),
                // Before and after a date is not on it.
                '<' | '>' => return None,
                _ => {}
            }
            first.len_utf8()
        };
        rest = rest.get(taken..)?;
    }
    Some(parts)
}

fn is_of_word(c: char) -> bool {
    // Tashkeel and tatweel belong to their word.
    c.is_alphabetic() || matches!(c, '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// أيار/مايو is one month by the names of two traditions.
fn joined_names(parts: Vec<Part>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        if let [.., Part::Month(before), Part::Stroke] = joined.as_slice()
            && part == Part::Month(*before)
        {
            joined.pop();
        } else {
            joined.push(part);
        }
    }
    joined
}

/// Weekdays, and words that only lead to the date.
fn is_beside(word: &str) -> bool {
    const LEADING: [&str; 18] =
        ["of", "the", "on", "at", "from", "في", "من", "يوم", "شهر", "عام", "سنه", "le", "de", "del", "г", "года", "р", "року"];
    (word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word))) || ARABIC_DAYS.contains(&word) || LEADING.contains(&word)
}

/// English names and their first three letters; Levantine and international Arabic names, folded.
pub(super) fn month_number(word: &str) -> Option<i8> {
    const ENGLISH: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    const LEVANTINE: [&str; 12] =
        ["كانون الثاني", "شباط", "اذار", "نيسان", "ايار", "حزيران", "تموز", "اب", "ايلول", "تشرين الاول", "تشرين الثاني", "كانون الاول"];
    const WITHOUT_ARTICLE: [(&str, i8); 4] = [("كانون ثاني", 1), ("تشرين اول", 10), ("تشرين ثاني", 11), ("كانون اول", 12)];
    const INTERNATIONAL: [&str; 12] =
        ["يناير", "فبراير", "مارس", "ابريل", "مايو", "يونيو", "يوليو", "اغسطس", "سبتمبر", "اكتوبر", "نوفمبر", "ديسمبر"];
    // The first letters tell them apart at once.
    let english = word.get(..3).and_then(|head| ENGLISH.iter().position(|name| name.get(..3) == Some(head) && name.starts_with(word)));
    english
        .or_else(|| LEVANTINE.iter().position(|name| word == *name))
        .or_else(|| INTERNATIONAL.iter().position(|name| word == *name))
        .map(|at| at as i8 + 1)
        .or_else(|| WITHOUT_ARTICLE.iter().find(|(name, _)| *name == word).map(|(_, month)| *month))
        .or_else(|| elsewhere(word))
}

/// Names of other languages in which exports are written, folded. No two of them mean different months.
const ELSEWHERE: [&str; 4] = [
    // French, German, Spanish, Turkish
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ocak subat mart nisan mayıs haziran temmuz agustos eylul ekim kasım aralık",
];
/// What those are shortened to, where English shortens otherwise.
const SHORTENED: [(&str, i8); 13] = [
    ("janv", 1),
    ("ene", 1),
    ("fev", 2),
    ("fevr", 2),
    ("mrz", 3),
    ("avr", 4),
    ("abr", 4),
    ("juil", 7),
    ("ago", 8),
    ("okt", 10),
    ("dez", 12),
    ("dic", 12),
    ("setiembre", 9),
];
/// Beginnings of the names in Russian and in Ukrainian, whose endings change: `5 января`, `5 січня`.
const STEMS: [&str; 2] = [
    "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр",
    "січ лют берез квіт трав черв лип серп верес жовт листопад груд",
];
/// The longest ending of such a name, in letters.
const MAX_ENDING: usize = 4;

/// The month of a folded name of another language.
fn elsewhere(word: &str) -> Option<i8> {
    let at = |names: &str, is: &dyn Fn(&str) -> bool| names.split(' ').position(is).map(|at| at as i8 + 1);
    let is_of_stem = |stem: &str| match word.strip_prefix(stem) {
        // May is a stem of two letters.
        Some(ending) if stem == "ма" => matches!(ending, "и" | "я" | "е"),
        Some(ending) => ending.chars().count() <= MAX_ENDING,
        None => false,
    };
    let whole = ELSEWHERE.iter().find_map(|names| at(names, &|name| name == word));
    whole
        .or_else(|| SHORTENED.iter().find(|(name, _)| *name == word).map(|(_, month)| *month))
        .or_else(|| STEMS.iter().find_map(|names| at(names, &is_of_stem)))
        .or_else(|| RUSSIAN_SHORT.split(' ').position(|name| name == word).map(|at| at as i8 + 1))
}

/// As three letters.
const RUSSIAN_SHORT: &str = "янв фев мар апр май июн июл авг сен окт ноя дек";
