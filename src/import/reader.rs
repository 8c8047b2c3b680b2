//! A block of the source at a time, addressed by position in the file.

use std::io;

use super::source::{ByteSource, read_at_least};
use crate::domain::Origin;

/// Size of a block in bytes.
const BLOCK_BYTES: usize = 4 << 20;
/// Bytes with which a block is worth being looked at.
const ENOUGH_BYTES: usize = 128 << 10;

/// Holds two blocks, the one at hand and the one before: a record that lies across their border is read from both. Looking
/// at a byte outside of them loads the block that begins there.
pub struct Reader<'a> {
    source: &'a dyn ByteSource,
    at_hand: Block,
    before: Block,
    lines: LineCount,
}

#[derive(Default)]
struct Block {
    bytes: Vec<u8>,
    start: u64,
    /// The bytes that hold what was read.
    filled: usize,
}

impl Block {
    fn holds(&self, offset: u64) -> bool {
        offset >= self.start && offset < self.start + self.filled as u64
    }
    /// From an offset to the block's end.
    fn from(&self, offset: u64) -> &[u8] {
        self.bytes.get((offset - self.start) as usize..self.filled).unwrap_or_default()
    }
}

/// How many line ends lie before an offset.
#[derive(Clone, Copy, Debug, Default)]
pub struct LineCount {
    pub offset: u64,
    pub newlines: u64,
    /// Offset after the last line end before `offset`.
    pub line_start: u64,
}

impl<'a> Reader<'a> {
    pub fn new(source: &'a dyn ByteSource) -> Self {
        Self { source, at_hand: Block::default(), before: Block::default(), lines: LineCount::default() }
    }

    /// See [`ByteSource::origin`].
    pub fn origin(&self, record: u64) -> Origin {
        self.source.origin(record)
    }

    pub fn source(&self) -> &'a dyn ByteSource {
        self.source
    }

    pub fn len(&self) -> u64 {
        self.source.len()
    }

    /// See [`ByteSource::end`].
    pub fn end(&self) -> u64 {
        self.source.end()
    }

    /// The bytes from an offset to the end of its block; empty at the end of the source.
    pub fn slice(&mut self, offset: u64) -> io::Result<&[u8]> {
        if !self.at_hand.holds(offset) {
            if self.before.holds(offset) {
                return Ok(self.before.from(offset));
            }
            std::mem::swap(&mut self.at_hand, &mut self.before);
            self.load(offset)?;
        }
        Ok(self.at_hand.from(offset))
    }

    pub fn byte(&mut self, offset: u64) -> io::Result<Option<u8>> {
        Ok(self.slice(offset)?.first().copied())
    }

    fn load(&mut self, offset: u64) -> io::Result<()> {
        let block = &mut self.at_hand;
        block.bytes.resize(BLOCK_BYTES, 0);
        block.start = offset;
        block.filled = 0;
        block.filled = read_at_least(self.source, offset, &mut block.bytes, ENOUGH_BYTES)?;
        Ok(())
    }

    /// Copies the bytes from `from` up to `to`.
    pub fn copy(&mut self, from: u64, to: u64, into: &mut Vec<u8>) -> io::Result<()> {
        into.clear();
        let mut at = from;
        while at < to {
            let slice = self.slice(at)?;
            let take = slice.len().min((to - at) as usize);
            if take == 0 {
                break;
            }
            into.extend_from_slice(slice.get(..take).unwrap_or_default());
            at += take as u64;
        }
        Ok(())
    }

    /// The first offset at or after `from` whose byte is neither blank nor a record separator.
    pub fn skip_blank(&mut self, from: u64) -> io::Result<u64> {
        let mut at = from;
        loop {
            let slice = self.slice(at)?;
            if slice.is_empty() {
                return Ok(at);
            }
            match slice.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x1E)) {
                Some(step) => return Ok(at + step as u64),
                None => at += slice.len() as u64,
            }
        }
    }

    /// Line and column of an offset, both counted from 1, the column in bytes. Cheap when offsets grow.
    pub fn line_column(&mut self, offset: u64) -> io::Result<(u64, u64)> {
        if offset < self.lines.offset {
            self.lines = LineCount::default();
        }
        let lines = self.lines_before(offset)?;
        Ok((lines.newlines + 1, offset - lines.line_start.min(offset) + 1))
    }

    /// Goes on from a place up to which others have counted.
    pub fn counted(&mut self, lines: LineCount) {
        self.lines = lines;
    }

    /// The line ends before an offset that is not less than the last one asked for.
    pub fn lines_before(&mut self, offset: u64) -> io::Result<LineCount> {
        let mut lines = self.lines;
        while lines.offset < offset {
            let slice = self.slice(lines.offset)?;
            let take = slice.len().min((offset - lines.offset) as usize);
            let Some(part) = slice.get(..take).filter(|part| !part.is_empty()) else { break };
            let newlines = memchr::memchr_iter(b'\n', part).count() as u64;
            if let Some(last) = memchr::memrchr(b'\n', part) {
                lines.line_start = lines.offset + last as u64 + 1;
            }
            lines.newlines += newlines;
            lines.offset += take as u64;
        }
        self.lines = lines;
        Ok(lines)
    }
}
