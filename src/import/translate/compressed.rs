//! Wrappings: gzip, zstd, a zip archive with one file of data in it, a KMZ, and text in UTF-16.

use std::io::{self, BufReader, Read, Write};

use super::job::{guarded, unusable};
use super::{Format, zipped};
use crate::domain::Note;
use crate::import::framing::{Flow, ImportError, Progress};
use crate::import::limits::Limits;
use crate::import::notes::{self, Notes};
use crate::import::source::{ByteSource, SourceReader};
use crate::import::wide::{transcode, utf16_order};

/// Unpacked bytes below which the ratio is not asked.
const RATIO_FROM_BYTES: u64 = 64 << 20;

/// Writes what a wrapping holds. Gives the wrapping's name for the load report, and what is to be noted.
///
/// # Errors
/// When the source cannot be read, is damaged, unpacks to more than the limits allow, or `progress` says stop.
pub fn unpack(
    source: &dyn ByteSource,
    format: Format,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
    out: &mut dyn Write,
) -> Result<(&'static str, Vec<Note>), ImportError> {
    let mut notes = Notes::default();
    let mut pour = Pour { source, limits, progress, out };
    let name = match format {
        Format::Gzip => {
            pour.all("gzip archive", flate2::read::MultiGzDecoder::new(BufReader::new(SourceReader::new(source))), source.len())?;
            "gzip"
        }
        Format::Zstd => {
            zstd(&mut pour)?;
            "zstd"
        }
        Format::Zip | Format::Kmz => {
            let mut archive = zipped::open(source, limits)?;
            let (at, num_others) = zipped::choose(&archive, format)?;
            notes.add_many(notes::OTHER_ENTRIES, num_others);
            let entry = zipped::entry(&mut archive, at)?;
            let packed = entry.compressed_size();
            pour.all("zip archive", entry, packed)?;
            if format == Format::Kmz { "KMZ" } else { "zip" }
        }
        Format::Wide => {
            let mut head = [0; 4];
            let filled = source.read_at(0, &mut head)?;
            let order =
                utf16_order(head.get(..filled).unwrap_or_default()).ok_or_else(|| unusable("This is not UTF-16.", "Save it as UTF-8."))?;
            pour.out.write_all(transcode(source, order, limits, pour.progress)?.as_bytes())?;
            notes.add(notes::UTF16);
            "UTF-16"
        }
        _ => return Err(unusable("This is no archive.", "Open it as it is.")),
    };
    Ok((name, notes.finish()))
}

/// Bytes on their way out of an archive, counted.
struct Pour<'a> {
    source: &'a dyn ByteSource,
    limits: &'a Limits,
    progress: &'a mut dyn FnMut(Progress) -> Flow,
    out: &'a mut dyn Write,
}

impl Pour<'_> {
    fn all(&mut self, kind: &str, mut from: impl Read, packed: u64) -> Result<(), ImportError> {
        let mut block = vec![0; 256 << 10];
        let mut written = 0u64;
        loop {
            let count = guarded(kind, || match from.read(&mut block) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(None),
                Err(error) => Err(unusable(format!("The {kind} is damaged or cut off ({error})."), "Download the file again.")),
                Ok(count) => Ok(Some(count)),
            })?;
            let Some(count) = count else { continue };
            if count == 0 {
                return Ok(());
            }
            written += count as u64;
            check(written, packed, self.limits)?;
            self.out.write_all(block.get(..count).unwrap_or_default())?;
            // How far the packed bytes have been read is not told; what has come out never runs ahead of the end.
            let total = self.source.len();
            let state = Progress { bytes_read: (written / 8).min(total), bytes_total: total, features: 0 };
            if (self.progress)(state) == Flow::Cancel {
                return Err(ImportError::Cancelled);
            }
        }
    }
}

/// Refuses what unpacks to more than the limits allow.
pub fn check(unpacked: u64, packed: u64, limits: &Limits) -> Result<(), ImportError> {
    if unpacked > limits.max_unpacked_bytes {
        let limit = limits.max_unpacked_bytes >> 20;
        return Err(unusable(format!("The archive unpacks to more than {limit} MB."), "Unpack it yourself and open what is inside."));
    }
    if unpacked > RATIO_FROM_BYTES && unpacked / packed.max(1) > limits.max_ratio {
        let limit = limits.max_ratio;
        return Err(unusable(
            format!("The archive unpacks to more than {limit} times its size, as one does that is meant to fill the disk."),
            "If you trust it, unpack it yourself and open what is inside.",
        ));
    }
    Ok(())
}

/// Frame after frame, as one file may hold several.
fn zstd(pour: &mut Pour) -> Result<(), ImportError> {
    let mut packed = BufReader::new(SourceReader::new(pour.source));
    let len = pour.source.len();
    while !io::BufRead::fill_buf(&mut packed)?.is_empty() {
        let decoder = guarded("zstd archive", || {
            ruzstd::decoding::StreamingDecoder::new(&mut packed)
                .map_err(|error| unusable(format!("The zstd archive is damaged ({error})."), "Download the file again."))
        })?;
        pour.all("zstd archive", decoder, len)?;
    }
    Ok(())
}
