//! Plain JSON that is not GeoJSON: objects in an array, in lines or under a member; and collections within results.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::Value;
use serde_json::value::RawValue;

use super::esri::EsriDocument;
use super::geometry::collection;
use super::job::{Feature, Job, quoted};
use crate::domain::Origin;
use crate::import::feature::{Members, members, repaired};
use crate::import::framing::ImportError;
use crate::import::limits::Limits;
use crate::import::notes;
use crate::import::profile::names_a_place;
use crate::import::reader::Reader;
use crate::import::scan::{string_end, value_end};
use crate::import::source::ByteSource;

/// Members of a document under which records lie, in upper or lower case.
const WRAPPERS: [&str; 8] = ["result", "results", "data", "events", "features", "items", "records", "messages"];
const GEOJSON_TYPES: [&str; 9] = [
    "Feature",
    "FeatureCollection",
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
];

/// Where the records lie.
enum Framing {
    /// Elements of the array whose first stands here.
    Array(u64),
    /// One object after the other.
    Lines(u64),
}

/// True where the file holds plain objects and no GeoJSON.
pub fn is_plain(source: &dyn ByteSource, limits: &Limits) -> Result<bool, ImportError> {
    Ok(framing_of(&mut Reader::new(source), limits)?.is_some())
}

/// Where the text begins, behind a byte order mark and blanks.
fn beginning(reader: &mut Reader) -> Result<u64, ImportError> {
    let start = if reader.slice(0)?.starts_with(&[0xEF, 0xBB, 0xBF]) { 3 } else { 0 };
    Ok(reader.skip_blank(start)?)
}

fn framing_of(reader: &mut Reader, limits: &Limits) -> Result<Option<Framing>, ImportError> {
    let start = beginning(reader)?;
    match reader.byte(start)? {
        Some(b'[') => plain_array(reader, start, limits),
        Some(b'{') => {
            if let Some(wrapped) = wrapped(reader, start, limits)? {
                return Ok(wrapped);
            }
            let Ok(end) = value_end(reader, start, limits.max_member_bytes)? else { return Ok(None) };
            let next = reader.skip_blank(end)?;
            let is_lines = reader.byte(next)? == Some(b'{') && is_plain_object(reader, start, end)?;
            Ok(is_lines.then_some(Framing::Lines(start)))
        }
        _ => Ok(None),
    }
}

/// The messages of Telegram, which have stamps or, older ones, a text; other answers have messages of another kind beside their records.
fn messages(reader: &mut Reader, start: u64, limits: &Limits) -> Result<Option<Framing>, ImportError> {
    let Some(framing) = plain_array(reader, start, limits)? else { return Ok(None) };
    let Framing::Array(first) = framing else { return Ok(None) };
    let is_message =
        |members: &Members| ["type", "date", "text"].iter().all(|key| members.get(key).is_some()) || members.get("date_unixtime").is_some();
    Ok(first_of(reader, first, limits, is_message)?.then_some(framing))
}

/// Whether the record that begins here is such.
fn first_of(reader: &mut Reader, start: u64, limits: &Limits, is: fn(&Members) -> bool) -> Result<bool, ImportError> {
    let Ok(end) = value_end(reader, start, limits.max_member_bytes)? else { return Ok(false) };
    let mut bytes = Vec::new();
    reader.copy(start, end, &mut bytes)?;
    Ok(members(&String::from_utf8_lossy(&bytes)).is_ok_and(|members| is(&members)))
}

/// What a document of ArcGIS says of its features, wherever that stands: their coordinate system, and what codes mean.
fn of_document(reader: &mut Reader) -> Result<EsriDocument, ImportError> {
    let mut document = EsriDocument::default();
    let start = beginning(reader)?;
    if reader.byte(start)? != Some(b'{') {
        return Ok(document);
    }
    let (mut at, mut has_fields) = (start + 1, false);
    while let Some(member) = next_member(reader, at)? {
        has_fields |= member.key == "fields";
        // What is not in front may stand behind.
        if member.key == "features" && document.system.is_some() && has_fields {
            break;
        }
        let Ok(end) = value_end(reader, member.value, u64::MAX)? else { break };
        if matches!(member.key.as_str(), "spatialReference" | "fields") {
            let mut text = Vec::new();
            reader.copy(member.value, end, &mut text)?;
            let value: Option<Value> = serde_json::from_slice(&text).ok();
            match member.key.as_str() {
                "fields" => document.name_codes(value.as_ref()),
                _ => document.system = value,
            }
        }
        at = end;
    }
    Ok(document)
}

