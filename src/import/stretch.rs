//! Long stretches of records: one thread only looks where the file may be cut, the others find the records in between as well
//! as what they say. Each stretch proves the next cut: whoever reads sound records from one to the other without a rest knows
//! that a record begins there. Where that fails, the file is read again with more care.

use std::fmt;
use std::io;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::feature::{Key, Members, Record, members, repaired};
use super::framing::{ImportError, Load, Mode};
use super::parallel::{Outcome, Part, Workbench};
use super::plain::{OrdinaryFeature, PlainReader};
use super::profile::ProfilePlan;
use super::reader::Reader;
use super::record::{incident_of, incident_of_feature, sound_incident};
use super::scan::{MAX_DEPTH, value_end};
use super::source::{ByteSource, SliceSource, read_full};
use crate::domain::{Origin, PlainIncident, RecordRef};

/// Bytes in which a cut is looked for: a few first, since most records are short.
const CUT_BYTES: [usize; 2] = [64 << 10, 1 << 20];
/// Places that are tried as a cut.
const MAX_TRIES: usize = 256;

/// What stands between two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// The elements of an array.
    Commas,
    /// Lines, or a text sequence.
    Blanks,
}

/// Bytes from the beginning of one record to that of another.
pub struct Stretch {
    pub number: usize,
    pub from: u64,
    pub to: u64,
    pub between: Between,
}

/// How much of the file a stretch was.
#[derive(Clone, Copy, Debug)]
pub struct Passed {
    pub records: u64,
    pub newlines: u64,
    /// Offset after the last line end in it.
    pub line_start: Option<u64>,
}

impl<P: Part> Load<'_, P> {
    /// Hands on stretches from `from` on, where a record begins. Gives the beginning of a record from which on the file is to
    /// be read one by one.
    pub fn stretches(&mut self, from: u64, between: Between) -> Result<u64, ImportError> {
        let mut at = from;
        if from < self.one_by_one_to {
            return Ok(at);
        }
        let Some(plan) = self.plan.clone() else { return Ok(at) };
        while let Mode::Apart(apart) = &self.mode
            && apart.with_stretches
        {
            let want = at + apart.dispatch.batch_bytes() as u64;
            let Some(to) = cut_after(self.reader.source(), want, between)? else {
                self.one_by_one_to = want + CUT_BYTES[1] as u64;
                break;
            };
            if at == from {
                self.settle();
                let lines = self.reader.lines_before(at)?;
                self.begin_stretches(lines);
            }
            if let Mode::Apart(apart) = &mut self.mode {
                apart.dispatch.push_stretch(at, to, between, &plan);
            }
            at = to;
            self.say(at)?;
            if self.is_to_be_read_again() {
                // Whoever asked sees why, and begins anew.
                return Err(ImportError::Cancelled);
            }
        }
        if at > from {
            self.settle();
            if self.is_to_be_read_again() {
                return Err(ImportError::Cancelled);
            }
            self.end_stretches(at);
        }
        Ok(at)
    }
}

/// The first place at or after an offset where a sound feature begins as far as can be seen from there; bounded.
fn cut_after(source: &dyn ByteSource, offset: u64, between: Between) -> io::Result<Option<u64>> {
    for num_bytes in CUT_BYTES {
        let bytes = bytes_at(source, offset, num_bytes, Vec::new())?;
        // What precedes a character that was cut in two is enough.
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text,
            Err(error) => match error.valid_up_to() {
                0 => return beginning_in_the_middle(&bytes, offset, between),
                valid => std::str::from_utf8(bytes.get(..valid).unwrap_or_default()).unwrap_or_default(),
            },
        };
        if let Some(step) = cut_in(text, between) {
            return Ok(Some(offset + step as u64));
        }
        if bytes.len() < num_bytes {
            break;
        }
    }
    Ok(None)
}

/// As `cut_after`, for bytes that begin inside of a character.
fn beginning_in_the_middle(bytes: &[u8], offset: u64, between: Between) -> io::Result<Option<u64>> {
    let begin = bytes.iter().take(4).position(|byte| !(0x80..0xC0).contains(byte)).unwrap_or(0);
    let rest = bytes.get(begin..).unwrap_or_default();
    let text = match std::str::from_utf8(rest) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(rest.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default(),
    };
    Ok(cut_in(text, between).map(|step| offset + (begin + step) as u64))
}

