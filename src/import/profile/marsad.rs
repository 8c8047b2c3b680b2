//! Marsad's own profile, documented in `data/README.md`.

use geo::Geometry;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::{DocumentMembers, Sample, blank};
use crate::domain::{
    Actor, ActorRole, Attribution, Category, Claim, ClaimValue, Grade, Incident, Lang, Media, Place, PlacePrecision, PlacedHow, Radius,
    Range, RawRecord, Relation, TimePrecision, UtcMs, Verification, When, Words, WorkStatus, ZoneState,
};
use crate::import::feature::RawFeature;
use crate::import::geometry::Shape;
use crate::import::notes::{self, Notes};
use crate::import::time::{DateOrder, ReadTime, offset_of, read_time};

/// What the document's head says for all features.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    pub zone: Option<String>,
}

/// The members that the model knows; all others are kept verbatim and shown under their own names.
const KNOWN: [&str; 13] = [
    "title",
    "text",
    "category",
    "when",
    "places",
    "actors",
    "claims",
    "verification",
    "work_status",
    "attribution",
    "relations",
    "media",
    "revision",
];

/// By the document's member `marsad`, or by features that have its `when` and `claims` or `title`.
pub fn recognised(document: &DocumentMembers, sample: &Sample) -> Option<Defaults> {
    if let Some(head) = document.get("marsad") {
        let head: Value = serde_json::from_str(head).unwrap_or_default();
        return Some(Defaults { zone: head.get("zone").and_then(Value::as_str).map(ToOwned::to_owned) });
    }
    let fits = |row: &Vec<(String, String)>| {
        let starts = |key: &str, sign: char| row.iter().any(|(have, json)| have == key && json.starts_with(sign));
        starts("when", '{') && (starts("claims", '[') || starts("title", '{'))
    };
    sample.rows.iter().any(fits).then(Defaults::default)
}

