#![doc = include_str!("../README.md")]

mod address;
mod client;
mod error;
mod prediction_stream;
mod retrying;
mod service_config;
mod settings;
mod stream_session;
mod transport;
mod values;
mod watched_body;

/// The generated code of the contract: messages and client stubs. The packages are re-exported one level up.
#[allow(missing_docs, unreachable_pub, clippy::all, clippy::pedantic, rustdoc::all)]
pub mod generated {
    include!("generated/mod.rs");
}

pub use client::Client;
pub use error::{Error, FieldViolation};
pub use generated::hokusai::errors::v1::ErrorReason;
pub use generated::hokusai::{errors, inference, registry, system, tracking, versions};
pub use prediction_stream::{PredictionStream, StreamTerms};
pub use settings::{Settings, SettingsError, Tls};
pub use stream_session::Answer;
pub use tonic::Code;
pub use transport::Transport;
