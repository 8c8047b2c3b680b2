//! One translation under way: what it reads, where its lines go, what it has noted.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Lines, Translated};
use crate::domain::{Origin, Quarantined};
use crate::import::framing::{Flow, ImportError, Progress};
use crate::import::limits::Limits;
use crate::import::notes::Notes;
use crate::import::source::ByteSource;

/// Steps through a file between two looks at the cross that stops the load, where each is quick.
pub const TICK_STEPS: u64 = 4_096;
/// Bytes of the source, or records, between two looks at the cross that stops the load.
const TICK_BYTES: u64 = 256 << 10;
const TICK_RECORDS: u64 = 512;

pub struct Job<'a> {
    pub source: &'a dyn ByteSource,
    pub limits: &'a Limits,
    pub notes: Notes,
    progress: &'a mut dyn FnMut(Progress) -> Flow,
    out: &'a mut dyn Lines,
    said: (u64, u64),
    seen: u64,
    translated: Translated,
}

impl<'a> Job<'a> {
    pub fn new(
        source: &'a dyn ByteSource,
        limits: &'a Limits,
        progress: &'a mut dyn FnMut(Progress) -> Flow,
        out: &'a mut dyn Lines,
    ) -> Self {
        Self { source, limits, notes: Notes::default(), progress, out, said: (0, 0), seen: 0, translated: Translated::default() }
    }

    /// Says how far the source has been read; an error where the load is to stop.
    pub fn tick(&mut self, at: u64) -> Result<(), ImportError> {
        if at < self.said.0 + TICK_BYTES && self.seen < self.said.1 + TICK_RECORDS {
            return Ok(());
        }
        self.said = (at, self.seen);
        self.go_on()
    }

    /// An error where the load is to stop, asked amid work of which nothing comes out yet.
    pub fn go_on(&mut self) -> Result<(), ImportError> {
        let total = self.source.len();
        let state = Progress { bytes_read: self.said.0.min(total), bytes_total: total, features: self.seen };
        if (self.progress)(state) == Flow::Cancel { Err(ImportError::Cancelled) } else { Ok(()) }
    }

    /// Where a source without bytes to count stands: `done` of `all` records.
    pub fn tick_share(&mut self, done: u64, all: u64) -> Result<(), ImportError> {
        let at = self.source.len() as f64 * (done as f64 / all.max(1) as f64).min(1.0);
        self.tick(at as u64)
    }

    /// Notes that an encoding was told from the letters alone.
    pub fn say_encoding(&mut self, encoding: &'static encoding_rs::Encoding) {
        let name = encoding.name();
        self.notes.say("assumed_encoding", format!("The text is not UTF-8; it was read as {name}, which was told from its letters."));
    }

    /// Records written or quarantined so far.
    pub fn seen(&self) -> u64 {
        self.seen
    }

    pub fn emit(&mut self, origin: Origin, feature: &mut Feature) -> Result<(), ImportError> {
        self.seen += 1;
        feature.close();
        self.out.record(origin);
        Ok(self.out.write_all(&feature.bytes)?)
    }

    /// Sets a record aside.
    pub fn refuse(&mut self, origin: Origin, reason: impl Into<String>, remedy: &str) {
        let index = self.seen;
        self.seen += 1;
        self.translated.quarantined += 1;
        if self.translated.quarantine.len() >= self.limits.max_quarantine_kept {
            return;
        }
        let (index, offset, line, column) = match origin {
            Origin::Here => (index, 0, 0, 0),
            Origin::Text { offset, line, .. } => (index, offset, line, 1),
            Origin::Record(number) => (number.saturating_sub(1), 0, 0, 0),
        };
        self.translated.quarantine.push(Quarantined { index, offset, line, column, reason: reason.into(), remedy: remedy.to_owned() });
    }

    pub fn finish(self, format_name: String) -> Translated {
        Translated { format_name, notes: self.notes.finish(), ..self.translated }
    }
}

/// A feature as it is written: one line, its properties in the order in which they came.
#[derive(Default)]
pub struct Feature {
    bytes: Vec<u8>,
    has_property: bool,
    is_closed: bool,
}

impl Feature {
    /// Begins anew. `id` is the JSON text of the id, `geometry` that of the geometry.
    pub fn begin(&mut self, id: Option<&str>, geometry: &str) {
        self.bytes.clear();
        self.has_property = false;
        self.is_closed = false;
        self.bytes.extend_from_slice(b"{\"type\":\"Feature\",");
        if let Some(id) = id {
            self.bytes.extend_from_slice(format!("\"id\":{id},").as_bytes());
        }
        self.bytes.extend_from_slice(b"\"geometry\":");
        self.bytes.extend_from_slice(geometry.as_bytes());
        self.bytes.extend_from_slice(b",\"properties\":{");
    }

    pub fn text(&mut self, key: &str, value: &str) {
        self.key(key);
        write_text(&mut self.bytes, value);
    }

    /// As [`text`](Self::text), for a key whose JSON text is known.
    pub fn text_at(&mut self, key: &WrittenKey, value: &str) {
        if self.has_property {
            self.bytes.push(b',');
        }
        self.has_property = true;
        self.bytes.extend_from_slice(&key.0);
        write_text(&mut self.bytes, value);
    }

