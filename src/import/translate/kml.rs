//! KML 2.2: placemarks with their times, folders and extended data.

use super::geometry::{array, collection, geometry};
use super::job::{Feature, Job, number, quoted};
use super::xml::{Element, Visit, walk};
use crate::domain::Origin;
use crate::import::framing::ImportError;
use crate::import::notes;

pub fn translate(job: &mut Job) -> Result<String, ImportError> {
    // A name for each folder that is open, and the elements themselves.
    let mut open: Vec<(String, String)> = Vec::new();
    let mut feature = Feature::default();
    walk(job, |name| name == "Placemark", &mut |job, visit| {
        match visit {
            Visit::Enter(name) => {
                if name == "NetworkLink" {
                    job.notes.add(notes::NETWORK_LINK);
                }
                open.push((name, String::new()));
            }
            Visit::Leave(name, text) => {
                open.pop();
                if let Some((parent, title)) = open.last_mut().filter(|_| name == "name")
                    && parent == "Folder"
                {
                    *title = text.trim().to_owned();
                }
            }
            Visit::Record(origin, element) => {
                let folders: Vec<&str> = open.iter().map(|(_, title)| title.as_str()).filter(|title| !title.is_empty()).collect();
                return placemark(&element, &folders.join(" / "), origin, &mut feature, job);
            }
        }
        Ok(())
    })?;
    Ok("KML".to_owned())
}

fn placemark(element: &Element, folder: &str, origin: Origin, feature: &mut Feature, job: &mut Job) -> Result<(), ImportError> {
    let geometry = match geometry_among(&element.children) {
        Ok(geometry) => geometry.unwrap_or_else(|| "null".to_owned()),
        Err(reason) => {
            job.refuse(origin, reason, "Write coordinates as longitude,latitude or longitude,latitude,altitude, in degrees.");
            return Ok(());
        }
    };
    feature.begin(element.attribute("id").map(quoted).as_deref(), &geometry);
    let mut pairs = Pairs::default();
    for child in &element.children {
        match child.name.as_str() {
            "TimeSpan" => {
                let given: Vec<_> = child.children.iter().filter(|time| !time.text.trim().is_empty()).collect();
                given.iter().for_each(|time| pairs.add(&time.name, &time.text));
                // A span with one end is unbounded on the other side.
                let is_given = |name: &str| given.iter().any(|time| time.name == name);
                match (is_given("begin"), is_given("end")) {
                    (true, false) => pairs.add("end", ".."),
                    (false, true) => pairs.add("begin", ".."),
                    _ => {}
                }
            }
            "TimeStamp" => child.children.iter().for_each(|time| {
                pairs.add(&time.name, &time.text);
                // One document may have moments, spans and tracks: all begin in the same column.
                if time.name == "when" {
                    pairs.add("begin", &time.text);
                }
            }),
            "ExtendedData" => extended(child, &mut pairs),
            "Track" | "MultiTrack" => {
                let tracks = child.children.iter().filter(|part| part.name == "Track").flat_map(|track| &track.children);
                let parts = child.children.iter().chain(tracks);
                let mut whens = parts.filter(|part| part.name == "when").map(|part| part.text.as_str());
                if let Some(first) = whens.next() {
                    pairs.add("begin", first);
                    pairs.add("end", whens.next_back().unwrap_or(first));
                }
            }
            "Style" | "StyleMap" | "visibility" | "open" => {}
            _ if child.children.is_empty() => pairs.add(&child.name, &child.text),
            _ => {}
        }
    }
    if !folder.is_empty() {
        pairs.add("folder", folder);
    }
    pairs.0.iter().for_each(|(key, value)| feature.text(key, value));
    job.emit(origin, feature)
}

/// Keys and texts; a key that stands twice has a number behind it.
#[derive(Default)]
pub struct Pairs(pub Vec<(String, String)>);

impl Pairs {
    pub fn add(&mut self, key: &str, text: &str) {
        let mut name = key.to_owned();
        let mut number = 2;
        while self.0.iter().any(|(have, _)| *have == name) {
            name = format!("{key}_{number}");
            number += 1;
        }
        self.0.push((name, text.trim().to_owned()));
    }
}

fn extended(data: &Element, pairs: &mut Pairs) {
    for child in &data.children {
        match child.name.as_str() {
            "Data" => pairs.add(child.attribute("name").unwrap_or("data"), child.text_of("value").unwrap_or_default()),
            "SchemaData" => {
                child.children.iter().for_each(|simple| pairs.add(simple.attribute("name").unwrap_or(&simple.name), &simple.text));
            }
            _ if child.children.is_empty() => pairs.add(&child.name, &child.text),
            _ => {}
        }
    }
}

/// The first geometry among the children; `Ok(None)` where there is none.
fn geometry_among(elements: &[Element]) -> Result<Option<String>, String> {
    for child in elements {
        let coordinates = || positions(child.child("coordinates").map_or("", |element| &element.text));
        let found = match child.name.as_str() {
            "Point" => geometry("Point", coordinates()?.first().map_or("[]", String::as_str)),
            "LineString" | "LinearRing" => geometry("LineString", &array(&coordinates()?)),
            "Polygon" => geometry("Polygon", &array(&rings(child)?)),
            "Track" => geometry("LineString", &array(&track(child)?)),
            "MultiGeometry" | "MultiTrack" => {
                let parts: Result<Vec<Option<String>>, String> =
                    child.children.iter().map(|part| geometry_among(std::slice::from_ref(part))).collect();
                collection(&parts?.into_iter().flatten().collect::<Vec<_>>())
            }
            _ => continue,
        };
        return Ok(Some(found));
    }
    Ok(None)
}

fn rings(polygon: &Element) -> Result<Vec<String>, String> {
    let boundaries = |name: &'static str| polygon.children.iter().filter(move |child| child.name == name);
    boundaries("outerBoundaryIs")
        .chain(boundaries("innerBoundaryIs"))
        .flat_map(|boundary| &boundary.children)
        .map(|ring| Ok(array(&positions(ring.child("coordinates").map_or("", |element| &element.text))?)))
        .collect()
}

fn track(track: &Element) -> Result<Vec<String>, String> {
    track.children.iter().filter(|part| part.name == "coord").map(|part| position(part.text.split_ascii_whitespace())).collect()
}

fn positions(text: &str) -> Result<Vec<String>, String> {
    // Some writers put blanks behind the commas; a blank then stands between ordinates, not between positions.
    let joined = if text.contains(", ") { text.replace(", ", ",") } else { text.to_owned() };
    joined.split_ascii_whitespace().map(|tuple| position(tuple.split(','))).collect()
}

fn position<'a>(ordinates: impl Iterator<Item = &'a str>) -> Result<String, String> {
    let ordinates: Vec<String> = ordinates.filter(|text| !text.is_empty()).map(ordinate).collect::<Result<_, _>>()?;
    if ordinates.len() < 2 { Err("A position has fewer than two numbers.".to_owned()) } else { Ok(array(&ordinates)) }
}

/// Digit for digit where JSON has that form of a number too.
pub fn ordinate(text: &str) -> Result<String, String> {
    let value: f64 = text.parse().map_err(|_| format!("“{text}” is no coordinate."))?;
    let is_json = serde_json::from_str::<serde_json::Number>(text).is_ok();
    Ok(if is_json { text.to_owned() } else { number(value) })
}
