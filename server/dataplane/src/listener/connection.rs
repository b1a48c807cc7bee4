//! One public connection, from its handshake to its end.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;

use http::{Request, Response};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http2::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio_rustls::server::TlsStream;

use super::identity::identity;
use super::preface::{Prefaced, expect};
use super::tls::HTTP2;
use super::{Door, KeepAlive, MAX_HEADER_BYTES};
use crate::grpc::Peer;
use crate::inference::InferenceService;
use crate::passthrough::{CallerHeaders, ReplyBody, Upstream};

/// Calls that one connection may have open; those of the whole server are bounded elsewhere, with an answer.
const STREAMS: u32 = 1024;
/// Bytes under way to us of one call, and of one connection.
const STREAM_WINDOW: u32 = 4 << 20;
const CONNECTION_WINDOW: u32 = 16 << 20;
/// A message of the size that streams are fastest with travels in one frame, and is then never copied together.
const FRAME_BYTES: u32 = 2 << 20;
/// Calls that a client may open and abort before they are looked at.
const PENDING_RESETS: usize = 64;
/// Calls that may break the rules of HTTP/2, each answered with a reset, before the connection ends.
const ERROR_RESETS: usize = 256;

/// Serve one connection. Returns when it has ended.
pub async fn serve(
    door: &Door,
    stream: TcpStream,
    address: SocketAddr,
    draining: watch::Receiver<bool>,
) {
    // A failure only costs latency.
    let _ = stream.set_nodelay(true);
    let handshake = tokio::time::timeout(door.handshake, greet(door, stream)).await;
    match handshake {
        Ok(Some(Greeted::Plain(stream))) => {
            speak(door, stream, peer(address), None, draining).await;
        }
        Ok(Some(Greeted::Tls(stream, identity))) => {
            let identity = identity.as_deref();
            speak(door, *stream, peer(address), identity, draining).await;
        }
        // Too slow, not TLS, not HTTP/2: nothing that could be answered.
        Ok(None) | Err(_) => {}
    }
}

enum Greeted {
    Plain(Prefaced<TcpStream>),
    Tls(Box<Prefaced<TlsStream<TcpStream>>>, Option<String>),
}

async fn greet(door: &Door, stream: TcpStream) -> Option<Greeted> {
    let Some(tls) = &door.tls else {
        return expect(stream).await.ok().map(Greeted::Plain);
    };
    let stream = tls.accept(stream).await.ok()?;
    let (_, session) = stream.get_ref();
    if session.alpn_protocol() != Some(HTTP2) {
        return None;
    }
    let certificate = session.peer_certificates().and_then(<[_]>::first);
    let identity = certificate.and_then(|certificate| identity(certificate));
    let stream = expect(stream).await.ok()?;
    Some(Greeted::Tls(Box::new(stream), identity))
}

async fn speak<S>(
    door: &Door,
    stream: S,
    peer: Peer,
    identity: Option<&str>,
    mut draining: watch::Receiver<bool>,
) where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let undelivered = Arc::clone(&peer.undelivered);
    let caller = Arc::new(Caller {
        inference: Arc::clone(&door.inference),
        upstream: Upstream::new(
            Arc::clone(&door.upstream),
            CallerHeaders::new(&peer.name, identity),
        ),
        peer,
        mode: door.mode.clone(),
    });
    let service = service_fn(move |request| {
        let caller = Arc::clone(&caller);
        async move { Ok::<_, Infallible>(caller.answer(request).await) }
    });
    let connection = server(door.keepalive).serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let mut stalled = pin!(undelivered.stalled(door.transfer_time));
    // Why a connection ended is its caller's business.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = stalled.as_mut() => return,
        _ = draining.wait_for(|draining| *draining) => connection.as_mut().graceful_shutdown(),
    }
    tokio::select! {
        _ = connection => {}
        () = stalled => {}
    }
}

fn server(keepalive: KeepAlive) -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .timer(TokioTimer::new())
        .auto_date_header(false)
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(MAX_HEADER_BYTES)
        .max_pending_accept_reset_streams(PENDING_RESETS)
        .max_local_error_reset_streams(ERROR_RESETS)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .max_frame_size(FRAME_BYTES)
        .keep_alive_interval(keepalive.interval)
        .keep_alive_timeout(keepalive.timeout);
    builder
}

/// Answers the calls of one connection.
struct Caller {
    inference: Arc<InferenceService>,
    peer: Peer,
    upstream: Upstream,
    mode: Option<http::HeaderValue>,
}

impl Caller {
    async fn answer(&self, request: Request<Incoming>) -> Response<ReplyBody> {
        if !InferenceService::serves(request.uri().path()) {
            // Boxed, as is a stream's: the future of every call is moved several times and is as large as the largest.
            return Box::pin(self.upstream.forward(request)).await;
        }
        let reply = self.inference.handle(request, &self.peer).await;
        let mut reply = reply.map(|body| body.map_err(Into::into).boxed_unsync());
        if let Some(mode) = &self.mode {
            reply.headers_mut().insert("hokusai-mode", mode.clone());
        }
        reply
    }
}

/// A caller, by its address as gRPC writes it.
fn peer(address: SocketAddr) -> Peer {
    Peer::new(&match address {
        SocketAddr::V4(address) => format!("ipv4:{address}"),
        SocketAddr::V6(address) => format!("ipv6:%5B{}%5D:{}", address.ip(), address.port()),
    })
}
