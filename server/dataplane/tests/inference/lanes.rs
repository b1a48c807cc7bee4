//! Small requests beside large ones of the same version.

use std::sync::Arc;
use std::time::Duration;

use hokusai_dataplane::inference::InferenceService;
use hokusai_dataplane::routing::{Loss, VersionId};
use tokio::task::JoinHandle;

use crate::support::{FakeControl, Outcome, call, predict_request, serving_within};

/// Larger than what may go ahead; the worker never answers it.
const LARGE: &[u8] = b"hangs in there";

async fn predict(service: &Arc<InferenceService>, payload: &'static [u8]) -> Outcome {
    call(service, "Predict", &predict_request(payload), "").await
}

/// A service whose worker has a large request that it does not answer, and answers all others.
async fn busy(time: Duration) -> (Arc<InferenceService>, Arc<FakeControl>, JoinHandle<Outcome>) {
    let (service, control) = serving_within(|settings| {
        settings.queue.express_request_bytes = 8;
        settings.queue.batch_time = time;
    });
    control.release();
    let calling = service.clone();
    let large = tokio::spawn(async move { predict(&calling, LARGE).await });
    control.got_batches(1).await;
    (service, control, large)
}

const LONG: Duration = Duration::from_mins(1);

#[tokio::test]
async fn a_small_request_is_answered_while_a_large_one_is_in_the_worker() {
    let (service, control, large) = busy(LONG).await;
    for _ in 0..3 {
        assert_eq!(predict(&service, b"small").await.code(), "0");
    }
    assert!(!large.is_finished());
    assert_eq!(service.usage()[0].load, 1);
    assert!(control.losses.lock().unwrap().is_empty());
}

#[tokio::test]
async fn large_requests_wait_for_each_other_in_a_lane_of_their_own() {
    let (service, control, _large) = busy(LONG).await;
    let calling = service.clone();
    let next = tokio::spawn(async move { predict(&calling, b"another large one").await });
    while service.usage()[0].load < 2 {
        tokio::task::yield_now().await;
    }
    assert_eq!(predict(&service, b"small").await.code(), "0");
    assert!(!next.is_finished());
    assert_eq!(control.batches.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn a_worker_lost_by_one_lane_fails_the_requests_of_both_and_is_reported_once() {
    let (service, control, large) = busy(LONG).await;
    assert_eq!(predict(&service, b"crash").await.reason(), "WORKER_CRASHED");
    assert_eq!(large.await.unwrap().reason(), "WORKER_CRASHED");
    assert_eq!(*control.losses.lock().unwrap(), [Loss::HungUp]);
    assert_eq!(predict(&service, b"small").await.code(), "0");
}

#[tokio::test]
async fn a_large_request_that_hangs_is_given_up_with_its_worker() {
    let (service, control, large) = busy(Duration::from_millis(100)).await;
    assert_eq!(large.await.unwrap().reason(), "WORKER_HUNG");
    while control.losses.lock().unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    assert_eq!(*control.losses.lock().unwrap(), [Loss::Hung]);
    assert_eq!(predict(&service, b"small").await.code(), "0");
}

#[tokio::test]
async fn a_version_that_leaves_waits_for_its_large_request() {
    let (service, _control, large) = busy(LONG).await;
    let version = VersionId {
        model: "m".into(),
        number: "1.0.0".into(),
    };
    let leaving = service.clone();
    let gone = tokio::spawn(async move { leaving.let_go(&version, "0").await });
    assert_eq!(predict(&service, b"small").await.code(), "0");
    assert!(!gone.is_finished() && !large.is_finished());
}
