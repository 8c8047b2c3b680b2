//! GDELT 2 events: machine-coded, placed by machine on the middle of a town, province or country.

use super::columns::{Columns, most_columns, place, without_middle};
use super::days::{Span, when_of};
use super::generic::account;
use super::{Sample, blank};
use crate::domain::{ActorRole, Category, Incident, Media, PlacePrecision, RawRecord, Words};
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};

pub fn tells(sample: &Sample) -> usize {
    most_columns(sample, &[&["SQLDATE", "ActionGeo_Type"], &["Day", "GLOBALEVENTID", "ActionGeo_Type"]])
}

pub fn incident(columns: Columns, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let mut made = blank(columns.feature, raw);
    made.id = columns.text("GLOBALEVENTID").unwrap_or(made.id);
    let code = columns.text("EventCode").unwrap_or_default();
    made.category = Category { key: columns.text("EventRootCode").unwrap_or_else(|| code.clone()), as_given: code.clone() };
    let names: Vec<String> = ["Actor1Name", "Actor2Name"].into_iter().filter_map(|column| columns.text(column)).collect();
    let full_name = columns.text("ActionGeo_FullName");
    let head = if names.is_empty() { format!("CAMEO {code}") } else { names.join(" – ") };
    made.title = Words::untagged(full_name.iter().fold(head, |title, place| format!("{title}, {place}")));
    made.when = columns.first_text(&["SQLDATE", "Day"]).and_then(|date| when_of(&date, columns.order, Span::Day, notes));
    made.revision = columns.text("DATEADDED");
    let (precision, radius_m) = match columns.code("ActionGeo_Type") {
        Some(3 | 4) => (PlacePrecision::City, Some(5_000.0)),
        Some(2 | 5) => (PlacePrecision::Governorate, Some(75_000.0)),
        Some(1) => (PlacePrecision::Country, None),
        None | Some(0) => (PlacePrecision::Unknown, None),
        Some(_) => {
            notes.add(notes::ODD_VALUE);
            (PlacePrecision::Unknown, None)
        }
    };
    let name = full_name.map(Words::untagged).unwrap_or_default();
    let shape = columns.shape_of(shape, ["ActionGeo_Long", "ActionGeo_Lat"], notes);
    // The middle of a country is no place.
    match if precision == PlacePrecision::Country { without_middle(shape, notes) } else { shape } {
        Some(shape) => made.places.push(place(shape, precision, radius_m, name, Vec::new())),
        None => made.unplaced_name = name,
    }
    for column in ["Actor1Name", "Actor2Name"] {
        made.actors.extend(columns.actor(column, ActorRole::Other));
    }
    if let Some(url) = columns.text("SOURCEURL") {
        let host = url.split('/').nth(2).unwrap_or(&url).to_owned();
        made.claims.push(account(host, &Words::new(), Some(url.clone()).filter(|url| url.starts_with("http"))));
        made.media.push(Media { url, title: Words::new() });
    }
    made
}
