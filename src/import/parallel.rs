//! One file read by several threads: this thread finds where each record stands, the others read what it says.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use super::feature::{Refusal, members};
use super::framing::{Flow, ImportError, Load, Loaded, Mode, Progress, utf8_of};
use super::limits::Limits;
use super::notes::{NoteText, Notes};
use super::plain::PlainReader;
use super::profile::ProfilePlan;
use super::reader::LineCount;
use super::record::incident_of;
use super::source::ByteSource;
use super::stretch::{Between, Passed, Stretch, read_stretch};
use crate::domain::{Incident, Origin, PlainIncident, RecordRef};

/// Takes incidents in; what several have taken in is put together in the file's order.
pub trait Part: Default + Send {
    /// What a thread remembers from part to part. A clone for another thread shares what must mean the same in all of them.
    type Memory: Default + Clone + Send;
    /// Whether ordinary records may come as plain incidents.
    const TAKES_PLAIN: bool;
    fn add(&mut self, incident: &Incident, memory: &mut Self::Memory);
    /// Asked where `TAKES_PLAIN` alone.
    fn add_plain(&mut self, incident: &PlainIncident, memory: &mut Self::Memory);
    /// So many incidents more are likely to come.
    fn make_room(&mut self, _num_more: usize) {}
    /// Takes in what stands behind its own incidents; `next` is empty then and keeps its memory for another part.
    fn append(&mut self, next: &mut Self);
    /// Adds to the index and to the line of every record: they were counted from the beginning of a stretch.
    fn shift(&mut self, records: u64, lines: u64);
}

/// For a load whose incidents go elsewhere.
#[derive(Default)]
pub struct Alone;

impl Part for Alone {
    type Memory = ();
    const TAKES_PLAIN: bool = false;
    fn add(&mut self, _incident: &Incident, _memory: &mut ()) {}
    fn add_plain(&mut self, _incident: &PlainIncident, _memory: &mut ()) {}
    fn append(&mut self, _next: &mut Self) {}
    fn shift(&mut self, _records: u64, _lines: u64) {}
}

/// Bytes of records that travel together: never so many that the processor's nearer memories cannot hold them.
const BATCH_BYTES: usize = 2 << 20;
/// Each of many threads takes fewer: what is under way in all of them is memory taken.
const MANY_THREADS: usize = 4;

/// After so many parts their number of records tells that of the whole.
const EXPECTED_FROM: usize = 12;

/// Records that travel together.
#[derive(Default)]
struct Batch {
    number: usize,
    text: String,
    /// Each record with where it stands in the user's file and the length of its text.
    records: Vec<(RecordRef, Origin, usize)>,
}

/// What a batch came to.
pub struct Outcome<P> {
    pub number: usize,
    pub part: P,
    pub notes: Notes,
    pub on_map: u64,
    pub without_place: u64,
    pub undated: u64,
    /// Hashes of the ids, in order.
    pub ids: Vec<u64>,
    pub refused: Vec<(RecordRef, Refusal)>,
    /// A record is unsound in its syntax: the next one may begin inside of it, which only reading in order can tell.
    pub is_broken: bool,
    /// For a stretch, whose records are numbered from 0.
    pub passed: Option<Passed>,
    /// The stretch did not prove its cut.
    pub is_unsure: bool,
}

impl<P: Part> Outcome<P> {
    /// Nothing so far; `part` is empty.
    pub fn new(number: usize, part: P) -> Self {
        Self {
            number,
            part,
            notes: Notes::default(),
            on_map: 0,
            without_place: 0,
            undated: 0,
            ids: Vec::new(),
            refused: Vec::new(),
            is_broken: false,
            passed: None,
            is_unsure: false,
        }
    }

    /// Counts what a record came to.
    pub fn take(&mut self, record: RecordRef, made: Result<Incident, Refusal>, memory: &mut P::Memory) {
        match made {
            Ok(incident) => {
                self.count(!incident.places.is_empty(), incident.when.is_some(), &incident.id);
                self.part.add(&incident, memory);
            }
            Err(refusal) => self.refused.push((record, refusal)),
        }
    }

    /// As [`take`](Self::take), for a plain incident.
    pub fn take_plain(&mut self, made: &PlainIncident, memory: &mut P::Memory) {
        self.count(made.at.is_some(), made.when.is_some(), &made.id);
        self.part.add_plain(made, memory);
    }

    fn count(&mut self, has_place: bool, is_dated: bool, id: &str) {
        self.on_map += u64::from(has_place);
        self.without_place += u64::from(!has_place);
        self.undated += u64::from(!is_dated);
        self.ids.extend(super::framing::id_hash(id));
    }
}

/// What a thread is to read.
enum Work {
    Batch(Batch),
    Stretch(Stretch),
}

