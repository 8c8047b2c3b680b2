//! Airwars' incidents of civilian harm: ranges of casualties by group, words for the fineness of place, words for who did it.

use std::collections::BTreeSet;

use super::columns::{Columns, figure, most_columns, place, sensible, unplaced, without_middle};
use super::days::{read_end, read_start};
use super::generic::account;
use super::{Sample, blank};
use crate::domain::{
    Actor, ActorRole, Attribution, Category, Incident, PlacePrecision, Range, RawRecord, TimePrecision, Verification, When, Words,
};
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};

pub fn tells(sample: &Sample) -> usize {
    most_columns(sample, &[&["belligerents", "geolocation_accuracy"]])
}

/// How words in column names begin, and the groups they mean.
const GROUPS: [(&str, &str); 6] = [
    ("child", "children"),
    ("women", "women"),
    ("men", "men"),
    ("militant", "fighters"),
    ("belligerent", "fighters"),
    ("civilian", "civilians"),
];

pub fn incident(columns: Columns, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let mut made = blank(columns.feature, raw);
    made.id =
        ["unique_reference_code", "incident_code", "code", "id"].into_iter().find_map(|column| columns.text(column)).unwrap_or(made.id);
    let name = ["location", "location_name", "place", "town"].into_iter().find_map(|column| columns.text(column));
    made.title = ["title", "name"].into_iter().map(|column| columns.words(column)).find(|words| !words.is_empty()).unwrap_or_default();
    if made.title.is_empty() {
        made.title = name.clone().map(Words::untagged).unwrap_or_default();
    }
    made.text = ["summary", "assessment", "description"]
        .into_iter()
        .map(|column| columns.words(column))
        .find(|words| !words.is_empty())
        .unwrap_or_default();
    let kind = ["strike_type", "type_of_strike", "incident_type"].into_iter().find_map(|column| columns.text(column)).unwrap_or_default();
    made.category = Category { key: kind.clone(), as_given: kind };

    made.when = when(&columns, notes);

    let word = columns.text("geolocation_accuracy").unwrap_or_default().to_lowercase().replace([' ', '/', '-'], "_");
    let precision = match word.as_str() {
        "exact_location" | "exact_location_other" => PlacePrecision::Exact,
        "within_100m" => PlacePrecision::Within100m,
        "street" => PlacePrecision::Street,
        "nearby_landmark" => PlacePrecision::Landmark,
        "neighbourhood_area" | "neighbourhood" => PlacePrecision::Neighbourhood,
        "village" => PlacePrecision::Village,
        "town" => PlacePrecision::Town,
        "city" => PlacePrecision::City,
        "subdistrict" => PlacePrecision::Subdistrict,
        "district" => PlacePrecision::District,
        "province_governorate" => PlacePrecision::Governorate,
        "country" => PlacePrecision::Country,
        "" => PlacePrecision::Unknown,
        _ => {
            notes.add(notes::ODD_VALUE);
            PlacePrecision::Unknown
        }
    };
    let words = name.map(Words::untagged).unwrap_or_default();
    let admin: Vec<String> =
        ["country", "region", "governorate", "province"].into_iter().filter_map(|column| columns.text(column)).collect();
    let shape = columns.shape(shape, notes);
    match if precision == PlacePrecision::Country { without_middle(shape, notes) } else { shape } {
        Some(shape) => made.places.push(place(shape, precision, precision.default_radius_m(), words, admin)),
        None => unplaced(&mut made, words, admin),
    }

    let names = columns.items("belligerents").into_iter();
    made.actors.extend(names.map(|name| Actor { role: ActorRole::By, name: Words::untagged(name), note: Words::untagged("belligerents") }));
    claims(&columns, &mut made, notes);
    made.verification =
        columns.list("evidence", ',').iter().chain(&columns.list("evidence_grade", ',')).fold(made.verification, |have, grade| {
            match grade.to_lowercase().as_str() {
                // Two grades at once: what speaks against it counts.
                "discounted" => Verification::Discounted,
                "contested" if have != Verification::Discounted => Verification::Disputed,
                _ => have,
            }
        });
    if columns.text("evidence").or_else(|| columns.text("evidence_grade")).is_some_and(|grades| grades.contains(',')) {
        notes.add(notes::SEVERAL_VALUES);
    }
    made.attribution = match columns.text("strike_status").unwrap_or_default().to_lowercase().as_str() {
        "declared" | "declared strike" => Attribution::Declared,
        "likely" | "likely strike" => Attribution::Likely,
        "contested" | "contested strike" => Attribution::Contested,
        "single source claim" => Attribution::SingleSource,
        "" => Attribution::Unknown,
        _ => {
            notes.add(notes::ODD_VALUE);
            Attribution::Unknown
        }
    };
    made.claims.extend(columns.entries("sources", ';').into_iter().map(|source| account(source.name, &Words::new(), source.url)));
    made
}

