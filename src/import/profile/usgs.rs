//! Earthquakes as the USGS feeds give them: epoch milliseconds, depth in km as third ordinate, positive down.

use super::columns::has_columns;
use super::{DocumentMembers, Sample, blank};
use crate::domain::{
    Category, Claim, ClaimValue, Grade, Incident, Media, Place, PlacePrecision, PlacedHow, Radius, Range, RawRecord, UtcMs, When, Words,
    ZoneState,
};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::time::{EpochUnit, read_epoch};

pub fn is_recognised(document: &DocumentMembers, sample: &Sample) -> bool {
    let by_metadata =
        document.get("metadata").is_some_and(|metadata| metadata.contains("\"api\"") && metadata.contains("earthquake.usgs.gov"));
    let by_columns = has_columns(sample, &["mag", "magType", "sig", "net", "time"]);
    by_metadata || by_columns
}

pub fn incident(feature: &RawFeature, shape: Option<Shape>, raw: RawRecord) -> Incident {
    let properties = &feature.properties;
    let number = |key: &str| properties.get(key).and_then(|value| serde_json::from_str::<f64>(value).ok());
    let mut made = blank(feature, raw);
    made.title = properties.text("title").map(Words::untagged).unwrap_or_default();
    made.text = properties.text("place").map(Words::untagged).unwrap_or_default();
    let kind = properties.text("type").unwrap_or_default();
    made.category = Category { key: kind.clone(), as_given: kind };
    made.when = number("time").and_then(|ms| read_epoch(EpochUnit::Millis, ms)).map(|read| When {
        earliest: read.from,
        latest: read.to,
        precision: read.precision,
        zone: ZoneState::Zoned("UTC".to_owned()),
        open_end: false,
        open_start: false,
        as_of: None,
        as_given: properties.get("time").map(Words::untagged).unwrap_or_default(),
    });
    made.revision = properties.get("updated").map(ToOwned::to_owned);
    let source = properties.text("net").map(|net| Words::untagged(net.to_uppercase())).unwrap_or_default();
    if let Some(magnitude) = number("mag") {
        made.claims.push(Claim {
            field: "magnitude".to_owned(),
            value: ClaimValue::Range(Range { min: None, best: Some(magnitude), max: None }),
            source,
            citing: Words::new(),
            // The feed's status is no Admiralty grade.
            grade: Grade::F6,
            url: properties.text("url"),
            archive_url: None,
            lang: None,
            published_at: number("updated").map(|ms| UtcMs(ms as i64)),
            as_given: properties.text("magType").map(|kind| format!("{magnitude} {kind}")),
            disputed: false,
        });
    }
    made.media.extend(properties.text("url").map(|url| Media { url, title: made.title.clone() }));
    let name = properties.text("place").map(Words::untagged).unwrap_or_default();
    if shape.is_none() {
        made.unplaced_name.clone_from(&name);
    }
    made.places.extend(shape.map(|shape| Place {
        geometry: shape.geometry,
        radius: number("horizontalError").map_or(Radius::Unknown, |km| Radius::Stated(km * 1_000.0)),
        precision: PlacePrecision::Unknown,
        how: PlacedHow::Reported,
        name,
        reason: Words::new(),
        admin: Vec::new(),
        third_ordinate: shape.third.map(|depth_km| (depth_km, "depth_km")),
    }));
    made
}
