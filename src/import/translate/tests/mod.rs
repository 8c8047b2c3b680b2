//! Each format is written by the test, and read back against what the test has written.

mod archives;
mod binary;
mod records;
mod tables;
mod xml;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::*;
use crate::import::source::MemorySource;

/// A translation in memory.
#[derive(Default)]
struct Written {
    bytes: Vec<u8>,
    origins: Vec<Origin>,
}

impl std::io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.bytes.write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Lines for Written {
    fn record(&mut self, origin: Origin) {
        self.origins.push(origin);
    }
}

/// What a file became.
struct Read {
    translated: Translated,
    /// Where each record stands.
    origins: Vec<Origin>,
    features: Vec<Value>,
}

impl Read {
    fn property(&self, at: usize, key: &str) -> &Value {
        &self.features[at]["properties"][key]
    }
    fn coordinates(&self, at: usize) -> &Value {
        &self.features[at]["geometry"]["coordinates"]
    }
    fn codes(&self) -> Vec<&'static str> {
        self.translated.notes.iter().map(|note| note.code.0).collect()
    }
    fn reasons(&self) -> Vec<&str> {
        self.translated.quarantine.iter().map(|fault| fault.reason.as_str()).collect()
    }
}

/// Neighbours by ending, held in memory.
#[derive(Default)]
struct Held {
    parts: Vec<(&'static str, Vec<u8>)>,
    path: Option<PathBuf>,
}

impl Siblings for Held {
    fn sibling(&self, ending: &str) -> io::Result<Option<Arc<dyn ByteSource>>> {
        let found = self.parts.iter().find(|(have, _)| *have == ending);
        Ok(found.map(|(_, bytes)| Arc::new(source(bytes)) as Arc<dyn ByteSource>))
    }
    fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}

fn source(bytes: &[u8]) -> MemorySource {
    MemorySource::new(Arc::from(bytes))
}

fn told(bytes: &[u8]) -> Format {
    format_of(&source(bytes), &Limits::default()).unwrap()
}

fn read(bytes: &[u8]) -> Read {
    try_read(bytes, &Held::default(), &Limits::default()).unwrap()
}

fn refusal(bytes: &[u8]) -> String {
    try_read(bytes, &Held::default(), &Limits::default()).err().map(|error| error.to_string()).unwrap_or_default()
}

fn try_read(bytes: &[u8], siblings: &dyn Siblings, limits: &Limits) -> Result<Read, ImportError> {
    let mut bytes = bytes.to_vec();
    loop {
        let source = source(&bytes);
        let format = format_of(&source, limits)?;
        let mut out = Written::default();
        let go_on = &mut |_| Flow::Continue;
        if format.is_wrapping() {
            unpack(&source, format, limits, go_on, &mut out.bytes)?;
            bytes = out.bytes;
            continue;
        }
        let translated = translate(&source, format, siblings, limits, go_on, &mut out)?;
        let Written { bytes, origins } = out;
        let text = String::from_utf8(bytes).unwrap();
        let features: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(features.len(), origins.len(), "each record has an origin");
        return Ok(Read { translated, origins, features });
    }
}

/// Whatever the bytes, the answer is a value or an error, and a cut file says so.
fn survives_being_cut(bytes: &[u8], siblings: &Held) {
    let whole = try_read(bytes, siblings, &Limits::default()).unwrap().features.len();
    let step = (bytes.len() / 60).max(1);
    for len in (0..bytes.len()).step_by(step) {
        if let Ok(cut) = try_read(&bytes[..len], siblings, &Limits::default()) {
            assert!(cut.features.len() <= whole, "{len} bytes gave more than all of them");
        }
    }
}
