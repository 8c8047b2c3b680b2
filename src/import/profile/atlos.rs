//! Atlos: what a team has found out so far, with the state of its own work apart from what is established.

use super::blank;
use super::columns::{Columns, Span, place, when_of};
use super::generic::account;
use crate::domain::{Category, Claim, ClaimValue, Incident, PlacePrecision, RawRecord, Words, WorkStatus};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};

pub const TELL_TALE: &[&str] = &["attr_status", "attr_geolocation_resolution"];

pub fn incident(feature: &RawFeature, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let columns = Columns(feature);
    let mut made = blank(feature, raw);
    made.id = ["slug", "id"].into_iter().find_map(|column| columns.text(column)).unwrap_or(made.id);
    made.title = columns.words("attr_description");
    made.text = columns.words("attr_more_info");
    let kinds = columns.items("attr_type");
    made.category = Category { key: kinds.first().cloned().unwrap_or_default(), as_given: kinds.join(", ") };
    if let Some(date) = columns.text("attr_date") {
        let text = columns.text("attr_time").map_or_else(|| date.clone(), |time| format!("{date} {time}"));
        made.when = when_of(&text, Span::AsWritten, notes);
    }
    made.revision = columns.text("updated_at");
    // The radii are Atlos' own words for its three grades.
    let word = columns.text("attr_geolocation_resolution").unwrap_or_default().to_lowercase();
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
    let given = ["latitude", "longitude"].map(|column| columns.text(column));
    let shape = match (&given, columns.list("attr_geolocation", ',').as_slice()) {
        ([None, None], [lat, lon]) if shape.is_none() => columns.point(lon, lat, notes),
        _ => columns.shape(shape, notes),
    };
    made.places.extend(shape.map(|shape| place(shape, precision, radius_m, Words::new(), Vec::new())));
    made.work_status = match columns.text("attr_status").unwrap_or_default().to_lowercase().as_str() {
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
    let impact = columns.items("attr_impact");
    if !impact.is_empty() {
        let claim = account("Atlos".to_owned(), &Words::new(), None);
        made.claims.push(Claim { field: "damage".to_owned(), value: ClaimValue::Words(Words::untagged(impact.join(", "))), ..claim });
    }
    for url in columns.items("source_urls").into_iter().chain(columns.items("urls")) {
        made.claims.push(account(url.clone(), &Words::new(), Some(url.clone()).filter(|url| url.starts_with("http"))));
        made.media.push(crate::domain::Media { url, title: Words::new() });
    }
    made
}
