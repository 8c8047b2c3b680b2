//! Incidents written down again, in the words of their file: GeoJSON, lines of GeoJSON, CSV.

mod geojson;
mod table;
mod wkt;

use std::io::Write;

use crate::domain::{Origin, RecordRef};
use crate::import::{FeatureText, ImportError, read_feature_text, read_record};
use crate::state::LoadedLayer;

/// The format to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// One collection (RFC 7946).
    GeoJson,
    /// One feature to a line.
    Lines,
    /// RFC 4180 in UTF-8 with a header; places as `lon` and `lat` in degrees, other geometries as `wkt`.
    Csv {
        /// Whether an apostrophe is put before text that a spreadsheet would take for a formula.
        guards_formulas: bool,
    },
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    pub features: u64,
    /// Cells of text that a spreadsheet would take for a formula, guarded or not.
    pub formulas: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("cannot be written ({0})")]
    Write(#[from] std::io::Error),
    #[error("{0}")]
    Read(#[from] ImportError),
}

/// Writes all incidents of a layer in the order of their file.
///
/// # Errors
/// When the file of the layer cannot be read any more, or `out` takes no more.
pub fn export(layer: &LoadedLayer, format: ExportFormat, out: &mut dyn Write) -> Result<Exported, ExportError> {
    let mut records: Vec<RecordRef> = (0..layer.store.len()).filter_map(|row| layer.store.record(row as u32)).collect();
    records.sort_unstable_by_key(|record| record.index);
    let exported = match format {
        ExportFormat::GeoJson => geojson::collection(layer, &records, out),
        ExportFormat::Lines => geojson::lines(layer, &records, out),
        ExportFormat::Csv { guards_formulas } => table::write(layer, &records, guards_formulas, out),
    }?;
    out.flush()?;
    Ok(exported)
}

/// A record in the words of its file. Rows of a table have their geometry from the profile, which found it in columns.
fn feature_text(layer: &LoadedLayer, record: RecordRef) -> Result<FeatureText, ImportError> {
    let mut text = read_feature_text(layer.source.as_ref(), record)?;
    if text.geometry == "null" && layer.source.origin(record.index) != Origin::Here {
        let incident = read_record(layer.source.as_ref(), record, &layer.plan)?;
        if let Some(place) = incident.places.first() {
            text.geometry = geojson::geometry(&place.geometry);
        }
    }
    Ok(text)
}
