//! Hokusai's native data plane: answers inference itself and passes every other method to the Python server.

pub mod contract;
pub mod faults;
pub mod routing;
pub mod telemetry;
