//! The public port: connections, their bounds, and their orderly end.

mod connection;
mod identity;
mod preface;
mod tls;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio_rustls::TlsAcceptor;

use crate::inference::InferenceService;
use crate::settings::{Settings, duration};

pub use tls::TlsError;

/// Most bytes of headers in one call; gRPC's own default for what a peer refuses for sure.
pub const MAX_HEADER_BYTES: u32 = 16 << 10;

/// Pause after an accept that failed, for example for want of file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(20);

/// What every connection needs.
pub struct Door {
    inference: Arc<InferenceService>,
    upstream: Arc<Path>,
    tls: Option<TlsAcceptor>,
    mode: Option<HeaderValue>,
    handshake: Duration,
    keepalive: KeepAlive,
    transfer_time: Duration,
    places: Arc<Semaphore>,
    most_places: usize,
}

/// When a connection whose other end is gone is noticed: after both together.
#[derive(Clone, Copy, Debug)]
struct KeepAlive {
    interval: Duration,
    timeout: Duration,
}

impl Door {
    /// A door as the settings want it.
    ///
    /// # Errors
    /// Certificate, key or authorities cannot be used.
    pub fn new(settings: &Settings, inference: Arc<InferenceService>) -> Result<Self, TlsError> {
        let most_places = settings.limits.connections as usize;
        Ok(Self {
            inference,
            upstream: settings.upstream.clone().into(),
            tls: settings.tls.as_ref().map(tls::acceptor).transpose()?,
            mode: HeaderValue::from_str(&settings.mode)
                .ok()
                .filter(|mode| !mode.is_empty()),
            handshake: duration(settings.limits.handshake),
            keepalive: KeepAlive {
                interval: duration(settings.limits.keepalive_interval),
                timeout: duration(settings.limits.keepalive_timeout),
            },
            transfer_time: duration(settings.limits.transfer_time),
            places: Arc::new(Semaphore::new(most_places)),
            most_places,
        })
    }

    /// Connections open now.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.most_places - self.places.available_permits()
    }

    /// Serve until told to drain; returns when every connection has ended. Connections beyond the bound wait.
    pub async fn serve(
        self: Arc<Self>,
        listener: TcpListener,
        mut draining: watch::Receiver<bool>,
    ) {
        loop {
            let place = tokio::select! {
                place = Arc::clone(&self.places).acquire_owned() => place,
                _ = draining.wait_for(|draining| *draining) => break,
            };
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                _ = draining.wait_for(|draining| *draining) => break,
            };
            let (Ok((stream, peer)), Ok(place)) = (accepted, place) else {
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            };
            let (door, draining) = (Arc::clone(&self), draining.clone());
            tokio::spawn(async move {
                connection::serve(&door, stream, peer, draining).await;
                drop(place);
            });
        }
        drop(listener);
        // All places are free once every connection has ended.
        let all = u32::try_from(self.most_places).unwrap_or(u32::MAX);
        let _ = self.places.acquire_many(all).await;
    }
}
