//! The two lanes of a queue, so that what is small does not wait behind what is large.

use std::time::Duration;

use tokio::time::Instant;

use super::fair_queue::{CallerId, FairQueue, Ticket};
use super::limits::QueueLimits;
use super::pace::BatchPace;
use crate::worker::Lane;

/// What waits in one lane, and what of it is in the worker.
#[derive(Debug)]
pub(super) struct LaneQueue<T> {
    pub waiting: FairQueue<T>,
    pub pace: BatchPace,
    pub in_worker: usize,
    pub batch_started: Option<Instant>,
}

impl<T> Default for LaneQueue<T> {
    fn default() -> Self {
        Self {
            waiting: FairQueue::default(),
            pace: BatchPace::default(),
            in_worker: 0,
            batch_started: None,
        }
    }
}

impl<T> LaneQueue<T> {
    /// How long until a newcomer could start if every batch before it were as fast as the fastest of late.
    pub fn least_wait(&self, now: Instant, limits: &QueueLimits) -> Duration {
        let (Some(started), true) = (self.batch_started, self.in_worker > 0) else {
            return Duration::ZERO;
        };
        let fastest = self.pace.fastest();
        let before = u32::try_from(self.waiting.len() / limits.batch_requests).unwrap_or(u32::MAX);
        (started + fastest).saturating_duration_since(now) + fastest.saturating_mul(before)
    }
}

/// Names one request to take it out again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub lane: Lane,
    ticket: Ticket,
}

/// Both lanes of a queue.
#[derive(Debug)]
pub(super) struct Lanes<T> {
    express: LaneQueue<T>,
    bulk: LaneQueue<T>,
}

impl<T> Default for Lanes<T> {
    fn default() -> Self {
        Self {
            express: LaneQueue::default(),
            bulk: LaneQueue::default(),
        }
    }
}

impl<T> Lanes<T> {
    /// Requests that wait.
    pub fn waiting(&self) -> usize {
        self.express.waiting.len() + self.bulk.waiting.len()
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.express.waiting.is_empty() && self.bulk.waiting.is_empty()
    }

    /// Payload bytes that wait.
    pub fn bytes(&self) -> usize {
        self.express.waiting.bytes() + self.bulk.waiting.bytes()
    }

    /// Requests in the worker.
    pub fn in_worker(&self) -> usize {
        self.express.in_worker + self.bulk.in_worker
    }

    pub fn of(&self, lane: Lane) -> &LaneQueue<T> {
        match lane {
            Lane::Express => &self.express,
            Lane::Bulk => &self.bulk,
        }
    }

    pub fn of_mut(&mut self, lane: Lane) -> &mut LaneQueue<T> {
        match lane {
            Lane::Express => &mut self.express,
            Lane::Bulk => &mut self.bulk,
        }
    }

    /// Append a request of so many bytes to the lane that is for it.
    pub fn push(
        &mut self,
        caller: CallerId,
        bytes: usize,
        value: T,
        limits: &QueueLimits,
    ) -> Place {
        let lane = limits.lane_of(bytes);
        let ticket = self.of_mut(lane).waiting.push(caller, bytes, value);
        Place { lane, ticket }
    }

    /// Take a request out, if it still waits.
    pub fn remove(&mut self, place: Place) -> Option<T> {
        self.of_mut(place.lane).waiting.remove(place.ticket)
    }

    /// Take out a micro-batch of a lane: in turn, within the limits, one request at least; what `in_time` keeps is
    /// not run and counts for nothing.
    pub fn take(
        &mut self,
        lane: Lane,
        limits: &QueueLimits,
        mut in_time: impl FnMut(T) -> Option<T>,
    ) -> Vec<T> {
        let mut batch = Vec::new();
        let mut room = limits.batch_bytes_in(lane);
        let waiting = &mut self.of_mut(lane).waiting;
        while batch.len() < limits.batch_requests {
            let most = if batch.is_empty() { usize::MAX } else { room };
            let before = waiting.bytes();
            let Some(next) = waiting.pop_within(most) else {
                break;
            };
            let size = before - waiting.bytes();
            if let Some(next) = in_time(next) {
                room = room.saturating_sub(size);
                batch.push(next);
            }
        }
        batch
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug)]
    struct Request {
        caller: usize,
        bytes: usize,
        late: bool,
    }

    fn requests() -> impl Strategy<Value = Vec<Request>> {
        let request =
            (0_usize..3, 0_usize..40, any::<bool>()).prop_map(|(caller, bytes, late)| Request {
                caller,
                bytes,
                late,
            });
        prop::collection::vec(request, 0..40)
    }

    fn limits() -> QueueLimits {
        QueueLimits {
            batch_requests: 4,
            batch_bytes: 60,
            express_request_bytes: 10,
            express_batch_bytes: 20,
            ..Default::default()
        }
    }

    proptest! {
        #[test]
        fn each_request_leaves_once_by_its_own_lane_in_batches_within_the_limits(requests in requests()) {
            let (limits, mut lanes) = (limits(), Lanes::default());
            let peers: Vec<Arc<str>> = (0..3).map(|peer| Arc::from(peer.to_string())).collect();
            for (number, request) in requests.iter().enumerate() {
                let caller = CallerId::of(&peers[request.caller]);
                let place = lanes.push(caller, request.bytes, number, &limits);
                prop_assert_eq!(place.lane == Lane::Express, request.bytes <= 10);
            }
            let mut last: HashMap<(usize, bool), usize> = HashMap::new();
            let mut ran = 0;
            let mut late = 0;
            for (lane, most) in [(Lane::Express, 20), (Lane::Bulk, 60)] {
                while !lanes.of(lane).waiting.is_empty() {
                    let batch = lanes.take(lane, &limits, |number: usize| {
                        late += usize::from(requests[number].late);
                        (!requests[number].late).then_some(number)
                    });
                    prop_assert!(batch.len() <= limits.batch_requests);
                    let bytes: usize = batch.iter().map(|number| requests[*number].bytes).sum();
                    prop_assert!(batch.len() <= 1 || bytes <= most);
                    for number in batch {
                        ran += 1;
                        let line = (requests[number].caller, lane == Lane::Express);
                        prop_assert!(last.insert(line, number).is_none_or(|before| before < number));
                    }
                }
            }
            prop_assert_eq!(late, requests.iter().filter(|request| request.late).count());
            prop_assert_eq!(ran + late, requests.len());
            prop_assert_eq!((lanes.waiting(), lanes.bytes()), (0, 0));
            prop_assert!(lanes.is_empty());
        }
    }

    #[test]
    fn what_is_small_does_not_wait_for_the_turn_of_what_is_large() {
        let (limits, mut lanes) = (limits(), Lanes::default());
        let peer: Arc<str> = Arc::from("peer");
        for bytes in [50, 50, 1] {
            lanes.push(CallerId::of(&peer), bytes, bytes, &limits);
        }
        assert_eq!(lanes.take(Lane::Express, &limits, Some), [1]);
        assert_eq!(lanes.take(Lane::Bulk, &limits, Some), [50]);
        assert_eq!(lanes.waiting(), 1);
    }
}
