//! Earthquakes as the USGS feeds give them: epoch milliseconds, depth in km as third ordinate, positive down.

use super::columns::{Columns, most_columns, number_in};
use super::days::{instants, when_written};
use super::orders::FileOrder;
use super::{DocumentMembers, Sample, blank};
use crate::domain::{
    Category, Claim, ClaimValue, Grade, Incident, Media, Place, PlacePrecision, PlacedHow, Radius, Range, RawRecord, When, Words,
};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::Notes;
use crate::import::time::{EpochUnit, read_epoch};

pub fn is_recognised(document: &DocumentMembers, sample: &Sample) -> bool {
    let by_metadata =
        document.get("metadata").is_some_and(|metadata| metadata.contains("\"api\"") && metadata.contains("earthquake.usgs.gov"));
    // The table of the feeds has no significance, and errors of its own.
    let sets: [&[&str]; 2] = [&["mag", "magType", "sig", "net", "time"], &["mag", "magType", "net", "time", "depth", "magSource"]];
    by_metadata || most_columns(sample, &sets) > 0
}

pub fn incident(feature: &RawFeature, shape: Option<Shape>, raw: RawRecord, notes: &mut Notes) -> Incident {
    let columns = Columns { feature, order: FileOrder::default() };
    // A spreadsheet may have put a comma before the decimals.
    let number = |name: &str| columns.given(name).and_then(|text| number_in(&text.replace(',', "."))).filter(|number| number.is_finite());
    let mut made = blank(feature, raw);
    if made.id.is_empty() {
        made.id = columns.text("id").unwrap_or_default();
    }
    let magnitude = number("mag");
    let place = columns.words("place");
    made.title = columns.words("title");
    if let (true, Some(place)) = (made.title.is_empty(), columns.text("place")) {
        made.title = Words::untagged(magnitude.iter().fold(place, |place, magnitude| format!("M {magnitude:.1} - {place}")));
    }
    made.text.clone_from(&place);
    let kind = columns.text("type").unwrap_or_default();
    made.category = Category { key: kind.clone(), as_given: kind };
    made.when = instant(&columns, "time", notes);
    made.revision = columns.text("updated");
    let url = columns.text("url");
    if let Some(magnitude) = magnitude {
        made.claims.push(Claim {
            field: "magnitude".to_owned(),
            value: ClaimValue::Range(Range { min: None, best: Some(magnitude), max: None }),
            source: columns.text("net").map(|net| Words::untagged(net.to_uppercase())).unwrap_or_default(),
            citing: Words::new(),
            // The feed's status is no Admiralty grade.
            grade: Grade::F6,
            url: url.clone(),
            archive_url: None,
            lang: None,
            published_at: instant(&columns, "updated", notes).map(|when| when.earliest),
            as_given: columns.text("magType").map(|kind| format!("{magnitude} {kind}")),
            disputed: false,
        });
    }
    made.media.extend(url.map(|url| Media { url, title: made.title.clone() }));
    let Some(shape) = columns.shape(shape, notes) else {
        made.unplaced_name = place;
        return made;
    };
    let depth_km = shape.third.or_else(|| number("depth"));
    made.places.push(Place {
        geometry: shape.geometry,
        radius: number("horizontalError").filter(|km| *km > 0.0).map_or(Radius::Unknown, |km| Radius::Stated(km * 1_000.0)),
        precision: PlacePrecision::Unknown,
        how: PlacedHow::Reported,
        name: place,
        reason: Words::new(),
        admin: Vec::new(),
        third_ordinate: depth_km.map(|depth_km| (depth_km, "depth_km")),
    });
    made
}

/// Milliseconds since 1970, as a number or as text, or a written time.
fn instant(columns: &Columns, name: &str, notes: &mut Notes) -> Option<When> {
    let text = columns.text(name)?;
    match number_in(&text) {
        Some(ms) => {
            let read = read_epoch(EpochUnit::Millis, ms)?;
            Some(instants(read.from, read.to, read.precision, true, &text))
        }
        None => when_written(&text, &text, FileOrder::default(), notes),
    }
}
