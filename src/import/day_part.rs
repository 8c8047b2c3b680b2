//! Words for a part of the day beside a date: “dawn”, فجر. The hours are conventions of this program, told in docs/profiles.md.

use crate::domain::fold;

/// From and to in minutes after the midnight with which the day begins; beyond the day where a night may be that before or after it.
pub type DayPart = (i64, i64);

const MIDNIGHT: DayPart = (-90, 1_530);
const DAWN: DayPart = (210, 420);
const MORNING: DayPart = (360, 720);
const NOON: DayPart = (660, 840);
const AFTERNOON: DayPart = (720, 1_080);
const EVENING: DayPart = (1_020, 1_320);
const NIGHT: DayPart = (-360, 1_800);

const PARTS: [(DayPart, &[&str]); 7] = [
    (MIDNIGHT, &["midnight", "around_midnight", "منتصف الليل"]),
    (DAWN, &["dawn", "around_dawn", "at dawn", "فجر", "فجرا", "الفجر"]),
    (MORNING, &["morning", "صباح", "صباحا", "الصباح"]),
    (AFTERNOON, &["afternoon", "عصر", "عصرا", "العصر", "بعد الظهر"]),
    (NOON, &["noon", "midday", "ظهر", "ظهرا", "الظهر"]),
    (EVENING, &["evening", "مساء", "المساء"]),
    (NIGHT, &["night", "during_the_night", "overnight", "ليل", "ليلا", "ليله", "الليل"]),
];

/// How a word moves the part of the day beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shift {
    Before,
    After,
    Early,
    Late,
    /// Up to or from then on: how far, nobody says.
    Open,
}

const SHIFTS: [(Shift, &[&str]); 5] = [
    (Shift::Before, &["before", "pre", "قبل", "قبيل"]),
    (Shift::After, &["after", "post", "بعد", "بعيد"]),
    (Shift::Early, &["early", "باكر", "باكرا", "مبكر", "مبكرا", "مبكره", "اولي", "الاولي", "اوائل", "بدايه"]),
    (Shift::Late, &["late", "متاخر", "متاخرا", "متاخره", "اواخر", "نهايه"]),
    (Shift::Open, &["until", "till", "since", "from", "to", "towards", "toward", "حتي", "الي", "منذ", "نحو"]),
];

/// Where a moved part lies; what is not here is widened to that side.
const MOVED: [(Shift, DayPart, DayPart); 10] = [
    (Shift::Before, DAWN, (0, 360)),
    (Shift::Before, NOON, (360, 720)),
    (Shift::Before, MIDNIGHT, (-360, 1_440)),
    (Shift::After, MIDNIGHT, (0, 1_800)),
    (Shift::After, NOON, AFTERNOON),
    (Shift::Early, MORNING, (210, 540)),
    (Shift::Late, EVENING, (1_140, 1_440)),
    // A night may be the one before or after the day, and so may its beginning and its end.
    (Shift::Early, NIGHT, NIGHT),
    (Shift::Late, NIGHT, NIGHT),
    (Shift::Late, MIDNIGHT, MIDNIGHT),
];
/// In minutes: what is before or after a part lies outside of it, what is early or late reaches beyond it at most a little.
const OUTSIDE: i64 = 180;
const BEYOND: i64 = 60;

/// `None` is the whole day.
fn moved(part: DayPart, shift: Shift) -> Option<DayPart> {
    if let Some((.., moved)) = MOVED.iter().find(|(by, from, _)| (*by, *from) == (shift, part)) {
        return Some(*moved);
    }
    let (from, to) = part;
    match shift {
        Shift::Open => None,
        // The day before or after a night is longer than any widening.
        Shift::Before | Shift::After if part == NIGHT => None,
        Shift::Before => Some((from - OUTSIDE, to)),
        Shift::After => Some((from, to + OUTSIDE)),
        Shift::Early => Some((from - BEYOND, to)),
        Shift::Late => Some((from, to + BEYOND)),
    }
}

fn shift_of(word: &str) -> Option<Shift> {
    let word = fold(word);
    SHIFTS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(shift, _)| *shift)
}

/// Words that only lead to the part of the day.
const BESIDE: [&str; 20] = [
    "at",
    "in",
    "the",
    "around",
    "during",
    "of",
    "on",
    "just",
    "shortly",
    "hours",
    "في",
    "يوم",
    "من",
    "حوالي",
    "ساعه",
    "ساعات",
    "وقت",
    "عند",
    "مع",
    "خلال",
];
/// Names of weekdays, folded.
pub const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
pub const ARABIC_DAYS: [&str; 7] = ["الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد"];

