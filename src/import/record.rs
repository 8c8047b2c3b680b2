//! One record's text to its incident, and the same record read again.

use super::feature::{RawFeature, Record, Refusal, feature_of, members, repaired};
use super::framing::ImportError;
use super::geometry::{Placing, shape_of};
use super::limits::Limits;
use super::notes::{self, Notes};
use super::profile::{ProfilePlan, is_remark, is_row_of_sums};
use super::source::{ByteSource, read_full};
use super::translate::geometry::NamedCrs;
use crate::domain::{Incident, Origin, RawRecord, RecordRef};

/// The incident of a record; `with_raw` keeps its properties verbatim, for the detail.
pub fn incident_of(
    text: &str,
    record: RecordRef,
    origin: Origin,
    plan: &ProfilePlan,
    notes: &mut Notes,
    with_raw: bool,
) -> Result<Incident, Refusal> {
    notes.begin(record);
    let sound = match members(text) {
        Ok(members) => members,
        Err(refusal) => {
            let mended = repaired(text).ok_or_else(|| refusal.clone())?;
            // The mended text must be sound; its faults would point to other bytes than the file's.
            let members = members(&mended).map_err(|_| refusal)?;
            notes.add(notes::REPAIRED);
            return sound_incident(Record { members, properties: None }, &mended, (record, origin), plan, notes, with_raw);
        }
    };
    sound_incident(Record { members: sound, properties: None }, text, (record, origin), plan, notes, with_raw)
}

/// The incident of a record whose syntax is sound.
pub fn sound_incident(
    sound: Record,
    text: &str,
    (record, origin): (RecordRef, Origin),
    plan: &ProfilePlan,
    notes: &mut Notes,
    with_raw: bool,
) -> Result<Incident, Refusal> {
    notes.begin(record);
    let feature = feature_of(sound, text, notes)?;
    let hash = feature.content_hash();
    incident_of_feature(&feature, hash, (record, origin), plan, notes, with_raw)
}

/// The incident of a feature whose content has a hash.
pub fn incident_of_feature(
    feature: &RawFeature,
    hash: u64,
    (record, origin): (RecordRef, Origin),
    plan: &ProfilePlan,
    notes: &mut Notes,
    with_raw: bool,
) -> Result<Incident, Refusal> {
    notes.begin(record);
    let own = feature.foreign.iter().find(|(key, _)| key == "crs").and_then(|(_, json)| NamedCrs::in_member(json));
    let placing = plan.placing();
    let shape = shape_of(feature.geometry, Placing { named: own.as_ref().or(placing.named), ..placing }, notes)?;
    let raw = RawRecord {
        offset: record.offset,
        length: record.length,
        line: record.line,
        index: record.index,
        hash,
        properties: if with_raw {
            feature.properties.list.iter().map(|(key, value)| (key.to_string(), (*value).to_owned())).collect()
        } else {
            Vec::new()
        },
        foreign_members: if with_raw { feature.foreign.clone() } else { Vec::new() },
        origin,
    };
    let made = plan.incident(feature, shape, raw, notes);
    if let Some((mapping, ..)) = plan.mapping().filter(|_| made.when.is_none() && made.places.is_empty()) {
        const REMEDY: &str = "Give it a date or a place if it is one.";
        if is_row_of_sums(feature) {
            return Err(Refusal::new("This row adds up others: it is no incident.", REMEDY));
        }
        if is_remark(feature, mapping) {
            return Err(Refusal::new("One cell of this row holds anything: it is a remark, no incident.", REMEDY));
        }
    }
    Ok(made)
}

/// The text of a record, as it stands in the source.
pub fn record_text(source: &dyn ByteSource, record: RecordRef) -> Result<String, ImportError> {
    let length = usize::try_from(record.length).unwrap_or(usize::MAX);
    let mut bytes = vec![0; length.min(Limits::default().max_feature_bytes as usize)];
    let filled = read_full(source, record.offset, &mut bytes)?;
    Ok(String::from_utf8_lossy(bytes.get(..filled).unwrap_or_default()).into_owned())
}

/// Reads one record again, for its detail.
///
/// # Errors
/// When the source cannot be read any more or the record is not what it was.
pub fn read_record(source: &dyn ByteSource, record: RecordRef, plan: &ProfilePlan) -> Result<Incident, ImportError> {
    let text = record_text(source, record)?;
    incident_of(&text, record, source.origin(record.index), plan, &mut Notes::default(), true).map_err(|refusal| ImportError::Record {
        offset: record.offset,
        line: record.line,
        reason: refusal.reason,
    })
}
