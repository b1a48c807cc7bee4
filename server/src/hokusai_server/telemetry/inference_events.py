"""What the inference engine does, as metrics, log lines and spans."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final, TypeAlias, final

from opentelemetry.context import Context
from opentelemetry.trace import StatusCode, Tracer
from prometheus_client import Counter, Gauge
from typing_extensions import override

from hokusai_server.ports.inference_observer import BatchRecord, LoadedModel, LoadState, NobodyObserves
from hokusai_server.telemetry.metrics import LATENCY_BUCKETS, AddableHistogram, Metrics

_log = logging.getLogger(__name__)

# A micro-batch holds 1 to some hundred requests; powers of two show whether it grows under load.
BATCH_BUCKETS: Final = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
_LABELS: Final = ("model", "version")
_PHASES: Final = ("decode", "validate", "predict", "encode")
_NANOS: Final = 1e9

Observations: TypeAlias = tuple[Sequence[int], float]


@dataclass(frozen=True, slots=True)
class _Series:
    """The time series of one version that every batch adds to; looking them up by label costs more than adding."""

    requests: AddableHistogram
    rows: Counter
    queued: AddableHistogram
    phases: Sequence[AddableHistogram]


@dataclass(frozen=True, slots=True)
class BatchesElsewhere:
    """Micro-batches of one version that another process had answered.

    Observations are the counts of each bucket, one beyond the bounds, and their sum.

    Attributes:
        requests: in each batch, by `BATCH_BUCKETS`.
        rows: predicted.
        queued: seconds that each request waited, by `LATENCY_BUCKETS`.
        phases: seconds of decoding, validation, the model and encoding, by `LATENCY_BUCKETS`.
        refused: requests that no worker got, by reason.
    """

    requests: Observations
    rows: int
    queued: Observations
    phases: Sequence[Observations]
    refused: Mapping[str, int]


@final
class InferenceMetrics(NobodyObserves):
    """Queue times, batch sizes, phases, loads, losses and memory, by model and version."""

    def __init__(self, metrics: Metrics) -> None:
        durations = partial(AddableHistogram, buckets=LATENCY_BUCKETS, registry=metrics.registry)
        counter = partial(Counter, registry=metrics.registry)
        self._series: dict[tuple[str, str], _Series] = {}
        self._queued = durations(
            "hokusai_inference_queue_seconds", "How long requests waited for their batch.", _LABELS
        )
        self._requests = AddableHistogram(
            "hokusai_inference_batch_requests",
            "Requests in a micro-batch.",
            _LABELS,
            buckets=BATCH_BUCKETS,
            registry=metrics.registry,
        )
        self._phases = durations(
            "hokusai_inference_phase_seconds", "Where workers spent the time of a micro-batch.", (*_LABELS, "phase")
        )
        self._rows = counter("hokusai_inference_rows", "Rows predicted.", _LABELS)
        self._refused = counter("hokusai_inference_refused", "Requests that no worker got.", (*_LABELS, "reason"))
        self._loads = durations(
            "hokusai_model_load_seconds",
            "How long processes of versions took to be ready; result is ok or the reason of the error.",
            ("result",),
        )
        self._lost = counter("hokusai_worker_lost", "Processes of versions that ended unasked.", _LABELS)
        self._unloaded = counter("hokusai_model_unloaded", "Versions that left memory.", (*_LABELS, "evicted"))
        self._memory = Gauge(
            "hokusai_worker_private_memory_bytes",
            "Memory of a version's processes that no other shares.",
            _LABELS,
            registry=metrics.registry,
        )

    @override
    def batch_answered(self, model: str, number: str, batch: BatchRecord) -> None:
        series = self._of(model, number)
        series.requests.observe(batch.request_count)
        series.rows.inc(batch.row_count)
        for seconds in batch.queue_seconds:
            series.queued.observe(seconds)
        timings = batch.timings
        nanos = (timings.decode_nanos, timings.validate_nanos, timings.predict_nanos, timings.encode_nanos)
        for phase, spent in zip(series.phases, nanos, strict=True):
            phase.observe(spent / _NANOS)

    def add(self, model: str, number: str, elsewhere: BatchesElsewhere) -> None:
        """Count micro-batches that another process had answered."""
        series = self._of(model, number)
        series.requests.add(*elsewhere.requests)
        series.rows.inc(elsewhere.rows)
        series.queued.add(*elsewhere.queued)
        for phase, observations in zip(series.phases, elsewhere.phases, strict=True):
            phase.add(*observations)
        for reason, count in elsewhere.refused.items():
            self._refused.labels(model, number, reason).inc(count)

    def _of(self, model: str, number: str) -> _Series:
        series = self._series.get((model, number))
        if series is None:
            series = self._series[model, number] = self._new_series(model, number)
        return series

    def _new_series(self, model: str, number: str) -> _Series:
        return _Series(
            self._requests.labels(model, number),
            self._rows.labels(model, number),
            self._queued.labels(model, number),
            tuple(self._phases.labels(model, number, phase) for phase in _PHASES),
        )

    @override
    def request_refused(self, model: str, number: str, reason: str) -> None:
        self._refused.labels(model, number, reason).inc()

    @override
    def model_changed(self, loaded: LoadedModel) -> None:
        self._memory.labels(loaded.model, loaded.number).set(loaded.private_memory_bytes)

    @override
    def model_unloaded(self, model: str, number: str, *, evicted: bool) -> None:
        self._unloaded.labels(model, number, str(evicted).lower()).inc()
        self._series.pop((model, number), None)
        self._memory.remove(model, number)

    @override
    def load_ended(self, model: str, number: str, duration: timedelta, error: str | None) -> None:
        self._loads.labels(error or "ok").observe(duration.total_seconds())

    @override
    def worker_lost(self, model: str, number: str, cause: str) -> None:
        self._lost.labels(model, number).inc()

    @override
    def memory_measured(self, model: str, number: str, private_memory_bytes: int) -> None:
        self._memory.labels(model, number).set(private_memory_bytes)


@final
class InferenceLog(NobodyObserves):
    """Loads, losses and departures as log lines, and loads as spans of their own: many calls may wait for one."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer

    @override
    def model_changed(self, loaded: LoadedModel) -> None:
        if loaded.state is LoadState.READY:
            _log.info("model ready", extra={**_facts(loaded.model, loaded.number), "restarts": loaded.restart_count})

    @override
    def model_unloaded(self, model: str, number: str, *, evicted: bool) -> None:
        _log.info("model unloaded", extra={**_facts(model, number), "evicted": evicted})

    @override
    def load_ended(self, model: str, number: str, duration: timedelta, error: str | None) -> None:
        end = time.time_ns()
        start = end - int(duration.total_seconds() * _NANOS)
        attributes = {"hokusai.model": model, "hokusai.version": number}
        span = self._tracer.start_span("load model", context=Context(), start_time=start, attributes=attributes)
        if error is not None:
            span.set_status(StatusCode.ERROR, error)
            _log.warning("model not loaded", extra={**_facts(model, number), "reason": error})
        span.end(end)

    @override
    def worker_lost(self, model: str, number: str, cause: str) -> None:
        _log.warning("worker lost", extra={**_facts(model, number), "cause": cause})


def _facts(model: str, number: str) -> dict[str, object]:
    return {"model": model, "version": number}