/// The part of the day that a text of this word alone names.
pub fn day_part(word: &str) -> Option<DayPart> {
    let folded = fold(&word.replace(' ', "_")).replace('_', " ");
    let folded = folded.trim();
    PARTS.iter().find(|(_, words)| words.iter().any(|word| fold(word).replace('_', " ") == folded)).map(|(part, _)| *part)
}

/// The date within a text that also names a part of the day, and that part; `None` for the part where words beside it leave no more than
/// the day. Weekdays are left out of the date.
pub fn without_day_part(text: &str) -> Option<(String, Option<DayPart>)> {
    let words: Vec<&str> = text
        .split([' ', ',', '،'])
        // The strokes of early-morning, not those of 2022-01-05.
        .flat_map(|word| word.split(move |c: char| c == '-' && !word.contains(char::is_numeric)))
        .filter(|word| !word.is_empty())
        .collect();
    let found =
        (0..words.len()).find_map(|at| [2, 1].into_iter().find_map(|len| Some((at, len, day_part(&words.get(at..at + len)?.join(" "))?))));
    let (at, len, part) = found?;
    let is_beside = |word: &str| {
        let word = fold(word);
        BESIDE.iter().chain(&DAYS).chain(&ARABIC_DAYS).any(|beside| fold(beside) == word)
    };
    let mut rest = Vec::new();
    let mut shifts = Vec::new();
    for (place, word) in words.iter().enumerate().filter(|(place, _)| !(at..at + len).contains(place)) {
        match shift_of(word) {
            Some(shift) => shifts.push((place, shift)),
            None if is_beside(word) => {}
            None => rest.push(*word),
        }
    }
    // Early and late may stand anywhere; before and after, where they do not lead to the part, speak of the date.
    let leads = |place: usize| words.get(place + 1..at).is_some_and(|between| between.iter().all(|word| is_beside(word)));
    let part = match *shifts.as_slice() {
        [] => Some(part),
        [(_, shift @ (Shift::Early | Shift::Late))] => moved(part, shift),
        [(place, shift)] if leads(place) => moved(part, shift),
        [_] => return None,
        _ => None,
    };
    Some((rest.join(" "), part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_day_is_heard_in_both_languages_and_leaves_the_date() {
        for (text, date, part) in [
            ("5 January 2022 dawn", "5 January 2022", (210, 420)),
            ("فجر الأربعاء 5 كانون الثاني 2022", "5 كانون الثاني 2022", (210, 420)),
            ("2016-08-01, around midnight", "2016-08-01", (-90, 1_530)),
            ("مساءً 2016-08-01", "2016-08-01", (1_020, 1_320)),
            ("منتصف الليل 2016-08-01", "2016-08-01", (-90, 1_530)),
            ("Night of 5 May 2016", "5 May 2016", (-360, 1_800)),
        ] {
            assert_eq!(without_day_part(text), Some((date.to_owned(), Some(part))), "{text}");
        }
        assert_eq!(without_day_part("5 January 2022"), None);
        assert_eq!(day_part("during_the_night"), Some((-360, 1_800)));
    }

    #[test]
    fn a_word_before_a_part_of_the_day_moves_it_to_where_that_time_lies() {
        for (text, part) in [
            ("2022-01-05 قبل الظهر", Some((360, 720))),
            ("2022-01-05 before noon", Some((360, 720))),
            ("2022-01-05 بعد الظهر", Some((720, 1_080))),
            ("2022-01-05 قبل الفجر", Some((0, 360))),
            ("2022-01-05 قبيل الفجر", Some((0, 360))),
            ("2022-01-05, pre-dawn", Some((0, 360))),
            ("shortly before the dawn 2022-01-05", Some((0, 360))),
            ("2022-01-05 بعد الفجر", Some((210, 600))),
            ("2022-01-05 early morning", Some((210, 540))),
            ("في وقت مبكر من صباح 2022-01-05", Some((210, 540))),
            ("2022-01-05 late evening", Some((1_140, 1_440))),
            ("2022-01-05 late afternoon", Some((720, 1_140))),
            ("2022-01-05 بعد العصر", Some((720, 1_260))),
            ("2022-01-05 before midnight", Some((-360, 1_440))),
            ("2022-01-05 after midnight", Some((0, 1_800))),
            ("في ساعة متأخرة من ليل 2022-01-05", Some((-360, 1_800))),
            ("2022-01-05 until noon", None),
            ("2022-01-05 after night", None),
            ("2022-01-05 early to late morning", None),
        ] {
            assert_eq!(without_day_part(text), Some(("2022-01-05".to_owned(), part)), "{text}");
        }
        assert_eq!(without_day_part("before 2022-01-05, morning"), None, "it is the date that is before");
    }
}
