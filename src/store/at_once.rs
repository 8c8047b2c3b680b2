//! Work on many rows by as many threads as the machine has. Threads start for each piece of work and end with it: a program at rest has
//! none that wait.

use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

/// More threads than these wait for memory more than they work.
const MAX_THREADS: usize = 8;
/// Under test there are several even on a machine of one core.
const MIN_THREADS: usize = if cfg!(test) { 3 } else { 1 };
/// Rows from which on sealing a store, or searching in it, is worth a second thread. Few under test, so that runs are put together there too.
pub const ALONE_ROWS: usize = if cfg!(test) { 70 } else { 20_000 };

fn num_threads() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    let cores = *CORES.get_or_init(|| std::thread::available_parallelism().map_or(1, usize::from));
    cores.clamp(MIN_THREADS, MAX_THREADS)
}

/// The last of all works on this thread, the others on threads of their own.
fn on_threads<T: Send, A: Send>(all: Vec<T>, work: impl Fn(T) -> A + Sync) -> Vec<A> {
    let mut all = all;
    let Some(last) = all.pop() else { return Vec::new() };
    let work = &work;
    std::thread::scope(|scope| {
        let threads: Vec<_> = all.into_iter().map(|part| scope.spawn(move || work(part))).collect();
        let last = work(last);
        let joined = threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        let mut made: Vec<A> = joined.collect();
        made.push(last);
        made
    })
}

/// What runs of rows come to, in their order; each begins at a multiple of 64. Below `alone_rows` there is one.
pub fn in_runs<A: Send>(num_rows: usize, alone_rows: usize, work: impl Fn(Range<usize>) -> A + Sync) -> Vec<A> {
    in_so_many(if num_rows < alone_rows { 1 } else { num_threads() }, num_rows, work)
}

/// As `in_runs`, for one of two tasks that are done at the same time.
pub fn in_half_the_runs<A: Send>(num_rows: usize, work: impl Fn(Range<usize>) -> A + Sync) -> Vec<A> {
    in_so_many(if num_rows < ALONE_ROWS { 1 } else { num_threads().div_ceil(2) }, num_rows, work)
}

fn in_so_many<A: Send>(num_runs: usize, num_rows: usize, work: impl Fn(Range<usize>) -> A + Sync) -> Vec<A> {
    let each = num_rows.div_ceil(num_runs).next_multiple_of(64).max(64);
    let runs = (0..num_runs).map(|run| (run * each).min(num_rows)..((run + 1) * each).min(num_rows));
    on_threads(runs.filter(|run| run.start == 0 || !run.is_empty()).collect(), work)
}

/// Parts of the sealing that are done at the same time: each may take the memory of a column.
const MAX_TASKS: usize = 4;

/// Does parts of the sealing of so many rows, at the same time where it is worth it. What takes longest should stand first.
pub fn all_of(num_rows: usize, tasks: Vec<Box<dyn FnOnce() + Send + '_>>) {
    let num_threads = if num_rows < ALONE_ROWS { 1 } else { num_threads().min(tasks.len()).min(MAX_TASKS) };
    let waiting = Mutex::new(tasks.into_iter());
    // The lock is free again before the task begins.
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    on_threads(vec![(); num_threads], |()| {
        while let Some(task) = next() {
            task();
        }
    });
}

/// Sorts what runs of rows have, all runs at once.
pub fn sorted<T: Ord + Copy + Send>(runs: Vec<Vec<T>>) -> Vec<T> {
    let mut runs = on_threads(runs, |mut run| {
        run.sort_unstable();
        run
    })
    .into_iter();
    let mut all = runs.next().unwrap_or_default();
    if runs.len() == 0 {
        return all;
    }
    runs.for_each(|run| all.extend(run));
    // The stable sort sees that there are sorted runs, and merges them.
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use proptest::prelude::*;

    use super::{all_of, in_runs, sorted};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn many_numbers_are_sorted_as_one_thread_sorts_them(few in 1u64..100_000, len in 0usize..60_000, seed: u64) {
            let numbers: Vec<(u64, usize)> =
                (0..len).map(|at| (seed.wrapping_mul(at as u64 | 1).rotate_left(17) % few, at)).collect();
            let mut expected = numbers.clone();
            expected.sort();
            let (some, others) = numbers.split_at(len / 3);
            prop_assert_eq!(sorted(vec![some.to_vec(), others.to_vec()]), expected);
        }

        #[test]
        fn runs_cover_every_row_once_and_in_order(rows in 0usize..2_000, alone in 0usize..500) {
            let runs = in_runs(rows, alone, |run| run);
            prop_assert!(runs.iter().all(|run| run.start % 64 == 0));
            prop_assert_eq!(runs.into_iter().flatten().collect::<Vec<_>>(), (0..rows).collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_task_is_done_once() {
        for rows in [1, 1 << 20] {
            let done = AtomicUsize::new(0);
            let task = |worth: usize| -> Box<dyn FnOnce() + Send + '_> {
                Box::new({
                    let done = &done;
                    move || {
                        done.fetch_add(worth, Ordering::Relaxed);
                    }
                })
            };
            all_of(rows, (0..12).map(|at| task(1 << at)).collect());
            assert_eq!(done.into_inner(), (1 << 12) - 1);
        }
    }
}
