//! What all stubs send through: a channel that adds the token and a deadline, and repeats what is safe to repeat.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderValue, Request, Response};
use http_body_util::{BodyExt, Full};
use tokio::time::{Instant, sleep, timeout_at};
use tonic::body::Body;
use tonic::codegen::Service;
use tonic::transport::Channel;
use tonic::{Code, Status};

use crate::generated::rpcs::RPCS;
use crate::retrying::Attempts;
use crate::service_config::{RetryPolicy, SERVICE_CONFIG};
use crate::watched_body::{WatchedBody, connection_status, deadline_status};

const TIMEOUT: &str = "grpc-timeout";
const PUSHBACK: &str = "grpc-retry-pushback-ms";
const PREVIOUS_ATTEMPTS: &str = "grpc-previous-rpc-attempts";

/// The way to a server, for generated stubs. Cheap to clone; clones share one connection, which is made with the first
/// call and again when it broke.
///
/// - Every call carries the token.
/// - A call of one answer that sets no deadline (`tonic::Request::set_timeout`) gets that of the settings.
/// - An RPC that the contract's service config names is repeated, within the deadline, when the connection failed or the
///   server's answer says so.
#[derive(Debug, Clone)]
pub struct Transport {
    channel: Channel,
    habits: Arc<Habits>,
}

#[derive(Debug)]
pub(crate) struct Habits {
    pub(crate) authorization: Option<HeaderValue>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retries: bool,
}

impl Transport {
    pub(crate) fn new(channel: Channel, habits: Habits) -> Self {
        Self { channel, habits: Arc::new(habits) }
    }

    async fn send(self, mut request: Request<Body>) -> Result<Response<Body>, Status> {
        let path = request.uri().path().to_owned();
        if let Some(value) = &self.habits.authorization {
            request.headers_mut().entry(AUTHORIZATION).or_insert_with(|| value.clone());
        }
        let timeout = asked_timeout(request.headers()).or_else(|| self.default_timeout(&path));
        let deadline = timeout.map(|timeout| Instant::now() + timeout);
        let policy = SERVICE_CONFIG.policy(&path).filter(|_| self.habits.retries);
        let response = match policy {
            Some(policy) => self.send_repeatedly(request, policy, deadline).await?,
            None => attempt(self.channel, request, deadline).await?,
        };
        Ok(response.map(|body| Body::new(WatchedBody::new(body, deadline))))
    }

    fn default_timeout(&self, path: &str) -> Option<Duration> {
        let streams = RPCS.iter().any(|(rpc, client, server)| *rpc == path && (*client || *server));
        (!streams).then(|| self.habits.timeout.unwrap_or_else(|| patience(path)))
    }

    /// The body of an RPC that may be repeated is one message, so it is kept until an attempt was answered.
    async fn send_repeatedly(
        self,
        request: Request<Body>,
        policy: &RetryPolicy,
        deadline: Option<Instant>,
    ) -> Result<Response<Body>, Status> {
        let (head, body) = request.into_parts();
        let message = body.collect().await?.to_bytes();
        let mut attempts = Attempts::new(policy, policy.max_attempts, deadline);
        loop {
            let mut request = Request::from_parts(head.clone(), Body::new(Full::new(message.clone())));
            if attempts.made() > 0 {
                request.headers_mut().insert(PREVIOUS_ATTEMPTS, attempts.made().into());
            }
            let outcome = attempt(self.channel.clone(), request, deadline).await;
            match delay_after(&outcome, policy, &mut attempts) {
                Some(delay) => sleep(delay).await,
                None => return outcome,
            }
        }
    }
}

impl Service<Request<Body>> for Transport {
    type Response = Response<Body>;
    type Error = Status;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Status>> + Send>>;

    /// Always ready: each attempt waits for the channel, within its deadline.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Status>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        Box::pin(self.clone().send(request))
    }
}

async fn attempt(
    mut channel: Channel,
    mut request: Request<Body>,
    deadline: Option<Instant>,
) -> Result<Response<Body>, Status> {
    if let Some(deadline) = deadline {
        let left = deadline.saturating_duration_since(Instant::now());
        request.headers_mut().insert(TIMEOUT, timeout_value(left));
    }
    let answer = async {
        poll_fn(|context| channel.poll_ready(context)).await?;
        channel.call(request).await
    };
    let outcome = match deadline {
        Some(deadline) => timeout_at(deadline, answer).await.map_err(|_| deadline_status())?,
        None => answer.await,
    };
    outcome.map_err(|error| connection_status(error.into()))
}

