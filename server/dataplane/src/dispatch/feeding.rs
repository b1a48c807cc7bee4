//! Feeding the workers of a version from its queue, one task for each of its places: there it finds another worker when
//! one is lost.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::time::timeout;

use super::readiness::{Readiness, Workers};
use super::version_queue::VersionQueue;
use super::worker_in_use::{Lost, WorkerInUse, loss_of};
use crate::faults::Fault;
use crate::routing::{Control, Loss, WorkerAddress};
use crate::worker::{Connection, Lane};

/// How long callers whose worker is gone wait to be told why.
const CAUSE_TIME: Duration = Duration::from_secs(2);
/// Pause before a worker is asked for again that was not to be had, while others serve.
const PAUSE: Duration = Duration::from_secs(1);
const FAILURE: &str = "its dispatcher failed";
const BREACH: &str = "it broke the worker protocol";

/// Feeds the workers at one place, one after the other; all of it happens in one task.
#[derive(Clone)]
pub(super) struct Feeder {
    pub place: usize,
    pub queue: Arc<VersionQueue>,
    pub control: Arc<dyn Control>,
    pub workers: Arc<Workers>,
}

impl Feeder {
    /// Feed until nothing is wanted of this place any more. Should the feeding itself fail, who waits is told to retry,
    /// and it begins anew for whoever comes. It is `Starting` from the call on, before the future is first polled: who
    /// asks right after whether the version is ready must not see how it was.
    pub fn feed(self) -> impl Future<Output = ()> + Send + 'static {
        self.workers.set(self.place, Readiness::Starting);
        self.keep_feeding()
    }

    async fn keep_feeding(self) {
        while AssertUnwindSafe(self.run()).catch_unwind().await.is_err() {
            self.queue.leave(self.place);
            let failure = Fault::worker_crashed(&self.queue.version, FAILURE);
            if !self.workers.others_are_coming(self.place) {
                self.queue.fail_waiting(&failure);
            }
            if self.rests(Readiness::Unfed) {
                return;
            }
        }
    }

    /// Feed workers, one after the other, as long as something waits that nobody else answers, or others live.
    async fn run(&self) {
        loop {
            let asked = tokio::select! {
                biased;
                () = self.queue.exhausted() => None,
                asked = self.connect() => Some(asked),
            };
            let end = match asked {
                None => Readiness::Unfed,
                Some(Ok((address, connection))) => {
                    let id = address.worker_id.clone();
                    self.workers.set(self.place, Readiness::Ready(id));
                    self.serve(&address, connection).await;
                    Readiness::Unfed
                }
                Some(Err(fault)) => self.refused(fault).await,
            };
            if self.rests(end) {
                return;
            }
        }
    }

    /// There is no worker: who waits is told, if there is no other.
    async fn refused(&self, fault: Fault) -> Readiness {
        let refused = Readiness::Refused(fault.clone());
        if self.workers.others_are_coming(self.place) {
            self.workers.set(self.place, refused.clone());
            let _ = timeout(PAUSE, self.queue.exhausted()).await;
        } else {
            self.queue.fail_waiting(&fault);
        }
        refused
    }

    /// End here, like this, unless a worker is wanted again.
    fn rests(&self, end: Readiness) -> bool {
        let rests = self
            .queue
            .unfed(self.place, self.workers.others_are_ready(self.place));
        let now = if rests { end } else { Readiness::Starting };
        self.workers.set(self.place, now);
        rests
    }

    async fn connect(&self) -> Result<(WorkerAddress, Connection), Fault> {
        let version = &self.queue.version;
        let address = loop {
            let address = self.control.worker(version.clone(), self.place).await?;
            if !self.workers.was_let_go(&address.worker_id) {
                break address;
            }
        };
        let opening = Connection::open(version.clone(), &address.socket_path, Lane::Express);
        match timeout(self.queue.limits.batch_time, opening).await {
            Ok(Ok(connection)) => {
                let answer_bytes = self.queue.limits.answer_bytes;
                Ok((address, connection.answering_within(answer_bytes)))
            }
            Ok(Err(error)) => {
                let cause = self.lost(address, loss_of(&error)).await;
                Err(Fault::worker_crashed(version, &cause))
            }
            Err(_) => {
                self.lost(address, Loss::Hung).await;
                Err(Fault::worker_hung(version, self.queue.limits.batch_time))
            }
        }
    }

    /// Tell that a worker is lost; why, as far as the control plane knows that soon.
    async fn lost(&self, worker: WorkerAddress, loss: Loss) -> String {
        timeout(CAUSE_TIME, self.control.worker_lost(worker, loss))
            .await
            .unwrap_or_else(|_| "lost".to_owned())
    }

    /// Serve until the version leaves or the worker is lost.
    async fn serve(&self, address: &WorkerAddress, connection: Connection) {
        let worker = WorkerInUse::new(&self.queue, self.place, address);
        let Some(Lost { loss, first, other }) = worker.feed(connection).await else {
            return;
        };
        // It takes nothing more while the cause is found out.
        self.workers.set(self.place, Readiness::Starting);
        let version = &self.queue.version;
        let mut unanswered = vec![other];
        if loss == Loss::Hung {
            let hung = Fault::worker_hung(version, self.queue.limits.batch_time);
            VersionQueue::fail(first, &hung);
        } else {
            unanswered.push(first);
        }
        let cause = self.lost(address.clone(), loss).await;
        let cause = if loss == Loss::BrokeProtocol {
            BREACH
        } else {
            &cause
        };
        for batch in unanswered {
            VersionQueue::fail(batch, &Fault::worker_crashed(version, cause));
        }
    }
}
