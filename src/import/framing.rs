//! How features stand in a file: collection, single feature, lines, sequences; and what is done where the file is damaged.

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::io;
use std::sync::{Arc, LazyLock};

use super::feature::{Members, Refusal, members, note_bbox, repaired};
use super::geometry::note_crs;
use super::limits::{Late, Limits};
use super::notes::{self, Notes, SampleRow};
use super::parallel::{Alone, Apart, Part};
use super::profile::{DocumentMembers, ProfilePlan, Sample};
use super::reader::Reader;
use super::record::incident_of;
use super::scan::{Fault, MAX_DEPTH, next_object, string_end, value_end};
use super::source::{ByteSource, MemorySource};
use super::stretch::Between;
use super::translate::geometry::NamedCrs;
use super::wide::{transcode, utf16_order};
use crate::domain::{Incident, LoadReport, Origin, Quarantined, RecordRef};

/// How far a load has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub bytes_read: u64,
    pub bytes_total: u64,
    pub features: u64,
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    Continue,
    Cancel,
}

/// Why nothing was loaded.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("the file could not be read: {0}")]
    Io(#[from] io::Error),
    #[error("{what} {remedy}")]
    NotUsable { what: String, remedy: &'static str },
    #[error("the load was stopped")]
    Cancelled,
    #[error("line {line}, byte {offset}: {reason}")]
    Record { offset: u64, line: u64, reason: String },
}

impl ImportError {
    /// True where the file was read and holds nothing that can be shown.
    pub fn is_unusable(&self) -> bool {
        matches!(self, Self::NotUsable { .. })
    }
}

/// What a load gives beside the incidents.
pub struct Loaded {
    pub report: LoadReport,
    pub plan: ProfilePlan,
    /// The text that offsets refer to, where it is not the file itself (UTF-16).
    pub transcoded: Option<Arc<dyn ByteSource>>,
    /// What came too late to be read by.
    pub late: Late,
}

/// What files of other kinds begin with, what they are, and what to do.
const NO_DATA: [(&[u8], &str, &str); 5] = [
    (b"\x89PNG", "This is a picture (PNG), not data.", "Open the file that the picture was made from."),
    (b"\xFF\xD8\xFF", "This is a picture (JPEG), not data.", "Open the file that the picture was made from."),
    (b"%PDF", "This is a PDF document, not data.", "Ask the publisher for the table as CSV or XLSX."),
    (b"\xD0\xCF\x11\xE0", "This is a document in an old Office format (perhaps XLS).", "Save it as XLSX or CSV."),
    (b"PAR1", "This is a Parquet file, which Marsad does not read.", "Export GeoJSON or CSV."),
];

/// Bytes between two looks at the cross that stops the load.
const PROGRESS_BYTES: u64 = 1 << 20;

/// Reads all incidents of a file into `sink`, in the file's order.
///
/// # Errors
/// When the source cannot be read, holds nothing usable, or `progress` says stop. Damage inside the file is no error: it
/// is quarantined and stands in the report, for which `seen == on_map + without_place + quarantined` always holds.
pub fn read_layer(
    source: &dyn ByteSource,
    path: &str,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
    sink: &mut dyn FnMut(Incident),
) -> Result<Loaded, ImportError> {
    let (text, note) = utf8_of(source, limits, progress)?;
    let from = text.as_deref().unwrap_or(source);
    let mut load = Load::<Alone>::new(from, path, limits, progress, Mode::Here(sink), note);
    load.with_raw = true;
    let mut loaded = load.run()?;
    loaded.transcoded = text;
    Ok(loaded)
}

/// The text that offsets refer to, where it is not the file itself.
type Transcoded = Option<Arc<dyn ByteSource>>;

/// The text of a file in UTF-16, with the note that says so.
pub(super) fn utf8_of(
    source: &dyn ByteSource,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<(Transcoded, Option<notes::NoteText>), ImportError> {
    let mut head = [0; 512];
    let filled = source.read_at(0, &mut head)?;
    let Some(wide) = utf16_order(head.get(..filled).unwrap_or_default()) else { return Ok((None, None)) };
    let text = transcode(source, wide, limits, progress)?;
    Ok((Some(Arc::new(MemorySource::new(text.into_bytes().into()))), Some(notes::UTF16)))
}

/// Where incidents go.
pub(super) enum Mode<'a, P> {
    /// Read by this thread, one after the other.
    Here(&'a mut dyn FnMut(Incident)),
    /// Read by other threads.
    Apart(Box<Apart<'a, P>>),
    /// Lent out for a moment.
    Nowhere,
}

impl<'a, P: Part> Load<'a, P> {
    pub(super) fn new(
        source: &'a dyn ByteSource,
        path: &str,
        limits: &'a Limits,
        progress: &'a mut dyn FnMut(Progress) -> Flow,
        mode: Mode<'a, P>,
        note: Option<notes::NoteText>,
    ) -> Self {
        let mut notes = Notes::default();
        if let Some(note) = note {
            notes.add(note);
        }
        Self {
            reader: Reader::new(source),
            limits,
            progress,
            mode,
            with_raw: false,
            notes,
            report: LoadReport { path: path.to_owned(), ..LoadReport::default() },
            document: DocumentMembers::default(),
            plan: None,
            waiting: Vec::new(),
            sample: Sample::default(),
            late_crs: None,
            ids: Vec::new(),
            said_at: 0,
            buffer: Vec::new(),
            one_by_one_to: 0,
        }
    }

    pub(super) fn run(mut self) -> Result<Loaded, ImportError> {
        self.documents()?;
        self.finish()
    }

    pub(super) fn choose_now(&mut self) -> Result<(), ImportError> {
        if self.plan.is_none() { self.choose() } else { Ok(()) }
    }
}

/// A record that waits until enough are known to choose a profile.
struct Waiting {
    record: RecordRef,
    text: String,
}

pub(super) struct Load<'a, P> {
    pub(super) reader: Reader<'a>,
    pub(super) limits: &'a Limits,
    progress: &'a mut dyn FnMut(Progress) -> Flow,
    pub(super) mode: Mode<'a, P>,
    with_raw: bool,
    pub(super) notes: Notes,
    pub(super) report: LoadReport,
    document: DocumentMembers,
    /// Shared, since it is at hand while the notes are written to.
    pub(super) plan: Option<Arc<ProfilePlan>>,
    waiting: Vec<Waiting>,
    /// What the plan was chosen by.
    sample: Sample,
    /// The coordinate system that was named behind the features.
    late_crs: Option<String>,
    /// Hashes of all ids so far.
    pub(super) ids: Vec<u64>,
    pub(super) said_at: u64,
    buffer: Vec<u8>,
    /// Up to this offset no stretch is looked for.
    pub(super) one_by_one_to: u64,
}

/// What became of a record.
enum Taken {
    Whole,
    /// Unsound syntax: the next record may begin inside of it.
    Broken,
}

impl<P: Part> Load<'_, P> {
    pub(super) fn say(&mut self, at: u64) -> Result<(), ImportError> {
        if at < self.said_at + PROGRESS_BYTES {
            return Ok(());
        }
        self.said_at = at;
        self.collect();
        let state = Progress { bytes_read: at, bytes_total: self.reader.len(), features: self.report.seen };
        if (self.progress)(state) == Flow::Cancel { Err(ImportError::Cancelled) } else { Ok(()) }
    }

    /// One value after the other until the end: a single document, lines, or a sequence.
    pub(super) fn documents(&mut self) -> Result<(), ImportError> {
        let mut at = 0;
        if self.reader.slice(0)?.starts_with(&[0xEF, 0xBB, 0xBF]) {
            self.notes.add(notes::BOM);
            at = 3;
        }
        let is_sequence = self.reader.byte(at)? == Some(0x1E);
        let mut num_documents = 0u64;
        let mut num_single = 0u64;
        loop {
            at = self.reader.skip_blank(at)?;
            let Some(byte) = self.reader.byte(at)? else { break };
            match byte {
                b'{' => {
                    let seen = self.report.seen;
                    if num_documents > 0 && num_single == num_documents {
                        at = self.stretches(at, Between::Blanks)?;
                        num_documents += self.report.seen - seen;
                        num_single = num_documents;
                    }
                    let seen = self.report.seen;
                    let (end, is_collection) = self.object(at, num_documents == 0)?;
                    num_single += u64::from(!is_collection && self.report.seen > seen);
                    at = end;
                }
                b'[' => at = self.elements(at + 1)?,
                _ if num_documents == 0 => return Err(self.not_json()),
                _ => at = self.after_end(at)?,
            }
            num_documents += 1;
            self.say(at)?;
        }
        if num_documents == 0 {
            return Err(ImportError::NotUsable { what: "The file is empty.".to_owned(), remedy: "Export it again." });
        }
        if num_documents > 1 && num_single == 0 {
            self.notes.add(notes::SEVERAL_DOCUMENTS);
        }
        let lines = num_single > 1 || (num_single == 1 && num_documents > 1);
        self.report.format = match (is_sequence, lines) {
            (true, _) => "GeoJSON text sequence",
            (false, true) => "newline-delimited GeoJSON",
            (false, false) => "GeoJSON",
        }
        .to_owned();
        Ok(())
    }

    /// What stands between documents and is none: passed over up to the next line that may begin one.
    fn after_end(&mut self, at: u64) -> Result<u64, ImportError> {
        self.notes.add(notes::AFTER_END);
        Ok(next_object(&mut self.reader, at, u64::MAX)?.unwrap_or_else(|| self.reader.end()).max(at + 1))
    }

    /// A top-level object: a collection whose features are read one by one, or a single feature or geometry.
    /// Gives the offset after it and whether it was a collection.
    fn object(&mut self, start: u64, is_first: bool) -> Result<(u64, bool), ImportError> {
        let mut at = start + 1;
        let mut found = DocumentMembers::default();
        let mut is_collection = false;
        loop {
            at = self.reader.skip_blank(at)?;
            let fault = match self.reader.byte(at)? {
                Some(b'}') => {
                    at += 1;
                    break;
                }
                Some(b',') => {
                    at += 1;
                    continue;
                }
                Some(b'"') => match self.member(at, &mut found)? {
                    Step::On(next) => {
                        at = next;
                        continue;
                    }
                    Step::Features(next) => {
                        is_collection = true;
                        self.document = found.clone().with_crs(self.limits.found.crs.as_deref());
                        at = self.elements(next)?;
                        continue;
                    }
                    Step::Broken(fault) => fault,
                },
                Some(_) => Fault::NoValue { at },
                None => Fault::Ends { at },
            };
            // A stray bracket closes the list before its end: what follows are features still.
            match if is_collection { self.resume(at - 1, u64::MAX)? } else { None } {
                Some(next) => {
                    self.notes.add(notes::CLOSED_EARLY);
                    at = self.elements(next)?;
                }
                None => return self.broken_object(start, fault, is_collection),
            }
        }
        if is_collection {
            self.close_collection(&found);
            return Ok((at, true));
        }
        match self.single(start, at, &found, is_first)? {
            Taken::Whole => Ok((at, false)),
            // A lost quote may have swallowed the lines that follow: they are looked for inside.
            Taken::Broken => Ok((self.resume(start, at)?.unwrap_or(at), false)),
        }
    }

    fn member(&mut self, at: u64, found: &mut DocumentMembers) -> Result<Step, ImportError> {
        let key_end = match string_end(&mut self.reader, at)? {
            Ok(end) => end,
            Err(fault) => return Ok(Step::Broken(fault)),
        };
        let mut key = Vec::new();
        self.reader.copy(at, key_end, &mut key)?;
        let key: String = serde_json::from_slice(&key).unwrap_or_default();
        let colon = self.reader.skip_blank(key_end)?;
        if self.reader.byte(colon)? != Some(b':') {
            return Ok(Step::Broken(Fault::NoValue { at: colon }));
        }
        let value = self.reader.skip_blank(colon + 1)?;
        if key == "features" && self.reader.byte(value)? == Some(b'[') {
            return Ok(Step::Features(value + 1));
        }
        let end = match value_end(&mut self.reader, value, self.limits.max_feature_bytes)? {
            Ok(end) => end,
            Err(fault) => return Ok(Step::Broken(fault)),
        };
        if end - value <= self.limits.max_member_bytes {
            let mut text = Vec::new();
            self.reader.copy(value, end, &mut text)?;
            found.0.push((key, String::from_utf8_lossy(&text).into_owned()));
        }
        Ok(Step::On(end))
    }

    /// A document that breaks outside of its features: what was read stays; a broken single one is quarantined.
    fn broken_object(&mut self, start: u64, fault: Fault, is_collection: bool) -> Result<(u64, bool), ImportError> {
        if is_collection {
            self.notes.add(notes::BROKEN_END);
            return Ok((self.reader.end(), true));
        }
        self.report.seen += 1;
        self.quarantine_fault(start, fault)?;
        // A damaged line costs itself; the next line may begin the next record, or any that an open bracket has swallowed.
        let from = self.next_line(start)?;
        if self.starts_record(from)? {
            return Ok((from, false));
        }
        let behind = match self.resume(start, fault.at())? {
            Some(found) => found,
            None => self.next_line(fault.at().max(start + 1))?,
        };
        Ok((behind, false))
    }

    fn starts_record(&mut self, at: u64) -> Result<bool, ImportError> {
        let at = self.reader.skip_blank(at)?;
        Ok(self.reader.byte(at)? == Some(b'{') && self.feature_end(at)?.0.is_some())
    }

    fn next_line(&mut self, from: u64) -> Result<u64, ImportError> {
        let mut at = from;
        loop {
            let slice = self.reader.slice(at)?;
            if slice.is_empty() {
                return Ok(at);
            }
            match memchr::memchr2(b'\n', 0x1E, slice) {
                Some(step) => return Ok(at + step as u64 + 1),
                None => at += slice.len() as u64,
            }
        }
    }

    fn close_collection(&mut self, found: &DocumentMembers) {
        if self.document.0.len() < found.0.len() {
            self.document = found.clone();
        }
        let kind = found.get("type").unwrap_or_default();
        if kind != "\"FeatureCollection\"" {
            self.notes.add(notes::ODD_TYPE);
        }
        for (key, value) in &found.0 {
            match key.as_str() {
                "crs" if value != "null" => self.tell_crs(value),
                "coordinates" | "geometry" | "geometries" | "properties" => self.notes.add(notes::FOREIGN_GEOMETRY),
                "bbox" => note_bbox(value, &mut self.notes),
                _ => {}
            }
        }
        let mut keys = HashSet::new();
        let num_twice = found.0.iter().filter(|(key, _)| !keys.insert(key.as_str())).count();
        self.notes.add_many(notes::DUPLICATE_KEY, num_twice as u64);
    }

    fn tell_crs(&mut self, json: &str) {
        let is_late = self.plan.as_ref().is_some_and(|plan| plan.placing().named.is_none());
        match NamedCrs::in_member(json).filter(|_| is_late) {
            None => note_crs(json, &mut self.notes),
            Some(named) => {
                self.notes.say(
                    "late_crs",
                    format!("The file names the coordinate system {} behind its features; they were read as WGS 84.", named.name),
                );
                self.late_crs = Some(json.to_owned());
            }
        }
    }

    /// A document that is not a collection: a feature, a geometry, or something else with a name of its own.
    fn single(&mut self, start: u64, end: u64, found: &DocumentMembers, is_first: bool) -> Result<Taken, ImportError> {
        let kind = found.get("type").unwrap_or_default();
        let other = match kind {
            "\"Topology\"" => Some("This is TopoJSON, not GeoJSON."),
            "\"FeatureCollection\"" => Some("This is a FeatureCollection whose member “features” is not an array."),
            _ if found.get("geometryType").is_some() || found.get("spatialReference").is_some() => Some("This is Esri JSON, not GeoJSON."),
            _ => None,
        };
        let is_feature = !kind.is_empty();
        let is_last = {
            let next = self.reader.skip_blank(end)?;
            self.reader.byte(next)?.is_none()
        };
        if is_first && is_last && (other.is_some() || !is_feature) {
            return Err(ImportError::NotUsable {
                what: other.unwrap_or("This is JSON, but there are no incidents in it.").to_owned(),
                remedy: "Export the data as GeoJSON.",
            });
        }
        self.take(start, end)
    }

    /// The elements of a features array, from behind its bracket. Gives the offset behind the closing one.
    fn elements(&mut self, from: u64) -> Result<u64, ImportError> {
        let mut at = from;
        let mut after_element = false;
        loop {
            at = self.reader.skip_blank(at)?;
            self.say(at)?;
            match self.reader.byte(at)? {
                None => {
                    let (line, column) = self.reader.line_column(at)?;
                    self.notes.add(notes::TRUNCATED);
                    tracing::debug!(line, column, "the list of features is not closed");
                    return Ok(at);
                }
                Some(b']') => return Ok(at + 1),
                Some(b',') => {
                    if !after_element {
                        self.notes.add(notes::REPAIRED);
                    }
                    after_element = false;
                    at += 1;
                }
                Some(byte) => {
                    if byte == b'{' {
                        at = self.stretches(at, Between::Commas)?;
                    }
                    at = self.element(at)?;
                    after_element = true;
                }
            }
        }
    }

    fn element(&mut self, start: u64) -> Result<u64, ImportError> {
        match value_end(&mut self.reader, start, self.limits.max_feature_bytes)? {
            Ok(end) => match self.take(start, end)? {
                Taken::Whole => Ok(end),
                Taken::Broken => Ok(self.resume(start, end)?.unwrap_or(end)),
            },
            Err(fault) => {
                self.report.seen += 1;
                self.quarantine_fault(start, fault)?;
                let resumed = self.resume(start, u64::MAX)?;
                Ok(resumed.unwrap_or_else(|| self.reader.end()))
            }
        }
    }

    /// The next sound feature after a broken one, at the latest at `to`.
    fn resume(&mut self, start: u64, to: u64) -> Result<Option<u64>, ImportError> {
        let mut at = start + 1;
        // Looking is bounded: what cannot be found soon is not looked for again and again.
        let mut budget = self.limits.max_looked_through;
        while let Some(found) = next_object(&mut self.reader, at, to)? {
            self.say(found)?;
            let (end, looked_through) = self.feature_end(found)?;
            if end.is_some() {
                return Ok(Some(found));
            }
            budget = budget.saturating_sub(found - at + 64 + looked_through);
            if budget == 0 {
                self.notes.add(notes::GAVE_UP);
                return Ok(None);
            }
            at = found + 1;
        }
        Ok(None)
    }

    /// The end of the object at `start`, if it is a whole feature in its own right; and how many bytes were looked at.
    fn feature_end(&mut self, start: u64) -> Result<(Option<u64>, u64), ImportError> {
        // Most objects inside a feature are told by their first bytes.
        const FIRST_BYTES: usize = 4096;
        let mut bytes = Vec::new();
        self.reader.copy(start, start + FIRST_BYTES as u64 + 1, &mut bytes)?;
        let is_long = bytes.len() > FIRST_BYTES;
        bytes.truncate(FIRST_BYTES);
        if is_long && memchr::memmem::find(&bytes, b"\"Feature\"").is_none() && memchr::memmem::find(&bytes, b"\"type\"").is_none() {
            return Ok((None, 0));
        }
        let end = match value_end(&mut self.reader, start, 8 << 20)? {
            Ok(end) => end,
            Err(fault) => return Ok((None, fault.at() - start)),
        };
        self.reader.copy(start, end, &mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        let is_feature = serde_json::from_str::<Members>(&text).is_ok_and(|members| members.text("type").as_deref() == Some("Feature"));
        Ok((is_feature.then_some(end), end - start))
    }

    /// Takes the record between two offsets: to the sample, to the sink, or into quarantine.
    fn take(&mut self, start: u64, end: u64) -> Result<Taken, ImportError> {
        let index = self.report.seen;
        self.report.seen += 1;
        let mut buffer = std::mem::take(&mut self.buffer);
        self.reader.copy(start, end, &mut buffer)?;
        let (line, _) = self.reader.line_column(start)?;
        let record = RecordRef { offset: start, length: end - start, line, index };
        let text = match std::str::from_utf8(&buffer) {
            Ok(text) => std::borrow::Cow::Borrowed(text),
            Err(_) => {
                self.notes.begin(record);
                self.notes.add(notes::INVALID_UTF8);
                self.notes.end();
                String::from_utf8_lossy(&buffer)
            }
        };
        let taken = self.take_text(record, &text);
        drop(text);
        buffer.clear();
        self.buffer = buffer;
        taken
    }

    fn take_text(&mut self, record: RecordRef, text: &str) -> Result<Taken, ImportError> {
        if self.plan.is_none() {
            if let Err(refusal) = members(text) {
                match repaired(text) {
                    Some(mended) if members(&mended).is_ok() => {
                        self.waiting.push(Waiting { record, text: text.to_owned() });
                        return Ok(Taken::Whole);
                    }
                    _ => {
                        self.quarantine(record, &refusal)?;
                        return Ok(Taken::Broken);
                    }
                }
            }
            self.waiting.push(Waiting { record, text: text.to_owned() });
            if self.waiting.len() >= self.limits.sample {
                self.choose()?;
            }
            return Ok(Taken::Whole);
        }
        self.emit(record, text)
    }

    /// Chooses the profile from what is known, then reads what has waited.
    fn choose(&mut self) -> Result<(), ImportError> {
        // Metres say nothing of the order of longitude and latitude.
        let in_degrees = self.document.named_crs().is_none();
        let position = |text: &str| sample_position(text).filter(|_| in_degrees);
        let first = self.waiting.iter().filter_map(|Waiting { text, .. }| Some((sample_row(text)?, position(text))));
        let (mut rows, positions): (Vec<_>, Vec<_>) = first.unzip();
        rows.extend(self.limits.found.rows.iter().cloned());
        self.sample = Sample { rows, positions, dates: self.limits.found.dates.clone() };
        self.plan = Some(Arc::new(ProfilePlan::decide(&self.document, &self.sample, &self.limits.profiles, &mut self.notes)));
        for waiting in std::mem::take(&mut self.waiting) {
            self.emit(waiting.record, &waiting.text)?;
        }
        Ok(())
    }

    fn emit(&mut self, record: RecordRef, text: &str) -> Result<Taken, ImportError> {
        let Some(plan) = self.plan.clone() else { return Ok(Taken::Whole) };
        let origin = self.reader.origin(record.index);
        if let Mode::Apart(apart) = &mut self.mode {
            if apart.dispatch.push(record, origin, text, &plan) {
                self.collect();
                if self.is_to_be_read_again() {
                    // Whoever asked sees why, and begins anew.
                    return Err(ImportError::Cancelled);
                }
            }
            return Ok(Taken::Whole);
        }
        let made = incident_of(text, record, origin, &plan, &mut self.notes, self.with_raw);
        self.notes.end();
        match made {
            Ok(incident) => {
                self.ids.extend(id_hash(&incident.id));
                if incident.places.is_empty() {
                    self.report.without_place += 1;
                } else {
                    self.report.on_map += 1;
                }
                self.report.undated += u64::from(incident.when.is_none());
                if let Mode::Here(sink) = &mut self.mode {
                    sink(incident);
                }
                Ok(Taken::Whole)
            }
            Err(refusal) => {
                self.quarantine(record, &refusal)?;
                Ok(if members(text).is_err() { Taken::Broken } else { Taken::Whole })
            }
        }
    }

    pub(super) fn quarantine(&mut self, record: RecordRef, refusal: &Refusal) -> Result<(), ImportError> {
        let offset = record.offset + refusal.at as u64;
        self.push_quarantine(record.index, offset, refusal.reason.clone(), refusal.remedy.to_owned())
    }

    fn quarantine_fault(&mut self, start: u64, fault: Fault) -> Result<(), ImportError> {
        // The broken feature is counted already: it is the last one seen.
        let index = self.report.seen;
        let (reason, remedy) = match fault {
            Fault::Ends { at } => (
                format!("The file ends inside feature {} (which begins at byte {start}) at byte {at}.", index.max(1)),
                "Export or download the file again; what stands before is whole.",
            ),
            Fault::Bracket { .. } => {
                ("A bracket is closed that was never opened, or of the wrong kind.".to_owned(), "Mend this feature in the source file.")
            }
            Fault::Depth { .. } => {
                (format!("The feature is nested deeper than {MAX_DEPTH} levels."), "Such nesting is no incident; take the feature out.")
            }
            Fault::Size { .. } => (
                format!("The feature is longer than {} MB.", self.limits.max_feature_bytes >> 20),
                "Split the feature, or simplify its geometry.",
            ),
            Fault::NoValue { .. } => ("Something stands here that is no JSON.".to_owned(), "Mend this place in the source file."),
        };
        self.push_quarantine(index.saturating_sub(1), fault.at(), reason, remedy.to_owned())
    }

    fn push_quarantine(&mut self, index: u64, offset: u64, reason: String, remedy: String) -> Result<(), ImportError> {
        self.report.quarantined += 1;
        if self.report.quarantine.len() < self.limits.max_quarantine_kept {
            let fault = match self.reader.origin(index) {
                Origin::Here => {
                    let (line, column) = self.reader.line_column(offset)?;
                    Quarantined { index, offset, line, column, reason, remedy }
                }
                Origin::Text { offset, line, .. } => Quarantined { index, offset, line, column: 1, reason, remedy },
                Origin::Record(number) => Quarantined { index: number.saturating_sub(1), offset: 0, line: 0, column: 0, reason, remedy },
            };
            self.report.quarantine.push(fault);
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<Loaded, ImportError> {
        self.choose_now()?;
        let plan = match self.plan.take() {
            Some(plan) => Arc::unwrap_or_clone(plan),
            None => ProfilePlan::decide(&self.document, &Sample::default(), &self.limits.profiles, &mut self.notes),
        };
        self.ids.sort_unstable();
        let num_again = self.ids.windows(2).filter(|pair| pair.first() == pair.last()).count();
        // An export may tell one incident in several records.
        self.notes.add_many(if plan.tells_histories() { notes::EPISODES } else { notes::DUPLICATE_ID }, num_again as u64);
        // What one of several documents says holds for none of the others.
        let crs = self.late_crs.take().filter(|_| !self.notes.has(notes::SEVERAL_DOCUMENTS));
        plan.tell_swapped(&self.sample, &mut self.notes);
        let rows = self.late(&plan);
        // With other columns in sight another one may tell when.
        let dates = if rows.is_empty() { self.late_dates(&plan) } else { Vec::new() };
        let late = Late { rows, crs, dates };
        self.report.profile = plan.name().to_owned();
        self.report.notes = self.notes.finish();
        for first in self.report.notes.iter_mut().filter_map(|note| note.first.as_mut()) {
            match self.reader.origin(first.index) {
                Origin::Here => {}
                Origin::Text { line, .. } => first.line = line,
                Origin::Record(number) => (first.number, first.line) = (number, 0),
            }
        }
        Ok(Loaded { report: self.report, plan, transcoded: None, late })
    }

    /// The records with columns that the sample did not have, where with them another plan would have been chosen.
    fn late(&mut self, plan: &ProfilePlan) -> Vec<SampleRow> {
        let (late, are_several) = self.notes.take_late();
        if late.is_empty() {
            return late;
        }
        self.sample.rows.extend(late.iter().cloned());
        let other = ProfilePlan::decide(&self.document, &self.sample, &self.limits.profiles, &mut Notes::default());
        if other.maps_as(plan) {
            return Vec::new();
        }
        self.notes.add(notes::LATE_COLUMNS);
        if are_several { late } else { Vec::new() }
    }

    /// The dates that prove the order of day and month, where with them another order would have been chosen.
    fn late_dates(&mut self, plan: &ProfilePlan) -> Vec<String> {
        let dates = self.notes.take_proofs();
        if dates.is_empty() {
            return dates;
        }
        if dates.len() > 1 && !self.notes.has(notes::MIXED_ORDERS) {
            self.notes.add(notes::MIXED_ORDERS);
        }
        self.sample.dates.extend(dates.iter().cloned());
        let other = ProfilePlan::decide(&self.document, &self.sample, &self.limits.profiles, &mut Notes::default());
        if other.order() != plan.order() && other.maps_as(plan) { dates } else { Vec::new() }
    }

    /// Says what the file really is.
    fn not_json(&mut self) -> ImportError {
        let head = self.reader.slice(0).map(|slice| slice.get(..slice.len().min(64)).unwrap_or_default().to_vec()).unwrap_or_default();
        let text = String::from_utf8_lossy(&head).trim_start().to_lowercase();
        let (what, remedy) = if head.starts_with(&[0x1F, 0x8B]) {
            ("This is a gzip archive.", "Unpack it and open what is inside.")
        } else if head.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) {
            ("This is a zstd archive.", "Unpack it and open what is inside.")
        } else if head.starts_with(b"PK\x03\x04") {
            ("This is a zip archive (or an XLSX or KMZ file).", "Unpack it, or export GeoJSON.")
        } else if head.starts_with(b"SQLite format 3") {
            ("This is an SQLite database (perhaps a GeoPackage).", "Export the layer as GeoJSON.")
        } else if text.starts_with("<!doctype html") || text.starts_with("<html") {
            ("This is a web page, not data.", "The download has failed; fetch the file again.")
        } else if text.starts_with("<?xml") || text.starts_with("<kml") || text.starts_with("<gpx") {
            ("This is XML, not GeoJSON.", "Export GeoJSON.")
        } else if let Some((_, what, remedy)) = NO_DATA.iter().find(|(magic, ..)| head.starts_with(magic)) {
            (*what, *remedy)
        } else if head.contains(&0) {
            ("This is neither text nor a binary format that Marsad knows.", "Export GeoJSON, CSV or XLSX.")
        } else {
            ("This is not JSON, and no table that Marsad can tell.", "Export GeoJSON, or a CSV with a line of column names.")
        };
        ImportError::NotUsable { what: what.to_owned(), remedy }
    }
}

/// Where a member leads.
enum Step {
    On(u64),
    Features(u64),
    Broken(Fault),
}

fn sample_row(text: &str) -> Option<Vec<(String, String)>> {
    let members = members(text).ok()?;
    let properties: Members = serde_json::from_str(members.get("properties")?).ok()?;
    Some(properties.list.into_iter().map(|(key, value)| (key.into_owned(), value.to_owned())).collect())
}

/// The first two numbers of a record's geometry.
fn sample_position(text: &str) -> Option<[f64; 2]> {
    let members = members(text).ok()?;
    let geometry: serde_json::Value = serde_json::from_str(members.get("geometry")?).ok()?;
    let mut part = geometry.get("coordinates")?;
    while let Some(first) = part.get(0).filter(|first| first.is_array()) {
        part = first;
    }
    Some([part.get(0)?.as_f64()?, part.get(1)?.as_f64()?])
}

/// By what ids are told apart within one load; `None` for none.
pub fn id_hash(id: &str) -> Option<u64> {
    // Another one in every run, so that no file can be made whose ids fall together.
    static HASHING: LazyLock<foldhash::quality::RandomState> = LazyLock::new(foldhash::quality::RandomState::default);
    (!id.is_empty()).then(|| HASHING.hash_one(id))
}
