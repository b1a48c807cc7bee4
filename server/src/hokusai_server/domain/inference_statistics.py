"""What was tracked: distributions, and the windows they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from hokusai_server.domain.errors import FieldViolation, InvalidRequest

MINUTE: Final = timedelta(minutes=1)
DEFAULT_WINDOW: Final = timedelta(hours=24)
MAX_RESULTS: Final = 10_000
_EPOCH: Final = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution of measured values; percentiles within 1 % of the true value, the rest exact up to rounding."""

    count: int
    mean: float
    min: float
    max: float
    p50: float
    p90: float
    p99: float


@dataclass(frozen=True, slots=True)
class MetricStatistics:
    """Sums over one further measurement; the standard deviation is that of a sample (n − 1), 0 for a single value."""

    count: int
    sum: float
    mean: float
    standard_deviation: float
    min: float
    max: float


@dataclass(frozen=True, slots=True)
class Window:
    """Whole minutes from `start` (counted) to `end` (not counted), cut into parts of `bucket` from the start.

    Attributes:
        start: first instant counted, UTC.
        end: first instant no longer counted, UTC.
        bucket: length of a part, whole minutes; the last part may be shorter. None: one part.
    """

    start: datetime
    end: datetime
    bucket: timedelta | None = None

    @classmethod
    def asked_for(
        cls, start: datetime | None, end: datetime | None, bucket: timedelta | None, *, now: datetime
    ) -> Window:
        """The window of a request: rounded to whole minutes, and with the contract's defaults where it says nothing.

        Raises:
            InvalidRequest: the window is empty or in the wrong order, or the bucket is no whole number of minutes.
        """
        until = _floor(now) + MINUTE if end is None else _ceiling(end)
        since = until - DEFAULT_WINDOW if start is None else _floor(start)
        if since >= until:
            raise InvalidRequest([FieldViolation("start_time", "must lie before end_time")])
        if bucket is not None and (bucket < MINUTE or bucket % MINUTE):
            raise InvalidRequest([FieldViolation("bucket", "must be a whole number of minutes, at least one")])
        if bucket is not None and -(-(until - since) // bucket) > MAX_RESULTS:
            raise InvalidRequest([FieldViolation("bucket", f"cuts the window into more than {MAX_RESULTS} parts")])
        return cls(since, until, bucket)

    @property
    def start_minute(self) -> int:
        """The first minute counted, since 1970."""
        return (self.start - _EPOCH) // MINUTE

    @property
    def end_minute(self) -> int:
        """The first minute no longer counted, since 1970."""
        return (self.end - _EPOCH) // MINUTE

    def part_of(self, minute: int) -> int:
        """The number of the part that holds a minute of this window, from 0."""
        return 0 if self.bucket is None else (minute - self.start_minute) // (self.bucket // MINUTE)

    def part(self, number: int) -> tuple[datetime, datetime]:
        """First instant of a part and the first instant after it."""
        if self.bucket is None:
            return self.start, self.end
        start = self.start + number * self.bucket
        return start, min(start + self.bucket, self.end)


@dataclass(frozen=True, slots=True)
class InferenceStatistics:
    """What was tracked for one version (and arm) in one part of a window.

    Attributes:
        arm: the traffic policy's arm; empty for "no arm" and where arms are taken together.
        latency_ms: latency of all events, errors included.
        confidence: over the events that told one; None if none did.
    """

    model: str
    version: str
    arm: str
    start: datetime
    end: datetime
    event_count: int
    error_count: int
    latency_ms: Distribution
    confidence: Distribution | None = None
    metrics: Mapping[str, MetricStatistics] = field(default_factory=dict)

    @property
    def events_per_second(self) -> float:
        """Rate over the whole part of the window."""
        return self.event_count / (self.end - self.start).total_seconds()


@dataclass(frozen=True, slots=True)
class StatisticsQuery:
    """What is asked of the store.

    Attributes:
        model: the model.
        versions: the versions; empty: all that have events.
        window: the minutes to count.
        by_arm: whether arms are told apart.
    """

    model: str
    versions: tuple[str, ...]
    window: Window
    by_arm: bool = False


def _floor(instant: datetime) -> datetime:
    return instant - (instant - _EPOCH) % MINUTE


def _ceiling(instant: datetime) -> datetime:
    return instant + (_EPOCH - instant) % MINUTE
