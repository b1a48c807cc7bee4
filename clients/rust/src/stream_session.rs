//! The state of one prediction stream across any number of connections. No I/O.

use std::collections::VecDeque;

use prost::Message;
use tonic::Code;

use crate::error::Error;
use crate::inference::v1::stream_predict_request::Frame as Asked;
use crate::inference::v1::stream_predict_response::Frame as Told;
use crate::inference::v1::stream_result::Outcome;
use crate::inference::v1::{
    Payload, PhaseTimings, ServedBy, StreamBatch, StreamOpen, StreamPredictRequest, StreamPredictResponse, StreamReady,
    StreamResult, StreamSummary,
};
use crate::versions::v1::VersionSelector;
use crate::versions::v1::version_selector::Selector;

/// Batches that may be under way whatever their size, where the window allows it.
const BATCHES_OF_ANY_SIZE: usize = 2;
/// Encoded bytes of unanswered batches from which on no further batch is taken, but for `BATCHES_OF_ANY_SIZE`: a window of
/// large batches must not fill the memory.
const WINDOW_BYTES: usize = 16 * 1024 * 1024;

/// The answer to one batch of a stream.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Answer {
    /// Number of the batch, from 0.
    pub sequence: u64,
    /// Its predictions, or why there are none. A failed batch does not end the stream.
    pub outcome: Result<Payload, Error>,
    /// Number of rows predicted; 0 for a failed batch.
    pub row_count: u64,
    /// Where the time went on the server.
    pub timings: Option<PhaseTimings>,
}

/// Which batches were answered, which wait, and on what terms.
///
/// Each batch is kept until it is answered, so that a broken stream goes on with the first unanswered one on a new
/// connection, with the version that the first connection was given. Answers are handed out once and in order.
///
/// A batch that failed for a passing reason is not answered yet: the stream resumes with it, at most `most_repeats` times
/// in a row, before the failure counts as its answer.
#[derive(Debug)]
pub(crate) struct StreamSession {
    opening: StreamOpen,
    most_repeats: u32,
    repeats: u32,
    waiting: VecDeque<WaitingBatch>,
    waiting_bytes: usize,
    next_new: u64,
    window: usize,
    answered_here: u64,
    pub(crate) served_by: Option<ServedBy>,
    pub(crate) source_ended: bool,
    pub(crate) complete: bool,
}

/// A batch without an answer, and its encoded length.
#[derive(Debug)]
struct WaitingBatch {
    payload: Payload,
    bytes: usize,
}

impl StreamSession {
    pub(crate) fn new(opening: StreamOpen, most_repeats: u32) -> Self {
        Self {
            opening,
            most_repeats,
            repeats: 0,
            waiting: VecDeque::new(),
            waiting_bytes: 0,
            next_new: 0,
            window: 1,
            answered_here: 0,
            served_by: None,
            source_ended: false,
            complete: false,
        }
    }

    /// Number of the next batch to be answered.
    pub(crate) fn first_unanswered(&self) -> u64 {
        self.next_new - self.waiting.len() as u64
    }

    /// The window that was asked for; the server never grants more.
    pub(crate) fn largest_window(&self) -> usize {
        self.opening.window as usize
    }

    /// Whether one more batch may be taken from the source.
    pub(crate) fn has_room(&self) -> bool {
        let unanswered = self.waiting.len();
        unanswered < self.window && (unanswered < BATCHES_OF_ANY_SIZE || self.waiting_bytes < WINDOW_BYTES)
    }

    /// Take the next batch.
    pub(crate) fn add(&mut self, payload: Payload) {
        let bytes = payload.encoded_len();
        self.waiting.push_back(WaitingBatch { payload, bytes });
        self.waiting_bytes += bytes;
        self.next_new += 1;
    }

    /// The first frame of a connection. Until the server answers with `ready`, nothing else may be sent.
    pub(crate) fn open_frame(&mut self) -> StreamPredictRequest {
        self.answered_here = 0;
        let mut open = self.opening.clone();
        open.first_sequence = self.first_unanswered();
        if let Some(served_by) = &self.served_by {
            open.selector = Some(VersionSelector { selector: Some(Selector::Exact(served_by.version.clone())) });
        }
        StreamPredictRequest { frame: Some(Asked::Open(open)) }
    }

