//! What becomes of requests: the answer of a worker, or why there is none.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;

use super::version_queue::VersionQueue;
use crate::faults::Fault;
use crate::telemetry::{BatchRecord, BatchTimings};
use crate::worker::{BatchResult, Lane, OpaqueRequest, Prediction};

/// A prediction and where its time went.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The rows.
    pub prediction: Prediction,
    /// From arrival until the batch was handed to the worker.
    pub queued: Duration,
    /// The phases of the whole batch.
    pub timings: BatchTimings,
    /// Requests in the batch, this one included.
    pub batch_requests: u32,
    /// Rows in the batch.
    pub batch_rows: u32,
}

/// A request in the queue, where its outcome goes, and when it came.
#[derive(Debug)]
pub(super) struct Waiting {
    pub request: OpaqueRequest,
    pub outcome: oneshot::Sender<Result<Answer, Fault>>,
    pub arrived: Instant,
}

/// A batch that was answered: where, and how long that took.
#[derive(Debug)]
pub(super) struct Ran<'worker> {
    pub place: usize,
    pub lane: Lane,
    pub worker_id: &'worker Arc<str>,
    pub took: Duration,
}

impl VersionQueue {
    /// Settle a batch that a worker answered.
    pub fn deliver(&self, ran: &Ran<'_>, batch: Vec<Waiting>, result: BatchResult) {
        let started = self.ran(ran, batch.len());
        let rows = result
            .outcomes
            .iter()
            .flatten()
            .map(|answer| answer.row_count)
            .sum();
        let mut record = BatchRecord {
            request_count: count(batch.len() as u64),
            row_count: rows,
            queued: Vec::with_capacity(batch.len()),
            in_worker: ran.took,
            timings: result.timings,
            worker_id: ran.worker_id.clone(),
            private_memory_bytes: result.private_memory_bytes,
        };
        for (waiting, outcome) in batch.into_iter().zip(result.outcomes) {
            let queued = started.map_or(Duration::ZERO, |started| {
                started.duration_since(waiting.arrived)
            });
            record.queued.push(queued);
            let answer =
                outcome
                    .and_then(|prediction| self.fitting(prediction))
                    .map(|prediction| Answer {
                        prediction,
                        queued,
                        timings: result.timings,
                        batch_requests: record.request_count,
                        batch_rows: count(rows),
                    });
            // A caller that went away does not want it.
            let _ = waiting.outcome.send(answer);
        }
        self.telemetry.batch_answered(&self.version, &record);
    }

    /// Settle a batch that a worker did not answer.
    pub fn fail(batch: Vec<Waiting>, fault: &Fault) {
        for waiting in batch {
            let _ = waiting.outcome.send(Err(fault.clone()));
        }
    }

    fn fitting(&self, answer: Prediction) -> Result<Prediction, Fault> {
        let (size, limit, rows) = (
            answer.payload.len(),
            self.limits.answer_bytes,
            answer.row_count,
        );
        if size <= limit {
            return Ok(answer);
        }
        let cause = format!(
            "{rows} rows take {size} bytes, over the limit of {limit}; ask for fewer rows at once"
        );
        Err(Fault::model_output_invalid(&self.version, &cause))
    }

    /// End a request that no worker got.
    pub fn refuse(&self, waiting: Waiting, fault: Fault) {
        let reason = fault.reason.clone();
        if waiting.outcome.send(Err(fault)).is_ok() {
            self.telemetry.request_refused(&self.version, &reason);
        }
    }
}

fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
