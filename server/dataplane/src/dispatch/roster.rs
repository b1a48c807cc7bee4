//! Which workers serve a version, what each lane of each is doing, and which of them is woken for what waits.

use tokio::time::Instant;

use crate::worker::Lane;

/// What one lane of one worker is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    /// Nothing, until it is woken.
    Idle,
    /// It is about to take what waits.
    Awake,
    /// The worker has a batch of it.
    Running {
        /// In the batch.
        requests: usize,
        /// When the worker got it.
        since: Instant,
    },
    /// It takes nothing any more.
    Gone,
}

#[derive(Clone, Copy, Debug)]
struct WorkerLanes {
    express: Doing,
    bulk: Doing,
}

impl WorkerLanes {
    fn of(&self, lane: Lane) -> Doing {
        match lane {
            Lane::Express => self.express,
            Lane::Bulk => self.bulk,
        }
    }

    fn is_running(&self, lane: Lane) -> bool {
        matches!(self.of(lane), Doing::Running { .. })
    }

    fn is_idle(&self) -> bool {
        !self.is_running(Lane::Express) && !self.is_running(Lane::Bulk)
    }
}

/// The workers that serve a version, each at its place.
///
/// Of those that may take a request one is awake at a time: it takes what waits, and wakes the next for what it leaves.
/// Several that woke for the same requests would tear a micro-batch apart.
#[derive(Debug)]
pub(super) struct Roster {
    places: Vec<Option<WorkerLanes>>,
}

impl Roster {
    /// So many places, at none of which is a worker.
    pub fn new(places: usize) -> Self {
        Self {
            places: vec![None; places],
        }
    }

    /// Workers that serve.
    pub fn serving(&self) -> usize {
        self.workers().count()
    }

    /// Requests in workers.
    pub fn requests(&self) -> usize {
        let requests = |doing| match doing {
            Doing::Running { requests, .. } => requests,
            _ => 0,
        };
        self.workers()
            .map(|worker| requests(worker.express) + requests(worker.bulk))
            .sum()
    }

    /// A worker serves from now on; its lanes are awake.
    pub fn join(&mut self, place: usize) {
        self.places[place] = Some(WorkerLanes {
            express: Doing::Awake,
            bulk: Doing::Awake,
        });
    }

    /// A worker serves no more.
    pub fn leave(&mut self, place: usize) {
        self.places[place] = None;
    }

    /// Note what a lane is doing now; returns what it did before.
    pub fn set(&mut self, place: usize, lane: Lane, doing: Doing) -> Option<Doing> {
        let worker = self.places[place].as_mut()?;
        let lane = match lane {
            Lane::Express => &mut worker.express,
            Lane::Bulk => &mut worker.bulk,
        };
        Some(std::mem::replace(lane, doing))
    }

    /// Whether a worker is to take what waits in a lane.
    ///
    /// What is small goes ahead between the parts of a large batch only where every worker has one: a part may be long.
    pub fn may_take(&self, place: usize, lane: Lane) -> bool {
        self.places[place].is_some_and(|worker| self.takes(&worker, lane))
    }

    fn takes(&self, worker: &WorkerLanes, lane: Lane) -> bool {
        if worker.of(lane) == Doing::Gone {
            return false;
        }
        lane == Lane::Bulk
            || !worker.is_running(Lane::Bulk)
            || self
                .workers()
                .filter(|other| other.of(lane) != Doing::Gone)
                .all(|other| other.is_running(Lane::Bulk))
    }

    /// Workers that could take a batch of a lane at once.
    pub fn free(&self, lane: Lane) -> usize {
        self.workers()
            .filter(|worker| self.takes(worker, lane) && !worker.is_running(lane))
            .count()
    }

