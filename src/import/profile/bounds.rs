//! Figures of which only a bound is told: `at least 3`, `10+`, `more than 10`, `up to 5`, `between 3 and 5`, بين 3 و5.

use crate::domain::{Range, fold};

/// What a word or a sign says of the number beside it.
#[derive(Clone, Copy)]
enum Bound {
    Least,
    /// More than it.
    Above,
    Most,
    /// Fewer than it.
    Below,
}

const BEFORE: [(&str, Bound); 27] = [
    ("at least", Bound::Least),
    ("no fewer than", Bound::Least),
    ("no less than", Bound::Least),
    ("minimum", Bound::Least),
    ("min", Bound::Least),
    (">=", Bound::Least),
    ("≥", Bound::Least),
    ("+", Bound::Least),
    ("على الأقل", Bound::Least),
    ("ما لا يقل عن", Bound::Least),
    ("لا يقل عن", Bound::Least),
    ("more than", Bound::Above),
    ("over", Bound::Above),
    (">", Bound::Above),
    ("أكثر من", Bound::Above),
    ("ما يزيد على", Bound::Above),
    ("up to", Bound::Most),
    ("at most", Bound::Most),
    ("maximum", Bound::Most),
    ("max", Bound::Most),
    ("<=", Bound::Most),
    ("≤", Bound::Most),
    ("حتى", Bound::Most),
    ("less than", Bound::Below),
    ("fewer than", Bound::Below),
    ("<", Bound::Below),
    ("أقل من", Bound::Below),
];
const BEHIND: [(&str, Bound); 7] = [
    ("or more", Bound::Least),
    ("at least", Bound::Least),
    ("+", Bound::Least),
    ("على الأقل", Bound::Least),
    ("فأكثر", Bound::Least),
    ("or fewer", Bound::Most),
    ("or less", Bound::Most),
];
/// What stands before the first number of two, and between them.
const BETWEEN: [(&str, &str); 5] = [("between", "and"), ("from", "to"), ("", "to"), ("بين", "و"), ("من", "إلى")];

/// Which end of a range the column of a figure holds by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Least,
    Most,
}

const LEAST_WORDS: [&str; 12] =
    ["min", "minimum", "low", "lower", "lowest", "least", "at_least", "أدنى", "الأدنى", "الحد_الأدنى", "أقل", "على_الأقل"];
const MOST_WORDS: [&str; 12] =
    ["max", "maximum", "high", "higher", "upper", "highest", "most", "at_most", "أقصى", "الأقصى", "الحد_الأقصى", "أعلى"];

/// The words of a name of a column, and nothing of what stands between them.
pub fn bare_name(base: &str) -> String {
    base.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}

/// The end that the name of a column tells, and the name without it: `deaths (min)` is the least of `deaths`. `base` is in small letters,
/// with `_` for blanks.
pub fn end_in_name(base: &str) -> Option<(End, String)> {
    let all = bare_name(base);
    let ends = [(End::Least, LEAST_WORDS.as_slice()), (End::Most, MOST_WORDS.as_slice())];
    ends.into_iter().find_map(|(end, names)| {
        // From the last on, so that `at_least` is met before `least`.
        names.iter().rev().find_map(|name| {
            let rest = all.strip_prefix(name).and_then(|rest| rest.strip_prefix('_'));
            let rest = rest.or_else(|| all.strip_suffix(name).and_then(|rest| rest.strip_suffix('_')))?;
            Some((end, rest.to_owned()))
        })
    })
}

/// The range that a text of Western digits tells with such words and nothing else.
pub fn bounds_in(text: &str) -> Option<Range> {
    // Nearly all other texts have no digit.
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let text = text.trim().to_lowercase();
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let word = |have: &str, word: &str| have.trim() == word || word.chars().any(char::is_alphabetic) && fold(have) == fold(word);
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let last = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (before, numbers, behind) = (text.get(..first)?, text.get(first..last)?, text.get(last..)?);
    let one = number(numbers);
    let told = match (one, before.trim().is_empty(), behind.trim().is_empty()) {
        (Some(_), false, true) => BEFORE.iter().find(|(have, _)| word(before, have)),
        (Some(_), true, false) => BEHIND.iter().find(|(have, _)| word(behind, have)),
        _ => None,
    };
    if let Some(((_, bound), one)) = told.zip(one) {
        let range = |min: Option<u32>, max: Option<u32>| Range { min: min.map(f64::from), best: None, max: max.map(f64::from) };
        return match bound {
            Bound::Least => Some(range(Some(one), None)),
            Bound::Above => Some(range(Some(one.checked_add(1)?), None)),
            Bound::Most => Some(range(None, Some(one))),
            Bound::Below => Some(range(None, Some(one.checked_sub(1)?))),
        };
    }
    let split = numbers.find(|c: char| !c.is_ascii_digit()).zip(numbers.rfind(|c: char| !c.is_ascii_digit()));
    let (from, to) = split?;
    let to = to + numbers.get(to..)?.chars().next()?.len_utf8();
    let (least, between, most) = (number(numbers.get(..from)?)?, numbers.get(from..to)?, number(numbers.get(to..)?)?);
    let is_told =
        BETWEEN.iter().any(|(lead, joint)| (before.trim() == *lead || !lead.is_empty() && word(before, lead)) && word(between, joint));
    (is_told && behind.trim().is_empty() && least <= most).then(|| Range { min: Some(least.into()), best: None, max: Some(most.into()) })
}

#[cfg(test)]
mod tests {
    use super::bounds_in;

    #[test]
    fn words_and_signs_tell_bounds_and_nothing_else_does() {
        for (text, expected) in [
            ("at least 3", Some((Some(3.0), None))),
            ("3+", Some((Some(3.0), None))),
            ("+3", Some((Some(3.0), None))),
            ("≥10", Some((Some(10.0), None))),
            ("more than 10", Some((Some(11.0), None))),
            ("> 10", Some((Some(11.0), None))),
            ("up to 5", Some((None, Some(5.0)))),
            ("fewer than 5", Some((None, Some(4.0)))),
            ("Between 3 and 5", Some((Some(3.0), Some(5.0)))),
            ("10 to 15", Some((Some(10.0), Some(15.0)))),
            ("بين 3 و5", Some((Some(3.0), Some(5.0)))),
            ("3 على الأقل", Some((Some(3.0), None))),
            ("أكثر من 20", Some((Some(21.0), None))),
            ("15 to 10", None),
            ("about 20", None),
            ("3 (incl. 2 children)", None),
            ("2 men and 3 women", None),
            ("less than 0", None),
            ("3 5", None),
            ("dozens", None),
        ] {
            assert_eq!(bounds_in(text).map(|range| (range.min, range.max)), expected, "{text}");
        }
    }
}
