"""The inference area: workers, loaded models, prediction and its streams."""

from __future__ import annotations

from functools import partial
from typing import Final

import psutil

from hokusai_server.adapters.runtime.supervisor import WorkerRuntimeConfig, open_worker_runtime
from hokusai_server.adapters.runtime.worker_process import CallRules, nobody_to_let_go
from hokusai_server.bootstrap.assembly import Assembly, InferenceParts
from hokusai_server.services.life_policy import LifePolicy
from hokusai_server.services.loaded_models import LoadedModels, LoadingPolicy
from hokusai_server.services.observers import Observers
from hokusai_server.services.prediction import LocateBundle, Prediction, Resolve
from hokusai_server.services.prediction_streams import PredictionStreams, StreamLimits
from hokusai_server.services.queue_limits import QueueLimits
from hokusai_server.settings import InferenceSettings
from hokusai_server.telemetry.inference_events import InferenceLog, InferenceMetrics
from hokusai_server.transport.grpc_server import ServedService
from hokusai_server.transport.inference_servicer import (
    SERVICE_NAME,
    InferenceServicer,
    OpaqueInferenceServicer,
    add_inference_to_server,
)
from hokusai_server.transport.loaded_model_health import LoadedModelHealth
from hokusai_server.transport.prediction_traces import PredictionTraces


async def add_inference(assembly: Assembly, resolve: Resolve, locate_bundle: LocateBundle) -> PredictionStreams:
    """Add the inference service; its zygote starts with the warm-up or the first load.

    Args:
        resolve: picks the version that a selector names.
        locate_bundle: finds the directory of a bundle by its digest.
    Returns:
        The streams, which must be ended when the server drains.
    """
    settings = assembly.settings.inference
    config = WorkerRuntimeConfig(
        log_dir=assembly.data_dir / "logs" / "workers",
        threads_per_worker=settings.worker_threads,
        rules=CallRules(
            allow_extra_columns=settings.extra_columns,
            max_rows_per_call=settings.batch_rows,
            let_go=nobody_to_let_go if assembly.link is None else assembly.link.let_go,
        ),
        real_time=settings.real_time,
        shared=assembly.link is not None,
    )
    runtime = await assembly.stack.enter_async_context(open_worker_runtime(config))
    assembly.warm_ups.append(runtime.warm_up)
    metrics = InferenceMetrics(assembly.metrics)
    observer = Observers((metrics, InferenceLog(assembly.tracer), LoadedModelHealth(assembly.health)))
    policy = _loading_policy(settings, assembly.settings.limits.message_bytes)
    catch_up = None if assembly.link is None else assembly.link.catch_up
    loaded = LoadedModels(runtime, policy, observer, catch_up)
    assembly.stack.push_async_callback(loaded.close)
    prediction = Prediction(resolve, locate_bundle, loaded)
    assembly.inference = InferenceParts(prediction, loaded, metrics)
    assembly.metrics.gauge("hokusai_models_loaded", "Versions in memory.", lambda: len(prediction.loaded_models()))
    limits = StreamLimits(settings.streams, settings.stream_window, settings.longest_stream_window)
    streams = PredictionStreams(prediction, loaded, limits)
    max_message_bytes = assembly.settings.limits.message_bytes
    twin = OpaqueInferenceServicer(prediction, streams, PredictionTraces(assembly.tracer), max_message_bytes)
    whole = InferenceServicer(prediction, twin, max_message_bytes)
    assembly.services.append(ServedService(SERVICE_NAME, partial(add_inference_to_server, whole, twin)))
    return streams


# Of a message, for what stands beside the payload.
ENVELOPE_BYTES: Final = 4096


def _loading_policy(settings: InferenceSettings, max_message_bytes: int) -> LoadingPolicy:
    memory = settings.memory if settings.memory is not None else psutil.virtual_memory().total // 2
    return LoadingPolicy(
        memory_bytes=memory,
        concurrent_loads=settings.concurrent_loads,
        queue=QueueLimits(
            queued_requests=settings.queue,
            batch_requests=settings.batch_requests,
            batch_bytes=settings.batch_bytes,
            batch_time=settings.batch_time,
            answer_bytes=max_message_bytes - ENVELOPE_BYTES,
        ),
        life=LifePolicy(
            workers=settings.workers_per_version,
            load_time=settings.load_time,
            worker_memory_bytes=settings.worker_memory if settings.worker_memory is not None else memory,
        ),
    )
