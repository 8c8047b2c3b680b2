//! FlatGeobuf 3: features one after the other, each verified before it is looked into.

use std::io::{self, BufReader, Read, Seek};

use flatgeobuf::packed_r_tree::PackedRTree;
use flatgeobuf::{FallibleStreamingIterator, FeatureProperties, FgbFeature, FgbReader};
use geozero::{ColumnValue, CoordDimensions, PropertyProcessor, ToWkb};

use super::geometry::{Crs, other_crs};
use super::job::{Feature, Job, TICK_STEPS, caught, guarded, number, quoted, unusable};
use super::wkb;
use crate::domain::Origin;
use crate::import::framing::ImportError;
use crate::import::source::SourceReader;

const REMEDY: &str = "Export or download the file again.";

fn damaged(error: &flatgeobuf::Error) -> ImportError {
    unusable(format!("The FlatGeobuf file is damaged ({error})."), REMEDY)
}

/// What the header says.
struct Heading {
    crs: Result<Crs, String>,
    columns: Vec<String>,
    dimensions: CoordDimensions,
    index_bytes: u64,
}

pub fn translate(job: &mut Job) -> Result<String, ImportError> {
    guarded("FlatGeobuf file", || {
        let source = job.source;
        let reader = FgbReader::open(BufReader::new(SourceReader::new(source))).map_err(|error| damaged(&error))?;
        let heading = heading_of(&reader);
        let sound = sound_features(job, heading.index_bytes)?;
        let mut features = reader.select_all().map_err(|error| damaged(&error))?;
        let mut feature = Feature::default();
        for at in 0..sound.count {
            let origin = Origin::Record(at + 1);
            match features.next() {
                // Damaged properties make the reader give up, which costs their feature alone.
                Ok(Some(found)) => match caught(|| one(found, &heading, &mut feature, job)) {
                    Some(Ok(())) => job.emit(origin, &mut feature)?,
                    Some(Err((reason, remedy))) => job.refuse(origin, reason, remedy),
                    None => job.refuse(origin, "The feature is damaged; its reader gave up.", REMEDY),
                },
                Ok(None) => break,
                Err(error) => job.refuse(origin, format!("The feature is damaged ({}).", error.to_string().trim()), REMEDY),
            }
            job.tick_share(at, sound.count)?;
        }
        if sound.is_cut {
            job.refuse(Origin::Record(sound.count + 1), "The file breaks off here.", REMEDY);
        }
        Ok("FlatGeobuf".to_owned())
    })
}

fn heading_of<R: Read>(reader: &FgbReader<R>) -> Heading {
    let header = reader.header();
    let crs = match header.crs() {
        None => Ok(Crs::Wgs84),
        Some(crs) => {
            Crs::from_epsg(crs.code().into()).ok_or_else(|| crs.name().map_or_else(|| format!("EPSG:{}", crs.code()), ToOwned::to_owned))
        }
    };
    let columns = header.columns().map(|columns| columns.iter().map(|column| column.name().to_owned()).collect()).unwrap_or_default();
    let count = usize::try_from(header.features_count()).unwrap_or(usize::MAX);
    let has_index = header.index_node_size() > 0 && count > 0;
    let index_bytes = if has_index { PackedRTree::index_size(count, header.index_node_size()) as u64 } else { 0 };
    let dimensions = if header.has_z() { CoordDimensions::xyz() } else { CoordDimensions::xy() };
    Heading { crs, columns, dimensions, index_bytes }
}

/// Features whose length the file can hold.
struct Sound {
    count: u64,
    is_cut: bool,
}

/// Steps from length to length. The reader reserves what a length says before it looks whether the bytes are there.
fn sound_features(job: &mut Job, index_bytes: u64) -> Result<Sound, ImportError> {
    let (source, max_bytes) = (job.source, job.limits.max_feature_bytes);
    let mut reader = BufReader::new(SourceReader::new(source));
    let mut size = [0; 4];
    let mut next = |at: u64| -> io::Result<Option<u64>> {
        if at + 4 > source.len() {
            return Ok(None);
        }
        let behind = reader.stream_position()?;
        reader.seek_relative(at as i64 - behind as i64)?;
        reader.read_exact(&mut size)?;
        Ok(Some(u64::from(u32::from_le_bytes(size))))
    };
    let header = next(8)?.unwrap_or_default();
    let mut at = (12 + header).saturating_add(index_bytes);
    let mut count = 0;
    while let Some(length) = if at <= source.len() { next(at)? } else { None } {
        if length > max_bytes || at + 4 + length > source.len() {
            return Ok(Sound { count, is_cut: true });
        }
        at += 4 + length;
        count += 1;
        if count % TICK_STEPS == 0 {
            job.go_on()?;
        }
    }
    Ok(Sound { count, is_cut: at != source.len() })
}

fn one(found: &FgbFeature, heading: &Heading, feature: &mut Feature, job: &mut Job) -> Result<(), (String, &'static str)> {
    let repair = |reason: String| (reason, "Repair the feature in the program that made it.");
    let geometry = match (found.geometry().is_some(), &heading.crs) {
        (false, _) => "null".to_owned(),
        (true, Err(name)) => return Err(other_crs(name)),
        (true, Ok(crs)) => {
            if let Some(note) = crs.note() {
                job.notes.add(note);
            }
            let bytes = found.to_wkb(heading.dimensions).map_err(|error| repair(format!("The geometry is damaged ({error}).")))?;
            wkb::wkb(&bytes, *crs).map_err(|reason| repair(reason.to_owned()))?
        }
    };
    let mut values = Values(vec![None; heading.columns.len()]);
    found.process_properties(&mut values).map_err(|error| repair(format!("The properties are damaged ({error}).")))?;
    feature.begin(None, &geometry);
    for (column, value) in heading.columns.iter().zip(&values.0) {
        feature.json(column, value.as_deref().unwrap_or("null"));
    }
    Ok(())
}

/// JSON text of the properties by column; a column that a feature does not have is null.
struct Values(Vec<Option<String>>);

impl PropertyProcessor for Values {
    fn property(&mut self, at: usize, _name: &str, value: &ColumnValue) -> geozero::error::Result<bool> {
        if let Some(slot) = self.0.get_mut(at) {
            *slot = Some(json_of(value));
        }
        Ok(false)
    }
}

fn json_of(value: &ColumnValue) -> String {
    match value {
        ColumnValue::Byte(value) => value.to_string(),
        ColumnValue::UByte(value) => value.to_string(),
        ColumnValue::Bool(value) => value.to_string(),
        ColumnValue::Short(value) => value.to_string(),
        ColumnValue::UShort(value) => value.to_string(),
        ColumnValue::Int(value) => value.to_string(),
        ColumnValue::UInt(value) => value.to_string(),
        ColumnValue::Long(value) => value.to_string(),
        ColumnValue::ULong(value) => value.to_string(),
        // Through its own shortest digits, since those of the double nearest to it are noise.
        ColumnValue::Float(value) => value.to_string().parse().map_or_else(|_| "null".to_owned(), number),
        ColumnValue::Double(value) => number(*value),
        ColumnValue::String(text) | ColumnValue::DateTime(text) => quoted(text),
        ColumnValue::Json(text) if serde_json::from_str::<serde_json::Value>(text).is_ok() => text.replace(['\n', '\r'], " "),
        ColumnValue::Json(text) => quoted(text),
        ColumnValue::Binary(bytes) => quoted(&format!("({} bytes)", bytes.len())),
    }
}