    /// A property whose value is JSON text already, on one line.
    pub fn json(&mut self, key: &str, value: &str) {
        self.key(key);
        self.bytes.extend_from_slice(value.as_bytes());
    }

    fn key(&mut self, key: &str) {
        if self.has_property {
            self.bytes.push(b',');
        }
        self.has_property = true;
        write_text(&mut self.bytes, key);
        self.bytes.push(b':');
    }

    fn close(&mut self) {
        if !self.is_closed {
            self.bytes.extend_from_slice(b"}}\n");
            self.is_closed = true;
        }
    }
}

/// A key as it stands before its value, written once for all records.
pub struct WrittenKey(Vec<u8>);

impl WrittenKey {
    pub fn new(key: &str) -> Self {
        let mut bytes = Vec::new();
        write_text(&mut bytes, key);
        bytes.push(b':');
        Self(bytes)
    }
}

fn write_text(into: &mut Vec<u8>, text: &str) {
    // Most texts stand in JSON as they are. Looked at without a branch, so that the compiler takes many bytes at once.
    let is_special = |byte: &u8| u8::from(*byte < 0x20) | u8::from(*byte == b'"') | u8::from(*byte == b'\\');
    if text.as_bytes().iter().fold(0, |special, byte| special | is_special(byte)) == 0 {
        into.reserve(text.len() + 2);
        into.push(b'"');
        into.extend_from_slice(text.as_bytes());
        into.push(b'"');
        return;
    }
    // Writing text into memory cannot fail; were it to, the reader would quarantine the line.
    let _ = serde_json::to_writer(into, text);
}

/// JSON text of a string.
pub fn quoted(text: &str) -> String {
    let mut bytes = Vec::new();
    write_text(&mut bytes, text);
    String::from_utf8(bytes).unwrap_or_default()
}

/// JSON text of a number; `null` for what is none.
pub fn number(value: f64) -> String {
    serde_json::Number::from_f64(value).map_or_else(|| "null".to_owned(), |number| number.to_string())
}

pub fn unusable(what: impl Into<String>, remedy: &'static str) -> ImportError {
    ImportError::NotUsable { what: what.into(), remedy }
}

/// Runs a reader that is not ours. Damaged files make some of them panic: that must cost the file, not the program.
pub fn guarded<T>(kind: &str, work: impl FnOnce() -> Result<T, ImportError>) -> Result<T, ImportError> {
    caught(work)
        .unwrap_or_else(|| Err(unusable(format!("The {kind} is damaged; its reader gave up."), "Export or download the file again.")))
}

/// What a reader that is not ours comes to; `None` where it gives up on damaged bytes.
pub fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = IS_GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work)).ok();
    IS_GUARDED.set(before);
    done
}

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// True while this thread is inside of a reader that is not ours, whose faults are told as those of the file.
pub fn is_guarded() -> bool {
    IS_GUARDED.get()
}

/// Column names as they can stand beside each other: none empty, none twice.
pub fn distinct_names(names: impl Iterator<Item = String>, notes: &mut Notes) -> Vec<String> {
    let mut taken = std::collections::HashSet::new();
    let mut distinct = Vec::new();
    for (at, name) in names.enumerate() {
        let trimmed = name.trim();
        let base = if trimmed.is_empty() { format!("column_{}", at + 1) } else { trimmed.to_owned() };
        let mut name = base.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{base}_{number}");
            number += 1;
        }
        if number > 2 {
            notes.add(crate::import::notes::DUPLICATE_COLUMN);
        }
        distinct.push(name);
    }
    distinct
}

/// What a row is that holds names and no values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// The names of the table once more.
    Again,
    /// Names of columns, in another order than before or others: another table begins.
    Other,
    /// Tags of the Humanitarian Exchange Language: `#date`, `#geo+lat`.
    Tags,
}

/// Names that a row must share with those of the table to be a heading.
const MIN_SHARED_NAMES: usize = 3;

/// `None` for a row of values.
pub fn heading<'a>(cells: impl Iterator<Item = &'a str>, names: &[String]) -> Option<Heading> {
    let cells: Vec<&str> = cells.map(str::trim).collect();
    let said = || cells.iter().filter(|cell| !cell.is_empty());
    let is_tag = |cell: &&str| cell.strip_prefix('#').is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()));
    // Nearly all rows are told by their first cell.
    let is_name = |cell: &&str| names.iter().any(|name| name.trim().eq_ignore_ascii_case(cell));
    let first = said().next()?;
    if is_tag(first) {
        return (said().count() > 1 && said().all(is_tag)).then_some(Heading::Tags);
    }
    if !is_name(first) && !said().nth(1).is_some_and(is_name) {
        return None;
    }
    if cells.len() >= names.len() && cells.iter().zip(names).all(|(cell, name)| name.trim() == *cell) {
        return Some(Heading::Again);
    }
    let shared = said().filter(|cell| is_name(cell)).count();
    let has_values = said().any(|cell| cell.parse::<f64>().is_ok());
    (shared >= MIN_SHARED_NAMES && shared * 2 >= said().count() && !has_values).then_some(Heading::Other)
}
