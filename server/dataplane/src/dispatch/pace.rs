//! How fast workers have been of late, and what that says about a wait.

use std::collections::VecDeque;
use std::time::Duration;

const RECENT_BATCHES: usize = 16;
const SHORTEST_RETRY: Duration = Duration::from_millis(10);
/// A batch more costs some hundred microseconds in both processes; what takes less than this is not worth being divided.
const WORTH_DIVIDING: Duration = Duration::from_millis(1);
const LONGEST_RETRY: Duration = Duration::from_secs(5);

/// The last batches of one version: how long each took, and for how many requests.
#[derive(Debug, Default)]
pub struct BatchPace {
    recent: VecDeque<(Duration, usize)>,
}

impl BatchPace {
    /// Remember one batch.
    pub fn record(&mut self, duration: Duration, requests: usize) {
        if self.recent.len() == RECENT_BATCHES {
            self.recent.pop_front();
        }
        self.recent.push_back((duration, requests));
    }

    /// How long the fastest batch of late took; zero while there was none.
    pub fn fastest(&self) -> Duration {
        self.recent
            .iter()
            .map(|(duration, _)| *duration)
            .min()
            .unwrap_or_default()
    }

    /// Whether batches of late took so long that it is worth while to divide one among workers.
    pub fn is_slow(&self) -> bool {
        let (spent, _) = self.spent();
        u32::try_from(self.recent.len()).is_ok_and(|batches| spent > WORTH_DIVIDING * batches)
    }

    /// About how many requests would take so long at the pace of late, one at least; no bound while there was no batch.
    pub fn requests_within(&self, time: Duration) -> usize {
        let (spent, requests) = self.spent();
        if spent.is_zero() {
            return usize::MAX;
        }
        let within = time.as_nanos() * requests as u128 / spent.as_nanos();
        usize::try_from(within).unwrap_or(usize::MAX).max(1)
    }

    /// About how long so many workers will take for as many requests as wait now, within sensible bounds.
    pub fn retry_after(&self, waiting: usize, workers: usize) -> Duration {
        let (spent, requests) = self.spent();
        if requests == 0 {
            return SHORTEST_RETRY;
        }
        let rounds = u32::try_from(waiting.div_ceil(requests)).unwrap_or(u32::MAX);
        let workers = u32::try_from(workers.max(1)).unwrap_or(u32::MAX);
        (spent.saturating_mul(rounds) / workers).clamp(SHORTEST_RETRY, LONGEST_RETRY)
    }

    /// The time of the batches of late, and their requests.
    fn spent(&self) -> (Duration, usize) {
        let time = self.recent.iter().map(|(duration, _)| *duration).sum();
        let requests = self.recent.iter().map(|(_, requests)| requests).sum();
        (time, requests)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retry_waits_as_long_as_the_queue_takes_at_the_pace_of_late() {
        let mut pace = BatchPace::default();
        assert_eq!(pace.retry_after(1000, 1), SHORTEST_RETRY);
        for _ in 0..100 {
            pace.record(Duration::from_millis(100), 10);
        }
        assert_eq!(pace.retry_after(320, 1), Duration::from_millis(3200));
        assert_eq!(pace.retry_after(320, 4), Duration::from_millis(800));
        assert_eq!(pace.retry_after(1, 1), Duration::from_millis(1600));
        assert_eq!(pace.retry_after(100_000, 1), LONGEST_RETRY);
        assert_eq!(pace.fastest(), Duration::from_millis(100));
    }

    #[test]
    fn as_many_requests_take_a_time_as_the_pace_of_late_says() {
        let mut pace = BatchPace::default();
        assert_eq!(pace.requests_within(Duration::from_secs(1)), usize::MAX);
        pace.record(Duration::from_secs(2), 4);
        assert_eq!(pace.requests_within(Duration::from_secs(5)), 10);
        assert_eq!(pace.requests_within(Duration::from_millis(1)), 1);
        pace.record(Duration::ZERO, 36);
        assert_eq!(pace.requests_within(Duration::from_secs(5)), 100);
    }

    #[test]
    fn batches_that_take_a_millisecond_or_less_are_not_divided() {
        let mut pace = BatchPace::default();
        assert!(!pace.is_slow());
        pace.record(WORTH_DIVIDING, 1);
        assert!(!pace.is_slow());
        pace.record(2 * WORTH_DIVIDING, 1);
        assert!(pace.is_slow());
    }
}
