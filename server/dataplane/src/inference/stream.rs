//! A prediction stream: one version for all of it, several batches in flight, answers in order.

use std::collections::VecDeque;
use std::fmt::Display;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use futures_util::stream::{FuturesOrdered, StreamExt};
use http_body::Body;
use tokio::sync::watch;
use tokio::time::Instant;

use super::answers;
use super::service::{InferenceService, decoded};
use super::validation::Validated;
use crate::access::{Credential, Gate, Pass};
use crate::admission::Share;
use crate::contract::worker::stream_predict_request::Frame;
use crate::contract::worker::{StreamBatch, StreamOpen, StreamPredictRequest, StreamSummary};
use crate::dispatch::{Answer, CallerId, Urgency};
use crate::faults::Fault;
use crate::grpc::{Messages, ReplySender};
use crate::routing::Route;
use crate::worker::OpaqueRequest;

/// Counts open streams.
#[derive(Debug)]
pub struct OpenStreams {
    limit: usize,
    open: AtomicUsize,
}

/// The place of one stream.
struct StreamPlace<'streams>(&'streams OpenStreams);

impl OpenStreams {
    /// At most so many.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            open: AtomicUsize::new(0),
        }
    }

    fn enter(&self) -> Result<StreamPlace<'_>, Fault> {
        let place = StreamPlace(self);
        if self.open.fetch_add(1, Ordering::Relaxed) >= self.limit {
            return Err(Fault::too_many_streams(self.limit));
        }
        Ok(place)
    }
}

impl Drop for StreamPlace<'_> {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A stream whose first frame is not read yet.
pub struct Stream<B> {
    /// The service that it is a call of.
    pub service: Arc<InferenceService>,
    /// What the client sends.
    pub messages: Messages<B>,
    /// Who sends it.
    pub caller: CallerId,
    /// When the caller stops waiting.
    pub deadline: Option<Instant>,
    /// What its caller showed; `None` where nobody looks.
    pub shown: Option<Credential>,
    /// Whether the server drains.
    pub draining: watch::Receiver<bool>,
}

/// A batch under way: its sequence, its size in bytes and its outcome.
type Batch = BoxFuture<'static, (u64, usize, Result<Answer, Fault>)>;

/// What was read and not yet taken.
struct Window {
    batches: usize,
    bytes: usize,
    in_flight: FuturesOrdered<Batch>,
    /// Answers on their way out, beside their sizes.
    outgoing: VecDeque<Bytes>,
    sizes: VecDeque<usize>,
    unanswered_bytes: usize,
    /// As many bytes of all that payloads may take.
    memory: Share,
}

