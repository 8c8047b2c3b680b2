//! Ushahidi: reports of the public, whose state says only whether they were published.

use super::columns::{Columns, most_columns, place};
use super::days::{when_in_utc, when_written};
use super::generic::account;
use super::{Sample, blank};
use crate::domain::{Category, Incident, Place, PlacePrecision, RawRecord, Words, WorkStatus};
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};

pub fn tells(sample: &Sample) -> usize {
    most_columns(sample, &[&["data_source_message_id", "post_date"], &["Post ID", "Post Status", "Post Date (UTC)"]])
}

pub fn incident(columns: Columns, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let mut made = blank(columns.feature, raw);
    made.id = columns.first_text(&["id", "Post ID"]).unwrap_or(made.id);
    made.title = columns.words("title");
    let texts = ["content", "description", "Unstructured Description"];
    made.text = texts.into_iter().map(|column| columns.words(column)).find(|words| !words.is_empty()).unwrap_or_default();
    let kinds = columns.items("categories");
    made.category = Category { key: kinds.first().cloned().unwrap_or_default(), as_given: kinds.join(", ") };
    // The columns of the table say their zone in their names.
    made.when = match (columns.first_text(&["post_date", "created"]), columns.first_text(&["Post Date (UTC)", "Created (UTC)"])) {
        (Some(date), _) => when_written(&date, &date, columns.order, notes),
        (None, Some(date)) => when_in_utc(&date, columns.order, notes),
        (None, None) => None,
    };
    made.revision = columns.first_text(&["updated", "Updated (UTC)"]);
    let shape = match field_of_place(&columns) {
        Some([lon, lat]) => columns.shape_of(shape, [&lon, &lat], notes),
        None => columns.shape(shape, notes),
    };
    made.places = shape.map(shapes_of).unwrap_or_default().into_iter().map(unknown_place).collect();
    let status = columns.first_text(&["status", "Post Status"]).unwrap_or_default();
    made.work_status = match status.to_lowercase().as_str() {
        "published" => WorkStatus::Done,
        "archived" => WorkStatus::Dropped,
        "draft" | "" => WorkStatus::New,
        _ => {
            notes.add(notes::ODD_VALUE);
            WorkStatus::New
        }
    };
    made.claims.extend(columns.text("source").map(|source| account(source, &made.text, None)));
    made
}

/// Each feature of a report is a place of its own.
fn shapes_of(shape: Shape) -> Vec<Shape> {
    match shape.geometry {
        geo::Geometry::GeometryCollection(parts) => parts.0.into_iter().map(|geometry| Shape { geometry, third: None }).collect(),
        _ => vec![shape],
    }
}

fn unknown_place(shape: Shape) -> Place {
    place(shape, PlacePrecision::Unknown, None, Words::new(), Vec::new())
}

/// The columns of the first field of a survey that holds a place: each survey names its own, and the table parts it in two.
fn field_of_place(columns: &Columns) -> Option<[String; 2]> {
    let names = columns.feature.properties.list.iter();
    let fields =
        names.filter_map(|(name, _)| name.split_at_checked(name.len().checked_sub(4)?).filter(|(_, end)| end.eq_ignore_ascii_case(".lat")));
    let mut pairs = fields.map(|(field, _)| [format!("{field}.lon"), format!("{field}.lat")]);
    pairs.find(|pair| pair.iter().all(|name| columns.given(name).is_some()))
}
