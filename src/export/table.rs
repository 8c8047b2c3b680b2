//! CSV: one row for each incident, one column for each property that any of them has.

use std::collections::HashSet;
use std::io::Write;

use serde_json::Value;

use super::wkt::{point, wkt};
use super::{ExportError, Exported, feature_text};
use crate::domain::RecordRef;
use crate::import::{FeatureText, OWN_PREFIX, names_a_place};
use crate::state::LoadedLayer;

/// The columns in their order.
struct Columns {
    properties: Vec<String>,
    id: Option<String>,
    lon_lat: Option<[String; 2]>,
    wkt: Option<String>,
}

pub fn write(layer: &LoadedLayer, records: &[RecordRef], guards: bool, out: &mut dyn Write) -> Result<Exported, ExportError> {
    let columns = columns(layer, records)?;
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let header = columns.id.iter().chain(&columns.properties).chain(columns.lon_lat.iter().flatten()).chain(&columns.wkt);
    let mut exported = Exported::default();
    let cell = |text: String, exported: &mut Exported| {
        let is_formula = looks_like_formula(&text);
        exported.formulas += u64::from(is_formula);
        if is_formula && guards { format!("'{text}") } else { text }
    };
    write_row(&mut rows, header.map(|name| cell(name.clone(), &mut exported)).collect())?;
    for record in records {
        let text = feature_text(layer, *record)?;
        write_row(&mut rows, row(&columns, &text).into_iter().map(|text| cell(text, &mut exported)).collect())?;
        exported.features += 1;
    }
    rows.flush()?;
    Ok(exported)
}

fn write_row(rows: &mut csv::Writer<&mut dyn Write>, cells: Vec<String>) -> Result<(), ExportError> {
    // A row of one empty cell would be a blank line, which readers pass over.
    let cells = if cells.is_empty() { vec![String::new()] } else { cells };
    rows.write_record(cells).map_err(|error| ExportError::Write(error.into()))
}

/// Looks through all records: which properties there are, and whether places are more than points.
fn columns(layer: &LoadedLayer, records: &[RecordRef]) -> Result<Columns, ExportError> {
    let mut properties = Vec::new();
    let mut known = HashSet::new();
    let (mut has_id, mut has_point, mut has_other) = (false, false, false);
    for record in records {
        let text = feature_text(layer, *record)?;
        has_id |= text.id.as_ref().is_some_and(|id| !is_also_property(&text, id));
        let geometry = geometry_of(&text);
        match point(&geometry) {
            Some(at) => has_point |= !is_told(&text, &at),
            None => has_other |= wkt(&geometry).is_some_and(|wkt| !says(&text, &["wkt", "geojson_wkt"], |told| told == wkt)),
        }
        for (key, _) in text.properties {
            if known.insert(key.clone()) {
                properties.push(key);
            }
        }
    }
    let [id] = free(["id"], |_| false, &known);
    // Geometries of one table are all in columns of its own, or all in plain ones.
    let [lon, lat, geometry] = free(["lon", "lat", "wkt"], names_a_place, &known);
    let lon_lat = [lon, lat];
    Ok(Columns { id: has_id.then_some(id), lon_lat: has_point.then_some(lon_lat), wkt: has_other.then_some(geometry), properties })
}

/// Names that no property bears. Those that belong together get the same prefix, so that none is paired with a property; they get it
/// in any case where a property `is_like` one of them.
fn free<const N: usize>(names: [&str; N], is_like: fn(&str) -> bool, known: &HashSet<String>) -> [String; N] {
    let is_known = |name: &str| known.iter().any(|have| have.eq_ignore_ascii_case(name));
    let mut prefix = if known.iter().any(|name| is_like(name)) { OWN_PREFIX.to_owned() } else { String::new() };
    loop {
        let free = names.map(|name| format!("{prefix}{name}"));
        if !free.iter().any(|name| is_known(name)) {
            return free;
        }
        prefix.push_str(OWN_PREFIX);
    }
}

/// True where properties that are named as coordinates say the same already.
fn is_told(text: &FeatureText, [lon, lat]: &[String; 2]) -> bool {
    let told =
        |names: [&str; 3], ordinate: &str| says(text, &names, |told| told.parse::<f64>().is_ok_and(|told| ordinate.parse() == Ok(told)));
    told(["lon", "longitude", "geojson_lon"], lon) && told(["lat", "latitude", "geojson_lat"], lat)
}

/// True where a property says the same already.
fn is_also_property(text: &FeatureText, id: &str) -> bool {
    says(text, &["id", "geojson_id"], |told| told == plain(id))
}

/// True where a property of one of the names says it.
fn says(text: &FeatureText, names: &[&str], is_it: impl Fn(&str) -> bool) -> bool {
    let named = text.properties.iter().filter(|(key, _)| names.iter().any(|name| key.eq_ignore_ascii_case(name)));
    named.into_iter().any(|(_, value)| is_it(&plain(value)))
}

fn geometry_of(text: &FeatureText) -> Value {
    serde_json::from_str(&text.geometry).unwrap_or_default()
}

fn row(columns: &Columns, text: &FeatureText) -> Vec<String> {
    let mut cells = Vec::new();
    if columns.id.is_some() {
        cells.push(text.id.as_deref().map(plain).unwrap_or_default());
    }
    for column in &columns.properties {
        let value = text.properties.iter().find(|(key, _)| key == column).map(|(_, value)| plain(value));
        cells.push(value.unwrap_or_default());
    }
    let geometry = geometry_of(text);
    let lon_lat = point(&geometry);
    let is_other = lon_lat.is_none();
    if columns.lon_lat.is_some() {
        cells.extend(lon_lat.unwrap_or_default());
    }
    if columns.wkt.is_some() {
        cells.push(if is_other { wkt(&geometry).unwrap_or_default() } else { String::new() });
    }
    cells
}

/// Text without its quotes, null as nothing, all else as JSON writes it.
fn plain(value: &str) -> String {
    match value.as_bytes().first() {
        Some(b'"') => serde_json::from_str(value).unwrap_or_else(|_| value.to_owned()),
        _ if value == "null" => String::new(),
        _ => value.to_owned(),
    }
}

/// What spreadsheets take for a formula: text that begins so and is no number.
fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err()
}
