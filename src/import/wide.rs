//! Text in UTF-16: how it is told, and how it is turned to UTF-8.

use super::framing::{Flow, ImportError, Progress};
use super::limits::Limits;
use super::source::{ByteSource, read_full};

/// Bytes between two looks at the cross that stops the load; an even number.
const BLOCK_BYTES: usize = 1 << 20;

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
pub fn transcode(
    source: &dyn ByteSource,
    wide: Wide,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<String, ImportError> {
    let total = source.len();
    if total > limits.max_utf16_bytes {
        return Err(ImportError::NotUsable {
            what: format!("The file is UTF-16 and larger than {} MB.", limits.max_utf16_bytes >> 20),
            remedy: "Save it as UTF-8.",
        });
    }
    let mut text = String::new();
    let mut block = vec![0; BLOCK_BYTES];
    let mut units: Vec<u16> = Vec::new();
    let mut at = 0;
    loop {
        let filled = read_full(source, at, &mut block)?;
        at += filled as u64;
        units.extend(block.get(..filled).unwrap_or_default().chunks_exact(2).filter_map(|pair| {
            let pair = [*pair.first()?, *pair.get(1)?];
            Some(if wide == Wide::Little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
        }));
        // The first half of a pair waits for the second, which begins the next block.
        let half = units.pop_if(|unit| filled == BLOCK_BYTES && matches!(*unit, 0xD800..0xDC00));
        text.extend(char::decode_utf16(units.drain(..)).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
        units.extend(half);
        if filled < BLOCK_BYTES {
            break;
        }
        if progress(Progress { bytes_read: 0, bytes_total: total, features: 0 }) == Flow::Cancel {
            return Err(ImportError::Cancelled);
        }
    }
    Ok(text.strip_prefix('\u{FEFF}').map(ToOwned::to_owned).unwrap_or(text))
}
