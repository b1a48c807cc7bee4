//! gRPC over HTTP/2, as much as a server of opaque messages needs: framing, deadlines, status.

mod deadline;
mod messages;
mod peer;
pub mod replies;
mod status;
mod undelivered;
mod unpacking;

pub use deadline::deadline_in;
pub use messages::Messages;
pub use peer::Peer;
pub use replies::{ReplyBody, ReplySender, framed};
pub use undelivered::{Lease, Undelivered};
