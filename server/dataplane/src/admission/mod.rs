//! What may start: bounds on calls, and on the memory of what they carry.

mod calls;
mod memory;

pub use calls::{Admission, Place};
pub use memory::{Memory, Share};