    /// The frame of a batch that waits for its answer; None if the source has not given that batch yet.
    pub(crate) fn batch_frame(&self, sequence: u64) -> Option<StreamPredictRequest> {
        let place = usize::try_from(sequence.checked_sub(self.first_unanswered())?).ok()?;
        let payload = Some(self.waiting.get(place)?.payload.clone());
        Some(StreamPredictRequest { frame: Some(Asked::Batch(StreamBatch { sequence, payload })) })
    }

    /// Take a frame from the server. Fails if the server broke the protocol, or if a batch failed for a passing reason:
    /// then the stream is to be resumed with it.
    pub(crate) fn receive(&mut self, response: StreamPredictResponse) -> Result<Option<Answer>, Error> {
        match response.frame {
            Some(Told::Ready(ready)) => {
                self.open(ready);
                Ok(None)
            }
            Some(Told::Result(result)) => self.answer(result).map(Some),
            Some(Told::Summary(summary)) => self.end(&summary).map(|()| None),
            None => Err(self.disorder("a frame that this version does not know")),
        }
    }

    /// The error for a connection that ended well but before the summary.
    pub(crate) fn incomplete(&self) -> Error {
        let first = self.first_unanswered();
        let text = format!("the stream ended before its summary; batch {first} and those after it have no answer");
        Error::found_here(Code::Unavailable, text)
    }

    fn open(&mut self, ready: StreamReady) {
        self.window = ready.window.min(self.opening.window).max(1) as usize;
        // A later connection names the version, and its rule says no more than that.
        if self.served_by.is_none() {
            self.served_by = ready.served_by;
        }
    }

    fn answer(&mut self, result: StreamResult) -> Result<Answer, Error> {
        let sequence = self.first_unanswered();
        if self.waiting.is_empty() || result.sequence != sequence || self.served_by.is_none() {
            return Err(self.disorder(&format!("a result for batch {}", result.sequence)));
        }
        let outcome = match result.outcome {
            Some(Outcome::Payload(payload)) => Ok(payload),
            Some(Outcome::Error(status)) => Err(Error::from(status)),
            None => return Err(self.disorder(&format!("an empty result for batch {sequence}"))),
        };
        match &outcome {
            Err(error) if error.is_retryable() && self.repeats < self.most_repeats => {
                self.repeats += 1;
                return Err(error.clone());
            }
            _ => self.repeats = 0,
        }
        self.waiting_bytes -= self.waiting.pop_front().map_or(0, |answered| answered.bytes);
        self.answered_here += 1;
        Ok(Answer { sequence, outcome, row_count: result.row_count, timings: result.timings })
    }

    fn end(&mut self, summary: &StreamSummary) -> Result<(), Error> {
        if !self.waiting.is_empty() || !self.source_ended || summary.batch_count != self.answered_here {
            return Err(self.disorder(&format!("the summary of {} batches", summary.batch_count)));
        }
        self.complete = true;
        Ok(())
    }

    fn disorder(&self, actual: &str) -> Error {
        let expected = self.first_unanswered();
        let text = format!("the server sent {actual} where the stream expected a result for batch {expected}");
        Error::found_here(Code::Internal, text)
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, Code, Outcome, Payload, StreamOpen, StreamSession, Told};
    use crate::generated::google::rpc;
    use crate::inference::v1::payload::Encoding;
    use crate::inference::v1::{ServedBy, StreamPredictResponse, StreamReady, StreamResult, StreamSummary};
    use crate::versions::v1::version_selector::Selector;

    const MEBIBYTE: usize = 1024 * 1024;

    fn ready(window: u32) -> StreamPredictResponse {
        let served_by = ServedBy { model: "m".into(), version: "1.2.3".into(), ..ServedBy::default() };
        told(Told::Ready(StreamReady { served_by: Some(served_by), window, max_message_bytes: 1 }))
    }

    fn result(sequence: u64, outcome: Outcome) -> StreamPredictResponse {
        told(Told::Result(StreamResult { sequence, outcome: Some(outcome), row_count: 1, timings: None }))
    }

    fn told(frame: Told) -> StreamPredictResponse {
        StreamPredictResponse { frame: Some(frame) }
    }

    fn crashed() -> Outcome {
        Outcome::Error(rpc::Status { code: Code::Unavailable as i32, message: "crashed".into(), details: vec![] })
    }

    fn opened(batches: usize, most_repeats: u32) -> StreamSession {
        let mut session = StreamSession::new(StreamOpen { window: 8, ..StreamOpen::default() }, most_repeats);
        session.open_frame();
        session.receive(ready(2)).unwrap();
        (0..batches).for_each(|_| session.add(Payload::default()));
        session
    }

