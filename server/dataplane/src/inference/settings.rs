//! Bounds of inference, as the control plane sends them.

use std::time::Duration;

use crate::dispatch::QueueLimits;
use crate::settings::{Settings, duration};

/// Bounds of prediction streams.
#[derive(Clone, Copy, Debug)]
pub struct StreamLimits {
    /// Streams that may be open; the next is refused with `TOO_MANY_STREAMS`.
    pub open_streams: usize,
    /// Unanswered batches of a stream that asks for no window.
    pub default_window: usize,
    /// Most unanswered batches of any stream.
    pub longest_window: usize,
    /// Payload bytes of a stream's unanswered batches beyond which no further batch is read.
    pub window_bytes: usize,
}

/// Bounds of everything.
#[derive(Clone, Debug)]
pub struct InferenceSettings {
    /// Calls that may run at a time, streams included.
    pub calls: usize,
    /// Largest gRPC message in bytes.
    pub message_bytes: usize,
    /// Payload bytes of all calls together that may be in memory.
    pub memory_bytes: usize,
    /// How long the message of a unary call may take to arrive, and a part of its reply to be taken.
    pub transfer_time: Duration,
    /// Of each version's queue.
    pub queue: QueueLimits,
    /// Of streams.
    pub streams: StreamLimits,
    /// Whether callers need a credential.
    pub credentials_needed: bool,
}

/// Of a version.
const MOST_WORKERS: u32 = 64;

/// Payload bytes of a stream's unanswered batches; not worth a setting.
const WINDOW_BYTES: usize = 64 << 20;

impl From<&Settings> for InferenceSettings {
    fn from(settings: &Settings) -> Self {
        let limits = &settings.limits;
        let batch_time: Duration = duration(limits.batch_time);
        Self {
            calls: limits.in_flight as usize,
            message_bytes: size(limits.message_bytes),
            memory_bytes: size(limits.memory_bytes),
            transfer_time: duration(limits.transfer_time),
            queue: QueueLimits {
                queued_requests: limits.queued_requests as usize,
                queued_bytes: size(limits.queued_bytes),
                batch_requests: limits.batch_requests as usize,
                batch_bytes: size(limits.batch_bytes),
                express_request_bytes: size(limits.express_request_bytes),
                express_batch_bytes: size(limits.express_batch_bytes),
                batch_time,
                answer_bytes: size(limits.answer_bytes),
                workers: limits.workers_per_version.clamp(1, MOST_WORKERS) as usize,
            },
            streams: StreamLimits {
                open_streams: limits.streams as usize,
                default_window: limits.stream_window as usize,
                longest_window: limits.longest_stream_window as usize,
                window_bytes: WINDOW_BYTES,
            },
            credentials_needed: settings.credentials_needed,
        }
    }
}

fn size(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}
