//! The versions that were asked for: each has a queue, and a worker while it is used.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use tokio::time::Instant;

use super::fair_queue::CallerId;
use super::feeding::{Readiness, feed};
use super::limits::QueueLimits;
use super::version_queue::{Answer, Urgency, VersionQueue};
use crate::faults::Fault;
use crate::routing::{Control, VersionId};
use crate::telemetry::Telemetry;
use crate::worker::OpaqueRequest;

/// How much a version is used.
#[derive(Clone, Debug)]
pub struct Usage {
    /// The version.
    pub version: Arc<VersionId>,
    /// Requests that wait or are in the worker.
    pub load: usize,
    /// When it last got a request.
    pub last_used: Option<Instant>,
}

struct Entry {
    queue: Arc<VersionQueue>,
    readiness: watch::Sender<Readiness>,
}

/// Predicts with any version.
pub struct Versions {
    control: Arc<dyn Control>,
    telemetry: Arc<dyn Telemetry>,
    limits: QueueLimits,
    entries: Mutex<HashMap<Arc<VersionId>, Arc<Entry>>>,
}

impl Versions {
    /// Versions whose workers the control plane provides.
    #[must_use]
    pub fn new(
        control: Arc<dyn Control>,
        telemetry: Arc<dyn Telemetry>,
        limits: QueueLimits,
    ) -> Self {
        Self {
            control,
            telemetry,
            limits,
            entries: Mutex::default(),
        }
    }

    /// Answer one request; has the version loaded if need be. Dropping gives the request up.
    ///
    /// # Errors
    /// the outcome of the request, or why there is no worker, or `QUEUE_FULL` and such.
    pub async fn predict(
        &self,
        version: &Arc<VersionId>,
        caller: CallerId,
        request: OpaqueRequest,
        urgency: Urgency,
    ) -> Result<Answer, Fault> {
        let entry = self.entry(version);
        self.see_that_it_is_fed(&entry);
        entry.queue.predict(caller, request, urgency).await
    }

    /// Return once the version is ready to answer.
    ///
    /// # Errors
    /// why there is no worker.
    pub async fn ready(&self, version: &Arc<VersionId>) -> Result<(), Fault> {
        let entry = self.entry(version);
        self.see_that_it_is_fed(&entry);
        let mut readiness = entry.readiness.subscribe();
        let known = readiness
            .wait_for(|now| !matches!(now, Readiness::Starting))
            .await;
        match known.as_deref() {
            Ok(Readiness::Refused(fault)) => Err(fault.clone()),
            _ => Ok(()),
        }
    }

    /// Let a version go: calls that come now begin anew, those before end; returns when its worker is unused.
    pub async fn close(&self, version: &VersionId) {
        let Some(entry) = self.entries().remove(version) else {
            return;
        };
        entry.queue.close();
        let mut readiness = entry.readiness.subscribe();
        let _ = readiness
            .wait_for(|now| matches!(now, Readiness::Unfed | Readiness::Refused(_)))
            .await;
    }

    /// How much each version is used that was asked for and not closed.
    #[must_use]
    pub fn usage(&self) -> Vec<Usage> {
        let usage = |entry: &Arc<Entry>| Usage {
            version: entry.queue.version.clone(),
            load: entry.queue.load(),
            last_used: entry.queue.last_used(),
        };
        self.entries().values().map(usage).collect()
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<Arc<VersionId>, Arc<Entry>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn entry(&self, version: &Arc<VersionId>) -> Arc<Entry> {
        let mut entries = self.entries();
        if let Some(entry) = entries.get(version) {
            return entry.clone();
        }
        let entry = Arc::new(Entry {
            queue: Arc::new(VersionQueue::new(
                version.clone(),
                self.limits,
                self.telemetry.clone(),
            )),
            readiness: watch::Sender::new(Readiness::Unfed),
        });
        entries.insert(version.clone(), entry.clone());
        entry
    }

    fn see_that_it_is_fed(&self, entry: &Entry) {
        if entry.queue.needs_feeding() {
            tokio::spawn(feed(
                entry.queue.clone(),
                self.control.clone(),
                entry.readiness.clone(),
            ));
        }
    }
}
