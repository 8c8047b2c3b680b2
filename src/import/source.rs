//! Where bytes come from: anything that can be read by position.

use std::io;
use std::sync::Arc;

use crate::domain::Origin;

/// Bytes that are read by position. A read may give fewer bytes than were asked for; none means the end.
pub trait ByteSource: Send + Sync {
    /// Length in bytes; of a source that is still being written, how long it will probably be.
    fn len(&self) -> u64;
    /// Length in bytes, for which a source that is still being written is waited for.
    fn end(&self) -> u64 {
        self.len()
    }
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize>;
    /// Where the record with this index stands in the user's file, where these bytes were translated from another format.
    fn origin(&self, _record: u64) -> Origin {
        Origin::Here
    }
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Fills `into` from an offset on as far as the source reaches; gives how many bytes there were.
pub fn read_full(source: &dyn ByteSource, offset: u64, into: &mut [u8]) -> io::Result<usize> {
    let all = into.len();
    read_at_least(source, offset, into, all)
}

/// As [`read_full`], content with `enough` bytes: a source that is still being written gives what it has.
pub fn read_at_least(source: &dyn ByteSource, offset: u64, into: &mut [u8], enough: usize) -> io::Result<usize> {
    let mut filled = 0;
    while filled < enough
        && let Some(rest) = into.get_mut(filled..).filter(|rest| !rest.is_empty())
    {
        match source.read_at(offset + filled as u64, rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Bytes at hand.
pub struct SliceSource<'a>(pub &'a [u8]);

impl ByteSource for SliceSource<'_> {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let rest = usize::try_from(offset).ok().and_then(|offset| self.0.get(offset..)).unwrap_or_default();
        let count = rest.len().min(into.len());
        if let (Some(target), Some(bytes)) = (into.get_mut(..count), rest.get(..count)) {
            target.copy_from_slice(bytes);
        }
        Ok(count)
    }
}

/// Bytes that lie in memory.
pub struct MemorySource(Arc<[u8]>);

impl MemorySource {
    pub fn new(bytes: Arc<[u8]>) -> Self {
        Self(bytes)
    }
}

impl ByteSource for MemorySource {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        SliceSource(&self.0).read_at(offset, into)
    }
}

/// A source as `std::io` reads it, from its beginning.
pub struct SourceReader<'a> {
    source: &'a dyn ByteSource,
    at: u64,
}

impl<'a> SourceReader<'a> {
    pub fn new(source: &'a dyn ByteSource) -> Self {
        Self { source, at: 0 }
    }
}

impl io::Read for SourceReader<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read_at(self.at, into)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl io::Seek for SourceReader<'_> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        let at = match to {
            io::SeekFrom::Start(at) => Some(at),
            io::SeekFrom::End(step) => self.source.len().checked_add_signed(step),
            io::SeekFrom::Current(step) => self.at.checked_add_signed(step),
        };
        self.at = at.ok_or_else(|| io::Error::other("a position before the beginning of the file"))?;
        Ok(self.at)
    }
}
