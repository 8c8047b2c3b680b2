//! Atlos: what a team has found out so far, with the state of its own work apart from what is established.

use super::columns::{Columns, most_columns, place};
use super::days::when_with_clock;
use super::generic::account;
use super::{Sample, blank};
use crate::domain::{Category, Claim, ClaimValue, Incident, Media, PlacePrecision, RawRecord, Words, WorkStatus};
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};

/// The interface for programs puts `attr_` before the columns of an incident, the table does not.
pub fn tells(sample: &Sample) -> usize {
    most_columns(
        sample,
        &[&["attr_status", "attr_geolocation_resolution"], &["slug", "status", "sensitive", "description", "geolocation_resolution"]],
    )
}

pub fn incident(columns: Columns, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let mut made = blank(columns.feature, raw);
    made.id = columns.first_text(&["slug", "id"]).unwrap_or(made.id);
    let words = |names: &[&str]| columns.first_text(names).map(Words::untagged).unwrap_or_default();
    made.title = words(&["attr_description", "description"]);
    made.text = words(&["attr_more_info", "more_info"]);
    let kinds = first_items(&columns, &["attr_type", "type", "Incident Type"]);
    made.category = Category { key: kinds.first().cloned().unwrap_or_default(), as_given: kinds.join(", ") };
    made.when = columns.first_text(&["attr_date", "date"]).and_then(|date| {
        let time = columns.first_text(&["attr_time", "time"]);
        when_with_clock(&date, time.as_deref(), columns.order, notes)
    });
    made.revision = columns.text("updated_at");
    // The radii are Atlos' own words for its three grades.
    let word = columns.first_text(&["attr_geolocation_resolution", "geolocation_resolution"]).unwrap_or_default().to_lowercase();
    let (precision, radius_m) = match word.split(' ').next().unwrap_or_default() {
        "exact" => (PlacePrecision::Exact, Some(10.0)),
        "vicinity" => (PlacePrecision::Within100m, Some(100.0)),
        "locality" => (PlacePrecision::Neighbourhood, Some(1_000.0)),
        "" => (PlacePrecision::Unknown, None),
        _ => {
            notes.add(notes::ODD_VALUE);
            (PlacePrecision::Unknown, None)
        }
    };
    let shape = shape_of(&columns, shape, notes);
    made.places.extend(shape.map(|shape| place(shape, precision, radius_m, Words::new(), Vec::new())));
    made.work_status = match columns.first_text(&["attr_status", "status"]).unwrap_or_default().to_lowercase().as_str() {
        "to do" | "unclaimed" | "" => WorkStatus::New,
        "in progress" | "help needed" => WorkStatus::InProgress,
        "ready for review" => WorkStatus::Review,
        "completed" => WorkStatus::Done,
        "cancelled" | "canceled" => WorkStatus::Dropped,
        _ => {
            notes.add(notes::ODD_VALUE);
            WorkStatus::New
        }
    };
    let impact = first_items(&columns, &["attr_impact", "impact"]);
    if !impact.is_empty() {
        let claim = account("Atlos".to_owned(), &Words::new(), None);
        made.claims.push(Claim { field: "damage".to_owned(), value: ClaimValue::Words(Words::untagged(impact.join(", "))), ..claim });
    }
    for (source, url) in sources(&columns) {
        made.claims.push(account(source.clone(), &Words::new(), url));
        made.media.push(Media { url: source, title: Words::new() });
    }
    made
}

fn first_items(columns: &Columns, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| columns.items(name)).find(|items| !items.is_empty()).unwrap_or_default()
}

/// The columns of longitude and latitude, or the place in one cell: latitude and longitude, or a geometry of GeoJSON.
fn shape_of(columns: &Columns, shape: Option<Shape>, notes: &mut Notes) -> Option<Shape> {
    let has_columns = ["latitude", "longitude"].iter().any(|column| columns.given(column).is_some());
    if shape.is_some() || has_columns {
        return columns.shape(shape, notes);
    }
    for name in ["attr_geolocation", "geolocation"] {
        let Some(text) = columns.given(name) else { continue };
        if text.starts_with('{') {
            return columns.geometry(name, notes);
        }
        if let Some((lat, lon)) = text.split_once(',') {
            return columns.point(lon.trim(), lat.trim(), notes);
        }
    }
    columns.shape(None, notes)
}

/// Source material by its address: a list, a list of objects, or a numbered column for each.
fn sources(columns: &Columns) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    let mut put = |source: String, url: Option<String>| {
        if !found.iter().any(|(have, _)| *have == source) {
            found.push((source, url));
        }
    };
    for name in ["source_urls", "urls", "source_material"] {
        for item in columns.entries(name, ',') {
            let source = item.url.clone().unwrap_or(item.name);
            put(source, item.url);
        }
    }
    let is_numbered = |name: &str| name.to_ascii_lowercase().strip_prefix("source_").is_some_and(|rest| rest.parse::<u16>().is_ok());
    for (name, _) in columns.feature.properties.list.iter().filter(|(name, _)| is_numbered(name)) {
        let Some(source) = columns.text(name) else { continue };
        put(source.clone(), Some(source).filter(|source| source.starts_with("http")));
    }
    found
}
