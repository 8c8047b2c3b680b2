//! Airwars' incidents of civilian harm: ranges of casualties by group, words for the fineness of place, words for who did it.

use super::blank;
use super::columns::{Columns, day_interval, figure, place, read_day, sensible};
use super::generic::account;
use crate::domain::{Actor, ActorRole, Attribution, Category, Incident, PlacePrecision, Range, RawRecord, Verification, Words};
use crate::import::day_part::day_part;
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};

pub const TELL_TALE: &[&str] = &["belligerents", "geolocation_accuracy"];

/// Words in column names and the groups they mean; the first that occurs counts.
const GROUPS: [(&str, &str); 6] = [
    ("civilian", "civilians"),
    ("children", "children"),
    ("women", "women"),
    ("men", "men"),
    ("militant", "fighters"),
    ("belligerent", "fighters"),
];

pub fn incident(feature: &RawFeature, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let columns = Columns(feature);
    let mut made = blank(feature, raw);
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

    let time = ["incident_time", "time_of_day", "incident_date_type"].into_iter().find_map(|column| columns.text(column));
    made.when = columns.text("incident_date").and_then(|start| {
        let from = read_day(&start, notes)?;
        let end = columns.text("incident_date_end").and_then(|end| read_day(&end, notes)).unwrap_or(from);
        day_interval(from, end, time.as_deref().and_then(day_part), &time.iter().fold(start, |date, time| format!("{date}, {time}")), notes)
    });

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
    let admin = ["country", "region", "governorate", "province"].into_iter().filter_map(|column| columns.text(column)).collect();
    match columns.shape(shape, notes) {
        Some(shape) => made.places.push(place(shape, precision, precision.default_radius_m(), words, admin)),
        None => made.unplaced_name = words,
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
    made.claims.extend(columns.list("sources", ';').into_iter().map(|source| account(source, &Words::new(), None)));
    made
}

/// Every pair of columns of a smallest and a largest figure. One that is empty is not known, and not zero.
fn claims(columns: &Columns, made: &mut Incident, notes: &mut Notes) {
    let mut found: Vec<(String, Range, String)> = Vec::new();
    // The order of the columns says nothing: the same figures make the same claims, and a file sorted anew is not changed.
    let mut names: Vec<&str> = columns.0.properties.list.iter().map(|(name, _)| name.as_ref()).collect();
    names.sort_by_key(|name| (name.contains("max"), *name));
    for name in names {
        let lower = name.to_lowercase();
        let field = if lower.contains("killed") {
            "killed"
        } else if lower.contains("injured") {
            "injured"
        } else {
            continue;
        };
        let (is_min, is_max) = (lower.contains("min"), lower.contains("max"));
        let Some(value) = (if is_min || is_max { columns.count(name, notes) } else { None }) else { continue };
        let group = GROUPS.iter().find(|(word, _)| lower.contains(word)).map_or("all", |(_, group)| group);
        let field = format!("{field}.{group}");
        let at = found.iter().position(|(have, ..)| *have == field).unwrap_or_else(|| {
            found.push((field, Range::default(), String::new()));
            found.len() - 1
        });
        let Some((_, range, words)) = found.get_mut(at) else { continue };
        if is_min {
            range.min = Some(value);
        } else {
            range.max = Some(value);
        }
        *words = format!("{words}{}{name} {value}", if words.is_empty() { "" } else { ", " });
    }
    for (field, range, words) in found {
        made.claims.push(figure(&field, sensible(range, notes), Words::untagged("Airwars"), Some(words)));
    }
}
