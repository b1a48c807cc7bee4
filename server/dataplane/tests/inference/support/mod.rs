//! A service over workers that do as they are told, called without a network.

mod calls;
mod worker;

pub use calls::{
    Outcome, StreamCall, call, call_with, field, open, outcome_of, payload_batch, predict_request,
    unread,
};
pub use worker::{FakeControl, serving, serving_within};
