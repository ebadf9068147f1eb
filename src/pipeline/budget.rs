//! The budget of memory: articles wait until those before them have freed what they take.
//!
//! A counting semaphore on estimated bytes. The article that is next to be returned is always admitted, so that one
//! which is over the budget runs alone, and no two wait for each other.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The memory that the articles in flight may take together.
pub struct Budget {
    limit: u64,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    /// Bytes taken.
    used: u64,
    /// The number of the article that is returned next.
    next: u64,
    /// Whether no article is wanted any more.
    closed: bool,
}

impl Budget {
    /// A budget of so many bytes.
    pub fn new(limit: u64) -> Self {
        let state = Mutex::new(State { used: 0, next: 0, closed: false });
        Self { limit, state, changed: Condvar::new() }
    }

    /// Nothing in here panics, so that a poisoned lock is as good as any.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes `bytes` for the article of that number, in the order of their numbers; waits until they are free, or until
    /// it is the next to be returned. Returns whether it is wanted.
    pub fn take(&self, number: u64, bytes: u64) -> bool {
        let mut state = self.lock();
        while !state.closed && state.next < number && state.used.saturating_add(bytes) > self.limit {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.used = state.used.saturating_add(bytes);
        !state.closed
    }

    /// Gives back the bytes of the article that was returned.
    pub fn give_back(&self, bytes: u64) {
        let mut state = self.lock();
        state.used = state.used.saturating_sub(bytes);
        state.next += 1;
        self.changed.notify_all();
    }

    /// Lets everybody go on who waits.
    fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Closes the budget when it is dropped.
    pub fn until_dropped(&self) -> Closing<'_> {
        Closing(self)
    }
}

/// Closes a budget when it is dropped, however its scope is left.
pub struct Closing<'b>(&'b Budget);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn what_fits_is_admitted_at_once_and_so_is_the_next_one_whatever_its_size() {
        let budget = Budget::new(100);
        assert!(budget.take(0, 1000), "it runs alone");
        budget.give_back(1000);
        assert!(budget.take(1, 60) && budget.take(2, 40));
    }

    #[test]
    fn what_does_not_fit_waits() {
        let budget = Budget::new(100);
        let admitted = AtomicU64::new(0);
        assert!(budget.take(0, 60));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                assert!(budget.take(1, 60));
                admitted.store(1, Ordering::SeqCst);
            });
            assert_eq!(admitted.load(Ordering::SeqCst), 0);
            budget.give_back(60);
        });
        assert_eq!(admitted.load(Ordering::SeqCst), 1);
        assert_eq!(budget.lock().used, 60);
    }

    #[test]
    fn nobody_waits_for_a_budget_that_is_closed() {
        let budget = Budget::new(1);
        assert!(budget.take(0, 1));
        std::thread::scope(|scope| {
            scope.spawn(|| assert!(!budget.take(1, 1)));
            drop(budget.until_dropped());
        });
    }
}
