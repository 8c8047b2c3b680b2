//! Zip archives: what they hold, and reading it without ever writing a file by its name.

use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use zip::ZipArchive;
use zip::read::ZipFile;

use super::compressed::check;
use super::glance::{Glance, Rank};
use super::job::{Job, guarded, unusable};
use super::{Format, Siblings, format_of as format_in, translate};
use crate::import::framing::{Flow, ImportError};
use crate::import::limits::Limits;
use crate::import::notes::{Notes, listed};
use crate::import::source::{ByteSource, MemorySource, SourceReader};

pub type Source<'a> = BufReader<SourceReader<'a>>;

/// Endings of files that may stand in an archive and hold no data.
const ASIDE: [&str; 8] = [".txt", ".md", ".pdf", ".html", ".png", ".jpg", ".xml", ".docx"];

/// Bytes of an entry that are looked at, where one of several is to be chosen, and how many entries are looked at.
const HEAD_BYTES: u64 = 64 << 10;
const MAX_LOOKED_AT: usize = 64;

pub fn open<'a>(source: &'a dyn ByteSource, limits: &Limits) -> Result<ZipArchive<Source<'a>>, ImportError> {
    let archive = guarded("zip archive", || {
        ZipArchive::new(BufReader::new(SourceReader::new(source)))
            .map_err(|error| unusable(format!("The zip archive is damaged or cut off ({error})."), "Download the file again."))
    })?;
    if archive.len() > limits.max_entries {
        let limit = limits.max_entries;
        return Err(unusable(format!("The archive has more than {limit} entries."), "Unpack it and open the file that holds the data."));
    }
    Ok(archive)
}

/// What a zip archive is, told from its entries.
pub fn format_of(source: &dyn ByteSource, limits: &Limits) -> Result<Format, ImportError> {
    let archive = open(source, limits)?;
    let names = names(&archive);
    let has = |ending: &str| names.iter().any(|(_, name)| is_data(name) && name.to_ascii_lowercase().ends_with(ending));
    Ok(if has("xl/workbook.xml") {
        Format::Xlsx
    } else if has(".shp") {
        Format::ZippedShapefile
    } else if has(".kml") {
        Format::Kmz
    } else {
        Format::Zip
    })
}

/// The entries by number. Names that are no text are passed over: nothing could be told from them.
pub fn names(archive: &ZipArchive<Source>) -> Vec<(usize, String)> {
    let name = |at| Some((at, archive.name_for_index(at)?.ok()?.into_owned()));
    (0..archive.len()).filter_map(name).collect()
}

/// Neither a folder nor what a system puts beside the data.
pub fn is_data(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    !last.is_empty() && !last.starts_with('.') && !name.starts_with("__MACOSX/")
}

/// The entry that holds the data: that which most looks like incidents, of several the uppermost. Tells which was chosen and which were left.
pub fn choose(archive: &mut ZipArchive<Source>, format: Format, limits: &Limits, notes: &mut Notes) -> Result<usize, ImportError> {
    let fits = |name: &str| {
        let name = name.to_ascii_lowercase();
        is_data(&name) && if format == Format::Kmz { name.ends_with(".kml") } else { !ASIDE.iter().any(|ending| name.ends_with(ending)) }
    };
    let mut found: Vec<(usize, String)> = names(archive).into_iter().filter(|(_, name)| fits(name)).collect();
    found.sort_unstable_by_key(|(at, name)| (name.matches('/').count(), *at));
    let wanted = found.iter().position(|(_, name)| Some(name) == limits.profiles.part.as_ref());
    let mut best = (wanted.unwrap_or_default(), Rank::None);
    if format == Format::Zip && found.len() > 1 && wanted.is_none() {
        for (place, (at, _)) in found.iter().enumerate().take(MAX_LOOKED_AT) {
            let rank = rank_of(archive, *at, limits);
            if rank > best.1 {
                best = (place, rank);
            }
        }
    }
    if best.0 >= found.len() {
        return Err(unusable("There is no file of data in the zip archive.", "Unpack it and look what it holds."));
    }
    let (at, read) = found.remove(best.0);
    let left: Vec<String> = found.into_iter().map(|(_, name)| name).collect();
    tell_left(&read, &left, notes);
    Ok(at)
}

