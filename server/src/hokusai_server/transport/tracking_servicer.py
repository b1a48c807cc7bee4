"""The tracking service."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, final

import grpc
from typing_extensions import override

from hokusai.tracking.v1 import tracking_service_pb2 as pb
from hokusai.tracking.v1 import tracking_service_pb2_grpc as pb_grpc
from hokusai_server.domain.errors import NotImplementedYet
from hokusai_server.domain.paging import coerced_size
from hokusai_server.services.artifacts import Artifacts
from hokusai_server.services.experiments import Experiments
from hokusai_server.services.inference_tracking import InferenceTracking
from hokusai_server.services.runs import Runs, coerced_history_size
from hokusai_server.transport import experiment_messages, inference_event_messages, run_messages
from hokusai_server.transport.acknowledged_stream import OpenStreams
from hokusai_server.transport.artifact_streams import receive_artifact, send_artifact
from hokusai_server.transport.inference_event_stream import answer_inference_events
from hokusai_server.transport.metric_stream import answer_metrics
from hokusai_server.transport.page_tokens import page_request
from hokusai_server.transport.request_keys import request_key

SERVICE_NAME: Final = pb.DESCRIPTOR.services_by_name["TrackingService"].full_name

Context: TypeAlias = grpc.aio.ServicerContext[Any, Any]


@dataclass(frozen=True, slots=True)
class TrackingUseCases:
    """What the service offers."""

    experiments: Experiments
    runs: Runs
    artifacts: Artifacts
    inference: InferenceTracking


@final
class TrackingServicer(pb_grpc.TrackingServiceServicer):
    """Experiments, runs and artifacts, and inference events."""

    def __init__(self, tracking: TrackingUseCases, streams: OpenStreams) -> None:
        """`streams` ends the streams of batches that are open, when it is told to."""
        self._experiments = tracking.experiments
        self._runs = tracking.runs
        self._artifacts = tracking.artifacts
        self._inference = tracking.inference
        self._streams = streams

    @override
    async def CreateExperiment(
        self, request: pb.CreateExperimentRequest, context: Context
    ) -> pb.CreateExperimentResponse:
        """Make an experiment."""
        new = experiment_messages.new_experiment_from_proto(request)
        created = await self._experiments.create(new, request_key(request))
        return pb.CreateExperimentResponse(experiment=experiment_messages.experiment_to_proto(created))

    @override
    async def GetExperiment(self, request: pb.GetExperimentRequest, context: Context) -> pb.GetExperimentResponse:
        """One experiment."""
        by_name = request.WhichOneof("experiment") == "name"
        get = self._experiments.get_by_name if by_name else self._experiments.get
        found = await get(request.name if by_name else request.experiment_id)
        return pb.GetExperimentResponse(experiment=experiment_messages.experiment_to_proto(found))

    @override
    async def ListExperiments(self, request: pb.ListExperimentsRequest, context: Context) -> pb.ListExperimentsResponse:
        """A page of experiments."""
        query = experiment_messages.search_query_from_proto(request)
        state = experiment_messages.experiment_state_from_proto(request.state)
        page = await self._experiments.search(query, state, page_request(request, coerced_size(request.page_size)))
        return experiment_messages.experiments_to_proto(request, page)

    @override
    async def CreateRun(self, request: pb.CreateRunRequest, context: Context) -> pb.CreateRunResponse:
        """Begin a run."""
        begun = await self._runs.create(run_messages.new_run_from_proto(request), request_key(request))
        return pb.CreateRunResponse(run=run_messages.run_to_proto(begun))

    @override
    async def GetRun(self, request: pb.GetRunRequest, context: Context) -> pb.GetRunResponse:
        """One run."""
        return pb.GetRunResponse(run=run_messages.run_to_proto(await self._runs.get(request.run_id)))

    @override
    async def SearchRuns(self, request: pb.SearchRunsRequest, context: Context) -> pb.SearchRunsResponse:
        """A page of runs."""
        query = experiment_messages.search_query_from_proto(request)
        page = page_request(request, coerced_size(request.page_size))
        return run_messages.runs_to_proto(request, await self._runs.search(request.experiment_ids, query, page))

    @override
    async def UpdateRun(self, request: pb.UpdateRunRequest, context: Context) -> pb.UpdateRunResponse:
        """Rename, set tags, remove tags."""
        changed = await self._runs.change(request.run_id, run_messages.run_changes_from_proto(request))
        return pb.UpdateRunResponse(run=run_messages.run_to_proto(changed))

    @override
    async def FinishRun(self, request: pb.FinishRunRequest, context: Context) -> pb.FinishRunResponse:
        """End a run."""
        state, end_time = run_messages.end_state_from_proto(request), run_messages.end_time_from_proto(request)
        ended = await self._runs.finish(request.run_id, state, end_time)
        return pb.FinishRunResponse(run=run_messages.run_to_proto(ended))

    @override
    async def LogBatch(self, request: pb.LogBatchRequest, context: Context) -> pb.LogBatchResponse:
        """Write params, metric points and tags."""
        log = run_messages.run_log_from_proto(request)
        time = await self._runs.log(request.run_id, log, request_key(request))
        return run_messages.log_batch_to_proto(time)

    @override
    async def StreamMetrics(
        self, request_iterator: AsyncIterator[pb.StreamMetricsRequest], context: Context
    ) -> AsyncGenerator[pb.StreamMetricsResponse, None]:
        """Write metric points as they come."""
        async with aclosing(answer_metrics(aiter(request_iterator), self._runs, self._streams)) as frames:
            async for frame in frames:
                yield frame

    @override
    async def GetMetricHistory(
        self, request: pb.GetMetricHistoryRequest, context: Context
    ) -> pb.GetMetricHistoryResponse:
        """A page of a metric's series."""
        wanted = page_request(request, coerced_history_size(request.page_size))
        page = await self._runs.metric_history(request.run_id, request.key, wanted)
        return run_messages.metric_history_to_proto(request, page)

    @override
    async def LogArtifact(
        self, request_iterator: AsyncIterator[pb.LogArtifactRequest], context: Context
    ) -> AsyncGenerator[pb.LogArtifactResponse, None]:
        """Store an artifact."""
        async with aclosing(receive_artifact(aiter(request_iterator), self._artifacts)) as frames:
            async for frame in frames:
                yield frame

    @override
    async def ListArtifacts(self, request: pb.ListArtifactsRequest, context: Context) -> pb.ListArtifactsResponse:
        """A page of a folder."""
        wanted = page_request(request, coerced_size(request.page_size))
        page = await self._artifacts.entries(request.run_id, request.path, wanted)
        return run_messages.artifacts_to_proto(request, page)

    @override
    async def DownloadArtifact(
        self, request: pb.DownloadArtifactRequest, context: Context
    ) -> AsyncGenerator[pb.DownloadArtifactResponse, None]:
        """Send an artifact."""
        async with aclosing(send_artifact(request, self._artifacts)) as frames:
            async for frame in frames:
                yield frame

    @override
    async def TrackInference(self, request: pb.TrackInferenceRequest, context: Context) -> pb.TrackInferenceResponse:
        """Keep inference events."""
        events = inference_event_messages.events_from_proto(request.events)
        outcome = await self._inference.track(events, request.request_id)
        return pb.TrackInferenceResponse(accepted_count=outcome.accepted, duplicate_count=outcome.duplicates)

    @override
    async def StreamInferenceEvents(
        self, request_iterator: AsyncIterator[pb.StreamInferenceEventsRequest], context: Context
    ) -> AsyncGenerator[pb.StreamInferenceEventsResponse, None]:
        """Keep inference events as they come."""
        answers = answer_inference_events(aiter(request_iterator), self._inference, self._streams)
        async with aclosing(answers) as frames:
            async for frame in frames:
                yield frame

    @override
    async def GetInferenceStatistics(
        self, request: pb.GetInferenceStatisticsRequest, context: Context
    ) -> pb.GetInferenceStatisticsResponse:
        """What the events add up to."""
        asked = inference_event_messages.statistics_request_from_proto(request)
        return inference_event_messages.statistics_report_to_proto(await self._inference.report(asked))

    @override
    async def TrackImprovement(
        self, request: pb.TrackImprovementRequest, context: Context
    ) -> pb.TrackImprovementResponse:
        """Comes in a later release."""
        raise NotImplementedYet("TrackImprovement")

    @override
    async def CompareModels(self, request: pb.CompareModelsRequest, context: Context) -> pb.CompareModelsResponse:
        """Comes in a later release."""
        raise NotImplementedYet("CompareModels")
