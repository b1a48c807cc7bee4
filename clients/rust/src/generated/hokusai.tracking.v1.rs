// @generated from the contract; never edited.
/// An experiment: a named folder of runs. It lives in MLflow, where stock MLflow tools see the same experiment.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Experiment {
    /// Identifier given by MLflow when the experiment was created; never reused.
    #[prost(string, tag = "1")]
    pub experiment_id: ::prost::alloc::string::String,
    /// Name, unique among the experiments of this server, 1–256 characters.
    #[prost(string, tag = "2")]
    pub name: ::prost::alloc::string::String,
    /// Where new runs of this experiment put their artifacts, as a URI that the MLflow server understands.
    #[prost(string, tag = "3")]
    pub artifact_location: ::prost::alloc::string::String,
    /// Tags; keys are unique. Keys that begin with "mlflow." or "hokusai." are set by the two systems.
    #[prost(btree_map = "string, string", tag = "4")]
    pub tags: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// Whether the experiment takes new runs.
    #[prost(enumeration = "ExperimentState", tag = "5")]
    pub state: i32,
    /// When the experiment was created. Unset only if MLflow does not know it.
    #[prost(message, optional, tag = "6")]
    pub create_time: ::core::option::Option<::prost_types::Timestamp>,
    /// When the experiment or its tags last changed. Unset only if MLflow does not know it.
    #[prost(message, optional, tag = "7")]
    pub update_time: ::core::option::Option<::prost_types::Timestamp>,
}
/// The life of an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum ExperimentState {
    /// Not said. In a request it means "active experiments only"; never in a reply.
    Unspecified = 0,
    /// In use: takes new runs.
    Active = 1,
    /// Deleted in MLflow, and not yet purged there. Takes no new runs.
    Deleted = 2,
}
impl ExperimentState {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "EXPERIMENT_STATE_UNSPECIFIED",
            Self::Active => "EXPERIMENT_STATE_ACTIVE",
            Self::Deleted => "EXPERIMENT_STATE_DELETED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "EXPERIMENT_STATE_UNSPECIFIED" => Some(Self::Unspecified),
            "EXPERIMENT_STATE_ACTIVE" => Some(Self::Active),
            "EXPERIMENT_STATE_DELETED" => Some(Self::Deleted),
            _ => None,
        }
    }
}
/// One prediction as it went: which version answered, how fast, how sure, and whatever else was measured.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InferenceEvent {
    /// Identifier that makes a repeated event count once: any text of 1–128 characters, a UUID by habit. Unset: the
    /// event is counted each time it is sent. See TrackInference for how long ids are remembered.
    #[prost(string, tag = "1")]
    pub event_id: ::prost::alloc::string::String,
    /// Name of the model that predicted.
    #[prost(string, tag = "2")]
    pub model: ::prost::alloc::string::String,
    /// The SemVer of the version that answered, exactly: "1.2.3". No alias and no range.
    #[prost(string, tag = "3")]
    pub version: ::prost::alloc::string::String,
    /// When the prediction was made; decides the minute that the event is counted in. Unset: the server's clock at arrival,
    /// which is also taken for a time up to 5 minutes ahead of it. Further ahead, or before 1970, is refused.
    #[prost(message, optional, tag = "4")]
    pub event_time: ::core::option::Option<::prost_types::Timestamp>,
    /// How long the prediction took, in milliseconds; finite and not negative. Must be set (0 is a value).
    #[prost(double, optional, tag = "5")]
    pub latency_ms: ::core::option::Option<f64>,
    /// How sure the model was, from 0 to 1. Unset: the model does not say; the event counts in no confidence figure.
    #[prost(double, optional, tag = "6")]
    pub confidence: ::core::option::Option<f64>,
    /// How the prediction ended. Unset counts as INFERENCE_OUTCOME_SUCCESS, unless `error_reason` is set.
    #[prost(enumeration = "InferenceOutcome", tag = "7")]
    pub outcome: i32,
    /// Why it failed, as a short constant ("MODEL_FAILED"); at most 128 characters. Set with an outcome that is unset, it
    /// makes the event an error; set with INFERENCE_OUTCOME_SUCCESS it is refused.
    #[prost(string, tag = "8")]
    pub error_reason: ::prost::alloc::string::String,
    /// The arm of the traffic policy that chose the version, at most 128 characters. Unset: no policy was in play.
    #[prost(string, tag = "9")]
    pub arm: ::prost::alloc::string::String,
    /// Whom the prediction was for (a user id, a session), at most 256 characters; the key by which traffic is split.
    #[prost(string, tag = "10")]
    pub subject_key: ::prost::alloc::string::String,
    /// The request_id of the prediction that this event tells of, at most 128 characters, to find it in logs and traces.
    #[prost(string, tag = "11")]
    pub prediction_id: ::prost::alloc::string::String,
    /// Further measurements by name, at most 32, each finite: {"tokens": 412, "revenue": 3.2}. Names are 1–128 characters
    /// of letters, digits, "_", "-", "." and "/".
    #[prost(btree_map = "string, double", tag = "12")]
    pub metrics: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        f64,
    >,
}
/// What was tracked for one version in one window of time (and one arm, where asked).
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InferenceStatistics {
    /// The model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// The version, as SemVer.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
    /// The arm of the traffic policy. Empty unless the request asked for `by_arm`, and for events without an arm.
    #[prost(string, tag = "3")]
    pub arm: ::prost::alloc::string::String,
    /// First instant counted. Events are kept by minute, so this is a whole minute.
    #[prost(message, optional, tag = "4")]
    pub window_start_time: ::core::option::Option<::prost_types::Timestamp>,
    /// First instant no longer counted, a whole minute.
    #[prost(message, optional, tag = "5")]
    pub window_end_time: ::core::option::Option<::prost_types::Timestamp>,
    /// Number of events.
    #[prost(int64, tag = "6")]
    pub event_count: i64,
    /// How many of them were errors.
    #[prost(int64, tag = "7")]
    pub error_count: i64,
    /// Events per second over the whole window.
    #[prost(double, tag = "8")]
    pub events_per_second: f64,
    /// Latency in milliseconds, errors included. Unset if no event was counted.
    #[prost(message, optional, tag = "9")]
    pub latency_ms: ::core::option::Option<Distribution>,
    /// Confidence, over the events that told one. Unset if none did.
    #[prost(message, optional, tag = "10")]
    pub confidence: ::core::option::Option<Distribution>,
    /// Further measurements by name.
    #[prost(btree_map = "string, message", tag = "11")]
    pub metrics: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        MetricStatistics,
    >,
}
/// A distribution of measured values. Percentiles are within 1 % of the true value (relative error of the sketch);
/// count, mean, min and max are exact up to rounding.
#[derive(Clone, Copy, PartialEq, ::prost::Message)]
pub struct Distribution {
    /// Number of values.
    #[prost(int64, tag = "1")]
    pub count: i64,
    /// Arithmetic mean.
    #[prost(double, tag = "2")]
    pub mean: f64,
    /// Smallest value.
    #[prost(double, tag = "3")]
    pub min: f64,
    /// Greatest value.
    #[prost(double, tag = "4")]
    pub max: f64,
    /// The median.
    #[prost(double, tag = "5")]
    pub p50: f64,
    /// The value that 90 % of the values do not exceed.
    #[prost(double, tag = "6")]
    pub p90: f64,
    /// The value that 99 % of the values do not exceed.
    #[prost(double, tag = "7")]
    pub p99: f64,
}
/// Sums over one further measurement.
#[derive(Clone, Copy, PartialEq, ::prost::Message)]
pub struct MetricStatistics {
    /// Number of events that carried it.
    #[prost(int64, tag = "1")]
    pub count: i64,
    /// Sum of the values.
    #[prost(double, tag = "2")]
    pub sum: f64,
    /// Arithmetic mean.
    #[prost(double, tag = "3")]
    pub mean: f64,
    /// Standard deviation of the values (n − 1); 0 with a single value.
    #[prost(double, tag = "4")]
    pub standard_deviation: f64,
    /// Smallest value.
    #[prost(double, tag = "5")]
    pub min: f64,
    /// Greatest value.
    #[prost(double, tag = "6")]
    pub max: f64,
}
/// How a prediction ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum InferenceOutcome {
    /// Not said: a success unless `error_reason` is set.
    Unspecified = 0,
    /// It answered.
    Success = 1,
    /// It failed.
    Error = 2,
}
impl InferenceOutcome {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "INFERENCE_OUTCOME_UNSPECIFIED",
            Self::Success => "INFERENCE_OUTCOME_SUCCESS",
            Self::Error => "INFERENCE_OUTCOME_ERROR",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "INFERENCE_OUTCOME_UNSPECIFIED" => Some(Self::Unspecified),
            "INFERENCE_OUTCOME_SUCCESS" => Some(Self::Success),
            "INFERENCE_OUTCOME_ERROR" => Some(Self::Error),
            _ => None,
        }
    }
}
/// One run of an experiment: what went in (params), what came out (metrics, artifacts) and notes (tags).
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Run {
    /// Identifier given by MLflow when the run was created: 32 hex digits.
    #[prost(string, tag = "1")]
    pub run_id: ::prost::alloc::string::String,
    /// The experiment that holds the run.
    #[prost(string, tag = "2")]
    pub experiment_id: ::prost::alloc::string::String,
    /// Name for people; need not be unique.
    #[prost(string, tag = "3")]
    pub name: ::prost::alloc::string::String,
    /// Where the run is in its life.
    #[prost(enumeration = "RunState", tag = "4")]
    pub state: i32,
    /// When the run began.
    #[prost(message, optional, tag = "5")]
    pub start_time: ::core::option::Option<::prost_types::Timestamp>,
    /// When the run ended. Unset while it has not.
    #[prost(message, optional, tag = "6")]
    pub end_time: ::core::option::Option<::prost_types::Timestamp>,
    /// Params: written once, never changed.
    #[prost(btree_map = "string, string", tag = "7")]
    pub params: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// The last point of each metric: the one with the greatest step, then the latest time. The whole series is
    /// given by GetMetricHistory. Sorted by key.
    #[prost(message, repeated, tag = "8")]
    pub metrics: ::prost::alloc::vec::Vec<Metric>,
    /// Tags; keys are unique. Keys that begin with "mlflow." or "hokusai." are set by the two systems.
    #[prost(btree_map = "string, string", tag = "9")]
    pub tags: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// Root of the run's artifacts, as a URI that the MLflow server understands.
    #[prost(string, tag = "10")]
    pub artifact_uri: ::prost::alloc::string::String,
}
/// One point of a metric's series.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Metric {
    /// Name of the metric, 1–250 characters: letters, digits, "_", "-", ".", " ", ":" and "/".
    #[prost(string, tag = "1")]
    pub key: ::prost::alloc::string::String,
    /// The value. NaN and the infinities are kept as MLflow keeps them: infinities become the greatest finite double.
    #[prost(double, tag = "2")]
    pub value: f64,
    /// Position in the series, for instance the epoch. Default 0. May be negative.
    #[prost(int64, tag = "3")]
    pub step: i64,
    /// When it was measured, kept to the millisecond. Unset: the server's clock when the call arrived (a call repeated
    /// with the same request_id keeps the time of the first).
    #[prost(message, optional, tag = "4")]
    pub measure_time: ::core::option::Option<::prost_types::Timestamp>,
}
/// A file or folder below a run's artifact root.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct Artifact {
    /// Path below the artifact root, with "/" between the parts: "plots/roc.png".
    #[prost(string, tag = "1")]
    pub path: ::prost::alloc::string::String,
    /// True for a folder.
    #[prost(bool, tag = "2")]
    pub is_directory: bool,
    /// Size in bytes. Unset for folders, and where the artifact store does not tell.
    #[prost(int64, optional, tag = "3")]
    pub size_bytes: ::core::option::Option<i64>,
}
/// The life of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum RunState {
    /// Not said. What it means in a request is told by the field; never in a reply.
    Unspecified = 0,
    /// Going on.
    Running = 1,
    /// Waiting to begin.
    Scheduled = 2,
    /// Ended well.
    Finished = 3,
    /// Ended with an error.
    Failed = 4,
    /// Ended from outside.
    Killed = 5,
}
impl RunState {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "RUN_STATE_UNSPECIFIED",
            Self::Running => "RUN_STATE_RUNNING",
            Self::Scheduled => "RUN_STATE_SCHEDULED",
            Self::Finished => "RUN_STATE_FINISHED",
            Self::Failed => "RUN_STATE_FAILED",
            Self::Killed => "RUN_STATE_KILLED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "RUN_STATE_UNSPECIFIED" => Some(Self::Unspecified),
            "RUN_STATE_RUNNING" => Some(Self::Running),
            "RUN_STATE_SCHEDULED" => Some(Self::Scheduled),
            "RUN_STATE_FINISHED" => Some(Self::Finished),
            "RUN_STATE_FAILED" => Some(Self::Failed),
            "RUN_STATE_KILLED" => Some(Self::Killed),
            _ => None,
        }
    }
}
/// Asks for a new experiment.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateExperimentRequest {
    /// UUID that makes the call safe to repeat. Unset: a repeated call ends with EXPERIMENT_ALREADY_EXISTS.
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    /// Name, 1–256 characters, unique.
    #[prost(string, tag = "2")]
    pub name: ::prost::alloc::string::String,
    /// Tags, at most 100. Keys 1–250 characters, none beginning with "mlflow." or "hokusai."; values at most 5000 characters.
    #[prost(btree_map = "string, string", tag = "3")]
    pub tags: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// Where runs put their artifacts, as a URI that the MLflow server understands. Unset: MLflow's default.
    #[prost(string, tag = "4")]
    pub artifact_location: ::prost::alloc::string::String,
}
/// The experiment that was made.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateExperimentResponse {
    /// The experiment.
    #[prost(message, optional, tag = "1")]
    pub experiment: ::core::option::Option<Experiment>,
}
/// Asks for one experiment.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetExperimentRequest {
    /// Which one. Exactly one must be set.
    #[prost(oneof = "get_experiment_request::Experiment", tags = "1, 2")]
    pub experiment: ::core::option::Option<get_experiment_request::Experiment>,
}
/// Nested message and enum types in `GetExperimentRequest`.
pub mod get_experiment_request {
    /// Which one. Exactly one must be set.
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Experiment {
        /// By identifier.
        #[prost(string, tag = "1")]
        ExperimentId(::prost::alloc::string::String),
        /// By name.
        #[prost(string, tag = "2")]
        Name(::prost::alloc::string::String),
    }
}
/// The experiment asked for.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetExperimentResponse {
    /// The experiment.
    #[prost(message, optional, tag = "1")]
    pub experiment: ::core::option::Option<Experiment>,
}
/// Asks for a page of experiments.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListExperimentsRequest {
    /// Filter in MLflow's search language: "name LIKE 'lead%' AND tags.team = 'growth'". Unset: all.
    #[prost(string, tag = "1")]
    pub filter: ::prost::alloc::string::String,
    /// Order in MLflow's search language: \["name ASC"\]. Unset: newest first.
    #[prost(string, repeated, tag = "2")]
    pub order_by: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    /// Which life state. Unset: active ones.
    #[prost(enumeration = "ExperimentState", tag = "3")]
    pub state: i32,
    /// Greatest number of experiments to return. Default 50; more than 1000 counts as 1000.
    #[prost(int32, tag = "4")]
    pub page_size: i32,
    /// `next_page_token` of the page before, with all other fields unchanged. Empty: the first page.
    #[prost(string, tag = "5")]
    pub page_token: ::prost::alloc::string::String,
}
/// A page of experiments.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListExperimentsResponse {
    /// The experiments of this page.
    #[prost(message, repeated, tag = "1")]
    pub experiments: ::prost::alloc::vec::Vec<Experiment>,
    /// Token of the next page. Empty: this was the last.
    #[prost(string, tag = "2")]
    pub next_page_token: ::prost::alloc::string::String,
}
/// Asks for a new run.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateRunRequest {
    /// UUID that makes the call safe to repeat. Unset: a repeated call makes another run.
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    /// The experiment that shall hold it.
    #[prost(string, tag = "2")]
    pub experiment_id: ::prost::alloc::string::String,
    /// Name for people, at most 250 characters. Unset: MLflow makes one up.
    #[prost(string, tag = "3")]
    pub name: ::prost::alloc::string::String,
    /// Tags, at most 100. Keys 1–250 characters, none beginning with "hokusai."; values at most 5000 characters.
    #[prost(btree_map = "string, string", tag = "4")]
    pub tags: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// When it began. Unset: now.
    #[prost(message, optional, tag = "5")]
    pub start_time: ::core::option::Option<::prost_types::Timestamp>,
}
/// The run that was made.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateRunResponse {
    /// The run.
    #[prost(message, optional, tag = "1")]
    pub run: ::core::option::Option<Run>,
}
/// Asks for one run.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetRunRequest {
    /// The run.
    #[prost(string, tag = "1")]
    pub run_id: ::prost::alloc::string::String,
}
/// The run asked for.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetRunResponse {
    /// The run.
    #[prost(message, optional, tag = "1")]
    pub run: ::core::option::Option<Run>,
}
/// Asks for a page of runs.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SearchRunsRequest {
    /// The experiments to search, 1–100.
    #[prost(string, repeated, tag = "1")]
    pub experiment_ids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    /// Filter in MLflow's search language: "metrics.auc > 0.9 AND params.depth = '3' AND tags.team = 'growth'". Unset: all.
    #[prost(string, tag = "2")]
    pub filter: ::prost::alloc::string::String,
    /// Order in MLflow's search language: \["metrics.auc DESC"\]. Unset: newest first.
    #[prost(string, repeated, tag = "3")]
    pub order_by: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    /// Greatest number of runs to return. Default 50; more than 1000 counts as 1000.
    #[prost(int32, tag = "4")]
    pub page_size: i32,
    /// `next_page_token` of the page before, with all other fields unchanged. Empty: the first page.
    #[prost(string, tag = "5")]
    pub page_token: ::prost::alloc::string::String,
}
/// A page of runs.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SearchRunsResponse {
    /// The runs of this page.
    #[prost(message, repeated, tag = "1")]
    pub runs: ::prost::alloc::vec::Vec<Run>,
    /// Token of the next page. Empty: this was the last.
    #[prost(string, tag = "2")]
    pub next_page_token: ::prost::alloc::string::String,
}
/// Asks for changes to a run.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateRunRequest {
    /// UUID of the write, for logs and traces; the call is idempotent without it.
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    /// The run.
    #[prost(string, tag = "2")]
    pub run_id: ::prost::alloc::string::String,
    /// New name, 1–250 characters. Unset: stays.
    #[prost(string, optional, tag = "3")]
    pub name: ::core::option::Option<::prost::alloc::string::String>,
    /// Tags to set, at most 100; others stay. Keys 1–250 characters, none beginning with "hokusai."; values at most 5000
    /// characters.
    #[prost(btree_map = "string, string", tag = "4")]
    pub tags: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// Keys of tags to remove, at most 100; a key that is not there is no error. A key must not be in `tags` too.
    #[prost(string, repeated, tag = "5")]
    pub remove_tags: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
}
/// The run as it is now.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateRunResponse {
    /// The run.
    #[prost(message, optional, tag = "1")]
    pub run: ::core::option::Option<Run>,
}
/// Asks for the end of a run.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct FinishRunRequest {
    /// UUID of the write, for logs and traces; the call is idempotent without it.
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    /// The run.
    #[prost(string, tag = "2")]
    pub run_id: ::prost::alloc::string::String,
    /// How it ended: FINISHED, FAILED or KILLED. Unset: FINISHED.
    #[prost(enumeration = "RunState", tag = "3")]
    pub state: i32,
    /// When it ended. Unset: now.
    #[prost(message, optional, tag = "4")]
    pub end_time: ::core::option::Option<::prost_types::Timestamp>,
}
/// The run as it ended.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct FinishRunResponse {
    /// The run.
    #[prost(message, optional, tag = "1")]
    pub run: ::core::option::Option<Run>,
}
/// Asks for params, metric points and tags to be written to a run.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct LogBatchRequest {
    /// UUID that makes the call safe to repeat. Unset: see LogBatch.
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    /// The run.
    #[prost(string, tag = "2")]
    pub run_id: ::prost::alloc::string::String,
    /// Params to write, at most 100. Keys 1–250 characters, values at most 6000. Writing a param again with the same value
    /// changes nothing; with another value it is refused.
    #[prost(btree_map = "string, string", tag = "3")]
    pub params: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// Metric points to add, at most 1000. A point that is in the series already (key, step, time and value) is not added
    /// again.
    #[prost(message, repeated, tag = "4")]
    pub metrics: ::prost::alloc::vec::Vec<Metric>,
    /// Tags to set, at most 100; others stay. Keys 1–250 characters, none beginning with "hokusai."; values at most 5000
    /// characters.
    #[prost(btree_map = "string, string", tag = "5")]
    pub tags: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
}
/// The batch is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct LogBatchResponse {
    /// The time given to points that came without one.
    #[prost(message, optional, tag = "1")]
    pub default_measure_time: ::core::option::Option<::prost_types::Timestamp>,
}
/// A frame from the client of StreamMetrics.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StreamMetricsRequest {
    /// What the frame is. Exactly one must be set.
    #[prost(oneof = "stream_metrics_request::Frame", tags = "1, 2, 3")]
    pub frame: ::core::option::Option<stream_metrics_request::Frame>,
}
/// Nested message and enum types in `StreamMetricsRequest`.
pub mod stream_metrics_request {
    /// What the frame is. Exactly one must be set.
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Frame {
        /// The first frame.
        #[prost(message, tag = "1")]
        Open(super::StreamMetricsOpen),
        /// Points to add.
        #[prost(message, tag = "2")]
        Batch(super::StreamMetricsBatch),
        /// The last frame: no more batches follow.
        #[prost(message, tag = "3")]
        Finish(super::StreamMetricsFinish),
    }
}
/// Opens a stream of metrics.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct StreamMetricsOpen {
    /// The run that the points belong to.
    #[prost(string, tag = "1")]
    pub run_id: ::prost::alloc::string::String,
}
/// Points of one stream of metrics. Its rules are checked per batch and answered in its ack.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StreamMetricsBatch {
    /// The client's number of the batch: at least 1 and greater than that of the batch before.
    #[prost(int64, tag = "1")]
    pub sequence: i64,
    /// The points, 1–1000.
    #[prost(message, repeated, tag = "2")]
    pub metrics: ::prost::alloc::vec::Vec<Metric>,
}
/// Ends a stream of metrics from the client's side.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct StreamMetricsFinish {}
/// A frame from the server of StreamMetrics.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StreamMetricsResponse {
    /// What the frame is.
    #[prost(oneof = "stream_metrics_response::Frame", tags = "1, 2, 3")]
    pub frame: ::core::option::Option<stream_metrics_response::Frame>,
}
/// Nested message and enum types in `StreamMetricsResponse`.
pub mod stream_metrics_response {
    /// What the frame is.
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Frame {
        /// The stream is open; batches may come.
        #[prost(message, tag = "1")]
        Ready(super::StreamMetricsReady),
        /// What became of one batch.
        #[prost(message, tag = "2")]
        Ack(super::StreamMetricsAck),
        /// The last frame.
        #[prost(message, tag = "3")]
        Summary(super::StreamMetricsSummary),
    }
}
/// Says that a stream of metrics is open.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct StreamMetricsReady {
    /// The run that the points go to.
    #[prost(string, tag = "1")]
    pub run_id: ::prost::alloc::string::String,
}
/// Says what became of one batch of metrics.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StreamMetricsAck {
    /// The batch's sequence.
    #[prost(int64, tag = "1")]
    pub sequence: i64,
    /// OK (unset or code 0): the points are in MLflow. Anything else: none is, and `details` hold the ErrorInfo.
    #[prost(message, optional, tag = "2")]
    pub status: ::core::option::Option<super::super::super::google::rpc::Status>,
}
/// Closes a stream of metrics.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct StreamMetricsSummary {
    /// Batches acknowledged with OK.
    #[prost(int64, tag = "1")]
    pub accepted_batch_count: i64,
    /// Batches refused.
    #[prost(int64, tag = "2")]
    pub refused_batch_count: i64,
    /// Points written.
    #[prost(int64, tag = "3")]
    pub point_count: i64,
}
/// Asks for the series of one metric.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetMetricHistoryRequest {
    /// The run.
    #[prost(string, tag = "1")]
    pub run_id: ::prost::alloc::string::String,
    /// The metric.
    #[prost(string, tag = "2")]
    pub key: ::prost::alloc::string::String,
    /// Greatest number of points to return. Default 1000; more than 10,000 counts as 10,000.
    #[prost(int32, tag = "3")]
    pub page_size: i32,
    /// `next_page_token` of the page before, with all other fields unchanged. Empty: the first page.
    #[prost(string, tag = "4")]
    pub page_token: ::prost::alloc::string::String,
}
/// A page of one metric's series.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetMetricHistoryResponse {
    /// The points of this page.
    #[prost(message, repeated, tag = "1")]
    pub metrics: ::prost::alloc::vec::Vec<Metric>,
    /// Token of the next page. Empty: this was the last.
    #[prost(string, tag = "2")]
    pub next_page_token: ::prost::alloc::string::String,
}
/// A frame from the client of LogArtifact.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct LogArtifactRequest {
    /// What the frame is. Exactly one must be set.
    #[prost(oneof = "log_artifact_request::Frame", tags = "1, 2, 3")]
    pub frame: ::core::option::Option<log_artifact_request::Frame>,
}
/// Nested message and enum types in `LogArtifactRequest`.
pub mod log_artifact_request {
    /// What the frame is. Exactly one must be set.
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Frame {
        /// The first frame.
        #[prost(message, tag = "1")]
        Open(super::LogArtifactOpen),
        /// The next bytes of the file, 1 byte to 1 MiB.
        #[prost(bytes, tag = "2")]
        Chunk(::prost::bytes::Bytes),
        /// The last frame: the file is whole.
        #[prost(message, tag = "3")]
        Finish(super::LogArtifactFinish),
    }
}
/// Opens the upload of an artifact.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct LogArtifactOpen {
    /// The run that gets the artifact.
    #[prost(string, tag = "1")]
    pub run_id: ::prost::alloc::string::String,
    /// Path below the run's artifact root, 1–500 characters, "/" between the parts; no empty part, no "." and no "..".
    #[prost(string, tag = "2")]
    pub path: ::prost::alloc::string::String,
    /// Size of the file in bytes, at most 5 GiB. Unset: not checked.
    #[prost(int64, optional, tag = "3")]
    pub size_bytes: ::core::option::Option<i64>,
    /// sha256 of the whole file, 32 bytes. Unset: not checked.
    #[prost(bytes = "bytes", tag = "4")]
    pub sha256: ::prost::bytes::Bytes,
}
/// Ends the upload of an artifact from the client's side.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct LogArtifactFinish {}
/// A frame from the server of LogArtifact.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct LogArtifactResponse {
    /// What the frame is.
    #[prost(oneof = "log_artifact_response::Frame", tags = "1, 2, 3")]
    pub frame: ::core::option::Option<log_artifact_response::Frame>,
}
/// Nested message and enum types in `LogArtifactResponse`.
pub mod log_artifact_response {
    /// What the frame is.
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Frame {
        /// The upload is open; chunks may come.
        #[prost(message, tag = "1")]
        Ready(super::LogArtifactReady),
        /// The last frame: the artifact is stored.
        #[prost(message, tag = "2")]
        Result(super::LogArtifactResult),
        /// The upload failed and nothing was stored; the stream ends with this status once the client half-closes.
        #[prost(message, tag = "3")]
        Fault(super::super::super::super::google::rpc::Status),
    }
}
/// Says that the upload of an artifact is open.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct LogArtifactReady {
    /// Greatest chunk, in bytes.
    #[prost(int64, tag = "1")]
    pub max_chunk_bytes: i64,
}
/// Says that an artifact is stored.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct LogArtifactResult {
    /// The artifact.
    #[prost(message, optional, tag = "1")]
    pub artifact: ::core::option::Option<Artifact>,
    /// sha256 of what was stored, 32 bytes.
    #[prost(bytes = "bytes", tag = "2")]
    pub sha256: ::prost::bytes::Bytes,
}
/// Asks for the artifacts of one folder.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListArtifactsRequest {
    /// The run.
    #[prost(string, tag = "1")]
    pub run_id: ::prost::alloc::string::String,
    /// The folder, below the artifact root. Unset: the root.
    #[prost(string, tag = "2")]
    pub path: ::prost::alloc::string::String,
    /// Greatest number of artifacts to return. Default 50; more than 1000 counts as 1000.
    #[prost(int32, tag = "3")]
    pub page_size: i32,
    /// `next_page_token` of the page before, with all other fields unchanged. Empty: the first page.
    #[prost(string, tag = "4")]
    pub page_token: ::prost::alloc::string::String,
}
/// A page of artifacts.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListArtifactsResponse {
    /// The artifacts of this page, sorted by path.
    #[prost(message, repeated, tag = "1")]
    pub artifacts: ::prost::alloc::vec::Vec<Artifact>,
    /// Token of the next page. Empty: this was the last.
    #[prost(string, tag = "2")]
    pub next_page_token: ::prost::alloc::string::String,
}
/// Asks for the content of one artifact.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DownloadArtifactRequest {
    /// The run.
    #[prost(string, tag = "1")]
    pub run_id: ::prost::alloc::string::String,
    /// Path of the file below the artifact root.
    #[prost(string, tag = "2")]
    pub path: ::prost::alloc::string::String,
}
/// A frame of an artifact's content.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DownloadArtifactResponse {
    /// What the frame is.
    #[prost(oneof = "download_artifact_response::Frame", tags = "1, 2, 3")]
    pub frame: ::core::option::Option<download_artifact_response::Frame>,
}
/// Nested message and enum types in `DownloadArtifactResponse`.
pub mod download_artifact_response {
    /// What the frame is.
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Frame {
        /// The first frame.
        #[prost(message, tag = "1")]
        Header(super::DownloadArtifactHeader),
        /// The next bytes.
        #[prost(bytes, tag = "2")]
        Chunk(::prost::bytes::Bytes),
        /// The last frame.
        #[prost(message, tag = "3")]
        Summary(super::DownloadArtifactSummary),
    }
}
/// Begins the content of an artifact.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DownloadArtifactHeader {
    /// The file.
    #[prost(message, optional, tag = "1")]
    pub artifact: ::core::option::Option<Artifact>,
}
/// Ends the content of an artifact.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DownloadArtifactSummary {
    /// Number of bytes sent.
    #[prost(int64, tag = "1")]
    pub size_bytes: i64,
    /// sha256 of the bytes sent, 32 bytes.
    #[prost(bytes = "bytes", tag = "2")]
    pub sha256: ::prost::bytes::Bytes,
}
/// Hands over inference events.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TrackInferenceRequest {
    /// UUID that makes the call count once. Unset: events without an `event_id` count again when the call is repeated.
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    /// The events, 1–1000.
    #[prost(message, repeated, tag = "2")]
    pub events: ::prost::alloc::vec::Vec<InferenceEvent>,
}
/// The events are on disk.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct TrackInferenceResponse {
    /// Events stored by this call.
    #[prost(int32, tag = "1")]
    pub accepted_count: i32,
    /// Events that were stored before, by their id, and count once.
    #[prost(int32, tag = "2")]
    pub duplicate_count: i32,
}
/// A frame from the client of StreamInferenceEvents.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StreamInferenceEventsRequest {
    /// What the frame is. Exactly one must be set.
    #[prost(oneof = "stream_inference_events_request::Frame", tags = "1, 2, 3")]
    pub frame: ::core::option::Option<stream_inference_events_request::Frame>,
}
/// Nested message and enum types in `StreamInferenceEventsRequest`.
pub mod stream_inference_events_request {
    /// What the frame is. Exactly one must be set.
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Frame {
        /// The first frame.
        #[prost(message, tag = "1")]
        Open(super::InferenceEventsOpen),
        /// Events to store.
        #[prost(message, tag = "2")]
        Batch(super::InferenceEventsBatch),
        /// The last frame: no more batches follow.
        #[prost(message, tag = "3")]
        Finish(super::InferenceEventsFinish),
    }
}
/// Opens a stream of inference events.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct InferenceEventsOpen {
    /// UUID of this client, the same on every stream on which it may send a batch again; with the batch's sequence it makes
    /// the batch count once. Unset: only `event_id`s make events count once.
    #[prost(string, tag = "1")]
    pub client_id: ::prost::alloc::string::String,
}
/// A batch of one stream of inference events. Its rules are checked per batch and answered in its ack.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InferenceEventsBatch {
    /// The client's number of the batch: at least 1 and greater than that of the batch before.
    #[prost(int64, tag = "1")]
    pub sequence: i64,
    /// The events, 1–1000.
    #[prost(message, repeated, tag = "2")]
    pub events: ::prost::alloc::vec::Vec<InferenceEvent>,
}
/// Ends a stream of inference events from the client's side.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct InferenceEventsFinish {}
/// A frame from the server of StreamInferenceEvents.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StreamInferenceEventsResponse {
    /// What the frame is.
    #[prost(oneof = "stream_inference_events_response::Frame", tags = "1, 2, 3")]
    pub frame: ::core::option::Option<stream_inference_events_response::Frame>,
}
/// Nested message and enum types in `StreamInferenceEventsResponse`.
pub mod stream_inference_events_response {
    /// What the frame is.
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Frame {
        /// The stream is open; batches may come.
        #[prost(message, tag = "1")]
        Ready(super::InferenceEventsReady),
        /// What became of one batch.
        #[prost(message, tag = "2")]
        Ack(super::InferenceEventsAck),
        /// The last frame.
        #[prost(message, tag = "3")]
        Summary(super::InferenceEventsSummary),
    }
}
/// Says that a stream of inference events is open.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct InferenceEventsReady {
    /// How many batches may wait for their ack before the server stops reading.
    #[prost(int32, tag = "1")]
    pub max_unacknowledged_batches: i32,
}
/// Says what became of one batch of inference events.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct InferenceEventsAck {
    /// The batch's sequence.
    #[prost(int64, tag = "1")]
    pub sequence: i64,
    /// OK (unset or code 0): the events are on disk. Anything else: none is, and `details` hold the ErrorInfo.
    #[prost(message, optional, tag = "2")]
    pub status: ::core::option::Option<super::super::super::google::rpc::Status>,
    /// Events stored by this batch.
    #[prost(int32, tag = "3")]
    pub accepted_count: i32,
    /// Events that were stored before, by their id, and count once.
    #[prost(int32, tag = "4")]
    pub duplicate_count: i32,
}
/// Closes a stream of inference events.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct InferenceEventsSummary {
    /// Batches acknowledged with OK.
    #[prost(int64, tag = "1")]
    pub accepted_batch_count: i64,
    /// Batches refused.
    #[prost(int64, tag = "2")]
    pub refused_batch_count: i64,
    /// Events stored.
    #[prost(int64, tag = "3")]
    pub accepted_event_count: i64,
    /// Events that were stored before.
    #[prost(int64, tag = "4")]
    pub duplicate_event_count: i64,
}
/// Asks what was tracked for a model.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetInferenceStatisticsRequest {
    /// The model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// The versions, as exact SemVer, at most 100. Empty: all that have events.
    #[prost(string, repeated, tag = "2")]
    pub versions: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    /// First instant to count, rounded down to a whole minute. Unset: 24 hours before the end.
    #[prost(message, optional, tag = "3")]
    pub start_time: ::core::option::Option<::prost_types::Timestamp>,
    /// First instant not to count, rounded up to a whole minute. Unset: the end of the running minute.
    #[prost(message, optional, tag = "4")]
    pub end_time: ::core::option::Option<::prost_types::Timestamp>,
    /// Length of the parts into which the window is cut, counted from its start: a whole number of minutes; the last part
    /// may be shorter. Unset: one part, the whole window.
    #[prost(message, optional, tag = "5")]
    pub bucket: ::core::option::Option<::prost_types::Duration>,
    /// True: one result per arm of the traffic policy. Default false: arms together.
    #[prost(bool, tag = "6")]
    pub by_arm: bool,
}
/// What was tracked.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetInferenceStatisticsResponse {
    /// One result per version (and arm, and part of the window), in that order.
    #[prost(message, repeated, tag = "1")]
    pub statistics: ::prost::alloc::vec::Vec<InferenceStatistics>,
    /// The window that was counted: its first instant.
    #[prost(message, optional, tag = "2")]
    pub window_start_time: ::core::option::Option<::prost_types::Timestamp>,
    /// The window that was counted: the first instant after it.
    #[prost(message, optional, tag = "3")]
    pub window_end_time: ::core::option::Option<::prost_types::Timestamp>,
}
/// Asks to record an improvement.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TrackImprovementRequest {
    /// UUID that makes the call safe to repeat.
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    /// The model.
    #[prost(string, tag = "2")]
    pub model: ::prost::alloc::string::String,
    /// The version to improve on. Unset: the one that the improved version names as its parent.
    #[prost(message, optional, tag = "3")]
    pub baseline: ::core::option::Option<super::super::versions::v1::VersionSelector>,
    /// The version that improves on it.
    #[prost(message, optional, tag = "4")]
    pub improved: ::core::option::Option<super::super::versions::v1::VersionSelector>,
    /// How to judge the metrics, by name. A metric that is not here is judged with its default direction and tolerance 0.
    #[prost(message, repeated, tag = "5")]
    pub judgements: ::prost::alloc::vec::Vec<MetricJudgement>,
}
/// How one metric is judged.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MetricJudgement {
    /// The metric.
    #[prost(string, tag = "1")]
    pub metric: ::prost::alloc::string::String,
    /// Which way is better. Unset: the default of the metric's name; a name without a default must say.
    #[prost(enumeration = "super::super::registry::v1::MetricDirection", tag = "2")]
    pub direction: i32,
    /// The greatest absolute difference that counts as unchanged. Default 0.
    #[prost(double, tag = "3")]
    pub tolerance: f64,
    /// Weight of the metric in DeltaOne. Default 1.
    #[prost(double, optional, tag = "4")]
    pub weight: ::core::option::Option<f64>,
}
/// The improvement as recorded.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TrackImprovementResponse {
    /// The improvement.
    #[prost(message, optional, tag = "1")]
    pub improvement: ::core::option::Option<Improvement>,
}
/// One recorded improvement.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Improvement {
    /// Identifier, a UUID.
    #[prost(string, tag = "1")]
    pub improvement_id: ::prost::alloc::string::String,
    /// The model.
    #[prost(string, tag = "2")]
    pub model: ::prost::alloc::string::String,
    /// The version improved on.
    #[prost(string, tag = "3")]
    pub baseline_version: ::prost::alloc::string::String,
    /// The version that improves.
    #[prost(string, tag = "4")]
    pub improved_version: ::prost::alloc::string::String,
    /// Every metric of either version, in the order of the names.
    #[prost(message, repeated, tag = "5")]
    pub metrics: ::prost::alloc::vec::Vec<super::super::registry::v1::MetricComparison>,
    /// What the metrics say together.
    #[prost(enumeration = "super::super::versions::v1::Recommendation", tag = "6")]
    pub recommendation: i32,
    /// Why, in one sentence, for people.
    #[prost(string, tag = "7")]
    pub rationale: ::prost::alloc::string::String,
    /// DeltaOne: percentage points over the baseline, weighted as the request says. Unset: not granted.
    #[prost(double, optional, tag = "8")]
    pub delta_one_points: ::core::option::Option<f64>,
    /// Why DeltaOne was not granted, as short constants ("REGRESSION", "NOT_COMPARABLE"). Empty if it was.
    #[prost(string, repeated, tag = "9")]
    pub delta_one_refusals: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    /// Who gets credit, as recorded with the improved version.
    #[prost(message, repeated, tag = "10")]
    pub contributors: ::prost::alloc::vec::Vec<super::super::registry::v1::Contributor>,
    /// When it was recorded.
    #[prost(message, optional, tag = "11")]
    pub create_time: ::core::option::Option<::prost_types::Timestamp>,
}
/// Asks for a comparison of what was tracked.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CompareModelsRequest {
    /// The versions to compare, 2–20; the first is the one that others are measured against.
    #[prost(message, repeated, tag = "1")]
    pub versions: ::prost::alloc::vec::Vec<ComparedVersion>,
    /// First instant to count, rounded down to a whole minute. Unset: 24 hours before the end.
    #[prost(message, optional, tag = "2")]
    pub start_time: ::core::option::Option<::prost_types::Timestamp>,
    /// First instant not to count, rounded up to a whole minute. Unset: now.
    #[prost(message, optional, tag = "3")]
    pub end_time: ::core::option::Option<::prost_types::Timestamp>,
    /// How to judge the metrics, by name.
    #[prost(message, repeated, tag = "4")]
    pub judgements: ::prost::alloc::vec::Vec<MetricJudgement>,
}
/// Names one version to compare.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ComparedVersion {
    /// The model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Its version.
    #[prost(message, optional, tag = "2")]
    pub version: ::core::option::Option<super::super::versions::v1::VersionSelector>,
}
/// The comparison, in the order asked.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CompareModelsResponse {
    /// One entry per version asked for.
    #[prost(message, repeated, tag = "1")]
    pub comparisons: ::prost::alloc::vec::Vec<ModelComparison>,
}
/// One version measured against the first.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ModelComparison {
    /// What was tracked for it.
    #[prost(message, optional, tag = "1")]
    pub statistics: ::core::option::Option<InferenceStatistics>,
    /// Its tracked metrics against those of the first version, in the order of the names; latency, confidence and the rate of
    /// errors are among them. Empty for the first.
    #[prost(message, repeated, tag = "2")]
    pub metrics: ::prost::alloc::vec::Vec<super::super::registry::v1::MetricComparison>,
    /// What the metrics say together; RECOMMENDATION_REVIEW where there is not enough data. UNSPECIFIED for the first.
    #[prost(enumeration = "super::super::versions::v1::Recommendation", tag = "3")]
    pub recommendation: i32,
    /// Why, in one sentence, for people.
    #[prost(string, tag = "4")]
    pub rationale: ::prost::alloc::string::String,
}
/// Generated client implementations.
pub mod tracking_service_client {
    #![allow(
        unused_variables,
        dead_code,
        missing_docs,
        clippy::wildcard_imports,
        clippy::let_unit_value,
    )]
    use tonic::codegen::*;
    use tonic::codegen::http::Uri;
    /// Experiments and runs, which live in MLflow, and inference events, which live in Hokusai's own store.
    ///
    /// Every RPC that speaks to MLflow can end with UNAVAILABLE (MLFLOW_UNAVAILABLE): MLflow does not answer; retry after the
    /// delay given; with FAILED_PRECONDITION (MLFLOW_AUTHENTICATION): MLflow refused the server's own credentials, which the
    /// caller cannot help; and with FAILED_PRECONDITION (MLFLOW_REFUSED): MLflow refused the call for a reason of its own.
    #[derive(Debug, Clone)]
    pub struct TrackingServiceClient<T> {
        inner: tonic::client::Grpc<T>,
    }
    impl<T> TrackingServiceClient<T>
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
        ) -> TrackingServiceClient<InterceptedService<T, F>>
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
            TrackingServiceClient::new(InterceptedService::new(inner, interceptor))
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
        /// Creates an experiment. Atomic. Idempotent with `request_id`.
        ///
        /// Errors: ALREADY_EXISTS (EXPERIMENT_ALREADY_EXISTS): the name is taken, also by a deleted experiment.
        /// INVALID_ARGUMENT (INVALID_REQUEST): a field breaks its rule. INVALID_ARGUMENT (REQUEST_ID_REUSED): the request_id came
        /// before with another body. UNAVAILABLE (MLFLOW_UNAVAILABLE).
        pub async fn create_experiment(
            &mut self,
            request: impl tonic::IntoRequest<super::CreateExperimentRequest>,
        ) -> std::result::Result<
            tonic::Response<super::CreateExperimentResponse>,
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
                "/hokusai.tracking.v1.TrackingService/CreateExperiment",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.tracking.v1.TrackingService",
                        "CreateExperiment",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Gets one experiment, by identifier or by name; deleted ones too.
        ///
        /// Errors: NOT_FOUND (EXPERIMENT_NOT_FOUND). UNAVAILABLE (MLFLOW_UNAVAILABLE).
        pub async fn get_experiment(
            &mut self,
            request: impl tonic::IntoRequest<super::GetExperimentRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetExperimentResponse>,
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
                "/hokusai.tracking.v1.TrackingService/GetExperiment",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.tracking.v1.TrackingService",
                        "GetExperiment",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Lists experiments, newest first unless `order_by` says otherwise.
        ///
        /// Errors: INVALID_ARGUMENT (INVALID_REQUEST): filter or order_by cannot be read. INVALID_ARGUMENT (PAGE_TOKEN_INVALID):
        /// the token is not of this query. UNAVAILABLE (MLFLOW_UNAVAILABLE).
        pub async fn list_experiments(
            &mut self,
            request: impl tonic::IntoRequest<super::ListExperimentsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListExperimentsResponse>,
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
                "/hokusai.tracking.v1.TrackingService/ListExperiments",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.tracking.v1.TrackingService",
                        "ListExperiments",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Begins a run in state RUNNING. Atomic. Idempotent with `request_id`: the same id returns the same run.
        ///
        /// Errors: NOT_FOUND (EXPERIMENT_NOT_FOUND). FAILED_PRECONDITION (EXPERIMENT_DELETED): a deleted experiment takes no
        /// runs. INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (REQUEST_ID_REUSED). UNAVAILABLE (MLFLOW_UNAVAILABLE).
        pub async fn create_run(
            &mut self,
            request: impl tonic::IntoRequest<super::CreateRunRequest>,
        ) -> std::result::Result<
            tonic::Response<super::CreateRunResponse>,
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
                "/hokusai.tracking.v1.TrackingService/CreateRun",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.tracking.v1.TrackingService", "CreateRun"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Gets one run with its params, tags and the last point of each metric.
        ///
        /// Errors: NOT_FOUND (RUN_NOT_FOUND). UNAVAILABLE (MLFLOW_UNAVAILABLE).
        pub async fn get_run(
            &mut self,
            request: impl tonic::IntoRequest<super::GetRunRequest>,
        ) -> std::result::Result<tonic::Response<super::GetRunResponse>, tonic::Status> {
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
                "/hokusai.tracking.v1.TrackingService/GetRun",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.tracking.v1.TrackingService", "GetRun"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Searches the runs of one or more experiments, newest first unless `order_by` says otherwise. Deleted runs are left
        /// out.
        ///
        /// Errors: INVALID_ARGUMENT (INVALID_REQUEST): filter or order_by cannot be read. INVALID_ARGUMENT (PAGE_TOKEN_INVALID):
        /// the token is not of this query. UNAVAILABLE (MLFLOW_UNAVAILABLE).
        pub async fn search_runs(
            &mut self,
            request: impl tonic::IntoRequest<super::SearchRunsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::SearchRunsResponse>,
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
                "/hokusai.tracking.v1.TrackingService/SearchRuns",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.tracking.v1.TrackingService", "SearchRuns"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Renames a run, sets tags and removes tags. Each given part is set to the given value, so a repeated call changes
        /// nothing more. Not atomic over its parts: after an error some may be done, and repeating the call finishes it.
        ///
        /// Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
        pub async fn update_run(
            &mut self,
            request: impl tonic::IntoRequest<super::UpdateRunRequest>,
        ) -> std::result::Result<
            tonic::Response<super::UpdateRunResponse>,
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
                "/hokusai.tracking.v1.TrackingService/UpdateRun",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.tracking.v1.TrackingService", "UpdateRun"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Ends a run. Ending a run that ended in the same state changes nothing, its end time included.
        ///
        /// Errors: NOT_FOUND (RUN_NOT_FOUND). FAILED_PRECONDITION (RUN_FINISHED): it ended in another state.
        /// INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
        pub async fn finish_run(
            &mut self,
            request: impl tonic::IntoRequest<super::FinishRunRequest>,
        ) -> std::result::Result<
            tonic::Response<super::FinishRunResponse>,
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
                "/hokusai.tracking.v1.TrackingService/FinishRun",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.tracking.v1.TrackingService", "FinishRun"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Logs params, metric points and tags of one run. Limits: 1000 metric points, 100 params, 100 tags, and together no
        /// more than 1000. All are checked before any is written. Not atomic over the three kinds: after UNAVAILABLE some may
        /// be written, and the same call with the same `request_id` finishes it without doubling a point. Without a
        /// `request_id`, points that carry their own `measure_time` are safe to repeat, others are not.
        ///
        /// Errors: NOT_FOUND (RUN_NOT_FOUND). FAILED_PRECONDITION (PARAM_CHANGED): a param has another value already.
        /// INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (REQUEST_ID_REUSED). UNAVAILABLE (MLFLOW_UNAVAILABLE).
        pub async fn log_batch(
            &mut self,
            request: impl tonic::IntoRequest<super::LogBatchRequest>,
        ) -> std::result::Result<
            tonic::Response<super::LogBatchResponse>,
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
                "/hokusai.tracking.v1.TrackingService/LogBatch",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.tracking.v1.TrackingService", "LogBatch"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Logs metric points as they come, for training loops.
        ///
        /// The client sends `open` and MUST wait for `ready` before its first `batch`. Each batch gets exactly one `ack`, in the
        /// order sent, once its points are in MLflow; a refused batch (a `status` other than OK) does not end the stream and
        /// none of its points is written. After `finish` (or half-close) the server sends `summary` and ends the stream; a
        /// stream without `summary` is incomplete: send the batches that had no ack again. Points that carry their own
        /// `measure_time` are safe to repeat. At most 16 batches wait for their ack; past that the server reads no further.
        ///
        /// Errors ending the stream: NOT_FOUND (RUN_NOT_FOUND) at open. INVALID_ARGUMENT (FRAME_OUT_OF_ORDER): the first frame
        /// is not `open`, `open` comes twice, or a sequence does not grow. UNAVAILABLE (SHUTTING_DOWN): the server ends; batches
        /// that it had read were answered before.
        /// In band, per batch: INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
        pub async fn stream_metrics(
            &mut self,
            request: impl tonic::IntoStreamingRequest<
                Message = super::StreamMetricsRequest,
            >,
        ) -> std::result::Result<
            tonic::Response<tonic::codec::Streaming<super::StreamMetricsResponse>>,
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
                "/hokusai.tracking.v1.TrackingService/StreamMetrics",
            );
            let mut req = request.into_streaming_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.tracking.v1.TrackingService",
                        "StreamMetrics",
                    ),
                );
            self.inner.streaming(req, path, codec).await
        }
        /// Gives the series of one metric of one run, in the order in which MLflow holds it.
        ///
        /// Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (PAGE_TOKEN_INVALID). UNAVAILABLE (MLFLOW_UNAVAILABLE). A metric
        /// that was never logged is an empty series, not an error.
        pub async fn get_metric_history(
            &mut self,
            request: impl tonic::IntoRequest<super::GetMetricHistoryRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetMetricHistoryResponse>,
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
                "/hokusai.tracking.v1.TrackingService/GetMetricHistory",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.tracking.v1.TrackingService",
                        "GetMetricHistory",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Stores one file as an artifact of a run. A file of that path is replaced. The file is visible when `result` came,
        /// and not before: whole or not at all.
        ///
        /// The client sends `open` and MUST wait for `ready` before its first `chunk`; chunks come in order, each at most
        /// 1 MiB (1,048,576 bytes); `finish` (or half-close) ends the file. The answer is then `result`. Safe to repeat. At most
        /// 5 GiB.
        ///
        /// A fault after `ready` comes as the frame `fault` first. The client then stops sending and half-closes; the server drops
        /// what still arrives, and ends the stream with the same status.
        ///
        /// Errors: NOT_FOUND (RUN_NOT_FOUND) at open. INVALID_ARGUMENT
        /// (INVALID_REQUEST): the path is absolute, leaves the artifact root or names a folder; a chunk or the file is too long.
        /// INVALID_ARGUMENT (FRAME_OUT_OF_ORDER). INVALID_ARGUMENT (CHECKSUM_MISMATCH): size or sha256 differ from `open`.
        /// UNAVAILABLE (MLFLOW_UNAVAILABLE).
        pub async fn log_artifact(
            &mut self,
            request: impl tonic::IntoStreamingRequest<
                Message = super::LogArtifactRequest,
            >,
        ) -> std::result::Result<
            tonic::Response<tonic::codec::Streaming<super::LogArtifactResponse>>,
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
                "/hokusai.tracking.v1.TrackingService/LogArtifact",
            );
            let mut req = request.into_streaming_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.tracking.v1.TrackingService", "LogArtifact"),
                );
            self.inner.streaming(req, path, codec).await
        }
        /// Lists the artifacts directly below one folder of a run, sorted by path. A folder that does not exist is empty.
        ///
        /// Errors: NOT_FOUND (RUN_NOT_FOUND). INVALID_ARGUMENT (INVALID_REQUEST). INVALID_ARGUMENT (PAGE_TOKEN_INVALID).
        /// UNAVAILABLE (MLFLOW_UNAVAILABLE).
        pub async fn list_artifacts(
            &mut self,
            request: impl tonic::IntoRequest<super::ListArtifactsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListArtifactsResponse>,
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
                "/hokusai.tracking.v1.TrackingService/ListArtifacts",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.tracking.v1.TrackingService",
                        "ListArtifacts",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Sends one artifact file: `header` first, then chunks in order of at most 1 MiB, then `summary`. A stream without
        /// `summary` is incomplete.
        ///
        /// Errors: NOT_FOUND (RUN_NOT_FOUND). NOT_FOUND (ARTIFACT_NOT_FOUND): no file of that path; a folder is none.
        /// INVALID_ARGUMENT (INVALID_REQUEST). UNAVAILABLE (MLFLOW_UNAVAILABLE).
        pub async fn download_artifact(
            &mut self,
            request: impl tonic::IntoRequest<super::DownloadArtifactRequest>,
        ) -> std::result::Result<
            tonic::Response<tonic::codec::Streaming<super::DownloadArtifactResponse>>,
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
                "/hokusai.tracking.v1.TrackingService/DownloadArtifact",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.tracking.v1.TrackingService",
                        "DownloadArtifact",
                    ),
                );
            self.inner.server_streaming(req, path, codec).await
        }
        /// Stores 1–1000 inference events durably: when it answers, all are on disk and survive a crash. All or nothing: one
        /// bad event refuses the call and nothing is stored. Needs neither MLflow nor the catalogue.
        ///
        /// Events that carry an `event_id`, and calls that carry a `request_id`, count once: ids are remembered for 10 minutes
        /// or the last 200,000 ids, whichever is less, across restarts. A repeated event is acknowledged and counted in
        /// `duplicate_count`.
        ///
        /// Errors: INVALID_ARGUMENT (INVALID_REQUEST): an event is not valid; the field violations name `events[i].<field>`.
        /// INVALID_ARGUMENT (REQUEST_ID_REUSED): the request_id came before with other events.
        /// NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND): the model or the version is not registered here and the setting
        /// `tracking.unregistered_models` is `refuse` (the default; metadata key `setting`).
        /// RESOURCE_EXHAUSTED (SPOOL_FULL): the spool has reached its size limit; retry after the delay given.
        pub async fn track_inference(
            &mut self,
            request: impl tonic::IntoRequest<super::TrackInferenceRequest>,
        ) -> std::result::Result<
            tonic::Response<super::TrackInferenceResponse>,
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
                "/hokusai.tracking.v1.TrackingService/TrackInference",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.tracking.v1.TrackingService",
                        "TrackInference",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Stores batches of inference events at a high rate.
        ///
        /// The client sends `open` and MUST wait for `ready` before its first `batch`. Each batch gets exactly one `ack`, in the
        /// order sent, and an ack of status OK means that the batch is on disk and survives a crash. A batch is all or nothing;
        /// a refused one does not end the stream. After `finish` (or half-close) the server acknowledges what it has, sends
        /// `summary` and ends the stream; a stream without `summary` is incomplete: send the batches that had no ack again, on
        /// a new stream to the same server, with the same `client_id` and sequences, and none is counted twice (as long as ids
        /// are remembered, see TrackInference). At most `ready.max_unacknowledged_batches` batches may wait for their ack;
        /// past that the server reads no further.
        ///
        /// Errors ending the stream: INVALID_ARGUMENT (FRAME_OUT_OF_ORDER): the first frame is not `open`, `open` comes twice, or
        /// a sequence does not grow. UNAVAILABLE (SHUTTING_DOWN): the server ends; batches that it had read were answered before.
        /// In band, per batch: those of TrackInference.
        pub async fn stream_inference_events(
            &mut self,
            request: impl tonic::IntoStreamingRequest<
                Message = super::StreamInferenceEventsRequest,
            >,
        ) -> std::result::Result<
            tonic::Response<
                tonic::codec::Streaming<super::StreamInferenceEventsResponse>,
            >,
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
                "/hokusai.tracking.v1.TrackingService/StreamInferenceEvents",
            );
            let mut req = request.into_streaming_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.tracking.v1.TrackingService",
                        "StreamInferenceEvents",
                    ),
                );
            self.inner.streaming(req, path, codec).await
        }
        /// Gives counts, errors, latency, confidence, rate and further measurements per version of one model in one window,
        /// ordered by version (as SemVer), arm and window start. Includes every event acknowledged by this server before the
        /// call; events acknowledged by other replicas follow within seconds. A version without events in the window is left
        /// out. At most 10,000 results.
        ///
        /// Errors: NOT_FOUND (MODEL_NOT_FOUND): the model is neither registered nor has any event. INVALID_ARGUMENT
        /// (INVALID_REQUEST): the window is empty or in the wrong order, or `bucket` is no whole number of minutes or gives too
        /// many results.
        pub async fn get_inference_statistics(
            &mut self,
            request: impl tonic::IntoRequest<super::GetInferenceStatisticsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetInferenceStatisticsResponse>,
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
                "/hokusai.tracking.v1.TrackingService/GetInferenceStatistics",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.tracking.v1.TrackingService",
                        "GetInferenceStatistics",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Records that one version improves on another: the server computes the deltas from both versions' metrics, never from
        /// the caller, and judges them. Atomic. Idempotent with `request_id`.
        ///
        /// Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND),
        /// FAILED_PRECONDITION, INVALID_ARGUMENT (INVALID_REQUEST, REQUEST_ID_REUSED).
        pub async fn track_improvement(
            &mut self,
            request: impl tonic::IntoRequest<super::TrackImprovementRequest>,
        ) -> std::result::Result<
            tonic::Response<super::TrackImprovementResponse>,
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
                "/hokusai.tracking.v1.TrackingService/TrackImprovement",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.tracking.v1.TrackingService",
                        "TrackImprovement",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Compares what was tracked for two or more versions, also of different models, in one window.
        ///
        /// Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (MODEL_NOT_FOUND, VERSION_NOT_FOUND),
        /// INVALID_ARGUMENT (INVALID_REQUEST).
        pub async fn compare_models(
            &mut self,
            request: impl tonic::IntoRequest<super::CompareModelsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::CompareModelsResponse>,
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
                "/hokusai.tracking.v1.TrackingService/CompareModels",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.tracking.v1.TrackingService",
                        "CompareModels",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
    }
}
