//! Calls of the service, and what came of them.

use std::convert::Infallible;
use std::sync::Arc;

use bytes::Bytes;
use hokusai_dataplane::contract::rpc;
use hokusai_dataplane::contract::worker::stream_predict_request::Frame as Asked;
use hokusai_dataplane::contract::worker::stream_predict_response::Frame as Answered;
use hokusai_dataplane::contract::worker::{
    PredictRequest, StreamBatch, StreamOpen, StreamPredictRequest, StreamPredictResponse,
};
use hokusai_dataplane::faults::Fault;
use hokusai_dataplane::grpc::{Peer, ReplyBody, framed};
use hokusai_dataplane::inference::InferenceService;
use http::{HeaderMap, Request, Response};
use http_body::{Body, Frame};
use http_body_util::{BodyExt, StreamBody};
use prost::Message;
use tokio::sync::mpsc;

const PREFIX: usize = 5;

/// How a call ended.
#[derive(Debug)]
pub struct Outcome {
    /// Its messages, without their prefixes.
    pub messages: Vec<Bytes>,
    /// Headers and trailers together.
    pub headers: HeaderMap,
}

impl Outcome {
    /// The reason of a failed call; empty for others.
    pub fn reason(&self) -> String {
        self.status()
            .map_or_else(String::new, |status| Fault::from_status(status).reason)
    }

    /// The value of `grpc-status`.
    pub fn code(&self) -> String {
        self.header("grpc-status")
    }

    /// A header or trailer; empty if there is none.
    pub fn header(&self, name: &str) -> String {
        let value = self.headers.get(name);
        value.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
    }

    fn status(&self) -> Option<rpc::Status> {
        use base64::Engine;
        let encoded = self.headers.get("grpc-status-details-bin")?;
        let decoded = base64::engine::general_purpose::STANDARD_NO_PAD.decode(encoded);
        Some(rpc::Status::decode(&decoded.unwrap()[..]).unwrap())
    }
}

/// One request for `m` with a payload.
pub fn predict_request(payload: &'static [u8]) -> PredictRequest {
    PredictRequest {
        model: "m".into(),
        payload: Some(Bytes::from_static(payload)),
        ..Default::default()
    }
}

/// Make a unary call from a connection of its own, with a `grpc-timeout` unless that is empty.
pub async fn call(
    service: &Arc<InferenceService>,
    method: &str,
    message: &impl Message,
    timeout: &str,
) -> Outcome {
    let body = http_body_util::Full::new(framed(&message.encode_to_vec()));
    let request = request(method, timeout, body);
    let mut outcome = outcome_of(service.handle(request, &Peer::new("test")).await).await;
    for message in &mut outcome.messages {
        *message = message.slice(PREFIX..);
    }
    outcome
}

/// Make a prediction with any body and further headers; the outcome has the pieces of its message as they came.
pub async fn call_with<B>(
    service: &Arc<InferenceService>,
    timeout: &str,
    headers: &[(&'static str, &'static str)],
    body: B,
) -> Outcome
where
    B: Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: std::fmt::Display,
{
    let mut request = request("Predict", timeout, body);
    for (name, value) in headers {
        request.headers_mut().insert(*name, value.parse().unwrap());
    }
    outcome_of(service.handle(request, &Peer::new("test")).await).await
}

/// Make a prediction and do not take the reply yet.
pub async fn unread(
    service: &Arc<InferenceService>,
    message: &PredictRequest,
) -> Response<ReplyBody> {
    let body = http_body_util::Full::new(framed(&message.encode_to_vec()));
    let request = request("Predict", "", body);
    service.handle(request, &Peer::new("test")).await
}

/// Take a whole reply.
pub async fn outcome_of(mut response: Response<ReplyBody>) -> Outcome {
    let mut headers = std::mem::take(response.headers_mut());
    let mut messages = Vec::new();
    while let Some(Ok(frame)) = response.body_mut().frame().await {
        match frame.into_data() {
            Ok(data) => messages.push(data),
            Err(frame) => headers.extend(frame.into_trailers().unwrap()),
        }
    }
    Outcome { messages, headers }
}

