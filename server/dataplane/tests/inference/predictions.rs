//! Unary calls over a worker that does as it is told.

use std::sync::Arc;
use std::time::Duration;

use crate::support::{FakeControl, Outcome, call, predict_request, serving, serving_within};
use bytes::Bytes;
use futures_util::future::join_all;
use hokusai_dataplane::contract::inference::GetModelSignatureRequest;
use hokusai_dataplane::contract::worker::{PredictRequest, PredictResponse};
use hokusai_dataplane::faults::Fault;
use hokusai_dataplane::inference::InferenceService;
use hokusai_dataplane::routing::{Loss, VersionId};
use prost::Message;
use tokio::task::JoinHandle;

async fn predict(service: &Arc<InferenceService>, payload: &'static [u8]) -> Outcome {
    call(service, "Predict", &predict_request(payload), "").await
}

fn begun(service: &Arc<InferenceService>, payload: &'static [u8]) -> JoinHandle<Outcome> {
    let service = service.clone();
    tokio::spawn(async move { predict(&service, payload).await })
}

/// A service whose worker is busy with a first request.
async fn busy() -> (Arc<InferenceService>, Arc<FakeControl>, JoinHandle<Outcome>) {
    busy_among(serving()).await
}

async fn busy_among(
    (service, control): (Arc<InferenceService>, Arc<FakeControl>),
) -> (Arc<InferenceService>, Arc<FakeControl>, JoinHandle<Outcome>) {
    let first = begun(&service, b"first");
    control.got_batches(1).await;
    (service, control, first)
}

#[tokio::test]
async fn a_prediction_comes_back_with_the_version_that_answered() {
    let (service, control) = serving();
    control.release();
    let outcome = predict(&service, b"rows").await;
    assert_eq!(outcome.code(), "0");
    let answer = PredictResponse::decode(outcome.messages[0].clone()).unwrap();
    assert_eq!((&answer.payload[..], answer.row_count), (&b"rows"[..], 1));
    assert_eq!(answer.served_by.unwrap().version, "1.0.0");
    assert_eq!(answer.timings.unwrap().batch_requests, 1);
}

#[tokio::test]
async fn a_signature_is_passed_on_as_it_is() {
    let (service, _) = serving();
    let request = GetModelSignatureRequest {
        model: "m".into(),
        ..Default::default()
    };
    let outcome = call(&service, "GetModelSignature", &request, "").await;
    assert_eq!(outcome.messages, ["signature"]);
}

#[tokio::test]
async fn what_queued_while_a_batch_ran_is_the_next_batch() {
    let (service, control, first) = busy().await;
    let others = [&b"a"[..], b"b", b"c"].map(|payload| begun(&service, payload));
    while service.usage()[0].load < 4 {
        tokio::task::yield_now().await;
    }
    control.release();
    let outcomes = join_all(others.into_iter().chain([first])).await;
    assert!(
        outcomes
            .iter()
            .all(|outcome| outcome.as_ref().unwrap().code() == "0")
    );
    let batches: [&[&[u8]]; 2] = [&[b"first"], &[b"a", b"b", b"c"]];
    assert_eq!(*control.batches.lock().unwrap(), batches);
}

#[tokio::test]
async fn a_request_that_is_given_up_before_it_started_never_runs() {
    let (service, control, first) = busy().await;
    let given_up = begun(&service, b"unwanted");
    while service.usage()[0].load < 2 {
        tokio::task::yield_now().await;
    }
    given_up.abort();
    assert!(given_up.await.unwrap_err().is_cancelled());
    assert_eq!(service.usage()[0].load, 1);
    control.release();
    first.await.unwrap();
    predict(&service, b"wanted").await;
    assert_eq!(
        control.batches.lock().unwrap().concat(),
        ["first", "wanted"]
    );
}

#[tokio::test]
async fn a_request_that_cannot_start_in_time_is_refused() {
    let (service, control, first) = busy().await;
    let late = call(&service, "Predict", &predict_request(b"late"), "10m").await;
    assert_eq!(
        (late.code().as_str(), late.reason().as_str()),
        ("4", "DEADLINE_PASSED")
    );
    control.release();
    first.await.unwrap();
    assert_eq!(control.batches.lock().unwrap().concat(), ["first"]);
}

