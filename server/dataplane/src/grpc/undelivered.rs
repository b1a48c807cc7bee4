//! Replies that a caller has not taken yet: they keep their calls' places, and a caller who takes none of them in time
//! loses its connection.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;

use crate::admission::{Place, Share};

/// A reply counts in the slot of the time when the caller last took something of it; the oldest slot must stay empty.
const SLOTS: usize = 8;

/// The replies of one connection that are under way.
#[derive(Debug, Default)]
pub struct Undelivered {
    now: AtomicUsize,
    waiting: [AtomicUsize; SLOTS],
}

impl Undelivered {
    /// Returns once the caller has taken nothing of some reply for so long, or a little longer; for ever unless it
    /// is awaited all the time.
    pub async fn stalled(&self, patience: Duration) {
        // What is in a slot when its turn comes again is at least as old as all others together took.
        let tick = patience / u32::try_from(SLOTS - 1).unwrap_or(1);
        loop {
            tokio::time::sleep(tick).await;
            let now = (self.now.load(Ordering::Relaxed) + 1) % SLOTS;
            if self.waiting[now].load(Ordering::Relaxed) > 0 {
                return;
            }
            self.now.store(now, Ordering::Relaxed);
        }
    }

    fn enter(&self) -> usize {
        let slot = self.now.load(Ordering::Relaxed);
        self.waiting[slot].fetch_add(1, Ordering::Relaxed);
        slot
    }

    fn leave(&self, slot: usize) {
        self.waiting[slot].fetch_sub(1, Ordering::Relaxed);
    }
}

/// What a reply keeps until the transport has sent it or the connection has ended.
#[derive(Debug)]
pub struct Lease {
    undelivered: Arc<Undelivered>,
    slot: usize,
    _place: Place,
    _memory: Share,
}

impl Lease {
    /// A lease on the place and the memory of a call whose reply is ready.
    #[must_use]
    pub fn new(undelivered: &Arc<Undelivered>, place: Place, memory: Share) -> Self {
        Self {
            slot: undelivered.enter(),
            undelivered: undelivered.clone(),
            _place: place,
            _memory: memory,
        }
    }

    /// The caller took a part of the reply.
    pub fn renew(&mut self) {
        self.undelivered.leave(self.slot);
        self.slot = self.undelivered.enter();
    }

    /// Bytes that end the lease when the transport lets go of them.
    #[must_use]
    pub fn until_sent(self, bytes: Bytes) -> Bytes {
        Bytes::from_owner(Leased {
            bytes,
            _lease: self,
        })
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.undelivered.leave(self.slot);
    }
}

struct Leased {
    bytes: Bytes,
    _lease: Lease,
}

impl AsRef<[u8]> for Leased {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;
    use crate::admission::{Admission, Memory};

    const PATIENCE: Duration = Duration::from_mins(1);

    fn lease(undelivered: &Arc<Undelivered>) -> Lease {
        let place = Admission::new("calls", 9).enter().unwrap();
        Lease::new(undelivered, place, Memory::new(9).share())
    }

    #[tokio::test(start_paused = true)]
    async fn a_reply_that_nobody_takes_is_noticed() {
        let undelivered = Arc::new(Undelivered::default());
        let bytes = lease(&undelivered).until_sent(Bytes::from_static(b"reply"));
        let began = tokio::time::Instant::now();
        undelivered.stalled(PATIENCE).await;
        assert!((PATIENCE..PATIENCE * 3 / 2).contains(&began.elapsed()));
        assert_eq!(bytes, "reply");
    }

    #[tokio::test(start_paused = true)]
    async fn a_caller_who_takes_its_replies_may_take_its_time() {
        let undelivered = Arc::new(Undelivered::default());
        let mut stalled = Box::pin(undelivered.stalled(PATIENCE));
        let mut slow = lease(&undelivered);
        for _ in 0..20 {
            assert!(
                tokio::time::timeout(PATIENCE / 2, &mut stalled)
                    .await
                    .is_err()
            );
            slow.renew();
            drop(lease(&undelivered).until_sent(Bytes::from_static(b"quick")));
        }
        drop(slow);
        assert!(stalled.now_or_never().is_none());
        assert!(
            undelivered
                .waiting
                .iter()
                .all(|slot| slot.load(Ordering::Relaxed) == 0)
        );
    }
}
