//! One file read by several threads: this thread finds where each record stands, the others read what it says.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use super::feature::{Refusal, members};
use super::framing::{Flow, ImportError, Load, Loaded, Mode, Progress, incident_of, utf8_of};
use super::limits::Limits;
use super::notes::Notes;
use super::profile::ProfilePlan;
use super::source::ByteSource;
use crate::domain::{Incident, Origin, RecordRef};

/// Takes incidents in; what several have taken in is put together in the file's order.
pub trait Part: Default + Send {
    fn add(&mut self, incident: &Incident);
    /// Takes in what stands behind its own incidents.
    fn append(&mut self, next: Self);
}

/// For a load whose incidents go elsewhere.
#[derive(Default)]
pub struct Alone;

impl Part for Alone {
    fn add(&mut self, _incident: &Incident) {}
    fn append(&mut self, _next: Self) {}
}

/// Bytes of records that travel together: few at first, so that something is soon seen; then more, since words that are
/// met again in a batch cost less.
fn batch_bytes(number: usize) -> usize {
    if number < 4 { 1 << 19 } else { 2 << 20 }
}

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
}

/// The way to the threads and back.
pub struct Dispatch<P> {
    batch: Batch,
    to_workers: SyncSender<(Batch, Arc<ProfilePlan>)>,
    outcomes: Receiver<Outcome<P>>,
}

impl<P: Part> Dispatch<P> {
    /// Starts the threads in `scope`; they end when the dispatch is dropped.
    pub fn start<'scope>(scope: &'scope std::thread::Scope<'scope, '_>, threads: usize) -> Self
    where
        P: 'scope,
    {
        let (to_workers, work) = sync_channel::<(Batch, Arc<ProfilePlan>)>(threads);
        let (done, outcomes) = channel();
        let work = Arc::new(Mutex::new(work));
        for _ in 0..threads {
            let (work, done): (_, Sender<Outcome<P>>) = (Arc::clone(&work), done.clone());
            scope.spawn(move || {
                loop {
                    let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((batch, plan)) = next else { break };
                    if done.send(read(batch, &plan)).is_err() {
                        break;
                    }
                }
            });
        }
        Self { batch: Batch::default(), to_workers, outcomes }
    }

    /// Hands a record on. It travels when its batch is full; then true.
    pub fn push(&mut self, record: RecordRef, origin: Origin, text: &str, plan: &Arc<ProfilePlan>) -> bool {
        self.batch.text.push_str(text);
        self.batch.records.push((record, origin, text.len()));
        let is_full = self.batch.text.len() >= batch_bytes(self.batch.number);
        if is_full {
            self.flush(plan);
        }
        is_full
    }

    pub fn flush(&mut self, plan: &Arc<ProfilePlan>) {
        let next = Batch { number: self.batch.number + 1, ..Batch::default() };
        let batch = std::mem::replace(&mut self.batch, next);
        // The threads live as long as this does; there is nobody to tell if they do not.
        let _ = self.to_workers.send((batch, Arc::clone(plan)));
    }

    /// Outcomes that have come in since the last look, in any order.
    pub fn ready(&self) -> impl Iterator<Item = Outcome<P>> + '_ {
        self.outcomes.try_iter()
    }

    /// The outcomes that are still to come, once nothing more is handed on.
    pub fn rest(self) -> impl Iterator<Item = Outcome<P>> {
        drop(self.to_workers);
        self.outcomes.into_iter()
    }
}

fn read<P: Part>(batch: Batch, plan: &ProfilePlan) -> Outcome<P> {
    let mut outcome = Outcome {
        number: batch.number,
        part: P::default(),
        notes: Notes::default(),
        on_map: 0,
        without_place: 0,
        undated: 0,
        ids: Vec::with_capacity(batch.records.len()),
        refused: Vec::new(),
        is_broken: false,
    };
    let mut rest = batch.text.as_str();
    for (record, origin, length) in batch.records {
        let Some((text, behind)) = rest.split_at_checked(length) else { break };
        rest = behind;
        match incident_of(text, record, origin, plan, &mut outcome.notes, false) {
            Ok(incident) => {
                if incident.places.is_empty() {
                    outcome.without_place += 1;
                } else {
                    outcome.on_map += 1;
                }
                outcome.undated += u64::from(incident.when.is_none());
                outcome.ids.extend(super::framing::id_hash(&incident.id));
                outcome.part.add(&incident);
            }
            Err(refusal) => {
                outcome.is_broken |= members(text).is_err();
                outcome.refused.push((record, refusal));
            }
        }
    }
    outcome
}

/// Files below this size are read faster by one thread than by several, in bytes.
const ALONE_BYTES: u64 = 2 << 20;

