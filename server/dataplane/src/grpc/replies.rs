//! What is sent back: messages, then trailers; or trailers alone.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{BufMut, Bytes, BytesMut};
use http::{HeaderMap, HeaderValue, Response, header};
use http_body::{Body, Frame, SizeHint};
use tokio::sync::mpsc;
use tokio::task::AbortHandle;

use super::status;
use super::undelivered::Lease;
use crate::faults::Fault;

const PREFIX: usize = 5;
/// The transport takes so much of a message at a time; what it has taken is in memory until the caller reads it.
const PIECE_BYTES: usize = 128 << 10;

/// The body of a reply.
#[derive(Debug)]
pub enum ReplyBody {
    /// One message, then OK; or nothing but headers.
    Unary(Option<Message>, Option<HeaderMap>),
    /// Messages as they come.
    Stream(StreamBody),
}

/// A framed message, and what its call keeps until it is sent.
#[derive(Debug)]
pub struct Message {
    unsent: Bytes,
    lease: Lease,
}

impl Message {
    /// The next piece, and the message if there is more of it.
    fn piece(mut self) -> (Bytes, Option<Self>) {
        if self.unsent.len() <= PIECE_BYTES {
            return (self.lease.until_sent(self.unsent), None);
        }
        self.lease.renew();
        let piece = self.unsent.split_to(PIECE_BYTES);
        (piece, Some(self))
    }
}

/// Messages that a task sends; the task ends when the caller goes away.
#[derive(Debug)]
pub struct StreamBody {
    frames: mpsc::Receiver<Frame<Bytes>>,
    task: Option<AbortHandle>,
}

impl Drop for StreamBody {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match &mut *self {
            Self::Unary(message, trailers) => {
                let frame = if let Some(unsent) = message.take() {
                    let (piece, rest) = unsent.piece();
                    *message = rest;
                    Some(Frame::data(piece))
                } else {
                    trailers.take().map(Frame::trailers)
                };
                Poll::Ready(frame.map(Ok))
            }
            Self::Stream(stream) => stream.frames.poll_recv(context).map(|frame| frame.map(Ok)),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Unary(None, None))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}

/// A reply of one framed message, then OK; it keeps the lease until it is sent.
#[must_use]
pub fn message(framed: Bytes, lease: Lease) -> Response<ReplyBody> {
    let message = Message {
        unsent: framed,
        lease,
    };
    response(ReplyBody::Unary(Some(message), Some(status::ok())))
}

/// A fault, before any message.
#[must_use]
pub fn fault(fault: &Fault) -> Response<ReplyBody> {
    let mut response = response(ReplyBody::Unary(None, None));
    status::write(fault, response.headers_mut());
    response
}

/// A reply of messages that a task sends.
#[must_use]
pub fn stream(body: StreamBody) -> Response<ReplyBody> {
    response(ReplyBody::Stream(body))
}

fn response(body: ReplyBody) -> Response<ReplyBody> {
    let mut response = Response::new(body);
    let grpc = HeaderValue::from_static("application/grpc");
    response.headers_mut().insert(header::CONTENT_TYPE, grpc);
    response
}

/// Sends the messages of a stream and its end.
#[derive(Debug)]
pub struct ReplySender(mpsc::Sender<Frame<Bytes>>);

impl ReplySender {
    /// Run a task that sends; it is aborted when the body is dropped.
    pub fn spawn<F>(task: impl FnOnce(Self) -> F) -> StreamBody
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let (sender, frames) = mpsc::channel(1);
        let task = tokio::spawn(task(Self(sender))).abort_handle();
        StreamBody {
            frames,
            task: Some(task),
        }
    }

    /// Wait until the transport takes a message, then hand it over. Safe to cancel: the message stays.
    pub async fn send_front(&self, outgoing: &mut std::collections::VecDeque<Bytes>) {
        if let Ok(permit) = self.0.reserve().await
            && let Some(message) = outgoing.pop_front()
        {
            permit.send(Frame::data(message));
        }
    }

    /// End the call, with a fault or well.
    pub async fn end(self, fault: Option<&Fault>) {
        let trailers = match fault {
            None => status::ok(),
            Some(fault) => {
                let mut trailers = HeaderMap::new();
                status::write(fault, &mut trailers);
                trailers
            }
        };
        // Whoever is gone does not need it.
        let _ = self.0.send(Frame::trailers(trailers)).await;
    }
}

/// A message with gRPC's prefix.
#[must_use]
pub fn framed(message: &[u8]) -> Bytes {
    let mut frame = BytesMut::with_capacity(PREFIX + message.len());
    frame.put_u8(0);
    frame.put_u32(u32::try_from(message.len()).unwrap_or(u32::MAX));
    frame.put_slice(message);
    frame.freeze()
}
