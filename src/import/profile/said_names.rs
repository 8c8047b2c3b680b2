//! What the name of a column says beside what the column holds: an order, a unit, a beginning or an end.

use super::generic::base_and_lang;
use super::proposal::words;
use crate::domain::DateOrder;

/// Whether the name of a column says that the longitude stands before the latitude: `lon_lat`, `Coordinates (lon, lat)`, `XY`.
pub fn longitude_is_first(column: &str) -> bool {
    let name = words(column).concat();
    let at = |words: &[&str]| words.iter().filter_map(|word| name.find(word)).min();
    let both = at(&["lon", "lng", "الطول"]).zip(at(&["lat", "العرض"]));
    both.is_some_and(|(lon, lat)| lon < lat) || name == "xy"
}

/// The order that the name of a column states: `Date (mm/dd/yyyy)`.
pub fn order_in_name(column: &str) -> Option<DateOrder> {
    let letters: String = column.to_lowercase().chars().filter(|c| matches!(c, 'd' | 'm' | 'y')).collect();
    let is = |order: &str| letters.contains(order) && column.to_lowercase().contains(order.get(..2).unwrap_or_default());
    match (is("ddmmyy"), is("mmddyy")) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// Words in brackets behind the name of a column that leave it what it is: units, datums, kinds of values, how sure they are, duties of a form. Any
/// other may make it that of a group, of another place or of another sum.
const SAY_NOTHING: &str = "wgs84 wgs epsg gps deg degree degrees decimal ° m km metres meters x y lat lon lng long latitude longitude \
    coordinate coordinates n e north east in number no nr num count total all sum persons people person individuals text string integer int float free \
    optional required mandatory if known available any of the confirmed reported estimate estimated est approx approximate approximately \
    centroid point incident event location site village town google map maps g eg ex internal degrés décimaux درجات درجة عشرية عدد العدد أشخاص شخص \
    المجموع تقريبا تقريبي مؤكد";
/// With one of these what follows is part of the whole.
const PARTS_OF_IT: [&str; 4] = ["incl", "including", "includes", "inc"];
/// Words that make of a latitude that of something else.
const ELSEWHERE: [&str; 22] = [
    "device",
    "reporter",
    "reported_from",
    "user",
    "submitted",
    "hospital",
    "clinic",
    "nearest",
    "home",
    "office",
    "origin",
    "from",
    "to",
    "launch",
    "destination",
    "impact",
    "start",
    "end",
    "camp",
    "camera",
    "min",
    "max",
];

/// Whether a word of a name says that a place is not that of the incident.
pub fn is_elsewhere(name: &str) -> bool {
    words(name).iter().any(|word| ELSEWHERE.contains(&word.as_str()))
}

/// The name of a column without what stands in brackets behind it, and that.
fn bracketed(column: &str) -> Option<(String, &str)> {
    let (name, behind) = column.trim().strip_suffix([')', ']'])?.split_once(['(', '['])?;
    Some((base_and_lang(name.trim()).0, behind)).filter(|(base, _)| !base.is_empty())
}

/// The name of a column without what stands in brackets behind it, whatever that is.
pub fn without_brackets(column: &str) -> Option<String> {
    bracketed(column).map(|(base, _)| base)
}

/// The name of a column without what stands in brackets behind it, where that says nothing of what the column holds: `Lat (WGS84)`.
pub fn unit_free(column: &str) -> Option<String> {
    let (base, unit) = bracketed(column)?;
    let said = words(unit);
    let is_unit = |word: &String| {
        // Of a form such as DD.DDDD.
        let is_form = word.bytes().all(|byte| matches!(byte, b'd' | b'm' | b's'));
        SAY_NOTHING.split_whitespace().any(|known| known == word) || is_form || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let says_more = !said.iter().all(is_unit) && !said.first().is_some_and(|word| PARTS_OF_IT.contains(&word.as_str()));
    (!says_more).then_some(base)
}

/// What only forms have.
const OF_FORMS: [&str; 9] = [
    "_submission_time",
    "_uuid",
    "deviceid",
    "_submitted_by",
    "meta/instanceid",
    "formhub/uuid",
    "__version__",
    "instanceid",
    "_xform_id_string",
];
/// Whether only forms have a column of this name.
pub fn is_of_form(column: &str) -> bool {
    OF_FORMS.contains(&column.to_lowercase().as_str())
}

/// What forms call the time at which they were opened.
pub const OPENED: [&str; 4] = ["start", "begin", "start_time", "starttime"];
const BEGINNING: [&str; 12] = ["start", "started", "begin", "from", "first", "since", "min", "earliest", "بداية", "البداية", "البدء", "من"];
/// Those that make of any name that of an end,
const ENDING: [&str; 12] =
    ["end", "ended", "ending", "finish", "finished", "stop", "fin", "نهاية", "النهاية", "الانتهاء", "انتهاء", "ينتهي"];
/// and those that do so beside a beginning alone.
const ENDING_BESIDE: [&str; 7] = ["until", "to", "last", "through", "max", "latest", "إلى"];

/// Whether a column is called the end of a start: `period_start` and `period_end`, `incident_date` and `incident_date_end`.
pub fn is_end_of(column: &str, start: &str) -> bool {
    let ends = |of: &[&str], words: &[String]| without_word(column, of).is_some_and(|rest| rest == words);
    let begun = without_word(start, &BEGINNING);
    let beside = begun.is_some_and(|rest| ends(&ENDING, &rest) || ends(&ENDING_BESIDE, &rest));
    column != start && (beside || ends(&ENDING, &words(start)))
}

/// The other words of a name that has one of these.
fn without_word(column: &str, of: &[&str]) -> Option<Vec<String>> {
    let mut words = words(column);
    let at = words.iter().position(|word| of.contains(&word.as_str()))?;
    words.remove(at);
    Some(words)
}
