//! The body of an answer, which ends at the deadline and names a broken connection as one.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};
use tonic::body::Body;
use tonic::{Code, Status, TimeoutExpired};

/// A body whose call may have a deadline. tonic watches it only until the headers come.
pub(crate) struct WatchedBody {
    body: Body,
    deadline: Option<Pin<Box<Sleep>>>,
}

impl WatchedBody {
    pub(crate) fn new(body: Body, deadline: Option<Instant>) -> Self {
        Self { body, deadline: deadline.map(|instant| Box::pin(sleep_until(instant))) }
    }
}

impl http_body::Body for WatchedBody {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            return Poll::Ready(frame.map(|result| result.map_err(|status| connection_status(status.into()))));
        }
        match &mut self.deadline {
            Some(sleep) => sleep.as_mut().poll(context).map(|()| Some(Err(deadline_status()))),
            None => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The status of a call whose deadline passed here.
pub(crate) fn deadline_status() -> Status {
    Status::deadline_exceeded("no answer before the deadline; allow more time, or send less at once")
}

/// The status of a call that the transport failed, as other gRPC implementations name it: no server said any of this.
pub(crate) fn connection_status(error: Box<dyn std::error::Error + Send + Sync>) -> Status {
    if has_expired(&*error) {
        return deadline_status();
    }
    let causes = causes(&*error);
    let status = Status::from_error(error);
    match status.code() {
        Code::Unknown | Code::Internal | Code::Unavailable => Status::unavailable(format!(
            "no connection to a Hokusai server ({causes}); check that it runs and its address"
        )),
        _ => status,
    }
}

fn has_expired(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut chain = std::iter::successors(Some(error), |error| error.source());
    chain.any(<dyn std::error::Error>::is::<TimeoutExpired>)
}

fn causes(error: &(dyn std::error::Error + 'static)) -> String {
    let chain = std::iter::successors(Some(error), |error| error.source());
    let texts = chain.map(|error| match error.downcast_ref::<Status>() {
        Some(status) => status.message().to_owned(),
        None => error.to_string(),
    });
    let mut texts: Vec<String> = texts.collect();
    texts.dedup();
    texts.join(": ")
}