    fn granted(window: u32) -> StreamSession {
        let mut session = StreamSession::new(StreamOpen { window: 32, ..StreamOpen::default() }, 0);
        session.open_frame();
        session.receive(ready(window)).unwrap();
        session
    }

    fn payload_of(bytes: usize) -> Payload {
        Payload { encoding: Some(Encoding::ArrowStream(vec![0; bytes].into())) }
    }

    /// Add the batch while there is room; how often that was.
    fn fill(session: &mut StreamSession, payload: &Payload) -> usize {
        let mut added = 0;
        while session.has_room() {
            session.add(payload.clone());
            added += 1;
        }
        added
    }

    fn answer_first(session: &mut StreamSession, outcome: Outcome) {
        session.receive(result(session.first_unanswered(), outcome)).unwrap();
    }

    #[test]
    fn the_window_is_what_the_server_grants() {
        let session = opened(1, 0);
        assert!(session.has_room());
        assert!(!opened(2, 0).has_room());
        assert_eq!(fill(&mut granted(32), &payload_of(1000)), 32);
        assert_eq!(fill(&mut granted(64), &payload_of(1000)), 32);
    }

    #[test]
    fn large_batches_leave_room_for_two_where_the_server_grants_them() {
        assert_eq!(fill(&mut granted(32), &payload_of(10 * MEBIBYTE)), 2);
        assert_eq!(fill(&mut granted(32), &payload_of(20 * MEBIBYTE)), 2);
        assert_eq!(fill(&mut granted(1), &payload_of(10 * MEBIBYTE)), 1);
    }

    #[test]
    fn a_batch_is_taken_while_those_before_have_less_than_16_mebibytes() {
        assert_eq!(fill(&mut granted(32), &payload_of(5 * MEBIBYTE)), 4);
    }

    #[test]
    fn an_answer_makes_room_again_and_a_failed_batch_too() {
        let large = payload_of(10 * MEBIBYTE);
        let mut session = granted(32);
        fill(&mut session, &large);
        for outcome in [Outcome::Payload(Payload::default()), crashed()] {
            answer_first(&mut session, outcome);
            assert_eq!(fill(&mut session, &large), 1);
        }
        (0..2).for_each(|_| answer_first(&mut session, crashed()));
        assert_eq!(fill(&mut session, &payload_of(1000)), 32);
    }

    #[test]
    fn a_new_connection_does_not_forget_what_waits() {
        let mut session = granted(32);
        fill(&mut session, &payload_of(10 * MEBIBYTE));
        session.open_frame();
        session.receive(ready(32)).unwrap();
        assert!(!session.has_room());
        answer_first(&mut session, Outcome::Payload(Payload::default()));
        assert!(session.has_room());
    }

    #[test]
    fn a_resumed_stream_names_its_version_and_the_first_unanswered_batch() {
        let mut session = opened(2, 0);
        session.receive(result(0, Outcome::Payload(Payload::default()))).unwrap();
        let Some(Asked::Open(open)) = session.open_frame().frame else { panic!("not an open") };
        assert_eq!(open.first_sequence, 1);
        assert_eq!(open.selector.unwrap().selector, Some(Selector::Exact("1.2.3".into())));
        assert!(session.batch_frame(0).is_none() && session.batch_frame(1).is_some());
    }

    #[test]
    fn a_batch_that_failed_for_a_passing_reason_is_repeated_before_it_counts() {
        let mut session = opened(1, 1);
        assert!(session.receive(result(0, crashed())).is_err());
        assert_eq!(session.first_unanswered(), 0);
        let answer = session.receive(result(0, crashed())).unwrap().unwrap();
        assert_eq!(answer.outcome.unwrap_err().code(), Code::Unavailable);
        assert_eq!(session.first_unanswered(), 1);
    }

    #[test]
    fn answers_out_of_order_are_refused() {
        let error = opened(2, 0).receive(result(1, Outcome::Payload(Payload::default()))).unwrap_err();
        assert!(error.message().contains("batch 1") && error.message().contains("batch 0"), "{error}");
    }

    #[test]
    fn a_summary_must_agree_with_the_answers() {
        let mut session = opened(0, 0);
        session.source_ended = true;
        assert!(
            session.receive(told(Told::Summary(StreamSummary { batch_count: 1, ..StreamSummary::default() }))).is_err()
        );
        session.receive(told(Told::Summary(StreamSummary::default()))).unwrap();
        assert!(session.complete);
    }
}