fn request<B>(method: &str, timeout: &str, body: B) -> Request<B> {
    let builder = Request::post(format!("/hokusai.inference.v1.InferenceService/{method}"))
        .header("content-type", "application/grpc");
    let builder = if timeout.is_empty() {
        builder
    } else {
        builder.header("grpc-timeout", timeout)
    };
    builder.body(body).unwrap()
}

/// A stream under way.
pub struct StreamCall {
    /// Dropping it half-closes.
    pub sender: Option<mpsc::UnboundedSender<Bytes>>,
    body: ReplyBody,
    headers: HeaderMap,
}

impl StreamCall {
    /// Begin a stream from a connection of its own; nothing is sent yet.
    pub async fn begin(service: &Arc<InferenceService>) -> Self {
        let (sender, mut receiver) = mpsc::unbounded_channel();
        let frames = futures_util::stream::poll_fn(move |context| {
            receiver
                .poll_recv(context)
                .map(|message| message.map(|message| Ok::<_, Infallible>(Frame::data(message))))
        });
        let request = request("StreamPredict", "", StreamBody::new(frames));
        let response = service.handle(request, &Peer::new("stream")).await;
        let (head, body) = response.into_parts();
        Self {
            sender: Some(sender),
            body,
            headers: head.headers,
        }
    }

    /// Send a frame.
    pub fn send(&self, frame: Asked) {
        let message = StreamPredictRequest { frame: Some(frame) }.encode_to_vec();
        let sender = self.sender.as_ref().expect("not half-closed");
        // The other end may have ended the stream.
        let _ = sender.send(framed(&message));
    }

    /// The next frame from the service; None at the end.
    pub async fn next(&mut self) -> Option<Answered> {
        let frame = self.body.frame().await?.unwrap();
        match frame.into_data() {
            Ok(data) => {
                StreamPredictResponse::decode(data.slice(PREFIX..))
                    .unwrap()
                    .frame
            }
            Err(frame) => {
                self.headers.extend(frame.into_trailers().unwrap());
                None
            }
        }
    }

    /// All frames until the end, and how that was.
    pub async fn rest(mut self) -> (Vec<Answered>, Outcome) {
        let mut frames = Vec::new();
        while let Some(frame) = self.next().await {
            frames.push(frame);
        }
        let outcome = Outcome {
            messages: Vec::new(),
            headers: self.headers,
        };
        (frames, outcome)
    }
}

/// The frame that opens a stream of `m`.
pub fn open() -> Asked {
    Asked::Open(StreamOpen {
        model: "m".into(),
        ..Default::default()
    })
}

/// A batch of a stream.
pub fn payload_batch(sequence: u64, payload: &'static [u8]) -> Asked {
    Asked::Batch(StreamBatch {
        sequence,
        payload: Some(Bytes::from_static(payload)),
    })
}

/// What an answered frame says: its kind, and the payload or the reason of its result.
pub fn field(frame: &Answered) -> String {
    use hokusai_dataplane::contract::worker::stream_result::Outcome::{Error, Payload};
    match frame {
        Answered::Ready(ready) => format!("ready {}", ready.window),
        Answered::Summary(summary) => {
            format!(
                "summary {} {} {}",
                summary.batch_count, summary.row_count, summary.failed_batch_count
            )
        }
        Answered::Result(result) => match &result.outcome {
            Some(Payload(payload)) => {
                format!("{} {}", result.sequence, String::from_utf8_lossy(payload))
            }
            Some(Error(status)) => format!(
                "{} {}",
                result.sequence,
                Fault::from_status(status.clone()).reason
            ),
            None => format!("{} nothing", result.sequence),
        },
    }
}
