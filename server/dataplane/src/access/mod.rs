//! Who may predict, with what, and how much: decided by the control plane, held to here.

mod credential;
mod gate;
mod grant;

pub use credential::Credential;
pub use gate::{Gate, Pass};
pub use grant::{Grant, GrantKey};
