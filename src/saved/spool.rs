//! Text that a load makes for itself: in memory while it is short, then in a temporary file that nobody else can open.

use std::collections::hash_map::RandomState;
use std::fs::{File, OpenOptions};
use std::hash::{BuildHasher, Hasher};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use super::file_source::read_at;
use crate::domain::Origin;
use crate::import::{ByteSource, MemorySource};

/// Bytes that stay in memory.
const MEMORY_BYTES: usize = 8 << 20;

/// Bytes being written.
#[derive(Default)]
pub struct Spool {
    memory: Vec<u8>,
    file: Option<BufWriter<Temporary>>,
}

impl Spool {
    /// Ends the writing. `origins` say where each record of the text stands in the user's file.
    pub fn into_source(self, origins: Vec<Origin>) -> io::Result<Arc<dyn ByteSource>> {
        let text: Box<dyn ByteSource> = match self.file {
            None => Box::new(MemorySource::new(self.memory.into())),
            Some(file) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                let len = file.file.metadata()?.len();
                Box::new(Spooled { file, len })
            }
        };
        Ok(Arc::new(Traced { text, origins: origins.into() }))
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.file.is_none() && self.memory.len() + bytes.len() > MEMORY_BYTES {
            let mut file = BufWriter::with_capacity(1 << 20, Temporary::create()?);
            file.write_all(&std::mem::take(&mut self.memory))?;
            self.file = Some(file);
        }
        match &mut self.file {
            Some(file) => file.write(bytes),
            None => self.memory.write(bytes),
        }
    }
    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

/// A file without a name where the system can, else one that goes when it is dropped.
struct Temporary {
    file: File,
    path: Option<PathBuf>,
}

impl Temporary {
    fn create() -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        loop {
            let path = std::env::temp_dir().join(format!("marsad-{:016x}.spool", RandomState::new().build_hasher().finish()));
            match options.open(&path) {
                Ok(file) => {
                    let is_gone = cfg!(unix) && std::fs::remove_file(&path).is_ok();
                    return Ok(Self { file, path: (!is_gone).then_some(path) });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            // A file that cannot be removed is left to the system, which clears the folder in its time.
            let _ = std::fs::remove_file(path);
        }
    }
}

impl Write for Temporary {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

struct Spooled {
    file: Temporary,
    len: u64,
}

impl ByteSource for Spooled {
    fn len(&self) -> u64 {
        self.len
    }
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        read_at(&self.file.file, offset, into)
    }
}

/// A text that knows where its records come from.
struct Traced {
    text: Box<dyn ByteSource>,
    origins: Box<[Origin]>,
}

impl ByteSource for Traced {
    fn len(&self) -> u64 {
        self.text.len()
    }
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        self.text.read_at(offset, into)
    }
    fn origin(&self, record: u64) -> Origin {
        usize::try_from(record).ok().and_then(|record| self.origins.get(record)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_from_memory_or_from_a_file_without_a_name() {
        for len in [10usize, MEMORY_BYTES + 10] {
            let mut spool = Spool::default();
            let bytes: Vec<u8> = (0..len).map(|at| (at % 251) as u8).collect();
            for part in bytes.chunks(1 << 16) {
                spool.write_all(part).unwrap();
            }
            assert_eq!(spool.file.is_some(), len > MEMORY_BYTES);
            #[cfg(unix)]
            assert!(spool.file.as_ref().is_none_or(|file| file.get_ref().path.is_none()), "the file has no name any more");
            let source = spool.into_source(vec![Origin::Record(7)]).unwrap();
            assert_eq!(source.len(), len as u64);
            let mut last = [0; 4];
            assert_eq!(source.read_at(len as u64 - 4, &mut last).unwrap(), 4);
            assert_eq!(last, bytes[len - 4..]);
            assert_eq!((source.origin(0), source.origin(1)), (Origin::Record(7), Origin::Here));
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_open_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let temporary = Temporary::create().unwrap();
        assert_eq!(temporary.file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}
