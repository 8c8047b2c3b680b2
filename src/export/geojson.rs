//! GeoJSON as one collection or as lines; numbers and texts as they stood in the file.

use std::io::Write;

use super::{ExportError, Exported, feature_text};
use crate::domain::RecordRef;
use crate::import::FeatureText;
use crate::state::LoadedLayer;

pub fn collection(layer: &LoadedLayer, records: &[RecordRef], out: &mut dyn Write) -> Result<Exported, ExportError> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    for (at, record) in records.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        out.write_all(feature(&feature_text(layer, *record)?).as_bytes())?;
    }
    out.write_all(b"\n]}\n")?;
    Ok(Exported { features: records.len() as u64, formulas: 0 })
}

pub fn lines(layer: &LoadedLayer, records: &[RecordRef], out: &mut dyn Write) -> Result<Exported, ExportError> {
    for record in records {
        // Line ends stand between the tokens of sound JSON and never within its strings.
        let line = feature(&feature_text(layer, *record)?).replace(['\n', '\r'], " ");
        out.write_all(line.as_bytes())?;
        out.write_all(b"\n")?;
    }
    Ok(Exported { features: records.len() as u64, formulas: 0 })
}

fn feature(text: &FeatureText) -> String {
    let id = text.id.as_ref().map(|id| format!("\"id\":{id},")).unwrap_or_default();
    // Properties that are no object were kept among the foreign members, as written.
    let odd = text.foreign.iter().any(|(key, _)| key == "properties");
    let properties = if odd { String::new() } else { format!("\"properties\":{{{}}}", members(&text.properties)) };
    let foreign = members(&text.foreign);
    let comma = if foreign.is_empty() || odd { "" } else { "," };
    format!("{{\"type\":\"Feature\",{id}\"geometry\":{},{properties}{comma}{foreign}}}", text.geometry)
}

fn members(list: &[(String, String)]) -> String {
    let member = |(key, value): &(String, String)| format!("{}:{value}", serde_json::Value::from(key.as_str()));
    list.iter().map(member).collect::<Vec<_>>().join(",")
}

/// The text of a geometry that was read from columns.
pub fn geometry(geometry: &geo::Geometry<f64>) -> String {
    serde_json::to_string(&::geojson::GeometryValue::from(geometry)).unwrap_or_else(|_| "null".to_owned())
}
