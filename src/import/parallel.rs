//! One file read by several threads: this thread finds where each record stands, the others read what it says.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use super::feature::{Refusal, members};
use super::framing::incident_of;
use super::notes::Notes;
use super::profile::ProfilePlan;
use crate::domain::{Incident, RecordRef};
use crate::store::StoreBuilder;

/// Takes incidents in; what several have taken in is put together in the file's order.
pub trait Part: Default + Send {
    fn add(&mut self, incident: &Incident);
    /// Takes in what stands behind its own incidents.
    fn append(&mut self, next: Self);
}

impl Part for StoreBuilder {
    fn add(&mut self, incident: &Incident) {
        self.push(incident);
    }
    fn append(&mut self, next: Self) {
        Self::append(self, next);
    }
}

/// Bytes of records that travel together.
const BATCH_BYTES: usize = 1 << 20;

/// Records that travel together.
#[derive(Default)]
struct Batch {
    number: usize,
    text: String,
    /// Each record with the length of its text.
    records: Vec<(RecordRef, usize)>,
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
        let (to_workers, work) = sync_channel::<(Batch, Arc<ProfilePlan>)>(threads * 2);
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
    pub fn push(&mut self, record: RecordRef, text: &str, plan: &Arc<ProfilePlan>) -> bool {
        self.batch.text.push_str(text);
        self.batch.records.push((record, text.len()));
        let is_full = self.batch.text.len() >= BATCH_BYTES;
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
    for (record, length) in batch.records {
        let Some((text, behind)) = rest.split_at_checked(length) else { break };
        rest = behind;
        match incident_of(text, record, plan, &mut outcome.notes, false) {
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