pub fn incident(defaults: &Defaults, feature: &RawFeature, shape: Option<Shape>, mut raw: RawRecord, notes: &mut Notes) -> Incident {
    raw.properties.retain(|(key, _)| !KNOWN.contains(&key.as_str()));
    let mut made = blank(feature, raw);
    let member = |key: &str| feature.properties.get(key).and_then(|value| serde_json::from_str::<Value>(value).ok()).unwrap_or_default();
    made.title = words(&member("title"));
    made.text = words(&member("text"));
    made.category = category(&member("category"));
    made.when = when(&member("when"), defaults, notes);
    made.places = places(&member("places"), shape, notes);
    made.actors = list(&member("actors")).iter().filter_map(actor).collect();
    made.claims = list(&member("claims")).iter().filter_map(|value| claim(value, notes)).collect();
    mark_disputes(&mut made.claims);
    made.verification = coded(&member("verification"), Verification::parse, Verification::Reported, notes);
    made.work_status = coded(&member("work_status"), WorkStatus::parse, WorkStatus::New, notes);
    made.attribution = coded(&member("attribution"), Attribution::parse, Attribution::Unknown, notes);
    made.relations = list(&member("relations"))
        .iter()
        .filter_map(|value| Some(Relation { kind: value.get("kind")?.as_str()?.to_owned(), id: value.get("id")?.as_str()?.to_owned() }))
        .collect();
    made.media = list(&member("media"))
        .iter()
        .filter_map(|value| Some(Media { url: value.get("url")?.as_str()?.to_owned(), title: words(value.get("title")?) }))
        .collect();
    made.revision = member("revision").as_str().map(ToOwned::to_owned);
    made
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A text, or an object of texts by language.
fn words(value: &Value) -> Words {
    match value {
        Value::String(text) if !text.is_empty() => Words::untagged(text.clone()),
        Value::Object(texts) => {
            let mut words = Words::new();
            for (lang, text) in texts {
                if let Some(text) = text.as_str().filter(|text| !text.is_empty()) {
                    words.set(Lang::new(lang), text);
                }
            }
            words
        }
        _ => Words::new(),
    }
}

fn member_words(value: &Value, key: &str) -> Words {
    value.get(key).map(words).unwrap_or_default()
}

fn category(value: &Value) -> Category {
    match value {
        Value::String(key) => Category { key: key.clone(), as_given: key.clone() },
        _ => {
            let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            Category { key: text("key"), as_given: text("as_given") }
        }
    }
}

fn coded<T: Copy>(value: &Value, parse: impl Fn(&str) -> Option<T>, otherwise: T, notes: &mut Notes) -> T {
    match value {
        Value::Null => otherwise,
        value => value.as_str().and_then(parse).unwrap_or_else(|| {
            notes.add(notes::ODD_VALUE);
            otherwise
        }),
    }
}

fn when(value: &Value, defaults: &Defaults, notes: &mut Notes) -> Option<When> {
    let object = value.as_object()?;
    let text = |key: &str| object.get(key).and_then(Value::as_str);
    let flag = |key: &str| object.get(key).and_then(Value::as_bool).unwrap_or(false);
    let named = text("zone").or(defaults.zone.as_deref().filter(|_| text("zone_state") == Some("naive")));
    let zone = named.and_then(|name| {
        let zone = TimeZone::get(name).ok().or_else(|| offset_of(name).map(TimeZone::fixed));
        if zone.is_none() {
            notes.add(notes::ZONE_UNKNOWN_NAME);
        }
        zone
    });
    let read = |text: &str| read_time(text, zone.as_ref().unwrap_or(&TimeZone::UTC), DateOrder::Unknown);
    let readable = |key: &str, notes: &mut Notes| {
        let given = text(key)?;
        let read = read(given);
        if read.is_none() {
            notes.add(notes::UNREADABLE_DATE);
        }
        read
    };
    let (start, end) = (readable("start", notes), readable("end", notes));
    let as_of = readable("as_of", notes);
    let (open_start, open_end) = (flag("open_start"), flag("open_end"));
    let earliest = if open_start { Some(UtcMs::MIN) } else { start.or(end).map(|read| read.from) }?;
    let latest = if open_end { UtcMs::MAX } else { end_of(end, start, as_of)? };
    let (earliest, latest) = if latest <= earliest {
        notes.add(notes::END_BEFORE_START);
        (latest.min(earliest), UtcMs(earliest.max(latest).0.saturating_add(1)))
    } else {
        (earliest, latest)
    };
    let precision = match text("precision") {
        None => start.or(end).map_or(TimePrecision::Unknown, |read| read.precision),
        Some(word) => TimePrecision::parse(word).unwrap_or_else(|| {
            notes.add(notes::ODD_VALUE);
            TimePrecision::Unknown
        }),
    };
    let zone = zone_state(text("zone_state"), named, zone.is_some(), start.or(end), notes);
    let as_given = object.get("as_given").map(words).unwrap_or_default();
    Some(When { earliest, latest, precision, zone, open_end, open_start, as_of: as_of.map(|read| UtcMs(read.to.0 - 1)), as_given })
}

/// An end with a clock time is the first instant after; one cut to a day, month or year reaches to the end of that unit.
fn end_of(end: Option<ReadTime>, start: Option<ReadTime>, as_of: Option<ReadTime>) -> Option<UtcMs> {
    match end {
        Some(end) if matches!(end.precision, TimePrecision::Second | TimePrecision::Minute | TimePrecision::Hour) => Some(end.from),
        Some(end) => Some(end.to),
        None => start.or(as_of).map(|read| read.to),
    }
}

fn zone_state(stated: Option<&str>, named: Option<&str>, is_known: bool, read: Option<ReadTime>, notes: &mut Notes) -> ZoneState {
    let is_zoned = read.is_some_and(|read| read.is_zoned);
    match (stated, named) {
        (Some("zoned"), name) => ZoneState::Zoned(name.unwrap_or("UTC").to_owned()),
        (_, name) if is_zoned => ZoneState::Zoned(name.unwrap_or("UTC").to_owned()),
        (Some("naive") | None, Some(name)) if is_known => ZoneState::Naive { assumed: name.to_owned() },
        _ => {
            notes.add(notes::ASSUMED_ZONE);
            ZoneState::Unknown
        }
    }
}

/// One place for each geometry; several `places` share out the members of a collection in order.
fn places(value: &Value, shape: Option<Shape>, notes: &mut Notes) -> Vec<Place> {
    let Some(Shape { geometry, third }) = shape else { return Vec::new() };
    let described = list(value);
    let geometries = match geometry {
        Geometry::GeometryCollection(parts) if described.len() > 1 && described.len() == parts.len() => parts.0,
        geometry => vec![geometry],
    };
    geometries
        .into_iter()
        .enumerate()
        .map(|(at, geometry)| place(described.get(at).unwrap_or(&Value::Null), geometry, third.filter(|_| at == 0), notes))
        .collect()
}

fn place(value: &Value, geometry: Geometry<f64>, third: Option<f64>, notes: &mut Notes) -> Place {
    let precision = coded(value.get("precision").unwrap_or(&Value::Null), PlacePrecision::parse, PlacePrecision::Unknown, notes);
    let radius = match value.get("radius_m") {
        Some(Value::Number(number)) => number.as_f64().filter(|metres| *metres >= 0.0).map_or(Radius::Unknown, Radius::Stated),
        Some(_) => Radius::Unknown,
        None => precision.default_radius_m().map_or(Radius::Unknown, Radius::Assumed),
    };
    let how = match value.get("how").and_then(Value::as_str) {
        Some("gazetteer") => PlacedHow::Gazetteer { entry: value.get("entry").and_then(Value::as_str).unwrap_or_default().to_owned() },
        Some("by_hand") => PlacedHow::ByHand,
        None | Some("reported") => PlacedHow::Reported,
        Some(_) => {
            notes.add(notes::ODD_VALUE);
            PlacedHow::Reported
        }
    };
    let admin = list(value.get("admin").unwrap_or(&Value::Null)).iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect();
    Place {
        geometry,
        radius,
        precision,
        how,
        name: member_words(value, "name"),
        reason: member_words(value, "reason"),
        admin,
        third_ordinate: third.map(|third| (third, "altitude_m")),
    }
}

fn actor(value: &Value) -> Option<Actor> {
    let role = value.get("role").and_then(Value::as_str).and_then(ActorRole::parse).unwrap_or(ActorRole::Other);
    let name = member_words(value, "name");
    (!name.is_empty()).then(|| Actor { role, name, note: member_words(value, "note") })
}

fn claim(value: &Value, notes: &mut Notes) -> Option<Claim> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(ToOwned::to_owned);
    let grade = match value.get("grade").and_then(Value::as_str) {
        None => Grade::F6,
        Some(written) => Grade::parse(written).unwrap_or_else(|| {
            notes.add(notes::ODD_GRADE);
            Grade::F6
        }),
    };
    let published_at =
        text("published_at").and_then(|written| read_time(&written, &TimeZone::UTC, DateOrder::Unknown)).map(|read| read.from);
    Some(Claim {
        field: text("field")?,
        value: claim_value(value.get("value").unwrap_or(&Value::Null)),
        source: member_words(value, "source"),
        citing: member_words(value, "citing"),
        grade,
        url: text("url"),
        archive_url: text("archive_url"),
        lang: text("lang").map(|lang| Lang::new(&lang)),
        published_at,
        as_given: text("as_given"),
        disputed: false,
    })
}

