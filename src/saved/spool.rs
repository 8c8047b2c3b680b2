//! Text that a load makes for itself: in memory while it is short, then in a temporary file that nobody else can open. It can be read
//! while it is being written.

use std::collections::hash_map::RandomState;
use std::fs::{File, OpenOptions};
use std::hash::{BuildHasher, Hasher};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::file_source::{read_at, write_all_at};
use crate::domain::Origin;
use crate::import::{ByteSource, Lines, SliceSource};

/// Bytes that stay in memory.
const MEMORY_BYTES: usize = 8 << 20;
/// Bytes that are handed on together: few at first, so that something is soon seen.
const HANDED_ON: [usize; 2] = [64 << 10, 1 << 20];
/// The part of what a text is made from that must be used before its length is told from it.
const SURE_SHARE: u64 = 10;

/// The end that is written to.
pub struct Spool {
    text: Arc<SpoolText>,
    /// What has not been handed on.
    bytes: Vec<u8>,
    origins: Vec<Origin>,
    len: u64,
}

/// The end that is read from. Reading waits for bytes that are still to come.
pub struct SpoolText {
    state: Mutex<State>,
    grew: Condvar,
}

#[derive(Default)]
struct State {
    place: Place,
    /// Bytes that can be read.
    len: u64,
    /// Where each record of the text stands in the user's file.
    origins: Vec<Origin>,
    /// How long the text will be, as far as can be told.
    expected: u64,
    /// Enough has been made of the text for that to be no mere guess.
    is_sure: bool,
    phase: Phase,
}

enum Place {
    Memory(Vec<u8>),
    File(Arc<Temporary>),
}

impl Default for Place {
    fn default() -> Self {
        Self::Memory(Vec::new())
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Growing,
    Complete,
    /// The writer gave up before the end.
    Broken,
    /// Nobody wants to read on.
    Unwanted,
}

impl Spool {
    /// Both ends. `expected` is a first guess at the length of the text.
    pub fn new(expected: u64) -> (Self, Arc<SpoolText>) {
        let state = Mutex::new(State { expected, ..State::default() });
        let text = Arc::new(SpoolText { state, grew: Condvar::new() });
        (Self { text: Arc::clone(&text), bytes: Vec::new(), origins: Vec::new(), len: 0 }, text)
    }

    /// The text ends here.
    pub fn complete(mut self) -> io::Result<()> {
        self.hand_on(&[])?;
        self.text.lock().origins.shrink_to_fit();
        self.text.close(Phase::Complete);
        Ok(())
    }