/// The delay before the next attempt; None if this outcome is the caller's. An answer that has begun is: only one that
/// consists of nothing but a status, which then stands in its headers, may be followed by another attempt.
fn delay_after(
    outcome: &Result<Response<Body>, Status>,
    policy: &RetryPolicy,
    attempts: &mut Attempts<'_>,
) -> Option<Duration> {
    let (code, pushback) = match outcome {
        Ok(response) => {
            let status = Status::from_header_map(response.headers())?;
            (status.code(), response.headers().get(PUSHBACK))
        }
        Err(status) => (status.code(), None),
    };
    if code == Code::Ok || !policy.retries(code) {
        return None;
    }
    match pushback {
        None => attempts.delay(Duration::ZERO),
        Some(value) => attempts.exact_delay(Duration::from_millis(value.to_str().ok()?.parse().ok()?)),
    }
}

/// How long a call of one answer may take unless somebody says otherwise.
fn patience(path: &str) -> Duration {
    let seconds = match path.rsplit('/').next().unwrap_or_default() {
        // Mirrors a whole bundle to MLflow, which may be remote.
        "RegisterBaseline" | "RegisterImproved" | "AdoptVersion" | "FinishUpload" => 600,
        // The first prediction of a version waits for its process.
        "Predict" | "LoadModel" | "UnloadModel" => 120,
        method if method.starts_with("Get") || method.starts_with("List") => 30,
        _ => 60,
    };
    Duration::from_secs(seconds)
}

/// The timeout in a request's headers.
fn asked_timeout(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(TIMEOUT)?.to_str().ok()?;
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let amount: u64 = digits.parse().ok()?;
    match unit {
        "H" => Some(Duration::from_secs(amount * 3600)),
        "M" => Some(Duration::from_secs(amount * 60)),
        "S" => Some(Duration::from_secs(amount)),
        "m" => Some(Duration::from_millis(amount)),
        "u" => Some(Duration::from_micros(amount)),
        "n" => Some(Duration::from_nanos(amount)),
        _ => None,
    }
}

/// A timeout as a header has it: at most eight digits and a unit.
fn timeout_value(left: Duration) -> HeaderValue {
    let (micros, millis) = (left.as_micros(), left.as_millis());
    let text = match (micros, millis) {
        (..100_000_000, _) => format!("{micros}u"),
        (_, ..100_000_000) => format!("{millis}m"),
        _ => format!("{}S", left.as_secs().min(99_999_999)),
    };
    HeaderValue::from_maybe_shared(Bytes::from(text)).expect("digits and a letter are a header's value")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::{HeaderMap, Response};
    use tonic::Status;
    use tonic::body::Body;

    use super::{PUSHBACK, TIMEOUT, asked_timeout, delay_after, timeout_value};
    use crate::retrying::Attempts;
    use crate::service_config::SERVICE_CONFIG;

    fn delay_of(outcome: &Result<Response<Body>, Status>) -> Option<Duration> {
        let policy = SERVICE_CONFIG.policy("/hokusai.registry.v1.RegistryService/GetModel").unwrap();
        delay_after(outcome, policy, &mut Attempts::new(policy, 5, None))
    }

    fn answered(code: &str, pushback: Option<&str>) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        response.headers_mut().insert("grpc-status", code.parse().unwrap());
        if let Some(value) = pushback {
            response.headers_mut().insert(PUSHBACK, value.parse().unwrap());
        }
        response
    }

    #[test]
    fn the_server_says_when_to_come_again() {
        assert_eq!(delay_of(&Ok(answered("14", Some("250")))), Some(Duration::from_millis(250)));
        assert_eq!(delay_of(&Ok(answered("14", Some("-1")))), None);
        assert!(delay_of(&Ok(answered("14", None))).is_some());
    }

    #[test]
    fn only_passing_failures_are_tried_again() {
        assert_eq!(delay_of(&Ok(answered("3", Some("250")))), None);
        assert_eq!(delay_of(&Ok(answered("0", None))), None);
        assert_eq!(delay_of(&Ok(Response::new(Body::empty()))), None);
        assert!(delay_of(&Err(Status::unavailable("reset"))).is_some());
        assert_eq!(delay_of(&Err(Status::deadline_exceeded("late"))), None);
    }

    #[test]
    fn timeouts_survive_the_header() {
        for timeout in [Duration::from_micros(1500), Duration::from_secs(90), Duration::from_secs(200_000)] {
            let headers = HeaderMap::from_iter([(TIMEOUT.parse().unwrap(), timeout_value(timeout))]);
            assert!(headers[TIMEOUT].len() <= 9);
            assert_eq!(asked_timeout(&headers), Some(timeout));
        }
    }
}
