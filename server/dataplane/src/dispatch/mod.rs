//! Brings requests to the workers of their version in micro-batches, and each outcome back to its caller.
//!
//! A micro-batch is what queued while all workers were busy: a lone request waits for nobody, and a slow model gets
//! larger batches. Small requests have a lane of their own: a worker answers them between the parts of a large batch.

mod fair_queue;
mod feeding;
mod joining;
mod lanes;
mod limits;
mod pace;
mod readiness;
mod roster;
mod settling;
mod version_queue;
mod versions;
mod worker_in_use;

pub use fair_queue::CallerId;
pub use limits::QueueLimits;
pub use settling::Answer;
pub use version_queue::Urgency;
pub use versions::{Usage, Versions};
