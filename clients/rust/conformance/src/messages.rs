//! Between canonical JSON and the bytes of a message, by the descriptors of the contract.

use std::sync::LazyLock;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use prost::Message;
use prost_reflect::{DescriptorPool, DynamicMessage, MessageDescriptor, MethodDescriptor, SerializeOptions};
use serde_json::Value;

use crate::matching::Checked;

static POOL: LazyLock<DescriptorPool> = LazyLock::new(|| {
    let text: String = include_str!("../descriptors.b64").split_whitespace().collect();
    let contract = BASE64_STANDARD.decode(text).expect("the generator writes base64");
    let mut pool = DescriptorPool::decode(contract.as_slice()).expect("the generator writes descriptors");
    pool.decode_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET).expect("tonic-health has descriptors");
    pool
});

/// The method at `/package.Service/Method`.
pub(crate) fn method(path: &str) -> Checked<MethodDescriptor> {
    let unknown = || format!("there is no method {path}");
    let (service, name) = path.strip_prefix('/').and_then(|path| path.split_once('/')).ok_or_else(unknown)?;
    let service = POOL.get_service_by_name(service).ok_or_else(unknown)?;
    service.methods().find(|method| method.name() == name).ok_or_else(unknown)
}

/// The bytes of a message; unknown fields are refused.
pub(crate) fn from_json(descriptor: MessageDescriptor, document: Value) -> Checked<Vec<u8>> {
    let message = DynamicMessage::deserialize(descriptor, document);
    message.map(|message| message.encode_to_vec()).map_err(|fault| format!("the request cannot be read: {fault}"))
}

/// The canonical JSON of a message.
pub(crate) fn to_json(descriptor: MessageDescriptor, bytes: &[u8]) -> Checked<Value> {
    let message = DynamicMessage::decode(descriptor, bytes).map_err(|fault| format!("no such message: {fault}"))?;
    let options = SerializeOptions::new().skip_default_fields(true).stringify_64_bit_integers(true);
    message.serialize_with_options(serde_json::value::Serializer, &options).map_err(|fault| fault.to_string())
}

/// The `google.rpc.Status` of a failed call as JSON, or what code and message alone say.
pub(crate) fn status_json(status: &tonic::Status) -> Checked<Value> {
    if status.details().is_empty() {
        return Ok(serde_json::json!({"code": status.code() as i32, "message": status.message()}));
    }
    let descriptor = POOL.get_message_by_name("google.rpc.Status").ok_or("google.rpc.Status is not described")?;
    to_json(descriptor, status.details())
}
