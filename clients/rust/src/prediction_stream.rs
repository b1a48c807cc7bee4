//! Drives a prediction stream.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout_at};
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{Stream, StreamExt};
use tonic::{Code, Streaming};

use crate::error::Error;
use crate::inference::v1::inference_service_client::InferenceServiceClient;
use crate::inference::v1::{
    Encoding, Payload, PredictParams, ServedBy, StreamOpen, StreamPredictRequest, StreamPredictResponse,
};
use crate::retrying::Attempts;
use crate::service_config::{RetryPolicy, SERVICE_CONFIG};
use crate::stream_session::{Answer, StreamSession};
use crate::transport::Transport;
use crate::versions::v1::VersionSelector;

/// Predicting is safe to repeat, batch by batch, so a stream is as patient as a call.
const PREDICT: &str = "/hokusai.inference.v1.InferenceService/Predict";
/// What is half done is worth waiting for a server that restarts.
const ATTEMPTS_UNDER_WAY: u32 = 10;
/// The first connection to a version waits for its process.
const LONGEST_OPENING: Duration = Duration::from_secs(120);
/// Batches under way at once, unless the caller asks for more or fewer.
const DEFAULT_WINDOW: u32 = 32;

/// What a stream asks for.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StreamTerms {
    /// Name of the model.
    pub model: String,
    /// The version wanted, resolved once, when the stream first opens. None: as `PredictRequest.selector`.
    pub selector: Option<VersionSelector>,
    /// Parameters for every batch.
    pub params: Option<PredictParams>,
    /// Encoding of the answers. Unspecified: that of each batch.
    pub response_encoding: Encoding,
    /// Key by which a traffic policy assigns the stream's one arm. Empty: at random.
    pub subject: String,
    /// Batches under way at once, and kept in memory until they are answered; the server may grant less. Default: 32.
    /// Beyond two, batches are taken only while those without an answer have less than 16 MiB.
    pub window: u32,
    /// For the whole stream. Default: none.
    pub timeout: Option<Duration>,
}

impl StreamTerms {
    /// The defaults for a model.
    pub fn new(model: impl Into<String>) -> Self {
        Self {
            model: model.into(),
            selector: None,
            params: None,
            response_encoding: Encoding::Unspecified,
            subject: String::new(),
            window: DEFAULT_WINDOW,
            timeout: None,
        }
    }

    /// The same terms for the version that `selector` names.
    #[must_use]
    pub fn with_selector(mut self, selector: VersionSelector) -> Self {
        self.selector = Some(selector);
        self
    }

    /// The same terms with another window.
    #[must_use]
    pub fn with_window(mut self, window: u32) -> Self {
        self.window = window;
        self
    }

    /// The same terms with a deadline for the whole stream.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    fn into_opening(self) -> StreamOpen {
        StreamOpen {
            model: self.model,
            selector: self.selector,
            params: self.params,
            response_encoding: self.response_encoding.into(),
            subject: self.subject,
            first_sequence: 0,
            window: self.window.max(1),
        }
    }
}

/// An ordered stream of predictions: takes batches from its source while there is room in the window, and hands out
/// exactly one answer for each, in order. A broken connection is resumed. Dropping it cancels what is under way.
#[derive(Debug)]
pub struct PredictionStream<S> {
    stub: InferenceServiceClient<Transport>,
    session: StreamSession,
    source: S,
    connection: Option<Connection>,
    attempts: Attempts<'static>,
    deadline: Option<Instant>,
    resumptions: u64,
    failed: bool,
}

#[derive(Debug)]
struct Connection {
    /// None once the client has half-closed. Its capacity holds the window and `open`, so sending never waits.
    frames: Option<mpsc::Sender<StreamPredictRequest>>,
    responses: Streaming<StreamPredictResponse>,
    next_to_send: u64,
}

impl Connection {
    /// Send every batch that waits and was not sent on this connection, and half-close after the last.
    fn send_waiting(&mut self, session: &StreamSession) {
        let Some(frames) = &self.frames else { return };
        while let Some(frame) = session.batch_frame(self.next_to_send) {
            if frames.try_send(frame).is_err() {
                return; // the connection broke; reading from it will tell why
            }
            self.next_to_send += 1;
        }
        if session.source_ended {
            self.frames = None;
        }
    }
}

impl<S: Stream<Item = Payload> + Unpin> PredictionStream<S> {
    pub(crate) fn new(stub: InferenceServiceClient<Transport>, terms: StreamTerms, source: S) -> Self {
        let deadline = terms.timeout.map(|timeout| Instant::now() + timeout);
        Self {
            stub,
            session: StreamSession::new(terms.into_opening(), policy().max_attempts - 1),
            source,
            connection: None,
            attempts: Attempts::new(policy(), policy().max_attempts, deadline),
            deadline,
            resumptions: 0,
            failed: false,
        }
    }

