//! The names of the basemap as they lie in the file: columns one after the other, most important first.

use super::decode::{BasemapError, Reader, Section};
use super::labels::PlaceKind;

/// One country or place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub kind: PlaceKind,
    /// The zooms between which it may be named, in tenths.
    pub zooms: [u8; 2],
    /// Steps of the Mercator square.
    pub at: [i32; 2],
    pub population: u32,
    /// ISO 3166.
    pub country: [u8; 2],
    /// Where the names lie in `Names::text`: start of the English, start of the Arabic, end of the Arabic.
    text: [u32; 3],
}

#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub entries: Vec<Entry>,
    text: String,
}

impl Names {
    pub fn english(&self, entry: &Entry) -> &str {
        self.slice(entry.text[0], entry.text[1])
    }

    /// Empty where no Arabic name is known for certain.
    pub fn arabic(&self, entry: &Entry) -> &str {
        self.slice(entry.text[1], entry.text[2])
    }

    fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    pub fn decode(section: &Section) -> Result<Self, BasemapError> {
        let raw = section.inflate()?;
        let mut reader = Reader::new(&raw);
        let count = reader.size()?;
        let kinds = reader.take(count)?;
        let min_zooms = reader.take(count)?;
        let max_zooms = reader.take(count)?;
        let mut places = Reader::new(reader.take(count * 8)?);
        let mut populations = Reader::new(reader.take(count * 4)?);
        let mut countries = Reader::new(reader.take(count * 2)?);
        let mut names = Self { entries: Vec::with_capacity(count), text: String::with_capacity(raw.len() / 2) };
        for ((&kind, &min_zoom), &max_zoom) in kinds.iter().zip(min_zooms).zip(max_zooms) {
            let text = [names.text.len() as u32, names.append(&mut reader)?, names.append(&mut reader)?];
            names.entries.push(Entry {
                kind: PlaceKind::from_code(kind).ok_or(BasemapError::Malformed { what: "unknown kind of place" })?,
                zooms: [min_zoom, max_zoom],
                at: [places.i32()?, places.i32()?],
                population: populations.u32()?,
                country: [countries.byte()?, countries.byte()?],
                text,
            });
        }
        Ok(names)
    }

    /// Takes a name over and says where it ends.
    fn append(&mut self, reader: &mut Reader<'_>) -> Result<u32, BasemapError> {
        let name = std::str::from_utf8(reader.run()?).map_err(|_| BasemapError::Malformed { what: "a name is not text" })?;
        self.text.push_str(name);
        Ok(self.text.len() as u32)
    }
}
