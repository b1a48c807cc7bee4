//! gRPC over HTTP/2, as much as a server of opaque messages needs: framing, deadlines, status.

mod deadline;
mod messages;
pub mod replies;
mod status;

pub use deadline::deadline_in;
pub use messages::Messages;
pub use replies::{ReplyBody, ReplySender, framed};
