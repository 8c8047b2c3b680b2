//! GDACS: disasters as histories of episodes; times without a zone; points that stand for an area.

use super::columns::{Columns, most_columns, place};
use super::days::{when_between, when_written};
use super::generic::account;
use super::{Sample, blank};
use crate::domain::{Category, Incident, Media, PlacePrecision, RawRecord, Words};
use crate::import::geometry::Shape;
use crate::import::notes::Notes;

pub fn tells(sample: &Sample) -> usize {
    most_columns(sample, &[&["eventtype", "episodeid", "Class"]])
}

pub fn incident(columns: Columns, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let mut made = blank(columns.feature, raw);
    // An event has many episodes, of which a later feed may hold the newest alone: it is the same incident then.
    let parts: Vec<String> = ["eventtype", "eventid"].into_iter().filter_map(|column| columns.text(column)).collect();
    if parts.len() > 1 {
        let class = columns.text("Class").filter(|class| class != "Point_Centroid");
        made.id = parts.into_iter().chain(class).collect::<Vec<_>>().join("-");
    }
    made.title = ["name", "eventname"].into_iter().map(|column| columns.words(column)).find(|words| !words.is_empty()).unwrap_or_default();
    made.text = columns.words("description");
    let kind = columns.text("eventtype").unwrap_or_default();
    made.category = Category { key: kind.clone(), as_given: kind };
    made.when = match (columns.text("fromdate"), columns.text("todate")) {
        (Some(from), Some(to)) if from != to => when_between(&from, &to, columns.order, notes),
        (Some(from), _) => when_written(&from, &from, columns.order, notes),
        (None, _) => None,
    };
    made.revision = columns.text("datemodified");
    // What kind of shape it is names no place.
    let name = columns.text("polygonlabel").filter(|label| label != "Centroid").map(Words::untagged).unwrap_or_default();
    let admin = columns.text("country").into_iter().collect();
    made.places.extend(columns.shape(shape, notes).map(|shape| place(shape, PlacePrecision::Area, None, name, admin)));
    if let Some(severity) = columns.member("severitydata", "severitytext") {
        let source = columns.text("source").unwrap_or_else(|| "GDACS".to_owned());
        let url = columns.member("url", "report").filter(|url| url.starts_with("http"));
        made.media.extend(url.clone().map(|url| Media { url, title: Words::new() }));
        made.claims.push(account(source, &Words::untagged(severity), url));
    }
    made
}