/// A member of an object, and where its value begins.
struct Member {
    key: String,
    value: u64,
}

/// The first member that begins at `at` or behind a comma there; `None` behind the last one, and where the JSON is broken.
fn next_member(reader: &mut Reader, at: u64) -> Result<Option<Member>, ImportError> {
    let mut at = reader.skip_blank(at)?;
    while reader.byte(at)? == Some(b',') {
        at = reader.skip_blank(at + 1)?;
    }
    if reader.byte(at)? != Some(b'"') {
        return Ok(None);
    }
    let Ok(key_end) = string_end(reader, at)? else { return Ok(None) };
    let mut key = Vec::new();
    reader.copy(at, key_end, &mut key)?;
    let colon = reader.skip_blank(key_end)?;
    if reader.byte(colon)? != Some(b':') {
        return Ok(None);
    }
    Ok(Some(Member { key: serde_json::from_slice(&key).unwrap_or_default(), value: reader.skip_blank(colon + 1)? }))
}

fn plain_array(reader: &mut Reader, start: u64, limits: &Limits) -> Result<Option<Framing>, ImportError> {
    let first = reader.skip_blank(start + 1)?;
    if reader.byte(first)? != Some(b'{') {
        return Ok(None);
    }
    let Ok(end) = value_end(reader, first, limits.max_member_bytes)? else { return Ok(None) };
    Ok(is_plain_object(reader, first, end)?.then_some(Framing::Array(first)))
}

/// Looks through the members of a document. `Some(None)` is a document that is GeoJSON by its own word.
fn wrapped(reader: &mut Reader, start: u64, limits: &Limits) -> Result<Option<Option<Framing>>, ImportError> {
    let mut at = start + 1;
    while let Some(Member { key, value }) = next_member(reader, at)? {
        if WRAPPERS.iter().any(|wrapper| wrapper.eq_ignore_ascii_case(&key)) && reader.byte(value)? == Some(b'[') {
            let framing =
                if key.eq_ignore_ascii_case("messages") { messages(reader, value, limits)? } else { plain_array(reader, value, limits)? };
            // Features that are GeoJSON make the document so, whatever stands around them.
            if framing.is_some() || key == "features" {
                return Ok(Some(framing));
            }
        }
        let Ok(end) = value_end(reader, value, limits.max_member_bytes)? else { break };
        if key == "type" {
            let mut text = Vec::new();
            reader.copy(value, end, &mut text)?;
            let kind: String = serde_json::from_slice(&text).unwrap_or_default();
            if GEOJSON_TYPES.contains(&kind.as_str()) || kind == "Topology" {
                return Ok(Some(None));
            }
        }
        at = end;
    }
    Ok(None)
}

