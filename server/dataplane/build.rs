//! Compiles the contract, without a protoc, into one module tree.

use std::path::{Path, PathBuf};

/// What the data plane reads and writes; payloads stay bytes that are never copied.
const PROTOS: [&str; 5] = [
    "hokusai/backend/v1/data_plane_service.proto",
    "hokusai/worker/v1/worker.proto",
    "hokusai/worker/v1/opaque_inference.proto",
    "hokusai/inference/v1/inference_service.proto",
    "google/rpc/error_details.proto",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders: [PathBuf; 2] = [root.join("proto"), root.join("third_party/proto")];
    for folder in &folders {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    let descriptors = protox::compile(PROTOS, &folders)?;
    let mut config = prost_build::Config::new();
    config
        .bytes(["."])
        .btree_map(["."])
        .include_file("contract.rs")
        .disable_comments(["."])
        .enable_type_names()
        .type_name_domain(["."], "type.googleapis.com");
    tonic_prost_build::configure()
        .build_server(false)
        .compile_fds_with_config(descriptors, config)?;
    Ok(())
}