    /// Hands on what has gathered, and `more` behind it.
    fn hand_on(&mut self, more: &[u8]) -> io::Result<()> {
        let len = self.len + (self.bytes.len() + more.len()) as u64;
        let mut state = self.text.lock();
        if state.phase == Phase::Unwanted {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let file = match &mut state.place {
            Place::File(file) => Arc::clone(file),
            Place::Memory(memory) if len <= MEMORY_BYTES as u64 => {
                memory.append(&mut self.bytes);
                memory.extend_from_slice(more);
                self.text.let_read(&mut state, len, &mut self.origins);
                self.len = len;
                return Ok(());
            }
            Place::Memory(memory) => {
                let file = Temporary::create()?;
                write_all_at(&file.file, memory, 0)?;
                Arc::new(file)
            }
        };
        // While the file is written, others read what they have.
        drop(state);
        write_all_at(&file.file, &self.bytes, self.len)?;
        write_all_at(&file.file, more, self.len + self.bytes.len() as u64)?;
        self.bytes.clear();
        let mut state = self.text.lock();
        state.place = Place::File(file);
        self.text.let_read(&mut state, len, &mut self.origins);
        self.len = len;
        Ok(())
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let [first, later] = HANDED_ON;
        let enough = if self.len < later as u64 { first } else { later };
        // Only whole lines come with what is known of them, and a line is written at once.
        if self.bytes.len() + bytes.len() >= enough {
            self.hand_on(bytes)?;
        } else {
            self.bytes.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        self.hand_on(&[])
    }
}

impl Lines for Spool {
    fn record(&mut self, origin: Origin) {
        self.origins.push(origin);
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        self.text.close(Phase::Broken);
    }
}

impl SpoolText {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the growing. False where it had ended before.
    fn close(&self, phase: Phase) -> bool {
        let mut state = self.lock();
        let was_growing = state.phase == Phase::Growing;
        if was_growing {
            state.phase = phase;
        }
        self.grew.notify_all();
        was_growing
    }

    /// Lets what has been written be read.
    fn let_read(&self, state: &mut State, len: u64, origins: &mut Vec<Origin>) {
        state.len = len;
        state.origins.append(origins);
        self.grew.notify_all();
    }

    /// So much of what the text is made from has been used, which tells how long the text will be. False where nobody reads on.
    pub fn used(&self, done: u64, all: u64) -> bool {
        let mut state = self.lock();
        if done > 0 && state.len > 0 {
            let whole = state.len as f64 * all as f64 / done as f64;
            state.expected = (whole as u64).max(state.len);
            state.is_sure = done.saturating_mul(SURE_SHARE) >= all;
        }
        state.phase != Phase::Unwanted
    }

    /// How long the text will at least be, as far as that is certain enough to refuse it.
    pub fn sure_len(&self) -> u64 {
        let state = self.lock();
        if state.phase == Phase::Growing && state.is_sure { state.expected } else { state.len }
    }

    /// Tells the writer to stop. True where it had not come to its end.
    pub fn stop(&self) -> bool {
        self.close(Phase::Unwanted)
    }
}

impl ByteSource for SpoolText {
    /// While the text grows, how long it will probably be.
    fn len(&self) -> u64 {
        let state = self.lock();
        if state.phase == Phase::Growing { state.expected.max(state.len) } else { state.len }
    }
    fn end(&self) -> u64 {
        let mut state = self.lock();
        while state.phase == Phase::Growing {
            state = self.grew.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.len
    }
    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let mut state = self.lock();
        while offset >= state.len && state.phase == Phase::Growing && !into.is_empty() {
            state = self.grew.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if offset >= state.len && matches!(state.phase, Phase::Broken | Phase::Unwanted) {
            return Err(io::Error::other("the text was not written to its end"));
        }
        let count = (state.len.saturating_sub(offset)).min(into.len() as u64) as usize;
        let into = into.get_mut(..count).unwrap_or_default();
        let file = match &state.place {
            Place::Memory(memory) => return SliceSource(memory).read_at(offset, into),
            Place::File(file) => Arc::clone(file),
        };
        drop(state);
        read_at(&file.file, offset, into)
    }
    fn origin(&self, record: u64) -> Origin {
        let state = self.lock();
        usize::try_from(record).ok().and_then(|record| state.origins.get(record)).copied().unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::import::SourceReader;

    fn bytes(len: usize) -> Vec<u8> {
        (0..len).map(|at| (at % 251) as u8).collect()
    }

    #[test]
    fn what_is_written_is_read_back_from_memory_or_from_a_file_without_a_name() {
        for len in [10usize, MEMORY_BYTES + 10, MEMORY_BYTES + (5 << 20)] {
            let (mut spool, text) = Spool::new(7);
            spool.record(Origin::Record(7));
            let bytes = bytes(len);
            for part in bytes.chunks(1 << 16) {
                spool.write_all(part).unwrap();
            }
            spool.complete().unwrap();
            let is_file = match &text.lock().place {
                Place::File(file) => {
                    assert!(!cfg!(unix) || file.path.is_none(), "the file has no name any more");
                    true
                }
                Place::Memory(_) => false,
            };
            assert_eq!(is_file, len > MEMORY_BYTES);
            assert_eq!(text.len(), len as u64);
            let mut all = Vec::new();
            SourceReader::new(text.as_ref()).read_to_end(&mut all).unwrap();
            assert!(all == bytes);
            assert_eq!((text.origin(0), text.origin(1)), (Origin::Record(7), Origin::Here));
        }
    }

    #[test]
    fn a_reader_waits_for_what_is_still_to_come_and_knows_where_its_records_stand() {
        let (mut spool, text) = Spool::new(0);
        let bytes = bytes(MEMORY_BYTES + (3 << 20));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for (at, part) in bytes.chunks(1000).enumerate() {
                    spool.record(Origin::Record(at as u64));
                    spool.write_all(part).unwrap();
                }
                spool.complete().unwrap();
            });
            let mut at = 0;
            let mut block = vec![0; 70_000];
            loop {
                let count = text.read_at(at as u64, &mut block).unwrap();
                if count == 0 {
                    break;
                }
                assert_eq!(block[..count], bytes[at..at + count]);
                at += count;
                assert_eq!(text.origin((at as u64 - 1) / 1000), Origin::Record((at as u64 - 1) / 1000));
            }
            assert_eq!(at, bytes.len());
        });
    }

    #[test]
    fn a_text_that_breaks_off_is_an_error_behind_what_was_written() {
        let (mut spool, text) = Spool::new(0);
        spool.write_all(b"some").unwrap();
        spool.flush().unwrap();
        drop(spool);
        let mut block = [0; 8];
        assert_eq!(text.read_at(0, &mut block).unwrap(), 4);
        assert!(text.read_at(4, &mut block).is_err());
        assert!(!text.stop(), "it had ended");
    }

    #[test]
    fn a_writer_learns_that_nobody_reads_on() {
        let (mut spool, text) = Spool::new(0);
        assert!(text.stop());
        assert!(!text.used(1, 2));
        assert!(spool.write_all(b"some").and_then(|()| spool.flush()).is_err());
    }

    #[test]
    fn the_length_is_guessed_from_what_has_been_used() {
        let (mut spool, text) = Spool::new(500);
        assert!(text.used(1, 100));
        assert_eq!(text.len(), 500);
        spool.write_all(&bytes(100_000)).unwrap();
        assert_eq!((text.len(), text.sure_len()), (100_000, 100_000), "what is there is sure");
        assert!(text.used(5, 100));
        assert_eq!((text.len(), text.sure_len()), (2_000_000, 100_000));
        assert!(text.used(20, 100));
        assert_eq!((text.len(), text.sure_len()), (500_000, 500_000));
        spool.complete().unwrap();
        assert_eq!((text.len(), text.sure_len(), text.end()), (100_000, 100_000, 100_000));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_open_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let temporary = Temporary::create().unwrap();
        assert_eq!(temporary.file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}
