//! UCDP GED: one row an event of a dyad, with start and end, a best, low and high figure of deaths, and the sources' names.

use jiff::tz::TimeZone;

use super::blank;
use super::columns::{Columns, Span, day_of, figure, interval, place, when_of};
use crate::domain::{ActorRole, Category, Incident, PlacePrecision, Range, RawRecord, TimePrecision, When, Words};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};
use crate::import::time::{DateOrder, read_time};

pub const TELL_TALE: &[&str] = &["dyad_new_id", "where_prec"];

pub fn incident(feature: &RawFeature, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let columns = Columns(feature);
    let mut made = blank(feature, raw);
    made.id = columns.text("id").unwrap_or(made.id);
    made.title = columns.words("source_headline");
    if made.title.is_empty() {
        made.title = columns.words("dyad_name");
    }
    made.text = columns.words("source_original");
    let kind = match columns.code("type_of_violence") {
        Some(1) => "state_based",
        Some(2) => "non_state",
        Some(3) => "one_sided",
        _ => "",
    };
    made.category = Category { key: kind.to_owned(), as_given: columns.text("type_of_violence").unwrap_or_default() };
    made.when = when(&columns, notes);

    let (precision, radius_m) = match columns.code("where_prec") {
        Some(1) => (PlacePrecision::Village, Some(1_500.0)),
        Some(2) => (PlacePrecision::Subdistrict, Some(25_000.0)),
        Some(3) => (PlacePrecision::District, Some(30_000.0)),
        Some(4) => (PlacePrecision::Governorate, Some(75_000.0)),
        // A line or a fuzzy area, a country, the sea: no circle says anything.
        Some(5 | 7) => (PlacePrecision::Area, None),
        Some(6) => (PlacePrecision::Country, None),
        None => (PlacePrecision::Unknown, None),
        Some(_) => {
            notes.add(notes::ODD_VALUE);
            (PlacePrecision::Unknown, None)
        }
    };
    let name = columns.text("where_coordinates").or_else(|| columns.text("where_description")).map(Words::untagged).unwrap_or_default();
    let admin = ["adm_1", "adm_2"].into_iter().filter_map(|column| columns.text(column)).collect();
    match columns.shape(shape, notes) {
        Some(shape) => made.places.push(place(shape, precision, radius_m, name, admin)),
        None => made.unplaced_name = name,
    }

    let (side_a, side_b) = if kind == "one_sided" { (ActorRole::By, ActorRole::Civilians) } else { (ActorRole::Other, ActorRole::Other) };
    made.actors.extend(columns.actor("side_a", side_a));
    made.actors.extend(columns.actor("side_b", side_b));

    let range = Range { min: columns.number("low"), best: columns.number("best"), max: columns.number("high") };
    if range != Range::default() {
        made.claims.push(figure("killed.all", range, Words::untagged("UCDP"), columns.text("best")));
    }
    if let Some(best) = columns.number("deaths_civilians") {
        let range = Range { min: None, best: Some(best), max: None };
        made.claims.push(figure("killed.civilians", range, Words::untagged("UCDP"), columns.text("deaths_civilians")));
    }
    let citing = columns.text("source_office").or_else(|| columns.text("source_article")).map(Words::untagged).unwrap_or_default();
    made.claims.iter_mut().for_each(|claim| claim.citing.clone_from(&citing));
    made
}

/// `date_prec`: 1 the day, 2 some days and 5 longer as start and end tell, 3 the week, 4 the month.
fn when(columns: &Columns, notes: &mut Notes) -> Option<When> {
    let start = columns.text("date_start")?;
    let end = columns.text("date_end").unwrap_or_else(|| start.clone());
    match columns.code("date_prec") {
        Some(1) if start == end => when_of(&start, Span::Day, notes),
        Some(3) => when_of(&start, Span::Week, notes),
        Some(4) => when_of(&start, Span::Month, notes),
        _ => {
            let day = |text: &str| read_time(text, &TimeZone::UTC, DateOrder::Unknown).and_then(|read| day_of(read.from));
            let Some((from, to)) = day(&start).zip(day(&end)) else {
                notes.add(notes::UNREADABLE_DATE);
                return None;
            };
            if to < from {
                notes.add(notes::END_BEFORE_START);
            }
            notes.add(notes::ASSUMED_ZONE);
            let precision = if from == to { TimePrecision::Day } else { TimePrecision::SeveralDays };
            Some(interval(from.min(to), from.max(to).tomorrow().ok()?, precision, &format!("{start} – {end}")))
        }
    }
}
