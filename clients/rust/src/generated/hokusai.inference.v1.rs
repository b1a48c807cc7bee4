// @generated from the contract; never edited.
/// A table of rows in one of three encodings. All three give the same predictions for the same values.
///
/// Row i of an answer belongs to row i of its input, whatever the encodings. Columns are matched by name; their order does not matter.
/// The size limit is that of a gRPC message on the server (see `GetModelSignature`); about 1 MiB a message is fastest on streams.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Payload {
    /// How the values are written. Exactly one MUST be set.
    #[prost(oneof = "payload::Encoding", tags = "1, 2, 3")]
    pub encoding: ::core::option::Option<payload::Encoding>,
}
/// Nested message and enum types in `Payload`.
pub mod payload {
    /// How the values are written. Exactly one MUST be set.
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Encoding {
        /// Readable rows of named values, for people and small requests.
        #[prost(message, tag = "1")]
        Rows(super::Rows),
        /// Raw little-endian arrays, for numeric data without a data-frame library.
        #[prost(message, tag = "2")]
        Tensors(super::Tensors),
        /// One Arrow IPC stream (schema, record batches, end-of-stream marker): the fastest for tables. Dictionary-encoded and large
        /// types are accepted. For a model whose signature is a single unnamed tensor, one column of fixed-size lists.
        #[prost(bytes, tag = "3")]
        ArrowStream(::prost::bytes::Bytes),
    }
}
/// Rows of named values.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Rows {
    /// The rows, in order. No row is an empty table, which answers with an empty table.
    #[prost(message, repeated, tag = "1")]
    pub rows: ::prost::alloc::vec::Vec<Row>,
}
/// One row.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Row {
    /// Column name to value. A column that is missing here is null, which is legal only where the signature says optional.
    #[prost(btree_map = "string, message", tag = "1")]
    pub values: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        Value,
    >,
}
/// One value. JSON examples: `{"number": 41.5}`, `{"integer": "7"}`, `{"text": "Berlin"}`, `{"null": true}`.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Value {
    /// The kind of value. Unset means null.
    #[prost(oneof = "value::Kind", tags = "1, 2, 3, 4, 5, 6, 7, 8, 9")]
    pub kind: ::core::option::Option<value::Kind>,
}
/// Nested message and enum types in `Value`.
pub mod value {
    /// The kind of value. Unset means null.
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Kind {
        /// An explicit null; the flag's own value does not matter.
        #[prost(bool, tag = "1")]
        Null(bool),
        /// For columns of type boolean.
        #[prost(bool, tag = "2")]
        Boolean(bool),
        /// For columns of type integer (32 bits, range checked) and long; also accepted for float and double where exact.
        #[prost(int64, tag = "3")]
        Integer(i64),
        /// For columns of type float (rounded to nearest) and double. Refused for integer columns, even if it is whole.
        #[prost(double, tag = "4")]
        Number(f64),
        /// For columns of type string.
        #[prost(string, tag = "5")]
        Text(::prost::alloc::string::String),
        /// For columns of type binary.
        #[prost(bytes, tag = "6")]
        Binary(::prost::bytes::Bytes),
        /// For columns of type datetime; UTC, nanoseconds.
        #[prost(message, tag = "7")]
        Time(::prost_types::Timestamp),
        /// For columns of type Array, and for the trailing dimensions of a tensor.
        #[prost(message, tag = "8")]
        List(super::ValueList),
        /// For columns of type Object and Map.
        #[prost(message, tag = "9")]
        Object(super::ValueObject),
    }
}
/// An ordered list of values.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ValueList {
    /// The elements, in order.
    #[prost(message, repeated, tag = "1")]
    pub values: ::prost::alloc::vec::Vec<Value>,
}
/// A value with named fields.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ValueObject {
    /// Field name (or map key) to value.
    #[prost(btree_map = "string, message", tag = "1")]
    pub fields: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        Value,
    >,
}
/// Named arrays that share their first dimension, the number of rows.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Tensors {
    /// For a model with columns: one tensor of shape (n) or (n, 1) a column, by name; or one tensor named "" of shape (n, number of
    /// columns) whose columns stand in the order of the signature. For a model with tensors: one tensor per input of the signature.
    /// Names MUST be unique.
    #[prost(message, repeated, tag = "1")]
    pub tensors: ::prost::alloc::vec::Vec<Tensor>,
}
/// One array.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct Tensor {
    /// Name of the column or of the tensor in the signature. Empty for the one unnamed tensor.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// Type of the elements.
    #[prost(enumeration = "DataType", tag = "2")]
    pub data_type: i32,
    /// Length of each dimension, outermost first. The first is the number of rows. Never negative; the product times the element size
    /// MUST equal the length of `data` for types of fixed size.
    #[prost(int64, repeated, tag = "3")]
    pub shape: ::prost::alloc::vec::Vec<i64>,
    /// The elements, row-major (C order), little-endian, without padding.
    #[prost(bytes = "bytes", tag = "4")]
    pub data: ::prost::bytes::Bytes,
    /// Empty: no element is null. Else one byte an element in the order of `data`, 1 where the element is null (its place in `data` is
    /// then ignored) and 0 where it is not. In a column of doubles NaN is a number, not a null.
    #[prost(bytes = "bytes", tag = "5")]
    pub nulls: ::prost::bytes::Bytes,
}
/// Parameters of one prediction, as the model's signature declares them.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PredictParams {
    /// Parameter name to value. A parameter that is missing has the default of the signature; an unknown one is refused.
    #[prost(btree_map = "string, message", tag = "1")]
    pub values: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        Value,
    >,
}
/// The encodings of a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum Encoding {
    /// In a request: the same encoding as the request's payload.
    Unspecified = 0,
    /// `Payload.rows`.
    Rows = 1,
    /// `Payload.tensors`.
    Tensors = 2,
    /// `Payload.arrow_stream`.
    Arrow = 3,
}
impl Encoding {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "ENCODING_UNSPECIFIED",
            Self::Rows => "ENCODING_ROWS",
            Self::Tensors => "ENCODING_TENSORS",
            Self::Arrow => "ENCODING_ARROW",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "ENCODING_UNSPECIFIED" => Some(Self::Unspecified),
            "ENCODING_ROWS" => Some(Self::Rows),
            "ENCODING_TENSORS" => Some(Self::Tensors),
            "ENCODING_ARROW" => Some(Self::Arrow),
            _ => None,
        }
    }
}
/// The element types of a tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum DataType {
    /// Not a type; refused.
    Unspecified = 0,
    /// One byte an element, 0 or 1.
    Bool = 1,
    /// Signed 8-bit integer.
    Int8 = 2,
    /// Signed 16-bit integer.
    Int16 = 3,
    /// Signed 32-bit integer.
    Int32 = 4,
    /// Signed 64-bit integer.
    Int64 = 5,
    /// Unsigned 8-bit integer.
    Uint8 = 6,
    /// Unsigned 16-bit integer.
    Uint16 = 7,
    /// Unsigned 32-bit integer.
    Uint32 = 8,
    /// Unsigned 64-bit integer.
    Uint64 = 9,
    /// IEEE 754 half precision.
    Float16 = 10,
    /// IEEE 754 single precision.
    Float32 = 11,
    /// IEEE 754 double precision.
    Float64 = 12,
    /// UTF-8 text: each element is its length in bytes as an unsigned little-endian 32-bit integer, then its bytes.
    String = 13,
    /// Bytes, written as DATA_TYPE_STRING is.
    Binary = 14,
    /// Nanoseconds since 1970-01-01T00:00:00Z as a signed 64-bit integer.
    Datetime = 15,
}
impl DataType {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "DATA_TYPE_UNSPECIFIED",
            Self::Bool => "DATA_TYPE_BOOL",
            Self::Int8 => "DATA_TYPE_INT8",
            Self::Int16 => "DATA_TYPE_INT16",
            Self::Int32 => "DATA_TYPE_INT32",
            Self::Int64 => "DATA_TYPE_INT64",
            Self::Uint8 => "DATA_TYPE_UINT8",
            Self::Uint16 => "DATA_TYPE_UINT16",
            Self::Uint32 => "DATA_TYPE_UINT32",
            Self::Uint64 => "DATA_TYPE_UINT64",
            Self::Float16 => "DATA_TYPE_FLOAT16",
            Self::Float32 => "DATA_TYPE_FLOAT32",
            Self::Float64 => "DATA_TYPE_FLOAT64",
            Self::String => "DATA_TYPE_STRING",
            Self::Binary => "DATA_TYPE_BINARY",
            Self::Datetime => "DATA_TYPE_DATETIME",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "DATA_TYPE_UNSPECIFIED" => Some(Self::Unspecified),
            "DATA_TYPE_BOOL" => Some(Self::Bool),
            "DATA_TYPE_INT8" => Some(Self::Int8),
            "DATA_TYPE_INT16" => Some(Self::Int16),
            "DATA_TYPE_INT32" => Some(Self::Int32),
            "DATA_TYPE_INT64" => Some(Self::Int64),
            "DATA_TYPE_UINT8" => Some(Self::Uint8),
            "DATA_TYPE_UINT16" => Some(Self::Uint16),
            "DATA_TYPE_UINT32" => Some(Self::Uint32),
            "DATA_TYPE_UINT64" => Some(Self::Uint64),
            "DATA_TYPE_FLOAT16" => Some(Self::Float16),
            "DATA_TYPE_FLOAT32" => Some(Self::Float32),
            "DATA_TYPE_FLOAT64" => Some(Self::Float64),
            "DATA_TYPE_STRING" => Some(Self::String),
            "DATA_TYPE_BINARY" => Some(Self::Binary),
            "DATA_TYPE_DATETIME" => Some(Self::Datetime),
            _ => None,
        }
    }
}
/// Which version answered, and why that one.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ServedBy {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// SemVer number of the version that answered, for example `1.2.3`.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
    /// The rule that chose the version.
    #[prost(enumeration = "super::super::versions::v1::SelectionRule", tag = "3")]
    pub rule: i32,
    /// Name of the traffic policy's arm. Empty if no policy chose.
    #[prost(string, tag = "4")]
    pub arm: ::prost::alloc::string::String,
}
/// Where the time of one prediction went, on the server. Times of a micro-batch are those of the whole batch: the request waited for them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct PhaseTimings {
    /// From arrival at the dispatcher until the batch was handed to the worker.
    #[prost(message, optional, tag = "1")]
    pub queue: ::core::option::Option<::prost_types::Duration>,
    /// Reading the payload into columns.
    #[prost(message, optional, tag = "2")]
    pub decode: ::core::option::Option<::prost_types::Duration>,
    /// Checking the columns against the signature.
    #[prost(message, optional, tag = "3")]
    pub validate: ::core::option::Option<::prost_types::Duration>,
    /// The model's own code.
    #[prost(message, optional, tag = "4")]
    pub predict: ::core::option::Option<::prost_types::Duration>,
    /// Writing the answer.
    #[prost(message, optional, tag = "5")]
    pub encode: ::core::option::Option<::prost_types::Duration>,
    /// Number of requests in the micro-batch, this one included.
    #[prost(uint32, tag = "6")]
    pub batch_requests: u32,
    /// Number of rows in the micro-batch.
    #[prost(uint32, tag = "7")]
    pub batch_rows: u32,
}
/// Asks for one prediction.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PredictRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// The version wanted. Unset: traffic policy, else `@production`, else latest. Naming a version bypasses the traffic policy.
    #[prost(message, optional, tag = "2")]
    pub selector: ::core::option::Option<super::super::versions::v1::VersionSelector>,
    /// The rows.
    #[prost(message, optional, tag = "3")]
    pub payload: ::core::option::Option<Payload>,
    /// Parameters of the prediction. Unset: the defaults of the signature.
    #[prost(message, optional, tag = "4")]
    pub params: ::core::option::Option<PredictParams>,
    /// Encoding of the answer. Unset: that of `payload`.
    #[prost(enumeration = "Encoding", tag = "5")]
    pub response_encoding: i32,
    /// Key by which a traffic policy assigns an arm, for example a user id; at most 256 bytes. Unset: assignment is random per request.
    #[prost(string, tag = "6")]
    pub subject: ::prost::alloc::string::String,
}
/// One prediction.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PredictResponse {
    /// Row i answers row i of the request. Columns are named as the outputs of the signature; a single unnamed output is `prediction`.
    #[prost(message, optional, tag = "1")]
    pub payload: ::core::option::Option<Payload>,
    /// Which version answered, and why.
    #[prost(message, optional, tag = "2")]
    pub served_by: ::core::option::Option<ServedBy>,
    /// Number of rows.
    #[prost(uint64, tag = "3")]
    pub row_count: u64,
    /// Where the time went.
    #[prost(message, optional, tag = "4")]
    pub timings: ::core::option::Option<PhaseTimings>,
}
/// A frame from the client of a prediction stream.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StreamPredictRequest {
    /// The frame. The first is `open`, all others are `batch`.
    #[prost(oneof = "stream_predict_request::Frame", tags = "1, 2")]
    pub frame: ::core::option::Option<stream_predict_request::Frame>,
}
/// Nested message and enum types in `StreamPredictRequest`.
pub mod stream_predict_request {
    /// The frame. The first is `open`, all others are `batch`.
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Frame {
        /// Opens the stream.
        #[prost(message, tag = "1")]
        Open(super::StreamOpen),
        /// Asks for one batch.
        #[prost(message, tag = "2")]
        Batch(super::StreamBatch),
    }
}
/// Opens a prediction stream.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StreamOpen {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// The version wanted; as in PredictRequest. It is resolved once, when the stream opens.
    #[prost(message, optional, tag = "2")]
    pub selector: ::core::option::Option<super::super::versions::v1::VersionSelector>,
    /// Parameters for every batch of the stream. Unset: the defaults of the signature.
    #[prost(message, optional, tag = "3")]
    pub params: ::core::option::Option<PredictParams>,
    /// Encoding of the answers. Unset: that of each batch.
    #[prost(enumeration = "Encoding", tag = "4")]
    pub response_encoding: i32,
    /// Key by which a traffic policy assigns the stream's one arm; at most 256 bytes. Unset: random per stream.
    #[prost(string, tag = "5")]
    pub subject: ::prost::alloc::string::String,
    /// Sequence number of the first batch. Unset: 0. When resuming: the first unanswered one.
    #[prost(uint64, tag = "6")]
    pub first_sequence: u64,
    /// The window that the client would like, in batches. 0 means the server's default; the server may grant less.
    #[prost(uint32, tag = "7")]
    pub window: u32,
}
/// One batch of a stream.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StreamBatch {
    /// `first_sequence` for the first batch, then one more each time.
    #[prost(uint64, tag = "1")]
    pub sequence: u64,
    /// The rows.
    #[prost(message, optional, tag = "2")]
    pub payload: ::core::option::Option<Payload>,
}
/// A frame from the server of a prediction stream.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StreamPredictResponse {
    /// The frame. The first is `ready`, the last `summary`.
    #[prost(oneof = "stream_predict_response::Frame", tags = "1, 2, 3")]
    pub frame: ::core::option::Option<stream_predict_response::Frame>,
}
/// Nested message and enum types in `StreamPredictResponse`.
pub mod stream_predict_response {
    /// The frame. The first is `ready`, the last `summary`.
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Frame {
        /// The stream is open.
        #[prost(message, tag = "1")]
        Ready(super::StreamReady),
        /// The answer to one batch.
        #[prost(message, tag = "2")]
        Result(super::StreamResult),
        /// All batches are answered.
        #[prost(message, tag = "3")]
        Summary(super::StreamSummary),
    }
}
/// Says that a stream is open and on what terms.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct StreamReady {
    /// The version that answers the whole stream, and why.
    #[prost(message, optional, tag = "1")]
    pub served_by: ::core::option::Option<ServedBy>,
    /// How many batches may be unanswered at any time; at least 1.
    #[prost(uint32, tag = "2")]
    pub window: u32,
    /// Largest frame that the server takes, in bytes.
    #[prost(uint64, tag = "3")]
    pub max_message_bytes: u64,
}
/// The one answer to one batch.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StreamResult {
    /// The sequence of the batch.
    #[prost(uint64, tag = "1")]
    pub sequence: u64,
    /// Number of rows predicted. 0 with an error.
    #[prost(uint64, tag = "4")]
    pub row_count: u64,
    /// Where the time went. Unset with an error that came before the model.
    #[prost(message, optional, tag = "5")]
    pub timings: ::core::option::Option<PhaseTimings>,
    /// The outcome.
    #[prost(oneof = "stream_result::Outcome", tags = "2, 3")]
    pub outcome: ::core::option::Option<stream_result::Outcome>,
}
/// Nested message and enum types in `StreamResult`.
pub mod stream_result {
    /// The outcome.
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Outcome {
        /// The predictions, as PredictResponse.payload.
        #[prost(message, tag = "2")]
        Payload(super::Payload),
        /// Why there are none, as Predict would have failed, with the same details.
        #[prost(message, tag = "3")]
        Error(super::super::super::super::google::rpc::Status),
    }
}
/// Closes a stream that is complete.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct StreamSummary {
    /// Batches answered, failed ones included.
    #[prost(uint64, tag = "1")]
    pub batch_count: u64,
    /// Rows predicted.
    #[prost(uint64, tag = "2")]
    pub row_count: u64,
    /// Batches whose result was an error.
    #[prost(uint64, tag = "3")]
    pub failed_batch_count: u64,
}
/// Asks for a signature.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetModelSignatureRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// The version wanted; as in PredictRequest.
    #[prost(message, optional, tag = "2")]
    pub selector: ::core::option::Option<super::super::versions::v1::VersionSelector>,
}
/// The signature of a version.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetModelSignatureResponse {
    /// The version described, and why it was chosen.
    #[prost(message, optional, tag = "1")]
    pub served_by: ::core::option::Option<ServedBy>,
    /// What it takes and gives. Unset if the version was registered without a signature.
    #[prost(message, optional, tag = "2")]
    pub signature: ::core::option::Option<super::super::registry::v1::ModelSignature>,
    /// Largest gRPC message that the server takes, in bytes. Send larger tables as a stream.
    #[prost(uint64, tag = "3")]
    pub max_message_bytes: u64,
}
/// Asks for a version to be loaded.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct LoadModelRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// The version wanted; as in PredictRequest.
    #[prost(message, optional, tag = "2")]
    pub selector: ::core::option::Option<super::super::versions::v1::VersionSelector>,
    /// Whether the version stays loaded when memory runs short. The default is false.
    #[prost(bool, tag = "3")]
    pub pinned: bool,
}
/// The version is loaded.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct LoadModelResponse {
    /// The loaded version.
    #[prost(message, optional, tag = "1")]
    pub loaded_model: ::core::option::Option<LoadedModel>,
}
/// Asks for a version to be unloaded.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UnloadModelRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Exact SemVer number of the version.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
}
/// The version is unloaded.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UnloadModelResponse {}
/// Asks what is loaded.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListLoadedModelsRequest {}
/// What is loaded.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListLoadedModelsResponse {
    /// By model name, then by version precedence.
    #[prost(message, repeated, tag = "1")]
    pub loaded_models: ::prost::alloc::vec::Vec<LoadedModel>,
}
/// A version in memory.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct LoadedModel {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// SemVer number of the version.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
    /// How far it is.
    #[prost(enumeration = "LoadState", tag = "3")]
    pub state: i32,
    /// How the model is called.
    #[prost(enumeration = "CallPath", tag = "4")]
    pub call_path: i32,
    /// Memory of its worker processes that is shared with no other, in bytes. 0 while it loads.
    #[prost(uint64, tag = "5")]
    pub private_memory_bytes: u64,
    /// When it last began to serve: when the first of its current worker processes became ready. Unset while it loads.
    #[prost(message, optional, tag = "6")]
    pub ready_time: ::core::option::Option<::prost_types::Timestamp>,
    /// How long that process took from start to ready.
    #[prost(message, optional, tag = "7")]
    pub load_duration: ::core::option::Option<::prost_types::Duration>,
    /// How often one of its worker processes died and was replaced since it was loaded.
    #[prost(uint64, tag = "8")]
    pub restart_count: u64,
    /// Whether it stays loaded when memory runs short.
    #[prost(bool, tag = "9")]
    pub pinned: bool,
    /// When it last got a request. Unset if never.
    #[prost(message, optional, tag = "10")]
    pub last_used_time: ::core::option::Option<::prost_types::Timestamp>,
}
/// How far a version is from serving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum LoadState {
    /// Never sent.
    Unspecified = 0,
    /// Its first process starts, reads the model and warms up.
    Loading = 1,
    /// It answers: at least one of its processes serves.
    Ready = 2,
    /// Its process died, or all of several, and is being replaced, with a growing delay if that repeats.
    Restarting = 3,
    /// It finishes running calls and takes no new ones.
    Unloading = 4,
}
impl LoadState {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "LOAD_STATE_UNSPECIFIED",
            Self::Loading => "LOAD_STATE_LOADING",
            Self::Ready => "LOAD_STATE_READY",
            Self::Restarting => "LOAD_STATE_RESTARTING",
            Self::Unloading => "LOAD_STATE_UNLOADING",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "LOAD_STATE_UNSPECIFIED" => Some(Self::Unspecified),
            "LOAD_STATE_LOADING" => Some(Self::Loading),
            "LOAD_STATE_READY" => Some(Self::Ready),
            "LOAD_STATE_RESTARTING" => Some(Self::Restarting),
            "LOAD_STATE_UNLOADING" => Some(Self::Unloading),
            _ => None,
        }
    }
}
/// How a worker calls the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum CallPath {
    /// Not known yet.
    Unspecified = 0,
    /// Through MLflow's pyfunc.
    Pyfunc = 1,
    /// The estimator itself, which gave the same answers as pyfunc on the input example when it was loaded.
    Native = 2,
}
impl CallPath {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "CALL_PATH_UNSPECIFIED",
            Self::Pyfunc => "CALL_PATH_PYFUNC",
            Self::Native => "CALL_PATH_NATIVE",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "CALL_PATH_UNSPECIFIED" => Some(Self::Unspecified),
            "CALL_PATH_PYFUNC" => Some(Self::Pyfunc),
            "CALL_PATH_NATIVE" => Some(Self::Native),
            _ => None,
        }
    }
}
/// Generated client implementations.
pub mod inference_service_client {
    #![allow(
        unused_variables,
        dead_code,
        missing_docs,
        clippy::wildcard_imports,
        clippy::let_unit_value,
    )]
    use tonic::codegen::*;
    use tonic::codegen::http::Uri;
    /// Predicts with registered versions: one request of 1..n rows, or an endless ordered stream of them.
    ///
    /// A version is loaded into processes of its own on first use. Model code never sees a value that does not fit the version's signature,
    /// and a model that crashes or hangs costs its own requests an error and nobody else anything.
    #[derive(Debug, Clone)]
    pub struct InferenceServiceClient<T> {
        inner: tonic::client::Grpc<T>,
    }
    impl<T> InferenceServiceClient<T>
    where
        T: tonic::client::GrpcService<tonic::body::Body>,
        T::Error: Into<StdError>,
        T::ResponseBody: Body<Data = Bytes> + std::marker::Send + 'static,
        <T::ResponseBody as Body>::Error: Into<StdError> + std::marker::Send,
    {
        pub fn new(inner: T) -> Self {
            let inner = tonic::client::Grpc::new(inner);
            Self { inner }
        }
        pub fn with_origin(inner: T, origin: Uri) -> Self {
            let inner = tonic::client::Grpc::with_origin(inner, origin);
            Self { inner }
        }
        pub fn with_interceptor<F>(
            inner: T,
            interceptor: F,
        ) -> InferenceServiceClient<InterceptedService<T, F>>
        where
            F: tonic::service::Interceptor,
            T::ResponseBody: Default,
            T: tonic::codegen::Service<
                http::Request<tonic::body::Body>,
                Response = http::Response<
                    <T as tonic::client::GrpcService<tonic::body::Body>>::ResponseBody,
                >,
            >,
            <T as tonic::codegen::Service<
                http::Request<tonic::body::Body>,
            >>::Error: Into<StdError> + std::marker::Send + std::marker::Sync,
        {
            InferenceServiceClient::new(InterceptedService::new(inner, interceptor))
        }
        /// Compress requests with the given encoding.
        ///
        /// This requires the server to support it otherwise it might respond with an
        /// error.
        #[must_use]
        pub fn send_compressed(mut self, encoding: CompressionEncoding) -> Self {
            self.inner = self.inner.send_compressed(encoding);
            self
        }
        /// Enable decompressing responses.
        #[must_use]
        pub fn accept_compressed(mut self, encoding: CompressionEncoding) -> Self {
            self.inner = self.inner.accept_compressed(encoding);
            self
        }
        /// Limits the maximum size of a decoded message.
        ///
        /// Default: `4MB`
        #[must_use]
        pub fn max_decoding_message_size(mut self, limit: usize) -> Self {
            self.inner = self.inner.max_decoding_message_size(limit);
            self
        }
        /// Limits the maximum size of an encoded message.
        ///
        /// Default: `usize::MAX`
        #[must_use]
        pub fn max_encoding_message_size(mut self, limit: usize) -> Self {
            self.inner = self.inner.max_encoding_message_size(limit);
            self
        }
        /// Predicts 1..n rows with one version.
        ///
        /// The version is the one that `selector` names; without one, the traffic policy's choice if the model has a policy, else `@production`
        /// if set, else the latest. `served_by` names it. Concurrent requests for the same version share one call of the model; the answer is the
        /// same as if each had been alone. Predicting changes no state, so repeating is safe. Work that cannot start before the caller's deadline
        /// never starts; a cancelled call that has not started never runs.
        ///
        /// Errors:
        /// - INVALID_ARGUMENT (INVALID_REQUEST): a field breaks its rule.
        /// - INVALID_ARGUMENT (PAYLOAD_INVALID): the payload cannot be decoded.
        /// - INVALID_ARGUMENT (MODEL_INPUT_INVALID): values do not fit the signature; one violation for each, up to 100.
        /// - NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET): nothing answers to the name or the selector.
        /// - FAILED_PRECONDITION (VERSION_DELETED): what the selector names is a tombstone.
        /// - FAILED_PRECONDITION (MODEL_LOAD_FAILED): the version cannot be loaded.
        /// - UNKNOWN (MODEL_RAISED, MODEL_OUTPUT_INVALID): the model's code failed on this input, or its answer exceeds a gRPC message.
        /// - UNAVAILABLE (WORKER_CRASHED, SHUTTING_DOWN, CATALOGUE_UNAVAILABLE): retry after the delay.
        /// - RESOURCE_EXHAUSTED (QUEUE_FULL, OVERLOADED, MEMORY_BUDGET_EXCEEDED): retry after the delay.
        /// - DEADLINE_EXCEEDED (DEADLINE_PASSED, WORKER_HUNG): not done in time.
        pub async fn predict(
            &mut self,
            request: impl tonic::IntoRequest<super::PredictRequest>,
        ) -> std::result::Result<
            tonic::Response<super::PredictResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/hokusai.inference.v1.InferenceService/Predict",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.inference.v1.InferenceService", "Predict"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Predicts over a sequence of batches with bounded memory on both sides.
        ///
        /// The client sends `open` and MUST wait for `ready` before its first `batch`. `ready` pins one version for the whole stream. Each batch
        /// gets exactly one `result`, in the order of `sequence`; a failed batch has a status in its result and does not end the stream. At most
        /// `ready.window` batches may be unanswered; more are not read until answers were taken. When the client half-closes, the server answers
        /// what is left and sends `summary` as the last frame: a stream that ends without it is incomplete. To resume after a broken connection,
        /// open a new stream on any replica with the exact version of `ready` and `first_sequence` = the first unanswered sequence, and send the
        /// unanswered batches again. Safe to repeat: predicting changes no state.
        ///
        /// Errors that end the stream:
        /// - INVALID_ARGUMENT (INVALID_REQUEST): a field of `open` or of a `batch` breaks its rule.
        /// - INVALID_ARGUMENT (FRAME_OUT_OF_ORDER): first frame not `open`, a second `open`, or a sequence that is not the previous plus one.
        /// - NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET), FAILED_PRECONDITION (VERSION_DELETED, MODEL_LOAD_FAILED) and
        ///   UNAVAILABLE (CATALOGUE_UNAVAILABLE): before `ready`.
        /// - RESOURCE_EXHAUSTED (TOO_MANY_STREAMS, MEMORY_BUDGET_EXCEEDED): before `ready`, with RetryInfo.
        /// - UNAVAILABLE (SHUTTING_DOWN): the server drains and the grace time ended; resume elsewhere.
        /// - DEADLINE_EXCEEDED (DEADLINE_PASSED): the deadline of the whole stream.
        /// Errors in a result: those of Predict.
        pub async fn stream_predict(
            &mut self,
            request: impl tonic::IntoStreamingRequest<
                Message = super::StreamPredictRequest,
            >,
        ) -> std::result::Result<
            tonic::Response<tonic::codec::Streaming<super::StreamPredictResponse>>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/hokusai.inference.v1.InferenceService/StreamPredict",
            );
            let mut req = request.into_streaming_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.inference.v1.InferenceService",
                        "StreamPredict",
                    ),
                );
            self.inner.streaming(req, path, codec).await
        }
        /// Tells what a version takes and gives, without loading it.
        ///
        /// Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET);
        /// FAILED_PRECONDITION (VERSION_DELETED); UNAVAILABLE (CATALOGUE_UNAVAILABLE).
        pub async fn get_model_signature(
            &mut self,
            request: impl tonic::IntoRequest<super::GetModelSignatureRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetModelSignatureResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/hokusai.inference.v1.InferenceService/GetModelSignature",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.inference.v1.InferenceService",
                        "GetModelSignature",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Brings a version to serve, so that its first prediction does not wait. Answers when it is ready. Tries anew what could not be
        /// loaded just now.
        ///
        /// Idempotent: loading what is loaded answers at once and updates `pinned`. Concurrent loads of one version share one load.
        ///
        /// Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND, ALIAS_NOT_SET);
        /// FAILED_PRECONDITION (VERSION_DELETED, MODEL_LOAD_FAILED); RESOURCE_EXHAUSTED (MEMORY_BUDGET_EXCEEDED); UNAVAILABLE (WORKER_CRASHED):
        /// its processes crashed so often that the next one has to wait, (SHUTTING_DOWN, CATALOGUE_UNAVAILABLE).
        pub async fn load_model(
            &mut self,
            request: impl tonic::IntoRequest<super::LoadModelRequest>,
        ) -> std::result::Result<
            tonic::Response<super::LoadModelResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/hokusai.inference.v1.InferenceService/LoadModel",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.inference.v1.InferenceService", "LoadModel"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Ends the processes of a version after its running calls, which gives its memory back. A later prediction loads it again.
        ///
        /// Errors: INVALID_ARGUMENT (INVALID_REQUEST); NOT_FOUND (MODEL_NOT_LOADED): it is not loaded.
        pub async fn unload_model(
            &mut self,
            request: impl tonic::IntoRequest<super::UnloadModelRequest>,
        ) -> std::result::Result<
            tonic::Response<super::UnloadModelResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/hokusai.inference.v1.InferenceService/UnloadModel",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.inference.v1.InferenceService",
                        "UnloadModel",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Lists what this server has loaded, by model and then by version precedence. At most a few hundred, so without pages.
        pub async fn list_loaded_models(
            &mut self,
            request: impl tonic::IntoRequest<super::ListLoadedModelsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListLoadedModelsResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/hokusai.inference.v1.InferenceService/ListLoadedModels",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.inference.v1.InferenceService",
                        "ListLoadedModels",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
    }
}
/// How requests for one model that name no version are split over versions. Shared by all replicas, alive after a
/// restart, kept in the model's history.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TrafficPolicy {
    /// Identifier of this policy, a UUID given by the server; with the subject key it decides the arm. It stays while the
    /// policy is changed, so that subjects keep their arms.
    #[prost(string, tag = "1")]
    pub policy_id: ::prost::alloc::string::String,
    /// The arms, 1–20, with unique names; their weights sum to 10,000 (100 %).
    #[prost(message, repeated, tag = "2")]
    pub arms: ::prost::alloc::vec::Vec<TrafficArm>,
    /// An arm that gets a copy of each request; its answer is compared with the real one and dropped. Unset: none.
    #[prost(message, optional, tag = "3")]
    pub shadow: ::core::option::Option<ShadowArm>,
    /// When the policy ends by itself. Unset: it stays until EndTrafficPolicy.
    #[prost(message, optional, tag = "4")]
    pub end_time: ::core::option::Option<::prost_types::Timestamp>,
    /// Opaque tag of this state of the policy, for compare-and-set.
    #[prost(string, tag = "5")]
    pub etag: ::prost::alloc::string::String,
    /// When the policy was made.
    #[prost(message, optional, tag = "6")]
    pub create_time: ::core::option::Option<::prost_types::Timestamp>,
    /// When the policy last changed.
    #[prost(message, optional, tag = "7")]
    pub update_time: ::core::option::Option<::prost_types::Timestamp>,
    /// When the policy ended. Unset while it is in force.
    #[prost(message, optional, tag = "8")]
    pub ended_time: ::core::option::Option<::prost_types::Timestamp>,
    /// The model, as in the request.
    #[prost(string, tag = "9")]
    pub model: ::prost::alloc::string::String,
}
/// One share of the traffic.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct TrafficArm {
    /// Name of the arm, unique in the policy: 1–128 characters of letters, digits, "_", "-" and ".".
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// The version that answers; resolved anew when what it points to moves.
    #[prost(message, optional, tag = "2")]
    pub version: ::core::option::Option<super::super::versions::v1::VersionSelector>,
    /// Share in steps of 0.01 %: 2500 is 25 %. From 0 (gets nothing, keeps its place) to 10,000.
    #[prost(int32, tag = "3")]
    pub weight_basis_points: i32,
}
/// An arm that answers nobody.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ShadowArm {
    /// Name of the arm, different from those of the arms.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// The version that is tried.
    #[prost(message, optional, tag = "2")]
    pub version: ::core::option::Option<super::super::versions::v1::VersionSelector>,
    /// Share of the requests that are copied, in steps of 0.01 %. Unset: all (10,000).
    #[prost(int32, optional, tag = "3")]
    pub sample_basis_points: ::core::option::Option<i32>,
}
/// Asks for the policy of a model.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetTrafficPolicyRequest {
    /// The model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
}
/// The policy asked for.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetTrafficPolicyResponse {
    /// The policy.
    #[prost(message, optional, tag = "1")]
    pub policy: ::core::option::Option<TrafficPolicy>,
}
/// Asks to set the policy of a model.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SetTrafficPolicyRequest {
    /// UUID that makes the call safe to repeat.
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    /// The model.
    #[prost(string, tag = "2")]
    pub model: ::prost::alloc::string::String,
    /// The policy; fields that only the server sets are ignored.
    #[prost(message, optional, tag = "3")]
    pub policy: ::core::option::Option<TrafficPolicy>,
    /// The `etag` of the policy that this one replaces; an empty string means "there is none". Unset: whatever is there is
    /// replaced.
    #[prost(string, optional, tag = "4")]
    pub expected_etag: ::core::option::Option<::prost::alloc::string::String>,
    /// Why, for the history; at most 1000 characters.
    #[prost(string, tag = "5")]
    pub reason: ::prost::alloc::string::String,
}
/// The policy as set.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SetTrafficPolicyResponse {
    /// The policy.
    #[prost(message, optional, tag = "1")]
    pub policy: ::core::option::Option<TrafficPolicy>,
}
/// Asks to end the policy of a model.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct EndTrafficPolicyRequest {
    /// UUID of the write, for logs and traces; the call is idempotent without it.
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    /// The model.
    #[prost(string, tag = "2")]
    pub model: ::prost::alloc::string::String,
    /// The `etag` of the policy to end. Unset: whichever is in force.
    #[prost(string, optional, tag = "3")]
    pub expected_etag: ::core::option::Option<::prost::alloc::string::String>,
    /// Why, for the history; at most 1000 characters.
    #[prost(string, tag = "4")]
    pub reason: ::prost::alloc::string::String,
}
/// The policy as it ended.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct EndTrafficPolicyResponse {
    /// The policy.
    #[prost(message, optional, tag = "1")]
    pub policy: ::core::option::Option<TrafficPolicy>,
}
/// Asks how the arms of a policy did.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetTrafficResultsRequest {
    /// The model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// The policy. Unset: the one in force, else the last.
    #[prost(string, tag = "2")]
    pub policy_id: ::prost::alloc::string::String,
    /// A tracked metric to test for a difference between the arms. Unset: none is tested.
    #[prost(string, tag = "3")]
    pub metric: ::prost::alloc::string::String,
    /// The arm that the others are tested against. Unset: the first of the policy.
    #[prost(string, tag = "4")]
    pub control_arm: ::prost::alloc::string::String,
}
/// How the arms of a policy did.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetTrafficResultsResponse {
    /// The policy.
    #[prost(message, optional, tag = "1")]
    pub policy: ::core::option::Option<TrafficPolicy>,
    /// One entry per arm, in the policy's order; the shadow arm last.
    #[prost(message, repeated, tag = "2")]
    pub arms: ::prost::alloc::vec::Vec<TrafficArmResults>,
}
/// How one arm did.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TrafficArmResults {
    /// Name of the arm.
    #[prost(string, tag = "1")]
    pub arm: ::prost::alloc::string::String,
    /// The version that its selector found last.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
    /// Number of requests.
    #[prost(int64, tag = "3")]
    pub request_count: i64,
    /// How many of them failed.
    #[prost(int64, tag = "4")]
    pub error_count: i64,
    /// Median latency in milliseconds. Unset without requests.
    #[prost(double, optional, tag = "5")]
    pub latency_ms_p50: ::core::option::Option<f64>,
    /// 99th percentile of the latency in milliseconds. Unset without requests.
    #[prost(double, optional, tag = "6")]
    pub latency_ms_p99: ::core::option::Option<f64>,
    /// First request counted. Unset without requests.
    #[prost(message, optional, tag = "7")]
    pub first_request_time: ::core::option::Option<::prost_types::Timestamp>,
    /// The chosen metric tested against the control arm. Unset for the control arm and where no metric was chosen.
    #[prost(message, optional, tag = "8")]
    pub test: ::core::option::Option<TrafficArmTest>,
}
/// A two-sided test of one metric between an arm and the control arm.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TrafficArmTest {
    /// The metric.
    #[prost(string, tag = "1")]
    pub metric: ::prost::alloc::string::String,
    /// What the test says.
    #[prost(enumeration = "TrafficTestConclusion", tag = "2")]
    pub conclusion: i32,
    /// Mean of the arm minus mean of the control. Unset without enough data.
    #[prost(double, optional, tag = "3")]
    pub effect: ::core::option::Option<f64>,
    /// Lower end of the 95 % confidence interval of the effect. Unset without enough data.
    #[prost(double, optional, tag = "4")]
    pub confidence_low: ::core::option::Option<f64>,
    /// Upper end of the 95 % confidence interval of the effect. Unset without enough data.
    #[prost(double, optional, tag = "5")]
    pub confidence_high: ::core::option::Option<f64>,
    /// Two-sided p value. Unset without enough data.
    #[prost(double, optional, tag = "6")]
    pub p_value: ::core::option::Option<f64>,
    /// Number of values of the arm.
    #[prost(int64, tag = "7")]
    pub sample_size: i64,
    /// Number of values of the control.
    #[prost(int64, tag = "8")]
    pub control_sample_size: i64,
}
/// What a test of two arms says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum TrafficTestConclusion {
    /// Not said; never in a reply.
    Unspecified = 0,
    /// Not enough data yet to say anything.
    NotEnoughData = 1,
    /// No difference beyond chance was seen.
    NoDifference = 2,
    /// The arm's values are higher than the control's.
    Higher = 3,
    /// The arm's values are lower than the control's.
    Lower = 4,
}
impl TrafficTestConclusion {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "TRAFFIC_TEST_CONCLUSION_UNSPECIFIED",
            Self::NotEnoughData => "TRAFFIC_TEST_CONCLUSION_NOT_ENOUGH_DATA",
            Self::NoDifference => "TRAFFIC_TEST_CONCLUSION_NO_DIFFERENCE",
            Self::Higher => "TRAFFIC_TEST_CONCLUSION_HIGHER",
            Self::Lower => "TRAFFIC_TEST_CONCLUSION_LOWER",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "TRAFFIC_TEST_CONCLUSION_UNSPECIFIED" => Some(Self::Unspecified),
            "TRAFFIC_TEST_CONCLUSION_NOT_ENOUGH_DATA" => Some(Self::NotEnoughData),
            "TRAFFIC_TEST_CONCLUSION_NO_DIFFERENCE" => Some(Self::NoDifference),
            "TRAFFIC_TEST_CONCLUSION_HIGHER" => Some(Self::Higher),
            "TRAFFIC_TEST_CONCLUSION_LOWER" => Some(Self::Lower),
            _ => None,
        }
    }
}
/// Generated client implementations.
pub mod traffic_service_client {
    #![allow(
        unused_variables,
        dead_code,
        missing_docs,
        clippy::wildcard_imports,
        clippy::let_unit_value,
    )]
    use tonic::codegen::*;
    use tonic::codegen::http::Uri;
    /// Splits the traffic of a model over its versions and tells how each share did.
    ///
    /// Assignment is deterministic in (policy id, subject key). A subject keeps its arm while its arm's share does not shrink
    /// below it. A request without a subject key gets a random arm, and the reply says so. A caller that pins a version
    /// bypasses the policy. One stream, one arm.
    ///
    /// In this release every RPC of this service answers UNIMPLEMENTED (NOT_IMPLEMENTED_YET).
    #[derive(Debug, Clone)]
    pub struct TrafficServiceClient<T> {
        inner: tonic::client::Grpc<T>,
    }
    impl<T> TrafficServiceClient<T>
    where
        T: tonic::client::GrpcService<tonic::body::Body>,
        T::Error: Into<StdError>,
        T::ResponseBody: Body<Data = Bytes> + std::marker::Send + 'static,
        <T::ResponseBody as Body>::Error: Into<StdError> + std::marker::Send,
    {
        pub fn new(inner: T) -> Self {
            let inner = tonic::client::Grpc::new(inner);
            Self { inner }
        }
        pub fn with_origin(inner: T, origin: Uri) -> Self {
            let inner = tonic::client::Grpc::with_origin(inner, origin);
            Self { inner }
        }
        pub fn with_interceptor<F>(
            inner: T,
            interceptor: F,
        ) -> TrafficServiceClient<InterceptedService<T, F>>
        where
            F: tonic::service::Interceptor,
            T::ResponseBody: Default,
            T: tonic::codegen::Service<
                http::Request<tonic::body::Body>,
                Response = http::Response<
                    <T as tonic::client::GrpcService<tonic::body::Body>>::ResponseBody,
                >,
            >,
            <T as tonic::codegen::Service<
                http::Request<tonic::body::Body>,
            >>::Error: Into<StdError> + std::marker::Send + std::marker::Sync,
        {
            TrafficServiceClient::new(InterceptedService::new(inner, interceptor))
        }
        /// Compress requests with the given encoding.
        ///
        /// This requires the server to support it otherwise it might respond with an
        /// error.
        #[must_use]
        pub fn send_compressed(mut self, encoding: CompressionEncoding) -> Self {
            self.inner = self.inner.send_compressed(encoding);
            self
        }
        /// Enable decompressing responses.
        #[must_use]
        pub fn accept_compressed(mut self, encoding: CompressionEncoding) -> Self {
            self.inner = self.inner.accept_compressed(encoding);
            self
        }
        /// Limits the maximum size of a decoded message.
        ///
        /// Default: `4MB`
        #[must_use]
        pub fn max_decoding_message_size(mut self, limit: usize) -> Self {
            self.inner = self.inner.max_decoding_message_size(limit);
            self
        }
        /// Limits the maximum size of an encoded message.
        ///
        /// Default: `usize::MAX`
        #[must_use]
        pub fn max_encoding_message_size(mut self, limit: usize) -> Self {
            self.inner = self.inner.max_encoding_message_size(limit);
            self
        }
        /// Gets the policy in force for a model.
        ///
        /// Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND).
        /// NOT_FOUND (TRAFFIC_POLICY_NOT_FOUND): the model has none.
        pub async fn get_traffic_policy(
            &mut self,
            request: impl tonic::IntoRequest<super::GetTrafficPolicyRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetTrafficPolicyResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/hokusai.inference.v1.TrafficService/GetTrafficPolicy",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.inference.v1.TrafficService",
                        "GetTrafficPolicy",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Sets the policy of a model, as a whole. Atomic; a compare-and-set where `expected_etag` is given. Idempotent with
        /// `request_id`. From its answer on, every new request on every replica follows it, within the time that the server
        /// states for route caches.
        ///
        /// Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND): an
        /// arm's selector finds no version. ABORTED (ETAG_MISMATCH): the policy changed meanwhile. INVALID_ARGUMENT
        /// (INVALID_REQUEST): the weights do not sum to 10,000, or a name comes twice. INVALID_ARGUMENT (REQUEST_ID_REUSED).
        pub async fn set_traffic_policy(
            &mut self,
            request: impl tonic::IntoRequest<super::SetTrafficPolicyRequest>,
        ) -> std::result::Result<
            tonic::Response<super::SetTrafficPolicyResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/hokusai.inference.v1.TrafficService/SetTrafficPolicy",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.inference.v1.TrafficService",
                        "SetTrafficPolicy",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Ends the policy of a model; its results stay readable. Atomic. Ending a policy that ended changes nothing.
        ///
        /// Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND,
        /// TRAFFIC_POLICY_NOT_FOUND). ABORTED (ETAG_MISMATCH).
        pub async fn end_traffic_policy(
            &mut self,
            request: impl tonic::IntoRequest<super::EndTrafficPolicyRequest>,
        ) -> std::result::Result<
            tonic::Response<super::EndTrafficPolicyResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/hokusai.inference.v1.TrafficService/EndTrafficPolicy",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.inference.v1.TrafficService",
                        "EndTrafficPolicy",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Tells how each arm of a policy did, also after its end.
        ///
        /// Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND,
        /// TRAFFIC_POLICY_NOT_FOUND).
        pub async fn get_traffic_results(
            &mut self,
            request: impl tonic::IntoRequest<super::GetTrafficResultsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetTrafficResultsResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/hokusai.inference.v1.TrafficService/GetTrafficResults",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.inference.v1.TrafficService",
                        "GetTrafficResults",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
    }
}
