//! XML as far as KML and GPX need it: a walk through the document that gathers one record at a time into a small tree.
//! No entity but those of XML itself is put in, and nothing is fetched.

use std::borrow::Cow;
use std::io::BufReader;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader as XmlReader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::job::{Job, unusable};
use crate::domain::Origin;
use crate::import::framing::ImportError;
use crate::import::notes;
use crate::import::reader::Reader;
use crate::import::source::SourceReader;

/// An element with everything within it. Names are without their prefix.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(have, _)| have == name).map(|(_, value)| value.as_str())
    }
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }
}

/// What the walk comes by.
pub enum Visit {
    /// An element outside of records opens.
    Enter(String),
    /// One closes; with the text that stood right before its end.
    Leave(String, String),
    Record(Origin, Element),
}

/// Walks through the document. `is_record` says which elements are gathered whole.
pub fn walk(
    job: &mut Job,
    is_record: fn(&str) -> bool,
    visit: &mut dyn FnMut(&mut Job, Visit) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut xml = XmlReader::from_reader(BufReader::new(SourceReader::new(job.source)));
    let mut walk = Walk {
        lines: Reader::new(job.source),
        encoding: UTF_8,
        is_record,
        open: Vec::new(),
        outside: Vec::new(),
        text: String::new(),
        start: (0, 1),
        has_records: false,
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let before = xml.buffer_position();
        let event = match xml.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return walk.end(before, job),
            Ok(event) => event,
            Err(error) => return walk.broken(before, &format!("The XML is broken: {error}."), job),
        };
        let after = walk.event(event, before, job, visit)?;
        if after.is_some() {
            let end = xml.buffer_position();
            walk.close(end, job, visit)?;
        }
        job.tick(before)?;
    }
}

struct Walk<'a> {
    lines: Reader<'a>,
    encoding: &'static Encoding,
    is_record: fn(&str) -> bool,
    /// The elements of the record at hand, the innermost last.
    open: Vec<Element>,
    outside: Vec<String>,
    /// Text outside of records since the last tag.
    text: String,
    /// Offset and line of the record at hand.
    start: (u64, u64),
    has_records: bool,
}

/// The innermost element ends here.
struct Closes;

impl Walk<'_> {
    fn event(
        &mut self,
        event: Event,
        at: u64,
        job: &mut Job,
        visit: &mut dyn FnMut(&mut Job, Visit) -> Result<(), ImportError>,
    ) -> Result<Option<Closes>, ImportError> {
        match event {
            Event::Start(tag) => {
                self.open(&tag, at, job, visit)?;
                Ok(None)
            }
            Event::Empty(tag) => {
                self.open(&tag, at, job, visit)?;
                Ok(Some(Closes))
            }
            Event::End(_) => Ok(Some(Closes)),
            Event::Text(text) => self.text(&text.into_inner(), job),
            Event::CData(text) => self.text(&text.into_inner(), job),
            Event::GeneralRef(reference) => {
                let text = self.reference(&reference, job);
                self.text(text.as_bytes(), job)
            }
            Event::DocType(_) => {
                job.notes.add(notes::XML_DTD);
                Ok(None)
            }
            Event::Decl(declaration) => {
                let stated = declaration.encoding().and_then(Result::ok).and_then(|name| Encoding::for_label(&name));
                // What could be read so far is no UTF-16, whatever its heading says.
                self.encoding = stated.filter(|encoding| encoding.is_ascii_compatible()).unwrap_or(UTF_8);
                Ok(None)
            }
            Event::Comment(_) | Event::PI(_) | Event::Eof => Ok(None),
        }
    }

    fn open(
        &mut self,
        tag: &BytesStart,
        at: u64,
        job: &mut Job,
        visit: &mut dyn FnMut(&mut Job, Visit) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        if self.open.len() + self.outside.len() >= job.limits.max_xml_depth {
            let limit = job.limits.max_xml_depth;
            return Err(unusable(
                format!("The XML is nested deeper than {limit} levels."),
                "Such nesting is no incident; export the data again.",
            ));
        }
        let name = self.decoded(tag.local_name().as_ref(), job).into_owned();
        self.text.clear();
        if self.open.is_empty() && !(self.is_record)(&name) {
            self.outside.push(name.clone());
            return visit(job, Visit::Enter(name));
        }
        if self.open.is_empty() {
            self.start = (at, self.lines.line_column(at)?.0);
            self.has_records = true;
        }
        let mut attributes = Vec::new();
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = self.decoded(attribute.key.local_name().as_ref(), job).into_owned();
            let value = self.decoded(&attribute.value, job);
            let value = quick_xml::escape::unescape(&value).map_or_else(|_| value.to_string(), Cow::into_owned);
            attributes.push((key, value));
        }
        self.open.push(Element { name, attributes, ..Element::default() });
        Ok(())
    }

    fn close(
        &mut self,
        end: u64,
        job: &mut Job,
        visit: &mut dyn FnMut(&mut Job, Visit) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        let Some(element) = self.open.pop() else {
            let text = std::mem::take(&mut self.text);
            return self.outside.pop().map_or(Ok(()), |name| visit(job, Visit::Leave(name, text)));
        };
        let (offset, line) = self.start;
        let origin = Origin::Text { offset, length: end - offset, line };
        if end - offset > job.limits.max_feature_bytes {
            let limit = job.limits.max_feature_bytes >> 20;
            return Err(unusable(format!("The record in line {line} is longer than {limit} MB."), "Split it, or simplify its geometry."));
        }
        match self.open.last_mut() {
            Some(parent) => {
                parent.children.push(element);
                Ok(())
            }
            None => visit(job, Visit::Record(origin, element)),
        }
    }

    fn text(&mut self, bytes: &[u8], job: &mut Job) -> Result<Option<Closes>, ImportError> {
        let text = self.decoded(bytes, job).into_owned();
        match self.open.last_mut() {
            Some(element) => element.text.push_str(&text),
            None => self.text.push_str(&text),
        }
        Ok(None)
    }

    fn reference(&self, reference: &BytesRef, job: &mut Job) -> String {
        if let Ok(Some(c)) = reference.resolve_char_ref() {
            return c.to_string();
        }
        let name = self.decoded(reference, job);
        match quick_xml::escape::resolve_predefined_entity(&name) {
            Some(text) => text.to_owned(),
            None => {
                job.notes.add(notes::XML_ENTITY);
                format!("&{name};")
            }
        }
    }

    fn decoded<'b>(&self, bytes: &'b [u8], job: &mut Job) -> Cow<'b, str> {
        let (text, has_errors) = self.encoding.decode_without_bom_handling(bytes);
        if has_errors {
            job.notes.add(notes::INVALID_UTF8);
        }
        text
    }

    fn end(&mut self, at: u64, job: &mut Job) -> Result<(), ImportError> {
        if self.open.is_empty() && self.outside.is_empty() {
            return Ok(());
        }
        self.broken(at, "The file ends before its last element is closed.", job)
    }

    /// What stands before a fault is kept; a document that is broken from its beginning is refused.
    fn broken(&mut self, at: u64, reason: &str, job: &mut Job) -> Result<(), ImportError> {
        if !self.has_records {
            return Err(unusable(reason, "Export or download the file again."));
        }
        let (offset, line) = if self.open.is_empty() { (at, self.lines.line_column(at)?.0) } else { self.start };
        job.refuse(Origin::Text { offset, length: 0, line }, reason, "What follows was not read; export or download the file again.");
        Ok(())
    }
}
