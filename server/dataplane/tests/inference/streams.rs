//! Prediction streams over a worker that does as it is told.

use std::sync::Arc;

use crate::support::{StreamCall, field, open, payload_batch, serving, serving_within};
use hokusai_dataplane::contract::worker::stream_predict_request::Frame;
use hokusai_dataplane::contract::worker::{StreamBatch, StreamOpen};
use hokusai_dataplane::faults::Fault;
use hokusai_dataplane::inference::InferenceService;

async fn opened(service: &Arc<InferenceService>) -> StreamCall {
    let mut stream = StreamCall::begin(service).await;
    stream.send(open());
    assert_eq!(field(&stream.next().await.expect("ready")), "ready 4");
    stream
}

/// What is answered until the end, and the reason of the end.
async fn rest(mut stream: StreamCall) -> (Vec<String>, String) {
    stream.sender = None;
    let (frames, outcome) = stream.rest().await;
    (frames.iter().map(field).collect(), outcome.reason())
}

#[tokio::test]
async fn every_batch_is_answered_once_and_in_order() {
    let (service, control) = serving();
    control.release();
    let stream = opened(&service).await;
    for (sequence, payload) in (0..).zip([
        &b"a"[..],
        b"raise",
        b"c",
        b"d",
        b"e",
        b"f",
        b"g",
        b"h",
        b"i",
    ]) {
        stream.send(payload_batch(sequence, payload));
    }
    let answers = [
        "0 a",
        "1 MODEL_RAISED",
        "2 c",
        "3 d",
        "4 e",
        "5 f",
        "6 g",
        "7 h",
        "8 i",
        "summary 9 8 1",
    ];
    assert_eq!(
        rest(stream).await,
        (answers.map(str::to_owned).to_vec(), String::new())
    );
}

#[tokio::test]
async fn no_more_is_read_than_the_window_takes() {
    let (service, control) = serving();
    let stream = opened(&service).await;
    for sequence in 0..9 {
        stream.send(payload_batch(sequence, b"x"));
    }
    control.got_batches(1).await;
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert_eq!(service.usage()[0].load, 4);
    control.release();
    assert_eq!(rest(stream).await.0.len(), 10);
}

#[tokio::test]
async fn a_client_that_waits_for_each_answer_gets_each() {
    let (service, control) = serving();
    control.release();
    let mut stream = opened(&service).await;
    for sequence in 0..5 {
        stream.send(payload_batch(sequence, b"x"));
        assert_eq!(
            field(&stream.next().await.unwrap()),
            format!("{sequence} x")
        );
    }
}

#[tokio::test]
async fn a_stream_resumes_where_it_is_told() {
    let (service, control) = serving();
    control.release();
    let stream = StreamCall::begin(&service).await;
    stream.send(Frame::Open(StreamOpen {
        model: "m".into(),
        first_sequence: 7,
        window: 100,
        ..Default::default()
    }));
    stream.send(payload_batch(7, b"x"));
    let answers = ["ready 8", "7 x", "summary 1 1 0"];
    assert_eq!(rest(stream).await.0, answers);
}

#[tokio::test]
async fn a_wrong_sequence_ends_the_stream_after_the_answers_before_it() {
    let (service, control) = serving();
    control.release();
    let stream = opened(&service).await;
    stream.send(payload_batch(0, b"a"));
    stream.send(payload_batch(2, b"c"));
    assert_eq!(
        rest(stream).await,
        (vec!["0 a".to_owned()], "FRAME_OUT_OF_ORDER".to_owned())
    );
}

#[tokio::test]
async fn a_stream_begins_with_its_opening() {
    let (service, _) = serving();
    let stream = StreamCall::begin(&service).await;
    stream.send(payload_batch(0, b"a"));
    assert_eq!(
        rest(stream).await,
        (vec![], "FRAME_OUT_OF_ORDER".to_owned())
    );
    let stream = StreamCall::begin(&service).await;
    assert_eq!(
        rest(stream).await,
        (vec![], "FRAME_OUT_OF_ORDER".to_owned())
    );
    let stream = opened(&service).await;
    stream.send(open());
    assert_eq!(
        rest(stream).await,
        (vec![], "FRAME_OUT_OF_ORDER".to_owned())
    );
}

#[tokio::test]
async fn a_batch_that_breaks_a_rule_ends_the_stream() {
    let (service, _) = serving();
    let stream = opened(&service).await;
    stream.send(Frame::Batch(StreamBatch::default()));
    assert_eq!(rest(stream).await, (vec![], "INVALID_REQUEST".to_owned()));
}

#[tokio::test]
async fn a_stream_is_not_ready_before_a_worker_is() {
    let (service, control) = serving();
    control.refuse(Some(Fault::shutting_down()));
    let stream = StreamCall::begin(&service).await;
    stream.send(open());
    assert_eq!(rest(stream).await, (vec![], "SHUTTING_DOWN".to_owned()));
}

#[tokio::test]
async fn as_many_streams_are_open_as_may_be() {
    let (service, _) = serving_within(|settings| settings.streams.open_streams = 1);
    let first = opened(&service).await;
    let second = StreamCall::begin(&service).await;
    second.send(open());
    assert_eq!(rest(second).await, (vec![], "TOO_MANY_STREAMS".to_owned()));
    assert_eq!(rest(first).await.0, ["summary 0 0 0"]);
    rest(opened(&service).await).await;
}

#[tokio::test]
async fn a_drain_answers_what_was_read_and_ends_the_stream() {
    let (service, control) = serving();
    let stream = opened(&service).await;
    stream.send(payload_batch(0, b"a"));
    control.got_batches(1).await;
    service.stop_streams();
    control.release();
    assert_eq!(
        rest(stream).await,
        (vec!["0 a".to_owned()], "SHUTTING_DOWN".to_owned())
    );
}

#[tokio::test]
async fn a_caller_that_goes_away_leaves_nothing_behind() {
    let (service, control) = serving();
    let stream = opened(&service).await;
    for sequence in 0..4 {
        stream.send(payload_batch(sequence, b"x"));
    }
    control.got_batches(1).await;
    drop(stream);
    service.wait_idle().await;
    control.release();
    while service.usage()[0].load > 0 {
        tokio::task::yield_now().await;
    }
    assert!(control.batches.lock().unwrap().concat().len() <= 4);
}
