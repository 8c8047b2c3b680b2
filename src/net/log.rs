//! What left the machine: counted and listed, for the whole run of the program.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// How many requests are kept in words; all are counted.
const KEPT: usize = 200;

/// The requests made so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    pub total: u64,
    pub bytes_received: u64,
    /// The latest requests with their outcome, oldest first.
    pub latest: VecDeque<String>,
}

static LOG: Mutex<Requests> = Mutex::new(Requests { total: 0, bytes_received: 0, latest: VecDeque::new() });

/// A copy of the record so far.
pub fn requests() -> Requests {
    LOG.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

pub(super) fn record(url: &str, outcome: &str, bytes: u64) {
    let mut log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
    log.bytes_received += bytes;
    log.latest.push_back(format!("{outcome} {url}"));
    while log.latest.len() > KEPT {
        log.latest.pop_front();
    }
}

/// Counted before the request leaves, so that one that never returns is counted too.
pub(super) fn count() {
    LOG.lock().unwrap_or_else(PoisonError::into_inner).total += 1;
}
