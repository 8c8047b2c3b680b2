//! The bundled incidents as a plain scan of their file sees them: the oracle for counts, windows and orders.

use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan};
use serde_json::Value;

use super::source::root;

/// Where the bundled incidents lie in the repository.
pub const PATH: &str = "data/january-2022.geojson";

/// Milliseconds since 1970 in UTC.
pub type Ms = i64;

/// One feature of the file.
pub struct Incident(Value);

/// What a window says of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Certain,
    Possible,
    Out,
    Undated,
}

pub fn incidents() -> Vec<Incident> {
    let text = std::fs::read_to_string(root().join(PATH)).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    file["features"].as_array().unwrap().iter().cloned().map(Incident).collect()
}

/// Midnight UTC at the start of a day, `2022-01-05`.
pub fn utc_day(day: &str) -> Ms {
    start_of(day, "UTC")
}

impl Incident {
    pub fn id(&self) -> &str {
        self.0["id"].as_str().unwrap()
    }
    pub fn title(&self, lang: &str) -> &str {
        self.0["properties"]["title"][lang].as_str().unwrap()
    }
    pub fn category(&self) -> &str {
        self.0["properties"]["category"]["key"].as_str().unwrap()
    }
    pub fn claims(&self) -> &[Value] {
        self.0["properties"]["claims"].as_array().map_or(&[], Vec::as_slice)
    }
    pub fn properties(&self) -> &Value {
        &self.0["properties"]
    }
    pub fn has_place(&self) -> bool {
        !self.0["geometry"].is_null()
    }
    pub fn is_dated(&self) -> bool {
        !self.0["properties"]["when"].is_null()
    }
    /// True where a claim's source bears this name in English.
    pub fn has_source(&self, name: &str) -> bool {
        self.claims().iter().any(|claim| claim["source"]["en"] == name || claim["citing"]["en"] == name)
    }
    /// All positions of the geometry, longitude and latitude.
    pub fn positions(&self) -> Vec<[f64; 2]> {
        let mut found = Vec::new();
        positions(&self.0["geometry"], &mut found);
        found
    }

    /// The half-open interval; `i64::MIN` and `i64::MAX` for open sides, `None` for undated.
    pub fn interval(&self) -> Option<(Ms, Ms)> {
        let when = &self.0["properties"]["when"];
        let zone = when.get("zone")?.as_str()?;
        let is_true = |key: &str| when[key].as_bool().unwrap_or(false);
        let start = when["start"].as_str();
        let from = if is_true("open_start") { i64::MIN } else { start_of(start.unwrap(), zone) };
        let to = match when["end"].as_str() {
            _ if is_true("open_end") => i64::MAX,
            Some(end) => end_of(end, zone),
            None => end_of(start.unwrap(), zone),
        };
        Some((from, to))
    }

    pub fn answer(&self, from: Ms, to: Ms) -> Answer {
        match self.interval() {
            None => Answer::Undated,
            Some((earliest, latest)) if earliest >= from && latest <= to => Answer::Certain,
            Some((earliest, latest)) if earliest < to && latest > from => Answer::Possible,
            Some(_) => Answer::Out,
        }
    }

    /// Where the incident stands in the order of time: its start; its end where the start is not given; last if undated.
    pub fn order(&self) -> Ms {
        match self.interval() {
            Some((i64::MIN, latest)) => latest,
            Some((earliest, _)) => earliest,
            None => i64::MAX,
        }
    }
}

fn positions(value: &Value, into: &mut Vec<[f64; 2]>) {
    match value {
        Value::Array(parts) if parts.len() >= 2 && parts.iter().all(Value::is_number) => {
            into.push([parts[0].as_f64().unwrap(), parts[1].as_f64().unwrap()]);
        }
        Value::Array(parts) => parts.iter().for_each(|part| positions(part, into)),
        Value::Object(members) => {
            ["coordinates", "geometries"].iter().filter_map(|key| members.get(*key)).for_each(|part| positions(part, into))
        }
        _ => {}
    }
}

/// The civil instant that a cut-off time begins at, and the unit that it is cut to.
fn read(text: &str) -> (DateTime, Option<Span>) {
    let (date, unit) = match text.len() {
        4 => (format!("{text}-01-01"), Some(1.year())),
        7 => (format!("{text}-01"), Some(1.month())),
        10 => (text.to_owned(), Some(1.day())),
        _ => return (text.parse().unwrap(), None),
    };
    (date.parse::<Date>().unwrap().at(0, 0, 0, 0), unit)
}

fn in_zone(civil: DateTime, zone: &str) -> Ms {
    civil.in_tz(zone).unwrap().timestamp().as_millisecond()
}

fn start_of(text: &str, zone: &str) -> Ms {
    in_zone(read(text).0, zone)
}

/// The first instant after: with a clock time that time itself, else the end of the unit.
fn end_of(text: &str, zone: &str) -> Ms {
    let (civil, unit) = read(text);
    in_zone(unit.map_or(civil, |unit| civil + unit), zone)
}
