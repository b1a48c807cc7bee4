//! Hokusai's native data plane: answers inference itself and passes every other method to the Python server.

pub mod access;
pub mod admission;
pub mod contract;
pub mod control;
pub mod dispatch;
pub mod faults;
pub mod grpc;
pub mod inference;
pub mod listener;
pub mod passthrough;
pub mod routing;
pub mod settings;
pub mod supervision;
pub mod telemetry;
pub mod worker;
