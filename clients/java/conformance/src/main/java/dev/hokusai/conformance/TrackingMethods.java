package dev.hokusai.conformance;

import dev.hokusai.tracking.v1.CompareModelsRequest;
import dev.hokusai.tracking.v1.CompareModelsResponse;
import dev.hokusai.tracking.v1.CreateExperimentRequest;
import dev.hokusai.tracking.v1.CreateExperimentResponse;
import dev.hokusai.tracking.v1.CreateRunRequest;
import dev.hokusai.tracking.v1.CreateRunResponse;
import dev.hokusai.tracking.v1.DownloadArtifactRequest;
import dev.hokusai.tracking.v1.DownloadArtifactResponse;
import dev.hokusai.tracking.v1.FinishRunRequest;
import dev.hokusai.tracking.v1.FinishRunResponse;
import dev.hokusai.tracking.v1.GetExperimentRequest;
import dev.hokusai.tracking.v1.GetExperimentResponse;
import dev.hokusai.tracking.v1.GetInferenceStatisticsRequest;
import dev.hokusai.tracking.v1.GetInferenceStatisticsResponse;
import dev.hokusai.tracking.v1.GetMetricHistoryRequest;
import dev.hokusai.tracking.v1.GetMetricHistoryResponse;
import dev.hokusai.tracking.v1.GetRunRequest;
import dev.hokusai.tracking.v1.GetRunResponse;
import dev.hokusai.tracking.v1.ListArtifactsRequest;
import dev.hokusai.tracking.v1.ListArtifactsResponse;
import dev.hokusai.tracking.v1.ListExperimentsRequest;
import dev.hokusai.tracking.v1.ListExperimentsResponse;
import dev.hokusai.tracking.v1.LogArtifactRequest;
import dev.hokusai.tracking.v1.LogArtifactResponse;
import dev.hokusai.tracking.v1.LogBatchRequest;
import dev.hokusai.tracking.v1.LogBatchResponse;
import dev.hokusai.tracking.v1.SearchRunsRequest;
import dev.hokusai.tracking.v1.SearchRunsResponse;
import dev.hokusai.tracking.v1.StreamInferenceEventsRequest;
import dev.hokusai.tracking.v1.StreamInferenceEventsResponse;
import dev.hokusai.tracking.v1.StreamMetricsRequest;
import dev.hokusai.tracking.v1.StreamMetricsResponse;
import dev.hokusai.tracking.v1.TrackImprovementRequest;
import dev.hokusai.tracking.v1.TrackImprovementResponse;
import dev.hokusai.tracking.v1.TrackInferenceRequest;
import dev.hokusai.tracking.v1.TrackInferenceResponse;
import dev.hokusai.tracking.v1.TrackingServiceGrpc;
import dev.hokusai.tracking.v1.TrackingServiceGrpc.TrackingServiceBlockingStub;
import dev.hokusai.tracking.v1.TrackingServiceGrpc.TrackingServiceStub;
import dev.hokusai.tracking.v1.UpdateRunRequest;
import dev.hokusai.tracking.v1.UpdateRunResponse;
import java.util.Map;

/** The methods of TrackingService. */
final class TrackingMethods {

  private TrackingMethods() {}

  static Map<String, Rpc<?>> byPath() {
    return new Methods<>(
            TrackingServiceGrpc.SERVICE_NAME,
            TrackingServiceGrpc::newBlockingStub,
            TrackingServiceGrpc::newStub)
        .<CreateExperimentRequest, CreateExperimentResponse>unary(
            "CreateExperiment",
            CreateExperimentRequest.getDefaultInstance(),
            TrackingServiceBlockingStub::createExperiment)
        .<GetExperimentRequest, GetExperimentResponse>unary(
            "GetExperiment",
            GetExperimentRequest.getDefaultInstance(),
            TrackingServiceBlockingStub::getExperiment)
        .<ListExperimentsRequest, ListExperimentsResponse>unary(
            "ListExperiments",
            ListExperimentsRequest.getDefaultInstance(),
            TrackingServiceBlockingStub::listExperiments)
        .<CreateRunRequest, CreateRunResponse>unary(
            "CreateRun",
            CreateRunRequest.getDefaultInstance(),
            TrackingServiceBlockingStub::createRun)
        .<GetRunRequest, GetRunResponse>unary(
            "GetRun", GetRunRequest.getDefaultInstance(), TrackingServiceBlockingStub::getRun)
        .<SearchRunsRequest, SearchRunsResponse>unary(
            "SearchRuns",
            SearchRunsRequest.getDefaultInstance(),
            TrackingServiceBlockingStub::searchRuns)
        .<UpdateRunRequest, UpdateRunResponse>unary(
            "UpdateRun",
            UpdateRunRequest.getDefaultInstance(),
            TrackingServiceBlockingStub::updateRun)
        .<FinishRunRequest, FinishRunResponse>unary(
            "FinishRun",
            FinishRunRequest.getDefaultInstance(),
            TrackingServiceBlockingStub::finishRun)
        .<LogBatchRequest, LogBatchResponse>unary(
            "LogBatch", LogBatchRequest.getDefaultInstance(), TrackingServiceBlockingStub::logBatch)
        .<StreamMetricsRequest, StreamMetricsResponse>bothStream(
            "StreamMetrics",
            StreamMetricsRequest.getDefaultInstance(),
            TrackingServiceStub::streamMetrics)
        .<GetMetricHistoryRequest, GetMetricHistoryResponse>unary(
            "GetMetricHistory",
            GetMetricHistoryRequest.getDefaultInstance(),
            TrackingServiceBlockingStub::getMetricHistory)
        .<LogArtifactRequest, LogArtifactResponse>bothStream(
            "LogArtifact",
            LogArtifactRequest.getDefaultInstance(),
            TrackingServiceStub::logArtifact)
        .<ListArtifactsRequest, ListArtifactsResponse>unary(
            "ListArtifacts",
            ListArtifactsRequest.getDefaultInstance(),
            TrackingServiceBlockingStub::listArtifacts)
        .<DownloadArtifactRequest, DownloadArtifactResponse>serverStream(
            "DownloadArtifact",
            DownloadArtifactRequest.getDefaultInstance(),
            TrackingServiceBlockingStub::downloadArtifact)
        .<TrackInferenceRequest, TrackInferenceResponse>unary(
            "TrackInference",
            TrackInferenceRequest.getDefaultInstance(),
            TrackingServiceBlockingStub::trackInference)
        .<StreamInferenceEventsRequest, StreamInferenceEventsResponse>bothStream(
            "StreamInferenceEvents",
            StreamInferenceEventsRequest.getDefaultInstance(),
            TrackingServiceStub::streamInferenceEvents)
        .<GetInferenceStatisticsRequest, GetInferenceStatisticsResponse>unary(
            "GetInferenceStatistics",
            GetInferenceStatisticsRequest.getDefaultInstance(),
            TrackingServiceBlockingStub::getInferenceStatistics)
        .<TrackImprovementRequest, TrackImprovementResponse>unary(
            "TrackImprovement",
            TrackImprovementRequest.getDefaultInstance(),
            TrackingServiceBlockingStub::trackImprovement)
        .<CompareModelsRequest, CompareModelsResponse>unary(
            "CompareModels",
            CompareModelsRequest.getDefaultInstance(),
            TrackingServiceBlockingStub::compareModels)
        .byPath();
  }
}
