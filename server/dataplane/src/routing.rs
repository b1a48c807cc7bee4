//! The seam to the control plane: what the data plane asks of Python, and remembers.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::future::BoxFuture;

use crate::access::{Grant, GrantKey};
use crate::faults::Fault;

/// What a caller names when it asks for a version; equal keys get equal routes until the control plane says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RouteKey {
    /// Name of the model, of the contract's form.
    pub model: String,
    /// A serialized `hokusai.versions.v1.VersionSelector`; `None` asks for the default version.
    pub selector: Option<Bytes>,
}

/// One version of one model.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct VersionId {
    /// Name of the model.
    pub model: String,
    /// `SemVer` number of the version.
    pub number: String,
}

/// Where a request goes. Never changes; a promotion makes another one.
#[derive(Clone, Debug)]
pub struct Route {
    /// The version that answers.
    pub version: Arc<VersionId>,
    /// A serialized `hokusai.inference.v1.ServedBy`: what the caller is told of the choice.
    pub served_by: Bytes,
    /// A serialized `hokusai.inference.v1.GetModelSignatureResponse`.
    pub signature: Bytes,
}

/// A worker that is loaded, warm and listening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerAddress {
    /// Names the process to the control plane; never used again for another one.
    pub worker_id: Arc<str>,
    /// The Unix socket on which it speaks the worker protocol.
    pub socket_path: PathBuf,
}

/// How a worker's connection came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// It closed, or could not be opened: the process ended or is about to.
    HungUp,
    /// The worker broke the protocol; the process is to be killed.
    BrokeProtocol,
    /// It took too long for a batch; the process is to be killed.
    Hung,
}

/// Asks the control plane. Cheap to share; safe from many tasks.
pub trait Control: Send + Sync + 'static {
    /// The route of a key that is known and still good; the hot path, which neither waits nor allocates.
    fn known_route(&self, key: &RouteKey) -> Option<Arc<Route>>;

    /// Ask for a route, within the trace of whoever asks first. Concurrent askers of one key share the call. Does not load the
    /// version.
    ///
    /// # Errors
    /// what Python says: `MODEL_NOT_FOUND` and such; `UNAVAILABLE` while it cannot be asked.
    fn ask_route(
        &self,
        key: RouteKey,
        traceparent: &str,
    ) -> BoxFuture<'static, Result<Arc<Route>, Fault>>;

    /// What is known of a caller; the hot path where credentials are needed, which does not wait. The grant may have expired.
    ///
    /// # Errors
    /// The refusal that is known: `UNAUTHENTICATED` or `PERMISSION_DENIED`.
    fn known_grant(&self, key: &GrantKey) -> Option<Result<Arc<Grant>, Fault>>;

    /// Ask about a caller. Concurrent askers of one key share the call.
    ///
    /// # Errors
    /// As `known_grant`; `OVERLOADED` if too many are asked about, `UNAVAILABLE` while Python cannot be asked.
    fn ask_grant(&self, key: GrantKey) -> BoxFuture<'static, Result<Arc<Grant>, Fault>>;

    /// A ready worker of the version, at one of its places; loads it if need be, and waits for a replacement where one is
    /// being started. A further worker may be waited for in vain.
    ///
    /// # Errors
    /// `MODEL_LOAD_FAILED`, `MEMORY_BUDGET_EXCEEDED`, or `WORKER_CRASHED` while crash loops of all workers are slowed.
    fn worker(
        &self,
        version: Arc<VersionId>,
        place: usize,
    ) -> BoxFuture<'static, Result<WorkerAddress, Fault>>;

    /// Report the loss of a worker, have it killed if it has not ended, and learn how it ended, e.g. `signal 9`.
    fn worker_lost(&self, worker: WorkerAddress, loss: Loss) -> BoxFuture<'static, String>;
}