impl Work {
    fn number(&self) -> usize {
        match self {
            Self::Batch(batch) => batch.number,
            Self::Stretch(stretch) => stretch.number,
        }
    }
}

/// The way to the threads and back.
pub struct Dispatch<P> {
    batch: Batch,
    threads: usize,
    to_workers: SyncSender<(Work, Arc<ProfilePlan>)>,
    outcomes: Receiver<Outcome<P>>,
    spare: Spare<P>,
}

/// Empty parts with the memory that they had: asking for it anew for each part costs more than filling it.
type Spare<P> = Arc<Mutex<Vec<P>>>;

impl<P: Part> Dispatch<P> {
    /// Starts the threads in `scope`; they end when the dispatch is dropped.
    pub fn start<'scope, 'env>(
        scope: &'scope std::thread::Scope<'scope, 'env>,
        threads: usize,
        source: &'env dyn ByteSource,
        max_record_bytes: u64,
    ) -> Self
    where
        P: 'scope,
    {
        let (to_workers, work) = sync_channel::<(Work, Arc<ProfilePlan>)>(threads);
        let (done, outcomes) = channel();
        let work = Arc::new(Mutex::new(work));
        let memory = P::Memory::default();
        let spare = Spare::<P>::default();
        for _ in 0..threads {
            let (work, done): (_, Sender<Outcome<P>>) = (Arc::clone(&work), done.clone());
            let (memory, spare) = (memory.clone(), Arc::clone(&spare));
            scope.spawn(move || {
                let mut bench = Workbench { buffer: Vec::new(), reader: None, memory, num_records: 0 };
                loop {
                    let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((work, plan)) = next else { break };
                    let number = work.number();
                    let part = spare.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
                    let outcome = Outcome::new(number, part);
                    let outcome = catch_unwind(AssertUnwindSafe(|| match work {
                        Work::Batch(batch) => read(batch, &plan, outcome, &mut bench.memory),
                        Work::Stretch(stretch) => read_stretch(source, &stretch, max_record_bytes, &plan, outcome, &mut bench),
                    }));
                    // Whoever waits must not wait for ever: a fault of the program's own is met again when the file is read in
                    // order, by the thread that answers for the load.
                    let outcome = outcome.unwrap_or_else(|_| Outcome { is_broken: true, ..Outcome::new(number, P::default()) });
                    if done.send(outcome).is_err() {
                        break;
                    }
                }
            });
        }
        Self { batch: Batch::default(), threads, to_workers, outcomes, spare }
    }

    /// Takes back a part that has been emptied.
    fn put_back(&self, part: P) {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(part);
    }

    /// Hands a record on. It travels when its batch is full; then true.
    pub fn push(&mut self, record: RecordRef, origin: Origin, text: &str, plan: &Arc<ProfilePlan>) -> bool {
        self.batch.text.push_str(text);
        self.batch.records.push((record, origin, text.len()));
        let is_full = self.batch.text.len() >= self.batch_bytes();
        if is_full {
            self.flush(plan);
        }
        is_full
    }

    pub fn flush(&mut self, plan: &Arc<ProfilePlan>) {
        let next = Batch { number: self.batch.number + 1, ..Batch::default() };
        let batch = std::mem::replace(&mut self.batch, next);
        // The threads live as long as this does; there is nobody to tell if they do not.
        let _ = self.to_workers.send((Work::Batch(batch), Arc::clone(plan)));
    }

    /// Bytes of what travels next: few at first, so that something is soon seen.
    pub fn batch_bytes(&self) -> usize {
        let few = BATCH_BYTES / 4;
        if self.batch.number < 4 {
            few
        } else if self.threads > MANY_THREADS {
            few * 2
        } else {
            BATCH_BYTES
        }
    }

    /// Number of what travels next.
    pub fn number(&self) -> usize {
        self.batch.number
    }

    /// Hands on a stretch; the batch at hand is empty.
    pub fn push_stretch(&mut self, from: u64, to: u64, between: Between, plan: &Arc<ProfilePlan>) {
        let stretch = Stretch { number: self.batch.number, from, to, between };
        self.batch.number += 1;
        let _ = self.to_workers.send((Work::Stretch(stretch), Arc::clone(plan)));
    }

    /// Waits for the next outcome.
    pub fn wait(&self) -> Option<Outcome<P>> {
        self.outcomes.recv().ok()
    }

    /// Outcomes that have come in since the last look, in any order.
    pub fn ready(&self) -> impl Iterator<Item = Outcome<P>> + '_ {
        self.outcomes.try_iter()
    }
}

/// What a thread keeps from one piece of work to the next.
pub struct Workbench<P: Part> {
    pub buffer: Vec<u8>,
    pub reader: Option<PlainReader>,
    pub memory: P::Memory,
    /// Records of the last stretch: the next one is likely to have as many.
    pub num_records: usize,
}

