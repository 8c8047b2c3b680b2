//! What a file is, told from its first bytes and never from its name.

use std::sync::Arc;

use super::Format;
use super::dialect::dialect_of;
use super::{json_records, zipped};
use crate::import::framing::{Flow, ImportError};
use crate::import::limits::Limits;
use crate::import::source::{ByteSource, MemorySource, read_full};
use crate::import::wide::{transcode, utf16_order};

/// Bytes that are looked at before the root of an XML document must have come.
const HEAD_BYTES: usize = 64 << 10;

/// What a file is. What is not known is `Json`: the reader of GeoJSON says what it found instead.
///
/// # Errors
/// When the source cannot be read, or is an archive whose table of contents is damaged.
pub fn format_of(source: &dyn ByteSource, limits: &Limits) -> Result<Format, ImportError> {
    let mut head = vec![0; HEAD_BYTES];
    let filled = read_full(source, 0, &mut head)?;
    head.truncate(filled);
    match head.as_slice() {
        [0x1F, 0x8B, ..] => return Ok(Format::Gzip),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => return Ok(Format::Zstd),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return zipped::format_of(source, limits),
        [b'f', b'g', b'b', 3, ..] => return Ok(Format::FlatGeobuf),
        [0, 0, 0x27, 0x0A, ..] if head.len() >= 100 => return Ok(Format::Shapefile),
        _ if head.starts_with(b"SQLite format 3\0") => return Ok(Format::GeoPackage),
        _ => {}
    }
    if let Some(order) = utf16_order(&head) {
        head.truncate(head.len() & !1);
        let head = MemorySource::new(Arc::from(head));
        let text = MemorySource::new(transcode(&head, order, limits, &mut |_| Flow::Continue)?.into_bytes().into());
        let is_text = matches!(text_format(&text, limits)?, Format::Table | Format::Kml | Format::Gpx);
        return Ok(if is_text { Format::Wide } else { Format::Json });
    }
    text_format(source, limits)
}

fn text_format(source: &dyn ByteSource, limits: &Limits) -> Result<Format, ImportError> {
    let mut head = vec![0; HEAD_BYTES];
    let filled = read_full(source, 0, &mut head)?;
    let head = head.get(..filled).unwrap_or_default();
    let text = head.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(head).trim_ascii_start();
    let has = |name: &[u8]| memchr::memmem::find(text, name).is_some();
    match text.first() {
        Some(b'<') if has(b"<kml") || has(b":kml") => Ok(Format::Kml),
        Some(b'<') if has(b"<gpx") || has(b":gpx") => Ok(Format::Gpx),
        None | Some(b'<' | 0x1E) => Ok(Format::Json),
        Some(b'{' | b'[') => Ok(if json_records::is_plain(source, limits)? { Format::JsonRecords } else { Format::Json }),
        Some(_) => Ok(if dialect_of(source, limits)?.is_some() { Format::Table } else { Format::Json }),
    }
}
