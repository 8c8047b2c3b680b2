//! A file in any format as the text of features that the one reader reads: unpacked, then translated, by threads of their own, so that
//! the first records are read while the last are still being written.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{Scope, ScopedJoinHandle};

use super::FileSource;
use super::spool::{Spool, SpoolText};
use super::told::Told;
use crate::domain::{LoadReport, Note};
use crate::import::{ByteSource, Flow, Format, ImportError, Limits, Progress, Siblings, Translated, format_of, translate, unpack};

/// A text of features, and what was done to get it.
pub struct Unwrapped<'scope> {
    pub source: Arc<dyn ByteSource>,
    /// Names of the wrappings, the outermost first.
    wrappings: Vec<&'static str>,
    notes: Vec<Note>,
    translated: Option<Translated>,
    /// The text that is read, while it is being written.
    reading: Option<Reading>,
    /// The steps that are still under way, each reading what the one before it writes.
    writing: Vec<Writing<'scope>>,
}

/// Whoever writes a text is told to stop when this goes before the text has come to its end.
struct Reading(Arc<SpoolText>);

impl Reading {
    /// True where the text had not come to its end.
    fn stop(&self) -> bool {
        self.0.stop()
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Until more is known, a text is taken to be long enough for several threads.
const LONG_BYTES: u64 = 4 << 20;

type Writing<'scope> = ScopedJoinHandle<'scope, Ended>;

/// How a step ended.
struct Ended {
    made: Result<Made, ImportError>,
    /// The step failed while what it reads was still being written: the fault is its own.
    gave_up: bool,
}

/// What a step came to beside its text.
enum Made {
    Unpacked(&'static str, Vec<Note>),
    Translated(Translated),
}

/// The neighbours of a file on disk.
struct OnDisk<'a>(Option<&'a Path>);

impl Siblings for OnDisk<'_> {
    fn sibling(&self, ending: &str) -> io::Result<Option<Arc<dyn ByteSource>>> {
        let Some(path) = self.0 else { return Ok(None) };
        let candidates: [PathBuf; 2] = [ending.to_ascii_lowercase(), ending.to_ascii_uppercase()].map(|ending| path.with_extension(ending));
        match candidates.iter().find(|path| path.is_file()) {
            Some(path) => Ok(Some(Arc::new(FileSource::open(path)?))),
            None => Ok(None),
        }
    }
    fn path(&self) -> Option<&Path> {
        self.0
    }
}

/// Unpacks and translates until the text is GeoJSON; the last steps may still be under way in `scope`. `path` is where the file lies,
/// if it lies on disk.
pub fn unwrapped<'scope, 'env>(
    scope: &'scope Scope<'scope, 'env>,
    source: Arc<dyn ByteSource>,
    path: Option<&'env Path>,
    limits: &'env Limits,
    told: &'env Told,
) -> Result<Unwrapped<'scope>, ImportError> {
    let mut done = Unwrapped { source, wrappings: Vec::new(), notes: Vec::new(), translated: None, reading: None, writing: Vec::new() };
    let mut num_wrappings = 0;
    let mut format = format_of(done.source.as_ref(), limits)?;
    while format != Format::Json {
        if format.is_wrapping() {
            if num_wrappings >= limits.max_wrappings {
                return Err(ImportError::NotUsable {
                    what: format!("Archives are packed in archives more than {} deep.", limits.max_wrappings),
                    remedy: "Unpack it yourself and open what is inside.",
                });
            }
            num_wrappings += 1;
        }
        let (spool, text) = Spool::new(done.source.len().max(LONG_BYTES));
        let (from, to, before) = (Arc::clone(&done.source), Arc::clone(&text), done.reading.take());
        let siblings = OnDisk(path.filter(|_| num_wrappings == usize::from(format.is_wrapping())));
        let writing = scope.spawn(move || {
            let made = write(from.as_ref(), format, &siblings, limits, told, (spool, to.as_ref()));
            let gave_up = before.is_some_and(|reading| reading.stop()) && made.is_err();
            Ended { made, gave_up }
        });
        done.source = text.clone();
        done.reading = Some(Reading(text));
        done.writing.push(writing);
        if !format.is_wrapping() {
            return Ok(done);
        }
        format = match format_as_it_grows(done.source.as_ref(), limits) {
            Some(format) => format,
            None => {
                done.end_writing()?;
                format_of(done.source.as_ref(), limits)?
            }
        };
    }
    Ok(done)
}

