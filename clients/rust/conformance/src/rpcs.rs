//! Every RPC by its path, through the generated stubs. Names and types are written out, so that an RPC or a message that the
//! contract changed is an error of the compiler here.

use hokusai_client::{Client, Transport, inference, registry, system, tracking, versions};
use tonic::{Response, Status, Streaming};
use tonic_health::pb as health;
use tonic_health::pb::health_client::HealthClient;

use crate::calling::Exchange;

macro_rules! rpcs {
    ($($path:literal => $stub:ident $kind:ident $method:ident $package:ident $($version:ident)? ($request:ident) -> $reply:ident;)*) => {
        /// Make one call; its status.
        pub(crate) async fn call(client: &Client, path: &str, mut exchange: Exchange) -> Result<(), Status> {
            let stubs = Stubs(client);
            match path {
                $($path => {
                    let mut stub = stubs.$stub();
                    Box::pin(async move {
                        rpcs!(@$kind stub, exchange, $method, $package$(::$version)?::$request, $package$(::$version)?::$reply)
                    })
                    .await
                })*
                _ => Err(Status::unknown(format!("the driver has no stub for {path}"))),
            }
        }
    };
    (@unary $stub:ident, $exchange:ident, $method:ident, $request:ty, $reply:ty) => {{
        let reply: Response<$reply> = $stub.$method($exchange.one::<$request>().await?).await?;
        $exchange.reply(reply.into_inner()).await
    }};
    (@sends $stub:ident, $exchange:ident, $method:ident, $request:ty, $reply:ty) => {{
        let reply: Response<$reply> = $stub.$method($exchange.many::<$request>()).await?;
        $exchange.reply(reply.into_inner()).await
    }};
    (@receives $stub:ident, $exchange:ident, $method:ident, $request:ty, $reply:ty) => {{
        let replies: Response<Streaming<$reply>> = $stub.$method($exchange.one::<$request>().await?).await?;
        $exchange.replies(replies.into_inner()).await
    }};
    (@both $stub:ident, $exchange:ident, $method:ident, $request:ty, $reply:ty) => {{
        let replies: Response<Streaming<$reply>> = $stub.$method($exchange.many::<$request>()).await?;
        $exchange.replies(replies.into_inner()).await
    }};
}

/// The client's stubs, and that of the health service.
struct Stubs<'a>(&'a Client);

impl std::ops::Deref for Stubs<'_> {
    type Target = Client;

    fn deref(&self) -> &Client {
        self.0
    }
}

impl Stubs<'_> {
    fn health(&self) -> HealthClient<Transport> {
        HealthClient::new(self.0.transport())
    }
}