fn is_plain_object(reader: &mut Reader, start: u64, end: u64) -> Result<bool, ImportError> {
    let mut bytes = Vec::new();
    reader.copy(start, end, &mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let Ok(members) = members(&text) else { return Ok(false) };
    let kind = members.text("type").unwrap_or_default();
    if is_of_arcgis(&members) {
        return Ok(true);
    }
    let looks_like_geojson = ["properties", "features", "geometries"].iter().any(|key| members.get(key).is_some())
        || members.list.iter().all(|(key, _)| ["geometry", "coordinates", "id", "bbox", "type"].contains(&key.as_ref()));
    Ok(!members.list.is_empty() && !looks_like_geojson && !GEOJSON_TYPES.contains(&kind.as_str()))
}

/// A feature of ArcGIS: attributes, mostly a geometry without a type, and nothing else.
fn is_of_arcgis(members: &Members) -> bool {
    const KEYS: [&str; 4] = ["attributes", "geometry", "centroid", "aggregateGeometries"];
    let has_type = |json: &str| serde_json::from_str::<Members>(json).is_ok_and(|geometry| geometry.get("type").is_some());
    members.get("attributes").is_some_and(|json| json.starts_with('{'))
        && members.list.iter().all(|(key, _)| KEYS.contains(&key.as_ref()))
        && !members.get("geometry").is_some_and(has_type)
}

pub fn translate(job: &mut Job) -> Result<String, ImportError> {
    let mut reader = Reader::new(job.source);
    let framing = framing_of(&mut reader, job.limits)?;
    let esri = match &framing {
        Some(Framing::Array(first)) if first_of(&mut reader, *first, job.limits, is_of_arcgis)? => of_document(&mut reader)?,
        _ => EsriDocument::default(),
    };
    let (mut at, is_array) = match framing {
        Some(Framing::Array(first)) => (first, true),
        Some(Framing::Lines(first)) => (first, false),
        None => (reader.end(), false),
    };
    job.notes.add(notes::PLAIN_RECORDS);
    let mut bytes = Vec::new();
    let mut feature = Feature::default();
    loop {
        at = reader.skip_blank(at)?;
        let Some(byte) = reader.byte(at)? else { break };
        if is_array && byte == b']' {
            break;
        }
        if is_array && byte == b',' {
            at += 1;
            continue;
        }
        let line = reader.line_column(at)?.0;
        let end = match value_end(&mut reader, at, job.limits.max_feature_bytes)? {
            Ok(end) => end,
            Err(fault) => {
                let origin = Origin::Text { offset: fault.at(), length: 0, line: reader.line_column(fault.at())?.0 };
                job.refuse(
                    origin,
                    "The JSON is broken here; what follows was not read.",
                    "Mend this place in the source file, or export it again.",
                );
                break;
            }
        };
        reader.copy(at, end, &mut bytes)?;
        let origin = Origin::Text { offset: at, length: end - at, line };
        record(&String::from_utf8_lossy(&bytes), &esri, origin, &mut feature, job)?;
        at = end;
        job.tick(at)?;
    }
    Ok(if is_array { "JSON" } else { "newline-delimited JSON" }.to_owned())
}

fn record(text: &str, esri: &EsriDocument, origin: Origin, feature: &mut Feature, job: &mut Job) -> Result<(), ImportError> {
    let refusal = match members(text) {
        Ok(members) => return object(&members, esri, origin, feature, job),
        Err(refusal) => refusal,
    };
    let mended = repaired(text);
    match mended.as_deref().map(members) {
        Some(Ok(members)) => {
            job.notes.add(notes::REPAIRED);
            object(&members, esri, origin, feature, job)
        }
        _ => {
            job.refuse(origin, refusal.reason, refusal.remedy);
            Ok(())
        }
    }
}

fn object(outer: &Members, esri: &EsriDocument, origin: Origin, feature: &mut Feature, job: &mut Job) -> Result<(), ImportError> {
    job.notes.add_many(notes::DUPLICATE_KEY, outer.num_duplicates);
    if outer.text("type").as_deref() == Some("service") && outer.get("date_unixtime").is_some() {
        job.notes.add(notes::SERVICE_MESSAGES);
        return Ok(());
    }
    if is_of_arcgis(outer) {
        return of_arcgis(outer, esri, origin, feature, job);
    }
    let inner: Option<Members> = outer.get("geojson").and_then(|value| serde_json::from_str(value).ok());
    let Some(inner) = inner else {
        let geometry = outer.get("geometry").filter(|json| is_geometry(json));
        return one(outer, &[], geometry.unwrap_or("null"), origin, feature, job);
    };
    let features: Vec<&RawValue> = inner.get("features").and_then(|value| serde_json::from_str(value).ok()).unwrap_or_default();
    let kind = inner.text("type").unwrap_or_default();
    if features.is_empty() && kind != "FeatureCollection" {
        let geometry = if kind == "Feature" { inner.get("geometry") } else { outer.get("geojson") };
        let inner: &[&Members] = if kind == "Feature" { &[&inner] } else { &[] };
        return one(outer, inner, geometry.unwrap_or("null"), origin, feature, job);
    }
    let mut parts: Vec<Members> = Vec::new();
    for value in features {
        match serde_json::from_str::<Members>(value.get()) {
            Ok(part) => parts.push(part),
            Err(_) => job.refuse(origin, "A feature within this record is no object.", "Mend it in the source file."),
        }
    }
    // A record is one incident, at however many places.
    let places: Vec<String> =
        parts.iter().filter_map(|part| part.get("geometry").filter(|json| *json != "null").map(on_one_line)).collect();
    let geometry = match places.as_slice() {
        [] => "null".to_owned(),
        [only] => only.clone(),
        several => collection(several),
    };
    one(outer, &parts.iter().collect::<Vec<_>>(), &geometry, origin, feature, job)
}

fn is_geometry(json: &str) -> bool {
    json.starts_with('{')
        && serde_json::from_str::<Members>(json).is_ok_and(|members| {
            members.text("type").is_some_and(|kind| GEOJSON_TYPES.contains(&kind.as_str()) && !kind.starts_with("Feature"))
        })
}

/// Names of members that are the place of their record where they are objects. Any other object may lie somewhere else: whoever reported it, a launch site.
const PLACES: [&str; 16] = [
    "location",
    "place",
    "position",
    "point",
    "coordinates",
    "coords",
    "geo",
    "geom",
    "the_geom",
    "geopoint",
    "geo_point",
    "geolocation",
    "latlng",
    "location_1",
    "incident_location",
    "event_location",
];

/// The one member of a record that is called a place and is a geometry, or an object with a latitude and a longitude; and the geometry. None
/// where several are, and where the record tells a position itself.
fn placed_in(outer: &Members, told: Option<&Members>) -> Option<(String, String)> {
    let members = || outer.list.iter().chain(told.iter().flat_map(|told| &told.list));
    let holds_coordinates =
        |key: &str| ["coordinates", "coords", "latlng", "point", "position", "geopoint"].contains(&key.to_lowercase().as_str());
    let is_position =
        |(key, value): &(Cow<str>, &str)| (names_a_place(key) || holds_coordinates(key)) && !value.starts_with('{') && *value != "null";
    if members().any(is_position) {
        return None;
    }
    let is_place = |key: &str| PLACES.iter().any(|name| name.eq_ignore_ascii_case(key));
    let mut placed = members().filter(|(key, _)| is_place(key)).filter_map(|(key, value)| Some((key.to_string(), point_in(key, value)?)));
    placed.next().filter(|_| placed.next().is_none())
}

fn point_in(key: &str, json: &str) -> Option<String> {
    if !json.starts_with('{') {
        return None;
    }
    if is_geometry(json) {
        // Twitter's member of this name has the latitude first.
        return (!key.eq_ignore_ascii_case("geo")).then(|| on_one_line(json));
    }
    let members: Members = serde_json::from_str(json).ok()?;
    let degrees = |names: &[&str], most: f64| {
        let value = names.iter().find_map(|name| members.get(name))?;
        value.trim_matches('"').trim().parse::<f64>().ok().filter(|degrees| degrees.abs() <= most)
    };
    let (lon, lat) = (degrees(&LONGITUDES, 180.0)?, degrees(&LATITUDES, 90.0)?);
    (members.list.len() <= MAX_MEMBERS).then(|| super::geometry::geometry("Point", &format!("[{lon},{lat}]")))
}

/// More members than this has no place.
const MAX_MEMBERS: usize = 64;
const LONGITUDES: [&str; 4] = ["lon", "lng", "long", "longitude"];
const LATITUDES: [&str; 2] = ["lat", "latitude"];

/// The members of an object that is a place: its name under the object's, others behind it. A geometry is the record's own.
fn unfolded(key: &str, json: &str, feature: &mut Feature) {
    let Some(members) = serde_json::from_str::<Members>(json).ok().filter(|_| !is_geometry(json)) else { return };
    let name = ["name", "label", "address"].into_iter().find(|name| members.get(name).is_some_and(|value| value.starts_with('"')));
    for (member, value) in &members.list {
        let column = if Some(member.as_ref()) == name { key.to_owned() } else { format!("{key}.{member}") };
        feature.json(&column, &on_one_line(value));
    }
}

/// The one object in which a record has what it tells, beside what the service adds: `fields` of Airtable, `attributes` of JSON:API.
fn told_in<'a>(outer: &'a Members) -> Option<(&'a str, Members<'a>)> {
    const OF_SERVICE: [&str; 9] = ["id", "type", "createdTime", "href", "links", "relationships", "score", "self", "meta"];
    let key = ["fields", "attributes"].into_iter().find(|key| outer.get(key).is_some_and(|json| json.starts_with('{')))?;
    let is_alone = outer.list.iter().all(|(have, _)| have == key || OF_SERVICE.contains(&have.as_ref()));
    let told = serde_json::from_str(outer.get(key)?).ok().filter(|_| is_alone)?;
    Some((key, told))
}

