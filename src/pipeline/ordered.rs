//! Ordered parallel map: items are processed by many threads and returned in the order of the input.
//!
//! At most [`WINDOW`] items per thread are in flight, and no more than a [`Budget`] of memory admits, so memory is bounded
//! however long one of them takes. If the system has no more threads to give, those that there are do the work.

use super::budget::Budget;
use super::interrupt::Interrupt;
use crossbeam_channel::bounded;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::Builder;

/// Maximum items in flight per thread.
const WINDOW: usize = 16;

/// How many threads there are, and how much memory.
pub struct Means<'m, M> {
    /// Threads; with one everything runs on the caller's.
    pub threads: usize,
    /// Bytes that the items in flight may take together.
    pub memory: u64,
    /// The bytes that an item takes, estimated.
    pub bytes: M,
    /// Stops it.
    pub interrupt: &'m Interrupt,
}

/// Maps every item of `items` with a worker and passes the results, in order, to `sink`, until it returns an error or the
/// interrupt is set.
///
/// # Errors
/// The first error that `sink` returns.
pub fn map<I, T, W, E>(
    items: impl Iterator<Item = I> + Send,
    means: Means<'_, impl Fn(&I) -> u64 + Send>,
    make_worker: impl Fn() -> W + Sync,
    mut sink: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    I: Send,
    T: Send,
    W: FnMut(I) -> T,
{
    let Means { threads, memory, bytes, interrupt } = means;
    let stopped = || interrupt.is_set();
    if threads <= 1 {
        return map_here(items, interrupt, make_worker(), sink);
    }
    let (tickets_in, tickets_out) = bounded::<()>(threads * WINDOW);
    let (items_in, items_out) = bounded::<(u64, u64, I)>(threads * WINDOW);
    let (results_in, results_out) = bounded::<(u64, u64, std::thread::Result<T>)>(threads * WINDOW);
    let failed = AtomicBool::new(false);
    let budget = Budget::new(memory);
    // The reader takes them from here, so that they are still there if there is no thread for it.
    let items = Mutex::new(Some(items));
    let take = || items.lock().ok().and_then(|mut items| items.take());
    std::thread::scope(|scope| {
        let budget = &budget;
        let _closing = budget.until_dropped();
        // Moved here, so that an early return closes both channels and no thread waits for ever.
        let (tickets_out, results_out) = (tickets_out, results_out);
        let failed = &failed;
        let make_worker = &make_worker;
        let mut workers = 0;
        for _ in 0..threads {
            let (items_out, results_in) = (items_out.clone(), results_in.clone());
            let spawned = Builder::new().spawn_scoped(scope, move || {
                let mut work = make_worker();
                for (number, bytes, item) in items_out {
                    let result = catch_unwind(AssertUnwindSafe(|| work(item)));
                    let broken = result.is_err();
                    if results_in.send((number, bytes, result)).is_err() || broken {
                        break;
                    }
                }
            });
            workers += usize::from(spawned.is_ok());
        }
        drop((items_out, results_in));
        let read = move || {
            for (number, item) in (0u64..).zip(take().into_iter().flatten()) {
                let halt = stopped() || failed.load(Ordering::Relaxed);
                let bytes = bytes(&item);
                if halt
                    || tickets_in.send(()).is_err()
                    || !budget.take(number, bytes)
                    || items_in.send((number, bytes, item)).is_err()
                {
                    break;
                }
            }
        };
        if workers == 0 || Builder::new().spawn_scoped(scope, read).is_err() {
            let items = take().into_iter().flatten();
            return map_here(items, interrupt, make_worker(), sink);
        }
        let mut waiting = BTreeMap::new();
        let mut next = 0u64;
        for (number, bytes, result) in results_out {
            // A worker that panics ends the run, which would wait for its result for ever.
            let result = result.unwrap_or_else(|panic| {
                failed.store(true, Ordering::Relaxed);
                resume_unwind(panic)
            });
            waiting.insert(number, (bytes, result));
            while let Some((bytes, result)) = waiting.remove(&next) {
                next += 1;
                // Releases the ticket of the returned item, which admits another one.
                let _ = tickets_out.try_recv();
                if let Err(error) = sink(result) {
                    failed.store(true, Ordering::Relaxed);
                    return Err(error);
                }
                budget.give_back(bytes);
            }
        }
        Ok(())
    })
}

/// [`map`] on the caller's thread.
fn map_here<I, T, E>(
    items: impl Iterator<Item = I>,
    interrupt: &Interrupt,
    mut work: impl FnMut(I) -> T,
    mut sink: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    for item in items {
        if interrupt.is_set() {
            break;
        }
        sink(work(item))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU64;

    /// Means of so many threads and bytes, of which an item takes as many as its number.
    fn means(threads: usize, memory: u64, interrupt: &Interrupt) -> Means<'_, fn(&u64) -> u64> {
        Means { threads, memory, bytes: |item| *item, interrupt }
    }

    #[test]
    fn items_in_flight_keep_within_the_memory_and_one_over_it_runs_alone() {
        let (now, most) = (AtomicU64::new(0), AtomicU64::new(0));
        for memory in [0, 1, 30, 100] {
            most.store(0, Ordering::SeqCst);
            let mut seen = 0;
            let result: Result<(), ()> = map(
                0..50u64,
                means(4, memory, &Interrupt::new()),
                || {
                    |n| {
                        most.fetch_max(now.fetch_add(n, Ordering::SeqCst) + n, Ordering::SeqCst);
                        std::thread::yield_now();
                        now.fetch_sub(n, Ordering::SeqCst);
                        n
                    }
                },
                |n| {
                    assert_eq!(n, seen);
                    seen += 1;
                    Ok(())
                },
            );
            assert_eq!((result, seen), (Ok(()), 50));
            // The next one is admitted beside those that fit.
            assert!(most.load(Ordering::SeqCst) <= memory + 49, "{memory}");
        }
    }

    #[test]
    fn the_order_is_kept_whatever_the_threads() {
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            let result: Result<(), ()> = map(
                0..1000u64,
                means(threads, 5000, &Interrupt::new()),
                || {
                    |n: u64| {
                        if n.is_multiple_of(97) {
                            (0..20_000).fold(n, |a, b| a ^ b) ^ (0..20_000).fold(0, |a, b| a ^ b)
                        } else {
                            n
                        }
                    }
                },
                |n| {
                    seen.push(n);
                    Ok(())
                },
            );
            assert_eq!(result, Ok(()));
            assert_eq!(seen, (0..1000).collect::<Vec<_>>());
        }
    }

    #[test]
    #[should_panic(expected = "made up")]
    fn a_worker_that_panics_ends_it() {
        let work = || {
            |n: u64| {
                assert!(n != 7, "made up");
                n
            }
        };
        let result: Result<(), ()> =
            map(0..10_000u64, means(3, 100_000, &Interrupt::new()), work, |_| Ok(()));
        assert!(result.is_ok());
    }

    #[test]
    fn an_error_ends_it() {
        for threads in [1, 3] {
            let result = map(
                0..10_000u64,
                means(threads, 50, &Interrupt::new()),
                || |n| n,
                |n| if n == 5 { Err(n) } else { Ok(()) },
            );
            assert_eq!(result, Err(5));
        }
    }
}
