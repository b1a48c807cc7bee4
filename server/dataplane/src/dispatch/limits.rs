//! How much may wait for a version, and how much runs at once.

use std::time::Duration;

use crate::worker::Lane;

/// Requests differ, and so does the machine from one moment to the next: a batch may take so much longer than those of
/// late before its worker counts as hung.
const HUNG_OVER_LONGEST: u32 = 4;

/// Bounds of the queue of one version.
#[derive(Clone, Copy, Debug)]
pub struct QueueLimits {
    /// Requests that may wait; the next is refused with `QUEUE_FULL`.
    pub queued_requests: usize,
    /// Payload bytes that may wait; a request that would exceed it is refused with `OVERLOADED`.
    pub queued_bytes: usize,
    /// Most requests in a micro-batch.
    pub batch_requests: usize,
    /// Most payload bytes in a micro-batch of several requests.
    pub batch_bytes: usize,
    /// Most payload bytes of a request that may go ahead of larger ones.
    pub express_request_bytes: usize,
    /// Most payload bytes in a micro-batch of these, as a large batch waits for it.
    pub express_batch_bytes: usize,
    /// How long a worker may answer nothing while it has a batch before it counts as hung.
    pub batch_time: Duration,
    /// Most payload bytes in an answer; a larger one could not be sent.
    pub answer_bytes: usize,
    /// Workers of a version, if there is memory for them; 1 to 64.
    pub workers: usize,
}

impl Default for QueueLimits {
    fn default() -> Self {
        Self {
            queued_requests: 1024,
            queued_bytes: 256 << 20,
            batch_requests: 256,
            batch_bytes: 4 << 20,
            express_request_bytes: 64 << 10,
            express_batch_bytes: 1 << 20,
            batch_time: Duration::from_mins(1),
            answer_bytes: 16 << 20,
            workers: 1,
        }
    }
}

impl QueueLimits {
    /// The lane of a request of so many payload bytes.
    #[must_use]
    pub fn lane_of(&self, bytes: usize) -> Lane {
        if bytes <= self.express_request_bytes {
            Lane::Express
        } else {
            Lane::Bulk
        }
    }

    /// How long a micro-batch of several requests may take at the pace of late.
    #[must_use]
    pub fn longest_batch(&self) -> Duration {
        self.batch_time / HUNG_OVER_LONGEST
    }

    /// Most payload bytes in a micro-batch of several requests of a lane.
    #[must_use]
    pub fn batch_bytes_in(&self, lane: Lane) -> usize {
        match lane {
            Lane::Express => self.batch_bytes.min(self.express_batch_bytes),
            Lane::Bulk => self.batch_bytes,
        }
    }
}