fn read<P: Part>(batch: Batch, plan: &ProfilePlan, mut outcome: Outcome<P>, memory: &mut P::Memory) -> Outcome<P> {
    outcome.ids.reserve(batch.records.len());
    let mut rest = batch.text.as_str();
    for (record, origin, length) in batch.records {
        let Some((text, behind)) = rest.split_at_checked(length) else { break };
        rest = behind;
        let made = incident_of(text, record, origin, plan, &mut outcome.notes, false);
        outcome.is_broken |= made.is_err() && members(text).is_err();
        outcome.take(record, made, memory);
    }
    outcome
}

/// Files below this size are read faster by one thread than by several, in bytes.
const ALONE_BYTES: u64 = 2 << 20;

/// As [`read_layer`], with as many threads as the machine has, into one whole; the incidents come without their raw
/// properties and their origin, which `read_record` gives. `grown` is called now and then with what
/// there is so far; it starts anew where the file turns out to be damaged so that it must be read in order.
pub fn read_whole<P: Part>(
    source: &dyn ByteSource,
    path: &str,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
    grown: &mut dyn FnMut(&P, &ProfilePlan),
) -> Result<(P, Loaded), ImportError> {
    let (text, note) = utf8_of(source, limits, progress)?;
    let from = text.as_deref().unwrap_or(source);
    let (whole, mut loaded) = read_by(from, path, limits, note, progress, grown)?;
    if !loaded.late.is_empty() {
        // Columns that tell when or where, or the system of the coordinates, come far behind the first records: with them in sight all
        // is read once more.
        let more = Limits { found: loaded.late, ..limits.clone() };
        drop(whole);
        let (whole, mut loaded) = read_by(from, path, &more, note, progress, grown)?;
        loaded.transcoded = text;
        return Ok((whole, loaded));
    }
    loaded.transcoded = text;
    Ok((whole, loaded))
}

/// Reads UTF-8 by the quickest way that proves to be sound.
fn read_by<P: Part>(
    from: &dyn ByteSource,
    path: &str,
    limits: &Limits,
    note: Option<NoteText>,
    progress: &mut dyn FnMut(Progress) -> Flow,
    grown: &mut dyn FnMut(&P, &ProfilePlan),
) -> Result<(P, Loaded), ImportError> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    // From the quickest way to the most careful one.
    let ways = if from.len() >= ALONE_BYTES { [true, false].as_slice() } else { &[] };
    for with_stretches in ways.iter().copied() {
        let read = std::thread::scope(|scope| {
            let dispatch = Dispatch::start(scope, threads, from, limits.max_feature_bytes);
            let mode = Mode::Apart(Box::new(Apart { dispatch, merge: Merge::default(), with_stretches, grown: &mut *grown }));
            Load::new(from, path, limits, &mut *progress, mode, note).run_apart()
        })?;
        match read {
            Read::Whole(whole, loaded) => return Ok((whole, *loaded)),
            Read::Unsure => {}
            Read::Broken => break,
        }
    }
    let mut whole = P::default();
    let mut memory = P::Memory::default();
    let sink = &mut |incident: Incident| whole.add(&incident, &mut memory);
    let loaded = Load::<P>::new(from, path, limits, progress, Mode::Here(sink), note).run()?;
    Ok((whole, loaded))
}

/// What several threads came to.
enum Read<P> {
    Whole(P, Box<Loaded>),
    /// A cut was not proved: each record is to be found by this thread.
    Unsure,
    /// A record is broken: the file is to be read in order.
    Broken,
}

/// A load whose records are read by other threads.
pub struct Apart<'a, P> {
    pub dispatch: Dispatch<P>,
    merge: Merge<P>,
    pub with_stretches: bool,
    grown: &'a mut dyn FnMut(&P, &ProfilePlan),
}

/// The parts put together in the file's order.
pub struct Merge<P> {
    whole: P,
    /// Number of the part that comes next.
    next: usize,
    early: BTreeMap<usize, Outcome<P>>,
    /// Line ends up to where the stretches taken in reach.
    lines: LineCount,
    refused: Vec<(RecordRef, Refusal)>,
    is_broken: bool,
    is_unsure: bool,
    /// Parts of the whole when `grown` was last called.
    shown: usize,
}

impl<P: Default> Default for Merge<P> {
    fn default() -> Self {
        Self {
            whole: P::default(),
            next: 0,
            early: BTreeMap::new(),
            lines: LineCount::default(),
            refused: Vec::new(),
            is_broken: false,
            is_unsure: false,
            shown: 0,
        }
    }
}

