//! Takes calls, answers them, and tells of them.

use std::collections::HashSet;
use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode, header};
use http_body::Body;
use prost::Message;
use tokio::sync::watch;
use tokio::time::{Instant, timeout, timeout_at};
use tonic::Code;

use super::answers;
use super::arrival::Arrivals;
use super::calls::Call;
use super::settings::InferenceSettings;
use super::stream::{OpenStreams, Stream};
use super::validation::Validated;
use crate::access::{Credential, Gate};
use crate::admission::{Admission, Memory, Place};
use crate::contract::inference::GetModelSignatureRequest;
use crate::contract::versions::VersionSelector;
use crate::contract::worker::PredictRequest;
use crate::dispatch::{CallerId, Urgency, Usage, Versions};
use crate::faults::Fault;
use crate::grpc::{Lease, Messages, Peer, ReplyBody, ReplySender, deadline_in, framed, replies};
use crate::routing::{Control, Route, RouteKey, VersionId};
use crate::telemetry::Telemetry;
use crate::worker::OpaqueRequest;

const PREDICT: &str = "/hokusai.inference.v1.InferenceService/Predict";
const STREAM_PREDICT: &str = "/hokusai.inference.v1.InferenceService/StreamPredict";
const GET_MODEL_SIGNATURE: &str = "/hokusai.inference.v1.InferenceService/GetModelSignature";
const METHODS: [&str; 3] = [PREDICT, STREAM_PREDICT, GET_MODEL_SIGNATURE];
const TRACEPARENT: &str = "traceparent";
/// How long the first frame of a refused stream is waited for: a client that still writes would lose the status.
const FIRST_FRAME_TIME: Duration = Duration::from_secs(1);

/// Answers the methods that carry payloads, and the one that describes them.
pub struct InferenceService {
    pub(super) control: Arc<dyn Control>,
    pub(super) gate: Gate,
    pub(super) versions: Versions,
    pub(super) settings: InferenceSettings,
    pub(super) open_streams: OpenStreams,
    telemetry: Arc<dyn Telemetry>,
    admission: Arc<Admission>,
    arrivals: Arrivals,
    pub(super) memory: Arc<Memory>,
    draining: watch::Sender<bool>,
}

impl InferenceService {
    /// A service that knows nothing yet and asks the control plane for everything.
    #[must_use]
    pub fn new(
        control: Arc<dyn Control>,
        telemetry: Arc<dyn Telemetry>,
        settings: InferenceSettings,
    ) -> Arc<Self> {
        Arc::new(Self {
            versions: Versions::new(control.clone(), telemetry.clone(), settings.queue),
            gate: Gate::new(control.clone(), settings.credentials_needed),
            control,
            open_streams: OpenStreams::new(settings.streams.open_streams),
            admission: Admission::new("the number of calls in flight", settings.calls),
            arrivals: Arrivals::new(&settings),
            memory: Memory::new(settings.memory_bytes),
            draining: watch::Sender::new(false),
            telemetry,
            settings,
        })
    }

    /// Whether a path is one of the methods that this service answers.
    #[must_use]
    pub fn serves(path: &str) -> bool {
        METHODS.contains(&path)
    }

    /// Answer one call. Dropping gives it up.
    ///
    /// `peer` is where it comes from; all calls of one connection share one.
    pub async fn handle<B>(
        self: &Arc<Self>,
        request: Request<B>,
        peer: &Peer,
    ) -> Response<ReplyBody>
    where
        B: Body<Data = Bytes> + Send + Unpin + 'static,
        B::Error: Display,
    {
        if !is_grpc(&request) {
            let mut response = Response::new(ReplyBody::Unary(None, None));
            *response.status_mut() = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            return response;
        }
        match request.uri().path() {
            PREDICT => Box::pin(self.unary(PREDICT, request, peer)).await,
            GET_MODEL_SIGNATURE => Box::pin(self.unary(GET_MODEL_SIGNATURE, request, peer)).await,
            STREAM_PREDICT => Box::pin(self.stream(request, peer)).await,
            path => {
                let message = format!("{path} is not answered here");
                replies::fault(&Fault::transport(Code::Unimplemented, message))
            }
        }
    }

