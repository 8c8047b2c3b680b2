//! ACLED: one row an event, with a date and how fine it is, a place and how fine it is, and one conservative figure of deaths.

use super::columns::{Columns, figure, most_columns, place, unplaced};
use super::days::{Span, when_of};
use super::{Sample, blank};
use crate::domain::{ActorRole, Category, Incident, PlacePrecision, Range, RawRecord, Words};
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};

pub fn tells(sample: &Sample) -> usize {
    // Cuts often have lost the id; what says how fine the date is tells them from other tables of events.
    most_columns(sample, &[&["event_id_cnty", "event_date"], &["event_date", "event_type", "time_precision", "fatalities"]])
}

pub fn incident(columns: Columns, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let mut made = blank(columns.feature, raw);
    made.id = columns.text("event_id_cnty").unwrap_or(made.id);
    let kind = columns.text("event_type").unwrap_or_default();
    let what = columns.text("sub_event_type").unwrap_or_else(|| kind.clone());
    let location = columns.text("location");
    made.title = Words::untagged(location.iter().fold(what, |title, location| format!("{title} – {location}")));
    made.text = columns.words("notes");
    made.category = Category { key: kind.clone(), as_given: kind.clone() };
    made.revision = columns.text("timestamp");

    let span = match columns.code("time_precision") {
        Some(1) => Span::Day,
        Some(2) => Span::Week,
        Some(3) => Span::Month,
        None => Span::Unstated,
        Some(_) => {
            notes.add(notes::ODD_VALUE);
            Span::Unknown
        }
    };
    made.when = columns.text("event_date").and_then(|date| when_of(&date, columns.order, span, notes));

    let (precision, radius_m) = match columns.code("geo_precision") {
        Some(1) => (PlacePrecision::Town, Some(2_500.0)),
        Some(2) => (PlacePrecision::Subdistrict, Some(15_000.0)),
        Some(3) => (PlacePrecision::Governorate, Some(75_000.0)),
        None => (PlacePrecision::Unknown, None),
        Some(_) => {
            notes.add(notes::ODD_VALUE);
            (PlacePrecision::Unknown, None)
        }
    };
    let name = location.map(Words::untagged).unwrap_or_default();
    let admin: Vec<String> = ["admin1", "admin2", "admin3"].into_iter().filter_map(|column| columns.text(column)).collect();
    match columns.shape(shape, notes) {
        Some(shape) => made.places.push(place(shape, precision, radius_m, name, admin)),
        None => unplaced(&mut made, name, admin),
    }

    // Only where one side acts on the other does the order of the actors say who acted.
    let one_sided = matches!(kind.as_str(), "Violence against civilians" | "Explosions/Remote violence");
    made.actors.extend(columns.actor("actor1", if one_sided { ActorRole::By } else { ActorRole::Other }));
    let against = match columns.text("actor2") {
        Some(name) if name.starts_with("Civilians") => ActorRole::Civilians,
        _ if one_sided => ActorRole::Against,
        _ => ActorRole::Other,
    };
    made.actors.extend(columns.actor("actor2", against));
    for column in ["assoc_actor_1", "assoc_actor_2"] {
        let names = columns.list(column, ';').into_iter();
        made.actors.extend(names.map(|name| crate::domain::Actor {
            role: ActorRole::Other,
            name: Words::untagged(name),
            note: Words::untagged(column),
        }));
    }

    let as_given = columns.text("fatalities");
    // One figure, that of ACLED itself out of all its sources; 0 means that none were reported.
    if let Some(best) = columns.count("fatalities", notes) {
        let range = Range { min: None, best: Some(best), max: None };
        made.claims.push(figure("killed.all", range, Words::untagged("ACLED"), as_given));
    }
    if !made.text.is_empty() {
        made.claims.push(super::generic::account("ACLED".to_owned(), &made.text, None));
    }
    // The notes are ACLED's own words about what all these say together.
    let citing = columns.words("source");
    made.claims.iter_mut().for_each(|claim| claim.citing.clone_from(&citing));
    made
}
