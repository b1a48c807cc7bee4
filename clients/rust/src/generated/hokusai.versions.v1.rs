// @generated from the contract; never edited.
/// A way to pick one version of a model.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct VersionSelector {
    /// How to pick.
    #[prost(oneof = "version_selector::Selector", tags = "1, 2, 3, 4, 5")]
    pub selector: ::core::option::Option<version_selector::Selector>,
}
/// Nested message and enum types in `VersionSelector`.
pub mod version_selector {
    /// How to pick.
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Selector {
        /// This number, as in `1.2.3`. Deprecated versions are picked too, deleted ones are not.
        #[prost(string, tag = "1")]
        Exact(::prost::alloc::string::String),
        /// The highest version in a range, as in `^1.2`, `~1.2.3`, `>=1.0 <2`, `1.x || 3.x`. Deprecated and deleted versions are
        /// passed over; pre-releases are picked only where the range names a pre-release of the same three numbers.
        #[prost(string, tag = "2")]
        Range(::prost::alloc::string::String),
        /// The highest version that is not a pre-release, not deprecated and not deleted.
        #[prost(message, tag = "3")]
        Latest(super::LatestVersion),
        /// The version that the alias points to, named without `@`, as in `production`.
        #[prost(string, tag = "4")]
        Alias(::prost::alloc::string::String),
        /// The version that the alias pointed to at an instant.
        #[prost(message, tag = "5")]
        AliasAsOf(super::AliasAsOf),
    }
}
/// Picks the latest version. It has no fields.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct LatestVersion {}
/// An alias at an instant.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct AliasAsOf {
    /// The alias without `@`.
    #[prost(string, tag = "1")]
    pub alias: ::prost::alloc::string::String,
    /// The instant. A move at exactly this time counts as done.
    #[prost(message, optional, tag = "2")]
    pub time: ::core::option::Option<::prost_types::Timestamp>,
}
/// The rule by which a version was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SelectionRule {
    /// Never sent by a server.
    Unspecified = 0,
    /// The caller named the number.
    Exact = 1,
    /// The highest in the caller's range.
    Range = 2,
    /// The caller asked for the latest.
    Latest = 3,
    /// The caller named an alias.
    Alias = 4,
    /// The caller named an alias and an instant.
    AliasAsOf = 5,
    /// Nothing was named and the model has a traffic policy, which chose.
    TrafficPolicy = 6,
    /// Nothing was named, there is no traffic policy, and `production` is set.
    DefaultProduction = 7,
    /// Nothing was named, there is neither a traffic policy nor `production`: the latest.
    DefaultLatest = 8,
}
impl SelectionRule {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "SELECTION_RULE_UNSPECIFIED",
            Self::Exact => "SELECTION_RULE_EXACT",
            Self::Range => "SELECTION_RULE_RANGE",
            Self::Latest => "SELECTION_RULE_LATEST",
            Self::Alias => "SELECTION_RULE_ALIAS",
            Self::AliasAsOf => "SELECTION_RULE_ALIAS_AS_OF",
            Self::TrafficPolicy => "SELECTION_RULE_TRAFFIC_POLICY",
            Self::DefaultProduction => "SELECTION_RULE_DEFAULT_PRODUCTION",
            Self::DefaultLatest => "SELECTION_RULE_DEFAULT_LATEST",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "SELECTION_RULE_UNSPECIFIED" => Some(Self::Unspecified),
            "SELECTION_RULE_EXACT" => Some(Self::Exact),
            "SELECTION_RULE_RANGE" => Some(Self::Range),
            "SELECTION_RULE_LATEST" => Some(Self::Latest),
            "SELECTION_RULE_ALIAS" => Some(Self::Alias),
            "SELECTION_RULE_ALIAS_AS_OF" => Some(Self::AliasAsOf),
            "SELECTION_RULE_TRAFFIC_POLICY" => Some(Self::TrafficPolicy),
            "SELECTION_RULE_DEFAULT_PRODUCTION" => Some(Self::DefaultProduction),
            "SELECTION_RULE_DEFAULT_LATEST" => Some(Self::DefaultLatest),
            _ => None,
        }
    }
}
/// One row of a model's append-only history. Rows are never changed or removed.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct HistoryEntry {
    /// Place in the history of the whole server: a later row has a higher number. Numbers may have gaps.
    #[prost(int64, tag = "1")]
    pub id: i64,
    /// Name of the model.
    #[prost(string, tag = "2")]
    pub model: ::prost::alloc::string::String,
    /// What happened.
    #[prost(enumeration = "HistoryKind", tag = "3")]
    pub kind: i32,
    /// The alias that moved, without `@`. Empty where no alias is concerned.
    #[prost(string, tag = "4")]
    pub alias: ::prost::alloc::string::String,
    /// The version that the alias pointed to before. Empty if it was unset, or where no alias is concerned.
    #[prost(string, tag = "5")]
    pub from_version: ::prost::alloc::string::String,
    /// The version that the alias points to since, or the version that was registered, deprecated, deleted or restored. Empty
    /// if the alias was removed.
    #[prost(string, tag = "6")]
    pub to_version: ::prost::alloc::string::String,
    /// Who did it: the authenticated caller, or `anonymous` where the server authenticates nobody.
    #[prost(string, tag = "7")]
    pub actor: ::prost::alloc::string::String,
    /// Why, in the actor's words. Empty if not said.
    #[prost(string, tag = "8")]
    pub reason: ::prost::alloc::string::String,
    /// When.
    #[prost(message, optional, tag = "9")]
    pub time: ::core::option::Option<::prost_types::Timestamp>,
    /// For REGISTERED: the number promises more compatibility than the signatures have, by the actor's explicit wish.
    #[prost(bool, tag = "10")]
    pub breaking_allowed: bool,
    /// Fields of the signature that the override was about, as in `inputs.age`. Empty unless `breaking_allowed`.
    #[prost(string, repeated, tag = "11")]
    pub breaking_fields: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
}
/// What the caller believes that an alias points to. The call is ABORTED if it does not.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct AliasExpectation {
    /// The belief.
    #[prost(oneof = "alias_expectation::Expected", tags = "1, 2")]
    pub expected: ::core::option::Option<alias_expectation::Expected>,
}
/// Nested message and enum types in `AliasExpectation`.
pub mod alias_expectation {
    /// The belief.
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Expected {
        /// It points to this version.
        #[prost(string, tag = "1")]
        Version(::prost::alloc::string::String),
        /// It points nowhere. Must be true.
        #[prost(bool, tag = "2")]
        Unset(bool),
    }
}
/// Kinds of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum HistoryKind {
    /// Never sent by a server.
    Unspecified = 0,
    /// A version became visible.
    Registered = 1,
    /// An alias was pointed to a version.
    Promoted = 2,
    /// An alias was pointed back to a version that it had pointed to before.
    RolledBack = 3,
    /// An alias was removed.
    AliasRemoved = 4,
    /// A version was deprecated.
    Deprecated = 5,
    /// A version was deleted.
    Deleted = 6,
    /// A deprecated or deleted version was made usable again.
    Restored = 7,
}
impl HistoryKind {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "HISTORY_KIND_UNSPECIFIED",
            Self::Registered => "HISTORY_KIND_REGISTERED",
            Self::Promoted => "HISTORY_KIND_PROMOTED",
            Self::RolledBack => "HISTORY_KIND_ROLLED_BACK",
            Self::AliasRemoved => "HISTORY_KIND_ALIAS_REMOVED",
            Self::Deprecated => "HISTORY_KIND_DEPRECATED",
            Self::Deleted => "HISTORY_KIND_DELETED",
            Self::Restored => "HISTORY_KIND_RESTORED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "HISTORY_KIND_UNSPECIFIED" => Some(Self::Unspecified),
            "HISTORY_KIND_REGISTERED" => Some(Self::Registered),
            "HISTORY_KIND_PROMOTED" => Some(Self::Promoted),
            "HISTORY_KIND_ROLLED_BACK" => Some(Self::RolledBack),
            "HISTORY_KIND_ALIAS_REMOVED" => Some(Self::AliasRemoved),
            "HISTORY_KIND_DEPRECATED" => Some(Self::Deprecated),
            "HISTORY_KIND_DELETED" => Some(Self::Deleted),
            "HISTORY_KIND_RESTORED" => Some(Self::Restored),
            _ => None,
        }
    }
}
/// Asks for one version.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetVersionRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Number of the version, as in `1.2.3`.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
}
/// One version.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetVersionResponse {
    /// The version.
    #[prost(message, optional, tag = "1")]
    pub version: ::core::option::Option<super::super::registry::v1::ModelVersion>,
}
/// Asks for a page of versions.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListVersionsRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Most versions in the reply. Default 50; more than 1000 counts as 1000.
    #[prost(int32, tag = "2")]
    pub page_size: i32,
    /// `next_page_token` of the page before, with everything else of the request unchanged. Unset means the first page.
    #[prost(string, tag = "3")]
    pub page_token: ::prost::alloc::string::String,
    /// Which versions. Unset means all but the deleted ones.
    #[prost(message, optional, tag = "4")]
    pub filter: ::core::option::Option<VersionFilter>,
    /// In which order. Unset means the lowest number first.
    #[prost(enumeration = "VersionOrder", tag = "5")]
    pub order: i32,
}
/// Which versions a listing returns: those that meet every condition set.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct VersionFilter {
    /// Only versions in this range, as in `^1.2`. Unlike in a selector, a pre-release is in the range if it lies between its
    /// ends. Unset means any.
    #[prost(string, tag = "1")]
    pub range: ::prost::alloc::string::String,
    /// Only versions in one of these states. Empty means READY, DEPRECATED and UNVERSIONED.
    #[prost(
        enumeration = "super::super::registry::v1::VersionState",
        repeated,
        tag = "2"
    )]
    pub states: ::prost::alloc::vec::Vec<i32>,
    /// Only versions that have each of these tags with this value.
    #[prost(btree_map = "string, string", tag = "3")]
    pub tags: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// Leave pre-releases out. Default false.
    #[prost(bool, tag = "4")]
    pub exclude_pre_releases: bool,
}
/// A page of versions.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListVersionsResponse {
    /// The versions in the order asked for.
    #[prost(message, repeated, tag = "1")]
    pub versions: ::prost::alloc::vec::Vec<super::super::registry::v1::ModelVersion>,
    /// Token for the next page. Empty means that this was the last.
    #[prost(string, tag = "2")]
    pub next_page_token: ::prost::alloc::string::String,
}
/// Asks for the latest version.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetLatestVersionRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
}
/// The latest version.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct GetLatestVersionResponse {
    /// The version.
    #[prost(message, optional, tag = "1")]
    pub version: ::core::option::Option<super::super::registry::v1::ModelVersion>,
}
/// Asks which version a selector picks.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ResolveVersionRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// How to pick. Unset means as a prediction without a selector does.
    #[prost(message, optional, tag = "2")]
    pub selector: ::core::option::Option<VersionSelector>,
}
/// The version picked.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ResolveVersionResponse {
    /// The version.
    #[prost(message, optional, tag = "1")]
    pub version: ::core::option::Option<super::super::registry::v1::ModelVersion>,
    /// The rule that picked it.
    #[prost(enumeration = "SelectionRule", tag = "2")]
    pub rule: i32,
}
/// Asks how a candidate stands against a baseline.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CompareVersionsRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Number of the baseline, as in `1.2.3`.
    #[prost(string, tag = "2")]
    pub baseline_version: ::prost::alloc::string::String,
    /// Number of the candidate, as in `1.3.0`.
    #[prost(string, tag = "3")]
    pub candidate_version: ::prost::alloc::string::String,
    /// Largest absolute delta that counts as unchanged, for metrics that `metric_tolerances` does not name. Default 0.
    #[prost(double, tag = "4")]
    pub tolerance: f64,
    /// Largest absolute delta that counts as unchanged, by name of the metric.
    #[prost(btree_map = "string, double", tag = "5")]
    pub metric_tolerances: ::prost::alloc::collections::BTreeMap<
        ::prost::alloc::string::String,
        f64,
    >,
}
/// How a candidate stands against a baseline.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CompareVersionsResponse {
    /// The baseline.
    #[prost(message, optional, tag = "1")]
    pub baseline: ::core::option::Option<super::super::registry::v1::ModelVersion>,
    /// The candidate.
    #[prost(message, optional, tag = "2")]
    pub candidate: ::core::option::Option<super::super::registry::v1::ModelVersion>,
    /// Every metric that either side has, in the order of the names.
    #[prost(message, repeated, tag = "3")]
    pub metrics: ::prost::alloc::vec::Vec<super::super::registry::v1::MetricComparison>,
    /// What the metrics say together.
    #[prost(enumeration = "Recommendation", tag = "4")]
    pub recommendation: i32,
    /// Why, in one sentence, for people.
    #[prost(string, tag = "5")]
    pub rationale: ::prost::alloc::string::String,
    /// Every difference from the baseline's signature to the candidate's.
    #[prost(message, repeated, tag = "6")]
    pub signature_changes: ::prost::alloc::vec::Vec<
        super::super::registry::v1::SignatureChange,
    >,
    /// The least bump that would tell the truth about the signatures.
    #[prost(enumeration = "super::super::registry::v1::VersionBump", tag = "7")]
    pub least_bump: i32,
}
/// Asks to point an alias to a version.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct PromoteVersionRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Number of the version, as in `1.2.3`.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
    /// The alias without `@`: a letter, then up to 63 of `\[A-Za-z0-9_-\]`. Unset means `production`.
    #[prost(string, tag = "3")]
    pub alias: ::prost::alloc::string::String,
    /// What the alias must point to now. Unset means wherever it points.
    #[prost(message, optional, tag = "4")]
    pub expected_from: ::core::option::Option<AliasExpectation>,
    /// Why, for the history; up to 1000 characters.
    #[prost(string, tag = "5")]
    pub reason: ::prost::alloc::string::String,
    /// UUID that makes a repetition safe.
    #[prost(string, tag = "6")]
    pub request_id: ::prost::alloc::string::String,
}
/// The alias as moved.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct PromoteVersionResponse {
    /// The version that the alias points to.
    #[prost(message, optional, tag = "1")]
    pub version: ::core::option::Option<super::super::registry::v1::ModelVersion>,
    /// The row of the history that put it there. An older one if the alias already pointed there.
    #[prost(message, optional, tag = "2")]
    pub entry: ::core::option::Option<HistoryEntry>,
}
/// Asks to point an alias back.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RollbackAliasRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// The alias without `@`. Unset means `production`.
    #[prost(string, tag = "2")]
    pub alias: ::prost::alloc::string::String,
    /// What the alias must point to now. Unset means wherever it points.
    #[prost(message, optional, tag = "5")]
    pub expected_from: ::core::option::Option<AliasExpectation>,
    /// Why, for the history; up to 1000 characters.
    #[prost(string, tag = "6")]
    pub reason: ::prost::alloc::string::String,
    /// UUID that makes a repetition safe.
    #[prost(string, tag = "7")]
    pub request_id: ::prost::alloc::string::String,
    /// Where to. Unset means one step.
    #[prost(oneof = "rollback_alias_request::Target", tags = "3, 4")]
    pub target: ::core::option::Option<rollback_alias_request::Target>,
}
/// Nested message and enum types in `RollbackAliasRequest`.
pub mod rollback_alias_request {
    /// Where to. Unset means one step.
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Target {
        /// This many positions back, 1 to 1000.
        #[prost(int32, tag = "3")]
        Steps(i32),
        /// To this version, to which the alias must have pointed before.
        #[prost(string, tag = "4")]
        Version(::prost::alloc::string::String),
    }
}
/// The alias as moved back.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RollbackAliasResponse {
    /// The version that the alias points to.
    #[prost(message, optional, tag = "1")]
    pub version: ::core::option::Option<super::super::registry::v1::ModelVersion>,
    /// The row of the history that put it there.
    #[prost(message, optional, tag = "2")]
    pub entry: ::core::option::Option<HistoryEntry>,
}
/// Asks to remove an alias.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RemoveAliasRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// The alias without `@`. Required here: no alias is removed by default.
    #[prost(string, tag = "2")]
    pub alias: ::prost::alloc::string::String,
    /// What the alias must point to now. Unset means wherever it points.
    #[prost(message, optional, tag = "3")]
    pub expected_from: ::core::option::Option<AliasExpectation>,
    /// Why, for the history; up to 1000 characters.
    #[prost(string, tag = "4")]
    pub reason: ::prost::alloc::string::String,
    /// UUID that makes a repetition safe.
    #[prost(string, tag = "5")]
    pub request_id: ::prost::alloc::string::String,
}
/// The alias is removed.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RemoveAliasResponse {
    /// The row of the history.
    #[prost(message, optional, tag = "1")]
    pub entry: ::core::option::Option<HistoryEntry>,
}
/// Asks to deprecate a version.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DeprecateVersionRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Number of the version, as in `1.2.3`.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
    /// Why, for the history and for those who use the version; up to 1000 characters.
    #[prost(string, tag = "3")]
    pub reason: ::prost::alloc::string::String,
    /// UUID that makes a repetition safe.
    #[prost(string, tag = "4")]
    pub request_id: ::prost::alloc::string::String,
}
/// The version as deprecated.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DeprecateVersionResponse {
    /// The version.
    #[prost(message, optional, tag = "1")]
    pub version: ::core::option::Option<super::super::registry::v1::ModelVersion>,
}
/// Asks to delete a version.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DeleteVersionRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Number of the version, as in `1.2.3`.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
    /// Why, for the history; up to 1000 characters.
    #[prost(string, tag = "3")]
    pub reason: ::prost::alloc::string::String,
    /// UUID that makes a repetition safe.
    #[prost(string, tag = "4")]
    pub request_id: ::prost::alloc::string::String,
}
/// The version as deleted.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DeleteVersionResponse {
    /// The tombstone.
    #[prost(message, optional, tag = "1")]
    pub version: ::core::option::Option<super::super::registry::v1::ModelVersion>,
}
/// Asks to make a retired version usable again.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RestoreVersionRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Number of the version, as in `1.2.3`.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
    /// Why, for the history; up to 1000 characters.
    #[prost(string, tag = "3")]
    pub reason: ::prost::alloc::string::String,
    /// UUID that makes a repetition safe.
    #[prost(string, tag = "4")]
    pub request_id: ::prost::alloc::string::String,
}
/// The version as restored.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RestoreVersionResponse {
    /// The version.
    #[prost(message, optional, tag = "1")]
    pub version: ::core::option::Option<super::super::registry::v1::ModelVersion>,
}
/// Asks for a page of a model's history.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListHistoryRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Most rows in the reply. Default 50; more than 1000 counts as 1000.
    #[prost(int32, tag = "2")]
    pub page_size: i32,
    /// `next_page_token` of the page before, with everything else of the request unchanged. Unset means the first page.
    #[prost(string, tag = "3")]
    pub page_token: ::prost::alloc::string::String,
    /// Which rows. Unset means all.
    #[prost(message, optional, tag = "4")]
    pub filter: ::core::option::Option<HistoryFilter>,
    /// Oldest first instead of newest first. Default false.
    #[prost(bool, tag = "5")]
    pub oldest_first: bool,
}
/// Which rows a listing returns: those that meet every condition set.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct HistoryFilter {
    /// Only moves of this alias, named without `@`. Unset means any.
    #[prost(string, tag = "1")]
    pub alias: ::prost::alloc::string::String,
    /// Only rows that name this version on either side. Unset means any.
    #[prost(string, tag = "2")]
    pub version: ::prost::alloc::string::String,
    /// Only rows of these kinds. Empty means any.
    #[prost(enumeration = "HistoryKind", repeated, tag = "3")]
    pub kinds: ::prost::alloc::vec::Vec<i32>,
    /// Only rows at or after this instant. Unset means from the beginning.
    #[prost(message, optional, tag = "4")]
    pub start_time: ::core::option::Option<::prost_types::Timestamp>,
    /// Only rows before this instant. Unset means to the end.
    #[prost(message, optional, tag = "5")]
    pub end_time: ::core::option::Option<::prost_types::Timestamp>,
}
/// A page of a model's history.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListHistoryResponse {
    /// The rows in the order asked for.
    #[prost(message, repeated, tag = "1")]
    pub entries: ::prost::alloc::vec::Vec<HistoryEntry>,
    /// Token for the next page. Empty means that this was the last.
    #[prost(string, tag = "2")]
    pub next_page_token: ::prost::alloc::string::String,
}
/// Asks to be told of registrations and alias moves.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct WatchVersionsRequest {
    /// Name of the model. Unset means every model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Token of the last frame received: the stream goes on right after it. Unset means from now on.
    #[prost(string, tag = "2")]
    pub resume_token: ::prost::alloc::string::String,
}
/// One frame of a watch.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct WatchVersionsResponse {
    /// Where to go on after this frame.
    #[prost(string, tag = "1")]
    pub resume_token: ::prost::alloc::string::String,
    /// What the frame is.
    #[prost(oneof = "watch_versions_response::Frame", tags = "2, 3")]
    pub frame: ::core::option::Option<watch_versions_response::Frame>,
}
/// Nested message and enum types in `WatchVersionsResponse`.
pub mod watch_versions_response {
    /// What the frame is.
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Frame {
        /// The first frame: everything after `resume_token` will be told.
        #[prost(message, tag = "2")]
        Ready(super::WatchReady),
        /// Something happened.
        #[prost(message, tag = "3")]
        Event(super::WatchEvent),
    }
}
/// Beginning of a watch. It has no fields.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct WatchReady {}
/// Something that happened to a model.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct WatchEvent {
    /// The row of the history.
    #[prost(message, optional, tag = "1")]
    pub entry: ::core::option::Option<HistoryEntry>,
    /// The version it is about, as it is when the frame is sent. Unset if an alias was removed.
    #[prost(message, optional, tag = "2")]
    pub version: ::core::option::Option<super::super::registry::v1::ModelVersion>,
}
/// Asks for the typed service of a model.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetModelContractRequest {
    /// Name of the model.
    #[prost(string, tag = "1")]
    pub model: ::prost::alloc::string::String,
    /// Major version of the contract. Unset means that of the latest version.
    #[prost(int32, optional, tag = "2")]
    pub major: ::core::option::Option<i32>,
}
/// The typed service of a model.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetModelContractResponse {
    /// Full name of the service, as in `hokusai.models.lead_scoring.v1.LeadScoring`.
    #[prost(string, tag = "1")]
    pub service: ::prost::alloc::string::String,
    /// Serialised `google.protobuf.FileDescriptorSet` with the file and all that it imports.
    #[prost(bytes = "bytes", tag = "2")]
    pub file_descriptor_set: ::prost::bytes::Bytes,
    /// The same as the text of a .proto file.
    #[prost(string, tag = "3")]
    pub proto_source: ::prost::alloc::string::String,
    /// The version whose signature the contract was made from.
    #[prost(string, tag = "4")]
    pub version: ::prost::alloc::string::String,
}
/// Order of a listing of versions. Ties are broken by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum VersionOrder {
    /// The lowest number first.
    Unspecified = 0,
    /// The lowest number first, by the rules of SemVer.
    Number = 1,
    /// The highest number first, by the rules of SemVer.
    NumberDescending = 2,
    /// Oldest first.
    CreateTime = 3,
    /// Newest first.
    CreateTimeDescending = 4,
}
impl VersionOrder {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "VERSION_ORDER_UNSPECIFIED",
            Self::Number => "VERSION_ORDER_NUMBER",
            Self::NumberDescending => "VERSION_ORDER_NUMBER_DESCENDING",
            Self::CreateTime => "VERSION_ORDER_CREATE_TIME",
            Self::CreateTimeDescending => "VERSION_ORDER_CREATE_TIME_DESCENDING",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "VERSION_ORDER_UNSPECIFIED" => Some(Self::Unspecified),
            "VERSION_ORDER_NUMBER" => Some(Self::Number),
            "VERSION_ORDER_NUMBER_DESCENDING" => Some(Self::NumberDescending),
            "VERSION_ORDER_CREATE_TIME" => Some(Self::CreateTime),
            "VERSION_ORDER_CREATE_TIME_DESCENDING" => Some(Self::CreateTimeDescending),
            _ => None,
        }
    }
}
/// What a comparison says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum Recommendation {
    /// Never sent by a server.
    Unspecified = 0,
    /// At least one metric improved and none regressed.
    Accept = 1,
    /// Neither: a person should look.
    Review = 2,
    /// At least one metric regressed beyond its tolerance.
    Reject = 3,
}
impl Recommendation {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "RECOMMENDATION_UNSPECIFIED",
            Self::Accept => "RECOMMENDATION_ACCEPT",
            Self::Review => "RECOMMENDATION_REVIEW",
            Self::Reject => "RECOMMENDATION_REJECT",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "RECOMMENDATION_UNSPECIFIED" => Some(Self::Unspecified),
            "RECOMMENDATION_ACCEPT" => Some(Self::Accept),
            "RECOMMENDATION_REVIEW" => Some(Self::Review),
            "RECOMMENDATION_REJECT" => Some(Self::Reject),
            _ => None,
        }
    }
}
/// Generated client implementations.
pub mod version_service_client {
    #![allow(
        unused_variables,
        dead_code,
        missing_docs,
        clippy::wildcard_imports,
        clippy::let_unit_value,
    )]
    use tonic::codegen::*;
    use tonic::codegen::http::Uri;
    /// The versions of a model: reading, choosing, comparing, promoting and retiring them.
    ///
    /// Every write takes an optional `request_id`. A repeated id with an equal body returns the outcome of the first call and
    /// changes nothing; with another body it is INVALID_ARGUMENT (REQUEST_ID_REUSED). Ids are kept for at least 7 days. Every
    /// write is one transaction together with its row of the history; MLflow follows right after, in order.
    ///
    /// Every RPC may also answer NOT_FOUND (MODEL_NOT_FOUND): no model of this name is registered; INVALID_ARGUMENT
    /// (INVALID_REQUEST): a field breaks the rule stated at it, a number that is no SemVer 2.0.0 among them, with one BadRequest
    /// violation per field; UNAVAILABLE (CATALOGUE_UNAVAILABLE): the catalogue's database does not answer, retryable, nothing
    /// changed; INTERNAL (INTERNAL): a fault of the server, with an error id to look for in its log.
    #[derive(Debug, Clone)]
    pub struct VersionServiceClient<T> {
        inner: tonic::client::Grpc<T>,
    }
    impl<T> VersionServiceClient<T>
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
        ) -> VersionServiceClient<InterceptedService<T, F>>
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
            VersionServiceClient::new(InterceptedService::new(inner, interceptor))
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
        /// Returns one version by its number, deprecated and deleted ones too.
        ///
        /// Errors:
        ///   NOT_FOUND (VERSION_NOT_FOUND): the model never had this number.
        pub async fn get_version(
            &mut self,
            request: impl tonic::IntoRequest<super::GetVersionRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetVersionResponse>,
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
                "/hokusai.versions.v1.VersionService/GetVersion",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.versions.v1.VersionService", "GetVersion"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Lists the versions of a model in pages.
        ///
        /// Every version that exists throughout the listing is returned exactly once, in the order asked for, whatever is written
        /// meanwhile.
        ///
        /// Errors:
        ///   INVALID_ARGUMENT (INVALID_REQUEST): the range of the filter cannot be read.
        ///   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
        pub async fn list_versions(
            &mut self,
            request: impl tonic::IntoRequest<super::ListVersionsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListVersionsResponse>,
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
                "/hokusai.versions.v1.VersionService/ListVersions",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.versions.v1.VersionService", "ListVersions"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Returns the highest version that is not a pre-release, not deprecated and not deleted. It says nothing about what is in
        /// production: that is an alias, and ResolveVersion's question.
        ///
        /// Errors:
        ///   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version yet.
        pub async fn get_latest_version(
            &mut self,
            request: impl tonic::IntoRequest<super::GetLatestVersionRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetLatestVersionResponse>,
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
                "/hokusai.versions.v1.VersionService/GetLatestVersion",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.versions.v1.VersionService",
                        "GetLatestVersion",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Picks a version by a selector and says by which rule.
        ///
        /// Without a selector the rule is that of prediction: the traffic policy if there is one, else `production` if set, else
        /// the latest.
        ///
        /// Errors:
        ///   NOT_FOUND (VERSION_NOT_FOUND): nothing meets the selector.
        ///   NOT_FOUND (ALIAS_NOT_SET): the alias points, or at that time pointed, nowhere.
        ///   FAILED_PRECONDITION (VERSION_DELETED): the version named exactly, or pointed to at that time, is deleted.
        ///   INVALID_ARGUMENT (INVALID_REQUEST): the range cannot be read.
        pub async fn resolve_version(
            &mut self,
            request: impl tonic::IntoRequest<super::ResolveVersionRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ResolveVersionResponse>,
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
                "/hokusai.versions.v1.VersionService/ResolveVersion",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.versions.v1.VersionService",
                        "ResolveVersion",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Compares two versions: metric by metric, and signature by signature.
        ///
        /// Recommendation: REJECT if any metric regressed beyond its tolerance; ACCEPT if at least one improved and none regressed;
        /// else REVIEW. Without a comparable metric, and in mock mode, never ACCEPT.
        ///
        /// Errors:
        ///   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
        pub async fn compare_versions(
            &mut self,
            request: impl tonic::IntoRequest<super::CompareVersionsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::CompareVersionsResponse>,
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
                "/hokusai.versions.v1.VersionService/CompareVersions",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.versions.v1.VersionService",
                        "CompareVersions",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Points an alias to a version. Pointing it to where it already points succeeds and adds no row.
        ///
        /// Errors:
        ///   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
        ///   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says; metadata says where. Read, then decide.
        ///   FAILED_PRECONDITION (VERSION_DEPRECATED), FAILED_PRECONDITION (VERSION_DELETED): the version is retired.
        ///   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
        ///   INVALID_ARGUMENT (INVALID_REQUEST): the alias is reserved (`latest`, or `v` and digits) or breaks the rule of aliases.
        ///   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
        pub async fn promote_version(
            &mut self,
            request: impl tonic::IntoRequest<super::PromoteVersionRequest>,
        ) -> std::result::Result<
            tonic::Response<super::PromoteVersionResponse>,
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
                "/hokusai.versions.v1.VersionService/PromoteVersion",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.versions.v1.VersionService",
                        "PromoteVersion",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Points an alias back to a version that it pointed to before. Numbers are never rewound by it.
        ///
        /// By steps, the positions are those that promotions left behind: after promoting A, B and C one step goes to B, and one
        /// more to A.
        ///
        /// Errors:
        ///   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
        ///   NOT_FOUND (ALIAS_NOT_SET): the alias never pointed anywhere.
        ///   FAILED_PRECONDITION (ROLLBACK_TARGET_INVALID): the alias never pointed to that version, or not that many steps back.
        ///   FAILED_PRECONDITION (VERSION_DEPRECATED), FAILED_PRECONDITION (VERSION_DELETED): the target is retired.
        ///   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
        ///   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says.
        ///   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
        pub async fn rollback_alias(
            &mut self,
            request: impl tonic::IntoRequest<super::RollbackAliasRequest>,
        ) -> std::result::Result<
            tonic::Response<super::RollbackAliasResponse>,
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
                "/hokusai.versions.v1.VersionService/RollbackAlias",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.versions.v1.VersionService",
                        "RollbackAlias",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Removes an alias. What it pointed to stays as it is.
        ///
        /// Errors:
        ///   NOT_FOUND (ALIAS_NOT_SET): the alias points nowhere.
        ///   ABORTED (ALIAS_MOVED): the alias does not point to what `expected_from` says.
        ///   FAILED_PRECONDITION (VERSION_IN_USE): a traffic policy uses the alias.
        ///   FAILED_PRECONDITION (MODEL_ARCHIVED): an archived model's aliases do not move.
        ///   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
        pub async fn remove_alias(
            &mut self,
            request: impl tonic::IntoRequest<super::RemoveAliasRequest>,
        ) -> std::result::Result<
            tonic::Response<super::RemoveAliasResponse>,
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
                "/hokusai.versions.v1.VersionService/RemoveAlias",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.versions.v1.VersionService", "RemoveAlias"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Retires a version: from now on neither latest nor a range picks it and no alias may be moved to it. Deprecating a
        /// deprecated version succeeds and adds no row.
        ///
        /// Errors:
        ///   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
        ///   FAILED_PRECONDITION (VERSION_IN_USE): an alias or a traffic policy uses it; metadata says which. Move that first.
        ///   FAILED_PRECONDITION (VERSION_DELETED): it is deleted.
        ///   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
        pub async fn deprecate_version(
            &mut self,
            request: impl tonic::IntoRequest<super::DeprecateVersionRequest>,
        ) -> std::result::Result<
            tonic::Response<super::DeprecateVersionResponse>,
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
                "/hokusai.versions.v1.VersionService/DeprecateVersion",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.versions.v1.VersionService",
                        "DeprecateVersion",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Deletes a version and leaves a tombstone, so that its number is never used again. The mirrored MLflow version is deleted
        /// too. Deleting a deleted version succeeds and adds no row.
        ///
        /// Errors:
        ///   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
        ///   FAILED_PRECONDITION (VERSION_IN_USE): an alias or a traffic policy uses it; metadata says which. Move that first.
        ///   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
        pub async fn delete_version(
            &mut self,
            request: impl tonic::IntoRequest<super::DeleteVersionRequest>,
        ) -> std::result::Result<
            tonic::Response<super::DeleteVersionResponse>,
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
                "/hokusai.versions.v1.VersionService/DeleteVersion",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.versions.v1.VersionService",
                        "DeleteVersion",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Makes a deprecated version usable again. Restoring a usable version succeeds and adds no row.
        ///
        /// Errors:
        ///   NOT_FOUND (VERSION_NOT_FOUND): the model has no such version.
        ///   FAILED_PRECONDITION (VERSION_DELETED): it is deleted; this server cannot bring it back yet.
        ///   INVALID_ARGUMENT (REQUEST_ID_REUSED): the request id came with another body before.
        pub async fn restore_version(
            &mut self,
            request: impl tonic::IntoRequest<super::RestoreVersionRequest>,
        ) -> std::result::Result<
            tonic::Response<super::RestoreVersionResponse>,
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
                "/hokusai.versions.v1.VersionService/RestoreVersion",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.versions.v1.VersionService",
                        "RestoreVersion",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Lists the history of a model in pages, newest first unless asked otherwise. Rows that exist when the listing begins are
        /// each returned exactly once.
        ///
        /// Errors:
        ///   INVALID_ARGUMENT (PAGE_TOKEN_INVALID): the token was not made by this server for this query.
        pub async fn list_history(
            &mut self,
            request: impl tonic::IntoRequest<super::ListHistoryRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListHistoryResponse>,
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
                "/hokusai.versions.v1.VersionService/ListHistory",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.versions.v1.VersionService", "ListHistory"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Streams every registration and alias move, each exactly once and in order, from now on or from a resume token. Not
        /// offered yet.
        ///
        /// The first frame is `ready`. The stream has no end of its own; after a break, go on with the last token received.
        ///
        /// Errors:
        ///   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
        pub async fn watch_versions(
            &mut self,
            request: impl tonic::IntoRequest<super::WatchVersionsRequest>,
        ) -> std::result::Result<
            tonic::Response<tonic::codec::Streaming<super::WatchVersionsResponse>>,
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
                "/hokusai.versions.v1.VersionService/WatchVersions",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.versions.v1.VersionService",
                        "WatchVersions",
                    ),
                );
            self.inner.server_streaming(req, path, codec).await
        }
        /// Returns the typed gRPC service of one major version of a model, as descriptors and as text. Not offered yet.
        ///
        /// Errors:
        ///   UNIMPLEMENTED (NOT_IMPLEMENTED_YET): this server cannot do it yet.
        pub async fn get_model_contract(
            &mut self,
            request: impl tonic::IntoRequest<super::GetModelContractRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetModelContractResponse>,
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
                "/hokusai.versions.v1.VersionService/GetModelContract",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.versions.v1.VersionService",
                        "GetModelContract",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
    }
}