    /// End open streams with `SHUTTING_DOWN` once what they have read is answered, and open no more.
    pub fn stop_streams(&self) {
        self.draining.send_replace(true);
    }

    /// Refuse every further call with `SHUTTING_DOWN`; those that run go on.
    pub fn drain(&self) {
        self.admission.close();
    }

    /// Return once no call runs.
    pub async fn wait_idle(&self) {
        self.admission.wait_idle().await;
    }

    /// Let a worker of a version go: returns when it is unused; calls that come meanwhile ask for another one.
    pub async fn let_go(&self, version: &VersionId, worker_id: &str) {
        self.versions.let_go(version, worker_id).await;
    }

    /// How much each version is used.
    #[must_use]
    pub fn usage(&self) -> Vec<Usage> {
        self.versions.usage()
    }

    /// The versions with requests that wait or run.
    #[must_use]
    pub fn busy(&self) -> HashSet<Arc<VersionId>> {
        let in_use = |usage: Usage| (usage.load > 0).then_some(usage.version);
        self.usage().into_iter().filter_map(in_use).collect()
    }

    /// The route of a request, from memory if it is known.
    pub(super) async fn route(
        &self,
        model: String,
        selector: Option<&VersionSelector>,
        traceparent: &str,
    ) -> Result<Arc<Route>, Fault> {
        let key = RouteKey {
            model,
            selector: selector.map(|selector| selector.encode_to_vec().into()),
        };
        match self.control.known_route(&key) {
            Some(route) => Ok(route),
            None => self.control.ask_route(key, traceparent).await,
        }
    }

    async fn unary<B>(
        &self,
        method: &'static str,
        request: Request<B>,
        peer: &Peer,
    ) -> Response<ReplyBody>
    where
        B: Body<Data = Bytes> + Send + Unpin + 'static,
        B::Error: Display,
    {
        let caller = CallerId::of(&peer.name);
        let traceparent = traceparent_in(&request);
        let mut call = Call::begin(&self.telemetry, method, peer.name.clone(), traceparent);
        let deadline = deadline_in(request.headers(), Instant::now());
        let shown = self.gate.shown(request.headers());
        let shown = shown.as_ref();
        let mut messages = self.messages(request);
        let answering = async {
            self.gate.authenticate(shown).await?;
            let (message, place) = self.received(&mut messages, deadline).await?;
            let mut memory = self.memory.share();
            memory.set(message.len());
            let framed = if method == PREDICT {
                self.predict(message, shown, deadline, caller, &mut call)
                    .await
            } else {
                self.signature(message, shown, call.traceparent()).await
            }?;
            memory.set(framed.len());
            Ok((framed, place, memory))
        };
        let outcome = in_time(deadline, answering).await;
        match call.end(outcome) {
            Ok((framed, place, memory)) => {
                replies::message(framed, Lease::new(&peer.undelivered, place, memory))
            }
            Err(fault) => {
                messages.ignore_rest();
                replies::fault(&fault)
            }
        }
    }

    fn messages<B>(&self, request: Request<B>) -> Messages<B>
    where
        B: Body<Data = Bytes> + Unpin,
        B::Error: Display,
    {
        let (head, body) = request.into_parts();
        let limit = self.settings.message_bytes;
        Messages::new(&head.headers, body, limit, self.memory.share())
    }

    /// The one message of a unary call, and the call's place. What cannot run is refused before its message is read.
    async fn received<B>(
        &self,
        messages: &mut Messages<B>,
        deadline: Option<Instant>,
    ) -> Result<(Bytes, Place), Fault>
    where
        B: Body<Data = Bytes> + Unpin,
        B::Error: Display,
    {
        if deadline.is_some_and(|deadline| deadline <= Instant::now()) {
            return Err(Fault::deadline_passed());
        }
        self.admission.admit()?;
        self.memory.admit()?;
        let message = self.arrivals.only(messages).await?;
        Ok((message, self.admission.enter()?))
    }

