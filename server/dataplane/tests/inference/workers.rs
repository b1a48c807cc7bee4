//! One version that has several workers.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::future::join_all;
use hokusai_dataplane::contract::worker::PredictResponse;
use hokusai_dataplane::faults::Fault;
use hokusai_dataplane::inference::InferenceService;
use hokusai_dataplane::routing::{Loss, VersionId};
use prost::Message;
use tokio::task::JoinHandle;

use crate::support::{
    FakeControl, Outcome, StreamCall, call, field, open, payload_batch, predict_request,
    serving_within,
};

async fn predict(service: &Arc<InferenceService>, payload: &'static [u8]) -> Outcome {
    call(service, "Predict", &predict_request(payload), "").await
}

fn begun(service: &Arc<InferenceService>, payload: &'static [u8]) -> JoinHandle<Outcome> {
    let service = service.clone();
    tokio::spawn(async move { predict(&service, payload).await })
}

fn version() -> VersionId {
    VersionId {
        model: "m".into(),
        number: "1.0.0".into(),
    }
}

fn with_workers(workers: usize) -> (Arc<InferenceService>, Arc<FakeControl>) {
    serving_within(|settings| settings.queue.workers = workers)
}

/// A service with a worker for each payload, each of which is busy with it.
async fn busy(
    payloads: &[&'static [u8]],
) -> (
    Arc<InferenceService>,
    Arc<FakeControl>,
    Vec<JoinHandle<Outcome>>,
) {
    let (service, control) = with_workers(payloads.len());
    let mut calls = Vec::new();
    for (before, payload) in payloads.iter().enumerate() {
        calls.push(begun(&service, payload));
        control.got_batches(before + 1).await;
    }
    (service, control, calls)
}

async fn loaded(service: &Arc<InferenceService>, load: usize) {
    while service.usage()[0].load < load {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn each_worker_runs_a_batch_and_what_queued_meanwhile_is_the_next() {
    let (service, control, running) = busy(&[b"one", b"two"]).await;
    let waiting = [&b"a"[..], b"b", b"c"].map(|payload| begun(&service, payload));
    loaded(&service, 5).await;
    assert_eq!(control.batches.lock().unwrap().len(), 2);
    control.permits.add_permits(1);
    let batches = control.got_batches(3).await;
    control.release();
    for call in running.into_iter().chain(waiting) {
        assert_eq!(call.await.unwrap().code(), "0");
    }
    assert_eq!(batches.concat(), ["one", "two", "a", "b", "c"]);
    assert_eq!(control.started(), 2);
}

#[tokio::test]
async fn one_request_runs_once_however_many_workers_are_idle() {
    let (service, control) = with_workers(4);
    control.release();
    for _ in 0..3 {
        assert_eq!(predict(&service, b"alone").await.code(), "0");
    }
    let batches: [&[&[u8]]; 3] = [&[b"alone"], &[b"alone"], &[b"alone"]];
    assert_eq!(*control.batches.lock().unwrap(), batches);
}

#[tokio::test]
async fn a_crash_fails_the_batch_of_its_own_worker_and_that_one_is_replaced() {
    let (service, control, mut running) = busy(&[b"crash", b"fine"]).await;
    let waiting = begun(&service, b"waiting");
    loaded(&service, 3).await;
    control.permits.add_permits(1);
    let crashed = running.remove(0).await.unwrap();
    assert_eq!(crashed.reason(), "WORKER_CRASHED");
    assert_eq!(crashed.header("grpc-retry-pushback-ms"), "1000");
    control.got_batches(3).await;
    assert!(!running[0].is_finished() && !waiting.is_finished());
    assert_eq!(control.started(), 3);
    control.release();
    assert_eq!(running.remove(0).await.unwrap().code(), "0");
    assert_eq!(waiting.await.unwrap().code(), "0");
    assert_eq!(*control.losses.lock().unwrap(), [Loss::HungUp]);
}

#[tokio::test]
async fn a_further_worker_that_is_not_to_be_had_holds_up_nobody() {
    let (service, control) = with_workers(2);
    control.have_places(1);
    control.release();
    assert_eq!(predict(&service, b"one").await.code(), "0");
    let stream = StreamCall::begin(&service).await;
    stream.send(open());
    let mut stream = stream;
    assert_eq!(field(&stream.next().await.unwrap()), "ready 4");
    assert_eq!(control.started(), 1);
    control.have_places(2);
    while control.started() < 2 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn what_waits_fails_only_where_no_worker_is_left() {
    let (service, control, mut running) = busy(&[b"crash", b"fine"]).await;
    control.refuse(Some(Fault::worker_crashed(&version(), "exit code 3")));
    let waiting = begun(&service, b"waiting");
    loaded(&service, 3).await;
    control.permits.add_permits(1);
    assert_eq!(running.remove(0).await.unwrap().reason(), "WORKER_CRASHED");
    assert!(!waiting.is_finished());
    control.permits.add_permits(2);
    assert_eq!(running.remove(0).await.unwrap().code(), "0");
    assert_eq!(waiting.await.unwrap().code(), "0");
    let crashed = begun(&service, b"crash");
    control.permits.add_permits(1);
    assert_eq!(crashed.await.unwrap().reason(), "WORKER_CRASHED");
    let refused = predict(&service, b"late").await;
    assert!(refused.header("grpc-message").contains("(exit code 3)"));
    control.refuse(None);
    control.release();
    assert_eq!(predict(&service, b"again").await.code(), "0");
}

#[tokio::test]
async fn a_version_that_leaves_answers_what_all_its_workers_have_and_comes_back_with_new_ones() {
    let (service, control, running) = busy(&[b"one", b"two"]).await;
    let waiting = begun(&service, b"waiting");
    loaded(&service, 3).await;
    let leaving: Vec<_> = ["0", "1"]
        .into_iter()
        .map(|worker| {
            let service = service.clone();
            tokio::spawn(async move { service.let_go(&version(), worker).await })
        })
        .collect();
    while !service.usage().is_empty() {
        tokio::task::yield_now().await;
    }
    let later = begun(&service, b"later");
    control.got_batches(3).await;
    assert!(leaving.iter().all(|worker| !worker.is_finished()));
    control.release();
    for gone in leaving {
        gone.await.unwrap();
    }
    for call in running.into_iter().chain([waiting, later]) {
        assert_eq!(call.await.unwrap().code(), "0");
    }
    assert_eq!(service.usage().len(), 1);
    assert!(control.losses.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_version_leaves_although_a_further_worker_is_still_waited_for() {
    let (service, control) = with_workers(2);
    control.have_places(1);
    control.release();
    assert_eq!(predict(&service, b"one").await.code(), "0");
    service.let_go(&version(), "0").await;
    assert!(service.usage().is_empty());
    assert_eq!(predict(&service, b"two").await.code(), "0");
    assert_eq!(control.started(), 2);
}

#[tokio::test]
async fn a_worker_that_is_let_go_before_its_address_came_is_not_used() {
    let (service, control) = with_workers(1);
    control.have_places(0);
    let call = begun(&service, b"one");
    while service.usage().is_empty() {
        tokio::task::yield_now().await;
    }
    service.let_go(&version(), "0").await;
    control.release();
    control.have_places(1);
    assert_eq!(call.await.unwrap().code(), "0");
    assert_eq!(control.started(), 2);
    assert!(control.losses.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_dispatcher_of_one_worker_that_fails_costs_the_other_nothing() {
    let (service, control) = with_workers(2);
    control.release();
    control.panic_once();
    assert_eq!(predict(&service, b"one").await.code(), "0");
    while control.started() < 2 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_stream_over_several_workers_is_answered_in_order() {
    let (service, control) = serving_within(|settings| {
        settings.queue.workers = 3;
        settings.queue.batch_requests = 1;
    });
    let mut stream = StreamCall::begin(&service).await;
    stream.send(open());
    assert_eq!(field(&stream.next().await.unwrap()), "ready 4");
    for (sequence, payload) in [&b"a"[..], b"b", b"c", b"crash"].into_iter().enumerate() {
        stream.send(payload_batch(sequence as u64, payload));
    }
    control.got_batches(3).await;
    control.release();
    stream.sender = None;
    let (frames, _) = stream.rest().await;
    let frames: Vec<String> = frames.iter().map(field).collect();
    assert_eq!(
        frames,
        ["0 a", "1 b", "2 c", "3 WORKER_CRASHED", "summary 4 3 1"]
    );
}

#[tokio::test]
async fn every_request_has_one_outcome_of_its_own_whatever_workers_do() {
    const REQUESTS: usize = 300;
    for seed in 0..6 {
        let mut random = fastrand::Rng::with_seed(seed);
        let (service, control) = serving_within(|settings| {
            settings.queue.workers = 3;
            settings.queue.batch_requests = 4;
            settings.queue.express_request_bytes = 6;
        });
        let mut calls = Vec::new();
        for number in 0..REQUESTS {
            let kind = random.u32(0..20);
            let payload: &'static [u8] = match kind {
                0 => b"crash",
                1 => b"crash and more",
                2..8 => Box::leak(format!("a large one {number}").into_bytes().into()),
                _ => Box::leak(format!("{number}").into_bytes().into()),
            };
            calls.push((payload, begun(&service, payload)));
            if kind == 19 {
                let (_, given_up) = calls.swap_remove(random.usize(0..calls.len()));
                given_up.abort();
            }
            if random.bool() {
                tokio::task::yield_now().await;
                control.permits.add_permits(random.usize(0..4));
            }
        }
        control.release();
        let (payloads, calls): (Vec<_>, Vec<_>) = calls.into_iter().unzip();
        let outcomes = join_all(calls).await;
        let mut answered = 0;
        for (payload, outcome) in payloads.into_iter().zip(outcomes) {
            let outcome = outcome.expect("a caller that did not give up");
            if outcome.code() == "0" {
                let answer = PredictResponse::decode(outcome.messages[0].clone()).unwrap();
                assert_eq!(answer.payload, Bytes::from_static(payload));
                answered += 1;
            } else {
                assert!(["WORKER_CRASHED", "OVERLOADED"].contains(&&*outcome.reason()));
            }
        }
        assert!(answered > 0);
        loop {
            let loads = service
                .usage()
                .iter()
                .map(|usage| usage.load)
                .sum::<usize>();
            if loads == 0 {
                break;
            }
            tokio::task::yield_now().await;
        }
    }
}
