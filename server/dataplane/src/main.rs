//! The process that owns the public port.

fn main() {}