rpcs! {
    "/grpc.health.v1.Health/Check" => health unary check health (HealthCheckRequest) -> HealthCheckResponse;
    "/grpc.health.v1.Health/Watch" => health receives watch health (HealthCheckRequest) -> HealthCheckResponse;
    "/hokusai.inference.v1.InferenceService/GetModelSignature" => inference unary get_model_signature inference v1 (GetModelSignatureRequest) -> GetModelSignatureResponse;
    "/hokusai.inference.v1.InferenceService/ListLoadedModels" => inference unary list_loaded_models inference v1 (ListLoadedModelsRequest) -> ListLoadedModelsResponse;
    "/hokusai.inference.v1.InferenceService/LoadModel" => inference unary load_model inference v1 (LoadModelRequest) -> LoadModelResponse;
    "/hokusai.inference.v1.InferenceService/Predict" => inference unary predict inference v1 (PredictRequest) -> PredictResponse;
    "/hokusai.inference.v1.InferenceService/StreamPredict" => inference both stream_predict inference v1 (StreamPredictRequest) -> StreamPredictResponse;
    "/hokusai.inference.v1.InferenceService/UnloadModel" => inference unary unload_model inference v1 (UnloadModelRequest) -> UnloadModelResponse;
    "/hokusai.inference.v1.TrafficService/EndTrafficPolicy" => traffic unary end_traffic_policy inference v1 (EndTrafficPolicyRequest) -> EndTrafficPolicyResponse;
    "/hokusai.inference.v1.TrafficService/GetTrafficPolicy" => traffic unary get_traffic_policy inference v1 (GetTrafficPolicyRequest) -> GetTrafficPolicyResponse;
    "/hokusai.inference.v1.TrafficService/GetTrafficResults" => traffic unary get_traffic_results inference v1 (GetTrafficResultsRequest) -> GetTrafficResultsResponse;
    "/hokusai.inference.v1.TrafficService/SetTrafficPolicy" => traffic unary set_traffic_policy inference v1 (SetTrafficPolicyRequest) -> SetTrafficPolicyResponse;
    "/hokusai.registry.v1.RegistryService/AdoptVersion" => registry unary adopt_version registry v1 (AdoptVersionRequest) -> AdoptVersionResponse;
    "/hokusai.registry.v1.RegistryService/AppendUpload" => registry sends append_upload registry v1 (AppendUploadRequest) -> AppendUploadResponse;
    "/hokusai.registry.v1.RegistryService/ArchiveModel" => registry unary archive_model registry v1 (ArchiveModelRequest) -> ArchiveModelResponse;
    "/hokusai.registry.v1.RegistryService/CreateModel" => registry unary create_model registry v1 (CreateModelRequest) -> CreateModelResponse;
    "/hokusai.registry.v1.RegistryService/DownloadBundle" => registry receives download_bundle registry v1 (DownloadBundleRequest) -> DownloadBundleResponse;
    "/hokusai.registry.v1.RegistryService/FinishUpload" => registry unary finish_upload registry v1 (FinishUploadRequest) -> FinishUploadResponse;
    "/hokusai.registry.v1.RegistryService/GetLineage" => registry unary get_lineage registry v1 (GetLineageRequest) -> GetLineageResponse;
    "/hokusai.registry.v1.RegistryService/GetModel" => registry unary get_model registry v1 (GetModelRequest) -> GetModelResponse;
    "/hokusai.registry.v1.RegistryService/ListModels" => registry unary list_models registry v1 (ListModelsRequest) -> ListModelsResponse;
    "/hokusai.registry.v1.RegistryService/QueryUpload" => registry unary query_upload registry v1 (QueryUploadRequest) -> QueryUploadResponse;
    "/hokusai.registry.v1.RegistryService/RegisterBaseline" => registry unary register_baseline registry v1 (RegisterBaselineRequest) -> RegisterBaselineResponse;
    "/hokusai.registry.v1.RegistryService/RegisterImproved" => registry unary register_improved registry v1 (RegisterImprovedRequest) -> RegisterImprovedResponse;
    "/hokusai.registry.v1.RegistryService/RestoreModel" => registry unary restore_model registry v1 (RestoreModelRequest) -> RestoreModelResponse;
    "/hokusai.registry.v1.RegistryService/StartUpload" => registry unary start_upload registry v1 (StartUploadRequest) -> StartUploadResponse;
    "/hokusai.registry.v1.RegistryService/UpdateModel" => registry unary update_model registry v1 (UpdateModelRequest) -> UpdateModelResponse;
    "/hokusai.system.v1.SystemService/GetDependency" => system unary get_dependency system v1 (GetDependencyRequest) -> GetDependencyResponse;
    "/hokusai.system.v1.SystemService/GetSystemInfo" => system unary get_system_info system v1 (GetSystemInfoRequest) -> GetSystemInfoResponse;
    "/hokusai.system.v1.SystemService/ListDependencies" => system unary list_dependencies system v1 (ListDependenciesRequest) -> ListDependenciesResponse;
    "/hokusai.system.v1.SystemService/ResetBreaker" => system unary reset_breaker system v1 (ResetBreakerRequest) -> ResetBreakerResponse;
    "/hokusai.tracking.v1.TrackingService/CompareModels" => tracking unary compare_models tracking v1 (CompareModelsRequest) -> CompareModelsResponse;
    "/hokusai.tracking.v1.TrackingService/CreateExperiment" => tracking unary create_experiment tracking v1 (CreateExperimentRequest) -> CreateExperimentResponse;
    "/hokusai.tracking.v1.TrackingService/CreateRun" => tracking unary create_run tracking v1 (CreateRunRequest) -> CreateRunResponse;
    "/hokusai.tracking.v1.TrackingService/DownloadArtifact" => tracking receives download_artifact tracking v1 (DownloadArtifactRequest) -> DownloadArtifactResponse;
    "/hokusai.tracking.v1.TrackingService/FinishRun" => tracking unary finish_run tracking v1 (FinishRunRequest) -> FinishRunResponse;
    "/hokusai.tracking.v1.TrackingService/GetExperiment" => tracking unary get_experiment tracking v1 (GetExperimentRequest) -> GetExperimentResponse;
    "/hokusai.tracking.v1.TrackingService/GetInferenceStatistics" => tracking unary get_inference_statistics tracking v1 (GetInferenceStatisticsRequest) -> GetInferenceStatisticsResponse;
    "/hokusai.tracking.v1.TrackingService/GetMetricHistory" => tracking unary get_metric_history tracking v1 (GetMetricHistoryRequest) -> GetMetricHistoryResponse;
    "/hokusai.tracking.v1.TrackingService/GetRun" => tracking unary get_run tracking v1 (GetRunRequest) -> GetRunResponse;
    "/hokusai.tracking.v1.TrackingService/ListArtifacts" => tracking unary list_artifacts tracking v1 (ListArtifactsRequest) -> ListArtifactsResponse;
    "/hokusai.tracking.v1.TrackingService/ListExperiments" => tracking unary list_experiments tracking v1 (ListExperimentsRequest) -> ListExperimentsResponse;
    "/hokusai.tracking.v1.TrackingService/LogArtifact" => tracking both log_artifact tracking v1 (LogArtifactRequest) -> LogArtifactResponse;
    "/hokusai.tracking.v1.TrackingService/LogBatch" => tracking unary log_batch tracking v1 (LogBatchRequest) -> LogBatchResponse;
    "/hokusai.tracking.v1.TrackingService/SearchRuns" => tracking unary search_runs tracking v1 (SearchRunsRequest) -> SearchRunsResponse;
    "/hokusai.tracking.v1.TrackingService/StreamInferenceEvents" => tracking both stream_inference_events tracking v1 (StreamInferenceEventsRequest) -> StreamInferenceEventsResponse;
    "/hokusai.tracking.v1.TrackingService/StreamMetrics" => tracking both stream_metrics tracking v1 (StreamMetricsRequest) -> StreamMetricsResponse;
    "/hokusai.tracking.v1.TrackingService/TrackImprovement" => tracking unary track_improvement tracking v1 (TrackImprovementRequest) -> TrackImprovementResponse;
    "/hokusai.tracking.v1.TrackingService/TrackInference" => tracking unary track_inference tracking v1 (TrackInferenceRequest) -> TrackInferenceResponse;
    "/hokusai.tracking.v1.TrackingService/UpdateRun" => tracking unary update_run tracking v1 (UpdateRunRequest) -> UpdateRunResponse;
    "/hokusai.versions.v1.VersionService/CompareVersions" => versions unary compare_versions versions v1 (CompareVersionsRequest) -> CompareVersionsResponse;
    "/hokusai.versions.v1.VersionService/DeleteVersion" => versions unary delete_version versions v1 (DeleteVersionRequest) -> DeleteVersionResponse;
    "/hokusai.versions.v1.VersionService/DeprecateVersion" => versions unary deprecate_version versions v1 (DeprecateVersionRequest) -> DeprecateVersionResponse;
    "/hokusai.versions.v1.VersionService/GetLatestVersion" => versions unary get_latest_version versions v1 (GetLatestVersionRequest) -> GetLatestVersionResponse;
    "/hokusai.versions.v1.VersionService/GetModelContract" => versions unary get_model_contract versions v1 (GetModelContractRequest) -> GetModelContractResponse;
    "/hokusai.versions.v1.VersionService/GetVersion" => versions unary get_version versions v1 (GetVersionRequest) -> GetVersionResponse;
    "/hokusai.versions.v1.VersionService/ListHistory" => versions unary list_history versions v1 (ListHistoryRequest) -> ListHistoryResponse;
    "/hokusai.versions.v1.VersionService/ListVersions" => versions unary list_versions versions v1 (ListVersionsRequest) -> ListVersionsResponse;
    "/hokusai.versions.v1.VersionService/PromoteVersion" => versions unary promote_version versions v1 (PromoteVersionRequest) -> PromoteVersionResponse;
    "/hokusai.versions.v1.VersionService/RemoveAlias" => versions unary remove_alias versions v1 (RemoveAliasRequest) -> RemoveAliasResponse;
    "/hokusai.versions.v1.VersionService/ResolveVersion" => versions unary resolve_version versions v1 (ResolveVersionRequest) -> ResolveVersionResponse;
    "/hokusai.versions.v1.VersionService/RestoreVersion" => versions unary restore_version versions v1 (RestoreVersionRequest) -> RestoreVersionResponse;
    "/hokusai.versions.v1.VersionService/RollbackAlias" => versions unary rollback_alias versions v1 (RollbackAliasRequest) -> RollbackAliasResponse;
    "/hokusai.versions.v1.VersionService/WatchVersions" => versions receives watch_versions versions v1 (WatchVersionsRequest) -> WatchVersionsResponse;
}
