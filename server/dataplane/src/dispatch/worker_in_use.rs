//! Feeding one worker by two lanes, until the version leaves or the worker is lost.

use std::pin::pin;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

use super::joining::{Answered, joined};
use super::settling::{Ran, Waiting};
use super::version_queue::{Next, VersionQueue};
use crate::routing::{Loss, WorkerAddress};
use crate::worker::{BatchResult, Connection, Lane, OpaqueRequest, WorkerError};

/// How a worker was lost, and the batches that it did not answer.
pub(super) struct Lost {
    pub loss: Loss,
    /// The batch that showed it; empty where the worker was idle.
    pub first: Vec<Waiting>,
    /// The batch of the other lane.
    pub other: Vec<Waiting>,
}

/// How a lane came to its end.
enum End {
    /// The version is to leave, and nothing waits.
    Left,
    /// The worker was lost with this batch in it, or idle.
    Lost(Vec<Waiting>),
}

/// One worker, as long as it is fed; all of it happens in one task.
pub(super) struct WorkerInUse<'queue> {
    queue: &'queue VersionQueue,
    /// Which of the version's workers it is.
    place: usize,
    address: &'queue WorkerAddress,
    /// When it last answered a batch.
    answered: Mutex<Instant>,
    /// How it was lost, and which lane saw it.
    lost: watch::Sender<Option<(Loss, Lane)>>,
}

impl<'queue> WorkerInUse<'queue> {
    pub fn new(queue: &'queue VersionQueue, place: usize, address: &'queue WorkerAddress) -> Self {
        Self {
            queue,
            place,
            address,
            answered: Mutex::new(Instant::now()),
            lost: watch::Sender::new(None),
        }
    }

    /// Run batches; `None` once the version is to leave and nothing waits. The bulk lane opens a connection of its own
    /// with its first batch.
    pub async fn feed(&self, express: Connection) -> Option<Lost> {
        self.queue.join(self.place);
        let lanes = tokio::join!(
            self.feed_lane(Lane::Express, Some(express)),
            self.feed_lane(Lane::Bulk, None)
        );
        self.queue.leave(self.place);
        let (loss, first) = (*self.lost.borrow())?;
        let batch = |end| match end {
            End::Left => Vec::new(),
            End::Lost(batch) => batch,
        };
        let (express, bulk) = (batch(lanes.0), batch(lanes.1));
        let (first, other) = match first {
            Lane::Express => (express, bulk),
            Lane::Bulk => (bulk, express),
        };
        Some(Lost { loss, first, other })
    }

    async fn feed_lane(&self, lane: Lane, connection: Option<Connection>) -> End {
        let end = self.run_batches(lane, connection).await;
        self.queue.leave_lane(self.place, lane);
        end
    }

    async fn run_batches(&self, lane: Lane, mut connection: Option<Connection>) -> End {
        let mut other_lane = self.lost.subscribe();
        loop {
            match self.queue.next(self.place, lane) {
                Next::Leave => return End::Left,
                Next::Idle => tokio::select! {
                    biased;
                    error = ended(&mut connection) => return self.lose(lane, loss_of(&error), Vec::new()),
                    _ = other_lane.changed() => return End::Lost(Vec::new()),
                    () = self.queue.news(self.place, lane).notified() => {}
                },
                Next::Batch(batch) => {
                    let began = Instant::now();
                    let result = tokio::select! {
                        biased;
                        result = self.run(lane, &mut connection, &batch) => result,
                        _ = other_lane.changed() => return End::Lost(batch),
                    };
                    let answered = Answered {
                        requests: batch.len(),
                        bytes: batch.iter().map(|waiting| waiting.request.size()).sum(),
                        took: began.elapsed(),
                    };
                    match result {
                        Ok(result) => {
                            let ran = Ran {
                                place: self.place,
                                lane,
                                worker_id: &self.address.worker_id,
                                took: answered.took,
                            };
                            self.queue.deliver(&ran, batch, result);
                        }
                        Err(loss) => return self.lose(lane, loss, batch),
                    }
                    joined(answered, || self.queue.waiting()).await;
                }
            }
        }
    }

    async fn run(
        &self,
        lane: Lane,
        connection: &mut Option<Connection>,
        batch: &[Waiting],
    ) -> Result<BatchResult, Loss> {
        let requests: Vec<&OpaqueRequest> = batch.iter().map(|waiting| &waiting.request).collect();
        let answer = async {
            let connection = if let Some(connection) = connection {
                connection
            } else {
                let version = self.queue.version.clone();
                let opened = Connection::open(version, &self.address.socket_path, lane).await?;
                connection.insert(opened.answering_within(self.queue.limits.answer_bytes))
            };
            connection.predict(&requests).await
        };
        let result = self.in_time(answer).await.ok_or(Loss::Hung)?;
        *self.answered.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        result.map_err(|error| loss_of(&error))
    }

    /// Wait for an answer as long as the worker is not hung: it has the time of a batch since it last answered any.
    async fn in_time<T>(&self, answer: impl Future<Output = T>) -> Option<T> {
        let mut answer = pin!(answer);
        let time = self.queue.limits.batch_time;
        let mut end = Instant::now() + time;
        loop {
            if let Ok(answer) = timeout_at(end, &mut answer).await {
                return Some(answer);
            }
            let later = *self.answered.lock().unwrap_or_else(PoisonError::into_inner) + time;
            if later <= end {
                return None;
            }
            end = later;
        }
    }

    fn lose(&self, lane: Lane, loss: Loss, batch: Vec<Waiting>) -> End {
        self.lost.send_if_modified(|lost| {
            let first = lost.is_none();
            lost.get_or_insert((loss, lane));
            first
        });
        End::Lost(batch)
    }
}

/// Returns once the connection has ended; never if there is none yet.
async fn ended(connection: &mut Option<Connection>) -> WorkerError {
    match connection {
        Some(connection) => connection.ended().await,
        None => std::future::pending().await,
    }
}

/// What the end of a connection says of the worker.
pub(super) fn loss_of(error: &WorkerError) -> Loss {
    match error {
        WorkerError::HungUp => Loss::HungUp,
        WorkerError::BrokeProtocol => Loss::BrokeProtocol,
    }
}