/// From the date to that of the end, or the part of the day for which a word stands beside it.
fn when(columns: &Columns, notes: &mut Notes) -> Option<When> {
    let start = columns.text("incident_date")?;
    let end = columns.text("incident_date_end");
    // The kind of a date may be a part of the day, or say no more than how many days there are.
    let kind = || columns.text("incident_date_type").filter(|kind| !KINDS_OF_DATE.contains(&kind.to_lowercase().as_str()));
    let time = columns.first_text(&["incident_time", "time_of_day"]).or_else(kind);
    let first = read_start(&start, end.as_deref(), columns.order, notes)?;
    let last = end.as_deref().map(|end| read_end(end, columns.order, notes));
    let days = match last {
        Some(Some(last)) => first.until(last, notes),
        Some(None) => first.with_precision(TimePrecision::Unknown),
        None => first,
    };
    let dates = end.iter().fold(start.clone(), |start, end| format!("{start} – {end}"));
    let as_given = time.iter().fold(dates, |dates, time| format!("{dates}, {time}"));
    let days = match &time {
        // The archive has this noon where nobody knows the time.
        Some(time) if time == "12:00:00" => {
            notes.add(notes::NOON_UNSAID);
            days
        }
        Some(time) => days.at_time(&start, &time.replace('_', " "), notes),
        None => days,
    };
    Some(days.when(&as_given, notes))
}

const KINDS_OF_DATE: [&str; 8] = ["date", "single", "single date", "single day", "day", "exact", "range", "date range"];

/// The group that a column's name means: women among civilians are the women. `None` for two groups in one.
fn group_of(name: &str) -> Option<&'static str> {
    let words = || name.split(|c: char| !c.is_alphanumeric());
    let mut groups: Vec<&str> =
        GROUPS.iter().filter(|(start, _)| words().any(|word| word.starts_with(start))).map(|(_, group)| *group).collect();
    if groups.len() > 1 {
        groups.retain(|group| *group != "civilians");
    }
    match groups.as_slice() {
        [] => Some("all"),
        [group] => Some(group),
        _ => None,
    }
}

/// What the columns of one name say, but for whether they are the least or the most.
struct Figure {
    field: String,
    /// The name without the words for least and most.
    of: String,
    range: Range,
    words: String,
}

/// Every pair of columns of a smallest and a largest figure. One that is empty is not known, and not zero.
fn claims(columns: &Columns, made: &mut Incident, notes: &mut Notes) {
    let mut found: Vec<Figure> = Vec::new();
    // The order of the columns says nothing: the same figures make the same claims, and a file sorted anew is not changed.
    let mut names: Vec<&str> = columns.feature.properties.list.iter().map(|(name, _)| name.as_ref()).collect();
    names.sort_unstable_by_key(|name| (name.contains("max"), *name));
    for name in names {
        let lower = name.to_lowercase();
        let field = if lower.contains("killed") {
            "killed"
        } else if lower.contains("injured") {
            "injured"
        } else {
            continue;
        };
        let is_max = lower.contains("max");
        let Some(value) = (if is_max || lower.contains("min") { columns.count(name, notes) } else { None }) else { continue };
        let Some(group) = group_of(&lower) else {
            notes.add(notes::ODD_VALUE);
            continue;
        };
        let field = format!("{field}.{group}");
        let of = lower.replacen(if is_max { "max" } else { "min" }, "", 1);
        let is_free = |range: &Range| if is_max { range.max.is_none() } else { range.min.is_none() };
        // Columns of another name that mean the same group are a figure of their own, and take the place of none.
        let at = found.iter().position(|have| have.field == field && have.of == of && is_free(&have.range)).unwrap_or_else(|| {
            found.push(Figure { field, of, range: Range::default(), words: String::new() });
            found.len() - 1
        });
        let Some(Figure { range, words, .. }) = found.get_mut(at) else { continue };
        if is_max {
            range.max = Some(value);
        } else {
            range.min = Some(value);
        }
        *words = format!("{words}{}{name} {value}", if words.is_empty() { "" } else { ", " });
    }
    let num_fields = found.iter().map(|have| &have.field).collect::<BTreeSet<_>>().len();
    notes.add_many(notes::SEVERAL_FIGURES, (found.len() - num_fields) as u64);
    for Figure { field, range, words, .. } in found {
        made.claims.push(figure(&field, sensible(range, notes), Words::untagged("Airwars"), Some(words)));
    }
}
