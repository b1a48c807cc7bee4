//! The requests of one version that wait for its worker.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, oneshot};
use tokio::time::Instant;

use super::fair_queue::CallerId;
use super::lanes::{Lanes, Place};
use super::limits::QueueLimits;
use crate::faults::Fault;
use crate::routing::VersionId;
use crate::telemetry::{BatchRecord, BatchTimings, Telemetry};
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

/// What to do where the queue is full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Be refused.
    NowOrNever,
    /// Wait for a place; for callers with a bound of their own.
    Patient,
}

/// A request in the queue, where its outcome goes, and when it came.
#[derive(Debug)]
pub(super) struct Waiting {
    pub request: OpaqueRequest,
    outcome: oneshot::Sender<Result<Answer, Fault>>,
    arrived: Instant,
}

/// What the one who feeds the worker shall do next.
#[derive(Debug)]
pub(super) enum Next {
    /// Run these.
    Batch(Vec<Waiting>),
    /// Wait for news.
    Idle,
    /// End: the version is to leave and nothing waits.
    Leave,
}

#[derive(Debug, Default)]
struct State {
    lanes: Lanes<Waiting>,
    /// Requests that wait for a place.
    patient: usize,
    last_used: Option<Instant>,
    closing: bool,
    fed: bool,
}

/// First come, first served in each lane, in turns by caller.
pub(super) struct VersionQueue {
    pub version: Arc<VersionId>,
    pub limits: QueueLimits,
    telemetry: Arc<dyn Telemetry>,
    state: Mutex<State>,
    express_news: Notify,
    bulk_news: Notify,
    room: Notify,
}

impl VersionQueue {
    pub fn new(
        version: Arc<VersionId>,
        limits: QueueLimits,
        telemetry: Arc<dyn Telemetry>,
    ) -> Self {
        Self {
            version,
            limits,
            telemetry,
            state: Mutex::default(),
            express_news: Notify::new(),
            bulk_news: Notify::new(),
            room: Notify::new(),
        }
    }

    /// Requests that wait, for a place or in the queue, or are in the worker.
    pub fn load(&self) -> usize {
        let state = self.state();
        state.patient + state.lanes.waiting() + state.lanes.in_worker()
    }

    /// Requests that wait in the queue.
    pub fn waiting(&self) -> usize {
        self.state().lanes.waiting()
    }

    pub fn last_used(&self) -> Option<Instant> {
        self.state().last_used
    }

    /// Queue a request and return its answer. Dropping takes it out of the queue; once it is in the worker, its answer
    /// is dropped.
    pub async fn predict(
        &self,
        caller: CallerId,
        request: OpaqueRequest,
        urgency: Urgency,
    ) -> Result<Answer, Fault> {
        if urgency == Urgency::Patient {
            self.wait_for_room(request.size()).await;
        }
        let (place, outcome) = self.enqueue(caller, request)?;
        let _leaves = Leaves { queue: self, place };
        outcome
            .await
            .unwrap_or_else(|_| Err(Fault::worker_crashed(&self.version, "stopped")))
    }

    /// Have the feeding end once the queue is empty. Nothing may be queued any more; the owner sees to that.
    pub fn close(&self) {
        self.state().closing = true;
        self.tell_news();
    }

    /// For the one who feeds a lane: a request, or an end.
    pub fn news(&self, lane: Lane) -> &Notify {
        match lane {
            Lane::Express => &self.express_news,
            Lane::Bulk => &self.bulk_news,
        }
    }

    fn tell_news(&self) {
        self.express_news.notify_one();
        self.bulk_news.notify_one();
    }

    /// Whether somebody has to begin to feed the worker; says so once until `unfed`.
    pub fn needs_feeding(&self) -> bool {
        !std::mem::replace(&mut self.state().fed, true)
    }

    /// The feeding is over. Returns false if it has to go on, because something waits.
    pub fn unfed(&self) -> bool {
        let mut state = self.state();
        state.fed = state.patient + state.lanes.waiting() > 0;
        !state.fed
    }

    /// The next micro-batch of a lane: in turn, without what is late, within the limits, one request at least.
    pub fn next(&self, lane: Lane) -> Next {
        let mut state = self.state();
        let now = Instant::now();
        let batch = state.lanes.take(lane, &self.limits, |waiting: Waiting| {
            if waiting
                .request
                .deadline
                .is_none_or(|deadline| deadline > now)
            {
                return Some(waiting);
            }
            self.refuse(waiting, Fault::deadline_passed());
            None
        });
        if state.patient > 0 {
            self.room.notify_waiters(); // also where all that was taken was late
        }
        if batch.is_empty() {
            return if state.closing && state.patient == 0 {
                Next::Leave
            } else {
                Next::Idle
            };
        }
        let queue = state.lanes.of_mut(lane);
        queue.in_worker = batch.len();
        queue.batch_started = Some(now);
        Next::Batch(batch)
    }