#[tokio::test]
async fn a_full_queue_refuses_with_the_time_to_come_back() {
    let full = serving_within(|settings| settings.queue.queued_requests = 1);
    let (service, control, first) = busy_among(full).await;
    let second = begun(&service, b"second");
    while service.usage()[0].load < 2 {
        tokio::task::yield_now().await;
    }
    let refused = predict(&service, b"third").await;
    assert_eq!(
        (refused.code().as_str(), refused.reason().as_str()),
        ("8", "QUEUE_FULL")
    );
    assert_eq!(refused.header("grpc-retry-pushback-ms"), "10");
    let message = "the queue of m 1.0.0 is full (1 requests); retry after 0.010 s";
    assert_eq!(refused.header("grpc-message"), message);
    control.release();
    assert_eq!(first.await.unwrap().code(), "0");
    assert_eq!(second.await.unwrap().code(), "0");
}

#[tokio::test]
async fn a_queue_that_holds_too_many_bytes_refuses() {
    let full = serving_within(|settings| settings.queue.queued_bytes = 8);
    let (service, control, first) = busy_among(full).await;
    let second = begun(&service, b"second");
    while service.usage()[0].load < 2 {
        tokio::task::yield_now().await;
    }
    assert_eq!(predict(&service, b"third").await.reason(), "OVERLOADED");
    control.release();
    first.await.unwrap();
    second.await.unwrap();
}

#[tokio::test]
async fn a_crash_fails_its_batch_and_the_next_worker_answers_the_rest() {
    let (service, control, first) = busy().await;
    control.permits.add_permits(1);
    first.await.unwrap();
    let crashed = begun(&service, b"crash");
    control.got_batches(2).await;
    let waiting = begun(&service, b"waiting");
    control.release();
    let crashed = crashed.await.unwrap();
    assert_eq!(
        (crashed.code().as_str(), crashed.reason().as_str()),
        ("14", "WORKER_CRASHED")
    );
    assert_eq!(crashed.header("grpc-retry-pushback-ms"), "1000");
    assert!(crashed.header("grpc-message").contains("(signal 9)"));
    assert_eq!(waiting.await.unwrap().code(), "0");
    assert_eq!(*control.losses.lock().unwrap(), [Loss::HungUp]);
}

#[tokio::test]
async fn a_worker_that_breaks_the_protocol_is_lost() {
    let (service, control) = serving();
    control.release();
    let outcome = predict(&service, b"babble").await;
    assert_eq!(outcome.reason(), "WORKER_CRASHED");
    assert!(
        outcome
            .header("grpc-message")
            .contains("(it broke the worker protocol)")
    );
    assert_eq!(*control.losses.lock().unwrap(), [Loss::BrokeProtocol]);
    assert_eq!(predict(&service, b"again").await.code(), "0");
}

#[tokio::test]
async fn a_worker_that_says_more_than_it_was_asked_for_is_lost_before_it_has_said_it() {
    let (service, control) = serving();
    control.release();
    assert_eq!(predict(&service, b"flood").await.reason(), "WORKER_CRASHED");
    assert_eq!(*control.losses.lock().unwrap(), [Loss::BrokeProtocol]);
    assert_eq!(predict(&service, b"again").await.code(), "0");
}

#[tokio::test]
async fn a_worker_that_hangs_is_lost_after_the_time_of_a_batch() {
    let (service, control) =
        serving_within(|settings| settings.queue.batch_time = Duration::from_millis(30));
    control.release();
    let outcome = predict(&service, b"hang").await;
    assert_eq!(
        (outcome.code().as_str(), outcome.reason().as_str()),
        ("4", "WORKER_HUNG")
    );
    assert_eq!(*control.losses.lock().unwrap(), [Loss::Hung]);
    assert_eq!(predict(&service, b"again").await.code(), "0");
}

#[tokio::test]
async fn a_fault_of_one_request_leaves_its_neighbours_alone() {
    let (service, control, first) = busy().await;
    let (bad, good) = (begun(&service, b"raise"), begun(&service, b"good"));
    while service.usage()[0].load < 3 {
        tokio::task::yield_now().await;
    }
    control.release();
    first.await.unwrap();
    assert_eq!(bad.await.unwrap().reason(), "MODEL_RAISED");
    assert_eq!(good.await.unwrap().code(), "0");
}

