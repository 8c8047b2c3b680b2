//! Where bytes come from: anything that can be read by position.

use std::io;
use std::sync::Arc;

/// Bytes that are read by position. A read may give fewer bytes than were asked for; none means the end.
pub trait ByteSource: Send + Sync {
    /// Length in bytes.
    fn len(&self) -> u64;
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize>;
    fn is_empty(&self) -> bool {
        self.len() == 0
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
        let rest = usize::try_from(offset).ok().and_then(|offset| self.0.get(offset..)).unwrap_or_default();
        let count = rest.len().min(into.len());
        if let (Some(target), Some(bytes)) = (into.get_mut(..count), rest.get(..count)) {
            target.copy_from_slice(bytes);
        }
        Ok(count)
    }
}
