//! A file in any format as the text of features that the one reader reads: unpacked, then translated.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::FileSource;
use super::spool::Spool;
use crate::domain::{LoadReport, Note};
use crate::import::{ByteSource, Flow, Format, ImportError, Limits, Progress, Siblings, Translated, format_of, translate, unpack};

/// A text of features, and what was done to get it.
pub struct Unwrapped {
    pub source: Arc<dyn ByteSource>,
    /// Names of the wrappings, the outermost first.
    wrappings: Vec<&'static str>,
    translated: Option<Translated>,
    notes: Vec<Note>,
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

/// Unpacks and translates until the text is GeoJSON. `path` is where the file lies, if it lies on disk.
pub fn unwrapped(
    mut source: Arc<dyn ByteSource>,
    path: Option<&Path>,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<Unwrapped, ImportError> {
    let mut wrappings = Vec::new();
    let mut notes = Vec::new();
    loop {
        let format = format_of(source.as_ref(), limits)?;
        if format == Format::Json {
            return Ok(Unwrapped { source, wrappings, translated: None, notes });
        }
        let mut spool = Spool::default();
        if format.is_wrapping() {
            if wrappings.len() >= limits.max_wrappings {
                return Err(ImportError::NotUsable {
                    what: format!("Archives are packed in archives more than {} deep.", limits.max_wrappings),
                    remedy: "Unpack it yourself and open what is inside.",
                });
            }
            let (name, noted) = unpack(source.as_ref(), format, limits, progress, &mut spool)?;
            wrappings.push(name);
            notes.extend(noted);
            source = spool.into_source(Vec::new())?;
            continue;
        }
        let siblings = OnDisk(path.filter(|_| wrappings.is_empty()));
        let mut translated = translate(source.as_ref(), format, &siblings, limits, progress, &mut spool)?;
        source = spool.into_source(std::mem::take(&mut translated.origins))?;
        return Ok(Unwrapped { source, wrappings, translated: Some(translated), notes });
    }
}

impl Unwrapped {
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
