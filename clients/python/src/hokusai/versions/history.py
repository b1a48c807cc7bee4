"""The history of a model, and how two of its versions compare."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hokusai.registry.metrics import MetricComparison
from hokusai.registry.model_version import ModelVersion
from hokusai.registry.v1 import signature_pb2
from hokusai.versions.v1 import history_entry_pb2, selector_pb2, version_service_pb2
from hokusai.wire_values import when, word


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One row of a model's append-only history.

    Attributes:
        id: later rows have higher numbers.
        model: name of the model.
        kind: `registered`, `promoted`, `rolled_back`, `alias_removed`, `deprecated`, `deleted` or `restored`.
        alias: that moved, without `@`; None where no alias is concerned.
        from_version: where the alias pointed before.
        to_version: where it points since, or the version that the row is about.
        actor: who did it.
        reason: why, in the actor's words.
        time: when.
        breaking_allowed: the number promises more compatibility than the signatures have, by the actor's wish.
    """

    id: int
    model: str
    kind: str
    alias: str | None
    from_version: str | None
    to_version: str | None
    actor: str
    reason: str
    time: datetime | None
    breaking_allowed: bool

    @classmethod
    def from_proto(cls, message: history_entry_pb2.HistoryEntry) -> HistoryEntry:
        """From the contract's message."""
        return cls(
            id=message.id,
            model=message.model,
            kind=word(history_entry_pb2.HistoryKind, message.kind),
            alias=message.alias or None,
            from_version=message.from_version or None,
            to_version=message.to_version or None,
            actor=message.actor,
            reason=message.reason,
            time=when(message, "time"),
            breaking_allowed=message.breaking_allowed,
        )


@dataclass(frozen=True, slots=True)
class ResolvedVersion:
    """A version and the rule that picked it (`exact`, `latest`, `alias`, `default_production`, …)."""

    version: ModelVersion
    rule: str

    @classmethod
    def from_proto(cls, message: version_service_pb2.ResolveVersionResponse) -> ResolvedVersion:
        """From the contract's message."""
        return cls(ModelVersion.from_proto(message.version), word(selector_pb2.SelectionRule, message.rule))


@dataclass(frozen=True, slots=True)
class SignatureDifference:
    """One difference between two signatures.

    Attributes:
        field: where, as in `inputs.age`.
        kind: `added`, `removed`, `retyped`, `widened`, …
        least_bump: the least bump that tells the truth about it.
        description: in one sentence.
    """

    field: str
    kind: str
    least_bump: str
    description: str

    @classmethod
    def from_proto(cls, message: signature_pb2.SignatureChange) -> SignatureDifference:
        """From the contract's message."""
        return cls(
            message.field,
            word(signature_pb2.SignatureChangeKind, message.kind),
            word(signature_pb2.VersionBump, message.least_bump),
            message.description,
        )


@dataclass(frozen=True, slots=True)
class VersionComparison:
    """How a candidate stands against a baseline.

    Attributes:
        baseline: the one.
        candidate: the other.
        metrics: every metric that either side has.
        recommendation: `accept`, `review` or `reject`.
        rationale: why, in one sentence.
        signature_changes: every difference between the signatures.
        least_bump: the least bump that tells the truth about them; None if nothing was compared.
    """

    baseline: ModelVersion
    candidate: ModelVersion
    metrics: tuple[MetricComparison, ...]
    recommendation: str
    rationale: str
    signature_changes: tuple[SignatureDifference, ...]
    least_bump: str | None

    @classmethod
    def from_proto(cls, message: version_service_pb2.CompareVersionsResponse) -> VersionComparison:
        """From the contract's message."""
        return cls(
            baseline=ModelVersion.from_proto(message.baseline),
            candidate=ModelVersion.from_proto(message.candidate),
            metrics=tuple(MetricComparison.from_proto(each) for each in message.metrics),
            recommendation=word(version_service_pb2.Recommendation, message.recommendation),
            rationale=message.rationale,
            signature_changes=tuple(SignatureDifference.from_proto(each) for each in message.signature_changes),
            least_bump=word(signature_pb2.VersionBump, message.least_bump) if message.least_bump else None,
        )