/// A feature of ArcGIS.
fn of_arcgis(outer: &Members, esri: &EsriDocument, origin: Origin, feature: &mut Feature, job: &mut Job) -> Result<(), ImportError> {
    let (geometry, crs) = match super::esri::geometry_of(outer.get("geometry").unwrap_or("null"), esri.system.as_ref()) {
        Ok(read) => read,
        Err((reason, remedy)) => {
            job.refuse(origin, reason, remedy);
            return Ok(());
        }
    };
    if let Some(note) = crs.note().filter(|_| geometry != "null") {
        job.notes.add(note);
    }
    let attributes: Members = outer.get("attributes").and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
    job.notes.add_many(notes::DUPLICATE_KEY, attributes.num_duplicates);
    feature.begin(None, &geometry);
    for (key, value) in &attributes.list {
        match esri.meaning(key, value) {
            Some(name) => {
                job.notes.add(notes::CODES_NAMED);
                feature.text(key, name);
            }
            None => feature.json(key, &on_one_line(value)),
        }
    }
    job.emit(origin, feature)
}

/// The words of a message whose parts stand in an array, with links and names as objects of their own, as Telegram writes them.
fn in_one_text(json: &str) -> Option<String> {
    let parts: Vec<Value> = serde_json::from_str(json).ok().filter(|_| json.starts_with('['))?;
    parts.iter().find(|part| part.is_object())?;
    let words = parts.iter().map(|part| part.as_str().or_else(|| part.get("text").filter(|_| part.get("type").is_some())?.as_str()));
    words.collect::<Option<String>>()
}

