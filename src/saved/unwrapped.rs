//! A file in any format as the text of features that the one reader reads: unpacked, then translated, by a thread of its own, so that
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
    /// What still writes the text.
    writing: Option<(Reading, Writing<'scope>)>,
}

/// Whoever writes a text is told to stop when this goes before the text has come to its end.
struct Reading(Arc<SpoolText>);

impl Drop for Reading {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Until more is known, a text is taken to be long enough for several threads.
const LONG_BYTES: u64 = 4 << 20;

type Writing<'scope> = ScopedJoinHandle<'scope, Result<Made, ImportError>>;

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

/// Unpacks and translates until the text is GeoJSON; the last step may still be under way in `scope`. `path` is where the file lies, if
/// it lies on disk.
pub fn unwrapped<'scope, 'env>(
    scope: &'scope Scope<'scope, 'env>,
    source: Arc<dyn ByteSource>,
    path: Option<&'env Path>,
    limits: &'env Limits,
    told: &'env Told,
) -> Result<Unwrapped<'scope>, ImportError> {
    let mut done = Unwrapped { source, wrappings: Vec::new(), notes: Vec::new(), translated: None, writing: None };
    loop {
        let format = format_of(done.source.as_ref(), limits)?;
        if format == Format::Json {
            return Ok(done);
        }
        if format.is_wrapping() && done.wrappings.len() >= limits.max_wrappings {
            return Err(ImportError::NotUsable {
                what: format!("Archives are packed in archives more than {} deep.", limits.max_wrappings),
                remedy: "Unpack it yourself and open what is inside.",
            });
        }
        let (spool, text) = Spool::new(done.source.len().max(LONG_BYTES));
        let (from, to) = (Arc::clone(&done.source), Arc::clone(&text));
        let siblings = OnDisk(path.filter(|_| done.wrappings.is_empty()));
        let writing = scope.spawn(move || write(from.as_ref(), format, &siblings, limits, told, (spool, to.as_ref())));
        let is_last = !format.is_wrapping() || holds_features(text.as_ref(), limits);
        done.source = text.clone();
        done.writing = Some((Reading(text), writing));
        if is_last {
            return Ok(done);
        }
        done.end_writing()?;
    }
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

/// Whether a text that is being written is one of features, as far as its beginning tells.
fn holds_features(text: &dyn ByteSource, limits: &Limits) -> bool {
    let mut head = [0; 64];
    let filled = text.read_at(0, &mut head).unwrap_or_default();
    let head = head.get(..filled).unwrap_or_default();
    if head.contains(&0) {
        // UTF-16, whose length is asked for.
        return false;
    }
    let begins = head.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(head).trim_ascii_start().first();
    matches!(begins, Some(b'{' | b'[' | 0x1E)) && matches!(format_of(text, limits), Ok(Format::Json))
}

impl Unwrapped<'_> {
    /// Waits until the text is written to its end.
    fn end_writing(&mut self) -> Result<(), ImportError> {
        let Some((_reading, writing)) = self.writing.take() else { return Ok(()) };
        match writing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))? {
            Made::Unpacked(name, notes) => {
                self.wrappings.push(name);
                self.notes.extend(notes);
            }
            Made::Translated(translated) => self.translated = Some(translated),
        }
        Ok(())
    }

    /// How long the text is at least, in bytes, as far as that is certain enough to refuse it.
    pub fn sure_len(&self) -> u64 {
        self.writing.as_ref().map_or_else(|| self.source.len(), |(reading, _)| reading.0.sure_len())
    }

    /// What reading the text came to, once writing it has ended too: where both fail, the fault that was first.
    pub fn settled<T>(&mut self, read: Result<T, ImportError>) -> Result<T, ImportError> {
        let reader_gave_up = read.is_err() && self.writing.as_ref().is_some_and(|(reading, _)| reading.0.stop());
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
        for note in notes {
            match report.notes.iter_mut().find(|have| have.code == note.code) {
                Some(have) => have.count += note.count,
                None => report.notes.push(note),
            }
        }
        report.notes.sort_by(|a, b| a.code.cmp(&b.code));
    }
}
