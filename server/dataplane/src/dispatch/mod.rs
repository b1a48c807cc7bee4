//! Brings requests to the worker of their version in micro-batches, and each outcome back to its caller.
//!
//! A micro-batch is what queued while the last batch ran: a lone request waits for nobody, and a slow model gets larger
//! batches. Small requests have a lane of their own: the worker answers them between the parts of a large batch.

mod fair_queue;
mod feeding;
mod joining;
mod lanes;
mod limits;
mod pace;
mod version_queue;
mod versions;
mod worker_in_use;

pub use fair_queue::CallerId;
pub use limits::QueueLimits;
pub use version_queue::{Answer, Urgency};
pub use versions::{Usage, Versions};
