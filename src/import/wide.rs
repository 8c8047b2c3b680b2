//! Text in UTF-16: how it is told, and how it is turned to UTF-8.

use super::framing::ImportError;
use super::limits::Limits;
use super::reader::Reader;
use super::source::ByteSource;

/// Little or big end first, told from a mark or from the zero bytes of the first letters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wide {
    Little,
    Big,
}

/// The order of a text in UTF-16; `None` for any other.
pub fn utf16_order(head: &[u8]) -> Option<Wide> {
    match head {
        [0xFF, 0xFE, ..] => Some(Wide::Little),
        [0xFE, 0xFF, ..] => Some(Wide::Big),
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Some(Wide::Little),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => Some(Wide::Big),
        _ => None,
    }
}

/// The whole text in UTF-8, without its mark.
pub fn transcode(source: &dyn ByteSource, wide: Wide, limits: &Limits) -> Result<String, ImportError> {
    if source.len() > limits.max_utf16_bytes {
        return Err(ImportError::NotUsable {
            what: format!("The file is UTF-16 and larger than {} MB.", limits.max_utf16_bytes >> 20),
            remedy: "Save it as UTF-8.",
        });
    }
    let mut reader = Reader::new(source);
    let mut bytes = Vec::new();
    reader.copy(0, source.len(), &mut bytes)?;
    let units = bytes.chunks_exact(2).filter_map(|pair| {
        let pair = [*pair.first()?, *pair.get(1)?];
        Some(if wide == Wide::Little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    });
    let text: String = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Ok(text.strip_prefix('\u{FEFF}').map(ToOwned::to_owned).unwrap_or(text))
}