fn claim_value(value: &Value) -> ClaimValue {
    match value {
        Value::Null => ClaimValue::NotKnown(Words::new()),
        Value::Number(number) => ClaimValue::Range(Range { min: None, best: number.as_f64(), max: None }),
        Value::Object(members) if members.contains_key("not_known") => ClaimValue::NotKnown(member_words(value, "not_known")),
        Value::Object(members) if ["min", "best", "max"].iter().any(|key| members.contains_key(*key)) => {
            let number = |key: &str| members.get(key).and_then(Value::as_f64);
            ClaimValue::Range(Range { min: number("min"), best: number("best"), max: number("max") })
        }
        _ => ClaimValue::Words(words(value)),
    }
}

/// Claims of one field by different sources with different values are marked. "Does not know" stands against a figure, not against words.
fn mark_disputes(claims: &mut [Claim]) {
    let is_figure = |field: &str| ["killed.", "injured.", "munitions", "figure"].iter().any(|start| field.starts_with(start));
    let differs = |a: &Claim, b: &Claim| {
        let unknown = |claim: &Claim| matches!(claim.value, ClaimValue::NotKnown(_));
        let both_speak = !unknown(a) && !unknown(b);
        a.field == b.field
            && a.source != b.source
            && a.value != b.value
            && (both_speak || (is_figure(&a.field) && !(unknown(a) && unknown(b))))
    };
    let marks: Vec<bool> =
        claims.iter().map(|claim| claim.field != "account" && claims.iter().any(|other| differs(claim, other))).collect();
    for (claim, disputed) in claims.iter_mut().zip(marks) {
        claim.disputed = disputed;
    }
}
