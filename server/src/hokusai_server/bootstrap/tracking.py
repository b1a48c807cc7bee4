"""The tracking area: experiments, runs and artifacts in MLflow, inference events in the spool and the catalogue."""

from __future__ import annotations

from functools import partial

from hokusai.inference.v1.traffic_service_pb2_grpc import add_TrafficServiceServicer_to_server
from hokusai.tracking.v1.tracking_service_pb2_grpc import add_TrackingServiceServicer_to_server
from hokusai_server.adapters.catalogue.inference_statistics_store import open_inference_statistics
from hokusai_server.adapters.catalogue.registered_versions import CatalogueRegisteredVersions
from hokusai_server.adapters.mlflow.artifact_store import open_artifact_store
from hokusai_server.adapters.mlflow.tracking_stores import MlflowExperimentStore, MlflowRunStore
from hokusai_server.adapters.spool.file_event_spool import open_event_spool
from hokusai_server.adapters.spool.segment_log import SpoolLimits
from hokusai_server.adapters.traced_tracking_stores import TracedExperimentStore, TracedRunStore
from hokusai_server.bootstrap.assembly import Assembly, Probe
from hokusai_server.bootstrap.stores import Stores
from hokusai_server.domain.errors import SpoolFull
from hokusai_server.ports.catalogue import Catalogue
from hokusai_server.ports.event_spool import EventSpool
from hokusai_server.ports.named_locks import NamedLocks
from hokusai_server.services.artifacts import Artifacts
from hokusai_server.services.event_counting import counting_events
from hokusai_server.services.experiments import Experiments
from hokusai_server.services.inference_tracking import InferenceTracking, VersionGate
from hokusai_server.services.repeated_writes import RepeatedWrites
from hokusai_server.services.runs import Runs
from hokusai_server.telemetry.metrics import Metrics
from hokusai_server.transport import tracking_servicer, traffic_servicer
from hokusai_server.transport.acknowledged_stream import OpenStreams
from hokusai_server.transport.grpc_server import ServedService


async def add_tracking(
    assembly: Assembly, stores: Stores, catalogue: Catalogue, locks: NamedLocks
) -> InferenceTracking:
    """Open the spool, count what it holds in the background, and add the tracking and traffic services.

    Returns: the use cases of inference events, for other areas that track.
    """
    inference = await _open_inference_tracking(assembly, stores)
    writes = RepeatedWrites(catalogue, locks)
    runs = TracedRunStore(MlflowRunStore(stores.mlflow), assembly.tracer)
    experiments = TracedExperimentStore(MlflowExperimentStore(stores.mlflow), assembly.tracer)
    scratch = assembly.data_dir / "artifacts-on-their-way"
    artifacts = await assembly.stack.enter_async_context(open_artifact_store(stores.mlflow, scratch))
    use_cases = tracking_servicer.TrackingUseCases(
        Experiments(experiments, writes),
        Runs(runs, writes),
        Artifacts(artifacts, runs),
        inference,
    )
    streams = OpenStreams()
    assembly.at_grace_end.append(streams.end)
    tracking = tracking_servicer.TrackingServicer(use_cases, streams)
    traffic = traffic_servicer.TrafficServicer()
    assembly.services += [
        ServedService(tracking_servicer.SERVICE_NAME, partial(add_TrackingServiceServicer_to_server, tracking)),
        ServedService(traffic_servicer.SERVICE_NAME, partial(add_TrafficServiceServicer_to_server, traffic)),
    ]
    return inference


async def _open_inference_tracking(assembly: Assembly, stores: Stores) -> InferenceTracking:
    settings = assembly.settings.tracking
    statistics = await assembly.stack.enter_async_context(open_inference_statistics(stores.database))
    spool = await assembly.stack.enter_async_context(
        open_event_spool(assembly.data_dir / "spool", statistics.position, SpoolLimits(max_bytes=settings.spool))
    )
    assembly.probes.append(Probe("spool", required=False, ask=partial(_check_room, spool), spool=spool.state))
    _add_gauges(assembly.metrics, spool)
    counting = await assembly.stack.enter_async_context(counting_events(spool, statistics))
    gate = VersionGate(CatalogueRegisteredVersions(stores.database), settings.unregistered_models)
    return InferenceTracking(spool, counting, statistics, gate)


def _add_gauges(metrics: Metrics, spool: EventSpool) -> None:
    metrics.gauge(
        "hokusai_event_spool_pending", "Inference events kept and not yet counted.", lambda: spool.state().pending
    )
    metrics.gauge("hokusai_event_spool_bytes", "Bytes of the event spool on disk.", lambda: spool.state().size_bytes)
    metrics.gauge(
        "hokusai_event_spool_max_bytes", "Bytes at which the event spool refuses.", lambda: spool.state().max_bytes
    )


async def _check_room(spool: EventSpool) -> None:
    """The spool is as it should be while it takes events."""
    state = spool.state()
    if state.pending and state.size_bytes >= state.max_bytes * 0.9:
        raise SpoolFull(state.max_bytes)
