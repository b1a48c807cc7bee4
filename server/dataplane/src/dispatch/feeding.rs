//! Feeding a worker from the queue of its version, and finding another one when it is lost.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::sync::watch;
use tokio::time::timeout;

use super::version_queue::VersionQueue;
use super::worker_in_use::{Lost, WorkerInUse, loss_of};
use crate::faults::Fault;
use crate::routing::{Control, Loss, WorkerAddress};
use crate::worker::{Connection, Lane};

/// How long callers whose worker is gone wait to be told why.
const CAUSE_TIME: Duration = Duration::from_secs(2);
const FAILURE: &str = "its dispatcher failed";
const BREACH: &str = "it broke the worker protocol";

/// Whether a version has a worker.
#[derive(Clone, Debug)]
pub(super) enum Readiness {
    /// None, and none is wanted.
    Unfed,
    /// It is being asked for.
    Starting,
    /// There is one.
    Ready,
    /// None, for this reason, and none is wanted.
    Refused(Fault),
}

/// Feeds one version; all of it happens in one task.
struct Feeder {
    queue: Arc<VersionQueue>,
    control: Arc<dyn Control>,
    readiness: watch::Sender<Readiness>,
}

/// Feed a version until nothing is wanted of it any more. Should the feeding itself fail, who waits is told to retry,
/// and it begins anew for whoever comes. It is `Starting` from the call on, before the future is first polled: who asks
/// right after whether it is ready must not see how it was.
pub(super) fn feed(
    queue: Arc<VersionQueue>,
    control: Arc<dyn Control>,
    readiness: watch::Sender<Readiness>,
) -> impl Future<Output = ()> + Send + 'static {
    readiness.send_replace(Readiness::Starting);
    keep_feeding(queue, control, readiness)
}

async fn keep_feeding(
    queue: Arc<VersionQueue>,
    control: Arc<dyn Control>,
    readiness: watch::Sender<Readiness>,
) {
    loop {
        let feeder = Feeder {
            queue: queue.clone(),
            control: control.clone(),
            readiness: readiness.clone(),
        };
        if AssertUnwindSafe(feeder.run()).catch_unwind().await.is_ok() {
            return;
        }
        queue.fail_waiting(&Fault::worker_crashed(&queue.version, FAILURE));
        if queue.unfed() {
            readiness.send_replace(Readiness::Unfed);
            return;
        }
        readiness.send_replace(Readiness::Starting);
    }
}

impl Feeder {
    /// Feed workers, one after the other, as long as something waits or the worker lives.
    async fn run(self) {
        loop {
            let end = match self.connect().await {
                Ok((address, connection)) => {
                    self.readiness.send_replace(Readiness::Ready);
                    self.serve(&address, connection).await;
                    Readiness::Unfed
                }
                Err(fault) => {
                    self.queue.fail_waiting(&fault);
                    Readiness::Refused(fault)
                }
            };
            if self.queue.unfed() {
                self.readiness.send_replace(end);
                return;
            }
            self.readiness.send_replace(Readiness::Starting);
        }
    }

    async fn connect(&self) -> Result<(WorkerAddress, Connection), Fault> {
        let version = &self.queue.version;
        let address = self.control.worker(version.clone()).await?;
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
        let worker = WorkerInUse::new(&self.queue, &address.socket_path);
        let Some(Lost { loss, first, other }) = worker.feed(connection).await else {
            return;
        };
        let version = &self.queue.version;
        let mut unanswered = vec![other];
        if loss == Loss::Hung {
            let hung = Fault::worker_hung(version, self.queue.limits.batch_time);
            self.queue.fail(first.0, first.1, &hung);
        } else {
            unanswered.push(first);
        }
        let cause = self.lost(address.clone(), loss).await;
        let cause = if loss == Loss::BrokeProtocol {
            BREACH
        } else {
            &cause
        };
        for (lane, batch) in unanswered {
            let crashed = Fault::worker_crashed(version, cause);
            self.queue.fail(lane, batch, &crashed);
        }
    }
}
