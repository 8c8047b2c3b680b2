//! Wrappings: gzip, zstd, a zip archive with one file of data in it, a KMZ, and text in UTF-16.

use std::cell::Cell;
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
    let taken = Cell::new(0);
    let mut pour = Pour { source, limits, progress, out };
    let name = match format {
        Format::Gzip => {
            let decoder = flate2::read::MultiGzDecoder::new(BufReader::new(Counted::new(source, &taken)));
            pour.all("gzip archive", decoder, source.len(), |_| taken.get())?;
            "gzip"
        }
        Format::Zstd => {
            zstd(&mut pour, &taken)?;
            "zstd"
        }
        Format::Zip | Format::Kmz => {
            let mut archive = zipped::open(source, limits)?;
            let at = zipped::choose(&mut archive, format, limits, &mut notes)?;
            let entry = zipped::entry(&mut archive, at)?;
            let (packed, unpacked) = (entry.compressed_size(), entry.size().max(1));
            let done = |written: u64| (source.len() as f64 * (written as f64 / unpacked as f64).min(1.0)) as u64;
            pour.all("zip archive", entry, packed, done)?;
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

/// Counts the packed bytes that have been taken.
struct Counted<'a> {
    reader: SourceReader<'a>,
    taken: &'a Cell<u64>,
}

impl<'a> Counted<'a> {
    fn new(source: &'a dyn ByteSource, taken: &'a Cell<u64>) -> Self {
        Self { reader: SourceReader::new(source), taken }
    }
}

impl Read for Counted<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(into)?;
        self.taken.set(self.taken.get() + count as u64);
        Ok(count)
    }
}

/// Bytes on their way out of an archive, counted.
struct Pour<'a> {
    source: &'a dyn ByteSource,
    limits: &'a Limits,
    progress: &'a mut dyn FnMut(Progress) -> Flow,
    out: &'a mut dyn Write,
}

impl Pour<'_> {
    /// `done` tells how many bytes of the source are used when so many have been written.
    fn all(&mut self, kind: &str, mut from: impl Read, packed: u64, done: impl Fn(u64) -> u64) -> Result<(), ImportError> {
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
            let total = self.source.len();
            let state = Progress { bytes_read: done(written).min(total), bytes_total: total, features: 0 };
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
fn zstd(pour: &mut Pour, taken: &Cell<u64>) -> Result<(), ImportError> {
    let mut packed = BufReader::new(Counted::new(pour.source, taken));
    let len = pour.source.len();
    while !io::BufRead::fill_buf(&mut packed)?.is_empty() {
        let decoder = guarded("zstd archive", || {
            ruzstd::decoding::StreamingDecoder::new(&mut packed)
                .map_err(|error| unusable(format!("The zstd archive is damaged ({error})."), "Download the file again."))
        })?;
        pour.all("zstd archive", decoder, len, |_| taken.get())?;
    }
    Ok(())
}
