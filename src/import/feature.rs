//! One feature's bytes to its members, each still in the words of the file.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::notes::{self, Notes};

/// The members of an object in the file's order, values as JSON text, verbatim. A key that stands twice keeps its last value.
#[derive(Debug, Default)]
pub struct Members<'a> {
    pub list: Vec<(Cow<'a, str>, &'a str)>,
    pub num_duplicates: u64,
    /// Where each key stands, in objects of many members.
    places: HashMap<Cow<'a, str>, usize, foldhash::fast::RandomState>,
}

/// From so many members on a key is looked up; looking at all of them is quicker in smaller objects.
const MANY: usize = 48;

impl<'a> Members<'a> {
    pub fn with_capacity(num_members: usize) -> Self {
        Self { list: Vec::with_capacity(num_members), ..Self::default() }
    }
    pub fn get(&self, key: &str) -> Option<&'a str> {
        self.list.iter().find(|(have, _)| is_same(have, key)).map(|(_, value)| *value)
    }
    /// Adds a member, or gives the one of that name another value.
    pub fn put(&mut self, key: Cow<'a, str>, value: &'a str) {
        let known = match self.list.len() < MANY {
            true => self.list.iter().position(|(have, _)| is_same(have, &key)),
            false => self.place_of(&key),
        };
        match known.and_then(|at| self.list.get_mut(at)) {
            Some(entry) => {
                entry.1 = value;
                self.num_duplicates += 1;
            }
            None => self.list.push((key, value)),
        }
    }
    /// Where a key stands among many.
    #[cold]
    fn place_of(&mut self, key: &str) -> Option<usize> {
        for (at, (have, _)) in self.list.iter().enumerate().skip(self.places.len()) {
            self.places.insert(have.clone(), at);
        }
        self.places.get(key).copied()
    }
    /// The text of a member that is a string.
    pub fn text(&self, key: &str) -> Option<String> {
        serde_json::from_str(self.get(key)?).ok()
    }
}

/// Whether two keys are the same. Most that differ do so in length or at the end, which is seen without a call.
fn is_same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.as_bytes().last() == b.as_bytes().last() && a == b
}

/// A key as it stands in the text, or unescaped where it holds escapes.
pub struct Key<'a>(pub Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a key")
            }
            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(key)))
            }
            fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;
        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Members::with_capacity(16);
                while let Some((Key(key), value)) = map.next_entry::<Key, &'de RawValue>()? {
                    members.put(key, value.get());
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(MembersVisitor)
    }
}

/// A record whose syntax is sound.
#[derive(Debug)]
pub struct Record<'a> {
    pub members: Members<'a>,
    /// The member “properties” where it was read along; it is not among the others then. Null is no properties.
    pub properties: Option<Members<'a>>,
}

/// A feature whose syntax is sound.
#[derive(Debug)]
pub struct RawFeature<'a> {
    /// The id as text, digit for digit; empty where there is none.
    pub id: String,
    /// Its JSON text.
    pub geometry: Option<&'a str>,
    pub properties: Members<'a>,
    pub foreign: Vec<(String, String)>,
}

/// What the hash of a record's id and that of its geometry begin with.
pub const ID_SEED: FixedState = FixedState::with_seed(1);
pub const GEOMETRY_SEED: FixedState = FixedState::with_seed(2);

/// What the hashes of a column's values begin with.
pub fn key_seed(key: &str) -> FixedState {
    const KEY_SEED: FixedState = FixedState::with_seed(0);
    FixedState::with_seed(value_hash(&KEY_SEED, key))
}

/// The hash of a value as written. Equal in every run.
#[inline]
pub fn value_hash(seed: &FixedState, value: &str) -> u64 {
    let mut hasher = seed.build_hasher();
    hasher.write(value.as_bytes());
    hasher.finish()
}

impl RawFeature<'_> {
    /// Of id, geometry and properties as written; the order of the properties does not count.
    pub fn content_hash(&self) -> u64 {
        let own = value_hash(&ID_SEED, &self.id) ^ value_hash(&GEOMETRY_SEED, self.geometry.unwrap_or("null"));
        let properties = self.properties.list.iter().map(|(key, value)| value_hash(&key_seed(key), value));
        properties.fold(own, u64::wrapping_add)
    }
}

/// Why an object is no feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub reason: String,
    pub remedy: &'static str,
    /// Offset of the fault within the record.
    pub at: usize,
}

impl Refusal {
    pub fn new(reason: impl Into<String>, remedy: &'static str) -> Self {
        Self { reason: reason.into(), remedy, at: 0 }
    }
}

const GEOMETRY_TYPES: [&str; 7] = ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];

/// Reads the members of a record. Where the syntax is unsound, `at` says where.
pub fn members(text: &str) -> Result<Members<'_>, Refusal> {
    serde_json::from_str(text).map_err(|error| Refusal {
        reason: format!("The JSON is broken: {}.", words_of(&error)),
        remedy: "Mend this feature in the source file, or export it again.",
        at: offset_of(text, error.line(), error.column()),
    })
}

/// serde's own words without its line and column, which count from the record's start.
fn words_of(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.split(" at line ").next().unwrap_or(&words).to_owned()
}

fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}

