//! Rows at the foot of a table that add up the ones above: no incidents.

use super::generic::text_in;
use crate::domain::{Mapping, Role, fold};
use crate::import::feature::RawFeature;
use crate::import::time::is_month;

/// Whether a record adds up others: the first cell with anything in it says so, and all others are figures.
pub fn is_row_of_sums(feature: &RawFeature) -> bool {
    let mut written = feature.properties.list.iter().map(|(_, json)| *json).filter(|json| says(json));
    let is_figure = |json: &str| json.contains(|c: char| c.is_numeric()) && !json.contains(char::is_alphabetic);
    written.next().is_some_and(names_a_sum) && written.all(is_figure)
}

/// Whether anything stands in a cell.
pub fn says(json: &str) -> bool {
    !matches!(json, "null" | "\"\"") && json.trim_matches('"').contains(|c: char| !c.is_whitespace())
}

/// Cells that a table has at least where one cell alone in a row is a remark.
const MIN_CELLS: usize = 3;

/// Whether a row is a remark between or below the rows of a table: one cell alone, where no title or name of a place is looked for.
pub fn is_remark(feature: &RawFeature, mapping: &Mapping) -> bool {
    let cells = &feature.properties.list;
    let mut said = cells.iter().filter(|(_, json)| says(json));
    let is_told = |column: &str| {
        let roles = [Role::Title, Role::Text, Role::PlaceName, Role::Category];
        roles.iter().any(|role| mapping.columns(*role).iter().any(|have| have == column))
    };
    let (only, more) = (said.next(), said.next());
    cells.len() >= MIN_CELLS && more.is_none() && only.is_some_and(|(column, json)| json.starts_with('"') && !is_told(column))
}

/// Whether a cell begins with a word for a sum, as the first of a row of sums does.
pub fn names_a_sum(json: &str) -> bool {
    const WORDS: [&str; 10] =
        ["total", "totals", "subtotal", "grand total", "overall total", "sum", "مجموع", "المجموع", "إجمالي", "الإجمالي"];
    // What is added up.
    const OF: [&str; 26] = [
        "of",
        "for",
        "the",
        "all",
        "n",
        "number",
        "count",
        "killed",
        "injured",
        "wounded",
        "dead",
        "deaths",
        "fatalities",
        "casualties",
        "civilians",
        "victims",
        "people",
        "incidents",
        "events",
        "عام",
        "العام",
        "الكلي",
        "القتلى",
        "الجرحى",
        "الضحايا",
        "الحوادث",
    ];
    // In any writing of these words.
    const MAX_BYTES: usize = 96;
    // Nearly all cells are told by their first letters, or by letters that all the Arabic words have.
    let may_begin = |text: &str| {
        let is_latin =
            |word: &&str| text.get(..3).is_some_and(|first| word.get(..3).is_some_and(|other| first.eq_ignore_ascii_case(other)));
        WORDS.iter().any(is_latin) || text.contains('ج') && text.contains('م')
    };
    if json.len() > MAX_BYTES || !json.strip_prefix('"').map(str::trim_start).is_some_and(may_begin) {
        return false;
    }
    let Some(text) = text_in(json) else { return false };
    let folded = fold(&text);
    let is_of = |word: &str| word.chars().all(char::is_numeric) || OF.iter().any(|of| fold(of) == word) || is_month(word);
    let begins = |word: &str| {
        let rest = folded.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphabetic));
        rest.is_some_and(|rest| rest.split(|c: char| !c.is_alphanumeric()).all(is_of))
    };
    WORDS.iter().any(|word| begins(&fold(word)))
}
