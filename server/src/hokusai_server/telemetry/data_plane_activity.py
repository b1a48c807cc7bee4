"""What the native data plane did, in the same metrics, log lines and spans as what this process did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol, final

import grpc

from hokusai.backend.v1 import data_plane_service_pb2 as pb
from hokusai_server.telemetry.inference_events import BatchesElsewhere, InferenceMetrics, Observations
from hokusai_server.telemetry.metrics import CallMetrics, CallsElsewhere
from hokusai_server.transport.interceptors.access_log import CallObserver, FinishedCall

_CODES: Final = {code.value[0]: code for code in grpc.StatusCode}


class SpanRecorder(Protocol):
    """Records traced calls."""

    @property
    def root_share(self) -> float:
        """The share of calls without a trace context of their own that are traced, from 0 to 1."""
        ...

    def record(self, call: pb.FinishedCall) -> None:
        """Record a call that ended."""
        ...


@final
class DataPlaneActivity:
    """Adds reports.

    Args:
        calls: metrics of calls.
        inference: metrics of predictions.
        log: writes the lines of single calls.
        spans: records traced calls; None records none.
    """

    def __init__(
        self, calls: CallMetrics, inference: InferenceMetrics, log: CallObserver, spans: SpanRecorder | None
    ) -> None:
        self._calls = calls
        self._inference = inference
        self._log = log
        self._spans = spans
        self._in_flight: dict[str, int] = {}
        self.connections = 0

    def record(self, report: pb.ReportActivityRequest) -> None:
        """Add one report."""
        self.connections = report.connections
        for method in report.methods:
            self._add_calls(method)
        for version in report.versions:
            self._inference.add(version.model, version.number, _batches(version))
        for call in report.calls:
            self._log.finished(_finished(call))
            if self._spans is not None and call.traceparent:
                self._spans.record(call)

    def lost(self) -> None:
        """The data plane ended, and the calls that it had with it."""
        self.connections = 0
        for method, running in self._in_flight.items():
            self._calls.add(method, CallsElsewhere((), 0.0, -running, {}, {}))
        self._in_flight.clear()

    def _add_calls(self, method: pb.MethodActivity) -> None:
        change = method.in_flight - self._in_flight.get(method.method, 0)
        self._in_flight[method.method] = method.in_flight
        counts, total = _observations(method.durations)
        codes = {_code(number): count for number, count in method.codes.items()}
        self._calls.add(method.method, CallsElsewhere(counts, total, change, codes, dict(method.reasons)))


def _batches(version: pb.VersionActivity) -> BatchesElsewhere:
    phases: Sequence[pb.Observations] = (version.decode, version.validate, version.predict, version.encode)
    return BatchesElsewhere(
        requests=_observations(version.batch_requests),
        rows=version.rows,
        queued=_observations(version.queued),
        phases=[_observations(phase) for phase in phases],
        refused=dict(version.refused),
    )


def _observations(sent: pb.Observations) -> Observations:
    return sent.counts, sent.sum


def _finished(call: pb.FinishedCall) -> FinishedCall:
    seconds = call.duration.ToTimedelta().total_seconds()
    return FinishedCall(call.method, _code(call.code), call.reason, seconds, call.peer)


def _code(number: int) -> grpc.StatusCode:
    return _CODES.get(number, grpc.StatusCode.UNKNOWN)
