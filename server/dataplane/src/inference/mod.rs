//! The three methods of `hokusai.inference.v1.InferenceService` that the data plane answers itself.

mod answers;
mod arrival;
mod calls;
mod service;
mod settings;
mod stream;
mod validation;

pub use service::InferenceService;
pub use settings::{InferenceSettings, StreamLimits};
