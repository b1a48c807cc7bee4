//! How much of callers' payloads is in memory: one bound over requests that arrive, wait or run, and over replies that
//! were not taken yet.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::faults::Fault;

const RETRY_AFTER: Duration = Duration::from_millis(200);

/// Bytes of payloads of all calls together.
#[derive(Debug)]
pub struct Memory {
    limit: usize,
    taken: AtomicUsize,
}

/// The bytes of one call; dropping gives them back.
#[derive(Debug)]
pub struct Share {
    memory: Arc<Memory>,
    bytes: usize,
}

impl Memory {
    /// At most so many bytes.
    #[must_use]
    pub fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self {
            limit,
            taken: AtomicUsize::new(0),
        })
    }

    /// Whether another call may start.
    ///
    /// # Errors
    /// `OVERLOADED` if everything is taken.
    pub fn admit(&self) -> Result<(), Fault> {
        if self.taken() < self.limit {
            Ok(())
        } else {
            Err(self.full())
        }
    }

    /// A share without bytes.
    #[must_use]
    pub fn share(self: &Arc<Self>) -> Share {
        Share {
            memory: self.clone(),
            bytes: 0,
        }
    }

    fn taken(&self) -> usize {
        self.taken.load(Ordering::Relaxed)
    }

    fn full(&self) -> Fault {
        let what = "the number of bytes of payloads in memory";
        Fault::overloaded(what, self.limit, RETRY_AFTER)
    }
}

impl Share {
    /// Be as large as that, if there is room.
    ///
    /// # Errors
    /// `OVERLOADED` if there is none; the share is as it was.
    pub fn grow_to(&mut self, bytes: usize) -> Result<(), Fault> {
        let more = bytes.saturating_sub(self.bytes);
        if more > 0 && self.memory.taken().saturating_add(more) > self.memory.limit {
            return Err(self.memory.full());
        }
        self.set(bytes);
        Ok(())
    }

    /// Whether who can wait should: half of the memory is for those who cannot.
    #[must_use]
    pub fn is_scarce(&self) -> bool {
        self.memory.taken() >= self.memory.limit / 2
    }

    /// Be as large as that, room or not: for what is in memory already.
    pub fn set(&mut self, bytes: usize) {
        let taken = &self.memory.taken;
        if bytes > self.bytes {
            taken.fetch_add(bytes - self.bytes, Ordering::Relaxed);
        } else {
            taken.fetch_sub(self.bytes - bytes, Ordering::Relaxed);
        }
        self.bytes = bytes;
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        self.set(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_grow_while_there_is_room_and_give_back_what_they_had() {
        let memory = Memory::new(10);
        let (mut one, mut other) = (memory.share(), memory.share());
        one.grow_to(6).unwrap();
        assert!(other.is_scarce());
        assert_eq!(other.grow_to(5).unwrap_err().reason, "OVERLOADED");
        other.set(5);
        assert_eq!(memory.admit().unwrap_err().reason, "OVERLOADED");
        one.grow_to(1).unwrap();
        memory.admit().unwrap();
        drop((one, other));
        assert_eq!(memory.taken(), 0);
    }
}