impl<B> Stream<B>
where
    B: Body<Data = Bytes> + Send + Unpin,
    B::Error: Display,
{
    /// Answer the whole stream but for its end. Dropping gives up what has not started.
    ///
    /// # Errors
    /// what ends the stream.
    pub async fn run(&mut self, sender: &ReplySender, traceparent: String) -> Result<(), Fault> {
        let open = self.opening().await?;
        if *self.draining.borrow() {
            return Err(Fault::shutting_down());
        }
        let service = self.service.clone();
        let pass = service.gate.admit(self.shown.as_ref(), &open.model).await?;
        let _place = service.open_streams.enter()?;
        let route = service
            .route(open.model.clone(), open.selector.as_ref(), &traceparent)
            .await?;
        service.versions.ready(&route.version).await?;
        let mut window = self.window(&open);
        let ready = answers::ready(
            &route.served_by,
            window.batches,
            service.settings.message_bytes,
        );
        sender.send_front(&mut VecDeque::from([ready])).await;
        let template = OpaqueRequest {
            params: open.params.unwrap_or_default(),
            response_encoding: open.response_encoding,
            deadline: self.deadline,
            traceparent,
            ..Default::default()
        };
        let summary = self
            .answer_all(
                &mut window,
                &route,
                &template,
                open.first_sequence,
                pass.as_ref(),
                sender,
            )
            .await?;
        sender
            .send_front(&mut VecDeque::from([answers::summary(summary)]))
            .await;
        Ok(())
    }

    async fn opening(&mut self) -> Result<StreamOpen, Fault> {
        match self.frame().await? {
            Some(Frame::Open(open)) => Ok(open),
            Some(Frame::Batch(_)) => Err(Fault::frame_out_of_order("open", "batch")),
            None => Err(Fault::frame_out_of_order("open", "the end")),
        }
    }

    async fn frame(&mut self) -> Result<Option<Frame>, Fault> {
        match self.messages.next().await? {
            None => Ok(None),
            Some(message) => Ok(decoded::<StreamPredictRequest>(message)?.valid()?.frame),
        }
    }

    fn window(&self, open: &StreamOpen) -> Window {
        let limits = &self.service.settings.streams;
        let wanted = match open.window as usize {
            0 => limits.default_window,
            wanted => wanted,
        };
        Window {
            batches: wanted.min(limits.longest_window),
            bytes: limits.window_bytes,
            in_flight: FuturesOrdered::new(),
            outgoing: VecDeque::new(),
            sizes: VecDeque::new(),
            unanswered_bytes: 0,
            memory: self.service.memory.share(),
        }
    }

    async fn answer_all(
        &mut self,
        window: &mut Window,
        route: &Arc<Route>,
        template: &OpaqueRequest,
        first_sequence: u64,
        pass: Option<&Pass>,
        sender: &ReplySender,
    ) -> Result<StreamSummary, Fault> {
        let mut summary = StreamSummary::default();
        let mut due = first_sequence;
        let mut draining = self.draining.clone();
        let service = self.service.clone();
        let mut end: Option<Result<(), Fault>> = None;
        while end.is_none() || !window.is_empty() {
            let reads = end.is_none() && window.has_room();
            let mut read = None;
            tokio::select! {
                biased;
                () = sender.send_front(&mut window.outgoing), if !window.outgoing.is_empty() => window.taken(),
                Some((sequence, size, outcome)) = window.in_flight.next(), if !window.in_flight.is_empty() => {
                    count(&mut summary, &outcome);
                    window.answered(size, answers::result(sequence, &outcome));
                }
                _ = draining.wait_for(|draining| *draining), if end.is_none() => {
                    end = Some(Err(Fault::shutting_down()));
                }
                frame = self.batch(due), if reads => read = Some(frame),
            }
            let Some(frame) = read else { continue };
            // Not while it is read: reading is given up when an answer is there first, and what was read would be lost.
            match allowed(&service.gate, frame, pass).await {
                Ok(Some(batch)) => {
                    due += 1;
                    let size = batch.payload.as_ref().map_or(0, Bytes::len);
                    window.push(size, self.predict(batch, size, route, template));
                }
                Ok(None) => end = Some(Ok(())),
                Err(fault) => end = Some(Err(fault)),
            }
        }
        end.unwrap_or(Ok(())).map(|()| summary)
    }

    /// The next batch, whose sequence is due. Safe to cancel.
    async fn batch(&mut self, due: u64) -> Result<Option<StreamBatch>, Fault> {
        match self.frame().await? {
            None => Ok(None),
            Some(Frame::Open(_)) => Err(Fault::frame_out_of_order("batch", "open")),
            Some(Frame::Batch(batch)) if batch.sequence == due => Ok(Some(batch)),
            Some(Frame::Batch(batch)) => {
                let (due, actual) = (
                    format!("sequence {due}"),
                    format!("sequence {}", batch.sequence),
                );
                Err(Fault::frame_out_of_order(&due, &actual))
            }
        }
    }

    fn predict(
        &self,
        batch: StreamBatch,
        size: usize,
        route: &Arc<Route>,
        template: &OpaqueRequest,
    ) -> Batch {
        let (service, route, caller) = (self.service.clone(), route.clone(), self.caller);
        let request = OpaqueRequest {
            payload: batch.payload.unwrap_or_default(),
            ..template.clone()
        };
        Box::pin(async move {
            // The stream's window bounds it, so its batches wait for a place in the queue.
            let outcome = service
                .versions
                .predict(&route.version, caller, request, Urgency::Patient)
                .await;
            (batch.sequence, size, outcome)
        })
    }
}

impl Window {
    fn is_empty(&self) -> bool {
        self.in_flight.is_empty() && self.outgoing.is_empty()
    }

    fn has_room(&self) -> bool {
        self.in_flight.len() + self.outgoing.len() < self.batches
            && self.unanswered_bytes <= self.bytes
            && (self.is_empty() || !self.memory.is_scarce())
    }

    fn push(&mut self, size: usize, batch: Batch) {
        self.weigh(self.unanswered_bytes + size);
        self.in_flight.push_back(batch);
    }

    fn answered(&mut self, size: usize, answer: Bytes) {
        self.weigh(self.unanswered_bytes - size + answer.len());
        self.sizes.push_back(answer.len());
        self.outgoing.push_back(answer);
    }

    fn taken(&mut self) {
        let size = self.sizes.pop_front().unwrap_or_default();
        self.weigh(self.unanswered_bytes - size);
    }

    fn weigh(&mut self, bytes: usize) {
        self.unanswered_bytes = bytes;
        self.memory.set(bytes);
    }
}

/// What was read, if the stream may still go on.
async fn allowed(
    gate: &Gate,
    frame: Result<Option<StreamBatch>, Fault>,
    pass: Option<&Pass>,
) -> Result<Option<StreamBatch>, Fault> {
    let frame = frame?;
    if frame.is_some() {
        gate.check(pass).await?;
    }
    Ok(frame)
}

fn count(summary: &mut StreamSummary, outcome: &Result<Answer, Fault>) {
    summary.batch_count += 1;
    match outcome {
        Ok(answer) => summary.row_count += answer.prediction.row_count,
        Err(_) => summary.failed_batch_count += 1,
    }
}