#[tokio::test]
async fn callers_hear_why_there_is_no_worker_and_are_served_when_there_is_one() {
    let (service, control) = serving();
    control.release();
    let version = VersionId {
        model: "m".into(),
        number: "1.0.0".into(),
    };
    control.refuse(Some(Fault::worker_crashed(&version, "exit code 3")));
    assert_eq!(predict(&service, b"early").await.reason(), "WORKER_CRASHED");
    control.refuse(None);
    assert_eq!(predict(&service, b"late").await.code(), "0");
}

#[tokio::test]
async fn a_dispatcher_that_fails_is_replaced_and_callers_are_told_to_retry() {
    let (service, control) = serving();
    control.release();
    control.panic_once();
    let unlucky = predict(&service, b"unlucky").await;
    assert_eq!(
        (unlucky.code().as_str(), unlucky.reason().as_str()),
        ("14", "WORKER_CRASHED")
    );
    assert_eq!(predict(&service, b"later").await.code(), "0");
}

#[tokio::test]
async fn a_version_that_leaves_answers_what_is_queued_and_comes_back_with_a_new_worker() {
    let (service, control, first) = busy().await;
    let second = begun(&service, b"second");
    while service.usage()[0].load < 2 {
        tokio::task::yield_now().await;
    }
    let version = service.usage()[0].version.clone();
    let leaving = {
        let service = service.clone();
        tokio::spawn(async move { service.let_go(&version, "0").await })
    };
    while !service.usage().is_empty() {
        tokio::task::yield_now().await;
    }
    assert!(!leaving.is_finished());
    control.release();
    leaving.await.unwrap();
    assert_eq!(first.await.unwrap().code(), "0");
    assert_eq!(second.await.unwrap().code(), "0");
    assert!(control.losses.lock().unwrap().is_empty());
    assert_eq!(predict(&service, b"third").await.code(), "0");
}

#[tokio::test]
async fn an_answer_that_no_message_can_carry_is_the_models_fault() {
    let (service, control) = serving_within(|settings| settings.queue.answer_bytes = 3);
    control.release();
    let outcome = predict(&service, b"long").await;
    assert_eq!(
        (outcome.code().as_str(), outcome.reason().as_str()),
        ("2", "MODEL_OUTPUT_INVALID")
    );
}

#[tokio::test]
async fn every_broken_rule_is_named_in_the_words_of_the_contract() {
    let (service, _) = serving();
    let request = PredictRequest {
        response_encoding: 9,
        ..Default::default()
    };
    let outcome = call(&service, "Predict", &request, "").await;
    assert_eq!(
        (outcome.code().as_str(), outcome.reason().as_str()),
        ("3", "INVALID_REQUEST")
    );
    let message = "the request is not valid: \
        model: does not match regex pattern `^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$`; \
        payload: value is required; \
        response_encoding: value must be one of the defined enum values";
    assert_eq!(outcome.header("grpc-message"), message);
}

#[tokio::test]
async fn a_service_that_drains_refuses_what_comes_and_waits_for_what_runs() {
    let (service, control, first) = busy().await;
    service.drain();
    assert_eq!(predict(&service, b"late").await.reason(), "SHUTTING_DOWN");
    let idle = {
        let service = service.clone();
        tokio::spawn(async move { service.wait_idle().await })
    };
    tokio::task::yield_now().await;
    assert!(!idle.is_finished());
    control.release();
    assert_eq!(first.await.unwrap().code(), "0");
    idle.await.unwrap();
}

#[tokio::test]
async fn what_is_no_message_of_the_contract_is_refused() {
    let (service, _) = serving();
    let nonsense = PredictRequest {
        subject: "x".into(),
        ..Default::default()
    };
    let mut wire = nonsense.encode_to_vec();
    wire.push(0xff);
    let outcome = call(&service, "Predict", &Raw(wire.into()), "").await;
    assert_eq!(outcome.code(), "13");
}

/// Bytes in place of a message.
#[derive(Clone, Debug, Default, PartialEq)]
struct Raw(Bytes);

impl Message for Raw {
    fn encode_raw(&self, buffer: &mut impl bytes::BufMut) {
        buffer.put_slice(&self.0);
    }

    fn merge_field(
        &mut self,
        _: u32,
        _: prost::encoding::WireType,
        _: &mut impl bytes::Buf,
        _: prost::encoding::DecodeContext,
    ) -> Result<(), prost::DecodeError> {
        Ok(())
    }

    fn encoded_len(&self) -> usize {
        self.0.len()
    }

    fn clear(&mut self) {
        self.0.clear();
    }
}
