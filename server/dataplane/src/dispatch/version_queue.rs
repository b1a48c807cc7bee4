//! The requests of one version that wait for its workers.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, oneshot, watch};
use tokio::time::Instant;

use super::fair_queue::CallerId;
use super::lanes::{Lanes, Place};
use super::limits::QueueLimits;
use super::roster::{Doing, Roster};
use super::settling::{Answer, Ran, Waiting};
use crate::faults::Fault;
use crate::routing::VersionId;
use crate::telemetry::Telemetry;
use crate::worker::{Lane, OpaqueRequest};

/// What to do where the queue is full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Be refused.
    NowOrNever,
    /// Wait for a place; for callers with a bound of their own.
    Patient,
}

/// What the one who feeds a lane of a worker shall do next.
#[derive(Debug)]
pub(super) enum Next {
    /// Run these.
    Batch(Vec<Waiting>),
    /// Wait for news.
    Idle,
    /// End: the version is to leave and nothing waits.
    Leave,
}

#[derive(Debug)]
struct State {
    lanes: Lanes<Waiting>,
    roster: Roster,
    /// Requests that wait for a place.
    patient: usize,
    last_used: Option<Instant>,
    closing: bool,
    /// The places that somebody feeds, a bit each.
    fed: u64,
}

impl State {
    /// Requests that no worker has yet.
    fn to_be_taken(&self) -> usize {
        self.patient + self.lanes.waiting()
    }
}

/// What a lane of a worker waits for: a request, or an end.
#[derive(Debug, Default)]
struct News {
    express: Notify,
    bulk: Notify,
}

/// First come, first served in each lane, in turns by caller.
pub(super) struct VersionQueue {
    pub version: Arc<VersionId>,
    pub limits: QueueLimits,
    pub telemetry: Arc<dyn Telemetry>,
    state: Mutex<State>,
    /// By place.
    news: Vec<News>,
    room: Notify,
    exhausted: watch::Sender<bool>,
}

impl VersionQueue {
    pub fn new(
        version: Arc<VersionId>,
        limits: QueueLimits,
        telemetry: Arc<dyn Telemetry>,
    ) -> Self {
        let state = State {
            lanes: Lanes::default(),
            roster: Roster::new(limits.workers),
            patient: 0,
            last_used: None,
            closing: false,
            fed: 0,
        };
        Self {
            version,
            limits,
            telemetry,
            state: Mutex::new(state),
            news: (0..limits.workers).map(|_| News::default()).collect(),
            room: Notify::new(),
            exhausted: watch::Sender::new(false),
        }
    }

    /// Requests that wait, for a place or in the queue, or are in a worker.
    pub fn load(&self) -> usize {
        let state = self.state();
        state.to_be_taken() + state.roster.requests()
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
        let mut state = self.state();
        state.closing = true;
        self.note_exhaustion(&state);
        drop(state);
        self.tell_news();
    }

    /// Return once the queue is closed and everything was taken out of it.
    pub async fn exhausted(&self) {
        // The sender lives as long as the queue.
        let _ = self.exhausted.subscribe().wait_for(|over| *over).await;
    }

    fn note_exhaustion(&self, state: &State) {
        if state.closing && state.to_be_taken() == 0 {
            self.exhausted.send_replace(true);
        }
    }

    /// For the one who feeds a lane of the worker at a place: a request, or an end.
    pub fn news(&self, place: usize, lane: Lane) -> &Notify {
        match lane {
            Lane::Express => &self.news[place].express,
            Lane::Bulk => &self.news[place].bulk,
        }
    }

    fn tell_news(&self) {
        for news in &self.news {
            news.express.notify_one();
            news.bulk.notify_one();
        }
    }

    /// Have somebody come for what waits.
    fn wake(&self, state: &mut State) {
        for lane in [Lane::Express, Lane::Bulk] {
            if !state.lanes.of(lane).waiting.is_empty()
                && let Some(place) = state.roster.wake(lane)
            {
                self.news(place, lane).notify_one();
            }
        }
    }

    /// The places that somebody has to begin to feed; says so once of each until `unfed`.
    pub fn needs_feeding(&self) -> impl Iterator<Item = usize> + use<> {
        let places = self.limits.workers;
        let all = u64::MAX >> (u64::BITS as usize - places);
        let fed = std::mem::replace(&mut self.state().fed, all);
        let start = if fed == all { places } else { 0 };
        (start..places).filter(move |place| fed & (1 << place) == 0)
    }