fn cut_in(text: &str, between: Between) -> Option<usize> {
    let bytes = text.as_bytes();
    let follows = |at: usize| {
        let mut before = bytes.get(..at).unwrap_or_default().iter().rev().copied().filter(|byte| !is_blank(*byte));
        match between {
            Between::Commas => before.next() == Some(b',') && before.next() == Some(b'}'),
            Between::Blanks => before.next() == Some(b'}') && at.checked_sub(1).and_then(|at| bytes.get(at)).copied().is_some_and(is_blank),
        }
    };
    let begins = memchr::memchr_iter(b'{', bytes).filter(|at| follows(*at)).take(MAX_TRIES);
    begins.into_iter().find(|at| {
        let straight = text.get(*at..).and_then(|rest| stream_of(rest).next()).and_then(Result::ok);
        straight.is_some_and(|straight| straight.0.members.get("type").is_some_and(|kind| kind == "\"Feature\""))
    })
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x1E)
}

/// Up to so many bytes from an offset on; fewer at the end of the source.
fn bytes_at(source: &dyn ByteSource, offset: u64, num_bytes: usize, mut bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    bytes.resize(num_bytes, 0);
    let filled = read_full(source, offset, &mut bytes)?;
    bytes.truncate(filled);
    Ok(bytes)
}

/// A feature whose properties are read along with it. What is odd in its form is no error of the file's: it is read the long way.
struct Straight<'a>(Record<'a>);

impl<'de> Deserialize<'de> for Straight<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StraightVisitor;
        impl<'de> Visitor<'de> for StraightVisitor {
            type Value = Straight<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a feature")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Members::with_capacity(4);
                let mut properties = None;
                while let Some(Key(key)) = map.next_key::<Key>()? {
                    if key != "properties" {
                        members.put(key, map.next_value::<&RawValue>()?.get());
                    } else if properties.replace(map.next_value::<Option<Members>>()?.unwrap_or_default()).is_some() {
                        return Err(A::Error::custom("properties stand twice"));
                    }
                }
                Ok(Straight(Record { members, properties }))
            }
        }
        deserializer.deserialize_map(StraightVisitor)
    }
}

fn stream_of(text: &str) -> serde_json::StreamDeserializer<'_, serde_json::de::StrRead<'_>, Straight<'_>> {
    serde_json::Deserializer::from_str(text).into_iter()
}

impl Straight<'_> {
    /// True unless a value is nested so deep that the reader of records might refuse it.
    fn is_shallow(&self) -> bool {
        let Record { members, properties } = &self.0;
        let values = members.list.iter().chain(properties.iter().flat_map(|properties| &properties.list));
        values.map(|(_, value)| *value).all(|value| value.len() < MAX_DEPTH || depth_of(value) < MAX_DEPTH - 3)
    }
    /// False for what is a document of its own and no record.
    fn is_record(&self) -> bool {
        let kind = self.0.members.get("type");
        kind.is_some_and(|kind| kind != "\"FeatureCollection\"" && kind != "\"Topology\"")
    }
}

/// How many brackets are open at once in a sound value.
pub fn depth_of(value: &str) -> usize {
    let (mut open, mut deepest) = (0usize, 0);
    let (mut in_string, mut is_escaped) = (false, false);
    for byte in value.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                open += 1;
                deepest = deepest.max(open);
            }
            b'}' | b']' if !in_string => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Reads the records of a stretch into `outcome`, numbered from 0 and with lines counted from its beginning.
pub fn read_stretch<P: Part>(
    source: &dyn ByteSource,
    stretch: &Stretch,
    max_record_bytes: u64,
    plan: &Arc<ProfilePlan>,
    mut outcome: Outcome<P>,
    bench: &mut Workbench<P>,
) -> Outcome<P> {
    let num_bytes = (stretch.to - stretch.from) as usize;
    let Workbench { buffer, reader, memory, num_records } = bench;
    outcome.part.make_room(*num_records);
    // A source that fails now is asked again by the careful reader, which tells why.
    *buffer = bytes_at(source, stretch.from, num_bytes, std::mem::take(buffer)).unwrap_or_default();
    if P::TAKES_PLAIN && !reader.as_ref().is_some_and(|reader| reader.is_for(plan)) {
        *reader = Some(PlainReader::new(plan));
    }
    let plain = reader.as_mut();
    let is_read = match simdutf8::basic::from_utf8(buffer) {
        Ok(text) if text.len() == num_bytes => {
            let mut walk = Walk { text, stretch, max_record_bytes, plan, lines: 0, counted: 0 };
            walk.read(&mut outcome, plain, memory)
        }
        _ => None,
    };
    outcome.is_unsure = is_read.is_none();
    *num_records = outcome.passed.map_or(0, |passed| passed.records as usize);
    outcome
}

/// On the way through the text of a stretch.
struct Walk<'a> {
    text: &'a str,
    stretch: &'a Stretch,
    max_record_bytes: u64,
    plan: &'a ProfilePlan,
    /// Line ends before `counted`.
    lines: u64,
    counted: usize,
}

