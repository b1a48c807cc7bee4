//! Messages of unary calls that take their time to arrive.

use std::fmt::Display;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http_body::Body;
use tokio::time::timeout;
use tonic::Code;

use super::settings::InferenceSettings;
use crate::admission::Admission;
use crate::faults::Fault;
use crate::grpc::Messages;

/// Messages that may be under way, over calls that may run: they cost memory, which has a bound of its own, but no work.
const ARRIVING_PER_CALL: usize = 4;

/// Bounds how many messages arrive at a time, and how long each may take. One that has arrived with its headers, as
/// small ones do, does not count: whoever sends slowly keeps out others who do, and nobody else.
#[derive(Debug)]
pub struct Arrivals {
    under_way: Arc<Admission>,
    time: Duration,
}

impl Arrivals {
    pub fn new(settings: &InferenceSettings) -> Self {
        let limit = settings.calls.saturating_mul(ARRIVING_PER_CALL);
        Self {
            under_way: Admission::new("the number of requests that are still arriving", limit),
            time: settings.transfer_time,
        }
    }

    /// The one message of a unary call.
    ///
    /// # Errors
    /// As `Messages::next`; `OVERLOADED` if too many arrive, `DEADLINE_PASSED` if it takes too long.
    pub async fn only<B>(&self, messages: &mut Messages<B>) -> Result<Bytes, Fault>
    where
        B: Body<Data = Bytes> + Unpin,
        B::Error: Display,
    {
        let at_once = poll_fn(|context| Poll::Ready(messages.poll_next(context))).await;
        let message = match at_once {
            Poll::Ready(message) => message?,
            Poll::Pending => {
                let _place = self.under_way.enter()?;
                timeout(self.time, messages.next())
                    .await
                    .unwrap_or_else(|_| Err(Fault::request_too_slow()))?
            }
        };
        message.ok_or_else(|| Fault::transport(Code::Unimplemented, "the call has no request"))
    }
}
