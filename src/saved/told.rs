//! How far a load has come, told of several threads at once: one unpacks, one makes the text, one reads it.

use std::sync::{Mutex, PoisonError};

use crate::import::{Flow, Progress};

/// Gets how far the load has come, in bytes of the user's file, and says whether to go on.
pub type OnProgress<'a> = &'a mut (dyn FnMut(Progress) -> Flow + Send);

/// Puts the steps of both together.
pub struct Told<'a> {
    /// Bytes of the user's file.
    total: u64,
    state: Mutex<State<'a>>,
}

struct State<'a> {
    /// Shares of the way, up to 1. A file that is read as it stands is written from the beginning.
    unpacked: f64,
    written: f64,
    read: f64,
    features: u64,
    /// Told last: what is told never goes back.
    bytes_read: u64,
    on_progress: OnProgress<'a>,
}

impl<'a> Told<'a> {
    pub fn new(total: u64, on_progress: OnProgress<'a>) -> Self {
        Self { total, state: Mutex::new(State { unpacked: 0.0, written: 0.0, read: 0.0, features: 0, bytes_read: 0, on_progress }) }
    }

    /// So much of the file is unpacked; counts for as long as nothing else is made of it.
    pub fn unpacked(&self, step: Progress) -> Flow {
        self.tell(|state| state.unpacked = share(step))
    }

    /// So much of the file, or of what was packed in it, has become text.
    pub fn written(&self, step: Progress) -> Flow {
        self.tell(|state| {
            state.written = share(step);
            // Those that are written and not read yet count as well.
            state.features = state.features.max(step.features);
        })
    }

    /// So much of the text has been read.
    pub fn read(&self, step: Progress) -> Flow {
        self.tell(|state| {
            state.read = share(step);
            state.features = state.features.max(step.features);
        })
    }

    fn tell(&self, change: impl FnOnce(&mut State<'a>)) -> Flow {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut state);
        // Nothing is read before it is written.
        let made = if state.written > 0.0 { state.written } else { state.unpacked };
        let share = if made > 0.0 { f64::midpoint(made, state.read) } else { state.read };
        state.bytes_read = state.bytes_read.max((self.total as f64 * share) as u64);
        let State { features, bytes_read, .. } = *state;
        (state.on_progress)(Progress { bytes_read, bytes_total: self.total, features })
    }
}

fn share(step: Progress) -> f64 {
    (step.bytes_read as f64 / step.bytes_total.max(1) as f64).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(bytes_read: u64, bytes_total: u64, features: u64) -> Progress {
        Progress { bytes_read, bytes_total, features }
    }

    #[test]
    fn making_the_text_is_one_half_of_the_way_and_reading_it_the_other() {
        let mut steps = Vec::new();
        let mut on_progress = |step: Progress| {
            steps.push((step.bytes_read, step.bytes_total, step.features));
            Flow::Continue
        };
        let told = Told::new(1_000, &mut on_progress);
        let _ = told.written(step(20, 40, 7));
        let _ = told.read(step(10, 100, 3));
        let _ = told.written(step(40, 40, 9));
        let _ = told.read(step(100, 100, 9));
        assert_eq!(steps, [(250, 1_000, 7), (300, 1_000, 7), (550, 1_000, 9), (1_000, 1_000, 9)]);
    }

    #[test]
    fn what_is_unpacked_counts_until_it_is_translated_and_nothing_goes_back() {
        let mut steps = Vec::new();
        let mut on_progress = |step: Progress| {
            steps.push(step.bytes_read);
            Flow::Continue
        };
        let told = Told::new(1_000, &mut on_progress);
        let _ = told.unpacked(step(40, 100, 0));
        let _ = told.written(step(10, 100, 5));
        let _ = told.unpacked(step(100, 100, 0));
        let _ = told.written(step(80, 100, 9));
        let _ = told.read(step(40, 100, 9));
        assert_eq!(steps, [200, 200, 200, 400, 600]);
    }

    #[test]
    fn a_file_that_is_read_as_it_stands_counts_once_and_whoever_says_stop_is_heard() {
        let mut last = 0;
        let mut on_progress = |step: Progress| {
            last = step.bytes_read;
            if last > 500 { Flow::Cancel } else { Flow::Continue }
        };
        let told = Told::new(1_000, &mut on_progress);
        assert_eq!((told.read(step(500, 1_000, 1)), told.read(step(501, 1_000, 1))), (Flow::Continue, Flow::Cancel));
        assert_eq!(last, 501);
    }
}