/// Tells which file of an archive was read and which were not.
pub fn tell_left(read: &str, left: &[String], notes: &mut Notes) {
    if !left.is_empty() {
        let (read, names) = (listed(&[read.to_owned()]), listed(left));
        notes.offer("other_entries", format!("Of the archive the file {read} was read; further files were not: {names}."), left.to_vec());
    }
}

/// How much an entry looks like incidents, by its beginning. One that cannot be told so may be a table.
fn rank_of(archive: &mut ZipArchive<Source>, at: usize, limits: &Limits) -> Rank {
    let mut head = Vec::new();
    let read = guarded("zip archive", || {
        entry(archive, at)?.take(HEAD_BYTES).read_to_end(&mut head)?;
        Ok(())
    });
    if read.is_err() {
        return Rank::None;
    }
    let is_geojson = ["\"Feature", "\"coordinates\""].iter().any(|member| memchr::memmem::find(&head, member.as_bytes()).is_some());
    let head = MemorySource::new(head.into());
    match format_in(&head, limits) {
        Ok(Format::Json) if is_geojson => Rank::TimeAndPlace,
        Ok(Format::Json) => Rank::None,
        Ok(format) if format.is_read_forward() => {
            let mut glance = Glance::default();
            // The beginning ends within a record; what stands before it is enough.
            let _ = translate(&head, format, &NoSiblings, limits, &mut |_| Flow::Continue, &mut glance);
            glance.rank()
        }
        Ok(_) | Err(_) => Rank::Table,
    }
}

/// Nothing stands beside an entry that is only looked at.
struct NoSiblings;

impl Siblings for NoSiblings {
    fn sibling(&self, _: &str) -> io::Result<Option<Arc<dyn ByteSource>>> {
        Ok(None)
    }
    fn path(&self) -> Option<&Path> {
        None
    }
}

pub fn entry<'a, 'b>(archive: &'a mut ZipArchive<Source<'b>>, at: usize) -> Result<ZipFile<'a, Source<'b>>, ImportError> {
    archive.by_index(at).map_err(|error| {
        unusable(format!("An entry of the zip archive cannot be read ({error})."), "Unpack it, with its password if it has one.")
    })
}

/// A whole entry in memory.
pub fn held(archive: &mut ZipArchive<Source>, at: usize, job: &mut Job) -> Result<Vec<u8>, ImportError> {
    let mut entry = entry(archive, at)?;
    let packed = entry.compressed_size();
    let mut bytes = Vec::new();
    each_block(&mut entry, job, &mut |block, limits| {
        bytes.extend_from_slice(block);
        check(bytes.len() as u64, packed, limits)
    })?;
    Ok(bytes)
}

/// Refuses an archive whose entries together unpack to more than may be held in memory, whatever its headers say.
pub fn weigh(job: &mut Job) -> Result<(), ImportError> {
    let source = job.source;
    let mut archive = open(source, job.limits)?;
    let mut unpacked = 0u64;
    for at in 0..archive.len() {
        each_block(&mut entry(&mut archive, at)?, job, &mut |block, limits| {
            unpacked += block.len() as u64;
            check(unpacked, source.len(), limits)
        })?;
    }
    Ok(())
}

/// What is done with each block that comes out of an entry.
type TakeBlock<'a> = dyn FnMut(&[u8], &Limits) -> Result<(), ImportError> + 'a;

/// Unpacks an entry block by block; `take` gets the limits for what is held in memory.
fn each_block(entry: &mut ZipFile<Source>, job: &mut Job, take: &mut TakeBlock) -> Result<(), ImportError> {
    let limits = Limits { max_unpacked_bytes: job.limits.max_held_bytes, ..job.limits.clone() };
    let mut block = vec![0; 256 << 10];
    loop {
        let count = guarded("zip archive", || {
            entry
                .read(&mut block)
                .map_err(|error| unusable(format!("The zip archive is damaged or cut off ({error})."), "Download the file again."))
        })?;
        if count == 0 {
            return Ok(());
        }
        take(block.get(..count).unwrap_or_default(), &limits)?;
        job.go_on()?;
    }
}
