//! The JSON shapes of the command line: a contract, held by tests.

use serde_json::{Map, Value, json};

use crate::domain::{Claim, ClaimValue, Incident, LoadReport, Place, PlacedHow, Radius, UtcMs, When, Words, ZoneState};

/// One file of `marsad check --json`.
pub fn report_json(report: &LoadReport) -> Value {
    json!({
        "path": report.path,
        "format": report.format,
        "profile": report.profile,
        "seen": report.seen,
        "on_map": report.on_map,
        "without_place": report.without_place,
        "quarantined": report.quarantined,
        "undated": report.undated,
        "notes": report.notes.iter().map(|note| json!({
            "code": note.code.0, "count": note.count, "message": note.message,
            "first": note.first.map(|first| json!({ "index": first.index, "line": first.line })),
        })).collect::<Vec<_>>(),
        "quarantine": report.quarantine.iter().map(|fault| json!({
            "index": fault.index, "offset": fault.offset, "line": fault.line,
            "reason": fault.reason, "remedy": fault.remedy,
        })).collect::<Vec<_>>(),
    })
}

/// ISO 8601 in UTC; `null` for an open side.
pub fn instant_json(at: UtcMs) -> Value {
    if at == UtcMs::MIN || at == UtcMs::MAX {
        return Value::Null;
    }
    jiff::Timestamp::from_millisecond(at.0).map_or(Value::Null, |at| Value::String(at.to_string()))
}

pub fn words_json(words: &Words) -> Value {
    Value::Object(words.iter().map(|(lang, text)| (lang.as_str().to_owned(), Value::String(text.to_owned()))).collect())
}

/// One line of `marsad query --list --json`.
pub fn incident_json(incident: &Incident) -> Value {
    json!({
        "id": incident.id,
        "title": words_json(&incident.title),
        "category": incident.category.key,
        "when": incident.when.as_ref().map_or(Value::Null, when_json),
        "place": incident.places.first().map_or(Value::Null, place_json),
        "places": incident.places.iter().map(place_json).collect::<Vec<_>>(),
        "claims": incident.claims.iter().map(claim_json).collect::<Vec<_>>(),
        "verification": incident.verification.as_str(),
    })
}

fn when_json(when: &When) -> Value {
    let (state, zone) = match &when.zone {
        ZoneState::Zoned(zone) => ("zoned", Value::String(zone.clone())),
        ZoneState::Naive { assumed } => ("naive", Value::String(assumed.clone())),
        ZoneState::Unknown => ("unknown", Value::Null),
    };
    json!({
        "earliest": instant_json(when.earliest),
        "latest": instant_json(when.latest),
        "precision": when.precision.as_str(),
        "zone_state": state,
        "zone": zone,
        "open_start": when.open_start,
        "open_end": when.open_end,
        "as_of": when.as_of.map_or(Value::Null, instant_json),
        "as_given": words_json(&when.as_given),
    })
}

fn place_json(place: &Place) -> Value {
    let (radius, basis) = match place.radius {
        Radius::Stated(m) => (json!(m), "stated"),
        Radius::Assumed(m) => (json!(m), "assumed"),
        Radius::Unknown => (Value::Null, "unknown"),
    };
    let (how, entry) = match &place.how {
        PlacedHow::Reported => ("reported", Value::Null),
        PlacedHow::Gazetteer { entry } => ("gazetteer", Value::String(entry.clone())),
        PlacedHow::ByHand => ("by_hand", Value::Null),
    };
    let geometry = serde_json::to_value(geojson::GeometryValue::from(&place.geometry)).unwrap_or(Value::Null);
    json!({
        "name": words_json(&place.name),
        "geometry": geometry,
        "radius_m": radius,
        "radius_basis": basis,
        "precision": place.precision.as_str(),
        "how": how,
        "entry": entry,
        "reason": words_json(&place.reason),
    })
}

fn claim_json(claim: &Claim) -> Value {
    let value = match &claim.value {
        ClaimValue::Range(range) => json!({ "min": range.min, "best": range.best, "max": range.max }),
        ClaimValue::Words(words) => words_json(words),
        ClaimValue::NotKnown(words) => json!({ "not_known": words_json(words) }),
    };
    let mut object = Map::new();
    object.insert("field".to_owned(), json!(claim.field));
    object.insert("value".to_owned(), value);
    object.insert("source".to_owned(), words_json(&claim.source));
    object.insert("grade".to_owned(), json!(claim.grade.to_string()));
    object.insert("disputed".to_owned(), json!(claim.disputed));
    for (key, value) in [("url", &claim.url), ("archive_url", &claim.archive_url), ("as_given", &claim.as_given)] {
        if let Some(value) = value {
            object.insert(key.to_owned(), json!(value));
        }
    }
    Value::Object(object)
}
