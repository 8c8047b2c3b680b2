//! A record as it is written down again: id, geometry and properties in the words of the file.

use super::feature::{Record, feature_of, members, repaired};
use super::framing::ImportError;
use super::notes::Notes;
use super::record::record_text;
use super::source::ByteSource;
use crate::domain::RecordRef;

/// The JSON text of a feature’s parts, digit for digit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeatureText {
    pub id: Option<String>,
    /// `null` where there is none.
    pub geometry: String,
    pub properties: Vec<(String, String)>,
    /// Members beside those that GeoJSON knows.
    pub foreign: Vec<(String, String)>,
}

/// Reads the text of one record again.
///
/// # Errors
/// When the source cannot be read any more or the record is not what it was.
pub fn read_feature_text(source: &dyn ByteSource, record: RecordRef) -> Result<FeatureText, ImportError> {
    let text = record_text(source, record)?;
    let mended = if members(&text).is_err() { repaired(&text) } else { None };
    let text = mended.as_deref().unwrap_or(&text);
    let failed = |reason: String| ImportError::Record { offset: record.offset, line: record.line, reason };
    let members = members(text).map_err(|refusal| failed(refusal.reason))?;
    let id = members.get("id").map(|id| id.to_owned()).filter(|id| id != "null");
    let feature =
        feature_of(Record { members, properties: None }, text, &mut Notes::default()).map_err(|refusal| failed(refusal.reason))?;
    Ok(FeatureText {
        // The member “id” of a bare geometry is none of a feature’s.
        id: id.filter(|_| !feature.id.is_empty()),
        geometry: feature.geometry.unwrap_or("null").to_owned(),
        properties: feature.properties.list.iter().map(|(key, value)| (key.clone().into_owned(), (*value).to_owned())).collect(),
        foreign: feature.foreign,
    })
}
