"""Inference events folded by model, version, arm and minute, before and after they meet the catalogue."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from hokusai_server.adapters.catalogue.sketches import Sketch
from hokusai_server.domain.inference_events import InferenceEvent
from hokusai_server.domain.inference_statistics import MetricStatistics

_MICROS_PER_MINUTE: Final = 60_000_000


class TallyKey(NamedTuple):
    """What events are counted by; `minute` is since 1970."""

    model: str
    version: str
    arm: str
    minute: int


@dataclass(slots=True)
class MetricSums:
    """Running sums over one measurement; `squares` is of deviations from the mean, so that nothing cancels out."""

    count: int = 0
    sum: float = 0.0
    squares: float = 0.0
    min: float = math.inf
    max: float = -math.inf

    def add(self, value: float) -> None:
        """Count one value."""
        self.merge(MetricSums(1, value, 0.0, value, value))

    def merge(self, other: MetricSums) -> None:
        """Count all values of another."""
        if self.count and other.count:
            difference = other.sum / other.count - self.sum / self.count
            self.squares += difference * difference * self.count * other.count / (self.count + other.count)
        self.count += other.count
        self.sum += other.sum
        self.squares += other.squares
        self.min = min(self.min, other.min)
        self.max = max(self.max, other.max)

    def statistics(self) -> MetricStatistics:
        """What callers are told. There must be a value."""
        deviation = math.sqrt(self.squares / (self.count - 1)) if self.count > 1 else 0.0
        return MetricStatistics(self.count, self.sum, self.sum / self.count, deviation, self.min, self.max)


@dataclass(slots=True)
class Tally:
    """What is counted for one key."""

    event_count: int = 0
    error_count: int = 0
    latency: Sketch = field(default_factory=Sketch)
    confidence: Sketch = field(default_factory=Sketch)
    metrics: dict[str, MetricSums] = field(default_factory=dict)

    def add(self, event: InferenceEvent) -> None:
        """Count one event, which is valid."""
        self.event_count += 1
        self.error_count += event.is_error
        self.latency.add(event.latency_ms or 0.0)
        if event.confidence is not None:
            self.confidence.add(event.confidence)
        for name, value in event.metrics.items():
            self.metrics.setdefault(name, MetricSums()).add(value)

    def merge(self, other: Tally) -> None:
        """Count all events of another."""
        self.event_count += other.event_count
        self.error_count += other.error_count
        self.latency.merge(other.latency)
        self.confidence.merge(other.confidence)
        merge_metrics(self.metrics, other.metrics)


def tallies_of(events: Iterable[InferenceEvent]) -> dict[TallyKey, Tally]:
    """Events, folded; each has a time."""
    tallies: dict[TallyKey, Tally] = {}
    for event in events:
        key = TallyKey(event.model, event.version, event.arm, (event.time_micros or 0) // _MICROS_PER_MINUTE)
        tally = tallies.get(key)
        if tally is None:
            tally = tallies[key] = Tally()
        tally.add(event)
    return tallies


def merge_metrics(into: dict[str, MetricSums], other: Mapping[str, MetricSums]) -> None:
    """Add sums to sums, by name."""
    for name, sums in other.items():
        into.setdefault(name, MetricSums()).merge(sums)


def metrics_to_text(metrics: Mapping[str, MetricSums]) -> str:
    """The form in the catalogue."""
    return json.dumps(
        {name: [sums.count, sums.sum, sums.squares, sums.min, sums.max] for name, sums in metrics.items()}
    )


def metrics_from_text(text: str) -> dict[str, MetricSums]:
    """From the form in the catalogue."""
    return {name: MetricSums(*values) for name, values in json.loads(text).items()}
