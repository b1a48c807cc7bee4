//! Replies as they go on the wire, with payloads and choices of versions that stay bytes.

use bytes::{BufMut, Bytes, BytesMut};
use prost::Message;
use prost::encoding::{bytes as bytes_field, encoded_len_varint, uint64};
use prost_types::Duration;

use crate::contract::inference::PhaseTimings;
use crate::contract::worker::{
    StreamPredictResponse, StreamResult, StreamSummary, stream_predict_response::Frame,
    stream_result::Outcome,
};
use crate::dispatch::Answer;
use crate::faults::Fault;

const PREFIX: usize = 5;
// Numbers of fields, as in the contract.
const PAYLOAD: u32 = 1;
const SERVED_BY: u32 = 2;
const ROW_COUNT: u32 = 3;
const TIMINGS: u32 = 4;
const READY: u32 = 1;
const READY_SERVED_BY: u32 = 1;
const READY_WINDOW: u32 = 2;
const READY_MAX_MESSAGE_BYTES: u32 = 3;

/// A `PredictResponse`, framed.
pub fn prediction(answer: &Answer, served_by: &Bytes) -> Bytes {
    let timings = timings_of(answer);
    let payload = &answer.prediction.payload;
    let mut buffer = BytesMut::with_capacity(PREFIX + payload.len() + served_by.len() + 128);
    buffer.put_bytes(0, PREFIX);
    if !payload.is_empty() {
        bytes_field::encode(PAYLOAD, payload, &mut buffer);
    }
    bytes_field::encode(SERVED_BY, served_by, &mut buffer);
    uint64::encode(ROW_COUNT, &answer.prediction.row_count, &mut buffer);
    prost::encoding::message::encode(TIMINGS, &timings, &mut buffer);
    with_length(buffer)
}

/// The frame that says that a stream is open.
pub fn ready(served_by: &Bytes, window: usize, max_message_bytes: usize) -> Bytes {
    let mut ready = BytesMut::new();
    bytes_field::encode(READY_SERVED_BY, served_by, &mut ready);
    uint64::encode(READY_WINDOW, &(window as u64), &mut ready);
    uint64::encode(
        READY_MAX_MESSAGE_BYTES,
        &(max_message_bytes as u64),
        &mut ready,
    );
    let mut buffer =
        BytesMut::with_capacity(PREFIX + 1 + encoded_len_varint(ready.len() as u64) + ready.len());
    buffer.put_bytes(0, PREFIX);
    bytes_field::encode(READY, &ready.freeze(), &mut buffer);
    with_length(buffer)
}

/// The frame that answers one batch of a stream.
pub fn result(sequence: u64, outcome: &Result<Answer, Fault>) -> Bytes {
    stream_frame(Frame::Result(match outcome {
        Ok(answer) => StreamResult {
            sequence,
            row_count: answer.prediction.row_count,
            timings: Some(timings_of(answer)),
            outcome: Some(Outcome::Payload(answer.prediction.payload.clone())),
        },
        Err(fault) => StreamResult {
            sequence,
            outcome: Some(Outcome::Error(*fault.status.clone())),
            ..Default::default()
        },
    }))
}

/// The frame that closes a stream.
pub fn summary(summary: StreamSummary) -> Bytes {
    stream_frame(Frame::Summary(summary))
}

fn stream_frame(frame: Frame) -> Bytes {
    let message = StreamPredictResponse { frame: Some(frame) };
    let mut buffer = BytesMut::with_capacity(PREFIX + message.encoded_len());
    buffer.put_bytes(0, PREFIX);
    message.encode_raw(&mut buffer);
    with_length(buffer)
}

/// Writes the length into the prefix that was left free; 0 before it says that nothing is compressed.
fn with_length(mut buffer: BytesMut) -> Bytes {
    let length = u32::try_from(buffer.len() - PREFIX).unwrap_or(u32::MAX);
    buffer[1..PREFIX].copy_from_slice(&length.to_be_bytes());
    buffer.freeze()
}

fn timings_of(answer: &Answer) -> PhaseTimings {
    let timings = &answer.timings;
    let queued = u64::try_from(answer.queued.as_nanos()).unwrap_or(u64::MAX);
    PhaseTimings {
        queue: Some(duration(queued)),
        decode: Some(duration(timings.decode_nanos)),
        validate: Some(duration(timings.validate_nanos)),
        predict: Some(duration(timings.predict_nanos)),
        encode: Some(duration(timings.encode_nanos)),
        batch_requests: answer.batch_requests,
        batch_rows: answer.batch_rows,
    }
}

fn duration(nanos: u64) -> Duration {
    const NANOS: u64 = 1_000_000_000;
    Duration {
        seconds: i64::try_from(nanos / NANOS).unwrap_or(i64::MAX),
        nanos: i32::try_from(nanos % NANOS).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::inference::{Payload, stream_predict_response::Frame as PublicKind};
    use crate::contract::inference::{
        PredictResponse, ServedBy, StreamPredictResponse as PublicFrame,
    };
    use crate::telemetry::BatchTimings;
    use crate::worker::Prediction;

    fn answer() -> Answer {
        Answer {
            prediction: Prediction {
                payload: Payload::default().encode_to_vec().into(),
                row_count: 3,
            },
            queued: std::time::Duration::from_millis(1500),
            timings: BatchTimings {
                predict_nanos: 7,
                ..Default::default()
            },
            batch_requests: 2,
            batch_rows: 5,
        }
    }

    fn served_by() -> ServedBy {
        ServedBy {
            model: "m".into(),
            version: "1.0.0".into(),
            ..Default::default()
        }
    }

    #[test]
    fn a_prediction_reads_as_the_public_message() {
        let framed = prediction(&answer(), &served_by().encode_to_vec().into());
        let read = PredictResponse::decode(&framed[PREFIX..]).expect("the public message");
        assert_eq!((read.row_count, read.served_by), (3, Some(served_by())));
        let timings = read.timings.expect("timings");
        assert_eq!(
            timings.queue,
            Some(Duration {
                seconds: 1,
                nanos: 500_000_000
            })
        );
        assert_eq!((timings.batch_requests, timings.batch_rows), (2, 5));
    }

    #[test]
    fn an_opening_reads_as_the_public_message() {
        let framed = ready(&served_by().encode_to_vec().into(), 8, 1 << 20);
        let read = PublicFrame::decode(&framed[PREFIX..]).expect("the public message");
        let Some(PublicKind::Ready(ready)) = read.frame else {
            panic!("no ready")
        };
        assert_eq!(
            (ready.served_by, ready.window, ready.max_message_bytes),
            (Some(served_by()), 8, 1 << 20)
        );
    }
}
