//! Features as ArcGIS writes them: `attributes` beside a geometry without a type, in a coordinate system that the document names.

use std::collections::HashMap;

use serde_json::Value;

use super::geometry::{Crs, array, geometry, other_crs};

/// What a document says of all its features.
#[derive(Debug, Default)]
pub struct EsriDocument {
    /// Its `spatialReference`.
    pub system: Option<Value>,
    /// For each field whose values are codes, the words that they stand for, by the code's JSON.
    codes: HashMap<String, HashMap<String, String>>,
}

impl EsriDocument {
    /// Takes in the `domain` of each of the `fields`.
    pub fn name_codes(&mut self, fields: Option<&Value>) {
        for field in fields.map(parts).unwrap_or_default() {
            let coded = field.get("domain").and_then(|domain| domain.get("codedValues")).map(parts).unwrap_or_default();
            let meaning = |value: &Value| Some((value.get("code")?.to_string(), value.get("name")?.as_str()?.to_owned()));
            let codes: HashMap<String, String> = coded.iter().filter_map(meaning).collect();
            if let Some(name) = field.get("name").and_then(Value::as_str).filter(|_| !codes.is_empty()) {
                self.codes.insert(name.to_owned(), codes);
            }
        }
    }

    /// The words for a value of a field, where it is a code that has some.
    pub fn meaning(&self, field: &str, json: &str) -> Option<&str> {
        self.codes.get(field)?.get(json).map(String::as_str)
    }
}

/// The system that a `spatialReference` names; `Err` with its name where it cannot be turned to WGS 84. Degrees where none is named.
pub fn system_of(reference: Option<&Value>) -> Result<Crs, String> {
    let Some(reference) = reference else { return Ok(Crs::Wgs84) };
    let codes = ["latestWkid", "wkid"].into_iter().filter_map(|key| reference.get(key)?.as_i64());
    let codes: Vec<i64> = codes.collect();
    if let Some(crs) = codes.iter().find_map(|code| Crs::from_epsg(*code)) {
        return Ok(crs);
    }
    match (reference.get("wkt").and_then(Value::as_str), codes.first()) {
        (Some(text), _) => Crs::from_wkt(text).ok_or_else(|| text.split('"').nth(1).unwrap_or("another system").to_owned()),
        (None, Some(code)) => Err(format!("EPSG:{code}")),
        (None, None) => Ok(Crs::Wgs84),
    }
}

/// The geometry as GeoJSON text, `null` where there is none; a refusal where its system cannot be turned. One that names a system of its own
/// is in that.
pub fn geometry_of(json: &str, document: Option<&Value>) -> Result<(String, Crs), (String, &'static str)> {
    let shape: Value = serde_json::from_str(json).unwrap_or_default();
    let crs = system_of(shape.get("spatialReference").or(document)).map_err(|name| other_crs(&name))?;
    let member = |key: &str| shape.get(key).and_then(Value::as_array).map(Vec::as_slice);
    let text = if let Some((x, y)) = shape.get("x").and_then(Value::as_f64).zip(shape.get("y").and_then(Value::as_f64)) {
        geometry("Point", &crs.position(x, y, shape.get("z").and_then(Value::as_f64)))
    } else if let Some(points) = member("points") {
        geometry("MultiPoint", &line(points, crs))
    } else if let Some(paths) = member("paths") {
        match paths {
            [only] => geometry("LineString", &line(parts(only), crs)),
            several => geometry("MultiLineString", &array(&several.iter().map(|path| line(parts(path), crs)).collect::<Vec<_>>())),
        }
    } else if let Some(rings) = member("rings") {
        polygons(rings, crs)
    } else if is_empty(&shape) {
        "null".to_owned()
    } else {
        const REMEDY: &str = "Export points, lines without curves, or areas.";
        return Err(("The geometry is none that Marsad reads: it has curves, or is a box.".to_owned(), REMEDY));
    };
    Ok((text, crs))
}

/// ArcGIS writes a geometry of no place as null, as nothing, or as a point that is no number.
fn is_empty(shape: &Value) -> bool {
    let is_nothing = |value: &Value| value.is_null() || value.as_str() == Some("NaN");
    shape.as_object().is_none_or(|members| members.iter().all(|(key, value)| key == "spatialReference" || is_nothing(value)))
}

fn parts(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn ordinates(position: &Value) -> Option<(f64, f64)> {
    let [x, y, ..] = parts(position) else { return None };
    x.as_f64().zip(y.as_f64())
}

fn line(positions: &[Value], crs: Crs) -> String {
    let written = positions.iter().map(|position| match ordinates(position) {
        Some((x, y)) => crs.position(x, y, None),
        // Told by the reader of the geometry as what it is.
        None => "[]".to_owned(),
    });
    array(&written.collect::<Vec<_>>())
}

/// Outer rings run clockwise, holes the other way round, in any order: each hole lies in the outer ring whose box has its first corner. They
/// are written as GeoJSON advises, the other way round. Where none runs clockwise all are outer rings.
fn polygons(rings: &[Value], crs: Crs) -> String {
    let corners = |ring: &Value| -> Vec<(f64, f64)> { parts(ring).iter().filter_map(ordinates).collect() };
    let is_hole = |points: &[(f64, f64)]| {
        let twice_area: f64 = points.windows(2).map(|pair| if let [(a, b), (c, d)] = pair { a * d - c * b } else { 0.0 }).sum();
        twice_area > 0.0
    };
    let rings: Vec<(&Value, Vec<(f64, f64)>)> = rings.iter().map(|ring| (ring, corners(ring))).collect();
    let (holes, outer): (Vec<_>, Vec<_>) = rings.iter().partition(|(_, points)| is_hole(points));
    let (holes, outer) = if outer.is_empty() { (Vec::new(), holes) } else { (holes, outer) };
    let written = |ring: &Value| {
        let turned: Vec<Value> = parts(ring).iter().rev().cloned().collect();
        line(&turned, crs)
    };
    let mut polygons: Vec<Vec<String>> = outer.iter().map(|(ring, _)| vec![written(ring)]).collect();
    for (ring, points) in holes {
        let within = |points_of: &[(f64, f64)]| {
            let lies = |at: fn(&(f64, f64)) -> f64, corner: f64| {
                points_of.iter().any(|point| at(point) <= corner) && points_of.iter().any(|point| at(point) >= corner)
            };
            points.first().is_some_and(|(x, y)| lies(|point| point.0, *x) && lies(|point| point.1, *y))
        };
        let of = outer.iter().position(|(_, points)| within(points)).unwrap_or_default();
        if let Some(polygon) = polygons.get_mut(of) {
            polygon.push(written(ring));
        }
    }
    match polygons.as_slice() {
        [only] => geometry("Polygon", &array(only)),
        several => geometry("MultiPolygon", &array(&several.iter().map(|rings| array(rings)).collect::<Vec<_>>())),
    }
}
