"""Prometheus metrics of the server process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import grpc
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from typing_extensions import override

from hokusai_server.transport.interceptors.access_log import FinishedCall

# From well under a millisecond (a cached answer) to a minute (a registration that uploads); a factor of about 2.5 each.
LATENCY_BUCKETS: Final = (
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0,
)  # fmt: skip


class AddableHistogram(Histogram):
    """A histogram to which observations can be added that were made elsewhere, with the same buckets."""

    def add(self, counts: Sequence[int], total: float) -> None:
        """Add observations.

        Args:
            counts: how many fell into each bucket, in order; one more than there are bounds, or none at all.
            total: their sum.
        """
        for bucket, count in zip(self._buckets, counts, strict=False):
            bucket.inc(count)
        self._sum.inc(total)


@dataclass(frozen=True, slots=True)
class Exposition:
    """All metrics as Prometheus reads them.

    Attributes:
        body: the text.
        content_type: its media type.
    """

    body: bytes
    content_type: str


class Metrics:
    """The registry of one server; two servers in one process share nothing."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)

    def gauge(self, name: str, documentation: str, read: Callable[[], float]) -> None:
        """Add a value that is read when the metrics are gathered; `read` runs on the loop and must be quick."""
        Gauge(name, documentation, registry=self.registry).set_function(read)

    def gauges(self, name: str, documentation: str, label: str, read: Callable[[], Mapping[str, float]]) -> None:
        """Add one value for each value of a label; as `gauge`, and what `read` leaves out is not shown."""
        self.registry.register(_ReadGauges(name, documentation, label, read))

    def info(self, name: str, documentation: str, **labels: str) -> None:
        """Add a constant 1 whose labels are the information."""
        Gauge(name, documentation, tuple(labels), registry=self.registry).labels(**labels).set(1)

    def expose(self) -> Exposition:
        """Gather everything now."""
        return Exposition(generate_latest(self.registry), CONTENT_TYPE_LATEST)


@dataclass(frozen=True, slots=True)
class _ReadGauges(Collector):
    """A family of gauges that is read when it is gathered."""

    name: str
    documentation: str
    label: str
    read: Callable[[], Mapping[str, float]]

    @override
    def collect(self) -> Iterable[Metric]:
        """The family as it is now."""
        family = GaugeMetricFamily(self.name, self.documentation, labels=(self.label,))
        for label_value, value in sorted(self.read().items()):
            family.add_metric((label_value,), value)
        return (family,)


@dataclass(frozen=True, slots=True)
class CallsElsewhere:
    """Calls of one method that another process answered.

    Attributes:
        duration_counts: how many took how long, by the buckets of `LATENCY_BUCKETS` and one beyond.
        duration_sum: in seconds.
        in_flight_change: how many more run than before.
        codes: how many ended with each code.
        reasons: how many failed for each reason.
    """

    duration_counts: Sequence[int]
    duration_sum: float
    in_flight_change: int
    codes: Mapping[grpc.StatusCode, int]
    reasons: Mapping[str, int]


class CallMetrics:
    """Rate, errors by reason and latency of every call; told by the access log interceptor."""

    def __init__(self, metrics: Metrics) -> None:
        registry = metrics.registry
        self._calls = Counter("hokusai_rpc_finished", "Calls that ended.", ("method", "code"), registry=registry)
        self._errors = Counter("hokusai_rpc_errors", "Failed calls by reason.", ("method", "reason"), registry=registry)
        self._seconds = AddableHistogram(
            "hokusai_rpc_duration_seconds",
            "How long calls took, streams from open to end.",
            ("method",),
            buckets=LATENCY_BUCKETS,
            registry=registry,
        )
        self._in_flight = Gauge("hokusai_rpc_in_flight", "Calls that run now.", ("method",), registry=registry)
        self._known: dict[str, _MethodMetrics] = {}

    def started(self, method: str) -> None:
        """Count a call that began."""
        self._of(method).in_flight.inc()

    def finished(self, call: FinishedCall) -> None:
        """Count a call that ended."""
        metrics = self._of(call.method)
        metrics.in_flight.dec()
        metrics.seconds.observe(call.seconds)
        if call.code is grpc.StatusCode.OK:
            metrics.succeeded.inc()
        else:
            self._calls.labels(call.method, call.code.name).inc()
        if call.reason:
            self._errors.labels(call.method, call.reason).inc()

    def add(self, method: str, elsewhere: CallsElsewhere) -> None:
        """Count calls that another process answered."""
        metrics = self._of(method)
        metrics.seconds.add(elsewhere.duration_counts, elsewhere.duration_sum)
        metrics.in_flight.inc(elsewhere.in_flight_change)
        for code, number in elsewhere.codes.items():
            self._calls.labels(method, code.name).inc(number)
        for reason, number in elsewhere.reasons.items():
            self._errors.labels(method, reason).inc(number)

    def _of(self, method: str) -> _MethodMetrics:
        """The metrics of a method; looking each up by its labels costs more than counting."""
        known = self._known.get(method)
        if known is None:
            known = _MethodMetrics(
                in_flight=self._in_flight.labels(method),
                seconds=self._seconds.labels(method),
                succeeded=self._calls.labels(method, grpc.StatusCode.OK.name),
            )
            self._known[method] = known
        return known


@dataclass(frozen=True, slots=True)
class _MethodMetrics:
    """What changes with every call of one method."""

    in_flight: Gauge
    seconds: AddableHistogram
    succeeded: Counter
