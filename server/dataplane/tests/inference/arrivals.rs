//! Requests that arrive slowly, in vain or in great number, and replies that nobody takes.

use std::convert::Infallible;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use crate::support::{
    Outcome, call, call_with, outcome_of, predict_request, serving_within, unread,
};
use bytes::Bytes;
use flate2::write::GzEncoder;
use hokusai_dataplane::contract::worker::PredictResponse;
use hokusai_dataplane::grpc::framed;
use hokusai_dataplane::inference::InferenceService;
use http_body::Frame;
use http_body_util::StreamBody;
use prost::Message;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

const ROWS: &[u8] = b"rows";

async fn predict(service: &Arc<InferenceService>) -> Outcome {
    call(service, "Predict", &predict_request(ROWS), "").await
}

/// A call whose body is what is sent, and its outcome.
fn sending(service: &Arc<InferenceService>) -> (mpsc::UnboundedSender<Bytes>, JoinHandle<Outcome>) {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    let frames = futures_util::stream::poll_fn(move |context| {
        receiver
            .poll_recv(context)
            .map(|data: Option<Bytes>| data.map(|data| Ok::<_, Infallible>(Frame::data(data))))
    });
    let service = service.clone();
    let call = async move { call_with(&service, "", &[], StreamBody::new(frames)).await };
    (sender, tokio::spawn(call))
}

/// Returns once every task that can go on has done so.
async fn settled() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

/// A body that must not be read.
fn untouchable() -> StreamBody<impl futures_util::Stream<Item = Result<Frame<Bytes>, Infallible>>> {
    StreamBody::new(futures_util::stream::poll_fn(|_| {
        panic!("the body of a call was read that cannot run")
    }))
}

#[tokio::test]
async fn what_cannot_run_is_refused_before_its_message_is_read() {
    let (service, control) = serving_within(|settings| settings.calls = 1);
    control.release();
    let late = call_with(&service, "0n", &[], untouchable()).await;
    assert_eq!(late.reason(), "DEADLINE_PASSED");
    let packed = call_with(&service, "", &[("grpc-encoding", "br")], untouchable()).await;
    assert_eq!(packed.code(), "12");
    let held = unread(&service, &predict_request(ROWS)).await;
    let overloaded = call_with(&service, "", &[], untouchable()).await;
    assert_eq!(overloaded.reason(), "OVERLOADED");
    drop(held);
    service.drain();
    let closed = call_with(&service, "", &[], untouchable()).await;
    assert_eq!(closed.reason(), "SHUTTING_DOWN");
}

#[tokio::test]
async fn a_reply_keeps_its_place_until_the_transport_has_let_go_of_it() {
    let (service, control) = serving_within(|settings| settings.calls = 1);
    control.release();
    let reply = unread(&service, &predict_request(ROWS)).await;
    assert_eq!(predict(&service).await.reason(), "OVERLOADED");
    let outcome = outcome_of(reply).await;
    assert_eq!(outcome.code(), "0");
    assert_eq!(predict(&service).await.reason(), "OVERLOADED");
    drop(outcome);
    assert_eq!(predict(&service).await.code(), "0");
}

#[tokio::test(start_paused = true)]
async fn a_message_that_does_not_arrive_in_time_is_given_up() {
    let (service, _) = serving_within(|settings| settings.transfer_time = Duration::from_secs(9));
    let (sender, call) = sending(&service);
    sender.send(Bytes::from_static(&[0, 0])).unwrap();
    let began = tokio::time::Instant::now();
    let outcome = call.await.unwrap();
    assert_eq!(
        (outcome.code(), outcome.reason()),
        ("4".into(), "DEADLINE_PASSED".into())
    );
    let message = "the deadline passed before the arrival of the request was done; allow more time or send less";
    assert_eq!(outcome.header("grpc-message"), message);
    assert_eq!(began.elapsed().as_secs(), 9);
}

#[tokio::test]
async fn messages_under_way_take_no_more_memory_than_there_is() {
    let (service, control) = serving_within(|settings| settings.memory_bytes = 100_000);
    control.release();
    let head = [&[0][..], &90_000_u32.to_be_bytes()[..], &vec![7; 60_000]].concat();
    let (first_sender, first) = sending(&service);
    first_sender.send(head.clone().into()).unwrap();
    settled().await;
    let (sender, second) = sending(&service);
    sender.send(head.into()).unwrap();
    let refused = second.await.unwrap();
    assert_eq!(
        (refused.code(), refused.reason()),
        ("8".into(), "OVERLOADED".into())
    );
    assert_eq!(predict(&service).await.code(), "0");
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    let payload: &'static [u8] = vec![7; 90_000].leak();
    let message = framed(&predict_request(payload).encode_to_vec());
    let (sender, whole) = sending(&service);
    for piece in message.chunks(30_000) {
        sender.send(Bytes::copy_from_slice(piece)).unwrap();
    }
    assert_eq!(whole.await.unwrap().code(), "0");
}

#[tokio::test]
async fn slow_messages_keep_out_other_slow_ones_alone() {
    let (service, control) = serving_within(|settings| settings.calls = 1);
    control.release();
    let slow: Vec<_> = (0..4).map(|_| sending(&service)).collect();
    settled().await;
    let (_sender, one_more) = sending(&service);
    let refused = one_more.await.unwrap();
    assert_eq!(refused.reason(), "OVERLOADED");
    assert!(refused.header("grpc-message").contains("still arriving"));
    assert_eq!(predict(&service).await.code(), "0");
    for (_, call) in slow {
        call.abort();
    }
}

#[tokio::test]
async fn large_messages_are_unpacked_and_large_replies_come_in_pieces() {
    let (service, control) = serving_within(|settings| settings.queue.answer_bytes = 1 << 20);
    control.release();
    let payload: &'static [u8] = vec![7; 1 << 19].leak();
    let mut packed = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed
        .write_all(&predict_request(payload).encode_to_vec())
        .unwrap();
    let mut wire = framed(&packed.finish().unwrap()).to_vec();
    wire[0] = 1;
    let body = http_body_util::Full::new(Bytes::from(wire));
    let outcome = call_with(&service, "", &[("grpc-encoding", "gzip")], body).await;
    assert_eq!(outcome.code(), "0");
    assert!(outcome.messages.len() > 1);
    let whole = outcome.messages.concat();
    let answer = PredictResponse::decode(&whole[5..]).unwrap();
    assert_eq!(&answer.payload[..], payload);
}
