//! A service over workers that do as they are told, called without a network.

mod calls;
mod worker;

pub use calls::{Outcome, StreamCall, call, field, open, payload_batch, predict_request};
pub use worker::{FakeControl, serving, serving_within};