    /// The feeding of a place is over. Returns false if it has to go on: because something waits, and nobody else takes
    /// it, or because there are others to be helped.
    pub fn unfed(&self, place: usize, others_serve: bool) -> bool {
        let mut state = self.state();
        let wanted = if others_serve {
            !state.closing
        } else {
            state.to_be_taken() > 0
        };
        if !wanted {
            state.fed &= !(1 << place);
        }
        !wanted
    }

    /// The worker at a place is fed from now on.
    pub fn join(&self, place: usize) {
        self.state().roster.join(place);
    }

    /// The worker at a place is fed no more.
    pub fn leave(&self, place: usize) {
        let mut state = self.state();
        state.roster.leave(place);
        self.wake(&mut state);
    }

    /// A lane of the worker at a place takes nothing any more.
    pub fn leave_lane(&self, place: usize, lane: Lane) {
        let mut state = self.state();
        state.roster.set(place, lane, Doing::Gone);
        self.wake(&mut state);
    }

    /// The next micro-batch for a lane of the worker at a place: in turn, without what is late, within the limits, one
    /// request at least.
    pub fn next(&self, place: usize, lane: Lane) -> Next {
        let mut state = self.state();
        let state = &mut *state;
        let now = Instant::now();
        let mut batch = Vec::new();
        // A lane that leaves takes everything with it.
        if state.closing || state.roster.may_take(place, lane) {
            let free = state.roster.free(lane);
            let in_time = |waiting: Waiting| {
                if waiting
                    .request
                    .deadline
                    .is_none_or(|deadline| deadline > now)
                {
                    return Some(waiting);
                }
                self.refuse(waiting, Fault::deadline_passed());
                None
            };
            batch = state.lanes.take(lane, &self.limits, free, in_time);
            if state.patient > 0 {
                self.room.notify_waiters(); // also where all that was taken was late
            }
            self.note_exhaustion(state);
        }
        let doing = if batch.is_empty() {
            Doing::Idle
        } else {
            Doing::Running {
                requests: batch.len(),
                since: now,
            }
        };
        state.roster.set(place, lane, doing);
        self.wake(state);
        if !batch.is_empty() {
            Next::Batch(batch)
        } else if state.closing && state.patient == 0 {
            Next::Leave
        } else {
            Next::Idle
        }
    }

    /// A lane has its answer, and is about to take what waits. Returns when the worker got the batch.
    pub fn ran(&self, ran: &Ran<'_>, requests: usize) -> Option<Instant> {
        let mut state = self.state();
        let pace = &mut state.lanes.of_mut(ran.lane).pace;
        pace.record(ran.took, requests);
        let before = state.roster.set(ran.place, ran.lane, Doing::Awake);
        self.wake(&mut state);
        match before {
            Some(Doing::Running { since, .. }) => Some(since),
            _ => None,
        }
    }

    /// Fail everything that waits, where no worker is left.
    pub fn fail_waiting(&self, fault: &Fault) {
        let mut state = self.state();
        for lane in [Lane::Express, Lane::Bulk] {
            let queue = state.lanes.of_mut(lane);
            while let Some(waiting) = queue.waiting.pop_within(usize::MAX) {
                self.refuse(waiting, fault.clone());
            }
        }
        self.note_exhaustion(&state);
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
        self.wake(&mut state);
        Ok((place, receiver))
    }

    fn why_not(&self, state: &State, request: &OpaqueRequest, now: Instant) -> Option<Fault> {
        let kind = self.limits.lane_of(request.size());
        let lane = state.lanes.of(kind);
        let workers = state.roster.serving();
        let retry_after = || lane.pace.retry_after(lane.waiting.len(), workers);
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
        let wait = |busy_since| lane.least_wait(now, busy_since, workers, &self.limits);
        let least_wait = state.roster.busy_since(kind).map_or(Duration::ZERO, wait);
        (now + least_wait >= deadline).then(Fault::deadline_passed)
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
        self.queue.note_exhaustion(&state);
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
        let mut state = self.0.state();
        state.patient -= 1;
        self.0.note_exhaustion(&state);
        drop(state);
        self.0.tell_news(); // it may have been the last that a closing queue waited for
    }
}
