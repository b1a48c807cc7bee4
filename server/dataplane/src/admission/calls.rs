//! How many calls run: refuses before any work where too many do, or where the server drains.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::Notify;

use crate::faults::Fault;

const RETRY_AFTER_OVERLOAD: Duration = Duration::from_millis(200);

/// Counts the calls that run and holds the door.
#[derive(Debug)]
pub struct Admission {
    what: &'static str,
    limit: usize,
    in_flight: AtomicUsize,
    closed: AtomicBool,
    idle: Notify,
}

/// The place of one call; dropping gives it back.
#[derive(Debug)]
pub struct Place(Arc<Admission>);

impl Admission {
    /// A door for at most so many calls at a time; `what` is counted, as callers are told who find it full.
    #[must_use]
    pub fn new(what: &'static str, limit: usize) -> Arc<Self> {
        Arc::new(Self {
            what,
            limit,
            in_flight: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
            idle: Notify::new(),
        })
    }

    /// Whether a call would get a place now.
    ///
    /// # Errors
    /// `SHUTTING_DOWN` if the door is closed, `OVERLOADED` if the limit is reached.
    pub fn admit(&self) -> Result<(), Fault> {
        if self.closed.load(Ordering::Relaxed) {
            return Err(Fault::shutting_down());
        }
        if self.in_flight.load(Ordering::Relaxed) >= self.limit {
            return Err(self.full());
        }
        Ok(())
    }

    /// Take a place for one call.
    ///
    /// # Errors
    /// `SHUTTING_DOWN` if the door is closed, `OVERLOADED` if the limit is reached.
    pub fn enter(self: &Arc<Self>) -> Result<Place, Fault> {
        if self.closed.load(Ordering::Relaxed) {
            return Err(Fault::shutting_down());
        }
        let place = Place(self.clone());
        if self.in_flight.fetch_add(1, Ordering::Relaxed) >= self.limit {
            return Err(self.full());
        }
        Ok(place)
    }

    /// Refuse every further call; those that run go on.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    /// Return once no call runs.
    pub async fn wait_idle(&self) {
        loop {
            let idle = self.idle.notified();
            if self.in_flight.load(Ordering::Relaxed) == 0 {
                return;
            }
            idle.await;
        }
    }

    fn full(&self) -> Fault {
        Fault::overloaded(self.what, self.limit, RETRY_AFTER_OVERLOAD)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.0.in_flight.fetch_sub(1, Ordering::Relaxed) == 1 {
            self.0.idle.notify_waiters();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_was_given_back_is_free() {
        let door = Admission::new("calls", 1);
        let place = door.enter().unwrap();
        assert_eq!(door.enter().unwrap_err().reason, "OVERLOADED");
        drop(place);
        assert!(door.enter().is_ok());
        door.close();
        assert_eq!(door.enter().unwrap_err().reason, "SHUTTING_DOWN");
    }
}
