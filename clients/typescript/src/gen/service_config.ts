// Generated from proto/hokusai/service_config.json; never edited.
/* eslint-disable */
export const serviceConfig = {
  "methodConfig": [
    {
      "name": [
        {
          "service": "hokusai.inference.v1.InferenceService",
          "method": "GetModelSignature"
        },
        {
          "service": "hokusai.inference.v1.InferenceService",
          "method": "ListLoadedModels"
        },
        {
          "service": "hokusai.inference.v1.InferenceService",
          "method": "LoadModel"
        },
        {
          "service": "hokusai.inference.v1.InferenceService",
          "method": "Predict"
        },
        {
          "service": "hokusai.inference.v1.TrafficService",
          "method": "EndTrafficPolicy"
        },
        {
          "service": "hokusai.inference.v1.TrafficService",
          "method": "GetTrafficPolicy"
        },
        {
          "service": "hokusai.inference.v1.TrafficService",
          "method": "GetTrafficResults"
        },
        {
          "service": "hokusai.inference.v1.TrafficService",
          "method": "SetTrafficPolicy"
        },
        {
          "service": "hokusai.registry.v1.RegistryService",
          "method": "AdoptVersion"
        },
        {
          "service": "hokusai.registry.v1.RegistryService",
          "method": "ArchiveModel"
        },
        {
          "service": "hokusai.registry.v1.RegistryService",
          "method": "CreateModel"
        },
        {
          "service": "hokusai.registry.v1.RegistryService",
          "method": "DownloadBundle"
        },
        {
          "service": "hokusai.registry.v1.RegistryService",
          "method": "FinishUpload"
        },
        {
          "service": "hokusai.registry.v1.RegistryService",
          "method": "GetLineage"
        },
        {
          "service": "hokusai.registry.v1.RegistryService",
          "method": "GetModel"
        },
        {
          "service": "hokusai.registry.v1.RegistryService",
          "method": "ListModels"
        },
        {
          "service": "hokusai.registry.v1.RegistryService",
          "method": "QueryUpload"
        },
        {
          "service": "hokusai.registry.v1.RegistryService",
          "method": "RegisterBaseline"
        },
        {
          "service": "hokusai.registry.v1.RegistryService",
          "method": "RegisterImproved"
        },
        {
          "service": "hokusai.registry.v1.RegistryService",
          "method": "RestoreModel"
        },
        {
          "service": "hokusai.registry.v1.RegistryService",
          "method": "StartUpload"
        },
        {
          "service": "hokusai.registry.v1.RegistryService",
          "method": "UpdateModel"
        },
        {
          "service": "hokusai.system.v1.SystemService",
          "method": "GetDependency"
        },
        {
          "service": "hokusai.system.v1.SystemService",
          "method": "GetSystemInfo"
        },
        {
          "service": "hokusai.system.v1.SystemService",
          "method": "ListDependencies"
        },
        {
          "service": "hokusai.system.v1.SystemService",
          "method": "ResetBreaker"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "CompareModels"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "CreateExperiment"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "CreateRun"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "DownloadArtifact"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "FinishRun"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "GetExperiment"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "GetInferenceStatistics"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "GetMetricHistory"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "GetRun"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "ListArtifacts"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "ListExperiments"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "LogBatch"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "SearchRuns"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "TrackImprovement"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "TrackInference"
        },
        {
          "service": "hokusai.tracking.v1.TrackingService",
          "method": "UpdateRun"
        },
        {
          "service": "hokusai.versions.v1.VersionService",
          "method": "CompareVersions"
        },
        {
          "service": "hokusai.versions.v1.VersionService",
          "method": "DeleteVersion"
        },
        {
          "service": "hokusai.versions.v1.VersionService",
          "method": "DeprecateVersion"
        },
        {
          "service": "hokusai.versions.v1.VersionService",
          "method": "GetLatestVersion"
        },
        {
          "service": "hokusai.versions.v1.VersionService",
          "method": "GetModelContract"
        },
        {
          "service": "hokusai.versions.v1.VersionService",
          "method": "GetVersion"
        },
        {
          "service": "hokusai.versions.v1.VersionService",
          "method": "ListHistory"
        },
        {
          "service": "hokusai.versions.v1.VersionService",
          "method": "ListVersions"
        },
        {
          "service": "hokusai.versions.v1.VersionService",
          "method": "PromoteVersion"
        },
        {
          "service": "hokusai.versions.v1.VersionService",
          "method": "RemoveAlias"
        },
        {
          "service": "hokusai.versions.v1.VersionService",
          "method": "ResolveVersion"
        },
        {
          "service": "hokusai.versions.v1.VersionService",
          "method": "RestoreVersion"
        },
        {
          "service": "hokusai.versions.v1.VersionService",
          "method": "RollbackAlias"
        },
        {
          "service": "hokusai.versions.v1.VersionService",
          "method": "WatchVersions"
        }
      ],
      "retryPolicy": {
        "maxAttempts": 5,
        "initialBackoff": "0.1s",
        "maxBackoff": "5s",
        "backoffMultiplier": 2.0,
        "retryableStatusCodes": [
          "UNAVAILABLE",
          "RESOURCE_EXHAUSTED"
        ]
      }
    }
  ]
};
