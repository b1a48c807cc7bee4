"""Metrics of versions, and what the difference between two of them means."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from hokusai_server.domain.errors import FieldViolation, InvalidRequest


class Direction(Enum):
    """Which way a metric is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Verdict(Enum):
    """What a delta means, given direction and tolerance."""

    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    REGRESSED = "regressed"
    NOT_COMPARABLE = "not_comparable"


class Recommendation(Enum):
    """What all metrics of a comparison say together."""

    ACCEPT = "accept"
    REVIEW = "review"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Metric:
    """One measured quality of a version."""

    name: str
    value: float
    direction: Direction
    sample_size: int | None = None


@dataclass(frozen=True, slots=True)
class MetricDraft:
    """A metric as a caller gives it; without a direction it takes the default of its name."""

    name: str
    value: float
    direction: Direction | None = None
    sample_size: int | None = None


@dataclass(frozen=True, slots=True)
class MetricComparison:
    """How a candidate's metric stands against a baseline's; None on the side that has no such metric."""

    name: str
    baseline: Metric | None
    candidate: Metric | None
    tolerance: float = 0.0

    @property
    def is_comparable(self) -> bool:
        """Whether both sides have it and agree on which way is better."""
        return self.direction is not None and self.baseline is not None and self.candidate is not None

    @property
    def direction(self) -> Direction | None:
        """Which way is better; None if the sides contradict each other."""
        directions = {metric.direction for metric in (self.baseline, self.candidate) if metric is not None}
        return directions.pop() if len(directions) == 1 else None

    @property
    def delta(self) -> float | None:
        """Candidate minus baseline; None if not comparable or beyond the range of a double."""
        if self.baseline is None or self.candidate is None or self.direction is None:
            return None
        delta = self.candidate.value - self.baseline.value
        return delta if math.isfinite(delta) else None

    @property
    def verdict(self) -> Verdict:
        """What the delta means."""
        if self.baseline is None or self.candidate is None or self.direction is None:
            return Verdict.NOT_COMPARABLE
        gain = self.candidate.value - self.baseline.value
        gain = gain if self.direction is Direction.HIGHER else -gain
        if abs(gain) <= self.tolerance:
            return Verdict.UNCHANGED
        return Verdict.IMPROVED if gain > 0 else Verdict.REGRESSED


@dataclass(frozen=True, slots=True)
class Tolerances:
    """Largest absolute deltas that count as unchanged."""

    default: float = 0.0
    by_name: Mapping[str, float] = field(default_factory=dict)

    def of(self, name: str) -> float:
        """The tolerance for the metric of this name."""
        return self.by_name.get(name, self.default)


_HIGHER_NAMES: Final = ("accuracy", "auroc", "f1", "precision", "recall", "r2")
_LOWER_NAMES: Final = ("mse", "rmse", "mae", "log_loss", "latency")

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/ -]{0,127}")


def default_direction(name: str) -> Direction | None:
    """The direction that a name stands for by itself, as in `val_accuracy` or `latency_ms_p99`; None if it has none."""
    words = re.split(r"[._/ -]+", name.lower())
    higher = any(_has_words(words, known) for known in _HIGHER_NAMES)
    lower = any(_has_words(words, known) for known in _LOWER_NAMES)
    if higher == lower:
        return None
    return Direction.HIGHER if higher else Direction.LOWER


def _has_words(words: Sequence[str], known: str) -> bool:
    wanted = known.split("_")
    return any(list(words[start : start + len(wanted)]) == wanted for start in range(len(words)))


def settled(drafts: Sequence[MetricDraft], field_name: str = "draft.metrics") -> tuple[Metric, ...]:
    """The metrics of a new version, in the order of their names.

    Raises:
        InvalidRequest: a name is bad or comes twice, a value is not finite, or a direction is neither given nor known.
    """
    violations = [
        FieldViolation(f"{field_name}[{place}]", fault)
        for place, draft in enumerate(drafts)
        if (fault := _fault(draft, {other.name for other in drafts[:place]}))
    ]
    if violations:
        raise InvalidRequest(violations)
    metrics = [
        Metric(draft.name, draft.value, direction, draft.sample_size)
        for draft in drafts
        if (direction := draft.direction or default_direction(draft.name))
    ]
    return tuple(sorted(metrics, key=lambda metric: metric.name))


def _fault(draft: MetricDraft, earlier: set[str]) -> str:
    if not _NAME.fullmatch(draft.name):
        return "the name must be a letter or a digit, then up to 127 of [A-Za-z0-9._/ -]"
    if draft.name in earlier:
        return f"{draft.name!r} is named twice"
    if not math.isfinite(draft.value):
        return f"{draft.name!r} must be a finite number"
    if draft.direction is None and default_direction(draft.name) is None:
        return f"say whether {draft.name!r} is better higher or lower"
    return ""


def compared(
    baseline: Sequence[Metric],
    candidate: Sequence[Metric],
    tolerances: Tolerances = Tolerances(),  # frozen
) -> tuple[MetricComparison, ...]:
    """Every metric that either side has, in the order of the names."""
    old = {metric.name: metric for metric in baseline}
    new = {metric.name: metric for metric in candidate}
    return tuple(
        MetricComparison(name, old.get(name), new.get(name), tolerances.of(name))
        for name in sorted(old.keys() | new.keys())
    )


def recommended(comparisons: Sequence[MetricComparison], *, may_accept: bool = True) -> tuple[Recommendation, str]:
    """What the comparisons say together, and why in one sentence.

    Args:
        comparisons: every metric.
        may_accept: False where the figures are not to be trusted, as in mock mode.
    """
    regressed = [comparison.name for comparison in comparisons if comparison.verdict is Verdict.REGRESSED]
    improved = [comparison.name for comparison in comparisons if comparison.verdict is Verdict.IMPROVED]
    if regressed:
        return Recommendation.REJECT, f"regressed beyond tolerance: {', '.join(regressed)}"
    if not any(comparison.is_comparable for comparison in comparisons):
        return Recommendation.REVIEW, "no metric is on both sides, so nothing can be compared"
    if not improved:
        return Recommendation.REVIEW, "no metric improved and none regressed"
    if not may_accept:
        return Recommendation.REVIEW, "figures of the mock mode are never accepted"
    return Recommendation.ACCEPT, f"improved: {', '.join(improved)}; none regressed"