impl<P: Part> Load<'_, P> {
    fn run_apart(mut self) -> Result<Read<P>, ImportError> {
        let outcome = self.documents();
        if let Some(why) = self.why_again() {
            return Ok(why);
        }
        outcome?;
        self.choose_now()?;
        self.settle();
        if let Some(why) = self.why_again() {
            return Ok(why);
        }
        let Mode::Apart(apart) = std::mem::replace(&mut self.mode, Mode::Nowhere) else { return Ok(Read::Broken) };
        let mut refused = apart.merge.refused;
        refused.sort_by_key(|(record, _)| record.offset);
        for (record, refusal) in refused {
            self.quarantine(record, &refusal)?;
        }
        self.report.quarantine.sort_by_key(|fault| fault.index);
        Ok(Read::Whole(apart.merge.whole, Box::new(self.finish()?)))
    }

    fn why_again(&self) -> Option<Read<P>> {
        let Mode::Apart(apart) = &self.mode else { return None };
        if apart.merge.is_broken {
            return Some(Read::Broken);
        }
        apart.merge.is_unsure.then_some(Read::Unsure)
    }

    /// True where what was read so far is of no use.
    pub fn is_to_be_read_again(&self) -> bool {
        self.why_again().is_some()
    }

    fn take_in(&mut self, Apart { merge, dispatch, .. }: &mut Apart<P>, outcome: Outcome<P>) {
        merge.early.insert(outcome.number, outcome);
        while let Some(mut outcome) = merge.early.remove(&merge.next) {
            merge.is_broken |= outcome.is_broken;
            merge.is_unsure |= outcome.is_unsure;
            if let Some(passed) = outcome.passed {
                let (records, lines) = (self.report.seen, merge.lines.newlines);
                outcome.part.shift(records, lines);
                outcome.notes.shift(records, lines);
                for (record, _) in &mut outcome.refused {
                    record.index += records;
                    record.line += lines;
                }
                self.report.seen += passed.records;
                merge.lines.newlines += passed.newlines;
                merge.lines.line_start = passed.line_start.unwrap_or(merge.lines.line_start);
            }
            self.notes.absorb(outcome.notes);
            self.report.on_map += outcome.on_map;
            self.report.without_place += outcome.without_place;
            self.report.undated += outcome.undated;
            self.ids.extend(outcome.ids);
            merge.refused.extend(outcome.refused);
            merge.whole.append(&mut outcome.part);
            dispatch.put_back(outcome.part);
            merge.next += 1;
            if merge.next == EXPECTED_FROM && self.said_at > 0 {
                let more = (self.report.on_map + self.report.without_place) * self.reader.len() / self.said_at;
                merge.whole.make_room(more as usize);
            }
        }
    }

    /// Takes in what the threads have read meanwhile.
    pub fn collect(&mut self) {
        self.take_from(|dispatch| dispatch.ready().collect());
    }

    /// Hands on what has gathered and takes in all that is under way.
    pub fn settle(&mut self) {
        if let (Mode::Apart(apart), Some(plan)) = (&mut self.mode, &self.plan) {
            apart.dispatch.flush(plan);
        }
        while let Mode::Apart(apart) = &self.mode
            && apart.merge.next < apart.dispatch.number()
        {
            let before = apart.merge.next + apart.merge.early.len();
            self.take_from(|dispatch| dispatch.wait().into_iter().collect());
            let Mode::Apart(apart) = &self.mode else { break };
            // A thread that is gone sends nothing more.
            if apart.merge.next + apart.merge.early.len() == before {
                break;
            }
        }
    }

    fn take_from(&mut self, take: impl FnOnce(&Dispatch<P>) -> Vec<Outcome<P>>) {
        if !matches!(self.mode, Mode::Apart(_)) {
            return;
        }
        let Mode::Apart(mut apart) = std::mem::replace(&mut self.mode, Mode::Nowhere) else { return };
        for outcome in take(&apart.dispatch) {
            self.take_in(&mut apart, outcome);
        }
        self.show(&mut apart.merge, apart.grown);
        self.mode = Mode::Apart(apart);
    }

    /// The stretches begin where so many line ends have been passed.
    pub fn begin_stretches(&mut self, lines: LineCount) {
        if let Mode::Apart(apart) = &mut self.mode {
            apart.merge.lines = lines;
        }
    }

    /// The stretches end; the reader goes on there.
    pub fn end_stretches(&mut self, at: u64) {
        if let Mode::Apart(apart) = &mut self.mode {
            apart.merge.lines.offset = at;
            self.reader.counted(apart.merge.lines);
        }
    }

    /// Shows what there is each time it has grown fourfold; a layer that is more than half read is soon there as a whole.
    fn show(&self, merge: &mut Merge<P>, grown: &mut dyn FnMut(&P, &ProfilePlan)) {
        if let Some(plan) = &self.plan
            && merge.next >= (merge.shown * 4).max(1)
            && self.said_at * 2 <= self.reader.len()
        {
            merge.shown = merge.next;
            grown(&merge.whole, plan);
        }
    }
}
