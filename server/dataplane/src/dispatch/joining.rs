//! Giving callers who were just answered the time to ask again, so that they share a batch with those who wait.

use std::time::Duration;

use tokio::task::yield_now;
use tokio::time::Instant;

/// How often they may run in any case.
const TURNS: usize = 3;
/// Which part of the time of the last batch may be given: what it costs at most, where a shared call of the model may
/// save nearly all of another one.
const SHARE: u32 = 8;
const LONGEST: Duration = Duration::from_millis(1);
/// Batches of more payload bytes are dear for their rows, not for their number; to wait for others saves nothing.
const LIGHT_BYTES: usize = 64 * 1024;

/// A batch that was answered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answered {
    /// Requests in it.
    pub requests: usize,
    /// Bytes of their payloads.
    pub bytes: usize,
    /// How long the worker had it.
    pub took: Duration,
}

/// Return once as many wait as waited before and were answered, or when the time is up, or nobody waits.
///
/// The task stays awake meanwhile: timers are too coarse for what is mostly much less than a millisecond, in which
/// the callers' own tasks run.
pub(super) async fn joined(answered: Answered, waiting: impl Fn() -> usize) {
    let everyone = waiting() + answered.requests;
    for _ in 0..TURNS {
        yield_now().await;
    }
    if answered.bytes > LIGHT_BYTES {
        return;
    }
    let end = Instant::now() + (answered.took / SHARE).min(LONGEST);
    while (1..everyone).contains(&waiting()) && Instant::now() < end {
        yield_now().await;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    const BATCH: Answered = Answered {
        requests: 3,
        bytes: 100,
        took: Duration::from_hours(1),
    };

    /// How often it looked until it returned, while one more waited at every look from so many on.
    async fn looks(answered: Answered, from: usize) -> usize {
        let looked = Cell::new(0);
        joined(answered, || looked.replace(looked.get() + 1) + from).await;
        looked.get()
    }

    #[tokio::test]
    async fn a_batch_waits_for_those_who_were_answered() {
        // 2 wait, 3 come back: the fourth look sees all 5.
        assert_eq!(looks(BATCH, 2).await, 4);
    }

    #[tokio::test]
    async fn nobody_waits_where_that_saves_nothing() {
        let large = Answered {
            bytes: LIGHT_BYTES + 1,
            ..BATCH
        };
        assert_eq!(looks(large, 2).await, 1);
        let quick = Answered {
            took: Duration::ZERO,
            ..BATCH
        };
        assert_eq!(looks(quick, 2).await, 2);
    }

    #[tokio::test]
    async fn whoever_does_not_come_back_is_not_waited_for_without_end() {
        joined(BATCH, || 1).await;
        joined(BATCH, || 0).await;
    }
}
