//! Words for a part of the day beside a date: “dawn”, فجر. The hours are conventions of this program, told in docs/profiles.md.

use crate::domain::fold;

/// From and to in minutes after the midnight with which the day begins; beyond the day where a night may be that before or after it.
pub type DayPart = (i64, i64);

const PARTS: [(DayPart, &[&str]); 7] = [
    ((-90, 1_530), &["midnight", "around_midnight", "منتصف الليل"]),
    ((210, 420), &["dawn", "around_dawn", "at dawn", "فجر", "فجرا", "الفجر"]),
    ((360, 720), &["morning", "صباح", "صباحا", "الصباح"]),
    ((720, 1_080), &["afternoon", "عصر", "عصرا", "العصر", "بعد الظهر"]),
    ((660, 840), &["noon", "midday", "ظهر", "ظهرا", "الظهر"]),
    ((1_020, 1_320), &["evening", "مساء", "المساء"]),
    ((-360, 1_800), &["night", "during_the_night", "overnight", "ليل", "ليلا", "ليله", "الليل"]),
];

/// Words that only lead to the part of the day, and names of weekdays.
const BESIDE: [&str; 22] = [
    "at",
    "in",
    "the",
    "around",
    "during",
    "of",
    "on",
    "early",
    "late",
    "في",
    "يوم",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "من",
    "حوالي",
    "قبل",
    "بعد",
];
const ARABIC_DAYS: [&str; 7] = ["الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد"];

/// The part of the day that a text of this word alone names.
pub fn day_part(word: &str) -> Option<DayPart> {
    let folded = fold(&word.replace(' ', "_")).replace('_', " ");
    let folded = folded.trim();
    PARTS.iter().find(|(_, words)| words.iter().any(|word| fold(word).replace('_', " ") == folded)).map(|(part, _)| *part)
}

/// The date within a text that also names a part of the day, and that part. Weekdays are left out of the date.
pub fn without_day_part(text: &str) -> Option<(String, DayPart)> {
    let words: Vec<&str> = text.split([' ', ',', '،']).filter(|word| !word.is_empty()).collect();
    let found =
        (0..words.len()).find_map(|at| [2, 1].into_iter().find_map(|len| Some((at, len, day_part(&words.get(at..at + len)?.join(" "))?))));
    let (at, len, part) = found?;
    let is_beside = |word: &str| {
        let word = fold(word);
        BESIDE.iter().any(|beside| fold(beside) == word) || ARABIC_DAYS.iter().any(|day| fold(day) == word)
    };
    let rest = words.iter().enumerate().filter(|(place, word)| !(at..at + len).contains(place) && !is_beside(word)).map(|(_, word)| *word);
    Some((rest.collect::<Vec<_>>().join(" "), part))
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
            assert_eq!(without_day_part(text), Some((date.to_owned(), part)), "{text}");
        }
        assert_eq!(without_day_part("5 January 2022"), None);
        assert_eq!(day_part("during_the_night"), Some((-360, 1_800)));
    }
}
