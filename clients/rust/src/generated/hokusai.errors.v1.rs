// @generated from the contract; never edited.
/// Every reason that a Hokusai server gives for a failed call.
///
/// A failed call carries a `google.rpc.Status` with a `google.rpc.ErrorInfo` whose `domain` is `hokusai.dev` and whose `reason` is the name
/// of one of these values without the prefix `ERROR_REASON_`. The pair (reason, domain) stands for one action of the client. Metadata keys
/// never vanish; more may be added. Faults of the input carry a `google.rpc.BadRequest`; where a retry helps, a `google.rpc.RetryInfo` and the
/// trailer `grpc-retry-pushback-ms` say when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum ErrorReason {
    /// Never sent.
    Unspecified = 0,
    /// INTERNAL: a fault of the server that it did not foresee. The message holds nothing but an error id; the server's log holds the rest.
    ///
    /// Metadata: `error_id`. Retryable: no. Next: give the error id to whoever runs the server.
    /// Example: `{"reason":"INTERNAL","domain":"hokusai.dev","metadata":{"error_id":"b7c1e0…"}}`
    Internal = 1,
    /// INVALID_ARGUMENT: one or more fields break the rules of the contract; nothing was done.
    ///
    /// Metadata: none. Details: `BadRequest`. Retryable: no.
    /// Message: "the request is not valid: model.name: must start with a letter or a digit"
    /// Example: `{"reason":"INVALID_REQUEST","domain":"hokusai.dev","metadata":{}}`
    InvalidRequest = 2,
    /// INVALID_ARGUMENT: a request id came back with another body; the first outcome stands and nothing was done.
    ///
    /// Metadata: `request_id`. Retryable: no.
    /// Message: "request_id '6f1e…' was used before with another body; send a new UUID for a new request"
    /// Example: `{"reason":"REQUEST_ID_REUSED","domain":"hokusai.dev","metadata":{"request_id":"6f1e…"}}`
    RequestIdReused = 3,
    /// INVALID_ARGUMENT: a page token that this server did not issue for this query.
    ///
    /// Metadata: none. Retryable: no.
    /// Message: "page_token does not belong to this query; repeat the query that issued it unchanged, or start without one"
    /// Example: `{"reason":"PAGE_TOKEN_INVALID","domain":"hokusai.dev","metadata":{}}`
    PageTokenInvalid = 4,
    /// UNIMPLEMENTED: the contract has this RPC, this server does not build it yet.
    ///
    /// Metadata: `operation`. Retryable: no.
    /// Message: "WatchVersions is part of the contract but this server does not offer it yet"
    /// Example: `{"reason":"NOT_IMPLEMENTED_YET","domain":"hokusai.dev","metadata":{"operation":"WatchVersions"}}`
    NotImplementedYet = 5,
    /// RESOURCE_EXHAUSTED: a bound on concurrent work was reached; nothing was started.
    ///
    /// Metadata: `what`, `limit`. Retryable: yes, after the delay in `RetryInfo`.
    /// Message: "calls in flight reached its limit of 1000; retry after 0.200 s or send less at once"
    /// Example: `{"reason":"OVERLOADED","domain":"hokusai.dev","metadata":{"what":"calls in flight","limit":"1000"}}`
    Overloaded = 6,
    /// DEADLINE_EXCEEDED: the caller's deadline ended before the work could; unstarted work did not run.
    ///
    /// Metadata: `operation`. Retryable: no.
    /// Message: "the deadline passed before the prediction was done; allow more time or send less"
    /// Example: `{"reason":"DEADLINE_PASSED","domain":"hokusai.dev","metadata":{"operation":"the prediction"}}`
    DeadlinePassed = 7,
    /// UNAVAILABLE: the server drains and takes no new work.
    ///
    /// Metadata: none. Retryable: yes, after the delay in `RetryInfo`.
    /// Message: "the server is shutting down; retry, another replica or its successor will answer"
    /// Example: `{"reason":"SHUTTING_DOWN","domain":"hokusai.dev","metadata":{}}`
    ShuttingDown = 8,
    /// UNAVAILABLE: the catalogue's database did not answer; nothing was committed.
    ///
    /// Metadata: `cause`. Retryable: yes, after the delay in `RetryInfo`.
    /// Message: "the catalogue's database is not reachable (connection refused); retry, and check `hokusai doctor` if it lasts"
    /// Example: `{"reason":"CATALOGUE_UNAVAILABLE","domain":"hokusai.dev","metadata":{"cause":"connection refused"}}`
    CatalogueUnavailable = 9,
    /// RESOURCE_EXHAUSTED: no space left where the server writes; what was acknowledged before is intact.
    ///
    /// Metadata: `what`. Retryable: no.
    /// Message: "no space left for bundles; free disk space on the server, then send the request again"
    /// Example: `{"reason":"STORAGE_FULL","domain":"hokusai.dev","metadata":{"what":"bundles"}}`
    StorageFull = 10,
    /// UNAUTHENTICATED: the caller showed no credential or one that is not valid.
    ///
    /// Metadata: `cause`. Retryable: no.
    /// Message: "the call is not authenticated: the key has expired"
    /// Example: `{"reason":"UNAUTHENTICATED","domain":"hokusai.dev","metadata":{"cause":"the key has expired"}}`
    Unauthenticated = 11,
    /// PERMISSION_DENIED: the principal lacks a grant.
    ///
    /// Metadata: `principal`, `action`, `resource`. Retryable: no.
    /// Message: "key:ci may not promote model lead_scoring; ask an admin for the grant"
    /// Example: `{"reason":"PERMISSION_DENIED","domain":"hokusai.dev","metadata":{"principal":"key:ci","action":"promote","resource":"model lead_scoring"}}`
    PermissionDenied = 12,
    /// NOT_FOUND: no model of this name is registered.
    ///
    /// Metadata: `model`; `setting` where a setting of the server would have the model accepted. Retryable: no.
    /// Message: "model 'lead_scoring' is not registered; register its first version with RegisterBaseline, or list the models with
    /// ListModels"
    /// Example: `{"reason":"MODEL_NOT_FOUND","domain":"hokusai.dev","metadata":{"model":"lead_scoring"}}`
    ModelNotFound = 20,
    /// ALREADY_EXISTS: the name is taken; the existing model is unchanged.
    ///
    /// Metadata: `model`. Retryable: no.
    /// Message: "model 'lead_scoring' exists; read it with GetModel or choose another name"
    /// Example: `{"reason":"MODEL_ALREADY_EXISTS","domain":"hokusai.dev","metadata":{"model":"lead_scoring"}}`
    ModelAlreadyExists = 21,
    /// FAILED_PRECONDITION: an archived model takes no new versions and no alias moves.
    ///
    /// Metadata: `model`. Retryable: no.
    /// Message: "model 'lead_scoring' is archived; open it again with RestoreModel first"
    /// Example: `{"reason":"MODEL_ARCHIVED","domain":"hokusai.dev","metadata":{"model":"lead_scoring"}}`
    ModelArchived = 22,
    /// ABORTED: somebody changed the resource since it was read; nothing was changed.
    ///
    /// Metadata: `resource`, `expected`, `actual`. Retryable: no.
    /// Message: "model lead_scoring has etag '4', not '3'; read it again and repeat the change"
    /// Example: `{"reason":"ETAG_MISMATCH","domain":"hokusai.dev","metadata":{"resource":"model lead_scoring","expected":"3","actual":"4"}}`
    EtagMismatch = 23,
    /// NOT_FOUND: the model has no version that the selector names.
    ///
    /// Metadata: `model`, `selector`; `setting` where a setting of the server would have the version accepted. Retryable: no.
    /// Message: "model 'lead_scoring' has no version 1.2.3; list its versions with ListVersions"
    /// Example: `{"reason":"VERSION_NOT_FOUND","domain":"hokusai.dev","metadata":{"model":"lead_scoring","selector":"1.2.3"}}`
    VersionNotFound = 24,
    /// ALREADY_EXISTS: the number is taken or was taken by a deleted version; numbers are never reused.
    ///
    /// Metadata: `model`, `version`. Retryable: no.
    /// Message: "version 1.2.3 of 'lead_scoring' exists or was deleted, and numbers are never reused; leave the number out to get the
    /// next one"
    /// Example: `{"reason":"VERSION_ALREADY_EXISTS","domain":"hokusai.dev","metadata":{"model":"lead_scoring","version":"1.2.3"}}`
    VersionAlreadyExists = 25,
    /// FAILED_PRECONDITION: the number promises more compatibility than the signatures have; nothing was registered.
    ///
    /// Metadata: `model`, `proposed`, `least`. Details: `BadRequest`. Retryable: no.
    /// Message: "1.0.1 understates what changed in 'lead_scoring' (inputs.age: removed); the least honest number is 2.0.0; use bump AUTO,
    /// that number, or allow_breaking"
    /// Example: `{"reason":"VERSION_UNDERSTATES_CHANGE","domain":"hokusai.dev","metadata":{"model":"lead_scoring","proposed":"1.0.1","least":"2.0.0"}}`
    VersionUnderstatesChange = 26,
    /// FAILED_PRECONDITION: an alias or a traffic policy points to the version.
    ///
    /// Metadata: `model`, `version`, `used_by`. Retryable: no.
    /// Message: "version 1.2.3 of 'lead_scoring' is used by alias @production; move that to another version first"
    /// Example: `{"reason":"VERSION_IN_USE","domain":"hokusai.dev","metadata":{"model":"lead_scoring","version":"1.2.3","used_by":"alias @production"}}`
    VersionInUse = 27,
    /// FAILED_PRECONDITION: a deprecated version cannot be promoted.
    ///
    /// Metadata: `model`, `version`. Retryable: no.
    /// Message: "version 1.2.3 of 'lead_scoring' is deprecated; choose another version"
    /// Example: `{"reason":"VERSION_DEPRECATED","domain":"hokusai.dev","metadata":{"model":"lead_scoring","version":"1.2.3"}}`
    VersionDeprecated = 28,
    /// FAILED_PRECONDITION: the server's policy asks for a signature and the bundle has none.
    ///
    /// Metadata: `model`. Retryable: no.
    /// Message: "the bundle for 'lead_scoring' has no signature and this server requires one; log the model with an input example or a
    /// signature"
    /// Example: `{"reason":"SIGNATURE_REQUIRED","domain":"hokusai.dev","metadata":{"model":"lead_scoring"}}`
    SignatureRequired = 29,
    /// NOT_FOUND: the alias points nowhere.
    ///
    /// Metadata: `model`, `alias`. Retryable: no.
    /// Message: "alias @production of 'lead_scoring' is not set; set it with PromoteVersion or name a version"
    /// Example: `{"reason":"ALIAS_NOT_SET","domain":"hokusai.dev","metadata":{"model":"lead_scoring","alias":"production"}}`
    AliasNotSet = 30,
    /// ABORTED: compare-and-set lost: the alias does not point where the caller expected; nothing was moved.
    ///
    /// Metadata: `model`, `alias`, `expected`, `actual`. Retryable: no.
    /// Message: "alias @production of 'lead_scoring' points to 1.1.0, not to 1.0.0; read it again and decide anew"
    /// Example: `{"reason":"ALIAS_MOVED","domain":"hokusai.dev","metadata":{"model":"lead_scoring","alias":"production","expected":"1.0.0","actual":"1.1.0"}}`
    AliasMoved = 31,
    /// FAILED_PRECONDITION: the alias never pointed to the wanted version, or has no earlier one.
    ///
    /// Metadata: `model`, `alias`, `target`. Retryable: no.
    /// Message: "alias @production of 'lead_scoring' cannot roll back to 1.0.0: it never pointed there or that version is gone; see
    /// ListHistory, or use PromoteVersion"
    /// Example: `{"reason":"ROLLBACK_TARGET_INVALID","domain":"hokusai.dev","metadata":{"model":"lead_scoring","alias":"production","target":"1.0.0"}}`
    RollbackTargetInvalid = 32,
    /// FAILED_PRECONDITION: a deleted version is a tombstone: it predicts nothing and cannot be promoted, improved on or downloaded.
    ///
    /// Metadata: `model`, `version`. Retryable: no.
    /// Message: "version 1.2.3 of 'lead_scoring' is deleted; choose another version"
    /// Example: `{"reason":"VERSION_DELETED","domain":"hokusai.dev","metadata":{"model":"lead_scoring","version":"1.2.3"}}`
    VersionDeleted = 33,
    /// NOT_FOUND: no open upload session of this id: never opened, finished, or expired.
    ///
    /// Metadata: `upload_id`. Retryable: no.
    /// Message: "upload '0192…' is not open; begin again with StartUpload"
    /// Example: `{"reason":"UPLOAD_NOT_FOUND","domain":"hokusai.dev","metadata":{"upload_id":"0192…"}}`
    UploadNotFound = 50,
    /// ABORTED: a chunk does not continue where the stored part of its file ends; the stored part is unchanged.
    ///
    /// Metadata: `upload_id`, `path`, `offset`, `expected`. Retryable: no.
    /// Message: "file 'model.pkl' of upload '0192…' continues at byte 1048576, the chunk began at 0; ask QueryUpload and go on from
    /// there"
    /// Example: `{"reason":"UPLOAD_OFFSET_MISMATCH","domain":"hokusai.dev","metadata":{"upload_id":"0192…","path":"model.pkl","offset":"0","expected":"1048576"}}`
    UploadOffsetMismatch = 51,
    /// FAILED_PRECONDITION: files of the manifest are missing or short; the session stays open.
    ///
    /// Metadata: `upload_id`, `path`, `received`, `size`. Retryable: no.
    /// Message: "file 'model.pkl' of upload '0192…' has 10 of 20 bytes; send the rest, then finish again"
    /// Example: `{"reason":"UPLOAD_INCOMPLETE","domain":"hokusai.dev","metadata":{"upload_id":"0192…","path":"model.pkl","received":"10","size":"20"}}`
    UploadIncomplete = 52,
    /// INVALID_ARGUMENT: the received bytes are not those that the manifest promised; the file must be sent again from byte 0.
    ///
    /// Metadata: `path`, `expected`, `actual`. Retryable: no.
    /// Message: "file 'model.pkl' has sha256 60303…, the manifest says 9f86…; send it again"
    /// Example: `{"reason":"CHECKSUM_MISMATCH","domain":"hokusai.dev","metadata":{"path":"model.pkl","expected":"9f86…","actual":"60303…"}}`
    ChecksumMismatch = 53,
    /// INVALID_ARGUMENT: a path in the manifest could escape, collide or surprise; nothing was stored.
    ///
    /// Metadata: none. Details: `BadRequest`. Retryable: no.
    /// Message: "the manifest has a path that is refused: files\[2\].path: must not contain '..'"
    /// Example: `{"reason":"BUNDLE_PATH_REFUSED","domain":"hokusai.dev","metadata":{}}`
    BundlePathRefused = 54,
    /// INVALID_ARGUMENT: the bundle, one of its files or their number is over the limit.
    ///
    /// Metadata: `what`, `actual`, `limit`. Retryable: no.
    /// Message: "number of files is 20000, over the limit of 10000; make the bundle smaller or raise the server's limit"
    /// Example: `{"reason":"BUNDLE_TOO_LARGE","domain":"hokusai.dev","metadata":{"what":"number of files","actual":"20000","limit":"10000"}}`
    BundleTooLarge = 55,
    /// INVALID_ARGUMENT: the files arrived whole, but they are no MLflow model that this server can read.
    ///
    /// Metadata: `cause`. Retryable: no.
    /// Message: "the bundle is no readable MLflow model: MLmodel is missing; log the model with MLflow and send its directory"
    /// Example: `{"reason":"BUNDLE_INVALID","domain":"hokusai.dev","metadata":{"cause":"MLmodel is missing"}}`
    BundleInvalid = 56,
    /// NOT_FOUND: no bundle of this digest is stored.
    ///
    /// Metadata: `digest`. Retryable: no.
    /// Message: "bundle 9f86… is not stored; upload it first (StartUpload … FinishUpload)"
    /// Example: `{"reason":"BUNDLE_NOT_FOUND","domain":"hokusai.dev","metadata":{"digest":"9f86…"}}`
    BundleNotFound = 57,
    /// INVALID_ARGUMENT: the payload cannot be decoded in the encoding that it claims; no model code ran.
    ///
    /// Metadata: `cause`. Retryable: no.
    /// Message: "the payload cannot be read: the Arrow stream is cut off"
    /// Example: `{"reason":"PAYLOAD_INVALID","domain":"hokusai.dev","metadata":{"cause":"the Arrow stream is cut off"}}`
    PayloadInvalid = 70,
    /// INVALID_ARGUMENT: the payload was read, but its values do not fit the version's signature; no model code ran.
    ///
    /// Metadata: `count`. Details: `BadRequest`. Retryable: no.
    /// Message: "1 value(s) do not fit the signature: rows\[0\].age: expected long, got string; see GetModelSignature"
    /// Example: `{"reason":"MODEL_INPUT_INVALID","domain":"hokusai.dev","metadata":{"count":"1"}}`
    ModelInputInvalid = 71,
    /// UNKNOWN: the model's own code raised on this input; other calls are not affected.
    ///
    /// Metadata: `model`, `version`, `exception_type`, `error_id`. Retryable: no.
    /// Message: "the code of lead_scoring 1.2.3 raised ValueError; its traceback is in the server's data directory, in logs/workers/lead_scoring-1.2.3.log, under b7c1…"
    /// Example: `{"reason":"MODEL_RAISED","domain":"hokusai.dev","metadata":{"model":"lead_scoring","version":"1.2.3","exception_type":"ValueError","error_id":"b7c1…"}}`
    ModelRaised = 72,
    /// UNKNOWN: the model answered with something that does not match its input rows or cannot be encoded.
    ///
    /// Metadata: `model`, `version`, `cause`. Retryable: no.
    /// Message: "lead_scoring 1.2.3 gave an answer that cannot be returned: 3 rows for 2; mend the model's predict"
    /// Example: `{"reason":"MODEL_OUTPUT_INVALID","domain":"hokusai.dev","metadata":{"model":"lead_scoring","version":"1.2.3","cause":"3 rows for 2"}}`
    ModelOutputInvalid = 73,
    /// FAILED_PRECONDITION: the version cannot be brought to serve.
    ///
    /// Metadata: `model`, `version`, `cause`. Retryable: no.
    /// Message: "lead_scoring 1.2.3 cannot be loaded: ModuleNotFoundError: No module named 'xgboost'; the worker's log has the rest"
    /// Example: `{"reason":"MODEL_LOAD_FAILED","domain":"hokusai.dev","metadata":{"model":"lead_scoring","version":"1.2.3","cause":"ModuleNotFoundError: No module named 'xgboost'"}}`
    ModelLoadFailed = 74,
    /// NOT_FOUND: the version is not loaded, so there is nothing to unload.
    ///
    /// Metadata: `model`, `version`. Retryable: no.
    /// Message: "lead_scoring 1.2.3 is not loaded; see ListLoadedModels"
    /// Example: `{"reason":"MODEL_NOT_LOADED","domain":"hokusai.dev","metadata":{"model":"lead_scoring","version":"1.2.3"}}`
    ModelNotLoaded = 75,
    /// UNAVAILABLE: the process of the version died with the call in it; it is being replaced.
    ///
    /// Metadata: `model`, `version`, `cause`. Retryable: yes, after the delay in `RetryInfo`.
    /// Message: "the worker of lead_scoring 1.2.3 ended during the call (signal 11) and is being restarted; retry"
    /// Example: `{"reason":"WORKER_CRASHED","domain":"hokusai.dev","metadata":{"model":"lead_scoring","version":"1.2.3","cause":"signal 11"}}`
    WorkerCrashed = 76,
    /// DEADLINE_EXCEEDED: the model did not answer within the time limit of one batch; its process was ended and is being replaced.
    ///
    /// Metadata: `model`, `version`, `limit`. Retryable: no.
    /// Message: "lead_scoring 1.2.3 did not answer within 30 s; its worker was ended and is being restarted; send smaller batches or
    /// raise the limit"
    /// Example: `{"reason":"WORKER_HUNG","domain":"hokusai.dev","metadata":{"model":"lead_scoring","version":"1.2.3","limit":"30"}}`
    WorkerHung = 77,
    /// RESOURCE_EXHAUSTED: the version does not fit beside those that may not be evicted.
    ///
    /// Metadata: `model`, `version`, `budget_bytes`. Retryable: yes, after the delay in `RetryInfo`.
    /// Message: "loading lead_scoring 1.2.3 would exceed the memory budget of 1073741824 bytes; unload a version or raise the budget"
    /// Example: `{"reason":"MEMORY_BUDGET_EXCEEDED","domain":"hokusai.dev","metadata":{"model":"lead_scoring","version":"1.2.3","budget_bytes":"1073741824"}}`
    MemoryBudgetExceeded = 78,
    /// RESOURCE_EXHAUSTED: the version's queue is at its bound; the request was not queued.
    ///
    /// Metadata: `model`, `version`, `limit`. Retryable: yes, after the delay in `RetryInfo`.
    /// Message: "the queue of lead_scoring 1.2.3 is full (1024 requests); retry after 0.100 s"
    /// Example: `{"reason":"QUEUE_FULL","domain":"hokusai.dev","metadata":{"model":"lead_scoring","version":"1.2.3","limit":"1024"}}`
    QueueFull = 79,
    /// INVALID_ARGUMENT: a frame of a stream broke the order of the protocol; the stream ends.
    ///
    /// Metadata: `expected`, `actual`. Retryable: no.
    /// Message: "the stream expected open and got batch; open a new stream from the first unanswered sequence"
    /// Example: `{"reason":"FRAME_OUT_OF_ORDER","domain":"hokusai.dev","metadata":{"expected":"open","actual":"batch"}}`
    FrameOutOfOrder = 80,
    /// RESOURCE_EXHAUSTED: the server's bound on open prediction streams is reached.
    ///
    /// Metadata: `limit`. Retryable: yes, after the delay in `RetryInfo`.
    /// Message: "256 prediction streams are open, the limit; retry or close one"
    /// Example: `{"reason":"TOO_MANY_STREAMS","domain":"hokusai.dev","metadata":{"limit":"256"}}`
    TooManyStreams = 81,
    /// NOT_FOUND: no experiment of this id or name.
    ///
    /// Metadata: `experiment`. Retryable: no.
    /// Message: "experiment 'churn' does not exist; create it with CreateExperiment"
    /// Example: `{"reason":"EXPERIMENT_NOT_FOUND","domain":"hokusai.dev","metadata":{"experiment":"churn"}}`
    ExperimentNotFound = 100,
    /// ALREADY_EXISTS: the name is taken.
    ///
    /// Metadata: `experiment`. Retryable: no.
    /// Message: "experiment 'churn' exists; read it with GetExperiment"
    /// Example: `{"reason":"EXPERIMENT_ALREADY_EXISTS","domain":"hokusai.dev","metadata":{"experiment":"churn"}}`
    ExperimentAlreadyExists = 101,
    /// NOT_FOUND: no run of this id.
    ///
    /// Metadata: `run_id`. Retryable: no.
    /// Message: "run 'a1b2…' does not exist; find runs with SearchRuns"
    /// Example: `{"reason":"RUN_NOT_FOUND","domain":"hokusai.dev","metadata":{"run_id":"a1b2…"}}`
    RunNotFound = 102,
    /// FAILED_PRECONDITION: a param has another value already; params are immutable.
    ///
    /// Metadata: `run_id`, `param`. Retryable: no.
    /// Message: "param 'depth' of run 'a1b2…' has another value and params never change; log it under another name or in a new run"
    /// Example: `{"reason":"PARAM_CHANGED","domain":"hokusai.dev","metadata":{"run_id":"a1b2…","param":"depth"}}`
    ParamChanged = 103,
    /// NOT_FOUND: the run has no artifact at this path.
    ///
    /// Metadata: `run_id`, `path`. Retryable: no.
    /// Message: "run 'a1b2…' has no artifact 'plots/roc.png'; see ListArtifacts"
    /// Example: `{"reason":"ARTIFACT_NOT_FOUND","domain":"hokusai.dev","metadata":{"run_id":"a1b2…","path":"plots/roc.png"}}`
    ArtifactNotFound = 104,
    /// RESOURCE_EXHAUSTED: the spool is at its bound, so the event was refused rather than an acknowledged one dropped.
    ///
    /// Metadata: `limit_bytes`. Retryable: yes, after the delay in `RetryInfo`.
    /// Message: "the event spool holds 1073741824 bytes, its limit; nothing acknowledged was dropped; retry later"
    /// Example: `{"reason":"SPOOL_FULL","domain":"hokusai.dev","metadata":{"limit_bytes":"1073741824"}}`
    SpoolFull = 105,
    /// FAILED_PRECONDITION: a deleted experiment takes no runs.
    ///
    /// Metadata: `experiment`. Retryable: no.
    /// Message: "experiment '7' is deleted and takes no runs; restore it in MLflow or use another one"
    /// Example: `{"reason":"EXPERIMENT_DELETED","domain":"hokusai.dev","metadata":{"experiment":"7"}}`
    ExperimentDeleted = 106,
    /// FAILED_PRECONDITION: the run ended already, in another state; an end is final.
    ///
    /// Metadata: `run_id`, `state`. Retryable: no.
    /// Message: "run 'a1b2…' ended as FINISHED and an end is final; begin a new run"
    /// Example: `{"reason":"RUN_FINISHED","domain":"hokusai.dev","metadata":{"run_id":"a1b2…","state":"FINISHED"}}`
    RunFinished = 107,
    /// NOT_FOUND: the server has no dependency of this name.
    ///
    /// Metadata: `dependency`. Retryable: no.
    /// Message: "this server has no dependency 'redis'; see ListDependencies for those that it has"
    /// Example: `{"reason":"DEPENDENCY_NOT_FOUND","domain":"hokusai.dev","metadata":{"dependency":"redis"}}`
    DependencyNotFound = 110,
    /// UNAVAILABLE: MLflow did not answer, or answered that it cannot; nothing of the call is visible.
    ///
    /// Metadata: `uri`, `cause`. Retryable: yes, after the delay in `RetryInfo`.
    /// Message: "MLflow at <http://mlflow:5000> is not available (connection refused); retry after 2 s with the same request_id"
    /// Example: `{"reason":"MLFLOW_UNAVAILABLE","domain":"hokusai.dev","metadata":{"uri":"<http://mlflow:5000","cause":"connection> refused"}}`
    MlflowUnavailable = 120,
    /// FAILED_PRECONDITION: MLflow, or a proxy before it, answered 401 or 403; never retried.
    ///
    /// Metadata: `uri`, `status`, `auth_method`, `hop`. Retryable: no.
    /// Message: "MLflow at <http://mlflow:5000> refused the server's credentials with 403 (method used: bearer token); set
    /// MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, on the Hokusai server"
    /// Example: `{"reason":"MLFLOW_AUTHENTICATION","domain":"hokusai.dev","metadata":{"uri":"<http://mlflow:5000","status":"403","auth_method":"bearer> token","hop":"MLflow"}}`
    MlflowAuthentication = 121,
    /// FAILED_PRECONDITION: MLflow understood the call and refused it.
    ///
    /// Metadata: `uri`, `cause`. Retryable: no.
    /// Message: "MLflow at <http://mlflow:5000> refused the call: name is reserved"
    /// Example: `{"reason":"MLFLOW_REFUSED","domain":"hokusai.dev","metadata":{"uri":"<http://mlflow:5000","cause":"name> is reserved"}}`
    MlflowRefused = 122,
}
impl ErrorReason {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Unspecified => "ERROR_REASON_UNSPECIFIED",
            Self::Internal => "ERROR_REASON_INTERNAL",
            Self::InvalidRequest => "ERROR_REASON_INVALID_REQUEST",
            Self::RequestIdReused => "ERROR_REASON_REQUEST_ID_REUSED",
            Self::PageTokenInvalid => "ERROR_REASON_PAGE_TOKEN_INVALID",
            Self::NotImplementedYet => "ERROR_REASON_NOT_IMPLEMENTED_YET",
            Self::Overloaded => "ERROR_REASON_OVERLOADED",
            Self::DeadlinePassed => "ERROR_REASON_DEADLINE_PASSED",
            Self::ShuttingDown => "ERROR_REASON_SHUTTING_DOWN",
            Self::CatalogueUnavailable => "ERROR_REASON_CATALOGUE_UNAVAILABLE",
            Self::StorageFull => "ERROR_REASON_STORAGE_FULL",
            Self::Unauthenticated => "ERROR_REASON_UNAUTHENTICATED",
            Self::PermissionDenied => "ERROR_REASON_PERMISSION_DENIED",
            Self::ModelNotFound => "ERROR_REASON_MODEL_NOT_FOUND",
            Self::ModelAlreadyExists => "ERROR_REASON_MODEL_ALREADY_EXISTS",
            Self::ModelArchived => "ERROR_REASON_MODEL_ARCHIVED",
            Self::EtagMismatch => "ERROR_REASON_ETAG_MISMATCH",
            Self::VersionNotFound => "ERROR_REASON_VERSION_NOT_FOUND",
            Self::VersionAlreadyExists => "ERROR_REASON_VERSION_ALREADY_EXISTS",
            Self::VersionUnderstatesChange => "ERROR_REASON_VERSION_UNDERSTATES_CHANGE",
            Self::VersionInUse => "ERROR_REASON_VERSION_IN_USE",
            Self::VersionDeprecated => "ERROR_REASON_VERSION_DEPRECATED",
            Self::SignatureRequired => "ERROR_REASON_SIGNATURE_REQUIRED",
            Self::AliasNotSet => "ERROR_REASON_ALIAS_NOT_SET",
            Self::AliasMoved => "ERROR_REASON_ALIAS_MOVED",
            Self::RollbackTargetInvalid => "ERROR_REASON_ROLLBACK_TARGET_INVALID",
            Self::VersionDeleted => "ERROR_REASON_VERSION_DELETED",
            Self::UploadNotFound => "ERROR_REASON_UPLOAD_NOT_FOUND",
            Self::UploadOffsetMismatch => "ERROR_REASON_UPLOAD_OFFSET_MISMATCH",
            Self::UploadIncomplete => "ERROR_REASON_UPLOAD_INCOMPLETE",
            Self::ChecksumMismatch => "ERROR_REASON_CHECKSUM_MISMATCH",
            Self::BundlePathRefused => "ERROR_REASON_BUNDLE_PATH_REFUSED",
            Self::BundleTooLarge => "ERROR_REASON_BUNDLE_TOO_LARGE",
            Self::BundleInvalid => "ERROR_REASON_BUNDLE_INVALID",
            Self::BundleNotFound => "ERROR_REASON_BUNDLE_NOT_FOUND",
            Self::PayloadInvalid => "ERROR_REASON_PAYLOAD_INVALID",
            Self::ModelInputInvalid => "ERROR_REASON_MODEL_INPUT_INVALID",
            Self::ModelRaised => "ERROR_REASON_MODEL_RAISED",
            Self::ModelOutputInvalid => "ERROR_REASON_MODEL_OUTPUT_INVALID",
            Self::ModelLoadFailed => "ERROR_REASON_MODEL_LOAD_FAILED",
            Self::ModelNotLoaded => "ERROR_REASON_MODEL_NOT_LOADED",
            Self::WorkerCrashed => "ERROR_REASON_WORKER_CRASHED",
            Self::WorkerHung => "ERROR_REASON_WORKER_HUNG",
            Self::MemoryBudgetExceeded => "ERROR_REASON_MEMORY_BUDGET_EXCEEDED",
            Self::QueueFull => "ERROR_REASON_QUEUE_FULL",
            Self::FrameOutOfOrder => "ERROR_REASON_FRAME_OUT_OF_ORDER",
            Self::TooManyStreams => "ERROR_REASON_TOO_MANY_STREAMS",
            Self::ExperimentNotFound => "ERROR_REASON_EXPERIMENT_NOT_FOUND",
            Self::ExperimentAlreadyExists => "ERROR_REASON_EXPERIMENT_ALREADY_EXISTS",
            Self::RunNotFound => "ERROR_REASON_RUN_NOT_FOUND",
            Self::ParamChanged => "ERROR_REASON_PARAM_CHANGED",
            Self::ArtifactNotFound => "ERROR_REASON_ARTIFACT_NOT_FOUND",
            Self::SpoolFull => "ERROR_REASON_SPOOL_FULL",
            Self::ExperimentDeleted => "ERROR_REASON_EXPERIMENT_DELETED",
            Self::RunFinished => "ERROR_REASON_RUN_FINISHED",
            Self::DependencyNotFound => "ERROR_REASON_DEPENDENCY_NOT_FOUND",
            Self::MlflowUnavailable => "ERROR_REASON_MLFLOW_UNAVAILABLE",
            Self::MlflowAuthentication => "ERROR_REASON_MLFLOW_AUTHENTICATION",
            Self::MlflowRefused => "ERROR_REASON_MLFLOW_REFUSED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "ERROR_REASON_UNSPECIFIED" => Some(Self::Unspecified),
            "ERROR_REASON_INTERNAL" => Some(Self::Internal),
            "ERROR_REASON_INVALID_REQUEST" => Some(Self::InvalidRequest),
            "ERROR_REASON_REQUEST_ID_REUSED" => Some(Self::RequestIdReused),
            "ERROR_REASON_PAGE_TOKEN_INVALID" => Some(Self::PageTokenInvalid),
            "ERROR_REASON_NOT_IMPLEMENTED_YET" => Some(Self::NotImplementedYet),
            "ERROR_REASON_OVERLOADED" => Some(Self::Overloaded),
            "ERROR_REASON_DEADLINE_PASSED" => Some(Self::DeadlinePassed),
            "ERROR_REASON_SHUTTING_DOWN" => Some(Self::ShuttingDown),
            "ERROR_REASON_CATALOGUE_UNAVAILABLE" => Some(Self::CatalogueUnavailable),
            "ERROR_REASON_STORAGE_FULL" => Some(Self::StorageFull),
            "ERROR_REASON_UNAUTHENTICATED" => Some(Self::Unauthenticated),
            "ERROR_REASON_PERMISSION_DENIED" => Some(Self::PermissionDenied),
            "ERROR_REASON_MODEL_NOT_FOUND" => Some(Self::ModelNotFound),
            "ERROR_REASON_MODEL_ALREADY_EXISTS" => Some(Self::ModelAlreadyExists),
            "ERROR_REASON_MODEL_ARCHIVED" => Some(Self::ModelArchived),
            "ERROR_REASON_ETAG_MISMATCH" => Some(Self::EtagMismatch),
            "ERROR_REASON_VERSION_NOT_FOUND" => Some(Self::VersionNotFound),
            "ERROR_REASON_VERSION_ALREADY_EXISTS" => Some(Self::VersionAlreadyExists),
            "ERROR_REASON_VERSION_UNDERSTATES_CHANGE" => {
                Some(Self::VersionUnderstatesChange)
            }
            "ERROR_REASON_VERSION_IN_USE" => Some(Self::VersionInUse),
            "ERROR_REASON_VERSION_DEPRECATED" => Some(Self::VersionDeprecated),
            "ERROR_REASON_SIGNATURE_REQUIRED" => Some(Self::SignatureRequired),
            "ERROR_REASON_ALIAS_NOT_SET" => Some(Self::AliasNotSet),
            "ERROR_REASON_ALIAS_MOVED" => Some(Self::AliasMoved),
            "ERROR_REASON_ROLLBACK_TARGET_INVALID" => Some(Self::RollbackTargetInvalid),
            "ERROR_REASON_VERSION_DELETED" => Some(Self::VersionDeleted),
            "ERROR_REASON_UPLOAD_NOT_FOUND" => Some(Self::UploadNotFound),
            "ERROR_REASON_UPLOAD_OFFSET_MISMATCH" => Some(Self::UploadOffsetMismatch),
            "ERROR_REASON_UPLOAD_INCOMPLETE" => Some(Self::UploadIncomplete),
            "ERROR_REASON_CHECKSUM_MISMATCH" => Some(Self::ChecksumMismatch),
            "ERROR_REASON_BUNDLE_PATH_REFUSED" => Some(Self::BundlePathRefused),
            "ERROR_REASON_BUNDLE_TOO_LARGE" => Some(Self::BundleTooLarge),
            "ERROR_REASON_BUNDLE_INVALID" => Some(Self::BundleInvalid),
            "ERROR_REASON_BUNDLE_NOT_FOUND" => Some(Self::BundleNotFound),
            "ERROR_REASON_PAYLOAD_INVALID" => Some(Self::PayloadInvalid),
            "ERROR_REASON_MODEL_INPUT_INVALID" => Some(Self::ModelInputInvalid),
            "ERROR_REASON_MODEL_RAISED" => Some(Self::ModelRaised),
            "ERROR_REASON_MODEL_OUTPUT_INVALID" => Some(Self::ModelOutputInvalid),
            "ERROR_REASON_MODEL_LOAD_FAILED" => Some(Self::ModelLoadFailed),
            "ERROR_REASON_MODEL_NOT_LOADED" => Some(Self::ModelNotLoaded),
            "ERROR_REASON_WORKER_CRASHED" => Some(Self::WorkerCrashed),
            "ERROR_REASON_WORKER_HUNG" => Some(Self::WorkerHung),
            "ERROR_REASON_MEMORY_BUDGET_EXCEEDED" => Some(Self::MemoryBudgetExceeded),
            "ERROR_REASON_QUEUE_FULL" => Some(Self::QueueFull),
            "ERROR_REASON_FRAME_OUT_OF_ORDER" => Some(Self::FrameOutOfOrder),
            "ERROR_REASON_TOO_MANY_STREAMS" => Some(Self::TooManyStreams),
            "ERROR_REASON_EXPERIMENT_NOT_FOUND" => Some(Self::ExperimentNotFound),
            "ERROR_REASON_EXPERIMENT_ALREADY_EXISTS" => {
                Some(Self::ExperimentAlreadyExists)
            }
            "ERROR_REASON_RUN_NOT_FOUND" => Some(Self::RunNotFound),
            "ERROR_REASON_PARAM_CHANGED" => Some(Self::ParamChanged),
            "ERROR_REASON_ARTIFACT_NOT_FOUND" => Some(Self::ArtifactNotFound),
            "ERROR_REASON_SPOOL_FULL" => Some(Self::SpoolFull),
            "ERROR_REASON_EXPERIMENT_DELETED" => Some(Self::ExperimentDeleted),
            "ERROR_REASON_RUN_FINISHED" => Some(Self::RunFinished),
            "ERROR_REASON_DEPENDENCY_NOT_FOUND" => Some(Self::DependencyNotFound),
            "ERROR_REASON_MLFLOW_UNAVAILABLE" => Some(Self::MlflowUnavailable),
            "ERROR_REASON_MLFLOW_AUTHENTICATION" => Some(Self::MlflowAuthentication),
            "ERROR_REASON_MLFLOW_REFUSED" => Some(Self::MlflowRefused),
            _ => None,
        }
    }
}
