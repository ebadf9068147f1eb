//! Threads for the fits, as many as the system gives.

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Runs `work` with up to `threads` threads. What it returns does not depend on their number, so if the system has no
/// more threads to give, those that there are do it, at the least the one that is here.
pub(super) fn with_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    match pool(threads) {
        Some(pool) => pool.install(work),
        // This thread is in a pool already.
        None => work(),
    }
}

fn pool(threads: usize) -> Option<ThreadPool> {
    let mut threads = threads.max(1);
    while threads > 1 {
        // A pool whose last thread cannot be made ends those before it.
        if let Ok(pool) = ThreadPoolBuilder::new().num_threads(threads).build() {
            return Some(pool);
        }
        threads /= 2;
    }
    ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    #[test]
    fn one_thread_is_the_one_that_asks_and_can_ask_again() {
        let here = std::thread::current().id();
        let sum = || {
            let all = (0..1000u64).into_par_iter().map(|n| (n, std::thread::current().id()));
            all.map(|(n, thread)| if thread == here { n } else { 0 }).sum::<u64>()
        };
        assert_eq!(with_threads(1, sum), 499_500);
        assert_eq!(with_threads(1, sum), 499_500);
        assert_eq!(with_threads(3, || (0..1000u64).into_par_iter().sum::<u64>()), 499_500);
    }
}
