//! A block of the source at a time, addressed by position in the file.

use std::io;

use super::source::ByteSource;
use crate::domain::Origin;

/// Size of a block in bytes.
const BLOCK_BYTES: usize = 4 << 20;

/// Holds one block; looking at a byte outside of it loads the block that begins there.
pub struct Reader<'a> {
    source: &'a dyn ByteSource,
    block: Vec<u8>,
    block_start: u64,
    /// The bytes of `block` that hold what was read.
    filled: usize,
    lines: LineCount,
}

/// How many line ends lie before an offset.
#[derive(Clone, Copy)]
struct LineCount {
    offset: u64,
    newlines: u64,
    /// Offset after the last line end before `offset`.
    line_start: u64,
}

impl<'a> Reader<'a> {
    pub fn new(source: &'a dyn ByteSource) -> Self {
        let start = LineCount { offset: 0, newlines: 0, line_start: 0 };
        Self { source, block: Vec::new(), block_start: 0, filled: 0, lines: start }
    }

    /// See [`ByteSource::origin`].
    pub fn origin(&self, record: u64) -> Origin {
        self.source.origin(record)
    }

    pub fn len(&self) -> u64 {
        self.source.len()
    }

    /// The bytes from an offset to the end of the block at hand; empty at the end of the source.
    pub fn slice(&mut self, offset: u64) -> io::Result<&[u8]> {
        let inside = offset >= self.block_start && offset < self.block_start + self.filled as u64;
        if !inside {
            self.load(offset)?;
        }
        let from = (offset - self.block_start) as usize;
        Ok(self.block.get(from..self.filled).unwrap_or_default())
    }

    pub fn byte(&mut self, offset: u64) -> io::Result<Option<u8>> {
        Ok(self.slice(offset)?.first().copied())
    }

    fn load(&mut self, offset: u64) -> io::Result<()> {
        self.block.resize(BLOCK_BYTES, 0);
        self.block_start = offset;
        self.filled = 0;
        while self.filled < BLOCK_BYTES {
            let Some(rest) = self.block.get_mut(self.filled..) else { break };
            match self.source.read_at(offset + self.filled as u64, rest) {
                Ok(0) => break,
                Ok(count) => self.filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
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
            self.lines = LineCount { offset: 0, newlines: 0, line_start: 0 };
        }
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
        Ok((lines.newlines + 1, offset - lines.line_start.min(offset) + 1))
    }
}
