//! Every method that is not answered here, handed to the Python server as the stream of HTTP/2 that it came as.

mod headers;

pub use headers::CallerHeaders;

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode, Uri, header};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::client::conn::http2::{Builder, SendRequest};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::net::UnixStream;
use tokio::sync::Mutex;

/// What travels back to a caller.
pub type ReplyBody = UnsyncBoxBody<Bytes, Box<dyn std::error::Error + Send + Sync>>;

/// Bytes of one stream, and of all streams together, that may be under way to us and not yet passed on.
const STREAM_WINDOW: u32 = 1 << 20;
const CONNECTION_WINDOW: u32 = 16 << 20;

/// gRPC's codes for what can go wrong before the Python server answers.
const UNAVAILABLE: &str = "14";

/// The Python server for the calls of one public connection.
///
/// Each public connection has an upstream connection of its own: a caller who does not read then holds up nobody
/// else, and what Python sees of a connection's end is what there was.
pub struct Upstream {
    path: Arc<Path>,
    caller: CallerHeaders,
    sender: Mutex<Option<SendRequest<Incoming>>>,
}

impl Upstream {
    /// Connects when the first call is passed on.
    #[must_use]
    pub fn new(path: Arc<Path>, caller: CallerHeaders) -> Self {
        Self {
            path,
            caller,
            sender: Mutex::new(None),
        }
    }

    /// Pass a call on. Dropping the answer, or its body, cancels the call.
    pub async fn forward(&self, mut request: Request<Incoming>) -> Response<ReplyBody> {
        self.caller.apply(request.headers_mut());
        let Some(uri) = upstream_uri(request.uri()) else {
            return unavailable("the path of the call cannot be passed on");
        };
        *request.uri_mut() = uri;
        let Ok(mut sender) = self.connected().await else {
            return unavailable("the server does not answer its data plane; retry");
        };
        match sender.send_request(request).await {
            Ok(response) => response.map(|body| body.map_err(Into::into).boxed_unsync()),
            Err(_) => unavailable("the server ended the call; retry"),
        }
    }

    /// The connection, made anew if it was lost.
    async fn connected(&self) -> Result<SendRequest<Incoming>, Box<dyn std::error::Error>> {
        let mut known = self.sender.lock().await;
        if let Some(sender) = known.as_mut().filter(|sender| !sender.is_closed())
            && sender.ready().await.is_ok()
        {
            return Ok(sender.clone());
        }
        let stream = UnixStream::connect(&self.path).await?;
        let (mut sender, connection) = Builder::new(TokioExecutor::new())
            .timer(TokioTimer::new())
            .initial_stream_window_size(STREAM_WINDOW)
            .initial_connection_window_size(CONNECTION_WINDOW)
            .max_header_list_size(crate::listener::MAX_HEADER_BYTES)
            .handshake(TokioIo::new(stream))
            .await?;
        tokio::spawn(connection);
        sender.ready().await?;
        *known = Some(sender.clone());
        Ok(sender)
    }
}

/// The same path on the upstream connection.
fn upstream_uri(uri: &Uri) -> Option<Uri> {
    let authority = uri
        .authority()
        .map_or("localhost", http::uri::Authority::as_str);
    Uri::builder()
        .scheme("http")
        .authority(authority)
        .path_and_query(uri.path_and_query()?.as_str())
        .build()
        .ok()
}

/// An answer that is all trailers, as gRPC has it for calls that never began.
fn unavailable(message: &'static str) -> Response<ReplyBody> {
    let body = Empty::new().map_err(|never| match never {}).boxed_unsync();
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/grpc"),
    );
    headers.insert("grpc-status", HeaderValue::from_static(UNAVAILABLE));
    headers.insert("grpc-message", HeaderValue::from_static(message));
    response
}
