//! One connection and the stubs on it.

use http::HeaderValue;
use tokio_stream::Stream;

use crate::inference::v1::Payload;
use crate::inference::v1::inference_service_client::InferenceServiceClient;
use crate::inference::v1::traffic_service_client::TrafficServiceClient;
use crate::prediction_stream::{PredictionStream, StreamTerms};
use crate::registry::v1::registry_service_client::RegistryServiceClient;
use crate::settings::{Settings, SettingsError};
use crate::system::v1::system_service_client::SystemServiceClient;
use crate::tracking::v1::tracking_service_client::TrackingServiceClient;
use crate::transport::{Habits, Transport};
use crate::versions::v1::version_service_client::VersionServiceClient;

/// A connection to a Hokusai server. Cheap to clone; clones share the connection.
///
/// The services are the generated stubs, sent through [`Transport`].
#[derive(Debug, Clone)]
pub struct Client {
    transport: Transport,
    max_message_bytes: usize,
}

macro_rules! stub {
    ($(#[$doc:meta])* $name:ident, $stub:ident) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(&self) -> $stub<Transport> {
            $stub::new(self.transport())
                .max_decoding_message_size(self.max_message_bytes)
                .max_encoding_message_size(usize::MAX)
        }
    };
}

impl Client {
    /// A client that connects with its first call. Must be made inside a Tokio runtime.
    ///
    /// # Errors
    /// The settings cannot work. That nobody listens is told by the first call, not here.
    pub fn new(settings: &Settings) -> Result<Self, SettingsError> {
        let channel = settings.endpoint()?.connect_lazy();
        let authorization = settings.token.as_deref().map(bearer).transpose()?;
        let habits = Habits { authorization, timeout: settings.timeout, retries: settings.retries };
        Ok(Self { transport: Transport::new(channel, habits), max_message_bytes: settings.max_message_bytes })
    }

    /// What the stubs send through, for stubs of other services on the same server, such as `grpc.health.v1`.
    #[must_use]
    pub fn transport(&self) -> Transport {
        self.transport.clone()
    }

    stub!(
        /// Predicting.
        inference, InferenceServiceClient
    );
    stub!(
        /// Traffic policies.
        traffic, TrafficServiceClient
    );
    stub!(
        /// Models, bundles and registering.
        registry, RegistryServiceClient
    );
    stub!(
        /// Versions, aliases and the history.
        versions, VersionServiceClient
    );
    stub!(
        /// Experiments, runs and inference events.
        tracking, TrackingServiceClient
    );
    stub!(
        /// The server itself and what it depends on.
        system, SystemServiceClient
    );

    /// Predict over any number of batches in bounded memory. Nothing is sent before the first [`PredictionStream::next`].
    pub fn stream_predict<S>(&self, terms: StreamTerms, batches: S) -> PredictionStream<S>
    where
        S: Stream<Item = Payload> + Unpin,
    {
        PredictionStream::new(self.inference(), terms, batches)
    }
}

fn bearer(token: &str) -> Result<HeaderValue, SettingsError> {
    let mut value = HeaderValue::try_from(format!("Bearer {token}")).map_err(|_| SettingsError::unprintable_token())?;
    value.set_sensitive(true);
    Ok(value)
}