    /// The version that answers; None until the first answer.
    pub fn served_by(&self) -> Option<&ServedBy> {
        self.session.served_by.as_ref()
    }

    /// How often a broken stream was resumed.
    pub fn resumptions(&self) -> u64 {
        self.resumptions
    }

    /// Number of the next batch to be answered.
    pub fn next_sequence(&self) -> u64 {
        self.session.first_unanswered()
    }

    /// The next answer; None after the last one, when the server has confirmed that all batches were answered. An error
    /// ends the stream: it could not be opened, or broke and could not be resumed. Safe to cancel.
    pub async fn next(&mut self) -> Option<Result<Answer, Error>> {
        while !self.session.complete && !self.failed {
            match self.step().await {
                Ok(Some(answer)) => {
                    self.attempts = Attempts::new(policy(), ATTEMPTS_UNDER_WAY, self.deadline);
                    return Some(Ok(answer));
                }
                Ok(None) => {}
                Err(error) => {
                    self.connection = None;
                    if let Err(error) = self.pause(error).await {
                        self.failed = true;
                        return Some(Err(error));
                    }
                }
            }
        }
        self.connection = None;
        None
    }

    /// One thing that happens: the stream opens, a batch is taken or a frame comes.
    async fn step(&mut self) -> Result<Option<Answer>, Error> {
        let overdue = |_| Error::found_here(Code::DeadlineExceeded, "the stream took longer than its timeout".into());
        let Some(connection) = &mut self.connection else {
            let latest = Instant::now() + LONGEST_OPENING;
            let deadline = self.deadline.map_or(latest, |deadline| deadline.min(latest));
            self.connection = Some(timeout_at(deadline, self.connect()).await.map_err(overdue)??);
            return Ok(None);
        };
        connection.send_waiting(&self.session);
        let wants_batch = self.session.has_room() && !self.session.source_ended;
        let next = async {
            tokio::select! {
                biased;
                response = connection.responses.message() => Event::Response(response),
                batch = self.source.next(), if wants_batch => Event::Batch(batch),
            }
        };
        let event = match self.deadline {
            Some(deadline) => timeout_at(deadline, next).await.map_err(overdue)?,
            None => next.await,
        };
        match event {
            Event::Response(Ok(Some(response))) => self.session.receive(response),
            Event::Response(Ok(None)) => Err(self.session.incomplete()),
            Event::Response(Err(status)) => Err(status.into()),
            Event::Batch(Some(batch)) => {
                self.session.add(batch);
                Ok(None)
            }
            Event::Batch(None) => {
                self.session.source_ended = true;
                Ok(None)
            }
        }
    }

    /// A connection that is ready for batches.
    async fn connect(&mut self) -> Result<Connection, Error> {
        let open = self.session.open_frame();
        let (sender, receiver) = mpsc::channel(self.session.largest_window() + 1);
        let mut connection = Connection {
            next_to_send: self.session.first_unanswered(),
            responses: {
                // Room for one more than the window was just made.
                let _ = sender.try_send(open);
                self.stub.stream_predict(ReceiverStream::new(receiver)).await?.into_inner()
            },
            frames: Some(sender),
        };
        match connection.responses.message().await? {
            Some(response) => self.session.receive(response)?,
            None => return Err(self.session.incomplete()),
        };
        Ok(connection)
    }

    /// Wait before the stream is resumed, or give the error back if it shall not be.
    async fn pause(&mut self, error: Error) -> Result<(), Error> {
        if !error.is_retryable() {
            return Err(error);
        }
        let Some(delay) = self.attempts.delay(error.retry_delay().unwrap_or_default()) else { return Err(error) };
        if self.session.served_by.is_some() {
            self.resumptions += 1;
        }
        sleep(delay).await;
        Ok(())
    }
}

enum Event {
    Response(Result<Option<StreamPredictResponse>, tonic::Status>),
    Batch(Option<Payload>),
}

fn policy() -> &'static RetryPolicy {
    SERVICE_CONFIG.policy(PREDICT).expect("tested with the crate")
}

#[cfg(test)]
mod tests {
    use super::StreamTerms;

    #[test]
    fn a_stream_asks_for_32_batches_unless_told_otherwise() {
        assert_eq!(StreamTerms::new("sums").into_opening().window, 32);
        assert_eq!(StreamTerms::new("sums").with_window(3).into_opening().window, 3);
    }
}