/// The members of a record as properties; those of the features within it follow. A name that is taken is led by `geojson`, of further
/// features with their number.
fn one(
    outer: &Members,
    inner: &[&Members],
    geometry: &str,
    origin: Origin,
    feature: &mut Feature,
    job: &mut Job,
) -> Result<(), ImportError> {
    let id = outer.get("id").filter(|id| id.starts_with(['"', '-']) || id.starts_with(|c: char| c.is_ascii_digit()));
    let told = told_in(outer);
    let placed = Some(outer).filter(|_| geometry == "null").and_then(|outer| placed_in(outer, told.as_ref().map(|(_, told)| told)));
    job.notes.add_many(notes::PLACE_IN_OBJECT, u64::from(placed.is_some()));
    feature.begin(id, &placed.as_ref().map_or_else(|| on_one_line(geometry), |(_, point)| point.clone()));
    let members = told.iter().flat_map(|(_, told)| &told.list);
    let has = |key: &str| told.as_ref().is_some_and(|(of, told)| *of == key || told.get(key).is_some());
    let place: Option<Members> = outer.get("location_information").and_then(|json| serde_json::from_str(json).ok());
    let place = place.iter().flat_map(|place| &place.list).filter(|(key, _)| outer.get(key).is_none());
    let is_geojson = |key: &str| key == "geojson" && !inner.is_empty() || key == "geometry" && geometry != "null";
    let outer_members = outer.list.iter().filter(|(key, _)| !is_geojson(key) && !has(key));
    for (key, value) in members.chain(outer_members).chain(place) {
        match in_one_text(value).filter(|_| key == "text") {
            Some(words) => feature.text(key, &words),
            None if placed.as_ref().is_some_and(|(of, _)| of == key) => unfolded(key, value, feature),
            None => feature.json(key, &on_one_line(value)),
        }
    }
    let mut taken: HashSet<String> = outer.list.iter().map(|(key, _)| key.to_string()).collect();
    for (at, inner) in inner.iter().enumerate() {
        let prefix = if at == 0 { "geojson".to_owned() } else { format!("geojson_{}", at + 1) };
        let properties: Members = inner.get("properties").and_then(|value| serde_json::from_str(value).ok()).unwrap_or_default();
        for (key, value) in &properties.list {
            let name = if taken.insert(key.to_string()) { key.to_string() } else { format!("{prefix}.{key}") };
            feature.json(&name, &on_one_line(value));
        }
        if let Some(id) = inner.get("id").filter(|_| outer.get("id").is_some()) {
            feature.json(&format!("{prefix}.id"), &if id.starts_with('{') { quoted(id) } else { id.to_owned() });
        }
    }
    job.emit(origin, feature)
}

/// Line ends stand between the tokens of sound JSON and never within its strings.
fn on_one_line(json: &str) -> String {
    json.replace(['\n', '\r'], " ")
}