    async fn predict(
        &self,
        message: Bytes,
        shown: Option<&Credential>,
        deadline: Option<Instant>,
        caller: CallerId,
        call: &mut Call,
    ) -> Result<Bytes, Fault> {
        let request: PredictRequest = decoded::<PredictRequest>(message)?.valid()?;
        let _pass = self.gate.admit(shown, &request.model).await?;
        let route = self
            .route(request.model, request.selector.as_ref(), call.traceparent())
            .await?;
        let opaque = OpaqueRequest {
            payload: request.payload.unwrap_or_default(),
            params: request.params.unwrap_or_default(),
            response_encoding: request.response_encoding,
            deadline,
            traceparent: call.traceparent().to_owned(),
        };
        let answer = self
            .versions
            .predict(&route.version, caller, opaque, Urgency::NowOrNever)
            .await?;
        call.predicted(&route.version, &answer);
        Ok(answers::prediction(&answer, &route.served_by))
    }

    async fn signature(
        &self,
        message: Bytes,
        shown: Option<&Credential>,
        traceparent: &str,
    ) -> Result<Bytes, Fault> {
        let request: GetModelSignatureRequest =
            decoded::<GetModelSignatureRequest>(message)?.valid()?;
        let _pass = self.gate.admit(shown, &request.model).await?;
        let route = self
            .route(request.model, request.selector.as_ref(), traceparent)
            .await?;
        Ok(framed(&route.signature))
    }

    async fn stream<B>(self: &Arc<Self>, request: Request<B>, peer: &Peer) -> Response<ReplyBody>
    where
        B: Body<Data = Bytes> + Send + Unpin + 'static,
        B::Error: Display,
    {
        let caller = CallerId::of(&peer.name);
        let traceparent = traceparent_in(&request);
        let call = Call::begin(
            &self.telemetry,
            STREAM_PREDICT,
            peer.name.clone(),
            traceparent,
        );
        let deadline = deadline_in(request.headers(), Instant::now());
        let shown = self.gate.shown(request.headers());
        let mut messages = self.messages(request);
        let entering = async {
            self.gate.authenticate(shown.as_ref()).await?;
            self.admission.enter()
        };
        let place = match in_time(deadline, entering).await {
            Ok(place) => place,
            Err(fault) => {
                let _ = timeout(FIRST_FRAME_TIME, messages.next()).await;
                messages.ignore_rest();
                return replies::fault(&call.failed(fault));
            }
        };
        let stream = Stream {
            service: self.clone(),
            messages,
            caller,
            deadline,
            shown,
            draining: self.draining.subscribe(),
        };
        let body = ReplySender::spawn(|sender| run_stream(stream, sender, call, place));
        replies::stream(body)
    }
}

async fn run_stream<B>(mut stream: Stream<B>, sender: ReplySender, call: Call, place: Place)
where
    B: Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: Display,
{
    let traceparent = call.traceparent().to_owned();
    let outcome = in_time(stream.deadline, stream.run(&sender, traceparent)).await;
    let outcome = call.end(outcome);
    drop(place);
    stream.messages.ignore_rest();
    sender.end(outcome.as_ref().err()).await;
}

/// What comes of the work by the deadline.
async fn in_time<T>(
    deadline: Option<Instant>,
    work: impl Future<Output = Result<T, Fault>>,
) -> Result<T, Fault> {
    match deadline {
        None => work.await,
        Some(deadline) => timeout_at(deadline, work)
            .await
            .unwrap_or_else(|_| Err(Fault::deadline_passed())),
    }
}

/// A message of the contract.
///
/// # Errors
/// As the Python server does if it does not parse.
pub(super) fn decoded<M: Message + Default>(message: Bytes) -> Result<M, Fault> {
    M::decode(message)
        .map_err(|_| Fault::transport(Code::Internal, "Exception deserializing request!"))
}

fn is_grpc<B>(request: &Request<B>) -> bool {
    let content_type = request
        .headers()
        .get(header::CONTENT_TYPE)
        .map(HeaderValue::as_bytes);
    content_type.is_some_and(|value| value.starts_with(b"application/grpc"))
}

fn traceparent_in<B>(request: &Request<B>) -> &str {
    let header = request.headers().get(TRACEPARENT);
    header
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}
