//! Ushahidi: reports of the public, whose state says only whether they were published.

use super::blank;
use super::columns::{Columns, Span, place, when_of};
use super::generic::account;
use crate::domain::{Category, Incident, PlacePrecision, RawRecord, Words, WorkStatus};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};

pub const TELL_TALE: &[&str] = &["data_source_message_id", "post_date"];

pub fn incident(feature: &RawFeature, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let columns = Columns(feature);
    let mut made = blank(feature, raw);
    made.id = columns.text("id").unwrap_or(made.id);
    made.title = columns.words("title");
    made.text =
        ["content", "description"].into_iter().map(|column| columns.words(column)).find(|words| !words.is_empty()).unwrap_or_default();
    let kinds = columns.items("categories");
    made.category = Category { key: kinds.first().cloned().unwrap_or_default(), as_given: kinds.join(", ") };
    let date = columns.text("post_date").or_else(|| columns.text("created"));
    made.when = date.and_then(|date| when_of(&date, Span::AsWritten, notes));
    made.revision = columns.text("updated");
    made.places.extend(columns.shape(shape, notes).map(|shape| place(shape, PlacePrecision::Unknown, None, Words::new(), Vec::new())));
    made.work_status = match columns.text("status").unwrap_or_default().as_str() {
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