    /// Settle a batch of a lane that the worker answered after so long.
    pub fn deliver(
        &self,
        lane: Lane,
        batch: Vec<Waiting>,
        result: BatchResult,
        in_worker: Duration,
    ) {
        let started = {
            let mut state = self.state();
            let queue = state.lanes.of_mut(lane);
            queue.in_worker = 0;
            queue.pace.record(in_worker, batch.len());
            queue.batch_started
        };
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
            in_worker,
            timings: result.timings,
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

    /// Settle a batch of a lane that the worker did not answer.
    pub fn fail(&self, lane: Lane, batch: Vec<Waiting>, fault: &Fault) {
        self.state().lanes.of_mut(lane).in_worker = 0;
        for waiting in batch {
            let _ = waiting.outcome.send(Err(fault.clone()));
        }
    }

    /// Fail everything that waits, where nothing is in a worker any more.
    pub fn fail_waiting(&self, fault: &Fault) {
        let mut state = self.state();
        for lane in [Lane::Express, Lane::Bulk] {
            let queue = state.lanes.of_mut(lane);
            queue.in_worker = 0;
            while let Some(waiting) = queue.waiting.pop_within(usize::MAX) {
                self.refuse(waiting, fault.clone());
            }
        }
        drop(state);
        self.room.notify_waiters();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enqueue(
        &self,
        caller: CallerId,
        request: OpaqueRequest,
    ) -> Result<(Place, oneshot::Receiver<Result<Answer, Fault>>), Fault> {
        let mut state = self.state();
        let arrived = Instant::now();
        state.last_used = Some(arrived);
        if let Some(fault) = self.why_not(&state, &request, arrived) {
            self.telemetry.request_refused(&self.version, &fault.reason);
            return Err(fault);
        }
        let (sender, receiver) = oneshot::channel();
        let size = request.size();
        let waiting = Waiting {
            request,
            outcome: sender,
            arrived,
        };
        let place = state.lanes.push(caller, size, waiting, &self.limits);
        drop(state);
        self.news(place.lane).notify_one();
        Ok((place, receiver))
    }

    fn why_not(&self, state: &State, request: &OpaqueRequest, now: Instant) -> Option<Fault> {
        let lane = state.lanes.of(self.limits.lane_of(request.size()));
        let retry_after = || lane.pace.retry_after(lane.waiting.len());
        if state.lanes.waiting() >= self.limits.queued_requests {
            return Some(Fault::queue_full(
                &self.version,
                self.limits.queued_requests,
                retry_after(),
            ));
        }
        if self.lacks_bytes(state, request.size()) {
            let VersionId { model, number } = &*self.version;
            let what = format!("the number of bytes queued for {model} {number}");
            return Some(Fault::overloaded(
                &what,
                self.limits.queued_bytes,
                retry_after(),
            ));
        }
        let deadline = request.deadline?;
        (now + lane.least_wait(now, &self.limits) >= deadline).then(Fault::deadline_passed)
    }

    async fn wait_for_room(&self, size: usize) {
        let _patience = Patience::new(self);
        loop {
            let room = self.room.notified();
            if !self.is_full(size) {
                return;
            }
            room.await;
        }
    }

    fn is_full(&self, size: usize) -> bool {
        let state = self.state();
        state.lanes.waiting() >= self.limits.queued_requests || self.lacks_bytes(&state, size)
    }

    fn lacks_bytes(&self, state: &State, size: usize) -> bool {
        !state.lanes.is_empty() && state.lanes.bytes() + size > self.limits.queued_bytes
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
    fn refuse(&self, waiting: Waiting, fault: Fault) {
        let reason = fault.reason.clone();
        if waiting.outcome.send(Err(fault)).is_ok() {
            self.telemetry.request_refused(&self.version, &reason);
        }
    }
}

/// Takes a request out of the queue when its caller goes away.
struct Leaves<'queue> {
    queue: &'queue VersionQueue,
    place: Place,
}

impl Drop for Leaves<'_> {
    fn drop(&mut self) {
        let mut state = self.queue.state();
        let left = state.lanes.remove(self.place);
        if left.is_some() && state.patient > 0 {
            self.queue.room.notify_waiters();
        }
    }
}

/// Counts one who waits for a place.
struct Patience<'queue>(&'queue VersionQueue);

impl<'queue> Patience<'queue> {
    fn new(queue: &'queue VersionQueue) -> Self {
        queue.state().patient += 1;
        Self(queue)
    }
}

impl Drop for Patience<'_> {
    fn drop(&mut self) {
        self.0.state().patient -= 1;
        self.0.tell_news(); // it may have been the last that a closing queue waited for
    }
}

fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
