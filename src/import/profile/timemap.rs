//! TimeMap (Bellingcat): every value a text; a date as M/D/YYYY with a clock time beside it; points moved on purpose.

use jiff::tz::TimeZone;

use super::blank;
use super::columns::{Columns, place};
use super::generic::account;
use crate::domain::{Category, Incident, PlacePrecision, RawRecord, When, Words, ZoneState};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};
use crate::import::time::{DateOrder, read_time};

pub const TELL_TALE: &[&str] = &["associations", "narrative___stepStyles"];
/// How far points are moved and how far a place is known, in metres.
const RADIUS_M: f64 = 500.0;

pub fn incident(feature: &RawFeature, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let columns = Columns(feature);
    let mut made = blank(feature, raw);
    made.id = ["civId", "id"].into_iter().find_map(|column| columns.text(column)).unwrap_or(made.id);
    made.text = columns.words("description");
    let location = columns.text("location");
    let start: Option<String> = columns.text("description").map(|text| text.chars().take(90).collect());
    made.title = columns.text("title").or(start).or_else(|| location.clone()).map(Words::untagged).unwrap_or_default();
    let kinds = columns.items("associations");
    let kind = columns.text("category").or_else(|| kinds.first().cloned()).unwrap_or_default();
    made.category = Category { key: kind.clone(), as_given: kinds.join(", ") };
    if let Some(date) = columns.text("date") {
        let text = columns.text("time").map_or_else(|| date.clone(), |time| format!("{date} {time}"));
        match read_time(&text, &TimeZone::UTC, DateOrder::MonthFirst) {
            Some(read) => {
                if !read.is_zoned {
                    notes.add(notes::ASSUMED_ZONE);
                }
                made.when = Some(When {
                    earliest: read.from,
                    latest: read.to,
                    precision: read.precision,
                    zone: if read.is_zoned { ZoneState::Zoned("UTC".to_owned()) } else { ZoneState::Unknown },
                    open_end: false,
                    open_start: false,
                    as_of: None,
                    as_given: Words::untagged(columns.text("time_display").map_or(text.clone(), |shown| format!("{text} ({shown})"))),
                });
            }
            None => notes.add(notes::UNREADABLE_DATE),
        }
    }
    let name = location.map(Words::untagged).unwrap_or_default();
    match columns.shape(shape, notes) {
        Some(shape) => made.places.push(place(shape, PlacePrecision::Landmark, Some(RADIUS_M), name, Vec::new())),
        None => made.unplaced_name = name,
    }
    made.claims.extend(columns.items("sources").into_iter().map(|source| account(source, &Words::new(), None)));
    made
}
