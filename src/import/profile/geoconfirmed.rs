//! GeoConfirmed: what volunteers have placed by pictures; the place may be told as an Open Location Code alone.

use super::columns::{Columns, most_columns, place};
use super::days::{when_between, when_written};
use super::generic::account;
use super::{Sample, blank, plus_code};
use crate::domain::geodesy::distance_m;
use crate::domain::{ActorRole, Category, Incident, LonLat, Media, PlacePrecision, RawRecord, Verification, Words};
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};

pub fn tells(sample: &Sample) -> usize {
    most_columns(sample, &[&["eor_tracking", "plus_code"]])
}

/// A code and coordinates that are farther apart than its square and this mean two places.
const CODE_APART_M: f64 = 100.0;

/// No place is told finer, however long its code.
const LEAST_RADIUS_M: f64 = 50.0;

pub fn incident(columns: Columns, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let mut made = blank(columns.feature, raw);
    made.id = columns.text("id").unwrap_or(made.id);
    made.text = columns.words("description");
    made.title = ["name", "title"].into_iter().map(|column| columns.words(column)).find(|words| !words.is_empty()).unwrap_or_default();
    if made.title.is_empty() {
        let start: Option<String> = columns.text("description").map(|text| text.chars().take(90).collect());
        made.title = start.map(Words::untagged).unwrap_or_default();
    }
    let kind = columns.text("category").or_else(|| columns.text("icon")).unwrap_or_default();
    made.category = Category { key: kind.clone(), as_given: kind };
    // In KML the time stands in an element of its own.
    made.when = match (columns.first_text(&["date", "when", "begin"]), columns.text("end")) {
        (Some(from), Some(to)) if from != to => when_between(&from, &to, columns.order, notes),
        (Some(date), _) => when_written(&date, &date, columns.order, notes),
        (None, _) => None,
    };
    made.revision = columns.text("date_created");
    made.actors.extend(columns.actor("faction", ActorRole::Other));
    let given = columns.text("plus_code");
    let code = given.as_deref().and_then(plus_code::decode);
    let mut radius_m = code.map(|cell| cell.radius_m().max(LEAST_RADIUS_M));
    let shape = columns.shape(shape, notes).or_else(|| {
        let Some(cell) = code else {
            // A short code names a place only together with a town.
            notes.add_many(notes::PLACE_UNREADABLE, u64::from(given.is_some()));
            return None;
        };
        notes.add(notes::PLUS_CODE);
        Some(Shape { geometry: geo::Geometry::Point(geo::Point::new(cell.lon, cell.lat)), third: None })
    });
    if let (Some(cell), Some(geo::Geometry::Point(at))) = (code, shape.as_ref().map(|shape| &shape.geometry)) {
        let away_m = distance_m(LonLat { lon: at.x(), lat: at.y() }, LonLat { lon: cell.lon, lat: cell.lat });
        // Coordinates say nothing of how fine they are; the code beside them does, as long as it means the same place.
        if away_m > cell.radius_m() + CODE_APART_M {
            notes.add(notes::PLUS_CODE_APART);
            radius_m = None;
        }
    }
    let precision = match radius_m {
        None => PlacePrecision::Unknown,
        // A code of six digits or fewer is a square of kilometres, and no landmark.
        Some(radius_m) if radius_m > 1_000.0 => PlacePrecision::Area,
        Some(radius_m) if radius_m > LEAST_RADIUS_M => PlacePrecision::Landmark,
        Some(_) => PlacePrecision::Exact,
    };
    made.places.extend(shape.map(|shape| place(shape, precision, radius_m, columns.words("plus_code"), Vec::new())));
    made.verification = Verification::Geolocated;
    for column in ["original_source", "geolocation"] {
        for url in columns.urls(column) {
            made.claims.push(account(url.clone(), &Words::new(), Some(url.clone())));
            made.media.push(Media { url, title: Words::new() });
        }
    }
    made
}
