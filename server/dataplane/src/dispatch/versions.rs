//! The versions that were asked for: each has a queue, and workers while it is used.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::time::Instant;

use super::fair_queue::CallerId;
use super::feeding::Feeder;
use super::limits::QueueLimits;
use super::readiness::Workers;
use super::settling::Answer;
use super::version_queue::{Urgency, VersionQueue};
use crate::faults::Fault;
use crate::routing::{Control, VersionId};
use crate::telemetry::Telemetry;
use crate::worker::OpaqueRequest;

/// How much a version is used.
#[derive(Clone, Debug)]
pub struct Usage {
    /// The version.
    pub version: Arc<VersionId>,
    /// Requests that wait or are in a worker.
    pub load: usize,
    /// When it last got a request.
    pub last_used: Option<Instant>,
}

struct Entry {
    queue: Arc<VersionQueue>,
    workers: Arc<Workers>,
}

#[derive(Default)]
struct Entries {
    /// Those that take requests.
    here: HashMap<Arc<VersionId>, Arc<Entry>>,
    /// Those that were closed and still have something to answer.
    leaving: Vec<Arc<Entry>>,
}

impl Entries {
    /// All of a version.
    fn of<'entries>(
        &'entries self,
        version: &'entries VersionId,
    ) -> impl Iterator<Item = &'entries Arc<Entry>> {
        let leaving = self.leaving.iter();
        let leaving = leaving.filter(move |entry| *entry.queue.version == *version);
        self.here.get(version).into_iter().chain(leaving)
    }

    /// From now on requests of the version begin anew.
    fn leave(&mut self, entry: &Arc<Entry>) {
        let version = &entry.queue.version;
        let here = self.here.get(version);
        if here.is_some_and(|here| Arc::ptr_eq(here, entry)) {
            self.here.remove(version);
            self.leaving.push(entry.clone());
        }
    }

    fn left(&mut self, entry: &Arc<Entry>) {
        self.leaving.retain(|other| !Arc::ptr_eq(other, entry));
    }
}

/// Predicts with any version.
pub struct Versions {
    control: Arc<dyn Control>,
    telemetry: Arc<dyn Telemetry>,
    limits: QueueLimits,
    entries: Mutex<Entries>,
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
        entry.workers.ready().await
    }

    /// Let a worker go, and the version's other workers with it: calls that come now begin anew, and what came before
    /// is answered; returns when nothing more is sent to the worker.
    pub async fn let_go(&self, version: &VersionId, worker_id: &str) {
        let entry = {
            let mut entries = self.entries();
            let uses = |entry: &&Arc<Entry>| entry.workers.include(worker_id);
            let entry = entries.of(version).find(uses).cloned();
            let Some(entry) = entry else {
                for entry in entries.of(version) {
                    entry.workers.let_go(worker_id);
                }
                return;
            };
            entries.leave(&entry);
            entry
        };
        entry.queue.close();
        entry.workers.gone_all().await;
        self.entries().left(&entry);
    }

    /// How much each version is used that was asked for and not closed.
    #[must_use]
    pub fn usage(&self) -> Vec<Usage> {
        let usage = |entry: &Arc<Entry>| Usage {
            version: entry.queue.version.clone(),
            load: entry.queue.load(),
            last_used: entry.queue.last_used(),
        };
        self.entries().here.values().map(usage).collect()
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn entry(&self, version: &Arc<VersionId>) -> Arc<Entry> {
        let mut entries = self.entries();
        if let Some(entry) = entries.here.get(version) {
            return entry.clone();
        }
        let entry = Arc::new(Entry {
            queue: Arc::new(VersionQueue::new(
                version.clone(),
                self.limits,
                self.telemetry.clone(),
            )),
            workers: Arc::new(Workers::new(self.limits.workers)),
        });
        entries.here.insert(version.clone(), entry.clone());
        entry
    }

    fn see_that_it_is_fed(&self, entry: &Entry) {
        for place in entry.queue.needs_feeding() {
            let feeder = Feeder {
                place,
                queue: entry.queue.clone(),
                control: self.control.clone(),
                workers: entry.workers.clone(),
            };
            tokio::spawn(feeder.feed());
        }
    }
}