/// What an object of a features array, a line or a whole document is.
pub fn feature_of<'a>(Record { members, properties }: Record<'a>, text: &'a str, notes: &mut Notes) -> Result<RawFeature<'a>, Refusal> {
    notes.add_many(notes::DUPLICATE_KEY, members.num_duplicates);
    let kind = members.text("type").unwrap_or_default();
    if GEOMETRY_TYPES.contains(&kind.as_str()) {
        let geometry = Some(text.trim_ascii());
        return Ok(RawFeature { id: String::new(), geometry, properties: Members::default(), foreign: Vec::new() });
    }
    if kind != "Feature" {
        return Err(not_a_feature(&kind, &members));
    }
    let mut foreign = Vec::new();
    for (key, value) in &members.list {
        match key.as_ref() {
            "type" | "id" | "geometry" | "properties" => {}
            "bbox" => note_bbox(value, notes),
            "crs" if *value != "null" => {
                super::geometry::note_crs(value, notes);
                foreign.push((key.to_string(), (*value).to_owned()));
            }
            "coordinates" | "geometries" | "features" => {
                notes.add(notes::FOREIGN_GEOMETRY);
                foreign.push((key.to_string(), (*value).to_owned()));
            }
            _ => foreign.push((key.to_string(), (*value).to_owned())),
        }
    }
    if members.get("geometry").is_none() {
        notes.add(notes::NO_GEOMETRY);
    }
    let properties = match properties {
        Some(properties) => {
            notes.add_many(notes::DUPLICATE_KEY, properties.num_duplicates);
            properties
        }
        None => properties_of(&members, &mut foreign, notes),
    };
    Ok(RawFeature { id: id_of(members.get("id"), notes), geometry: members.get("geometry"), properties, foreign })
}

fn not_a_feature(kind: &str, members: &Members) -> Refusal {
    if kind.is_empty() && members.get("type").is_none() {
        return Refusal::new("This object has no member “type”.", "Export the data as GeoJSON features.");
    }
    Refusal::new(format!("The type is “{kind}”, not “Feature”."), "Export the data as GeoJSON features; upper and lower case count.")
}

pub fn note_bbox(value: &str, notes: &mut Notes) {
    let numbers: Result<Vec<f64>, _> = serde_json::from_str(value);
    if !numbers.is_ok_and(|numbers| matches!(numbers.len(), 4 | 6)) {
        notes.add(notes::ODD_BBOX);
    }
}

fn properties_of<'a>(members: &Members<'a>, foreign: &mut Vec<(String, String)>, notes: &mut Notes) -> Members<'a> {
    let Some(value) = members.get("properties") else {
        notes.add(notes::NO_PROPERTIES);
        return Members::default();
    };
    if value == "null" {
        return Members::default();
    }
    match serde_json::from_str::<Members>(value) {
        Ok(properties) => {
            notes.add_many(notes::DUPLICATE_KEY, properties.num_duplicates);
            properties
        }
        Err(_) => {
            notes.add(notes::ODD_PROPERTIES);
            foreign.push(("properties".to_owned(), value.to_owned()));
            Members::default()
        }
    }
}

/// Text without its quotes; a number digit for digit.
fn id_of(value: Option<&str>, notes: &mut Notes) -> String {
    let Some(value) = value.filter(|value| *value != "null") else { return String::new() };
    match value.as_bytes().first() {
        Some(b'"') => serde_json::from_str(value).unwrap_or_default(),
        Some(byte) if byte.is_ascii_digit() || *byte == b'-' => value.to_owned(),
        _ => {
            notes.add(notes::ODD_ID);
            value.to_owned()
        }
    }
}

/// The record with bare NaN and Infinity as null and without trailing commas; `None` where nothing was to be done.
pub fn repaired(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut changed = false;
    while let Some(c) = rest.chars().next() {
        if c == '"' {
            let end = end_of_string(rest)?;
            out.push_str(rest.get(..end)?);
            rest = rest.get(end..)?;
            continue;
        }
        if let Some(word) = ["-Infinity", "Infinity", "-NaN", "NaN"].into_iter().find(|word| rest.starts_with(word)) {
            out.push_str("null");
            rest = rest.get(word.len()..)?;
            changed = true;
            continue;
        }
        let after = rest.get(c.len_utf8()..)?;
        if c == ',' && matches!(after.trim_start().as_bytes().first(), Some(b']' | b'}')) {
            changed = true;
        } else {
            out.push(c);
        }
        rest = after;
    }
    changed.then_some(out)
}

fn end_of_string(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Members;

    #[test]
    fn a_key_that_stands_twice_keeps_its_last_value_in_objects_of_any_size() {
        for num_keys in [3_usize, 47, 48, 49, 500] {
            // Every seventh key once more, at the end; the last of all thrice.
            let again = (0..num_keys).step_by(7).chain([num_keys - 1, num_keys - 1]);
            let members: Vec<String> = (0..num_keys)
                .map(|key| format!("\"k{key}\":{key}"))
                .chain(again.map(|key| format!("\"k{key}\":{}", key + 1_000)))
                .collect();
            let text = format!("{{{}}}", members.join(","));
            let read: Members = serde_json::from_str(&text).unwrap();
            assert_eq!((read.list.len(), read.num_duplicates as usize), (num_keys, num_keys.div_ceil(7) + 2));
            for (at, (key, value)) in read.list.iter().enumerate() {
                let is_again = at % 7 == 0 || at == num_keys - 1;
                assert_eq!(
                    (key.as_ref(), *value),
                    (format!("k{at}").as_str(), (at + if is_again { 1_000 } else { 0 }).to_string().as_str())
                );
            }
        }
    }
}
