//! How much may wait for a version, and how much runs at once.

use std::time::Duration;

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
    /// How long a worker may take for one batch before it counts as hung.
    pub batch_time: Duration,
    /// Most payload bytes in an answer; a larger one could not be sent.
    pub answer_bytes: usize,
}

impl Default for QueueLimits {
    fn default() -> Self {
        Self {
            queued_requests: 1024,
            queued_bytes: 256 << 20,
            batch_requests: 256,
            batch_bytes: 4 << 20,
            batch_time: Duration::from_mins(1),
            answer_bytes: 16 << 20,
        }
    }
}