/// One step: writes what `from` is or holds.
fn write(
    from: &dyn ByteSource,
    format: Format,
    siblings: &OnDisk,
    limits: &Limits,
    told: &Told,
    (mut spool, text): (Spool, &SpoolText),
) -> Result<Made, ImportError> {
    let mut progress = |step: Progress| match text.used(step.bytes_read, step.bytes_total) {
        true if format.is_wrapping() => told.unpacked(step),
        true => told.written(step),
        false => Flow::Cancel,
    };
    let made = if format.is_wrapping() {
        let (name, notes) = unpack(from, format, limits, &mut progress, &mut spool)?;
        Made::Unpacked(name, notes)
    } else {
        Made::Translated(translate(from, format, siblings, limits, &mut progress, &mut spool)?)
    };
    spool.complete()?;
    Ok(made)
}

/// What a text that is being written is, where its beginning tells and it need not be whole to be read.
fn format_as_it_grows(text: &dyn ByteSource, limits: &Limits) -> Option<Format> {
    let mut head = [0; 64];
    let filled = text.read_at(0, &mut head).unwrap_or_default();
    if head.get(..filled).is_none_or(|head| head.is_empty() || head.contains(&0)) {
        // UTF-16 and archives, whose length is asked for.
        return None;
    }
    let begins = head.get(..filled).unwrap_or_default();
    let begins = begins.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(begins).trim_ascii_start().first();
    match format_of(text, limits).ok()? {
        Format::Json if matches!(begins, Some(b'{' | b'[' | 0x1E)) => Some(Format::Json),
        format if format.is_read_forward() => Some(format),
        _ => None,
    }
}

impl Unwrapped<'_> {
    /// Waits until the text is written to its end. Where several steps failed, one fault made the others: that of the last step which
    /// failed on its own, or else the first.
    fn end_writing(&mut self) -> Result<(), ImportError> {
        let mut outcome = Ok(());
        for writing in self.writing.drain(..) {
            let Ended { made, gave_up } = writing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            match made {
                Ok(Made::Unpacked(name, notes)) => {
                    self.wrappings.push(name);
                    self.notes.extend(notes);
                }
                Ok(Made::Translated(translated)) => self.translated = Some(translated),
                Err(fault) if gave_up || outcome.is_ok() => outcome = Err(fault),
                Err(_) => {}
            }
        }
        self.reading = None;
        outcome
    }

    /// How long the text is at least, in bytes, as far as that is certain enough to refuse it.
    pub fn sure_len(&self) -> u64 {
        self.reading.as_ref().map_or_else(|| self.source.len(), |reading| reading.0.sure_len())
    }

    /// What reading the text came to, once writing it has ended too: where both fail, the fault that was first.
    pub fn settled<T>(&mut self, read: Result<T, ImportError>) -> Result<T, ImportError> {
        let reader_gave_up = read.is_err() && self.reading.as_ref().is_some_and(Reading::stop);
        let written = self.end_writing();
        if reader_gave_up {
            return read;
        }
        written.and(read)
    }

    /// True where there is nothing to read although the file was sound: every record was set aside before.
    pub fn is_empty(&self) -> bool {
        self.source.is_empty() && self.translated.is_some()
    }

    /// Puts into the report what was found before the reader began.
    pub fn complete(self, report: &mut LoadReport, limits: &Limits) {
        let mut notes = self.notes;
        if let Some(translated) = self.translated {
            report.format = translated.format_name;
            report.seen += translated.quarantined;
            report.quarantined += translated.quarantined;
            report.quarantine.extend(translated.quarantine);
            report.quarantine.sort_by_key(|fault| (fault.offset, fault.index));
            report.quarantine.truncate(limits.max_quarantine_kept);
            notes.extend(translated.notes);
        }
        for name in self.wrappings.iter().rev() {
            report.format = format!("{}, {name}", report.format);
        }
        notes.into_iter().for_each(|note| report.tell(note));
    }
}
