//! The messages of the contract, compiled from `proto/` by `build.rs`.
#![allow(missing_docs, clippy::all, clippy::pedantic)]

include!(concat!(env!("OUT_DIR"), "/contract.rs"));

pub use google::rpc;
pub use hokusai::{
    backend::v1 as backend, inference::v1 as inference, versions::v1 as versions,
    worker::v1 as worker,
};

/// SHA-256 of the contract's files, by which the server knows that this program is of its own build.
pub const DIGEST: &str =
    include_str!("../../src/hokusai_server/adapters/data_plane_contract.sha256").trim_ascii();
