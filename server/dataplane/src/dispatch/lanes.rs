//! The two lanes of a queue, so that what is small does not wait behind what is large.

use std::time::Duration;

use tokio::time::Instant;

use super::fair_queue::{CallerId, FairQueue, Ticket};
use super::limits::QueueLimits;
use super::pace::BatchPace;
use crate::worker::Lane;

/// What waits in one lane.
#[derive(Debug)]
pub(super) struct LaneQueue<T> {
    pub waiting: FairQueue<T>,
    pub pace: BatchPace,
}

impl<T> Default for LaneQueue<T> {
    fn default() -> Self {
        Self {
            waiting: FairQueue::default(),
            pace: BatchPace::default(),
        }
    }
}

impl<T> LaneQueue<T> {
    /// How long until a newcomer could start if every batch before it were as fast as the fastest of late, where so
    /// many workers serve and all are busy at least since then.
    pub fn least_wait(
        &self,
        now: Instant,
        busy_since: Instant,
        workers: usize,
        limits: &QueueLimits,
    ) -> Duration {
        let fastest = self.pace.fastest();
        let rounds = self.waiting.len() / limits.batch_requests / workers.max(1);
        let rounds = u32::try_from(rounds).unwrap_or(u32::MAX);
        (busy_since + fastest).saturating_duration_since(now) + fastest.saturating_mul(rounds)
    }

    /// Most requests of the next micro-batch where so many workers are free: where batches take long, each gets its
    /// share of what waits, and no more than a worker can answer well before it counts as hung.
    pub fn share(&self, workers: usize, limits: &QueueLimits) -> usize {
        let within = self.pace.requests_within(limits.longest_batch());
        let most = limits.batch_requests.min(within);
        if workers > 1 && self.pace.is_slow() {
            let share = self.waiting.len().div_ceil(workers);
            return share.clamp(1, most);
        }
        most
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

    /// Take out a micro-batch of a lane for one of so many workers that are free: in turn, within the limits, one
    /// request at least; what `in_time` keeps is not run and counts for nothing.
    pub fn take(
        &mut self,
        lane: Lane,
        limits: &QueueLimits,
        workers: usize,
        mut in_time: impl FnMut(T) -> Option<T>,
    ) -> Vec<T> {
        let mut batch = Vec::new();
        let mut room = limits.batch_bytes_in(lane);
        let queue = self.of_mut(lane);
        let share = queue.share(workers, limits);
        let waiting = &mut queue.waiting;
        while batch.len() < share {
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
                    let batch = lanes.take(lane, &limits, 1, |number: usize| {
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
        assert_eq!(lanes.take(Lane::Express, &limits, 1, Some), [1]);
        assert_eq!(lanes.take(Lane::Bulk, &limits, 1, Some), [50]);
        assert_eq!(lanes.waiting(), 1);
    }

    #[test]
    fn what_takes_long_is_divided_evenly_among_the_workers_that_are_free() {
        let (limits, mut lanes) = (limits(), Lanes::default());
        let peer: Arc<str> = Arc::from("peer");
        let push = |lanes: &mut Lanes<usize>| {
            for number in 0..3 {
                lanes.push(CallerId::of(&peer), 1, number, &limits);
            }
        };
        push(&mut lanes);
        assert_eq!(lanes.take(Lane::Express, &limits, 2, Some), [0, 1, 2]);
        let pace = &mut lanes.of_mut(Lane::Express).pace;
        pace.record(Duration::from_millis(20), 3);
        push(&mut lanes);
        assert_eq!(lanes.take(Lane::Express, &limits, 2, Some), [0, 1]);
        assert_eq!(lanes.take(Lane::Express, &limits, 1, Some), [2]);
    }

    #[test]
    fn a_batch_is_no_larger_than_what_takes_a_quarter_of_the_time_of_a_hung_worker() {
        let limits = QueueLimits {
            batch_time: Duration::from_secs(40),
            ..Default::default()
        };
        let mut lanes = Lanes::default();
        let peer: Arc<str> = Arc::from("peer");
        for number in 0..10 {
            lanes.push(CallerId::of(&peer), 1, number, &limits);
        }
        assert_eq!(lanes.take(Lane::Express, &limits, 1, Some).len(), 10);
        let pace = &mut lanes.of_mut(Lane::Express).pace;
        pace.record(Duration::from_secs(30), 10);
        for number in 0..10 {
            lanes.push(CallerId::of(&peer), 1, number, &limits);
        }
        assert_eq!(lanes.take(Lane::Express, &limits, 1, Some), [0, 1, 2]);
        let pace = &mut lanes.of_mut(Lane::Express).pace;
        pace.record(Duration::from_mins(10), 1);
        assert_eq!(lanes.take(Lane::Express, &limits, 1, Some), [3]);
    }

    #[test]
    fn a_newcomer_waits_for_the_rounds_of_all_workers_before_it() {
        let (limits, mut lanes) = (limits(), Lanes::default());
        let peer: Arc<str> = Arc::from("peer");
        for number in 0..16 {
            lanes.push(CallerId::of(&peer), 1, number, &limits);
        }
        let fastest = Duration::from_millis(20);
        lanes.of_mut(Lane::Express).pace.record(fastest, 4);
        let now = Instant::now();
        let wait = |workers| {
            lanes
                .of(Lane::Express)
                .least_wait(now, now, workers, &limits)
        };
        assert_eq!((wait(1), wait(2)), (5 * fastest, 3 * fastest));
    }
}
