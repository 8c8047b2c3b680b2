//! Formats beside GeoJSON: each is told by its content and rewritten, record by record, as lines of GeoJSON features, which
//! the one reader then reads. Profiles, notes and quarantine so work alike for every format.

mod compressed;
mod csv;
mod dbf;
mod dialect;
mod esri;
mod flatgeobuf;
pub mod geometry;
mod geopackage;
mod glance;
mod gpx;
mod job;
mod json_records;
mod kml;
mod rows;
mod shapefile;
mod sniff;
mod wkb;
mod xlsx;
mod xml;
mod zipped;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

pub use compressed::unpack;
pub use job::is_guarded;
pub use sniff::format_of;

use super::framing::{Flow, ImportError, Progress};
use super::limits::Limits;
use super::source::ByteSource;
use crate::domain::{Note, Origin, Quarantined};
use job::Job;

/// What a file is, told from its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// GeoJSON in any framing, or what is not known: read as it stands.
    Json,
    /// Plain objects in an array, in lines, or under a member such as `results`.
    JsonRecords,
    Table,
    Xlsx,
    Kml,
    Gpx,
    GeoPackage,
    FlatGeobuf,
    Shapefile,
    ZippedShapefile,
    /// Wrappings, which hold one of the others.
    Gzip,
    Zstd,
    Zip,
    Kmz,
    /// A table or XML in UTF-16.
    Wide,
}

impl Format {
    /// True for what must be unpacked first, see [`unpack`].
    pub fn is_wrapping(self) -> bool {
        matches!(self, Self::Gzip | Self::Zstd | Self::Zip | Self::Kmz | Self::Wide)
    }

    /// True for what is read from its beginning on, so that it can be translated while it is still being unpacked.
    pub fn is_read_forward(self) -> bool {
        matches!(self, Self::Table | Self::Kml | Self::Gpx | Self::JsonRecords)
    }
}

/// Files that stand beside the one that was opened and bear its name.
pub trait Siblings {
    /// The file of the same name with another ending, without its dot, in either case; `None` where there is none.
    fn sibling(&self, ending: &str) -> io::Result<Option<Arc<dyn ByteSource>>>;
    /// The file itself, for readers that open by path; `None` where the bytes come out of an archive.
    fn path(&self) -> Option<&Path>;
}

/// Where the lines of a translation go.
pub trait Lines: Write {
    /// Said before a line is written: where its record stands in the user's file.
    fn record(&mut self, origin: Origin);
}

/// What a translation gives beside its lines.
#[derive(Debug, Default)]
pub struct Translated {
    /// The format in the words of the load report: `CSV, semicolon, windows-1256`.
    pub format_name: String,
    pub notes: Vec<Note>,
    /// Records that could not be translated; at most `max_quarantine_kept` in full.
    pub quarantine: Vec<Quarantined>,
    pub quarantined: u64,
}

/// Writes each record of a file as one line of GeoJSON. `progress` counts bytes of `source`.
///
/// # Errors
/// When the source cannot be read, is damaged as a whole, asks for more than the limits, or `progress` says stop. A
/// damaged record is none: it is quarantined.
pub fn translate(
    source: &dyn ByteSource,
    format: Format,
    siblings: &dyn Siblings,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
    out: &mut dyn Lines,
) -> Result<Translated, ImportError> {
    let mut job = Job::new(source, limits, progress, out);
    let format_name = match format {
        Format::Table => csv::translate(&mut job)?,
        Format::Xlsx => xlsx::translate(&mut job)?,
        Format::Kml => kml::translate(&mut job)?,
        Format::Gpx => gpx::translate(&mut job)?,
        Format::GeoPackage => geopackage::translate(&mut job, siblings.path())?,
        Format::FlatGeobuf => flatgeobuf::translate(&mut job)?,
        Format::Shapefile => shapefile::translate_file(&mut job, siblings)?,
        Format::ZippedShapefile => shapefile::translate_zip(&mut job)?,
        Format::JsonRecords => json_records::translate(&mut job)?,
        Format::Json | Format::Gzip | Format::Zstd | Format::Zip | Format::Kmz | Format::Wide => {
            return Err(ImportError::NotUsable { what: "This is no format of records.".to_owned(), remedy: "Unpack it first." });
        }
    };
    Ok(job.finish(format_name))
}

#[cfg(test)]
mod tests;