/// As [`read_layer`], with as many threads as the machine has, into one whole; the incidents come without their raw
/// properties, which `read_record` gives. `grown` is called now and then with what
/// there is so far; it starts anew where the file turns out to be damaged so that it must be read in order.
pub fn read_whole<P: Part>(
    source: &dyn ByteSource,
    path: &str,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
    grown: &mut dyn FnMut(&P, &ProfilePlan),
) -> Result<(P, Loaded), ImportError> {
    let (text, note) = utf8_of(source, limits)?;
    let from = text.as_deref().unwrap_or(source);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    if threads > 1 && from.len() >= ALONE_BYTES {
        let read = std::thread::scope(|scope| {
            let mode = Mode::Apart(Box::new(Apart { dispatch: Dispatch::start(scope, threads), merge: Merge::default(), grown }));
            Load::new(from, path, limits, progress, mode, note).run_apart()
        })?;
        if let Some((whole, mut loaded)) = read {
            loaded.transcoded = text;
            return Ok((whole, loaded));
        }
    }
    let mut whole = P::default();
    let sink = &mut |incident: Incident| whole.add(&incident);
    let mut loaded = Load::<P>::new(from, path, limits, progress, Mode::Here(sink), note).run()?;
    loaded.transcoded = text;
    Ok((whole, loaded))
}

/// A load whose records are read by other threads.
pub struct Apart<'a, P> {
    pub dispatch: Dispatch<P>,
    merge: Merge<P>,
    grown: &'a mut dyn FnMut(&P, &ProfilePlan),
}

/// The parts put together in the file's order.
pub struct Merge<P> {
    whole: P,
    /// Number of the part that comes next.
    next: usize,
    early: BTreeMap<usize, P>,
    refused: Vec<(RecordRef, Refusal)>,
    is_broken: bool,
    /// Parts of the whole when `grown` was last called; called again when they have doubled.
    shown: usize,
}

impl<P: Default> Default for Merge<P> {
    fn default() -> Self {
        Self { whole: P::default(), next: 0, early: BTreeMap::new(), refused: Vec::new(), is_broken: false, shown: 0 }
    }
}

impl<P: Part> Load<'_, P> {
    /// `Ok(None)` where the file must be read in order.
    fn run_apart(mut self) -> Result<Option<(P, Loaded)>, ImportError> {
        let outcome = self.documents();
        if self.is_to_be_read_in_order() {
            return Ok(None);
        }
        outcome?;
        self.choose_now()?;
        let Mode::Apart(mut apart) = std::mem::replace(&mut self.mode, Mode::Nowhere) else { return Ok(None) };
        if let Some(plan) = &self.plan {
            apart.dispatch.flush(plan);
        }
        for outcome in apart.dispatch.rest() {
            self.take_in(&mut apart.merge, outcome);
            self.show(&mut apart.merge, apart.grown);
        }
        if apart.merge.is_broken {
            return Ok(None);
        }
        let mut refused = apart.merge.refused;
        refused.sort_by_key(|(record, _)| record.offset);
        for (record, refusal) in refused {
            self.quarantine(record, &refusal)?;
        }
        self.report.quarantine.sort_by_key(|fault| fault.index);
        Ok(Some((apart.merge.whole, self.finish()?)))
    }

    pub fn is_to_be_read_in_order(&self) -> bool {
        matches!(&self.mode, Mode::Apart(apart) if apart.merge.is_broken)
    }

    fn take_in(&mut self, merge: &mut Merge<P>, outcome: Outcome<P>) {
        self.notes.absorb(outcome.notes);
        self.report.on_map += outcome.on_map;
        self.report.without_place += outcome.without_place;
        self.report.undated += outcome.undated;
        for id in outcome.ids {
            self.note_id(id);
        }
        merge.refused.extend(outcome.refused);
        merge.is_broken |= outcome.is_broken;
        merge.early.insert(outcome.number, outcome.part);
        while let Some(part) = merge.early.remove(&merge.next) {
            merge.whole.append(part);
            merge.next += 1;
        }
    }

    /// Takes in what the threads have read meanwhile.
    pub fn collect(&mut self) {
        if !matches!(self.mode, Mode::Apart(_)) {
            return;
        }
        let Mode::Apart(mut apart) = std::mem::replace(&mut self.mode, Mode::Nowhere) else { return };
        let ready: Vec<Outcome<P>> = apart.dispatch.ready().collect();
        for outcome in ready {
            self.take_in(&mut apart.merge, outcome);
        }
        self.show(&mut apart.merge, apart.grown);
        self.mode = Mode::Apart(apart);
    }

    /// Shows what there is each time it has doubled.
    fn show(&self, merge: &mut Merge<P>, grown: &mut dyn FnMut(&P, &ProfilePlan)) {
        if let Some(plan) = &self.plan
            && merge.next >= (merge.shown * 2).max(1)
        {
            merge.shown = merge.next;
            grown(&merge.whole, plan);
        }
    }
}
