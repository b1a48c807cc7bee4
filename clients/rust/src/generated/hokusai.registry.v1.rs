// @generated from the contract; never edited.
/// What a model takes and gives: the MLflow signature of its bundle, as structured data.
///
/// Inputs and outputs each are either columns or tensors. A model without any signature is not expressed by an empty
/// `ModelSignature`: the field that would hold it is then unset.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ModelSignature {
    /// What one row of the input consists of. Unset means that the signature says nothing about inputs.
    #[prost(message, optional, tag = "1")]
    pub inputs: ::core::option::Option<Schema>,
    /// What one row of the output consists of. Unset means that the signature says nothing about outputs.
    #[prost(message, optional, tag = "2")]
    pub outputs: ::core::option::Option<Schema>,
    /// Parameters that a caller may pass beside the rows, in the order of the bundle. Empty means none.
    #[prost(message, repeated, tag = "3")]
    pub params: ::prost::alloc::vec::Vec<ParamSpec>,
}
/// One side of a signature. Exactly one of the two lists is filled.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Schema {
    /// Columns in the order of the bundle. Empty if this side is described by tensors.
    #[prost(message, repeated, tag = "1")]
    pub columns: ::prost::alloc::vec::Vec<ColumnSpec>,
    /// Tensors in the order of the bundle. Empty if this side is described by columns.
    #[prost(message, repeated, tag = "2")]
    pub tensors: ::prost::alloc::vec::Vec<TensorSpec>,
}
/// One column, or one part of a nested column.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ColumnSpec {
    /// Name of the column or property. Empty for an unnamed column (its position names it) and for array elements and map
    /// values.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// Type of the values.
    #[prost(enumeration = "ColumnType", tag = "2")]
    pub r#type: i32,
    /// Whether a value must be there: false means that the column may be left out and may hold nulls.
    #[prost(bool, tag = "3")]
    pub required: bool,
    /// What an ARRAY holds, or the values of a MAP (its keys are strings). Unset for every other type.
    #[prost(message, optional, boxed, tag = "4")]
    pub element: ::core::option::Option<::prost::alloc::boxed::Box<ColumnSpec>>,
    /// The properties of an OBJECT in the order of their names. Empty for every other type.
    #[prost(message, repeated, tag = "5")]
    pub properties: ::prost::alloc::vec::Vec<ColumnSpec>,
}
/// One tensor.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct TensorSpec {
    /// Name of the tensor. Empty if the model has one unnamed tensor.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// NumPy name of the element type, as in `float32`, `int64`, `bool`, `str`.
    #[prost(string, tag = "2")]
    pub dtype: ::prost::alloc::string::String,
    /// Size of each dimension, row-major, the first being the rows. -1 means any size.
    #[prost(int64, repeated, tag = "3")]
    pub shape: ::prost::alloc::vec::Vec<i64>,
}
/// One inference parameter.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ParamSpec {
    /// Name of the parameter.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// Type of the value, or of each element where `shape` is set.
    #[prost(enumeration = "ColumnType", tag = "2")]
    pub r#type: i32,
    /// The value used when the caller passes none, as JSON. Timestamps are ISO 8601 strings.
    #[prost(string, tag = "3")]
    pub default_json: ::prost::alloc::string::String,
    /// Empty for a single value; one entry of -1 for a list of any length.
    #[prost(int64, repeated, tag = "4")]
    pub shape: ::prost::alloc::vec::Vec<i64>,
    /// The properties of an OBJECT parameter. Empty for every other type.
    #[prost(message, repeated, tag = "5")]
    pub properties: ::prost::alloc::vec::Vec<ColumnSpec>,
}
/// One difference between two signatures, and what it costs those who call the model.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SignatureChange {
    /// Where: `inputs.age`, `outputs.score`, `params.temperature`, `inputs.address.street`; `inputs\[2\]` where columns have no
    /// names; `signature` where one of the two versions has none.
    #[prost(string, tag = "1")]
    pub field: ::prost::alloc::string::String,
    /// What happened there.
    #[prost(enumeration = "SignatureChangeKind", tag = "2")]
    pub kind: i32,
    /// The least bump of the version number that tells the truth about this change.
    #[prost(enumeration = "VersionBump", tag = "3")]
    pub least_bump: i32,
    /// The change in one sentence, for people.
    #[prost(string, tag = "4")]
    pub description: ::prost::alloc::string::String,
}
/// Types of values that a signature can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum ColumnType {
    /// Never sent by a server.
    Unspecified = 0,
    /// True or false.
    Boolean = 1,
    /// Signed, 32 bits.
    Integer = 2,
    /// Signed, 64 bits.
    Long = 3,
    /// IEEE 754, 32 bits.
    Float = 4,
    /// IEEE 754, 64 bits.
    Double = 5,
    /// Unicode text.
    String = 6,
    /// Bytes.
    Binary = 7,
    /// An instant, nanoseconds.
    Datetime = 8,
    /// A list of `element`.
    Array = 9,
    /// Named `properties`.
    Object = 10,
    /// String keys, each with an `element`.
    Map = 11,
    /// Any value at all.
    Any = 12,
}
impl ColumnType {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "COLUMN_TYPE_UNSPECIFIED",
            Self::Boolean => "COLUMN_TYPE_BOOLEAN",
            Self::Integer => "COLUMN_TYPE_INTEGER",
            Self::Long => "COLUMN_TYPE_LONG",
            Self::Float => "COLUMN_TYPE_FLOAT",
            Self::Double => "COLUMN_TYPE_DOUBLE",
            Self::String => "COLUMN_TYPE_STRING",
            Self::Binary => "COLUMN_TYPE_BINARY",
            Self::Datetime => "COLUMN_TYPE_DATETIME",
            Self::Array => "COLUMN_TYPE_ARRAY",
            Self::Object => "COLUMN_TYPE_OBJECT",
            Self::Map => "COLUMN_TYPE_MAP",
            Self::Any => "COLUMN_TYPE_ANY",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "COLUMN_TYPE_UNSPECIFIED" => Some(Self::Unspecified),
            "COLUMN_TYPE_BOOLEAN" => Some(Self::Boolean),
            "COLUMN_TYPE_INTEGER" => Some(Self::Integer),
            "COLUMN_TYPE_LONG" => Some(Self::Long),
            "COLUMN_TYPE_FLOAT" => Some(Self::Float),
            "COLUMN_TYPE_DOUBLE" => Some(Self::Double),
            "COLUMN_TYPE_STRING" => Some(Self::String),
            "COLUMN_TYPE_BINARY" => Some(Self::Binary),
            "COLUMN_TYPE_DATETIME" => Some(Self::Datetime),
            "COLUMN_TYPE_ARRAY" => Some(Self::Array),
            "COLUMN_TYPE_OBJECT" => Some(Self::Object),
            "COLUMN_TYPE_MAP" => Some(Self::Map),
            "COLUMN_TYPE_ANY" => Some(Self::Any),
            _ => None,
        }
    }
}
/// Kinds of difference between two signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SignatureChangeKind {
    /// Never sent by a server.
    Unspecified = 0,
    /// Something the new version has and the old one has not.
    Added = 1,
    /// Something the old version had and the new one has not. A rename is one removal and one addition.
    Removed = 2,
    /// The type changed so that old values do not all fit.
    Retyped = 3,
    /// The type changed so that every old value still fits.
    Widened = 4,
    /// Required became optional.
    MadeOptional = 5,
    /// Optional became required.
    MadeRequired = 6,
    /// The default of a parameter changed.
    DefaultChanged = 7,
    /// A positional side (tensors or columns without names) was reordered.
    Reordered = 8,
    /// One of the two versions has no signature: anything may have changed.
    Unknown = 9,
}
impl SignatureChangeKind {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "SIGNATURE_CHANGE_KIND_UNSPECIFIED",
            Self::Added => "SIGNATURE_CHANGE_KIND_ADDED",
            Self::Removed => "SIGNATURE_CHANGE_KIND_REMOVED",
            Self::Retyped => "SIGNATURE_CHANGE_KIND_RETYPED",
            Self::Widened => "SIGNATURE_CHANGE_KIND_WIDENED",
            Self::MadeOptional => "SIGNATURE_CHANGE_KIND_MADE_OPTIONAL",
            Self::MadeRequired => "SIGNATURE_CHANGE_KIND_MADE_REQUIRED",
            Self::DefaultChanged => "SIGNATURE_CHANGE_KIND_DEFAULT_CHANGED",
            Self::Reordered => "SIGNATURE_CHANGE_KIND_REORDERED",
            Self::Unknown => "SIGNATURE_CHANGE_KIND_UNKNOWN",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "SIGNATURE_CHANGE_KIND_UNSPECIFIED" => Some(Self::Unspecified),
            "SIGNATURE_CHANGE_KIND_ADDED" => Some(Self::Added),
            "SIGNATURE_CHANGE_KIND_REMOVED" => Some(Self::Removed),
            "SIGNATURE_CHANGE_KIND_RETYPED" => Some(Self::Retyped),
            "SIGNATURE_CHANGE_KIND_WIDENED" => Some(Self::Widened),
            "SIGNATURE_CHANGE_KIND_MADE_OPTIONAL" => Some(Self::MadeOptional),
            "SIGNATURE_CHANGE_KIND_MADE_REQUIRED" => Some(Self::MadeRequired),
            "SIGNATURE_CHANGE_KIND_DEFAULT_CHANGED" => Some(Self::DefaultChanged),
            "SIGNATURE_CHANGE_KIND_REORDERED" => Some(Self::Reordered),
            "SIGNATURE_CHANGE_KIND_UNKNOWN" => Some(Self::Unknown),
            _ => None,
        }
    }
}
/// Which part of a version number rises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum VersionBump {
    /// Means AUTO in a request. In a reply: nothing was compared.
    Unspecified = 0,
    /// The server picks the least bump that tells the truth about the signatures.
    Auto = 1,
    /// 1.2.3 → 1.2.4: the signature did not change.
    Patch = 2,
    /// 1.2.3 → 1.3.0: every old call still works.
    Minor = 3,
    /// 1.2.3 → 2.0.0: old calls may break.
    Major = 4,
}
impl VersionBump {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "VERSION_BUMP_UNSPECIFIED",
            Self::Auto => "VERSION_BUMP_AUTO",
            Self::Patch => "VERSION_BUMP_PATCH",
            Self::Minor => "VERSION_BUMP_MINOR",
            Self::Major => "VERSION_BUMP_MAJOR",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "VERSION_BUMP_UNSPECIFIED" => Some(Self::Unspecified),
            "VERSION_BUMP_AUTO" => Some(Self::Auto),
            "VERSION_BUMP_PATCH" => Some(Self::Patch),
            "VERSION_BUMP_MINOR" => Some(Self::Minor),
            "VERSION_BUMP_MAJOR" => Some(Self::Major),
            _ => None,
        }
    }
}
/// One file of a bundle as its manifest names it.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct BundleFile {
    /// Path relative to the bundle's root, `/` between parts, as in `data/model.skops`. At most 1024 bytes of UTF-8, 255 a part.
    /// Refused: absolute paths, drive letters, empty parts, `.` and `..`, backslashes, control and invisible characters, parts
    /// that end in a space or a dot, names reserved by Windows, two paths of one manifest that differ in case or in Unicode
    /// normalisation only, and a path that is a file here and a directory there.
    #[prost(string, tag = "1")]
    pub path: ::prost::alloc::string::String,
    /// Size in bytes, 0 or more.
    #[prost(int64, tag = "2")]
    pub size_bytes: i64,
    /// SHA-256 of the content, 64 lower-case hexadecimal digits.
    #[prost(string, tag = "3")]
    pub sha256: ::prost::alloc::string::String,
}
/// A sealed bundle: an MLflow model directory, verified, immutable, named by its content.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Bundle {
    /// SHA-256 of the canonical manifest, 64 lower-case hexadecimal digits. The canonical manifest is, for each file in the
    /// byte order of the paths, `<sha256 hex> <size in decimal> <path>` and one line feed, in UTF-8. Equal content gives an
    /// equal digest on every machine.
    #[prost(string, tag = "1")]
    pub digest: ::prost::alloc::string::String,
    /// Sum of the sizes of all files, in bytes.
    #[prost(int64, tag = "2")]
    pub size_bytes: i64,
    /// Number of files.
    #[prost(int32, tag = "3")]
    pub file_count: i32,
    /// What the model takes and gives, read from the bundle's `MLmodel` file. Unset if the bundle has no signature.
    #[prost(message, optional, tag = "4")]
    pub signature: ::core::option::Option<ModelSignature>,
    /// MLflow flavours of the bundle, sorted, as in `python_function`, `sklearn`.
    #[prost(string, repeated, tag = "5")]
    pub flavours: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
}
/// An unfinished upload: which bytes the server has and which it wants.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Upload {
    /// Name of the upload, chosen by the server.
    #[prost(string, tag = "1")]
    pub upload_id: ::prost::alloc::string::String,
    /// Where it stands.
    #[prost(enumeration = "UploadState", tag = "2")]
    pub state: i32,
    /// Every file of the manifest in the order of the manifest.
    #[prost(message, repeated, tag = "3")]
    pub files: ::prost::alloc::vec::Vec<UploadFile>,
    /// When the server forgets the upload if nothing arrives before; each append moves it. 24 hours after the last one unless
    /// the server is set otherwise.
    #[prost(message, optional, tag = "4")]
    pub expire_time: ::core::option::Option<::prost_types::Timestamp>,
    /// Digest of the sealed bundle. Empty until the upload is finished.
    #[prost(string, tag = "5")]
    pub bundle_digest: ::prost::alloc::string::String,
    /// Largest `data` of one chunk that the server takes, in bytes.
    #[prost(int32, tag = "6")]
    pub max_chunk_bytes: i32,
}
/// Where one file of an upload stands.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UploadFile {
    /// Path as in the manifest.
    #[prost(string, tag = "1")]
    pub path: ::prost::alloc::string::String,
    /// Size as in the manifest, in bytes.
    #[prost(int64, tag = "2")]
    pub size_bytes: i64,
    /// Bytes that are durably there: the offset at which to go on.
    #[prost(int64, tag = "3")]
    pub received_bytes: i64,
    /// Whether the content is there and matches its SHA-256. True from the start for a file that another bundle already
    /// brought; such a file needs no sending.
    #[prost(bool, tag = "4")]
    pub stored: bool,
}
/// Part of a file on its way down.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct FileChunk {
    /// Path as in the manifest.
    #[prost(string, tag = "1")]
    pub path: ::prost::alloc::string::String,
    /// Offset of the first byte of `data` within the file.
    #[prost(int64, tag = "2")]
    pub offset: i64,
    /// The bytes, at most 1 MiB.
    #[prost(bytes = "bytes", tag = "3")]
    pub data: ::prost::bytes::Bytes,
}
/// The files of a bundle.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct BundleManifest {
    /// Digest of the bundle.
    #[prost(string, tag = "1")]
    pub digest: ::prost::alloc::string::String,
    /// Every file, in the byte order of the paths.
    #[prost(message, repeated, tag = "2")]
    pub files: ::prost::alloc::vec::Vec<BundleFile>,
}
/// A part of a bundle to download.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct FileRange {
    /// Path as in the manifest.
    #[prost(string, tag = "1")]
    pub path: ::prost::alloc::string::String,
    /// First byte wanted. Default 0. Beyond the end of the file is refused.
    #[prost(int64, tag = "2")]
    pub offset: i64,
    /// Bytes wanted. 0, the default, means to the end of the file. More than there is gives what there is.
    #[prost(int64, tag = "3")]
    pub length: i64,
}
/// Where an upload stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum UploadState {
    /// Never sent by a server.
    Unspecified = 0,
    /// Takes chunks.
    Open = 1,
    /// Finished: the bundle is sealed and `bundle_digest` is set.
    Finished = 2,
}
impl UploadState {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "UPLOAD_STATE_UNSPECIFIED",
            Self::Open => "UPLOAD_STATE_OPEN",
            Self::Finished => "UPLOAD_STATE_FINISHED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "UPLOAD_STATE_UNSPECIFIED" => Some(Self::Unspecified),
            "UPLOAD_STATE_OPEN" => Some(Self::Open),
            "UPLOAD_STATE_FINISHED" => Some(Self::Finished),
            _ => None,
        }
    }
}
/// One measured quality of a version, fixed when the version is registered.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Metric {
    /// Name of the metric: a letter or digit, then up to 127 of `\[A-Za-z0-9._/ -\]`. Unique within a version.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// The value. NaN and infinities are refused.
    #[prost(double, tag = "2")]
    pub value: f64,
    /// Which way is better. Unset takes the default of the name: accuracy, auroc, f1, precision, recall and r2 are better
    /// higher; mse, rmse, mae, log_loss and latency (also as prefix or suffix of a longer name, as in `latency_ms_p99`) are
    /// better lower. A name without a default must say. Replies always have it set.
    #[prost(enumeration = "MetricDirection", tag = "3")]
    pub direction: i32,
    /// How many examples the value was measured on, at least 1. Unset means not known.
    #[prost(int64, optional, tag = "4")]
    pub sample_size: ::core::option::Option<i64>,
}
/// How one metric of a candidate stands against its baseline. Computed by the server, never taken from a caller.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MetricComparison {
    /// Name of the metric.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// Which way is better. UNSPECIFIED if the two versions contradict each other.
    #[prost(enumeration = "MetricDirection", tag = "2")]
    pub direction: i32,
    /// Value of the baseline. Unset if it has none.
    #[prost(double, optional, tag = "3")]
    pub baseline_value: ::core::option::Option<f64>,
    /// Value of the candidate. Unset if it has none.
    #[prost(double, optional, tag = "4")]
    pub candidate_value: ::core::option::Option<f64>,
    /// Candidate minus baseline, in the unit of the metric. Unset if not comparable.
    #[prost(double, optional, tag = "5")]
    pub delta: ::core::option::Option<f64>,
    /// What the delta means.
    #[prost(enumeration = "MetricVerdict", tag = "6")]
    pub verdict: i32,
    /// Examples behind the baseline's value. Unset means not known.
    #[prost(int64, optional, tag = "7")]
    pub baseline_sample_size: ::core::option::Option<i64>,
    /// Examples behind the candidate's value. Unset means not known.
    #[prost(int64, optional, tag = "8")]
    pub candidate_sample_size: ::core::option::Option<i64>,
    /// Largest absolute delta that still counts as unchanged. At least 0.
    #[prost(double, tag = "9")]
    pub tolerance: f64,
    /// Lower end of the 95 % confidence interval of the delta. Unset where outcomes per example are not known.
    #[prost(double, optional, tag = "10")]
    pub confidence_low: ::core::option::Option<f64>,
    /// Upper end of the 95 % confidence interval of the delta. Unset where outcomes per example are not known.
    #[prost(double, optional, tag = "11")]
    pub confidence_high: ::core::option::Option<f64>,
}
/// Which way a metric is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum MetricDirection {
    /// In a request: take the default of the metric's name. Never in a reply.
    Unspecified = 0,
    /// More is better, as for accuracy.
    HigherIsBetter = 1,
    /// Less is better, as for rmse.
    LowerIsBetter = 2,
}
impl MetricDirection {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "METRIC_DIRECTION_UNSPECIFIED",
            Self::HigherIsBetter => "METRIC_DIRECTION_HIGHER_IS_BETTER",
            Self::LowerIsBetter => "METRIC_DIRECTION_LOWER_IS_BETTER",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "METRIC_DIRECTION_UNSPECIFIED" => Some(Self::Unspecified),
            "METRIC_DIRECTION_HIGHER_IS_BETTER" => Some(Self::HigherIsBetter),
            "METRIC_DIRECTION_LOWER_IS_BETTER" => Some(Self::LowerIsBetter),
            _ => None,
        }
    }
}
/// What a delta means, given the metric's direction and tolerance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum MetricVerdict {
    /// Never sent by a server.
    Unspecified = 0,
    /// Better by more than the tolerance.
    Improved = 1,
    /// Within the tolerance.
    Unchanged = 2,
    /// Worse by more than the tolerance.
    Regressed = 3,
    /// Only one side has the metric, or the two contradict each other on its direction.
    NotComparable = 4,
}
impl MetricVerdict {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "METRIC_VERDICT_UNSPECIFIED",
            Self::Improved => "METRIC_VERDICT_IMPROVED",
            Self::Unchanged => "METRIC_VERDICT_UNCHANGED",
            Self::Regressed => "METRIC_VERDICT_REGRESSED",
            Self::NotComparable => "METRIC_VERDICT_NOT_COMPARABLE",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "METRIC_VERDICT_UNSPECIFIED" => Some(Self::Unspecified),
            "METRIC_VERDICT_IMPROVED" => Some(Self::Improved),
            "METRIC_VERDICT_UNCHANGED" => Some(Self::Unchanged),
            "METRIC_VERDICT_REGRESSED" => Some(Self::Regressed),
            "METRIC_VERDICT_NOT_COMPARABLE" => Some(Self::NotComparable),
            _ => None,
        }
    }
}
/// A named line of versions.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Model {
    /// The name: a letter or digit, then up to 127 of `\[A-Za-z0-9._-\]`. Never changes. Case matters.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// What kind of model it is: `classification`, `regression`, `ranking`, `custom`, or a word of the owner's own. Empty
    /// means that nobody said.
    #[prost(string, tag = "2")]
    pub model_type: ::prost::alloc::string::String,
    /// Free text for people. Empty means none.
    #[prost(string, tag = "3")]
    pub description: ::prost::alloc::string::String,
    /// Free key-value pairs.
    #[prost(btree_map = "string, string", tag = "4")]
    pub tags: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// Whether the model takes new versions.
    #[prost(enumeration = "ModelState", tag = "5")]
    pub state: i32,
    /// The highest version that is not a pre-release, not deprecated and not deleted. Empty if there is none.
    #[prost(string, tag = "6")]
    pub latest_version: ::prost::alloc::string::String,
    /// Every alias that points somewhere, in the order of their names.
    #[prost(message, repeated, tag = "7")]
    pub aliases: ::prost::alloc::vec::Vec<ModelAlias>,
    /// Number of versions, deprecated ones included, deleted ones not.
    #[prost(int32, tag = "8")]
    pub version_count: i32,
    /// When the model was created.
    #[prost(message, optional, tag = "9")]
    pub create_time: ::core::option::Option<::prost_types::Timestamp>,
    /// When the model itself (not its versions) last changed.
    #[prost(message, optional, tag = "10")]
    pub update_time: ::core::option::Option<::prost_types::Timestamp>,
    /// Who created it: the authenticated caller, or `anonymous` where the server authenticates nobody.
    #[prost(string, tag = "11")]
    pub actor: ::prost::alloc::string::String,
    /// When the model was archived. Unset if it is active.
    #[prost(message, optional, tag = "12")]
    pub archive_time: ::core::option::Option<::prost_types::Timestamp>,
    /// Changes whenever the model itself changes; pass it back to change only what you have seen.
    #[prost(string, tag = "13")]
    pub etag: ::prost::alloc::string::String,
}
/// A name that points to one version of a model.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ModelAlias {
    /// The alias without `@`, as in `production`.
    #[prost(string, tag = "1")]
    pub alias: ::prost::alloc::string::String,
    /// The version it points to.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
    /// When it was last moved.
    #[prost(message, optional, tag = "3")]
    pub move_time: ::core::option::Option<::prost_types::Timestamp>,
}
/// Whether a model takes new versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum ModelState {
    /// Never sent by a server.
    Unspecified = 0,
    /// Takes new versions.
    Active = 1,
    /// Takes no new versions and is left out of lists unless asked for; what it has keeps working.
    Archived = 2,
}
impl ModelState {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "MODEL_STATE_UNSPECIFIED",
            Self::Active => "MODEL_STATE_ACTIVE",
            Self::Archived => "MODEL_STATE_ARCHIVED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "MODEL_STATE_UNSPECIFIED" => Some(Self::Unspecified),
            "MODEL_STATE_ACTIVE" => Some(Self::Active),
            "MODEL_STATE_ARCHIVED" => Some(Self::Archived),
            _ => None,
        }
    }
}
/// One immutable version of a model: a bundle, a number, a signature, metrics, and where it came from.
///
/// It lives in this package, not beside VersionService, because registering returns it and packages must not import each
/// other in a circle.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ModelVersion {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// The number in SemVer 2.0.0, as in `1.2.3` or `1.3.0-rc.1`; no build metadata. Unique per model and never reused. Empty
    /// only for UNVERSIONED.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
    /// Whether it can be used.
    #[prost(enumeration = "VersionState", tag = "3")]
    pub state: i32,
    /// Digest of its bundle, 64 lower-case hexadecimal digits.
    #[prost(string, tag = "4")]
    pub bundle_digest: ::prost::alloc::string::String,
    /// Size of its bundle, in bytes.
    #[prost(int64, tag = "5")]
    pub bundle_size_bytes: i64,
    /// What it takes and gives. Unset if it has no signature.
    #[prost(message, optional, tag = "6")]
    pub signature: ::core::option::Option<ModelSignature>,
    /// MLflow flavours of its bundle, sorted.
    #[prost(string, repeated, tag = "7")]
    pub flavours: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    /// How well it does, in the order of the names.
    #[prost(message, repeated, tag = "8")]
    pub metrics: ::prost::alloc::vec::Vec<Metric>,
    /// Number of the version it improves on. Empty for a baseline.
    #[prost(string, tag = "9")]
    pub parent_version: ::prost::alloc::string::String,
    /// Its metrics against those of its parent, in the order of the names, as computed when it was registered. Empty for a
    /// baseline.
    #[prost(message, repeated, tag = "10")]
    pub improvements: ::prost::alloc::vec::Vec<MetricComparison>,
    /// The bump against `compared_with`, as applied. UNSPECIFIED for the first version of a release line.
    #[prost(enumeration = "VersionBump", tag = "11")]
    pub bump: i32,
    /// Number of the version that its signature was compared with. Empty if there was none.
    #[prost(string, tag = "12")]
    pub compared_with: ::prost::alloc::string::String,
    /// Whether the number promises more compatibility than the signatures have, by the caller's explicit wish.
    #[prost(bool, tag = "13")]
    pub breaking_allowed: bool,
    /// Where MLflow has it.
    #[prost(message, optional, tag = "14")]
    pub mlflow: ::core::option::Option<MlflowVersion>,
    /// Aliases that point to it, sorted.
    #[prost(string, repeated, tag = "15")]
    pub aliases: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    /// When it was registered.
    #[prost(message, optional, tag = "16")]
    pub create_time: ::core::option::Option<::prost_types::Timestamp>,
    /// Who registered it: the authenticated caller, or `anonymous` where the server authenticates nobody.
    #[prost(string, tag = "17")]
    pub actor: ::prost::alloc::string::String,
    /// Free text for people. Empty means none.
    #[prost(string, tag = "18")]
    pub description: ::prost::alloc::string::String,
    /// Free key-value pairs.
    #[prost(btree_map = "string, string", tag = "19")]
    pub tags: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// Who contributed to it.
    #[prost(message, repeated, tag = "20")]
    pub contributors: ::prost::alloc::vec::Vec<Contributor>,
    /// Who deprecated it, when and why. Unset unless DEPRECATED.
    #[prost(message, optional, tag = "21")]
    pub deprecation: ::core::option::Option<VersionRetirement>,
    /// Who deleted it, when and why. Unset unless DELETED.
    #[prost(message, optional, tag = "22")]
    pub deletion: ::core::option::Option<VersionRetirement>,
    /// Identity of the version across every store: a UUID, also the value of the MLflow tag `hokusai.version_id`.
    #[prost(string, tag = "23")]
    pub version_id: ::prost::alloc::string::String,
}
/// The MLflow model version that mirrors a version.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct MlflowVersion {
    /// Name of the registered model in MLflow.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// MLflow's own number, so that `models:/<name>/<version>` loads it. 0 while pending.
    #[prost(int64, tag = "2")]
    pub version: i64,
    /// MLflow run that the bundle came from. Empty if none was named.
    #[prost(string, tag = "3")]
    pub run_id: ::prost::alloc::string::String,
    /// True while MLflow has not seen the version yet; it will be delivered in order.
    #[prost(bool, tag = "4")]
    pub pending: bool,
}
/// End of a version's service.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct VersionRetirement {
    /// When.
    #[prost(message, optional, tag = "1")]
    pub time: ::core::option::Option<::prost_types::Timestamp>,
    /// Who.
    #[prost(string, tag = "2")]
    pub actor: ::prost::alloc::string::String,
    /// Why, in the actor's words. Empty if not said.
    #[prost(string, tag = "3")]
    pub reason: ::prost::alloc::string::String,
}
/// Someone who contributed to a version.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Contributor {
    /// A wallet address (`0x` and 40 hexadecimal digits) or an opaque name of `\[A-Za-z0-9._:@-\]`, up to 128 characters. Unique
    /// within a version.
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    /// Share of the contribution, greater than 0. Shares need not add up to 1; only their proportion counts. Unset means 1.
    #[prost(double, optional, tag = "2")]
    pub weight: ::core::option::Option<f64>,
}
/// Whether a version can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum VersionState {
    /// Never sent by a server.
    Unspecified = 0,
    /// Usable.
    Ready = 1,
    /// Usable by its exact number, but never chosen as latest or by a range, and no alias may be moved to it.
    Deprecated = 2,
    /// A tombstone: it is there to keep the number from being used again; it predicts nothing.
    Deleted = 3,
    /// Made in MLflow directly: it has an MLflow number but no SemVer until it is adopted.
    Unversioned = 4,
}
impl VersionState {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "VERSION_STATE_UNSPECIFIED",
            Self::Ready => "VERSION_STATE_READY",
            Self::Deprecated => "VERSION_STATE_DEPRECATED",
            Self::Deleted => "VERSION_STATE_DELETED",
            Self::Unversioned => "VERSION_STATE_UNVERSIONED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "VERSION_STATE_UNSPECIFIED" => Some(Self::Unspecified),
            "VERSION_STATE_READY" => Some(Self::Ready),
            "VERSION_STATE_DEPRECATED" => Some(Self::Deprecated),
            "VERSION_STATE_DELETED" => Some(Self::Deleted),
            "VERSION_STATE_UNVERSIONED" => Some(Self::Unversioned),
            _ => None,
        }
    }
}
/// Asks for a new model.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateModelRequest {
    /// Name of the model: a letter or digit, then up to 127 of `\[A-Za-z0-9._-\]`.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// What kind of model it is: `classification`, `regression`, `ranking`, `custom`, or a word of the owner's own of up to
    /// 128 characters. Unset means not said.
    #[prost(string, tag = "2")]
    pub model_type: ::prost::alloc::string::String,
    /// Free text for people, up to 10,000 characters.
    #[prost(string, tag = "3")]
    pub description: ::prost::alloc::string::String,
    /// Free key-value pairs: up to 100, keys of 1–128 characters that do not begin with `hokusai.` or `mlflow.`, values of up
    /// to 4,000.
    #[prost(btree_map = "string, string", tag = "4")]
    pub tags: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// UUID that makes a repetition safe. Unset means that a repetition is a new request.
    #[prost(string, tag = "5")]
    pub request_id: ::prost::alloc::string::String,
}
/// The model just created.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateModelResponse {
    /// The model.
    #[prost(message, optional, tag = "1")]
    pub model: ::core::option::Option<Model>,
}
/// Asks for one model.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetModelRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
}
/// One model.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetModelResponse {
    /// The model.
    #[prost(message, optional, tag = "1")]
    pub model: ::core::option::Option<Model>,
}
/// Asks for a page of models.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListModelsRequest {
    /// Most models in the reply. Default 50; more than 1000 counts as 1000.
    #[prost(int32, tag = "1")]
    pub page_size: i32,
    /// `next_page_token` of the page before, with everything else of the request unchanged. Unset means the first page.
    #[prost(string, tag = "2")]
    pub page_token: ::prost::alloc::string::String,
    /// Which models. Unset means all that are active.
    #[prost(message, optional, tag = "3")]
    pub filter: ::core::option::Option<ModelFilter>,
    /// In which order. Unset means by name.
    #[prost(enumeration = "ModelOrder", tag = "4")]
    pub order: i32,
}
/// Which models a listing returns: those that meet every condition set.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ModelFilter {
    /// Only names that begin with this. Case matters.
    #[prost(string, tag = "1")]
    pub name_prefix: ::prost::alloc::string::String,
    /// Only models of exactly this type.
    #[prost(string, tag = "2")]
    pub model_type: ::prost::alloc::string::String,
    /// Only models that have each of these tags with this value.
    #[prost(btree_map = "string, string", tag = "3")]
    pub tags: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// Archived models too. Default false.
    #[prost(bool, tag = "4")]
    pub include_archived: bool,
}
/// A page of models.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListModelsResponse {
    /// The models in the order asked for.
    #[prost(message, repeated, tag = "1")]
    pub models: ::prost::alloc::vec::Vec<Model>,
    /// Token for the next page. Empty means that this was the last.
    #[prost(string, tag = "2")]
    pub next_page_token: ::prost::alloc::string::String,
}
/// Asks for changes of a model. Fields that are unset leave things as they are.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateModelRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// New type; empty takes it away.
    #[prost(string, optional, tag = "2")]
    pub model_type: ::core::option::Option<::prost::alloc::string::String>,
    /// New description; empty takes it away.
    #[prost(string, optional, tag = "3")]
    pub description: ::core::option::Option<::prost::alloc::string::String>,
    /// Tags to add or to overwrite; limits as in CreateModelRequest.
    #[prost(btree_map = "string, string", tag = "4")]
    pub set_tags: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// Keys of tags to take away. A key that is not there is no error. A key in both lists is set.
    #[prost(string, repeated, tag = "5")]
    pub remove_tags: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    /// Etag of the model as last read. Unset means whatever state it is in.
    #[prost(string, tag = "6")]
    pub etag: ::prost::alloc::string::String,
    /// UUID that makes a repetition safe.
    #[prost(string, tag = "7")]
    pub request_id: ::prost::alloc::string::String,
}
/// The model as changed.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateModelResponse {
    /// The model.
    #[prost(message, optional, tag = "1")]
    pub model: ::core::option::Option<Model>,
}
/// Asks to archive a model.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ArchiveModelRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// Etag of the model as last read. Unset means whatever state it is in.
    #[prost(string, tag = "2")]
    pub etag: ::prost::alloc::string::String,
    /// UUID that makes a repetition safe.
    #[prost(string, tag = "3")]
    pub request_id: ::prost::alloc::string::String,
}
/// The model as archived.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ArchiveModelResponse {
    /// The model.
    #[prost(message, optional, tag = "1")]
    pub model: ::core::option::Option<Model>,
}
/// Asks to open an archived model again.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RestoreModelRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// Etag of the model as last read. Unset means whatever state it is in.
    #[prost(string, tag = "2")]
    pub etag: ::prost::alloc::string::String,
    /// UUID that makes a repetition safe.
    #[prost(string, tag = "3")]
    pub request_id: ::prost::alloc::string::String,
}
/// The model as restored.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RestoreModelResponse {
    /// The model.
    #[prost(message, optional, tag = "1")]
    pub model: ::core::option::Option<Model>,
}
/// Names the files of a bundle that is to come.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StartUploadRequest {
    /// Every file of the bundle, `MLmodel` at the root among them. 1 to 10,000.
    #[prost(message, repeated, tag = "1")]
    pub files: ::prost::alloc::vec::Vec<BundleFile>,
    /// UUID that makes a repetition safe.
    #[prost(string, tag = "2")]
    pub request_id: ::prost::alloc::string::String,
}
/// The upload just opened.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StartUploadResponse {
    /// The upload: which files are stored already, and how large a chunk may be.
    #[prost(message, optional, tag = "1")]
    pub upload: ::core::option::Option<Upload>,
}
/// One chunk of one file.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct AppendUploadRequest {
    /// The upload. Required in the first message; empty in a later one means the same.
    #[prost(string, tag = "1")]
    pub upload_id: ::prost::alloc::string::String,
    /// Path of the file as in the manifest.
    #[prost(string, tag = "2")]
    pub path: ::prost::alloc::string::String,
    /// Offset of the first byte of `data` within the file.
    #[prost(int64, tag = "3")]
    pub offset: i64,
    /// The bytes. At most `max_chunk_bytes` of the upload (1 MiB unless the server is set otherwise).
    #[prost(bytes = "bytes", tag = "4")]
    pub data: ::prost::bytes::Bytes,
    /// SHA-256 of `data`, 32 bytes. If set, a chunk that does not match is refused.
    #[prost(bytes = "bytes", tag = "5")]
    pub chunk_sha256: ::prost::bytes::Bytes,
}
/// What the upload has after the call.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AppendUploadResponse {
    /// The upload.
    #[prost(message, optional, tag = "1")]
    pub upload: ::core::option::Option<Upload>,
}
/// Asks how far an upload came.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct QueryUploadRequest {
    /// The upload.
    #[prost(string, tag = "1")]
    pub upload_id: ::prost::alloc::string::String,
}
/// How far an upload came.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct QueryUploadResponse {
    /// The upload.
    #[prost(message, optional, tag = "1")]
    pub upload: ::core::option::Option<Upload>,
}
/// Asks to seal an upload.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct FinishUploadRequest {
    /// The upload. Its id makes a repetition safe; there is no separate request id.
    #[prost(string, tag = "1")]
    pub upload_id: ::prost::alloc::string::String,
}
/// The bundle just sealed.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct FinishUploadResponse {
    /// The bundle.
    #[prost(message, optional, tag = "1")]
    pub bundle: ::core::option::Option<Bundle>,
}
/// Asks for a bundle.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DownloadBundleRequest {
    /// Which parts. Empty, the default, means every file from its beginning to its end.
    #[prost(message, repeated, tag = "3")]
    pub ranges: ::prost::alloc::vec::Vec<FileRange>,
    /// Which bundle.
    #[prost(oneof = "download_bundle_request::Bundle", tags = "1, 2")]
    pub bundle: ::core::option::Option<download_bundle_request::Bundle>,
}
/// Nested message and enum types in `DownloadBundleRequest`.
pub mod download_bundle_request {
    /// Which bundle.
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Bundle {
        /// The bundle of this digest.
        #[prost(string, tag = "1")]
        BundleDigest(::prost::alloc::string::String),
        /// The bundle of this version.
        #[prost(message, tag = "2")]
        Version(super::BundleVersion),
    }
}
/// A version whose bundle is meant.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct BundleVersion {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Number of the version, as in `1.2.3`.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
}
/// One frame of a download.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DownloadBundleResponse {
    /// What the frame is.
    #[prost(oneof = "download_bundle_response::Frame", tags = "1, 2, 3")]
    pub frame: ::core::option::Option<download_bundle_response::Frame>,
}
/// Nested message and enum types in `DownloadBundleResponse`.
pub mod download_bundle_response {
    /// What the frame is.
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Frame {
        /// The first frame: what the bundle consists of.
        #[prost(message, tag = "1")]
        Manifest(super::BundleManifest),
        /// Some bytes.
        #[prost(message, tag = "2")]
        Chunk(super::FileChunk),
        /// The last frame.
        #[prost(message, tag = "3")]
        Summary(super::DownloadSummary),
    }
}
/// End of a download.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DownloadSummary {
    /// Bytes sent in chunks.
    #[prost(int64, tag = "1")]
    pub sent_bytes: i64,
}
/// What every registration says about its version, baseline or improved.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct VersionDraft {
    /// Digest of a sealed bundle, as FinishUpload returned it.
    #[prost(string, tag = "1")]
    pub bundle_digest: ::prost::alloc::string::String,
    /// Accept a number that promises more compatibility than the signatures have. Recorded with the version and in the
    /// history. Default false.
    #[prost(bool, tag = "4")]
    pub allow_breaking: bool,
    /// How well the version does; up to 200.
    #[prost(message, repeated, tag = "5")]
    pub metrics: ::prost::alloc::vec::Vec<Metric>,
    /// Free text for people, up to 10,000 characters.
    #[prost(string, tag = "6")]
    pub description: ::prost::alloc::string::String,
    /// Free key-value pairs; limits as in CreateModelRequest. They are mirrored to MLflow.
    #[prost(btree_map = "string, string", tag = "7")]
    pub tags: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// Who contributed; up to 1000.
    #[prost(message, repeated, tag = "8")]
    pub contributors: ::prost::alloc::vec::Vec<Contributor>,
    /// Aliases to point to the version in the same transaction, without `@`; up to 16. Each move gets its row in the history.
    #[prost(string, repeated, tag = "9")]
    pub aliases: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    /// MLflow run that produced the bundle. Unset means none is named.
    #[prost(string, tag = "10")]
    pub mlflow_run_id: ::prost::alloc::string::String,
    /// Which number. Unset means `bump: VERSION_BUMP_AUTO`.
    #[prost(oneof = "version_draft::Number", tags = "2, 3")]
    pub number: ::core::option::Option<version_draft::Number>,
}
/// Nested message and enum types in `VersionDraft`.
pub mod version_draft {
    /// Which number. Unset means `bump: VERSION_BUMP_AUTO`.
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Number {
        /// Raise the highest version by this. The first version of a model becomes 1.0.0 whatever is said here.
        #[prost(enumeration = "super::VersionBump", tag = "2")]
        Bump(i32),
        /// Exactly this number, in SemVer 2.0.0 without build metadata, each of the three numbers below 1,000,000,000. It is
        /// compared with its neighbours: the highest version below it and, within its major version, the lowest above it.
        /// Pre-releases are no neighbours. In 0.y.z, where SemVer promises nothing, raising y is enough for any change.
        #[prost(string, tag = "3")]
        Version(::prost::alloc::string::String),
    }
}
/// Asks for a version that improves on nothing.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RegisterBaselineRequest {
    /// Name of the model; it is created if there is none.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// What kind of model it is, used only if the model is created by this call. As in CreateModelRequest.
    #[prost(string, tag = "2")]
    pub model_type: ::prost::alloc::string::String,
    /// The version.
    #[prost(message, optional, tag = "3")]
    pub draft: ::core::option::Option<VersionDraft>,
    /// UUID that makes a repetition safe. A client SHOULD always send one and reuse it in its retries.
    #[prost(string, tag = "4")]
    pub request_id: ::prost::alloc::string::String,
}
/// The version just registered.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RegisterBaselineResponse {
    /// The version.
    #[prost(message, optional, tag = "1")]
    pub version: ::core::option::Option<ModelVersion>,
    /// Differences between its signature and that of `version.compared_with`. Empty if there are none or nothing was compared.
    #[prost(message, repeated, tag = "2")]
    pub changes: ::prost::alloc::vec::Vec<SignatureChange>,
}
/// Asks for a version that improves on another.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RegisterImprovedRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Number of the version it improves on, as in `1.2.3`.
    #[prost(string, tag = "2")]
    pub parent_version: ::prost::alloc::string::String,
    /// The version.
    #[prost(message, optional, tag = "3")]
    pub draft: ::core::option::Option<VersionDraft>,
    /// UUID that makes a repetition safe. A client SHOULD always send one and reuse it in its retries.
    #[prost(string, tag = "4")]
    pub request_id: ::prost::alloc::string::String,
}
/// The version just registered.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RegisterImprovedResponse {
    /// The version, with `improvements` against its parent.
    #[prost(message, optional, tag = "1")]
    pub version: ::core::option::Option<ModelVersion>,
    /// Differences between its signature and that of `version.compared_with`. Empty if there are none or nothing was compared.
    #[prost(message, repeated, tag = "2")]
    pub changes: ::prost::alloc::vec::Vec<SignatureChange>,
}
/// Asks to give a SemVer to a version made in MLflow.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct AdoptVersionRequest {
    /// Name of the model, the same in MLflow.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// MLflow's number of the version, at least 1.
    #[prost(int64, tag = "2")]
    pub mlflow_version: i64,
    /// Exactly this number. Unset means that the server picks the least that tells the truth.
    #[prost(string, tag = "3")]
    pub version: ::prost::alloc::string::String,
    /// UUID that makes a repetition safe.
    #[prost(string, tag = "4")]
    pub request_id: ::prost::alloc::string::String,
}
/// The version just adopted.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AdoptVersionResponse {
    /// The version.
    #[prost(message, optional, tag = "1")]
    pub version: ::core::option::Option<ModelVersion>,
}
/// Asks for the lineage of a version.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetLineageRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Number of the version, as in `1.2.3`.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
    /// Most nodes in the reply. Default 50; more than 1000 counts as 1000.
    #[prost(int32, tag = "3")]
    pub page_size: i32,
    /// `next_page_token` of the page before, with everything else of the request unchanged. Unset means the first page.
    #[prost(string, tag = "4")]
    pub page_token: ::prost::alloc::string::String,
}
/// A page of a lineage.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetLineageResponse {
    /// The nodes: ancestors from the root down, the version, its descendants.
    #[prost(message, repeated, tag = "1")]
    pub nodes: ::prost::alloc::vec::Vec<LineageNode>,
    /// Token for the next page. Empty means that this was the last.
    #[prost(string, tag = "2")]
    pub next_page_token: ::prost::alloc::string::String,
    /// The version's metrics against those of the root of its line, in the order of the names. Empty if it is the root.
    #[prost(message, repeated, tag = "3")]
    pub improvements_since_root: ::prost::alloc::vec::Vec<MetricComparison>,
}
/// One version in a lineage.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct LineageNode {
    /// The version.
    #[prost(message, optional, tag = "1")]
    pub version: ::core::option::Option<ModelVersion>,
    /// What it is to the version asked for.
    #[prost(enumeration = "LineageRelation", tag = "2")]
    pub relation: i32,
    /// Steps between the two: 0 for the version itself, 1 for its parent and its children.
    #[prost(int32, tag = "3")]
    pub distance: i32,
}
/// Order of a listing of models. Ties are broken by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum ModelOrder {
    /// By name.
    Unspecified = 0,
    /// By name, A first, in byte order.
    Name = 1,
    /// By name, Z first, in byte order.
    NameDescending = 2,
    /// Oldest first.
    CreateTime = 3,
    /// Newest first.
    CreateTimeDescending = 4,
}
impl ModelOrder {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "MODEL_ORDER_UNSPECIFIED",
            Self::Name => "MODEL_ORDER_NAME",
            Self::NameDescending => "MODEL_ORDER_NAME_DESCENDING",
            Self::CreateTime => "MODEL_ORDER_CREATE_TIME",
            Self::CreateTimeDescending => "MODEL_ORDER_CREATE_TIME_DESCENDING",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "MODEL_ORDER_UNSPECIFIED" => Some(Self::Unspecified),
            "MODEL_ORDER_NAME" => Some(Self::Name),
            "MODEL_ORDER_NAME_DESCENDING" => Some(Self::NameDescending),
            "MODEL_ORDER_CREATE_TIME" => Some(Self::CreateTime),
            "MODEL_ORDER_CREATE_TIME_DESCENDING" => Some(Self::CreateTimeDescending),
            _ => None,
        }
    }
}
/// What one version is to another in a lineage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum LineageRelation {
    /// Never sent by a server.
    Unspecified = 0,
    /// It came before.
    Ancestor = 1,
    /// It is the version asked for.
    Self_ = 2,
    /// It came of it.
    Descendant = 3,
}
impl LineageRelation {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "LINEAGE_RELATION_UNSPECIFIED",
            Self::Ancestor => "LINEAGE_RELATION_ANCESTOR",
            Self::Self_ => "LINEAGE_RELATION_SELF",
            Self::Descendant => "LINEAGE_RELATION_DESCENDANT",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "LINEAGE_RELATION_UNSPECIFIED" => Some(Self::Unspecified),
            "LINEAGE_RELATION_ANCESTOR" => Some(Self::Ancestor),
            "LINEAGE_RELATION_SELF" => Some(Self::Self_),
            "LINEAGE_RELATION_DESCENDANT" => Some(Self::Descendant),
            _ => None,
        }
    }
}
/// Generated client implementations.
pub mod registry_service_client {
    #![allow(
        unused_variables,
        dead_code,
        missing_docs,
        clippy::wildcard_imports,
        clippy::let_unit_value,
    )]
    use tonic::codegen::*;
    use tonic::codegen::http::Uri;
    /// Models, the bundles they are made of, and the registration of versions.
    ///
    /// Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
    /// changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days.
    ///
    /// Every RPC may also answer INVALID_ARGUMENT (INVALID_REQUEST): a field breaks the rule stated at it, with one BadRequest
    /// violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
    /// changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
    #[derive(Debug, Clone)]
    pub struct RegistryServiceClient<T> {
        inner: tonic::client::Grpc<T>,
    }
    impl<T> RegistryServiceClient<T>
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
        ) -> RegistryServiceClient<InterceptedService<T, F>>
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
            RegistryServiceClient::new(InterceptedService::new(inner, interceptor))
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
        /// Creates a model without versions.
        ///
        /// Registering a baseline creates its model by itself; this RPC is for those who want the model before. Atomic.
        ///
        /// Errors:
        ///   ALREADY_EXISTS (MODEL_ALREADY_EXISTS): a model of this name exists, archived or not.
        ///   INVALID_ARGUMENT (INVALID_REQUEST): the name breaks the rule of names.
        ///   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
        pub async fn create_model(
            &mut self,
            request: impl tonic::IntoRequest<super::CreateModelRequest>,
        ) -> std::result::Result<
            tonic::Response<super::CreateModelResponse>,
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
                "/hokusai.registry.v1.RegistryService/CreateModel",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.registry.v1.RegistryService", "CreateModel"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Returns one model, archived ones too.
        ///
        /// Errors:
        ///   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
        pub async fn get_model(
            &mut self,
            request: impl tonic::IntoRequest<super::GetModelRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetModelResponse>,
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
                "/hokusai.registry.v1.RegistryService/GetModel",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.registry.v1.RegistryService", "GetModel"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Lists models in pages.
        ///
        /// Every model that exists throughout the listing is returned exactly once, in the order asked for, whatever is written
        /// meanwhile.
        ///
        /// Errors:
        ///   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
        pub async fn list_models(
            &mut self,
            request: impl tonic::IntoRequest<super::ListModelsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListModelsResponse>,
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
                "/hokusai.registry.v1.RegistryService/ListModels",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.registry.v1.RegistryService", "ListModels"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Changes what a model says about itself. Atomic: all of the named changes or none.
        ///
        /// Errors:
        ///   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
        ///   ABORTED (ETAG_MISMATCH): the model changed since the etag was read. Read again, then decide.
        ///   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
        pub async fn update_model(
            &mut self,
            request: impl tonic::IntoRequest<super::UpdateModelRequest>,
        ) -> std::result::Result<
            tonic::Response<super::UpdateModelResponse>,
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
                "/hokusai.registry.v1.RegistryService/UpdateModel",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.registry.v1.RegistryService", "UpdateModel"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Closes a model to new versions and hides it from lists. What it has keeps working. Archiving an archived model
        /// succeeds and changes nothing. Atomic.
        ///
        /// Errors:
        ///   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
        ///   ABORTED (ETAG_MISMATCH): the model changed since the etag was read.
        ///   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
        pub async fn archive_model(
            &mut self,
            request: impl tonic::IntoRequest<super::ArchiveModelRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ArchiveModelResponse>,
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
                "/hokusai.registry.v1.RegistryService/ArchiveModel",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.registry.v1.RegistryService",
                        "ArchiveModel",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Opens an archived model again. Restoring an active model succeeds and changes nothing. Atomic.
        ///
        /// Errors:
        ///   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
        ///   ABORTED (ETAG_MISMATCH): the model changed since the etag was read.
        ///   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
        pub async fn restore_model(
            &mut self,
            request: impl tonic::IntoRequest<super::RestoreModelRequest>,
        ) -> std::result::Result<
            tonic::Response<super::RestoreModelResponse>,
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
                "/hokusai.registry.v1.RegistryService/RestoreModel",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.registry.v1.RegistryService",
                        "RestoreModel",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Opens an upload for a bundle whose files the client already knows.
        ///
        /// The reply says which files the server already has from earlier bundles; only the others need sending. The upload
        /// survives a restart of the server and expires when nothing arrives for a day. With a repeated `request_id` the first
        /// upload is returned as it stands now.
        ///
        /// Limits: 10,000 files and 64 GiB a bundle unless the server is set otherwise. The manifest must name a file `MLmodel` at
        /// the root.
        ///
        /// Errors:
        ///   INVALID_ARGUMENT (BUNDLE_PATH_REFUSED): a path is absolute, has `..`, collides with another or is otherwise refused.
        ///   INVALID_ARGUMENT (BUNDLE_INVALID): no `MLmodel` at the root.
        ///   INVALID_ARGUMENT (BUNDLE_TOO_LARGE): more bytes or files than the server takes.
        ///   INVALID_ARGUMENT (CHECKSUM_MISMATCH): an empty file has another SHA-256 than that of no bytes.
        ///   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk has not enough room for what is missing.
        ///   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
        pub async fn start_upload(
            &mut self,
            request: impl tonic::IntoRequest<super::StartUploadRequest>,
        ) -> std::result::Result<
            tonic::Response<super::StartUploadResponse>,
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
                "/hokusai.registry.v1.RegistryService/StartUpload",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.registry.v1.RegistryService", "StartUpload"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Appends bytes to the files of an upload.
        ///
        /// Every message carries one chunk; chunks of one file come in order, files in any order, and several calls may send
        /// different files of one upload at once. Chunks that repeat bytes the server already has are skipped, so going on from
        /// an older offset is safe. When a file's last byte is there its SHA-256 is checked; a file that does not match is thrown
        /// away and is to be sent again from offset 0.
        ///
        /// The server answers only after the client's stream has ended: after a fault it reads on and drops what follows, since
        /// an early end would cost an asynchronous client the status. A client SHOULD therefore send at most 64 MiB in one call.
        /// What was acknowledged is durable.
        ///
        /// Errors (all after the client's stream ended):
        ///   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it is finished or expired.
        ///   INVALID_ARGUMENT (INVALID_REQUEST): the path is not in the manifest.
        ///   ABORTED (UPLOAD_OFFSET_MISMATCH): the chunk leaves a gap or passes the file's end; metadata names the offset wanted.
        ///   INVALID_ARGUMENT (CHECKSUM_MISMATCH): the content of a file or chunk does not match its SHA-256; send it again.
        ///   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk is full.
        ///   INVALID_ARGUMENT (INVALID_REQUEST): the stream is empty or its messages name different uploads.
        pub async fn append_upload(
            &mut self,
            request: impl tonic::IntoStreamingRequest<
                Message = super::AppendUploadRequest,
            >,
        ) -> std::result::Result<
            tonic::Response<super::AppendUploadResponse>,
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
                "/hokusai.registry.v1.RegistryService/AppendUpload",
            );
            let mut req = request.into_streaming_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.registry.v1.RegistryService",
                        "AppendUpload",
                    ),
                );
            self.inner.client_streaming(req, path, codec).await
        }
        /// Returns what the server has of an upload: where to go on after a cut.
        ///
        /// Errors:
        ///   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it expired.
        pub async fn query_upload(
            &mut self,
            request: impl tonic::IntoRequest<super::QueryUploadRequest>,
        ) -> std::result::Result<
            tonic::Response<super::QueryUploadResponse>,
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
                "/hokusai.registry.v1.RegistryService/QueryUpload",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.registry.v1.RegistryService", "QueryUpload"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Verifies and seals an upload as a bundle.
        ///
        /// All or nothing: afterwards the bundle is durable and readable by its digest, or nothing changed. Finishing a finished
        /// upload returns the same bundle. A bundle that no version uses is removed seven days after it was last uploaded or
        /// registered.
        ///
        /// Errors:
        ///   NOT_FOUND (UPLOAD_NOT_FOUND): no such upload, or it expired.
        ///   FAILED_PRECONDITION (UPLOAD_INCOMPLETE): a file is not whole; metadata names the first, and how much of it is there.
        ///   INVALID_ARGUMENT (CHECKSUM_MISMATCH): a file is whole and wrong; it was thrown away, send it again.
        ///   INVALID_ARGUMENT (BUNDLE_INVALID): `MLmodel` cannot be read as an MLflow model.
        ///   RESOURCE_EXHAUSTED (STORAGE_FULL): the disk is full.
        pub async fn finish_upload(
            &mut self,
            request: impl tonic::IntoRequest<super::FinishUploadRequest>,
        ) -> std::result::Result<
            tonic::Response<super::FinishUploadResponse>,
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
                "/hokusai.registry.v1.RegistryService/FinishUpload",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.registry.v1.RegistryService",
                        "FinishUpload",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Sends a bundle or parts of it.
        ///
        /// First one `manifest`, then `chunk` frames: whole files in the order of the manifest, or the ranges in the order asked
        /// for; last one `summary`. A stream without a summary is incomplete: go on with ranges from the first missing byte.
        ///
        /// Errors:
        ///   NOT_FOUND (BUNDLE_NOT_FOUND): no bundle of this digest is stored.
        ///   NOT_FOUND (MODEL_NOT_FOUND), NOT_FOUND (VERSION_NOT_FOUND): no such model or version.
        ///   FAILED_PRECONDITION (VERSION_DELETED): the version is deleted.
        ///   INVALID_ARGUMENT (INVALID_REQUEST): a range names an unknown file or begins beyond its end.
        pub async fn download_bundle(
            &mut self,
            request: impl tonic::IntoRequest<super::DownloadBundleRequest>,
        ) -> std::result::Result<
            tonic::Response<tonic::codec::Streaming<super::DownloadBundleResponse>>,
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
                "/hokusai.registry.v1.RegistryService/DownloadBundle",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.registry.v1.RegistryService",
                        "DownloadBundle",
                    ),
                );
            self.inner.server_streaming(req, path, codec).await
        }
        /// Registers a sealed bundle as a version that improves on nothing.
        ///
        /// Creates the model if there is none of that name. The number is given out by the server: `1.0.0` for the first version
        /// unless another is asked for; afterwards the highest version of the release line, raised by `bump`. All or nothing: when
        /// the call succeeds the version is durable, mirrored to MLflow (or marked pending, where the server is set to run without
        /// MLflow) and visible; when it fails nothing is visible. If the connection breaks, repeat it with the same `request_id`: a
        /// version that was under way is finished, not doubled. Concurrent registrations of one model queue and all succeed,
        /// without a duplicate or a hole.
        ///
        /// Errors:
        ///   INVALID_ARGUMENT (INVALID_REQUEST): the name breaks the rule of names.
        ///   INVALID_ARGUMENT (INVALID_REQUEST): the number is no SemVer 2.0.0, or has build metadata.
        ///   INVALID_ARGUMENT (INVALID_REQUEST): a metric is named twice or its direction is neither given nor known.
        ///   INVALID_ARGUMENT (INVALID_REQUEST): the alias is reserved or breaks the rule of aliases.
        ///   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
        ///   NOT_FOUND (BUNDLE_NOT_FOUND): no bundle of this digest is stored; upload it.
        ///   ALREADY_EXISTS (VERSION_ALREADY_EXISTS): the explicit number is taken, be it by a deleted version.
        ///   FAILED_PRECONDITION (VERSION_UNDERSTATES_CHANGE): the number or bump promises more compatibility than the signatures
        ///     have; metadata names each field. Raise the bump, use AUTO, or set `allow_breaking`.
        ///   FAILED_PRECONDITION (SIGNATURE_REQUIRED): the bundle has no signature and the server's policy wants one.
        ///   FAILED_PRECONDITION (MODEL_ARCHIVED): the model takes no new versions.
        ///   UNAVAILABLE (MLFLOW_UNAVAILABLE): MLflow does not answer. Retryable with the same request id.
        ///   FAILED_PRECONDITION (MLFLOW_AUTHENTICATION): MLflow refused the server's credentials; not retryable.
        ///   FAILED_PRECONDITION (MLFLOW_REFUSED): MLflow understood the call and refused it.
        pub async fn register_baseline(
            &mut self,
            request: impl tonic::IntoRequest<super::RegisterBaselineRequest>,
        ) -> std::result::Result<
            tonic::Response<super::RegisterBaselineResponse>,
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
                "/hokusai.registry.v1.RegistryService/RegisterBaseline",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.registry.v1.RegistryService",
                        "RegisterBaseline",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Registers a sealed bundle as a version that improves on another.
        ///
        /// As RegisterBaseline, except that the model and the parent must exist, and that the deltas of the metrics against the
        /// parent's are computed by the server and kept with the version. A worse version is registered too: judging is
        /// CompareVersions' work, choosing is PromoteVersion's.
        ///
        /// Errors: those of RegisterBaseline, and
        ///   NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered.
        ///   NOT_FOUND (VERSION_NOT_FOUND): the model has no such parent.
        ///   FAILED_PRECONDITION (VERSION_DELETED): the parent is deleted.
        pub async fn register_improved(
            &mut self,
            request: impl tonic::IntoRequest<super::RegisterImprovedRequest>,
        ) -> std::result::Result<
            tonic::Response<super::RegisterImprovedResponse>,
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
                "/hokusai.registry.v1.RegistryService/RegisterImproved",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.registry.v1.RegistryService",
                        "RegisterImproved",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Gives a SemVer to a model version that someone made in MLflow directly.
        ///
        /// The bundle is fetched, verified and sealed; the number follows the rules of RegisterBaseline. Not offered yet.
        ///
        /// Errors:
        ///   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
        pub async fn adopt_version(
            &mut self,
            request: impl tonic::IntoRequest<super::AdoptVersionRequest>,
        ) -> std::result::Result<
            tonic::Response<super::AdoptVersionResponse>,
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
                "/hokusai.registry.v1.RegistryService/AdoptVersion",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.registry.v1.RegistryService",
                        "AdoptVersion",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Returns where a version came from and what came of it.
        ///
        /// Nodes come in pages: the ancestors from the root down, the version itself, then its descendants, parents before
        /// children and, among children, the lower number first. Deleted versions are part of a lineage.
        ///
        /// Errors:
        ///   NOT_FOUND (MODEL_NOT_FOUND), NOT_FOUND (VERSION_NOT_FOUND): no such model or version.
        ///   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
        pub async fn get_lineage(
            &mut self,
            request: impl tonic::IntoRequest<super::GetLineageRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetLineageResponse>,
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
                "/hokusai.registry.v1.RegistryService/GetLineage",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.registry.v1.RegistryService", "GetLineage"),
                );
            self.inner.unary(req, path, codec).await
        }
    }
}