    /// Wake one that may take what waits, unless one is awake; one that has nothing at all to do, if possible. Returns
    /// the place of the one to be told.
    pub fn wake(&mut self, lane: Lane) -> Option<usize> {
        let mut chosen = None;
        for (place, worker) in self.places.iter().enumerate() {
            let Some(worker) = worker else { continue };
            match worker.of(lane) {
                Doing::Awake if self.takes(worker, lane) => return None,
                Doing::Idle if self.takes(worker, lane) => match chosen {
                    None => chosen = Some((place, worker.is_idle())),
                    Some((_, false)) if worker.is_idle() => chosen = Some((place, true)),
                    Some(_) => {}
                },
                _ => {}
            }
        }
        let (place, _) = chosen?;
        self.set(place, lane, Doing::Awake);
        Some(place)
    }

    /// When the oldest of the batches of a lane was handed over; `None` while somebody is free, or nobody serves.
    pub fn busy_since(&self, lane: Lane) -> Option<Instant> {
        let mut oldest: Option<Instant> = None;
        for worker in self.workers() {
            match worker.of(lane) {
                Doing::Running { since, .. } => {
                    oldest = Some(oldest.map_or(since, |oldest| oldest.min(since)));
                }
                Doing::Gone => {}
                Doing::Idle | Doing::Awake => return None,
            }
        }
        oldest
    }

    fn workers(&self) -> impl Iterator<Item = &WorkerLanes> {
        self.places.iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUNNING: fn() -> Doing = || Doing::Running {
        requests: 1,
        since: Instant::now(),
    };

    /// Workers with an idle lane each for what is small, of which some have a large batch.
    fn idle(large: &[bool]) -> Roster {
        let mut roster = Roster::new(large.len());
        for (place, large) in large.iter().enumerate() {
            roster.join(place);
            roster.set(place, Lane::Express, Doing::Idle);
            let bulk = if *large { RUNNING() } else { Doing::Idle };
            roster.set(place, Lane::Bulk, bulk);
        }
        roster
    }

    #[test]
    fn one_is_woken_and_the_next_only_when_that_one_has_taken() {
        let mut roster = idle(&[false, false]);
        assert_eq!(roster.wake(Lane::Express), Some(0));
        assert_eq!(roster.wake(Lane::Express), None);
        roster.set(0, Lane::Express, RUNNING());
        assert_eq!(roster.wake(Lane::Express), Some(1));
    }

    #[test]
    fn what_is_small_goes_to_a_worker_without_a_large_batch_as_long_as_there_is_one() {
        let mut roster = idle(&[true, false]);
        assert_eq!(roster.wake(Lane::Express), Some(1));
        roster.set(1, Lane::Express, RUNNING());
        assert_eq!(
            (roster.wake(Lane::Express), roster.free(Lane::Express)),
            (None, 0)
        );
        roster.set(1, Lane::Bulk, RUNNING());
        assert_eq!(roster.wake(Lane::Express), Some(0));
    }

    #[test]
    fn what_is_large_goes_to_the_worker_that_has_nothing_to_do() {
        let mut roster = idle(&[false, false]);
        roster.set(0, Lane::Express, RUNNING());
        assert_eq!(roster.wake(Lane::Bulk), Some(1));
    }

    #[test]
    fn a_lane_is_busy_since_the_oldest_of_its_batches_if_nobody_is_free() {
        let mut roster = idle(&[false, false]);
        let since = Instant::now();
        roster.set(0, Lane::Express, Doing::Running { requests: 2, since });
        assert_eq!(roster.busy_since(Lane::Express), None);
        roster.set(1, Lane::Express, RUNNING());
        assert_eq!(roster.busy_since(Lane::Express), Some(since));
        assert_eq!(roster.requests(), 3);
        roster.leave(1);
        assert_eq!((roster.serving(), roster.requests()), (1, 2));
    }

    #[test]
    fn a_lane_that_is_gone_is_not_woken_and_holds_up_nobody() {
        let mut roster = idle(&[true, false]);
        roster.set(1, Lane::Express, Doing::Gone);
        assert_eq!(roster.wake(Lane::Express), Some(0));
    }
}
