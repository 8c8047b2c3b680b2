//! GeoConfirmed: what volunteers have placed by pictures; the place may be told as an Open Location Code alone.

use super::blank;
use super::columns::{Columns, Span, place, when_of};
use super::generic::account;
use super::plus_code;
use crate::domain::{ActorRole, Category, Incident, Media, PlacePrecision, RawRecord, Verification, Words};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};

pub const TELL_TALE: &[&str] = &["eor_tracking", "plus_code"];
/// No place is told finer, however long its code.
const LEAST_RADIUS_M: f64 = 50.0;

pub fn incident(feature: &RawFeature, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let columns = Columns(feature);
    let mut made = blank(feature, raw);
    made.id = columns.text("id").unwrap_or(made.id);
    made.text = columns.words("description");
    made.title = ["name", "title"].into_iter().map(|column| columns.words(column)).find(|words| !words.is_empty()).unwrap_or_default();
    if made.title.is_empty() {
        let start: Option<String> = columns.text("description").map(|text| text.chars().take(90).collect());
        made.title = start.map(Words::untagged).unwrap_or_default();
    }
    let kind = columns.text("category").or_else(|| columns.text("icon")).unwrap_or_default();
    made.category = Category { key: kind.clone(), as_given: kind };
    made.when = columns.text("date").and_then(|date| when_of(&date, Span::AsWritten, notes));
    made.revision = columns.text("date_created");
    made.actors.extend(columns.actor("faction", ActorRole::Other));
    let given = columns.text("plus_code");
    let code = given.as_deref().and_then(plus_code::decode);
    let radius_m = code.map(|cell| cell.radius_m().max(LEAST_RADIUS_M));
    let shape = columns.shape(shape, notes).or_else(|| {
        let Some(cell) = code else {
            // A short code names a place only together with a town.
            notes.add_many(notes::PLACE_UNREADABLE, u64::from(given.is_some()));
            return None;
        };
        notes.add(notes::PLUS_CODE);
        Some(Shape { geometry: geo::Geometry::Point(geo::Point::new(cell.lon, cell.lat)), third: None })
    });
    let radius_m = radius_m.unwrap_or(LEAST_RADIUS_M);
    let precision = if radius_m > LEAST_RADIUS_M { PlacePrecision::Landmark } else { PlacePrecision::Exact };
    made.places.extend(shape.map(|shape| place(shape, precision, Some(radius_m), columns.words("plus_code"), Vec::new())));
    made.verification = Verification::Geolocated;
    for column in ["original_source", "geolocation"] {
        for url in columns.list(column, ' ').into_iter().filter(|url| url.starts_with("http")) {
            made.claims.push(account(url.clone(), &Words::new(), Some(url.clone())));
            made.media.push(Media { url, title: Words::new() });
        }
    }
    made
}
