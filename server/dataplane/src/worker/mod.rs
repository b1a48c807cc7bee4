//! The worker protocol, from the dispatcher's side; `docs/worker-protocol.md` describes it.

mod connection;
mod frames;
mod outcomes;

pub use connection::{Connection, WorkerError};
pub use outcomes::{BatchResult, Prediction};

use bytes::Bytes;
use tokio::time::Instant;

/// The two ways to a worker, each a connection of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// Small batches, which the worker answers between the parts of a large one.
    Express,
    /// Any batches.
    Bulk,
}

/// One request whose payload nobody here looks into.
#[derive(Clone, Debug, Default)]
pub struct OpaqueRequest {
    /// The rows, a serialized `Payload`.
    pub payload: Bytes,
    /// A serialized `PredictParams`; empty means the defaults.
    pub params: Bytes,
    /// Number of the wanted encoding; 0 means that of the payload.
    pub response_encoding: i32,
    /// When the work need not start any more.
    pub deadline: Option<Instant>,
    /// W3C trace context of the call; empty if it is not traced.
    pub traceparent: String,
}

impl OpaqueRequest {
    /// Bytes that travel to the worker.
    #[must_use]
    pub fn size(&self) -> usize {
        self.payload.len() + self.params.len()
    }
}
