//! Calls of callers who need a credential.

use std::time::{Duration, SystemTime};

use crate::support::{
    FakeControl, StreamCall, call, call_with, field, open, payload_batch, predict_request, serving,
    serving_within,
};
use bytes::Bytes;
use hokusai_dataplane::access::{Credential, Grant};
use hokusai_dataplane::faults::Fault;
use hokusai_dataplane::grpc::framed;
use hokusai_dataplane::inference::InferenceService;
use http_body_util::Full;
use prost::Message;
use std::sync::Arc;

const SHOWN: (&str, &str) = ("authorization", "Bearer token");

fn guarded() -> (Arc<InferenceService>, Arc<FakeControl>) {
    serving_within(|settings| settings.credentials_needed = true)
}

fn grant() -> Grant {
    Grant {
        principal: "key:ci".into(),
        expires: None,
        concurrent_calls: None,
    }
}

/// The reason of a prediction's end; `None` if it was answered.
async fn predict(service: &Arc<InferenceService>) -> Option<String> {
    let body = Full::new(framed(&predict_request(b"rows").encode_to_vec()));
    let outcome = call_with(service, "", &[SHOWN], body).await;
    (outcome.code() != "0").then(|| outcome.reason())
}

#[tokio::test]
async fn nobody_is_asked_about_where_no_credential_is_needed() {
    let (service, control) = serving();
    control.release();
    assert_eq!(predict(&service).await, None);
    assert!(control.asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_caller_is_asked_about_first_and_then_with_the_model() {
    let (service, control) = guarded();
    control.release();
    control.say(Ok(grant()));
    assert_eq!(predict(&service).await, None);
    let asked = control.asked.lock().unwrap().clone();
    let models: Vec<_> = asked.iter().map(|key| key.model.as_deref()).collect();
    assert_eq!(models, [None, Some("m")]);
    assert!(matches!(asked[0].credential, Credential::Token(_)));
}

#[tokio::test]
async fn a_caller_who_is_refused_is_refused_before_the_message_is_read() {
    let (service, control) = guarded();
    control.say(Err(Fault::key_expired()));
    let never = http_body_util::StreamBody::new(futures_util::stream::pending::<
        Result<http_body::Frame<Bytes>, std::convert::Infallible>,
    >());
    let outcome = call_with(&service, "", &[], never).await;
    assert_eq!(
        (outcome.code().as_str(), outcome.reason().as_str()),
        ("16", "UNAUTHENTICATED")
    );
    let (credential, model) = {
        let asked = control.asked.lock().unwrap();
        (asked[0].credential.clone(), asked[0].model.clone())
    };
    assert_eq!((credential, model), (Credential::Missing, None));
}

#[tokio::test]
async fn nobody_waits_beyond_the_deadline_to_be_asked_about() {
    let (service, _) = guarded();
    let outcome = call(&service, "Predict", &predict_request(b"rows"), "10m").await;
    assert_eq!(outcome.reason(), "DEADLINE_PASSED");
}

#[tokio::test]
async fn a_credential_is_good_until_it_expires() {
    let (service, control) = guarded();
    control.release();
    let hour = Duration::from_hours(1);
    let expires = |at| Grant {
        expires: Some(at),
        ..grant()
    };
    control.say(Ok(expires(SystemTime::now() + hour)));
    assert_eq!(predict(&service).await, None);
    control.say(Ok(expires(SystemTime::now())));
    assert_eq!(predict(&service).await.as_deref(), Some("UNAUTHENTICATED"));
}

#[tokio::test]
async fn no_more_calls_of_a_caller_run_at_once_than_may() {
    let (service, control) = guarded();
    control.say(Ok(Grant {
        concurrent_calls: Some(1),
        ..grant()
    }));
    let first = tokio::spawn({
        let service = service.clone();
        async move { predict(&service).await }
    });
    control.got_batches(1).await;
    assert_eq!(predict(&service).await.as_deref(), Some("OVERLOADED"));
    control.release();
    assert_eq!(first.await.unwrap(), None);
    assert_eq!(predict(&service).await, None);
}

#[tokio::test]
async fn a_stream_ends_at_the_first_frame_after_its_caller_was_shut_out() {
    let (service, control) = guarded();
    control.release();
    control.say(Ok(grant()));
    let mut stream = StreamCall::begin(&service).await;
    stream.send(open());
    assert_eq!(field(&stream.next().await.unwrap()), "ready 4");
    stream.send(payload_batch(0, b"a"));
    assert_eq!(field(&stream.next().await.unwrap()), "0 a");
    control.say(Err(Fault::key_expired()));
    stream.send(payload_batch(1, b"b"));
    let (frames, outcome) = stream.rest().await;
    assert!(frames.is_empty());
    assert_eq!(outcome.reason(), "UNAUTHENTICATED");
}
