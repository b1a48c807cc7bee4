//! The seam to metrics, logs and traces: who is told what the data plane does, as it does it.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::routing::VersionId;

/// Where the time of a whole batch went in the worker, and how often the model was called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchTimings {
    /// Reading payloads into columns, in nanoseconds.
    pub decode_nanos: u64,
    /// Checking columns against the signature, in nanoseconds.
    pub validate_nanos: u64,
    /// The model's own code, in nanoseconds.
    pub predict_nanos: u64,
    /// Writing answers, in nanoseconds.
    pub encode_nanos: u64,
    /// Calls of the model.
    pub model_calls: u32,
}

/// One answered micro-batch.
#[derive(Clone, Debug)]
pub struct BatchRecord {
    /// Requests in it.
    pub request_count: u32,
    /// Rows predicted.
    pub row_count: u64,
    /// How long each request waited before the batch was sent.
    pub queued: Vec<Duration>,
    /// From sending the batch to having its answer.
    pub in_worker: Duration,
    /// Where the worker spent the time.
    pub timings: BatchTimings,
    /// Names the worker.
    pub worker_id: Arc<str>,
    /// Its private memory in bytes; 0 if it was not measured this time.
    pub private_memory_bytes: u64,
}

/// What a traced call says of its prediction.
#[derive(Clone, Debug)]
pub struct PredictionTrace {
    /// The version that answered.
    pub version: Arc<VersionId>,
    /// How long the request waited before its batch was sent.
    pub queued: Duration,
    /// Phases of the whole batch.
    pub timings: BatchTimings,
    /// Requests in the batch.
    pub batch_requests: u32,
    /// Rows in the batch.
    pub batch_rows: u32,
}

/// A call of the contract that ended.
#[derive(Clone, Debug)]
pub struct FinishedCall {
    /// `/package.Service/Method`.
    pub method: &'static str,
    /// The gRPC code; 1 (CANCELLED) where the caller went away.
    pub code: i32,
    /// The reason of a failed call; empty for others.
    pub reason: String,
    /// When the call began.
    pub began: SystemTime,
    /// From its beginning to its end.
    pub duration: Duration,
    /// Where it came from, as gRPC names it: `ipv4:127.0.0.1:4711`.
    pub peer: Arc<str>,
    /// W3C trace context that the caller sent; empty if none.
    pub caller_traceparent: String,
    /// W3C trace context of this call's own span; empty if it is not traced.
    pub traceparent: String,
    /// The prediction that answered it, where one did and the call is traced.
    pub prediction: Option<PredictionTrace>,
}

/// Is told of every event at once. Must neither block nor panic.
pub trait Telemetry: Send + Sync + 'static {
    /// The trace context of a new call, given what its caller sent (empty if nothing): decides on sampling.
    ///
    /// Returns the W3C `traceparent` of the call's own span; empty if it is not traced.
    fn begin_trace(&self, caller_traceparent: &str) -> String;

    /// A call of the contract began.
    fn call_started(&self, method: &'static str);

    /// A call of the contract ended.
    fn call_finished(&self, call: FinishedCall);

    /// A worker answered a micro-batch.
    fn batch_answered(&self, version: &VersionId, batch: &BatchRecord);

    /// A request ended before a worker got it, for the reason of an error.
    fn request_refused(&self, version: &VersionId, reason: &str);
}
