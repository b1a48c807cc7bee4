// @generated from the contract; never edited.
/// Asks what this server is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetSystemInfoRequest {}
/// What this server is.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetSystemInfoResponse {
    /// The mode in which it was started. It never changes while the server runs.
    #[prost(enumeration = "Mode", tag = "1")]
    pub mode: i32,
    /// Version of the server, as SemVer.
    #[prost(string, tag = "2")]
    pub server_version: ::prost::alloc::string::String,
    /// Version of this contract, as SemVer; within one major version everything that worked goes on working.
    #[prost(string, tag = "3")]
    pub contract_version: ::prost::alloc::string::String,
    /// What answers inference calls.
    #[prost(enumeration = "DataPlane", tag = "4")]
    pub data_plane: i32,
    /// When this process began to serve.
    #[prost(message, optional, tag = "5")]
    pub start_time: ::core::option::Option<::prost_types::Timestamp>,
    /// Address of the MLflow tracking server or store, without user, password and token.
    #[prost(string, tag = "6")]
    pub mlflow_tracking_uri: ::prost::alloc::string::String,
    /// Identifier of this server process, a UUID made at start; tells replicas and restarts apart.
    #[prost(string, tag = "7")]
    pub instance_id: ::prost::alloc::string::String,
    /// The server's clock when it answered, to compare clocks by.
    #[prost(message, optional, tag = "8")]
    pub server_time: ::core::option::Option<::prost_types::Timestamp>,
    /// Which database holds the catalogue: "sqlite" or "postgresql".
    #[prost(string, tag = "9")]
    pub catalogue_backend: ::prost::alloc::string::String,
}
/// Asks for the state of every dependency.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListDependenciesRequest {
    /// Greatest number of dependencies to return. Default 50; more than 1000 counts as 1000.
    #[prost(int32, tag = "1")]
    pub page_size: i32,
    /// `next_page_token` of the page before. Empty: the first page.
    #[prost(string, tag = "2")]
    pub page_token: ::prost::alloc::string::String,
}
/// The state of every dependency.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListDependenciesResponse {
    /// The dependencies, ordered by name.
    #[prost(message, repeated, tag = "1")]
    pub dependencies: ::prost::alloc::vec::Vec<Dependency>,
    /// Token of the next page. Empty: this was the last.
    #[prost(string, tag = "2")]
    pub next_page_token: ::prost::alloc::string::String,
}
/// Asks for the state of one dependency.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetDependencyRequest {
    /// Its name: "catalogue", "mlflow", "bundles", "spool", "workers".
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
}
/// The state of one dependency.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetDependencyResponse {
    /// The dependency.
    #[prost(message, optional, tag = "1")]
    pub dependency: ::core::option::Option<Dependency>,
}
/// Asks to close a circuit breaker.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ResetBreakerRequest {
    /// UUID of the write, for logs and traces; the call is idempotent without it.
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    /// Name of the dependency whose breaker it is.
    #[prost(string, tag = "2")]
    pub dependency: ::prost::alloc::string::String,
}
/// The dependency after the reset.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ResetBreakerResponse {
    /// The dependency.
    #[prost(message, optional, tag = "1")]
    pub dependency: ::core::option::Option<Dependency>,
}
/// Something that the server needs: a store, an upstream, its own spool.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct Dependency {
    /// Its name: "catalogue", "mlflow", "bundles", "spool", "workers".
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// How it is.
    #[prost(enumeration = "DependencyState", tag = "2")]
    pub state: i32,
    /// Why it is not healthy, in one line without secrets. Empty while healthy.
    #[prost(string, tag = "3")]
    pub cause: ::prost::alloc::string::String,
    /// Since when it has been in this state.
    #[prost(message, optional, tag = "4")]
    pub since_time: ::core::option::Option<::prost_types::Timestamp>,
    /// When it was last observed.
    #[prost(message, optional, tag = "5")]
    pub observe_time: ::core::option::Option<::prost_types::Timestamp>,
    /// How long its last answer took. Unset: it was never asked, or asking takes no time.
    #[prost(message, optional, tag = "6")]
    pub latency: ::core::option::Option<::prost_types::Duration>,
    /// Its circuit breaker. Unset: it has none.
    #[prost(message, optional, tag = "7")]
    pub breaker: ::core::option::Option<Breaker>,
    /// Writes that wait to be delivered to it. Unset: nothing ever waits for it.
    #[prost(int64, optional, tag = "8")]
    pub pending_count: ::core::option::Option<i64>,
    /// Its spool. Unset: it has none.
    #[prost(message, optional, tag = "9")]
    pub spool: ::core::option::Option<SpoolState>,
    /// True: without it the server does not serve. False: the server goes on without it.
    #[prost(bool, tag = "10")]
    pub required: bool,
}
/// A circuit breaker.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct Breaker {
    /// Its state.
    #[prost(enumeration = "BreakerState", tag = "1")]
    pub state: i32,
    /// Failures in a row, or in the window that the breaker looks at.
    #[prost(int64, tag = "2")]
    pub failure_count: i64,
    /// When it lets the next trial call through. Unset while closed.
    #[prost(message, optional, tag = "3")]
    pub next_try_time: ::core::option::Option<::prost_types::Timestamp>,
    /// The last failure, in one line without secrets. Empty if there was none.
    #[prost(string, tag = "4")]
    pub last_error: ::prost::alloc::string::String,
}
/// How full a spool is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SpoolState {
    /// Records that are acknowledged and not yet applied.
    #[prost(int64, tag = "1")]
    pub pending_count: i64,
    /// Bytes on disk.
    #[prost(int64, tag = "2")]
    pub size_bytes: i64,
    /// Bytes at which new records are refused.
    #[prost(int64, tag = "3")]
    pub max_size_bytes: i64,
    /// When the oldest record that is not yet applied was written. Unset if none waits.
    #[prost(message, optional, tag = "4")]
    pub oldest_pending_time: ::core::option::Option<::prost_types::Timestamp>,
}
/// How the server was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum Mode {
    /// Not said; never in a reply.
    Unspecified = 0,
    /// Everything in one data directory.
    Embedded = 1,
    /// Against an MLflow server; writes fail while it is away.
    Remote = 2,
    /// Against an MLflow server; goes on while it is away and delivers later.
    Optional = 3,
    /// The whole system on a throw-away store; nothing is kept.
    Mock = 4,
}
impl Mode {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "MODE_UNSPECIFIED",
            Self::Embedded => "MODE_EMBEDDED",
            Self::Remote => "MODE_REMOTE",
            Self::Optional => "MODE_OPTIONAL",
            Self::Mock => "MODE_MOCK",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "MODE_UNSPECIFIED" => Some(Self::Unspecified),
            "MODE_EMBEDDED" => Some(Self::Embedded),
            "MODE_REMOTE" => Some(Self::Remote),
            "MODE_OPTIONAL" => Some(Self::Optional),
            "MODE_MOCK" => Some(Self::Mock),
            _ => None,
        }
    }
}
/// What answers inference calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum DataPlane {
    /// Not said; never in a reply.
    Unspecified = 0,
    /// The reference implementation in Python.
    Python = 1,
    /// The native implementation.
    Native = 2,
}
impl DataPlane {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "DATA_PLANE_UNSPECIFIED",
            Self::Python => "DATA_PLANE_PYTHON",
            Self::Native => "DATA_PLANE_NATIVE",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "DATA_PLANE_UNSPECIFIED" => Some(Self::Unspecified),
            "DATA_PLANE_PYTHON" => Some(Self::Python),
            "DATA_PLANE_NATIVE" => Some(Self::Native),
            _ => None,
        }
    }
}
/// How a dependency is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum DependencyState {
    /// Not said; never in a reply.
    Unspecified = 0,
    /// Answers as it should.
    Healthy = 1,
    /// Answers, but slowly or with errors now and then.
    Degraded = 2,
    /// Answers again after it was down; what waited is being delivered.
    Recovering = 3,
    /// Does not answer.
    Down = 4,
}
impl DependencyState {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "DEPENDENCY_STATE_UNSPECIFIED",
            Self::Healthy => "DEPENDENCY_STATE_HEALTHY",
            Self::Degraded => "DEPENDENCY_STATE_DEGRADED",
            Self::Recovering => "DEPENDENCY_STATE_RECOVERING",
            Self::Down => "DEPENDENCY_STATE_DOWN",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "DEPENDENCY_STATE_UNSPECIFIED" => Some(Self::Unspecified),
            "DEPENDENCY_STATE_HEALTHY" => Some(Self::Healthy),
            "DEPENDENCY_STATE_DEGRADED" => Some(Self::Degraded),
            "DEPENDENCY_STATE_RECOVERING" => Some(Self::Recovering),
            "DEPENDENCY_STATE_DOWN" => Some(Self::Down),
            _ => None,
        }
    }
}
/// The state of a circuit breaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum BreakerState {
    /// Not said; never in a reply.
    Unspecified = 0,
    /// Calls go out.
    Closed = 1,
    /// Calls are refused at once.
    Open = 2,
    /// One trial call is out; others are refused.
    HalfOpen = 3,
}
impl BreakerState {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "BREAKER_STATE_UNSPECIFIED",
            Self::Closed => "BREAKER_STATE_CLOSED",
            Self::Open => "BREAKER_STATE_OPEN",
            Self::HalfOpen => "BREAKER_STATE_HALF_OPEN",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "BREAKER_STATE_UNSPECIFIED" => Some(Self::Unspecified),
            "BREAKER_STATE_CLOSED" => Some(Self::Closed),
            "BREAKER_STATE_OPEN" => Some(Self::Open),
            "BREAKER_STATE_HALF_OPEN" => Some(Self::HalfOpen),
            _ => None,
        }
    }
}
/// Generated client implementations.
pub mod system_service_client {
    #![allow(
        unused_variables,
        dead_code,
        missing_docs,
        clippy::wildcard_imports,
        clippy::let_unit_value,
    )]
    use tonic::codegen::*;
    use tonic::codegen::http::Uri;
    /// Tells what this server is and how the things it depends on are.
    #[derive(Debug, Clone)]
    pub struct SystemServiceClient<T> {
        inner: tonic::client::Grpc<T>,
    }
    impl<T> SystemServiceClient<T>
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
        ) -> SystemServiceClient<InterceptedService<T, F>>
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
            SystemServiceClient::new(InterceptedService::new(inner, interceptor))
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
        /// Tells mode, versions, data plane and start time. Answers from memory; touches no dependency.
        ///
        /// Errors: none of its own.
        pub async fn get_system_info(
            &mut self,
            request: impl tonic::IntoRequest<super::GetSystemInfoRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetSystemInfoResponse>,
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
                "/hokusai.system.v1.SystemService/GetSystemInfo",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.system.v1.SystemService", "GetSystemInfo"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Tells the state of every dependency, ordered by name. Answers from the last observation and never waits for a
        /// dependency; `observe_time` says how old it is.
        ///
        /// Errors: none of its own.
        pub async fn list_dependencies(
            &mut self,
            request: impl tonic::IntoRequest<super::ListDependenciesRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListDependenciesResponse>,
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
                "/hokusai.system.v1.SystemService/ListDependencies",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "hokusai.system.v1.SystemService",
                        "ListDependencies",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Tells the state of one dependency, as ListDependencies does.
        ///
        /// Errors: NOT_FOUND (DEPENDENCY_NOT_FOUND): no dependency of that name.
        pub async fn get_dependency(
            &mut self,
            request: impl tonic::IntoRequest<super::GetDependencyRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetDependencyResponse>,
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
                "/hokusai.system.v1.SystemService/GetDependency",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.system.v1.SystemService", "GetDependency"),
                );
            self.inner.unary(req, path, codec).await
        }
        /// Closes the circuit breaker of one dependency now, so that calls go out again; for administrators. Resetting a closed
        /// breaker changes nothing.
        ///
        /// Errors: UNIMPLEMENTED (NOT_IMPLEMENTED_YET) in this release. Later: NOT_FOUND (DEPENDENCY_NOT_FOUND): no dependency
        /// of that name, or it has no breaker.
        pub async fn reset_breaker(
            &mut self,
            request: impl tonic::IntoRequest<super::ResetBreakerRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ResetBreakerResponse>,
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
                "/hokusai.system.v1.SystemService/ResetBreaker",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new("hokusai.system.v1.SystemService", "ResetBreaker"),
                );
            self.inner.unary(req, path, codec).await
        }
    }
}
