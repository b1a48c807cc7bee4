//! When to try again. Knows no transport.

use std::time::Duration;

use tokio::time::Instant;

use crate::service_config::RetryPolicy;

/// The attempts of one call or one stream, and how much time is left for more.
#[derive(Debug)]
pub(crate) struct Attempts<'a> {
    policy: &'a RetryPolicy,
    most: u32,
    deadline: Option<Instant>,
    made: u32,
}

impl<'a> Attempts<'a> {
    /// At most `most` attempts, none of them after the deadline.
    pub(crate) fn new(policy: &'a RetryPolicy, most: u32, deadline: Option<Instant>) -> Self {
        Self { policy, most, deadline, made: 0 }
    }

    /// How many attempts failed.
    pub(crate) fn made(&self) -> u32 {
        self.made
    }

    /// The delay after a failed attempt, with jitter and at least `least`; None if there shall be no other attempt.
    pub(crate) fn delay(&mut self, least: Duration) -> Option<Duration> {
        let delay = self.policy.backoff(self.made + 1).mul_f64(0.5 + 0.5 * fastrand::f64());
        self.exact_delay(delay.max(least))
    }

    /// The delay after a failed attempt, where the server said how long it is.
    pub(crate) fn exact_delay(&mut self, delay: Duration) -> Option<Duration> {
        self.made += 1;
        let in_time = self.deadline.is_none_or(|deadline| Instant::now() + delay < deadline);
        (self.made < self.most && in_time).then_some(delay)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::Attempts;
    use crate::service_config::{RetryPolicy, SERVICE_CONFIG};

    fn policy() -> &'static RetryPolicy {
        SERVICE_CONFIG.policy("/hokusai.inference.v1.InferenceService/Predict").unwrap()
    }

    #[test]
    fn attempts_are_counted_and_delays_jittered() {
        let mut attempts = Attempts::new(policy(), 3, None);
        let first = attempts.delay(Duration::ZERO).unwrap();
        assert!(Duration::from_millis(50) <= first && first <= Duration::from_millis(100), "{first:?}");
        assert!(attempts.delay(Duration::ZERO).is_some());
        assert_eq!(attempts.delay(Duration::ZERO), None);
    }

    #[test]
    fn the_servers_delay_counts_as_the_least() {
        let mut attempts = Attempts::new(policy(), 3, None);
        assert_eq!(attempts.delay(Duration::from_secs(7)), Some(Duration::from_secs(7)));
    }

    #[test]
    fn nothing_is_tried_after_the_deadline() {
        let deadline = Instant::now() + Duration::from_secs(60);
        let mut attempts = Attempts::new(policy(), 3, Some(deadline));
        assert_eq!(attempts.exact_delay(Duration::from_secs(61)), None);
    }
}