impl<'a> Walk<'a> {
    /// `None` where the cuts are not proved.
    fn read<P: Part>(&mut self, outcome: &mut Outcome<P>, mut plain: Option<&mut PlainReader>, memory: &mut P::Memory) -> Option<()> {
        let mut at = 0;
        let mut records = 0;
        let mut made = PlainIncident::default();
        // Made for the first record that needs it.
        let slice = SliceSource(self.text.as_bytes());
        let mut reader = None;
        loop {
            at = self.skip_blank(at);
            let rest = self.text.get(at..)?;
            if rest.is_empty() {
                break;
            }
            self.count_lines(at);
            let record = RecordRef { offset: self.stretch.from + at as u64, length: 0, line: self.lines + 1, index: records };
            outcome.notes.begin(record);
            let read = plain.as_mut().and_then(|plain| plain.read(self.plan, rest, record, &mut made, &mut outcome.notes));
            at += match read {
                Some((length, has_line_ends)) => {
                    outcome.take_plain(&made, memory);
                    if !has_line_ends {
                        self.counted = at + length;
                    }
                    length
                }
                None => match plain.as_mut().and_then(|plain| self.read_members(rest, record, outcome, plain, memory)) {
                    Some(length) => length,
                    None => self.read_one(rest, record, outcome, memory, reader.get_or_insert_with(|| Reader::new(&slice)))?,
                },
            };
            records += 1;
            if self.stretch.between == Between::Commas {
                at = self.skip_blank(at);
                if self.text.as_bytes().get(at) != Some(&b',') {
                    return None;
                }
                at += 1;
            }
        }
        self.count_lines(self.text.len());
        let line_start = memchr::memrchr(b'\n', self.text.as_bytes()).map(|at| self.stretch.from + at as u64 + 1);
        outcome.passed = Some(Passed { records, newlines: self.lines, line_start });
        Some(())
    }

    /// Reads the record with which `rest` begins where it is of ordinary form and the plan looks at its members itself; gives its length
    /// in bytes.
    fn read_members<P: Part>(
        &self,
        rest: &'a str,
        mut record: RecordRef,
        outcome: &mut Outcome<P>,
        plain: &mut PlainReader,
        memory: &mut P::Memory,
    ) -> Option<usize> {
        if !plain.is_for_members() {
            return None;
        }
        let OrdinaryFeature { feature, hash, length } = plain.feature(rest)?;
        record.length = length as u64;
        let made = incident_of_feature(&feature, hash, (record, Origin::Here), self.plan, &mut outcome.notes, false);
        outcome.take(record, made, memory);
        Some(length)
    }

    /// Reads the record with which `rest` begins; gives its length in bytes.
    fn read_one<P: Part>(
        &self,
        rest: &'a str,
        mut record: RecordRef,
        outcome: &mut Outcome<P>,
        memory: &mut P::Memory,
        reader: &mut Reader,
    ) -> Option<usize> {
        let mut stream = stream_of(rest);
        match stream.next() {
            Some(Ok(straight)) if straight.is_shallow() => {
                if self.stretch.between == Between::Blanks && !straight.is_record() {
                    return None;
                }
                let end = stream.byte_offset();
                record.length = end as u64;
                let made = sound_incident(straight.0, rest.get(..end)?, (record, Origin::Here), self.plan, &mut outcome.notes, false);
                outcome.take(record, made, memory);
                Some(end)
            }
            _ => {
                let at = self.text.len() - rest.len();
                let end = value_end(reader, at as u64, self.max_record_bytes).ok()?.ok()? as usize;
                record.length = (end - at) as u64;
                outcome.is_broken |= self.read_odd(at, end, record, outcome, memory)?;
                Some(end - at)
            }
        }
    }

    /// A record that cannot be read straight; true where its syntax is broken.
    fn read_odd<P: Part>(
        &self,
        from: usize,
        to: usize,
        record: RecordRef,
        outcome: &mut Outcome<P>,
        memory: &mut P::Memory,
    ) -> Option<bool> {
        let text = self.text.get(from..to)?;
        if self.stretch.between == Between::Blanks {
            // Only what is surely one record is read here; other documents have rules of their own.
            let mended = repaired(text);
            let kind = members(mended.as_deref().unwrap_or(text)).ok()?.text("type");
            if kind.as_deref() != Some("Feature") {
                return None;
            }
        }
        let made = incident_of(text, record, Origin::Here, self.plan, &mut outcome.notes, false);
        let is_broken = made.is_err() && members(text).is_err();
        outcome.take(record, made, memory);
        Some(is_broken)
    }

    fn skip_blank(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| !is_blank(*byte)).unwrap_or(rest.len())
    }

    fn count_lines(&mut self, to: usize) {
        let part = self.text.as_bytes().get(self.counted..to).unwrap_or_default();
        self.lines += memchr::memchr_iter(b'\n', part).count() as u64;
        self.counted = to;
    }
}
